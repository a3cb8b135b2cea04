"""Rows of every kind of input: the text, what stands beside it, and what is wrong with it."""

import gzip
import json
from pathlib import Path

import pyarrow
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from toolkit.corpus import sources, streams
from toolkit.corpus.rows import Wish, read
from toolkit.corpus.sources import Source, format_of, natural
from toolkit.errors import DocumentError, UsageError

from .conftest import Desk

WISH = Wish("en", ("ru",))


def rows(path: Path, wish: Wish = WISH) -> list[tuple[str, dict[str, str], dict[str, object], str]]:
    kind, compression = format_of(path)
    return [
        (row.text, dict(row.targets), dict(row.meta), row.fault) for row in read(Source(path, kind, compression), wish)
    ]


@pytest.mark.parametrize(
    ("name", "kind", "compression"),
    [
        ("a.txt", "lines", ""), ("a", "lines", ""), ("news.en", "lines", ""), ("x.10", "lines", ""),
        ("a.en.gz", "lines", "gzip"), ("a.jsonl.zst", "jsonl", "zstd"), ("a.tsv.gz", "tsv", "gzip"),
        ("a.PARQUET", "parquet", ""), ("a.tmx", "tmx", ""), ("a.docx", "document", ""),
        ("a.html.gz", "document", "gzip"), ("a.jpg", "unknown", ""), ("a.exe", "unknown", ""), ("a.tar", "unknown", ""),
    ],
)  # fmt: skip
def test_a_name_says_how_a_file_is_read(name: str, kind: str, compression: str) -> None:
    assert format_of(Path(name)) == (kind, compression)


@given(st.lists(st.tuples(st.sampled_from(["a", "b.", "file."]), st.integers(0, 10**9)), max_size=20))
def test_natural_order_is_that_of_the_numbers(names: list[tuple[str, int]]) -> None:
    made = sorted(names)
    assert sorted((f"{word}{number}" for word, number in names), key=natural) == [f"{w}{n}" for w, n in made]


def test_what_a_run_writes_is_no_input_of_the_next_one_and_a_file_is_one_whoever_names_it(desk: Desk) -> None:
    path = desk.write("a.txt", ["One."])
    desk.write("out/en-ru.jsonl", ["{}"])
    link = desk.folder / "input" / "link.txt"
    link.symlink_to(path)
    found, _ = sources.found([path, desk.folder / "input", link], out=desk.folder / "input" / "out")
    assert [one.path for one in found] == [path]


def test_json_lines_in_all_the_ways_in_which_people_write_them(desk: Desk) -> None:
    path = desk.write(
        "a.jsonl",
        [
            '{"translation": {"en": "One.", "ru": "Раз.", "zh": "一"}, "url": "x"}',
            '{"en": "Two.", "id": 7}',
            '{"text": "Three.", "ru": ""}',
            '"Four."',
            "",
            '{"other": "Five."}',
            '{"text": 6}',
            "{no json}",
            '{"text": "half \\ud800"}',
            "[1]",
        ],
    )
    found = rows(path)
    assert found[:4] == [
        ("One.", {"ru": "Раз."}, {"url": "x", "translation": {"zh": "一"}}, ""),
        ("Two.", {}, {"id": 7}, ""),
        ("Three.", {}, {"ru": ""}, ""),
        ("Four.", {}, {}, ""),
    ]
    assert [fault.partition(":")[0] for _, _, _, fault in found[4:]] == [
        "no text in en", "no text in en", "no JSON", "", "neither an object nor a text",
    ]  # fmt: skip
    assert rows(path, Wish("en", (), "other"))[4][0] == "Five."


def test_tables_with_a_head_and_without(desk: Desk) -> None:
    headed = desk.write("a.tsv", ["id\ten\tru", "1\tOne.\tРаз.", "2\tTwo.\t", "", "3", "4\ta\tb\tc"])
    assert rows(headed) == [
        ("One.", {"ru": "Раз."}, {"id": "1"}, ""),
        ("Two.", {}, {"id": "2"}, ""),
        ("", {}, {}, ""),
        ("", {}, {}, "1 cells where 3 are expected"),
        ("", {}, {}, "4 cells where 3 are expected"),
    ]
    bare = desk.write("b.tsv", ["One.\tx", "Two.\ty"])
    assert rows(bare) == [("One.", {}, {"column 2": "x"}, ""), ("Two.", {}, {"column 2": "y"}, "")]
    assert [text for text, *_ in rows(bare, Wish("en", (), "2"))] == ["x", "y"]
    with pytest.raises(UsageError, match=r"no column 'body'; it has: One\., x"):
        rows(bare, Wish("en", (), "body"))


