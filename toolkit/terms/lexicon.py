"""The lexicon that ships: English words, names and phrases, and what they are in Chinese, Russian and Kyrgyz.

Three kinds of rows, in toolkit/terms/lexicon: `own.tsv.gz`, headwords and inflected phrases written for this project
(docs/corpus.md); `names.tsv`, names from CLDR (Unicode-3.0); `words.<language>.tsv`, words that alignment found in the
training rows, with the share of each among the translations of a word.
"""

import gzip
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from toolkit import late
from toolkit.errors import UnknownName

DATA = Path(__file__).parent / "lexicon"
LANGUAGES = ("zh", "ru", "ky")
"""Target languages that the lexicon knows, in the order of the columns of its tables."""
LONGEST = 8
"""Words of an entry at most."""
WORDS = late.compile(r"\{\d+\}|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*|['’]s\b|\S")
SENSE = late.compile(r"\s*\([^()]*\)$")
"""`bank (of a river)`: a note on the sense, for people."""


class Entry(NamedTuple):
    """One translation of an English word or phrase."""

    target: str
    """As it is written; a lemma for a word, an inflected phrase for a phrase."""
    source: str
    """own, cldr or aligned."""
    share: float = 1.0
    """Of all translations of this word, from 0 to 1."""
    tag: str = ""
    """The part of speech of the English word, where the table has one."""
    sense: str = ""
    """The note on the sense that the headword carries."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The entries of one target language."""

    language: str
    entries: Mapping[tuple[str, ...], tuple[Entry, ...]]
    """Words in small letters, as `words` gives them -> translations, the own ones first, then by share."""
    fingerprint: str
    """First 8 digits of the SHA-256 of the tables."""

    def find(self, words: Sequence[str], tag: str = "") -> tuple[Entry, ...]:
        """The translations of the words (in small letters); those of another part of speech than `tag` come last."""
        found = self.entries.get(tuple(words), ())
        return tuple(sorted(found, key=lambda one: bool(tag and one.tag and one.tag != tag)))

    def longest(self, words: Sequence[str], start: int) -> int:
        """How many words from `start` the longest entry there has; 0 for none."""
        for length in range(min(LONGEST, len(words) - start), 0, -1):
            if tuple(words[start : start + length]) in self.entries:
                return length
        return 0


def words(text: str) -> tuple[str, ...]:
    """The words and marks of an entry, in small letters."""
    if text.isascii() and text.replace(" ", "").isalpha():  # as most entries are
        return tuple(text.lower().split())
    found = map(str.lower, WORDS.findall(text))
    return tuple(found) if "’" not in text else tuple([word.replace("’", "'") for word in found])


@cache
def _rows() -> tuple[bytes, list[tuple[tuple[str, ...], str, str, list[str]]]]:
    """(The tables of all languages; the words of each headword, its sense, its source, all its cells)."""
    own, names = gzip.decompress((DATA / "own.tsv.gz").read_bytes()), (DATA / "names.tsv").read_bytes()
    rows = []
    for data, source in ((own, "own"), (names, "cldr")):
        for line in data.decode("utf-8").splitlines()[1:]:
            cells = line.split("\t")
            sense = SENSE.search(cells[0]) if "(" in cells[0] else None
            key = words(cells[0][: sense.start()] if sense else cells[0])
            if len(key) <= LONGEST:
                rows.append((key, sense[0].strip(" ()") if sense else "", source, cells))
    return own + names, rows


@lru_cache(len(LANGUAGES))
def load(language: str) -> Lexicon:
    """The lexicon from English into a language. Raises UnknownName."""
    if language not in LANGUAGES:
        raise UnknownName("language of the lexicon", language, LANGUAGES)
    column = LANGUAGES.index(language) + 1
    shared, rows = _rows()
    entries: dict[tuple[str, ...], tuple[Entry, ...]] = {}
    for key, sense, source, cells in rows:
        if target := cells[column]:
            one = Entry(target, source, 1.0, "", sense)
            entries[key] = (*entries[key], one) if key in entries else (one,)
    aligned = (DATA / f"words.{language}.tsv").read_bytes()
    for line in aligned.decode("utf-8").splitlines()[1:]:
        lemma, tag, target, share = line.split("\t")
        one = Entry(target, "aligned", int(share) / 100, tag)
        known = entries.get(key := (lemma,))
        if known is None:
            entries[key] = (one,)
            continue
        small = target.lower()
        if all(other.tag not in ("", tag) or other.target.lower() != small for other in known):
            entries[key] = (*known, one)
    return Lexicon(language, entries, hashlib.sha256(shared + aligned).hexdigest()[:8])
