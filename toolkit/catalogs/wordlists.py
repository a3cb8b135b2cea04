"""The words that tell one kind of change from another: one file a source language in words/, read when first asked for.

A line is `kind: words`, and a kind may come again; words that hold spaces are parted by `;`. A `number` or `date` line
names the value that its words stand for. Words with a capital letter are only meant with it (`May`).
"""

import functools
import os
from collections.abc import Mapping
from typing import NamedTuple

FOLDER = os.path.join(os.path.dirname(__file__), "words")


class WordLists(NamedTuple):
    """The words of one language; everything is empty for a language that has no file."""

    words: Mapping[str, tuple[str, ...]]
    """Kind -> words, in the order of the file."""
    values: Mapping[str, str]
    """Word of a number or date -> its value: `five` -> `5`, `september` -> `September`."""
    negations: frozenset[str]
    joining: frozenset[str]
    """Words that a clause begins with."""
    function: frozenset[str]
    """Words that are no names though they are capitalised where a sentence begins."""
    ending: int
    """Letters that an ending of a name may have; 0 where names are not inflected."""

    risky: frozenset[str]
    """Words that deny or count, folded."""

    def of(self, kind: str) -> tuple[str, ...]:
        """The words of one kind."""
        return self.words.get(kind, ())

    def characters(self, kind: str) -> str:
        """The words of one kind as one text: for kinds that list signs."""
        return "".join(self.of(kind))


@functools.cache
def wordlists(language: str) -> WordLists:
    """The lists of a source language, by the toolkit's code; empty ones for a language without a file."""
    words: dict[str, list[str]] = {}
    values: dict[str, str] = {}
    for line in _lines(language):
        if not line.strip() or line.startswith("#"):
            continue
        kind, _, rest = line.partition(":")
        kind, _, value = kind.strip().partition(" ")
        if value and kind not in ("number", "date"):
            kind, value = f"{kind} {value}", ""
        found = [word.strip() for word in rest.split(";")] if ";" in rest else rest.split()
        words.setdefault(kind, []).extend(found)
        if value:
            values.update(dict.fromkeys(found, value))
    return WordLists(
        {kind: tuple(found) for kind, found in words.items()},
        values,
        frozenset(words.get("negation", ())),
        frozenset(words.get("joining", ())),
        frozenset(words.get("function", ())),
        int(words.get("ending", ["0"])[0]),
        frozenset(word.casefold() for word in (*words.get("negation", ()), *values)),
    )


def _lines(language: str) -> list[str]:
    try:
        with open(os.path.join(FOLDER, f"{language}.txt"), encoding="utf-8") as file:
            return file.read().splitlines()
    except FileNotFoundError:
        return []
