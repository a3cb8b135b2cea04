"""Laws 1 and 2 of docs/architecture.md on generated text."""

from hypothesis import given
from hypothesis import strategies as st

from toolkit import documents, segment
from toolkit.documents.options import ReadOptions
from toolkit.documents.plain.text import parse
from toolkit.segmentation import join, split
from toolkit.units import flatten

PIECES = (
    ". |! |? |… |...|。|！|？”|\n|\r\n|\n\n|\r| |\u3000|\xa0|«|»|“|”|Dr. |т. е. |ж.б. |г. |1. |- |— |2023-11-23 16:02 |"
    "Powered by |©2024|😀|:-) |\u200b|\u2028|\x0b|\x85|\x1c|\ufeff|中文|слово|Өң|word|A"
)
NASTY = st.sampled_from(PIECES.split("|"))
TEXT = st.one_of(
    st.lists(NASTY, max_size=60).map("".join),
    st.text(max_size=200),
    st.lists(st.one_of(NASTY, st.text(max_size=8)), max_size=40).map("".join),
).filter(lambda text: "\0" not in text and not any(0xD800 <= ord(character) <= 0xDFFF for character in text))
LANGUAGE = st.sampled_from(["en", "ru", "zh", "ky"])


@given(TEXT)
def test_law_1_without_translations_a_document_is_written_back_to_the_byte(text: str) -> None:
    data = text.encode()
    assert documents.rewrite(data, "x.txt", {}) == data
    own = {s.key: s.source for s in split(documents.read(data, "x.txt"))}
    if "\n" not in text and "\r" not in text:  # a sentence broken over lines is unwrapped when it is replaced
        assert documents.rewrite(data, "x.txt", own) == data


@given(TEXT, LANGUAGE)
def test_law_2_no_character_falls_between_segments(text: str, language: str) -> None:
    document = parse(text, "x.txt", ReadOptions(language))
    whole = "".join(flatten(block.content) for block in document.blocks)
    assert join(document, split(document)) == whole
    assert join(document, split(document, verbatim=True)) == whole
    assert "".join(whole.split()) == "".join(text.removeprefix("\ufeff").split())


@given(TEXT, LANGUAGE)
def test_law_2_for_the_public_function(text: str, language: str) -> None:
    sentences = segment(text, language)
    assert all(sentence == sentence.strip() and sentence for sentence in sentences)
    assert "".join("".join(sentences).split()) == "".join(text.removeprefix("\ufeff").split())


@given(TEXT, LANGUAGE)
def test_segments_know_their_place_and_key(text: str, language: str) -> None:
    document = parse(text, "x.txt", ReadOptions(language))
    segments = split(document)
    ids = [s.place.id for s in segments if s.place]
    assert len(set(ids)) == len(segments)
    for one in segments:
        assert all(one.key != other.key for other in segments if other.text != one.text)
        assert flatten(one.source) == one.text  # a placeable stands in it as it is written
