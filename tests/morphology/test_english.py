"""English words: what they are, and the form and lemma of each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.morphology.english import analyse, lemma
from toolkit.morphology.tokens import tokenize


@pytest.mark.parametrize(
    ("word", "part", "expected"),
    [
        ("ministries", "NOUN", ("ministry", "pl")),
        ("buses", "NOUN", ("bus", "pl")),
        ("children", "NOUN", ("child", "pl")),
        ("met", "VERB", ("meet", "past")),
        ("written", "VERB", ("write", "part")),
        ("planning", "VERB", ("plan", "ing")),
        ("hoping", "VERB", ("hope", "ing")),
        ("studies", "VERB", ("study", "s")),
        ("larger", "ADJ", ("large", "er")),
    ],
)
def test_lemmas(word: str, part: str, expected: tuple[str, str]) -> None:
    assert lemma(word, part) == expected


def test_a_sentence_is_tagged() -> None:
    tokens = analyse("The ministers didn't visit Osh, but they have visited 12 villages.")
    assert [(token.text, token.tag) for token in tokens if token.kind == "word"] == [
        ("The", "DET"),
        ("ministers", "NOUN"),
        ("did", "AUX"),
        ("n't", "PART"),
        ("visit", "VERB"),
        ("Osh", "PROPN"),
        ("but", "CCONJ"),
        ("they", "PRON"),
        ("have", "AUX"),
        ("visited", "VERB"),
        ("villages", "NOUN"),
    ]


def test_a_headline_in_capitals_is_no_row_of_names() -> None:
    tokens = analyse("Minister Opens New Hospital in Batken Region")
    assert [token.tag for token in tokens] == ["NOUN", "VERB", "ADJ", "NOUN", "ADP", "PROPN", "NOUN"]


@given(st.text(max_size=80))
def test_no_character_but_white_space_is_lost(text: str) -> None:
    assert "".join(token.text for token in tokenize(text)) == "".join(text.split())
