"""A translation under a new text: as a version, as copies of a sentence that was split, or joined with others.

A version moves: its entry is the old one under another msgid. A copy does not: the entries it was made of are kept as
they are, obsolete if their text is gone, so that every word stands where its translator put it, and an approval comes
back with the text. What is only a copy is fuzzy and says so (states.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.catalogs.changes import change_between
from toolkit.catalogs.states import (
    change_of,
    copied,
    joined_remark,
    split_remark,
    with_change,
    with_copy,
    without_draft_comments,
    without_tool_comments,
)
from toolkit.catalogs.succession import Piece, Union
from toolkit.catalogs.templates import Message
from toolkit.po.entries import Entry, Part, Previous
from toolkit.po.layout import Layout, as_live, new_entry, with_fuzzy, with_previous
from toolkit.po.layout import field as laid_out
from toolkit.units import CHANGES


@dataclass(frozen=True, slots=True)
class Carrier:
    """How translations are carried in one merge."""

    layout: Layout
    language: str
    """Of the source, by the toolkit's code."""
    joiner: str
    """Between two sentences of the source language."""
    target_joiner: str
    trivial: bool = False
    """Whether an approved translation stays approved where nothing but typography changed."""

    def version(self, entry: Entry, message: Message) -> Entry:
        """The translation of an earlier version; fuzzy unless it is approved and the change trivial."""
        entry = as_live(entry, self.layout) if entry.obsolete else entry
        same = (entry.msgctxt or "") == (message.msgctxt or "")
        if self.trivial and same and not entry.fuzzy and self._change(entry.msgid, message.msgid) == "typography":
            return self._renamed(with_previous(without_tool_comments(entry), None, self.layout), message)
        made_for: Previous | None = _made_for(entry)
        assert made_for is not None
        if copied(entry):
            change = min(change_of(entry) or CHANGES[-1], self._change(entry.msgid, message.msgid), key=CHANGES.index)
        else:
            change = self._change(made_for.msgid, message.msgid)
        if (made_for.msgid, made_for.msgctxt or "") == (message.msgid, message.msgctxt or ""):
            made_for, change = None, ""  # the text is again what the translation was made for
        # Without its draft comment: an approved draft must not look like a draft again because it is fuzzy.
        entry = without_draft_comments(entry) if entry.fuzzy else without_tool_comments(entry)
        entry = with_previous(with_fuzzy(entry, True, self.layout), made_for, self.layout)
        return self._renamed(with_change(entry, change, self.layout), message)

    def piece(self, piece: Piece, message: Message) -> Entry:
        """A copy of the translation of a sentence that was split."""
        text = piece.entry.msgstr[0]
        change = "" if piece.exact else self._change(_made_for(piece.entry).msgid, piece.together)
        remark = split_remark(piece.part, piece.parts, text)
        return self._copy(message, text, _made_for(piece.entry), change, remark)

    def union(self, union: Union, message: Message) -> Entry:
        """The translations of several sentences as one.

        It is approved if each of them is and the new text is exactly theirs: what a reader sees stays the same.
        """
        texts, sources = self._parts(union.entries)
        text = self.target_joiner.join(texts)
        if union.exact and not any(entry.fuzzy for entry in union.entries):
            return message.update(
                new_entry(message.msgid, self.layout, msgctxt=message.msgctxt, msgstr=text), self.layout
            )
        made_for = Previous(self.joiner.join(sources), message.msgctxt)
        change = "" if union.exact else self._change(made_for.msgid, message.msgid)
        return self._copy(message, text, made_for, change, joined_remark(len(union.entries), text))

    def _parts(self, entries: Sequence[Entry]) -> tuple[list[str], list[str]]:
        """Texts and sources; what was copied from one sentence to several of these comes once."""
        texts: list[str] = []
        sources: list[str] = []
        for entry in entries:
            source = _made_for(entry).msgid
            if texts and copied(entry) and (texts[-1], sources[-1]) == (entry.msgstr[0], source):
                continue
            texts.append(entry.msgstr[0])
            sources.append(source)
        return texts, sources

    def _copy(self, message: Message, text: str, made_for: Previous, change: str, remark: str) -> Entry:
        entry = new_entry(message.msgid, self.layout, msgctxt=message.msgctxt, msgstr=text)
        entry = with_copy(with_change(entry, change, self.layout), remark, self.layout)
        same = (made_for.msgid, made_for.msgctxt or "") == (message.msgid, message.msgctxt or "")
        entry = with_previous(with_fuzzy(entry, True, self.layout), None if same else made_for, self.layout)
        return message.update(entry, self.layout)

    def _change(self, before: str, after: str) -> str:
        return change_between(before, after, self.language)

    def _renamed(self, entry: Entry, message: Message) -> Entry:
        """The entry under the message's context and source."""
        context = [] if message.msgctxt is None else laid_out("msgctxt", message.msgctxt, self.layout)
        entry = entry.with_part(Part.CONTEXT, context)
        entry = entry.with_part(Part.ID, laid_out("msgid", message.msgid, self.layout))
        return entry._replace(msgid=message.msgid, msgctxt=message.msgctxt)


def _made_for(entry: Entry) -> Previous:
    """The source that the translation was made for."""
    return entry.previous if entry.fuzzy and entry.previous else Previous(entry.msgid, entry.msgctxt)
