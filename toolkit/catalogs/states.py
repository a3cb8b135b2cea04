"""Entry -> TranslationUnit: which state an entry is in, and whose words it holds.

    msgstr empty                                              initial, nobody's
    fuzzy, `# Draft: …` with the hash of this very msgstr     initial, a machine's; a later run may replace it
    fuzzy, anything else                                      translated, a person's (stale where `#| msgid` is there)
    not fuzzy                                                 reviewed, a person's

A draft comment is `# Draft: <signature>, confidence 0.83, flags: echo split, <hash>`; without a known confidence or
without flags that part is missing.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace

from toolkit.catalogs.entries import Entry, Part
from toolkit.catalogs.layout import Layout, with_fuzzy, with_previous, with_target
from toolkit.units import PERSON, Code, Content, Origin, Segment, State, TranslationUnit

HASH_LENGTH = 12
"""Hexadecimal digits of the SHA-256 of a draft."""
_DRAFT = re.compile(
    r"#\s*Draft: (?P<signature>.*?\S)(?:, confidence (?P<score>[01]\.\d\d))?"
    rf"(?:, flags: (?P<flags>[a-z][a-z -]*))?, (?P<hash>[0-9a-f]{{{HASH_LENGTH}}})"
)


def draft_hash(target: str) -> str:
    """What a draft comment says of the text that it was written for."""
    return hashlib.sha256(target.encode()).hexdigest()[:HASH_LENGTH]


def draft_comment(target: str, origin: Origin) -> str:
    """`Draft: …`, without the `#`. The kinds `rule` and `memory` begin the signature."""
    signature = " ".join((origin.signature or origin.name).split()) or origin.kind
    if origin.kind in ("rule", "memory") and signature.split(" ")[0] != origin.kind:
        signature = f"{origin.kind} {signature}"
    score = "" if origin.score is None else f", confidence {min(max(origin.score, 0.0), 1.0):.2f}"
    flags = f", flags: {' '.join(origin.flags)}" if origin.flags else ""
    return f"Draft: {signature}{score}{flags}, {draft_hash(target)}"


def machine(entry: Entry) -> Origin | None:
    """Where the draft of an entry came from; None where a person has worked or nothing is there."""
    if not entry.translated or not entry.fuzzy or entry.msgid_plural is not None:
        return None
    digest = draft_hash(entry.msgstr[0])
    for comment in entry.comments:
        match = _DRAFT.fullmatch(comment)
        if match is None or match["hash"] != digest:
            continue
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


def without_draft_comments(entry: Entry) -> Entry:
    """The entry without what the tool says about drafts; the translator's own comments stay."""
    comments = entry.of(Part.COMMENT)
    if not comments:
        return entry
    return entry.with_part(Part.COMMENT, [text for text in comments if _DRAFT.fullmatch(text.strip()) is None])


def with_draft(entry: Entry, target: str, origin: Origin, layout: Layout) -> Entry:
    """The entry with a machine's draft: fuzzy, one draft comment in the place of the old, no `#| msgid`."""
    comment = f"# {draft_comment(target, origin)}{layout.newline}"
    comments: list[str] = []
    for text in entry.of(Part.COMMENT):
        new = comment if _DRAFT.fullmatch(text.strip()) else text
        if new is text or comment not in comments:
            comments.append(new)
    if comment not in comments:
        comments.append(comment)
    entry = with_target(entry.with_part(Part.COMMENT, comments), target, layout)
    return with_previous(with_fuzzy(entry, True, layout), None, layout)


def agreeing(msgid: str, target: str) -> str:
    """The target with a line break at its beginning and end exactly where the source has one, as msgfmt demands."""
    body = target.strip("\n")
    return "\n" * msgid.startswith("\n") + body + "\n" * (msgid.endswith("\n") and msgid != "\n")


def with_codes(text: str, codes: Sequence[Code]) -> Content:
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


def unit(segment: Segment, entry: Entry | None) -> TranslationUnit:
    """The translation of a segment as its entry has it; of a plural message, the first form."""
    if entry is None or not entry.msgstr[0]:
        return TranslationUnit(segment, (), State.INITIAL)
    target = with_codes(entry.msgstr[0], [part for part in segment.source if isinstance(part, Code)])
    if not entry.fuzzy:
        return TranslationUnit(segment, target, State.REVIEWED, PERSON)
    origin = machine(entry)
    if origin is not None:
        return TranslationUnit(segment, target, State.INITIAL, origin)
    found = TranslationUnit(segment, target, State.TRANSLATED, PERSON)
    return found if entry.previous is None else replace(found, previous_source=entry.previous.msgid)
