"""The first schema: documents, and the approved translations of each."""

import sqlite3


def apply(connection: sqlite3.Connection) -> None:
    """Creates the tables in an empty database."""
    connection.execute("PRAGMA application_id = 0x746b746d")  # "tktm"; how a stranger's database is told apart
    connection.execute(
        """
        CREATE TABLE documents (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            source_language TEXT NOT NULL,
            target_language TEXT NOT NULL,
            digest TEXT NOT NULL,            -- of the catalog that the entries were read from; '' where none was given
            sequence INTEGER NOT NULL,       -- grows with every document that is added: the newest has the highest
            UNIQUE (name, source_language, target_language)
        )
        """
    )
    connection.execute(
        """
        CREATE TABLE entries (
            id INTEGER PRIMARY KEY,
            document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
            key TEXT NOT NULL,
            text TEXT NOT NULL,              -- the source, codes in their raw form
            context TEXT NOT NULL,
            previous TEXT NOT NULL,
            following TEXT NOT NULL,
            note TEXT NOT NULL,
            source TEXT NOT NULL,            -- JSON: strings, and [id, kind, raw] for codes
            target TEXT NOT NULL,            -- likewise
            state TEXT NOT NULL
        )
        """
    )
    connection.execute("CREATE INDEX entries_by_text ON entries (text)")
    connection.execute("CREATE INDEX entries_by_document ON entries (document)")
