"""Messages as gettext's tools write them: nearly all of any catalog, and taken out of the text in one step.

What is written in another way is left to the Reader (syntax.py), which would find the same in ten times as long.
"""

import functools
import re

from toolkit.po.entries import Entry, Lines, Previous

ESCAPES = {
    "n": "\n", "t": "\t", "r": "\r", "v": "\v", "b": "\b", "f": "\f", "a": "\a", '"': '"', "\\": "\\",
}  # fmt: skip
"""What stands behind a backslash -> what it means."""
UNTRANSLATED: tuple[str, ...] = ("",)
"""One for all messages."""
OBSOLETE_MARK = "#~ "
"""What stands before each line of an obsolete message, and before its strings that go on."""


def _strings(mark: str = "") -> str:
    """The strings of a field, as gettext writes them, `mark` before each line that follows the first.

    The group is what stands between the first quote and the last, with joints (`"`, line break, mark, `"`).
    """
    string = r'[^"\\\n]*(?:\\[ntr"\\][^"\\\n]*)*'
    return rf'"({string}(?:"\n{mark}"{string})*)"\n'


@functools.cache  # most catalogs need only one of them, and each takes a millisecond
def shape(mark: str) -> "re.Pattern[str]":
    """A message as gettext writes it, `mark` before each line, with the blank lines before it.

    Blank lines may stand in its comments, and one, or the end of the text, behind it. No run of lines gives one back to
    the next, so that what is no message is told in one pass.
    """
    strings = _strings(mark)
    return re.compile(
        r"(\n*)(?!\n)((((?:#(?: [^\n]*)?\n)*)(?!#[ \n])((?:#\.[^\n]*\n)*)(?!#\.)((?:#:[^\n]*\n)*)(?!#:)"
        r"(?:#,[^\n]*\n)*(?!#,)"
        rf"((?:#(?![~|])[^\n]*\n|\n)*)((?:#{mark.strip('# ')}\| [^\n]*\n)*))"
        rf"(?:{mark}msgctxt {strings})?{mark}msgid {strings}"
        rf"(?:{mark}msgstr {strings}|{mark}msgid_plural {strings}{mark}msgstr\[0\] {strings}"
        rf"((?:{mark}msgstr\[[1-9]\] (?:{strings.replace('(', '(?:', 1)}))*)))(?=\n|\Z)"
    )


@functools.cache
def _earlier_source() -> "re.Pattern[str]":
    """What `#|` says, without the marks."""
    strings = _strings()
    return re.compile(rf"(?:msgctxt {strings})?msgid {strings}(?:msgid_plural {strings})?")


_FORMS = re.compile(r'^(?:#~ )?msgstr\[(\d)\] "', re.MULTILINE)
_made = tuple.__new__
_COMMON_ESCAPE = re.compile(r"\\(.)")


def _said(text: str, mark: str = "") -> str:
    """What the strings of a message of the common shape say."""
    text = text.replace(f'"\n{mark}"', "")
    if "\\" not in text:
        return text
    if "\\\\" in text:
        return _COMMON_ESCAPE.sub(lambda match: ESCAPES[match[1]], text)
    return text.replace("\\n", "\n").replace('\\"', '"').replace("\\t", "\t").replace("\\r", "\r")


def common(match: "re.Match[str]", mark: str, line: int) -> Entry | None:
    """The entry that a match of `shape(mark)` is, with the blank lines before it in line `line`.

    None where its plural forms are out of order, or its earlier source is of no common shape.
    """
    (
        gap, text, head, comments, notes, references, others, told, context, msgid, msgstr, plural, first, more,
    ) = match.groups()  # fmt: skip
    if '"' in msgid or "\\" in msgid:
        msgid = _said(msgid, mark)
    if plural is not None:
        plural, msgstr = _said(plural, mark), first
    if '"' in msgstr or "\\" in msgstr:
        msgstr = _said(msgstr, mark)
    forms = (msgstr,) if msgstr else UNTRANSLATED
    if more:
        _, *found = _FORMS.split(more)
        if [int(number) for number in found[::2]] != [*range(1, len(found) // 2 + 1)]:
            return None
        forms += tuple([_said(strings[:-2], mark) for strings in found[1::2]])
    previous = None
    if told:
        sign = "#~| " if mark else "#| "
        earlier = _earlier_source().fullmatch(told[len(sign) :].replace(f"\n{sign}", "\n"))
        if earlier is None:
            return None
        before, source, of_many = (None if part is None else _said(part) for part in earlier.groups())
        previous = Previous(source or "", before, of_many)
    if context is not None:
        context = _said(context, mark)
    begin = -1 if others else len(comments)
    further = begin + len(notes)
    lines = Lines(text, len(head), len(mark), begin, further, further + len(references))
    # Not Entry(…), which takes twice as long.
    return _made(Entry, (lines, msgid, forms, context, plural, previous, mark != "", gap, line + len(gap)))
