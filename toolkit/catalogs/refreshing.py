"""The common cases of a merge, done on the text: a message that stays, and one of which only the words have changed.

Both are of the common shape, and nothing but notes, references and the source itself may differ from the template.
"""

import functools
import re
from collections.abc import Callable

from toolkit.po.entries import Entry, Lines, Part, Previous, flags_of, words_of
from toolkit.po.layout import Layout, source_lines

GIVEN = re.compile(r"(?:no-|possible-|impossible-)?[a-z0-9-]+-format|range:.*")
"""Flags that only the reference knows: what xgettext found out about the source."""


def refreshed(entry: Entry, wanted: Entry) -> Entry | None:
    """The entry of the same message with the comments of the template; None where more is to be done."""
    own, new = entry.lines, wanted.lines
    if type(own) is not Lines or type(new) is not Lines or own.notes < 0 or new.notes < 0:
        return None
    if entry.msgid != wanted.msgid or entry.msgid_plural != wanted.msgid_plural or entry.msgctxt != wanted.msgctxt:
        return None
    if entry.previous or wanted.previous or entry.obsolete:
        return None
    text, comments, flags = own.text, own.text[: own.notes], own.text[own.flags : own.head]
    if comments and (not entry.fuzzy and entry.translated):
        return None  # what the tool says in comments may have to go
    given = new.text[new.flags : new.head]
    if flags != given and _without_fuzzy(flags) != given:
        fewer = _fewer(flags, given)
        if fewer is None:
            return None
        flags = fewer
    notes, references = _told(own, new)
    made = f"{comments}{notes}{references}{flags}"
    if text.startswith(made) and len(made) == own.head:
        return entry
    begin = own.notes + len(notes)
    lines = Lines(made + text[own.head :], len(made), 0, own.notes, begin, begin + len(references))
    # Not _replace(), which takes several times as long.
    return tuple.__new__(Entry, (
        lines, entry.msgid, entry.msgstr, entry.msgctxt, entry.msgid_plural, None, False, entry.gap, entry.line,
    ))  # fmt: skip


def reworded(entry: Entry, wanted: Entry, remark: Callable[[], str], layout: Layout, *, previous: bool) -> Entry | None:
    """An approved translation under the changed source of the template, fuzzy and after what a remark says of it.

    The lines of the translation stay as they are. None where more is to be done.
    """
    own, new = entry.lines, wanted.lines
    if type(own) is not Lines or type(new) is not Lines or own.notes or new.notes < 0:
        return None
    if entry.previous or wanted.previous or entry.obsolete or entry.fuzzy or not entry.translated:
        return None
    if entry.msgid_plural is not None or wanted.msgid_plural is not None:
        return None
    flags = own.text[own.flags : own.head]
    if flags != new.text[new.flags : new.head] or flags.count("\n") > 1:
        return None
    notes, references = _told(own, new)
    flags = f"#, fuzzy, {flags[2:].lstrip()}" if flags else "#, fuzzy\n"
    before = Previous(entry.msgid, entry.msgctxt) if previous else None
    made = Entry(own, wanted.msgid, entry.msgstr, wanted.msgctxt, None, before)
    told = source_lines(made, layout)
    first = "".join([text for part, text in told if part is Part.PREVIOUS])
    source = "".join([text for part, text in told if part is not Part.PREVIOUS])
    begin = own.text.index("\nmsgstr ", own.head) + 1
    start = f"{remark()}{notes}{references}{flags}{first}"
    lines = Lines(f"{start}{source}{own.text[begin:]}", len(start))
    return Entry(lines, wanted.msgid, entry.msgstr, wanted.msgctxt, None, before)


def _without_fuzzy(flags: str) -> str:
    return flags.replace("#, fuzzy\n", "").replace("#, fuzzy, ", "#, ")


@functools.lru_cache
def _fewer(flags: str, given: str) -> str | None:
    """The flag lines without what the template does not give any more; None where it gives one that is not there."""
    known, wanted = flags_of(flags), flags_of(given)
    if flags.count("\n") > 1 or given.count("\n") > 1 or "range:" in flags or not {*wanted} <= {*known, "fuzzy"}:
        return None
    kept = [flag for flag in known if flag in wanted or not GIVEN.fullmatch(flag)]
    return flags if kept == known else f"#, {', '.join(kept)}\n" if kept else ""


def _told(own: Lines, new: Lines) -> tuple[str, str]:
    """Notes and references as they shall be: those of the template, where it says something else."""
    notes, others = own.text[own.notes : own.references], new.text[new.notes : new.references]
    if notes != others and _words(notes) != _words(others):
        notes = others
    references, others = own.text[own.references : own.flags], new.text[new.references : new.flags]
    if references != others and references.split() != others.split():
        references = others
    return notes, references


def _words(notes: str) -> list[str]:
    return words_of(notes.split("\n"), Part.EXTRACTED)
