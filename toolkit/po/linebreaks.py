"""Where GNU gettext breaks a line: display width and the pair table of UAX #14 as libunistring has it.

Only the scripts and signs that prose is made of are told apart; what is left over counts as a letter, or as an
ideograph where it is wide. A break that differs from gettext's costs a line of diff in some later `msgcat`, no more.
"""

import functools
import re
import unicodedata
from collections.abc import Collection
from itertools import pairwise

COLUMNS = 79
"""The page width of gettext's tools, quotes included."""

_SIGNS = {
    "QU": "\"'⸀⸁⸆⸇⸈⸋",
    "EX": "!?？！؟۔﹖﹗",
    "IS": ",.:;;։،⁄︐︓︔",
    "PO": "%¢°‰‱′″‴‵‶‷₧₶₻℃℉﹪％￠",
    "PR": "$+\\№±−∓",
    "CP": ")]",
    "CL": "}、。，．｡､﹐﹒︑︒〞〟",
    "OP": "¡¿‚„",
    "NS": "‼‽⁇⁈⁉々〜〻〼゛゜ゝゞ゠・ーヽヾ：；･ｰ﹔﹕ﾞﾟ"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶｧｨｩｪｫｬｭｮｯ" + "".join(map(chr, range(0x31F0, 0x3200))),
    "GL": "\u00a0\u034f\u035c\u035d\u035e\u035f\u0360\u0361\u0362\u2007\u2011\u202f",
    "BA": "|\u00ad\u058a\u05be‐‒–‧⁖⁘⁙⁚⁛⁝⁞⸗\u0964\u0965",
    "HY": "-",
    "SY": "/",
    "B2": "—⸺⸻",
    "IN": "․‥…⋯︙",
    "BB": "´ˈˌ˟",
    "ZW": "\u200b",
    "WJ": "\u200d\u2060\ufeff",
    "SP": " ",
}
_CATEGORIES = {
    "Ps": "OP", "Pe": "CL", "Pi": "QU", "Pf": "QU", "Nd": "NU", "Sc": "PR", "Zs": "BA",
    "Mn": "CM", "Mc": "CM", "Me": "CM", "Cc": "CM", "Cf": "CM",
}  # fmt: skip
_PROSE = re.compile(r"(?:[A-Za-z0-9]+[.,:;!?]? )*[A-Za-z0-9]+[.,:;!?]?(?:\\n)?")
"""A text that may break between its words and nowhere else: most of the English that programs say."""
_FIRST_WIDE = "\u1100"
"""No character before it takes two columns (Unicode's EastAsianWidth.txt)."""
_BY_SIGN = {sign: name for name, signs in _SIGNS.items() for sign in signs}

# Row: the class before; column: the class after. `_` a break is allowed, `%` only across spaces, `^` never.
_COLUMNS = (
    "AL", "NU", "ID", "CL", "OP", "OW", "CP", "QU", "NS", "EX", "IS", "PO",
    "PR", "GL", "BA", "HY", "B2", "IN", "SY", "ZW", "WJ", "BB",
)  # fmt: skip
_PAIRS = {
    "AL": "%%_^%_^%%^^%%%%%_%^^^_", "NU": "%%_^%_^%%^^%%%%%_%^^^_", "ID": "___^__^%%^^%_%%%_%^^^_",
    "CL": "___^__^%^^^%%%%%_%^^^_", "OP": "^^^^^^^^^^^^^^^^^^^^^^", "OW": "^^^^^^^^^^^^^^^^^^^^^^",
    "CP": "%%_^__^%%^^%%%%%_%^^^_", "QU": "%%%^^^^%%^^%%%%%%%^^^%", "NS": "___^__^%%^^__%%%_%^^^_",
    "EX": "___^__^%%^^__%%%_%^^^_", "IS": "_%_^__^%%^^__%%%_%^^^_", "PO": "%%_^%%^%%^^__%%%_%^^^_",
    "PR": "%%%^%%^%%^^__%%%_%^^^_", "GL": "%%%^%%^%%^^%%%%%%%^^^%", "BA": "___^__^%%^^___%%_%^^^_",
    "HY": "_%_^__^%%^^___%%_%^^^_", "B2": "___^__^%%^^__%%%^%^^^_", "IN": "___^__^%%^^__%%%_%^^^_",
    "SY": "_%_^__^%%^^__%%%_%^^^_", "ZW": "___________________^__", "WJ": "%%%^%%^%%^^%%%%%%%^^^%",
    "BB": "%%%^%%^%%^^%%%%%%%^^^%",
}  # fmt: skip
_TABLE = {(before, after): sign for before, row in _PAIRS.items() for after, sign in zip(_COLUMNS, row, strict=True)}


