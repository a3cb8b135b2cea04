"""What programs build on: names, types, and the same steps as methods."""

import subprocess
import sys
from pathlib import Path

import pytest

import toolkit
from tests.conftest import ARTICLE
from toolkit.errors import PackageError, ProjectError, UnknownName
from toolkit.units import Code, Draft


def test_the_public_names_are_sorted_and_exist() -> None:
    assert toolkit.__all__ == sorted(toolkit.__all__)
    for name in toolkit.__all__:
        assert getattr(toolkit, name) is not None
    assert toolkit.documents.read(b"Hi.", "x.txt").name == "x"
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = toolkit.nothing


def test_translate_gives_one_draft_for_each_text_in_order() -> None:
    texts = ["Manage settings", "", "42", "Turn on Bluetooth", "Manage settings"]
    drafts = toolkit.translate(texts, source="en", target="ru")
    assert [type(draft) for draft in drafts] == [Draft] * 5
    assert drafts[0].text == drafts[4].text != texts[0]
    assert (drafts[1].text, drafts[2].text) == ("", "42")
    assert all(0 <= draft.score <= 1 for draft in drafts)
    assert "starter" in drafts[3].signature
    assert any("\u0400" <= letter <= "\u04ff" for letter in drafts[3].text)


def test_translate_takes_content_with_codes_and_any_spelling_of_a_language() -> None:
    name = Code("1", "placeholder", "%(name)s")
    (draft,) = toolkit.translate([("Delete ", name, " now?")], source="en-US", target="zh-Hans")
    assert draft.target.count(name) == 1 or "lost-placeable" in draft.flags
    assert toolkit.translate([], target="ky") == []


def test_wrong_calls_say_what_is_wrong() -> None:
    with pytest.raises(TypeError, match=r"write \[text\]"):
        toolkit.translate("Manage settings")
    with pytest.raises(TypeError, match="not bytes"):
        toolkit.segment(b"Hi.")  # type: ignore[arg-type]
    with pytest.raises(UnknownName, match="unknown language 'xx'"):
        toolkit.translate(["Hi."], target="xx")
    with pytest.raises(PackageError, match="en→de"):
        toolkit.translate(["Hi."], target="de")
    with pytest.raises(ProjectError, match="there is no such file or folder"):
        toolkit.Project.load("/nowhere/at/all")


def test_a_project_has_the_steps_as_methods(project: Path) -> None:
    source = project / "source" / ARTICLE.name
    loaded = toolkit.Project.load(project)
    assert len(loaded.segments(source)) == 27
    assert loaded.extract(source) == project / "locales" / f"{ARTICLE.stem}.pot"
    assert loaded.update(source, to=["ky"])["ky"].kept == 27
    assert {unit.status for unit in loaded.translate(source, to=["zh-Hans"])["zh"].units} == {"reviewed"}
    folder, receipt = loaded.build(source, to=["ru", "ky"], out=project / "out")
    assert folder == project / "out" / ARTICLE.stem
    assert set(receipt.counts) == {"ru", "ky"}
    assert loaded.run(source).page == project / "build" / ARTICLE.stem / "index.html"
    assert loaded.stats(source)["zh"]["reviewed"] == 27


def test_a_sentence_approved_elsewhere_is_offered_as_a_draft(project: Path) -> None:
    sentence = "At the event, relevant cooperation agreements and projects were signed."
    other = project / "other.txt"
    other.write_text(f"{sentence}\n\nManage settings.\n", encoding="utf-8")
    catalog = toolkit.Project.load(project).translate(other, to=["ky"])["ky"]
    hit, drafted = catalog.units
    assert hit.text == "Иш-чарада тиешелүү кызматташтык келишимдерине жана долбоорлорго кол коюлду."
    assert hit.origin is not None
    assert (hit.status, hit.origin.kind, hit.origin.signature) == ("drafted", "memory", f"memory {ARTICLE.stem}")
    assert drafted.origin is not None
    assert drafted.origin.kind == "engine"


def test_drafting_opens_no_socket() -> None:
    code = (
        "import sys\n"
        "seen = []\n"
        "sys.addaudithook(lambda event, _: seen.append(event) if event.startswith('socket.') else None)\n"
        "import toolkit\n"
        "print(toolkit.translate(['Manage settings'], target='ky')[0].text)\n"
        "sys.exit(f'sockets: {seen}' if seen else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
