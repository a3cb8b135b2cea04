"""Millions of translations into the memory, one after the other, in one transaction; and out of it again."""

import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from toolkit.memory.entries import FIELDS, INSERT, Row, row_of, unit_of
from toolkit.memory.pruning import read_again
from toolkit.units import Match, TranslationUnit

BATCH = 4096
CACHE_KIB = 131_072
"""For the tree of texts while it grows."""


def fill(
    connection: sqlite3.Connection, document: str, source: str, units: Iterable[tuple[str, TranslationUnit]]
) -> Counter[str]:
    """Puts (target language, approved unit) in the place of what the memory has of a document, within a transaction.

    The same translation of the same text in the same context is taken once. Returns how many came, by language.
    """
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    if connection.execute("DELETE FROM documents WHERE name = ? AND source_language = ?", (document, source)).rowcount:
        read_again(connection)
    numbers: dict[str, int] = {}
    before = connection.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'entries'").fetchone()[
        0
    ]
    hashes = array("q")  # eight bytes a unit: a file may have millions

    def rows() -> Iterator[Row]:
        for target, unit in units:
            if target not in numbers:
                numbers[target] = new_document(connection, document, source, target, "")
            hashes.append(hash((target, unit.segment.context, unit.segment.text, unit.text)))
            yield row_of(unit, numbers[target], source, target)

    waiting = rows()
    while batch := list(islice(waiting, BATCH)):
        connection.executemany(INSERT, batch)
    # Ids are given one after the other here, for nobody else writes within the transaction.
    connection.executemany("DELETE FROM entries WHERE id = ?", ((before + 1 + place,) for place in _again(hashes)))
    counts: Counter[str] = Counter()
    for target, number in numbers.items():
        counts[target] = connection.execute("SELECT count(*) FROM entries WHERE document = ?", (number,)).fetchone()[0]
    return counts


def _again(hashes: "array[int]") -> Iterator[int]:
    """The places of what was there before."""
    import numpy

    values = numpy.frombuffer(hashes, numpy.int64) if hashes else numpy.zeros(0, numpy.int64)
    order = numpy.argsort(values, kind="stable")
    ordered = values[order]
    yield from order[1:][ordered[1:] == ordered[:-1]].tolist()


def new_document(connection: sqlite3.Connection, name: str, source: str, target: str, digest: str) -> int:
    """The number of a document that is the newest from now on."""
    number = connection.execute(
        """
        INSERT INTO documents (name, source_language, target_language, digest, sequence)
        VALUES (?, ?, ?, ?, (SELECT coalesce(max(sequence), 0) + 1 FROM documents))
        """,
        (name, source, target, digest),
    ).lastrowid
    assert number is not None
    return number


def every(
    connection: sqlite3.Connection, source: str, target: str = "", document: str = ""
) -> Iterator[tuple[str, Match]]:
    """All entries of a source language, the oldest document first; of one target and one document where named."""
    documents = connection.execute(
        "SELECT id, name, target_language FROM documents WHERE source_language = ? ORDER BY sequence", (source,)
    ).fetchall()
    languages = {number: code for number, name, code in documents if target in ("", code) and document in ("", name)}
    for number, code in languages.items():
        rows = connection.execute(
            f"SELECT {FIELDS} FROM entries JOIN documents ON documents.id = entries.document "  # noqa: S608
            "WHERE documents.id = ? ORDER BY entries.id",
            (number,),
        )
        for name, *fields in rows:
            yield code, Match(unit_of((source, code), name, *fields), 1.0, name)
