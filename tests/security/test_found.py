"""What the fuzzer found, made small: every file of tests/cases/found is read, or refused as it should be.

The name says the reader (scripts/fuzzing/readers.py, with `_` for spaces) and what there was to be found.
"""

import gzip
import sqlite3
import sys
import zipfile
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from scripts.fuzzing import watch
from scripts.fuzzing.readers import READERS
from toolkit import documents
from toolkit.errors import BundleError, DocumentError, MemoryStoreError
from toolkit.exchange import foreign
from toolkit.memory import TranslationMemory
from toolkit.quantities import quantities
from toolkit.quantities.spelled import spelled
from toolkit.storage.given import unescaped
from toolkit.workflow.memories import mended

CASES = Path(__file__).parent.parent / "cases" / "found"
FILES = sorted(path.name for path in CASES.iterdir())
WISH = foreign.Wish("en", ("ru",))
LONG = "9" * 5_000


@pytest.mark.skipif(sys.platform == "win32", reason="limits of time and memory are those of Unix")
@pytest.mark.parametrize("name", FILES)
def test_what_was_found_is_mended(name: str) -> None:
    reader = name.partition("--")[0].replace("_", " ")
    assert not watch.finding(READERS[reader], (CASES / name).read_bytes())


def test_compressed_memories_are_judged_as_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "x.tsv.gz"
    path.write_bytes(gzip.compress(b"en\tru\n" + b"\0" * (80 << 20)))
    with pytest.raises(BundleError, match=r"x\.tsv\.gz: .*this is a bomb"):
        list(foreign.pairs(path, WISH, Counter()))
    path = tmp_path / "x.xlf.gz"
    path.write_bytes(gzip.compress(b"<xliff>" + b" " * (80 << 20)))
    with pytest.raises(BundleError, match="this is a bomb"):
        list(foreign.pairs(path, WISH, Counter()))


def test_a_zip_of_moses_is_judged_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for code in ("en", "ru"):
            archive.writestr(f"a.{code}", b"a\n" * (40 << 20))
    with pytest.raises(BundleError, match="this is a bomb"):
        list(foreign.pairs(path, WISH, Counter()))
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(5_001):
            archive.writestr(f"a.{number}.en", b"a\n")
    with pytest.raises(BundleError, match="5,001 members"):
        list(foreign.pairs(path, WISH, Counter()))


def test_an_archive_whose_list_of_members_is_the_bomb_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(40_000):
            archive.writestr(f"{number:060}", b"")
    with pytest.raises(BundleError, match="list of its members alone"):
        list(foreign.pairs(path, WISH, Counter()))


def test_a_memory_runs_nothing_that_its_author_wrote(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    TranslationMemory.open(path).close()
    for_ever = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS id, 'a' AS name FROM n"
    connection = sqlite3.connect(path)
    connection.executescript(f"CREATE VIEW more AS {for_ever};")
    connection.close()
    with pytest.raises(MemoryStoreError, match="views or triggers"):
        TranslationMemory.open(path)
    assert mended(path)
    with TranslationMemory.open(path) as memory:
        assert not len(memory)


@pytest.mark.parametrize(
    "text",
    [LONG, f"1.2.{LONG}", f"{LONG}.1.2", f"{LONG}万", "5" + "亿" * 90_000, "5" + " million" * 2_000, "亿" * 90_000],
)
def test_numbers_that_nobody_counts_with(text: str) -> None:
    for language in ("en", "zh", "ru", "ky"):
        assert quantities(text, language) == quantities(text, language)
        spelled(text, language)


def test_long_numbers_still_agree_and_differ() -> None:
    assert quantities(LONG, "en")[0].values == quantities(LONG, "ru")[0].values
    assert quantities(LONG, "en")[0].values != quantities(LONG[:-1] + "8", "ru")[0].values
    assert quantities("5 million million", "en")[0].values == {Decimal(5) * 10**12}


def test_references_to_characters() -> None:
    assert unescaped("&#65;&#x41&#0000000000066;&amp;") == "AAB&"
    assert unescaped(f"&#{LONG};&#x{LONG}") == "\ufffd\ufffd"


def test_a_corpus_that_a_stranger_began(tmp_path: Path) -> None:
    from toolkit.corpus import rows, sources

    path = tmp_path / "x.tmx"
    path.write_bytes(b"<tmx>" + b"<a>" * 5_000)
    with pytest.raises(DocumentError, match="nested"):
        list(rows.read(sources.found([path])[0][0], rows.Wish("en")))


def test_a_word_of_a_million_digits_in_fluent_is_refused_at_once() -> None:
    with pytest.raises(DocumentError, match=r"x\.ftl:2: a word of thousands"):
        documents.read(b"a = A dog\nb = { " + b"9" * 1_000_000 + b" }\n", "x.ftl")
