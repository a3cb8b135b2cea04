"""Words that became the opposite of what the source says: fell, 上升; north, юг; morning, кечинде.

poles.tsv has groups of words of which one cannot stand for another, and the tables whose names begin so have more:
actions, qualities, things, words with a prefix that denies, ministries. A text that denies anything is not looked at,
since what is not closed is open.
"""

import functools
import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from toolkit import late, signs
from toolkit.checks.occasions import Occasion
from toolkit.checks.pair import Fault, Pair, quoted, span_of
from toolkit.checks.polarity import denials, denies
from toolkit.engines.support import FUNCTION
from toolkit.signs import Sign
from toolkit.signs.words import OfWords

TABLES = tuple(sorted(Path(__file__).parent.glob("poles*.tsv")))
COLUMNS = {"zh": 2, "ru": 3, "ky": 4}
LANGUAGES = frozenset(COLUMNS)
DOUBTFUL = "?"
WHATEVER = "any"
"""Of a group whose words are used with and without a denial: at least, не менее."""
HALF_OF_DAY = late.compile(r"\b[ap]\.m\b", re.IGNORECASE)
LETTERS = late.compile("[a-z]+")
WORD = late.compile(rf"{HALF_OF_DAY.pattern}|[a-z]+(?:-[a-z]+)?")
LONGEST = 240
"""Characters of a source that may be compared: in a longer one many things happen."""
MARK = late.compile(r"[,;:.!?—()，。；：！？、（）](?!\d)")
WITHIN = late.compile(
    rf"{MARK.pattern}|\b(?:that|which|who|whose|where|when|because|while|although|unless|until|than)\b", re.IGNORECASE
)
"""The same, and where a clause begins within a sentence."""
OF_ANOTHER = {
    "zh": late.compile("(?:从未|没有?|未|不)[^，。；]{1,8}的(?=[^，。；])"),
    "ky": late.compile(r"(?:\bэч \w+ )?\b\w+[бп][аеоө]г[аеоө]н (?=\w)(?!жок|эмес)", re.IGNORECASE),
}
"""What denies but a word beside it: a work that has never been performed, 从未上演过的作品."""
SIDES, LABEL = "sides", 5
"""Of a group that programs tell from either side, you will receive a message, we send you one; and the most words that
their labels have, which they do not."""
NO = late.compile(r"\bno\b", re.IGNORECASE)
NOT_YET = late.compile(r"\b(?:before|until|till|unless|if|than|too)\b", re.IGNORECASE)
"""What says as much as a denial: before it is safe, 还不安全."""
LEAST = late.compile(r"\b(?:(?<!\bat )least|less|not)(?: of a)? $", re.IGNORECASE)
"""What turns a quality round: the least practical, самый непрактичный; not surprisingly, как и ожидалось."""
DENYING = late.compile("[不没无未非]|не|без", re.IGNORECASE)
"""The beginning of a word that denies another."""
ACCELERATOR = late.compile(r"[&_](?=[^\W_])")
PARTS = late.compile(r"[\w-]+")
END = r"(?![\w-])"
"""What a space behind the last word stands for."""
BEGINNING = late.compile(r"(?<![^_])[^\W\d_]+(?![?*{])")
"""The letters that a word of a pattern of the table begins with, which every word has that matches it."""
HEAD = 2
"""Letters by which those of a translation are looked up first."""
MANY = 5
"""Rows that have a word which tells little: ministry."""
AHEAD = late.compile(r"\(.*|\\")
"""What of the words that are asked for is more than words."""
BETWEEN = late.compile("[_~]")
REGULAR = late.compile(r"(?<!\S)([a-z]+)\+(?!\S)")
"""A verb of which all forms are asked for."""
VERB = late.compile(r"(?<=[^\W_]{3})[аеоө]$")
"""The last vowel of a verb of Kyrgyz, which changes before a suffix: кайтала, кайталоо."""
GAP = r"(?: [^\s.,;:!?]+){0,4} "
DEGREES = (
    "{0}(?:(?<=[很更太挺越较变得]{0})|(?<=(?:非常|十分|相当|特别|有点){0})|(?<=是{0})(?=的))(?![赛例重子])|"
    "比[^，。]{{1,8}}{0}(?![赛例较重])"
)
"""A Chinese quality of one character, part of many words, where it has a degree: 很高, 变高, 是高的, 比首都高."""


