"""A corpus in, drafts out: every row once, in its place, with what is known of it; what is no row is set aside."""

import gzip
import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest
import zstandard

from tests.conftest import ROOT, Toolkit
from toolkit import exchange
from toolkit.cli import run_command
from toolkit.corpus import store
from toolkit.corpus.manifest import Workplace, load
from toolkit.corpus.rows import Wish, read
from toolkit.corpus.sources import Source
from toolkit.engines import EngineSettings
from toolkit.engines.pseudo import PseudoEngine
from toolkit.errors import DocumentError, EngineError, StorageError, UsageError
from toolkit.units import Content, flatten

from .conftest import Desk, sentences


def texts(data: bytes, code: str = "en") -> list[str]:
    return [json.loads(row)["translation"].get(code, "") for row in data.splitlines()]


def test_every_row_has_its_draft_in_its_place_and_the_file_reads_back(desk: Desk) -> None:
    lines = sentences(95)
    desk.write("a.txt", lines)
    (report,) = desk.translate()
    rows = [json.loads(row) for row in desk.output().splitlines()]
    assert [row["id"] for row in rows] == [str(number) for number in range(1, 96)]
    assert texts(desk.output()) == lines
    assert all(row["translation"]["ru"].startswith("⟦") and row["signature"] == "pseudo accents 1" for row in rows)
    assert (report.rows, report.written, report.origins) == (95, 95, {"engine": 95})
    assert [row.status for row in exchange.read(desk.output(), "en-ru.jsonl")] == ["drafted"] * 95


def test_files_come_in_the_order_in_which_people_count(desk: Desk) -> None:
    for name in ("news.10", "news.2", "news.1", "part2/b.txt", "part10/a.txt", ".hidden"):
        desk.write(name, [f"This is {name}."])
    desk.translate()
    wanted = ["news.1", "news.2", "news.10", "part2/b.txt", "part10/a.txt"]
    assert texts(desk.output()) == [f"This is {name}." for name in wanted]


def test_what_is_no_text_is_set_aside_with_its_place_and_the_counts_add_up(desk: Desk) -> None:
    long = "word " * 2_100_000
    desk.write("a.txt", b"\xef\xbb\xbfFirst.\r\n\n \nbroken \xff\xfe here\nnul\x00here\n" + long.encode() + b"\nLast.")
    (report,) = desk.translate(formats=("jsonl", "lines"))
    assert report.origins == {"engine": 2, "empty": 2, "aside": 3}
    assert sum(report.origins.values()) == report.rows == 7
    aside = [json.loads(row) for row in desk.output("aside-ru.jsonl").splitlines()]
    assert [(Path(row["place"]).name, row["reason"]) for row in aside] == [
        ("a.txt:4", "byte 0xFF at offset 7 is not UTF-8"),
        ("a.txt:5", "a NUL"),
        ("a.txt:6", "10,500,000 characters, more than the 100,000 of a row"),
    ]
    assert desk.output("en-ru.en") == b"First.\n\n \n\n\n\nLast.\n"
    assert desk.output("en-ru.ru").count(b"\n") == 7


def test_a_line_of_ten_megabytes_is_drafted_where_it_is_wanted(desk: Desk) -> None:
    desk.write("a.txt", ["word " * 2_000_000])
    (report,) = desk.translate(cut={"longest": 20_000_000})
    assert report.origins == {"engine": 1}


@pytest.mark.parametrize("name", ["a.txt.gz", "a.txt.zst"])
def test_a_compressed_file_that_is_cut_off_is_refused_or_taken_as_far_as_it_goes(desk: Desk, name: str) -> None:
    data = "".join(f"{line}\n" for line in sentences(5000)).encode()
    packed = gzip.compress(data) if name.endswith("gz") else zstandard.ZstdCompressor().compress(data)
    desk.write(name, packed)
    assert desk.translate(rows=1000)[0].rows == 5000
    desk.write(name, packed[: len(packed) - 9])
    with pytest.raises(DocumentError, match=rf"{name}:\d+: the compressed file is damaged or cut off"):
        desk.translate(out="cut")
    assert not (desk.folder / "cut" / "en-ru.jsonl").exists()
    (report,) = desk.translate(out="cut", rows=1000, cut={"keep_damaged": True})
    assert 0 < report.rows <= 5000
    assert any("rows are taken" in note for note in desk.heard.notes)
    found = json.loads(desk.output("report.json", "cut"))["inputs"][0]
    assert "cut off" in found["damage"] and found["rows"] == report.rows


