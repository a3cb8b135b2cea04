"""Words that became the opposite of what the source says: fell, 上升; north, юг; morning, кечинде.

poles.tsv has groups of words of which one cannot stand for another. A text that denies anything is not looked at, since
what is not closed is open.
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from toolkit.checks.occasions import Occasion
from toolkit.checks.pair import Fault, Pair, quoted
from toolkit.checks.polarity import denials
from toolkit.signs import OfWords, Sign

TABLE = Path(__file__).parent / "poles.tsv"
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
BEGINNING = re.compile(r"[^\W\d_]+(?![?*{])")
"""The letters that a pattern of the table begins with, which every word has that matches it."""
SHORTEST = 2
"""Letters of the shortest of those."""
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
    each = (word.lstrip(DOUBTFUL).replace("_", " ") for word in words)
    return re.compile(f"{before}(?:{'|'.join(each)}){after}", re.IGNORECASE) if words else None


@functools.cache
def _lines() -> tuple[list[str], ...]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return tuple([line.split("\t") for line in lines if not line.startswith("#")])


def _english(cell: str, *, sure: bool) -> "re.Pattern[str] | None":
    words = [one for one in cell.split() if not (sure and one.startswith(DOUBTFUL))]
    made = [one.replace("*", r"\w*").replace("~", GAP) for one in words]
    return _any_of(made, r"(?<![\w-])", r"(?![\w-])")


@functools.cache
def _poles(language: str) -> tuple[Pole, ...]:
    found = []
    for cells in _lines():
        group, _, whatever = cells[0].partition(" ")
        words = [one for one in cells[COLUMNS[language]].split() if one != "-"]
        before = "" if language == "zh" else r"(?<![\w-])"
        found.append(
            Pole(
                group,
                whatever == WHATEVER,
                _english(cells[1], sure=True),
                _english(cells[1], sure=False),
                _any_of([one for one in words if not one.startswith(DOUBTFUL)], before),
                _any_of(words, before),
            )
        )
    return tuple(found)


@functools.cache
def _by_word(language: str) -> dict[str, list[Pole]]:
    """First word of what is asked for -> the poles."""
    found: dict[str, list[Pole]] = {}
    for pole, cells in zip(_poles(language), _lines(), strict=True):
        for one in cells[1].split():
            if not one.startswith(DOUBTFUL):
                every = found.setdefault(re.split("[_~(]", one)[0].replace("\\", ""), [])
                if pole not in every:
                    every.append(pole)
    return found


@functools.cache
def _others(language: str) -> dict[Pole, tuple[Pole, ...]]:
    """Pole -> the others of its group."""
    every = _poles(language)
    return {pole: tuple(one for one in every if one.group == pole.group and one is not pole) for pole in every}


def _first_words() -> str:
    words = {
        re.split("[_~(]", one)[0] for cells in _lines() for one in cells[1].split() if not one.startswith(DOUBTFUL)
    }
    return rf"\b(?:{'|'.join(sorted(words))})\b"


MAY_SAY = Sign(_first_words(), "Latn", "en")


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
    here = _may_be_made(pair.target, language)
    if not here:
        return
    index = _by_word(language)
    words = (word for piece in MAY_SAY.words(pair.source) for word in WORD.findall(piece.lower()))
    asked = dict.fromkeys(pole for word in words for pole in index.get(word, ()))
    for pole in asked:
        others = _others(language)[pole]
        if here.isdisjoint(others):
            continue  # as nearly always
        found = [made for one in others if one in here and (made := _found(one.made, pair.target))]
        if not found or pole.may_be_made is None or pole.may_be_made.search(pair.target):
            continue
        said = _found(pole.said, pair.source)
        if not said or not all(_oftener(one, pair) for one in others if _found(one.may_be_said, pair.source)):
            continue
        for made in found:
            if pole.whatever or not _denied(pair, said, made):
                yield Fault(f"{quoted(said[0])} of the source became its opposite, {quoted(made[0])}.", made.span())
                return


def _oftener(pole: Pole, pair: Pair) -> bool:
    """Whether a translation says a pole for certain oftener than its source may: show hidden files, 隐藏隐藏文件."""
    if pole.made is None or pole.may_be_said is None:
        return False
    return len(pole.made.findall(pair.target)) > len(pole.may_be_said.findall(pair.source))


@functools.cache
def _every(language: str) -> frozenset[Pole]:
    return frozenset(_poles(language))


@functools.cache
def _beginnings(language: str) -> dict[str, list[tuple[str, Pole]]]:
    """First letters -> (the beginning of words that may mean a pole for certain, that pole)."""
    found: dict[str, list[tuple[str, Pole]]] = {}
    for pole, cells in zip(_poles(language), _lines(), strict=True):
        for one in cells[COLUMNS[language]].split():
            if beginning := BEGINNING.match(one):
                found.setdefault(beginning[0][:SHORTEST], []).append((beginning[0], pole))
    return found


def _meant(piece: str, language: str) -> frozenset[Pole]:
    """The poles that the words of a piece of text without white space may mean."""
    index = _beginnings(language)
    return frozenset(
        pole
        for word in PARTS.findall(piece.lower())
        for beginning, pole in index.get(word[:SHORTEST], ())
        if word.startswith(beginning)
    )


MAY_MEAN = {code: Sign(functools.partial(_meant, language=code), "Cyrl", code) for code in ("ru", "ky")}
_poles_of = {code: OfWords(functools.partial(_meant, language=code)) for code in MAY_MEAN}


def _may_be_made(target: str, language: str) -> frozenset[Pole]:
    """The poles that words of a translation may mean: in Chinese any, since words are not parted there."""
    if language == "zh":
        return _every(language)
    words = MAY_MEAN[language].words(target)
    return frozenset().union(*map(_poles_of[language].__getitem__, words))


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
