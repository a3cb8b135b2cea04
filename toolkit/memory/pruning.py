"""What nobody needs in a memory: the same said twice, older translations of a text, documents that are gone."""

import sqlite3
from collections.abc import Iterable

SAME = "text, context, source_language, target_language"
NEWEST = "PARTITION BY {same} ORDER BY sequence DESC, entries.id DESC"


def prune(
    connection: sqlite3.Connection, gone: Iterable[tuple[str, str]], *, duplicates: bool, conflicts: bool
) -> dict[str, int]:
    """Takes out, within a transaction, (document, target language) of `gone`, then what is there twice.

    Of equal entries, and of conflicting ones, that of the newest document stays. What went, by its name.
    """
    counts = {}
    gone = list(gone)
    before = _count(connection)
    connection.executemany("DELETE FROM documents WHERE name = ? AND target_language = ?", gone)
    if gone:
        counts["of documents that are gone"] = before - _count(connection)
    for wanted, name, same in (
        (duplicates, "duplicates", f"{SAME}, target_text"),
        (conflicts, "older translations", SAME),
    ):
        if wanted:
            before = _count(connection)
            connection.execute(
                f"""
                DELETE FROM entries WHERE id IN (
                    SELECT id FROM (
                        SELECT entries.id AS id, row_number() OVER ({NEWEST.format(same=same)}) AS place
                        FROM entries JOIN documents ON documents.id = entries.document
                    ) WHERE place > 1
                )
                """  # noqa: S608 - names of columns
            )
            counts[name] = before - _count(connection)
    return counts


def _count(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM entries").fetchone()[0])
