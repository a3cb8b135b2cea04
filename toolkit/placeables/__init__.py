"""Placeables: what in a text is for programs and stays as it is, in every format and for every engine.

find(text) -> Found(kind, start, end, text), in order       table.KINDS says which kinds there are
"""

from toolkit.placeables.find import Found, find
from toolkit.placeables.table import ADDRESS, CODE, KINDS, MARKUP, NUMBER, SIGN, VARIABLE, Kind

__all__ = ["ADDRESS", "CODE", "KINDS", "MARKUP", "NUMBER", "SIGN", "VARIABLE", "Found", "Kind", "find"]
