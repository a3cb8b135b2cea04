"""What people wrote: parallel files, catalogs of programs, reviewed catalogs of documents."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

from toolkit import catalogs, exchange
from toolkit.errors import BundleError, UnknownName
from toolkit.languages import code_of, language
from toolkit.storage.archives import ArchiveFault, unpacked
from toolkit.storage.files import read_bytes, storage_error
from toolkit.units import Catalog, Content, flatten, plain
from toolkit.workflow import software

PARALLEL = (".tsv", ".tmx", ".xlf", ".xliff", ".jsonl", ".xlsx", ".zip")
"""Endings of parallel files, with or without `.gz`; other files are documents, and .po files catalogs."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A source and a person's translation of it."""

    source: Content
    text: str

    @property
    def shown(self) -> str:
        """The source as text."""
        return flatten(self.source)


@dataclass(frozen=True, slots=True)
class Reference:
    """The pairs of one file in one direction."""

    name: str
    source_language: str
    language: str
    pairs: tuple[Pair, ...]
    counts: Mapping[str, int] = field(default_factory=dict)

    def sampled(self, number: int, seed: int = 1) -> "Reference":
        """At most so many pairs, chosen by chance but always the same ones, in their order."""
        if not number or number >= len(self.pairs):
            return self
        chosen = sorted(Random(seed).sample(range(len(self.pairs)), number))  # noqa: S311 - the same ones every time
        return replace(self, pairs=tuple(self.pairs[index] for index in chosen))


def is_parallel(path: Path) -> bool:
    """Whether a file is a table of sentences and translations, by its name."""
    return path.with_suffix("" if path.suffix == ".gz" else path.suffix).suffix.lower() in PARALLEL


def reviewed(catalog: Catalog) -> list[Pair]:
    """What people have approved in a catalog."""
    return [Pair(unit.segment.source, unit.text) for unit in catalog.units if unit.status == "reviewed"]


def of_catalog(catalog: Catalog) -> Reference:
    """The reviewed translations of a document's catalog."""
    pairs = tuple(reviewed(catalog))
    counts = {"compared": len(pairs), "reviewed": len(pairs)}
    return Reference(catalog.document, catalog.source_language, catalog.target_language, pairs, counts)


def of_messages(path: Path, source_language: str, named: Sequence[str] = ()) -> Reference:
    """The approved messages of a program's .po file; of plural ones the singular. Raises CatalogError, UsageError."""
    file = catalogs.read(read_bytes(path), str(path))
    code = software.language_of(file, path, named).code
    fields = catalogs.fields_of(file.header) if file.header else {}
    origin = code_of(fields.get("X-Source-Language", "") or source_language)
    pairs = tuple(
        Pair(catalogs.format_content(entry.msgid, catalogs.format_of(entry)), entry.msgstr[0])
        for entry in file.live
        if entry.translated and not entry.fuzzy and not entry.header
    )
    return Reference(str(path), origin, code, pairs, {"compared": len(pairs), "reviewed": len(pairs)})


def of_file(path: Path, source_language: str) -> dict[str, Reference]:
    """Target language -> the pairs of a parallel file. Machine drafts in it are left out.

    Besides what `exchange` reads, a table with a column for each language, named by its code, and `.gz` of all. Where
    a file says of no translation that it is reviewed, those that it calls nothing worse than fuzzy are taken. Raises
    BundleError, StorageError, UnknownName.
    """
    name = path.name.removesuffix(".gz")
    try:
        with unpacked(path) as file:
            data = file.read()
    except ArchiveFault as fault:
        raise BundleError(str(fault), path=path) from fault
    except OSError as error:
        raise storage_error(path, error, "read") from error
    columns = _columns(data, path) if name.endswith(".tsv") else None
    if columns is None:
        rows = exchange.read(data, str(path.with_name(name)))
        best = "reviewed" if any(row.status == "reviewed" for row in rows) else "fuzzy"
        triples = [(row.language, row.source, row.target) for row in rows if row.status == best and row.target]
    else:
        if source_language not in columns:
            raise BundleError(f"line 1: no column {source_language!r}, the source language", path=path)
        triples = [
            (code, source, target)
            for code, texts in columns.items()
            if code != source_language
            for source, target in zip(columns[source_language], texts, strict=True)
            if source and target
        ]
    return _by_language(str(path), source_language, triples)


def _by_language(name: str, source: str, triples: Iterable[tuple[str, str, str]]) -> dict[str, Reference]:
    found: dict[str, dict[str, Pair]] = {}
    for code, text, target in triples:
        found.setdefault(code, {}).setdefault(text, Pair(plain(text), target))
    return {
        code: Reference(name, source, code, tuple(pairs.values()), {"compared": len(pairs)})
        for code, pairs in found.items()
    }


def _columns(data: bytes, path: Path) -> dict[str, list[str]] | None:
    """Language -> the cells of its column; None for a table whose head is not made of languages."""
    lines = data.split(b"\n")
    head = lines[0].decode("utf-8-sig", "replace").rstrip("\r").split("\t")
    try:
        codes = [language(name.strip()).code for name in head]
    except UnknownName:
        return None
    if len(codes) < 2 or len(set(codes)) < len(codes):
        return None
    found: dict[str, list[str]] = {code: [] for code in codes}
    for number, line in enumerate(lines[1:], start=2):
        try:
            cells = line.decode("utf-8").rstrip("\r").split("\t")
        except UnicodeDecodeError as error:
            raise BundleError(f"line {number} is not UTF-8", path=path) from error
        if cells == [""]:
            continue
        if len(cells) != len(codes):
            raise BundleError(f"line {number}: {len(cells)} columns, the header has {len(codes)}", path=path)
        for code, cell in zip(codes, cells, strict=True):
            found[code].append(cell.strip())
    return found
