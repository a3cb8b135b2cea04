"""Words that a catalog leaves as they are wherever they stand: a program's own name in small letters, of commands."""

import re
from collections.abc import Sequence

from toolkit import late
from toolkit.catalogs import Entry
from toolkit.checks.wordlists import listed
from toolkit.units import Finding

WORD = late.compile(r"[a-z]{2,}")
LEAST, SHARE = 3, 0.8
"""Texts that must have such a word, and how many of their translations."""


class KeptWords:
    """Asked of words alone that were found in a translation: most catalogs have none such."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._known: dict[str, bool] = {}

    def excuse(self, finding: Finding, entry: Entry) -> bool:
        """Whether a finding of `untranslated-words` is of nothing but such words."""
        if finding.check != "untranslated-words" or finding.span is None or entry.msgid_plural is not None:
            return False
        words = WORD.findall(entry.msgstr[0][slice(*finding.span)])
        return bool(words) and all(map(self._is_kept, words))

    def _is_kept(self, word: str) -> bool:
        if word not in self._known:
            self._known[word] = word not in listed("common", "en") and self._share(word) >= SHARE
        return self._known[word]

    def _share(self, word: str) -> float:
        alone = re.compile(rf"(?<![A-Za-z]){word}(?![A-Za-z])")
        said = [one.msgstr[0] for one in self._entries if word in one.msgid and alone.search(one.msgid)]
        return sum(1 for text in said if alone.search(text)) / len(said) if len(said) >= LEAST else 0.0
