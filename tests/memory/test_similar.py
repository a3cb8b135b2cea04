"""Like texts: the index finds what comparing everything finds; numbers are put right or left alone."""

import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz, process

from toolkit.memory import TranslationMemory, similar
from toolkit.memory.adaptation import adapted
from toolkit.memory.agreement import agrees
from toolkit.memory.concordance import Concordance, Forms
from toolkit.memory.index import GramIndex
from toolkit.memory.likeness import all_folded, folded, percentage
from toolkit.memory.segments import Block, block_of, hashes
from toolkit.terms.matching import forms
from toolkit.units import PERSON, Segment, State, TranslationUnit, plain, segment_key

WORDS = (
    *("the", "governor", "opened", "a", "new", "bridge", "over", "river", "road", "school", "trade", "city"),
    *("visited", "small", "market", "before", "winter", "snow"),
)
HAN = "省长开放新桥河流道路学校贸易城市访问小市场冬天以前下雪人民大会"


def unit(source: str, target: str) -> TranslationUnit:
    return TranslationUnit(Segment(segment_key(plain(source)), plain(source)), plain(target), State.REVIEWED, PERSON)


def segment(text: str) -> Segment:
    return Segment(segment_key(plain(text)), plain(text))


def sentences(count: int, seed: int = 1) -> list[str]:
    chance = random.Random(seed)
    english = [" ".join(chance.choices(WORDS, k=chance.randint(4, 14))) for _ in range(count // 2)]
    return english + ["".join(chance.choices(HAN, k=chance.randint(5, 20))) for _ in range(count - count // 2)]


def test_the_index_finds_what_comparing_everything_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = list(dict.fromkeys(sentences(3000)))
    chance = random.Random(2)
    asked = []
    for text in chance.sample(texts, 60):
        place = chance.randrange(len(text))
        asked.append(segment(text[:place] + text[place + 1 :]))
    path = tmp_path / "memory.sqlite"
    with TranslationMemory.open(path) as memory:
        memory.add("a", "en", "ru", [unit(text, text.upper()) for text in texts])
        brute = memory.similar(asked, "en", "ru")
    monkeypatch.setattr(similar, "SMALL", 0)
    monkeypatch.setattr("toolkit.memory.index.SEGMENT", 1000)
    with TranslationMemory.open(path) as memory:
        indexed = memory.similar(asked, "en", "ru")
        assert (tmp_path / "memory.sqlite.index" / "index.json").exists()
    best = [(brute[one.key], indexed[one.key]) for one in asked if brute[one.key]]
    assert len(best) > 50
    assert sum(bool(there) and here[0].score == there[0].score for here, there in best) >= 0.98 * len(best)


def test_all_of_the_five_likest_are_found_among_texts_of_the_same_parts(tmp_path: Path) -> None:
    chance = random.Random(3)
    firsts, seconds = ([" ".join(chance.sample(WORDS, 9)) for _ in range(90)] for _ in range(2))
    texts = [f"{first} {second}" for first in firsts for second in seconds]
    index = GramIndex(tmp_path)
    index.add(enumerate(texts))
    wanted = found = 0
    for text in chance.sample(texts, 30):
        words = text.split()
        del words[chance.randrange(len(words))]
        asked = " ".join(words)
        right = process.extract(asked, texts, scorer=fuzz.ratio, score_cutoff=75, limit=5)
        likely = sorted((fuzz.ratio(asked, texts[number]) for number in index.candidates(asked, 0.75)), reverse=True)
        wanted += len(right)
        found += sum(score >= right[-1][1] for score in likely[: len(right)])
    assert wanted > 100 and found >= 0.99 * wanted


def test_an_index_follows_its_memory_and_a_damaged_one_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(similar, "SMALL", 0)
    path = tmp_path / "memory.sqlite"

    def found(text: str) -> list[str]:
        with TranslationMemory.open(path) as memory:
            return [match.unit.text for match in memory.similar([segment(text)], "en", "ru")[segment(text).key]]

    with TranslationMemory.open(path) as memory:
        memory.add("a", "en", "ru", [unit("The governor opened the bridge", "Губернатор открыл мост")])
    assert found("The governor opened a bridge") == ["Губернатор открыл мост"]
    with TranslationMemory.open(path) as memory:
        memory.add("b", "en", "ru", [unit("The school opened in autumn", "Школа открылась осенью")])
        memory.add("a", "en", "ru", [])
    assert found("The school opened in the autumn") == ["Школа открылась осенью"]
    assert found("The governor opened a bridge") == []
    for file in (tmp_path / "memory.sqlite.index").iterdir():
        data = bytearray(file.read_bytes())
        data[len(data) // 2] ^= 0xFF
        file.write_bytes(bytes(data))
        assert found("The school opened in the autumn") == ["Школа открылась осенью"], file.name
    assert GramIndex(tmp_path / "memory.sqlite.index").load()


@settings(max_examples=40)
@given(st.lists(st.text(max_size=20), min_size=1, max_size=4), st.sampled_from([2, 300]))
def test_every_gram_of_a_text_leads_to_it_and_to_no_text_without_it(texts: list[str], times: int) -> None:
    texts = [f"{text} {number}" for number in range(times) for text in texts]  # many: common buckets have gaps
    block = block_of(range(len(texts)), texts)
    every = [set(hashes(folded(text)).tolist()) for text in texts]
    for bucket in set().union(*every):
        own = block.having(np.array([bucket])).tolist()
        assert own == [number for number, buckets in enumerate(every) if bucket in buckets]


def test_a_file_gives_the_block_that_was_written(tmp_path: Path) -> None:
    block = block_of(range(5, 4005), sentences(4000))
    (tmp_path / "a.grams").write_bytes(block.data())
    read = Block.mapped(tmp_path / "a.grams", block.lengths_of_arrays())
    assert len(read.common) and len(read.postings)
    buckets = np.arange(len(read.offsets) - 1)
    assert read.having(buckets).tolist() == block.having(buckets).tolist()
    assert (read.ids.tolist(), read.grams.tolist()) == (block.ids.tolist(), block.grams.tolist())


@given(st.lists(st.text(st.characters() | st.sampled_from(" \t\u00a0\u20280123.,٣½“é\0A"), max_size=12), max_size=6))
def test_many_are_folded_as_one_is(texts: list[str]) -> None:
    assert all_folded(texts) == [folded(text) for text in texts]


PERCENTAGES = [
    ("Open the file", "Open the file", 100),
    ("Open 3 files", "Open 14 files", 99),
    ("On 7 May, it cost 1,200.50", "On 9 May, it cost 3,000.10", 99),
    ("Open the “file”", 'open the "file"', 98),
]


@pytest.mark.parametrize(("one", "other", "percent"), PERCENTAGES)
def test_percentages_that_translators_know(one: str, other: str, percent: float) -> None:
    assert percentage(one, other) == percent
    assert percentage(one, other, codes=1) == percent - 2


def test_other_words_are_never_above_97() -> None:
    assert 75 < percentage("The governor opened the bridge", "The governor opened a bridge") <= 97
    assert percentage("The governor opened the bridge", "Nobody came") < 50


ADAPTED = [
    ("1,200 sheep on 7 May.", "13,400 sheep on 9 May.", "1200 овец 7 мая.", "ru", "13400 овец 9 мая."),
    ("It cost $24.7 million.", "It cost $3.25 million.", "Цена 24,7 млн долларов.", "ru", "Цена 3,25 млн долларов."),
    ("It cost $24.7 million.", "It cost $3.25 million.", "耗资2470万美元。", "zh", "耗资325万美元。"),
    ("It has 1,200 men", "It has 2,345,678 men", "В нём 1\u00a0200 человек", "ru", "В нём 2\u00a0345\u00a0678 человек"),
    ("12 files", "21 files", "12 файл", "ky", "21 файл"),
    ("Version 3.5.1", "Version 3.6.2", "Версия 3.5.1", "ru", "Версия 3.6.2"),
    ("At 7:30", "At 8:45", "в 7:30", "ru", "в 8:45"),
    ("About 70,000 troops", "About 90,000 troops", "70 миңдей аскер", "ky", "90 миңдей аскер"),
]  # fmt: skip
LEFT = [
    ("7 and 7", "7 and 8", "7 и 7", "ru"),
    ("Open 3 files", "Open 3 tables", "Открыть 3 файла", "ru"),
    ("3 files", "4 files", "три файла", "ru"),
    ("3 files", "4 files", "5 файлов", "ru"),
    ("70,000 troops", "90,000 troops", "жетимиш миң аскер", "ky"),
]


AGREEING = [
    ("2 книги", "3 книги", "ru", True),
    ("2 книги", "5 книги", "ru", False),
    ("21 книгу", "25 книгу", "ru", False),
    ("21 книгу", "31 книгу", "ru", True),
    ("весит 2,5 килограмма", "весит 5 килограмма", "ru", False),
    ("2 км", "5 км", "ru", True),
    ("1 миллион человек", "5 миллион человек", "ru", False),
    ("1,2 млн человек", "5 млн человек", "ru", True),
    ("7 мая 1985 года", "21 мая 1991 года", "ru", True),
    ("через 2 года", "через 5 года", "ru", False),
    ("5 новых домов", "2 новых домов", "ru", False),
    ("Версия 3.5.1 вышла", "Версия 3.6.2 вышла", "ru", True),
    ("выросли на 20 %", "выросли на 21 %", "ru", True),
    ("Ему 30 лет.", "Ему 31 лет.", "ru", False),
    ("1 200 человек", "1 201 человек", "ru", False),
    ("Вышла версия 2.", "Вышла версия 5.", "ru", True),
    ("1 китеп", "5 китеп", "ky", True),
    ("100дөн ашык", "101дөн ашык", "ky", False),
    ("2020-га чейин", "2021-га чейин", "ky", False),
    ("1990-жылы, 7-майында", "1991-жылы, 9-майында", "ky", True),
    ("1本书", "5本书", "zh", True),
    ("1 file left", "5 file left", "en", False),
    ("по 1,5 литра", "по 2,5 литра", "ru", True),
]


@pytest.mark.parametrize(("before", "after", "language", "agreeing"), AGREEING)
def test_where_a_word_may_not_agree_with_its_new_number(before: str, after: str, language: str, agreeing: bool) -> None:
    assert agrees(before, after, language) == agreeing


@pytest.mark.parametrize(("before", "after", "target", "language", "made"), ADAPTED)
def test_numbers_are_put_right(before: str, after: str, target: str, language: str, made: str) -> None:
    assert adapted(before, after, target, "en", language) == made


@pytest.mark.parametrize(("before", "after", "target", "language"), LEFT)
def test_what_is_not_certain_is_left(before: str, after: str, target: str, language: str) -> None:
    assert adapted(before, after, target, "en", language) is None


def test_a_concordance_of_a_large_memory_finds_what_looking_at_all_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = list(dict.fromkeys(sentences(600)))
    path = tmp_path / "memory.sqlite"
    with TranslationMemory.open(path) as memory:
        memory.add("a", "en", "zh", [unit(text, texts[-number]) for number, text in enumerate(texts)])
    asked = ["governor", "bridges", "old", "a new", "省长", "人民大", "the governor", "x", "...", "unheard"]
    with TranslationMemory.open(path) as memory:
        plainly = [{one.unit.text for one in memory.search(text, "en", "zh", most=900, forms=forms)} for text in asked]
    monkeypatch.setattr(similar, "SMALL", 0)
    monkeypatch.setattr("toolkit.memory.index.SEGMENT", 100)
    with TranslationMemory.open(path) as memory:
        for text, there in zip(asked, plainly, strict=True):
            hits = memory.search(text, "en", "zh", most=900, forms=forms)
            assert {one.unit.text for one in hits} == there, text
        assert len(memory.search("governor", "en", "zh", most=3, forms=forms)) == 3
    assert plainly[0] and plainly[1] and plainly[4]


def test_a_concordance_in_both_languages_in_either_case() -> None:
    with TranslationMemory.open(":memory:") as memory:
        memory.add("a", "en", "ru", [unit("The Silk Road spirit", "Дух Шёлкового пути"), unit("A road", "Дорога")])
        for text in ("silk road", "шёлкового"):
            assert [match.unit.text for match in memory.search(text, "en", "ru")] == ["Дух Шёлкового пути"]
        assert memory.search("silk", "en", "ky") == ()
        assert memory.statistics() == [("a", "en", "ru", 2)]
        assert memory.forget("a") == 2


@pytest.mark.parametrize("how", [None, forms])
def test_a_concordance_of_numbers_finds_them_on_either_side(how: Forms | None) -> None:
    texts = [("In 2023 we met.", "Мы встретились."), ("12345 files", "12345 файлов"), ("It is old.", "Ему 12,5 лет."),
             ("Room 5 of 12", "Комната 5 из 12"), ("a2023b", "без числа"), ("No number", "Без числа")]  # fmt: skip
    asked = {"2023": 2, "12345": 1, "12,5": 1, "5 of 12": 1, "12": 3, "777": 0, "room 5": 1, "２": 0}
    with TranslationMemory.open(":memory:") as memory:
        memory.add("a", "en", "ru", [unit(source, target) for source, target in texts])
        found = {text: len(memory.search(text, "en", "ru", forms=how)) for text in asked}
        wanted = {text: sum(Concordance(text, ("en", "ru"), how).has(*pair) for pair in texts) for text in asked}
    assert found == wanted == asked
