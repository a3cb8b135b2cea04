"""The vocabulary: every core type of the toolkit. Imports nothing but the standard library.

All types are frozen values with tuples inside. Fields that only say where something came from do not take part in
equality (`compare=False`).
"""

import enum
import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

KEY_LENGTH = 16
"""Hexadecimal digits of a segment key: 64 bits, no collision to expect below a billion segments."""


@dataclass(frozen=True, slots=True)
class Code:
    """An inline tag, variable or other placeable: kept, never translated."""

    id: str
    """Unique within its segment but for the two codes of a pair, which share it."""
    kind: str
    """open, close, or placeholder."""
    raw: str
    """In a block, exactly what stands in the document; in a segment, what translators and outputs have for it."""
    shown: str = field(default="", compare=False)
    """What a reader sees of it in plain text: nothing of a bold tag, a line break, U+FFFC for an image, a variable."""
    short: bool = field(default=True, compare=False)
    """`raw` is short and readable (`**`, `{name}`): segments keep it; any other becomes a numbered tag (`<1>`)."""


Content = tuple[str | Code, ...]
"""Text with its codes, in order. Adjacent strings are merged and no string is empty; empty content is ()."""


def plain(text: str) -> Content:
    """The content that is just this text."""
    return (text,) if text else ()


def content_of(parts: Iterable[str | Code]) -> Content:
    """The content that the parts make: adjacent strings merged, empty ones left out."""
    made: list[str | Code] = []
    texts: list[str] = []
    for part in parts:
        if isinstance(part, str):
            if part:
                texts.append(part)
            continue
        if texts:
            made.append("".join(texts))
            texts = []
        made.append(part)
    if texts:
        made.append("".join(texts))
    return tuple(made)


def apart(content: Content, *, words: bool = True, signs: bool = False) -> Content:
    """The content with a space between codes that touch each other and, of `words`, between a code and a word.

    Of `signs`, also between a code and any other character.
    """
    touched = (lambda one: bool(one.strip())) if signs else str.isalnum if words else lambda _: False
    parts: list[str | Code] = []
    for part in content:
        if parts and _touch(parts[-1], part, touched):
            parts.append(" ")
        parts.append(part)
    return content_of(parts)


def _touch(one: str | Code, other: str | Code, touched: Callable[[str], bool]) -> bool:
    if isinstance(one, Code) and isinstance(other, Code):
        return one.kind == other.kind == "placeholder"
    return any(isinstance(part, str) and touched(part[at:][:1]) for part, at in ((one, -1), (other, 0)))


def flatten(content: Content) -> str:
    """The content as one string, codes in their raw form."""
    if len(content) == 1 and isinstance(content[0], str):
        return content[0]
    return "".join([part if isinstance(part, str) else part.raw for part in content])


def visible(content: Content) -> str:
    """What a reader sees of the content in plain text."""
    return "".join([part if isinstance(part, str) else part.shown for part in content])


class BlockKind(str, enum.Enum):
    """What a block is to a reader."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "list item"
    CELL = "cell"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    LABEL = "label"
    """A text beside the running text: of an image (`alt`), a tooltip, a title in the metadata."""
    CUE = "subtitle"
    MESSAGE = "message"
    """A string of a program: one segment, whatever stops it holds."""
    METADATA = "metadata"
    """A dateline or the like: a catalog has it, dates in it are localised by rule, no model sees it."""
    FURNITURE = "furniture"
    """Matter of the page rather than of the text (`Powered by …`): kept verbatim everywhere."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, cell, metadata line, or verbatim matter."""

    kind: BlockKind
    content: Content
    """Exactly as in the document, inner line breaks and runs of spaces included."""
    level: int = 0
    """Depth of a heading or list item, counted from 1; 0 elsewhere."""
    line: int = field(default=1, compare=False)
    """Line of the source file where the block begins, counted from 1."""
    translatable: bool = True
    """False: no segment is made of it."""
    start: int = field(default=0, compare=False)
    """Offset of the block in the decoded text, in characters, where the format has such a thing."""
    note: str = field(default="", compare=False)
    """What the author tells the translators of this block."""
    context: str = ""
    """msgctxt of its segments; empty unless equal texts must be translated differently."""


