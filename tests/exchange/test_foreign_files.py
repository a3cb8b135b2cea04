"""Files that other programs saved, tables of every shape, and the gate that everything passes which approves."""

import csv
import io
import random
import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit import exchange
from toolkit.cli import run_command
from toolkit.errors import BundleError
from toolkit.exchange import archives, tmx, tsv, xliff12, xlsx
from toolkit.exchange.rows import digest, rows
from toolkit.po.file import read
from toolkit.units import PERSON, Bundle, Catalog, Document, Segment, State, TranslationUnit, plain, segment_key

HEADER = 'msgid ""\nmsgstr ""\n"Language: {}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
GENERATOR = "toolkit 1"


def bundle(pairs: list[tuple[str, str]], path: str = "") -> Bundle:
    segments = tuple(Segment(segment_key(plain(text)), plain(text)) for text, _ in dict(pairs).items())
    units = tuple(
        TranslationUnit(segment, plain(target), State.REVIEWED if target else State.INITIAL, PERSON if target else None)
        for segment, target in zip(segments, dict(pairs).values(), strict=True)
    )
    return Bundle(Document("app", "po", "en", ()), segments, (Catalog("app", "en", "ru", units, path),))


PAIRS = [("Open", "Открыть"), ("007", "007"), ("Two\nlines", "Две\nстроки"), ('a "b"', "«б»"), ("x; y, z", "а; б, в")]


def test_every_format_names_the_catalog_and_the_rows_are_the_same() -> None:
    made = bundle(PAIRS, "po/ru ru.po")
    for name, form in exchange.FORMATS.items():
        if name == "moses":
            continue
        found = form.read(form.write(made, GENERATOR))
        assert digest(found) == digest(rows(made)), name
        assert {exchange.recalled(row.base)[1] for row in found} == {"po/ru ru.po"}, name


texts = st.text(st.sampled_from("аб \"';,x=+-@"), min_size=1, max_size=12).map(str.strip).filter(bool)


@settings(max_examples=60)
@given(
    st.lists(st.tuples(texts, texts | st.just("а\nб")), min_size=1, max_size=5), st.sampled_from("\t;,"), st.randoms()
)
def test_tables_with_other_columns_in_other_order_and_other_separators(
    pairs: list[tuple[str, str]], delimiter: str, chance: random.Random
) -> None:
    made = bundle(pairs)
    lines = [line.split("\t") for line in tsv.write(made).decode().splitlines()]
    table = [[tsv.unescape(cell).replace("\\u0022", '"') for cell in line] + ["note"] for line in lines]
    order = [*range(len(table[0]))]
    chance.shuffle(order)
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([[line[n] for n in order] for line in table])
    text = out.getvalue()
    assert digest(tsv.read(text.encode("utf-8-sig"))) == digest(rows(made))
    assert digest(tsv.read(f"sep={delimiter}\r\n{text}".encode("utf-8-sig"))) == digest(rows(made))


def bent(sheet: str, cell: str, inner: str) -> str:
    found = re.search(rf'<c r="{cell}"[^>]*>.*?</c>', sheet)
    assert found
    return sheet.replace(found[0], f'<c r="{cell}"{inner}</c>')


@pytest.mark.parametrize(
    ("inner", "says"),
    [
        (' t="n"><v>46085</v>', "number or a date"), ("><v>7</v>", "number or a date"), (' t="b"><v>1</v>', "truth"),
        (' t="e"><v>#NAME?</v>', "error"), ("><f>SUM(A1)</f><v>0</v>", "formula"),
        (' t="str"><f>A1&amp;"x"</f><v>x</v>', "formula"), (' t="d"><v>2026-01-01</v>', "date"),
    ],
)  # fmt: skip
def test_what_excel_made_of_a_cell_is_refused_by_row(tmp_path: Path, inner: str, says: str) -> None:
    po = project(tmp_path, "ru", 'msgid "Open"\nmsgstr "Открыть"\n\nmsgid "007"\nmsgstr "007"\n')
    assert run_command(["export", str(po), "--format", "xlsx", "-o", str(tmp_path / "a.xlsx")]) == 0
    with ZipFile(tmp_path / "a.xlsx") as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    sheet = files["xl/worksheets/sheet1.xml"].decode()
    files["xl/worksheets/sheet1.xml"] = bent(sheet, "D3", inner).replace("Открыть", "Отвори").encode()
    (tmp_path / "b.xlsx").write_bytes(archives.pack(files))
    row = xlsx.read((tmp_path / "b.xlsx").read_bytes())[1]
    assert "line 3" in row.damage
    assert says in row.damage
    assert run_command(["import", "--approve", "--project", str(tmp_path), str(tmp_path / "b.xlsx")]) == 1
    assert [entry.msgstr[0] for entry in read(po.read_bytes()).live] == ["Отвори", "007"]


