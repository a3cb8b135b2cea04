"""The common cases of a merge, done on the text: a message that stays, and one of which only the words have changed.

Both are of the common shape, and nothing but notes, references and the source itself may differ from the template.
"""

import functools
import re
from collections.abc import Callable

from toolkit.po.entries import Entry, Lines, Part, Previous, flags_of, words_of
from toolkit.po.layout import Layout, source_parts

GIVEN = re.compile(r"(?:no-|possible-|impossible-)?[a-z0-9-]+-format|range:.*")
"""Flags that only the reference knows: what xgettext found out about the source."""


def refreshed(entry: Entry, wanted: Entry) -> Entry | None:
    """The entry of the same message with the comments of the template; None where more is to be done."""
    own, msgid, msgstr, msgctxt, msgid_plural, earlier, obsolete, gap, line = entry
    new, source, _, context, plural, before, _, _, _ = wanted
    if type(own) is not Lines or type(new) is not Lines or own.notes < 0 or new.notes < 0:
        return None
    if msgid != source or msgid_plural != plural or msgctxt != context or earlier or before or obsolete:
        return None
    text, head, begin = own.text, own.head, own.notes
    if begin and (not entry.fuzzy and entry.translated):
        return None  # what the tool says in comments may have to go
    flags, given = text[own.flags : head], new.text[new.flags : new.head]
    if flags != given and _without_fuzzy(flags) != given:
        fewer = _fewer(flags, given)
        if fewer is None:
            return None
        flags = fewer
    notes, references = _told(own, new)
    made = f"{text[:begin]}{notes}{references}{flags}"
    if len(made) == head and text.startswith(made):
        return entry
    further = begin + len(notes)
    lines = Lines(made + text[head:], len(made), 0, begin, further, further + len(references))
    # Not Entry(…), which takes twice as long.
    return tuple.__new__(Entry, (lines, msgid, msgstr, msgctxt, msgid_plural, None, False, gap, line))


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
    flags, given = own.text[own.flags : own.head], new.text[new.flags : new.head]
    if flags != given:
        fewer = _fewer(flags, given)
        if fewer is None:
            return None
        flags = fewer
    elif flags.count("\n") > 1:
        return None
    notes, references = _told(own, new)
    marked = f"#, fuzzy, {flags[2:].lstrip()}" if flags else "#, fuzzy\n"
    before = Previous(entry.msgid, entry.msgctxt) if previous else None
    # Its lines may break as what is said of it now allows.
    made = Entry(Lines(flags, len(flags)), wanted.msgid, entry.msgstr, wanted.msgctxt, None, before)
    (_, first), *told = source_parts(made, layout)
    source = "".join([text for _, texts in told for text in texts])
    begin = own.text.index("\nmsgstr ", own.head) + 1
    start = f"{remark()}{notes}{references}{marked}{''.join(first)}"
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
