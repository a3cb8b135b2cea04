"""Law 9 in archives: each part that a writer writes is damaged in every place, and the verdict says something.

A tree of elements and attributes is what another program sees; runs of white space are one space in it.
"""

import importlib
import io
import re
import zipfile
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.documents.book import book
from tests.documents.test_odt import GUIDE
from tests.laws.test_office_laws import odp, ods, pptx, xlsx
from tests.laws.test_verdict_laws import elements, shouted, wounded, wounds
from toolkit import documents
from toolkit.documents import ReadOptions
from toolkit.segmentation import split

TEXTS = ["The road is long. It is dry.", "Second part here.", "See the map"]
ARCHIVES: dict[str, tuple[bytes, str]] = {
    "x.pptx": (pptx(TEXTS), "ppt/slides/slide2.xml"),
    "x.xlsx": (xlsx(TEXTS), "xl/worksheets/sheet1.xml"),
    "x.odp": (odp(TEXTS), "content.xml"),
    "x.ods": (ods(TEXTS), "content.xml"),
    "x.odt": (GUIDE, "content.xml"),
    "x.epub": (book(3), "OEBPS/c1.xhtml"),
}
"""Each format's document, and the part that is damaged."""


MOVES = re.compile(
    r"\s(?:style:font-|fo:font-family|svg:font-family|fo:country|style:country-|fo:lang|style:lang)[\w:-]*=\"[^\"]*\""
)
"""Fonts and languages, which are the target's."""


def view(text: str) -> object:
    return elements(MOVES.sub("", text).encode())


def with_part(data: bytes, part: str, new: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as archive:
        for info in old.infolist():
            archive.writestr(info, new if info.filename == part else old.read(info))
    return made.getvalue()


@pytest.mark.parametrize("name", ARCHIVES)
def test_what_a_broken_writer_damages_is_never_complete(name: str) -> None:
    module = importlib.import_module(f"toolkit.documents.{documents.FORMATS[documents.format_of(name)][0]}")
    data, part = ARCHIVES[name]
    targets = {one.key: shouted(one.source) for one in split(documents.read(data, name))}
    sound, verdict = documents.translated(data, name, targets, ReadOptions(), "ru")
    assert verdict == "complete"
    with zipfile.ZipFile(io.BytesIO(sound)) as archive:
        text = archive.read(part).decode()
    seen = view(text)
    ways = wounds(text)

    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.integers(0, len(ways) - 1))
    def law(way: int) -> None:
        damaged = wounded(text, ways[way])
        try:
            differs = view(damaged) != seen
        except ElementTree.ParseError:
            differs = True
        assume(differs)
        made = with_part(sound, part, damaged.encode())
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(module, "rewrite", lambda *_, **__: made)
            assert documents.translated(data, name, targets, ReadOptions(), "ru")[1] != "complete", way

    law()
