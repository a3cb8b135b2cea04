"""Regular expressions that are compiled when they are first asked: of those that a command loads it asks a third.

    WORD = late.compile(r"[a-z]+")      as re.compile, for a constant of a module

Compiling those of all checks takes as long as checking an article.
"""

import re
import sys
from typing import Any, cast

METHODS = (
    "search", "match", "fullmatch", "findall", "finditer", "split", "sub", "subn", "groups", "groupindex",
)  # fmt: skip
"""What is taken over from the compiled expression."""


class _Compiled:
    """An expression that has been asked: what was taken over is its own, and is found as fast as an attribute is."""

    pattern: str
    compiled: re.Pattern[str]
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
        self.compiled = compiled
        object.__setattr__(self, "__class__", _Compiled)  # last, since another thread may look for the same
        return self.__dict__[name]


def settle() -> None:
    """Puts what has been compiled by now in its place: for who is going to ask it of very many texts."""
    for name, module in [*sys.modules.items()]:
        if name.startswith("toolkit."):
            for table in (vars(module), *(one for one in vars(module).values() if type(one) is dict)):
                table.update({key: one.compiled for key, one in table.items() if type(one) is _Compiled})


def compile(pattern: str, flags: int = 0) -> re.Pattern[str]:  # noqa: A001 - as re has it
    """What behaves like `re.compile(pattern, flags)`, save that a wrong expression is told by whoever asks it first."""
    return cast("re.Pattern[str]", _Late(pattern, flags))
