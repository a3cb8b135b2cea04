"""How gettext lays out an entry: quoting, wrapping, the order of lines, and edits that leave other lines alone."""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from toolkit.po.entries import Entry, Line, Part, Previous, bare, flags_of
from toolkit.po.linebreaks import COLUMNS, display_width, wrapped

_ESCAPES = {
    "\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r",
    "\v": "\\v", "\b": "\\b", "\f": "\\f", "\a": "\\a",
}  # fmt: skip
_ESCAPED = re.compile("[" + re.escape("".join(_ESCAPES)) + "]")
_GAP = re.compile(r"[^\S\n]+")
_OTHERS = re.compile(r"[^ -~]")
_PORTIONS = re.compile(r"[^\n]*\n|[^\n]+")
_MEANT = {escape: character for character, escape in _ESCAPES.items()}
_QUOTED = re.compile(r"\\.", re.DOTALL)
_FORMAT_CHARACTERS = ("\u2068", "\u2069")
"""They keep a file name with spaces together in a reference."""


class Layout(NamedTuple):
    """How one file is written."""

    newline: str = "\n"
    wrap: bool = True
    """False in a file whose long strings stand on one line."""
    width: int = COLUMNS
    """Columns of a line, quotes included."""
    escape: str = ""
    """The codec whose bytes stand as octal numbers for what is no letter of ASCII (-E); empty for letters as such."""
    indent: bool = False
    """Whether strings stand in columns (-i)."""


def quoted(text: str) -> str:
    """The text with escape sequences, without the quotes around it."""
    return _ESCAPED.sub(lambda match: _ESCAPES[match[0]], text)


def unquoted(text: str) -> str:
    """What `quoted` made it of."""
    return _QUOTED.sub(lambda match: _MEANT.get(match[0], match[0]), text)


def _octal(text: str, codec: str) -> str:
    """The same, with the bytes of everything that ASCII does not print as octal numbers."""
    return _OTHERS.sub(lambda match: "".join(f"\\{byte:03o}" for byte in match[0].encode(codec)), quoted(text))


def _kept_together(portion: str, value: str, start: int, form: str, layout: Layout) -> set[int]:
    """Offsets in the quoted portion, which begins at `start` of the value, before which no line may break.

    That is within the directives of a format, as gettext does it, and within escapes.
    """
    inner: set[int] = set()
    if form:
        from toolkit.po.formats import directives  # most messages are of no format

        found = [(directive.start, directive.raw) for directive in directives(value, form)]
        if form == "python-brace-format":
            inner.update(_miscounted(value, [raw for _, raw in found if raw not in ("{{", "}}")]))
        else:
            inner.update(place for start_of, raw in found for place in range(start_of + 1, start_of + len(raw)))
    if not inner and not layout.escape:
        return inner
    places: set[int] = set()
    offset = 0
    for place, char in enumerate(portion, start):
        shown = _octal(char, layout.escape) if layout.escape else quoted(char)
        if place in inner:
            places.add(offset)
        places.update(range(offset + 1, offset + len(shown)))
        offset += len(shown)
    return places


def _miscounted(value: str, found: Sequence[str]) -> Iterator[int]:
    """Where gettext does not break a value with such directives in braces.

    Up to 0.23 at least it counts from each directive, not from the value (format_start in format-python-brace.c), so
    that it keeps as many bytes of the beginning together as the shortest has, and no directive.
    """
    end, offset = min((len(raw.encode()) for raw in found), default=0), 0
    for place, char in enumerate(value):
        if offset >= end:
            return
        if place:
            yield place
        offset += len(char.encode())


def field(name: str, value: str, layout: Layout, prefix: str = "", form: str = "", extra: int = 0) -> list[str]:
    """The lines of `name "value"`, as msgcat writes them; `form` is the format that the value is in, if it is in one.

    `extra` are the columns that an indented field stands further to the right.
    """
    if layout.indent or layout.escape:
        return _styled(name, value, layout, prefix, form, extra)
    if len(value) < layout.width and "\n" not in value:
        # The common case: what fits on one line stands on one line.
        line = f'{prefix}{name} "{quoted(value)}"'
        if not layout.wrap or display_width(line) <= layout.width:
            return [line + layout.newline]
    portions = _PORTIONS.findall(value)
    width = layout.width - 2 - len(prefix) if layout.wrap else 1 << 30
    lines = []
    start = 0
    for number, said in enumerate(portions):
        portion, joined = quoted(said), _kept_together(said, value, start, form, layout) if form else set()
        first = wrapped(portion, len(name) + 1, width, joined) if number == 0 else []
        if len(portions) == 1 and len(first) == 1 and len(name) + 1 <= width:
            return [f'{prefix}{name} "{portion}"{layout.newline}']
        lines += wrapped(portion, 0, width, joined)
        start += len(said)
    return [f'{prefix}{name} ""{layout.newline}', *(f'{prefix}"{line}"{layout.newline}' for line in lines)]


