"""The words of quantities: numbers, magnitudes, months, currencies, by language, from words.tsv."""

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from toolkit import late
from toolkit.signs import Sign

CURRENCY_SIGNS = {"$": "USD", "€": "EUR", "₽": "RUB", "¥": "CNY", "￥": "CNY", "£": "GBP", "＄": "USD"}
MINUS = "-−–‒﹣－"
MINUS_WORDS = {
    "en": ("minus", "below"), "ru": ("минус*", "нуля", "мороза"),
    "ky": ("минус*", "нөлдөн", "суук", "аяз"), "zh": ("零下",),
}  # fmt: skip
"""Language -> words that may make a number less than nothing."""
TABLE = Path(__file__).parent / "words.tsv"
WORD_BEGINS = r"(?<![^\W\d_])"


@dataclass(frozen=True, slots=True)
class Words:
    """What the words of one language stand for; empty where a language has no rows."""

    units: Mapping[str, Decimal]
    """Number words that make up a number with others: `twenty`, `двести`."""
    magnitudes: Mapping[str, Decimal]
    """Words that multiply the number before them: `million`, `тыс`."""
    optional: "Optional"
    """Words that another language may write as a number: `both`, `weekly`, `первый`; months too."""
    months: "re.Pattern[str] | None"
    """The names of months, each in a group that is named `m` and its number."""
    any_month: "Sign | None"
    """All of them at once, which is asked first; English ones with a capital letter."""
    signs: Mapping[str, "re.Pattern[str]"]
    """percent, minus, afternoon, or the code of a currency -> its words."""
    percent_after: "re.Pattern[str] | None"
    """What makes a percentage of the number before it: `per cent`, `с лишним процентов`."""
    signed: Sign
    """What makes more of a number than its figures: a sign of percent, minus or a currency, or a word for the first."""


LETTERS = late.compile(r"[^\W\d_]+")
INTEREST = r"проценты\b|пайыздар"
"""What no number counts: в строке 27 укажите проценты."""


class Optional:
    """Words -> values, asked for all that stand in a text at once."""

    def __init__(
        self, rows: Iterable[tuple[tuple[str, ...], Decimal]], spaced: bool, numerals: Mapping[str, Decimal]
    ) -> None:
        """`numerals` are the words that mean a number and nothing else."""
        self._numerals = numerals
        self._words: dict[str, set[Decimal]] = {}
        self._stems: dict[str, set[Decimal]] = {}
        self._others: dict[str, list[tuple[re.Pattern[str], Decimal]]] = {}
        self._patterns: list[tuple[re.Pattern[str], Decimal]] = []
        for words, value in rows:
            if not spaced:
                self._patterns.append((_pattern(words, spaced), value))
                continue
            for word in words:
                bare = word.rstrip("*").casefold()
                if not LETTERS.fullmatch(bare):  # `around-the-clock`: asked for where its first word stands
                    first = LETTERS.match(bare)
                    self._others.setdefault(first[0] if first else "", []).append((_pattern((word,), spaced), value))
                else:
                    (self._stems if word.endswith("*") else self._words).setdefault(bare, set()).add(value)
        self._lengths = sorted({len(stem) for stem in self._stems})
        self._known: dict[str, frozenset[Decimal]] = {}
        self.values = functools.lru_cache(64)(self._values)
        """The values of all words that stand in a text."""

    def _values(self, text: str) -> frozenset[Decimal]:
        found = {value for pattern, value in self._patterns if pattern.search(text)}
        if not self._words and not self._stems:
            return frozenset(found)
        for word in set(LETTERS.findall(text.casefold())):
            known = self._known.get(word)
            if known is None:
                known = self._of(word)
                if len(self._known) < MOST_KNOWN:
                    self._known[word] = known
            found |= known
            for pattern, value in self._others.get(word, ()):
                if pattern.search(text):
                    found.add(value)
        return frozenset(found)

    def _of(self, word: str) -> frozenset[Decimal]:
        """What a longer word for a number begins with counts not: восемнадцать is no восемь, пятьсот no пять."""
        values = set(self._words.get(word, ()))
        own = self._numerals.get(word, Decimal(0))
        for length in reversed(self._lengths):
            if length <= len(word) and (found := self._stems.get(word[:length])):
                values |= {one for one in found if one >= own} if own > LARGEST_STEM else found
                own = max(own, *found) if len(found) == 1 else own
        return frozenset(values)


WRITTEN_IN = {"en": "Latn", "ru": "Cyrl", "ky": "Cyrl", "zh": "Hani"}
MOST_KNOWN = 100_000
LARGEST_STEM = 10
"""A number above it has words that begin as those of smaller ones do."""


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
    months = tuple(one for _, kind, _, words in mine if kind == "month" for one in words)
    percent = _pattern(tuple(signs["percent"]), spaced).pattern if "percent" in signs else ""
    starts = (*(word.split()[0] for word in signs.get("percent", ())), *MINUS_WORDS.get(language, ()))
    first = _pattern(starts, spaced).pattern if starts else ""
    units = {word: Decimal(value) for _, kind, value, words in mine if kind == "unit" for word in words}
    optional = ((words, Decimal(value)) for _, kind, value, words in mine if kind in ("optional", "month"))
    return Words(
        units,
        {word: Decimal(value) for _, kind, value, words in mine if kind == "magnitude" for word in words},
        Optional(optional, spaced, units),
        _each_month([(value, words) for _, kind, value, words in mine if kind == "month"]) if months else None,
        _months(months, language) if months else None,
        {kind: _pattern(tuple(words), spaced) for kind, words in signs.items()},
        re.compile(rf"[\s\u00a0-]*(?:[^\W\d_]+[\s-]+)?(?!{INTEREST})(?:{percent})", re.IGNORECASE) if percent else None,
        Sign(
            {"Zyyy": rf"[{''.join(CURRENCY_SIGNS)}%％‰]|[{MINUS}]\d", WRITTEN_IN.get(language, ""): first or "(?!)"},
            language=language,
        ),
    )


def currencies_in_english() -> Iterable[str]:
    """The words for currencies that English has, in small letters."""
    rows = (words for language, kind, _, words in _rows() if language == "en" and kind == "currency")
    return (word for words in rows for word in words)


def _each_month(rows: Iterable[tuple[str, tuple[str, ...]]]) -> "re.Pattern[str]":
    each = (f"(?P<m{value}>{_pattern(words, spaced=True).pattern})" for value, words in rows)
    return re.compile("|".join(each), re.IGNORECASE)


def _months(words: tuple[str, ...], language: str) -> Sign:
    pattern = _pattern(words, spaced=True).pattern
    if language == "en":
        return Sign(rf"(?-i:(?=[A-Z])){pattern}", "Latn", language, capital=True)
    return Sign(pattern, "Cyrl", language)


def _pattern(words: tuple[str, ...], spaced: bool) -> "re.Pattern[str]":
    """One expression for words of which a star stands for any ending."""
    made = []
    for word in words:
        body = re.escape(word.rstrip("*")).replace(r"\ ", r"\s+")
        after = "" if word.endswith("*") or not word[-1].isalnum() else r"(?![^\W\d_])"
        made.append(body + (after if spaced else ""))
    before = WORD_BEGINS if spaced else ""
    return late.compile(f"{before}(?:{'|'.join(made)})", re.IGNORECASE)
