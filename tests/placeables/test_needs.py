"""Words that rule kinds of placeables out hide none: what is found is what a search for every kind finds."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.placeables.find import _find
from toolkit.placeables.table import KINDS
from toolkit.signs.words import OfWords

EXAMPLES = [example for kind in KINDS for example in kind.examples]
EVERY = (1 << len(KINDS)) - 1
WORDS = (*EXAMPLES, "the", "file,", "(old)", "5", "12", "Ctrl", "+", "файл", "文件", "2026-11-28", "14:30")
TEXTS = st.lists(st.sampled_from(WORDS), max_size=6)


@given(TEXTS, st.sampled_from((" ", "", "\u00a0", "\n")))
def test_no_kind_is_overlooked(words: list[str], between: str) -> None:
    text = between.join(words)
    quick = list(_find(text))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys.modules["toolkit.placeables.find"], "_needed_by", OfWords(lambda _: (1 << len(KINDS)) - 1))
        assert list(_find(text)) == quick
