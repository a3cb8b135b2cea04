"""The table that TSV and XLSX share: id, kind, source, then text and status of each target language, then `base`."""

from collections.abc import Sequence

from toolkit.errors import BundleError, UnknownName
from toolkit.exchange.rows import Row, catalogs_of, id_of, kind_of, remembered, units_of
from toolkit.exchange.xml import packed, unpacked
from toolkit.languages import known_code, named
from toolkit.units import STATUSES, Bundle

BASE = "base"
"""Name of the last column: what each translation was when it was exported."""
_STATUS = ":status"


def cells(bundle: Bundle) -> list[list[str]]:
    """The header and one line a segment."""
    units, found = units_of(bundle), catalogs_of(bundle)
    source, *targets = bundle.languages
    lines = [["id", "kind", source, *(name for code in targets for name in (code, f"{code}:status")), BASE]]
    for segment in bundle.segments:
        line = [id_of(segment), kind_of(segment), segment.text]
        bases = []
        for code in targets:
            unit = units[code].get(segment.key)
            text, status = (unit.text, unit.status) if unit else ("", "untranslated")
            line += [text, status]
            bases.append((code, remembered(found[code], text, status)))
        lines.append([*line, packed(bases)])
    return lines


class Damaged(str):
    """A cell that is no text any more: what a spreadsheet program made of it."""

    __slots__ = ("told",)
    told: str
    """One sentence."""


def damaged(text: str, what: str) -> Damaged:
    """A cell that became a number, a date, a formula, …"""
    cell = Damaged(text)
    cell.told = f"the spreadsheet program made {what} of the cell ({text}); format it as text and type it again"
    return cell


def rows(lines: Sequence[Sequence[str]]) -> list[Row]:
    """The rows of such a table; columns may stand in any order and in capitals, further ones are left out.

    `base` may be missing. A table that another program made has columns of languages alone, the source first: its rows
    are known by their text. Raises BundleError with the line.
    """
    head = [_name(cell) for cell in lines[0]] if lines else []
    places = {name: place for place, name in reversed([*enumerate(head)])}
    own = ("id", "kind", BASE)
    languages = [
        name for name in dict.fromkeys(head) if name not in own and not name.endswith(_STATUS) and _language(name)
    ]
    marked = [name.removesuffix(_STATUS) for name in head if name.endswith(_STATUS)]
    source = next((name for name in languages if name not in marked), "")
    is_own = "kind" in places and BASE in places  # a bundle may well be of no language
    targets = marked or ([] if is_own else [name for name in languages if name != source])
    missing = [name for name in targets if name not in places]
    if not source or missing or not (targets or is_own) or (marked and "id" not in places):
        raise BundleError(
            "line 1: the header names no two languages; write id, kind, source, then two columns a language, "
            "or the codes of the languages alone, such as en and ru"
        )
    found = []
    for number, line in enumerate(lines[1:], start=2):
        if not any(line):
            continue
        if len(line) < len(head) - 1 or any(line[len(head) :]):
            raise BundleError(f"line {number}: {len(line)} columns, the header has {len(head)}")
        cells = [*line, *[""] * (len(head) - len(line))]
        bases = unpacked(cells[places[BASE]]) if BASE in places else {}
        for code in targets:
            target = cells[places[code]]
            said = cells[places[code + _STATUS]] if code + _STATUS in places else "fuzzy"
            status = known_status(said, target, f"line {number}")
            told = f"line {number}: {target.told}" if isinstance(target, Damaged) else ""
            place, text = cells[places["id"]] if "id" in places else f"line {number}", cells[places[source]]
            found.append(Row(place, code, str(text), str(target), status, bases.get(code, ""), damage=told))
    return found


def _name(cell: str) -> str:
    """The name of a column: people write ID, RU:Status and Russian, too."""
    name = cell.strip()
    if name.lower() in ("id", "kind", BASE):
        return name.lower()
    language, colon, rest = name.partition(":")
    return f"{_language(language) or language}{colon}{rest.lower() if _language(language) else rest}"


def _language(name: str) -> str:
    """The code of a language that a column is called by, or by its name in English; empty where it is none."""
    try:
        return known_code(name)
    except UnknownName:
        return named(name)


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