def test_a_text_that_came_before_is_drafted_once_in_whatever_shard_it_comes(desk: Desk) -> None:
    asked: list[str] = []

    class Listening(PseudoEngine):
        def _draft(self, content: Content) -> "object":  # type: ignore[override]
            asked.append(flatten(content))
            return super()._draft(content)

    lines = [*sentences(15), *sentences(30), "Once.", *sentences(15)]
    desk.write("a.txt", lines)
    engine = Listening(EngineSettings("en", "ru"))
    (report,) = desk.translate(engines={"ru": engine})
    assert sorted(asked) == sorted(set(lines))
    assert report.repeated == len(lines) - len(set(lines))
    assert texts(desk.output()) == lines
    drafts = dict(zip(lines, texts(desk.output(), "ru"), strict=True))
    assert [drafts[line] for line in lines] == texts(desk.output(), "ru")
    (unique,) = desk.translate(engines={"ru": engine}, unique=True)
    assert texts(desk.output()) == list(dict.fromkeys(lines))
    assert unique.written == len(set(lines))


def test_the_same_call_again_drafts_nothing_and_a_damaged_shard_again(desk: Desk) -> None:
    desk.write("a.txt", sentences(95))
    desk.translate()
    before = desk.output()
    assert desk.translate()[0].drafted_shards == 0
    place = Workplace(desk.folder / "out")
    known = load(place)
    assert known is not None
    path = place.drafts("ru", known.shards[3])
    path.write_bytes(path.read_bytes().replace("⟦".encode(), b"[[["))
    assert desk.translate()[0].drafted_shards == 1
    assert "drafted again" in desk.heard.notes[-1]
    assert desk.output() == before


def test_a_changed_input_engine_or_cut_is_refused_with_what_to_do(desk: Desk) -> None:
    path = desk.write("a.txt", sentences(30))
    desk.translate()
    with pytest.raises(StorageError, match=r"cut with rows 10, not 7; .*--restart"):
        desk.translate(rows=7)
    with pytest.raises(StorageError, match=r"made with checks false, and now it is true; say --redo"):
        desk.translate(order={"checks": True})
    assert desk.translate(order={"checks": True}, redo=True)[0].drafted_shards == 3
    assert desk.translate(order={"checks": True}, redo=True)[0].drafted_shards == 0  # it is no other work any more
    other = desk.write("b.txt", sentences(3))
    with pytest.raises(StorageError, match=r"b\.txt: it was not part of the work in"):
        desk.translate()
    other.unlink()
    path.write_text("Something else.\n", encoding="utf-8")
    with pytest.raises(StorageError, match=r"this input changed since the work in .* began"):
        desk.translate()
    (report,) = desk.translate(restart=True)
    assert texts(desk.output()) == ["Something else."] and report.rows == 1


