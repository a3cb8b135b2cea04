"""One table of codes: what people write, what folders, outputs and .po headers carry."""

import pytest

from toolkit.errors import UnknownName
from toolkit.languages import code_of, language

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
