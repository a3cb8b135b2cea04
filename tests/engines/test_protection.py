import itertools
import random
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from toolkit.engines.alignment import count
from toolkit.engines.hypothesis import Hypothesis
from toolkit.engines.placeables import SLOT, pairs, placeables
from toolkit.engines.protection import SLOTS, translate
from toolkit.units import Code, Content

B, E = Code("1", "open", "<b>"), Code("2", "close", "</b>")
LINE = Code("1", "open", "<tspan>", " "), Code("1", "close", "</tspan>")
"""It begins apart from what is before it, as a line of a label does."""
X = Code("3", "placeholder", "[img]")


def said(text: str, *, backwards: bool = False) -> Hypothesis:
    """A translation that says which word is which."""
    size = count(text)
    pairs = tuple((size - 1 - word if backwards else word, word) for word in range(size))
    return Hypothesis(text, -0.1, 1, alignment=pairs, said=size)


def upper(texts: Sequence[str]) -> list[Hypothesis]:
    return [said(text.upper()) for text in texts]


def losing(texts: Sequence[str]) -> list[Hypothesis]:
    return [Hypothesis(SLOT.sub("", text).upper(), -0.1, 1) for text in texts]


def inventing(texts: Sequence[str]) -> list[Hypothesis]:
    return [Hypothesis(text.upper() + " {1}", -0.1, 1) for text in texts]


def reversing(texts: Sequence[str]) -> list[Hypothesis]:
    return [said(" ".join(reversed(text.upper().split(" "))), backwards=True) for text in texts]


def silent(texts: Sequence[str]) -> list[Hypothesis]:
    return [Hypothesis("", 0.0, 1, ("empty",)) for _ in texts]


def as_it_is(source: str, target: str) -> str:
    return target


CASES = [
    (upper, ("a ", X, " b"), ("A ", X, " B"), ()),
    (upper, (B, "a", E), (B, "A", E), ()),
    (upper, ("%s a",), ("%s A",), ()),
    (reversing, ("%s a",), ("A %s",), ()),
    (reversing, ("a %s b %d c",), ("C %d B %s A",), ()),
    (reversing, ("a ", B, " b ", E, " c"), ("C ", B, "B", E, " A"), ()),
    (reversing, ("a ", B, "b c", E, " d"), ("D ", B, "C B", E, " A"), ()),
    (upper, ("a", LINE[0], "b", LINE[1]), ("A ", LINE[0], "B", LINE[1]), ()),
    (reversing, (B, "a ", X, E, " d"), ("D ", B, X, " A", E), ()),
    (reversing, ("a ", B, "b c"), (B, "C B A"), ()),
    (losing, ("a ", X, " b"), ("A ", X, " B"), ("split",)),
    (losing, ("a %s, %s b",), ("A %s, %s B",), ("split",)),
    (inventing, ("a",), ("A {1}",), ("lost-placeable",)),
    (inventing, ("{1} a",), ("{1} A {1}",), ("lost-placeable", "split")),
    (silent, ("a ", X), (), ("empty",)),
    (upper, (X, " 1 ", B), (X, " 1 ", B), ("copied",)),
    (upper, ("a" + "%s b" * (SLOTS + 1),), ("A" + "%s B" * (SLOTS + 1),), ("split",)),
]


@pytest.mark.parametrize(("model", "source", "target", "flags"), CASES)
def test_draft(model, source: Content, target: Content, flags: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]
    (draft,) = translate([source], model, as_it_is)
    assert (draft.target, draft.flags) == (target, flags)


@pytest.mark.parametrize(
    ("knows", "source", "shown"),
    [
        (True, ("%s a %d",), "{1} a {2}"),
        (False, ("%s a %d",), "a"),
        (False, ("%s a %d b",), "a {1} b"),
        (True, (B, "a ", X, E), "a {1}"),
        (True, (B, "a", E, " b"), "a b"),
        (True, (" a\n b ",), "a\n b"),
        (True, (f"{'word ' * 9}\nand more",), f"{'word ' * 9}and more"),
        (True, ("so 12 or 1990 and 1,000.5 too",), "so 12 or {1} and {2} too"),
        (True, ("a 3 percent",), "a {1}"),
        (False, ("a 1990 b",), "a 1990 b"),
    ],
)
def test_what_a_model_sees(knows: bool, source: Content, shown: str) -> None:
    seen: list[str] = []

    def model(texts: Sequence[str]) -> list[Hypothesis]:
        seen.extend(texts)
        return upper(texts)

    translate([source], model, as_it_is, knows_slots=knows, languages=("en", "ru"))
    assert seen == [shown]


@pytest.mark.parametrize(
    ("language", "expected"), [("ru", "A 12\u00a0% OF B"), ("zh", "A 12% OF B"), ("de", "A 12 PERCENT OF B")]
)
def test_a_percentage_is_written_as_the_language_writes_it(language: str, expected: str) -> None:
    (draft,) = translate([("a 12 percent of b",)], upper, as_it_is, languages=("en", language))
    assert draft.text == expected