def test_parquet(desk: Desk) -> None:
    path = desk.folder / "a.parquet"
    table = pyarrow.table({"en": ["One.", None, "Three."], "ru": ["Раз.", "", None], "score": [0.5, 1, 2]})
    parquet.write_table(table, path)
    assert rows(path)[0] == ("One.", {"ru": "Раз."}, {"score": 0.5}, "")
    assert rows(path)[1][3] == "no text in en"
    assert rows(path)[2][0] == "Three."
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(DocumentError, match="this Parquet file cannot be read"):
        rows(path)


def test_a_translation_memory_of_any_size(desk: Desk) -> None:
    unit = (
        '<tu tuid="{0}"><tuv xml:lang="en"><seg>Text {0} &amp; <ph x="1">{{n}}</ph>.</seg></tuv>'
        '<tuv xml:lang="ru"><seg>Текст {0}.</seg></tuv></tu>\n'
    )
    head = '<tmx version="1.4"><header srclang="en-GB" datatype="plaintext"/><body>\n'
    alone = '<tu tuid="x"><tuv xml:lang="en"><seg>Alone.</seg></tuv></tu>'
    data = head + "".join(unit.format(number) for number in range(3000)) + alone + "</body></tmx>"
    path = desk.write("a.tmx", data)
    found = rows(path)
    assert found[7] == ("Text 7 & {n}.", {"ru": "Текст 7."}, {"tuid": "7"}, "")
    assert found[-1] == ("Alone.", {}, {"tuid": "x"}, "")
    assert len(found) == 3001
    assert rows(desk.write("a.tmx.gz", gzip.compress(data.encode()))) == found
    with pytest.raises(DocumentError, match=r"a\.tmx: line 1502: this is no TMX file"):
        rows(desk.write("a.tmx", data[: data.index('tuid="1500"')]))


def test_documents_are_cut_into_sentences(desk: Desk) -> None:
    path = desk.write("a.html", "<p>One sentence. Another <b>one</b>.</p><p>A third.</p>")
    found = rows(path)
    assert [text for text, *_ in found] == ["One sentence.", "Another <1>one</1>.", "A third."]
    assert found[1][2] == {"document": str(path), "place": "p1s2"}
    desk.write("b.txt", "First. Second.\n\nThird.\n")
    desk.translate(documents=True)
    texts = [json.loads(row)["translation"]["en"] for row in desk.output().splitlines()]
    assert texts == ["One sentence.", "Another <1>one</1>.", "A third.", "First.", "Second.", "Third."]


def test_a_translation_of_the_input_is_kept_and_facts_come_out_again(desk: Desk) -> None:
    desk.write("a.jsonl", ['{"en": "One.", "ru": "Раз.", "url": "u"}', '{"en": "One.", "n": 1}', '{"en": "One."}'])
    (report,) = desk.translate()
    assert report.origins == {"engine": 2, "input": 1}
    first, second, third = (json.loads(row) for row in desk.output().splitlines())
    assert (first["translation"]["ru"], first["status"], first["meta"]) == ("Раз.", {"ru": "fuzzy"}, {"url": "u"})
    assert second["meta"] == {"n": 1}
    assert "meta" not in third and third["translation"] == second["translation"]


@given(st.lists(st.binary(max_size=30).filter(lambda one: b"\n" not in one and not one.endswith(b"\r")), max_size=12))
def test_lines_come_back_whatever_they_hold(tmp_path_factory: pytest.TempPathFactory, lines: list[bytes]) -> None:
    folder = tmp_path_factory.mktemp("lines")
    data = b"".join(line + b"\n" for line in lines)
    pack = zstandard.ZstdCompressor().compress
    half = len(data) // 2
    cases = {"": data, "gzip": gzip.compress(data), "zstd": pack(data[:half]) + pack(data[half:])}
    for compression, packed in cases.items():
        path = folder / f"a{compression}"
        path.write_bytes(packed)
        assert [line for _, line in streams.lines(path, compression)] == lines


def test_a_line_that_is_too_long_to_be_held_is_counted(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "LONGEST_LINE", 10)
    path = desk.write("a.txt", ["x" * 9, "y" * 35, "z"])
    assert list(streams.lines(path)) == [(1, b"x" * 9), (2, 36), (3, b"z")]
    assert [fault for *_, fault in rows(path)] == ["", "a line of 36 bytes", ""]


def test_another_encoding_is_refused_with_what_to_do(desk: Desk) -> None:
    with pytest.raises(DocumentError, match=r"a\.txt:1: this is UTF-16; save it as UTF-8"):
        rows(desk.write("a.txt", "One.\n".encode("utf-16")))
