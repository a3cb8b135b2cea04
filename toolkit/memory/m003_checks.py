"""The third schema: every entry carries a checksum, so that a damaged one is never a match."""

import sqlite3

from toolkit.memory.entries import checksum


def apply(connection: sqlite3.Connection) -> None:
    """Adds the checksums of the entries as they are."""
    connection.create_function("checksum_of", -1, checksum, deterministic=True)
    connection.execute("ALTER TABLE entries ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0")
    connection.execute(
        """
        UPDATE entries SET checksum = (
            SELECT checksum_of(source_language, target_language, key, text, context, previous, following, note, source,
                               target, state, target_text)
            FROM documents WHERE documents.id = entries.document
        )
        """
    )
