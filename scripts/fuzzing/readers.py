"""Whatever reads what a stranger may have made: name -> a function of bytes that raises where they are refused."""

import datetime
import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from scripts.fuzzing.changes import BREAK
from scripts.fuzzing.scratch import scratch, within, written
from scripts.fuzzing.watch import Differs, Reader
from toolkit import bundles, catalogs, documents, exchange
from toolkit.bundles import receipt
from toolkit.catalogs import alignments, gnu
from toolkit.catalogs.adoption import ReferenceOptions
from toolkit.engines import EngineSettings, libretranslate, local
from toolkit.engines.server import Server
from toolkit.errors import BundleError
from toolkit.exchange import foreign
from toolkit.packages import archive, conversion, index, package
from toolkit.project.settings import load_settings
from toolkit.segmentation import split, srx
from toolkit.storage.given import json_value
from toolkit.terms import glossary, tbx
from toolkit.units import (
    Block,
    BlockKind,
    Bundle,
    Catalog,
    Code,
    Content,
    Document,
    Segment,
    State,
    TranslationUnit,
    plain,
)

READ_BACK = (".po", ".pot")
"""What is written as another document by copies, and means the same."""
MOMENT = datetime.datetime(2026, 1, 2, tzinfo=datetime.timezone.utc)
ONE_IN = 6
"""Of so many documents one is translated besides."""


def document(name: str) -> Reader:
    """Reads as a document of that name, holds it to laws 1 and 8, and now and then translates it."""

    def reader(data: bytes) -> None:
        read = documents.read(data, name)
        if documents.rewrite(data, name, {}) != data:
            raise Differs("law 1: without translations it is another document")
        segments = split(read)
        if name.endswith(".pdf"):
            return
        copies = {one.key: one.source for one in segments}
        made = documents.rewrite(data, name, copies)
        if made != data and not name.endswith(READ_BACK) and _parts(made) != _parts(data):
            raise Differs("law 8: with copies of its own sentences it is another document")
        if zlib.crc32(data) % ONE_IN == 0:
            turned = {one.key: _turned(one.source) for one in segments}
            documents.translated(data, name, turned, documents.ReadOptions(), "ky")

    return reader


def _parts(data: bytes) -> object:
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return [(info.filename, opened.read(info)) for info in opened.infolist()]


def _turned(source: Content) -> Content:
    """A translation with the same codes, the other way round, with what has to be escaped in it."""
    parts = [part if isinstance(part, Code) else part[::-1] for part in source]
    return (*parts, " <«\"&'ө\\{")


def memory(ending: str) -> Reader:
    """Reads as somebody's translation memory."""

    def reader(data: bytes) -> None:
        with scratch() as folder:
            path = written(folder, f"x{ending}", data)
            for _ in foreign.pairs(path, foreign.Wish("en", ("ru",)), Counter()):
                pass

    return reader


def beside(names: Sequence[str]) -> Reader:
    """Reads several files as one memory, of which the first is named: two of Moses, an alignment with its documents."""

    def reader(data: bytes) -> None:
        with scratch() as folder:
            for name, part in zip(names, data.split(BREAK), strict=False):
                written(folder, name, part)
            for _ in foreign.pairs(folder / names[0], foreign.Wish("en", ("ru",)), Counter()):
                pass

    return reader


def corpus(ending: str) -> Reader:
    """Reads as a file of a corpus, row by row."""

    def reader(data: bytes) -> None:
        from toolkit.corpus import rows, sources

        with scratch() as folder:
            path = written(folder, f"x{ending}", data)
            for _ in rows.read(sources.found([path])[0][0], rows.Wish("en", ("ru",))):
                pass

    return reader


def work_of_a_corpus(data: bytes) -> None:
    """Goes on from a plan, its rows and its drafts, which somebody else has made."""
    from toolkit.corpus import joins, manifest, store

    parts = [*data.split(BREAK), b"", b"", b""][:4]
    with scratch() as folder:
        place = manifest.Workplace(folder)
        for name, part in zip(("manifest.json", "source/000000.jsonl", "ru/000000.jsonl", "ru/order.json"), parts):  # noqa: B905
            written(place.folder, name, part)
        written(place.folder, "again.bin", (1).to_bytes(8, "little"))
        plan = manifest.load(place)
        store.begin(place, "ru", {"engine": "x"})
        if plan is None or not plan.shards:
            return
        store.finish(place, "ru", plan.shards[0], parts[2])
        joins.joined(place, plan, "ru", ("jsonl", "tsv", "tmx"))


