"""Counting, sampling, filtering and splitting: what is chosen, why the rest is not, and that nothing is lost."""

import gzip
import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from toolkit.checks import Pair
from toolkit.cli import run_command
from toolkit.corpus import filters, selections
from toolkit.corpus.rows import Row
from toolkit.corpus.sources import Source

from .conftest import Desk, sentences

CASES = [
    line.split("\t")
    for line in (ROOT / "tests/cases/corpus/filters.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("name", "language", "passes", "text"), CASES)
def test_filters(name: str, language: str, passes: str, text: str) -> None:
    why = filters.objection(text, language, [name])
    assert (why == "") is (passes == "yes"), why
    assert not why or why.startswith(f"{name}: ")


@pytest.mark.parametrize(
    ("name", "source", "target", "passes"),
    [
        ("copy", "Save the file.", "Save  the file.", False),
        ("copy", "42", "42", True),
        ("target-language", "Save it to the disk now.", "Сакта муну дискке азыр, өтүнүч, үйгө кетүүдөн мурун.", False),
        ("length", "Save.", "Сохраните этот файл на диск, прежде чем закрыть окно и выключить компьютер.", False),
        ("numbers", "It costs 40 som.", "Это стоит 50 сомов.", False),
        ("numbers", "It costs 40 som.", "Это стоит 40 сомов.", True),
        ("errors", "Save %s.", "Сохранить.", False),
    ],
)
def test_filters_of_pairs(name: str, source: str, target: str, passes: bool) -> None:
    assert (filters.pair_objection(Pair(source, target, "en", "ru"), [name]) == "") is passes


def rows(texts: list[str]) -> list[selections.Placed]:
    return [(Row(text, number), Source(Path("a.txt"), "lines")) for number, text in enumerate(texts, start=1)]


@given(st.lists(st.text(min_size=1, max_size=4), max_size=60), st.integers(1, 20))
def test_a_sample_is_so_many_rows_in_their_order(texts: list[str], count: int) -> None:
    real = [one for one in rows(texts) if not selections.fault_of(one[0])]
    chosen = selections.sample(rows(texts), count)
    assert len(chosen) == min(count, len(real))
    lines = [row.line for row, _ in chosen]
    assert lines == sorted(set(lines))


def test_every_row_has_the_same_chance_to_be_in_a_sample() -> None:
    given = rows([str(number) for number in range(20)])
    found = Counter(row.text for seed in range(2000) for row, _ in selections.sample(given, 5, seed))
    assert len(found) == 20 and all(400 < count < 600 for count in found.values())


def test_equal_texts_are_in_one_part_whatever_else_there_is(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(desk.folder)
    lines = [*sentences(3000), *sentences(500), "OPEN  close.", "open close.", "", "x\x00"]
    desk.write("a.txt", lines)
    call = ["corpus", "split", "input", "--out", "parts", "--parts", "train=8,dev=1,test=1"]
    assert run_command(call) == 0
    assert "2 rows are no text and in no part" in capsys.readouterr().out
    parts = {path.name: path.read_text(encoding="utf-8").splitlines() for path in (desk.folder / "parts").iterdir()}
    assert sorted(parts) == ["dev.txt", "test.txt", "train.txt"]
    assert Counter(line for part in parts.values() for line in part) == Counter(lines[:-2])
    assert not set(parts["train.txt"]) & set(parts["test.txt"])
    assert 2500 < len(parts["train.txt"]) < 3100
    where = {line: name for name, part in parts.items() for line in part}
    assert where["OPEN  close."] == where["open close."]
    desk.write("b.txt", sentences(200, seed=5))
    assert run_command([*call[:4], "more", *call[5:]]) == 0
    for name, part in parts.items():
        assert set(part) <= set((desk.folder / "more" / name).read_text(encoding="utf-8").splitlines())


def test_pieces_of_so_many_rows_hold_every_byte(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk.folder)
    path = desk.write("a.jsonl", [json.dumps({"text": line, "n": 1}) for line in sentences(25)] + ["no json"])
    assert run_command(["corpus", "split", "input", "--out", "pieces", "--rows", "10"]) == 0
    made = sorted((desk.folder / "pieces").iterdir())
    assert [one.name for one in made] == ["000000.jsonl", "000001.jsonl", "000002.jsonl"]
    assert b"".join(one.read_bytes() for one in made) == path.read_bytes()


def test_what_is_filtered_out_is_told_and_kept_apart(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(desk.folder)
    keep = '{"translation": {"en": "Save the file.", "ru": "Сохраните файл."}, "url": "x"}'
    desk.write(
        "a.jsonl",
        [
            keep,
            keep,
            '{"en": "Save the file.", "ru": "Save the file."}',
            '{"en": "https://example.org"}',
            '{"id": "1", "origin": "engine", "status": {}, "confidence": 0.3, "en": "Open it.", "ru": "Откройте."}',
            '{"id": "2", "origin": "engine", "status": {}, "gloss": true, "en": "Open now.", "ru": "Открыть сейчас."}',
            "no json",
        ],
    )
    call = ["corpus", "filter", "input", "--to", "ru", "--out", "good.jsonl.gz", "--unique", "--no-gloss",
            "--least-confidence", "0.5"]  # fmt: skip
    assert run_command(call) == 0
    told = capsys.readouterr().out
    assert "good.jsonl.gz: 1 of 7 rows" in told
    assert gzip.decompress((desk.folder / "good.jsonl.gz").read_bytes()).decode() == keep + "\n"
    out = [json.loads(row) for row in (desk.folder / "good.rejected.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(Path(row["place"]).name, row["reason"].rpartition(": ")[0]) for row in out] == [
        ("a.jsonl:2", "unique"),
        ("a.jsonl:3", "ru: copy"),
        ("a.jsonl:4", "words"),
        ("a.jsonl:5", "confidence"),
        ("a.jsonl:6", "gloss"),
        ("a.jsonl:7", out[5]["reason"].rpartition(": ")[0]),
    ]
    assert out[5]["reason"].startswith("no JSON: ")
    assert run_command([*call[:6], "input/a.jsonl"]) == 2
    assert "is an input; name another file" in capsys.readouterr().err


def test_a_filter_of_a_translation_leaves_the_row_and_says_why(desk: Desk) -> None:
    desk.write("a.txt", ["Save the file to the disk.", "https://example.org", "Сохраните этот файл на диск сейчас."])
    (report,) = desk.translate(order={"filters": filters.chosen(["language", "junk"])})
    assert report.origins == {"engine": 1, "filtered": 2}
    assert [json.loads(row)["reason"].partition(":")[0] for row in desk.output("aside-ru.jsonl").splitlines()] == [
        "words",
        "language",
    ]
    (report,) = desk.translate(order={"filters": filters.chosen(["language", "junk"])}, drop=True)
    assert (report.written, len(desk.output().splitlines())) == (1, 1)


def test_statistics_add_up(desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(desk.folder)
    desk.write("a.txt", [*sentences(50), *sentences(5), "", "broken \x00", "x" * 5000])
    desk.translate()
    assert run_command(["corpus", "stats", "out/en-ru.jsonl", "--to", "ru", "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert (facts["rows"], facts["texts"], facts["empty"], facts["repeated"]) == (58, 56, 2, 5)
    assert facts["origins"] == {"engine": 56}
    assert facts["translated"] == {"ru": 56}
    assert facts["lengths"]["0.99"] == 5000
    assert sum(facts["confidence"].values()) == 56
    assert run_command(["corpus", "stats", "input"]) == 0
    assert "99 % have at most, characters" in capsys.readouterr().out


def test_parts_that_are_none_are_told(capsys: pytest.CaptureFixture[str], desk: Desk) -> None:
    path = str(desk.write("a.txt", ["One."]))
    for parts in ("train", "train=0", "a=1,a=2", "../x=1"):
        assert run_command(["corpus", "split", path, "--out", str(desk.folder), "--parts", parts]) == 2
        assert "is no part; write parts like" in capsys.readouterr().err
    assert run_command(["corpus", "split", path, "--out", str(desk.folder)]) == 2
