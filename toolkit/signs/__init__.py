"""Signs: whether any word of a text may be one that a pattern looks for, asked of all patterns at once.

Most texts have nothing that most patterns look for, and most words have been seen before: a text is cut at its white
space, and what each word is a sign of is remembered. A sign is a pattern whose matches hold no white space and that
looks no further than the letters beside them, so that it finds in the words what it would find in the text.
"""

import contextlib
import functools
import itertools
import operator
import os
import re
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from toolkit import late
from toolkit.signs.joints import Joint, first_letters, joint
from toolkit.signs.words import LONGEST_KNOWN, MOST_KNOWN, OfWords

MOST_TEXTS = 32
"""Texts whose signs are remembered: those of a few pairs. The memory of those before is used again while it is still
within the processor's cache.
"""
SCRIPTS = {
    "": re.compile(""),
    "Zyyy": re.compile(r"[\W\d_]"),
    "Latn": re.compile("[A-Za-z]"),
    "Cyrl": re.compile("[\u0400-\u052f]"),
    "Hani": re.compile("[\u2e80-\u9fff]"),
}
"""Script, by its code of ISO 15924 -> a character that every word has which is a sign of it; `Zyyy`: no letter."""
LATIN_AND_CYRILLIC = "Latn Cyrl"
"""Of words that have letters of both."""
ONE_CHARACTER = re.compile(r"\\d|\[(?:\\.|[^\]\\])+\]")
"""A pattern of one character: what it matches is remembered of each character, not asked of each word."""
GROUP = re.compile(r"(?<!\\)\((?:(?!\?)|\?P<)")
"""What makes a group of its own; where it stands in a class of characters, a pattern is asked by itself, no worse."""
LETTERS = re.compile(r"[^\W\d_]+")
NO_LETTER = re.compile(r"[\W\d_]*\Z")
BEHIND = ",."
"""What may stand behind a word of which it is no part."""
ALL = -1
ZEROS = str.maketrans("123456789", "0" * 9)


@dataclass
class _Script:
    """The signs of one script, each with its bit."""

    needs: int
    """The bits of what its words have."""
    patterns: list[tuple[int, re.Pattern[str], Callable[[str], object], frozenset[str]]] = field(default_factory=list)
    """Those that can be asked together, since none has groups of its own; each with what is asked where it matches, and
    with the letters with which such words begin."""
    others: list[tuple[int, Callable[[str], object]]] = field(default_factory=list)
    words: dict[str, int] = field(default_factory=dict)
    """Words in small letters -> the bits of signs for which they are one, whatever stands beside their letters."""
    of_capitals: list[tuple[int, Callable[[str], object]]] = field(default_factory=list)
    """Those of words that have a capital letter."""

    @functools.cached_property
    def joint(self) -> Joint:
        """All of `patterns` at once, since most words match none: those for words in small letters, and the others."""
        return joint([one for _, one, *_ in self.patterns])

    def add(self, bit: int, sign: "Sign", pattern: re.Pattern[str]) -> None:
        """Another sign, by its pattern."""
        if sign.capital:
            self.of_capitals.append((bit, pattern.search))
        elif ONE_CHARACTER.fullmatch(pattern.pattern):
            _characters.append((bit, pattern))
        elif GROUP.search(pattern.pattern):
            self.others.append((bit, pattern.search))
        else:
            self.patterns.append((bit, pattern, sign.accepts, first_letters(pattern)))
            self.__dict__.pop("joint", None)


_scripts = {name: _Script(1 << place) for place, name in enumerate(SCRIPTS)}
_scripts[LATIN_AND_CYRILLIC] = _Script(_scripts["Latn"].needs | _scripts["Cyrl"].needs)
_waiting: dict[str, list["Sign"]] = {}
"""Language -> signs that nobody has asked so far."""
_lock = threading.Lock()
_count = len(SCRIPTS)
_characters: list[tuple[int, re.Pattern[str]]] = [(1 << place, letter) for place, letter in enumerate(SCRIPTS.values())]
"""The bits of signs of one character, those of a letter of each script before them."""
_asked = True


_Pattern = str | Callable[[str], object]


