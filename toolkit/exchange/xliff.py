"""XLIFF of either version, as its root element says."""

import re

from toolkit.exchange import xliff12, xliff21
from toolkit.exchange.rows import Row

_VERSION = re.compile(rb"<(?:[\w.-]+:)?xliff\b[^>]*?\bversion\s*=\s*[\"'](\d)", re.DOTALL)


def read(data: bytes) -> list[Row]:
    """The rows of an XLIFF 1.2, 2.0 or 2.1 file. Raises BundleError for anything else."""
    sample = data.replace(b"\0", b"")[:65536]  # UTF-16 too
    match = _VERSION.search(sample)
    return xliff12.read(data) if match and match[1] == b"1" else xliff21.read(data)