@pytest.mark.parametrize(
    ("losing", "source", "target", "shown"),
    [
        ("2 ", "a 2 b", "A 2 B", ["a 2 b", "a {1} b"]),
        ("{1}", "a 1990 b", "A 1990 B", ["a {1} b", "a 1990 b"]),
        ("{", "a 1990 %s b", "A 1990 %s B", ["a {1} {2} b", "a 1990 {1} b", "a 1990", "b"]),
    ],
)
def test_what_is_lost_is_shown_otherwise(losing: str, source: str, target: str, shown: list[str]) -> None:
    seen: list[str] = []

    def model(texts: Sequence[str]) -> list[Hypothesis]:
        seen.extend(texts)
        return upper([text.replace(losing, "") for text in texts])

    (draft,) = translate([(source,)], model, as_it_is, languages=("en", "ru"))
    assert (draft.text, seen) == (target, shown)
    assert "lost-number" not in draft.flags


def test_a_part_that_stays_empty_is_no_whole_draft() -> None:
    def forgetful(texts: Sequence[str]) -> list[Hypothesis]:
        return [
            Hypothesis("", 0.0, 1, ("empty",)) if text == "b" else Hypothesis(SLOT.sub("", text), -0.1, 1)
            for text in texts
        ]

    (draft,) = translate([("a ", X, " b")], forgetful, as_it_is)
    assert (draft.target, draft.flags) == (("a ", X, " "), ("degenerate", "split"))


def hostile(seed: int):  # type: ignore[no-untyped-def]
    """Drops, doubles, reorders, invents and glues slots, and sometimes says nothing."""
    chance = random.Random(seed)

    def model(texts: Sequence[str]) -> list[Hypothesis]:
        answers = []
        for text in texts:
            words = text.upper().split()
            for _ in range(chance.randrange(4)):
                deed = chance.randrange(6)
                place = chance.randrange(len(words)) if words else 0
                if deed == 0 and words:
                    del words[place]
                elif deed == 1 and words:
                    words.insert(place, words[chance.randrange(len(words))])
                elif deed == 2:
                    chance.shuffle(words)
                elif deed == 3:
                    words.insert(place, chance.choice(["{1}", "{7}", "{0}", "%s", "{", "}", "</b>", "$"]))
                elif deed == 4:
                    words = ["".join(words)]
            answers.append(Hypothesis(" ".join(words), -1.0, 3, () if words else ("empty",)))
        return answers

    return model


WORDS = st.text(st.sampled_from("abc {}%s$<>/1.,"), min_size=1, max_size=12)
RAW = st.sampled_from(["<b>", "</b>", "%s", "{0}", "{1}", "[x]", "", "a"])


@st.composite
def contents(draw: st.DrawFn) -> Content:
    numbers = itertools.count()
    parts: list[str | Code] = []
    for _ in range(draw(st.integers(0, 9))):
        if draw(st.booleans()):
            kind = draw(st.sampled_from(["open", "close", "placeholder"]))
            parts.append(Code(str(next(numbers)), kind, draw(RAW)))
        elif not parts or not isinstance(parts[-1], str):
            parts.append(draw(WORDS))
    return tuple(parts)


@given(st.lists(contents(), max_size=4), st.integers(0, 2**32), st.booleans())
@example([("{1}a{2}",)], 5, True)
def test_law_every_code_once_or_flagged(batch: list[Content], seed: int, knows: bool) -> None:
    """Law 3: every code of a source segment is in its draft exactly once, or the draft is flagged."""
    drafts = translate(batch, hostile(seed), as_it_is, knows_slots=knows)
    assert len(drafts) == len(batch)
    for source, draft in zip(batch, drafts, strict=True):
        for left, right in itertools.pairwise(draft.target):
            assert not (isinstance(left, str) and isinstance(right, str))
        assert "" not in draft.target
        if not {"lost-placeable", "empty"} & set(draft.flags):
            before, after = placeables(source), placeables(draft.target)
            assert Counter(after) == Counter(before)
            assert {(before[a], before[b]) for a, b in pairs(before)} == {(after[a], after[b]) for a, b in pairs(after)}
        if "empty" in draft.flags:
            assert draft.target == ()


@given(st.lists(contents(), max_size=4), st.booleans())
@example([("b<", Code("0", "open", "<b>"), Code("1", "close", "<b>"), "<", Code("2", "placeholder", "<b>"))], False)
def test_law_nothing_is_flagged_lost_with_a_faithful_model(batch: list[Content], knows: bool) -> None:
    def faithful(texts: Sequence[str]) -> list[Hypothesis]:
        return [said(text) for text in texts]

    for source, draft in zip(batch, translate(batch, faithful, as_it_is, knows_slots=knows), strict=True):
        assert "lost-placeable" not in draft.flags
        if all(part != "" and getattr(part, "raw", "x") for part in source):  # a code of no length has no place
            assert [one for one in draft.target if isinstance(one, Code)] == [
                one for one in source if isinstance(one, Code)
            ]
