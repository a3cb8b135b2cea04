"""Every line of tests/cases/segmentation/<language>.txt is a text whose sentence ends are marked by hand."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from tests.conftest import ARTICLE
from toolkit import documents, segment
from toolkit.segmentation import split
from toolkit.units import flatten

CASES = Path(__file__).parent.parent / "cases" / "segmentation"


def marked_lines() -> list[tuple[str, str]]:
    return [
        (path.stem, line)
        for path in sorted(CASES.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]


@pytest.mark.parametrize(("language", "marked"), marked_lines())
def test_sentences_end_where_the_case_says(language: str, marked: str) -> None:
    sentences = [part.strip() for part in marked.split("║")]
    text = re.sub(r" ?║ ?", "" if language == "zh" else " ", marked)
    assert segment(text, language=language) == sentences


def test_every_language_has_cases() -> None:
    assert {language for language, _ in marked_lines()} == {"en", "ru", "zh", "ky"}


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
