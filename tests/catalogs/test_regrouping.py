"""Sentences that an author or other rules of segmentation split, join, move and edit."""

import datetime
from collections.abc import Sequence

import pytest

from tests.catalogs.conftest import paragraphs
from toolkit.catalogs import MergeResult, change_of, merge, read
from toolkit.catalogs.regrouping import tiling
from toolkit.catalogs.states import copied, machine
from toolkit.languages import language
from toolkit.po.entries import Entry
from toolkit.po.layout import Layout, with_fuzzy, with_target

NOW = datetime.datetime(2026, 11, 24, 6, 30, tzinfo=datetime.timezone.utc)
Texts = Sequence[Sequence[str]]

LONG = "The delegation arrived in the capital on Monday morning, and it met the prime minister in the evening."
FIRST = "The delegation arrived in the capital on Monday morning."
SECOND = "It met the prime minister in the evening."
OTHER = "Relevant agreements were signed by both sides."


def merged(before: bytes | None, texts: Texts, target: str = "ru", trivial: bool = False) -> MergeResult:
    """Merges paragraphs of sentences, twice."""
    document, segments = paragraphs(texts)
    result = merge(before, document, segments, language(target), NOW, generator="toolkit", trivial=trivial)
    later = NOW + datetime.timedelta(days=1)
    assert merge(result.data, document, segments, language(target), later, generator="toolkit").data == result.data
    return result


def translated(data: bytes, translations: dict[str, str], fuzzy: bool = False) -> bytes:
    """What a translator makes of the entries with these sources."""
    file = read(data)

    def work(entry: Entry) -> Entry:
        if entry.header or entry.msgid not in translations:
            return entry
        return with_fuzzy(with_target(entry, translations[entry.msgid], Layout()), fuzzy, Layout())

    return file.with_entries(map(work, file.entries)).encode()


def catalog(texts: Texts, translations: dict[str, str], target: str = "ru") -> bytes:
    return translated(merged(None, texts, target).data, translations)


def live(data: bytes) -> dict[str, Entry]:
    return {entry.msgid: entry for entry in read(data).live}


def gone(data: bytes) -> dict[str, Entry]:
    return {entry.msgid: entry for entry in read(data).obsolete}


def counts(result: MergeResult) -> dict[str, int]:
    return {name: number for name, number in result.report.counts.items() if number}


def test_an_edit_costs_one_sentence() -> None:
    before = catalog([[OTHER, FIRST, SECOND]], {OTHER: "О", FIRST: "П", SECOND: "В"})
    result = merged(before, [[OTHER, FIRST.replace("Monday", "Tuesday"), SECOND]])
    assert counts(result) == {"kept": 2, "changed": 1}
    (changed,) = [entry for entry in live(result.data).values() if entry.fuzzy]
    assert (changed.msgstr, change_of(changed)) == (("П",), "number")


def test_order_alone_changes_nothing() -> None:
    before = catalog([[OTHER, FIRST], [SECOND]], {OTHER: "О", FIRST: "П", SECOND: "В"})
    result = merged(before, [[SECOND, OTHER], [FIRST]])
    assert counts(result) == {"kept": 3}
    assert [entry.msgstr[0] for entry in read(result.data).live] == ["В", "О", "П"]
    assert not any(entry.fuzzy for entry in read(result.data).live)


def test_a_split_gives_the_translation_to_both_parts() -> None:
    before = catalog([[LONG, OTHER]], {LONG: "Делегация прибыла и встретилась.", OTHER: "О"})
    result = merged(before, [[FIRST, SECOND, OTHER]])
    assert counts(result) == {"kept": 1, "split": 2, "obsolete": 1}
    parts = live(result.data)
    for number, text in enumerate((FIRST, SECOND), start=1):
        found = parts[text]
        assert found.fuzzy
        assert found.msgstr == ("Делегация прибыла и встретилась.",)
        assert found.previous and found.previous.msgid == LONG
        assert found.comments[-1].startswith(f"# Split: part {number} of 2, ")
        assert machine(found) is None
    (move,) = result.report.moves
    assert (move.kind, move.before, move.after, move.exact) == ("split", (LONG,), (FIRST, SECOND), False)
    # The original is kept with its approval, and comes back with its text; the copies go.
    assert gone(result.data)[LONG].msgstr == ("Делегация прибыла и встретилась.",)
    back = merged(result.data, [[LONG, OTHER]])
    assert counts(back) == {"kept": 1, "revived": 1, "dropped": 2}
    assert live(back.data)[LONG].text == live(before)[LONG].text
    assert not gone(back.data)


