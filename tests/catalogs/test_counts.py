from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.catalogs.software import pairs
from toolkit.catalogs import Amount, amounts, count_words, load, of_file, read, reasons
from toolkit.catalogs.counts import word_pattern
from toolkit.cli import run_command

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


@given(st.text(st.sampled_from("ab1_.,!-% \t\n\u00a0\x1cы林カ"), max_size=30))
def test_words_are_the_same_by_both_ways(text: str) -> None:
    assert count_words(text) == sum(any(map(str.isalnum, match)) for match in word_pattern().findall(text))


@given(pairs())
def test_a_file_is_counted_as_its_units_are(pair: tuple[str, str]) -> None:
    for text in (
        *pair,
        STATES,
        STATES.replace('#, fuzzy\n#| msgid "staler"', '# Changed: number\n#, fuzzy\n#| msgid "x"'),
    ):
        loaded = load(text.encode(), "a", "en", "ky")
        assert of_file(read(text.encode())) == (amounts(loaded), reasons(loaded))


def test_a_catalog_that_leads_nowhere_stops_no_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.po").write_text(STATES, encoding="utf-8")
    (tmp_path / "b.po").symlink_to(tmp_path / "gone.po")
    (tmp_path / "c.po").write_text('msgid "x', encoding="utf-8")
    assert run_command(["stats", str(tmp_path)]) == 1
    told = capsys.readouterr()
    assert "a.po" in told.out
    assert "b.po: " in told.err and "c.po:1: " in told.err


def test_checks_of_large_catalogs_are_left_to_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("toolkit.cli.stats.MOST_CHECKED", 1)
    (tmp_path / "ky.po").write_text(STATES, encoding="utf-8")
    assert run_command(["stats", str(tmp_path / "ky.po"), "--json"]) == 0
    assert '"findings": null' in capsys.readouterr().out
    assert run_command(["stats", str(tmp_path / "ky.po")]) == 0
    assert "toolkit check counts them" in capsys.readouterr().out
