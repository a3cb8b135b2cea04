"""Words that became the opposite of what the source says: fell, 上升; north, юг; morning, кечинде.

poles.tsv has groups of words of which one cannot stand for another, and poles_actions.tsv, poles_qualities.tsv,
poles_things.tsv and poles_prefixes.tsv have more. A text that denies anything is not looked at, since what is not
closed is open.
"""

import functools
import operator
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from toolkit.checks.occasions import Occasion
from toolkit.checks.pair import Fault, Pair, quoted
from toolkit.checks.polarity import denials
from toolkit.signs import OfWords, Sign

TABLES = tuple(sorted(Path(__file__).parent.glob("poles*.tsv")))
COLUMNS = {"zh": 2, "ru": 3, "ky": 4}
LANGUAGES = frozenset(COLUMNS)
DOUBTFUL = "?"
WHATEVER = "any"
"""Of a group whose words are used with and without a denial: at least, не менее."""
WORD = re.compile(r"\b[ap]\.m\b|[a-z]+(?:-[a-z]+)?")
LONGEST = 240
"""Characters of a source that may be compared: in a longer one many things happen."""
MARK = re.compile(r"[,;:.!?—()，。；：！？、（）](?!\d)")
WITHIN = re.compile(
    rf"{MARK.pattern}|\b(?:that|which|who|whose|where|when|because|while|although|unless|until|than)\b", re.IGNORECASE
)
"""The same, and where a clause begins within a sentence."""
OF_ANOTHER = {
    "zh": re.compile("(?:从未|没有?|未|不)[^，。；]{1,8}的(?=[^，。；])"),
    "ky": re.compile(r"(?:\bэч \w+ )?\b\w+[бп][аеоө]г[аеоө]н (?=\w)(?!жок|эмес)", re.IGNORECASE),
}
"""What denies but a word beside it: a work that has never been performed, 从未上演过的作品."""
ACCELERATOR = re.compile(r"[&_](?=[^\W_])")
PARTS = re.compile(r"[\w-]+")
END = r"(?![\w-])"
"""What a space behind the last word stands for."""
BEGINNING = re.compile(r"(?<![^_])[^\W\d_]+(?![?*{])")
"""The letters that a word of a pattern of the table begins with, which every word has that matches it."""
SHORTEST = 2
"""Letters of the shortest of those."""
AHEAD = re.compile(r"\(.*|\\")
"""What of the words that are asked for is more than words."""
REGULAR = re.compile(r"(?<!\S)([a-z]+)\+(?!\S)")
"""A verb of which all forms are asked for."""
VERB = re.compile(r"(?<=[^\W_]{3})[аеоө]$")
"""The last vowel of a verb of Kyrgyz, which changes before a suffix: кайтала, кайталоо."""
GAP = r"(?: [^\s.,;:!?]+){0,4} "


@dataclass(frozen=True, eq=False, slots=True)
class Pole:
    """One of the meanings of a group. Each is equal to itself alone, since patterns take long to compare."""

    group: str
    whatever: bool
    """Whether a denial on either side does not matter."""
    said: "re.Pattern[str] | None"
    """The English words that are asked for; None for one that only stands beside its opposite."""
    may_be_said: "re.Pattern[str] | None"
    """Those and others by which English may mean the same."""
    made: "re.Pattern[str] | None"
    """The words of the translation that mean it and nothing else; None where a language has none."""
    may_be_made: "re.Pattern[str] | None"


def _any_of(words: list[str], before: str, after: str = "") -> "re.Pattern[str] | None":
    bare = (word.lstrip(DOUBTFUL) for word in words)
    ended = (f"{word[:-1]}{END}" if word.endswith("_") else word for word in bare)
    each = sorted((word.replace("_", " ") for word in ended), key=len, reverse=True)
    return re.compile(f"{before}(?:{'|'.join(each)}){after}", re.IGNORECASE) if words else None


def _forms(verb: str) -> str:
    """The forms of a regular verb of English: carry carries carried carrying."""
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


def _words(cells: list[str], language: str) -> list[str]:
    """The words of a row in a language."""
    words = [one for one in cells[COLUMNS[language]].split() if one != "-"]
    return [VERB.sub("[аеоө]", one) for one in words] if language == "ky" else words


@functools.cache
def _pole(number: int, language: str) -> Pole:
    """One row, when a text asks for it: to make the expressions of all takes longer than to check a document."""
    cells = _lines()[number]
    group, _, whatever = cells[0].partition(" ")
    words = _words(cells, language)
    before = "" if language == "zh" else r"(?<![\w-])"
    return Pole(
        group,
        whatever == WHATEVER,
        _english(cells[1], sure=True),
        _english(cells[1], sure=False),
        _any_of([one for one in words if not one.startswith(DOUBTFUL)], before),
        _any_of(words, before),
    )


def _telling(words: str) -> str:
    """The longest word of some that are asked for, which the fewest texts have: least, of at_least."""
    return max(re.split("[_~]", AHEAD.sub("", words)), key=len)


def _length(found: "re.Match[str]") -> int:
    return len(found[0])


@functools.cache
def _by_word() -> dict[str, list[int]]:
    """A word of what is asked for -> the rows."""
    found: dict[str, list[int]] = {}
    for number, cells in enumerate(_lines()):
        for one in cells[1].split():
            if not one.startswith(DOUBTFUL):
                every = found.setdefault(_telling(one), [])
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


