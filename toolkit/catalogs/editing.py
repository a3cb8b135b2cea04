"""What a person types into an editor, as an entry: their words, whether they approve them, and what was there before.

The words that another person had there stay beside it as `# Was: "…"` (corrections.py), as they do where a file is
imported; what one types over within the same visit does not, or every letter would leave a comment.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.catalogs.corrections import noted
from toolkit.catalogs.states import agreeing, human, machine, tidied, without_draft_comments, without_tool_comments
from toolkit.errors import CatalogError
from toolkit.po.entries import Entry, Part
from toolkit.po.layout import Layout, with_fuzzy, with_previous, with_target
from toolkit.po.remarks import quotation_lines

_UNWRITABLE = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person wants an entry to be."""

    forms: tuple[str, ...]
    """The text, or one for each plural form."""
    approved: bool
    """Whether it counts as reviewed; else it waits for a person."""
    own: bool = False
    """Whether what it takes the place of was typed by the same person just before."""


def forms_of(entry: Entry, given: Sequence[str]) -> tuple[str, ...]:
    """The forms as the catalog can hold them: line breaks at the ends as the source has them.

    Raises CatalogError for a text that no catalog can hold, and for another number of forms than the entry has.
    """
    if len(given) != len(entry.msgstr):
        raise CatalogError(f"the message has {len(entry.msgstr)} forms, and {len(given)} were given")
    if any(map(_UNWRITABLE.search, given)):
        raise CatalogError("the text holds a NUL or half a surrogate pair, which no catalog can")
    plain = "\r" in entry.msgid
    return tuple(
        agreeing(entry.msgid, text if plain else text.replace("\r\n", "\n").replace("\r", "\n")) if text.strip() else ""
        for text in given
    )


def with_typed(entry: Entry, typed: Typed, layout: Layout) -> Entry:
    """The entry with what a person typed.

    A machine's draft that nobody changed and nobody approved stays a draft: looking at it is no work of a person.
    """
    if not any(typed.forms):
        return _emptied(entry, typed, layout)
    if typed.forms == entry.msgstr and not typed.approved and (entry.fuzzy and machine(entry) is not None):
        return entry
    if typed.forms != entry.msgstr:
        entry = _kept_beside(entry, typed, layout)
        entry = with_target(without_draft_comments(entry), typed.forms, layout)
    for text in typed.forms:
        entry = _without_note(entry, text, layout)
    if typed.approved:
        return tidied(with_fuzzy(entry, False, layout), layout)
    return entry if entry.fuzzy else with_fuzzy(without_tool_comments(entry), True, layout)


def _emptied(entry: Entry, typed: Typed, layout: Layout) -> Entry:
    entry = without_tool_comments(_kept_beside(entry, typed, layout))
    return with_target(with_previous(with_fuzzy(entry, False, layout), None, layout), typed.forms, layout)


def _kept_beside(entry: Entry, typed: Typed, layout: Layout) -> Entry:
    """The entry with the words of a person that are about to go in comments."""
    if not human(entry) or typed.own:
        return entry
    for was in entry.msgstr:
        if was and was not in typed.forms:
            entry = noted(entry, "Was", was, layout)
    return entry


def _without_note(entry: Entry, text: str, layout: Layout) -> Entry:
    """The entry without the comment that keeps this very text, which is the translation again."""
    lines, comments = quotation_lines("Was:", text, layout), list(entry.of(Part.COMMENT))
    size = len(lines)
    for at in range(len(comments) - size + 1):
        follows = comments[at + size : at + size + 1]
        if comments[at : at + size] == lines and not (follows and follows[0].startswith('# "')):
            return entry.with_part(Part.COMMENT, comments[:at] + comments[at + size :])
    return entry
