"""A stretch that is left out is named as the source writes it, whatever stands beside it."""

import pytest

from toolkit.checks import Pair, check_pair
from toolkit.checks.coverage import uncovered

SOURCE = (
    "The delegation visited the new hospital in Osh, met with doctors from three districts, and returned to the "
    "capital late in the evening."
)
RIGHT = {
    "zh": "代表团参观了奥什的新医院，会见了三个区的医生，并于深夜返回首都。",
    "ru": "Делегация посетила новую больницу в Оше, встретилась с врачами трёх районов и поздно вечером вернулась в "
    "столицу.",
    "ky": "Делегация Оштогу жаңы ооруканада болуп, үч райондун дарыгерлери менен жолугуп, кеч киргенде борборго кайтып "
    "келди.",
}
SHORT = {
    "zh": "代表团参观了奥什的新医院。",
    "ru": "Делегация посетила новую больницу в Оше.",
    "ky": "Делегация Оштогу жаңы ооруканада болду.",
}


@pytest.mark.parametrize("language", RIGHT)
def test_what_is_left_out_is_named(language: str) -> None:
    lost = uncovered(SOURCE, SHORT[language], language)
    assert lost in SOURCE
    assert "doctors" in lost
    assert "returned" in lost
    assert uncovered(SOURCE, RIGHT[language], language) == ""
    assert "length" in [one.check for one in check_pair(Pair(SOURCE, SHORT[language], "en", language))]


def test_who_can_not_tell_says_nothing() -> None:
    assert uncovered(SOURCE, SHORT["ru"], "de") == ""
    assert uncovered("He met with doctors.", "Он.", "ru") == ""
    assert uncovered("XXXXX YYYYY ZZZZZ QQQQQ WWWWW EEEEE RRRRR TTTTT AAAAA SSSSS DDDDD FFFFF", "Он.", "ru") == ""
