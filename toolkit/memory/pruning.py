"""What nobody needs in a memory: the same said twice, older translations of a text, documents that are gone."""

import sqlite3
from collections.abc import Iterable

PRUNED = "pruned "
"""Before the digest of a catalog of which entries were taken out, since others say the same."""
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
        if counts["of documents that are gone"]:
            read_again(connection)
    for wanted, name, same in (
        (duplicates, "duplicates", f"{SAME}, target_text"),
        (conflicts, "older translations", SAME),
    ):
        if wanted:
            before = _count(connection)
            older = f"""
                SELECT id FROM (
                    SELECT entries.id AS id, row_number() OVER ({NEWEST.format(same=same)}) AS place
                    FROM entries JOIN documents ON documents.id = entries.document
                ) WHERE place > 1
                """  # noqa: S608 - names of columns
            connection.execute(
                f"""
                UPDATE documents SET digest = ? || digest
                WHERE digest != '' AND substr(digest, 1, ?) != ?
                AND id IN (SELECT document FROM entries WHERE id IN ({older}))
                """,  # noqa: S608 - as above
                (PRUNED, len(PRUNED), PRUNED),
            )
            connection.execute(f"DELETE FROM entries WHERE id IN ({older})")  # noqa: S608 - as above
            counts[name] = before - _count(connection)
    return counts


def read_again(connection: sqlite3.Connection) -> None:
    """Something goes out of the memory: catalogs that were pruned in its favour are read anew when next asked."""
    connection.execute("UPDATE documents SET digest = '' WHERE substr(digest, 1, ?) = ?", (len(PRUNED), PRUNED))


def _count(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM entries").fetchone()[0])
