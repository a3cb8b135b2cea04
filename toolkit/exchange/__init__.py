"""Translations <-> the files of other programs: TMX, XLIFF, TSV, JSON lines, Moses pairs, XLSX and DOCX tables.

Every module has `write(bundle, generator) -> bytes` and `read(bytes) -> rows`; what is written reads back as the same
set of (id, language, source, target, status). `read` takes files that other programs have saved, too.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from toolkit.errors import BundleError, UnknownName, UsageError, net
from toolkit.exchange import archives, docx, interleaved, jsonl, moses, patch, tmx, tsv, xliff, xliff12, xliff21, xlsx
from toolkit.exchange.rows import Row, base_of, digest, id_of, paragraphs, recalled, rows, selected, units_of
from toolkit.units import Bundle

__all__ = [
    "FORMATS",
    "LAYOUTS",
    "READERS",
    "Format",
    "Row",
    "archives",
    "base_of",
    "digest",
    "format_named",
    "id_of",
    "laid_out",
    "paragraphs",
    "read",
    "recalled",
    "rows",
    "selected",
    "units_of",
]


@dataclass(frozen=True, slots=True)
class Format:
    """One format that translations can be written in."""

    suffix: str
    """Ending of its file names."""
    write: Callable[[Bundle, str], bytes]
    read: Callable[[bytes], list[Row]]
    most: int
    """Target languages that one file can hold; 0 is any number."""
    pairs: bool
    """Whether what nobody translated is left out."""
    summary: str


FORMATS: dict[str, Format] = {
    "tmx": Format(".tmx", tmx.write, tmx.read, 0, False, "TMX 1.4b, all languages"),
    "xliff": Format(".xlf", xliff21.write, xliff21.read, 1, False, "XLIFF 2.1, one target language"),
    "xliff12": Format(".xlf", xliff12.write, xliff12.read, 0, False, "XLIFF 1.2 strict"),
    "tsv": Format(".tsv", tsv.write, tsv.read, 0, False, "tab-separated table"),
    "jsonl": Format(".jsonl", jsonl.write, jsonl.read, 0, False, "JSON lines as Hugging Face datasets have them"),
    "moses": Format(".zip", moses.write, moses.read, 0, True, "one sentence a line, a file a language"),
    "xlsx": Format(".xlsx", xlsx.write, xlsx.read, 0, False, "spreadsheet"),
    "docx": Format(".docx", docx.write, docx.read, docx.MOST_TARGETS, False, "Word table, two to four columns"),
}
"""Name on the command line -> format."""

LAYOUTS: dict[str, dict[str, Format]] = {
    "docx": {
        "columns": FORMATS["docx"],
        "interleaved": Format(
            ".docx", interleaved.write, docx.read, 0, False, "Word table, translations below the source"
        ),
    },
}
"""Format -> layout -> how it is written then; the first is what is written where no layout is asked for."""

READERS: dict[str, Callable[[bytes], list[Row]]] = {
    ".tmx": tmx.read,
    ".xlf": xliff.read,
    ".xliff": xliff.read,
    **dict.fromkeys((".sdlxliff", ".mqxliff", ".mxliff", ".txlf"), xliff.read),  # Trados, memoQ, Phrase, Wordfast
    ".tsv": tsv.read,
    ".csv": tsv.read,
    ".jsonl": jsonl.read,
    ".zip": moses.read,
    ".xlsx": xlsx.read,
    ".docx": docx.read,
    ".json": patch.read,
}
"""Ending of a file name -> how it is read; `.json` is a patch of the reading page."""


def format_named(name: str, layout: str = "") -> Format:
    """One row of the table, in this layout. Raises UnknownName with the names that are known, UsageError."""
    if name not in FORMATS:
        raise UnknownName("exchange format", name, FORMATS)
    if layout and name not in LAYOUTS:
        raise UsageError(f"{name} has one layout only; those with several: {', '.join(LAYOUTS)}")
    return laid_out(LAYOUTS, name, layout) if layout else FORMATS[name]


def laid_out(layouts: Mapping[str, Mapping[str, Format]], name: str, layout: str) -> Format:
    """A format in one of its layouts. Raises UsageError with those that it has."""
    if layout not in layouts[name]:
        raise UsageError(f"{name} has no layout {layout!r}; it has: {', '.join(layouts[name])}")
    return layouts[name][layout]


def read(data: bytes, name: str) -> list[Row]:
    """The rows of a file, by the ending of its name. Raises BundleError naming the file, UnknownName."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in READERS:
        raise UnknownName("exchange file ending", suffix or name, READERS)
    try:
        with net(BundleError, ""):
            return READERS[suffix](data)
    except BundleError as error:
        located = BundleError(str(error).removeprefix(": "), path=name)
        located.defect = error.defect
        raise located from error
