"""Numbers, JSON, XML and archives from strangers: read right or refused in a sentence, in no time."""

import contextlib
import io
import json
import re
import struct
import time
import zipfile
from pathlib import Path

import pytest

from tests.documents.word import body_document, paragraph, run
from toolkit import documents, exchange
from toolkit.cli import run_command
from toolkit.errors import BundleError, DocumentError, PackageError, ProjectError, SegmentationError
from toolkit.exchange import archives
from toolkit.exchange.xml import unpacked
from toolkit.packages.package import open_package
from toolkit.po.formats import directives
from toolkit.project.settings import load_settings
from toolkit.segmentation import srx
from toolkit.storage.given import json_value, whole_number
from toolkit.units import flatten


def test_whole_numbers() -> None:
    assert whole_number("12") == 12 and whole_number(" -3 ") == -3
    for strange in ("²", "--5", "٣", "1" * 5000, "", None, "1.5", "0x1", "1_000"):
        assert whole_number(strange, 7) == 7
        with pytest.raises(ValueError, match="no whole number"):
            whole_number(strange)


@pytest.mark.parametrize(
    "text", ["1e999", "NaN", "-Infinity", "1" * 5000, "[" * 100_000, '{"a":' * 100_000, b"\xe9", "{"]
)
def test_json_that_nobody_can_count_on_is_a_value_error(text: str | bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        json_value(text)


def test_json_is_read_right() -> None:
    value = {"a": [1, 2.5, True, None, "Ө😀"], "b": 10**17}
    assert json_value(json.dumps(value)) == value


ROW = {"id": "p1s1", "document": "a", "source": "en", "translation": {"en": "A", "ru": "Б"}, "status": {"ru": "fuzzy"}}
LINES = {
    "no translation": {**ROW, "translation": {}},
    "a list as text": {**ROW, "translation": {"en": "A", "ru": ["Б"]}},
    "a list as source": {**ROW, "source": ["en"]},
    "a number": 5,
    "a status that is a list": {**ROW, "status": {"ru": ["fuzzy"]}},
    "a long status": {**ROW, "status": {"ru": "x" * 200_000}},
    "a base that is a number": {**ROW, "base": {"ru": 1}},
}


@pytest.mark.parametrize("name", LINES)
def test_json_lines(name: str) -> None:
    with pytest.raises(BundleError) as caught:
        exchange.read(json.dumps(LINES[name]).encode(), "x.jsonl")
    assert not caught.value.defect and len(str(caught.value)) < 700


def nested(head: str, tag: str) -> bytes:
    """A file whose text is 5,000 elements deep."""
    closed = "".join(f"</{name.split()[0]}>" for name in reversed(re.findall(r"<([^<>]+)>", head)))
    return (head + f"<{tag}>" * 5_000 + "x" + f"</{tag}>" * 5_000 + closed).encode()


def pairs(ids: str) -> bytes:
    return archives.pack({"a.en-ru.ids": ids.encode(), "a.en-ru.en": b"A\n", "a.en-ru.ru": b"B\n"})


PATCH = b'{"format":"toolkit-patch","version":1,"document":"a","changes":[{"id":"\xe9' + b"y" * 200_000 + b'"}]}'


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (nested("<tmx><body><tu><tuv><seg>", "hi"), "x.tmx"),
        (nested('<xliff version="2.1"><file><unit><segment><source>', "pc"), "x.xlf"),
        (nested('<xliff version="1.2"><file><body><trans-unit><source>', "g"), "x.xlf"),
        (b"[" * 100_000, "x.json"),
        (PATCH, "x.json"),
        (pairs("p1s1\tfuzzy\t\t5\n"), "x.zip"),
        (pairs("p1s1\tfuzzy\t\t{oops\n"), "x.zip"),
        (pairs("p1s1\n"), "x.zip"),
        (archives.pack({"a.txt": b"\0" * (300 << 20)}), "x.xlsx"),
        (archives.pack({f"{n}": b"" for n in range(6_000)}), "x.docx"),
        (archives.pack({"../a": b""}), "x.zip"),
    ],
)  # fmt: skip
def test_exchange_files(data: bytes, name: str) -> None:
    started = time.monotonic()
    with pytest.raises(BundleError) as caught:
        exchange.read(data, name)
    assert not caught.value.defect and len(str(caught.value)) < 700
    assert time.monotonic() - started < 5


def test_members_that_lie_in_each_other_are_a_bomb() -> None:
    data = bytearray(archives.pack({"a": b"x" * 1_000_000, "b": b"y"}))
    second = data.rindex(b"PK\x01\x02")
    data[second + 42 : second + 46] = struct.pack("<I", 1)
    with pytest.raises(BundleError, match="overlaps another member"):
        archives.unpack(bytes(data), "zip")


