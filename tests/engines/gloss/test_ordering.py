"""English sentences in the order of Kyrgyz and of Chinese (tests/cases/gloss/orders.tsv)."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from toolkit.engines.gloss.ordering import ARTICLES, CHINESE, KYRGYZ, Order
from toolkit.morphology.english import analyse


def rows() -> list[list[str]]:
    lines = (ROOT / "tests" / "cases" / "gloss" / "orders.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize(("english", "kyrgyz", "chinese"), rows())
def test_orders(english: str, kyrgyz: str, chinese: str) -> None:
    assert " ".join(symbol.text for symbol in KYRGYZ.sentence(analyse(english))) == kyrgyz
    assert " ".join(symbol.text for symbol in CHINESE.sentence(analyse(english))) == chinese


TEXT = """the a president agreement signed was by with of and , who that said will build new schools in 2023 Bishkek .
( ) not to visiting quickly if they have been ; : “ ” his 's Lin - three because"""
WORDS = st.sampled_from(TEXT.split())


@pytest.mark.parametrize("order", [KYRGYZ, CHINESE], ids=["ky", "zh"])
@given(words=st.lists(WORDS, max_size=25))
def test_any_row_of_words_is_ordered_and_no_word_comes_twice(order: Order, words: list[str]) -> None:
    tokens = analyse(" ".join(words))
    row = order.sentence(tokens)
    used = Counter(id(symbol.token) for symbol in row if symbol.token is not None)
    assert not used or max(used.values()) == 1
    content = {
        id(token) for token in tokens if token.tag in {"NOUN", "PROPN", "NUM", "ADJ"} and token.lemma not in ARTICLES
    }
    assert content <= used.keys()
