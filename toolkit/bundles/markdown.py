"""parallel.md: the text in Markdown, each paragraph followed by its translations as quotations, or as a table.

A sentence a line, each behind its number, `<sup>p3s1</sup> He arrived.`, and before the mark of its state,
`<sup>M</sup>`. Every sign that Markdown could take for its own stands behind a backslash; what a reader could not see
is shown by its number, `<kbd>U+001F</kbd>`.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape

from toolkit.bundles import contents, legend, progress
from toolkit.bundles.escapes import UNSAFE, lines_of
from toolkit.errors import BundleError
from toolkit.exchange import Row, units_of
from toolkit.languages import Language, language
from toolkit.units import BlockKind, Bundle, Segment, TranslationUnit

STATUSES = {mark: status for status, mark in legend.MARKS.items()}
HEADINGS = {BlockKind.TITLE: "# ", BlockKind.HEADING: "## "}
BLANKS = {"\n": "&#10;", "\t": "&#9;", " ": "&#32;"}
"""Written so that a renderer sees white space, and this reader which."""
_SPECIAL = re.compile(r"[\\`*_\[\]<>&|~$#]|:(?=(?:[a-z][\w+-]*|[+-]1|100|1234):)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|&#(\d+);|<kbd>U\+([0-9A-F]+)</kbd>")
_SUP = re.compile(r"<sup>([^<>]+)</sup>")
_QUOTE = re.compile(r"> \*\*([\w-]+)\*\* ")
_CODE = re.compile(r"\(([\w-]+)\)$")


def interleaved(bundle: Bundle, generator: str) -> bytes:
    """Each paragraph followed by a quotation a language."""
    lines = _head(bundle, generator)
    units = units_of(bundle)
    for segments in contents.blocks(bundle):
        heading = HEADINGS.get(_kind(segments), "")
        source = [_sentence(segment, segment.text, "") for segment in segments]
        lines += [heading + " ".join(source)] if heading else source
        for code in bundle.languages[1:]:
            quoted = _targets(segments, units[code])
            lines += ["", f"> **{code}** {quoted[0]}", *(f"> {line}" for line in quoted[1:])]
        lines.append("")
    return _text([*lines, *_furniture(bundle)])


def columns(bundle: Bundle, generator: str) -> bytes:
    """A table with a column a language and a row a paragraph."""
    languages = [language(code) for code in bundle.languages]
    units = units_of(bundle)
    lines = [*_head(bundle, generator), _row(_named(one) for one in languages), _row("---" for _ in languages)]
    for segments in contents.blocks(bundle):
        cells = [" ".join(_sentence(segment, segment.text, "") for segment in segments)]
        cells += [" ".join(_targets(segments, units[code])) for code in bundle.languages[1:]]
        lines.append(_row(cell.replace("\\|", "&#124;") for cell in cells))
    return _text([*lines, "", *_furniture(bundle)])


def read(data: bytes) -> list[Row]:
    """The rows of such a text, of either layout. Raises BundleError."""
    lines = lines_of(data)
    if not lines[0].startswith("<!-- toolkit "):
        raise BundleError("this is no Markdown of translations: its first line is not a comment of the toolkit")
    sources: dict[str, str] = {}
    rows: list[Row] = []
    codes: list[str] = []
    quoted = ""
    for line in lines[1:]:
        if line.startswith("| "):
            cells = [cell.strip(" ") for cell in line.strip("| ").split(" | ")]
            found = [match[1] for cell in cells if (match := _CODE.search(cell)) and "<sup>" not in cell]
            if not codes and len(found) == len(cells):
                codes = found
                continue
            pairs = list(zip(codes, cells, strict=False))
        else:
            language_of = _QUOTE.match(line)
            quoted = "" if not line.startswith("> ") else language_of[1] if language_of else quoted
            pairs = [(quoted, line[language_of.end() if language_of else 0 :])]
        for index, (code, cell) in enumerate(pairs):
            for place, text, status in _sentences(cell):
                if not code or (codes and index == 0):
                    sources[place] = text
                elif place not in sources:
                    raise BundleError(f"{place} has a translation into {code} and no source")
                else:
                    rows.append(Row(place, code, sources[place], text, status))
    return rows


def _head(bundle: Bundle, generator: str) -> list[str]:
    """The comment by which a file is known, the languages, and what the marks mean."""
    made_by = escape(generator).replace("--", "- -")
    languages = " · ".join(_named(language(code)) for code in bundle.languages)
    lines = [f"<!-- toolkit parallel text, made by {made_by} -->", "", languages, ""]
    counts = progress.counted(bundle)
    for code in counts:
        for mark, told in contents.plain_states(counts, code):
            lines.append(f"- {code}: {f'**{mark}** ' if mark.strip() else ''}{told}")
    return [*lines, "", "---", ""]


def _furniture(bundle: Bundle) -> list[str]:
    return [line for text in contents.furniture(bundle) for line in ("", _escaped(text))]


def _text(lines: Sequence[str]) -> bytes:
    return ("\n".join(lines).rstrip("\n") + "\n").encode()


def _named(one: Language) -> str:
    return f"{one.own_name} ({one.code})"


def _row(cells: Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _kind(segments: Sequence[Segment]) -> BlockKind:
    return segments[0].place.kind if segments[0].place else BlockKind.PARAGRAPH


def _targets(segments: Sequence[Segment], units: dict[str, TranslationUnit]) -> list[str]:
    found = [(segment, units.get(segment.key)) for segment in segments]
    return [
        _sentence(segment, unit.text if unit else "", legend.MARKS.get(unit.status if unit else "untranslated", ""))
        for segment, unit in found
    ]


def _sentence(segment: Segment, text: str, mark: str) -> str:
    parts = [f"<sup>{segment.place.id if segment.place else segment.key}</sup>", _escaped(text)]
    return " ".join(part for part in (*parts, f"<sup>{mark}</sup>" if mark else "") if part)


def _sentences(cell: str) -> Iterator[tuple[str, str, str]]:
    """(number, text, status) of each sentence in a line or cell."""
    parts = _SUP.split(cell)[1:]
    signs, texts = parts[::2], [part.strip(" ") for part in parts[1::2]]
    for index, (sign, text) in enumerate(zip(signs, texts, strict=True)):
        if sign in STATUSES:
            continue
        after = signs[index + 1] if index + 1 < len(signs) else ""
        yield sign, _unescaped(text), STATUSES.get(after, "reviewed")


def _escaped(text: str) -> str:
    def sign(match: "re.Match[str]") -> str:
        return BLANKS.get(match.group()) or f"<kbd>U+{ord(match.group()):04X}</kbd>"

    return UNSAFE.sub(sign, _SPECIAL.sub(r"\\\g<0>", text))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: match[1] or (chr(int(match[2])) if match[2] else chr(int(match[3], 16))), text)
