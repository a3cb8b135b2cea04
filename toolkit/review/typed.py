"""What people have typed and the catalogs do not have yet: noted with every few keys, so that no kill costs more.

A window sends what stands in its field some milliseconds after each key. The catalog takes it when the typing pauses;
until then it is a line of a journal in the project, which a server that is started again reads. A window is told what
other windows left behind that are not there any more, and saves it, or shows it where somebody else was quicker.
"""

import threading
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from toolkit.storage.journals import Journal

NAME = "typed.jsonl"
LARGEST = 2_000_000
"""Bytes of a journal that is written anew with what still counts."""
MOST_NOTES = 2000
"""Of them, the newest are kept."""
KEPT_FOR = 30 * 86_400
"""Seconds after which it is forgotten that something was saved."""

Place = tuple[str, str, str, str]
"""Work, target, key, window."""


@dataclass(frozen=True, slots=True)
class Note:
    """What stood in the field of a sentence in one window at one time."""

    work: str
    target: str
    key: str
    window: str
    at: int
    """By the window's clock, in milliseconds since 1970; grows with every note of a window."""
    version: str
    """Of the entry that it was typed over; where it is saved, of the entry as it then was."""
    forms: tuple[str, ...]
    saved: bool = False
    """The catalog has it, or the person has given it up: nothing that the window typed before is wanted any more."""
    noted: float = 0.0
    """By the server's clock, in seconds since 1970."""

    @property
    def place(self) -> Place:
        """What notes of one field have in common."""
        return self.work, self.target, self.key, self.window


class Typed:
    """The notes of a project."""

    def __init__(self, path: Path) -> None:
        """`path` is that of the journal."""
        self._journal = Journal(path)
        self._notes: dict[Place, Note] = {}
        self._lock = threading.RLock()

    def note(self, note: Note) -> None:
        """Keeps what is in a field now. Raises StorageError."""
        with self._lock:
            self._look()
            known = self._notes.get(note.place)
            if known is None or known.at < note.at:
                self._add(note)

    def settle(self, saved: Note) -> None:
        """The catalog has these forms, or the person gave them up: what the window typed until then counts no more.

        What it has typed since was typed over `saved.version`. Raises StorageError.
        """
        with self._lock:
            self._look()
            for one in list(self._notes.values()):
                if one.place[:3] == saved.place[:3] and one.forms == saved.forms and not one.saved:
                    self._add(replace(saved, window=one.window, at=one.at, saved=True))
            known = self._notes.get(saved.place)
            if known is not None and known.at > saved.at:
                if not known.saved:
                    self._add(replace(known, version=saved.version))
            elif saved.at and (known is None or not known.saved or known.at < saved.at):
                self._add(replace(saved, saved=True))

    def of_work(self, work: str) -> list[dict[str, Any]]:
        """The notes of a document, for a script: of each window what waits, or until when what it typed is settled.

        Raises StorageError.
        """
        with self._lock:
            self._look()
            notes = list(self._notes.values())
        return [
            {name: getattr(one, name) for name in ("target", "key", "window", "at", "version", "forms", "saved")}
            for one in notes
            if one.work == work
        ]

    def saved(self) -> list[Note]:
        """What windows typed that catalogs have by now. Raises StorageError."""
        with self._lock:
            self._look()
            return [one for one in self._notes.values() if one.saved and any(one.forms)]

    def _add(self, note: Note) -> None:
        self._journal.add(asdict(note) | {"noted": time.time()})
        self._look()
        if self._journal.size > LARGEST:
            with self._journal.held():
                self._look()
                oldest = time.time() - KEPT_FOR
                kept = [one for one in self._notes.values() if not one.saved or one.noted > oldest]
                self._journal.rewrite([asdict(one) for one in kept[-MOST_NOTES:]])
            self._look()

    def _look(self) -> None:
        anew, lines = self._journal.news()
        if anew:
            self._notes = {}
        for line in lines:
            note = _read(line)
            if note is not None:
                self._notes.pop(note.place, None)  # so that the newest stand last
                self._notes[note.place] = note


_TYPES: Mapping[str, type | tuple[type, ...]] = {
    "work": str, "target": str, "key": str, "window": str, "at": int, "version": str, "forms": list, "saved": bool,
    "noted": (int, float),
}  # fmt: skip


def _read(line: Any) -> Note | None:
    """A line of the journal; None for one that is none."""
    if not isinstance(line, dict) or line.keys() != {one.name for one in fields(Note)}:
        return None
    if not all(isinstance(line[name], kind) for name, kind in _TYPES.items()):
        return None
    if not all(isinstance(text, str) for text in line["forms"]):
        return None
    return Note(**{**line, "forms": tuple(line["forms"])})
