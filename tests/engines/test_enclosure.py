"""Pairs whose words a draft has lost, and pairs that never had a word."""

import re
from collections.abc import Sequence

import pytest

from toolkit.engines.alignment import count
from toolkit.engines.enclosure import settled
from toolkit.engines.hypothesis import Hypothesis
from toolkit.engines.protection import translate
from toolkit.units import Code, Content, flatten

TAG = re.compile(r"(</?\d/?>)")


def content(text: str) -> Content:
    def code(tag: str) -> Code:
        kind = "close" if tag[1] == "/" else "placeholder" if tag[-2] == "/" else "open"
        shown = "\ufffc" if kind == "placeholder" and tag != "<9/>" else ""  # <9/> is a comment
        return Code(tag.strip("</>"), kind, tag, shown)

    return tuple(code(part) if TAG.fullmatch(part) else part for part in TAG.split(text) if part)


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("a <1>b</1> c", "A <1> </1> C", "A <1>C</1>"),
        ("a <1>b</1> c", "A <1></1> C", "A <1>C</1>"),
        ("a <1>b</1> c", "A<1> </1>C", "<1>A</1> C"),
        ("a <1>b </1>c", "A <1> </1>C", "A <1>C</1>"),
        ("<1>a</1> b c", "<1> </1>B C", "<1>B</1> C"),
        ("a b <1>c</1>", "A B <1> </1>", "A <1>B</1>"),
        ("a b <1>c</1>.", "A B<1></1>.", "A <1>B</1>."),
        ("a <1>b, </1>c", "A<1>, </1>C", "<1>A</1>, C"),
        ("<1>a</1> <2>b</2> c", "<1>A</1> <2> </2> C", "<1>A</1> <2>C</2>"),
        ("<1>a <2>b</2></1> c", "<1>A <2> </2></1> C", "<1><2>A</2></1> C"),
        ("a <1><2>b</2></1> c", "A <1><2> </2></1> C", "A <1><2>C</2></1>"),
        ("a <1>b</1> {name}", "<1> </1> {name}", "<1></1>{name}"),
        ("<1>a</1> <2>b</2>", "<1>A</1> <2> </2>", "<1>A</1><2></2>"),
        ("a<1> </1>b", "A<1> </1>B", None),
        ("a <1><2/> b</1>", "A <1><2/> </1>", None),
        ("a <1>b</1>", "A <1>B</1>", None),
        ("a <1>b</1> <9/> c", "A <1><9/></1> C", "A <1><9/>C</1>"),
        ("next <1>→</1>", "NEXT<1></1>", "NEXT<1>→</1>"),
        ("go<1>!</1>", "GO。<1></1>", None),
        ("a</1> <2>b</2> c", "A</1> <2> </2> C", "A</1> <2>C</2>"),
    ],
)
def test_a_pair_without_its_words_stands_around_the_nearest(source: str, target: str, expected: str | None) -> None:
    made = settled(content(source), content(target))
    assert (made and flatten(made)) == expected


def echo(texts: Sequence[str]) -> list[Hypothesis]:
    return [Hypothesis(text.upper(), -0.1, 1, alignment=tuple((n, n) for n in range(count(text))), said=count(text))
            for text in texts]  # fmt: skip


def forgetting(*words: str):  # type: ignore[no-untyped-def]
    """A model that leaves words out, and says of each word that it writes which one it stands for."""

    def model(texts: Sequence[str]) -> list[Hypothesis]:
        made = []
        for text in texts:
            kept = [(place, word) for place, word in enumerate(text.split(" ")) if word.strip(".,!") not in words]
            pairs = tuple((place, number) for number, (place, _) in enumerate(kept))
            said = " ".join(word for _, word in kept).upper()
            made.append(Hypothesis(said, -0.1, 1, () if said else ("empty",), alignment=pairs, said=count(text)))
        return made

    return model


@pytest.mark.parametrize(
    ("source", "lost", "expected"),
    [
        ("the <1>big</1> dog", "big", "<1>THE</1> DOG"),
        ("the dog <1>goes</1> home.", "goes", "THE <1>DOG</1> HOME."),
        ("see <1>the map</1>", "the map", "<1>SEE</1>"),
        ("<1>the <2>big</2> dog</1> goes", "big", "<1>THE <2>DOG</2></1> GOES"),
        ("the <1>big</1> dog <2/> goes", "big", "THE <1>DOG</1> <2/> GOES"),
    ],
)
def test_through_the_drafting_path(source: str, lost: str, expected: str) -> None:
    (draft,) = translate([content(source)], forgetting(*lost.split()), lambda _source, target: target)
    assert flatten(draft.target) == expected
    assert "unsure-markup" in draft.flags


@pytest.mark.parametrize(
    ("source", "expected", "sure"),
    [
        ("wow<1>!</1> so <2>→</2> go", "WOW<1>!</1> SO <2>→</2> GO", True),
        ("go<1></1><2>!</2>", "GO<1></1><2>!</2>", True),
        ("<1>★</1> a new word", "<1>★</1> A NEW WORD", True),
        ("one <1>|</1> two <2>|</2> three", "ONE <1>|</1> TWO <2>|</2> THREE", True),
        ("a <1>“</1>big<2>”</2> dog", "A <1>“</1>BIG<2>”</2> DOG", True),
    ],
)
def test_a_pair_around_signs_comes_back_around_them(source: str, expected: str, sure: bool) -> None:
    (draft,) = translate([content(source)], echo, lambda _source, target: target)
    assert flatten(draft.target) == expected
    assert ("unsure-markup" not in draft.flags) is sure


def test_a_sign_of_the_other_language_takes_its_place() -> None:
    def finish(_source: str, target: str) -> str:
        return target.replace("!", "！").replace("^ ", "")

    (draft,) = translate([content("wow<1>!</1> go")], echo, finish)
    assert (flatten(draft.target), draft.flags) == ("WOW<1>！</1> GO", ())
    (draft,) = translate([content("so <1>^</1> go")], echo, finish)
    assert (flatten(draft.target), draft.flags) == ("SO <1>^</1> GO", ("unsure-markup",))
