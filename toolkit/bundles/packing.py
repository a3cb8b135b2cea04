"""A bundle as one zip file: what its receipt vouches for, and the receipt, in a folder of the document's name."""

import datetime
from pathlib import Path

from toolkit.bundles import receipt
from toolkit.errors import BundleError
from toolkit.exchange import archives
from toolkit.storage.files import read_bytes, sha256
from toolkit.units import Receipt

YEARS = (1980, 2107)
"""The first and the last that a zip file can say."""


def pack(folder: Path, proof: Receipt, date: datetime.datetime | None = None) -> bytes:
    """The zip of a bundle that stands in `folder`: names sorted, each file with the same date, 1980-01-01 by default.

    Raises BundleError where a file is not the one of the receipt any more, StorageError.
    """
    files = {}
    for name in sorted([*proof.files, receipt.NAME, receipt.PAGE]):
        files[f"{folder.name}/{name}"] = data = read_bytes(folder / name)
        if name in proof.files and sha256(data) != proof.files[name]:
            raise BundleError("was changed while the bundle was packed; build it again", path=folder / name)
    packed = archives.pack(files, date=_moment(date))
    if archives.unpack(packed, "zip") != files:
        raise BundleError("the zip does not give back what was put into it", path=folder)
    return packed


def _moment(date: datetime.datetime | None) -> archives.Moment:
    """As zip files say it: in steps of two seconds, and within their years."""
    if date is None or date.year < YEARS[0]:
        return archives.DATE
    if date.year > YEARS[1]:
        return (YEARS[1], 12, 31, 23, 59, 58)
    return (date.year, date.month, date.day, date.hour, date.minute, date.second - date.second % 2)
