"""Alignments beside the catalogs: kept with the draft they are of, useless for any other text, never needed."""

from pathlib import Path

import pytest

from tests.conftest import Toolkit
from toolkit import catalogs
from toolkit.units import Catalog, Draft, Origin, Segment, State, TranslationUnit, plain, segment_key

DRAFT = Draft(plain("рыжий кот"), 0.9, ((1, 0), (2, 1)))
SEGMENT = Segment(segment_key(plain("the red cat")), plain("the red cat"))


def catalog(target: str, state: State = State.INITIAL) -> Catalog:
    origin = Origin("engine" if state is State.INITIAL else "person")
    return Catalog("made", "en", "ru", (TranslationUnit(SEGMENT, plain(target), state, origin),))


def known(path: Path, target: str, state: State = State.INITIAL) -> tuple[tuple[int, int], ...]:
    return catalogs.aligned(catalog(target, state), path).units[0].alignment


def test_they_come_back_with_the_draft_and_with_a_draft_that_was_approved(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "made.jsonl"
    assert known(path, "рыжий кот") == ()
    catalogs.remember(path, {SEGMENT.key: DRAFT}, {SEGMENT.key})
    assert known(path, "рыжий кот") == known(path, "рыжий кот", State.REVIEWED) == DRAFT.alignment
    assert known(path, "рыжая кошка", State.REVIEWED) == ()


def test_what_the_document_has_no_more_is_dropped_and_nothing_new_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "made.jsonl"
    catalogs.remember(path, {SEGMENT.key: DRAFT, "other": DRAFT}, {SEGMENT.key, "other"})
    before = path.stat().st_ino
    catalogs.remember(path, {SEGMENT.key: DRAFT}, {SEGMENT.key, "other"})
    assert path.stat().st_ino == before
    catalogs.remember(path, {}, {SEGMENT.key})
    assert "other" not in path.read_text() and known(path, "рыжий кот")


@pytest.mark.parametrize(
    "line", ["", "{", "3", "null", '{"key": 1}', '{"key": "k", "draft": "d", "words": [[0, "x"]]}']
)
def test_damaged_lines_know_nothing(tmp_path: Path, line: str) -> None:
    path = tmp_path / "made.jsonl"
    catalogs.remember(path, {SEGMENT.key: DRAFT}, {SEGMENT.key})
    path.write_text(line + "\n" + path.read_text() + line)
    assert known(path, "рыжий кот") == DRAFT.alignment


def test_from_the_engine_to_the_page(tmp_path: Path, command_line: Toolkit) -> None:
    """Drafted in one run, published in another; without the file the page has no links and all its sentences."""
    (tmp_path / "a.txt").write_text("Manage settings\n\nTurn on Bluetooth\n")
    (tmp_path / "locales").mkdir()
    for arguments in (["translate", "a.txt", "--to", "ru"], ["build", "a.txt", "--to", "ru"]):
        done = command_line(tmp_path, *arguments)
        assert done.returncode == 0, done.stderr
    page = tmp_path / "build" / "a" / "index.html"
    with_links = page.read_text(encoding="utf-8")
    assert 'data-links="' in with_links
    (tmp_path / ".toolkit" / "alignments" / "ru" / "a.jsonl").unlink()
    assert command_line(tmp_path, "build", "a.txt", "--to", "ru").returncode == 0
    without = page.read_text(encoding="utf-8")
    assert 'data-links="' not in without and without.count("data-seg") == with_links.count("data-seg")
    assert command_line(tmp_path, "run", "a.txt", "--to", "ru", "--fresh", "--out", "fresh").returncode == 0
    assert 'data-links="' in (tmp_path / "fresh" / "a" / "index.html").read_text(encoding="utf-8")
