"""The book: chapters, contents in every language, translations that are folded up, honest ink."""

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from tests.bundles.sentences import bundle, drafted, reviewed
from toolkit.bundles import epub
from toolkit.errors import BundleError
from toolkit.exchange import rows
from toolkit.exchange.archives import pack, unpack
from toolkit.units import Block, BlockKind, Bundle, Catalog, TranslationUnit

XHTML = "{http://www.w3.org/1999/xhtml}"


def of(*units: TranslationUnit, headings: tuple[int, ...] = ()) -> Bundle:
    """A paragraph a unit, those with the numbers `headings` are headings; into Russian and Kyrgyz."""
    placed = []
    for number, unit in enumerate(units):
        kind = BlockKind.HEADING if number in headings else BlockKind.PARAGRAPH
        assert unit.segment.place is not None
        place = replace(unit.segment.place, block=number, kind=kind)
        placed.append(replace(unit, segment=replace(unit.segment, place=place)))
    made = bundle(placed)
    blocks = tuple(Block(unit.segment.place.kind, unit.segment.source) for unit in placed if unit.segment.place)
    document = replace(made.document, blocks=blocks)
    return replace(made, document=document, catalogs=(*made.catalogs, Catalog("made", "en", "ky", tuple(placed))))


def book(made: Bundle) -> dict[str, str]:
    return {name: data.decode() for name, data in unpack(epub.write(made, "toolkit 0.0"), "EPUB").items()}


def test_the_type_comes_first_and_uncompressed_as_the_standard_wants_it() -> None:
    data = epub.write(of(reviewed("One.", "Раз.")), "toolkit 0.0")
    assert data[30:58] == b"mimetypeapplication/epub+zip"


def test_a_chapter_begins_at_each_heading_and_the_contents_name_it_in_every_language() -> None:
    made = of(
        reviewed("Before.", "До."), reviewed("Head & one", "Глава <1>"), reviewed("Text.", "Текст."),
        drafted("Two", "Два"), headings=(1, 3),
    )  # fmt: skip
    files = book(made)
    assert [name for name in files if "chapter" in name] == [f"EPUB/chapter-{number}.xhtml" for number in (1, 2, 3)]
    links = list(ET.fromstring(files["EPUB/nav.xhtml"]).iter(f"{XHTML}a"))
    assert [link.attrib["href"] for link in links] == [
        "chapter-1.xhtml#p1", "chapter-2.xhtml#p2", "chapter-3.xhtml#p4",
    ]  # fmt: skip
    assert "".join(links[1].itertext()) == "Head & one · Глава <1> · Глава <1>"
    assert "".join(links[2].itertext()) == "Two · ДваM · ДваM"  # a draft is marked there, too
    assert "Содержание" in files["EPUB/nav.xhtml"] and "Мазмуну" in files["EPUB/nav.xhtml"]


def test_translations_are_folded_up_and_carry_their_marks() -> None:
    root = ET.fromstring(book(of(drafted("One.", "Раз.", "echo"), reviewed("Two.", "Два.")))["EPUB/chapter-1.xhtml"])
    folded = list(root.iter(f"{XHTML}details"))
    assert len(folded) == 4 and not any("open" in one.attrib for one in folded)
    assert ["".join(one.itertext()) for one in folded][::2] == ["русскийРаз.M", "русскийДва."]
    assert folded[0].find(f".//{XHTML}span").attrib["data-doubt"] == "echo"  # type: ignore[union-attr]
    assert root.find(f".//{XHTML}p[@class='banner l-ru']") is not None


def test_a_long_text_without_headings_is_cut_into_chapters_and_loses_nothing() -> None:
    made = of(*(reviewed(f"Sentence {number}.", f"Фраза {number}.") for number in range(epub.LONGEST + 1)))
    assert "EPUB/chapter-2.xhtml" in book(made) and "EPUB/chapter-3.xhtml" not in book(made)
    assert set(epub.read(epub.write(made, "toolkit 0.0"))) == set(rows(made))


def test_what_is_no_book_is_refused_in_a_sentence() -> None:
    good = unpack(epub.write(of(reviewed("One.", "Раз.")), "toolkit 0.0"), "EPUB")
    chapter = "EPUB/chapter-1.xhtml"
    broken = pack({**good, chapter: good[chapter].replace(b"</details>", b"", 1)})
    lost = pack({**good, chapter: good[chapter].replace(b'id="p1s1" data-seg="p1s1"', b"", 1)})
    for data in (b"", b"PK", broken, lost):
        with pytest.raises(BundleError, match=r"EPUB|book"):
            epub.read(data)
