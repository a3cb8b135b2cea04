"""One table of codes: what people write, what folders, outputs and .po headers carry."""

import gettext

import pytest
from babel.localedata import locale_identifiers

from toolkit.errors import UnknownName
from toolkit.languages import READY, categories_from_babel, code_of, from_babel, language
from toolkit.po.header import plural_examples

ROWS = [
    ("zh", "zh", "zh-Hans", "zh_CN", 1, "", "Hans"),
    ("zh_CN", "zh", "zh-Hans", "zh_CN", 1, "", "Hans"),
    ("zh-Hant", "zt", "zh-Hant", "zh_TW", 1, "", "Hant"),
    ("zh-Hant-HK", "zt", "zh-Hant", "zh_TW", 1, "", "Hant"),
    ("pt_BR", "pb", "pt-BR", "pt_BR", 2, " ", "Latn"),
    ("pt-PT", "pt", "pt", "pt", 2, " ", "Latn"),
    ("ru", "ru", "ru", "ru", 3, " ", "Cyrl"),
    ("ky-KG", "ky", "ky", "ky", 2, " ", "Cyrl"),
    ("kir", "ky", "ky", "ky", 2, " ", "Cyrl"),
    ("EN", "en", "en", "en", 2, " ", "Latn"),
]


@pytest.mark.parametrize(("tag", "code", "bcp47", "gettext", "plurals", "joiner", "script"), ROWS)
def test_a_language(tag: str, code: str, bcp47: str, gettext: str, plurals: int, joiner: str, script: str) -> None:
    found = language(tag)
    assert (found.code, found.tag, found.gettext, found.plural_count) == (code, bcp47, gettext, plurals)
    assert (found.joiner, found.script, found.direction) == (joiner, script, "ltr")
    assert found.plural_forms.startswith(f"nplurals={plurals}; plural=")
    assert code_of(found.tag) == code


ARGOS = (
    "ar az bg bn ca cs da de el en eo es et eu fa fi fr ga gl he hi hu id it ja ko ky lt lv ms nb nl pb pl pt ro ru sk "
    "sl sq sv th tl tr uk ur vi zh zt"
)
"""The codes of the official index."""


@pytest.mark.parametrize("code", ARGOS.split())
def test_every_code_of_argos_has_a_tag_of_its_own(code: str) -> None:
    assert code_of(language(code).tag) == code


def test_names() -> None:
    assert [language(code).own_name for code in ("zh", "ru", "ky")] == ["中文", "русский", "кыргызча"]
    assert language("ar").direction == "rtl"


@pytest.mark.parametrize("tag", ["xx", "", "not a language", "../etc"])
def test_an_unknown_language_lists_known_ones(tag: str) -> None:
    with pytest.raises(UnknownName, match="known: en, zh, ru, ky"):
        language(tag)


@pytest.mark.parametrize(
    ("tag", "forms"),
    [
        ("ar", {0: 0, 1: 1, 2: 2, 3: 3, 10: 3, 11: 4, 99: 4, 100: 5, 102: 5, 103: 3, 200: 5}),  # as Django and Weblate
        ("tr", {1: 0, 0: 1, 2: 1}), ("ru", {1: 0, 2: 1, 5: 2, 21: 0}), ("ky", {1: 0, 2: 1}), ("zh", {0: 0, 7: 0}),
        ("id", {1: 0, 2: 0}), ("pt", {0: 1, 1: 0, 2: 1}), ("pt-BR", {0: 0, 1: 0, 2: 1}), ("lv", {0: 0, 1: 1, 2: 2}),
        ("cy", {0: 0, 1: 1, 2: 2, 3: 3, 6: 4, 4: 5}), ("he", {1: 0, 2: 1, 3: 2}), ("tg", {1: 0, 2: 1}), ("pl", {5: 2}),
    ],
)  # fmt: skip
def test_plural_rules_are_those_of_cldr(tag: str, forms: dict[int, int]) -> None:
    found = language(tag)
    assert {
        number: gettext.c2py(found.plural_forms.split("plural=")[1].rstrip(";"))(number) for number in forms
    } == forms


def test_every_language_that_babel_knows_has_a_plural_rule_with_all_its_forms() -> None:
    for tag in sorted({name.partition("_")[0] for name in locale_identifiers()} - {"root"}):
        found = language(tag)
        examples = plural_examples(found.plural_forms)
        assert len(examples) == found.plural_count, tag
        assert all(examples), tag


@pytest.mark.parametrize("code", READY)
def test_what_is_ready_is_what_babel_says(code: str) -> None:
    assert READY[code] == (from_babel(code), categories_from_babel(code))
