"""Segments -> the messages of a catalog: source, comments for the translator, references; and the .pot file."""

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from toolkit.catalogs.garbage import without_collection
from toolkit.errors import CatalogError
from toolkit.languages import language
from toolkit.po.entries import Entry, Line, Part, words_of
from toolkit.po.header import fields_for, new_header, with_field
from toolkit.po.layout import Layout, comment_lines, field, new_entry, reference_lines
from toolkit.po.linebreaks import display_width
from toolkit.units import Document, Segment

SHORT = 24
"""A text of at most so many columns is hard to translate without its neighbours; longer ones speak for themselves."""
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")
_CREATED = re.compile(rb'^"POT-Creation-Date: ([ -!#-~]+)\\n"$', re.MULTILINE)
_GENERATOR = re.compile(rb'^"X-Generator: (toolkit[ -!#-~]*)\\n"$', re.MULTILINE)
NEIGHBOUR = 60
"""Characters of a neighbour that a comment shows."""


class Message(NamedTuple):
    """What the source says of one entry."""

    key: str
    msgid: str
    msgctxt: str | None
    notes: tuple[str, ...]
    """For `#.`"""
    references: tuple[tuple[str, int], ...]
    """For `#:`: path and line of every place where the text stands, in document order."""
    block: int = -1
    """Number of the block where it stands first; -1 where nobody knows."""

    @property
    def identity(self) -> tuple[str, str]:
        """Context and source, as an entry has them."""
        return self.msgctxt or "", self.msgid

    def update(self, entry: Entry, layout: Layout) -> Entry:
        """The entry with these comments and references; lines that say the same already stay as they are."""
        for part, lines in (
            (Part.EXTRACTED, comment_lines("#.", self.notes, layout)),
            (Part.REFERENCE, reference_lines(self.references, layout)),
        ):
            present = entry.of(part)
            if present != tuple(lines) and words_of(present, part) != words_of(lines, part):
                entry = entry.with_part(part, lines)
        return entry

    def entry(self, layout: Layout) -> Entry:
        """An untranslated entry."""
        comments = [Line(Part.EXTRACTED, text) for text in comment_lines("#.", self.notes, layout)]
        comments += [Line(Part.REFERENCE, text) for text in reference_lines(self.references, layout)]
        return new_entry(self.msgid, layout, msgctxt=self.msgctxt, comments=comments)

    def text(self, layout: Layout) -> str:
        """The same as it stands in a file; a template of many thousands needs no entries."""
        lines = comment_lines("#.", self.notes, layout)
        lines += reference_lines(self.references, layout)
        if self.msgctxt is not None:
            lines += field("msgctxt", self.msgctxt, layout)
        lines += field("msgid", self.msgid, layout)
        return f'{"".join(lines)}msgstr ""{layout.newline}'


def messages(
    document: Document, segments: Sequence[Segment], more: Mapping[str, tuple[str, ...]] | None = None
) -> tuple[Message, ...]:
    """One message a key, in document order, with `more` notes by key.

    Raises CatalogError for a text that no .po file can hold.
    """
    path = document.path or document.name
    first: dict[str, tuple[Segment, str, dict[tuple[str, int], None]]] = {}
    """Key -> the first segment that has it, its text, and where the text stands."""
    for segment in segments:
        place = segment.place
        line = place.line if place else 1
        if not segment.source:
            raise CatalogError("a segment without text cannot stand in a catalog", path=path, line=line)
        text = segment.text
        if not (_is_writable(text) and _is_writable(segment.context)):
            raise CatalogError(
                "the text holds a NUL or half a surrogate pair, which no catalog can; remove it", path=path, line=line
            )
        if (known := first.get(segment.key)) is None:
            first[segment.key] = segment, text, {(path, line): None} if place else {}
        elif place:
            known[2][path, line] = None
    made = []
    for key, (segment, text, references) in first.items():
        notes = _notes(segment, text)
        if more and key in more:
            notes = (*notes, *map(_writable, more[key]))
        block = segment.place.block if segment.place else -1
        made.append(Message(key, text, segment.context or None, notes, tuple(references), block))
    return tuple(made)


def _is_writable(text: str) -> bool:
    return "\0" not in text if text.isascii() else _UNWRITABLE.search(text) is None


def _writable(text: str) -> str:
    return text if _is_writable(text) else _UNWRITABLE.sub("", text)


def _notes(segment: Segment, text: str) -> tuple[str, ...]:
    notes = [segment.note] if segment.note else []
    if display_width(text) <= SHORT:
        neighbours = (("after", segment.previous), ("before", segment.following))
        notes += [f"{where}: {_shortened(text)}" for where, text in neighbours if text]
    return tuple(map(_writable, notes))


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= NEIGHBOUR else line[: NEIGHBOUR - 1] + "…"


def template(
    document: Document,
    segments: Sequence[Segment],
    created: datetime.datetime,
    *,
    generator: str,
    before: bytes | None = None,
) -> bytes:
    """The .pot file. `before`, the present one, comes back where only date and version of the toolkit would change.

    Raises CatalogError for a text that no catalog can hold.
    """
    layout = Layout()
    source = language(document.language)
    fields = fields_for(document.name, document.language, source, created, generator)
    del fields["Plural-Forms"]
    with without_collection():
        entries = [message.text(layout) for message in messages(document, segments)]
    body = "".join([f"{layout.newline}{entry}" for entry in entries]).encode()

    def file(date: str, by: str) -> bytes:
        header = with_field(
            new_header({**fields, "X-Generator": by}, layout, fuzzy=True), "POT-Creation-Date", date, layout
        )
        header = with_field(header, "PO-Revision-Date", date, layout)
        return header.text.encode() + body

    # Nobody works in a template: where only its date, or who wrote it, is another one it stays.
    said, by = (found.search(before) for found in (_CREATED, _GENERATOR)) if before is not None else (None, None)
    if said and by and file(said[1].decode(), by[1].decode()) == before:
        return before
    return file(fields["POT-Creation-Date"], generator)
