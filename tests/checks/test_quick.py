"""Quick ways change nothing: words that rule a pattern out, and many processes, find what a plain look finds."""

import gzip
import random
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from toolkit import catalogs, checks, signs
from toolkit.checks import Pair, check_pair, codes, content, parallel, typography
from toolkit.engines import degeneration, tails
from toolkit.placeables import find
from toolkit.quantities import compare

WORDS = re.findall(
    r"\S+",
    "not no longer never without нет не никогда эмес жок барган албайт 不 没有 12 21 3% −5 $24.7 million "
    "млн 247万 July июля May 7-июль twelve двенадцать он эки ha хахахахахахаха the the (a) [b ♪ &amp; "
    "{1} <b> мaма в связи с этим потому что это было 7月 个月 % per cent процентов ( ) 1) :) , . ! ? ... "
    "“ ” « » Bishkek Бишкек 9:30 p.m. вечера 十二 только only ",
)
PIECES = st.lists(st.sampled_from([*WORDS, "\u00a0", "\n", "\t", "\u200b"]), max_size=14).map(" ".join)


def real(count: int) -> Iterator[tuple[Pair, ...]]:
    chance = random.Random(7)
    with gzip.open(ROOT / "scripts" / "corpus" / "own_dev.tsv.gz", "rt", encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file][1:]
    for _ in range(count):
        row, other = chance.choice(rows), chance.choice(rows)
        for column, language in enumerate(("zh", "ru", "ky"), 1):
            for target in (row[column], other[column], f"{row[column]} {other[column]}", row[0]):
                yield (Pair(row[0], target, "en", language),)


def forget() -> None:
    for cached in (signs._of, find, degeneration.tokens, degeneration.again, tails.sentences, codes._found):
        cached.cache_clear()


def looked_at(pair: Pair) -> list[object]:
    forget()
    quick = check_pair(pair)
    bare = Pair(pair.source, pair.target, pair.source_language, pair.target_language, prose=pair.prose)
    with signs.unasked():
        forget()
        assert check_pair(bare) == quick, pair
    return list(quick)


def test_words_that_rule_a_pattern_out_hide_nothing_in_real_texts() -> None:
    assert sum(len(looked_at(pair)) for (pair,) in real(40)) > 100


@given(PIECES, PIECES, st.sampled_from(("zh", "ru", "ky")), st.booleans())
def test_words_that_rule_a_pattern_out_hide_nothing(source: str, target: str, language: str, prose: bool) -> None:
    looked_at(Pair(source, target, "en", language, prose=prose))


@given(PIECES, PIECES, st.sampled_from(("zh", "ru", "ky", "en")), st.sampled_from(("zh", "ru", "ky", "en")))
def test_quantities_are_the_same(source: str, target: str, one: str, other: str) -> None:
    quick = compare(source, target, one, other)
    with signs.unasked():
        assert compare(source, target, one, other) == quick


def test_a_sign_says_where_its_words_stand() -> None:
    sign = signs.Sign("b+", "Latn")
    assert list(sign.places("abba b  cab x")) == [(0, 4), (5, 6), (8, 11)]
    assert not sign("ккк")
    assert signs.Sign(str.isupper)("the WHO")


def test_many_processes_find_what_one_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [
        f'\nmsgid "{pair.source} ({number})"\nmsgstr "{pair.target} ({number % 3})"\n'.replace('\\"', "'")
        for number, (pair,) in enumerate(real(20))
        if pair.target_language == "ru" and '"' not in pair.source + pair.target
    ]
    head = 'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    file = catalogs.read((head + "".join(entries)).encode())
    alone = list(checks.check_catalog(file, "en", "ru"))
    monkeypatch.setattr(parallel, "LEAST", 10)
    monkeypatch.setattr(parallel, "CHUNK", 7)
    monkeypatch.setattr(parallel, "WARM", 5)
    assert list(checks.check_catalog(file, "en", "ru")) == alone
    assert len(alone) > 30


def test_what_is_quick_is_what_is_meant() -> None:
    assert list(typography.brackets(Pair("a) one", "a) один", "en", "ru"))) == []
    assert [fault.message for fault in content.doubled(Pair("the dog", "эта эта собака", "en", "ru"))]