def project(folder: Path, tag: str, messages: str, layout: str = "locales/{}/LC_MESSAGES/app.po") -> Path:
    path = folder / layout.format(tag)
    path.parent.mkdir(parents=True, exist_ok=True)
    (folder / "locales").mkdir(exist_ok=True)
    path.write_text(f"{HEADER.format(tag)}\n{messages}", encoding="utf-8")
    return path


@pytest.mark.parametrize("form", ["tmx", "xliff", "xliff12", "tsv", "jsonl", "xlsx", "docx"])
@pytest.mark.parametrize(
    ("tag", "layout"),
    [("zh_Hans", "locales/{}/LC_MESSAGES/app.po"), ("zh_TW", "locales/{}/LC_MESSAGES/app.po"),
     ("pt_BR", "locale/{}/LC_MESSAGES/app.po"), ("sr_Latn", "src/x/locale/{}/LC_MESSAGES/app.po"),
     ("es_419", "locales/{}/LC_MESSAGES/app.po"), ("ky", "po/{}.po"), ("de_AT", "po/{}.po")],
)  # fmt: skip
def test_a_file_finds_the_catalog_that_it_came_from(tmp_path: Path, form: str, tag: str, layout: str) -> None:
    po = project(tmp_path, tag, 'msgid "Open"\nmsgstr "Voilà"\n', layout)
    out = tmp_path / f"a{exchange.FORMATS[form].suffix}"
    assert run_command(["export", "--project", str(tmp_path), str(po), "--format", form, "-o", str(out)]) == 0
    data = out.read_bytes()
    if form in ("xlsx", "docx"):
        files = archives.unpack(data, form)
        data = archives.pack({name: part.replace("Voilà".encode(), b"Alors") for name, part in files.items()})
    out.write_bytes(data.replace("Voilà".encode(), b"Alors"))
    assert run_command(["import", "--project", str(tmp_path), str(out)]) == 0
    assert read(po.read_bytes()).live[0].msgstr == ("Alors",)


def test_a_path_in_a_file_leads_nowhere_outside_the_project(tmp_path: Path) -> None:
    outside = project(tmp_path / "other", "ru", 'msgid "Open"\nmsgstr ""\n')
    inside = project(tmp_path / "own", "ru", 'msgid "Open"\nmsgstr ""\n')
    row = tsv.write(bundle([("Open", "Открыть")], "../other/locales/ru/LC_MESSAGES/app.po")).decode()
    (tmp_path / "a.tsv").write_text(re.sub("reviewed:[0-9a-f]+", "untranslated:e3b0c44298fc", row), encoding="utf-8")
    assert run_command(["import", "--project", str(tmp_path / "own"), str(tmp_path / "a.tsv")]) == 0
    assert read(outside.read_bytes()).live[0].msgstr == ("",)
    assert read(inside.read_bytes()).live[0].msgstr == ("Открыть",)


@pytest.mark.parametrize(
    ("flag", "source", "target", "taken"),
    [("python-brace-format", "Hi {name}", "Салам {ат}", False), ("c-format", "%d of %s", "%s ичинен", False),
     ("python-format", "%(n)s files", "%(n)s файл", True), ("kde-format", "Add %1", "Кошуу", False)],
)  # fmt: skip
def test_import_approves_nothing_that_approve_would_not(
    tmp_path: Path, flag: str, source: str, target: str, taken: bool
) -> None:
    po = project(tmp_path, "ky", f'#, {flag}\nmsgid "{source}"\nmsgstr ""\n')
    data = tsv.write(bundle([(source, target)])).decode().replace("ru", "ky")
    (tmp_path / "a.tsv").write_text(re.sub("reviewed:[0-9a-f]+", "untranslated:e3b0c44298fc", data), encoding="utf-8")
    run_command(["import", "--approve", "--project", str(tmp_path), str(tmp_path / "a.tsv")])
    entry = read(po.read_bytes()).live[0]
    assert (entry.msgstr, entry.fuzzy) == ((target,), not taken)
    run_command(["approve", "--project", str(tmp_path), "--all", str(po)])
    assert read(po.read_bytes()).live[0].fuzzy is not taken


