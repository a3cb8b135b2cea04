"""DOCX: a table to read and to correct in a word processor: number, source, up to three translations, and their states.

Each text has its language, the header row repeats on every page, and no row is split between pages. A cell that no
person approved is tinted; the last column says the status in a word, which may be changed to `reviewed`. Control
characters are runs of the style ControlCharacter, codes runs of the style Code. What was exported stands as hidden
text behind the number, where every word processor keeps it.
"""

import re
import xml.etree.ElementTree as ET  # for types; parsing is in xml.py
from collections.abc import Iterator, Sequence

from toolkit.errors import BundleError, UsageError
from toolkit.exchange import archives, ooxml, table, xml
from toolkit.exchange.ooxml import WORD
from toolkit.exchange.rows import Row, catalogs_of, id_of, remembered, units_of
from toolkit.languages import Language, language, regional_tag
from toolkit.units import Bundle, Content

MOST_TARGETS = 3
CONTROL, CODE = "ControlCharacter", "Code"
"""Character styles."""
DRAFTED = "FFF6DD"
"""Tint of a cell that no person approved."""
KEEP = "<w:keepNext/>"
STACKED = ["id", "language", "text", "status"]
"""Head of the table in which translations stand below their source (interleaved.py)."""
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SIGNS = re.compile(f"{xml.FORBIDDEN.pattern[:-1]}\t\n\r]")
_SHOWN = re.compile(r"\\u([0-9a-f]{4})")
_W = f"{{{WORD}}}"
_SKIPPED = {f"{_W}{name}" for name in ("del", "moveFrom", "rPr", "pPr", "instrText", "footnoteReference")} | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
STYLES = (
    f'<w:styles xmlns:w="{WORD}"><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="40"/></w:pPr></w:pPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:rPr><w:b/><w:sz w:val="32"/></w:rPr>'
    '</w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:keepNext/>'
    '<w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style>'
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>'
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:color="BFBFBF"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders></w:tblPr></w:style>"
    f'<w:style w:type="character" w:customStyle="1" w:styleId="{CONTROL}"><w:name w:val="Control Character"/>'
    '<w:rPr><w:color w:val="C00000"/></w:rPr></w:style>'
    f'<w:style w:type="character" w:customStyle="1" w:styleId="{CODE}"><w:name w:val="Code"/>'
    '<w:rPr><w:color w:val="767676"/></w:rPr></w:style></w:styles>'
)


def write(bundle: Bundle, generator: str) -> bytes:
    """The bundle as one table. Raises UsageError for more than three target languages."""
    if len(bundle.catalogs) > MOST_TARGETS:
        raise UsageError(
            f"a table of {len(bundle.catalogs)} translations fits on no page; choose up to three with --languages"
        )
    languages = [language(code) for code in bundle.languages]
    return assemble(_table(bundle, languages), bundle, generator, landscape=len(languages) > 2)


def assemble(body: str, bundle: Bundle, generator: str, *, landscape: bool = False) -> bytes:
    """A document of this body (paragraphs and tables), with styles, properties and what was exported."""
    width, height = (16838, 11906) if landscape else (11906, 16838)  # A4, in twentieths of a point
    turned = ' w:orient="landscape"' if landscape else ""
    document = (
        f'<w:document xmlns:w="{WORD}"><w:body>{body}<w:sectPr><w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        '<w:pgMar w:top="1000" w:right="1000" w:bottom="1000" w:left="1000" w:header="500" w:footer="500" '
        'w:gutter="0"/></w:sectPr></w:body></w:document>'
    )
    parts = {
        "word/document.xml": (f"{_TYPE}.document.main+xml", document),
        "word/styles.xml": (f"{_TYPE}.styles+xml", STYLES),
    }
    return ooxml.package(
        "word/document.xml", parts, (("styles", "styles.xml"),),
        title=bundle.document.name, language=language(bundle.document.language).tag, generator=generator,
    )  # fmt: skip


