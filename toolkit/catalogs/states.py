"""Entry -> TranslationUnit: which state an entry is in, and whose words it holds.

    msgstr empty                                              initial, nobody's
    fuzzy, `# Draft: …` with the hash of this very msgstr     initial, a machine's; a later run may replace it
    fuzzy, anything else                                      translated, a person's (stale where `#| msgid` is there)
    not fuzzy                                                 reviewed, a person's

A draft comment is `# Draft: <signature>, confidence 0.83, flags: echo split, <hash>`; without a known confidence or
without flags that part is missing. The hash covers every form of a plural message. The comment may stand on several
lines, and may have been wrapped by another program (remarks.py). Of a translation that was carried to
a changed source, comments say:

    # Changed: number                  what differs between `#| msgid` and msgid, one of units.CHANGES
    # Split: part 1 of 2, <hash>       the sentence it was made for is now two; the msgstr is that of the whole
    # Joined: 2 sentences, <hash>      the sentences that it was made for are now one; the msgstr is both

The hash is that of the msgstr: as long as it is right, nobody has worked on the copy, and the original is kept as an
obsolete entry. All of these comments are the tool's own and go when an entry is approved.
"""

import functools
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from toolkit.po.drafts import DRAFT, HASH_LENGTH, draft_comment, draft_hash
from toolkit.po.entries import Entry, Part, Previous
from toolkit.po.layout import Layout, with_fuzzy, with_previous, with_target
from toolkit.po.remarks import remark_lines, remarked, remarks

if TYPE_CHECKING:
    from toolkit.units import Code, Content, Origin, Segment, TranslationUnit

_COPY = re.compile(
    rf"#\s*(?P<kind>Split: part [1-9]\d* of [1-9]\d*|Joined: [1-9]\d* sentences), (?P<hash>[0-9a-f]{{{HASH_LENGTH}}})"
)


TRIAGE = re.compile(r"#\s*Triage:\s.*\s\(toolkit\)")
"""Why a sentence is worth looking at; `toolkit triage --note` writes it and takes it away again."""


@functools.cache
def _changed() -> "re.Pattern[str]":
    from toolkit.units import CHANGES

    return re.compile(rf"#\s*Changed: (?P<change>{'|'.join(CHANGES)})")


def machine(entry: Entry) -> "Origin | None":
    """Where the draft of an entry came from; None where a person has worked or nothing is there."""
    if not entry.translated or not entry.fuzzy:
        return None
    comments = entry.comments
    if not comments:
        return None
    for match in (remark.match for remark in remarks(comments, (DRAFT,))):
        if match["hash"] != draft_hash(*entry.msgstr):
            continue
        from toolkit.units import Origin

        signature, score = match["signature"], match["score"]
        first, _, rest = signature.partition(" ")
        kind = first if first in ("rule", "memory") else "engine"
        name = rest if kind != "engine" else first
        flags = tuple((match["flags"] or "").split())
        return Origin(kind, name, None if score is None else float(score), signature, flags)
    return None


def human(entry: Entry) -> bool:
    """Whether the entry holds words that a person wrote or approved."""
    return entry.translated and machine(entry) is None


def status_of(entry: Entry) -> str:
    """The status (units.STATUSES) of an entry, without a unit made of it."""
    if not any(entry.msgstr):
        return "untranslated"
    if not entry.fuzzy:
        return "reviewed"
    if machine(entry) is not None:
        return "drafted"
    return "fuzzy" if entry.previous is None or not entry.previous.msgid else "stale"


def change_of(entry: Entry) -> str:
    """What changed in the source since the translation was made, one of CHANGES; empty for an approved entry."""
    if not entry.fuzzy:
        return ""
    return next((remark.match["change"] for remark in remarks(entry.comments, (_changed(),))), "")


def copied(entry: Entry) -> str:
    """`split` or `joined` where the translation is a copy that nobody has worked on; its originals are obsolete."""
    if entry.translated and entry.fuzzy and entry.msgid_plural is None:
        for match in (remark.match for remark in remarks(entry.comments, (_COPY,))):
            if match["hash"] == draft_hash(entry.msgstr[0]):
                return match["kind"].partition(":")[0].lower()
    return ""


def split_remark(part: int, parts: int, target: str) -> str:
    """The comment of a copy, without the `#`."""
    return f"Split: part {part} of {parts}, {draft_hash(target)}"


def joined_remark(sentences: int, target: str) -> str:
    """The comment of a joined copy, without the `#`."""
    return f"Joined: {sentences} sentences, {draft_hash(target)}"