@pytest.mark.parametrize("name", ["work", "work/ru", "work/source"])
def test_a_folder_of_the_work_that_is_a_link_is_refused_and_nothing_behind_it_touched(
    desk: Desk, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    desk.write("a.txt", sentences(12))
    desk.translate()
    place, outside = desk.folder / "out" / name, tmp_path_factory.mktemp("outside") / "there"
    place.rename(outside)
    (outside / "order.json").write_text("{}", encoding="utf-8")
    place.symlink_to(outside, target_is_directory=True)
    before = {path: path.read_bytes() for path in sorted(outside.rglob("*")) if path.is_file()}
    with pytest.raises(StorageError, match="this is a link"):
        desk.translate(restart=True, redo=True, rows=5)
    assert {path: path.read_bytes() for path in sorted(outside.rglob("*")) if path.is_file()} == before


def test_rows_that_are_damaged_are_cut_anew_and_what_is_done_stays(desk: Desk) -> None:
    desk.write("a.txt", sentences(30))
    desk.translate()
    place = Workplace(desk.folder / "out")
    known = load(place)
    assert known is not None
    place.rows(known.shards[1]).write_bytes(b"")
    place.done("ru", known.shards[1]).unlink()
    with pytest.raises(StorageError, match="these rows are damaged; the same command again cuts them anew"):
        desk.translate()
    assert desk.translate()[0].drafted_shards == 1
    assert texts(desk.output()) == sentences(30)


def test_inputs_may_move_as_long_as_they_stay_what_they_were(desk: Desk) -> None:
    first, second = desk.write("a.txt", sentences(10)), desk.write("b.txt", sentences(20))
    desk.translate(first, second)
    moved = first.rename(desk.folder / "elsewhere.txt")
    assert desk.translate(moved, second)[0].drafted_shards == 0
    with pytest.raises(StorageError, match="their order or number was another"):
        desk.translate(second, desk.write("a.txt", sentences(10)))


def test_another_language_is_added_to_what_is_there(desk: Desk) -> None:
    desk.write("a.txt", sentences(30))
    desk.translate()
    reports = desk.translate(to=("ru", "ky"))
    assert [(report.target, report.drafted_shards) for report in reports] == [("ru", 0), ("ky", 3)]


def test_drafts_of_other_rows_than_were_asked_for_are_not_kept(desk: Desk) -> None:
    desk.write("a.txt", sentences(10))
    desk.translate()
    place = Workplace(desk.folder / "out")
    known = load(place)
    assert known is not None
    good = place.drafts("ru", known.shards[0]).read_bytes()
    lines = good.splitlines(keepends=True)
    for bad in (lines[:-1], [lines[1], lines[0], *lines[2:]], [*lines, lines[0]], [*lines[:-1], b"{}\n"]):
        with pytest.raises(EngineError, match="shard 000000 came back wrong"):
            store.finish(place, "ru", known.shards[0], b"".join(bad))
    assert place.drafts("ru", known.shards[0]).read_bytes() == good


def test_a_text_at_which_the_engine_fails_is_set_aside_alone(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from . import poison

    monkeypatch.setattr(PseudoEngine, "translate", poison.drafts)
    monkeypatch.setattr(poison, "SECONDS", 0)
    lines = sentences(40)
    lines[17] = f"Here is {poison.RAISES}."
    desk.write("a.txt", lines)
    (report,) = desk.translate()
    assert report.origins == {"engine": 39, "aside": 1}
    (aside,) = [json.loads(row) for row in desk.output("aside-ru.jsonl").splitlines()]
    assert aside["id"] == "18" and aside["place"].endswith("a.txt, row 18")
    assert "such a text I cannot bear" in aside["reason"]
    desk.write("a.txt", [f"{number} {poison.RAISES}" for number in range(40)])
    with pytest.raises(EngineError, match="the engine failed at each of 10 texts"):
        desk.translate(restart=True)


def test_a_disk_that_is_full_in_mid_shard_leaves_nothing_half_written(desk: Desk) -> None:
    path = desk.write("a.txt", sentences(2000))
    call = [sys.executable, "-m", "toolkit", "corpus", "translate", str(path), "--to", "ru", "--out",
            str(desk.folder / "out"), "--engine", "pseudo", "--workers", "1", "--rows", "500"]  # fmt: skip

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (120_000, 120_000))

    full = subprocess.run(call, preexec_fn=limit, capture_output=True, text=True, cwd=ROOT, check=False)
    assert full.returncode == 1
    assert "cannot write: file too large" in full.stderr, full.stderr
    left = sorted(path.name for path in (desk.folder / "out").rglob("*") if path.is_file())
    assert not [name for name in left if name.endswith((".part", "en-ru.jsonl"))], left
    again = subprocess.run(call, capture_output=True, text=True, cwd=ROOT, check=False)
    assert again.returncode == 0, again.stderr
    assert len(desk.output().splitlines()) == 2000


def test_what_is_asked_for_in_vain_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(desk.folder)
    desk.write("a.txt", ["One."])
    cases = [
        (["nothing.txt"], 1, "there is no such file"),
        (["input", "--format", "html"], 2, "unknown format of a corpus 'html'"),
        (["input", "--filter", "sense"], 2, "unknown filter 'sense'"),
        (["input", "--workers", "2", "--scheduler", "tcp://127.0.0.1:1"], 2, "--workers is for this machine"),
        (["input", "--send-packages"], 2, "name its --scheduler"),
    ]
    for call, code, said in cases:
        done = run_command(["corpus", "translate", *call, "--to", "ru", "--out", "out", "--engine", "pseudo"])
        err = capsys.readouterr().err
        assert (done, said in err) == (code, True), err
    (desk.folder / "empty").mkdir()
    with pytest.raises(UsageError, match="no file with text"):
        desk.translate(desk.folder / "empty")


def test_the_command_reports_in_words_and_in_json(desk: Desk, command_line: Toolkit) -> None:
    desk.write("a.txt", [*sentences(20), "", "a\x00b"])
    call = ("corpus", "translate", "input", "--to", "ru,ky", "--out", "out", "--engine", "pseudo", "--workers", "1")
    done = command_line(desk.folder, *call)
    assert done.returncode == 0, done.stderr
    assert "20  drafted by the engine" in done.stdout and "1  set aside" in done.stdout
    assert "note: machine drafts, by pseudo accents 1" in done.stdout
    rows = json.loads(command_line(desk.folder, *call, "--json").stdout)
    assert [(row["target"], row["rows"], row["origins"]) for row in rows] == [
        ("ru", 22, {"engine": 20, "empty": 1, "aside": 1}),
        ("ky", 22, {"engine": 20, "empty": 1, "aside": 1}),
    ]


def test_what_people_approved_comes_from_the_memory_and_checks_are_a_column(desk: Desk) -> None:
    from toolkit.memory import TranslationMemory
    from toolkit.units import PERSON, Segment, State, TranslationUnit, plain, segment_key

    def unit(source: str, target: str) -> TranslationUnit:
        return TranslationUnit(
            Segment(segment_key(plain(source)), plain(source)), plain(target), State.REVIEWED, PERSON
        )

    desk.write("a.txt", ["Save the file.", "The friendly province.", "Save the file.", "It costs 40 som."])
    glossary = b"en,ru\nprovince,\xd0\xbe\xd0\xb1\xd0\xbb\xd0\xb0\xd1\x81\xd1\x82\xd1\x8c\n"
    path = desk.folder / "memory.sqlite"
    with TranslationMemory.open(path) as memory:
        memory.add("manual", "en", "ru", [unit("Save the file.", "Сохраните файл.")])
    (report,) = desk.translate(memory=path, order={"checks": True, "glossary": glossary}, formats=("jsonl", "tmx"))
    assert report.origins == {"engine": 2, "memory": 2}
    rows = [json.loads(row) for row in desk.output().splitlines()]
    assert rows[0]["translation"]["ru"] == rows[2]["translation"]["ru"] == "Сохраните файл."
    assert rows[0]["signature"] == "memory manual" and rows[0]["status"] == {"ru": "drafted"}
    assert any(finding.startswith("term: ") for finding in rows[1]["findings"])
    assert b'<prop type="x-finding">term: ' in desk.output("en-ru.tmx")
    with TranslationMemory.open(path) as memory:
        memory.add("other", "en", "ru", [unit("Open it.", "Откройте."), unit("Save the file.", "Сохрани файл.")])
    with pytest.raises(StorageError, match=r"made with memory 1 translation \(\w{8}\), and now it is 3 translations"):
        desk.translate(memory=path, order={"checks": True, "glossary": glossary})


def test_every_format_holds_the_same(desk: Desk) -> None:
    from pyarrow import parquet

    lines = ["One\tcell.", "<b>Two</b> & 'three'", "", "x\x07y", "Line\u2028break", *sentences(20)]
    desk.write("a.jsonl", [json.dumps({"en": line, "n": number}) for number, line in enumerate(lines)])
    desk.translate(formats=("jsonl", "tsv", "lines", "parquet", "tmx"))
    rows = [json.loads(row) for row in desk.output().splitlines()]
    pairs = [(row["translation"]["en"], row["translation"].get("ru", "")) for row in rows]
    assert [source for source, _ in pairs] == lines
    out = desk.folder / "out"
    table = parquet.read_table(out / "en-ru.parquet").to_pylist()
    assert [(row["en"], row["ru"]) for row in table] == pairs
    assert [json.loads(row["meta"]) for row in table] == [{"n": number} for number in range(len(lines))]
    units = exchange.read((out / "en-ru.tmx").read_bytes(), "en-ru.tmx")
    assert [(row.source, row.target) for row in units] == pairs
    assert [(row.source, row.target) for row in exchange.read((out / "en-ru.tsv").read_bytes(), "a.tsv")] == pairs
    back, meant = Source(out / "en-ru.tsv", "tsv"), Wish("en", ("ru",))
    assert [(row.text, row.targets.get("ru", ""), row.meta) for row in read(back, meant)] == [
        (*one, {}) for one in pairs
    ]
    texts_of = [(out / f"en-ru.{code}").read_text(encoding="utf-8").split("\n")[:-1] for code in ("en", "ru")]
    flat = [[" ".join(text.splitlines()) for text in side] for side in zip(*pairs, strict=True)]
    assert texts_of == flat
