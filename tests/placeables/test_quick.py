"""Texts of plain words are passed over at once, and nothing that has a placeable ever is."""

from hypothesis import given
from hypothesis import strategies as st

from toolkit.placeables.find import MAY_BE_ONE, _find, find
from toolkit.placeables.table import KINDS

EXAMPLES = [example for kind in KINDS for example in kind.examples]
AROUND = ["", "Open ", "see (", "«", "«Открыть ", "打开", "“", "it's ", "Ala-Archa ", "9月"]
BEHIND = ["", ")", " now", "。", ".", "”", ", and", "»", "жө", "-го"]


@given(st.text(alphabet="abcXYZ 019.,:;-_()[]{}<>%$#@&*+=/\\'\"“”«»—…жЖя中国，。％￥€→’", max_size=16))
def test_any_text(text: str) -> None:
    assert find(text) == tuple(_find(text))


@given(st.sampled_from(AROUND), st.sampled_from(EXAMPLES), st.sampled_from(BEHIND))
def test_any_kind_anywhere(before: str, example: str, behind: str) -> None:
    text = before + example + behind
    assert find(text) == tuple(_find(text))


def test_plain_words_are_known_at_once() -> None:
    for word in (
        "The",
        "Kara-Suu",
        "«Кыргызстан»,",
        "9月7日，代表团抵达。",
        "1,250.5",
        "(1998)",
        "don't",
        "торгово-экономический",
    ):
        assert not MAY_BE_ONE(word), word
    for word in ("Ctrl-C", "e.g", "-v", "x_y", "3D", "{0}", "iPhone"):
        assert MAY_BE_ONE(word), word
