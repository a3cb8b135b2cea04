"""A bundle whose inputs are all the same is left alone; whatever it depends on brings it up to date."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.cli import run_command

TEXT = "A dog barks.\n\nA cat sleeps. It dreams.\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "source").mkdir()
    (tmp_path / "locales").mkdir()
    for name in ("one", "two"):
        (tmp_path / "source" / f"{name}.txt").write_text(TEXT.replace("dog", name))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert run_command(["run", "source", "--to", "ru", "--engine", "pseudo"]) == 0
    return tmp_path


def built(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    """The documents of which a bundle was built."""
    capsys.readouterr()
    assert run_command(["build", "source", "--to", "ru", "--json", *arguments]) == 0
    return [row["source"] for row in json.loads(capsys.readouterr().out) if not row["unchanged"]]


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def edit(path: str, old: str, new: str) -> Callable[[Path], None]:
    def act(root: Path) -> None:
        before = (root / path).read_text(encoding="utf-8")
        assert old in before
        (root / path).write_text(before.replace(old, new, 1), encoding="utf-8")

    return act


CHANGES: dict[str, Callable[[Path], object]] = {
    "the catalog": edit("locales/ru/LC_MESSAGES/one.po", "#, fuzzy\nmsgid", "msgid"),
    "the source": edit("source/one.txt", "barks", "barks  "),
    "the word links": lambda root: (root / ".toolkit/alignments/ru/one.jsonl").unlink(),
    "a file of the bundle": edit("build/one/index.html", "barks", "sings"),
    "a file that is missing": lambda root: (root / "build/one/parallel.tmx").unlink(),
    "the receipt": edit("build/one/receipt.json", '"reviewed": 0', '"reviewed": 3'),
    "the page of the receipt": edit("build/one/receipt.html", "Receipt", "Recipe"),
    "what was remembered": lambda root: (root / ".toolkit/builds/one.json").write_text("{"),
}


def test_what_has_not_changed_is_left_alone(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(project)
    assert built(capsys) == []
    assert run_command(["run", "source", "--to", "ru", "--engine", "pseudo"]) == 0
    assert "source/one.txt: unchanged since the last run\n" in capsys.readouterr().out
    assert files(project) == before
    assert built(capsys, "--rebuild") == ["source/one.txt", "source/two.txt"]
    assert files(project / "build") == {
        name.removeprefix("build/"): data for name, data in before.items() if name.startswith("build/")
    }  # what was left alone is what would have been built


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_a_bundle_depends_on_brings_it_up_to_date(
    project: Path, capsys: pytest.CaptureFixture[str], change: str
) -> None:
    if change == "the word links" and not (project / ".toolkit/alignments/ru/one.jsonl").exists():
        folder = project / ".toolkit/alignments/ru"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "one.jsonl").write_text("")
        assert built(capsys) == ["source/one.txt"]
    CHANGES[change](project)
    extra = ["--partial"] if change == "the source" else []
    assert "source/one.txt" in built(capsys, *extra)
    assert built(capsys, *extra) == []
    before = files(project / "build")
    assert built(capsys, *extra, "--rebuild")
    assert files(project / "build") == before


@pytest.mark.parametrize(
    "options",
    [["--format", "tsv"], ["--only", "reviewed"], ["--out", "elsewhere"], ["--segment", "paragraph", "--partial"],
     ["--partial"], ["--to", "ky", "--partial"]],
    ids=" ".join,
)  # fmt: skip
def test_what_is_asked_for_counts(project: Path, capsys: pytest.CaptureFixture[str], options: list[str]) -> None:
    assert built(capsys, *options) == ["source/one.txt", "source/two.txt"]
    assert built(capsys, *options) == []


def test_settings_count(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "pyproject.toml").write_text('[tool.toolkit.licences]\none = "CC BY 4.0"\n')
    assert built(capsys) == ["source/one.txt", "source/two.txt"]
    assert b"CC BY 4.0" in (project / "build/one/receipt.json").read_bytes()


def test_only_the_edited_document_is_built_and_the_start_page_knows(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (project / "build/index.html").read_text(encoding="utf-8")
    edit("locales/ru/LC_MESSAGES/two.po", "#, fuzzy\nmsgid", "msgid")(project)
    assert built(capsys) == ["source/two.txt"]
    assert (project / "build/index.html").read_text(encoding="utf-8") != before


def test_drafts_made_afresh_are_not_taken_for_those_of_the_catalogs(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["run", "source", "--to", "ru", "--engine", "pseudo", "--fresh"]) == 0
    assert built(capsys) == ["source/one.txt", "source/two.txt"]


def test_untranslated_sentences_are_drafted_although_nothing_has_changed(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["reject", "source/one.txt", "--to", "ru", "--all"]) == 0
    assert built(capsys) == ["source/one.txt"]
    assert built(capsys) == []
    assert run_command(["run", "source", "--to", "ru", "--engine", "pseudo", "--json"]) == 0
    capsys.readouterr()
    assert built(capsys) == []
    assert '"untranslated": 0' in (project / "build/one/receipt.json").read_text()


def test_a_failure_with_nothing_built_leaves_no_start_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_bytes(b"\xff\xfe\xff")
    assert run_command(["build", "a.txt", "--out", "."]) == 1
    assert not (tmp_path / "index.html").exists()


def test_only_reviewed_is_in_the_translated_document_too(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made, asked = Path("build/one/one.ru.txt"), ("--only", "reviewed")
    drafts = made.read_text(encoding="utf-8")
    built(capsys, *asked)
    assert not made.exists()  # nothing is reviewed, and the original in a file named .ru would pretend
    assert made.name not in json.loads(Path("build/one/receipt.json").read_text(encoding="utf-8"))["files"]
    assert run_command(["approve", "source/one.txt", "--to", "ru", "--sentence", "p2s1", "--anyway"]) == 0
    built(capsys, *asked)
    first, second = made.read_text(encoding="utf-8").split("\n\n")
    assert first == "A one barks."
    assert second.endswith(" It dreams.\n") and second.removesuffix(" It dreams.\n") in drafts
    assert "A cat sleeps." not in second
    assert json.loads(Path("build/one/receipt.json").read_text(encoding="utf-8"))["languages"]["ru"]["reviewed"] == 1
    built(capsys)
    assert made.read_text(encoding="utf-8") == drafts
