import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.catalogs import ChangedOnDisk, draft_hash, load, read, save, statistics, with_drafts
from toolkit.errors import CatalogError, StorageError
from toolkit.units import PERSON, Catalog, Origin, Segment, plain, segment_key

ARGOS = Origin("engine", "argos", 0.834, "argos en→ky starter 1.0, beam 4")
HEADER = (
    'msgid ""\nmsgstr ""\n"PO-Revision-Date: 2026-01-02 00:00+0600\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
)
STATES = f"""{HEADER}
#: a:1
msgid "empty"
msgstr ""

# Draft: argos old, confidence 0.10, {draft_hash("эски")}
#, fuzzy
msgid "drafted"
msgstr "эски"

# Draft: argos old, confidence 0.10, {draft_hash("эски")}
#, fuzzy
msgid "edited"
msgstr "эски эмес"

#, fuzzy
msgid "fuzzy"
msgstr "а"

#, fuzzy
#| msgid "staler"
msgid "stale"
msgstr "а"

msgid "reviewed"
msgstr "а"

#, fuzzy
#| msgid "was"
msgid "emptied"
msgstr ""

msgid "%d file"
msgid_plural "%d files"
msgstr[0] ""
msgstr[1] ""

#~ msgid "gone"
#~ msgstr ""
"""
NAMES = ("empty", "drafted", "edited", "fuzzy", "stale", "reviewed", "emptied", "%d file", "gone", "")


def key(text: str) -> str:
    return segment_key(plain(text))


def segment(text: str) -> Segment:
    return Segment(key(text), plain(text))


def test_drafts_go_only_where_no_person_has_been() -> None:
    drafts = {key(name): (f"100 % {name}", ARGOS) for name in (*NAMES, "unknown")}
    after = with_drafts(STATES.encode(), drafts).decode()
    comment = "# Draft: argos en→ky starter 1.0, beam 4, confidence 0.83, {}\n"
    expected = STATES
    for name, old, before in (
        ("empty", '#: a:1\nmsgid "empty"\nmsgstr ""\n', "#: a:1\n"),
        ("emptied", '#, fuzzy\n#| msgid "was"\nmsgid "emptied"\nmsgstr ""\n', ""),
        ("drafted", STATES[STATES.index("# Draft") : STATES.index("\n# Draft: argos old, confidence 0.10", 150)], ""),
    ):
        target = f"100 % {name}"
        new = f'{comment.format(draft_hash(target))}{before}#, fuzzy\nmsgid "{name}"\nmsgstr "{target}"\n'
        assert expected.count(old) == 1, name
        expected = expected.replace(old, new)
    assert after == expected
    assert with_drafts(after.encode(), drafts).decode() == after


@pytest.mark.parametrize("text", ["", "  \n", "\0"])
def test_a_draft_without_words_leaves_the_entry_alone(text: str) -> None:
    assert with_drafts(STATES.encode(), {key("empty"): (text, ARGOS)}).decode() == STATES


def test_a_draft_cannot_be_a_persons() -> None:
    with pytest.raises(ValueError, match="machine"):
        with_drafts(STATES.encode(), {key("empty"): ("x", PERSON)})


def test_line_ends_mark_and_wrapping_of_the_file_are_kept() -> None:
    long = "көп сөздүү узун сүйлөм " * 8 + "."
    crlf = ("\ufeff" + STATES.replace("\n", "\r\n")).encode()
    after = with_drafts(crlf, {key("empty"): (long, ARGOS)}).decode()
    assert after.startswith("\ufeff")
    assert "\n" not in after.replace("\r\n", "")
    assert read(after.encode()).live[0].msgstr == (long,)
    assert max(map(len, after.splitlines())) < 80
    unwrapped = f'{STATES}\nmsgid "{long}"\nmsgstr "{long}"\n'
    assert f'\nmsgstr "{long}"\n' in with_drafts(unwrapped.encode(), {key("empty"): (long, ARGOS)}).decode()


def test_a_draft_ends_where_its_source_ends() -> None:
    data = with_drafts(f'{HEADER}\nmsgid "one\\n"\nmsgstr ""\n'.encode(), {key("one\n"): ("\nбир", ARGOS)})
    assert read(data).live[0].msgstr == ("бир\n",)


@settings(max_examples=100)
@given(st.dictionaries(st.sampled_from(NAMES), st.text(max_size=80), max_size=6), st.floats(0, 1))
def test_drafting_changes_no_word_of_a_person(drafts: dict[str, str], score: float) -> None:
    made = {key(name): (text, Origin("engine", "x", score, "x, y\nz")) for name, text in drafts.items()}
    before, after = read(STATES.encode()), read(with_drafts(STATES.encode(), made))
    untouched = [e.text for e in before.entries if e.msgid in ("edited", "fuzzy", "stale", "reviewed", "", "gone")]
    assert [
        e.text for e in after.entries if e.msgid in ("edited", "fuzzy", "stale", "reviewed", "", "gone")
    ] == untouched
    for unit in load(with_drafts(STATES.encode(), made), "a", "en", "ky").units:
        if unit.segment.text in ("empty", "drafted", "emptied"):
            assert unit.status in ("drafted", "untranslated")


def test_a_catalog_has_the_given_segments_in_their_order() -> None:
    wanted = [segment(name) for name in ("reviewed", "new", "stale", "reviewed", "gone", "drafted")]
    loaded = load(STATES.encode(), "article", "en", "ky", wanted)
    assert isinstance(loaded, Catalog)
    assert (loaded.document, loaded.source_language, loaded.target_language) == ("article", "en", "ky")
    assert [(unit.segment.text, unit.status) for unit in loaded.units] == [
        ("reviewed", "reviewed"),
        ("new", "untranslated"),
        ("stale", "stale"),
        ("gone", "untranslated"),
        ("drafted", "drafted"),
    ]
    assert statistics(loaded) == {"reviewed": 1, "drafted": 1, "fuzzy": 0, "stale": 1, "untranslated": 2}
    assert statistics(loaded, wanted) == {"reviewed": 2, "drafted": 1, "fuzzy": 0, "stale": 1, "untranslated": 2}


def test_without_segments_a_catalog_has_every_live_entry() -> None:
    loaded = load(
        f'{HEADER}\n#. a note\n#. of two lines\nmsgctxt "c"\nmsgid "x"\nmsgstr "у"\n'.encode(), "a", "en", "ky"
    )
    (unit,) = loaded.units
    assert (unit.segment.key, unit.segment.context, unit.segment.note) == (
        segment_key(plain("x"), "c"),
        "c",
        "a note\nof two lines",
    )
    assert len(load(STATES.encode(), "a", "en", "ky").units) == 8


def test_saving_refuses_to_overwrite_what_somebody_saved(tmp_path: Path) -> None:
    path = tmp_path / "ky" / "LC_MESSAGES" / "a.po"
    assert save(path, None, b"one")
    assert not save(path, b"one", b"one")
    with pytest.raises(ChangedOnDisk, match="in the meantime") as caught:
        save(path, None, b"two")
    assert isinstance(caught.value, CatalogError)
    path.write_bytes(b"a translator's")
    with pytest.raises(ChangedOnDisk):
        save(path, b"one", b"two")
    assert path.read_bytes() == b"a translator's"
    assert save(path, b"a translator's", b"two")
    assert path.read_bytes() == b"two"
    path.unlink()
    with pytest.raises(ChangedOnDisk):
        save(path, b"two", b"three")
    assert os.listdir(path.parent) == []


def test_a_folder_in_the_place_of_a_catalog(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        save(tmp_path, b"x", b"y")
