"""The cells of tables of AsciiDoc, where they stand."""

import re
from collections.abc import Iterator, Sequence

from toolkit.documents.markup.lined import Line

SPECIFIER = re.compile(
    r"(?:\A|(?<=\s))(?P<count>[0-9]{1,4}|[0-9]{0,4}\.[0-9]{1,4})?(?P<how>(?<=[0-9])[*+])?(?:[<^>])?(?:\.[<^>])?"
    r"(?P<style>[adehlmsv])?\Z"
)
"""What stands before the bar of a cell: how many cells it spans, how it is aligned, its style."""
COLUMN = re.compile(r"(?:(?P<count>[0-9]{1,3})\*)?[^a-z]*(?P<style>[adehlmsv])?\Z")
COLS = re.compile(r"(?:^|[\[,\s])cols\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^,\]]*))")


def is_text_table(opening: str, attributes: str) -> bool:
    """Whether cells stand behind bars."""
    known = attributes.replace('"', "").replace("'", "")
    return opening[0] in "|!" and "separator=" not in known and not re.search(r"format=(?!psv)", known)


def styles(attributes: str) -> list[str]:
    """The style of each column; nothing where no column has one."""
    match = COLS.search(attributes)
    if match is None:
        return []
    made: list[str] = []
    for one in re.split(r"[,;]", next(filter(None, match.groups()), "")):
        column = COLUMN.match(one.strip())
        if column is None:
            return []
        made += [column["style"] or ""] * min(int(column["count"] or 1), 999)
    return made if any(made) else []


def cells(lines: Sequence[Line], bar: str, columns: Sequence[str]) -> Iterator[tuple[str, list[Line]]]:
    """Style and lines of each cell in order."""
    number = 0
    style = ""
    own: list[Line] | None = None
    split = re.compile(rf"(?<!\\){re.escape(bar)}")
    for line in lines:
        place = 0
        for match in split.finditer(line.text):
            before = line.text[place : match.start()]
            found = SPECIFIER.search(before)
            is_one = found is not None and (found["how"] or not found["count"])
            shown = found.start() if found is not None and is_one else len(before)
            if own is not None:
                own.append(_part(line, place, place + shown))
                yield style, own
            count = (found["count"] or "1").partition(".")[0] if found is not None and is_one else "1"
            style = found["style"] or "" if found is not None and is_one else ""
            style = style or (columns[number % len(columns)] if columns else "")
            number += int(count or 1)
            own, place = [], match.end()
        if own is not None:
            own.append(_part(line, place, len(line.text)))
    if own is not None:
        yield style, own


def _part(line: Line, start: int, end: int) -> Line:
    return line.part(start, end)
