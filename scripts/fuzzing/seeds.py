"""Whole inputs for every reader: the case files of the tests, and a small one of each kind besides."""

import gzip
import hashlib
import io
import json
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from scripts.fuzzing.changes import BREAK
from scripts.fuzzing.readers import READERS
from toolkit import bundles, catalogs, exchange
from toolkit.exchange.archives import pack
from toolkit.segmentation import split
from toolkit.terms import glossary
from toolkit.units import (
    Block,
    BlockKind,
    Bundle,
    Catalog,
    Document,
    Origin,
    Segment,
    State,
    TranslationUnit,
    plain,
)

ROOT = Path(__file__).resolve().parent.parent.parent
CASES = ROOT / "tests" / "cases"
LARGEST = 60_000
"""Bytes of a case that is a seed."""
ALIKE = {".yaml": ".yml", ".yml": ".yaml", ".xhtml": ".html", ".po": ".pot", ".pot": ".po", ".mdx": ".md"}
"""Ending -> another whose cases are read under it."""
HEAD = 'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
PLURALS = HEAD + '"Plural-Forms: nplurals=3; plural=(n%10==1 ? 0 : n%10<5 ? 1 : 2);\\n"\n'
PO = f"""{PLURALS}
# Draft: pseudo 1, confidence 0.50, 0123456789ab
#: a.md:3
#, fuzzy, python-format
msgctxt "menu"
msgid "Open %(name)s"
msgstr "Открыть %(name)s"

#| msgid "A dog"
msgid "A dog."
msgid_plural "%d dogs."
msgstr[0] "Пёс."
msgstr[1] "%d пса."
msgstr[2] "%d псов."

#~ msgid "Old"
#~ msgstr "Старое"
""".encode()
TEXT = b"# Title here\n\nA dog ran. It was *far*, see [there](x.html).\n\n- One\n- Two {name}\n"
RUSSIAN = "# Заголовок\n\nПёс бежал. Было *далеко*, см. [там](x.html).\n\n- Раз\n- Два {name}\n".encode()
XCES = (
    b'<cesAlign><linkGrp fromDoc="en/one.xml.gz" toDoc="ru/one.xml.gz"><link xtargets="1 2;1"/></linkGrp></cesAlign>',
    b'<text><s id="1"><w>A</w><w>dog</w></s><s id="2">It ran.</s></text>',
    '<text><s id="1">Пёс.</s></text>'.encode(),
)
SETTINGS = b"""[tool.toolkit]
targets = ["ru"]
locales = "locales"
[tool.toolkit.segmentation]
abbreviations = ["Mr"]
[tool.toolkit.checks]
numbers = "off"
"""
PDF = b"""%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources <</Font <</F 5 0 R>>>>>> endobj
4 0 obj <</Length 116>> stream
BT /F 18 Tf 20 160 Td (A title) Tj /F 10 Tf 0 -30 Td (A dog ran. It was) Tj 0 -12 Td (far and it was late.) Tj ET
endstream endobj
5 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>> endobj
trailer <</Root 1 0 R /Size 6>>
%%EOF
"""


def seeds(only: str = "") -> Mapping[str, list[bytes]]:
    """Reader -> whole inputs, for those whose name has `only` in it."""
    found: dict[str, list[bytes]] = {name: [] for name in READERS if only in name}
    for name, data in (*_cases(), *_made()):
        if name in found and data not in found[name]:
            found[name].append(data)
    if "review" in found:
        from scripts.fuzzing.asking import requests

        found["review"] = requests()
    missing = [name for name, inputs in found.items() if not inputs]
    assert not missing, f"no seed for {missing}"
    return found


def _cases() -> Iterator[tuple[str, bytes]]:
    for path in sorted(CASES.rglob("*")):
        if not path.is_file() or path.stat().st_size > LARGEST:
            continue
        data, ending = path.read_bytes(), path.suffix
        for one in (ending, *(other for other, same in ALIKE.items() if ending == same)):
            yield f"document {one}", data
        yield {".po": "catalog", ".srx": "rules"}.get(ending, ""), data
        if ending in (".tmx", ".xlf", ".tsv", ".csv", ".jsonl", ".xlsx", ".docx", ".po"):
            for room in ("memory", "exchange", "corpus"):
                yield f"{room} {ending}", data
            yield f"memory {ending}.gz", gzip.compress(data, 1, mtime=0)