def test_a_cell_far_to_the_right() -> None:
    bundle = {
        "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r='
        '"http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet r:id="r1"/></sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="r1" Target="s.xml"/></Relationships>',
        "xl/s.xml": '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row>'
        '<c r="ZZZ1"><v>1</v></c></row></sheetData></worksheet>',
    }  # fmt: skip
    with pytest.raises(BundleError, match="column 18,278"):
        exchange.read(archives.pack({name: text.encode() for name, text in bundle.items()}), "x.xlsx")


@pytest.mark.parametrize("value", ["²", "--5", "9" * 5_000, "", "-7"])
def test_numbers_in_documents(value: str) -> None:
    numbered = paragraph(run("A dog."), properties=f'<w:numPr><w:ilvl w:val="{value}"/><w:numId w:val="1"/></w:numPr>')
    spaced = paragraph(run("It ran.", f'<w:spacing w:val="{value}"/>'), properties=f'<w:outlineLvl w:val="{value}"/>')
    read = documents.read(body_document(numbered, spaced), "x.docx").blocks
    assert {"A dog.", "It ran."} <= {flatten(block.content) for block in read}
    vtt = f"WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nA <{value or 1}> dog.\n"
    assert documents.read(vtt.encode(), "x.vtt").blocks
    assert documents.rewrite(f"<p>&lt;{'9' * 5_000}&gt; x</p>".encode(), "x.html", {"n": ("x",)})


RULES = (
    '<?xml version="1.0" encoding="{encoding}"?><srx version="2.0"><header/><body><languagerules><languagerule '
    'languagerulename="a"><rule><beforebreak>{before}</beforebreak></rule></languagerule></languagerules><maprules>'
    '<languagemap languagepattern="{pattern}" languagerulename="a"/></maprules></body></srx>'
)


@pytest.mark.parametrize(
    ("encoding", "before", "pattern"),
    [
        ("UTF-99", "x", ".*"),
        ("UTF-8", "(" * 5_000 + ")" * 5_000, ".*"),
        ("UTF-8", "a{" + "9" * 5_000 + "}", ".*"),
        ("UTF-8", "x", "(" * 5_000 + ")" * 5_000),
        ("UTF-8", "[" * 5_000 + "a" + "]" * 5_000, ".*"),
    ],
)
def test_rules(encoding: str, before: str, pattern: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rules = tmp_path / "rules.srx"
    rules.write_text(RULES.format(encoding=encoding, before=before, pattern=pattern), encoding="utf-8")
    (tmp_path / "a.txt").write_text("A dog. It ran.", encoding="utf-8")
    assert run_command(["segment", str(tmp_path / "a.txt"), "--srx", str(rules)]) == 1
    said = capsys.readouterr().err
    assert "rules.srx" in said and "defect" not in said and "unexpected" not in said and len(said) < 900


def test_a_language_pattern_runs_under_a_watch() -> None:
    rules = srx.load(RULES.format(encoding="UTF-8", before="x", pattern="(a|a)*b|(x+x+)+y").encode(), "rules.srx")
    started = time.process_time()
    with contextlib.suppress(SegmentationError):
        rules.for_language("x" * 90, "a" * 90)
    assert time.process_time() - started < 5


def test_a_package_that_describes_itself_at_length(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("en_ru/metadata.json", b" " * (64 << 20))
    (tmp_path / "x.argosmodel").write_bytes(made.getvalue())
    with pytest.raises(PackageError, match="larger than"):
        open_package(tmp_path / "x.argosmodel")


def test_what_the_fuzzer_found(tmp_path: Path) -> None:
    started = time.process_time()
    assert unpacked("p1s1=drafted:1f0c p1s2=x=y " + "z" * 500_000) == {"p1s1": "drafted:1f0c", "p1s2=x": "y"}
    assert time.process_time() - started < 1
    (tmp_path / "pyproject.toml").write_text(f'[tool.toolkit]\nlocales = "{"9" * 5_000}"\n', encoding="utf-8")
    with pytest.raises(ProjectError, match="leads out"):
        load_settings(tmp_path, {})


def test_letters_of_dates_in_a_row() -> None:
    started = time.process_time()
    assert documents.read(b"a: " + b"d" * 300 + b"og. n.\n", "x.yaml").blocks
    assert time.process_time() - started < 1


def test_a_json_string_without_an_end_is_refused_at_once() -> None:
    for text in ('"' + "x" * 100_000, '{"a": "' + "x\\n" * 50_000 + "\\q", '"' + "\\u00e4" * 20_000 + "\\u00"):
        started = time.monotonic()
        with pytest.raises(DocumentError, match="not closed"):
            documents.read(text.encode(), "x.json")
        assert time.monotonic() - started < 2


def test_a_lisp_directive_of_many_parameters() -> None:
    for form in ("lisp-format", "scheme-format"):
        assert not directives("~" + "-1," * 40 + "\x00", form)
        assert [one.raw for one in directives("~5,'0d ~,,3f ~:@(x~) ~%", form)][:2] == ["~5,'0d", "~,,3f"]
