"""The common case of a merge, done on the text: a message that stays, with the notes and references of its template."""

import re
from dataclasses import replace

from toolkit.po.entries import Entry, Lines, Part, words_of

_HEAD = re.compile(r"((?:#(?: [^\n]*)?\n)*)((?:#\.[^\n]*\n)*)((?:#:[^\n]*\n)*)((?:#,[^\n]*\n)*)")
"""Comments, notes, references and flags, in gettext's order."""


def refreshed(entry: Entry, wanted: Entry) -> Entry | None:
    """The entry of the same message with the comments of the template, where both are of the common shape and nothing
    but notes and references may differ; None where more is to be done."""
    own, new = entry.lines, wanted.lines
    if not isinstance(own, Lines) or not isinstance(new, Lines) or entry.previous or entry.obsolete:
        return None
    if (entry.identity, entry.msgid_plural) != (wanted.identity, wanted.msgid_plural):
        return None
    ours, theirs = _HEAD.fullmatch(own.comments), _HEAD.fullmatch(new.comments)
    if ours is None or theirs is None or "\r" in own.text:
        return None
    comments, notes, references, flags = ours.groups()
    if comments and (not entry.fuzzy and entry.translated):
        return None  # what the tool says in comments may have to go
    if flags != theirs[4] and flags.replace("#, fuzzy\n", "").replace("#, fuzzy, ", "#, ") != theirs[4]:
        return None
    if notes != theirs[2] and words_of(notes.split("\n"), Part.EXTRACTED) != words_of(
        theirs[2].split("\n"), Part.EXTRACTED
    ):
        notes = theirs[2]
    if references != theirs[3] and references.split() != theirs[3].split():
        references = theirs[3]
    head = f"{comments}{notes}{references}{flags}"
    if head == own.comments:
        return entry
    return replace(entry, lines=Lines(head + own.text[own.head :], len(head)))
