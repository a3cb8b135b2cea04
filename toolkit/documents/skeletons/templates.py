"""Tags of template engines and site generators in pages and Markdown: each is there as often as it was meant to be."""

import html
import re
from collections import Counter

from toolkit.documents.skeletons.encoded import Changes, text_of

TAG = re.compile(
    r"""\{%[^{}]{0,400}%\} | \{\{--(?:[^-]|-(?!-\})){0,400}--\}\} | \{\{[<%\#/!>][^{}]{0,400}\}\}
    | \{\{-?[ ]*(?:end|else|if|range|with|define|block|template)\b[^{}]{0,400}\}\}
    | <%(?![=-])[^%]{0,400}%> | <\?(?!xml)[^?]{0,400}\?> | </?[\#@][A-Za-z][^<>\n]{0,400}>
    | <!--\[if[^\]]{0,200}\]>(?:<!-->)? | <!\[endif\]--> | <!--(?!\[if)(?:(?!-->)[\s\S]){0,400}-->
    | \{\#(?=[\s-])[^{}]{0,400}\#\}
    | \{/\*(?:(?!\*/)[\s\S]){0,400}\*/\} | (?<=\n):{3,}[ \t]*[\w{-]*""",
    re.VERBOSE,
)
"""What says where something begins, ends or comes from, and what authors tell each other; what only gives a value is a
code of its sentence."""
IN_MARKDOWN = re.compile(
    rf"""(?:{TAG.pattern}) | </?[A-Za-z][\w.:-]*(?=[\s/>]|\Z) | \{{:?[ ]*(?:[\#.][\w-]|[\w-]+=)[^{{}}\n]*\}}
    | (?<=\|)[ ]*`[^`|\n]+`[ ]*(?=\|)""",
    re.VERBOSE,
)
"""The same, elements of HTML, lists of attributes and cells that are code."""
RUBY = re.compile(r"</?(?:ruby|r[tpb]|rtc|lang)$", re.IGNORECASE)
"""Readings go where their words are translated."""
QUOTED = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
"""May be for readers."""


def lost(before: bytes, after: bytes, encoding: str, changes: Changes, pattern: re.Pattern[str] = TAG) -> str:
    """The first tag that stands there more or less often than before, but for those within texts; "" for none."""
    meant = _tags(text_of(before, encoding), pattern)
    for old, new in changes.pairs:
        if old != new and any(sign in text for text in (old, new) for sign in "<{:&"):
            meant.subtract(_tags(old, pattern))
            meant.update(_tags(new, pattern))
    found = _tags(text_of(after, encoding), pattern)
    one = next((tag for tag, count in meant.items() if found[tag] < count or 0 < count < found[tag]), "")
    return one and f"{one[:60]!r} stands in it {found[one]} times, and not {meant[one]}"


def _tags(text: str, pattern: re.Pattern[str]) -> "Counter[str]":
    """Signs may be written as references, or not."""
    found = pattern.finditer("\n" + html.unescape(text))
    return Counter(
        " ".join(QUOTED.sub('""', match.group()).split()) for match in found if not RUBY.match(match.group())
    )