@functools.lru_cache(maxsize=4096)
def _columns_of(char: str) -> int:
    if char.isascii():
        return 1 if char.isprintable() else 0
    category = unicodedata.category(char)
    if category in ("Mn", "Me", "Cf", "Cc", "Zl", "Zp"):
        return 0
    return 2 if _wide(char, category) else 1


def _wide(char: str, category: str) -> bool:
    # Python calls unassigned characters wide.
    return category != "Cn" and unicodedata.east_asian_width(char) in "WF"


def display_width(text: str) -> int:
    """Columns that `text` takes on a terminal: wide characters count two, combining and control characters none."""
    return len(text) if text.isascii() and text.isprintable() else sum(map(_columns_of, text))


def wider(text: str, columns: int) -> bool:
    """Whether `text` takes more columns than so many; most often its length tells."""
    if len(text) <= columns and max(text, default="") < _FIRST_WIDE:
        return False
    return display_width(text) > columns


@functools.lru_cache(maxsize=4096)
def _class_of(char: str) -> str:
    if char in _BY_SIGN:
        return _BY_SIGN[char]
    category = unicodedata.category(char)
    wide = _wide(char, category)
    if category == "Ps" and wide:
        return "OW"
    if wide and category in ("Nd", "Zs", "Lm"):
        return "BA" if category == "Zs" else "ID"
    if category in _CATEGORIES:
        return _CATEGORIES[category]
    return "ID" if wide else "AL"


@functools.lru_cache(maxsize=4)  # a text is laid out behind its keyword first, and in lines of its own then
def _breaks(escaped: str) -> tuple[int, ...]:
    """Offsets before which a line may break, ascending; never within an escape sequence."""
    places: list[int] = []
    before, spaces, inside_escape = "", False, False
    for offset, char in enumerate(escaped):
        after = _class_of(char)
        if after == "SP":
            spaces, inside_escape = True, False
            continue  # there is no break behind the spaces that a line begins with
        if after == "CM":
            # A combining mark belongs to what it stands on; on a space it stands for a letter.
            if before not in ("", "ZW") and not spaces:
                continue
            after = "AL"
        if before and not inside_escape:
            sign = _TABLE[before, after]
            if sign == "_" or (sign == "%" and spaces):
                places.append(offset)
        inside_escape = char == "\\" and not inside_escape
        before, spaces = after, False
    return tuple(places)


def _between_words(text: str, room: int, width: int) -> list[str]:
    """The lines of a text that breaks at its spaces alone; `room` are the columns of the first."""
    lines, start = [], 0
    while len(text) - start > room:
        cut = text.rfind(" ", start, start + max(0, room)) + 1 or text.find(" ", start) + 1
        if not cut:
            break
        lines.append(text[start:cut])
        start, room = cut, width
    return [*lines, text[start:]]


def wrapped(escaped: str, first_column: int, width: int, joined: Collection[int] = ()) -> list[str]:
    """Cuts one portion of escaped text (at most one line break, written out, at its end) into lines.

    `first_column` columns of the first line are taken already; no line is wider than `width` columns unless it has no
    place to break, and none breaks before an offset in `joined`. Joined, the lines are `escaped` again.
    """
    if not joined and _PROSE.fullmatch(escaped):
        return _between_words(escaped, width - first_column, width)
    # gettext never leaves the written-out line break alone on a line.
    limit = len(escaped) - 2 if escaped.endswith("\\n") else len(escaped)
    places = [place for place in _breaks(escaped) if place > 0 and place != limit and place not in joined]
    lines, start, column = [], 0, first_column
    taken = 0
    for place, end in pairwise([0, *places, len(escaped)]):
        piece = display_width(escaped[place:end])
        if place and column + taken + piece > width:
            lines.append(escaped[start:place])
            start, column, taken = place, 0, 0
        taken += piece
    lines.append(escaped[start:])
    return lines
