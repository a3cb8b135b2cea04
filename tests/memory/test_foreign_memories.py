"""Memories of other programs: what is approved is taken, whatever the file is like; what is written comes back."""

import gzip
import tracemalloc
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.errors import BundleError
from toolkit.exchange.foreign import Wish, pairs
from toolkit.memory import TranslationMemory
from toolkit.project.settings import ProjectSettings
from toolkit.units import PERSON, Code, Content, Segment, State, TranslationUnit, content_of, flatten, segment_key
from toolkit.workflow.remembering import exported, imported

CASES = Path(__file__).resolve().parents[1] / "cases" / "memories"
WISH = Wish("en", ("ru",))
TAKEN = {
    "omegat.tmx": [("Click <a0>here</a0> now.", "Нажмите <a0>сюда</a0> сейчас."), ("Yes.", "Да.")],
    "trados.tmx": [("See <1>the map</1> of <2/>.", "См. <1>карту</1> <2/>.")],
    "memoq.tmx": [("Open the file {name}", "Откройте файл {name}")],
    "weblate.tmx": [("%d files\nleft", "Осталось файлов:\n%d")],
    "okapi.tmx": [("First <1/>line", "Первая <1/>строка")],
    "table.tsv": [("Good evening", "Добрый вечер"), ("Tab\\there", "Таб\\tтут")],
    "table.csv": [("One; two", "Раз; два")],
    "pairs.jsonl": [("Good night", "Доброй ночи"), ("Bye", "Пока")],
    "corpus.en": [("The first line.", "Первая строка."), ("The second line.", "Вторая строка.")],
    "corpus.ru": [("The first line.", "Первая строка."), ("The second line.", "Вторая строка.")],
    "po": [("Open", "Открыть")],
    "po/ru/LC_MESSAGES/app.po": [("Open", "Открыть")],
    "xces/links.xml": [("Hello, world!", "Привет, мир!"), ("It rained. We left.", "Пошёл дождь, и мы ушли.")],
}
"""File or folder -> the approved pairs in it."""


def texts(path: Path, wish: Wish = WISH) -> list[tuple[str, str]]:
    return [(flatten(pair.source), flatten(pair.target)) for pair in pairs(path, wish, Counter())]


@pytest.mark.parametrize("name", TAKEN)
def test_what_is_approved_is_taken(name: str) -> None:
    assert texts(CASES / name) == TAKEN[name]


def test_what_is_left_out_is_counted() -> None:
    skipped: Counter[str] = Counter()
    for name in ("okapi.tmx", "trados.tmx", "po", "xces/links.xml"):
        assert list(pairs(CASES / name, WISH, skipped))
    assert skipped == {"another language": 1, "a machine's": 1, "nothing in the source language": 1, "not approved": 2,
                       "plural": 1, "empty": 1}  # fmt: skip


def test_contexts_and_neighbours_are_kept() -> None:
    found = {
        flatten(pair.source): pair for name in ("omegat.tmx", "po") for pair in pairs(CASES / name, WISH, Counter())
    }
    assert (found["Yes."].previous, found["Yes."].following) == ("It rains.", "He came.")
    assert found["Open"].context == "menu"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_encodings_and_packing(tmp_path: Path, encoding: str) -> None:
    text = (CASES / "memoq.tmx").read_text(encoding="utf-8").replace('encoding="utf-8"', f'encoding="{encoding[:6]}"')
    text = text.replace('encoding="utf-8-"', 'encoding="utf-8"').replace('"utf-8-', '"utf-8')
    (tmp_path / "a.tmx").write_bytes(text.encode(encoding))
    assert texts(tmp_path / "a.tmx") == TAKEN["memoq.tmx"]
    (tmp_path / "b.tmx.gz").write_bytes(gzip.compress(text.encode(encoding)))
    assert texts(tmp_path / "b.tmx.gz") == TAKEN["memoq.tmx"]


def test_a_zip_of_opus_and_a_compiled_catalog(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "opus.zip", "w") as archive:
        for code in ("en", "ru"):
            archive.write(CASES / f"corpus.{code}", f"Books.en-ru.{code}")
        archive.writestr("README", "")
    assert texts(tmp_path / "opus.zip") == TAKEN["corpus.en"]
    from toolkit import catalogs

    data = (CASES / "po" / "ru" / "LC_MESSAGES" / "app.po").read_bytes()
    (tmp_path / "app.mo").write_bytes(catalogs.compiled(catalogs.read(data)).data)
    assert texts(tmp_path / "app.mo") == TAKEN["po"]


