"""Who worked on which sentence last, as the windows said it: a journal of the project, for the filter by person."""

import threading
from pathlib import Path

from toolkit.storage.journals import Journal

PEOPLE_FILE = "people.jsonl"
LARGEST = 4_000_000
"""Bytes of a journal that is written anew with the last person of each sentence."""

Place = tuple[str, str, str]
"""Work, target, key."""


class People:
    """The persons of a project."""

    def __init__(self, path: Path) -> None:
        """`path` is that of the journal."""
        self._journal = Journal(path)
        self._last: dict[Place, str] = {}
        self._lock = threading.RLock()

    def worked(self, work: str, target: str, key: str, by: str) -> None:
        """Notes that somebody has changed or approved a sentence. Raises StorageError."""
        with self._lock:
            self._look()
            if by and self._last.get((work, target, key)) != by:
                self._journal.add([work, target, key, by])
                self._look()
            if self._journal.size > LARGEST:
                with self._journal.held():
                    self._look()
                    self._journal.rewrite([[*place, name] for place, name in self._last.items()])

    def of(self, work: str, target: str) -> dict[str, list[str]]:
        """Person -> keys of the sentences that they worked on last. Raises StorageError."""
        with self._lock:
            self._look()
            found: dict[str, list[str]] = {}
            for (where, code, key), name in self._last.items():
                if (where, code) == (work, target):
                    found.setdefault(name, []).append(key)
            return found

    def _look(self) -> None:
        anew, lines = self._journal.news()
        if anew:
            self._last = {}
        for line in lines:
            if isinstance(line, list) and len(line) == 4 and all(isinstance(part, str) for part in line):
                self._last[line[0], line[1], line[2]] = line[3]
