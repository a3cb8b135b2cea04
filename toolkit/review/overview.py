"""The state of every sentence of a catalog, counted once: a save is one sentence more to look at, not all of them."""

import threading
from dataclasses import dataclass, field
from typing import Any

from toolkit import catalogs
from toolkit.catalogs import Desk, Entry
from toolkit.units import STATUSES


@dataclass(slots=True)
class Overview:
    """What is known of the entries of one desk."""

    desk: Desk
    _entries: tuple[Entry, ...] = ()
    _known: dict[str, "Seen"] = field(default_factory=dict)
    """Key -> the entry that was looked at, its place in STATUSES, the words of its source, whether it is aligned."""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def states(self) -> dict[str, int]:
        """Key -> place of its state in STATUSES. Raises CatalogError, StorageError."""
        return {key: seen[1] for key, seen in self._looked().items()}

    def aligned(self) -> list[str]:
        """The keys of those that an old translation has, and nobody has decided whether it belongs there."""
        return [key for key, seen in self._looked().items() if seen[3]]

    def progress(self, keys: Any) -> dict[str, Any]:
        """How many of the rows with these keys are in which state, and the words that nobody has approved yet."""
        known = self._looked()
        counts = [0] * len(STATUSES)
        for key in keys:
            counts[known[key][1] if key in known else UNTRANSLATED] += 1
        left = sum(words for _, state, words, _ in known.values() if state != REVIEWED)
        return {"counts": dict(zip(STATUSES, counts, strict=True)), "words": left}

    def _looked(self) -> dict[str, "Seen"]:
        with self._lock:
            entries = self.desk.entries()
            whole = self.desk.file.entries
            if whole is not self._entries:
                known = self._known
                self._known = {
                    key: seen if (seen := known.get(key)) is not None and seen[0] is entry else _seen(entry, seen)
                    for key, entry in entries.items()
                }
                self._entries = whole
            return self._known


Seen = tuple[Entry, int, int, bool]
UNTRANSLATED, REVIEWED = STATUSES.index("untranslated"), STATUSES.index("reviewed")


def _seen(entry: Entry, before: "Seen | None") -> "Seen":
    words = catalogs.count_words(entry.msgid) if before is None else before[2]
    return entry, STATUSES.index(catalogs.status(entry)), words, catalogs.doubtful_pair(entry) is not None