def unit(target: str, source: str = "<source>Open</source>", attributes: str = "") -> bytes:
    return (
        f'<xliff version="1.2" xmlns="{xliff12.NAMESPACE}"><file original="app" source-language="en" '
        f'target-language="ru"><body><trans-unit id="a"{attributes}>{source}{target}</trans-unit></body></file></xliff>'
    ).encode()


@pytest.mark.parametrize(
    ("target", "says", "damaged"),
    [
        ("<target>\n   Открыть\n  </target>", "Открыть", False),
        ('<target xml:space="preserve">\n Открыть</target>', "\n Открыть", False),
        ("<target>  Открыть </target>", "  Открыть ", False),
        ("<alt-trans><target>Нет</target></alt-trans><target>Да</target>", "Да", False),
        ('<target>a<mrk mtype="x-sdl-deleted">b</mrk><mrk mtype="x-sdl-added">c</mrk>d</target>', "acd", False),
        ('<target>a <x id="1"/></target>', "a ", True),
        ('<target>a <x id="1" equiv-text="{n}"/></target>', "a {n}", False),
        ('<target>a <g id="1">b</g></target>', "a b", False),
        ('<target state="new">Open</target>', "", False),
        ('<target state="needs-translation">Open</target>', "", False),
    ],
)
def test_targets_of_other_tools(target: str, says: str, damaged: bool) -> None:
    row = exchange.read(unit(target), "a.xlf")[0]
    assert row.target == says
    assert bool(row.damage) is damaged


def test_a_code_of_the_source_says_what_it_is_in_the_target() -> None:
    data = unit('<target><x id="1"/>!</target>', '<source>Hi <x id="1" equiv-text="{name}"/></source>')
    row = exchange.read(data, "a.xlf")[0]
    assert (row.source, row.target, row.damage) == ("Hi {name}", "{name}!", "")


def test_the_language_may_stand_in_the_targets_alone() -> None:
    data = unit('<target xml:lang="ru">Да</target>').replace(b' target-language="ru"', b"")
    assert exchange.read(data, "a.xlf")[0].language == "ru"
    with pytest.raises(BundleError, match="target-language"):
        exchange.read(unit("<target>Да</target>").replace(b' target-language="ru"', b""), "a.xlf")


def test_a_memory_of_any_direction() -> None:
    data = tmx.write(bundle([("Open", "Открыть")]), GENERATOR).replace(b'srclang="en"', b'srclang="*all*"')
    assert [(row.source, row.language, row.target) for row in tmx.read(data)] == [("Open", "ru", "Открыть")]


def test_a_catalog_that_lags_behind_its_document_is_brought_up_to_date_first(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    (tmp_path / "locales").mkdir()
    source.write_text("The shop is open.\n", encoding="utf-8")
    assert run_command(["update", "--project", str(tmp_path), str(source), "--to", "ky"]) == 0
    source.write_text("The market is closed today.\n", encoding="utf-8")
    out = tmp_path / "a.tsv"
    command = [
        "export",
        "--project",
        str(tmp_path),
        str(source),
        "--languages",
        "ky",
        "--format",
        "tsv",
        "-o",
        str(out),
    ]
    assert run_command(command) == 0
    lines = out.read_text("utf-8").replace("\tuntranslated", "Базар бүгүн жабык.\tuntranslated", 1)
    out.write_text(lines.replace("\t\tБазар", "\tБазар"), encoding="utf-8")
    assert run_command(["import", "--project", str(tmp_path), str(out)]) == 0
    catalog = read((tmp_path / "locales" / "ky" / "LC_MESSAGES" / "a.po").read_bytes())
    assert [entry.msgstr for entry in catalog.live] == [("Базар бүгүн жабык.",)]


def test_a_cell_may_be_longer_than_a_csv_library_likes() -> None:
    text = "word " * 30_000
    (row,) = exchange.read(f'id,en,ru,ru:status\np1s1,"{text}",слово,fuzzy\n'.encode(), "a.csv")
    assert row.source == text
