"""Drafts that say next to nothing of their source, fluent or not."""

import pytest

from toolkit.engines import relation
from toolkit.engines.judgement import judged
from toolkit.units import plain

SOURCE = "Core inflation excludes food and energy, whose prices depend on the weather and world markets."
NONSENSE = {
    "zh": "坐在那里加拿大衣服，并在那个价上最大的铁路。",
    "ru": "Субфункциональность и направлены на цениональные ценионные на интерритория.",
    "ky": "Сүйлөшүүчү майнаптуулук жана жарыялоочулар тууралуу билдирүү.",
}
RIGHT = {
    "zh": "核心通胀不包括食品和能源，其价格取决于天气和世界市场。",
    "ru": "Базовая инфляция не учитывает продукты питания и энергию, цены которых зависят от погоды и рынков мира.",
    "ky": "Базалык инфляция баалары аба ырайына жана дүйнөлүк рынокторго жараша азык-түлүктү, энергияны камтыбайт.",
}


@pytest.mark.parametrize("language", NONSENSE)
def test_a_draft_of_something_else_is_flagged(language: str) -> None:
    assert relation.FLAG in judged(plain(SOURCE), plain(NONSENSE[language]), "en", language)
    assert relation.FLAG not in judged(plain(SOURCE), plain(RIGHT[language]), "en", language)


def test_nobody_can_tell_without_a_lexicon() -> None:
    assert relation.told(SOURCE, "Gestern schien die Sonne.", "de") is None
    assert relation.FLAG not in judged(plain(SOURCE), plain("Вчера светило солнце, и все гуляли."), "de", "ru")


@pytest.mark.parametrize("language", NONSENSE)
def test_the_count_ends_early_only_where_nothing_can_come_of_it(language: str) -> None:
    for target in (NONSENSE[language], RIGHT[language], RIGHT[language][:12]):
        speaking = [relation.against(one, target.lower()) for one in relation.asked(SOURCE, language)]
        whole = speaking.count(-relation.TOLD), sum(map(bool, speaking)), sum(speaking)
        found = relation.told(SOURCE, target, language)
        assert found == (whole if whole[2] > relation.LIKELY[language] else None)


def test_a_name_that_was_kept_a_figure_and_a_form_are_found() -> None:
    (drove, volvo, year) = relation.asked("drove Volvo 1974", "ru")
    assert [relation.against(one, "в 1974 году на volvo ездил") for one in (volvo, year)] == [-relation.TOLD] * 2
    assert relation.against(year, "в 1975 году") == 1.0
    assert relation.against(volvo, "в 1975 году") == 0.0  # it may be written in any way
    assert relation.against(drove, "в 1975 году") == 1.0
