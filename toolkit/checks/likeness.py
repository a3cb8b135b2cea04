"""The stretch of a translation that is a code with words of the language for its own: файл.txt, [файл1], ESC=выход."""

import re

from toolkit import late
from toolkit.checks.pair import Pair, own_letter
from toolkit.checks.programs import USAGE
from toolkit.po.formats import DIRECTIVES

PIECE = late.compile(r"[A-Za-z]+|\s+|.", re.DOTALL)
OWN = r"[^\W\d_A-Za-z]\w{0,30}(?:[ _-]\w{1,30}){0,3}"
"""Some words, of which the first begins with a letter that is not Latin."""
MARKS_OF_QUOTATION = "\"'“”„«»‘’「」"
MOST_PIECES = 24
"""Parts of a code that is looked for with other words; a longer one is a text."""
SEPARATED = late.compile(r"[^\sA-Za-z]")
OPTION = late.compile(r"--[a-z][a-z-]*=(?=[A-Za-z<\[{])")
OPTIONS = late.compile(r"--[A-Z][A-Z-]+\Z")
"""What stands for any options: --COMMAND-OPTIONS."""
TO_FILL = late.compile(r"(?<=\w)=[a-z]+(?:_[a-z]+)+\Z")
"""A value that says what is to be filled in: charset=any_charset."""
LEGEND = late.compile(r"(?:[A-Za-z]|[A-Z\d]{2,})=[A-Za-z][A-Za-z/ ]*\Z")
"""A key and what it does: ESC=exit, H=Hide."""
OF_DATE = frozenset("dmyhsDMYHSN")
"""Letters that stand for days, months, years in the form of a date: dd.mm.yyyy."""
SYSTEM = late.compile(r"/(?:bin|boot|dev|etc|lib\w*|media|mnt|opt|proc|root|run|s?bin|srv|sys|tmp|usr|var)(?:/|\Z)")
"""A path that each system has."""
ANY_HOST = late.compile(r"[a-z]+://[^./\s]+(?:[/:]|\Z)")
"""An address with words for host and path: smb://server/printer."""
VARIABLE = late.compile(r"[{%$<\\&]|\A-|@.*\.")
"""What a program fills in, what it reads itself, an e-mail address: no word may take its place."""


def likeness(code: str, family: str, pair: Pair) -> str:
    """The stretch of the translation that is the code with words of the language for some of its own, or nothing."""
    if not own_letter(pair) or not SEPARATED.search(code):
        return ""
    of_help = pair.source.lstrip()[:1] == "-" or USAGE.search(pair.source) is not None
    if (option := OPTION.match(code)) and (of_help or "_" in code[option.end() :]):
        match = re.search(rf"{re.escape(option[0])}[<\[{{]?{OWN}", pair.target)
        return match[0] if match else ""
    if OPTIONS.match(code):
        match = re.search(rf"--{OWN}", pair.target)
        return match[0] if match else ""
    if LEGEND.match(code):
        match = re.search(rf"(?<!\w){re.escape(code.partition('=')[0])}{_piece('=', '')}{OWN}", pair.target)
        return match[0] if match else ""
    if value := TO_FILL.search(code):
        match = re.search(rf"{re.escape(code[: value.start()])}{_piece('=', '')}{OWN}", pair.target)
        return match[0] if match else ""
    alone = code == pair.source.strip()
    usage = (alone or USAGE.search(pair.source) is not None) and pair.format not in DIRECTIVES
    if VARIABLE.search(code) and not (usage and re.fullmatch(r"\{[\w |-]+\}", code)):
        return ""
    if "://" in code and not ANY_HOST.match(code):
        return ""
    if family == "path" and not alone and (not code[0].isupper() if "/" not in code else SYSTEM.match(code)):
        return ""  # report.pdf is a file, and Report.pdf what somebody may call one
    pieces = PIECE.findall(code)
    if len(pieces) > MOST_PIECES or not any(map(str.isalpha, pieces)):
        return ""
    pattern = "".join([_piece(piece, pieces[place - 1] if place else "") for place, piece in enumerate(pieces)])
    return next((match[0] for match in re.finditer(pattern, pair.target) if not match[0].isascii()), "")


def _piece(piece: str, before: str) -> str:
    if piece.isalpha() and piece.isascii():
        return rf"(?:{piece}|{OWN})"
    if piece.isspace():
        return r"\s+"
    if piece in MARKS_OF_QUOTATION:
        return f"[{MARKS_OF_QUOTATION}]"
    if piece == "#":
        return "[#№]"
    if piece == "=":
        return r"\s?[=:–—-]\s?[«“„\"]?"
    return "_?" if piece == "_" and before in ("", "/") else re.escape(piece)


def is_legend(code: str) -> bool:
    """Whether it says what a key does or how a date is written, so that its words are to be translated."""
    return LEGEND.match(code) is not None or is_date(code)


def is_date(code: str) -> bool:
    """Whether it is the form of a date in letters that are to be translated."""
    parts = re.split(r"[./:-]", code)
    return len(code) > len("dd") and all(len(set(part)) == 1 and part[0] in OF_DATE for part in parts)
