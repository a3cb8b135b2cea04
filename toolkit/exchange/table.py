"""The table that TSV and XLSX share: id, kind, source, then text and status of each target language, then `base`."""

import re
from collections.abc import Sequence

from toolkit.errors import BundleError, UnknownName
from toolkit.exchange.rows import Row, catalogs_of, id_of, kind_of, remembered, units_of
from toolkit.exchange.xml import packed, unpacked
from toolkit.languages import known_code, language, named
from toolkit.units import STATUSES, Bundle

BASE = "base"
"""Name of the last column: what each translation was when it was exported."""
_STATUS = ":status"
_ID = "id"
"""Name of the column of ids, and the code of Indonesian, whose columns are called by its name."""
_CONTEXT = "context"
"""Name of a column that tables of other programs have; it tells apart messages of one text."""
_SOURCES = frozenset({"source", "source text", "original", "original text", "msgid"})
_TARGETS = frozenset({"target", "target text", "translation", "translated text", "msgstr"})
"""What people call the two columns of a table that names no languages."""
_IDS = "#id"
"""The column of ids, told apart from that of Indonesian."""
_SOURCE = "#source"
UNTOLD = ""
"""Language of a row whose table does not say which it is."""
_KEY = re.compile(r"\s*(?:[0-9a-f]{16}|p\d+(?:s\d+)?|\d*)\s*")
"""What no text of a language is: an id of this toolkit, or a number."""


def cells(bundle: Bundle) -> list[list[str]]:
    """The header and one line a segment."""
    units, found = units_of(bundle), catalogs_of(bundle)
    source, *targets = bundle.languages
    names = [_column(code) for code in targets]
    lines = [[_ID, "kind", _column(source), *(name for own in names for name in (own, own + _STATUS)), BASE]]
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


def _column(code: str) -> str:
    """What the column of a language is called."""
    return language(code).english_name if code == _ID else code


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

    `base` may be missing. A table that another program made has columns of languages alone, the source first, or a
    source and a target whose language is UNTOLD: its rows are known by their text. Raises BundleError with the line.
    """
    head = _head(lines)
    places = {name: place for place, name in reversed([*enumerate(head)])}
    own = (_IDS, "kind", BASE)
    languages = [
        name for name in dict.fromkeys(head) if name not in own and not name.endswith(_STATUS) and _language(name)
    ]
    marked = [name.removesuffix(_STATUS) for name in head if name.endswith(_STATUS)]
    if not languages and not marked and (unnamed := _unnamed(lines[0] if lines else (), head)):
        places, languages = unnamed, [_SOURCE, UNTOLD]
    source = next((name for name in languages if name not in marked), "")
    is_own = "kind" in places and BASE in places  # a bundle may well be of no language
    targets = marked or ([] if is_own else [name for name in languages if name != source])
    of_target = dict(places)
    if not source and len(marked) == 1 and head.count(marked[0]) == 2:
        # From a language into a variant of it, en into en_GB: the columns are called the same.
        source = marked[0]
        of_target[source] = len(head) - 1 - head[::-1].index(source)
    missing = [name for name in targets if name not in places]
    if not source or missing or not (targets or is_own) or (marked and _IDS not in places):
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
            target = cells[of_target[code]]
            said = cells[places[code + _STATUS]] if code + _STATUS in places else "fuzzy"
            status = known_status(said, target, f"line {number}")
            told = f"line {number}: {target.told}" if isinstance(target, Damaged) else ""
            place, text = cells[places[_IDS]] if _IDS in places else f"line {number}", cells[places[source]]
            context = str(cells[places[_CONTEXT]]) if _CONTEXT in places else ""
            found.append(
                Row(place, code, str(text), str(target), status, bases.get(code, ""), context=context, damage=told)
            )
    return found


def _unnamed(cells: Sequence[str], head: Sequence[str]) -> dict[str, int]:
    """The places of the columns of a table whose head says source and target, and not which languages those are."""
    names = [cell.strip().lower() for cell in cells]
    sources = [place for place, name in enumerate(names) if name in _SOURCES]
    targets = [place for place, name in enumerate(names) if name in _TARGETS]
    if len(sources) != 1 or len(targets) != 1:
        return {}
    return {**{name: place for place, name in enumerate(head)}, _SOURCE: sources[0], UNTOLD: targets[0]}


def _head(lines: Sequence[Sequence[str]]) -> list[str]:
    """The names of the columns; that of ids is `_IDS`, also where another column is Indonesian and called the same."""
    if not lines:
        return []
    head = [_name(cell) for cell in lines[0]]
    called = [place for place, cell in enumerate(lines[0]) if cell.strip().lower() == _ID]
    cells = {place: [line[place] for line in lines[1:] if place < len(line)] for place in called}
    ids = [place for place, said in cells.items() if any(said) and all(map(_KEY.fullmatch, said))]
    languages = {name for name in head if name not in (_ID, "kind", BASE) and not name.endswith(_STATUS)}
    own = "kind" in head or BASE in head or any(name.endswith(_STATUS) for name in head)
    if len(called) == 1 and (own or len([*filter(_language, languages)]) != 1):
        ids = called  # of another program, whose ids may be words
    if ids or len(called) > 1:
        head[(ids or called)[0]] = _IDS
    return head


def _name(cell: str) -> str:
    """The name of a column: people write ID, RU:Status and Russian, too."""
    name = cell.strip()
    if name.lower() in ("id", "kind", BASE, _CONTEXT):
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
