"""Famous names: what custom calls a person or a sea is right whatever its sounds; another one in its place is told."""

from toolkit.checks import Pair, check_pair
from toolkit.checks.gazetteer import DOUBTFUL, TABLES

SOURCE = "Students read a short essay about {} and wrote an answer."
TARGET = "学生们读了一篇关于{}的短文，并写了回答。"


def rows() -> list[tuple[str, str]]:
    """(English name, Chinese name) of each row."""
    lines = TABLES[1].read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(en.split("|")[0], zh.split("|")[0].lstrip(DOUBTFUL)) for zh, en, *_ in cells]


def blamed(english: str, chinese: str) -> bool:
    pair = Pair(SOURCE.format(english), TARGET.format(chinese), "en", "zh")
    return any(one.check == "name" for one in check_pair(pair))


def test_what_custom_calls_a_famous_name_is_right() -> None:
    assert [one for one in rows() if blamed(*one)] == []


def test_another_famous_name_in_its_place_is_told() -> None:
    every = rows()
    swapped = [(one, every[(place + 7) % len(every)][1]) for place, (one, _) in enumerate(every)]
    found = sum(blamed(*one) for one in swapped)
    assert found >= 0.95 * len(swapped)
