"""Whether persons of Korea and Vietnam have their own surnames: Park Ji-hoon, 朴志勋, Пак Чи Хун.

A surname has its character in Chinese, whatever that sounds like there, and is written in a few ways in Cyrillic.
"""

import functools
import re
from pathlib import Path

from toolkit.checks.wordlists import table_rows
from toolkit.signs import Sign

TABLE = Path(__file__).parent / "surnames.tsv"
GIVEN = "[A-Z][a-z]+-[a-z]+"
"""A given name of Korea: Ji-hoon."""
VIETNAMESE = "Nguyen|Tran|Pham|Hoang|Huynh|Phan|Bui|Ngo|Truong|Trinh"
MIDDLE = "Van|Thi|Duc|Minh|Quoc|Xuan|Ngoc|Thanh|Huu|Dinh|Hong|Anh|Quang|Cong|Tuan|Hoang|Phuong|Thuy|Kim|Bao|Gia"
"""What stands between a surname and a given name of Vietnam."""
MAY_BE_ONE = Sign(rf"\b(?:{VIETNAMESE})\b|\b{GIVEN}\b", "Latn", "names", 0, capital=True)


@functools.cache
def _table() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Surname -> (its characters, its beginnings in Cyrillic)."""
    found = {}
    for names, han, cyrillic in table_rows(TABLE):
        found.update({name: (han, tuple(cyrillic.split())) for name in names.split("|")})
    return found


@functools.cache
def _persons() -> "re.Pattern[str]":
    every = "|".join(_table())
    return re.compile(
        rf"\b({every}) {GIVEN}\b(?! [A-Z])|\b{GIVEN} ({every})\b(?![\w-])|"
        rf"\b({VIETNAMESE}) (?:{MIDDLE}) [A-Z][a-z]+\b(?! [A-Z])"
    )


def missing(source: str, target: str, *, chinese: bool) -> str:
    """A person of an English text whose surname is not in a Chinese or Cyrillic one; empty for none."""
    if not MAY_BE_ONE(source):
        return ""
    for match in _persons().finditer(source):
        surname = next(filter(None, match.groups()))
        han, cyrillic = _table()[surname]
        if surname in target:
            continue
        if not (set(han) & set(target) if chinese else _begins(cyrillic, target)):
            return match[0]
    return ""


def _begins(beginnings: tuple[str, ...], target: str) -> bool:
    """Whether a capitalised word of a text begins so."""
    return re.search(rf"(?<![\w-])(?:{'|'.join(beginnings)})", target) is not None
