"""Two versions of a file: what is the same in both is not read again."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from toolkit.errors import CatalogError
from toolkit.po.charsets import charset_of, codec_of
from toolkit.po.entries import Entry, Lines
from toolkit.po.file import CatalogFile, endless, entries_of

_NOTES = re.compile(rb"\n#[.:][^\n]*")
"""What is said of the source, which no translation depends on, with the line break before it."""

_AT_ONCE = 1 << 20
"""Bytes that are taken apart together."""


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
    known = _known(file, before)
    if known is None or not _plain(after):
        return None
    same: list[Entry] = []
    new: list[Entry] = []
    try:
        for block in _blocks(after):
            entry = known.get(block)
            if entry is None:
                new += entries_of(block.decode() + "\n")
            elif b"fuzzy" in block:
                new.append(entry)
            else:
                same.append(known.pop(block))
    except (CatalogError, UnicodeDecodeError):
        return None
    identities = {entry.identity for entry in new}
    if len(identities) < len(new) or any(entry.identity in identities for entry in same):
        return None  # a message stands twice
    return Versions(same, [*known.values()], new)


def _known(file: CatalogFile, data: bytes) -> dict[bytes, Entry] | None:
    """Block -> the one entry that it is."""
    if not _plain(data):
        return None
    known: dict[bytes, Entry] = {}
    entries = iter(file.entries)
    for block in _blocks(data):
        entry = next(entries, None)
        # An entry of the common shape has no block with another one; it has two where a blank line is in its comments.
        if entry is None or (type(entry.lines) is not Lines and [*_blocks(entry.text.encode())] != [block]):
            return None
        known[block] = entry
    return known if len(known) == len(file.entries) else None


def _plain(data: bytes) -> bool:
    """Whether it is UTF-8 with the line ends of Unix."""
    odd = b"\r" in data or b"\0" in data or endless(data, b"\n")
    return not odd and codec_of(charset_of(data)) == "utf-8"


def _blocks(data: bytes) -> Iterator[bytes]:
    """What stands between blank lines, without notes and references. Raises UnicodeDecodeError."""
    data, start = data.removeprefix(b"\xef\xbb\xbf"), 0
    while start < len(data):  # a piece at a time: a large file is there often enough already
        stop = data.find(b"\n\n", start + _AT_ONCE)
        stop = len(data) if stop < 0 else stop
        piece = data[start:stop]
        piece.decode()
        for part in _NOTES.sub(b"", b"\n" + piece).split(b"\n\n"):
            if block := part.strip(b"\n"):
                yield block
        start = stop + 2
