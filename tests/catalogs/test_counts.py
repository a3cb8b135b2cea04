import pytest

from toolkit.catalogs import Amount, amounts, count_words, load, reasons

from .test_store import STATES


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("Hello, world!", 2),
        ("  well-known – it's 3.14 …  ", 3),
        ("%d files", 2),
        ("Ал «жакшы» деди.", 3),
        ("林武访问吉尔吉斯斯坦。", 10),
        ("在 2024年 使用 Wi-Fi", 6),
        ("カタカナ", 4),
        ("— … !", 0),
    ],
)
def test_words(text: str, words: int) -> None:
    assert count_words(text) == words


def test_amounts_by_status() -> None:
    found = amounts(load(STATES.encode(), "a", "en", "ky"))
    assert found["reviewed"] == Amount(1, 1, 1)
    assert found["drafted"] == Amount(1, 1, 1)
    assert found["fuzzy"] == Amount(2, 2, 3)
    assert found["stale"] == Amount(1, 1, 1)
    assert found["untranslated"] == Amount(3, 4, 0)


def test_why_translations_wait() -> None:
    data = STATES.replace('#, fuzzy\n#| msgid "staler"', '# Changed: number\n#, fuzzy\n#| msgid "staler"').encode()
    assert reasons(load(data, "a", "en", "ky")) == {"number": 1}
    assert reasons(load(STATES.encode(), "a", "en", "ky")) == {}
