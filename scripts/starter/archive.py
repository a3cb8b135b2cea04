"""The .argosmodel archive: byte-identical for identical members."""

import io
import zipfile
from collections.abc import Sequence


def archive_of(root: str, members: Sequence[tuple[str, bytes]]) -> bytes:
    """A zip of (name, data), in their order, in one folder."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members:
            entry = zipfile.ZipInfo(f"{root}/{name}", date_time=(2026, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            file.writestr(entry, data)
    return buffer.getvalue()
