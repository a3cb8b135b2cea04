"""Tags of template engines and site generators in pages and Markdown: each is there as often as it was meant to be."""

import html
import re
from collections import Counter

from toolkit.documents.skeletons.encoded import Changes, text_of

TAG = re.compile(
    r"""\{%[^{}]{0,400}%\} | \{\{[<%\#/!>][^{}]{0,400}\}\}
    | \{\{-?[ ]*(?:end|else|if|range|with|define|block|template)\b[^{}]{0,400}\}\}
    | <%(?![=-])[^%]{0,400}%> | <\?(?!xml)[^?]{0,400}\?> | </?[\#@][A-Za-z][^<>\n]{0,400}>
    | (?<=\n):{3,}[ \t]*[\w{-]*""",
    re.VERBOSE,
)
"""What says where something begins, ends or comes from; what only gives a value is a code of its sentence."""
QUOTED = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
"""May be for readers."""


def lost(before: bytes, after: bytes, encoding: str, changes: Changes) -> str:
    """The first tag that stands there less often than before, but for those within texts; "" where none does."""
    meant = _tags(text_of(before, encoding))
    for old, new in changes.pairs:
        meant.subtract(_tags(old))
        meant.update(_tags(new))
    found = _tags(text_of(after, encoding))
    one = next((tag for tag, count in meant.items() if found[tag] < count), "")
    return one and f"{one[:60]!r} stands in it {found[one]} times, and not {meant[one]}"


def _tags(text: str) -> "Counter[str]":
    """Signs may be written as references, or not."""
    found = TAG.finditer("\n" + html.unescape(text))
    return Counter(" ".join(QUOTED.sub('""', match.group()).split()) for match in found)
