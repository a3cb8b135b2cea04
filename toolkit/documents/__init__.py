"""Bytes <-> Document; one file a format, one table.

Every format module has `read(data, name, options) -> Document` and
`rewrite(data, name, replacements, options, target) -> bytes`, where `replacements` is block index -> the block's new
content, made of text and of the codes that the block has, and `target` the Language that the result is in, None where
that is the source's. A format whose files say who made a translation has `rewrite_units` besides, which takes the units
of the blocks and the document, and gives the replacements back as they stand in the file; one that gives texts the
fonts and the direction of their language says `DRESSES`.
"""

import importlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import PurePath
from types import ModuleType

from toolkit.documents.elsewhere import advice
from toolkit.documents.options import FRONT_MATTER_KEYS, ReadOptions
from toolkit.documents.ruby import without_readings
from toolkit.errors import DocumentError, UnknownName, nearest, net
from toolkit.languages import Language, code_of
from toolkit.languages import language as language_of
from toolkit.segmentation import STANDARD, WHOLE, Ruler, Segmentation, restored, split, uncollected, unwrap
from toolkit.units import (
    Block,
    BlockKind,
    Catalog,
    Code,
    Content,
    Document,
    Segment,
    TranslationUnit,
    content_of,
    flatten,
)

FORMATS: dict[str, tuple[str, tuple[str, ...]]] = {
    "text": ("plain.text", (".txt", ".text", "")),
    "json": ("strings.json_strings", (".json", ".arb")),
    "yaml": ("strings.yaml_strings", (".yaml", ".yml")),
    "toml": ("strings.toml_strings", (".toml",)),
    "android": ("strings.android", (".xml",)),
    "resx": ("strings.resx", (".resx", ".resw")),
    "properties": ("strings.properties", (".properties",)),
    "strings": ("strings.apple", (".strings",)),
    "stringsdict": ("strings.stringsdict", (".stringsdict",)),
    "fluent": ("strings.fluent", (".ftl",)),
    "xcstrings": ("strings.xcstrings", (".xcstrings",)),
    "qt": ("strings.qt", (".ts",)),
    "xliff": ("strings.xliff", (".xlf", ".xliff")),
    "srt": ("subtitles.srt", (".srt",)),
    "vtt": ("subtitles.vtt", (".vtt",)),
    "ass": ("subtitles.ass", (".ass", ".ssa")),
    "markdown": ("markup.markdown", (".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd")),
    "rst": ("markup.rst", (".rst", ".rest")),
    "adoc": ("markup.adoc", (".adoc", ".asciidoc", ".asc")),
    "docx": ("office.docx", (".docx", ".docm", ".dotx", ".dotm")),
    "pptx": ("office.pptx", (".pptx", ".pptm", ".potx", ".ppsx")),
    "xlsx": ("office.xlsx", (".xlsx", ".xlsm", ".xltx")),
    "odt": ("office.odt", (".odt", ".ott", ".odp", ".otp", ".ods", ".ots")),
    "epub": ("office.epub", (".epub",)),
    "html": ("markup.html", (".html", ".htm", ".xhtml", ".xht")),
    "pdf": ("plain.pdf", (".pdf",)),
    "po": ("strings.gettext", (".pot", ".po")),
}
"""Format name -> (module of this package, which is loaded when a document asks for it; file name endings)."""

__all__ = [
    "FORMATS",
    "FRONT_MATTER_KEYS",
    "ReadOptions",
    "format_of",
    "read",
    "rewrite",
    "segment",
    "translate_block",
    "translated",
    "translated_name",
    "translations",
]


OFFICE = frozenset({"docx", "pptx", "xlsx", "odt"})
"""Formats whose texts may have codes of template engines in them."""
TAGGED = frozenset({"html", "markdown", "epub", "vtt"})
"""Formats in which a stretch of a text may say that it is in another language."""
READ_ONLY = frozenset({"pdf"})
"""Formats whose documents are not written: translations of them are plain texts in UTF-8."""
LARGEST = 512_000_000
"""Bytes of a file that is opened at all; what a format takes is less for most."""


