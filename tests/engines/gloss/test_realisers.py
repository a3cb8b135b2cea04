"""Kyrgyz and Chinese glosses: verbs, endings, order, numbers and marks; and that nothing of the sentence is lost."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from toolkit.engines import gloss
from toolkit.engines.gloss.analysis import parse
from toolkit.engines.gloss.pieces import join

ARTICLE = (ROOT / "source" / "lin-wu-visits-kyrgyzstan.txt").read_text(encoding="utf-8")
SENTENCES = re.split(r"(?<=[.!?])\s+", " ".join(ARTICLE.split("\n")[2:]))


def made(text: str, language: str) -> str:
    return join(gloss.pieces(text, language), language)


@pytest.mark.parametrize("language", ["ky", "zh"])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_content_word_of_the_article_has_its_place(sentence: str, language: str) -> None:
    pieces = gloss.pieces(sentence, language)
    used = {source for piece in pieces for source in piece.sources}
    tokens = parse(sentence).tokens
    lost = [
        token.text for place, token in enumerate(tokens) if token.tag in {"NOUN", "PROPN", "NUM"} and place not in used
    ]
    assert lost == []
    assert all(0 <= source < len(tokens) for source in used)


TEXT = """the a President agreement signed was by with of and , who that said will build 3 new schools in 2023 Bishkek
. 45,000 ( ) not to visiting quickly 7.5 % if they ; “ ” his 's Lin - three million because September 7 8"""
WORDS = TEXT.split()


def cases() -> list[list[str]]:
    lines = (ROOT / "tests" / "cases" / "gloss" / "sentences.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize(("english", "language", "wanted"), cases())
def test_what_a_sentence_must_say(english: str, language: str, wanted: str) -> None:
    """``wanted``: parts of the gloss in this order; what begins with ! must not be there."""
    text, place = made(english, language), 0
    for part in wanted.split(" | "):
        if part.startswith("!"):
            assert part[1:] not in text, text
            continue
        found = text.find(part, place)
        assert found >= 0, (part, text)
        place = found + len(part)


@pytest.mark.parametrize("language", ["ky", "zh"])
@settings(max_examples=40, deadline=None)
@given(words=st.lists(st.sampled_from(WORDS), max_size=18))
def test_no_mark_of_the_workshop_is_left(language: str, words: list[str]) -> None:
    text = made(" ".join(words), language)
    assert not re.search(r"[@~№]|\+\w", text), text
    assert made(" ".join(words), language) == text
