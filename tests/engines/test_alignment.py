from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit import engines
from toolkit.engines.alignment import composed, from_attention, spans
from toolkit.units import Code, Content, flatten, plain

from . import toy

X = Code("1", "placeholder", "[image one]")


@pytest.fixture(scope="module")
def starter() -> engines.Engine:
    return engines.make("argos", source="en", target="ru", folders=())


def said(content: Content) -> list[str]:
    return [flatten(content)[start:end] for start, end in spans(content)]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (plain("Open the file, now!"), ["Open", "the", "file", "now"]),
        (plain("打开 file 3。"), ["打", "开", "file", "3"]),
        (("See ", X, " or %s in notes.txt."), ["See", "[image one]", "or", "%s", "in", "notes.txt"]),
        ((), []),
    ],
)
def test_words(content: Content, expected: list[str]) -> None:
    assert said(content) == expected


def test_where_attention_is_highest() -> None:
    pieces = [" big", " hou", "se", "."]
    attention = [[0.0, 0.5, 0.4, 0.1], [0.6, 0.2, 0.2, 0.0], [0.0, 0.0, 0.0, 1.0]]
    assert from_attention("big house.", pieces, "дом большой.", [" дом", " большой", "."], attention) == (
        (1, 0),
        (0, 1),
    )
    assert from_attention("big house.", ["bighouse."], "дом", [" дом"], [[1.0]]) == ()
    assert from_attention("see 7 and X", [" see", " 7", " and", " X"], "X 7", [" X", " 7"], []) == ((3, 0), (1, 1))
    assert composed(((0, 1), (1, 0)), ((1, 0), (0, 1))) == ((0, 0), (1, 1))


def test_a_draft_says_which_word_stands_for_which(en_ru: Path) -> None:
    engine = engines.make("argos", source="en", target="ru", folders=(en_ru,), starter=False)
    batch = [
        plain("open the file. the man reads"),
        ("save the ", X, " house and {name} 12"),
        plain("- the cat\n- the dog"),
        plain("OPEN THE HOUSE"),
        plain("%s goes home"),
    ]
    for source, draft in zip(batch, engine.translate(batch, "en", "ru"), strict=True):
        assert draft.alignment
        before, after = said(source), said(draft.target)
        for start, end in draft.alignment:
            assert toy.WORDS.get(before[start].lower(), before[start]) == after[end].lower()
        # The first token of a sentence has no attention that could be trusted.
        assert len(draft.alignment) >= len(after) - 2


@settings(max_examples=30)
@given(st.lists(st.sampled_from(["the cat", "Zürich 5", "%s", "打开", "\n", " ", "!", "{1}", "notes.txt"]), max_size=8))
def test_law_pairs_are_words_of_both_texts(starter: engines.Engine, parts: list[str]) -> None:
    source = plain("".join(parts))
    (draft,) = starter.translate([source], "en", "ru")
    for start, end in draft.alignment:
        assert 0 <= start < len(spans(source))
        assert 0 <= end < len(spans(draft.target))
