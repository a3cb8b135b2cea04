"""What the server writes into catalogs, asked as the page asks it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.review.stage import Stage, project
from toolkit import catalogs
from toolkit.catalogs import CatalogFile

ARTICLE = "source/a.md"
PO = "locales/ky/LC_MESSAGES/a.po"
TEXT = "# A title\n\nThe first sentence. The second has 5 words.\n\nA **bold** third one.\n"


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with project(tmp_path, {ARTICLE: TEXT}, targets=("ky", "ru")) as running:
        running.look(f"index?work={ARTICLE}")  # which makes the catalogs
        yield running


def cell(stage: Stage, source: str) -> dict[str, Any]:
    found = stage.look(f"cells?work={ARTICLE}&to=ky&from=0&count=20")
    row = next(row for row in found if source in row["text"])
    return {"key": row["key"], **row["cells"]["ky"]}


def save(stage: Stage, now: dict[str, Any], *forms: str, action: str = "type", **more: Any) -> dict[str, Any]:
    wish = {"work": ARTICLE, "target": "ky", "key": now["key"], "version": now["version"], "forms": list(forms)}
    answer: dict[str, Any] = stage.act("save", **{**wish, "action": action, "window": "w", **more})
    return {"key": now["key"], **answer["cell"]}


def refused(stage: Stage, now: dict[str, Any], *forms: str, **more: Any) -> tuple[int, dict[str, Any]]:
    wish = {"work": ARTICLE, "target": "ky", "key": now["key"], "version": now["version"], "forms": list(forms)}
    status, text, _ = stage.ask("POST", "/api/save", {**wish, **more})
    return status, json.loads(text)


def on_disk(stage: Stage) -> CatalogFile:
    return catalogs.read((stage.folder / PO).read_bytes(), PO)


def entry(stage: Stage, source: str) -> catalogs.Entry:
    return next(entry for entry in on_disk(stage).live if source in entry.msgid)


def write(stage: Stage, old: str, new: str) -> None:
    path = stage.folder / PO
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_what_is_typed_waits_for_review_and_what_is_approved_does_not(stage: Stage) -> None:
    now = save(stage, cell(stage, "first"), "Биринчи сүйлөм.", visit="1")
    assert entry(stage, "first").msgstr == ("Биринчи сүйлөм.",) and entry(stage, "first").fuzzy
    assert now["status"] == "fuzzy"
    now = save(stage, now, "Биринчи сүйлөм.", action="approve", by="Translator  <t@x>")
    assert now["status"] == "reviewed" and not entry(stage, "first").fuzzy
    header = on_disk(stage).header
    assert header is not None and catalogs.fields_of(header)["Last-Translator"] == "Translator <t@x>"


def test_a_machine_draft_that_is_only_looked_at_stays_one(stage: Stage) -> None:
    stage.act("draft", work=ARTICLE, target="ky", keys=[], engine="pseudo")
    wait_for(lambda: entry(stage, "first").translated)
    now = cell(stage, "first")
    assert now["status"] == "drafted" and now["origin"]["signature"].startswith("pseudo")
    assert save(stage, now, *now["forms"])["status"] == "drafted"
    assert save(stage, now, *now["forms"], action="fuzzy")["status"] == "drafted"
    mine = save(stage, now, "Менин сөзүм.")
    assert mine["status"] == "fuzzy" and "origin" not in mine and "Draft:" not in entry(stage, "first").text
    approved = save(stage, mine, "Менин сөзүм.", action="approve")
    assert approved["status"] == "reviewed"
    stage.act("draft", work=ARTICLE, target="ky", keys=[now["key"]], engine="pseudo")
    wait_for(lambda: all(job["state"] == "done" for job in stage.look("jobs")))
    assert entry(stage, "first").msgstr == ("Менин сөзүм.",)


def wait_for(condition: Any) -> None:
    import time

    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_letter_by_letter_leaves_no_trail_but_another_persons_words_stay_beside(stage: Stage) -> None:
    write(stage, 'msgid "The first sentence."\nmsgstr ""', 'msgid "The first sentence."\nmsgstr "Башка кишиники."')
    now = cell(stage, "first")
    assert now["status"] == "reviewed"
    for text in ("Б", "Би", "Бир"):
        now = save(stage, now, text, visit="1")
    assert [line for line in entry(stage, "first").comments if "Was" in line] == ['# Was: "Башка кишиники."']
    now = save(stage, now, "Башка кишиники.", action="approve")
    assert entry(stage, "first").comments == () and now["status"] == "reviewed"


def test_undo_takes_back_a_whole_stay_at_a_sentence_to_the_byte(stage: Stage) -> None:
    before = (stage.folder / PO).read_bytes()
    now = cell(stage, "first")
    for text in ("Б", "Би", "Бир"):
        now = save(stage, now, text, visit="1")
    stage.act("undo", work=ARTICLE, target="ky", window="w")
    assert (stage.folder / PO).read_bytes() == before
    assert stage.ask("POST", "/api/undo", {"work": ARTICLE, "target": "ky", "window": "w"})[0] == 400


def test_undo_leaves_what_somebody_else_has_changed_since(stage: Stage) -> None:
    save(stage, cell(stage, "first"), "Бир.", visit="1")
    write(stage, "Бир.", "Башкача.")
    status, text, _ = stage.ask("POST", "/api/undo", {"work": ARTICLE, "target": "ky", "window": "w"})
    assert status == 409 and json.loads(text)["cell"]["forms"] == ["Башкача."]


def test_two_who_change_one_sentence_both_see_it_and_nothing_is_written(stage: Stage) -> None:
    seen = cell(stage, "first")
    write(stage, 'msgid "The first sentence."\nmsgstr ""', 'msgid "The first sentence."\nmsgstr "Алардыкы."')
    before = (stage.folder / PO).read_bytes()
    status, said = refused(stage, seen, "Меники.")
    assert status == 409 and said["cell"]["forms"] == ["Алардыкы."]
    assert (stage.folder / PO).read_bytes() == before
    now = save(stage, {**seen, "version": said["cell"]["version"]}, "Меники.")
    assert now["forms"] == ["Меники."] and '# Was: "Алардыкы."' in entry(stage, "first").text


def test_what_changed_elsewhere_in_the_file_is_kept(stage: Stage) -> None:
    seen = cell(stage, "first")
    write(stage, 'msgid "A title"\nmsgstr ""', '# a note\nmsgid "A title"\nmsgstr "Аталыш"')
    save(stage, seen, "Бир.")
    assert entry(stage, "A title").msgstr == ("Аталыш",) and "# a note" in entry(stage, "A title").text


def test_both_saying_the_same_is_no_conflict(stage: Stage) -> None:
    seen = cell(stage, "first")
    write(stage, 'msgid "The first sentence."\nmsgstr ""', 'msgid "The first sentence."\nmsgstr "Бир."')
    assert save(stage, seen, "Бир.", action="approve")["status"] == "reviewed"


@pytest.mark.parametrize(
    ("source", "text", "reason", "anyway"),
    [
        ("first", "", "nothing is translated", False),
        ("second has 5", "Экинчисинде 6 сөз бар.", "number", True),
    ],
)
def test_what_approve_would_leave_is_not_approved_here(
    stage: Stage, source: str, text: str, reason: str, anyway: bool
) -> None:
    now = cell(stage, source)
    status, said = refused(stage, now, text, action="approve")
    assert status == 422 and reason in said["error"] and said["anyway"] is anyway
    assert not entry(stage, source).translated
    if anyway:
        assert save(stage, now, text, action="approve", anyway=True)["status"] == "reviewed"


def test_findings_come_while_one_types_and_can_be_let_stand(stage: Stage) -> None:
    now = cell(stage, "second has 5")
    wish = {"work": ARTICLE, "target": "ky", "key": now["key"]}
    found = stage.act("check", **wish, forms=["Экинчисинде 6 сөз бар."])["findings"]
    assert any("number" in one["check"] for one in found)
    assert stage.act("check", **wish, forms=["Экинчисинде 5 сөз бар."])["findings"] == []
    now = save(stage, now, "Экинчисинде 6 сөз бар.")
    check = now["findings"][0]["check"]
    quiet = stage.act("dismiss", **wish, check=check)["cell"]
    assert check in quiet["dismissed"] and f"# toolkit: ignore {check}" in entry(stage, "second has 5").text


@pytest.mark.parametrize("text", ["\0", "\ud800"])
def test_a_text_that_no_catalog_holds_is_refused_in_one_sentence(stage: Stage, text: str) -> None:
    before = (stage.folder / PO).read_bytes()
    assert refused(stage, cell(stage, "first"), text)[0] == 400
    assert refused(stage, cell(stage, "first"), "a", "b")[0] == 400
    assert (stage.folder / PO).read_bytes() == before


def test_comments_are_left_for_the_next_person(stage: Stage) -> None:
    now = cell(stage, "first")
    wish = {"work": ARTICLE, "target": "ky", "key": now["key"]}
    made = stage.act("comment", **wish, text="Is this a name?\nmsgid", by="A")["cell"]
    assert made["comments"] == ["A: Is this a name? msgid"] and on_disk(stage)
    assert stage.ask("POST", "/api/comment", {**wish, "text": ", fuzzy"})[0] == 400
    assert not entry(stage, "first").fuzzy


def test_words_are_replaced_after_a_look(stage: Stage) -> None:
    for source, text in (("first", "Эски сөз."), ("third", "Дагы эски сөз.")):
        save(stage, cell(stage, source), text, action="approve", anyway=True)
    asked = {"work": ARTICLE, "target": "ky", "find": "эски", "put": "жаңы"}
    rows = stage.act("replace", **asked)
    assert len(rows) == 2 and entry(stage, "first").msgstr == ("Эски сөз.",)
    chosen = {row["key"]: row["version"] for row in rows[:1]}
    assert stage.act("replace", **asked, write=True, chosen=chosen, window="w") == {"changed": 1, "left": 0}
    assert entry(stage, "first").msgstr == ("жаңы сөз.",) and entry(stage, "first").fuzzy
    assert entry(stage, "third").msgstr == ("Дагы эски сөз.",)
    status, text, _ = stage.ask("POST", "/api/replace", {**asked, "find": "(", "expression": True})
    assert status == 400 and "regular expression" in text


def test_the_bundle_is_built_and_can_be_read(stage: Stage) -> None:
    save(stage, cell(stage, "first"), "Биринчи.", action="approve")
    assert "Биринчи." in stage.ask("GET", f"/preview?work={ARTICLE}&to=ky")[1]
    assert stage.ask("GET", f"/published?work={ARTICLE}")[0] == 400
    made = stage.act("publish", work=ARTICLE, to=["ky"])
    assert made["folder"] == "build/a" and made["faults"] == {}
    assert "Биринчи." in stage.ask("GET", f"/published?work={ARTICLE}")[1]


def test_a_damaged_catalog_is_told_and_left_alone(stage: Stage) -> None:
    now = cell(stage, "first")
    path = stage.folder / PO
    damaged = path.read_bytes() + b'msgid "x\n'
    path.write_bytes(damaged)
    status, _ = refused(stage, now, "Бир.")
    assert path.read_bytes() == damaged and status == 400
