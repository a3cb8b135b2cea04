"""Nations, also in words that are longer than any book: what takes the square of a length would not end today."""

import time

from toolkit.checks.nations import LONGEST, TABLE, stranger
from toolkit.checks.wordlists import table_rows


def test_every_word_of_the_table_is_looked_for() -> None:
    words = [word for row in table_rows(TABLE) for cell in row[1:] for word in cell.split()]
    assert max(len(word) for word in words) <= LONGEST


def test_a_word_of_a_million_characters_is_read_like_any() -> None:
    before = time.process_time()
    assert stranger("Kazakh " + "9" * 1_000_000, "узбек " + "9" * 1_000_000, "ru") == (0, "узбек")
    assert time.process_time() - before < 10
