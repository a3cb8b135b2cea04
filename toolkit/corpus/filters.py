"""What is no sentence worth translating, and no pair worth learning from: one table each, every reason in words."""

import functools
import re
from collections.abc import Callable, Sequence

from toolkit.checks import Pair, check_pair, named
from toolkit.engines.placeables import mask
from toolkit.engines.scripts import RANGES
from toolkit.errors import UnknownName
from toolkit.languages import language as known
from toolkit.recognition import disagreement
from toolkit.units import plain

LETTERS = 0.5
"""Of the characters of a sentence that are no white space, at least so many are letters."""
OWN = 0.5
"""Of the letters of a text, at least so many are of the script of its language."""
RUN = re.compile(r"([^\W\d_])\1{5,}|([^\w\s])\2{9,}|(\b\w+\b)(?:\W+\3\b){4,}", re.IGNORECASE)
"""A letter six times, a sign ten times, a word five times in a row."""
BROKEN = re.compile("\ufffd|[ÐÑ][\u0080-\u00bf‚-›].?[ÐÑ]|Ã[\u0080-\u00bf©¨¤¶¼]|â€|Â[\u00a0-\u00bf]")
"""A character that was lost, or UTF-8 that somebody read as Latin-1 or Windows-1252."""
MARKUP = re.compile(r"</?[a-z][^<>]*>|[{}]{1}[^{}]*[;:][^{}]*\}|function\s*\(|&[a-z]+;", re.IGNORECASE)
CLEARLY = 3
"""Traces of markup or programs that make a text one of them."""


def _language(text: str, language: str) -> str:
    """plainly in another language"""
    own = _letters_of(language)
    letters = [sign for sign in text if sign.isalpha()]
    if own is not None and sum(own.match(sign) is not None for sign in letters) < OWN * len(letters):
        return "most of its letters are of another script"
    found = disagreement(text, language)
    return f"it looks like {found}" if found else ""


@functools.cache
def _letters_of(language: str) -> re.Pattern[str] | None:
    """A letter of the script of a language; None where the script is one that nobody has listed."""
    script = known(language).script
    ranges = RANGES.get("Hani" if script in ("Hans", "Hant") else script)
    return re.compile(f"[{ranges}]") if ranges else None


def _letters(text: str, language: str) -> str:  # noqa: ARG001 - all filters are called alike
    """less than half of it letters"""
    signs = sum(1 for sign in text if not sign.isspace())
    letters = sum(map(str.isalpha, text))
    return f"{letters} letters among {signs} characters" if letters < LETTERS * signs or not letters else ""


def _words(text: str, language: str) -> str:  # noqa: ARG001 - as above
    """nothing but addresses, variables, numbers and markup"""
    return "" if any(map(str.isalpha, mask(plain(text), numbers=True).words)) else "nothing to translate"


def _repeats(text: str, language: str) -> str:  # noqa: ARG001 - as above
    """the same letter, sign or word over and over"""
    match = RUN.search(text)
    return f"it repeats {match[0][:20]!r}" if match else ""


def _encoding(text: str, language: str) -> str:  # noqa: ARG001 - as above
    """letters that were read in the wrong encoding"""
    match = BROKEN.search(text)
    return f"{match[0]!r} was read in the wrong encoding" if match else ""


def _markup(text: str, language: str) -> str:  # noqa: ARG001 - as above
    """the source of a page or a program"""
    return "the source of a page or a program" if len(MARKUP.findall(text)) >= CLEARLY else ""


FILTERS: dict[str, Callable[[str, str], str]] = {
    "language": _language,
    "letters": _letters,
    "words": _words,
    "repeats": _repeats,
    "encoding": _encoding,
    "markup": _markup,
}
"""Name -> why a text in a language does not pass; empty where it does. The docstring says what is kept away."""
JUNK = tuple(name for name in FILTERS if name != "language")
"""What `junk` stands for."""


def _copy(pair: Pair) -> str:
    """translations that are the source"""
    same = pair.source.split() == pair.target.split()
    return "the translation is the source" if same and any(map(str.isalpha, pair.source)) else ""


def _target_language(pair: Pair) -> str:
    """translations plainly in another language"""
    return _language(pair.target, pair.target_language)


def _check(name: str, summary: str) -> Callable[[Pair], str]:
    check = named(name)

    def found(pair: Pair) -> str:
        return next((fault.message for fault in check.find(pair)), "")

    found.__doc__ = summary
    return found


def _errors(pair: Pair) -> str:
    """translations in which the checks find an error"""
    return next((f"{one.check}: {one.message}" for one in check_pair(pair) if one.severity == "error"), "")


PAIRS: dict[str, Callable[[Pair], str]] = {
    "copy": _copy,
    "target-language": _target_language,
    "length": _check("length", "translations that are far too long or too short"),
    "numbers": _check("number", "translations with other numbers"),
    "errors": _errors,
}
"""The same for a text and its translation."""


def chosen(names: Sequence[str], *, pairs: bool = False) -> tuple[str, ...]:
    """The filters that names stand for, each once, in the order of the tables. Raises UnknownName."""
    table = [*FILTERS, *(PAIRS if pairs else ())]
    wanted = {one for name in names for one in (JUNK if name == "junk" else [name])}
    for name in wanted:
        if name not in table:
            raise UnknownName("filter", name, [*table, "junk"])
    return tuple(name for name in table if name in wanted)


def objection(text: str, language: str, names: Sequence[str]) -> str:
    """Which filter a text does not pass, and why; empty where it passes all of them."""
    for name in names:
        if why := FILTERS[name](text, language):
            return f"{name}: {why}"
    return ""


def pair_objection(pair: Pair, names: Sequence[str]) -> str:
    """The same for a text and its translation, by the filters of both tables."""
    for name in names:
        why = FILTERS[name](pair.source, pair.source_language) if name in FILTERS else PAIRS[name](pair)
        if why:
            return f"{name}: {why}"
    return ""