class Pole:
    """One of the meanings of a group; its expressions are made when they are asked for, which few are."""

    def __init__(self, cells: Sequence[str], language: str) -> None:
        """A row of the tables."""
        _, *marks = cells[0].split()
        self.whatever = WHATEVER in marks
        """Whether a denial on either side does not matter."""
        self.sides = SIDES in marks
        """Whether sentences of programs may tell it from the other side."""
        self._english = cells[1]
        self._words = _words(cells, language)
        self._before = "" if language == "zh" else r"(?<![\w-])"

    @functools.cached_property
    def said(self) -> "re.Pattern[str] | None":
        """The English words that are asked for; None for one that only stands beside its opposite."""
        return _english(self._english, sure=True)

    @functools.cached_property
    def may_be_said(self) -> "re.Pattern[str] | None":
        """Those and others by which English may mean the same."""
        return _english(self._english, sure=False)

    @functools.cached_property
    def made(self) -> "re.Pattern[str] | None":
        """The words of the translation that mean it and nothing else; None where a language has none."""
        return _any_of([one for one in self._words if not one.startswith(DOUBTFUL)], self._before)

    @functools.cached_property
    def may_be_made(self) -> "re.Pattern[str] | None":
        """Those and others by which it may be said."""
        return _any_of(self._words, self._before)


def _any_of(words: list[str], before: str, after: str = "") -> "re.Pattern[str] | None":
    bare = (word.lstrip(DOUBTFUL) for word in words)
    ended = (f"{word[:-1]}{END}" if word.endswith("_") else word for word in bare)
    each = sorted((word.replace("_", " ") for word in ended), key=len, reverse=True)
    return re.compile(f"{before}(?:{'|'.join(each)}){after}", re.IGNORECASE) if words else None


def _forms(verb: str) -> str:
    """The forms of a regular verb of English that doubles no letter: carry carries carried carrying."""
    if verb.endswith("e"):
        return f"{verb} {verb}s {verb}d {verb[:-1]}ing"
    if re.search("[^aeiou]y$", verb):
        return f"{verb} {verb[:-1]}ies {verb[:-1]}ied {verb}ing"
    return f"{verb} {verb}{'es' if re.search('(?:[sxz]|[cs]h)$', verb) else 's'} {verb}ed {verb}ing"


@functools.cache
def _lines() -> tuple[list[str], ...]:
    lines = (line for table in TABLES for line in table.read_text(encoding="utf-8").splitlines())
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return tuple([[group, REGULAR.sub(lambda verb: _forms(verb[1]), english), *made] for group, english, *made in rows])


def _english(cell: str, *, sure: bool) -> "re.Pattern[str] | None":
    words = [one for one in cell.split() if not (sure and one.startswith(DOUBTFUL))]
    made = [one.replace("*", r"\w*").replace("~", GAP) for one in words]
    return _any_of(made, r"(?<![\w-])", r"(?![\w-])")


def _words(cells: Sequence[str], language: str) -> list[str]:
    """The words of a row in a language."""
    words = [one for one in cells[COLUMNS[language]].split() if one != "-"]
    if language == "zh":
        return [DEGREES.format(one[:-1]) if one.endswith("+") else one for one in words]
    return [VERB.sub("[аеоө]", one) for one in words] if language == "ky" else words


@functools.cache
def _pole(number: int, language: str) -> Pole:
    """One row."""
    return Pole(_lines()[number], language)


def _asked_for(words: str) -> list[str]:
    """The words of some that are asked for together: at, least."""
    return [words] if words.isalpha() else [one for one in BETWEEN.split(AHEAD.sub("", words)) if one]


@functools.cache
def _by_word() -> dict[str, list[int]]:
    """A word of what is asked for -> the rows: of several words one that says something and that few rows have."""
    found: dict[str, list[int]] = {}
    said = [{word for one in cells[1].split() for word in _asked_for(one)} for cells in _lines()]
    rows = Counter(itertools.chain.from_iterable(said))
    for number, cells in enumerate(_lines()):
        for one in cells[1].split():
            if one.startswith(DOUBTFUL):
                continue
            words = _asked_for(one)
            every = found.setdefault(
                max(words, key=lambda word: (word not in FUNCTION, -max(rows[word], MANY), len(word))), []
            )
            if number not in every:
                every.append(number)
    return found


@functools.cache
def _others() -> tuple[tuple[int, ...], ...]:
    """Of each row the others of its group."""
    groups: dict[str, list[int]] = {}
    for number, cells in enumerate(_lines()):
        groups.setdefault(cells[0], []).append(number)
    return tuple(tuple(one for one in groups[cells[0]] if one != number) for number, cells in enumerate(_lines()))


def _telling_words() -> set[str]:
    """The words of letters alone of which each of those has one."""
    return {max(LETTERS.findall(word), key=len) for word in _by_word() if not HALF_OF_DAY.fullmatch(word)}


MAY_SAY = Sign(HALF_OF_DAY.pattern, "Latn", "en", words=_telling_words)


