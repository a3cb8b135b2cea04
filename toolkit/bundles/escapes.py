"""What plain text may not hold as it stands: controls, ends of lines, marks that turn the direction of what follows."""

import re

from toolkit.bundles.ink import PLANES
from toolkit.errors import BundleError

UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + PLANES
    + "]|^ | $"
)
"""A terminal would obey them, a reader would break lines at them, or nobody would see them; spaces at the ends, too."""


def lines_of(data: bytes) -> list[str]:
    """The lines of such a text, which end at line feeds and nowhere else. Raises BundleError where it is not UTF-8."""
    try:
        return data.decode("utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise BundleError(f"byte 0x{data[error.start]:02X} at offset {error.start} is not UTF-8") from error
