"""What keeps a memory whole: it is looked through, what is damaged is made anew, what nobody needs goes.

A damaged file is laid aside as `memory.sqlite.damaged`. What was imported or aligned is taken over from it as far as
its checksums are right; what catalogs have is read from them again.
"""

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from toolkit.memory.entries import FIELDS, DamagedMemory, checksum, unit_of
from toolkit.memory.store import TranslationMemory
from toolkit.storage.files import remove
from toolkit.storage.locks import locked
from toolkit.units import PERSON, TranslationUnit

BROUGHT = ("imported/", "aligned/")
"""Documents that no catalog of the project has."""
SIDES = ("", "-journal")


def damage(path: Path) -> str:
    """What is wrong with a memory file, in words; empty where every page and every entry is as it was written."""
    try:
        with TranslationMemory.open(path) as memory:
            connection = memory.connection
            (said,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            if said != "ok":
                return str(said)
            connection.create_function("checksum_of", -1, checksum, deterministic=True)
            wrong, lost = connection.execute(
                """
                SELECT coalesce(sum(checksum != checksum_of(source_language, target_language, key, text, context,
                                 previous, following, note, source, target, state, target_text)), 0),
                       coalesce(sum(documents.id IS NULL), 0)
                FROM entries LEFT JOIN documents ON documents.id = entries.document
                """
            ).fetchone()
            return f"{wrong + lost} entries are not as they were written" if wrong or lost else ""
    except DamagedMemory as error:
        return str(error)
    except sqlite3.DatabaseError as error:
        return str(error)
    except (TypeError, ValueError, UnicodeError, RecursionError) as error:
        return f"a text is none: {error}"


def rebuilt(path: Path) -> tuple[int, int]:
    """Makes a damaged memory anew; (entries taken over of what no catalog has, entries of it that are lost).

    Safe with several processes, and when it is killed: the old file stays until the new one is whole.
    """
    with locked(path.with_name(f".{path.name}.lock"), remove=True):
        if path.exists() and not damage(path):
            return 0, 0  # another process was faster
        new = path.with_name(f"{path.name}.new")
        for ending in SIDES:
            remove(Path(f"{new}{ending}"))
        saved, lost = _taken_over(path, new)
        _laid_aside(path, path.with_name(f"{path.name}.damaged"))
        remove(Path(f"{path}-journal"))
        os.replace(new, path)
    return saved, lost


def _laid_aside(path: Path, aside: Path) -> None:
    """Gives a file a second name, without one instant in which it has none: what is not there would be begun empty."""
    remove(aside)
    try:
        os.link(path, aside)
    except FileNotFoundError:
        return
    except OSError:  # a file system without links
        shutil.copyfile(path, aside)


def _taken_over(old: Path, new: Path) -> tuple[int, int]:
    counts = [0, 0]
    with TranslationMemory.open(new) as memory, _counted(counts):
        connection = sqlite3.connect(f"{old.resolve().as_uri()}?mode=ro", uri=True)
        connection.text_factory = lambda data: data.decode("utf-8", "replace")
        with contextlib.closing(connection):
            documents = connection.execute(
                "SELECT id, name, source_language, target_language FROM documents ORDER BY sequence"
            ).fetchall()
            for number, name, source, target in documents:
                if not str(name).startswith(BROUGHT):
                    continue
                with _counted(counts):
                    units = list(_whole(connection, number, (str(source), str(target)), counts))
                    counts[0] += memory.add(name, source, target, units)
    return counts[0], counts[1]


@contextlib.contextmanager
def _counted(counts: list[int]) -> Iterator[None]:
    """What cannot be read at all is counted as one that is lost: nobody can say how many there were."""
    try:
        yield
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        counts[1] += 1


def _whole(
    connection: sqlite3.Connection, document: int, languages: tuple[str, str], counts: list[int]
) -> Iterator[TranslationUnit]:
    """The entries of a document that are as they were written, as far as the file can be read."""
    rows = connection.execute(
        f"SELECT {FIELDS} FROM entries JOIN documents ON documents.id = entries.document WHERE documents.id = ?",  # noqa: S608
        (document,),
    )
    while True:
        try:
            row = rows.fetchone()
        except (sqlite3.DatabaseError, UnicodeDecodeError):  # a page that is none: what follows it cannot be reached
            counts[1] += 1
            return
        if row is None:
            return
        try:
            unit = unit_of(languages, *row)
        except (DamagedMemory, ValueError, TypeError, RecursionError):
            counts[1] += 1
            continue
        yield TranslationUnit(unit.segment, unit.target, unit.state, PERSON)
