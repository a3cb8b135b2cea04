"""Two versions of a catalog, sentence by sentence: what came, what went, and whose yes was given or taken back."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from toolkit.catalogs.neighbours import Identity
from toolkit.catalogs.similar import pairs
from toolkit.catalogs.states import machine
from toolkit.po.entries import Entry
from toolkit.po.file import CatalogFile

CHANGE_KINDS = ("added", "removed", "source changed", "translation changed", "approved", "un-approved", "moved")
"""Everything that can have happened to a sentence; several at once to one that stayed."""
_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|\w+|\s+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one sentence."""

    kinds: tuple[str, ...]
    """Of CHANGE_KINDS, in their order; never empty."""
    before: Entry | None
    """None for one that was added."""
    after: Entry | None
    """None for one that was removed."""


def compare(old: CatalogFile, new: CatalogFile) -> list[Change]:
    """Every sentence that is not as it was: in the order of the new file, what was removed at the end.

    Live sentences only: one that became obsolete was removed. Comments, references and the header do not count. A
    sentence of the new file is a changed one of the old where its `#| msgid` says so, or where they are similar.
    """
    before = {entry.identity: entry for entry in old.live}
    after = {entry.identity: entry for entry in new.live}
    became = _became(
        [entry for identity, entry in before.items() if identity not in after],
        [entry for identity, entry in after.items() if identity not in before],
    )
    origins: dict[Identity, Entry] = {}
    for identity in after:
        if identity in before:
            origins[identity] = before[identity]
        elif identity in became:
            origins[identity] = became[identity]
    moved = _moved([entry.line for entry in origins.values()])
    moved_ones = {identity for number, identity in enumerate(origins) if number in moved}
    found = []
    for identity, entry in after.items():
        origin = origins.get(identity)
        kinds = ("added",) if origin is None else _kinds(origin, entry, moved=identity in moved_ones)
        if kinds:
            found.append(Change(kinds, origin, entry))
    kept = {origin.identity for origin in origins.values()}
    return found + [Change(("removed",), entry, None) for identity, entry in before.items() if identity not in kept]


def status(entry: Entry) -> str:
    """What a reader is told of an entry, one of units.STATUSES: that of its unit, without making one."""
    if not entry.translated:
        return "untranslated"
    if not entry.fuzzy:
        return "reviewed"
    if machine(entry) is not None:
        return "drafted"
    return "stale" if entry.previous is not None and entry.previous.msgid else "fuzzy"


def marked(before: str, after: str) -> list[tuple[str, str]]:
    """(mark, text) for two versions of a text, word by word: `-` only before, `+` only after, a space in both.

    A Han character is a word.
    """
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    found: list[tuple[str, str]] = []
    for operation, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if operation == "equal":
            found.append((" ", "".join(old[start:end])))
            continue
        versions = (("-", "".join(old[start:end])), ("+", "".join(new[first:last])))
        found += [(mark, text) for mark, text in versions if text]
    return found


def _kinds(old: Entry, new: Entry, *, moved: bool) -> tuple[str, ...]:
    was, is_ = status(old), status(new)
    happened = {
        "source changed": (old.identity, old.msgid_plural) != (new.identity, new.msgid_plural),
        "translation changed": [*filter(None, old.msgstr)] != [*filter(None, new.msgstr)],
        "approved": is_ == "reviewed" != was,
        "un-approved": was == "reviewed" != is_,
        "moved": moved,
    }
    return tuple(kind for kind in CHANGE_KINDS if happened.get(kind))


def _became(gone: Sequence[Entry], come: Sequence[Entry]) -> dict[Identity, Entry]:
    """A new sentence -> the old one that it was."""
    lost = {entry.identity: entry for entry in gone}
    found: dict[Identity, Entry] = {}
    for entry in come:
        if entry.previous is not None:
            origin = lost.pop((entry.previous.msgctxt or "", entry.previous.msgid), None)
            if origin is not None:
                found[entry.identity] = origin
    rest = [entry for entry in come if entry.identity not in found]
    left = list(lost.values())
    similar = pairs([(entry.msgid,) for entry in left], [entry.msgid for entry in rest], {}) if left and rest else {}
    found.update({rest[position].identity: left[number] for position, number in similar.items()})
    return found


def _moved(positions: Sequence[int]) -> set[int]:
    """Indexes of those that left their order: all but the longest run that is still in order."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, position in enumerate(positions):
        place = bisect_left(tails, position)
        before.append(ends[place - 1] if place else -1)
        tails[place : place + 1], ends[place : place + 1] = [position], [index]
    stays = set()
    index = ends[-1] if ends else -1
    while index >= 0:
        stays.add(index)
        index = before[index]
    return set(range(len(positions))) - stays