class Sign:
    """One pattern, or function of a word, asked of a text: whether any word there may match it."""

    def __init__(
        self,
        pattern: "_Pattern | Mapping[str, _Pattern]",
        script: str = "",
        language: str = "",
        flags: int = re.IGNORECASE,
        *,
        words: Callable[[], Iterable[str]] = tuple,
        capital: bool = False,
        accepts: Callable[[str], object] = bool,
    ) -> None:
        """Words are asked for it, and for all others of the language, once a text in that language is.

        Patterns of several scripts come by the script, "" is none; `words` gives whole words in small letters that are
        signs too, in texts in `script`; `capital`: no word in small letters is one. `accepts` has to say
        yes to a word as well as the pattern. Raises KeyError for a script that is not in SCRIPTS.
        """
        self._bit = 0
        self._has: list[int] = []
        """Number of some bits -> this one of them."""
        self._language = language
        self._flags = flags
        ways = pattern if isinstance(pattern, Mapping) else {script: pattern}
        self._patterns = [(_scripts[code], one) for code, one in ways.items() if isinstance(one, str) and one]
        self._words = _scripts[script], words
        self._functions = [(_scripts[code], one) for code, one in ways.items() if not isinstance(one, str)]
        self.capital = capital
        self.accepts = accepts
        _waiting.setdefault(language, []).append(self)

    def _begin(self) -> int:
        """Its bit, from now on."""
        if not self._bit:
            begin(self._language)
        return self._bit

    @property
    def bit(self) -> int:
        """What it is in `bits`; its language is begun, so that texts are asked after it."""
        return self._bit or self._begin()

    def __call__(self, text: str) -> bool:
        """Whether a word of the text matches."""
        bit = self._bit or self._begin()
        return _of(text)[0] & bit != 0 or not _asked

    def matches(self, text: str) -> bool:
        """Whether the pattern matches in the text: for those that are an answer, not only a reason to look."""
        return self(text) if _asked else self._search(text)

    def _search(self, text: str) -> bool:
        patterns = (re.compile(pattern, self._flags) for _, pattern in self._patterns)
        found = (match[0] for pattern in patterns for match in pattern.finditer(text))
        if any(map(self.accepts, found)) or any(matches(text) for _, matches in self._functions):
            return True
        return not frozenset(self._words[1]()).isdisjoint(LETTERS.findall(text.lower()))

    def words(self, text: str) -> Sequence[str]:
        """The words that match, in order."""
        bit = self._bit or self._begin()
        found, words, marks, known = _of(text)
        if not _asked:
            return words
        if not found & bit:
            return ()
        own = known.get(bit)
        if own is None:
            own = known[bit] = [*itertools.compress(words, self._among(marks))]
        return own

    def _among(self, marks: list[int]) -> Iterator[int]:
        """Of each number of bits, this one, or 0."""
        has = self._has
        if len(has) < len(_sets):
            has = self._has = [*has, *(bits & self._bit for bits in _sets[len(has) :])]
        return map(has.__getitem__, marks)

    def numbers(self, text: str) -> list[int]:
        """Which words match, counted from 0."""
        if not self._bit:
            self._begin()
        marks = _of(text)[2]
        return [*itertools.compress(range(len(marks)), self._among(marks) if _asked else itertools.repeat(1))]

    def around(self, text: str, before: int, behind: int) -> str:
        """The text from so many words before the first that matches to so many behind the last."""
        numbers = self.numbers(text)
        if not numbers or not _asked:
            return text
        left = len(_of(text)[1]) - 1 - numbers[-1] - behind
        if numbers[0] > before:
            text = text.split(None, numbers[0] - before)[-1]
        return text.rsplit(None, left)[0] if left > 0 else text

    def places(self, text: str) -> Sequence[tuple[int, int]]:
        """Where the words stand that match, in order."""
        words = self.words(text)
        if not words:
            return ()
        found, last, length = [], 0, len(text)
        for word in words:
            start = text.index(word, last)
            last = start + len(word)
            while not ((start == 0 or text[start - 1].isspace()) and (last == length or text[last].isspace())):
                start = text.index(word, start + 1)
                last = start + len(word)
            found.append((start, last))
        return found


def begin(*languages: str) -> None:
    """All signs of some languages, from now on; better of all at once, since words are asked anew afterwards."""
    global _count
    with _lock:
        begun: list[tuple[Sign, int]] = []
        for sign in [sign for language in languages for sign in _waiting.pop(language, ())]:
            bit = 1 << _count
            _count += 1
            for script, pattern in sign._patterns:
                script.add(bit, sign, late.compile(pattern, sign._flags))
            script, words = sign._words
            for word in words():
                script.words[word] = script.words.get(word, 0) | bit
            for script, function in sign._functions:
                (script.of_capitals if sign.capital else script.others).append((bit, function))
            begun.append((sign, bit))
        if begun:
            _of_character.clear()
            _known.clear()
            _of.cache_clear()
        for sign, bit in begun:
            sign._bit = bit


class AnySign:
    """Several signs asked at once: whether a text has a word that may match any of them."""

    def __init__(self, signs: Iterable[Sign]) -> None:
        self._signs = tuple(signs)
        self._bits: int | None = None

    def __call__(self, text: str) -> bool:
        """Whether any of them says yes."""
        if self._bits is None:
            self._bits = any_of(self._signs)
        return _of(text)[0] & self._bits != 0 or not _asked


def any_of(signs: Iterable[Sign]) -> int:
    """The bits of some signs, to be looked for in those of a text: `bits(text) & any_of(signs)`."""
    return functools.reduce(operator.or_, [sign.bit for sign in signs], 0)


def bits(text: str) -> int:
    """A bit for each sign of which the text has a word, of those that have been asked for; all while none is asked."""
    return _of(text)[0] if _asked else ALL


