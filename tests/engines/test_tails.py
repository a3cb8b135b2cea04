"""A draft that goes on after its source has ended, fluent and of nothing that was said."""

import pytest

from toolkit.engines import support
from toolkit.engines.tails import tail, weights

BRIDGE = "The minister opened a new bridge over the river on Friday."
RIGHT = [
    ("ru", BRIDGE, "В пятницу министр открыл новый мост через реку."),
    ("ru", "Depends on another setting", "Зависит от другой настройки"),
    ("ru", "He came, and he saw the old town.", "Он приехал. Он увидел старый город."),
    ("ky", BRIDGE, "Жума күнү министр дарыянын үстүндөгү жаңы көпүрөнү ачты."),
    ("ky", "Receipt", "Чыгарылыштын паспорту"),
    ("zh", BRIDGE, "部长周五为新的跨河大桥揭幕。"),
    ("zh", "Open the settings menu", "打开设置菜单"),
]  # fmt: skip
BEHIND = {
    "ru": "Жители деревни собрали в этом году много яблок и груш",
    "ky": "Айылдын тургундары быйыл көп алма жана алмурут чогултушту",
    "zh": "村民们今年收获了许多苹果和梨",
}


@pytest.mark.parametrize(("language", "source", "target"), RIGHT)
def test_a_right_translation_has_no_tail(language: str, source: str, target: str) -> None:
    assert not tail(source, target, "en", language)


@pytest.mark.parametrize(("language", "source", "target"), [row for row in RIGHT if len(row[1]) > 25])
@pytest.mark.parametrize("stop", ["", "."])
def test_another_sentence_behind_it_is_told(language: str, source: str, target: str, stop: str) -> None:
    glue = "" if language == "zh" else " "
    bare = target.rstrip(".。")
    ended = bare + (("。" if language == "zh" else ".") if stop else "")
    assert tail(source, ended + glue + BEHIND[language], "en", language)


@pytest.mark.parametrize(("language", "source", "target"), [row for row in RIGHT if len(row[1]) > 25])
def test_another_sentence_before_it_is_told(language: str, source: str, target: str) -> None:
    stop = "。" if language == "zh" else ". "
    assert tail(source, BEHIND[language] + stop + target, "en", language)


@pytest.mark.parametrize(("language", "source", "target"), [row for row in RIGHT if len(row[1]) > 25])
def test_another_text_behind_a_comma_is_told(language: str, source: str, target: str) -> None:
    comma = "，" if language == "zh" else ", "
    assert tail(source, target.rstrip(".。") + comma + BEHIND[language].lower(), "en", language)


LABELS = [
    ("ru", "Use this code to link the phone to a computer",
     "Использовать код, чтобы связать телефон с компьютером",
     "Звонки временно недоступны"),
    ("ru", "Show a warning when the battery is nearly empty",
     "Показывать предупреждение, когда батарея почти разряжена",
     "Поиск по картинке на этом устройстве не работает."),
    ("ru", "There are no saved pictures in this folder", "В этой папке нет сохранённых снимков",
     "бегущая женщина: тёмные волосы"),
    ("ky", "There are no saved pictures in this folder", "Бул папкада сакталган сүрөттөр жок",
     "чуркаган аял: узун чач"),
    ("ky", "The password of this account will be deleted", "Бул аккаунттун сырсөзү өчүрүлөт",
     "Экранды күйгүзүүгө уруксат берүү"),
]  # fmt: skip
"""Labels of programs, which have no full stop that would part them."""


@pytest.mark.parametrize(("language", "source", "target", "other"), LABELS)
def test_a_label_joined_without_a_mark_is_told(language: str, source: str, target: str, other: str) -> None:
    assert not tail(source, target, "en", language)
    assert tail(source, f"{target} {other}", "en", language)


@pytest.mark.parametrize("language", ["zh", "ru", "ky"])
@pytest.mark.parametrize("text", ["toolkit packages install", "pip install .", "toolkit:", "string, string-array"])
def test_what_stays_as_it_is_has_no_tail(language: str, text: str) -> None:
    assert not tail(text, text, "en", language)


def test_every_word_has_evidence() -> None:
    for language in weights():
        known = support.evidence(language)
        assert known[support.OTHER][0] < 0 < known[support.OTHER][1]
        assert len(known) > 1000


def test_languages_without_a_lexicon_are_judged_by_length_alone() -> None:
    assert "de" not in weights()
    assert not tail("The cat sees the house.", "Die Katze sieht das Haus.", "en", "de")
    assert tail("The cat sees the house.", "Die Katze sieht das Haus. " * 3, "en", "de")
    assert tail("Кот видит дом.", "The cat sees the house. " * 3, "ru", "en")
