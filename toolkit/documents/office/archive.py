"""Documents that are zip archives: their parts are read within limits, and only changed parts are written anew.

Every other part keeps the bytes it has in the archive, compressed as it is, with its name, date, place and extra
fields; so `mimetype` stays the first and uncompressed one of an EPUB, as the standard wants it.
"""

import contextlib
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from toolkit.errors import DocumentError
from toolkit.storage.archives import END, LOCAL, ArchiveFault, Limits, NoArchive, chunks, opened

LIMITS = Limits(members=20_000, bytes=4 << 30)
"""A book of a thousand chapters with a picture on each page has fewer members."""
MAXIMUM_PART = 64 << 20
"""A part that is read, in bytes unpacked; the text of *War and Peace* as a Word document is a quarter of it."""
WAY_OUT = "do not trust it, and get the document again"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files of old Office (.doc, .xls, .ppt) begin, and all Office files that are locked with a password."""
CENTRAL = struct.Struct("<4s6H3I5H2I")
"""Record of the central directory."""
DESCRIPTOR_FLAG = 0x08
"""Sizes follow the data instead of standing in the local header."""
ZIP64 = 1
"""Extra field with sizes of more than 4 GiB."""
LARGE_PART = 4_000_000
PART_RATIO = 400
"""Bytes of a part from which more than so many times its packed size is no text; one sentence repeated is 290."""


class Archive:
    """The parts of a document, by name."""

    def __init__(self, data: bytes, path: str) -> None:
        """Raises DocumentError for what is no zip archive, is damaged, locked, unsafe or a bomb; `path` is for it."""
        self.data, self.path = data, path
        if data.startswith(OLE):
            raise DocumentError(
                "this is a file of old Office, or one locked with a password; "
                "save it as .docx, .xlsx or .pptx without a password",
                path=path,
            )
        self._held = contextlib.ExitStack()
        try:
            judged = self._held.enter_context(opened(data, LIMITS, backslashes=True))
        except NoArchive as fault:
            raise DocumentError(
                f"not a whole zip archive ({fault}); the file is cut off or damaged: get it again", path=path
            ) from fault
        except ArchiveFault as fault:
            raise DocumentError(f"{fault}; {WAY_OUT}", path=path) from fault
        self._zip, self._ends = judged.zip, judged.ends
        self._members = {info.orig_filename.replace("\\", "/"): info for info in judged.members}

    def __contains__(self, part: object) -> bool:
        return part in self._members

    def __iter__(self) -> Iterator[str]:
        return iter(self._members)

    def size(self, part: str) -> int:
        """Bytes of one part, unpacked, as the archive says."""
        return self._members[part].file_size

    def read(self, part: str) -> bytes:
        """The bytes of one part. Raises DocumentError where it is missing, damaged or too large."""
        info = self._members.get(part)
        if info is None:
            raise DocumentError(f"{part} is missing in it; the file is damaged: get it again", path=self.path)
        if info.file_size > MAXIMUM_PART:
            raise DocumentError(
                f"{part} in it has {info.file_size:,} bytes, more than the {MAXIMUM_PART:,} that can be read; "
                "divide the document",
                path=self.path,
            )
        if info.file_size > LARGE_PART and info.file_size > PART_RATIO * max(1, info.compress_size):
            message = f"{part} unpacks from {info.compress_size:,} bytes to {info.file_size:,}, which no text does"
            raise DocumentError(f"{message}: this is a bomb; {WAY_OUT}", path=self.path)
        try:
            return b"".join(chunks(self._zip, info))
        except ArchiveFault as fault:
            raise DocumentError(f"{fault}; get the document again", path=self.path) from fault

    def rewritten(self, parts: Mapping[str, bytes]) -> bytes:
        """The archive with some parts replaced, each packed as it was before; without any, the very bytes."""
        changed = {part: data for part, data in parts.items() if data != self.read(part)}
        if not changed:
            return self.data
        made = io.BytesIO()
        records: dict[int, tuple[int, bytes | None]] = {}
        members = sorted(self._members.values(), key=lambda info: info.header_offset)
        for info in members:
            start = made.tell()
            name = info.orig_filename.replace("\\", "/")
            if name in changed:
                records[info.header_offset] = start, self._write(made, info, changed[name])
            else:
                made.write(self.data[info.header_offset : self._ends[info.header_offset]])
                records[info.header_offset] = start, None
        directory = made.tell()
        count = 0
        for info, raw in self._records():
            start, patch = records[info.header_offset]
            made.write(_central(raw, start, patch))
            count += 1
        size, comment = made.tell() - directory, self._zip.comment
        made.write(END.pack(b"PK\x05\x06", 0, 0, count, count, size, directory, len(comment)) + comment)
        return made.getvalue()

    def _write(self, made: io.BytesIO, info: zipfile.ZipInfo, data: bytes) -> bytes:
        """Writes a changed member; returns flags, CRC and sizes as its record in the directory has them."""
        header = self.data[info.header_offset : info.header_offset + LOCAL.size]
        signature, version, flags, method, time, date, _, _, _, name_size, extra_size = LOCAL.unpack(header)
        place = info.header_offset + LOCAL.size
        name = self.data[place : place + name_size]
        extra = _without_zip64(self.data[place + name_size : place + name_size + extra_size])
        packed = data
        if method != zipfile.ZIP_STORED:
            method = zipfile.ZIP_DEFLATED
            packer = zlib.compressobj(6, zlib.DEFLATED, -15)
            packed = packer.compress(data) + packer.flush()
        flags &= ~DESCRIPTOR_FLAG
        crc = zlib.crc32(data)
        sizes = crc, len(packed), len(data)
        made.write(LOCAL.pack(signature, version, flags, method, time, date, *sizes, name_size, len(extra)))
        made.write(name + extra + packed)
        return struct.pack("<2H3I", flags, method, *sizes)

    def _records(self) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
        """Each member with its record in the central directory, in the order of the directory."""
        place = self._zip.start_dir
        for info in self._zip.infolist():
            fields = CENTRAL.unpack(self.data[place : place + CENTRAL.size])
            length = CENTRAL.size + fields[10] + fields[11] + fields[12]
            yield info, self.data[place : place + length]
            place += length


def _central(record: bytes, offset: int, patch: bytes | None) -> bytes:
    """A record of the directory with the new place of its member and, where that changed, flags, CRC and sizes."""
    fields = list(CENTRAL.unpack(record[: CENTRAL.size]))
    name_size, extra_size = fields[10], fields[11]
    rest = record[CENTRAL.size :]
    name, extra, comment = rest[:name_size], rest[name_size : name_size + extra_size], rest[name_size + extra_size :]
    if patch is not None:
        fields[3], fields[4], fields[7], fields[8], fields[9] = struct.unpack("<2H3I", patch)
        extra = _without_zip64(extra)
    fields[11], fields[16] = len(extra), offset
    return CENTRAL.pack(*fields) + name + extra + comment


def _without_zip64(extra: bytes) -> bytes:
    kept, place = b"", 0
    while place + 4 <= len(extra):
        kind, size = struct.unpack("<2H", extra[place : place + 4])
        if kind != ZIP64:
            kept += extra[place : place + 4 + size]
        place += 4 + size
    return kept


def joined(base: str, target: str) -> str:
    """The part that a relative reference in the part `base` means; fragments are cut off."""
    target = target.partition("#")[0]
    names = [] if target.startswith("/") else list(PurePosixPath(base).parent.parts)
    for name in target.split("/"):
        if name == "..":
            names = names[:-1]
        elif name not in ("", "."):
            names.append(name)
    return "/".join(names)