def format_of(name: str) -> str:
    """The format of a file by the ending of its name. Raises UnknownName with the endings that are known."""
    ending = PurePath(name).suffix.lower()
    for format_name, (_, endings) in FORMATS.items():
        if ending in endings:
            return format_name
    known = [ending for _, endings in FORMATS.values() for ending in endings if ending]
    near = " or ".join(nearest(ending, known))
    otherwise = f"{f'did you mean {near}? ' if near else ''}`toolkit formats` lists those that are known"
    raise UnknownName("document format", ending, known, advice=advice(name) or otherwise)


def _module(name: str) -> ModuleType:
    module, _ = FORMATS[format_of(name)]
    return importlib.import_module(f"toolkit.documents.{module}")


def read(data: bytes, name: str, options: ReadOptions | None = None) -> Document:
    """Reads a document; `name` is its file name, whose ending says the format.

    Raises DocumentError for bytes that are not what the format asks for, UnknownName for an unknown ending.
    """
    return _read(data, name, _marked(data, options or ReadOptions()))


def _marked(data: bytes, options: ReadOptions) -> ReadOptions:
    """The options with the encoding that the bytes name themselves, by a byte order mark of UTF-16 or UTF-32."""
    if data[:2] not in (b"\xff\xfe", b"\xfe\xff", b"\0\0"):
        return options
    from toolkit.documents.plain.charsets import marked_encoding  # hardly any file begins so

    return replace(options, encoding=marked_encoding(data, options.encoding))


@lru_cache(2)  # what is rewritten, in one language after the other, and each translation that is read again
def _read(data: bytes, name: str, options: ReadOptions) -> Document:
    module = _module(name)
    with net(DocumentError, options.path or name), uncollected():
        document: Document = module.read(data, name, options)
    return _coded(document)


def _coded(document: Document) -> Document:
    """A document with codes of template engines where its own reader takes them for text."""
    if document.format not in OFFICE:
        return document
    from toolkit.documents.office.template_codes import coded

    return coded(document)


def rewrite(
    data: bytes,
    name: str,
    translations: Mapping[str, Content],
    options: ReadOptions | None = None,
    *,
    language: str | None = None,
    joiner: str | None = None,
) -> bytes:
    """The document with its sentences replaced: segment key -> Content; without translations, `data` itself.

    `language` is the code of the language that the result is in, None for the source's: formats that say which it is,
    and which way it is written, say so then, also where nothing is replaced. `joiner` stands between two sentences of a
    paragraph where the source has a space; None is the joiner of `language` or, without one, the source's own.
    Raises DocumentError, also where the document's encoding lacks a character of a translation; UnknownName.
    """
    options = _marked(data, options or ReadOptions())
    return _rewritten(data, name, translations, options, language, joiner)[0]


def translations(
    data: bytes, name: str, options: ReadOptions, catalogs: Iterable[Catalog]
) -> dict[str, tuple[bytes, str]]:
    """The document in every language that its catalogs have any translation into, drafts included.

    File name (`letter.ru.txt`) -> (bytes, what was found when it was read again). Raises DocumentError.
    """
    made = {}
    for one in catalogs:
        units = {unit.segment.key: unit for unit in one.units if unit.target}
        if units:
            targets = {key: unit.target for key, unit in units.items()}
            file = translated_name(name, one.target_language)
            made[file] = translated(data, name, targets, options, one.target_language, units)
    return made


def translated_name(name: str, language: str) -> str:
    """What the translation of a file is called: `letter.ru.txt`, and of a template `messages.ru.po`."""
    path = PurePath(name)
    if format_of(name) in READ_ONLY:
        return f"{path.stem}.{language}.txt"
    return f"{path.stem}.{language}{'.po' if path.suffix.lower() == '.pot' else path.suffix}"


