"""A term is found in every form of its words, and in no other word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.morphology.kyrgyz.nouns import PERSONS, decline
from toolkit.terms.matching import places

FOUND = [
    ("en", "company", "Two companies and a company's debts"),
    ("en", "sign", "They signed it"),
    ("en", "SCO", "the SCO summit"),
    ("en", "trade fair", "at the trade fairs"),
    ("ru", "провинция Шаньдун", "в провинции Шаньдун"),
    ("ru", "Садыр Жапаров", "встретился с Садыром Жапаровым"),
    ("ru", "область", "трёх областей"),
    ("ru", "соглашение", "соглашениями"),
    ("ru", "Один пояс, один путь", "проекта «Один пояс, один путь»"),
    ("ru", "партнёрство", "партнерства"),
    ("ky", "келишим", "келишимдерибиздин"),
    ("ky", "облус", "Чүй облусунун губернатору"),
    ("ky", "министр", "министрлерине"),
    ("ky", "кызматташуу", "кызматташууну өнүктүрүү"),
    ("ky", "Бишкек", "Бишкектен"),
    ("zh", "“一带一路”", "共建“一带一路”合作"),
]
OTHERS = [
    ("en", "OR", "or not"),
    ("en", "art", "part of the article"),
    ("en", "trade fair", "fair trade"),
    ("ru", "область", "облако"),
    ("ru", "мир", "миронов"),
    ("ky", "бала", "балык"),
    ("ky", "келишим", "келди"),
    ("zh", "上海", "上午"),
]


@pytest.mark.parametrize(("language", "term", "text"), FOUND)
def test_found(language: str, term: str, text: str) -> None:
    assert len(places(term, text, language)) >= 1


@pytest.mark.parametrize(("language", "term", "text"), OTHERS)
def test_no_other_word(language: str, term: str, text: str) -> None:
    assert places(term, text, language) == []


NOUNS = ["өлкө", "келишим", "шаар", "министр", "ишкана", "соода", "саясат", "аймак", "жол", "мугалим", "көпүрө"]
CASES = ("nominative", "genitive", "dative", "accusative", "locative", "ablative")


@given(st.sampled_from(NOUNS), st.sampled_from(CASES), st.booleans(), st.sampled_from(["", *PERSONS]))
def test_every_form_of_a_kyrgyz_noun(noun: str, case: str, plural: bool, person: str) -> None:
    form = decline(noun, case, plural=plural, person=person or None)
    assert places(noun, f"Бул {form} жөнүндө.", "ky"), form
    for other in NOUNS:
        if other != noun:
            assert not places(other, form, "ky")


def test_places_are_those_of_the_words() -> None:
    text = "В Чуйской области и Иссык-Кульской области"
    assert [text[slice(*place)] for place in places("область", text, "ru")] == ["области", "области"]
