"""Dates in metadata lines, the way each language writes them."""

import pytest

from toolkit.workflow.dates import localise

GOOD = [
    ("2023-11-23 16:02:53 admin source: share:", "zh", "2023年11月23日 16:02:53 admin source: share:"),
    ("2023-11-23 16:02:53", "ru", "23 ноября 2023\u202fг. 16:02:53"),
    ("2023-11-23T16:02", "ky", "2023-ж., 23-ноябрь 16:02"),
    ("Updated 2024/1/5, 2024.01.06", "en", "Updated January 5, 2024, January 6, 2024"),
    ("2023-02-30 10:00 no such day", "ru", "2023-02-30 10:00 no such day"),
    ("version 2023-11-23-beta, 12023-11-23, 2023-11/23", "ru", "version 2023-11-23-beta, 12023-11-23, 2023-11/23"),
    ("no date at all", "zh", "no date at all"),
]


@pytest.mark.parametrize(("text", "target", "expected"), GOOD)
def test_dates_are_localised_and_the_rest_is_kept(text: str, target: str, expected: str) -> None:
    draft = localise(text, target)
    assert draft.text == expected
    assert draft.signature.startswith("rule dates, Babel ")
