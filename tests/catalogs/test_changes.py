"""What changed in a source: tests/cases/changes holds a file a kind, over four source languages."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.catalogs.changes import change_between
from toolkit.catalogs.wordlists import FOLDER, wordlists
from toolkit.units import CHANGES

CASES = Path(__file__).parent.parent / "cases" / "changes"


def cases(kind: str) -> list[tuple[str, str, str]]:
    lines = (CASES / f"{kind.replace(' ', '-')}.txt").read_text("utf-8").splitlines()
    found = []
    for line in lines:
        if line.strip() and not line.startswith("#"):
            language, before, after = line.split(" | ")
            found.append((language, before, after))
    return found


@pytest.mark.parametrize("kind", CHANGES)
def test_cases(kind: str) -> None:
    wrong = [
        f"{language}: {before} | {after}: {change_between(before, after, language)}"
        for language, before, after in cases(kind)
        if change_between(before, after, language) != kind
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("kind", CHANGES)
def test_there_are_enough_cases(kind: str) -> None:
    languages = Counter(language for language, *_ in cases(kind))
    assert languages.total() >= 25
    assert set(languages) == {"en", "ru", "zh", "ky"}


@pytest.mark.parametrize("kind", [kind for kind in CHANGES if not kind.startswith("clause")])
def test_the_way_back_is_the_same_kind_of_change(kind: str) -> None:
    wrong = [
        (language, before, after, back)
        for language, before, after in cases(kind)
        if (back := change_between(after, before, language)) != kind
    ]
    assert not wrong


@pytest.mark.parametrize("kind", ["negation", "number"])
@given(st.data())
def test_nothing_else_that_changes_hides_a_risk(kind: str, data: st.DataObject) -> None:
    """Quotation marks, dashes or another spelling beside it never make a negation or a number look harmless."""
    language, before, after = data.draw(st.sampled_from(cases(kind)))
    _, other, another = data.draw(st.sampled_from([c for c in cases("typography") if c[0] == language]))
    found = change_between(f"{before} {other}", f"{after} {another}", language)
    assert found in ("negation", "number")


texts = st.text("abAB «»“”\"'’.,;:!?…-–—7 不的。，не\u00a0", max_size=20)


@given(texts, texts, st.sampled_from(["en", "ru", "zh", "ky", "xx"]))
def test_laws(before: str, after: str, language: str) -> None:
    assert change_between(before, after, language) in CHANGES
    assert change_between(before, before, language) == "typography"
    if change_between(before, after, language) == "typography":
        letters = [[c for c in text if c.isalnum()] for text in (before, after)]
        assert letters[0] == letters[1]
        assert change_between(after, before, language) == "typography"


def test_every_list_is_read_and_known() -> None:
    kinds = set()
    for path in Path(FOLDER).glob("*.txt"):
        lists = wordlists(path.stem)
        assert lists.negations and lists.joining
        kinds |= set(lists.words)
    assert kinds == {
        "negation", "not negation", "negating prefix", "negating suffix", "negating infix", "number", "date", "numeral",
        "not number", "no name", "unit", "place", "surname", "title", "sounds", "slip", "joining", "function", "ending",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Copy %n files.", "Copy %1 files."),
        ("%1 of %2", "%2 of %1"),
        ("Open %1$s", "Open %2$s"),
        ("%L1 done", "%1 done"),
    ],
)
def test_the_place_of_an_argument_is_no_number(before: str, after: str) -> None:
    assert change_between(before, after, "en") not in ("number", "negation")
    assert change_between(before, after, "en", risks=True) not in ("number", "negation")


@pytest.mark.parametrize("kind", CHANGES)
def test_risks_alone(kind: str) -> None:
    for language, before, after in cases(kind):
        told = change_between(before, after, language, risks=True)
        assert (told if told in ("negation", "number") else "") == (kind if kind in ("negation", "number") else "")


WORDS = [
    "the",
    "printer",
    "is",
    "not",
    "out",
    "of",
    "paper",
    "and",
    "cannot",
    "continue",
    "may",
    "May",
    "impossible",
    "possible",
    "can't",
    "5",
    "10%",
    "(beta)",
    "hundred",
]


@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=8), st.lists(st.sampled_from(WORDS), max_size=3), st.data()
)
def test_who_asks_for_risks_alone_gets_the_same_denials_and_numbers(
    before: list[str], added: list[str], data: st.DataObject
) -> None:
    after = list(before)
    for word in added:
        after.insert(data.draw(st.integers(0, len(after))), word)
    for one, other in ((" ".join(before), " ".join(after)), (" ".join(after), " ".join(before))):
        whole, risks = change_between(one, other, "en"), change_between(one, other, "en", risks=True)
        assert risks == whole or {risks, whole}.isdisjoint({"negation", "number"})
