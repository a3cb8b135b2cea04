"""Strings that are for programs: what is told at a glance is what the table of kinds says."""

from hypothesis import example, given
from hypothesis import strategies as st

from toolkit.documents.strings.no_text import PLAIN, is_no_text, pattern

WORDS = ["a", "B", "é", "ж", "林", "px", "solid", "btn", "fa", "red", "Ctrl", "1", "0", "12"]
PIECES = st.sampled_from([*WORDS, " ", "\t", *"-+.#,;:%¤/\\^$()[]{}'\"_=<>@!?|*&~E"])
TEXTS = st.lists(PIECES, max_size=14).map("".join)


@example("^[ a")
@given(TEXTS)
def test_words_that_are_plain_are_of_no_kind_in_the_table(text: str) -> None:
    if PLAIN.fullmatch(text) and len(text.split()) > 1:
        assert pattern().fullmatch(text) is None


@example("^[ a")
@given(TEXTS)
def test_a_text_of_a_kind_in_the_table_is_no_text(text: str) -> None:
    if pattern().fullmatch(text):
        assert is_no_text(text)
