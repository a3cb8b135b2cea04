"""Which files a corpus is made of: what was named, folders walked in the order in which people count."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit import documents
from toolkit.corpus.manifest import Workplace
from toolkit.errors import StorageError, UsageError
from toolkit.recognition import LANGUAGES
from toolkit.storage.files import absent

COMPRESSED = {".gz": "gzip", ".zst": "zstd"}
TABLES = {".jsonl": "jsonl", ".ndjson": "jsonl", ".tsv": "tsv", ".parquet": "parquet", ".tmx": "tmx"}
"""Ending -> how it is read."""
LINES = re.compile(rf"\.(?:txt|text|{'|'.join(LANGUAGES)}|[0-9]+)|")
"""Endings of files with a sentence a line: `.txt`, of a language (`news.en`), of a piece (`file.10`), none."""
OF_A_RUN = re.compile(r"report\.json|aside-[^.]+\.jsonl")
"""Files that a run writes beside its outputs."""
DOCUMENTS = {
    ending: name for name, (_, endings) in documents.FORMATS.items() if name != "text" for ending in endings if ending
}


@dataclass(frozen=True, slots=True)
class Source:
    """One file of a corpus."""

    path: Path
    format: str
    """lines, tsv, jsonl, parquet, tmx or document."""
    compression: str = ""
    """gzip, zstd, or empty."""


def found(
    paths: Sequence[Path], *, as_documents: bool = False, out: Path | None = None
) -> tuple[list[Source], list[Path]]:
    """(the files that are meant, each once, those of folders in natural order; files of folders that are left out).

    What lies in `out`, where a run writes, is no input of it, nor is what any run keeps to go on from. With
    `as_documents` text files are documents, cut into sentences; else each line is a sentence.
    Raises StorageError for what is not there, UsageError where nothing is found.
    """
    sources: list[Source] = []
    strange: list[Path] = []
    for path in paths:
        if path.is_dir():
            for file in _walk(path, out.resolve() if out else None):
                source = _source(file, as_documents)
                if source.format == "unknown":
                    strange.append(file)
                else:
                    sources.append(source)
        elif path.is_file():
            source = _source(path, as_documents)
            named = "lines" if source.format == "unknown" else source.format
            sources.append(Source(source.path, named, source.compression))
        elif path.exists():
            raise StorageError("this is a pipe or a device, and a corpus is read twice; save it as a file", path=path)
        else:
            raise StorageError(absent(path), path=path)
    if not sources:
        raise UsageError(f"{paths[0] if paths else 'nothing'}: no file with text is there")
    return list({source.path.resolve(): source for source in reversed(sources)}.values())[::-1], strange


def format_of(path: Path, *, as_documents: bool = False) -> tuple[str, str]:
    """(format, compression) by the ending of a name; the format is `unknown` where it says nothing."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    compression = COMPRESSED.get(suffixes[-1], "") if suffixes else ""
    ending = next(reversed(suffixes[:-1] if compression else suffixes), "")
    if ending in TABLES:
        return TABLES[ending], compression
    if ending in DOCUMENTS:
        return "document", compression
    if LINES.fullmatch(ending):
        return "document" if as_documents else "lines", compression
    return "unknown", compression


def natural(name: str) -> list[tuple[int, int, str]]:
    """A key that sorts `file.2` before `file.10`: numbers by their value, everything else by its letters."""
    pieces = re.split(r"([0-9]+)", name)
    return [(0, int(piece), piece) if piece.isdecimal() and piece.isascii() else (1, 0, piece) for piece in pieces]


def _source(path: Path, as_documents: bool) -> Source:
    return Source(path, *format_of(path, as_documents=as_documents))


def _walk(folder: Path, out: Path | None) -> Iterator[Path]:
    work = Workplace(folder)
    for path in sorted(folder.iterdir(), key=lambda one: natural(one.name)):
        if path.name.startswith(".") or path.is_symlink() or path.resolve() == out:
            continue  # a link may lead anywhere, back into the folder too
        if work.manifest.is_file() and (path == work.folder or OF_A_RUN.fullmatch(path.name)):
            continue  # what a run goes on from, and what it says of its rows: the same rows are in its outputs
        if path.is_dir():
            yield from _walk(path, out)
        elif path.is_file():
            yield path