def translated(
    data: bytes,
    name: str,
    translations: Mapping[str, Content],
    options: ReadOptions,
    language: str,
    units: Mapping[str, TranslationUnit] | None = None,
) -> tuple[bytes, str]:
    """The document in another language, and what was found when it was read again: `complete`, or what differs.

    `units` says, by segment key, who made the translations; formats that can tell say so.

    Complete is a document that has the words and codes of all its blocks, translated or as they were, in their order
    (`documents/verdict.py`), and in which programs find what they found before (`documents/skeletons.py`). Where the
    document's encoding lacks a character, it is written as UTF-8. Raises DocumentError.
    """
    from toolkit.documents.skeletons import difference  # what only reads needs no judges
    from toolkit.documents.skeletons.encoded import Changes
    from toolkit.documents.verdict import sights, spoken
    from toolkit.documents.verdict import verdict as verdict_of

    options = _marked(data, options)
    try:
        made, expected, texts = _rewritten(data, name, translations, options, language, None, units)
    except DocumentError as error:
        if not isinstance(error.__cause__, UnicodeEncodeError):
            raise
        data, options = data.decode(options.encoding).encode("utf-8"), replace(options, encoding="utf-8")
        made, expected, texts = _rewritten(data, name, translations, options, language, None, units)
    theirs = replace(options, language=language_of(language).code)
    form, written = format_of(name), name
    if form in READ_ONLY:
        form, written, theirs = "text", translated_name(name, language), replace(theirs, encoding="utf-8")
    meant, _ = sights(spoken(expected, theirs.language) if form in TAGGED else expected, form)
    try:
        there = read(made, written, theirs).blocks
        found, lines = sights(there, form)
        verdict = verdict_of(meant, found, lines, {})
        if verdict != "complete":  # what was in that language before, such as the name of the language in a menu
            own = Counter(sights(read(data, name, theirs).blocks, form)[0])
            own -= Counter(sights(read(data, name, options).blocks, form)[0])
            verdict = verdict_of(meant, found, lines, own)
    except DocumentError as error:
        return made, f"cannot be read again: {error}"
    if verdict == "complete":
        given = (units or {}).values()
        changes = Changes(texts, read(data, name, options).blocks, there)
        verdict = difference(format_of(name), data, made, options.encoding, changes, given) or verdict
    return made, verdict


def _rewritten(
    data: bytes,
    name: str,
    translations: Mapping[str, Content],
    options: ReadOptions,
    language: str | None,
    joiner: str | None,
    units: Mapping[str, TranslationUnit] | None = None,
) -> tuple[bytes, list[Block], list[tuple[str, str]]]:
    """The document, its blocks as they should be in it, and the texts for readers: (old, new)."""
    with uncollected():
        return _made(data, name, translations, options, language, joiner, units)


def _made(
    data: bytes,
    name: str,
    translations: Mapping[str, Content],
    options: ReadOptions,
    language: str | None,
    joiner: str | None,
    units: Mapping[str, TranslationUnit] | None,
) -> tuple[bytes, list[Block], list[tuple[str, str]]]:
    target = None if language is None else language_of(language)
    if joiner is None and target is not None:
        joiner = target.joiner
    module = _module(name)
    document = _read(data, name, options)
    by_block: dict[int, list[Segment]] = {}
    for segment in split(document, options.segmentation):
        assert segment.place is not None
        by_block.setdefault(segment.place.block, []).append(segment)
    replacements = {
        index: without_readings(
            translate_block(document.blocks[index].content, segments, translations, joiner),
            document.blocks[index].content,
        )
        for index, segments in by_block.items()
        if any(segment.key in translations for segment in segments)
    }
    if target is None or not getattr(module, "DRESSES", False):
        replacements = {index: made for index, made in replacements.items() if not _same(document.blocks[index], made)}
    with net(DocumentError, options.path or name):
        if hasattr(module, "rewrite_units"):
            known = {index: units[one[0].key] for index, one in by_block.items() if units and one[0].key in units}
            rewritten, replacements = module.rewrite_units(data, name, replacements, options, target, known, document)
        else:
            given: Mapping[int, Content] = replacements
            if document.format in OFFICE and replacements:
                from toolkit.documents.office.template_codes import as_text

                given = as_text(replacements)
            rewritten = module.rewrite(data, name, given, options, target)
    absent = _absent(document, target)
    blocks = [(index, block) for index, block in enumerate(document.blocks) if index not in absent]
    expected = [
        replace(block, content=replacements[index]) if index in replacements else block for index, block in blocks
    ]
    texts = [
        (flatten(block.content), flatten(replacements.get(index, block.content)))
        for index, block in enumerate(document.blocks)
        if block.translatable
    ]
    return rewritten, expected, texts


