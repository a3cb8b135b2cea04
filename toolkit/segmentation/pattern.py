"""A regular expression and the characters that can stand at its ends."""

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

Characters = frozenset[str] | None
"""Insides of character classes, which together are a set of characters; None for all characters there are."""
NONE: Characters = frozenset()


MOST_ENDS = 12
"""More ways to begin than these are taken together."""


@dataclass(frozen=True, slots=True)
class End:
    """One way in which a match can begin; or end, counted from the end."""

    outer: Characters
    """The outermost character."""
    inner: Characters = NONE
    """The one next to it."""
    alone: bool = True
    """Whether it needs none next to it."""


Ends = tuple[End, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A translated expression and what it says about the characters at its ends."""

    source: str
    """For the `regex` library, version 1 behaviour; holds no capturing group."""
    first: Ends = ()
    last: Ends = ()
    nullable: bool = True
    """Whether it can match nothing."""
    width: int = 0
    """Most characters that it can match."""
    at_start: bool = False
    """Whether it matches only from the beginning of the text."""

    def then(self, other: "Pattern") -> "Pattern":
        """This one and, right behind it, the other."""
        return Pattern(
            self.source + other.source,
            _outer(self.first, self.nullable, other.first, other.nullable),
            _outer(other.last, other.nullable, self.last, self.nullable),
            self.nullable and other.nullable,
            self.width + other.width,
            self.at_start,
        )

    def ends(self, *, backwards: bool) -> Ends:
        """How a match begins, or ends."""
        anything = End(None)
        return (anything,) if self.nullable else self.last if backwards else self.first


def outermost(ends: Ends) -> Characters:
    """Every character that stands outermost."""
    return functools.reduce(union, (end.outer for end in ends), NONE)


def either(these: Ends, those: Ends) -> Ends:
    """The ends of an expression that matches what the one matches or what the other does."""
    together = tuple(dict.fromkeys(these + those))
    if len(together) <= MOST_ENDS:
        return together
    inner = functools.reduce(union, (end.inner for end in together))
    return (End(outermost(together), inner, any(end.alone for end in together)),)


def _outer(near: Ends, near_nullable: bool, beyond: Ends, beyond_nullable: bool) -> Ends:
    """The ends of a sequence where `near` are those of the outermost part, `beyond` those of the next."""
    next_to_it = outermost(beyond)
    made = tuple(End(e.outer, union(e.inner, next_to_it), beyond_nullable) if e.alone else e for e in near)
    return either(made, beyond) if near_nullable else made


def one(source: str, characters: Characters) -> Pattern:
    """Just one character of these."""
    return Pattern(source, (End(characters),), (End(characters),), False, 1)


def union(these: Characters, those: Characters) -> Characters:
    """The characters of both."""
    return None if these is None or those is None else these | those


def compiled(source: str) -> "regex.Pattern[str]":
    """The expression, ready to be matched. Raises regex.error."""
    import regex

    return regex.compile(source, regex.V1)