def pieces(text: str) -> Sequence[str]:
    """What stands between the white space of a text, as it was cut to be asked for signs."""
    return _of(text)[1]


@functools.lru_cache(MOST_TEXTS)
def _of(text: str) -> tuple[int, list[str], list[int], dict[int, list[str]]]:
    """The bits of all signs that the words of a text are; its words; the number of the bits of each; bit -> words, once
    asked for.
    """
    words = text.split()
    marks = [*map(_known.__getitem__, words)]
    return functools.reduce(operator.or_, map(_sets.__getitem__, set(marks)), 0), words, marks, {}


def _bits(word: str) -> int:
    found = functools.reduce(operator.or_, map(_of_character.__getitem__, word), 0)
    small = word.lower()
    for script in _scripts.values():
        if found & script.needs == script.needs:
            of_small, others = script.joint
            if script.words:
                parts = (small,) if small.isalpha() else LETTERS.findall(small)
                found = functools.reduce(operator.or_, [script.words.get(one, 0) for one in parts], found)
            if (of_small and of_small.search(small)) or (others and others.search(word)):
                first = small[0] if small.isalpha() else ""
                for bit, pattern, accepts, letters in script.patterns:
                    if (first in letters or not first or not letters) and pattern.search(word) and accepts(word):
                        found |= bit
            for bit, matches in script.others:
                if matches(word):
                    found |= bit
            for bit, matches in script.of_capitals if small != word else ():
                if matches(word):
                    found |= bit
    return found


_of_character = OfWords(lambda letter: sum(bit for bit, pattern in _characters if pattern.search(letter)))


_sets: list[int] = []
"""The bits of words, each once: few differ, so that a word is known by a number, and what is known of the bits by a
list, which stays within the processor's cache.
"""
_numbers: dict[int, int] = {}
"""Bits -> their number in that list."""


def _number(bits: int) -> int:
    """The number of some bits."""
    number = _numbers.get(bits)
    if number is None:
        with _lock:
            number = _numbers.setdefault(bits, len(_sets))
            if number == len(_sets):
                _sets.append(bits)
    return number


class _Known(OfWords[int]):
    """Word -> the number of its bits. Of a word without letters no sign tells one figure from another, so that `(37)`
    is `(00)`; none tells a word of letters from the same before a comma or full stop, which a third of all words are.
    """

    def __missing__(self, word: str) -> int:
        if NO_LETTER.match(word):
            zeros = word.translate(ZEROS)
            return super().__missing__(word) if zeros == word else self[zeros]
        bare, mark = word[:-1], word[-1:]
        if mark not in BEHIND or not bare.isalpha():
            return super().__missing__(word)
        found = _number(_sets[self[bare]] | _of_character[mark])
        if len(word) <= LONGEST_KNOWN:
            self[word] = found
        return found


_known = _Known(lambda word: _number(_bits(word)))


class Exchange:
    """What words are signs of, told between processes that were split from one: each word is learned by one of them."""

    def __init__(self, files: Sequence[int], own: int) -> None:
        """`files` are open files, one for each process, of which this one writes the one at `own` and reads the others.

        Once a language is begun afterwards, the bits are no longer the same everywhere, and nothing more is told.
        """
        self._own = files[own]
        self._places = {file: 0 for place, file in enumerate(files) if place != own}
        """File of another process -> bytes of it that have been read."""
        self._count = _count
        self._told = len(_known)

    def tell(self) -> None:
        """Writes what this process has learned since it last told or heard. Raises OSError."""
        found: dict[int, list[str]] = {}
        if _count == self._count:
            for word, mark in itertools.islice(reversed(_known.items()), max(0, len(_known) - self._told)):
                found.setdefault(mark, []).append(word)
        self._told = len(_known)
        text = "".join(f"{_sets[mark]} {' '.join(words)}\n" for mark, words in found.items())
        data = text.encode("utf-8", "surrogatepass")
        while data:
            data = data[os.write(self._own, data) :]

    def hear(self) -> None:
        """Reads what the others have learned, as far as their lines are whole. Raises OSError."""
        for file, place in self._places.items():
            if _count != self._count or len(_known) >= MOST_KNOWN:
                return
            data = os.pread(file, os.fstat(file).st_size - place, place)
            data = data[: data.rfind(b"\n") + 1]
            self._places[file] = place + len(data)
            for line in data.decode("utf-8", "surrogatepass").split("\n")[:-1]:
                mark, *words = line.split(" ")
                _known.update(dict.fromkeys(words, _number(int(mark))))
        self._told = len(_known)


def asked() -> bool:
    """Whether signs are asked; they are, but in tests of what they leave out."""
    return _asked


@contextlib.contextmanager
def unasked() -> Iterator[None]:
    """Every sign says yes meanwhile, so that every pattern is asked of every text: what is found must be the same."""
    global _asked
    _asked = False
    try:
        yield
    finally:
        _asked = True
