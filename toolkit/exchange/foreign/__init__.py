"""Translation memories of other programs -> pairs, one after the other, however long the file is.

    pairs(Path("old.tmx"), Wish("en", ("ru", "ky")), skipped) -> Iterator[Pair]

What is no approved translation is counted in `skipped` by the reason: a machine's, not approved, empty, a language that
is not wanted, nothing in the source language.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from toolkit.errors import BundleError, net
from toolkit.exchange.foreign import gettext, lines, rows, tmx, xces
from toolkit.exchange.foreign.pairs import Pair, Wish
from toolkit.storage.archives import ArchiveFault

__all__ = ["READERS", "Pair", "Wish", "pairs"]

READERS: dict[str, Callable[[Path, Wish, Counter[str]], Iterator[Pair]]] = {
    ".tmx": tmx.read,
    ".xlf": rows.read,
    ".xliff": rows.read,
    ".sdlxliff": rows.read,
    ".mqxliff": rows.read,
    ".xlsx": rows.read,
    ".docx": rows.read,
    ".tsv": lines.table,
    ".csv": lines.table,
    ".jsonl": lines.objects,
    ".zip": lines.moses,
    ".xml": xces.read,
    ".po": gettext.catalogs,
    ".mo": gettext.compiled,
}
"""Ending of a file name, `.gz` left out -> how it is read. A folder is its .po files; `x.en` is Moses beside `x.ru`."""


def pairs(path: Path, wish: Wish, skipped: Counter[str]) -> Iterator[Pair]:
    """The pairs of a file or folder. Raises BundleError naming the file, and what to do."""
    name = path.name.lower().removesuffix(".gz")
    try:
        with net(BundleError, ""):
            if path.is_dir():
                yield from gettext.catalogs(path, wish, skipped)
                return
            suffix = Path(name).suffix
            reader = READERS.get(suffix) or (lines.moses if lines.partner(path, wish) else None)
            if reader is None:
                known = ", ".join(sorted(READERS))
                raise BundleError(f"no memory is read from {suffix or 'a file without an ending'}; known: {known}")
            try:
                yield from reader(path, wish, skipped)
            except ArchiveFault as fault:
                raise BundleError(str(fault)) from fault
    except BundleError as error:
        raise BundleError(str(error).removeprefix(": "), path=path) from error
