"""DOCX for reading down the page: each paragraph followed by its translations, a row a sentence.

Any number of languages fits. Rows are not split between pages, and a paragraph that is not long stays on one page with
its translations. All else is as in the table with a column a language (docx.py), which also reads this one.
"""

from collections.abc import Iterator, Mapping, Sequence

from toolkit.exchange import docx, xml
from toolkit.exchange.docx import KEEP, STACKED, cell, paragraph, row, runs
from toolkit.exchange.rows import catalogs_of, id_of, kind_of, paragraphs, remembered, units_of
from toolkit.languages import Language, language
from toolkit.units import BlockKind, Bundle, Catalog, Content, Segment, TranslationUnit

WIDTHS = (900, 1000, 6600, 1400)
"""Of the columns in STACKED, in twentieths of a point: together the width of an A4 page within its margins."""
SOURCE = "F3F3F3"
"""Tint of the source's rows, by which one sees where a paragraph begins."""
LONG = 16
"""Rows of a paragraph that may break between pages after any sentence."""
HEADINGS = (BlockKind.TITLE.value, BlockKind.HEADING.value)

Line = tuple[Segment, Language, TranslationUnit | None]
"""A sentence, in which language, and its translation there."""


def write(bundle: Bundle, generator: str) -> bytes:
    """The bundle as one table of four columns: number, language, text, status."""
    languages = [language(code) for code in bundle.languages]
    units, english = units_of(bundle), language("en")
    lines = [row([paragraph(runs((head,), english)) for head in STACKED], WIDTHS, header=True)]
    blocks = list(paragraphs(bundle))
    for index, (_, segments) in enumerate(blocks):
        last = index == len(blocks) - 1
        lines += _lines(units, languages, segments, catalogs_of(bundle), last=last)
    return docx.assemble(docx.titled(bundle) + docx.grid(lines, WIDTHS), bundle, generator)


def _lines(
    units: Mapping[str, Mapping[str, TranslationUnit]],
    languages: Sequence[Language],
    segments: Sequence[Segment],
    found: Mapping[str, Catalog],
    *,
    last: bool,
) -> Iterator[str]:
    """The rows of a paragraph: the source, then language by language."""
    lines: list[Line] = [(segment, languages[0], None) for segment in segments]
    lines += [(segment, one, units[one.code].get(segment.key)) for one in languages[1:] for segment in segments]
    short = len(lines) < LONG
    for number, (segment, one, unit) in enumerate(lines, start=1):
        ends = number == len(lines)
        heading = kind_of(segment) in HEADINGS
        together = (heading and not last) if ends else short or number == len(segments)
        yield _row(segment, one, unit, KEEP if together else "", found, is_source=one is languages[0])


def _row(
    segment: Segment, one: Language, unit: TranslationUnit | None, keep: str, found: Mapping[str, Catalog], *,
    is_source: bool,
) -> str:  # fmt: skip
    english = language("en")
    status = "" if is_source else unit.status if unit else "untranslated"
    text: Content = segment.source if is_source else unit.target if unit else ()
    text_now = unit.text if unit else ""
    exported = "" if is_source else xml.packed([(one.code, remembered(found[one.code], text_now, status))])
    cells = [
        paragraph(runs((id_of(segment),), english) + (docx.hidden(f" {exported}") if exported else ""), keep),
        paragraph(runs((one.code,), english), keep),
        cell(text, one, keep),
        paragraph(runs((status,), english) if status else "", keep),
    ]
    if is_source:
        return row(cells, WIDTHS, tints=[SOURCE] * len(WIDTHS))
    return row(cells, WIDTHS, tints=["", "", "" if status == "reviewed" else docx.DRAFTED, ""])
