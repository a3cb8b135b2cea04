"""Each check on right and wrong translations in three languages: tests/cases/checks."""

from pathlib import Path

import pytest

from toolkit.checks import CHECKS, Pair, check_pair, named
from toolkit.errors import UnknownName

CASES = Path(__file__).parent.parent / "cases" / "checks"
ESCAPES = {r"\n": "\n", r"\u0007": "\x07", r"\u0000": "\0", r"\ufffd": "\ufffd", r"\u202e": "\u202e",
           r"\u2066": "\u2066", r"\u200b": "\u200b", r"\u00ad": "\u00ad", r"\ufeff": "\ufeff"}  # fmt: skip


def rows(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [[unescaped(cell) for cell in line.split("\t")] for line in lines if not line.startswith("#")]


def unescaped(cell: str) -> str:
    text = cell.replace("\\\\", "\ue000")
    for code, sign in ESCAPES.items():
        text = text.replace(code, sign)
    return text.replace("\ue000", "\\")


@pytest.mark.parametrize(("kind", "language", "source", "target"), rows("good.tsv"))
def test_a_right_translation_is_left_in_peace(kind: str, language: str, source: str, target: str) -> None:
    found = check_pair(Pair(source, target, "en", language, prose=kind == "prose"))
    assert [one for one in found if one.severity != "hint"] == []


@pytest.mark.parametrize(("place", "language"), [(2, "zh"), (3, "ru"), (4, "ky")])
def test_everyday_expressions_are_left_in_peace(place: int, language: str) -> None:
    """Dates, amounts, times, names, denials and labels as news, recipes, laws and programs have them."""
    made = [(row[0] == "prose", row[1], row[place]) for row in rows("everyday.tsv") if row[place]]
    assert len(made) > 200
    blamed = {
        text: [one.message for one in found if one.severity != "hint"]
        for prose, source, text in made
        if (found := check_pair(Pair(source, text, "en", language, prose=prose)))
    }
    assert {text: messages for text, messages in blamed.items() if messages} == {}


@pytest.mark.parametrize(("check", "kind", "language", "source", "target"), rows("bad.tsv"))
def test_a_wrong_translation_is_found_by_its_check(
    check: str, kind: str, language: str, source: str, target: str
) -> None:
    found = check_pair(Pair(source, target, "en", language, prose=kind == "prose"))
    mine = [one for one in found if one.check == check]
    assert mine, [one.check for one in found]
    for one in mine:
        assert one.message.endswith((".", "»", "”"))
        if one.span is not None:
            assert 0 <= one.span[0] < one.span[1] <= len(target)


def test_a_fix_is_right_in_the_eyes_of_its_check() -> None:
    for check, kind, language, source, target in rows("bad.tsv"):
        for one in check_pair(Pair(source, target, "en", language, prose=kind == "prose")):
            if one.check == check and one.fix is not None:
                again = check_pair(Pair(source, one.fix, "en", language, prose=kind == "prose"))
                assert check not in [other.check for other in again], (check, one.fix)


def test_nothing_is_said_of_what_is_not_translated() -> None:
    assert check_pair(Pair("Ten {files} and 5 dogs?", "", "en", "ru")) == []


def test_every_check_says_in_a_sentence_what_it_finds_and_has_a_wrong_translation_to_show() -> None:
    shown = {row[0] for row in rows("bad.tsv")} | {"format-spec", "length-limit", "unsure"}
    for check in CHECKS:
        assert check.summary.endswith("."), check.id
        assert check.id in shown, check.id
        assert named(check.id) is check
    with pytest.raises(UnknownName, match="number"):
        named("numbr")


def test_formats_limits_and_doubt() -> None:
    wrong = Pair("%d of %s", "%s из %d", "en", "ru", prose=False, format="c-format")
    assert "format-spec" in [one.check for one in check_pair(wrong)]
    assert check_pair(Pair("%d of %s", "%2$s: %1$d", "en", "ru", prose=False, format="c-format")) == []
    long = Pair("Save", "Сохранить", "en", "ru", prose=False, limit=6)
    assert [one.check for one in check_pair(long)] == ["length-limit"]
    assert "unsure" in [one.check for one in check_pair(Pair("Save", "Сохранить", "en", "ru", score=0.1))]


def test_severities_can_be_changed_and_checks_switched_off() -> None:
    pair = Pair("The fair lasted 12 days.", "Ярмарка длилась 21 день.", "en", "ru")
    assert [one.severity for one in check_pair(pair, {"number": "hint"})] == ["hint"]
    assert check_pair(pair, {"number": "off"}) == []
