"""The same quantities in two languages agree; one that differs is told (tests/cases/quantities)."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.quantities import compare

CASES = Path(__file__).parent.parent / "cases" / "quantities"


def rows(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize(("language", "english", "translation"), rows("equal.tsv"))
def test_equal(language: str, english: str, translation: str) -> None:
    assert compare(english, translation, "en", language) == []
    assert compare(translation, english, language, "en") == []


@pytest.mark.parametrize(("language", "english", "translation", "kind"), rows("different.tsv"))
def test_different(language: str, english: str, translation: str, kind: str) -> None:
    found = compare(english, translation, "en", language)
    assert kind in [one.kind for one in found]
    for one in found:
        assert one.span is None or translation[slice(*one.span)] == one.target


@given(st.integers(13, 10**9), st.sampled_from(["ru", "ky", "zh"]), st.integers(13, 10**9))
def test_a_number_agrees_with_itself_in_each_language_and_with_no_other(number: int, language: str, other: int) -> None:
    from babel.numbers import format_decimal

    locale = {"zh": "zh_Hans"}.get(language, language)
    here, there = f"We saw {number:,} of them.", f"({format_decimal(number, locale=locale)})"
    assert compare(here, there, "en", language) == []
    if other != number and f"{other:,}".count(",") == f"{number:,}".count(","):
        wrong = f"({format_decimal(other, locale=locale)})"
        assert compare(here, wrong, "en", language)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_can_be_compared_and_agrees_with_itself(one: str, other: str) -> None:
    compare(one, other, "en", "ru")
    assert compare(one, one, "en", "en") == []
