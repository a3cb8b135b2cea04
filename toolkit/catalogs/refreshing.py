"""The common cases of a merge, done on the text: a message that stays, and one of which only the words have changed.

Both are of the common shape, and nothing but notes, references and the source itself may differ from the template.
"""

import functools
import re
from collections.abc import Callable

from toolkit.po.entries import Entry, Lines, Part, Previous, flags_of, words_of
from toolkit.po.layout import Layout, source_lines

_HEAD = re.compile(r"((?:#(?: [^\n]*)?\n)*)((?:#\.[^\n]*\n)*)((?:#:[^\n]*\n)*)((?:#,[^\n]*\n)*)")
"""Comments, notes, references and flags, in gettext's order."""
GIVEN = re.compile(r"(?:no-|possible-|impossible-)?[a-z0-9-]+-format|range:.*")
"""Flags that only the reference knows: what xgettext found out about the source."""


def refreshed(entry: Entry, wanted: Entry) -> Entry | None:
    """The entry of the same message with the comments of the template; None where more is to be done."""
    own = entry.lines
    if type(own) is not Lines or entry.previous or entry.obsolete:
        return None
    if entry.msgid != wanted.msgid or entry.msgid_plural != wanted.msgid_plural or entry.msgctxt != wanted.msgctxt:
        return None
    head = _head(own, wanted, _fewer)
    if head is None:
        return None
    comments, notes, flags = head
    if comments and (not entry.fuzzy and entry.translated):
        return None  # what the tool says in comments may have to go
    made = f"{comments}{notes}{flags}"
    if made == own.comments:
        return entry
    lines = Lines(made + own.text[own.head :], len(made))
    # Not _replace(), which takes twice as long.
    return Entry(
        lines, entry.msgid, entry.msgstr, entry.msgctxt, entry.msgid_plural, None, False, entry.gap, entry.line
    )


def reworded(entry: Entry, wanted: Entry, remark: Callable[[], str], layout: Layout, *, previous: bool) -> Entry | None:
    """An approved translation under the changed source of the template, fuzzy and after what a remark says of it.

    The lines of the translation stay as they are. None where more is to be done.
    """
    own = entry.lines
    if type(own) is not Lines or entry.previous or entry.obsolete or entry.fuzzy or not entry.translated:
        return None
    if entry.msgid_plural is not None or wanted.msgid_plural is not None:
        return None
    head = _head(own, wanted, lambda *_: None)
    if head is None or head[0]:
        return None
    _, notes, flags = head
    if flags.count("\n") > 1:
        return None
    flags = f"#, fuzzy, {flags[2:].lstrip()}" if flags else "#, fuzzy\n"
    before = Previous(entry.msgid, entry.msgctxt) if previous else None
    made = Entry(own, wanted.msgid, entry.msgstr, wanted.msgctxt, None, before)
    told = source_lines(made, layout)
    first = "".join([text for part, text in told if part is Part.PREVIOUS])
    source = "".join([text for part, text in told if part is not Part.PREVIOUS])
    begin = own.text.index("\nmsgstr ", own.head) + 1
    start = f"{remark()}{notes}{flags}{first}"
    lines = Lines(f"{start}{source}{own.text[begin:]}", len(start))
    return Entry(lines, wanted.msgid, entry.msgstr, wanted.msgctxt, None, before)


@functools.lru_cache
def _fewer(flags: str, given: str) -> str | None:
    """The flag lines without what the template does not give any more; None where it gives one that is not there."""
    known, wanted = flags_of(flags), flags_of(given)
    if flags.count("\n") > 1 or given.count("\n") > 1 or "range:" in flags or not {*wanted} <= {*known, "fuzzy"}:
        return None
    kept = [flag for flag in known if flag in wanted or not GIVEN.fullmatch(flag)]
    return flags if kept == known else f"#, {', '.join(kept)}\n" if kept else ""


def _head(own: Lines, wanted: Entry, other: Callable[[str, str], str | None]) -> tuple[str, str, str] | None:
    """Comments, notes with references, and flags of the entry as it shall be; None where more is to be done.

    `other` says of flags, and of those that the template has, what they become where they are not the same.
    """
    new = wanted.lines
    if type(new) is not Lines or "\r" in own.text:
        return None
    ours, theirs = _HEAD.fullmatch(own.text, 0, own.head), _HEAD.fullmatch(new.text, 0, new.head)
    if ours is None or theirs is None:
        return None
    comments, notes, references, flags = ours.groups()
    _, other_notes, other_references, other_flags = theirs.groups()
    if flags != other_flags and flags.replace("#, fuzzy\n", "").replace("#, fuzzy, ", "#, ") != other_flags:
        changed = other(flags, other_flags)
        if changed is None:
            return None
        flags = changed
    if notes != other_notes and words_of(notes.split("\n"), Part.EXTRACTED) != words_of(
        other_notes.split("\n"), Part.EXTRACTED
    ):
        notes = other_notes
    if references != other_references and references.split() != other_references.split():
        references = other_references
    return comments, f"{notes}{references}", flags
