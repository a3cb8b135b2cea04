import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.engines.splitting import sentences, split


def words(text: str) -> int:
    return len(text.split())


@pytest.mark.parametrize(
    ("text", "limit", "parts"),
    [
        ("a b c", 3, ["a b c"]),
        ("a b; c d", 3, ["a b;", "c d"]),
        ("a, b; c, d", 3, ["a, b;", "c, d"]),
        ("a, b, c d", 3, ["a,", "b,", "c d"]),
        ("a b c d e f", 3, ["a", "b", "c", "d", "e", "f"]),
        ("a b c d e f", 4, ["a b", "c d", "e f"]),
    ],
)
def test_split(text: str, limit: int, parts: list[str]) -> None:
    assert split(text, words, limit) == parts


@given(st.text(st.sampled_from("ab ;:,；，"), max_size=60), st.integers(6, 20))
def test_law_nothing_but_white_space_is_lost_and_all_parts_fit(text: str, limit: int) -> None:
    parts = split(text, len, limit)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(len(part) <= limit for part in parts)


def test_a_line_without_any_boundary() -> None:
    parts = split("x" * 10_000, len, 150)
    assert "".join(parts) == "x" * 10_000
    assert max(map(len, parts)) <= 150


def test_sentences() -> None:
    assert sentences("One is here. Two is there! 3", "en") == ["One is here.", "Two is there!", "3"]
    assert sentences("一。二！", "zh") == ["一。", "二！"]
