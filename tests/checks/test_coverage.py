"""A stretch that is left out is named as the source writes it, whatever stands beside it."""

import pytest

from toolkit.checks import Pair, check_pair
from toolkit.checks.coverage import broken_off, uncovered

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
    lost = uncovered(SOURCE, SHORT[language], language, prose=True)
    assert lost in SOURCE
    assert "doctors" in lost
    assert "returned" in lost
    assert uncovered(SOURCE, RIGHT[language], language, prose=True) == ""
    assert "length" in [one.check for one in check_pair(Pair(SOURCE, SHORT[language], "en", language))]


def test_who_can_not_tell_says_nothing() -> None:
    assert uncovered(SOURCE, SHORT["ru"], "de", prose=True) == ""
    assert uncovered("He met with doctors.", "Он.", "ru", prose=True) == ""
    assert (
        uncovered("XXXXX YYYYY ZZZZZ QQQQQ WWWWW EEEEE RRRRR TTTTT AAAAA SSSSS DDDDD FFFFF", "Он.", "ru", prose=True)
        == ""
    )


TWO = (
    "Visitors may photograph everything on the ground floor. Upstairs cameras are forbidden because strong "
    "light fades the dyes of the old silk."
)
LESS = {
    "zh": ("参观者可以拍摄一楼的所有展品。", "楼上禁止使用相机，因为强光会使旧丝绸的染料褪色。", "楼上禁止使用相机。"),
    "ru": (
        "На первом этаже посетителям разрешено фотографировать всё.",
        "Наверху съёмка запрещена, потому что от яркого света выцветают краски старого шёлка.",
        "Наверху съёмка запрещена.",
    ),
    "ky": (
        "Келүүчүлөр биринчи кабаттагы нерселердин баарын сүрөткө тарта алышат.",
        "Жогоруда фотоаппарат колдонууга тыюу салынган, анткени күчтүү жарыктан эски жибектин боёктору өңүн жоготот.",
        "Жогоруда фотоаппарат колдонууга тыюу салынган.",
    ),
}


@pytest.mark.parametrize("language", LESS)
def test_each_sentence_of_a_text_is_held_against_its_own(language: str) -> None:
    first, whole, short = LESS[language]
    glue = "" if language == "zh" else " "
    assert uncovered(TWO, glue.join((first, whole)), language, prose=True) == ""
    assert "light fades" in uncovered(TWO, glue.join((first, short)), language, prose=True)


@pytest.mark.parametrize("language", RIGHT)
def test_what_a_translation_has_not_come_to(language: str) -> None:
    begun = RIGHT[language][: len(RIGHT[language]) * 2 // 3]
    lost = broken_off(SOURCE, begun, language, prose=True)
    assert lost in SOURCE
    assert lost
    assert broken_off(SOURCE, RIGHT[language], language, prose=True) == ""
    assert broken_off(SOURCE, RIGHT[language].rstrip(".。"), language, prose=True) == ""
