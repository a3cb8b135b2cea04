"""What is read of each format of documents, what is kept as it is, and where the documentation says more."""

from typing import NamedTuple


class Summary(NamedTuple):
    """Of one format."""

    read: str
    kept: str
    page: str
    """File in docs/ and its section."""
    written: str = "in place, in the target's language"
    """What becomes of a translated document."""


MARKED = "targets beside the sources, drafts marked as such"
MARKUP, OFFICE, STRINGS = "docs/formats.md", "docs/formats-office.md", "docs/formats-strings.md"
SUMMARIES: dict[str, Summary] = {
    "text": Summary("title, headings, paragraphs, list items", "blank lines, furniture of the page", MARKUP),
    "json": Summary("string values, ICU and plural keys", "keys, code, numbers, order, escapes", STRINGS),
    "yaml": Summary("string values, blocks, plural keys", "keys, anchors, comments, numbers and dates", STRINGS),
    "toml": Summary("string values, plurals of go-i18n", "keys, tables, comments, numbers and dates", STRINGS),
    "android": Summary("string, string-array, plurals; DAISY books", "names, translatable=false, references", STRINGS),
    "resx": Summary("values that are strings", "other data, what a designer keeps", STRINGS),
    "properties": Summary("values", "keys, comments, escapes", STRINGS),
    "strings": Summary("values", "keys, comments", STRINGS),
    "stringsdict": Summary("formats, plurals, texts by device and width", "keys, types", STRINGS),
    "fluent": Summary("messages, terms, attributes, variants of selectors", "identifiers, placeables", STRINGS),
    "xcstrings": Summary(
        "texts, plurals, devices of the source language", "all other languages, keys", STRINGS, MARKED
    ),
    "qt": Summary("messages, a form for each number", "contexts, locations, present translations", STRINGS, MARKED),
    "xliff": Summary("units without a translation", "present translations, codes, notes", STRINGS, MARKED),
    "srt": Summary("sentences over cues", "times, numbers, tags, positions", STRINGS),
    "vtt": Summary("sentences over cues", "times, settings, notes, styles, tags", STRINGS),
    "ass": Summary("sentences over lines of dialogue", "styles, comments, override tags, drawings", STRINGS),
    "markdown": Summary(
        "text, titles, alt texts, front matter, bodies of admonitions and tabs",
        "code, addresses, math, shortcodes and tags of site generators",
        MARKUP,
    ),
    "rst": Summary(
        "titles, text, lists, tables, texts of directives, alt texts",
        "code, targets, comments, terms of glossaries, spanned tables",
        MARKUP,
    ),
    "adoc": Summary(
        "titles, text, lists, tables, admonitions, captions, alt texts, footnotes",
        "code, comments, attributes, anchors, block macros",
        MARKUP,
    ),
    "docx": Summary(
        "body, tables, notes, headers, text boxes, charts, alt texts", "deleted text, comments, computed fields", OFFICE
    ),
    "pptx": Summary("slides, notes, tables, charts, alt texts", "masters, layouts, comments, numbers", OFFICE),
    "xlsx": Summary("cells, comments, headers, text boxes, charts", "formulas, numbers, names of sheets", OFFICE),
    "odt": Summary("body, tables, notes, headers, alt texts, charts, cells, slides", "deleted text, comments", OFFICE),
    "epub": Summary("every page, contents, titles", "code, other languages, page numbers", OFFICE),
    "html": Summary("text, alt texts, labels, titles, metadata", "scripts, code, code of templates", MARKUP),
    "pdf": Summary(
        "text in reading order, paragraphs over lines, columns and pages",
        "running heads are left out",
        MARKUP,
        "plain texts (.txt)",
    ),
    "po": Summary("messages of programs, every plural form", "comments, flags, references", STRINGS, MARKED),
}
"""Format -> what is read of it, and what stays."""
