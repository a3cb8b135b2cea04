"""The words of the table are words of their language: a slip of the pen would never be found in a text."""

from pathlib import Path

import pytest

from toolkit.quantities import words

TABLE = Path(words.__file__).with_suffix(".tsv")
STRANGE = {"тенге", "сомони", "дирхам*", "риял*", "рэнд", "рэнда", "рэндов", "рэндах"}
"""Money that the dictionary does not have."""


def russian() -> list[str]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [word for line in lines if line.startswith("ru\t") for word in line.split("\t")[3].split()]


def test_every_russian_word_is_one() -> None:
    analyzer = pytest.importorskip("pymorphy3").MorphAnalyzer()

    def is_known(word: str) -> bool:
        if word.endswith("*"):
            stems = (word[:-1], word[:-1].replace("ех", "ёх"))
            return any(next(analyzer.dictionary.words.iteritems(stem), None) is not None for stem in stems)
        return bool(analyzer.word_is_known(word))

    assert len(russian()) > 300
    assert [word for word in russian() if word not in STRANGE and not is_known(word)] == []


def test_no_word_stands_twice_in_a_row() -> None:
    rows = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if line[:1] not in ("", "#")]
    assert [row[:3] for row in rows if len(set(row[3].split())) < len(row[3].split())] == []
