"""Files of the toolkit's exchange formats that are read whole: XLIFF of any tool, spreadsheets and Word tables."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from toolkit.exchange import docx, xliff, xlsx
from toolkit.exchange.foreign.pairs import Pair, Wish, kept
from toolkit.storage.archives import unpacked
from toolkit.units import plain


def read(path: Path, wish: Wish, skipped: Counter[str]) -> Iterator[Pair]:
    """The reviewed rows. Raises BundleError."""
    suffix = Path(path.name.lower().removesuffix(".gz")).suffix
    reader = {".xlsx": xlsx.read, ".docx": docx.read}.get(suffix, xliff.read)
    with unpacked(path) as file:
        data = file.read()
    for row in reader(data):
        code = wish.target(row.language)
        if not row.target:
            skipped["empty"] += 1
        elif row.status != "reviewed":
            skipped["a machine's" if row.status == "drafted" else "not approved"] += 1
        elif not code or row.damage:
            skipped["damaged" if row.damage else "another language"] += 1
        elif kept(pair := Pair(code, plain(row.source), plain(row.target)), skipped):
            yield pair
