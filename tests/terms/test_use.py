"""The terms of a text are those that a look for each of them finds, however many a glossary has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.terms.glossary import Entry, Glossary
from toolkit.terms.matching import places
from toolkit.terms.use import used

WORDS = {
    language: tuple(words.split())
    for language, words in {
        "en": "study studies studied studying city cities the Silk Road road WHO who run running $ C++ box boxes 5G",
        "ru": "дорога дороги дорогой пояс поясом город городов люди человек ВОЗ ещё еще № столь стол",
        "ky": "шаар шаарда шаардык жол жолдор жолу бала балдар тоо топ ата ат",
        "zh": "人民 人民币 公路 高速公路 大学 大学生 工人 务工人员",
    }.items()
}


def texts(language: str, most: int) -> st.SearchStrategy[str]:
    between = "" if language == "zh" else " "
    return st.lists(st.sampled_from(WORDS[language]), min_size=1, max_size=most).map(between.join)


@pytest.mark.parametrize("language", sorted(WORDS))
@given(st.data())
def test_each_term_is_found_as_by_itself(language: str, data: st.DataObject) -> None:
    terms = data.draw(st.lists(texts(language, 2), min_size=1, max_size=6, unique=True))
    exact = data.draw(st.booleans())
    glossary = Glossary(tuple(Entry({language: term}, case_sensitive=exact) for term in terms), (language,))
    source = data.draw(texts(language, 8))
    every = {term for term in terms if places(term, source, language, case_sensitive=exact)}
    found = used(glossary, source, language)
    assert {term.source for term in found} <= every
    free = [place for term in found for place in term.places]
    for term in every - {one.source for one in found}:  # each of its places is a longer term's
        own = places(term, source, language, case_sensitive=exact)
        assert all(any(one.start < place.end and place.start < one.end for one in free) for place in own)


def test_a_glossary_is_not_taken_for_another() -> None:
    for term in ("road", "city"):
        glossary = Glossary((Entry({"en": term}),), ("en",))
        assert [one.source for one in used(glossary, "the road to the city", "en")] == [term]
