"""Two versions of a file: what is the same in both is not read again."""

import re
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import NamedTuple

from toolkit.errors import CatalogError
from toolkit.po.charsets import charset_of, codec_of
from toolkit.po.entries import Entry, Lines
from toolkit.po.file import CatalogFile, endless, entries_of

_NOTES = re.compile(rb"\n#[.:][^\n]*")
"""What is said of the source, which no translation depends on, with the line break before it."""
_BEHIND = re.compile(rb"\n#[.:](?<=[\"\] \t\f\vdlrt]\n#[.:])")
"""The same behind a line that ends as those of a message do, and some comments do; it begins with signs for speed."""
_AT_ONCE = 1 << 16
"""Bytes that are taken apart together."""
_TOGETHER = 100
"""Blocks that are read together."""


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
        for older, newer in zip_longest(_pieces(before), _pieces(after), fillvalue=b""):
            newer.decode()
            if _amidst(newer):
                return None
            ours, theirs = _blocks(older), _blocks(newer)
            own = dict(zip(ours, entries, strict=False))
            if len(own) < len(ours) or not own.keys().isdisjoint(waiting) or not _whole(own):
                return None
            waiting.update(own)
            late = [block for block in ours if block in unread] if unread else []
            for block in late:
                del unread[block]
            for block in (*late, *theirs):
                entry = waiting.pop(block, None)
                if entry is None:
                    if block in unread:
                        return None
                    unread[block] = None
                elif b"fuzzy" in block:
                    found.old.append(entry)
                    found.new.append(entry)
                else:
                    found.same.append(entry)
        if next(entries, None) is not None:
            return None
        found.old.extend(waiting.values())
        blocks = [*unread]
        for first in range(0, len(blocks), _TOGETHER):
            texts = [block.decode().lstrip("\n") + "\n" for block in blocks[first : first + _TOGETHER]]
            read = entries_of("\n".join(texts))
            if [entry.text for entry in read] != texts:
                return None
            found.new.extend(read)
    except (CatalogError, UnicodeDecodeError):
        return None
    identities, sources = {entry.identity for entry in found.new}, {entry.msgid for entry in found.new}
    again = [entry for entry in found.same if entry.msgid in sources]
    if len(identities) < len(found.new) or any(entry.identity in identities for entry in again):
        return None  # a message stands twice
    return found


def _whole(own: Mapping[bytes, Entry]) -> bool:
    """Whether each block is its entry and nothing else.

    One of the common shape has no block with another one; it has two where a blank line is in its comments.
    """
    odd = [(block, entry) for block, entry in own.items() if type(entry.lines) is not Lines]
    return all(_blocks(entry.text.encode()) == [block.lstrip(b"\n")] for block, entry in odd)


def _amidst(piece: bytes) -> bool:
    """Whether a note or reference stands behind the first line of a message, where none may."""
    for match in _BEHIND.finditer(piece):
        start = piece.rfind(b"\n", 0, match.start()) + 1
        if piece[start : start + 1] != b"#" or piece[start : start + 2] in (b"#~", b"#|"):
            return True
    return False


def _plain(data: bytes) -> bool:
    """Whether it is UTF-8 with the line ends of Unix."""
    odd = b"\r" in data or b"\0" in data or endless(data, b"\n")
    return not odd and codec_of(charset_of(data)) == "utf-8"


def _pieces(data: bytes) -> Iterator[bytes]:
    """Whole blocks, many at a time: a large file is there often enough already."""
    data, start = data.removeprefix(b"\xef\xbb\xbf"), 0
    while start < len(data):
        stop = data.find(b"\n\n", start + _AT_ONCE)
        stop = len(data) if stop < 0 else stop
        yield data[start:stop]
        start = stop + 2


def _blocks(piece: bytes) -> list[bytes]:
    """What stands between blank lines, without notes and references."""
    text = _NOTES.sub(b"", b"\n" + piece).strip(b"\n")
    blocks = text.split(b"\n\n") if text else []
    # Looking for a third line break takes as long as all the rest, and hardly a catalog has one.
    return [block.strip(b"\n") for block in blocks if block.strip(b"\n")] if b"" in blocks else blocks
