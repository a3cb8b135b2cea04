"""Sentences of the same work that are like one, whatever their state: by the percentage of the translation memory."""

import re
from dataclasses import dataclass, field
from typing import Any

from toolkit import catalogs
from toolkit.memory.likeness import folded, percentage
from toolkit.review import sentences
from toolkit.review.works import Work

LEAST, MOST = 60.0, 6
"""Percentage from which a sentence is like another, and how many are shown."""
MOST_COMPARED = 200
"""Sentences that are compared letter by letter: those that share the most words."""
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")
"""A word, or a sign of a script that sets no spaces."""


@dataclass(slots=True)
class Words:
    """The words of every sentence of a work, made when somebody first asks."""

    texts: dict[str, str] = field(default_factory=dict)
    """Key -> source text."""
    words: dict[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, work: Work) -> "Words":
        """The words of all rows."""
        made = cls()
        entries = {key: entry for desk in work.desks.values() for key, entry in desk.entries().items()}
        for row in work.rows:
            if row.key not in made.texts:
                entry = entries.get(row.key)
                text = row.segment.text if row.segment else entry.msgid if entry else ""
                made.texts[row.key] = text
                made.words[row.key] = frozenset(WORD.findall(folded(text)))
        return made


def alike(work: Work, target: str, key: str) -> list[dict[str, Any]]:
    """The likest other sentences, each with what differs and its translation so far. Raises CatalogError."""
    entries = work.desk(target).entries()
    known = work.alike
    if known is None:
        known = work.alike = Words.of(work)
    if key not in known.texts:
        return []
    text, mine = known.texts[key], known.words[key]
    shared = [(2 * len(mine & words) / (len(mine) + len(words)), other) for other, words in known.words.items()
              if other != key and mine & words]  # fmt: skip
    likest = sorted(shared, key=lambda one: -one[0])[:MOST_COMPARED]
    scored = sorted(((percentage(text, known.texts[other]), other) for _, other in likest), reverse=True)
    found = []
    for score, other in [one for one in scored if one[0] >= LEAST][:MOST]:
        entry, row = entries.get(other), work.first.get(other)
        found.append(
            {
                "key": other,
                "id": row.id if row and row.segment else "",
                "score": round(score),
                "diff": catalogs.marked(known.texts[other], text),
                **(sentences.brief(entry, row) if entry else {"shown": [], "text": "", "status": "untranslated"}),
            }
        )
    return found
