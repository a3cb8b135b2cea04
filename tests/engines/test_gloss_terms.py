"""What a gloss keeps to besides its lexicon: the project's glossary, and the keys of menus and buttons."""

import pytest

from toolkit.checks import check_pair
from toolkit.checks.pair import Pair
from toolkit.engines.alignment import words
from toolkit.engines.gloss import GlossEngine
from toolkit.placeables.access_keys import access_key
from toolkit.units import flatten

TERMS = {"mayor": "башчы", "trade agreement": "соода келишими", "trade": "соода-сатык"}


def glossed(text: str, target: str, terms: dict[str, str] | None = None) -> tuple[str, tuple[tuple[int, int], ...]]:
    def known(said: str) -> list[tuple[str, str]]:
        return [(term, ours) for term, ours in (terms or {}).items() if term in said.lower()]

    engine = GlossEngine("en", target, known if terms else None)
    draft = engine.translate([(text,)], "en", target)[0]
    return flatten(draft.target), draft.alignment


@pytest.mark.parametrize("target", ["ky", "ru", "zh"])
def test_terms_of_the_glossary_stand_in_the_gloss_as_the_glossary_has_them(target: str) -> None:
    text, _ = glossed("The mayors signed a trade agreement with {1} guests.", target, TERMS)
    assert "башчы" in text.casefold() and "соода келишими" in text.casefold() and "соода-сатык" not in text
    assert "{1}" in text and "{2}" not in text and "{3}" not in text


def test_the_words_are_still_known_where_a_term_stands() -> None:
    text, pairs = glossed("The mayor signed a trade agreement.", "ky", TERMS)
    source = "The mayor signed a trade agreement."
    here, there = words(source), words(text)
    linked = {(source[slice(*here[one])], text[slice(*there[other])].casefold()) for one, other in pairs}
    assert {("mayor", "башчы"), ("trade", "соода")} <= linked


@pytest.mark.parametrize("target", ["ky", "ru", "zh"])
@pytest.mark.parametrize(
    "text", ["&Save", "_Save", "Save &as…", "_Open file", "&Print preview…", "Exit (&X)", "Close _all windows"]
)
def test_a_key_of_a_menu_is_in_the_gloss_once(text: str, target: str) -> None:
    made, _ = glossed(text, target)
    found = access_key(made)
    assert found is not None and found.mark == next(one for one in text if one in "&_")
    pair = Pair(text, made, "en", target, prose=False)
    assert [one.check for one in check_pair(pair) if one.check == "accelerator"] == []
    if target == "zh":
        assert found.apart and found.letter == access_key(text).letter.upper()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text",
    ["Save", "R&D", "snake_case", "&amp;", "a && b", "_one_", "&One and _two", "5 & 6", "See https://x.org/a?b=c&d=e"],
)
def test_other_signs_are_no_keys(text: str) -> None:
    assert access_key(text) is None or text == "R&D"