BROKEN = {
    "a.tmx": (b"<tmx><body><tu>", "line 1"),
    "b.tmx": (b"<html/>", "<tmx>"),
    "c.mo": (b"nothing", "no .mo file"),
    "d.xyz": (b"", "known: "),
    "e.jsonl": (b"{]\n", "line 1"),
    "f.xml": (b"<a/>", "linkGrp"),
    "g.tsv": (b"one two three\n", "names no columns"),
    "h.zip": (b"PK", "zip"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_read_is_said_with_its_name(tmp_path: Path, name: str) -> None:
    data, said = BROKEN[name]
    (tmp_path / name).write_bytes(data)
    with pytest.raises(BundleError) as caught:
        list(pairs(tmp_path / name, WISH, Counter()))
    assert name in str(caught.value) and said in str(caught.value)


def test_files_of_moses_with_different_lengths(tmp_path: Path) -> None:
    (tmp_path / "a.en").write_text("one\ntwo\n", encoding="utf-8")
    (tmp_path / "a.ru").write_text("раз\n", encoding="utf-8")
    with pytest.raises(BundleError, match="before line 2"):
        texts(tmp_path / "a.en")


def test_a_long_file_is_read_in_bounded_memory(tmp_path: Path) -> None:
    unit = (
        '<tu><tuv xml:lang="en"><seg>Line {0} of many</seg></tuv><tuv xml:lang="ru"><seg>Строка {0}</seg></tuv></tu>\n'
    )
    peaks = []
    for count in (1000, 6000):
        body = "".join(unit.format(number) for number in range(count))
        (tmp_path / "a.tmx").write_text(f'<tmx version="1.4"><header srclang="en"/><body>{body}</body></tmx>', "utf-8")
        tracemalloc.start()
        assert sum(1 for _ in pairs(tmp_path / "a.tmx", WISH, Counter())) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0]


@pytest.mark.parametrize("suffix", [".tmx", ".tsv", ".jsonl"])
def test_a_long_file_is_written_in_bounded_memory(tmp_path: Path, suffix: str) -> None:
    peaks = []
    for count in (1000, 6000):
        with TranslationMemory.open(":memory:") as memory:
            rows = ((content_of((f"Line {number}",)), content_of((f"Строка {number}",))) for number in range(count))
            memory.fill("a", "en", (("ru", TranslationUnit(Segment(segment_key(one), one), two, State.REVIEWED, PERSON))
                                    for one, two in rows))  # fmt: skip
            tracemalloc.start()
            assert exported(memory, "en", tmp_path / f"a{suffix}") == count
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0]


texts_of = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12).filter(
    str.strip
)
codes = st.builds(Code, st.just("1"), st.just("placeholder"), st.sampled_from(["%s", "{name}", "**", "$1"]))
contents = st.lists(texts_of | codes, min_size=1, max_size=4).map(content_of).filter(lambda one: flatten(one).strip())
units = st.builds(
    lambda *parts: parts, contents, contents, st.sampled_from(["", "menu"]), st.sampled_from(["ru", "ky"])
)


@settings(max_examples=60)
@given(rows=st.lists(units, min_size=1, max_size=6), suffix=st.sampled_from([".tmx", ".jsonl", ".tsv"]))
def test_what_is_written_comes_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[Content, Content, str, str]], suffix: str
) -> None:
    path = tmp_path_factory.mktemp("memory") / f"all{suffix}"
    kept = suffix != ".tsv"  # a table has no place for contexts
    with TranslationMemory.open(":memory:") as memory, TranslationMemory.open(":memory:") as other:
        given_ = [
            (
                code,
                TranslationUnit(Segment(segment_key(source, context), source, context), target, State.REVIEWED, PERSON),
            )
            for source, target, context, code in rows
        ]
        memory.fill("a", "en", given_)
        assert exported(memory, "en", path) == len(memory)
        imported(other, ProjectSettings(path.parent), path, ())
        assert _set(other, kept) == _set(memory, kept)


def _set(memory: TranslationMemory, kept: bool) -> set[tuple[str, str, str, str]]:
    return {
        (code, match.unit.segment.text, match.unit.text, match.unit.segment.context if kept else "")
        for code, match in memory.every("en")
    }


def test_the_same_is_taken_once_and_what_conflicts_is_kept(tmp_path: Path) -> None:
    lines = "en\tru\nOne\tРаз\nOne\tРаз\nOne\tОдин\n"
    (tmp_path / "a.tsv").write_text(lines, encoding="utf-8")
    with TranslationMemory.open(":memory:") as memory:
        counts, _ = imported(memory, ProjectSettings(tmp_path), tmp_path / "a.tsv", ("ru",))
        assert counts == {"ru": 2}
        assert imported(memory, ProjectSettings(tmp_path), tmp_path / "a.tsv", ("ru",))[0] == {"ru": 2}
        assert len(memory) == 2
        assert memory.prune(conflicts=True, dry_run=True) == {"older translations": 1} and len(memory) == 2
        assert memory.prune(conflicts=True) == {"older translations": 1} and len(memory) == 1
