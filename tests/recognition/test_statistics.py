"""Which language a text is in: right, or unknown, but not wrong."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.recognition import LANGUAGES, disagreement, recognised, strange_script

CASES = Path(__file__).parent.parent / "cases" / "recognition" / "texts.tsv"
ROWS = [line.split("\t") for line in CASES.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(("language", "text"), ROWS, ids=[row[0] or row[1][:10] for row in ROWS])
def test_recognised(language: str, text: str) -> None:
    assert recognised(text) == language
    assert not language or language in LANGUAGES


def test_only_plain_disagreement_is_told() -> None:
    russian, english = (next(text for code, text in ROWS if code == wanted) for wanted in ("ru", "en"))
    assert disagreement(russian, "en") == "ru"
    assert disagreement(english, "en") == disagreement("OK", "ru") == disagreement(russian, "ru") == ""
    assert disagreement("部長表示新公路將在年底前通車，花費比原計劃少。", "zt") == ""


@pytest.mark.parametrize(
    ("text", "language", "script", "letters"),
    [
        ("Вчера шёл дождь.", "en", "Latn", "Cyrillic letters"),
        ("Кечээ шаарда катуу жамгыр жаады, көчөлөрдү суу каптады.", "en", "Latn", "Cyrillic letters"),
        ("昨天城里下了大雨。", "ru", "Cyrl", "Chinese characters"),
        ("It rained.", "zh", "Hans", "Latin letters"),
        ("昨天城里下了大雨。", "ja", "Jpan", ""),
        ("Kitob", "uz", "Cyrl", ""),
        ("Run 中文文字 today", "en", "Latn", ""),
        ("OK", "ru", "Cyrl", ""),
        ("%(name)s <b>{count}</b> %d", "ru", "Cyrl", ""),
        ("12:30", "en", "Latn", ""),
    ],
)
def test_letters_of_another_script_are_told(text: str, language: str, script: str, letters: str) -> None:
    assert strange_script(text, language, script) == letters


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    assert recognised(text) in ("", *LANGUAGES)
