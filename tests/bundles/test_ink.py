"""Contents as HTML: codes show nothing of themselves, and everything comes back."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bundles.sentences import bundle, drafted
from toolkit.bundles import html, ink
from toolkit.units import Code, Content, flatten

BOLD = (Code("1", "open", "**"), Code("1", "close", "**"))
TAG = (Code("1", "open", "<1>"), Code("1", "close", "</1>"))
RAW = st.one_of(
    st.sampled_from(
        ["**", "*", "`", "<1>", "</1>", "<2/>", "<br/>", "{name}", "%s", "\\", "\\u{a}", "\n", "\r\n", "\t", "]]>"]
    ),
    st.text(min_size=1, max_size=6),
)
CODES = st.builds(Code, st.sampled_from(["1", "2"]), st.sampled_from(["open", "close", "placeholder"]), RAW)
CONTENTS = st.lists(st.one_of(st.text(min_size=1, max_size=12), CODES), min_size=1, max_size=8).map(tuple)


@given(CONTENTS, CONTENTS)
def test_every_content_reads_back_as_it_was(source: Content, target: Content) -> None:
    made = bundle([drafted(source, target)])
    rows = html.read(html.write(made, "toolkit 0.0"))
    assert [(row.source, row.target) for row in rows] == [(flatten(source), flatten(target))]


@given(st.text(max_size=30))
def test_the_raw_form_of_a_code_survives_an_attribute(raw: str) -> None:
    from html import unescape

    value = ink.raw_attribute(raw)
    assert not ink.CONTROL.search(value) and not set(value) & set('"<>\n\t')
    assert ink.raw_of(unescape(value)) == raw


@pytest.mark.parametrize(
    ("content", "shown", "element"),
    [
        (("See ", TAG[0], "the map", TAG[1], "."), "See the map.", None),
        (("It is ", BOLD[0], "new", BOLD[1], "."), "It is new.", "strong"),
        (("a", Code("1", "placeholder", "<2/>"), "b"), "ab", None),
        (("a", Code("1", "placeholder", "<br>"), "b"), "ab", "br"),
        (("Hello ", Code("1", "placeholder", "{name}"), "!"), "Hello {name}!", None),
        ((Code("1", "open", "<i>"), "a", Code("2", "open", "<b>"), "b", Code("2", "close", "</b>"),
          Code("1", "close", "</i>")), "ab", "em"),
    ],
)  # fmt: skip
def test_a_reader_sees_words_and_no_tags(content: Content, shown: str, element: str | None) -> None:
    written = ink.html_of(content)
    assert re.sub(r"<[^>]*>", "", written) == shown == ink.shown(content)
    assert element is None or f"<{element}>" in written


@pytest.mark.parametrize(
    "content",
    [
        ("a ", BOLD[0], "never closed"),
        ("never opened", BOLD[1], " b"),
        (BOLD[1], "the wrong way round", BOLD[0]),
    ],
)
def test_a_broken_pair_opens_no_element(content: Content) -> None:
    assert "strong" not in ink.html_of(content)


def test_offsets_count_as_browsers_do() -> None:
    content = ("😀 a", Code("1", "open", "<1>"), "b\x01", Code("1", "close", "</1>"), "c")
    shown = "😀 ab�c"
    assert ink.shown_offsets(content)[-1] == len(shown.encode("utf-16-le")) // 2
    start = flatten(content).index("b")
    assert ink.shown_offsets(content)[start] == 4
