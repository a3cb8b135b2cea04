"""Catalog -> .mo, the binary form that programs load; byte for byte what GNU msgfmt writes.

The format is in the GNU gettext manual, "The Format of GNU MO Files"; the hash is hashpjw of P. J. Weinberger.
"""

import re
import struct
from dataclasses import dataclass

from toolkit.errors import CatalogError
from toolkit.po.charsets import codec_of
from toolkit.po.entries import EMPTY_CONTEXT, Entry
from toolkit.po.file import CatalogFile
from toolkit.po.header import fields_of

_MAGIC = 0x950412DE
_HEAD = 28
_SYSTEM_DEPENDENT = re.compile(r"<PRI[diouxX](?:LEAST|FAST)?(?:8|16|32|64|MAX|PTR)>")
"""Format directives that msgfmt leaves to the C library of the reader's machine."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A .mo file and what went into it, in messages without the header."""

    data: bytes
    translated: int
    fuzzy: int
    untranslated: int


def compiled(file: CatalogFile, *, use_fuzzy: bool = False, big_endian: bool = False) -> Compiled:
    """The .mo file of a catalog: what is translated and, unless `use_fuzzy`, not fuzzy; obsolete entries never.

    Raises CatalogError for a message that only msgfmt can compile.
    """
    refuse_faults(file, use_fuzzy=use_fuzzy)
    strings: dict[bytes, tuple[bytes, bytes]] = {}
    fuzzy = untranslated = 0
    codec = codec_of(file.charset) or "utf-8"
    for entry in (entry for entry in file.entries if not entry.obsolete):
        if not entry.header and entry.fuzzy and entry.msgstr[0]:
            fuzzy += 1
        elif not entry.header and not entry.msgstr[0]:
            untranslated += 1
        if not entry.msgstr[0] or (entry.fuzzy and not use_fuzzy and not entry.header):
            continue
        if "c-format" in entry.flags and _SYSTEM_DEPENDENT.search("".join((entry.msgid, *entry.msgstr))):
            raise CatalogError(
                "the message has a format directive like <PRId64>, which differs between machines; "
                "compile this file with msgfmt",
                path=file.path, line=entry.line,
            )  # fmt: skip
        name = (entry.msgid if entry.msgctxt is None else f"{entry.msgctxt}\x04{entry.msgid}").encode(codec)
        whole = name if entry.msgid_plural is None else name + b"\0" + entry.msgid_plural.encode(codec)
        strings[name] = whole, "\0".join(_said(entry)).encode(codec)
    live = sum(not entry.obsolete and not entry.header for entry in file.entries)
    return Compiled(_laid_out(strings, big_endian=big_endian), live - fuzzy - untranslated, fuzzy, untranslated)


def refuse_faults(file: CatalogFile, *, use_fuzzy: bool = False) -> None:
    """Raises CatalogError for what msgfmt refuses in any case, because a program would read it wrongly."""
    for entry in file.entries:
        if entry.obsolete:
            continue
        if entry.header:
            named = fields_of(entry).get("Content-Type", "").rpartition("charset=")[2].strip()
            if named.upper() in ("ASCII", "US-ASCII", "ANSI_X3.4-1968") and not _ascii(file):
                raise CatalogError(
                    f"the header says charset={named}, but there are other letters in the file; write charset=UTF-8",
                    path=file.path, line=entry.line,
                )  # fmt: skip
            continue
        if EMPTY_CONTEXT in entry.msgid or EMPTY_CONTEXT in (entry.msgctxt or ""):
            raise CatalogError(
                "the message holds the character U+0004, which parts context and text in a .mo file; remove it",
                path=file.path, line=entry.line,
            )  # fmt: skip
        if entry.msgstr[0] and (use_fuzzy or not entry.fuzzy) and (side := _uneven(entry)):
            raise CatalogError(
                f"only one of the texts of this message {side} with a line break (\\n); write it in all of them",
                path=file.path, line=entry.line,
            )  # fmt: skip


def _ascii(file: CatalogFile) -> bool:
    return all(entry.text.isascii() for entry in file.entries)


def _uneven(entry: Entry) -> str:
    """`begins` or `ends` where not all texts of a message do so with a line break."""
    sources = [entry.msgid, *([entry.msgid_plural] if entry.msgid_plural else [])]
    texts = [*sources, *filter(None, entry.msgstr)]
    if len({text.startswith("\n") for text in texts}) > 1:
        return "begins"
    return "ends" if len({text.endswith("\n") for text in texts}) > 1 else ""


def _said(entry: Entry) -> tuple[str, ...]:
    if not entry.header:
        return entry.msgstr
    # Since 0.20 msgfmt leaves the date out, so that the same catalog gives the same file.
    return (re.sub(r"^POT-Creation-Date:[^\n]*\n?", "", entry.msgstr[0], flags=re.MULTILINE),)


def _laid_out(strings: dict[bytes, tuple[bytes, bytes]], *, big_endian: bool) -> bytes:
    names = sorted(strings)
    slots = _hash_table(names)
    count = len(names)
    offset = _HEAD + 16 * count + 4 * len(slots)
    tables: tuple[list[int], list[int]] = ([], [])
    texts = []
    for which, table in enumerate(tables):
        for name in names:
            text = strings[name][which]
            table += (len(text), offset)
            texts.append(text + b"\0")
            offset += len(text) + 1
    head = (_MAGIC, 0, count, _HEAD, _HEAD + 8 * count, len(slots), _HEAD + 16 * count)
    numbers = (*head, *tables[0], *tables[1], *slots)
    return struct.pack(f"{'>' if big_endian else '<'}{len(numbers)}I", *numbers) + b"".join(texts)


def _hash_table(names: list[bytes]) -> list[int]:
    size = len(names) * 4 // 3 | 1
    # The next prime, but gettext's own test for one does not know that 3 is.
    while any(size % factor == 0 for factor in range(3, max(4, int(size**0.5) + 1), 2)):
        size += 2
    size = max(size, 3)
    slots = [0] * size
    for number, name in enumerate(names, 1):
        value = _hash(name)
        index, step = value % size, 1 + value % (size - 2)
        while slots[index]:
            index = (index + step) % size
        slots[index] = number
    return slots


def _hash(name: bytes) -> int:
    value = 0
    for byte in name:
        value = (value << 4) + byte & 0xFFFFFFFF
        high = value & 0xF0000000
        value ^= high >> 24
        value ^= high
    return value
