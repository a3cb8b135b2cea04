"""Placeables: what in a text is for programs and stays as it is, in every format and for every engine.

find(text) -> Found(kind, start, end, text), in order       codes(text): of a string of a program
table.KINDS says which kinds there are, and where they occur
"""

from toolkit.placeables.find import CODE_BEGINS, Found, codes, find
from toolkit.placeables.table import ADDRESS, CODE, KINDS, MARKUP, NUMBER, SIGN, VARIABLE, Kind

__all__ = [
    "ADDRESS",
    "CODE",
    "CODE_BEGINS",
    "KINDS",
    "MARKUP",
    "NUMBER",
    "SIGN",
    "VARIABLE",
    "Found",
    "Kind",
    "codes",
    "find",
]
