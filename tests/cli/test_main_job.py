"""The main job from the shell: what a person sees, what an edit changes, and what survives a kill."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ARTICLE, ROOT, Toolkit
from toolkit.bundles import READERS, Row

NAME = ARTICLE.stem
OUTPUTS = {"index.html", "parallel.tmx", "parallel.tsv", "progress.svg", "receipt.html", "receipt.json"}
DOCUMENTS = {f"{NAME}.{code}.txt" for code in ("zh", "ru", "ky")}


def rows(folder: Path) -> dict[str, set[Row]]:
    return {
        path.name: set(READERS[path.suffix](path.read_bytes()))
        for path in sorted(folder.iterdir())
        if path.suffix in READERS and path.name in OUTPUTS
    }


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_reviewed_edition(project: Path, command_line: Toolkit) -> None:
    before = contents(project)
    done = command_line(project, "run", f"source/{NAME}.txt")
    assert done.returncode == 0, done.stderr
    assert "page: " in done.stdout
    assert "starter" not in done.stdout + done.stderr
    folder = project / "build" / NAME
    assert {path.name for path in folder.iterdir()} == OUTPUTS | DOCUMENTS
    receipt = json.loads((folder / "receipt.json").read_text(encoding="utf-8"))
    assert receipt["segments"] == 27
    assert {code: row["reviewed"] for code, row in receipt["languages"].items()} == {"zh": 27, "ru": 27, "ky": 27}
    assert {row["read back"] for row in receipt["files"].values()} == {"complete"}
    after = contents(project)
    assert {name: after[name] for name in before} == before, "a run over reviewed catalogs changed a file"
    again = command_line(project, "run", f"source/{NAME}.txt")
    assert again.returncode == 0
    assert contents(project) == after


def test_an_edit_by_hand_is_in_every_output_and_nothing_else_changes(project: Path, command_line: Toolkit) -> None:
    assert command_line(project, "run", f"source/{NAME}.txt").returncode == 0
    folder = project / "build" / NAME
    old = rows(folder)
    catalog = project / "locales" / "ky" / "LC_MESSAGES" / f"{NAME}.po"
    text = catalog.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    number = next(i for i, line in enumerate(lines) if "пайдубалы бекем" in line)
    lines[number] = lines[number].replace("бекем", "чың")
    edited = "".join(lines)
    catalog.write_text(edited, encoding="utf-8")
    assert command_line(project, "run", f"source/{NAME}.txt").returncode == 0
    assert catalog.read_text(encoding="utf-8") == edited, "the .po differs from the edit by more than the edit"
    new = rows(folder)
    for name in OUTPUTS - {"receipt.json", "receipt.html", "progress.svg"}:
        (gone,), (come,) = old[name] - new[name], new[name] - old[name]
        assert (gone.id, gone.language, come.target) == (come.id, "ky", gone.target.replace("бекем", "чың"))


def test_drafts_are_made_offline_and_say_what_they_are(tmp_path: Path, command_line: Toolkit) -> None:
    (tmp_path / "letter.txt").write_text("Save changes? Turn on Bluetooth.\n\n2024-05-01 10:00\n", encoding="utf-8")
    done = command_line(tmp_path, "run", "letter.txt", "--to", "ru", "--to", "ky")
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("starter packages") == 1
    catalog = (tmp_path / "locales" / "ru" / "LC_MESSAGES" / "letter.po").read_text(encoding="utf-8")
    assert catalog.count("\n# Draft: argos ") == 2
    assert catalog.count("\n# Draft: rule dates") == 1
    assert catalog.count("\n#, fuzzy") == 3
    assert "1 мая 2024\u202fг. 10:00" in catalog
    receipt = json.loads((tmp_path / "build" / "letter" / "receipt.json").read_text(encoding="utf-8"))
    assert receipt["languages"]["ru"]["drafted"] == 3
    assert any("starter" in signature for signature in receipt["engines"]["ky"])
    assert 'data-status="drafted"' in (tmp_path / "build" / "letter" / "index.html").read_text(encoding="utf-8")


def test_fresh_touches_no_catalog(project: Path, command_line: Toolkit) -> None:
    before = contents(project)
    done = command_line(project, "run", f"source/{NAME}.txt", "--fresh", "--engine", "pseudo", "--out", "elsewhere")
    assert done.returncode == 0, done.stderr
    after = contents(project)
    assert {name for name in after if not name.startswith("elsewhere")} == set(before)
    assert all(after[name] == before[name] for name in before)
    receipt = json.loads(after[f"elsewhere/{NAME}/receipt.json"])
    assert all(row["drafted"] == 27 for row in receipt["languages"].values())


def test_a_language_less_means_its_files_are_gone(project: Path, command_line: Toolkit) -> None:
    formats = ("--format", "html,xliff")
    assert command_line(project, "run", f"source/{NAME}.txt", *formats).returncode == 0
    folder = project / "build" / NAME
    assert (folder / "en-ky.xlf").exists()
    (folder / "mine.txt").write_text("not the toolkit's", encoding="utf-8")
    assert command_line(project, "run", f"source/{NAME}.txt", "--to", "ru", *formats).returncode == 0
    assert {path.name for path in folder.iterdir()} == {
        "index.html", "en-ru.xlf", "progress.svg", "receipt.html", "receipt.json", "mine.txt", f"{NAME}.ru.txt"
    }  # fmt: skip


@pytest.mark.parametrize("delay", [0.15, 0.4, 0.7, 1.0, 1.5])
def test_a_killed_run_is_finished_by_the_next_one(tmp_path: Path, command_line: Toolkit, delay: float) -> None:
    sentences = [f"Person number {n} opened the settings of device {n * 7}." for n in range(40)]
    (tmp_path / "long.txt").write_text("\n\n".join(sentences), encoding="utf-8")
    assert command_line(tmp_path, "update", "long.txt", "--to", "ky").returncode == 0
    catalog = tmp_path / "locales" / "ky" / "LC_MESSAGES" / "long.po"
    mine = 'msgid "Person number 3 opened the settings of device 21."\nmsgstr "Менин котормом."'
    text = catalog.read_text(encoding="utf-8")
    catalog.write_text(text.replace(mine.replace("Менин котормом.", ""), mine), encoding="utf-8")
    running = subprocess.Popen(
        [sys.executable, "-m", "toolkit", "run", "long.txt", "--to", "ky", "--engine", "pseudo"],
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(delay)
    running.send_signal(signal.SIGKILL)
    running.wait()
    assert mine in catalog.read_text(encoding="utf-8")
    done = command_line(tmp_path, "run", "long.txt", "--to", "ky", "--engine", "pseudo")
    assert done.returncode == 0, done.stderr
    assert mine in catalog.read_text(encoding="utf-8")
    receipt = json.loads((tmp_path / "build" / "long" / "receipt.json").read_text(encoding="utf-8"))
    assert (receipt["languages"]["ky"]["reviewed"], receipt["languages"]["ky"]["drafted"]) == (1, 39)


def test_an_interrupted_run_says_so_and_leaves_with_130(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("\n\n".join(f"Sentence {n} of many." for n in range(8_000)), encoding="utf-8")
    saving_often = (
        "from toolkit.workflow import drafting; from toolkit.cli import main; "
        "drafting.SAVE_EVERY, drafting.SAVE_SHARE = 0.5, 0; "
        "main(['run', 'long.txt', '--to', 'ru'])"
    )
    running = subprocess.Popen(
        [sys.executable, "-c", saving_often],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    catalog = tmp_path / "locales" / "ru" / "LC_MESSAGES" / "long.po"
    waited = 0.0
    while not (catalog.exists() and b"\n# Draft: " in catalog.read_bytes()) and waited < 120:
        time.sleep(0.2)
        waited += 0.2
    running.send_signal(signal.SIGINT)
    _, errors = running.communicate(timeout=120)
    assert running.returncode == 130
    kept = len(re.findall(r"\n# Draft: (?:argos|gloss)", catalog.read_text(encoding="utf-8")))
    assert 0 < kept < 8_000, "what was drafted is kept"
    assert f"interrupted; {kept} of 8000 drafts are saved in locales/ru/LC_MESSAGES/long.po; run it again" in errors
    assert "Traceback" not in errors


def test_steps_in_json(project: Path, command_line: Toolkit) -> None:
    source = f"source/{NAME}.txt"
    listed = command_line(project, "segment", source, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["id"] for line in listed][:3] == ["p1s1", "p2s1", "p3s1"]
    assert len(listed) == 27
    for step in ("extract", "update", "translate", "build", "stats"):
        done = command_line(project, step, source, "--json")
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout), step
    stats = json.loads(command_line(project, "stats", source, "--json").stdout)
    assert stats[0]["languages"]["zh"]["reviewed"] == 27
    packages = json.loads(command_line(project, "packages", "list", "--json").stdout)
    starters = {(row["source"], row["target"]) for row in packages["packages"] if row["kind"] == "starter"}
    assert starters == {("en", "zh"), ("en", "ru"), ("en", "ky")}
