"""What forms hold in Word and OpenDocument: prompts, lists to choose from, and the item that was chosen."""

import io
import re
import zipfile
from pathlib import Path

import pytest

from toolkit import documents
from toolkit.documents import ReadOptions
from toolkit.segmentation import split
from toolkit.units import Code

CASES = Path(__file__).parent.parent / "cases" / "office"
CHOICES = {
    "controls.docx": ("word/document.xml", ["Red one", "Blue one", "Big", "Big"], "Date <1>Click to enter a date.</1>"),
    "fields.odt": ("content.xml", ["Red one", "Blue one"], "Field <1/> <2><Name here></2> <3/> <4/> <5/>"),
}
"""File -> its part with the text, the items of its lists, and the segment with a prompt."""


@pytest.mark.parametrize("name", CHOICES)
def test_items_and_prompts_are_text_and_the_list_shows_the_item(name: str) -> None:
    data = (CASES / name).read_bytes()
    part, items, prompt = CHOICES[name]
    segments = split(documents.read(data, name))
    texts = [one.text for one in segments]
    assert [text for text in texts if re.fullmatch("(Red|Blue) one|Big", text)] == items
    assert prompt in texts
    assert documents.rewrite(data, name, {}) == data
    assert documents.rewrite(data, name, {one.key: one.source for one in segments}) == data
    shouted = {
        one.key: tuple(part if isinstance(part, Code) else part.upper() for part in one.source) for one in segments
    }
    made, verdict = documents.translated(data, name, shouted, ReadOptions(), "en")
    assert verdict == "complete"
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        text = archive.read(part).decode()
    assert "Red one" not in text and len(re.findall("RED ONE", text)) == 2
    assert 'string-value="Cell"' not in text


SAID_AT_TIMES = {
    "letters.docx": ("Chapter %1:", "Dear sir", "Dear madam", "many letters", "one letter", "never said"),
    "letters.odt": ("Part", "of all", "Chapter", "Dear sir", "Dear madam", "not for all"),
    "daisy.epub": ("First chapter", "A line of verse", "What is in the picture", "A note."),
}
"""File -> texts that a program writes by number or by condition, and of the pages of DAISY."""


@pytest.mark.parametrize("name", SAID_AT_TIMES)
def test_numberings_and_texts_to_choose_from_are_translated(name: str) -> None:
    data = (CASES / name).read_bytes()
    segments = split(documents.read(data, name))
    assert set(SAID_AT_TIMES[name]) <= {one.text for one in segments}
    assert documents.rewrite(data, name, {one.key: one.source for one in segments}) == data
    shouted = {
        one.key: tuple(part if isinstance(part, Code) else part.upper() for part in one.source) for one in segments
    }
    made, verdict = documents.translated(data, name, shouted, ReadOptions(), "en")
    assert verdict == "complete"
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        written = "".join(archive.read(part).decode() for part in archive.namelist())
    for text in SAID_AT_TIMES[name]:
        assert text not in written and text.upper() in written


REPORTED = (
    "dropcap.docx",
    "rich.docx",
    "sdt.docx",
    "ent.epub",
    "missing.epub",
    "noncx.epub",
    "rich.epub",
    "rootopf.epub",
)
"""Documents of the shapes that people reported faults of translators with."""


@pytest.mark.parametrize("name", REPORTED)
def test_what_people_reported_comes_back_whole(name: str) -> None:
    data = (CASES / name).read_bytes()
    segments = split(documents.read(data, name))
    assert documents.rewrite(data, name, {}) == data
    assert documents.rewrite(data, name, {one.key: one.source for one in segments}) == data
    for language in ("ru", "zh"):
        shouted = {
            one.key: tuple(part if isinstance(part, Code) else part.upper() for part in one.source) for one in segments
        }
        assert documents.translated(data, name, shouted, ReadOptions(), language)[1] == "complete"


def test_a_drop_cap_is_of_its_word_and_citations_stay() -> None:
    def texts(name: str) -> list[str]:
        return [one.text for one in split(documents.read((CASES / name).read_bytes(), name))]

    assert any(text.startswith("Dark clouds") for text in texts("dropcap.docx"))
    assert "Cite <1><2/></1> end." in texts("sdt.docx")
    assert not any("(Lee, 2020)" in text for name in ("dropcap.docx", "sdt.docx") for text in texts(name))
