"""The table that TSV and XLSX share: id, kind, source, then text and status of each target language, then `base`."""

from collections.abc import Sequence

from toolkit.errors import BundleError
from toolkit.exchange.rows import Row, base_of, id_of, kind_of, units_of
from toolkit.exchange.xml import packed, unpacked
from toolkit.units import STATUSES, Bundle

BASE = "base"
"""Name of the last column: what each translation was when it was exported."""


def cells(bundle: Bundle) -> list[list[str]]:
    """The header and one line a segment."""
    units = units_of(bundle)
    source, *targets = bundle.languages
    lines = [["id", "kind", source, *(name for code in targets for name in (code, f"{code}:status")), BASE]]
    for segment in bundle.segments:
        line = [id_of(segment), kind_of(segment), segment.text]
        bases = []
        for code in targets:
            unit = units[code].get(segment.key)
            text, status = (unit.text, unit.status) if unit else ("", "untranslated")
            line += [text, status]
            bases.append((code, base_of(text, status)))
        lines.append([*line, packed(bases)])
    return lines


def rows(lines: Sequence[Sequence[str]]) -> list[Row]:
    """The rows of such a table; the column `base` may be missing. Raises BundleError with the line."""
    head = list(lines[0]) if lines else []
    based = bool(head) and head[-1] == BASE
    width = len(head) - based
    if head[:2] != ["id", "kind"] or width % 2 == 0:
        raise BundleError("line 1: the header is not id, kind, source, then two columns a language")
    found = []
    for number, line in enumerate(lines[1:], start=2):
        if not any(line):
            continue
        if len(line) != len(head):
            raise BundleError(f"line {number}: {len(line)} columns, the header has {len(head)}")
        bases = unpacked(line[-1]) if based else {}
        for column in range(3, width, 2):
            code, target = head[column], line[column]
            status = known_status(line[column + 1], target, f"line {number}")
            found.append(Row(line[0], code, line[2], target, status, bases.get(code, "")))
    return found


def known_status(said: str, target: str, where: str) -> str:
    """The status that a cell names: whoever fills an empty translation in need not correct the word `untranslated`.

    Raises BundleError for an unknown word.
    """
    said = said.strip().lower()
    if said not in STATUSES:
        raise BundleError(f"{where}: {said!r} is no status of a translation; known: {', '.join(STATUSES)}")
    if not target:
        return "untranslated"
    return "fuzzy" if said == "untranslated" else said