def _made() -> Iterator[tuple[str, bytes]]:
    yield from _of_bundles()
    yield from _of_catalogs()
    yield from _of_corpora()
    yield from _of_packages()
    yield "document .txt", b"A dog. It ran.\n\n- One\n- Two\n"
    yield "document .pdf", PDF
    yield "document .json", b'{"a": "Hello {name}", "b": {"one": "%d dog", "other": "%d dogs"}, "c": [1, "x\\u00e4"]}'
    yield "align", TEXT + BREAK + RUSSIAN
    table = 'en,zh,ru,ky,note,forbidden,do not translate\ndog,狗,пёс|собака,ит,an animal,кот | кит,\n"Ltd.",,,,,,yes\n'
    yield "glossary .csv", table.encode()
    yield "glossary .tbx", _tbx(table.encode())
    yield "settings", SETTINGS
    yield "receipt", b'{"files": {"index.html": {"sha256": "00"}}}'
    yield "alignments", b'{"key":"k","draft":"0123456789ab","words":[[0,0],[1,1]]}\n'
    yield "memory of a project", _memory()
    rows = [["A dog & <b>", "Пёс", "note"], ["“It” ran.", "Он бежал <i>", "x", "<b>", "text", "</b>"], ["|", "_*`", ""]]
    yield "published", json.dumps(rows, ensure_ascii=False).encode()
    correction = "id\tdocument\ten\tru\tru:status\np1s1\ta\tTitle here\tИмя\treviewed\n".encode()
    csv = "en,ru\ndog,пёс\n".encode()
    yield "commands", BREAK.join((TEXT, _catalog(), csv, correction, _catalog(translated=False)))


def _bundle() -> Bundle:
    blocks = tuple(Block(BlockKind.PARAGRAPH, plain(text)) for text in ("A dog.", "It ran.\nFar.", "<b>&\t |"))
    read = Document("a", "text", "en", blocks)
    segments = tuple(split(read))
    units = tuple(TranslationUnit(one, ("Перевод.",), State.REVIEWED) for one in segments)
    return Bundle(read, segments, (Catalog("a", "en", "ru", units),))


def _of_bundles() -> Iterator[tuple[str, bytes]]:
    bundle = _bundle()
    for form in exchange.FORMATS.values():
        data = form.write(bundle, "toolkit")
        for name in (f"exchange {form.suffix}", f"memory {form.suffix}", f"corpus {form.suffix}"):
            yield name, data
        yield f"document {form.suffix}", data
        yield f"memory {form.suffix}.gz", gzip.compress(data, 1, mtime=0)
        if form.suffix == ".xlf":
            for ending in (".xliff", ".sdlxliff", ".mqxliff", ".mxliff", ".txlf"):
                yield f"exchange {ending}", data
                yield f"memory {ending}", data
    table = "en,ru,ru:status\nA dog.,Пёс.,reviewed\n".encode()
    yield "exchange .csv", exchange.FORMATS["tsv"].write(bundle, "toolkit").replace(b"\t", b",")
    yield "memory .csv", table
    change = {"id": "p1s1", "language": "ru", "source": "A dog.", "before": "", "after": "Б", "status": "fuzzy"}
    patch = {"format": "toolkit-patch", "version": 1, "document": "a", "source_language": "en", "changes": [change]}
    yield "exchange .json", json.dumps(patch).encode()
    files, _ = bundles.assemble(bundle, generator="toolkit")
    yield "receipt", files[bundles.RECEIPT]


def _of_catalogs() -> Iterator[tuple[str, bytes]]:
    yield "catalog", PO
    yield "document .po", PO
    yield "memory .po", PO
    yield "merge po", PO + BREAK + PO.replace(b"A dog", b"The dog").replace("Пёс".encode(), b"")
    yield "merge properties", b"# c\n!a=b\nopen\\ it=\\u041e\nlong = one \\\n  two\n" + BREAK + b"open\\ it=\nnew=\n"
    yield "merge stringtable", b'/* c */\n"Open" = "A";\n/* Flag: untranslated */\n"x" = "y";\n' + BREAK + b'"Open";\n'
    yield "memory .mo", catalogs.compiled(catalogs.read(PO.replace(b"#, fuzzy, ", b"#, "), "x.po")).data
    yield "memory of OPUS", BREAK.join(XCES)
    yield "memory of Moses", b"A dog.\nIt ran.\n" + BREAK + "Пёс.\nОн бежал.\n".encode()


def _catalog(*, translated: bool = True) -> bytes:
    words = "Пёс бежал." if translated else ""
    return f'{HEAD}\nmsgid "Title here"\nmsgstr ""\n\n#, fuzzy\nmsgid "A dog ran."\nmsgstr "{words}"\n'.encode()


