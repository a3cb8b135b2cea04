"""Quick ways change nothing: words that rule a pattern out, and many processes, find what a plain look finds."""

import functools
import gzip
import random
import re
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.conftest import ROOT
from toolkit import signs
from toolkit.checks import Pair, check_pair, codes, content, polarity, poles, typography
from toolkit.engines import degeneration, tails
from toolkit.placeables.find import _found
from toolkit.quantities import compare
from toolkit.quantities.spelled import spelled
from toolkit.signs.joints import joint

WORDS = re.findall(
    r"\S+",
    "not no longer never without нет не никогда эмес жок барган албайт 不 没有 12 21 3% −5 $24.7 million "
    "млн 247万 July июля May 7-июль twelve двенадцать он эки ha хахахахахахаха the the (a) [b ♪ &amp; "
    "{1} <b> мaма в связи с этим потому что это было 7月 个月 % per cent процентов ( ) 1) :) , . ! ? ... "
    "“ ” « » Bishkek Бишкек 9:30 p.m. вечера 十二 только only "
    "the second third of a one twice two times per each day an hour days второй Третьего двадцать первая дважды "
    "два раза в среду среда сред жума күнү дүйшөмбү on Wednesday Friday экинчи он биринчи эки жолу "
    "пятилетний Двухэтажный сорокаминутный дней дня часа күн саат hours ",
)
PIECES = st.lists(st.sampled_from([*WORDS, "\u00a0", "\n", "\t", "\u200b"]), max_size=14).map(" ".join)

DENYING = [*WORDS, "won't", "mind", "until", "before", "гана", "эмес", "бар", "不仅", "没有", "无法", "未", "勿", "非"]


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
    for cached in (signs._of, _found, degeneration.tokens, degeneration.again, tails.sentences, codes._found, spelled):
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
@example("not", "эмес not эмес", "ru", True)
def test_words_that_rule_a_pattern_out_hide_nothing(source: str, target: str, language: str, prose: bool) -> None:
    looked_at(Pair(source, target, "en", language, prose=prose))


@given(st.lists(st.sampled_from(DENYING)).map(" ".join))
@example("I don't really mind it.")
@example("It won't be open for a week until Monday.")
@example("Бул жөн гана эмес, башка да болгон жок.")
def test_denials_are_the_same(text: str) -> None:
    for language, strong in polarity.STRONG.items():
        sign = polarity.MAY_DENY.get(language)
        near = text if sign is None else sign.around(text, *polarity.NEAR)
        plain = [match[0] for match in strong.finditer(polarity.HARMLESS[language].sub(" ", near))]
        assert polarity.denials(text, language) == (plain if sign is None or sign(text) else [])


@given(PIECES, PIECES, st.sampled_from(("zh", "ru", "ky", "en")), st.sampled_from(("zh", "ru", "ky", "en")))
def test_quantities_are_the_same(source: str, target: str, one: str, other: str) -> None:
    quick = compare(source, target, one, other)
    with signs.unasked():
        assert compare(source, target, one, other) == quick


@functools.cache
def begin() -> None:
    """Has every sign asked once."""
    looked_at(Pair("It did not rain on 7 May.", "7-майда жаан жааган жок.", "en", "ky"))
    looked_at(Pair("It did not rain on 7 May.", "7 мая дождя не было.", "en", "ru"))


@given(st.text("0123456789-–+%.,:;()/$€&#№", max_size=12), st.integers(1, 9))
def test_no_sign_tells_one_figure_from_another(word: str, other: int) -> None:
    begin()
    assert signs._bits(re.sub("[0-9]", "0", word)) == signs._bits(re.sub("[0-9]", str(other), word))


@given(st.sampled_from(WORDS) | st.text("abcXYZабвГДЕөү中文ë", min_size=1, max_size=8), st.sampled_from(signs.BEHIND))
def test_no_sign_tells_a_word_from_the_same_before_a_mark(word: str, mark: str) -> None:
    begin()
    if word.isalpha():
        assert signs._bits(word + mark) == signs._bits(word) | signs._of_character[mark]


