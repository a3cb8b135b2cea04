"""Zip files that are the same bytes for the same contents, and zip files from anywhere."""

import io
import zipfile
from collections.abc import Mapping

from toolkit.errors import BundleError
from toolkit.storage.archives import ArchiveFault, Limits, NoArchive, opened

DATE = (1980, 1, 1, 0, 0, 0)
"""Of every entry: the earliest that the format can say."""
LIMITS = Limits(members=5_000, bytes=1 << 28)
"""A book of a thousand chapters has fewer entries, and more bytes are no table of translations but an attack."""


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
        with opened(data, LIMITS) as archive:
            return {entry.filename: archive.read(entry) for entry in archive.members if not entry.is_dir()}
    except NoArchive as fault:
        raise BundleError(f"this is no {what} file, or it is damaged: {fault}") from fault
    except ArchiveFault as fault:
        raise BundleError(f"this is no {what} file of translations: {fault}") from fault
