"""A text that was put into a translation is told with its place, in a text of several sentences in its own."""

import pytest

from toolkit.checks import Pair, check_pair
from toolkit.checks.inserted import inserted

SOURCE = "The museum reopened on Saturday after two years of repairs, and the first visitors received a small gift."
RIGHT = {
    "zh": "经过两年维修，博物馆于周六重新开放，首批参观者收到了一份小礼物。",
    "ru": "Музей вновь открылся в субботу после двух лет ремонта, и первые посетители получили небольшой подарок.",
    "ky": "Эки жылдык оңдоодон кийин музей ишемби күнү кайра ачылып, алгачкы келүүчүлөр чакан белек алышты.",
}
PUT_IN = {
    "zh": "，农民们在干旱的田野里种植了小麦和棉花",
    "ru": ", крестьяне посеяли на засушливых полях пшеницу и хлопок",
    "ky": ", дыйкандар кургак талааларга буудай менен пахта айдашты",
}
NEXT = {
    "en": " Tickets are sold at the entrance and in the library next door.",
    "zh": "门票在入口处和隔壁的图书馆出售。",
    "ru": " Билеты продаются у входа и в соседней библиотеке.",
    "ky": " Билеттер кире бериште жана жанындагы китепканада сатылат.",
}


@pytest.mark.parametrize("language", RIGHT)
def test_a_clause_of_another_text_is_told_and_shown(language: str) -> None:
    right, more = RIGHT[language], PUT_IN[language]
    comma = right.index("，" if language == "zh" else ",")
    wrong = right[:comma] + more + right[comma:]
    assert inserted(SOURCE, right, language) == ""
    found = inserted(SOURCE, wrong, language)
    assert found in wrong
    assert len({*found} & {*more}) > len(more) // 4
    (tail,) = [one for one in check_pair(Pair(SOURCE, wrong, "en", language)) if one.check == "tail"]
    assert tail.span is not None
    assert wrong[slice(*tail.span)] == found


@pytest.mark.parametrize("language", RIGHT)
def test_each_sentence_is_held_against_its_own(language: str) -> None:
    right, more = RIGHT[language], PUT_IN[language]
    comma = right.index("，" if language == "zh" else ",")
    source = SOURCE + NEXT["en"]
    assert inserted(source, right + NEXT[language], language) == ""
    assert inserted(source, right[:comma] + more + right[comma:] + NEXT[language], language)


def test_who_can_not_tell_says_nothing() -> None:
    assert inserted("", "Слово", "ru") == ""
    assert inserted(SOURCE, "1 2 3 4 5 6 7 8 9 0 " * 9, "ru") == ""
    assert inserted(SOURCE, SOURCE * 2, "de") == ""
