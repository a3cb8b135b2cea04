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
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

MOST_TEXTS = 32
"""Texts whose signs are remembered: those of a few pairs. The memory of those before is used again while it is still
within the processor's cache.
"""
MOST_KNOWN, LONGEST_KNOWN = 200_000, 32
"""Words that are remembered until all are forgotten, and characters of the longest of them."""
SCRIPTS = {"": re.compile(""), "Latn": re.compile("[A-Za-z]"), "Cyrl": re.compile("[\u0400-\u052f]")}
"""Script -> a letter that every word has which is a sign of it."""
NONE = re.compile(r"(?!)")
ONE_CHARACTER = re.compile(r"\\d|\[(?:\\.|[^\]\\])+\]")
"""A pattern of one character: what it matches is remembered of each character, not asked of each word."""
FLAT = r"[^()\[\]]|\[[^\]]*\]"
WHOLE_WORDS = re.compile(rf"\\b(\(\?:(?:{FLAT}|\((?:{FLAT}|\((?:{FLAT})*\))*\))*\)(?:\\b)?)")
"""A pattern that begins at the beginning of a word, and so need not be tried within."""
NO_LETTER = re.compile(r"[\W\d_]*\Z")
BEHIND = ",."
"""What may stand behind a word of which it is no part."""
ALL = -1
ZEROS = str.maketrans("123456789", "0" * 9)


@dataclass
class _Script:
    """The signs of one script, each with its bit."""

    patterns: list[tuple[int, re.Pattern[str]]] = field(default_factory=list)
    """Those that can be asked together, since none has groups of its own."""
    others: list[tuple[int, Callable[[str], object]]] = field(default_factory=list)

    @functools.cached_property
    def joint(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """All of `patterns` at once, since most words match none: those for words in small letters, and the others."""
        small = [one.pattern for _, one in self.patterns if _small(one)]
        others = [_inline(one) for _, one in self.patterns if not _small(one)]
        whole = [match[1] for one in small if (match := WHOLE_WORDS.fullmatch(one))]
        begun = [rf"\b(?:{'|'.join(whole)})"] if whole else []
        return _any_of([*begun, *(f"(?:{one})" for one in small if not WHOLE_WORDS.fullmatch(one))]), _any_of(others)


T = TypeVar("T")


class OfWords(dict[str, T]):
    """Word -> what a function says of it, remembered: `map(words.__getitem__, text.split())` asks it of a text."""

    def __init__(self, function: Callable[[str], T]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, word: str) -> T:
        """Asks the function."""
        found = self._function(word)
        if len(word) <= LONGEST_KNOWN:
            if len(self) >= MOST_KNOWN:
                self.clear()
            self[word] = found
        return found


_scripts = {name: _Script() for name in SCRIPTS}
_waiting: dict[str, list["Sign"]] = {}
"""Language -> signs that nobody has asked so far."""
_lock = threading.Lock()
_count = len(SCRIPTS)
_characters: list[tuple[int, re.Pattern[str]]] = [(1 << place, letter) for place, letter in enumerate(SCRIPTS.values())]
"""The bits of signs of one character, those of a letter of each script before them."""
_asked = True


class Sign:
    """One pattern, or function of a word, asked of a text: whether any word there may match it."""

    def __init__(
        self, pattern: str | Callable[[str], object], script: str = "", language: str = "", flags: int = re.IGNORECASE
    ) -> None:
        """Words are asked for it, and for all others of the language, once a text in that language is.

        Raises KeyError for a script that is not in SCRIPTS.
        """
        self._bit = 0
        self._has: list[int] = []
        """Number of some bits -> this one of them."""
        self._script = _scripts[script]
        self._language = language
        self._pattern: re.Pattern[str] | None = None
        self._search: Callable[[str], object]
        if isinstance(pattern, str):
            self._pattern = re.compile(pattern, flags)
            self._search = self._pattern.search
        else:
            self._search = pattern
        _waiting.setdefault(language, []).append(self)

    def _begin(self) -> int:
        """Its bit, from now on."""
        global _count
        with _lock:
            begun: list[tuple[Sign, int]] = []
            for sign in () if self._bit else _waiting.pop(self._language):
                bit, own = 1 << _count, sign._script
                _count += 1
                if sign._pattern is not None and ONE_CHARACTER.fullmatch(sign._pattern.pattern):
                    _characters.append((bit, sign._pattern))
                elif sign._pattern is not None and not sign._pattern.groups:
                    own.patterns.append((bit, sign._pattern))
                    own.__dict__.pop("joint", None)
                else:
                    own.others.append((bit, sign._search))
                begun.append((sign, bit))
            _of_character.clear()
            _known.clear()
            _of.cache_clear()
            for sign, bit in begun:
                sign._bit = bit
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
        return self(text) if _asked else bool(self._search(text))

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


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns)) if patterns else NONE


def _small(pattern: re.Pattern[str]) -> bool:
    """Whether it may be asked of a word in small letters, in half the time: it knows no capital letters."""
    letters = re.sub(r"\\.", "", pattern.pattern)
    return pattern.flags == re.IGNORECASE | re.UNICODE and letters == letters.lower() and "(?-" not in letters


def _inline(pattern: re.Pattern[str]) -> str:
    """The pattern with its flags in it."""
    flags = "".join(letter for letter, flag in (("i", re.IGNORECASE), ("x", re.VERBOSE)) if pattern.flags & flag)
    return f"(?{flags}:{pattern.pattern})"


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
    for place, script in enumerate(_scripts.values()):
        if found >> place & 1:
            small, others = script.joint
            if small.search(word.lower()) or others.search(word):
                found |= sum(bit for bit, pattern in script.patterns if pattern.search(word))
            for bit, matches in script.others:
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
