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
        speaking = [relation.against(one, relation.laid(target, language)) for one in relation.asked(SOURCE, language)]
        whole = speaking.count(-relation.TOLD), sum(map(bool, speaking)), sum(speaking)
        found = relation.told(SOURCE, target, language)
        assert found == (whole if whole[2] > relation.LIKELY[language] else None)


def test_a_name_that_was_kept_a_figure_and_a_form_are_found() -> None:
    (drove, volvo, year) = relation.asked("drove Volvo 1974", "ru")
    here, there = (relation.laid(text, "ru") for text in ("В 1974 году на «Volvo» водил", "В 1975 году."))
    assert [relation.against(one, here) for one in (drove, volvo, year)] == [-relation.TOLD] * 3
    assert relation.against(year, there) == 1.0
    assert relation.against(volvo, there) == 0.0  # it may be written in any way
    assert relation.against(drove, there) == 1.0
    assert relation.against(drove, relation.laid("Проводил.", "ru")) == 1.0  # words begin so
