"""Rows that are chosen: a sample, those that pass filters, parts that share no text."""

import contextlib
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from toolkit.checks import Pair
from toolkit.corpus import filters, sinks
from toolkit.corpus.manifest import DIGITS
from toolkit.corpus.rows import UNFIT, Row, Wish, read
from toolkit.corpus.sources import Source
from toolkit.errors import UsageError

Placed = tuple[Row, Source]
"""A row and the file that it is from."""


def rows_of(sources: Sequence[Source], wish: Wish) -> Iterator[Placed]:
    """The rows of all files, in order. Raises DocumentError, StorageError, UsageError."""
    for source in sources:
        for row in read(source, wish):
            yield row, source


def fault_of(row: Row) -> str:
    """Why a row is none; `empty` for one without a text."""
    if row.fault:
        return row.fault
    if UNFIT.search(row.text):
        return "a NUL or half of a character"
    return "" if row.text.strip() else "empty"


def sample(rows: Iterable[Placed], count: int, seed: int = 0) -> list[Placed]:
    """So many rows, each with the same chance, in the order in which they stand; all where there are fewer.

    Vitter's algorithm R (1985), which reads the rows once.
    """
    chance = random.Random(seed)  # noqa: S311 - nobody is to be kept from guessing it
    chosen: list[tuple[int, Placed]] = []
    number = 0
    for one in rows:
        if fault_of(one[0]):
            continue
        if len(chosen) < count:
            chosen.append((number, one))
        elif (place := chance.randrange(number + 1)) < count:
            chosen[place] = number, one
        number += 1
    return [one for _, one in sorted(chosen, key=lambda pair: pair[0])]


@dataclass(frozen=True, slots=True)
class Sieve:
    """What a row has to be to be kept."""

    names: tuple[str, ...] = ()
    """Filters of both tables of filters.py."""
    unique: bool = False
    """Only the first of equal pairs."""
    least_confidence: float = 0.0
    """Of drafts that say theirs."""
    gloss: bool = True
    """Whether glosses word by word are kept."""
    translated: bool = False
    """Only rows with a translation."""
    least: int = 1
    most: int = 1_000_000
    """Characters of the text."""


def sieved(rows: Iterable[Placed], sieve: Sieve, wish: Wish) -> Iterator[tuple[Placed, str]]:
    """(row, why it is not kept) of every row; empty for one that is."""
    seen: set[bytes] = set()
    for row, source in rows:
        why = fault_of(row) or _objection(row, sieve, wish)
        if not why and sieve.unique:
            key = _digest("\x00".join([row.text, *row.targets.values()]))
            why = "unique: it came before" if key in seen else ""
            seen.add(key)
        yield (row, source), why


def _objection(row: Row, sieve: Sieve, wish: Wish) -> str:
    if not sieve.least <= len(row.text) <= sieve.most:
        return f"length: {len(row.text):,} characters"
    if sieve.translated and not row.targets:
        return "translated: it has no translation"
    if not sieve.gloss and row.facts.get("gloss") in (True, "true"):
        return "gloss: word by word"
    score = row.facts.get("confidence")
    with contextlib.suppress(TypeError, ValueError):
        if score is not None and float(score) < sieve.least_confidence:
            return f"confidence: {float(score):.2f}"
    if why := filters.objection(row.text, wish.source, [name for name in sieve.names if name in filters.FILTERS]):
        return why
    pairs = [name for name in sieve.names if name in filters.PAIRS]
    for target, text in row.targets.items():
        if why := filters.pair_objection(Pair(row.text, text, wish.source, target), pairs):
            return f"{target}: {why}"
    return ""


def filtered(rows: Iterable[Placed], sieve: Sieve, wish: Wish, kept: Path, rejected: Path) -> Counter[str]:
    """Writes what passes, and what does not with its place and reason; how many of each reason, "" is kept."""
    counts: Counter[str] = Counter()
    with sinks.opened(kept, wish) as sink, sinks.opened(rejected, wish) as other:
        for (row, source), why in sieved(rows, sieve, wish):
            counts[_kind(why)] += 1
            if why:
                other.reject(row, source, why)
            else:
                sink.add(row, source)
    return counts


def _kind(why: str) -> str:
    """The name of the filter that a reason begins with, the language that may stand before it left away."""
    names = why.split(": ")[:2]
    known = {*filters.FILTERS, *filters.PAIRS, "unique", "length", "translated", "gloss", "confidence", "empty"}
    return next((name for name in names if name in known), "unreadable" if why else "")


def shares(text: str) -> dict[str, float]:
    """`train=0.98,dev=0.01,test=0.01` as name -> share of the whole. Raises UsageError."""
    made: dict[str, float] = {}
    for part in text.split(","):
        name, equals, number = part.strip().partition("=")
        try:
            share = float(number)
        except ValueError:
            share = -1.0
        if not name or not equals or not 0 < share < 1e12 or "/" in name or name in made:
            raise UsageError(f"{part.strip()!r} is no part; write parts like train=0.98,dev=0.01,test=0.01")
        made[name] = share
    total = sum(made.values())
    return {name: share / total for name, share in made.items()}


def part_of(text: str, parts: Mapping[str, float], seed: int = 0) -> str:
    """The part that a text is in: by its own hash, so that equal texts never stand in two."""
    place = int.from_bytes(_digest(f"{seed}\x00{' '.join(text.casefold().split())}")[:8], "big") / 2**64
    for name, share in parts.items():
        place -= share
        if place < 0:
            return name
    return list(parts)[-1]


def in_parts(
    rows: Iterable[Placed], parts: Mapping[str, float], wish: Wish, out: Path, ending: str, seed: int
) -> Counter[str]:
    """Writes a file a part; how many rows each has. What is no text is in none, and counted under ""."""
    with contextlib.ExitStack() as stack:
        files = {name: stack.enter_context(sinks.opened(out / f"{name}{ending}", wish)) for name in parts}
        counts: Counter[str] = Counter()
        for row, source in rows:
            name = "" if fault_of(row) else part_of(row.text, parts, seed)
            counts[name] += 1
            if name:
                files[name].add(row, source)
    return counts


def in_pieces(rows: Iterable[Placed], size: int, wish: Wish, out: Path, ending: str) -> list[Path]:
    """Writes files of so many rows each, the last one with the rest, every row kept as it is; their paths."""
    made: list[Path] = []
    waiting = iter(rows)
    first = next(waiting, None)
    while first is not None:
        path = out / f"{len(made):0{DIGITS}}{ending}"
        with sinks.opened(path, wish) as sink:
            sink.add(*first)
            for _, one in zip(range(size - 1), waiting, strict=False):
                sink.add(*one)
        made.append(path)
        first = next(waiting, None)
    return made


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
