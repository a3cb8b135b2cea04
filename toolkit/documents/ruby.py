"""Ruby: readings over or beside words. The words are text; a reading says how they sound, which no translation needs.

So readings are hidden from translators, stay where the words stay, and go, with the ruby around them, where the words
are translated. One rule for HTML, EPUB and WebVTT, whose ruby is markup; Word and OpenDocument read the words alone.
"""

import re
from collections.abc import Iterator

from toolkit.segmentation.inline import pairs
from toolkit.units import Code, Content, content_of

RUBY = re.compile(r"<(?:\w+:)?ruby\b", re.IGNORECASE)
PART = re.compile(r"</?(?:\w+:)?r(?:b|t|p|tc)\b", re.IGNORECASE)


def without_readings(content: Content, own: Content) -> Content:
    """New content of a block without the ruby around words that are others than in its own content."""
    if not any(isinstance(part, Code) and RUBY.match(part.raw) for part in own):
        return content
    kept = dict(_rubies(own))
    gone: set[tuple[str, str]] = set()
    for number, (words, codes) in _rubies(content):
        if number in kept and words != kept[number][0]:
            gone |= codes | kept[number][1]
    lost = {number for number in kept if number not in dict(_rubies(content))}
    gone |= {code for number in lost for code in kept[number][1]}
    return content_of(part for part in content if isinstance(part, str) or (part.id, part.kind) not in gone)


def _rubies(content: Content) -> Iterator[tuple[str, tuple[str, set[tuple[str, str]]]]]:
    """Id of each pair that is a ruby -> the words in it, and the codes that it consists of."""
    codes = [part for part in content if isinstance(part, Code)]
    places = [place for place, part in enumerate(content) if isinstance(part, Code)]
    for one, other in pairs(codes).items():
        if one < other and RUBY.match(codes[one].raw):
            inner = content[places[one] : places[other] + 1]
            words = "".join(part for part in inner if isinstance(part, str)).strip()
            parts = {(part.id, part.kind) for part in inner if isinstance(part, Code) and PART.match(part.raw)}
            yield codes[one].id, (words, parts | {(codes[one].id, "open"), (codes[other].id, "close")})
