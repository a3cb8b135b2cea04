"""The translation memory: what people approved, found again by its source text; one SQLite file.

The file can always be deleted: it is made anew from the catalogs. It keeps SQLite's rollback journal rather than a
write-ahead log: one file, safe on kill and on network drives, and there is only ever one writer.
"""

import contextlib
import hashlib
import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType

from toolkit.errors import MemoryStoreError
from toolkit.memory.concordance import Concordance, Forms
from toolkit.memory.entries import FIELDS, INSERT, DamagedMemory, row_of, unit_of
from toolkit.memory.filling import every, fill, new_document
from toolkit.memory.migrations import MIGRATIONS, VERSION
from toolkit.memory.pruning import PRUNED, prune, read_again
from toolkit.memory.similar import Similar, found_anywhere, found_by
from toolkit.storage.files import make_folder, remove
from toolkit.units import Match, Segment, State, TranslationUnit

APPROVED = (State.REVIEWED, State.FINAL)
APPLICATION = 0x746B746D
WAIT_SECONDS = 120.0
"""For another process that is writing."""
TEXTS_A_QUERY = 500
REASONS = {"readonly": "it is read-only", "full": "the disk is full", "locked": "another program is using it"}
"""Word in SQLite's message -> what a person is told."""


class TranslationMemory:
    """Approved translations of all documents; use it in a `with` statement, or close() it."""

    def __init__(self, connection: sqlite3.Connection, path: Path | None) -> None:
        """Use open() instead."""
        self._connection = connection
        self._path = path
        self._finder: Similar | None = None

    @classmethod
    def open(cls, path: str | Path) -> "TranslationMemory":
        """Opens a memory, creates it where there is none; `:memory:` is one that is gone when it is closed.

        Raises MemoryStoreError for a damaged file, one of a newer version, or one that is something else.
        """
        place = None if str(path) == ":memory:" else Path(path)
        if place is not None:
            make_folder(place.parent)
        with _said_clearly(place):
            connection = sqlite3.connect(
                ":memory:" if place is None else place, timeout=WAIT_SECONDS, isolation_level=None
            )
        memory = cls(connection, place)
        try:
            memory._prepare()
        except BaseException:
            connection.close()
            raise
        return memory

    @classmethod
    def open_read_only(cls, path: Path, index: Path) -> "TranslationMemory":
        """Opens a memory that is never written, with the folder where its index may lie.

        One of an older version is read all the same. Raises MemoryStoreError as `open`, and where it is not there.
        """
        if not path.is_file():
            raise MemoryStoreError("there is no such memory; mend the setting `memories`", path=path)
        with _said_clearly(path):
            address = f"{path.resolve().as_uri()}?mode=ro"
            connection = sqlite3.connect(address, timeout=WAIT_SECONDS, isolation_level=None, uri=True)
            if 0 < int(connection.execute("PRAGMA user_version").fetchone()[0]) < VERSION:
                with contextlib.closing(connection) as older:
                    connection = sqlite3.connect(":memory:", isolation_level=None)
                    older.backup(connection)
        memory = cls(connection, path)
        memory._finder = Similar(connection, index)
        try:
            memory._prepare()
        except BaseException:
            connection.close()
            raise
        return memory

    def close(self) -> None:
        """Closes the file; twice does no harm."""
        self._connection.close()

    def __enter__(self) -> "TranslationMemory":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def add(self, document: str, source_language: str, target_language: str, units: Iterable[TranslationUnit]) -> int:
        """Replaces everything the memory has of a document by what a person approved in `units`; returns how many.

        In one transaction: a kill leaves the old entries or the new ones. Raises MemoryStoreError.
        """
        return self._replace(document, source_language, target_language, units, "")

    def add_catalog(
        self,
        document: str,
        source_language: str,
        target_language: str,
        data: bytes,
        read: Callable[[bytes], Iterable[TranslationUnit]],
    ) -> bool:
        """add() for a catalog file; `read` is called only where `data` is not what was added last. Tells whether.

        Raises MemoryStoreError, and what `read` raises.
        """
        digest = hashlib.sha256(data).hexdigest()
        with _said_clearly(self._path):
            row = self._connection.execute(
                "SELECT digest FROM documents WHERE name = ? AND source_language = ? AND target_language = ?",
                (document, source_language, target_language),
            ).fetchone()
        if row is not None and row[0].removeprefix(PRUNED) == digest:
            return False
        self._replace(document, source_language, target_language, read(data), digest)
        return True

    def fill(self, document: str, source_language: str, units: Iterable[tuple[str, TranslationUnit]]) -> Counter[str]:
        """add() for (target language, approved unit) of any number and several languages; how many came, by language.

        In one transaction and bounded memory. Raises MemoryStoreError, and what `units` raises: then nothing changed.
        """
        with _said_clearly(self._path), self._transaction():
            return fill(self._connection, document, source_language, units)

    def every(self, source_language: str, target_language: str = "", document: str = "") -> Iterator[tuple[str, Match]]:
        """(target language, entry) of all entries, or of one language and document. Raises MemoryStoreError."""
        with _said_clearly(self._path):
            yield from every(self._connection, source_language, target_language, document)

    @property
    def connection(self) -> sqlite3.Connection:
        """For what keeps the file whole."""
        return self._connection

    def lookup(self, segment: Segment, source_language: str, target_language: str) -> tuple[Match, ...]:
        """Every approved translation of the same source text, the best first. Raises MemoryStoreError.

        Same context first, then the same neighbours, then the newest document. The score of each is 1.
        """
        return self.lookup_all((segment,), source_language, target_language)[segment.key]

    def lookup_all(
        self, segments: Sequence[Segment], source_language: str, target_language: str
    ) -> dict[str, tuple[Match, ...]]:
        """lookup() for many segments at once: segment key -> matches, () where there are none."""
        texts = list(dict.fromkeys(segment.text for segment in segments))
        found: dict[str, list[tuple[TranslationUnit, str]]] = {}
        with _said_clearly(self._path):
            for start in range(0, len(texts), TEXTS_A_QUERY):
                asked = texts[start : start + TEXTS_A_QUERY]
                marks = ", ".join("?" * len(asked))
                rows = self._connection.execute(
                    f"""
                    SELECT text, {FIELDS}
                    FROM entries JOIN documents ON documents.id = entries.document
                    WHERE text IN ({marks}) AND source_language = ? AND target_language = ?
                    ORDER BY sequence DESC, entries.id
                    """,  # noqa: S608 - question marks only
                    (*asked, source_language, target_language),
                )
                for text, name, *fields in rows:
                    unit = unit_of((source_language, target_language), name, *fields)
                    if unit.segment.text != text:
                        raise DamagedMemory(f"an entry of {name} is found by another text", path=self._path)
                    found.setdefault(text, []).append((unit, name))
        return {segment.key: _ranked(segment, found.get(segment.text, [])) for segment in segments}

    def similar(
        self,
        segments: Sequence[Segment],
        source_language: str,
        target_language: str,
        *,
        least: float = 0.75,
        most: int = 5,
    ) -> dict[str, tuple[Match, ...]]:
        """Approved translations of like texts: segment key -> matches of at least this likeness, the best first.

        The score of a match is its percentage (likeness.py) divided by 100. Raises MemoryStoreError.
        """
        with _said_clearly(self._path):
            return self._similar().find(segments, source_language, target_language, least, most)

    def _similar(self) -> Similar:
        if self._finder is None:
            folder = None if self._path is None else self._path.with_name(f"{self._path.name}.index")
            self._finder = Similar(self._connection, folder)
        return self._finder

    def search(
        self, text: str, source_language: str, target_language: str, *, most: int = 20, forms: Forms | None = None
    ) -> tuple[Match, ...]:
        """A concordance: approved translations whose source or target has this text, in either letter case.

        With `forms`, its words in any form that they have (concordance.py). The newest document first. Raises
        MemoryStoreError.
        """
        wanted = Concordance(text, (source_language, target_language), forms)
        languages = source_language, target_language
        with _said_clearly(self._path):
            self._connection.create_function("has", 2, wanted.has)
            sides = [wanted.parts(code) for code in languages]
            ids = self._similar().having(sides)
            if ids is not None:
                return found_by(self._connection, ids, languages, most)
            return found_anywhere(self._connection, languages, most, sides)

    def statistics(self) -> list[tuple[str, str, str, int]]:
        """(document, source language, target language, entries), the newest last. Raises MemoryStoreError."""
        with _said_clearly(self._path):
            return self._connection.execute(
                """
                SELECT name, source_language, target_language, count(entries.id)
                FROM documents LEFT JOIN entries ON documents.id = entries.document
                GROUP BY documents.id ORDER BY sequence
                """
            ).fetchall()

    def fingerprint(self, target_language: str) -> tuple[int, str]:
        """(entries into a language, a SHA-256 that is another one when any of them is). Raises MemoryStoreError."""
        digest, count = hashlib.sha256(), 0
        with _said_clearly(self._path):
            rows = self._connection.execute(
                """
                SELECT name, source_language, entries.text, entries.target
                FROM documents JOIN entries ON documents.id = entries.document
                WHERE target_language = ? ORDER BY sequence, entries.id
                """,
                (target_language,),
            )
            for count, row in enumerate(rows, start=1):  # noqa: B007 - how many there were
                digest.update("\x00".join(row).encode("utf-8", "surrogatepass"))
        return count, digest.hexdigest()

    def forget(self, document: str) -> int:
        """Takes a document out of the memory, in all languages; how many entries went. Raises MemoryStoreError."""
        before = len(self)
        with _said_clearly(self._path), self._transaction():
            if self._connection.execute("DELETE FROM documents WHERE name = ?", (document,)).rowcount:
                read_again(self._connection)
        return before - len(self)

    def prune(
        self,
        gone: Iterable[tuple[str, str]] = (),
        *,
        duplicates: bool = False,
        conflicts: bool = False,
        dry_run: bool = False,
    ) -> dict[str, int]:
        """Takes out what nobody needs (pruning.py), or only counts it. Raises MemoryStoreError."""
        counts: dict[str, int] = {}
        with _said_clearly(self._path), contextlib.suppress(_DryRun), self._transaction():
            counts = prune(self._connection, gone, duplicates=duplicates, conflicts=conflicts)
            if dry_run:
                raise _DryRun
        return counts

    def share(self, path: Path) -> None:
        """Writes a copy, as small as can be, in the place of a file. Raises MemoryStoreError, StorageError."""
        make_folder(path.parent)
        new = path.with_name(f".{path.name}.part")
        remove(new)
        with _said_clearly(path):
            self._connection.execute("VACUUM INTO ?", (str(new),))
            os.replace(new, path)

    def __len__(self) -> int:
        """Entries in all languages."""
        with _said_clearly(self._path):
            return int(self._connection.execute("SELECT count(*) FROM entries").fetchone()[0])

    def _prepare(self) -> None:
        with _said_clearly(self._path):
            version = self._version()
            if version > VERSION:
                raise MemoryStoreError(
                    f"written by a newer toolkit (schema {version}, this one knows {VERSION}); "
                    "use that one, or delete the file: it is made anew from the catalogs",
                    path=self._path,
                )
            # In this order: another process may make both in between, in one transaction.
            tables = self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            application = self._connection.execute("PRAGMA application_id").fetchone()[0]
            if tables and application != APPLICATION:
                raise MemoryStoreError(
                    "a database of another program, not a translation memory; choose another place", path=self._path
                )
            if self._connection.execute("SELECT 1 FROM sqlite_master WHERE type IN ('view', 'trigger')").fetchone():
                raise DamagedMemory(  # it would run what its author wrote, and perhaps for ever
                    "it has views or triggers, and the toolkit makes none; delete the file", path=self._path
                )
            self._connection.execute("PRAGMA foreign_keys = ON")
            while self._version() < VERSION:
                with self._transaction():
                    # Asked again: another process may have been faster.
                    version = self._version()
                    if version < VERSION:
                        MIGRATIONS[version](self._connection)
                        self._connection.execute(f"PRAGMA user_version = {version + 1:d}")

    def _version(self) -> int:
        return int(self._connection.execute("PRAGMA user_version").fetchone()[0])

    def _replace(self, document: str, source: str, target: str, units: Iterable[TranslationUnit], digest: str) -> int:
        approved = [unit for unit in units if _is_approved(unit)]
        with _said_clearly(self._path), self._transaction():
            place = "name = ? AND source_language = ? AND target_language = ?", (document, source, target)
            had = self._connection.execute(
                f"SELECT entries.text FROM entries JOIN documents ON documents.id = entries.document WHERE {place[0]}",  # noqa: S608
                place[1],
            ).fetchall()
            if {text for (text,) in had} - {unit.segment.text for unit in approved}:
                read_again(self._connection)
            self._connection.execute(f"DELETE FROM documents WHERE {place[0]}", place[1])  # noqa: S608
            number = new_document(self._connection, document, source, target, digest)
            self._connection.executemany(INSERT, [row_of(unit, number, source, target) for unit in approved])
        return len(approved)

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            # SQLite has already rolled back by itself where the disk was full.
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise


