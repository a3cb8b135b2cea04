"""parallel.pdf: the document on paper, languages side by side or one below the other, with honest ink.

It is made of a page of HTML (WeasyPrint, the extra `pdf`), which is attached to it. `read` takes the rows from the
attached page, and a row counts only if the very sentence stands on the pages: every language's text, with the number
of each sentence and its mark, is read from the glyphs of the PDF and compared (visible.py).
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from html import escape
from html.parser import HTMLParser

from toolkit.bundles import contents, interface, legend, reader, typesetting, visible
from toolkit.bundles.sentences import Sentences, source_span
from toolkit.errors import BundleError, UsageError
from toolkit.exchange import Row
from toolkit.languages import Language, language
from toolkit.units import BlockKind, Bundle, Segment

MOST_TARGETS = 3
"""Beside the source; more columns would be too narrow to read."""
SEPARATORS = {"\u2028", "\u2029"}
"""Ends of lines that no line may have in it when it is set; shown by their numbers, as are signs of private use."""
SHORT = 450
"""Characters of a paragraph that stays on one page."""
_CONTROL = re.compile(r'<span class="control" data-code="(\d+)">[^<]*</span>')


def columns(bundle: Bundle, generator: str) -> bytes:
    """Languages side by side, a paragraph a row. Raises UsageError for too many, ToolkitError without WeasyPrint."""
    if len(bundle.catalogs) > MOST_TARGETS:
        raise UsageError(
            f"{len(bundle.catalogs)} translations are too many columns for a page; ask for --layout interleaved, or "
            "for up to three languages"
        )
    return _made(bundle, generator, "columns", _table)


def interleaved(bundle: Bundle, generator: str) -> bytes:
    """Each paragraph followed by its translations. Raises ToolkitError without WeasyPrint."""
    return _made(bundle, generator, "interleaved", _pairs)


def read(data: bytes) -> list[Row]:
    """The rows of a PDF that this module made, each proved by what stands on its pages. Raises BundleError."""
    typesetting.require()
    found, attached = visible.texts(data)
    if typesetting.ATTACHED not in attached:
        raise BundleError(f"this is no PDF of translations: {typesetting.ATTACHED} is not attached to it")
    try:
        page = attached[typesetting.ATTACHED].decode("utf-8")
        rows = reader.read(page.encode())
        parser = _Expected()
        parser.feed(page)
        parser.close()
    except (KeyError, ValueError) as error:
        raise BundleError(f"this is no PDF of translations: {error}") from error
    mirrored = any(visible.turns(text) for sentences in parser.texts.values() for _, text in sentences)
    for tag in dict.fromkeys((*found, *parser.texts)):
        sentences = parser.texts.get(tag, [])
        wrong = visible.disagreement([text for _, text in sentences], found.get(tag, ""), mirrored=mirrored)
        if wrong is not None:
            where = sentences[wrong][0] if wrong < len(sentences) else "the end"
            raise BundleError(f"the pages do not show what is attached to them: {tag or 'no language'}, {where}")
    return rows


class _Expected(HTMLParser):
    """The sentences of each language as a reader must see them, with their numbers and the marks of their states."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: dict[str, list[tuple[str, str]]] = {}
        """Language tag of a cell -> (number, what is to be seen) of each sentence in it."""
        self.cell = ""
        self.sentence: dict[str, str] | None = None
        self.depth = 0
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "data-cell" in given:
            self.cell = given["lang"]
            self.texts.setdefault(self.cell, [])
        if tag != "span":
            return
        if self.sentence is not None:
            self.depth += 1
        elif "data-seg" in given:
            self.sentence, self.parts, self.depth = given, [], 0

    def handle_data(self, data: str) -> None:
        if self.sentence is not None:
            self.parts.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag != "span" or self.sentence is None:
            return
        if self.depth:
            self.depth -= 1
            return
        number, status = self.sentence["data-seg"], self.sentence.get("data-status")
        text = "".join(self.parts)
        seen = f"{number} {text}" if status is None else f"{text} {legend.MARKS.get(status, '')}"
        self.texts[self.cell].append((number, seen))
        self.sentence = None


Rows = Callable[[Sentences, Sequence[Sequence[Segment]]], str]