def with_change(entry: Entry, change: str, layout: Layout) -> Entry:
    """The entry with this `# Changed:` comment in the place of another; with "", without one."""
    if not change and not any(line[0] is Part.COMMENT for line in entry.lines):
        return entry
    kept = (_without(entry, (_changed(),)) if remarked(entry.comments) else entry).of(Part.COMMENT)
    more = remark_lines(f"Changed: {change}", layout) if change else []
    return entry.with_part(Part.COMMENT, [*kept, *more])


def with_copy(entry: Entry, remark: str, layout: Layout) -> Entry:
    """The entry with this remark on how it was copied, in the place of another."""
    kept = _without(entry, (_COPY,)).of(Part.COMMENT)
    return entry.with_part(Part.COMMENT, [*kept, *remark_lines(remark, layout)])


def without_draft_comments(entry: Entry) -> Entry:
    """The entry without what the tool says about drafts; every other comment stays."""
    return _without(entry, (DRAFT,))


def without_tool_comments(entry: Entry) -> Entry:
    """The entry without any comment of the tool's own; the translator's stay."""
    return _without(entry, (DRAFT, _changed(), _COPY, TRIAGE)) if remarked(entry.comments) else entry


def _without(entry: Entry, grammars: Sequence["re.Pattern[str]"]) -> Entry:
    bare = entry.comments
    if not bare:
        return entry
    gone = {place for remark in remarks(bare, grammars) for place in range(remark.start, remark.stop)}
    if not gone:
        return entry
    comments = entry.of(Part.COMMENT)
    return entry.with_part(Part.COMMENT, [text for place, text in enumerate(comments) if place not in gone])


def tidied(entry: Entry, layout: Layout) -> Entry:
    """Approving is removing `fuzzy`; what the tool said of a draft or of an older source goes then."""
    if entry.fuzzy or not entry.translated:
        return entry
    return with_previous(without_tool_comments(entry), None, layout)


def with_draft(entry: Entry, forms: str | Sequence[str], origin: "Origin", layout: Layout) -> Entry:
    """The entry with a machine's draft: fuzzy, one draft comment in the place of the old.

    `#| msgid` is the text that a match of the memory was approved for, where that is another.

    `forms` is one text, or of a plural message one for each form.
    """
    forms = (forms,) if isinstance(forms, str) else tuple(forms)
    first = next((remark.start for remark in remarks(entry.comments, (DRAFT,))), None)
    comments = [*without_draft_comments(entry).of(Part.COMMENT)]
    place = len(comments) if first is None else first
    comments[place:place] = remark_lines(draft_comment(forms, origin), layout)
    entry = _without(entry.with_part(Part.COMMENT, comments), (_changed(), _COPY))
    entry = with_target(entry, forms, layout)
    before = Previous(origin.made_for, entry.msgctxt) if origin.made_for else None
    return with_previous(with_fuzzy(entry, True, layout), before, layout)


def agreeing(msgid: str, target: str) -> str:
    """The target with a line break at its beginning and end exactly where the source has one, as msgfmt demands."""
    body = target.strip("\n")
    return "\n" * msgid.startswith("\n") + body + "\n" * (msgid.endswith("\n") and msgid != "\n")


def with_codes(text: str, codes: "Sequence[Code]") -> "Content":
    """The text with the codes found again in it, each at most once, leftmost first."""
    pending = [code for code in codes if code.raw]
    parts: list[str | Code] = []
    start = 0
    while pending:
        found = [(text.find(code.raw, start), -len(code.raw), index) for index, code in enumerate(pending)]
        hits = [hit for hit in found if hit[0] >= 0]
        if not hits:
            break
        offset, length, index = min(hits)
        if offset > start:
            parts.append(text[start:offset])
        parts.append(pending.pop(index))
        start = offset - length
    if start < len(text):
        parts.append(text[start:])
    return tuple(parts)


def unit(segment: "Segment", entry: Entry | None) -> "TranslationUnit":
    """The translation of a segment as its entry has it; of a plural message, the first form that has words."""
    from toolkit.units import PERSON, Code, State, TranslationUnit

    if entry is None or not entry.translated:
        return TranslationUnit(segment, (), State.INITIAL)
    target = with_codes(next(filter(None, entry.msgstr)), [part for part in segment.source if isinstance(part, Code)])
    if not entry.fuzzy:
        return TranslationUnit(segment, target, State.REVIEWED, PERSON)
    origin = machine(entry)
    if origin is not None:
        return TranslationUnit(segment, target, State.INITIAL, origin)
    made_for = "" if entry.previous is None else entry.previous.msgid
    return TranslationUnit(segment, target, State.TRANSLATED, PERSON, change=change_of(entry), previous_source=made_for)
