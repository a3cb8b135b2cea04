"""Regular expressions that are compiled when they are first asked: of those that a command loads it asks a third.

    WORD = late.compile(r"[a-z]+")      as re.compile, for a constant of a module

Compiling those of all checks takes as long as checking an article.
"""

import re
from typing import Any, cast

METHODS = (
    "search", "match", "fullmatch", "findall", "finditer", "split", "sub", "subn", "groups", "groupindex",
)  # fmt: skip
"""What is taken over from the compiled expression."""


class _Compiled:
    """An expression that has been asked: what was taken over is its own, and is found as fast as an attribute is."""

    pattern: str
    flags: int
    """Those that were given, with re.UNICODE; not those that are written in the expression."""


class _Late(_Compiled):
    """One that nobody has asked so far."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.flags = int(flags if flags & re.ASCII else flags | re.UNICODE)

    def __getattr__(self, name: str) -> Any:
        """Only what is not there yet is asked for here."""
        if name not in METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        self.__dict__.update((each, getattr(compiled, each)) for each in METHODS)
        object.__setattr__(self, "__class__", _Compiled)  # last, since another thread may look for the same
        return self.__dict__[name]


def compile(pattern: str, flags: int = 0) -> re.Pattern[str]:  # noqa: A001 - as re has it
    """What behaves like `re.compile(pattern, flags)`, save that a wrong expression is told by whoever asks it first."""
    return cast("re.Pattern[str]", _Late(pattern, flags))