def _made(bundle: Bundle, generator: str, layout: str, rows: Rows) -> bytes:
    languages = [language(code) for code in bundle.languages]
    page = Sentences(bundle, languages)
    blocks = contents.blocks(bundle)
    main = rows(page, blocks)
    title, source = contents.title(bundle), languages[0]
    turned = layout == "columns" and len(languages) > 2
    paper = f"@page{{size:A4{' landscape' if turned else ''}}}"
    html = (
        f'<!DOCTYPE html>\n<html lang="{source.tag}" dir="{source.direction}">\n<head>\n<meta charset="utf-8">\n'
        f'<title>{escape(title)}</title>\n<meta name="generator" content="{escape(generator)}">\n'
        f"<style>\n{interface.text_of('paper.css')}{paper}\n</style>\n</head>\n"
        f'<body class="{layout}">\n<div class="running">{escape(title)}</div>\n<header>\n{_head(page)}\n</header>\n'
        f"<main>\n{main}\n</main>\n<footer>\n{_about(bundle, page)}\n</footer>\n</body>\n</html>\n"
    )
    shown = _CONTROL.sub(lambda match: typesetting.control(int(match[1])), html)
    unread = {sign for sign in set(shown) if sign in SEPARATORS or unicodedata.category(sign) in ("Co", "Cn")}
    return typesetting.pdf_of(typesetting.numbered(shown, unread) if unread else shown)


def _table(page: Sentences, blocks: Sequence[Sequence[Segment]]) -> str:
    languages = (page.source, *page.targets)
    heads = "".join(f'<th lang="{one.tag}" dir="{one.direction}">{escape(one.own_name)}</th>' for one in languages)
    lines = [
        f'<tr class="{_classes(page, segments)}">'
        + "".join(f"<td {_cell(one)}>{_paragraph(page, segments, one)}</td>" for one in languages)
        + "</tr>"
        for segments in blocks
    ]
    body = f"<tbody>\n{chr(10).join(lines)}\n</tbody>\n" if lines else ""
    return f"<table>\n<thead><tr>{heads}</tr></thead>\n{body}</table>"


def _pairs(page: Sentences, blocks: Sequence[Sequence[Segment]]) -> str:
    languages = (page.source, *page.targets)
    return "\n".join(
        f'<div class="{_classes(page, segments)}">'
        + "".join(f"<section {_cell(one)}>{_paragraph(page, segments, one)}</section>" for one in languages)
        + "</div>"
        for segments in blocks
    )


def _classes(page: Sentences, segments: Sequence[Segment]) -> str:
    """What kind of paragraph it is, and whether it is so short that it must not be split between pages."""
    place = segments[0].place
    units = ([page.units[one.code].get(segment.key) for segment in segments] for one in page.targets)
    lengths = [sum(len(unit.text) for unit in found if unit) for found in units]
    short = max([sum(len(segment.text) for segment in segments), *lengths]) < SHORT
    kind = place.kind.value.replace(" ", "-") if place else ""
    return " ".join(["pair", *([kind] if kind else []), *(["short"] if short else [])])


def _cell(one: Language) -> str:
    return f'data-cell="{one.code}" lang="{one.tag}" dir="{one.direction}"'


def _paragraph(page: Sentences, segments: Sequence[Segment], one: Language) -> str:
    """The sentences of a paragraph in one language; those of the source with their numbers."""
    if one is page.source:
        kind = segments[0].place.kind if segments[0].place else BlockKind.PARAGRAPH
        element = {BlockKind.TITLE: "h1", BlockKind.HEADING: "h2"}.get(kind, "p")
        spans = [f'<b class="n">{segment.place.id if segment.place else ""}</b>{source_span(segment)}'
                 for segment in segments]  # fmt: skip
    else:
        element, spans = "p", [page.target(segment, one) for segment in segments]
    return f"<{element}>{one.joiner.join(spans)}</{element}>"


def _head(page: Sentences) -> str:
    """What the marks mean, a line a language, and a word about drafts."""
    lines = []
    for one in page.targets:
        found = [
            f"{f'<b>{legend.MARKS[status]}</b> ' if status in legend.MARKS else ''}"
            f'<span lang="{tag}">{escape(name)}</span> {number}'
            for status, (name, tag), number in contents.states(page.counts, one.code)
        ]
        lines.append(f'<p class="legend"><b lang="{one.tag}">{escape(one.own_name)}</b>: {" · ".join(found)}</p>')
    return "\n".join([*lines, *legend.banners(page.counts)])


def _about(bundle: Bundle, page: Sentences) -> str:
    """The end: each mark in a sentence, who drafted, and what was kept verbatim."""
    lines = []
    for one in page.targets:
        told = list(contents.meanings(page.counts, one.code))
        if told:
            lines.append(f'<p class="head" lang="{one.tag}">{escape(one.own_name)}</p>')
            lines += [f'<p lang="{tag}">{line}</p>' for tag, line in told]
    engines = [re.sub(r"</?li>", "", line) for line in contents.engines(bundle)]
    lines += [f'<p class="engine">{line}</p>' for line in engines]
    lines += [f"<p>{escape(text)}</p>" for text in contents.furniture(bundle)]
    return "\n".join(lines)
