"""Files that other programs made or changed: what they do to white space, quotes and names is passed over."""

from pathlib import Path

import pytest

from toolkit.catalogs import read
from toolkit.cli import run_command

CATALOG = """\
msgid ""
msgstr ""
"Language: ru\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "Price: 1,5; \\"quoted\\" - so"
msgstr ""

msgid ""
"First line\\n"
"second line\\n"
msgstr ""

msgctxt "menu"
msgid "Open"
msgstr ""

msgctxt "state"
msgid "Open"
msgstr ""
"""
XLIFF = """\
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="App/en.lproj/Localizable.strings" source-language="en" target-language="ru" datatype="plaintext"><body>
<trans-unit id="5"><source>Open</source><target>Открыть</target><context-group purpose="information">
<context context-type="x-gettext-msgctxt">menu</context></context-group></trans-unit></body></file></xliff>
"""
PLACES = ("po/ru.po", "locales/ru/LC_MESSAGES/app.po")


def imported(folder: Path, name: str, data: bytes, *, place: str = PLACES[1]) -> dict[str, str]:
    """Context and source -> translation, after the import of one file."""
    path = folder / place
    path.parent.mkdir(parents=True)
    path.write_text(CATALOG, encoding="utf-8")
    (folder / name).write_bytes(data)
    run_command(["import", "--project", str(folder), str(folder / name)])
    live = read(path.read_bytes()).live
    return {f"{entry.msgctxt or ''} {entry.msgid.strip()[:5]}": entry.msgstr[0] for entry in live if entry.translated}


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", ["", "\n"])
def test_line_breaks_in_cells(tmp_path: Path, ending: str, last: str) -> None:
    text = f'en,ru\n"First line\nsecond line{last}","Первая\nвторая{last}"\n'.replace("\n", ending)
    assert imported(tmp_path, "a.csv", text.encode()) == {" First": "Первая\nвторая\n"}


@pytest.mark.parametrize(
    "source",
    [
        "Price: 1,5; “quoted” – so", 'Price:\u00a01,5; "quoted" - so ', "Price: 1,5; «quoted» — so",
        ' Price: 1,5;  "quoted" - so',
    ],
)  # fmt: skip
def test_signs_that_a_program_replaced(tmp_path: Path, source: str) -> None:
    data = f"en\tru\n{source}\tЦена\n".encode()
    assert imported(tmp_path, "a.tsv", data) == {" Price": "Цена"}


def test_another_source_is_another_one(tmp_path: Path) -> None:
    assert imported(tmp_path, "a.tsv", "en\tru\nPrice: 1,6; “quoted” – so\tЦена\nopen\tоткрыть\n".encode()) == {}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", ["ru.xliff", "app.sdlxliff", "x.mqxliff", "y.mxliff", "z.txlf"])
def test_the_context_tells_messages_apart_and_a_strange_name_is_passed_over(
    tmp_path: Path, name: str, place: str
) -> None:
    assert imported(tmp_path, name, XLIFF.encode(), place=place) == {"menu Open": "Открыть"}


@pytest.mark.parametrize("place", PLACES)
def test_a_column_of_contexts(tmp_path: Path, place: str) -> None:
    data = "Context;en;ru;Comment\nstate;Open;Открыто;\nmenu;Open;Открыть;good\n".encode()
    assert imported(tmp_path, "a.csv", data, place=place) == {"menu Open": "Открыть", "state Open": "Открыто"}


def test_without_a_context_nothing_is_guessed(tmp_path: Path) -> None:
    assert imported(tmp_path, "a.csv", "en;ru\nOpen;Открыть\n".encode()) == {}