def _telling_words() -> str:
    words = (re.escape(word) for word in _by_word())
    return rf"\b(?:{'|'.join(sorted(words))})\b"


MAY_SAY = Sign(_telling_words(), "Latn", "en")


def naming(source_language: str, target_language: str) -> Occasion:  # noqa: ARG001
    """A word that has an opposite."""
    return Occasion((MAY_SAY,))


def opposite(pair: Pair) -> Iterator[Fault]:
    """A word became its opposite: rose, упал; north, 南部."""
    if pair.source_language != "en" or pair.target_language not in COLUMNS or len(pair.source) > LONGEST:
        return
    language = pair.target_language
    if not pair.prose and pair.source.count("_") + pair.source.count("&") == 1:
        source, target = (ACCELERATOR.sub("", text, 1) for text in (pair.source, pair.target))
        pair = pair._replace(source=source, target=target)
    for number in _answered_by_another(pair.source, pair.target, language):
        pole, others = _pole(number, language), [_pole(other, language) for other in _others()[number]]
        found = [made for one in others if (made := _found(one.made, pair.target))]
        if not found or _made(pole, others, pair.target):
            continue
        said = _found(pole.said, pair.source)
        if not said or not all(_oftener(one, pair) for one in others if _found(one.may_be_said, pair.source)):
            continue
        for made in found:
            if pole.whatever or not _denied(pair, said, made):
                yield Fault(f"{quoted(said[0])} of the source became its opposite, {quoted(made[0])}.", made.span())
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


@functools.cache
def _beginnings(language: str) -> dict[str, list[tuple[str, bool, int]]]:
    """First letters -> (the beginning of words that mean a pole for certain, whether it is a whole word, that pole)."""
    found: dict[str, list[tuple[str, bool, int]]] = {}
    for number, cells in enumerate(_lines()):
        for one in _words(cells, language):
            if beginning := max(BEGINNING.finditer(one), key=_length, default=None):
                whole = one[beginning.end() :].startswith("_")
                found.setdefault(beginning[0][:SHORTEST], []).append((beginning[0], whole, 1 << number))
    return found


def _meant(piece: str, language: str) -> int:
    """The poles that the words of a piece of text without white space mean, or may mean, for certain, each a bit."""
    index = _beginnings(language)
    found = 0
    for word in PARTS.findall(piece.lower()):
        for beginning, whole, bit in index.get(word[:SHORTEST], ()):
            if word == beginning if whole else word.startswith(beginning):
                found |= bit
    return found


_meant_by = {code: OfWords(functools.partial(_meant, language=code)) for code in ("ru", "ky")}


def _meant_in(target: str, language: str) -> int:
    """The same of a whole translation."""
    return functools.reduce(operator.or_, map(_meant_by[language].__getitem__, target.split()), 0)


def _rows_asked(piece: str) -> tuple[int, ...]:
    """The rows that a piece of an English text without white space may ask for."""
    index = _by_word()
    return tuple(dict.fromkeys(number for word in WORD.findall(piece.lower()) for number in index.get(word, ())))


def _against(piece: str) -> int:
    """The others of the groups of those rows, each a bit."""
    return functools.reduce(operator.or_, (_bits_of_others()[number] for number in _asked[piece]), 0)


@functools.cache
def _bits_of_others() -> tuple[int, ...]:
    """Of each row the others of its group, each a bit."""
    return tuple(sum(1 << other for other in others) for others in _others())


def _search_against(piece: str) -> Callable[[str], object] | None:
    """Looks in a Chinese text, whose words are not parted, for what means one of those; None where there are none."""
    poles = (_pole(other, "zh") for number in _asked[piece] for other in _others()[number])
    patterns = dict.fromkeys(pole.made.pattern for pole in poles if pole.made)
    return re.compile("|".join(patterns)).search if patterns else None


_asked, _opposed, _searches = OfWords(_rows_asked), OfWords(_against), OfWords(_search_against)


def _answered_by_another(source: str, target: str, language: str) -> Iterable[int]:
    """The rows that a source may ask for, where a translation may mean another of the group: seldom any."""
    pieces = source.split()
    if language not in _meant_by:
        searches = map(_searches.__getitem__, pieces)
        found = [piece for piece, search in zip(pieces, searches, strict=True) if search and search(target)]
        return dict.fromkeys(number for piece in found for number in _asked[piece])
    opposed = functools.reduce(operator.or_, map(_opposed.__getitem__, pieces), 0)
    if not opposed or not (meant := opposed & _meant_in(target, language)):
        return ()
    bits = _bits_of_others()
    return dict.fromkeys(number for piece in pieces for number in _asked[piece] if meant & bits[number])


def _found(pattern: "re.Pattern[str] | None", text: str) -> "re.Match[str] | None":
    return pattern.search(text) if pattern else None


def _denied(pair: Pair, said: "re.Match[str]", made: "re.Match[str]") -> bool:
    """Whether either word stands in a clause that denies."""
    here, there = _clause(pair.source, *said.span(), WITHIN), _clause(pair.target, *made.span(), MARK)
    attributes = OF_ANOTHER.get(pair.target_language)
    there = attributes.sub(" ", there) if attributes else there
    return bool(denials(here, "en") or denials(there, pair.target_language))


def _clause(text: str, start: int, end: int, mark: "re.Pattern[str]") -> str:
    """What stands between two marks around a place."""
    before = max((one.end() for one in mark.finditer(text, 0, start)), default=0)
    after = mark.search(text, end)
    return text[before : after.start() if after else len(text)]
