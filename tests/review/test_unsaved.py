"""What was typed and not saved: kept by the window, the browser and the server, and taken over when it is free."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.review.stage import Stage, project, staged
from tests.review.test_browser import PO, entry, eventually, write
from tests.review.windows import opened, row, window
from toolkit.review.typed import LARGEST, Note, Typed
from toolkit.storage.journals import Journal

ARTICLE = "source/a.md"


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    text = "# A title\n\nThe first sentence. The second one.\n"
    with project(tmp_path, {ARTICLE: text}, targets=("ky",)) as running:
        running.look(f"index?work={ARTICLE}")
        yield running


def unsaved(page: Page, stage: Stage, text: str, *, noted: bool = True) -> None:
    """Types a text that the catalog does not take."""
    page.route("**/api/save", lambda route: route.abort())
    if not noted:
        page.route("**/api/note", lambda route: route.abort())
    opened(page, "first").fill(text)
    page.wait_for_timeout(300)
    assert entry(stage, "first").msgstr == ("",)


def test_the_server_alone_keeps_it(browser: Browser, stage: Stage) -> None:
    page = window(browser, stage)
    unsaved(page, stage, "Журналда.")
    page.context.close()  # and all that the browser kept is gone with it
    other = window(browser, stage)
    expect(row(other, "first").locator(".target")).to_contain_text("Журналда.")
    eventually(lambda: entry(stage, "first").msgstr == ("Журналда.",), other)
    assert [note for note in stage.look(f"typed?work={ARTICLE}")["notes"] if not note["saved"]] == []
    other.context.close()


@pytest.mark.parametrize("lost", ["localStorage.clear()", "indexedDB.deleteDatabase('toolkit-review')"])
def test_the_browser_alone_keeps_it_in_two_places(browser: Browser, stage: Stage, lost: str) -> None:
    page = window(browser, stage)
    unsaved(page, stage, "Браузерде.", noted=False)
    assert stage.look(f"typed?work={ARTICLE}")["notes"] == []
    page.evaluate(f"() => {{ {lost} }}")
    page.unroute("**/api/save")
    page.unroute("**/api/note")
    page.reload()
    eventually(lambda: entry(stage, "first").msgstr == ("Браузерде.",), page)
    page.wait_for_timeout(200)
    assert page.evaluate("Object.keys(localStorage).filter(name => name.includes('typed'))") == []
    page.context.close()


def test_what_a_window_that_is_there_types_is_its_own(browser: Browser, stage: Stage) -> None:
    page, other = window(browser, stage), window(browser, stage)
    unsaved(page, stage, "Азырынча меники.")
    other.reload()
    other.wait_for_selector("html[data-ready]")
    other.wait_for_timeout(600)
    assert entry(stage, "first").msgstr == ("",)
    page.context.close()
    eventually(lambda: entry(stage, "first").msgstr == ("Азырынча меники.",), other)
    other.context.close()


def test_somebody_elses_words_stand_against_it_and_a_person_chooses(browser: Browser, stage: Stage) -> None:
    page = window(browser, stage)
    unsaved(page, stage, "Меники.")
    page.context.close()
    write(stage, 'msgid "The first sentence."\nmsgstr ""', 'msgid "The first sentence."\nmsgstr "Алардыкы."')
    other = window(browser, stage)
    expect(other.locator("#unsaved")).to_contain_text("1 text that was typed before could not be saved")
    other.locator("#unsaved button").click()
    expect(other.locator("#dialog")).to_contain_text("Меники.")
    other.get_by_role("button", name="Open the sentence").click()
    expect(row(other, "first").locator("textarea")).to_have_value("Меники.")
    expect(other.locator(".problem")).to_contain_text("Алардыкы.")
    assert entry(stage, "first").msgstr == ("Алардыкы.",)
    other.get_by_role("button", name="Keep mine").click()
    eventually(lambda: entry(stage, "first").msgstr == ("Меники.",), other)
    expect(other.locator("#unsaved")).to_be_hidden()
    other.context.close()


def note(at: int, *forms: str, window: str = "w", key: str = "k") -> Note:
    return Note("d", "ky", key, window, at, "v0", forms)


def waiting(typed: Typed) -> list[tuple[str, int, str, tuple[str, ...]]]:
    return [(one["window"], one["at"], one["version"], one["forms"]) for one in typed.of_work("d") if not one["saved"]]


def test_the_newest_counts_and_what_is_saved_counts_no_more(tmp_path: Path) -> None:
    typed = Typed(tmp_path / "own" / "typed.jsonl")
    for one in (note(1, "а"), note(3, "абв"), note(2, "аб"), note(5, "башка", window="x")):
        typed.note(one)
    again = Typed(tmp_path / "own" / "typed.jsonl")  # after a kill
    assert waiting(again) == waiting(typed) == [("w", 3, "v0", ("абв",)), ("x", 5, "v0", ("башка",))]
    again.settle(Note("d", "ky", "k", "w", 2, "v1", ("аб",)))  # a save that was overtaken by the next keys
    assert ("w", 3, "v1", ("абв",)) in waiting(typed)
    again.settle(Note("d", "ky", "k", "w", 3, "v2", ("абв",)))
    assert waiting(typed) == [("x", 5, "v0", ("башка",))]
    typed.note(note(3, "абв"))  # it comes late
    assert waiting(typed) == [("x", 5, "v0", ("башка",))]
    assert [one.forms for one in typed.saved()] == [("абв",)]
    typed.settle(Note("d", "ky", "k", "x", 6, "v2", ()))
    assert waiting(again) == []


def test_a_journal_that_was_cut_off_loses_its_last_line_alone(tmp_path: Path) -> None:
    path = tmp_path / "typed.jsonl"
    typed = Typed(path)
    typed.note(note(1, "а"))
    typed.note(note(2, "аб", key="other"))
    path.write_bytes(path.read_bytes()[:-10])
    again = Typed(path)
    assert waiting(again) == [("w", 1, "v0", ("а",))]
    again.note(note(7, "абв"))
    assert waiting(Typed(path)) == [("w", 7, "v0", ("абв",))]
    path.write_bytes(path.read_bytes() + b'[]\n{"work": 5}\n\xff\n{}\nnull\n')
    assert waiting(Typed(path)) == [("w", 7, "v0", ("абв",))]


def test_a_journal_does_not_grow_for_ever(tmp_path: Path) -> None:
    path = tmp_path / "typed.jsonl"
    typed, other = Typed(path), Typed(path)
    typed.note(note(1, "сакта", key="rare"))
    for at in range(2, 12):
        typed.note(note(at, "x" * (LARGEST // 5)))
    assert path.stat().st_size < LARGEST
    for one in (typed, other, Typed(path)):
        assert {key[1] for key in waiting(one)} == {1, 11}


def test_a_link_in_the_place_of_the_journal_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine\n", encoding="utf-8")
    path = tmp_path / "typed.jsonl"
    path.symlink_to(tmp_path / "mine.txt")
    with pytest.raises(Exception, match="cannot"):
        Journal(path).add({"a": 1})
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "mine\n"


def test_a_server_that_comes_again_knows_what_was_typed_here(stage: Stage) -> None:
    """Else the half of a sentence that was saved before a kill would stay as somebody's former words."""

    def wish(at: int, *forms: str) -> dict[str, Any]:
        key = next(one[1] for one in stage.look(f"index?work={ARTICLE}")["rows"] if one[0].endswith("s1"))
        return {
            "work": ARTICLE,
            "target": "ky",
            "key": key,
            "version": "",
            "forms": list(forms),
            "at": at,
            "window": "w",
        }

    stage.act("note", **wish(1, "Жарым"))
    stage.act("save", **wish(1, "Жарым"))
    with staged(stage.folder, ARTICLE, targets=("ky",)) as second:
        status, text, _ = second.ask("POST", "/api/save", {**wish(2, "Жарым эмес."), "window": "v"})
    assert status == 200, text
    assert json.loads(text)["cell"]["comments"] == []
    assert "Was" not in (stage.folder / PO).read_text(encoding="utf-8")
