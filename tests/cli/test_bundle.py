"""`toolkit bundle --zip`, `-o`, and `--layout`, as a new user would call them."""

import hashlib
import json
import zipfile
from io import BytesIO
from pathlib import Path

from tests.conftest import Toolkit

NAME = "lin-wu-visits-kyrgyzstan"
SOURCE = f"source/{NAME}.txt"


def test_a_zip_beside_the_folder_holds_what_the_receipt_vouches_for(project: Path, command_line: Toolkit) -> None:
    done = command_line(project, "bundle", SOURCE, "--zip", "--format", "html,md,txt")
    assert done.returncode == 0, done.stderr
    assert f"build/{NAME}.zip" in done.stdout.splitlines()
    with zipfile.ZipFile(project / "build" / f"{NAME}.zip") as archive:
        names = archive.namelist()
        assert names == sorted(names)
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        receipt = json.loads(archive.read(f"{NAME}/receipt.json"))
        for name, row in receipt["files"].items():
            data = archive.read(f"{NAME}/{name}")
            assert hashlib.sha256(data).hexdigest() == row["sha256"]
            assert (project / "build" / NAME / name).read_bytes() == data
        assert {f"{NAME}/{name}" for name in (*receipt["files"], "receipt.json", "receipt.html")} == set(names)


def test_the_same_inputs_give_the_same_zip_and_its_date_is_that_of_the_environment(
    project: Path, command_line: Toolkit
) -> None:
    for name in ("a.zip", "b.zip"):
        assert command_line(project, "bundle", SOURCE, "-o", name).returncode == 0
    assert (project / "a.zip").read_bytes() == (project / "b.zip").read_bytes()
    assert not (project / "build").exists()
    done = command_line(project, "bundle", SOURCE, "-o", "c.zip", SOURCE_DATE_EPOCH="1700000001")
    assert done.returncode == 0
    with zipfile.ZipFile(project / "c.zip") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2023, 11, 14, 22, 13, 20)}
    for early, late in (("0", (1980, 1, 1, 0, 0, 0)), ("9999999999", (2107, 12, 31, 23, 59, 58))):
        assert command_line(project, "bundle", SOURCE, "-o", "d.zip", SOURCE_DATE_EPOCH=early).returncode == 0
        with zipfile.ZipFile(project / "d.zip") as archive:
            assert archive.infolist()[0].date_time == late
    done = command_line(project, "bundle", SOURCE, "-o", "e.zip", SOURCE_DATE_EPOCH="yesterday")
    assert done.returncode == 2
    assert "SOURCE_DATE_EPOCH" in done.stderr and "'yesterday'" in done.stderr


def test_many_documents_go_into_a_folder_and_not_into_one_file(project: Path, command_line: Toolkit) -> None:
    (project / "source" / "more").mkdir()
    (project / "source" / "more" / "letter.txt").write_text("Hello.\n", encoding="utf-8")
    assert command_line(project, "update", "source/", "--to", "ky").returncode == 0
    done = command_line(project, "bundle", "source/", "--to", "ky", "-o", "one.zip")
    assert done.returncode == 2 and "-o FOLDER/" in done.stderr
    assert not (project / "one.zip").exists()
    done = command_line(project, "bundle", "source/", "--to", "ky", "-o", "all/", "--json")
    assert done.returncode == 0, done.stderr
    zips = [row["zip"] for row in json.loads(done.stdout)]
    assert sorted(zips) == [f"all/{NAME}.zip", "all/more/letter.zip"]
    assert all(zipfile.is_zipfile(project / name) for name in zips)


def test_without_zip_it_is_build(project: Path, command_line: Toolkit) -> None:
    built = command_line(project, "build", SOURCE, "--out", "one", "--json")
    bundled = command_line(project, "bundle", SOURCE, "--out", "two", "--json")
    assert json.loads(built.stdout)[0]["files"] == json.loads(bundled.stdout)[0]["files"]
    done = command_line(project, "bundle", SOURCE, "--out", "two", "-o", "x.zip")
    assert done.returncode == 2 and "--out" in done.stderr


def test_a_layout_that_a_format_has_not_is_one_clear_sentence(project: Path, command_line: Toolkit) -> None:
    for options, sentence in {
        ("--format", "epub", "--layout", "columns"): "epub has no layout 'columns'; it has: interleaved",
        ("--format", "txt,md", "--layout", "columns"): "txt has no layout 'columns'; it has: interleaved",
        ("--format", "docx", "--layout", "sideways"): "docx has no layout 'sideways'; it has: columns, interleaved",
        ("--layout", "columns"): "--layout says nothing to html, tmx, tsv",
    }.items():
        done = command_line(project, "build", SOURCE, *options)
        assert done.returncode == 2
        assert sentence in done.stderr and done.stderr.count("\n") == 1
    assert not (project / "build").exists()


def test_a_layout_is_built_and_what_was_corrected_in_it_comes_back(project: Path, command_line: Toolkit) -> None:
    from toolkit.exchange.archives import pack, unpack

    done = command_line(project, "build", SOURCE, "--format", "html,docx,md", "--layout", "interleaved", "--to", "ky")
    assert done.returncode == 0, done.stderr
    path = project / "build" / NAME / "parallel.docx"
    files = unpack(path.read_bytes(), "DOCX")
    text = files["word/document.xml"].decode()
    files["word/document.xml"] = text.replace("Сапардын жүрүшүндө", "Сапар учурунда", 1).encode()
    path.write_bytes(pack(files))
    done = command_line(project, "import", "--dry-run", path, "--project", project)
    assert "p4s1 ky: corrected" in done.stdout, done.stdout + done.stderr
    assert "26 unchanged" in done.stdout
    assert zipfile.ZipFile(BytesIO(path.read_bytes())).testzip() is None
