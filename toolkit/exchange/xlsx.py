"""XLSX: the table of TSV as a spreadsheet; the header stays in sight, cells wrap, statuses are chosen from a list.

The column `base` is hidden. What a cell cannot hold as it is, is `_x001F_`, as ECMA-376 has it (ST_Xstring).
"""

import re
import xml.etree.ElementTree as ET  # for types; parsing is in xml.py
from collections.abc import Mapping
from dataclasses import replace

from toolkit.errors import BundleError
from toolkit.exchange import archives, ooxml, table, xml
from toolkit.exchange.ooxml import RELATED, SHEET
from toolkit.exchange.rows import Row
from toolkit.languages import language
from toolkit.storage.given import whole_number
from toolkit.units import STATUSES, Bundle

LONGEST = 32_767
"""Characters that a cell can hold, in UTF-16 units."""
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_ESCAPE = re.compile(f"{xml.FORBIDDEN.pattern[:-1]}\r]|_(?=x[0-9A-Fa-f]{{4}}_)")
_STYLES = (
    f'<styleSheet xmlns="{SHEET}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill '
    'patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/>'
    '</borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/>'
    '<xf fontId="1" applyFont="1"/><xf numFmtId="49" applyNumberFormat="1" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>'
)
_NO_TEXT = {"n": "a number or a date", "b": "a truth value", "e": "an error", "d": "a date"}
"""Type of a cell that holds no text -> what it is."""
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
MOST_COLUMNS = 2_000
"""A language has three columns."""


def write(bundle: Bundle, generator: str) -> bytes:
    """The bundle as one sheet. Raises BundleError for a text that no cell can hold."""
    lines = table.cells(bundle)
    parts = {
        "xl/workbook.xml": (
            f"{_TYPE}.sheet.main+xml",
            (
                f'<workbook xmlns="{SHEET}" xmlns:r="{RELATED}"><sheets><sheet name="translations" sheetId="1" '
                'r:id="rId1"/></sheets></workbook>'
            ),
        ),
        "xl/worksheets/sheet1.xml": (f"{_TYPE}.worksheet+xml", _sheet(lines)),
        "xl/styles.xml": (f"{_TYPE}.styles+xml", _STYLES),
    }
    return ooxml.package(
        "xl/workbook.xml", parts, (("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")),
        title=bundle.document.name, language=language(bundle.document.language).tag, generator=generator,
    )  # fmt: skip


def read(data: bytes) -> list[Row]:
    """The rows of the first sheet, whatever program saved it. Raises BundleError with the line."""
    files = archives.unpack(data, "XLSX")
    shared = [_text(item) for item in _root(files, "xl/sharedStrings.xml")] if "xl/sharedStrings.xml" in files else []
    lines: list[list[str]] = []
    for row in _root(files, _first_sheet(files)).iter(f"{{{SHEET}}}row"):
        cells: list[str] = []
        for position, cell in enumerate(row.findall(f"{{{SHEET}}}c")):
            match = _REFERENCE.fullmatch(cell.get("r", ""))
            column = _number(match[1]) if match else position
            if column >= MOST_COLUMNS:
                raise BundleError(f"this is no XLSX file of translations: a cell stands in column {column + 1:,}")
            cells += [""] * (column + 1 - len(cells))
            cells[column] = _value(cell, shared)
        lines.append(cells)
    width = max((len(cells) for cells in lines[:1]), default=0)
    padded = [(cells + [""] * (width - len(cells)))[: max(width, 1)] for cells in lines]
    name = ooxml.title_of(files)
    return [replace(row, document=name) for row in table.rows(padded)]


def _sheet(lines: list[list[str]]) -> str:
    head = lines[0]
    last = len(lines)
    widths = "".join(
        f'<col min="{number}" max="{number}" width="{_width(name)}" customWidth="1"'
        f"{' hidden=' + chr(34) + '1' + chr(34) if name == table.BASE else ''}/>"
        for number, name in enumerate(head, start=1)
    )
    body = []
    for number, line in enumerate(lines, start=1):
        cells = "".join(_cell(column, number, text, line[0]) for column, text in enumerate(line))
        body.append(f'<row r="{number}">{cells}</row>')
    statuses = [_letters(column) for column, name in enumerate(head) if name.endswith(":status")]
    choices = "".join(
        '<dataValidation type="list" allowBlank="1" showErrorMessage="1" '
        f'sqref="{letters}2:{letters}{last}"><formula1>"{",".join(STATUSES)}"</formula1></dataValidation>'
        for letters in statuses
    )
    validations = (
        f'<dataValidations count="{len(statuses)}">{choices}</dataValidations>' if choices and last > 1 else ""
    )
    return (
        f'<worksheet xmlns="{SHEET}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
        f'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>{widths}</cols>'
        f"<sheetData>{''.join(body)}</sheetData>"
        f'<autoFilter ref="A1:{_letters(len(head) - 1)}{last}"/>{validations}</worksheet>'
    )


def _cell(column: int, row: int, text: str, name: str) -> str:
    if not text:
        return ""
    if len(text.encode("utf-16-le", "surrogatepass")) // 2 > LONGEST:
        raise BundleError(
            f"{name} has a text of {len(text):,} characters, and a cell of a spreadsheet holds {LONGEST:,}; "
            "choose another format"
        )
    value = xml.text(_ESCAPE.sub(lambda match: f"_x{ord(match.group()):04X}_", text))
    style = 1 if row == 1 else 2
    return f'<c r="{_letters(column)}{row}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{value}</t></is></c>'


def _width(name: str) -> int:
    return 9 if name in ("id", "kind") else 13 if name.endswith(":status") else 60


def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _first_sheet(files: Mapping[str, bytes]) -> str:
    book = _root(files, "xl/workbook.xml")
    first = next((part for part in book.iter() if xml.name(part) == "sheet"), None)
    wanted = "" if first is None else first.get(f"{{{RELATED}}}id", "")
    for relation in _root(files, "xl/_rels/workbook.xml.rels"):
        if relation.get("Id") == wanted:
            target = relation.get("Target", "")
            return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    raise BundleError("this is no XLSX file: it has no sheet")


def _root(files: Mapping[str, bytes], name: str) -> ET.Element:
    if name not in files:
        raise BundleError(f"this is no XLSX file: it has no {name}")
    return xml.parse(files[name], "XLSX")


def _value(cell: ET.Element, shared: list[str]) -> str:
    value = cell.findtext(f"{{{SHEET}}}v", "")
    formula, kind = cell.findtext(f"{{{SHEET}}}f"), cell.get("t", "n")
    if formula is not None:
        return table.damaged(f"={formula}", "a formula")
    if value and kind in _NO_TEXT:
        return table.damaged({"b1": "TRUE", "b0": "FALSE"}.get(kind + value, value), _NO_TEXT[kind])
    if cell.get("t") == "s":
        number = whole_number(value, -1)
        return shared[number] if 0 <= number < len(shared) else ""
    if cell.get("t") == "inlineStr":
        return "".join(_text(part) for part in cell.findall(f"{{{SHEET}}}is"))
    return _unescaped(value)


def _text(item: ET.Element) -> str:
    """The text of a string item; of rich text, its runs without the phonetic hints."""
    parts = [child.text or "" for child in item if xml.name(child) == "t"]
    parts += [t.text or "" for run in item if xml.name(run) == "r" for t in run if xml.name(t) == "t"]
    return _unescaped("".join(parts))


def _unescaped(text: str) -> str:
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), text)