@dataclass(frozen=True, slots=True)
class Document:
    """What every reader gives and every writer takes."""

    name: str
    """The stem that catalogs and bundles are called by, e.g. `lin-wu-visits-kyrgyzstan`."""
    format: str
    """A name of the table in documents/__init__.py."""
    language: str
    """Argos-style code of the source language: en, zh, ru, ky, …"""
    blocks: tuple[Block, ...]
    media: Mapping[str, bytes] = field(default_factory=dict, compare=False)
    path: str = field(default="", compare=False)
    """Where it was read from, as references in catalogs name it; forward slashes."""
    kept: Mapping[str, int] = field(default_factory=dict, compare=False)
    """Rule (code, lang, markup, skip) -> letters that it keeps out of all blocks."""
    unknown: Mapping[str, int] = field(default_factory=dict, compare=False)
    """What looks like syntax and is none that the reader knows, and stands in a text -> the first line that has it."""
    pictures: tuple[int, ...] = field(default=(), compare=False)
    """Pages that are pictures alone, as of a scan, or too damaged to be read: counted from 1."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a segment stands in its document."""

    block: int
    """Index into Document.blocks."""
    kind: BlockKind
    sentence: int
    """Position in the block, counted from 1."""
    count: int
    """Segments in the block."""
    start: int
    """Offset in the flattened block content, in characters."""
    end: int
    line: int
    """Line of the source file, counted from 1."""

    @property
    def id(self) -> str:
        """The name of this place in every output: `p4s2`."""
        return f"p{self.block + 1}s{self.sentence}"


def segment_key(source: Content, context: str = "") -> str:
    """The identity of a translation: context and source text, never the position (as msgctxt and msgid in gettext)."""
    return text_key(flatten(source), context)


def text_key(text: str, context: str = "") -> str:
    """The same for a source that is flattened already."""
    return hashlib.sha256(f"{context}\x04{text}".encode("utf-8", "surrogatepass")).hexdigest()[:KEY_LENGTH]


@dataclass(frozen=True, slots=True)
class Segment:
    """The unit of translation; segments with equal keys share one translation."""

    key: str
    source: Content
    """The text between the white space around it; a line break inside a sentence is unwrapped."""
    context: str = ""
    """msgctxt; empty unless equal texts must be translated differently."""
    note: str = field(default="", compare=False)
    """For the translator: block kind, which sentence of it."""
    place: Place | None = field(default=None, compare=False)
    previous: str = field(default="", compare=False)
    """Text of the segment before it in the document, empty at the beginning."""
    following: str = field(default="", compare=False)
    """Text of the segment after it, empty at the end."""

    @property
    def text(self) -> str:
        """The source with codes in their raw form."""
        return flatten(self.source)


class State(str, enum.Enum):
    """XLIFF 2.1 states. Whoever reads one knows what a person did: machine work is never above `initial`."""

    INITIAL = "initial"
    """Untranslated, or a machine draft that no person has touched."""
    TRANSLATED = "translated"
    """A person's words that still want review: an edited draft, or a translation whose source changed (fuzzy in PO)."""
    REVIEWED = "reviewed"
    """Approved by a person (not fuzzy in PO)."""
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Origin:
    """Who made a translation and how to get it again."""

    kind: str
    """person | memory | engine | rule"""
    name: str = ""
    """Of an engine: its short name; of a memory match: the document it was approved in."""
    score: float | None = None
    """Confidence, 0 to 1."""
    signature: str = ""
    """The exact settings as one short string, e.g. `argos en→ru starter 1.0, CTranslate2 4.8.5, beam 4`."""
    flags: tuple[str, ...] = ()
    """What an engine noticed about its own draft: degenerate, lost-placeable, …"""
    made_for: str = field(default="", compare=False)
    """Of a match: the text that its translation was approved for, where that is another than this."""


PERSON = Origin("person")


@dataclass(frozen=True, slots=True)
class TranslationUnit:
    """A segment in one target language."""

    segment: Segment
    target: Content
    """() where nothing is translated yet."""
    state: State
    origin: Origin | None = None
    """None only where target is ()."""
    previous_source: str = ""
    """The text that `target` was made for, where the source has changed since (`#| msgid`)."""
    change: str = ""
    """What changed in the source since: one of CHANGES; empty where nothing did, or nobody knows."""
    alignment: tuple[tuple[int, int], ...] = field(default=(), compare=False)
    """`Draft.alignment` where `target` is that draft, word for word; empty where nobody knows."""
    forms: tuple[str, ...] = field(default=(), compare=False)
    """Of a message of a program: what its catalog has, exactly, for every plural form; where not all are there, ()."""

    @property
    def text(self) -> str:
        """The target with codes in their raw form."""
        return flatten(self.target)

    @property
    def status(self) -> str:
        """What a reader is told: reviewed, drafted (by a machine), fuzzy, stale, or untranslated."""
        if not self.target:
            return "untranslated"
        if self.state in (State.REVIEWED, State.FINAL):
            return "reviewed"
        if self.origin is not None and self.origin.kind != "person":
            return "drafted"
        return "stale" if self.previous_source else "fuzzy"