def _styled(name: str, value: str, layout: Layout, prefix: str, form: str, extra: int) -> list[str]:
    """The same in the styles of -i and -E."""
    text = functools.partial(_octal, codec=layout.escape) if layout.escape else quoted
    # Columns where the quotes of the field, of a further portion and of a line that goes on stand.
    further, on = ((len(prefix) + extra + 8) & ~7, (len(prefix) + 8) & ~7) if layout.indent else (len(prefix),) * 2
    end = len(prefix) + len(name)
    begin = (end + extra + 8) & ~7 if layout.indent else end + 1
    # A line that goes on is reckoned, not written, with the extra columns.
    width = layout.width - 2 - further if layout.wrap else 1 << 30
    portions = _PORTIONS.findall(value) or [""]
    lines: list[str] = []
    start = 0
    for number, said in enumerate(portions):
        joined = _kept_together(said, value, start, form, layout)
        column = begin - further if not lines else 0
        pieces = wrapped(text(said), column, width, joined)
        if number == 0 and not layout.indent and (len(portions) > 1 or len(pieces) > 1 or column > width) and said:
            lines.append(f'{prefix}{name} ""{layout.newline}')
            pieces = wrapped(text(said), 0, width, joined)
        for place, piece in enumerate(pieces):
            head = f"{prefix}{name}".ljust(begin) if not lines else prefix.ljust(on if place else further)
            lines.append(f'{head}"{piece}"{layout.newline}')
        start += len(said)
    return lines


def reference_lines(references: Sequence[tuple[str, int]], layout: Layout) -> list[str]:
    """`#: path:line …`, wrapped; a path with spaces stands between U+2068 and U+2069."""
    words = []
    for path, line in references:
        words.append(f"{_kept(path)}:{line}")
    return reference_words(words, layout)


@functools.lru_cache(64)
def _kept(path: str) -> str:
    """A path as references have it."""
    return f"{_FORMAT_CHARACTERS[0]}{path}{_FORMAT_CHARACTERS[1]}" if re.search(r"\s", path) else path


def reference_words(words: Iterable[str], layout: Layout) -> list[str]:
    """`#: word word …`, wrapped."""
    lines, current = [], ""
    for word in words:
        # gettext counts bytes here, not columns.
        if current and 2 + len(f"{current} {word}".encode()) > layout.width and layout.wrap:
            lines.append(current)
            current = ""
        current += f" {word}"
    return [f"#:{line}{layout.newline}" for line in (*lines, current) if line]


def comment_lines(marker: str, texts: Iterable[str], layout: Layout) -> list[str]:
    """Comment lines; a line break in a text begins another one."""
    return [f"{marker} {line}".rstrip() + layout.newline for text in texts for line in _GAP.sub(" ", text).split("\n")]


def flag_lines(flags: Iterable[str], layout: Layout) -> list[str]:
    """`#, fuzzy, …`; fuzzy comes first."""
    ordered = sorted(dict.fromkeys(flags), key=lambda flag: flag != "fuzzy")
    return [f"#, {', '.join(ordered)}{layout.newline}"] if ordered else []


def previous_lines(previous: Previous | None, layout: Layout, *, obsolete: bool = False, form: str = "") -> list[str]:
    """`#| msgid …`, or `#~| msgid …`."""
    if previous is None:
        return []
    prefix = "#~| " if obsolete else "#| "
    lines = [] if previous.msgctxt is None else field("msgctxt", previous.msgctxt, layout, prefix, form)
    lines += field("msgid", previous.msgid, layout, prefix, form)
    if previous.msgid_plural is not None:
        lines += field("msgid_plural", previous.msgid_plural, layout, prefix, form)
    return lines


def _flagged(entry: Entry, layout: Layout) -> tuple[Layout, str]:
    """The layout of this entry, since the flag no-wrap forbids to break its lines, and the format that it is in.

    The format may be one that it is only possibly in; empty for none.
    """
    flags = entry.flags
    if not flags:
        return layout, ""
    if layout.wrap and "no-wrap" in flags:
        layout = layout._replace(wrap=False)
    told = [flag.removeprefix("possible-") for flag in flags if flag.endswith("-format")]
    if not told:
        return layout, ""
    from toolkit.po.formats import FORMATS

    return layout, next((flag for flag in told if flag in FORMATS), "")


