"""Documents of every format as case files: `x.md` in capitals is `x.capitals.md`, and what is no text stands in both.

After a change that is meant, `TOOLKIT_ACCEPT=1 pytest tests/documents/test_capitals.py` writes the capitals anew; read
the difference.
"""

import os
import re
from pathlib import Path

import pytest

from toolkit import documents
from toolkit.documents import ReadOptions
from toolkit.segmentation import join, split
from toolkit.units import Code, Content, flatten

CASES = Path(__file__).parent.parent / "cases" / "capitals"
LINE_END = re.compile(rb"\r?\n")
LISTED = sorted(path for path in CASES.iterdir() if ".capitals" not in path.name)


def in_capitals(content: Content) -> Content:
    return tuple(part if isinstance(part, Code) else part.upper() for part in content)


@pytest.mark.parametrize("path", LISTED, ids=lambda path: path.name)
def test_in_capitals(path: Path) -> None:
    data = path.read_bytes()
    segments = split(documents.read(data, path.name))
    targets = {segment.key: in_capitals(segment.source) for segment in segments}
    made, verdict = documents.translated(data, path.name, targets, ReadOptions(), "en")
    assert verdict == "complete"
    golden = path.with_suffix(f".capitals{path.suffix}")
    if os.environ.get("TOOLKIT_ACCEPT") == "1":
        golden.write_bytes(made)
    assert made.decode() == golden.read_bytes().decode()
    windows, wanted = (LINE_END.sub(b"\r\n", text) for text in (data, made))
    assert documents.rewrite(windows, path.name, targets, language="en") == wanted


@pytest.mark.parametrize("path", LISTED, ids=lambda path: path.name)
def test_a_copy_is_the_document_and_nothing_is_between_segments(path: Path) -> None:
    data = path.read_bytes()
    document = documents.read(data, path.name)
    segments = split(document)
    assert join(document, segments) == "".join(flatten(block.content) for block in document.blocks)
    assert documents.rewrite(data, path.name, {}) == data
    assert documents.rewrite(data, path.name, {segment.key: segment.source for segment in segments}) == data


@pytest.mark.parametrize("path", [path for path in LISTED if path.suffix == ".md"], ids=lambda path: path.name)
def test_in_hanzi_without_spaces_every_code_is_one(path: Path) -> None:
    data = path.read_bytes()
    segments = split(documents.read(data, path.name))
    targets = {
        one.key: tuple(
            part
            if isinstance(part, Code)
            else re.sub(r"[^\W\d_]+", lambda match: "字" * len(match[0]), part).replace(" ", "")
            for part in one.source
        )
        for one in segments
    }
    assert documents.translated(data, path.name, targets, ReadOptions(), "zh")[1] == "complete"
