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
