"""What programs read of pages and subtitles beside their texts."""

import re
from collections import Counter
from collections.abc import Iterator

from toolkit.documents.skeletons.attributes import Element, compared
from toolkit.documents.skeletons.encoded import TAG as LANGUAGE_TAG
from toolkit.documents.skeletons.encoded import Changes, text_of
from toolkit.documents.skeletons.templates import lost
from toolkit.documents.skeletons.xml_files import elements
from toolkit.storage.given import unescaped

BOOK = re.compile(r"<dtbook[\s>]")
"""DAISY, which has the ending of Android's strings."""
BLANK = re.compile(r"(?:\r\n?|\n)\s*[\r\n]")
PARAGRAPHS = re.compile(r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)")
NO_CUE = re.compile(r"\s*(?:WEBVTT|NOTE|STYLE|REGION)\b")
"""Begins a block of WebVTT."""
OVERRIDE = re.compile(r"\{\\[^{}\n]*\}")
"""Codes of ASS, which players of SubRip know too."""
LANGUAGE_OF_CUES = re.compile(r"(?<=^Language:).*")
TWICE = re.compile(r"(</?[A-Za-z][^<>\n]*>)\1")
TIMES = re.compile(r"^.*-->.*$", re.MULTILINE)
TAG = re.compile(r"</?[A-Za-z][^<>\n]*>")
RUBY = re.compile(r"</?(?:ruby|r[tpb]|rtc)\b|<lang\b", re.IGNORECASE)
"""Readings go where their words are translated; a language that is named is the target's then."""
EVENT_FIELDS = 9
"""Commas before the text of an event in ASS, where no `Format:` says otherwise."""


BRACED = re.compile(r"\{[^{}\n]*\}")
"""Codes and notes within the text of an event."""


def android(before: bytes, after: bytes, encoding: str, changes: Changes) -> str:
    """Of strings, or of a book of DAISY."""
    if BOOK.search(text_of(before, encoding)):
        return tags(before, after, encoding, changes)
    return STRINGS(before, after, encoding)


STRINGS = elements("android")


ATTRIBUTE = re.compile(r"""([^\s=<>"'/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>]+))?""")
FOR_READERS = re.compile(
    r"(?:xml:)?lang|dir|alt|alttext|title|placeholder|label|summary|abbr|value|content|aria-\w+|hreflang|srclang",
    re.IGNORECASE,
)
"""Attributes that are words, or say in which language and direction words are."""
LANGUAGE = re.compile(r"<html\b[^<>]*?\slang\s*=\s*[\"']?([^\s\"'<>]*)", re.IGNORECASE)


def tags(before: bytes, after: bytes, encoding: str, changes: Changes) -> str:
    """Tags with their attributes: a translation may move them within a sentence, and lose none."""
    texts = [text_of(data, encoding) for data in (before, after)]
    old, new = map(_tags, texts)
    gone, fresh = old - new, new - old
    known, found = compared(_elements(gone), _elements(fresh), changes)
    for one in (known - found) or (found - known):
        return f"<{one[:100]}> stands in it {found[one]} times, and not {known[one]}"
    languages = [LANGUAGE.search(text) for text in texts]
    if languages[0] and not (languages[1] and LANGUAGE_TAG.fullmatch(languages[1][1])):
        return "the page does not say any more in which language it is"
    return lost(before, after, encoding, changes)


def _tags(text: str) -> Counter[tuple[str, str]]:
    """(name, the tag as it stands) of each tag; of an end tag, a slash before its name."""
    from toolkit.documents.markup.html_choices import without_further_branches
    from toolkit.documents.markup.tags import tokenize

    text = without_further_branches(text)
    return Counter(
        ("/" * (token.kind == "end") + token.name, text[token.start : token.end] if token.kind == "start" else "")
        for token in tokenize(text)
        if token.kind in ("start", "end") and not RUBY.match(f"<{token.name}")
    )


def _elements(found: Counter[tuple[str, str]]) -> Iterator[Element]:
    """Each with its attributes, without those for readers."""
    for name, tag in found.elements():
        yield (
            name,
            [
                (key, unescaped(value.strip("\"'")))
                for key, value in ATTRIBUTE.findall(tag[1 + len(name) :])
                if not FOR_READERS.fullmatch(key)
            ],
        )


def paragraphs(before: bytes, after: bytes, encoding: str) -> str:
    """Blank lines are all that parts a text."""
    old, new = (len(BLANK.findall(text_of(data, encoding).strip())) for data in (before, after))
    return "" if old == new else f"{new + 1} paragraphs stand in it, and not {old + 1}"


def cues(before: bytes, after: bytes, encoding: str) -> str:
    """Times in their order, and which tags there are; a tag may be set anew on each line."""
    old, new = (text_of(data, encoding) for data in (before, after))
    for seen, what in ((TIMES, "time"), (TAG, "tag")):
        known, found = seen.findall(old), seen.findall(new)
        if what == "time" and known != found:
            return f"{len(found)} times of cues stand in it and not those {len(known)}"
        if other := {one for one in set(known) ^ set(found) if not RUBY.match(one)}:
            return f"the {what} {min(other)[:50]!r} stands in one of the two only"
    if said := _counted(OVERRIDE, old, new):
        return said
    if (twice := TWICE.search(new)) and not TWICE.search(old):
        return f"{twice[1][:50]!r} stands in it twice"
    marks, others = list(_marks(old)), list(_marks(new))
    if marks != others:
        lost = next(iter(Counter(marks) - Counter(others)), "") or next(iter(Counter(others) - Counter(marks)), "")
        return f"the line {lost[:50]!r} does not stand in it as it did"
    return paragraphs(before, after, encoding)


def _counted(pattern: re.Pattern[str], before: str, after: str) -> str:
    """What is said of the first code that stands in one of two texts more often than in the other."""
    known: Counter[str] = Counter(pattern.findall(before))
    found: Counter[str] = Counter(pattern.findall(after))
    one = next(iter((known - found) or (found - known)), "")
    return one and f"{one[:50]!r} stands in it {found[one]} times, and not {known[one]}"


def _marks(text: str) -> Iterator[str]:
    """The lines before the times of cues, and blocks of WebVTT that are no cues; languages are the target's."""
    web = text.startswith("WEBVTT")
    for block in PARAGRAPHS.split(text):
        lines = block.strip().splitlines()
        times = next((number for number, line in enumerate(lines) if "-->" in line), -1)
        own = web and times < 0 and NO_CUE.match(block)
        yield from (LANGUAGE_OF_CUES.sub("", line.strip()) for line in (lines if own else lines[: times + 1]))


def events(before: bytes, after: bytes, encoding: str) -> str:
    """Of ASS, all but the texts of its dialogue: styles, times, comments, effects."""
    old, new = (text_of(data, encoding).splitlines() for data in (before, after))
    fields = next((line.count(",") for line in reversed(old) if line.lstrip().startswith("Format:")), EVENT_FIELDS)
    known, found = ([_event(line, fields) for line in lines] for lines in (old, new))
    other = next((line for line, was in zip(found, known, strict=False) if line != was), None)
    if other is None and len(known) == len(found):
        return _counted(BRACED, "\n".join(old), "\n".join(new))
    return f"the line {(other or '')[:100]!r} is not what it was" if other is not None else "it has more or fewer lines"


def _event(line: str, fields: int) -> str:
    """A line of ASS; of dialogue, what stands before its text."""
    if not line.lstrip().startswith("Dialogue:"):
        return line
    return ",".join(line.split(",", fields)[:fields])
