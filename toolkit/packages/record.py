"""What an installation notes beside the files it wrote, so that a later look can tell whether they are still the same.

argostranslate passes the note over; a package that it installed has none.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from toolkit.packages.archive import Stored
from toolkit.storage.files import write_atomic
from toolkit.storage.given import json_value

NAME = "toolkit.json"


@dataclass(frozen=True, slots=True)
class Record:
    """Where a package came from and which files it had."""

    origin: str = ""
    """The address, or the name of the file, that it was installed from."""
    sha256: str = ""
    """Of the archive."""
    files: Mapping[str, Stored] = field(default_factory=dict)
    """Name from the top of the package -> size and hash."""


def write(folder: Path, record: Record) -> None:
    """Leaves the note in the folder of a package. Raises StorageError."""
    write_atomic(folder / NAME, (json.dumps(asdict(record), indent=1) + "\n").encode())


def read(folder: Path) -> Record | None:
    """The note of an installed package; None where there is none that can be read."""
    try:
        table = json_value((folder / NAME).read_text(encoding="utf-8"))
        files = {str(name): Stored(int(row["size"]), str(row["sha256"])) for name, row in table["files"].items()}
        return Record(str(table.get("origin", "")), str(table.get("sha256", "")), files)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