def read(data: bytes) -> list[Row]:
    """The rows of such a table, whatever program saved it; tracked changes count as accepted.

    Raises BundleError where the file has no such table or a row of it makes no sense.
    """
    files = archives.unpack(data, "DOCX")
    if "word/document.xml" not in files:
        raise BundleError("this is no DOCX file: it has no word/document.xml")
    root = xml.parse(files["word/document.xml"], "DOCX")
    document = ooxml.title_of(files)
    for found in root.iter(f"{_W}tbl"):
        lines = [list(_texts(line)) for line in found.iter(f"{_W}tr") if line.find(f"{_W}trPr/{_W}del") is None]
        if lines and lines[0] and lines[0][0].strip() == "id":
            return list(_rows(lines, document))
    raise BundleError("there is no table of translations in this file: none has `id` in its first cell")


def runs(content: Content, of: Language) -> str:
    """The runs of a text in its language."""
    region = regional_tag(of.code)
    key = "eastAsia" if of.script in ("Hans", "Hant", "Jpan", "Kore") else "bidi" if of.direction == "rtl" else "val"
    rtl = "<w:rtl/>" if of.direction == "rtl" else ""
    tongue = f'{rtl}<w:lang w:{key}="{region}"/>'
    parts = []
    for part in content:
        style = "" if isinstance(part, str) else f'<w:rStyle w:val="{CODE}"/>'
        text = part if isinstance(part, str) else part.raw
        start = 0
        for match in _SIGNS.finditer(text):
            parts.append(_run(text[start : match.start()], style, tongue))
            parts.append(_sign(match.group(), style, tongue))
            start = match.end()
        parts.append(_run(text[start:], style, tongue))
    return "".join(parts)


def hidden(text: str) -> str:
    """A run that nobody sees and every word processor keeps."""
    return f'<w:r><w:rPr><w:vanish/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _run(text: str, style: str, tongue: str) -> str:
    if not text:
        return ""
    return f'<w:r><w:rPr>{style}{tongue}</w:rPr><w:t xml:space="preserve">{xml.text(text)}</w:t></w:r>'


def _sign(sign: str, style: str, tongue: str) -> str:
    if sign in "\t\n":
        return f"<w:r><w:rPr>{style}{tongue}</w:rPr><w:{'tab' if sign == chr(9) else 'br'}/></w:r>"
    return f'<w:r><w:rPr><w:rStyle w:val="{CONTROL}"/></w:rPr><w:t>\\u{ord(sign):04x}</w:t></w:r>'


