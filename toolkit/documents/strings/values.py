"""A value of a string file: where it stands, what it means, and how another would be written in its place."""

from collections.abc import Callable
from typing import NamedTuple

from toolkit.documents.strings.messages import Part
from toolkit.units import BlockKind


class Value(NamedTuple):
    """A value of a string file."""

    start: int
    """Offset of what stands in the file for it, in characters."""
    end: int
    text: str
    """What it means."""
    line: int
    """Counted from 1."""
    encode: Callable[[str], str]
    """What to write in its place for another text."""
    path: tuple[str, ...] = ()
    """Keys that lead to it."""
    note: str = ""
    """What the author tells the translators."""
    rule: str = ""
    """Why it is left out: skip, metadata; empty where only its text decides."""
    kind: BlockKind = BlockKind.MESSAGE
    key: tuple[int, int] | None = None
    """Start and end offset of its own key, where it has one."""
    parent: int = -1
    """Offset of the object or mapping that it stands in."""
    flow: bool = True
    """Whether commas stand between the entries there, and not line breaks."""
    entry: tuple[str, str] | None = None
    """What stands between its key and itself, and behind it, where that is no colon and nothing."""
    categories: frozenset[str] = frozenset()
    """Of the `other` of a plural: all its categories (plural_keys.py)."""
    addition: str = ""
    """The plural category that it would be for, were it in the file."""
    wanted: tuple[str, ...] = ()
    """The plural categories of the target languages, where the text is an ICU plural."""
    plural: bool = False
    """Whether its file says that it is a form of a plural; elsewhere its key and its words tell."""
    bars: bool = True
    """Whether bars in it may part the branches of a choice by number."""
    pieces: tuple[Part, ...] | None = None
    """What it consists of, where its format knows and its text need not tell; joined they are `text`."""


Change = tuple[int, int, str]
"""Start and end offset of what is replaced, and the text instead of it."""
