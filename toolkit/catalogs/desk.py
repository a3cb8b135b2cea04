"""A catalog that lies open before a translator: one entry after the other is changed, and written at once.

What `store.revise` does for whole files happens here for one entry of a file of any length: the same lock, the same
proof, the same exchange of the file in one step, and none of the work that the other entries would cost.
"""

import hashlib
import threading
import time
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from toolkit.catalogs.ledger import Forms, account_in_place
from toolkit.catalogs.store import ATTEMPTS, PAUSE, ChangedOnDisk, save
from toolkit.errors import CatalogError
from toolkit.po.charsets import UTF_8
from toolkit.po.entries import Entry
from toolkit.po.file import CatalogFile, read
from toolkit.po.layout import Layout
from toolkit.storage.files import read_bytes
from toolkit.storage.locks import locked

MOST_SPLICED = 8
"""Entries that are exchanged one by one; of more, the whole file is laid out."""
MOST_UNREADABLE = 3
"""How often a file is looked at again that cannot be read: somebody may be saving it."""
VERSION_LENGTH = 16
"""Hexadecimal digits of the SHA-256 by which a window knows what an entry said when it was shown."""

Change = Callable[[Entry, Layout], Entry]


def version(entry: Entry) -> str:
    """What tells whether somebody has changed an entry: its translation, its state, and the source it was made for."""
    said = "\0".join((*entry.msgstr, "fuzzy" * entry.fuzzy, entry.previous.msgid if entry.previous else ""))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:VERSION_LENGTH]


class Desk:
    """One .po file, as it is on disk; threads may share it."""

    def __init__(self, path: Path) -> None:
        """Reads nothing yet."""
        self.path = path
        self._lock = threading.RLock()
        self._state: tuple[int, int, int] | None = None
        self._data = b""
        self._file: CatalogFile | None = None
        self._places: dict[str, int] = {}
        self._header: int | None = None
        self._news: set[str] = set()

    @property
    def file(self) -> CatalogFile:
        """The file as it is now. Raises CatalogError, StorageError."""
        with self._lock:
            self.refresh()
            assert self._file is not None
            return self._file

    def entry(self, key: str) -> Entry | None:
        """The live entry of that key as it is now. Raises CatalogError, StorageError."""
        with self._lock:
            file = self.file
            place = self._places.get(key)
            return None if place is None else file.entries[place]

    def entries(self) -> dict[str, Entry]:
        """Key -> live entry, in file order. Raises CatalogError, StorageError."""
        with self._lock:
            file = self.file
            return {key: file.entries[place] for key, place in self._places.items()}

    def news(self) -> frozenset[str]:
        """The keys of what others have changed since somebody asked last. Raises as `refresh`."""
        with self._lock:
            self.refresh()
            found = frozenset(self._news)
            self._news.clear()
            return found

    def refresh(self, *, patient: bool = True) -> None:
        """Looks whether somebody else has saved the file.

        A file that cannot be read just now, since an editor is saving it, is as it was, for who is `patient`. Raises
        StorageError where it is gone, CatalogError where it was never readable.
        """
        with self._lock:
            state = self._stat()
            if state == self._state:
                return
            data = read_bytes(self.path)
            if data == self._data and self._file is not None:
                self._state = state
                return
            try:
                file = read(data, str(self.path))
            except CatalogError:
                if self._file is None or not patient:
                    raise
                return
            before = {} if self._file is None else {key: self._file.entries[at] for key, at in self._places.items()}
            self._take(data, file, state)
            after = {key: file.entries[at] for key, at in self._places.items()}
            self._news.update(
                key
                for key in (before.keys() | after.keys() if before else ())
                if (old := before.get(key)) is None or (new := after.get(key)) is None or old.text != new.text
            )

    def change(
        self,
        changes: Mapping[str, Change],
        *,
        header: Change = lambda entry, _: entry,
        given: Collection[Forms] = (),
        withdrawn: Collection[Forms] = (),
    ) -> bool:
        """Changes the entries of these keys and writes the file; whether it is another than before.

        `given` is what a person has just typed or approved, `withdrawn` what the same person had typed a moment ago
        and has typed over; every other word that people wrote must be found again. A change may be called more than
        once, on what somebody else has saved meanwhile, and may raise to stop it all; keys that the file does not have
        are left out. Raises CatalogError, StorageError.
        """
        real = self.path.resolve()
        with self._lock, locked(real.with_name(f".{real.name}.lock"), remove=True):
            for attempt in range(ATTEMPTS):
                self._state = None  # within one tick of the clock a file of the same size can be another
                try:
                    self.refresh(patient=False)
                except CatalogError:
                    if attempt >= MOST_UNREADABLE:
                        raise
                    time.sleep(PAUSE)
                    continue
                file = self._file
                assert file is not None
                made: dict[int, Entry] = {}
                for key, change in changes.items():
                    if (place := self._places.get(key)) is not None:
                        made[place] = change(file.entries[place], file.layout)
                made = {place: entry for place, entry in made.items() if entry is not file.entries[place]}
                if not made:
                    return False
                if self._header is not None:
                    made[self._header] = header(file.entries[self._header], file.layout)
                entries = list(file.entries)
                for place, entry in made.items():
                    entries[place] = entry
                whole = file._replace(entries=tuple(entries))
                after = self._spliced(file, made) or whole.encode()
                account_in_place(self._data, after, self.path, given=given, withdrawn=withdrawn)
                try:
                    written = save(self.path, self._data, after)
                except ChangedOnDisk:
                    continue
                self._data, self._file, self._state = after, whole, self._stat()
                return written
        raise CatalogError("another program keeps changing this file; close it there", path=self.path)

    def _spliced(self, file: CatalogFile, made: Mapping[int, Entry]) -> bytes | None:
        """The bytes with the text of a few entries exchanged; None where it must be laid out as a whole."""
        if len(made) > MOST_SPLICED or file.charset != UTF_8:
            return None
        data = self._data
        for place, entry in made.items():
            old = file.entries[place].text
            if not old.endswith("\n") or not entry.text.endswith("\n"):
                return None
            was, now = old.encode(), entry.text.encode("utf-8", "surrogatepass")
            at = data.find(was)
            if at < 0 or data.find(was, at + 1) >= 0 or data[at - 1 : at] not in (b"", b"\n"):
                return None
            data = data[:at] + now + data[at + len(was) :]
        return data

    def _take(self, data: bytes, file: CatalogFile, state: tuple[int, int, int] | None) -> None:
        self._data, self._file, self._state = data, file, state
        self._places = {
            entry.key: at for at, entry in enumerate(file.entries) if not entry.header and not entry.obsolete
        }
        self._header = next((at for at, entry in enumerate(file.entries) if entry.header), None)

    def _stat(self) -> tuple[int, int, int] | None:
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino
