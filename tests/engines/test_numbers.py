import pytest

from toolkit.engines.numbers import wrong

TABLE = [
    ("5 GB", "5 ГБ", False),
    ("1,000.5 m", "1 000,5 м", False),
    ("1,000 files", "1\u00a0000 файлов", False),
    ("12:30", "12.30", False),
    ("2024, 15 men", "2024, 15 человек", False),
    ("45 men", "54 человека", True),
    ("45 men", "люди", True),
    ("45 men", "45 45 человек", True),
    ("Notes", "12345", True),
    ("two men", "2 человека", False),
    ("Read it twice a day", "Читайте 2 раза в день", False),
    ("version 3.5.1", "версия 3.5.1", False),
    ("٣ files", "3 файла", False),
    ("1 billion", "1 000 000 000", False),
    ("Hello", "Привет", False),
    ("From 7 to 8", "78", True),
    ("$1.50", "$150", True),
    ("20 million", "200 миллионов", True),
    ("-5 degrees", "5 градусов", True),
    ("€5", "5 $", True),
]


@pytest.mark.parametrize(("source", "target", "expected"), TABLE)
def test_wrong(source: str, target: str, expected: bool) -> None:
    assert wrong(source, target, "en", "ru") is expected


def test_the_form_of_the_target_language() -> None:
    assert not wrong("10,000 people", "1万人", "en", "zh")
    assert not wrong("November", "11月", "en", "zh")