def naming(source_language: str, target_language: str) -> Occasion:  # noqa: ARG001
    """A word that has an opposite."""
    return Occasion((MAY_SAY,), asks=(MAY_MEAN[target_language],) if target_language in MAY_MEAN else ())


def opposite(pair: Pair) -> Iterator[Fault]:
    """A word became its opposite: rose, упал; north, 南部."""
    if pair.source_language != "en" or pair.target_language not in COLUMNS or len(pair.source) > LONGEST:
        return
    language, whole = pair.target_language, pair
    pair = pair.bare()  # {object} names a value
    if not pair.prose and pair.source.count("_") + pair.source.count("&") == 1:
        source, target = (ACCELERATOR.sub("", text, 1) for text in (pair.source, pair.target))
        pair = pair._replace(source=source, target=target)
    for number in _answered_by_another(pair.source, pair.target, language):
        pole = _pole(number, language)
        said = _found(pole.said, pair.source)
        if said is None or (pole.sides and not pair.prose and len(pair.source.split()) > LABEL):
            continue
        others = [_pole(other, language) for other in _others()[number]]
        found = [made for one in others if (made := _found(one.made, pair.target))]
        if not found or _made(pole, others, pair.target):
            continue
        if not pole.whatever and LEAST.search(pair.source, 0, said.start()):
            continue
        if not all(_oftener(one, pair) for one in others if _found(one.may_be_said, pair.source)):
            continue
        for made in found:
            if pole.whatever or not _denied(pair, said, made):
                span = made.span() if pair.target == whole.target else span_of(whole.target, made[0])
                yield Fault(f"{quoted(said[0])} of the source became its opposite, {quoted(made[0])}.", span)
                return


def _made(pole: Pole, others: list[Pole], target: str) -> bool:
    """Whether a translation may say a pole: by more than a part of the words of another, as 订阅 is of 取消订阅."""
    if pole.may_be_made is None or (first := pole.may_be_made.search(target)) is None:
        return pole.may_be_made is None
    of_others = [match.span() for one in others if one.made for match in one.made.finditer(target)]
    return any(
        not any(start <= place[0] and place[1] <= end and place != (start, end) for start, end in of_others)
        for place in (match.span() for match in pole.may_be_made.finditer(target, first.start()))
    )


def _oftener(pole: Pole, pair: Pair) -> bool:
    """Whether a translation says a pole for certain oftener than its source may: show hidden files, 隐藏隐藏文件."""
    if pole.made is None or pole.may_be_said is None:
        return False
    return len(pole.made.findall(pair.target)) > len(pole.may_be_said.findall(pair.source))


Meant = tuple[frozenset[int], frozenset[int], frozenset[int]]
"""The poles that words are of for certain; of these, those of which they may be a part of several words; those that
they may mean by themselves."""
NONE: frozenset[int] = frozenset()


@functools.cache
def _beginnings(language: str) -> tuple[dict[str, list[tuple[int, bool, bool]]], dict[str, list[int]]]:
    """(the beginning of words, or before a space a whole word -> the poles, whether for certain, whether by itself; the
    first two letters of such beginnings -> how many letters they have)."""
    found: dict[str, list[tuple[int, bool, bool]]] = {}
    rows = Counter(
        word
        for cells in _lines()
        for word in set(BEGINNING.findall(" ".join(_words(cells, language)).replace("?", "")))
    )
    for number, cells in enumerate(_lines()):
        for one in _words(cells, language):
            sure, word = not one.startswith(DOUBTFUL), one.lstrip(DOUBTFUL)
            alone = word.removesuffix("_").isalpha()
            if alone:
                key = word.replace("_", " ")
            elif sure and (parts := list(BEGINNING.finditer(word))):
                first = max(parts, key=lambda part: (-max(rows[part[0]], MANY), len(part[0])))
                key = first[0] + " " * word[first.end() :].startswith("_")
            else:
                continue
            found.setdefault(key, []).append((number, sure, alone))
    lengths: dict[str, set[int]] = {}
    for key in found:
        lengths.setdefault(key[:HEAD], set()).add(len(key))
    return found, {head: sorted(each | lengths.get(head[:1], set())) for head, each in lengths.items()}


def _meant(piece: str, language: str) -> Meant:
    """The poles of the words of a piece of text without white space."""
    index, lengths = _beginnings(language)
    poles = [
        pole
        for word in PARTS.findall(piece.lower())
        for length in lengths.get(word[:HEAD], lengths.get(word[:1], ()))
        for pole in index.get(f"{word} "[:length], ())
    ]
    return (
        _once(number for number, sure, _ in poles if sure),
        _once(number for number, _, alone in poles if not alone),
        _once(number for number, _, alone in poles if alone),
    )


