"""Markdown and plain interlinear text: what a renderer shows of them, what a terminal gets, what is refused."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.bundles.made import GENERATOR, NASTY, made_bundles, small
from tests.bundles.test_judges import BUNDLES
from toolkit import bundles
from toolkit.bundles import interlinear, markdown
from toolkit.errors import BundleError
from toolkit.exchange import Format
from toolkit.units import Bundle

LAYOUTS = bundles.LAYOUTS["md"]
BOTH = pytest.mark.parametrize("form", LAYOUTS.values(), ids=LAYOUTS)
OURS = {
    "p",
    "sup",
    "kbd",
    "strong",
    "hr",
    "h1",
    "h2",
    "ul",
    "li",
    "blockquote",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufdd0-\ufdef\ufffe\uffff\U0001fffe\U0010ffff]"
)
"""What must be shown by its number; worked out here and not by the code that is tested."""
STATES = small(
    (("One.", "Раз.", "drafted"), ("Two.", "Два.", "reviewed"), ("Three.", "", "untranslated")), ("ru", "ky")
)


class Page(HTMLParser):
    """What a browser makes of rendered Markdown: its elements, their attributes, and the text."""

    def __init__(self, data: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(MarkdownIt("commonmark", {"html": True}).enable("table").render(data.decode()))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes.update(name for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def seen(text: str) -> str:
    """The text as a renderer shows it, white space apart."""
    shown = UNSEEN.sub(lambda match: f"U+{ord(match.group()):04X}", text)
    return re.sub(r"\s", "", shown)


@BOTH
@pytest.mark.parametrize("sign", NASTY, ids=ascii)
def test_a_renderer_shows_any_text_and_no_element_of_it(form: Format, sign: str) -> None:
    texts = [sign, f"a{sign}b", f"{sign} a {sign}", f"# {sign}", f"1. {sign}", f"> {sign} | {sign}", f"- {sign} `x`"]
    made = small(tuple((f"{number}{text}", text, "drafted") for number, text in enumerate(texts)))
    page = Page(form.write(made, GENERATOR))
    assert page.elements <= OURS
    assert page.attributes <= {"style"}
    shown = re.sub(r"\s", "", page.text)
    for row in bundles.rows(made):
        assert seen(row.source) in shown and seen(row.target) in shown


@given(made_bundles(), st.sampled_from(list(LAYOUTS.values())))
def test_no_text_is_markup(bundle: Bundle, form: Format) -> None:
    assert Page(form.write(bundle, GENERATOR)).elements <= OURS


@BOTH
def test_a_document_is_shown_whole(form: Format) -> None:
    page = Page(form.write(BUNDLES["article"], GENERATOR))
    shown = re.sub(r"\s", "", page.text)
    for row in bundles.rows(BUNDLES["article"]):
        assert seen(row.source) in shown and seen(row.target) in shown
    assert "h1" in page.elements or "table" in page.elements


def test_markdown_reads_well_as_it_stands() -> None:
    lines = markdown.interleaved(STATES, GENERATOR).decode().splitlines()
    at = lines.index("<sup>p1s1</sup> One.")
    assert lines[at : at + 5] == [
        "<sup>p1s1</sup> One.", "", "> **ru** <sup>p1s1</sup> Раз. <sup>M</sup>", "",
        "> **ky** <sup>p1s1</sup> Раз. <sup>M</sup>",
    ]  # fmt: skip
    assert "> **ru** <sup>p3s1</sup> <sup>∅</sup>" in lines
    assert any(
        line.startswith("- ru: **M** 1 черновой машинный перевод: переведено машиной, никем не проверено")
        for line in lines
    )
    table = markdown.columns(STATES, GENERATOR).decode().splitlines()
    assert "| English (en) | русский (ru) | кыргызча (ky) |" in table
    assert "| <sup>p2s1</sup> Two. | <sup>p2s1</sup> Два. | <sup>p2s1</sup> Два. |" in table


def test_interlinear_text_reads_well_as_it_stands() -> None:
    text = interlinear.write(STATES, GENERATOR).decode()
    assert "\np1s1   One.\n  ru M Раз.\n  ky M Раз.\n" in text
    assert "\np2s1   Two.\n  ru   Два.\n" in text
    assert "\n  ru ∅\n" in text
    assert "ky M 1 машинанын алгачкы котормосу: машина которгон" in text


@given(made_bundles())
def test_a_terminal_gets_nothing_that_it_would_obey(bundle: Bundle) -> None:
    text = interlinear.write(bundle, GENERATOR).decode()
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", text)


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"# A heading\n", b"{}"])
def test_what_is_neither_is_refused_in_a_sentence(data: bytes) -> None:
    for read in (markdown.read, interlinear.read):
        with pytest.raises(BundleError, match=r"this is no|not UTF-8"):
            read(data)


def test_damage_is_named_by_its_place() -> None:
    text = interlinear.write(STATES, GENERATOR)
    number = text.decode().split("\n").index("  ru M Раз.") + 1
    with pytest.raises(BundleError, match=rf"line {number}: 'X' is no mark"):
        interlinear.read(text.replace("ru M Раз".encode(), "ru X Раз".encode()))
    lost = markdown.interleaved(STATES, GENERATOR).replace(b"<sup>p1s1</sup> One.", b"")
    with pytest.raises(BundleError, match="p1s1 has a translation into ru and no source"):
        markdown.read(lost)
