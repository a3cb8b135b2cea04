"""Zip files that are the same bytes for the same contents, and zip files from anywhere."""

import io
import zipfile
import zlib
from collections.abc import Mapping

from toolkit.errors import BundleError
from toolkit.storage.archives import ArchiveFault, chunks, judge_whole

DATE = (1980, 1, 1, 0, 0, 0)
"""Of every entry: the earliest that the format can say."""
LARGEST = 1 << 28
"""Bytes of all entries unpacked; more is no table of translations but an attack."""
MOST_ENTRIES = 5_000
"""A book of a thousand chapters has fewer."""


Moment = tuple[int, int, int, int, int, int]
"""Year, month, day, hour, minute, second."""


def pack(files: Mapping[str, bytes], *, stored: tuple[str, ...] = (), date: Moment = DATE) -> bytes:
    """The files in their order as a zip; those in `stored` uncompressed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, date)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # as on Unix, wherever it is made
            entry.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return buffer.getvalue()


def unpack(data: bytes, what: str) -> dict[str, bytes]:
    """Name -> contents. Raises BundleError where the bytes are no zip or are too large for a `what`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            judge_whole(archive, len(data), most_members=MOST_ENTRIES, most_bytes=LARGEST)
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            return {entry.filename: b"".join(chunks(archive, entry)) for entry in entries}
    except ArchiveFault as fault:
        raise BundleError(f"this is no {what} file of translations: {fault}") from fault
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, zlib.error) as error:
        raise BundleError(f"this is no {what} file, or it is damaged: {error}") from error
