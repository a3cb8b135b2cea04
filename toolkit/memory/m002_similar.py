"""The second schema: ids that are never used again, for an index beside the file, and plain targets."""

import json
import sqlite3


def apply(connection: sqlite3.Connection) -> None:
    """Makes the table of entries anew with what it has."""
    connection.create_function("plain_of", 1, _plain, deterministic=True)
    connection.execute("ALTER TABLE entries RENAME TO entries_before")
    connection.execute(
        """
        CREATE TABLE entries (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
            key TEXT NOT NULL,
            text TEXT NOT NULL,
            context TEXT NOT NULL,
            previous TEXT NOT NULL,
            following TEXT NOT NULL,
            note TEXT NOT NULL,
            source TEXT NOT NULL,
            target TEXT NOT NULL,
            state TEXT NOT NULL,
            target_text TEXT NOT NULL        -- the target, codes in their raw form
        )
        """
    )
    connection.execute("INSERT INTO entries SELECT *, plain_of(target) FROM entries_before ORDER BY id")
    connection.execute("DROP TABLE entries_before")
    connection.execute("CREATE INDEX entries_by_text ON entries (text)")
    connection.execute("CREATE INDEX entries_by_document ON entries (document)")


def _plain(target: str) -> str:
    return "".join(part if isinstance(part, str) else str(part[2]) for part in json.loads(target))