def test_a_copy_that_somebody_worked_on_is_theirs() -> None:
    before = catalog([[LONG]], {LONG: "Делегация прибыла и встретилась."})
    split = merged(before, [[FIRST, SECOND]]).data
    worked = translated(split, {FIRST: "Делегация прибыла."})
    worked = translated(worked, {SECOND: "Она встретилась"}, fuzzy=True)
    assert not copied(live(worked)[SECOND])
    kept = merged(worked, [[FIRST, SECOND]])
    assert live(kept.data)[FIRST].comments == ()
    back = merged(worked, [[LONG]])
    assert counts(back) == {"revived": 1, "obsolete": 2}
    assert {entry.msgstr[0] for entry in read(back.data).obsolete} == {"Делегация прибыла.", "Она встретилась"}


def test_a_copy_with_a_note_or_without_its_original_stays() -> None:
    split = merged(catalog([[LONG]], {LONG: "Всё"}), [[FIRST, SECOND]]).data
    noted = split.decode().replace("# Split: part 1", "# ask the author\n# Split: part 1").encode()
    (kept,) = read(merged(noted, [[LONG]]).data).obsolete
    assert "# ask the author" in kept.comments
    file = read(split)
    purged = file.with_entries([entry for entry in file.entries if not entry.obsolete]).encode()
    result = merged(purged, [[OTHER]])
    assert {entry.msgstr for entry in read(result.data).obsolete} == {("Всё",)}


@pytest.mark.parametrize(
    ("target", "joined"), [("ru", "Делегация прибыла. Она встретилась."), ("zh", "Делегация прибыла.Она встретилась.")]
)
def test_a_join_carries_both_texts(target: str, joined: str) -> None:
    words = {FIRST: "Делегация прибыла.", SECOND: "Она встретилась.", OTHER: "О"}
    before = catalog([[FIRST, SECOND, OTHER]], words, target)
    result = merged(before, [[LONG, OTHER]], target)
    assert counts(result) == {"kept": 1, "joined": 1, "obsolete": 2}
    found = live(result.data)[LONG]
    assert found.fuzzy
    assert found.msgstr == (joined,)
    assert found.previous and found.previous.msgid == f"{FIRST} {SECOND}"
    assert [comment.partition(",")[0] for comment in found.comments] == ["# Changed: wording", "# Joined: 2 sentences"]
    back = merged(result.data, [[FIRST, SECOND, OTHER]], target)
    assert {msgid: entry.text for msgid, entry in live(back.data).items()} == {
        msgid: entry.text for msgid, entry in live(before).items()
    }
    assert not gone(back.data)


def test_parts_of_one_sentence_that_are_joined_again_have_its_text_once() -> None:
    split = merged(catalog([[LONG]], {LONG: "Всё"}), [[FIRST, SECOND]]).data
    result = merged(split, [[LONG.replace("the evening", "the late evening")]])
    (found,) = read(result.data).live
    assert found.msgstr == ("Всё",)
    assert found.previous and found.previous.msgid == LONG


def test_three_sentences_become_one_and_back() -> None:
    texts = [FIRST, SECOND, OTHER]
    before = catalog([texts], {FIRST: "П.", SECOND: "В.", OTHER: "О."})
    result = merged(before, [[" ".join(texts)]])
    (found,) = read(result.data).live
    assert found.msgstr == ("П. В. О.",)
    back = merged(result.data, [texts])
    assert counts(back) == {"revived": 3, "obsolete": 1}  # approved: a person's own


def test_other_rules_join_approved_sentences_without_a_question() -> None:
    """The document is the same, and so is what a reader sees: nobody needs to look at it again."""
    one, other = "He met Dr.", "Lee in Osh."
    before = catalog([[one, other], [OTHER]], {one: "Он встретил д-ра", other: "Ли в Оше.", OTHER: "О"})
    result = merged(before, [[f"{one} {other}"], [OTHER]])
    found = live(result.data)[f"{one} {other}"]
    assert (found.msgstr, found.fuzzy, found.comments, found.previous) == (
        ("Он встретил д-ра Ли в Оше.",),
        False,
        (),
        None,
    )
    assert set(gone(result.data)) == {one, other}
    fuzzy = translated(before, {other: "Ли в Оше."}, fuzzy=True)
    (found,) = [entry for entry in read(merged(fuzzy, [[f"{one} {other}"], [OTHER]]).data).live if entry.fuzzy]
    assert found.comments[0].startswith("# Joined: 2 sentences, ")