def test_no_sign_tells_a_real_word_from_the_same_before_a_mark() -> None:
    begin()
    texts = (text for (pair,) in real(120) for text in (pair.source, pair.target))
    words = {word.strip(signs.BEHIND) for text in texts for word in text.split()}
    tables = [
        ROOT.joinpath("toolkit", "quantities", name).read_text(encoding="utf-8") for name in ("words.tsv", "units.tsv")
    ]
    words.update(word.rstrip("*") for table in tables for word in table.split())
    asked = [word for word in words if word.isalpha()]
    assert len(asked) > 3000
    for word in asked:
        for mark in signs.BEHIND:
            assert signs._bits(word + mark) == signs._bits(word) | signs._of_character[mark], word


def test_a_joint_finds_what_any_of_its_patterns_finds() -> None:
    begin()
    texts = (text for (pair,) in real(120) for text in (pair.source, pair.target))
    words = {word for text in texts for word in text.split()}
    ways = (
        way for script in signs._scripts.values() for _, one, *_ in script.patterns for way in one.pattern.split("|")
    )
    words.update(found for way in ways for found in re.findall(r"[^\W\d_]+", re.sub(r"\\.|\?", "", way)))
    words.update([word.capitalize() for word in words] + [f"«{word}»" for word in words])
    matched = 0
    for script in signs._scripts.values():
        small, others = script.joint
        for word in words:
            of_all = bool((small and small.search(word.lower())) or (others and others.search(word)))
            found = [letters for _, pattern, _, letters in script.patterns if pattern.search(word)]
            assert not found or of_all, word
            assert all(not word.isalpha() or not letters or word[0].lower() in letters for letters in found), word
            matched += len(found)
    assert matched > 2000


@pytest.mark.parametrize(
    "pattern", [r"\b(?:a|b(?:c|d)|[e|f]g)\b", r"(?<![^\W\d_])(?:ab|a\|c)", r"\bhalf\b|(?:c|d)e", "a?b|c"]
)
def test_a_joint_is_another_way_to_write_its_patterns(pattern: str) -> None:
    plain = re.compile(pattern, re.IGNORECASE)
    small, _ = joint([plain])
    assert small is not None
    for word in (
        "a",
        "bc",
        "xbc",
        "bd",
        "eg",
        "|g",
        "ab",
        "xab",
        "a|c",
        "half",
        "halfs",
        "ce",
        "xde",
        "b",
        "xc",
        "",
        "f",
    ):
        assert bool(small.search(word)) == bool(plain.search(word)), word


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_no_word_that_means_a_pole_is_passed_over(language: str) -> None:
    column = poles.COLUMNS[language]
    every = [poles._pole(number, language) for number in range(len(poles._lines()))]
    texts = [(pair.target, tuple(range(len(every)))) for (pair,) in real(50) if pair.target_language == language]
    chance = random.Random(7)
    for number, cells in enumerate(poles._lines()):  # of each row its own words, and some of all
        asked = (number, *chance.sample(range(len(every)), 40))
        texts += [(f"({word.replace('_', ' ')}", asked) for word in cells[column].split()]
    meant = 0
    for text, asked in texts:
        found = {number for number in asked if (made := every[number].made) and made.search(text)}
        assert found <= frozenset().union(*(poles._meant(piece, language)[0] for piece in text.split())), text
        meant += len(found)
    assert meant > 300


def test_no_row_that_a_text_asks_for_is_passed_over() -> None:
    every = [poles._pole(number, "ru") for number in range(len(poles._lines()))]  # what English asks is asked of all
    texts = [*dict.fromkeys(pair.source for (pair,) in real(20))]
    texts += [f"It was {said.replace('_', ' ')}." for cells in poles._lines() for said in cells[1].split()[:2]]
    asked = 0
    for text in texts:
        found = {number for number, pole in enumerate(every) if (said := pole.said) and said.search(text)}
        assert found <= {*poles._rows(text.split(), text)}, text
        asked += len(found)
    assert asked > 300


def test_a_sign_says_where_its_words_stand() -> None:
    sign = signs.Sign("b+", "Latn")
    assert list(sign.places("abba b  cab x")) == [(0, 4), (5, 6), (8, 11)]
    assert not sign("ккк")
    assert signs.Sign(str.isupper)("the WHO")


def test_what_is_quick_is_what_is_meant() -> None:
    assert list(typography.brackets(Pair("a) one", "a) один", "en", "ru"))) == []
    assert [fault.message for fault in content.doubled(Pair("the dog", "эта эта собака", "en", "ru"))]
