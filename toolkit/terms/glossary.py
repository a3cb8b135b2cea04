"""The glossary of a project: locales/glossary.csv, a table that any spreadsheet reads.

    en,zh,ru,ky,note,part of speech,forbidden,do not translate,case sensitive
    Belt and Road,“一带一路”,Один пояс, один путь,… (cells with commas in quotation marks, as CSV has them)

The head names the languages by their codes or BCP 47 tags; every other column is optional. Two rows of one source
are two translations, both right. `forbidden` is a translation that must not stand for the term; several are parted by
`|` or `;`.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from toolkit.errors import CatalogError, UnknownName
from toolkit.languages import known_code

COLUMNS = ("note", "part of speech", "forbidden", "do not translate", "case sensitive")
YES = frozenset(("yes", "y", "true", "1", "x", "+", "да", "ооба", "是"))
LARGEST = 20_000_000
"""Characters of a glossary that is read."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A term in all the languages that somebody wrote down."""

    texts: Mapping[str, str]
    """Code of a language -> the term, in its basic form; no text is empty."""
    note: str = ""
    part_of_speech: str = ""
    forbidden: tuple[str, ...] = ()
    """Translations that must not stand for it, in any language."""
    keep: bool = False
    """It is not translated: it stands in every language as it does in the source."""
    case_sensitive: bool = False
    line: int = field(default=0, compare=False)
    """Line of the file where it begins, counted from 1."""

    def translation(self, source: str, target: str) -> str:
        """What it is in `target`; the source itself where it is not translated; empty where nobody says."""
        return self.texts.get(source, "") if self.keep else self.texts.get(target, "")


@dataclass(frozen=True, slots=True)
class Glossary:
    """All terms, in the order of the file."""

    entries: tuple[Entry, ...] = ()
    languages: tuple[str, ...] = ()
    """Codes, in the order of the columns."""

    def with_entries(self, more: Iterable[Entry]) -> "Glossary":
        """The glossary with entries that it has not yet; the languages of both."""
        entries = list(self.entries)
        for entry in more:
            if all(dict(entry.texts) != dict(own.texts) for own in entries):
                entries.append(entry)
        named = dict.fromkeys([*self.languages, *(code for entry in entries for code in entry.texts)])
        return Glossary(tuple(entries), tuple(named))


def read_csv(data: bytes, path: str | Path = "") -> Glossary:
    """Reads a glossary; commas, semicolons and tabs part cells. Raises CatalogError with the line."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise CatalogError("the glossary is not UTF-8; save it as CSV UTF-8", path=path, line=line) from None
    if len(text) > LARGEST:
        raise CatalogError(f"the glossary is larger than {LARGEST // 1_000_000} million characters", path=path)
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise CatalogError(f"this is no CSV table: {error}", path=path) from None
    if not rows or not any(cell.strip() for cell in rows[0]):
        return Glossary()
    names = [cell.strip().casefold().replace("_", " ").replace("-", " ") for cell in rows[0]]
    languages = {place: _language(cell.strip()) for place, cell in enumerate(rows[0]) if names[place] not in COLUMNS}
    codes = [code for code in languages.values() if code]
    if not codes:
        raise CatalogError("the first line must name the languages, such as en,zh,ru,ky,note", path=path, line=1)
    if len(set(codes)) < len(codes):
        raise CatalogError("two columns are of the same language", path=path, line=1)
    entries = []
    line = 1
    for number, row in enumerate(rows):
        if number and any(cell.strip() for cell in row):
            entries.append(_entry(row, names, languages, line))
        line += 1 + sum(cell.count("\n") for cell in row)
    return Glossary(tuple(entry for entry in entries if entry.texts), tuple(codes))


def _language(name: str) -> str:
    try:
        return known_code(name)
    except UnknownName:
        return ""


def _entry(row: Sequence[str], names: Sequence[str], languages: Mapping[int, str], line: int) -> Entry:
    cells = {name: row[place].strip() for place, name in enumerate(names) if place < len(row)}
    texts = {code: " ".join(row[place].split()) for place, code in languages.items() if code and place < len(row)}
    return Entry(
        {code: text for code, text in texts.items() if text},
        cells.get("note", ""),
        cells.get("part of speech", ""),
        tuple(text.strip() for text in re.split("[|;]", cells.get("forbidden", "")) if text.strip()),
        cells.get("do not translate", "").casefold() in YES,
        cells.get("case sensitive", "").casefold() in YES,
        line,
    )


def write_csv(glossary: Glossary) -> bytes:
    """The glossary as a table; optional columns only where an entry has something in them."""
    extras: dict[str, Callable[[Entry], str]] = {
        "note": lambda entry: entry.note,
        "part of speech": lambda entry: entry.part_of_speech,
        "forbidden": lambda entry: " | ".join(entry.forbidden),
        "do not translate": lambda entry: "yes" if entry.keep else "",
        "case sensitive": lambda entry: "yes" if entry.case_sensitive else "",
    }
    used = [name for name, cell in extras.items() if name == "note" or any(cell(entry) for entry in glossary.entries)]
    made = io.StringIO(newline="")
    table = csv.writer(made, lineterminator="\n")
    table.writerow([*glossary.languages, *used])
    for entry in glossary.entries:
        table.writerow(
            [*(entry.texts.get(code, "") for code in glossary.languages), *(extras[name](entry) for name in used)]
        )
    return made.getvalue().encode("utf-8")