def test_an_abbreviation_that_stood_in_many_places_is_found_in_each() -> None:
    """Equal texts have one entry, so that the parts of a sentence do not stand side by side in the catalog."""
    before = catalog(
        [["Mr.", "Smith came."], ["Mr.", "Jones left."]],
        {"Mr.": "Г-н", "Smith came.": "Смит пришёл.", "Jones left.": "Джонс ушёл."},
    )
    result = merged(before, [["Mr. Smith came."], ["Mr. Jones left."]])
    assert [entry.msgstr[0] for entry in read(result.data).live] == ["Г-н Смит пришёл.", "Г-н Джонс ушёл."]


def test_a_sentence_that_is_half_a_machines_is_not_joined() -> None:
    before = catalog([["He met Dr.", "Lee in Osh."]], {"He met Dr.": "Он встретил д-ра"})
    (found,) = read(merged(before, [["He met Dr. Lee in Osh."]]).data).live
    assert "Joined" not in found.text


def test_chinese_sentences_have_nothing_between_them() -> None:
    document, segments = paragraphs([["他来了。", "她走了。"]], "zh")
    before = merge(None, document, segments, language("en"), NOW, generator="x").data
    before = translated(before, {"他来了。": "He came.", "她走了。": "She left."})
    document, segments = paragraphs([["他来了。她走了。"]], "zh")
    (found,) = read(merge(before, document, segments, language("en"), NOW, generator="x").data).live
    assert (found.msgstr, found.fuzzy) == (("He came. She left.",), False)


def test_new_sentences_beside_a_changed_one_are_no_split() -> None:
    before = catalog([[FIRST]], {FIRST: "П"})
    result = merged(before, [[FIRST.replace("Monday", "Tuesday"), SECOND]])
    assert counts(result) == {"changed": 1, "new": 1}


def test_only_typography_keeps_its_approval_on_demand() -> None:
    before = catalog(
        [['He said: "We agree on 5 points."', OTHER]], {'He said: "We agree on 5 points."': "А", OTHER: "О"}
    )
    for text, kind in (
        ("He said: “We agree on 5 points.”", "typography"),
        ("He said: “We agree on 6 points.”", "number"),
        ("He said: “We do not agree on 5 points.”", "negation"),
    ):
        silent = live(merged(before, [[text, OTHER]], trivial=True).data)[text]
        asked = live(merged(before, [[text, OTHER]]).data)[text]
        assert (asked.fuzzy, change_of(asked)) == (True, kind)
        assert silent.fuzzy == (kind != "typography")
        assert bool(silent.previous) == bool(silent.comments) == (kind != "typography")
    waiting = translated(before, {'He said: "We agree on 5 points."': "А"}, fuzzy=True)
    assert live(merged(waiting, [["He said: “We agree on 5 points.”", OTHER]], trivial=True).data)[
        "He said: “We agree on 5 points.”"
    ].fuzzy


def test_risks_add_up_over_several_edits() -> None:
    before = catalog([[FIRST]], {FIRST: "П"})
    once = merged(before, [[FIRST.replace("arrived", "never arrived")]])
    twice = merged(once.data, [[FIRST.replace("arrived", "never ever arrived")]])
    (found,) = read(twice.data).live
    assert change_of(found) == "negation"
    assert found.text.count("# Changed") == 1
    (found,) = read(merged(twice.data, [[FIRST]]).data).live
    assert (change_of(found), found.previous, found.fuzzy) == ("", None, True)


@pytest.mark.parametrize(
    ("text", "parts", "expected"),
    [
        ("a. b.", ["a.", "b."], (0, 1)),
        ("a.  b.", ["a.", "b.", "a.  b."], (0, 1)),
        ("a. b. a.", ["a.", "b."], (0, 1, 0)),
        ("a b c", ["a", "b", "c", "a b"], (3, 2)),
        ("甲。乙。", ["甲。", "乙。"], (0, 1)),
        ("a. b.", ["a."], ()),
        ("", ["a."], ()),
        ("ab", ["a", "b"], ()),
    ],
)
def test_tiling(text: str, parts: list[str], expected: tuple[int, ...]) -> None:
    numbers = {part: number for number, part in enumerate(parts)}
    assert tiling(text, numbers, max(map(len, parts))) == expected


def test_a_text_of_many_parts_takes_no_quadratic_time() -> None:
    text = "a " * 3000
    assert len(tiling(text.strip(), {"a": 0, "a a a": 1}, 5)) == 1000
    assert tiling(text + "b", {"a": 0}, 1) == ()
