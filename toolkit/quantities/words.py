"""The words of quantities: numbers, magnitudes, months, currencies, by language, from words.tsv."""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

TABLE = Path(__file__).parent / "words.tsv"


@dataclass(frozen=True, slots=True)
class Words:
    """What the words of one language stand for; empty where a language has no rows."""

    units: Mapping[str, Decimal]
    """Number words that make up a number with others: `twenty`, `двести`."""
    magnitudes: Mapping[str, Decimal]
    """Words that multiply the number before them: `million`, `тыс`."""
    optional: tuple[tuple["re.Pattern[str]", Decimal], ...]
    """Words that another language may write as a number: `both`, `weekly`, `первый`."""
    months: tuple[tuple["re.Pattern[str]", int], ...]
    any_month: "re.Pattern[str] | None"
    """All of them at once, which is asked first."""
    signs: Mapping[str, "re.Pattern[str]"]
    """percent, minus, afternoon, or the code of a currency -> its words."""


@functools.cache
def _rows() -> tuple[tuple[str, str, str, tuple[str, ...]], ...]:
    rows = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            language, kind, value, words = line.split("\t")
            rows.append((language, kind, value, tuple(word.replace("\\u0020", " ") for word in words.split())))
    return tuple(rows)


@functools.cache
def words_of(language: str) -> Words:
    """The words of one language, by the toolkit's code."""
    language = "zh" if language == "zt" else language
    mine = [row for row in _rows() if row[0] == language]
    spaced = language != "zh"
    signs: dict[str, list[str]] = {}
    for _, kind, value, words in mine:
        if kind in ("percent", "minus", "afternoon", "currency"):
            signs.setdefault(value if kind == "currency" else kind, []).extend(words)
    return Words(
        {word: Decimal(value) for _, kind, value, words in mine if kind == "unit" for word in words},
        {word: Decimal(value) for _, kind, value, words in mine if kind == "magnitude" for word in words},
        tuple((_pattern(words, spaced), Decimal(value)) for _, kind, value, words in mine if kind == "optional"),
        tuple((_pattern(words, spaced), int(value)) for _, kind, value, words in mine if kind == "month"),
        _pattern(every, spaced)
        if (every := tuple(one for _, kind, _, words in mine if kind == "month" for one in words))
        else None,
        {kind: _pattern(tuple(words), spaced) for kind, words in signs.items()},
    )


def _pattern(words: tuple[str, ...], spaced: bool) -> "re.Pattern[str]":
    """One expression for words of which a star stands for any ending."""
    made = []
    for word in words:
        body = re.escape(word.rstrip("*")).replace(r"\ ", r"\s+")
        after = "" if word.endswith("*") or not word[-1].isalnum() else r"(?![^\W\d_])"
        made.append(body + (after if spaced else ""))
    before = r"(?<![^\W\d_])" if spaced else ""
    return re.compile(f"{before}(?:{'|'.join(made)})", re.IGNORECASE)