def _memory() -> bytes:
    from toolkit.memory import TranslationMemory

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "memory.sqlite")
        segment = Segment("k", plain("A dog."), "menu", "note")
        unit = TranslationUnit(segment, plain("Пёс."), State.REVIEWED, Origin("person"))
        with TranslationMemory.open(path) as memory:
            memory.add("a", "en", "ru", [unit])
        return path.read_bytes()


def _tbx(table: bytes) -> bytes:
    from toolkit.terms import tbx

    return tbx.write(glossary.read_csv(table, "x.csv"), "en")


def _of_corpora() -> Iterator[tuple[str, bytes]]:
    import pyarrow
    import zstandard
    from pyarrow import parquet

    lines = b"A dog.\nIt ran.\n\n\xff\nThe end.\n"
    yield "corpus .txt", lines
    yield "corpus .gz", gzip.compress(lines, 1, mtime=0)
    yield "corpus .zst", zstandard.compress(lines)
    yield "corpus .tsv", b"en\tru\tid\nA dog.\t\t1\nIt ran.\tx\t2\n"
    yield "corpus .jsonl", b'{"translation": {"en": "A dog.", "ru": "x"}, "n": 1}\n{"text": "It ran."}\n"A line."\n'
    made = io.BytesIO()
    parquet.write_table(pyarrow.table({"en": ["A dog.", "It ran.", None], "n": [1, 2, 3]}), made)
    yield "corpus .parquet", made.getvalue()
    rows = b'[1, "A dog.", {}]\n[2, "A dog.", {"same": 1, "meta": {"n": 1}}]\n[3, "", {"empty": true}]\n'
    pair = b'"translation": {"en": "A dog.", "ru": "x"}, "status": {"ru": "drafted"}'
    drafts = (
        b'{"id": "1", "origin": "engine", ' + pair + b', "signature": "x", "confidence": 0.5, "meta": {"a": [1]}}\n'
        b'{"id": "2", "origin": "same", "as": 1, "meta": {"n": 1}}\n'
        b'{"id": "3", "origin": "aside", "translation": {"en": ""}, "status": {"ru": "untranslated"}, "line": 3}\n'
    )
    one = {"path": "a.txt", "format": "lines", "sha256": "0", "bytes": 10, "first": 1, "rows": 3, "damage": ""}
    shard = {"number": 0, "first": 1, "rows": 3, "sha256": hashlib.sha256(rows).hexdigest()}
    plan = {"version": 1, "source": "en", "cut": {"rows": 10}, "inputs": [one], "shards": [shard]}
    yield "work of a corpus", BREAK.join((json.dumps(plan).encode(), rows, drafts, b'{"engine": "x"}'))


def _of_packages() -> Iterator[tuple[str, bytes]]:
    import numpy
    import sentencepiece

    yield (
        "index",
        (b'[{"package_version": "1.0", "from_code": "en", "to_code": "ru", "links": ["https://x/y.argosmodel"]}]'),
    )
    model = io.BytesIO()
    words = ("one two three four", "five six seven eight", "nine ten one three") * 4
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(words), model_writer=model, vocab_size=60, hard_vocab_limit=False, minloglevel=2,
        num_threads=1,
    )  # fmt: skip
    yield "package .spm", model.getvalue()
    described = {"package_version": "1.0", "argos_version": "1.9", "from_code": "en", "to_code": "ru",
                 "target_prefix": "", "type": "translate", "toolkit": {"floors": {"prose": 0.5}}}  # fmt: skip
    members = {"metadata.json": json.dumps(described).encode(), "README.md": b"# A package\n",
               "sentencepiece.model": model.getvalue(), "model/config.json": b"{}", "model/model.bin": b"\0" * 500,
               "model/shared_vocabulary.json": b'["<s>", "a"]'}  # fmt: skip
    yield "package", pack({f"en_ru/{name}": data for name, data in members.items()})
    arrays = io.BytesIO()
    numpy.savez(
        arrays, Wpos=numpy.zeros((2, 4), "float32"), **{"special:model.yml": numpy.frombuffer(b"dim: 4\n", "int8")}
    )
    yield "package .npz", arrays.getvalue()
    texts = [{"id": number, "text": text} for number, text in enumerate(("Пёс {1} бежал.", "Далеко."), 1)]
    message = {"role": "assistant", "content": json.dumps({"translations": texts})}
    logs = {"content": [{"token": "a", "logprob": -0.1}]}
    yield "engine local", json.dumps({"choices": [{"message": message, "logprobs": logs}]}).encode()
    yield "engine libretranslate", json.dumps({"translatedText": ["Пёс {name} бежал.", "Далеко."]}).encode()
