"""Lists of abbreviations -> rules.

A list is a text file with sections; an entry is an abbreviation without its last stop, `_` stands for a space, and
white space after an inner stop is optional (`т.е` is also `т. е.`). An entry with a capital, or of one letter, is meant
exactly so; others also with capitals, unless those would make them initials.

    [never]     never ends a sentence: Dr. Lee
    [number]    does not end one before a number: p. 5
    [unit]      after a number it is like [capital], elsewhere like [never]: 1999 г. but г. Ош
    [capital]   ends one before a capital letter: etc. Then
    [starter]   ends one before a word of [starters] or a quotation: Inc. The, but Inc. Chairman
    [marks]     names with a mark in them that ends nothing: Yahoo! in
    [starters]  words that begin sentences and are hardly ever names
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from toolkit.errors import SegmentationError
from toolkit.segmentation.srx import Rule

SECTIONS = ("capital", "starter", "unit", "number", "never", "marks", "starters")
"""In the order in which their rules are tried."""
OPENING = "[\"'“‘«„‚(\\[{「『（《〈【—–-]"
CAPITAL = rf"\s+(?![IVXLC]{{2,}}\b){OPENING}{{0,2}}\s?[\p{{Lu}}\p{{Lt}}\p{{Lo}}]"
"""A sentence may begin here; not with a Roman number."""
NUMBER = r"\s*(?:№\s?|[(\[](?=\p{Nd}))?(?:\p{Nd}|[IVXLC]{2,}\b|\p{Lu}\p{Nd}|\p{Lu}\b(?![.'’])(?!\s\p{Ll}))"
NUMBER_BEFORE = r"[\p{Nd}IVXLCХІ}](?:-?\p{Ll}{1,2})?\)?[\s\u00a0‑–-]{0,2}"
NOT_IN_WORD = r"(?<![[\p{L}\p{M}\p{Nd}]&&[^\p{IsHan}]])"
QUOTED = '["“‘«„「『《]\\p{Lu}'
LAST_LETTERS = re.compile(r"[^\W\d_]*\Z")
SPECIAL = frozenset("\\^$.|?*+()[]{}")

Lists = Mapping[str, Sequence[str]]
"""Section -> entries."""


def parse(text: str, path: str | Path) -> dict[str, list[str]]:
    """Reads a list. Raises SegmentationError with the line of an unknown section or of an entry outside of one."""
    lists: dict[str, list[str]] = {section: [] for section in SECTIONS}
    section = ""
    for number, line in enumerate(text.splitlines(), start=1):
        entry = line.strip()
        if not entry or entry.startswith("#"):
            continue
        if entry.startswith("["):
            section = entry.strip("[]")
            if section not in SECTIONS:
                raise SegmentationError(
                    f"unknown section [{section}]; known: {', '.join(SECTIONS)}", path=path, line=number
                )
        elif not section:
            raise SegmentationError("an entry before the first [section]", path=path, line=number)
        else:
            lists[section] += entry.split()
    return lists


def rules(lists: Lists, source: str) -> tuple[Rule, ...]:
    """The rules that a list stands for; `source` is the file that it stands in."""
    made: list[Rule] = []
    if names := lists.get("marks", ()):
        made += _names(names, source)
    if inner := [pair for section in SECTIONS[:5] for pair in _inner_stops(lists.get(section, ()))]:
        pairs = "|".join(rf"{_any([first])}(?=\s?{_escaped(rest)}\.)" for first, rest in inner)
        words = _last_words(first for first, _ in inner)
        made.append(Rule(False, f"{NOT_IN_WORD}(?:{pairs})", "", "inside an abbreviation", source, words=words))
    starters = "|".join(_escaped(word) for word in lists.get("starters", ()))
    starter = rf"\s+(?:{QUOTED}|[\"“«]?(?:{starters})(?=[\s,'’]))" if starters else rf"\s+{QUOTED}"
    unit = "an abbreviation that needs a number before it"
    for section, breaks, left, after, about in (
        ("capital", True, NOT_IN_WORD, CAPITAL, "an abbreviation that ends a sentence before a capital"),
        ("capital", False, NOT_IN_WORD, r"\s", "an abbreviation that ends a sentence only before a capital"),
        ("starter", True, NOT_IN_WORD, starter, "an abbreviation before a word that begins sentences"),
        (
            "starter",
            False,
            NOT_IN_WORD,
            r"\s",
            "an abbreviation that ends one only before a word that begins sentences",
        ),
        ("unit", False, rf"(?<!\p{{L}})(?<!{NUMBER_BEFORE})", r"\s", unit),
        ("unit", True, r"(?<!\p{L})", CAPITAL, "a unit or year before a capital"),
        ("unit", False, r"(?<!\p{L})", r"\s", "a unit or year that ends a sentence only before a capital"),
        ("number", False, NOT_IN_WORD, NUMBER, "an abbreviation before a number"),
        ("never", False, NOT_IN_WORD, r"\s", "an abbreviation that never ends a sentence"),
    ):
        if entries := lists.get(section, ()):
            made.append(Rule(breaks, left + _any(entries), after, about, source, words=_last_words(entries)))
    if numbered := [entry for section in ("unit", "number", "never") for entry in lists.get(section, ())]:
        before = rf"{NOT_IN_WORD}{_any(numbered)}\s?\p{{Nd}}{{1,4}}\."
        made.append(Rule(True, before, CAPITAL, "a number that belongs to an abbreviation", source))
    if starters:
        initial = NOT_IN_WORD + r"\p{Lu}\."
        after = rf"\s+(?:{starters})(?=[\s,'’])"
        made.append(Rule(True, initial, after, "a letter before a word that begins sentences", source))
    return tuple(made)


def _names(entries: Iterable[str], source: str) -> list[Rule]:
    """`Что?_Где?_Когда?` is not cut inside; after the last mark of a name, a small letter goes on."""
    about = "a name with a mark in it"
    made = []
    for entry in entries:
        words = entry.split("_")
        for word, following in itertools.pairwise(words):
            if word[-1:] in "!?":
                made.append(Rule(False, NOT_IN_WORD + _escaped(word), rf"\s+{_escaped(following)}", about, source))
    whole = "|".join(r"\s".join(map(_escaped, entry.split("_"))) for entry in entries)
    return [*made, Rule(False, rf"{NOT_IN_WORD}(?:{whole})[\"'”’»]?", r"\s+\p{Ll}", about, source)]


def _inner_stops(entries: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What stands before and after a stop inside an abbreviation, where a capital may follow it: Ph. D."""
    for entry in entries:
        parts = [part.strip("_") for part in entry.rstrip(".").split(".")]
        if entry != entry.lower() or any(len(part) > 1 for part in parts):
            yield from ((".".join(parts[:n]), ".".join(parts[n:])) for n in range(1, len(parts)) if parts[n])


def _last_words(entries: Iterable[str]) -> frozenset[str]:
    """What stands right before the last stop, as far as it is letters: `е` of `т.е`, nothing of `n°`."""
    return frozenset(LAST_LETTERS.search(entry.rstrip(".").lower())[0] for entry in entries)  # type: ignore[index]


def _any(entries: Iterable[str]) -> str:
    """An expression for any of the entries with its last stop."""
    exact, either = [], []
    for entry in (entry.rstrip(".") for entry in entries):
        if entry != entry.lower() or len(entry) == 1:
            exact.append(_escaped(entry))
        elif all(len(part) == 1 for part in entry.split(".")):  # т.е begins a sentence as Т.е.; Т. Е. are initials
            exact.append(f"[{entry[0]}{entry[0].upper()}]{_escaped(entry[1:])}")
        else:
            either.append(_escaped(entry))
    parts = [f"(?iu:{'|'.join(either)})"] if either else []
    return rf"(?:{'|'.join(parts + exact)})\."


def _escaped(entry: str) -> str:
    marked = "".join("\\" + character if character in SPECIAL else character for character in entry)
    return marked.replace("\\._", "\\.\\s?").replace("\\.", "\\.\\s?").replace("_", "\\s")
