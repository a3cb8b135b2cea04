"""Languages whose code is a word that a format uses itself: Indonesian is `id`."""

import dataclasses

import pytest

from tests.bundles.made import GENERATOR, small
from toolkit import exchange
from toolkit.exchange import table, tsv
from toolkit.units import Bundle

MADE = small((("Save", "Simpan", "reviewed"), ("Close", "", "untranslated"), ("Open", "Buka", "fuzzy")))


def indonesian(*, source: bool) -> Bundle:
    """The bundle from Indonesian, or into it."""
    if source:
        document = dataclasses.replace(MADE.document, language="id")
        return dataclasses.replace(MADE, document=document)
    catalogs = tuple(dataclasses.replace(catalog, target_language="id") for catalog in MADE.catalogs)
    return dataclasses.replace(MADE, catalogs=catalogs)


@pytest.mark.parametrize("source", [False, True])
@pytest.mark.parametrize("name", exchange.FORMATS)
def test_indonesian_comes_back(name: str, source: bool) -> None:
    form, bundle = exchange.FORMATS[name], indonesian(source=source)
    rows = form.read(form.write(bundle, GENERATOR))
    told = [(row.language, row.source, row.target) for row in rows if row.target]
    language = bundle.languages[1]
    assert told == [(language, "Save", "Simpan"), (language, "Open", "Buka")]


def test_a_table_of_before_with_two_columns_of_one_name() -> None:
    text = "id\tkind\ten\tid\tid:status\tbase\n8f07faa4fb7b8646\tparagraph\tSave\tSimpan\treviewed\t\n"
    (row,) = tsv.read(text.encode())
    assert (row.id, row.language, row.source, row.target) == ("8f07faa4fb7b8646", "id", "Save", "Simpan")
    moved = [["Indonesian", "id", "en", "ID:Status", "kind"], ["Simpan", "p1s1", "Save", "reviewed", "paragraph"]]
    (row,) = table.rows(moved)
    assert (row.id, row.language, row.source, row.target) == ("p1s1", "id", "Save", "Simpan")


@pytest.mark.parametrize(
    ("head", "line", "told"),
    [
        (["en", "id"], ["Save", "Simpan"], ("line 2", "id", "Save", "Simpan")),
        (["en", "ID"], ["Save", "Simpan"], ("line 2", "id", "Save", "Simpan")),
        (["id", "en"], ["Simpan", "Save"], ("line 2", "en", "Simpan", "Save")),
        (["id", "en", "id"], ["7", "Save", "Simpan"], ("7", "id", "Save", "Simpan")),
        (["id", "en", "ru"], ["menu.save", "Save", "Сохранить"], ("menu.save", "ru", "Save", "Сохранить")),
    ],
)
def test_tables_of_other_programs(head: list[str], line: list[str], told: tuple[str, ...]) -> None:
    (row,) = table.rows([head, line])
    assert (row.id, row.language, row.source, row.target) == told


@pytest.mark.parametrize("name", ["tsv", "xlsx"])
def test_a_language_and_its_variant(name: str) -> None:
    catalogs = tuple(dataclasses.replace(catalog, target_language="en") for catalog in MADE.catalogs)
    form = exchange.FORMATS[name]
    rows = form.read(form.write(dataclasses.replace(MADE, catalogs=catalogs), GENERATOR))
    told = [(row.language, row.source, row.target, row.status) for row in rows if row.target]
    assert told == [("en", "Save", "Simpan", "reviewed"), ("en", "Open", "Buka", "fuzzy")]
