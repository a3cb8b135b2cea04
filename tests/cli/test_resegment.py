"""Catalogs after new rules of segmentation, and edits that are only typography, from the shell."""

import json
import re
from pathlib import Path

import pytest

from toolkit.catalogs import read
from toolkit.cli import run_command

TEXT = """\
He met Dr. Foo. in Osh. The sides agreed on it. They planted trees and left the town on Monday.

Org. Committee members came. We saw them.
"""
RULES = '[tool.toolkit]\ntargets = ["ru"]\n[tool.toolkit.segmentation]\nabbreviations = ["Foo.", "Org."]\n'


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A document with an approved translation of every sentence."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "locales").mkdir()
    (tmp_path / "article.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(RULES.partition("[tool.toolkit.seg")[0], encoding="utf-8")
    assert run_command(["update", "article.txt"]) == 0
    path = tmp_path / "locales" / "ru" / "LC_MESSAGES" / "article.po"
    header, _, body = path.read_text("utf-8").partition("\n\n")
    numbers = iter(range(1, 100))
    body = re.sub(r'(?m)^msgstr ""$', lambda _: f'msgstr "Слова {next(numbers)}."', body)
    path.write_text(f"{header}\n\n{body}", encoding="utf-8")
    return path


def translations(path: Path) -> dict[str, str]:
    return {entry.msgid: entry.msgstr[0] for entry in read(path.read_bytes()).live if not entry.fuzzy}


def test_new_rules_join_what_was_approved_and_old_rules_bring_it_back(
    work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, texts = work.read_bytes(), translations(work)
    assert texts["He met Dr. Foo."] == "Слова 1."
    template = work.parents[2] / "article.pot"
    pot = template.read_bytes()
    rules = (work.parents[3] / "pyproject.toml").read_text("utf-8")
    (work.parents[3] / "pyproject.toml").write_text(RULES, encoding="utf-8")
    capsys.readouterr()

    assert run_command(["resegment", "article.txt", "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "2 joined, 0 split (nothing was written)" in said
    assert "joined, approved: “He met Dr. Foo.” + “in Osh.” → “He met Dr. Foo. in Osh.”" in said
    assert "proof: people's translations: 7 before, all kept: 5 live, 0 fuzzy, 4 obsolete" in said
    assert (work.read_bytes(), template.read_bytes()) == (before, pot)

    assert run_command(["resegment", "article.txt", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["joined"], row["kept"], row["ledger"]["went in"], len(row["moves"])) == (2, 3, 7, 2)
    assert translations(work)["He met Dr. Foo. in Osh."] == "Слова 1. Слова 2."
    assert b"He met Dr. Foo. in Osh." in template.read_bytes()
    once = work.read_bytes()
    assert run_command(["update", "article.txt"]) == 0
    assert work.read_bytes() == once

    (work.parents[3] / "pyproject.toml").write_text(rules, encoding="utf-8")
    assert run_command(["update", "article.txt"]) == 0  # update does it by itself
    assert translations(work) == texts


def test_sentences_that_other_rules_cut_wait_for_review(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["resegment", "article.txt", "--segment", "paragraph"]) == 0
    assert len(translations(work)) == 2
    file = read(work.read_bytes())
    work.write_bytes(file.with_entries([entry for entry in file.entries if not entry.obsolete]).encode())
    capsys.readouterr()
    assert run_command(["resegment", "article.txt"]) == 0
    said = capsys.readouterr().out
    assert "0 joined, 2 split" in said
    assert "split, to review: “Org. Committee members came. We saw them.”" in said
    found = read(work.read_bytes()).live
    assert all(entry.fuzzy for entry in found)
    assert found[-1].msgstr == ("Слова 5. Слова 6. Слова 7.",)


def test_what_has_no_catalog_gets_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "article.txt"
    source.write_text(TEXT, encoding="utf-8")
    assert run_command(["resegment", str(source), "--project", str(tmp_path), "--to", "ky"]) == 0
    assert "there is no catalog yet" in capsys.readouterr().out
    assert not (tmp_path / "locales" / "ky").exists()


def test_an_edited_document_is_told_apart_from_new_rules(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = work.parents[3] / "article.txt"
    source.write_text(TEXT.replace("Monday", "Tuesday"), encoding="utf-8")
    capsys.readouterr()
    assert run_command(["resegment", "article.txt"]) == 0
    assert "1 changed, 0 without a translation to carry: the document itself was edited" in capsys.readouterr().out


def test_typography_keeps_its_approval_on_demand(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = work.parents[3] / "article.txt"
    source.write_text(TEXT.replace("town on", "town  – on").replace("We saw", "We never saw"), encoding="utf-8")
    assert run_command(["update", "article.txt"]) == 0
    source.write_text(TEXT.replace("town on", "town  — on").replace("We saw", "We never saw"), encoding="utf-8")
    text = work.read_text("utf-8").replace("#, fuzzy\n", "")
    work.write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert run_command(["update", "article.txt", "--trivial"]) == 0
    assert "1 trivial" in capsys.readouterr().out
    assert "They planted trees and left the town  — on Monday." in translations(work)
    source.write_text(TEXT.replace("town on", "town  — on"), encoding="utf-8")
    assert run_command(["update", "article.txt", "--trivial"]) == 0
    assert "# Changed: negation\n" in work.read_text("utf-8")