def paragraph(inner: str, properties: str = "") -> str:
    """A paragraph of runs."""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def grid(lines: Sequence[str], widths: Sequence[int]) -> str:
    """A table of such rows with columns of these widths, in twentieths of a point."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = "".join(lines)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{body}</w:tbl>{paragraph("")}'
    )


def titled(bundle: Bundle) -> str:
    """The paragraph above the table."""
    return paragraph(runs((bundle.document.name,), language(bundle.document.language)), '<w:pStyle w:val="Title"/>')


def _table(bundle: Bundle, languages: Sequence[Language]) -> str:
    units, found_in = units_of(bundle), catalogs_of(bundle)
    narrow, state = 900, 1500
    wide = ((14800 if len(languages) > 2 else 9900) - narrow - state) // len(languages)
    widths = [narrow, *([wide] * len(languages)), state]
    english = language("en")
    heads = ["id", *(f"{one.own_name} ({one.code})" for one in languages), "status"]
    lines = [row([paragraph(runs((text,), english)) for text in heads], widths, header=True)]
    for segment in bundle.segments:
        found = [units[one.code].get(segment.key) for one in languages[1:]]
        pairs = [(unit.text, unit.status) if unit else ("", "untranslated") for unit in found]
        exported = xml.packed(
            (one.code, remembered(found_in[one.code], *pair)) for one, pair in zip(languages[1:], pairs, strict=True)
        )
        cells = [paragraph(runs((id_of(segment),), english) + hidden(f" {exported}"))]
        cells.append(cell(segment.source, languages[0]))
        cells += [cell(unit.target if unit else (), one) for unit, one in zip(found, languages[1:], strict=True)]
        statuses = [status for _, status in pairs]
        told = [
            status if len(found) == 1 else f"{one.code}: {status}"
            for one, status in zip(languages[1:], statuses, strict=True)
        ]
        cells.append("".join(paragraph(runs((text,), english)) for text in told) or paragraph(""))
        tints = ["", "", *("" if status == "reviewed" else DRAFTED for status in statuses), ""]
        lines.append(row(cells, widths, tints=tints))
    return titled(bundle) + grid(lines, widths)


def cell(content: Content, of: Language, keep: str = "") -> str:
    """The inside of a cell; `keep` is KEEP where it must stay on the page of the next row."""
    return paragraph(runs(content, of), keep + ("<w:bidi/>" if of.direction == "rtl" else ""))


def row(cells: Sequence[str], widths: Sequence[int], *, header: bool = False, tints: Sequence[str] = ()) -> str:
    """A row that is not split between pages, and with `header` is repeated on each."""
    repeated = "<w:tblHeader/>" if header else ""
    parts = []
    for number, (inner, width) in enumerate(zip(cells, widths, strict=True)):
        tint = "E8E8E8" if header else tints[number] if tints else ""
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{tint}"/>' if tint else ""
        parts.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{inner}</w:tc>')
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(parts)}</w:tr>"


def _texts(line: ET.Element) -> Iterator[str]:
    for found in line.iter(f"{_W}tc"):
        yield "\n".join(_text(part) for part in found.iter(f"{_W}p"))


def _text(part: ET.Element) -> str:
    if part.tag in _SKIPPED:
        return ""
    if part.tag == f"{_W}r":
        style = part.find(f"{_W}rPr/{_W}rStyle")
        text = "".join(map(_text, part))
        shown = style is not None and style.get(f"{_W}val") == CONTROL
        return _SHOWN.sub(lambda match: chr(int(match[1], 16)), text) if shown else text
    if part.tag == f"{_W}t":
        return part.text or ""
    name = xml.name(part)
    return _CHARACTERS[name] if name in _CHARACTERS else "".join(map(_text, part))


def _rows(lines: Sequence[Sequence[str]], document: str) -> Iterator[Row]:
    if [head.strip() for head in lines[0]] == STACKED:
        yield from _stacked(lines, document)
        return
    codes = [match[1] if (match := re.search(r"\(([\w-]+)\)\s*$", head)) else "" for head in lines[0][1:-1]]
    if not codes or not all(codes):
        raise BundleError(
            "the first row of the table is not id, languages as in `English (en)`, status: " + " | ".join(lines[0])
        )
    for line in lines[1:]:
        if not any(line):
            continue
        if len(line) != len(lines[0]):
            raise BundleError(f"the row {line[0]!r} has {len(line)} cells, and the first row {len(lines[0])}")
        place, _, remembered = line[0].strip().partition(" ")
        exported = xml.unpacked(remembered)
        said = dict(re.findall(r"([\w-]+)\s*:\s*(\w+)", line[-1])) or dict.fromkeys(codes[1:], line[-1])
        for code, target in zip(codes[1:], line[2:-1], strict=True):
            status = table.known_status(said.get(code, ""), target, f"the row {place}, language {code}")
            yield Row(place, code, line[1], target, status, exported.get(code, ""), document)


def _stacked(lines: Sequence[Sequence[str]], document: str) -> Iterator[Row]:
    """The rows of a table in which a row without a status is of the source, and the others are its translations."""
    sources: dict[str, str] = {}
    for line in lines[1:]:
        if not any(line):
            continue
        if len(line) != len(STACKED):
            raise BundleError(f"the row {line[0]!r} has {len(line)} cells, and the first row {len(STACKED)}")
        place, _, remembered = line[0].strip().partition(" ")
        code, said = line[1].strip(), line[3].strip()
        if not said and not remembered:
            sources[place] = line[2]
            continue
        if place not in sources:
            raise BundleError(f"the row {place}, language {code}, stands before the source of its sentence")
        status = table.known_status(said, line[2], f"the row {place}, language {code}")
        yield Row(place, code, sources[place], line[2], status, xml.unpacked(remembered).get(code, ""), document)