STATUSES = ("reviewed", "drafted", "fuzzy", "stale", "untranslated")
"""Every value of TranslationUnit.status, best first."""
CHANGES = ("negation", "number", "name", "clause added", "clause removed", "wording", "typo", "typography")
"""Every value of TranslationUnit.change but the empty one, the riskiest first (catalogs/changes.py says more)."""


@dataclass(frozen=True, slots=True)
class Catalog:
    """All translations of one document into one language; unit keys are unique, in document order."""

    document: str
    source_language: str
    target_language: str
    units: tuple[TranslationUnit, ...]
    path: str = field(default="", compare=False)
    """Of the catalog file, as its project shows it, where exchange files shall name it; empty elsewhere."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What an engine made of one text."""

    target: Content
    """() where the engine gave up; then `flags` says why."""
    score: float
    """Confidence, 0 to 1: how near to a person's translation such a draft is wont to be (docs/confidence.md)."""
    alignment: tuple[tuple[int, int], ...] = ()
    """Pairs (source word, target word), empty where the engine gives none; `engines.word_spans` says where they are."""
    signature: str = ""
    flags: tuple[str, ...] = ()
    """What the engine noticed about its own draft: degenerate, lost-placeable, echo, …"""

    @property
    def text(self) -> str:
        """The target with codes in their raw form."""
        return flatten(self.target)


@dataclass(frozen=True, slots=True)
class Match:
    """A hit in the translation memory."""

    unit: TranslationUnit
    score: float
    """1.0 is the same source text."""
    document: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary entry for one target language."""

    source: str
    target: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with content that does not stop the work."""

    check: str
    severity: str
    """error | warning"""
    key: str
    """Key of the segment concerned."""
    message: str
    span: tuple[int, int] | None = None
    """Offsets in the target text, in characters."""
    fix: str | None = None


@dataclass(frozen=True, slots=True)
class Bundle:
    """A document with its translations, ready to be published."""

    document: Document
    segments: tuple[Segment, ...]
    """Every segment in document order, repeats included; each has a place."""
    catalogs: tuple[Catalog, ...]
    """One a target language, in the order that the reader is offered."""
    findings: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    """Target language -> what checks found in its catalog; readers see it as doubts."""
    terms: Mapping[str, tuple[Term, ...]] = field(default_factory=dict)
    """Target language -> the glossary's terms that the document has, in the order in which they first stand there."""

    @property
    def languages(self) -> tuple[str, ...]:
        """The source language, then the targets."""
        return (self.document.language, *(catalog.target_language for catalog in self.catalogs))


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a bundle holds and the proof that it holds it."""

    document: str
    segments: int
    """Segments in the document, repeats counted."""
    counts: Mapping[str, Mapping[str, int]]
    """Target language -> status -> number of segments; the numbers of a language add up to `segments`."""
    signatures: Mapping[str, tuple[str, ...]]
    """Target language -> signatures of every engine whose drafts are in the bundle, sorted."""
    files: Mapping[str, str]
    """File name -> SHA-256."""
    read_back: Mapping[str, str]
    """File name -> `complete`, or what was missing when the file was parsed again."""
    rows: str = ""
    """One SHA-256 over the sorted set of (id, language, source, target, status) that the bundle consists of."""
    held: Mapping[str, str] = field(default_factory=dict)
    """File name -> the same hash over what was read back from the file; equal to `rows` where it holds everything."""
    missing: Mapping[str, int] = field(default_factory=dict)
    """Target language -> segments that its catalog does not have; not empty only in a bundle asked for as partial."""
    source: Mapping[str, str] = field(default_factory=dict)
    """Of the source document: path, sha256, licence, as far as they are known."""
    catalogs: Mapping[str, str] = field(default_factory=dict)
    """Path of a catalog -> SHA-256 of the file that the bundle was built from."""
    validators: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """File name -> validator -> `passed`, `failed: …` or `not run: …`."""
    only: tuple[str, ...] = ()
    """The statuses that the bundle was restricted to; () is all."""
