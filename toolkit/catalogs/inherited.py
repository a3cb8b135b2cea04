"""Translations that were found in an old translation of a document, into its catalog, with where they stood.

# Aligned: old/article.ru.docx, 0.98     taken from the old document; the probability that it belongs here
# Memory: article, 1.00                 the same between the same neighbours in another catalog, approved by rule
# Aligned: "…"                           what the old document has for this sentence and its neighbour together

What a person wrote is never touched; a machine's draft, or nothing, gives way.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from toolkit.catalogs.corrections import noted
from toolkit.catalogs.review import obstacle
from toolkit.catalogs.states import agreeing, human, without_tool_comments
from toolkit.errors import CatalogError
from toolkit.po.entries import Entry, Part
from toolkit.po.file import read
from toolkit.po.layout import Layout, with_fuzzy, with_previous, with_target
from toolkit.po.remarks import remark_lines, remarks

ALIGNED = re.compile(r"#\s*(?:Aligned|Memory): (?P<place>[^\"].*), (?P<margin>[01]\.\d\d)")
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")
OUTCOMES = ("approved", "doubtful", "aside", "already there", "kept")
"""What becomes of a translation, in the order that it is told."""


@dataclass(frozen=True, slots=True)
class Inherited:
    """What an old translation has for an entry."""

    key: str
    """Of the segment."""
    target: str
    margin: float
    """Probability that it is the translation of exactly this segment, 0 to 1."""
    place: str
    """The old document, as messages name it."""
    approved: bool
    """Reviewed where nothing speaks against it, or else fuzzy."""
    aside: bool = False
    """Only noted in a comment: it is the translation of more than this sentence."""
    word: str = "Aligned"
    """What the comment begins with; Memory for what another catalog of the project has."""


def with_inherited(
    existing: bytes,
    found: Iterable[Inherited],
    *,
    path: str | Path = "",
    objection: Callable[[Entry], str] = lambda _: "",
) -> tuple[bytes, dict[str, str]]:
    """The catalog with what was found in it, and key -> what became of it, one of OUTCOMES.

    What nobody could approve by `toolkit approve` is doubtful: its placeholders are not those of the source, or
    `objection` says something against it. Of several for one key the first counts. Raises CatalogError if `existing` is
    damaged, or a text cannot stand in it.
    """
    file = read(existing, str(path))
    wanted: dict[str, Inherited] = {}
    for one in found:
        if _UNWRITABLE.search(one.target):
            raise CatalogError(
                "the old translation holds a NUL or half a surrogate pair, which no catalog can", path=path
            )
        wanted.setdefault(one.key, one)
    entries, told = [], dict[str, str]()
    for entry in file.entries:
        if not entry.obsolete and not entry.header and entry.msgid_plural is None and entry.key in wanted:
            entry, told[entry.key] = _filled(entry, wanted[entry.key], file.layout, objection)
        entries.append(entry)
    return file.with_entries(entries).encode(), told


def doubtful_pair(entry: Entry) -> tuple[str, float] | None:
    """(the old document, the probability that it belongs here) of what was aligned and nobody has decided on.

    None where a person has approved or taken it away, or nothing was aligned.
    """
    if not entry.fuzzy or not entry.translated or not any("Aligned" in text for text in entry.comments):
        return None
    found = [one.match for one in remarks(entry.comments, (ALIGNED,)) if "Aligned" in one.match[0][:10]]
    return (found[-1]["place"], float(found[-1]["margin"])) if found else None


def _filled(entry: Entry, one: Inherited, layout: Layout, objection: Callable[[Entry], str]) -> tuple[Entry, str]:
    target = agreeing(entry.msgid, one.target)
    if human(entry):
        same = entry.msgstr[0] == target
        return entry, "already there" if same else "kept"
    if one.aside:
        return noted(entry, "Aligned", target, layout), "aside"
    approved = one.approved and not (obstacle(entry, (target,), ()) or objection(entry._replace(msgstr=(target,))))
    entry = without_tool_comments(entry)
    gone = {place for old in remarks(entry.comments, (ALIGNED,)) for place in range(old.start, old.stop)}
    kept = [text for place, text in enumerate(entry.of(Part.COMMENT)) if place not in gone]
    lines = remark_lines(f"{one.word}: {' '.join(one.place.split())}, {one.margin:.2f}", layout)
    entry = with_target(entry.with_part(Part.COMMENT, [*kept, *lines]), target, layout)
    entry = with_previous(with_fuzzy(entry, not approved, layout), None, layout)
    return entry, "approved" if approved else "doubtful"
