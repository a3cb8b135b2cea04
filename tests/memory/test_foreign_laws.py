"""Law 5 for each form that a memory is read from: what was approved comes into the memory, and nothing else does."""

import codecs
import csv
import gzip
import io
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bundles.made import GENERATOR, LANGUAGES, made_bundles
from toolkit import exchange
from toolkit.exchange.foreign import Wish, pairs
from toolkit.units import Bundle, Content, flatten


def taken(path: Path, targets: tuple[str, ...] = ("ru",), *, codes: bool = True) -> set[tuple[str, str, str]]:
    """(language, source, target) of the pairs; without codes, their words alone."""
    found = pairs(path, Wish("en", targets), Counter())
    return {(pair.language, text(pair.source, codes), text(pair.target, codes)) for pair in found}


def approved(bundle: Bundle, *, codes: bool) -> set[tuple[str, str, str]]:
    """The same of what is approved in a bundle."""
    return {
        (catalog.target_language, text(unit.segment.source, codes), text(unit.target, codes))
        for catalog in bundle.catalogs
        for unit in catalog.units
        if unit.status == "reviewed"
    }


def text(content: Content, codes: bool) -> str:
    return flatten(content) if codes else "".join(part for part in content if isinstance(part, str))


@pytest.mark.parametrize("name", ["tmx", "xliff", "xliff12", "tsv", "jsonl", "moses", "xlsx", "docx"])
def test_what_the_toolkit_exports_is_taken_as_far_as_it_is_approved(name: str) -> None:
    form = exchange.FORMATS[name]

    @settings(max_examples=40)
    @given(made_bundles())
    def law(bundle: Bundle) -> None:
        if not bundle.catalogs or len(bundle.catalogs) > (form.most or 9):
            return
        wanted = {
            (code, source, target)
            for code, source, target in approved(bundle, codes=name != "tmx")
            if source.strip() and target.strip()
        }
        with TemporaryDirectory() as folder:
            path = Path(folder) / f"all{form.suffix}"
            path.write_bytes(form.write(bundle, GENERATOR))
            found = taken(path, LANGUAGES, codes=name != "tmx")
        assert {row for row in found if row[1].strip() and row[2].strip()} == wanted

    law()


WORD = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=6)
LINE = st.lists(WORD, min_size=1, max_size=5).map(" ".join)
ROWS = st.lists(st.tuples(LINE, LINE), min_size=1, max_size=6)
Rows = list[tuple[str, str]]


def moses(folder: Path, rows: Rows) -> Path:
    for code, texts in (("en", [one for one, _ in rows]), ("ru", [other for _, other in rows])):
        (folder / f"a.{code}").write_bytes("".join(f"{text}\n" for text in texts).encode())
    return folder / "a.ru"


def xces(folder: Path, rows: Rows) -> Path:
    links = ET.Element("cesAlign", version="1.0")
    group = ET.SubElement(links, "linkGrp", fromDoc="en/a.xml.gz", toDoc="ru/a.xml.gz", targType="s")
    for code, side in (("en", 0), ("ru", 1)):
        text = ET.Element("text")
        for number, row in enumerate(rows):
            sentence = ET.SubElement(text, "s", id=str(number))
            sentence.text = row[side]
            if not side:
                ET.SubElement(group, "link", xtargets=f"{number};{number}")
        (folder / code).mkdir()
        (folder / code / "a.xml.gz").write_bytes(gzip.compress(ET.tostring(text, encoding="utf-8")))
    (folder / "links.xml").write_bytes(ET.tostring(links))
    return folder / "links.xml"


def catalog(rows: Rows) -> polib.POFile:
    file = polib.POFile()
    file.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Language": "ru"}
    for source, target in dict(rows).items():
        file.append(polib.POEntry(msgid=source, msgstr=target))
    return file


def po(folder: Path, rows: Rows) -> Path:
    place = folder / "po"
    place.mkdir()
    catalog(rows).save(str(place / "ru.po"))
    return place


def mo(folder: Path, rows: Rows) -> Path:
    catalog(rows).save_as_mofile(str(folder / "a.mo"))
    return folder / "a.mo"


def table(folder: Path, rows: Rows) -> Path:
    file = io.StringIO()
    csv.writer(file).writerows([("en", "ru"), *rows])
    (folder / "a.csv").write_bytes(codecs.BOM_UTF16_LE + file.getvalue().encode("utf-16-le"))
    return folder / "a.csv"


def wide(folder: Path, rows: Rows) -> Path:
    root = ET.Element("tmx", version="1.4")
    ET.SubElement(root, "header", srclang="EN-GB")
    body = ET.SubElement(root, "body")
    for row in rows:
        unit = ET.SubElement(body, "tu")
        for tag, text in zip(("EN-GB", "RU"), row, strict=True):
            ET.SubElement(ET.SubElement(unit, "tuv", {"xml:lang": tag}), "seg").text = text
    (folder / "a.tmx.gz").write_bytes(gzip.compress(ET.tostring(root, encoding="utf-16")))
    return folder / "a.tmx.gz"


@pytest.mark.parametrize("form", [moses, xces, po, mo, table, wide])
def test_what_other_programs_write_is_taken(form: Callable[[Path, Rows], Path]) -> None:
    @settings(max_examples=40)
    @given(ROWS)
    def law(rows: Rows) -> None:
        with TemporaryDirectory() as folder:
            found = taken(form(Path(folder), rows))
        assert found == {("ru", *row) for row in (dict(rows).items() if form in (po, mo) else rows)}

    law()