def of_memory(data: bytes) -> None:
    """Opens a file as the memory of a project: it is whole, mended, or refused."""
    from toolkit.memory import TranslationMemory
    from toolkit.workflow.memories import mended

    with scratch() as folder:
        path = written(folder, "memory.sqlite", data)
        mended(path)
        with TranslationMemory.open(path) as opened:
            opened.lookup(Segment("k", plain("A dog.")), "en", "ru")
            opened.search("dog", "en", "ru")
            for _ in opened.every("en"):
                pass


def project(data: bytes) -> None:
    """Reads as the pyproject.toml of a project."""
    with scratch() as folder:
        written(folder, "pyproject.toml", data)
        load_settings(folder, {})


def rules(data: bytes) -> None:
    """Reads as SRX rules, and cuts a text with them."""
    list(srx.load(data, "x.srx").for_language("en"))


def same_catalog(made: bytes, before: bytes) -> bool:
    """Whether a catalog is written as it was; comments in Latin-1 of a file that is in UTF-8 come back in UTF-8."""
    return all(
        one == other or (other.lstrip().startswith(b"#") and one.decode() == other.decode("latin-1"))
        for one, other in zip(made.split(b"\n"), before.split(b"\n"), strict=True)
    )


def catalog(data: bytes) -> None:
    """Reads as a catalog, drafts, approves and compiles it; what is read and written again is the same."""
    file = catalogs.read(data, "x.po")
    if not same_catalog(file.encode(), data):
        raise Differs("a catalog that nobody changed is written as another")
    catalogs.with_drafts(data, {})
    catalogs.approve(data, catalogs.Selection(), by="", now=MOMENT)
    catalogs.compiled(file)


def merged(syntax: str) -> Reader:
    """Merges a catalog with a template as msgmerge does, in one of its syntaxes."""

    def reader(data: bytes) -> None:
        old, _, new = data.partition(BREAK)
        options = ReferenceOptions(input=syntax, output=syntax)
        gnu.as_msgmerge(old, new, options, "x.po", "x.pot")

    return reader


def alignment(data: bytes) -> None:
    """Aligns two texts."""
    from toolkit.workflow import aligning

    one, _, other = data.partition(BREAK)
    here, there = (split(documents.read(text, "x.md", documents.ReadOptions(language=code)))
                   for text, code in ((one, "en"), (other, "ru")))  # fmt: skip
    if here and there:
        aligning.pairs_of(here, there, "en", "ru")


def terms(data: bytes) -> None:
    """Reads as a glossary; as it is written it says the same."""
    read = glossary.read_csv(data, "x.csv")
    again = glossary.read_csv(glossary.write_csv(read)) if read.entries else read
    if again.entries != read.entries:
        raise Differs("a glossary is another one when it is written")


def known_alignments(data: bytes) -> None:
    """Reads as the alignments of drafts."""
    segment = Segment("k", ("A dog.",))
    unit = TranslationUnit(segment, ("Пёс.",), State.TRANSLATED)
    with scratch() as folder:
        alignments.aligned(Catalog("a", "en", "ru", (unit,)), written(folder, "a.jsonl", data))


def argosmodel(data: bytes) -> None:
    """Opens and unpacks a package."""
    with scratch() as folder:
        path = written(folder, "x.argosmodel", data)
        opened = package.open_package(path)
        if opened is not None:
            opened.members(), opened.model_files()
        (folder / "out").mkdir()
        archive.unpack(path, folder / "out")


def arrays(data: bytes) -> None:
    """Judges a model of Marian."""
    with scratch() as folder:
        conversion.judge_arrays(written(folder, "x.npz", data))


def tokenizer(data: bytes) -> None:
    """Reads as a model of sentencepiece."""
    conversion.pieces(data, Path("x.spm"))


class Answering(Server):
    """A server that answers with what it is given."""

    answer = b""

    def _request(self, method: str, path: str, body: bytes | None) -> bytes:  # noqa: ARG002 - it does not listen
        return self.answer


def answers(make: Callable[[EngineSettings, Server], Any]) -> Reader:
    """Drafts two texts with what a server says."""

    def reader(data: bytes) -> None:
        server = Answering("http://127.0.0.1:1")
        server.answer = data
        engine = make(EngineSettings("en", "ru", model="x"), server)
        engine.translate([("A dog ", Code("1", "placeable", "{name}"), " ran."), ("It is far.",)], "en", "ru")

    return reader


