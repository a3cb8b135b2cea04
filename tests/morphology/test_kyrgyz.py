"""Kyrgyz forms: the tables of tests/cases/morphology, and laws that hold for every word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from toolkit.morphology import kyrgyz

CASES = ROOT / "tests" / "cases" / "morphology"


def rows(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("noun", "case", "number", "person", "form"), rows("kyrgyz_nouns.tsv"))
def test_nouns(noun: str, case: str, number: str, person: str, form: str) -> None:
    possessor = None if person == "-" else person
    assert kyrgyz.decline(noun, case, plural=number == "plural", person=possessor) == form


@pytest.mark.parametrize(("noun", "form", "person", "denied", "wanted"), rows("kyrgyz_verbs.tsv"))
def test_verbs(noun: str, form: str, person: str, denied: str, wanted: str) -> None:
    assert kyrgyz.conjugate(noun, form, person=person, negative=denied == "yes") == wanted


@pytest.mark.parametrize(("day", "month", "year", "case", "adjective", "wanted"), rows("kyrgyz_dates.tsv"))
def test_dates(day: str, month: str, year: str, case: str, adjective: str, wanted: str) -> None:
    given_day, given_year = (None if value == "-" else value for value in (day, year))
    given_month = None if month == "-" else int(month)
    assert kyrgyz.date_in(given_day, given_month, given_year, case, adjective=adjective == "yes") == wanted


KNOWN = {row[1] for row in rows("kyrgyz_stems.tsv")}


@pytest.mark.parametrize(("form", "lemma", "suffixes"), rows("kyrgyz_stems.tsv"))
def test_a_form_leads_back_to_its_lemma(form: str, lemma: str, suffixes: str) -> None:
    found = kyrgyz.stem(form, KNOWN)
    assert (found.lemma, " ".join(found.suffixes)) == (lemma, suffixes)


@pytest.mark.parametrize(
    ("figures", "template", "form"),
    [("50", "DAн", "50дөн"), ("9", "GA", "9га"), ("2,5", "GA", "2,5ке"), ("3000", "DAн", "3000ден"), ("6", "NI", "6ны"),
     ("1 000 000", "GA", "1 000 000го"), ("20", "NIн", "20нын"), ("0", "DA", "0дө")],
)  # fmt: skip
def test_figures_take_the_ending_of_their_last_word(figures: str, template: str, form: str) -> None:
    assert kyrgyz.with_ending(figures, template) == form


def test_voices_and_numbers() -> None:
    verbs = {
        "түзүү": "түзүлүү",
        "белгилөө": "белгиленүү",
        "баштоо": "башталуу",
        "кылуу": "кылынуу",
        "кабыл алуу": "кабыл алынуу",
    }
    assert {verb: kyrgyz.passive(verb) for verb in verbs} == verbs
    assert [kyrgyz.ordinal(number) for number in (1, 2, 3, 6, 9, 10, 20, 21, 40)] == [
        "биринчи", "экинчи", "үчүнчү", "алтынчы", "тогузунчу", "онунчу", "жыйырманчы", "жыйырма биринчи", "кыркынчы",
    ]  # fmt: skip


def test_adjectives_that_end_like_verbs() -> None:
    assert all(
        map(kyrgyz.is_infinitive, ("түзүү", "окуу", "кыскартуу", "башкаруу", "жарылуу", "алуу", "жабдуу", "коюу"))
    )
    assert not any(
        map(kyrgyz.is_infinitive, ("баалуу", "кооптуу", "акылдуу", "белгилүү", "суу", "тоо", "элүү", "мектеп"))
    )


STEMS = st.sampled_from(
    [
        "өлкө",
        "китеп",
        "министр",
        "шаар",
        "үй",
        "бала",
        "союз",
        "орун",
        "банк",
        "кызматташтык",
        "долбоор",
        "көл",
        "той",
        "ат",
    ]
)


@given(STEMS, st.sampled_from(list(kyrgyz.CASES)), st.booleans(), st.sampled_from([None, *kyrgyz.PERSONS]))
def test_every_form_of_a_known_noun_is_read_back(noun: str, case: str, plural: bool, person: str | None) -> None:
    form = kyrgyz.decline(noun, case, plural=plural, person=person)
    wanted = tuple(
        name for name, there in (("plural", plural), (person, person), (case, case != "nominative")) if there and name
    )
    assert (noun, wanted) in {(reading.lemma, reading.suffixes) for reading in kyrgyz.analyses(form)}


@given(st.text(alphabet="абвгдежзийклмнңоөпрстуүфхцчшщъыьэюя-", min_size=1, max_size=14))
def test_any_letters_are_read_without_an_error(word: str) -> None:
    assert kyrgyz.stem(word, set()).stem
    for case in kyrgyz.CASES:
        kyrgyz.decline(word, case, person="3")
