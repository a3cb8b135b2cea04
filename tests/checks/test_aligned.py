"""Texts of several sentences: one excuses nothing of another, and is no opposite of another."""

import pytest

from toolkit.checks import Pair, check_pair

TEXT = (
    "Do not open the valve before the pump has stopped. The second lamp does not burn while the tank is being filled."
)
MADE = {
    "zh": ("泵停止之前不要打开阀门。", "泵停止之前请打开阀门。", "加注油箱时第二盏灯不亮。"),
    "ru": (
        "Не открывайте клапан, пока насос не остановился. ",
        "Откройте клапан, когда насос остановится. ",
        "Вторая лампа не горит, пока наполняется бак.",
    ),
    "ky": (
        "Насос токтогуча клапанды ачпаңыз. ",
        "Насос токтогуча клапанды ачыңыз. ",
        "Бак толтурулуп жатканда экинчи лампа күйбөйт.",
    ),
}


def found(source: str, target: str, language: str, *, prose: bool = True) -> list[str]:
    return [one.check for one in check_pair(Pair(source, target, "en", language, prose=prose))]


@pytest.mark.parametrize("language", MADE)
def test_a_denial_of_one_sentence_answers_none_of_another(language: str) -> None:
    whole, without, second = MADE[language]
    assert found(TEXT, whole + second, language) == []
    assert "negation" in found(TEXT, without + second, language)


def test_the_place_is_that_in_the_whole_text() -> None:
    source = "The road leads along the river. Turn left behind the mill and walk up the hill."
    target = "Дорога идёт вдоль реки. За мельницей поверните направо и поднимитесь на холм."
    (one,) = check_pair(Pair(source, target, "en", "ru"))
    assert one.check == "opposite"
    assert one.span is not None
    assert target[slice(*one.span)].startswith("направо")


def test_what_another_sentence_says_is_no_opposite() -> None:
    source = "The price of bread rose sharply in the spring of that year. Later the number of buyers in the shops fell."
    target = "Весной того года цена на хлеб резко выросла. Позднее число покупателей в магазинах упало."
    assert found(source, target, "ru") == []
    assert "opposite" in found(source, target.replace("выросла", "упала"), "ru")


def test_sentences_that_were_joined_or_that_end_in_an_abbreviation_are_no_others() -> None:
    source = "We met Mr. Brown at the station. He had not slept."
    assert found(source, "На вокзале мы встретили г-на Брауна, который не спал.", "ru") == []
    assert found(source, "На вокзале мы встретили г. Брауна. Он не спал.", "ru") == []