def published(data: bytes) -> None:
    """Publishes texts from anywhere in every format that is not slow; each file proves that it reads back."""
    try:
        value = json_value(data)
        value = value if isinstance(value, list) else []
    except ValueError as error:
        raise BundleError("these are no rows") from error
    rows = [[str(cell) for cell in row] for row in value if isinstance(row, list) and len(row) > 2]
    rows = [row for row in rows if row[0].strip()]
    contents = (
        [(one if number % 2 else Code("1", "tag", one)) for number, one in enumerate(rows[0][3:])] if rows else []
    )
    texts = [tuple(contents), *(plain(row[0]) for row in rows)] if contents else [plain(row[0]) for row in rows]
    blocks = tuple(Block(BlockKind.PARAGRAPH, text) for text in texts)
    read = Document("a", "text", "en", blocks)
    segments = tuple(split(read))
    targets = [row[1] for row in rows] or [""]
    units = {
        one.key: TranslationUnit(one, plain(targets[number % len(targets)]), State.TRANSLATED)
        for number, one in enumerate(segments)
    }
    bundle = Bundle(read, segments, (Catalog("a", "en", "ru", tuple(units.values())),))
    order = bundles.Order(formats=("html", "epub", "md", "txt", *exchange.FORMATS))
    bundles.assemble(bundle, generator="toolkit", order=order)


def commands(data: bytes) -> None:
    """Runs two commands over a project: a document, a catalog, a glossary, a table of corrections."""
    parts = data.split(BREAK)
    with scratch() as folder:
        for name, part in zip(COMMANDED, parts, strict=False):
            written(folder, name, part)
        place = zlib.crc32(data)
        within(folder, [LINES[place % len(LINES)], LINES[place // 64 % len(LINES)]])


COMMANDED = ("source/a.md", "locales/ru/LC_MESSAGES/a.po", "locales/glossary.csv", "c.tsv", "locales/a.pot")
LINES = (
    "run source --engine pseudo --to ru", "update source --to ru", "check source --to ru", "triage source",
    "stats source", "import c.tsv", "terms check source/a.md", "compile locales/ru/LC_MESSAGES/a.po",
    "approve locales/ru/LC_MESSAGES/a.po --all", "diff locales/ru/LC_MESSAGES/a.po locales/a.pot",
    "merge -U -q locales/ru/LC_MESSAGES/a.po locales/a.pot", "check --fix source --to ru",
    "translate locales/ru/LC_MESSAGES/a.po --engine pseudo", "memory import c.tsv --to ru", "segment source",
    "resegment source", "export source/a.md --to ru --format xliff", "terms suggest source/a.md",
)  # fmt: skip
"""What `commands` runs."""


def request(data: bytes) -> None:
    """Asks the review page something: method and address, headers, an empty line, a body."""
    from scripts.fuzzing.asking import ask

    ask(data)


EXTRA = (".arb", ".mdx", ".odp", ".ods", ".yml", ".xhtml", ".po")
"""Endings beside the first of each format, of documents that are written in another way."""
READERS: dict[str, Reader] = {
    **{
        f"document {ending}": document(f"x{ending}")
        for ending in (*(endings[0] for _, endings in documents.FORMATS.values()), *EXTRA)
    },
    **{f"exchange {ending}": lambda data, name=f"x{ending}": exchange.read(data, name) for ending in exchange.READERS},  # type: ignore[dict-item,misc]
    **{f"memory {ending}": memory(ending) for ending in (*foreign.READERS, ".tmx.gz", ".tsv.gz") if ending != ".xml"},
    "memory of Moses": beside(("x.en", "x.ru")),
    "memory of OPUS": beside(("links.xml", "en/one.xml", "ru/one.xml")),
    "memory of a project": of_memory,
    **{f"corpus {ending}": corpus(ending) for ending in (".tsv", ".jsonl", ".parquet", ".tmx", ".txt", ".gz", ".zst")},
    "work of a corpus": work_of_a_corpus,
    "published": published,
    "catalog": catalog,
    **{f"merge {syntax}": merged(syntax) for syntax in ("po", *gnu.READERS)},
    "align": alignment,
    "alignments": known_alignments,
    "glossary .csv": terms,
    "glossary .tbx": lambda data: tbx.read(data, "x.tbx"),  # type: ignore[dict-item,return-value]
    "settings": project,
    "rules": rules,
    "receipt": receipt.listed_files,  # type: ignore[dict-item]
    "index": lambda data: index.parse(data, "x"),  # type: ignore[dict-item,return-value]
    "package": argosmodel,
    "package .npz": arrays,
    "package .spm": tokenizer,
    "engine local": answers(lambda settings, server: local.LocalEngine(settings, server)),
    "engine libretranslate": answers(libretranslate.LibreTranslateEngine),
    "review": request,
    "commands": commands,
}
