"""Findings that people have looked at and let stand: `# toolkit: ignore <check> … <hash> <reason>` in the entry.

The hash is that of source and translation: it survives merges and other tools, and says nothing any more once either
text has changed. Another program may have wrapped the comment, as narrow as it likes, between words or at a hyphen.
All checks of an entry stand in one comment: Babel drops a line that stands twice, and of two comments in pieces many
pieces would be alike.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from toolkit import late
from toolkit.catalogs import Entry, Part

HASH_LENGTH = 12
"""Hexadecimal digits of the SHA-256 by which a dismissal knows its texts."""
IGNORED = late.compile(
    rf"#\s*toolkit:\s+ignore\s+(?P<checks>[a-z-]+(?:\s+[a-z-]+)*?)\s+(?P<hash>[0-9a-f]{{{HASH_LENGTH}}})(?:\s+(?P<reason>.*))?"
)
BEGINS = late.compile(r"#\s*toolkit:")
MOST_LINES = 40
"""On so many lines a program may break it before its reason begins: each word on one, the id of a check on two."""


class Dismissal(NamedTuple):
    """One of them, among the comment lines of an entry."""

    start: int
    """Index of its first line."""
    stop: int
    """Index after the last line that is needed to read it; behind it is the rest of its reason, or somebody's words."""
    checks: tuple[str, ...]
    hash: str
    reason: str
    """As far as it stands on those lines."""


def texts_hash(entry: Entry) -> str:
    """What a dismissal says of the texts that it was made for."""
    texts = "\0".join((entry.msgctxt or "", entry.msgid, entry.msgid_plural or "", *entry.msgstr))
    return hashlib.sha256(texts.encode("utf-8", "surrogatepass")).hexdigest()[:HASH_LENGTH]


def noted(comments: Sequence[str]) -> Iterator[Dismissal]:
    """Every dismissal among comment lines, on however many of them it stands."""
    for start, first in enumerate(comments):
        if not BEGINS.match(first):
            continue
        text = first.strip()
        for stop in range(start + 1, min(len(comments), start + MOST_LINES) + 1):
            if stop > start + 1:
                if BEGINS.match(comments[stop - 1]):
                    break
                glue = "" if re.search(r"\w-$", text) else " "
                text += glue + comments[stop - 1].strip().removeprefix("#").strip()
            match = IGNORED.fullmatch(text)
            if match:
                yield Dismissal(start, stop, tuple(match["checks"].split()), match["hash"], match["reason"] or "")
                break


def dismissals(entry: Entry) -> frozenset[str]:
    """The ids of the checks that a person has dismissed for the texts as they are now."""
    comments = entry.comments
    if not comments:
        return frozenset()
    digest = texts_hash(entry)
    return frozenset(check for one in noted(comments) if one.hash == digest for check in one.checks)


def dismissed(entry: Entry, checks: Sequence[str], reason: str = "", newline: str = "\n") -> Entry:
    """The entry with these checks dismissed beside those that are; dismissals of other texts go."""
    digest = texts_hash(entry)
    comments = entry.of(Part.COMMENT)
    old = list(noted(comments))
    gone = {place for one in old for place in range(one.start, one.stop)}
    kept = [text for place, text in enumerate(comments) if place not in gone]
    standing = [one for one in old if one.hash == digest]
    reasons = [one.reason for one in standing if not set(one.checks) <= set(checks)]
    why = "; ".join(dict.fromkeys(text for text in (*reasons, " ".join(reason.split())) if text))
    ids = " ".join(dict.fromkeys((*checks, *(check for one in standing for check in one.checks))))
    made = [f"# toolkit: ignore {ids} {digest}{' ' + why if why else ''}{newline}"] if ids else []
    return entry.with_part(Part.COMMENT, [*kept, *made])
