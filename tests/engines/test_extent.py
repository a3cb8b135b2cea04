"""How long a translation is expected to be: the sum of what its words come to, and near what people write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.engines import extent

SAID = "He may not have been told about it, but the ministry of transport knew."
MADE = {
    "zh": "可能没有人告诉他这件事，但交通部是知道的。",
    "ru": "Ему, возможно, об этом не сказали, но министерство транспорта знало.",
    "ky": "Ага бул тууралуу айтылбаган болушу мүмкүн, бирок транспорт министрлиги билген.",
}


@pytest.mark.parametrize("language", MADE)
def test_a_translation_is_about_as_long_as_expected(language: str) -> None:
    assert abs(extent.surplus(SAID, MADE[language], language)) < 0.3
    half = MADE[language][: len(MADE[language]) // 2]
    assert extent.surplus(SAID, half, language) < -0.4


@given(st.lists(st.sampled_from(["the", "Transport", "said", "12", ",", "“", "naïve", "it's", "x", "日"]), max_size=9))
def test_a_text_is_as_long_as_its_parts(words: list[str]) -> None:
    text = " ".join(words)
    for language in extent.LANGUAGES:
        parts = [*extent.parts(text, language)]
        assert extent.expected(text, language) == pytest.approx(sum(size for _, size in parts))
        assert [place for place, _ in parts] == sorted({place for place, _ in parts})
        assert all(size >= 0 for _, size in parts)


def test_an_empty_text_has_a_length_too() -> None:
    assert extent.surplus("", "", "ru") == 0
    assert extent.surplus("Yes", "", "zh") < 0