def _same(block: Block, content: Content) -> bool:
    """Whether a block stands as it was; a message is written all the same, for the plural forms that it gives."""
    return content == block.content and block.kind is not BlockKind.MESSAGE


def _absent(document: Document, target: Language | None) -> set[int]:
    """Blocks that do not stand in the target's document: plural categories that it has no use for."""
    if not any(block.context for block in document.blocks):
        return set()
    from toolkit.documents.strings.plural_keys import unwritten

    return unwritten(document, target)


def translate_block(
    content: Content, segments: Sequence[Segment], translations: Mapping[str, Content], joiner: str | None
) -> Content:
    """The content of one block with its segments replaced; white space and codes around and between them stay."""
    parts: list[str | Code] = []
    end = 0
    before = False
    ruler = Ruler(content)
    for segment in segments:
        place = segment.place
        assert place is not None
        gap, own = ruler.sliced(end, place.start), ruler.sliced(place.start, place.end)
        target = translations.get(segment.key)
        # A copy keeps its lines and escapes. What is a code in one segment may be text in another of the same key.
        changed = target is not None and flatten(target) != flatten(segment.source)
        if joiner is not None and end and target is not None and (changed or before):
            gap = _rejoined(gap, joiner)
        parts += [*gap, *(restored(own, segment.source, target) if changed and target is not None else own)]
        end, before = place.end, changed
    parts += ruler.sliced(end, ruler.length)
    return content_of(parts)


def _rejoined(gap: Content, joiner: str) -> Content:
    """The gap between two sentences with `joiner` where it had spaces; line breaks stay."""
    if any(isinstance(part, str) and part.strip(" ") for part in gap):
        return gap
    codes = [part for part in gap if not isinstance(part, str)]
    if len(codes) == len(gap) and any(code.shown == "\n" for code in codes):
        return gap  # a break parts them
    place = next((place for place, part in enumerate(gap) if isinstance(part, str)), len(gap))
    return (*codes[:place], joiner, *codes[place:])


def segment(text: str, language: str = "en", *, segmentation: Segmentation = STANDARD) -> list[str]:
    """The sentences of a plain text, in order, without the white space around them.

    Nothing but white space is left out, and no sentence crosses a blank line. `language` is a code or BCP 47 tag.
    Raises TypeError for anything but text, SegmentationError for rules that cannot be used.
    """
    if not isinstance(text, str):
        raise TypeError(f"toolkit.segment takes a str, not {type(text).__name__}")
    from toolkit.documents.plain.layout import layout

    options = ReadOptions(code_of(language), segmentation=segmentation)
    splitter = segmentation.splitter(options.language)
    found: list[str] = []
    for span in layout(text, options.sentences):
        block = text[span.start : span.end]
        is_prose = span.kind is BlockKind.PARAGRAPH or span.kind not in WHOLE
        pieces = splitter.sentences(block) if is_prose else [block]
        found += map(unwrap, pieces) if "\n" in block or "\r" in block else pieces
    return found
