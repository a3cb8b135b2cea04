"""Inline codes: which segment they belong to, what a translator sees of them, and how they come back."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.documents import translate_block
from toolkit.segmentation import join, split
from toolkit.units import Block, BlockKind, Code, Content, Document, flatten, plain


def content(markup: str) -> Content:
    """`<b>`, `</b>`, `<img/>` become codes; what stands in asterisks is short markup."""
    parts: list[str | Code] = []
    for piece in re.split(r"(<[^>]*>|\*)", markup):
        if piece == "*":
            stars = sum(isinstance(part, Code) and part.raw == "*" for part in parts)
            parts.append(Code(str(len(parts)), "close" if stars % 2 else "open", "*"))
        elif piece.startswith("<"):
            kind = "close" if piece[1] == "/" else "placeholder" if piece[-2] == "/" else "open"
            shown = "\ufffc" if piece == "<img/>" else ""
            parts.append(Code(str(len(parts)), kind, piece, shown, short=False))
        elif piece:
            parts.append(piece)
    return tuple(parts)


def document(*blocks: Content) -> Document:
    return Document("x", "text", "en", tuple(Block(BlockKind.PARAGRAPH, one) for one in blocks))


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("See <a href=x>the map</a>.", ["See <1>the map</1>."]),
        ("One <b>big</b> dog. Two <i>small</i> cats.", ["One <1>big</1> dog.", "Two <1>small</1> cats."]),
        ("<b>All of it is bold.</b>", ["All of it is bold."]),
        ("<a><b>All of it.</b></a> Not this.", ["All of it.", "Not this."]),
        ("<b>Both are bold. Both of them.</b>", ["Both are bold.", "Both of them."]),
        ("This <b>starts here. It ends</b> there.", ["This <1>starts here.", "It ends</1> there."]),
        ("It ends in a note.<fn/> The next one.", ["It ends in a note.", "The next one."]),
        ("A note<fn/> in the middle.", ["A note<1/> in the middle."]),
        ("Click <img/> to go on.", ["Click <1/> to go on."]),
        ("Click <img/>", ["Click <1/>"]),
        ("<img/>", []),
        ("<b>  </b>", []),
        ("A *bold* word.", ["A *bold* word."]),
        ("<b>Bold.</b> Plain <i>end</i>", ["Bold.", "Plain <1>end</1>"]),
        ("Is 5 <1> 4? <b>Yes</b> it is <1>.", None),
        ("A line <b>that\nwraps</b>\nhere.", ["A line <1>that wraps</1> here."]),
        ("<b>Note:</b> it rains.", ["<1>Note:</1> it rains."]),
        ("<b><i>Half</i> and half</b>", ["<1>Half</1> and half"]),
    ],
)
def test_a_segment_has_the_codes_that_its_words_need(markup: str, expected: list[str] | None) -> None:
    made = [segment.text for segment in split(document(content(markup)))]
    if expected is not None:
        assert made == expected


def test_a_text_that_looks_like_a_tag_stays_text() -> None:
    (segment,) = split(document(("Type <1> or ", Code("a", "open", "<b>", short=False), "two",
                                 Code("a", "close", "</b>", short=False), " now")))  # fmt: skip
    assert segment.text == "Type <1> or <2>two</2> now"


PIECES = st.sampled_from(
    ["A big dog", ". ", "! ", " ", "。", "你好", "<1>", "\n", "<b>", "</b>", "<i>", "</i>", "<fn/>", "<img/>", "*"]
)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_nothing_falls_between_segments(markup: str) -> None:
    made = document(content(markup))
    assert join(made, split(made)) == flatten(made.blocks[0].content)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_the_same_sentences_give_the_same_block(markup: str) -> None:
    block = content(markup).__class__(content(markup))
    segments = split(document(block))
    shouted = {
        one.key: tuple(part.upper() if isinstance(part, str) else part for part in one.source) for one in segments
    }
    made = translate_block(block, segments, shouted, None)
    assert [part for part in made if isinstance(part, Code)] == [part for part in block if isinstance(part, Code)]
    words = "".join(part for part in block if isinstance(part, str)).upper().split()
    assert "".join("".join(part for part in made if isinstance(part, str)).split()) == "".join(words)


@given(st.lists(PIECES, max_size=14).map("".join), st.data())
def test_a_careless_translation_loses_no_object_and_breaks_no_pair(markup: str, data: st.DataObject) -> None:
    block = content(markup)
    segments = split(document(block))
    made = {}
    for one in segments:
        parts = data.draw(st.lists(st.sampled_from([*one.source, "слово"]), max_size=8))
        made[one.key] = tuple(parts)
    before = [part for part in block if isinstance(part, Code)]
    after = [part for part in translate_block(block, segments, made, " ") if isinstance(part, Code)]
    assert len(set(map(id, after))) <= len(before)
    for kind in ("<fn/>", "<img/>"):
        assert sum(code.raw == kind for code in after) == sum(code.raw == kind for code in before)
    assert depth(after) == depth(before)


def depth(codes: list[Code]) -> tuple[int, int]:
    """Codes that close nothing, and codes that are never closed."""
    opened = stray = 0
    for code in codes:
        if code.kind == "open":
            opened += 1
        elif code.kind == "close":
            stray, opened = (stray, opened - 1) if opened else (stray + 1, 0)
    return stray, opened


def test_plain_text_needs_no_codes() -> None:
    assert translate_block(plain("One. Two."), split(document(plain("One. Two."))), {}, None) == plain("One. Two.")
