"""Subtitles and string files as case files: the document, its segments with translations, and what comes of them.

`x.segments` has a segment a line (⏎ is a line break in it), ` => ` and its translation; `x.ru.srt` is the document in
Russian. After a change
that is meant, `TOOLKIT_ACCEPT=1 pytest tests/documents/test_cases.py` writes these anew; read the difference.
"""

import os
from pathlib import Path

import pytest

from toolkit import documents
from toolkit.catalogs.states import with_codes
from toolkit.documents import ReadOptions
from toolkit.segmentation import split
from toolkit.units import Code

CASES = Path(__file__).parent.parent / "cases"
FORMS = ("srt", "vtt", "json", "yaml", "strings")
LISTED = sorted(path for form in FORMS for path in (CASES / form).glob("*.segments"))
ENDINGS = (
    ".srt",
    ".vtt",
    ".json",
    ".arb",
    ".yml",
    ".stringsdict",
    ".ftl",
    ".ts",
    ".xlf",
    ".xliff",
    ".xcstrings",
    ".xml",
    ".resx",
    ".properties",
    ".strings",
)


def document_of(case: Path) -> Path:
    return next(path for ending in ENDINGS if (path := case.with_suffix(ending)).exists())


@pytest.mark.parametrize("case", LISTED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_document_in_another_language(case: Path) -> None:
    path = document_of(case)
    data = path.read_bytes()
    lines = case.read_text(encoding="utf-8").splitlines()
    rows = [line.replace("⏎", "\n").partition(" => ")[::2] for line in lines]
    segments = split(documents.read(data, path.name))
    assert [segment.text for segment in segments] == [source for source, _ in rows]
    targets = {
        segment.key: with_codes(target, [part for part in segment.source if isinstance(part, Code)])
        for segment, (_, target) in zip(segments, rows, strict=True)
        if target
    }
    language = "zh" if any("一" <= letter <= "鿿" for _, target in rows for letter in target) else "ru"
    made, verdict = documents.translated(data, path.name, targets, ReadOptions(), language)
    assert verdict == "complete"
    golden = path.with_suffix(f".{language}{path.suffix}")
    if os.environ.get("TOOLKIT_ACCEPT") == "1":
        golden.write_bytes(made)
    assert made.decode() == golden.read_bytes().decode()
    windows = data.replace(b"\n", b"\r\n")
    assert documents.rewrite(windows, path.name, targets, language=language) == made.replace(b"\n", b"\r\n")


@pytest.mark.parametrize("case", LISTED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_without_translations_nothing_changes(case: Path) -> None:
    path = document_of(case)
    data = path.read_bytes()
    assert documents.rewrite(data, path.name, {}) == data