class _DryRun(Exception):
    """Ends a transaction that shall not be kept."""


def _is_approved(unit: TranslationUnit) -> bool:
    person = unit.origin is not None and unit.origin.kind == "person"
    return person and unit.state in APPROVED and bool(unit.target)


def _ranked(segment: Segment, found: Sequence[tuple[TranslationUnit, str]]) -> tuple[Match, ...]:
    """`found` comes newest document first; a stable sort keeps that order among equals."""

    def likeness(hit: tuple[TranslationUnit, str]) -> tuple[bool, int]:
        other = hit[0].segment
        neighbours = (other.previous == segment.previous) + (other.following == segment.following)
        return other.context == segment.context, neighbours

    return tuple(Match(unit, 1.0, name) for unit, name in sorted(found, key=likeness, reverse=True))


@contextlib.contextmanager
def _said_clearly(path: Path | None) -> Iterator[None]:
    """SQLite's errors as one sentence with the way out."""
    try:
        yield
    except sqlite3.OperationalError as error:
        message = str(error)
        reason = next((reason for word, reason in REASONS.items() if word in message), message)
        raise MemoryStoreError(f"the translation memory cannot be used: {reason}", path=path) from error
    except (sqlite3.DatabaseError, ValueError, TypeError, RecursionError) as error:
        raise DamagedMemory(
            f"the translation memory is damaged ({error}); delete the file: it is made anew from the catalogs",
            path=path,
        ) from error