_same: dict[frozenset[int], frozenset[int]] = {}
"""What words mean, each once: few differ, and are found within the processor's cache."""


def _once(numbers: Iterable[int]) -> frozenset[int]:
    found = frozenset(numbers)
    return _same.setdefault(found, found)


def _sure(piece: str, language: str) -> frozenset[int]:
    """The poles that words of a piece of text are of for certain."""
    return _meant_by[language][piece][0]


_meant_by = {code: OfWords(functools.partial(_meant, language=code)) for code in ("ru", "ky")}
_sure_by = {code: OfWords(functools.partial(_sure, language=code)) for code in _meant_by}
MAY_MEAN = {code: Sign(functools.partial(_sure, language=code), "Cyrl", code) for code in _meant_by}


def _rows_asked(piece: str) -> tuple[int, ...]:
    """The rows that a piece of an English text without white space may ask for."""
    index = _by_word()
    return tuple(dict.fromkeys(number for word in WORD.findall(piece.lower()) for number in index.get(word, ())))


def _against(piece: str) -> frozenset[int]:
    """The others of the groups of those rows."""
    return _once(other for number in _asked[piece] for other in _others()[number])


def _search_against(piece: str) -> Callable[[str], object] | None:
    """Looks in a Chinese text, whose words are not parted, for what means one of those; None where there are none."""
    poles = (_pole(other, "zh") for number in _asked[piece] for other in _others()[number])
    patterns = dict.fromkeys(pole.made.pattern for pole in poles if pole.made)
    return re.compile("|".join(patterns)).search if patterns else None


_asked, _opposed, _searches = OfWords(_rows_asked), OfWords(_against), OfWords(_search_against)


def _answered_by_another(source: str, target: str, language: str) -> Iterable[int]:
    """The rows that a source may ask for, where a translation may mean another of the group: seldom any."""
    pieces = MAY_SAY.words(source)
    if language not in _meant_by:
        searches = map(_searches.__getitem__, pieces)
        found = [piece for piece, search in zip(pieces, searches, strict=True) if search and search(target)]
        return dict.fromkeys(number for piece in found for number in _asked[piece])
    made = NONE.union(*map(_sure_by[language].__getitem__, MAY_MEAN[language].words(target)))
    answered = [piece for piece in pieces if not made.isdisjoint(_opposed[piece])]
    if not answered:
        return ()
    others = _others()
    rows = [number for piece in answered for number in _asked[piece] if not made.isdisjoint(others[number])]
    words = [*map(_meant_by[language].__getitem__, signs.pieces(target))]
    several, may_be = (NONE.union(*[one[place] for one in words]) for place in (1, 2))
    return [
        number
        for number in dict.fromkeys(rows)
        if number not in may_be
        or not several.isdisjoint(others[number])
        or not _is_meant(number, others[number], words)
    ]


def _is_meant(number: int, others: Iterable[int], words: Sequence[Meant]) -> bool:
    """Whether a word by itself may mean a row, and is none of the others of its group."""
    return any(number in may_be and sure.isdisjoint(others) for sure, _, may_be in words)


def _found(pattern: "re.Pattern[str] | None", text: str) -> "re.Match[str] | None":
    return pattern.search(text) if pattern else None


def _denied(pair: Pair, said: "re.Match[str]", made: "re.Match[str]") -> bool:
    """Whether either word stands in a clause that denies; of 不寻常 itself only where the source may deny as well."""
    here = "".join(_clause(pair.source, *said.span(), WITHIN))
    if NO.search(here) or denials(here, "en"):
        return True
    if DENYING.match(made[0]) and NOT_YET.search("".join(_clause(pair.source, *said.span(), MARK))):
        return True
    before, word, after = _clause(pair.target, *made.span(), MARK)
    attributes = OF_ANOTHER.get(pair.target_language)
    texts = (before + word + after, f"{before} {after}")
    if attributes:
        texts = (attributes.sub(lambda one: one[0] if word in one[0] else " ", texts[0]), attributes.sub(" ", texts[1]))
    denied, beside = (denials(text, pair.target_language) for text in texts)
    itself = denied and not beside and denials(word, pair.target_language)
    return denies(pair.source, "en") if itself else bool(denied)


def _clause(text: str, start: int, end: int, mark: "re.Pattern[str]") -> tuple[str, str, str]:
    """What stands between two marks around a place: before it, there and behind."""
    before = max((one.end() for one in mark.finditer(text, 0, start)), default=0)
    after = mark.search(text, end)
    return text[before:start], text[start:end], text[end : after.start() if after else len(text)]
