"""Names that become paths, and where paths lead once links are followed: the one check of each.

What a project, a document or an exchange file from a stranger says must never lead out of the project.
"""

import os
import unicodedata
from pathlib import Path

from toolkit.errors import StorageError, UsageError, one_line, quoted

MOST_BYTES = 240
"""Of one name, so that an ending, a lock and a temporary file beside it fit into the 255 of common file systems."""


def near(path: Path) -> str:
    """A path as a person in this folder would write it: seen from here where that is no longer than the whole of it."""
    absolute = os.path.abspath(path)  # noqa: PTH100 - resolve() would follow links
    try:
        relative = os.path.relpath(absolute)
    except (ValueError, OSError):  # another drive; a folder that is gone
        return one_line(absolute)
    return one_line(relative if len(relative) + 1 < len(absolute) else absolute)  # from the root: as it is


def checked_name(name: str, what: str) -> str:
    """A name such as `guide/part1`, if it can be nothing but a place below a folder. Raises UsageError."""
    parts = name.split("/")
    if "\\" in name or not all(parts) or {".", ".."} & set(parts) or name[1:2] == ":":
        raise UsageError(f"{quoted(name)} cannot be the name of a {what}: it leads to another place")
    if strange := next((one for one in name if unicodedata.category(one) in ("Cc", "Cs")), ""):
        raise UsageError(
            f"{quoted(name)} cannot be the name of a {what}: it has the character {strange!r}; rename the file"
        )
    if any(len(part.encode("utf-8")) > MOST_BYTES for part in parts):
        raise UsageError(f"{quoted(name, 60)} is too long for the name of a {what}; rename the file")
    return name


def inside(folder: Path, path: Path, advice: str = "") -> Path:
    """`path`, if it lies in `folder` once links are followed. Raises StorageError."""
    real = os.path.realpath(path)
    if not Path(real).is_relative_to(os.path.realpath(folder)):
        rest = f"; {advice}" if advice else ""
        raise StorageError(f"this leads out of {folder}, to {real}, and nothing is written there{rest}", path=path)
    return path
