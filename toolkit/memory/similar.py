"""Like texts in a memory: candidates from the index of grams, or all of a small memory, compared one by one."""

import sqlite3
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from toolkit.memory.entries import FIELDS, unit_of
from toolkit.memory.index import SEGMENT, GramIndex
from toolkit.memory.likeness import all_folded, folded, percentage
from toolkit.units import Code, Match, Segment, TranslationUnit

SMALL = 20_000
"""Entries below which all are compared, without an index."""
DEAD_SHARE, SPARE_BLOCKS = 0.3, 12
"""An index is made anew when more of its texts are gone, or its segments are more and emptier, than that."""
IDS_A_QUERY = 500


class Similar:
    """Finds like texts; `connection` is that of the memory, `folder` where its index may lie (None: nowhere)."""

    def __init__(self, connection: sqlite3.Connection, folder: Path | None) -> None:
        """Opens nothing yet."""
        self.connection = connection
        self.index = None if folder is None else GramIndex(folder)
        self.texts: dict[tuple[str, str], tuple[list[int], list[str]]] = {}
        self.targets = None if folder is None else GramIndex(folder / "targets")
        """The same of the translations, for the concordance; made when it is first asked for."""
        self.seen: tuple[int, int] | None = None
        self.count = 0

    def find(
        self, segments: Sequence[Segment], source: str, target: str, least: float, most: int
    ) -> dict[str, tuple[Match, ...]]:
        """Segment key -> matches; see TranslationMemory.similar."""
        count = self._present()
        found: dict[str, tuple[Match, ...]] = {}
        for segment in segments:
            if count < SMALL or self.index is None:
                ids = self._nearest(segment.text, source, target, least, most)
            else:
                ids = self.index.candidates(segment.text, least)
            found[segment.key] = self._matches(segment, ids, source, target, least, most)
        return found

    def _present(self) -> int:
        """How many entries there are; where the memory has changed since, the index follows it."""
        version = self.connection.execute("PRAGMA data_version").fetchone()[0], self.connection.total_changes
        if self.seen != version:
            self.texts.clear()
            self.count, last = self.connection.execute("SELECT count(*), coalesce(max(id), 0) FROM entries").fetchone()
            if self.count >= SMALL and self.index is not None:
                self.refresh(self.index, "text", self.count, last)
            self.seen = version
        return self.count

    def having(self, sides: Sequence[Sequence[str]]) -> list[int] | None:
        """Ids of the entries that may have all parts of the one side in the source, or of the other in the target.

        The newest first; None where all must be looked at: the memory is small, or the parts are too short.
        """
        if self._present() < SMALL or self.index is None or self.targets is None:
            return None
        last = self.connection.execute("SELECT coalesce(max(id), 0) FROM entries").fetchone()[0]
        self.refresh(self.targets, "target_text", self.count, last)
        found = [index.containing(parts) for index, parts in zip((self.index, self.targets), sides, strict=True)]
        if found[0] is None or found[1] is None:
            return None
        return sorted({*found[0], *found[1]}, reverse=True)

    def refresh(self, index: GramIndex, column: str, count: int, last: int) -> None:
        """Brings an index up to date with a memory of `count` entries, of which `last` is the newest id."""
        if not index.blocks and not index.load():
            index.clear()
        dead = index.texts + self._since(index.last) - count
        crowded = len(index.blocks) > count // SEGMENT + SPARE_BLOCKS
        if index.last > last or dead > DEAD_SHARE * max(1, count) or crowded:
            index.clear()
        if index.last < last:
            rows = f"SELECT id, {column} FROM entries WHERE id > ? ORDER BY id"  # noqa: S608 - a name of a column
            index.add(self.connection.execute(rows, (index.last,)))

    def _since(self, last: int) -> int:
        return int(self.connection.execute("SELECT count(*) FROM entries WHERE id > ?", (last,)).fetchone()[0])

    def _nearest(self, text: str, source: str, target: str, least: float, most: int) -> list[int]:
        """Ids of the likest texts of a small memory."""
        from rapidfuzz import fuzz, process

        if (source, target) not in self.texts:
            rows = self.connection.execute(
                "SELECT entries.id, text FROM entries JOIN documents ON documents.id = entries.document "
                "WHERE source_language = ? AND target_language = ?",
                (source, target),
            ).fetchall()
            self.texts[source, target] = [number for number, _ in rows], all_folded([text for _, text in rows])
        ids, texts = self.texts[source, target]
        hits = process.extract(folded(text), texts, scorer=fuzz.ratio, score_cutoff=100 * least, limit=4 * most)
        return [ids[place] for _, _, place in hits]

    def _matches(
        self, segment: Segment, ids: Sequence[int], source: str, target: str, least: float, most: int
    ) -> tuple[Match, ...]:
        """The candidates that are as like as that, in their order; each translation once."""
        from rapidfuzz import fuzz, process

        codes = Counter(part.raw for part in segment.source if isinstance(part, Code))
        texts: dict[int, str] = {}
        for place in range(0, len(ids), IDS_A_QUERY):
            texts.update(self._rows("entries.id, text", ids[place : place + IDS_A_QUERY], source, target))
        likely = process.extract(
            folded(segment.text),
            dict(zip(texts, all_folded([*texts.values()]), strict=True)),
            scorer=fuzz.ratio,
            score_cutoff=100 * least,
            limit=4 * most,
        )
        hits: list[tuple[float, int, TranslationUnit]] = []
        for number, name, *fields in self._rows(
            f"entries.id, {FIELDS}", [number for *_, number in likely], source, target
        ):
            unit = unit_of((source, target), name, *fields)
            other = Counter(part.raw for part in unit.segment.source if isinstance(part, Code))
            likeness = percentage(segment.text, texts[number], codes=((codes - other) + (other - codes)).total())
            if likeness >= 100 * least:
                hits.append((likeness, number, unit))
        hits.sort(key=lambda hit: (-hit[0], -hit[1]))
        made: dict[tuple[str, str], Match] = {}
        for likeness, _, unit in hits:
            document = unit.origin.name if unit.origin else ""
            made.setdefault((unit.segment.text, unit.text), Match(unit, likeness / 100, document))
        return tuple(made.values())[:most]

    def _rows(self, fields: str, ids: Sequence[int], source: str, target: str) -> list[Any]:
        marks = ", ".join("?" * len(ids))
        return self.connection.execute(
            f"SELECT {fields} FROM entries JOIN documents ON documents.id = entries.document "  # noqa: S608 - as above
            f"WHERE entries.id IN ({marks}) AND source_language = ? AND target_language = ?",
            (*ids, source, target),
        ).fetchall()