def string_lines(entry: Entry, msgstr: Sequence[str], layout: Layout) -> list[str]:
    """The msgstr lines of an entry."""
    layout, form = _flagged(entry, layout)
    prefix, extra = "#~ " if entry.obsolete else "", _extra(entry)
    if entry.msgid_plural is None:
        return field("msgstr", msgstr[0], layout, prefix, form, extra)
    return [
        line
        for index, text in enumerate(msgstr)
        for line in field(f"msgstr[{index}]", text, layout, prefix, form, extra)
    ]


def _extra(entry: Entry) -> int:
    """The columns that an indented message stands further to the right, beside its earlier source."""
    return 0 if entry.previous is None else 1 if entry.obsolete else 3


def source_parts(entry: Entry, layout: Layout) -> tuple[tuple[Part, list[str]], ...]:
    """What a message says of its source, laid out anew: the earlier source, context, source, plural."""
    layout, form = _flagged(entry, layout)
    prefix, extra = "#~ " if entry.obsolete else "", _extra(entry)

    def laid(name: str, text: str | None) -> list[str]:
        return [] if text is None else field(name, text, layout, prefix, form, extra)

    return (
        (Part.PREVIOUS, previous_lines(entry.previous, layout, obsolete=entry.obsolete, form=form)),
        (Part.CONTEXT, laid("msgctxt", entry.msgctxt)),
        (Part.ID, laid("msgid", entry.msgid)),
        (Part.PLURAL, laid("msgid_plural", entry.msgid_plural)),
    )


def message_lines(entry: Entry, layout: Layout) -> tuple[Line, ...]:
    """The whole message laid out anew: context, source, plural, translation."""
    parts = (*source_parts(entry, layout), (Part.STRING, string_lines(entry, entry.msgstr, layout)))
    return tuple([Line(part, text) for part, texts in parts for text in texts])


def new_entry(
    msgid: str, layout: Layout, *, msgctxt: str | None = None, msgstr: str = "", comments: Iterable[Line] = ()
) -> Entry:
    """An entry with its message and, where there are any, `comments` without flags."""
    lines = [*comments]
    if msgctxt is not None:
        lines += [Line(Part.CONTEXT, text) for text in field("msgctxt", msgctxt, layout)]
    lines += [Line(Part.ID, text) for text in field("msgid", msgid, layout)]
    lines += [Line(Part.STRING, text) for text in field("msgstr", msgstr, layout)]
    return Entry(lines=tuple(lines), msgid=msgid, msgstr=(msgstr,), msgctxt=msgctxt)


def with_target(entry: Entry, forms: str | tuple[str, ...], layout: Layout) -> Entry:
    """The entry with another translation, one text or one for each plural form; its other lines stay."""
    forms = (forms,) if isinstance(forms, str) else forms
    if entry.msgstr == forms:
        return entry
    return entry.with_part(Part.STRING, string_lines(entry, forms, layout))._replace(msgstr=forms)


def with_fuzzy(entry: Entry, fuzzy: bool, layout: Layout) -> Entry:
    """The entry with the flag fuzzy, or without it; every other flag stays."""
    if entry.fuzzy == fuzzy:
        return entry
    if fuzzy:
        flags = [flag for line in entry.of(Part.FLAGS) for flag in flags_of(line)]
        return entry.with_part(Part.FLAGS, flag_lines(("fuzzy", *flags), layout))
    for part in (Part.FLAGS, Part.STICKY):
        kept = []
        for text in entry.of(part):
            flags = [flag for flag in flags_of(text) if flag != "fuzzy"]
            if flags == flags_of(text):
                kept.append(text)
            elif flags:
                kept.append(f"{text[:2]} {', '.join(flags)}{layout.newline}")
        entry = entry.with_part(part, kept)
    return entry


def with_previous(entry: Entry, previous: Previous | None, layout: Layout) -> Entry:
    """The entry with another `#| msgid`, or none."""
    if entry.previous == previous:
        return entry
    layout, form = _flagged(entry, layout)
    lines = previous_lines(previous, layout, obsolete=entry.obsolete, form=form)
    return entry.with_part(Part.PREVIOUS, lines)._replace(previous=previous)


def as_obsolete(entry: Entry, layout: Layout) -> Entry:
    """The entry as `#~`: translator's comments and flags stay, what was extracted goes, as msgmerge does it."""
    kept = tuple(line for line in entry.lines if line.part in (Part.COMMENT, Part.FLAGS, Part.STICKY))
    entry = entry._replace(obsolete=True)
    return entry._replace(lines=(*kept, *message_lines(entry, layout)))


def as_live(entry: Entry, layout: Layout) -> Entry:
    """An obsolete entry as a live one."""
    kept = tuple(Line(part, bare(text)) for part, text in entry.lines if part < Part.PREVIOUS)
    entry = entry._replace(obsolete=False)
    return entry._replace(lines=(*kept, *message_lines(entry, layout)))
