"""Chinese numbers, measure words, dates and words."""

from decimal import Decimal

import pytest

from tests.morphology.test_kyrgyz import rows
from toolkit.morphology import chinese


@pytest.mark.parametrize(("what", "text", "wanted"), [row[:3] for row in rows("chinese.tsv")])
def test_numbers_and_measure_words(what: str, text: str, wanted: str) -> None:
    got = {
        "number": lambda: chinese.number(Decimal(text)),
        "words": lambda: chinese.words_of(int(text)),
        "measure": lambda: chinese.measure_word(text),
        "counted": lambda: chinese.counted(*text.split(" ")),
    }[what]()
    assert got == wanted


def test_dates_and_hours() -> None:
    assert chinese.date("7", 9, "2023") == "2023年9月7日"
    assert chinese.date(None, 9, None) == "9月"
    assert chinese.clock(9, 30) == "9时30分"
    with pytest.raises(ValueError, match="date"):
        chinese.date(None, None, None)


def test_text_is_cut_by_the_longest_listed_word() -> None:
    words = {"中国", "中国企业", "合作", "协议", "签署"}
    assert chinese.cut("3家中国企业签署了合作协议。", words) == [
        "3",
        "家",
        "中国企业",
        "签署",
        "了",
        "合作",
        "协议",
        "。",
    ]
    assert chinese.cut("GDP增长5.2%。", set()) == ["GDP", "增", "长", "5.2%", "。"]