def found_by(
    connection: sqlite3.Connection, ids: Sequence[int], languages: tuple[str, str], most: int
) -> tuple[Match, ...]:
    """The first of these entries that the function `has` of the connection finds, in the order of their ids given."""
    found: list[Match] = []
    for place in range(0, len(ids), IDS_A_QUERY):
        asked = ids[place : place + IDS_A_QUERY]
        rows = connection.execute(
            f"""
            SELECT {FIELDS} FROM entries JOIN documents ON documents.id = entries.document
            WHERE entries.id IN ({", ".join("?" * len(asked))}) AND source_language = ? AND target_language = ?
            AND has(text, target_text) ORDER BY sequence DESC, entries.id LIMIT ?
            """,  # noqa: S608 - question marks and names of columns
            (*asked, *languages, most - len(found)),
        )
        found += [Match(unit_of(languages, name, *fields), 1.0, name) for name, *fields in rows]
        if len(found) >= most:
            break
    return tuple(found)


def found_anywhere(
    connection: sqlite3.Connection, languages: tuple[str, str], most: int, sides: Sequence[Sequence[str]] = ()
) -> tuple[Match, ...]:
    """The first entries that the function `has` of the connection finds; what is common is found soon.

    `sides` are the parts that a source, or a target, must have. No index has numbers, and they are the same in either
    letter case: SQLite looks for them by itself, which takes a tenth of the time.
    """
    found: list[Match] = []
    has, asked = "has(text, target_text)", list[str]()
    figures = [[part for part in parts if part.isdecimal()] for parts in sides]
    if figures and all(figures):
        either = " OR ".join(
            " AND ".join([f"instr({column}, ?)"] * len(parts))
            for column, parts in zip(("text", "target_text"), figures, strict=True)
        )
        has, asked = f"CASE WHEN {either} THEN {has} ELSE 0 END", [part for parts in figures for part in parts]
    documents = connection.execute(
        "SELECT id FROM documents WHERE source_language = ? AND target_language = ? ORDER BY sequence DESC", languages
    ).fetchall()
    for (document,) in documents:
        rows = connection.execute(
            f"""
            SELECT {FIELDS} FROM entries JOIN documents ON documents.id = entries.document
            WHERE entries.document = ? AND {has} ORDER BY entries.id LIMIT ?
            """,  # noqa: S608 - names of columns and question marks
            (document, *asked, most - len(found)),
        )
        found += [Match(unit_of(languages, name, *fields), 1.0, name) for name, *fields in rows]
        if len(found) >= most:
            break
    return tuple(found)
