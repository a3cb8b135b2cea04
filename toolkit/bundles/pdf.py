"""parallel.pdf: the document on paper, languages side by side or one below the other, with honest ink.

It is made of a page of HTML, which Typst (the extra `pdf`) sets and which is attached to it. `read` takes the rows from
the attached page, and a row counts only if the very sentence stands on the pages: every cell's text, with the number
of each sentence, its mark and the language of each run, is read from the glyphs of the PDF and compared (visible.py).
"""

import itertools
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

from toolkit.bundles import contents, interface, legend, reader, sheet, typesetting, visible
from toolkit.bundles.sentences import Sentences, source_span
from toolkit.errors import BundleError, UsageError
from toolkit.exchange import Row
from toolkit.languages import Language, language
from toolkit.units import BlockKind, Bundle, Segment

MOST_TARGETS = 3
"""Beside the source; more columns would be too narrow to read."""
SEPARATORS = {"\u2028", "\u2029", "\ufffc", "\ufffd"}
"""Ends of lines that no line may have in it when it is set, and signs that stand for what is no text; shown by their
numbers, as are signs of private use."""
SKINS = {chr(number) for number in range(0x1F3FB, 0x1F400)}
"""Colours of the sign before them."""
TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that say in which direction others stand."""
SHORT = 450
"""Characters of a paragraph that stays on one page."""
_CONTROL = re.compile(r'<span class="control" data-code="(\d+)">[^<]*</span>')


def columns(bundle: Bundle, generator: str) -> bytes:
    """Languages side by side, a paragraph a row. Raises UsageError for too many, ToolkitError without Typst."""
    if len(bundle.catalogs) > MOST_TARGETS:
        raise UsageError(
            f"{len(bundle.catalogs)} translations are too many columns for a page; ask for --layout interleaved, or "
            "for up to three languages"
        )
    return _made(bundle, generator, "columns", _table)


def interleaved(bundle: Bundle, generator: str) -> bytes:
    """Each paragraph followed by its translations. Raises ToolkitError without Typst."""
    return _made(bundle, generator, "interleaved", _pairs)


def read(data: bytes) -> list[Row]:
    """The rows of a PDF that this module made, each proved by what stands on its pages. Raises BundleError."""
    typesetting.require()
    found, attached = visible.cells(data)
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
    mirrored = any(visible.turns(text) for cell in parser.cells for _, runs in cell.sentences for _, text in runs)
    wanted = [cell for cell in parser.cells if any(visible.is_seen(runs) for _, runs in cell.sentences)]
    shown = [runs for runs in found if visible.is_seen(runs)]
    for cell, runs in itertools.zip_longest(wanted, shown):
        sentences = cell.sentences if cell else []
        wrong = visible.disagreement(
            [text for _, text in sentences], runs or [], mirrored=mirrored, turned=cell is not None and cell.turned
        )
        if wrong is not None:
            where = sentences[wrong][0] if wrong < len(sentences) else "the end"
            language = cell.language if cell else "no language"
            raise BundleError(f"the pages do not show what is attached to them: {language}, {where}")
    return rows


@dataclass
class _Cell:
    language: str
    turned: bool
    """Written from right to left."""
    sentences: list[tuple[str, list[visible.Run]]] = field(default_factory=list)
    """(number, what is to be seen) of each sentence, with the mark of its state."""


class _Expected(HTMLParser):
    """The cells as a reader must see them, each sentence with its number and the mark of its state."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.cells: list[_Cell] = []
        self.sentence: dict[str, str] | None = None
        self.languages: list[str] = []
        """Of the sentence and the spans that are open in it."""
        self.runs: list[visible.Run] = []
        self.mark: str | None = None
        """The text of a mark while it is read."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "data-cell" in given:
            self.cells.append(_Cell(given["lang"], given["dir"] == "rtl"))
        if tag == "sup" and given.get("class") == "mark" and self.sentence is None:
            self.mark, self.languages = "", [given["lang"]]
        if tag != "span":
            return
        if self.sentence is not None:
            self.languages.append(given.get("lang") or self.languages[-1])
        elif "data-seg" in given:
            language = given.get("lang") or self.cells[-1].language
            self.sentence, self.runs, self.languages = given, [], [language]
            if "data-status" not in given:
                self.runs.append((sheet.spoken(language), f"{given['data-seg']} "))

    def handle_data(self, data: str) -> None:
        if self.sentence is not None:
            self.runs.append((sheet.spoken(self.languages[-1]), data))
        elif self.mark is not None:
            self.mark += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "sup" and self.mark is not None:
            _, runs = self.cells[-1].sentences[-1]
            if runs[-1][1] in (f" {self.mark}", f" {self.mark.removesuffix(legend.GLOSS)}"):
                runs[-1] = (sheet.spoken(self.languages[0]), f" {self.mark}")
            self.mark = None
        if tag != "span" or self.sentence is None:
            return
        self.languages.pop()
        if self.languages:
            return
        status = self.sentence.get("data-status", "")
        if status in legend.MARKS:
            self.runs.append((sheet.spoken(self.cells[-1].language), f" {legend.MARKS[status]}"))
        self.cells[-1].sentences.append((self.sentence["data-seg"], self.runs))
        self.sentence = None


Rows = Callable[[Sentences, Sequence[Sequence[Segment]]], str]


def _made(bundle: Bundle, generator: str, layout: str, rows: Rows) -> bytes:
    languages = [language(code) for code in bundle.languages]
    page = Sentences(bundle, languages)
    blocks = contents.blocks(bundle)
    main = rows(page, blocks)
    title, source = contents.title(bundle), languages[0]
    html = (
        f'<!DOCTYPE html>\n<html lang="{source.tag}" dir="{source.direction}">\n<head>\n<meta charset="utf-8">\n'
        f'<title>{escape(title)}</title>\n<meta name="generator" content="{escape(generator)}">\n'
        f'</head>\n<body class="{layout}">\n<div class="running">{escape(title)}</div>\n'
        f"<header>\n{_head(page)}\n</header>\n"
        f"<main>\n{main}\n</main>\n<footer>\n{_about(bundle, page)}\n</footer>\n</body>\n</html>\n"
    )
    shown = _CONTROL.sub(lambda match: typesetting.control(int(match[1])), html)
    unread = {sign for sign in set(shown) if sign in SEPARATORS or unicodedata.category(sign) in ("Co", "Cn")}
    shown = typesetting.numbered(shown, unread) if unread else shown
    data = typesetting.pdf_of(shown)
    joined = typesetting.JOINED | SKINS | TURNING
    marks = {sign for sign in set(shown) if unicodedata.category(sign)[0] == "M" or sign in joined}
    if marks and not _holds(data):
        return typesetting.pdf_of(typesetting.numbered(shown, marks))
    return data


def _holds(data: bytes) -> bool:
    """Whether what is attached can be read from the pages: not where a letter's marks are glyphs of another font, or
    where an override of direction leaves single signs, of which PDFium takes two for one.
    """
    try:
        read(data)
    except BundleError:
        return False
    return True


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
            f'<span lang="{tag}">{escape(name)}</span>: {escape(meaning)}'
            for status, (name, tag), meaning in contents.states(page.counts, one.code)
        ]
        lines.append(f'<p class="legend"><b lang="{one.tag}">{escape(one.own_name)}</b>: {" · ".join(found)}</p>')
    drafted = [one for one in page.targets if page.counts[one.code].get("drafted")]
    for one in drafted:
        words = dict(interface.say(legend.BANNER, code)[::-1] for code in (one.code, page.source.code))
        text = " ".join(f'<span lang="{tag}">{escape(words[tag])}</span>' for tag in words)
        lines.append(f'<p class="banner"><b lang="{one.tag}">{escape(one.own_name)}</b>: {text}</p>')
    return "\n".join(lines)


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
