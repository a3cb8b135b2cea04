"""Every line of tests/cases/segmentation/<language>.txt is a text whose sentence ends are marked by hand."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from tests.conftest import ARTICLE
from toolkit import documents, segment
from toolkit.segmentation import split, unwrap
from toolkit.units import flatten

CASES = Path(__file__).parent.parent / "cases" / "segmentation"


def marked_lines() -> list[tuple[str, str]]:
    return [
        (path.stem, line)
        for path in sorted(CASES.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]


def text_and_sentences(language: str, marked: str) -> tuple[str, list[str]]:
    """Where a line break stands at a mark, nothing else separates the sentences; else a space, but not in Chinese."""
    marked = marked.replace("⏎", "\n")
    sentences = [unwrap(part.strip()) for part in marked.split("║")]
    space = "" if language == "zh" else " "
    return re.sub(
        r"(\s*)║ ?", lambda mark: mark[1] if {"\n", "\t"} & set(mark[1]) or language == "zh" else space, marked
    ), sentences


@pytest.mark.parametrize(("language", "marked"), marked_lines())
def test_sentences_end_where_the_case_says(language: str, marked: str) -> None:
    text, sentences = text_and_sentences(language, marked)
    assert segment(text, language=language) == sentences


def test_every_language_has_cases() -> None:
    count = Counter(language for language, _ in marked_lines())
    assert set(count) == {"en", "ru", "zh", "ky"}
    assert min(count.values()) >= 60


def test_the_article_is_cut_as_written_out_by_hand() -> None:
    document = documents.read(ARTICLE.read_bytes(), ARTICLE.name)
    segments = split(document)
    found = [(s.place.id, s.place.kind.value, str(s.place.line), s.text) for s in segments if s.place]
    expected = [tuple(row.split("\t")) for row in (CASES / "article.tsv").read_text(encoding="utf-8").splitlines()]
    assert found == expected


def test_neighbours_and_positions_are_kept() -> None:
    document = documents.read(ARTICLE.read_bytes(), ARTICLE.name)
    segments = split(document)
    assert segments[0].previous == ""
    assert segments[-1].following == ""
    for before, after in pairwise(segments):
        assert (before.following, after.previous) == (after.text, before.text)
    for made in segments:
        assert made.place is not None
        block = flatten(document.blocks[made.place.block].content)
        assert block[made.place.start : made.place.end] == made.text


def test_furniture_is_no_segment_but_no_character_of_a_text_is_lost() -> None:
    text = ARTICLE.read_text(encoding="utf-8")
    sentences = segment(text)
    assert sentences[-1].startswith("Powered by MetInfo")
    assert "".join("".join(sentences).split()) == "".join(text.split())


ENDLESS = {
    "dots": "." * 300_000 + "x",
    "exclamations": "! " * 100_000,
    "closers": "!" + ")" * 300_000 + "x",
    "emoji": "😀" * 100_000,
    "smileys": "! :" + ")" * 300_000 + "x",
    "spaces": "a." + " " * 300_000 + "b\n" + " " * 300_000 + "c",
    "digits": "1" * 300_000 + ". x",
    "initials": "A. " * 60_000,
    "wide": "。" * 300_000,
}


@pytest.mark.parametrize("text", ENDLESS.values(), ids=ENDLESS.keys())
@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_text_takes_forever(text: str, language: str) -> None:
    """Where one of these took quadratic time, the run would stand still for minutes."""
    assert "".join("".join(segment(text, language)).split()) == "".join(text.split())
