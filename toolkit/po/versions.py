"""Two versions of a file: what is the same in both is not read again."""

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from toolkit.errors import CatalogError
from toolkit.po.charsets import charset_of, codec_of
from toolkit.po.entries import Entry, Lines
from toolkit.po.file import CatalogFile, endless, entries_of

_NOTES = re.compile(rb"\n#[.:][^\n]*")
"""What is said of the source, which no translation depends on, with the line break before it."""

_AT_ONCE = 1 << 16
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
    if not _plain(before) or not _plain(after):
        return None
    found = Versions([], [], [])
    entries = iter(file.entries)
    waiting: dict[bytes, Entry] = {}
    """Blocks of the older version that the newer has not had so far; most often the two go side by side."""
    unread: dict[bytes, None] = {}
    """The reverse."""
    try:
        for one, other in zip_longest(_blocks(before), _blocks(after)):
            if one is not None:
                entry = next(entries, None)
                if entry is None or one in waiting or not _is_whole(entry, one):
                    return None
                if one == other and one not in unread:
                    _pair(found, entry, one)
                    continue
                if one in unread:
                    del unread[one]
                    _pair(found, entry, one)
                else:
                    waiting[one] = entry
            if other is not None:
                known = waiting.pop(other, None)
                if known is not None:
                    _pair(found, known, other)
                elif other in unread:
                    return None
                else:
                    unread[other] = None
        if next(entries, None) is not None:
            return None
        found.old.extend(waiting.values())
        for block in unread:
            found.new.extend(entries_of(block.decode() + "\n"))
    except (CatalogError, UnicodeDecodeError):
        return None
    identities = {entry.identity for entry in found.new}
    if len(identities) < len(found.new) or any(entry.identity in identities for entry in found.same):
        return None  # a message stands twice
    return found


def _pair(found: Versions, entry: Entry, block: bytes) -> None:
    """Notes an entry that both versions have."""
    if b"fuzzy" in block:
        found.old.append(entry)
        found.new.append(entry)
    else:
        found.same.append(entry)


def _is_whole(entry: Entry, block: bytes) -> bool:
    """Whether the block is the entry and nothing else.

    One of the common shape has no block with another one; it has two where a blank line is in its comments.
    """
    return type(entry.lines) is Lines or [*_blocks(entry.text.encode())] == [block]


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
