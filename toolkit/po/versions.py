"""Two versions of a file: what is the same in both is not read again."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from toolkit.errors import CatalogError
from toolkit.po.charsets import decoded
from toolkit.po.entries import Entry, Lines
from toolkit.po.file import LONGEST_LINE, CatalogFile, entries_of

_NOTES = re.compile(r"\n#[.:][^\n]*")
"""What is said of the source, which no translation depends on, with the line break before it."""


class Versions(NamedTuple):
    """The entries of two versions; neither their order nor their lines."""

    same: list[Entry]
    """Those that are in both, but for notes and references, and not fuzzy."""
    old: list[Entry]
    """The others of the older version."""
    new: list[Entry]
    """The others of the newer one; what is fuzzy and the same in both is one object here and in `old`."""


def versions(file: CatalogFile, before: bytes, after: bytes) -> Versions | None:
    """Puts the entries of a file, which was read from `before`, beside those of a newer version.

    None where only a reader knows: both must be rows of blocks between blank lines, one message in each.
    """
    try:
        old, new = _blocks(before), _blocks(after)
        if old is None or new is None or not _are(old, file.entries):
            return None
        known = dict(zip(old, file.entries, strict=True))
        stays = {block for block in new if block in known and "fuzzy" not in block}
        same = [entry for block, entry in known.items() if block in stays]
        rest: list[Entry] = []
        others = [block for block in new if block not in stays]
        for block in others:
            entry = known.get(block)
            rest += entries_of(f"{block}\n") if entry is None else (entry,)
    except CatalogError:
        return None
    taken = {entry.identity for entry in same}
    count = len(taken)
    taken.update([entry.identity for entry in rest])
    if len(new) != len(stays) + len(others) or len(taken) != count + len(rest):
        return None  # a message stands twice
    return Versions(same, [entry for block, entry in known.items() if block not in stays], rest)


def _blocks(data: bytes) -> list[str] | None:
    """What stands between blank lines, without notes and references."""
    text, _ = decoded(data, "")
    if "\r" in text or "\0" in text or len(text) > LONGEST_LINE:
        return None
    text = text.removeprefix("\ufeff")
    return [block for part in _bare(text).split("\n\n") if (block := part.strip("\n"))]


def _bare(text: str) -> str:
    return _NOTES.sub("", f"\n{text}")


def _are(blocks: Sequence[str], entries: Sequence[Entry]) -> bool:
    """Whether each block is one entry, in the same order."""
    # An entry of the common shape has no block with another one; it has two where a blank line is in its comments.
    return len(blocks) == len(entries) and all(
        type(entry.lines) is Lines or _bare(entry.text).strip("\n") == block
        for block, entry in zip(blocks, entries, strict=True)
    )
