"""What `toolkit evaluate` takes for a person's translation."""

import gzip
from pathlib import Path

import pytest

from tests.conftest import ROOT
from toolkit.errors import BundleError, StorageError
from toolkit.units import Code
from toolkit.workflow.evaluation import references

TABLE = "en\tru\tky\nA house.\tДом.\t\nA river.\tРека.\tДарыя.\nA house.\tЖилище.\tҮй.\n"
BUNDLE = (
    "id\tkind\ten\tru\tru:status\tky\tky:status\n"
    "p1s1\tparagraph\tA house.\tДом.\treviewed\tҮй.\tdrafted\n"
    "p1s2\tparagraph\tA river.\tРека.\tdrafted\tДарыя.\tfuzzy\n"
)
PO = """msgid ""
msgstr ""
"Language: ru\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

#, python-format
msgid "Open %s"
msgstr "Открыть %s"

#, fuzzy
msgid "Close"
msgstr "Закрыть"

msgid "Save"
msgstr ""

msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d файл"
msgstr[1] "%d файла"
msgstr[2] "%d файлов"

#~ msgid "Old"
#~ msgstr "Старый"
"""


def pairs(found: dict[str, references.Reference]) -> dict[str, list[tuple[str, str]]]:
    return {code: [(pair.shown, pair.text) for pair in reference.pairs] for code, reference in found.items()}


@pytest.mark.parametrize("name", ["table.tsv", "table.tsv.gz"])
def test_a_table_with_a_column_a_language(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    data = TABLE.replace("\n", "\r\n").encode("utf-8-sig")
    path.write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    assert references.is_parallel(path)
    assert pairs(references.of_file(path, "en")) == {
        "ru": [("A house.", "Дом."), ("A river.", "Река.")],  # a source that stands twice is compared once
        "ky": [("A river.", "Дарыя."), ("A house.", "Үй.")],
    }
    assert pairs(references.of_file(path, "ky"))["en"] == [("Дарыя.", "A river."), ("Үй.", "A house.")]


def test_a_machine_draft_is_never_a_reference(tmp_path: Path) -> None:
    path = tmp_path / "parallel.tsv"
    path.write_text(BUNDLE, encoding="utf-8")
    assert pairs(references.of_file(path, "en")) == {"ru": [("A house.", "Дом.")]}


def test_where_nothing_is_reviewed_what_people_left_for_review_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "parallel.tsv"
    path.write_text(BUNDLE.replace("reviewed", "stale"), encoding="utf-8")
    assert pairs(references.of_file(path, "en")) == {"ky": [("A river.", "Дарыя.")]}


def test_the_catalog_of_a_program(tmp_path: Path) -> None:
    path = tmp_path / "ru.po"
    path.write_text(PO, encoding="utf-8")
    found = references.of_messages(path, "en")
    assert (found.source_language, found.language) == ("en", "ru")
    assert [(pair.shown, pair.text) for pair in found.pairs] == [("Open %s", "Открыть %s"), ("%d file", "%d файл")]
    assert any(isinstance(part, Code) for part in found.pairs[0].source), "the engine must not see the directive"


def test_a_sample_is_the_same_every_time_and_in_order() -> None:
    whole = references.Reference("x", "en", "ru", tuple(references.Pair((str(n),), str(n)) for n in range(50)))
    some = whole.sampled(7)
    assert some == whole.sampled(7)
    assert len(some.pairs) == 7
    assert [int(pair.text) for pair in some.pairs] == sorted(int(pair.text) for pair in some.pairs)
    assert whole.sampled(0) == whole.sampled(99) == whole


@pytest.mark.parametrize(
    ("name", "data", "complaint"),
    [
        ("t.tsv", b"en\tru\nA house.\n", "line 2: 1 columns, the header has 2"),
        ("t.tsv", b"en\tru\nA\t\xff\n", "line 2 is not UTF-8"),
        ("t.tsv", b"ru\tky\na\tb\n", "no column 'en'"),
        ("t.tsv", b"one\ttwo\na\tb\n", "line 1"),
        ("t.tsv.gz", b"en\tru\n", "the compressed file is damaged or cut off"),
        ("t.tsv.gz", gzip.compress(TABLE.encode(), mtime=0)[:-12], "the compressed file is damaged or cut off"),
    ],
    ids=["short line", "no UTF-8", "no source", "no languages", "no gzip", "cut off"],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str, data: bytes, complaint: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(BundleError, match=complaint) as caught:
        references.of_file(path, "en")
    assert str(path.with_suffix("")) in str(caught.value)


def test_a_file_that_is_not_there_and_files_of_other_kinds(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        references.of_file(tmp_path / "none.tmx", "en")
    assert not references.is_parallel(ROOT / "source" / "lin-wu-visits-kyrgyzstan.txt")
    assert not references.is_parallel(tmp_path / "ru.po")
