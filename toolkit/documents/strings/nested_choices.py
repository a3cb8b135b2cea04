"""Strings with several ICU choices, or with one inside of another, and `choice` of Java's MessageFormat.

Pieces of a sentence are no sentences: there is a message for each combination of the branches, with the words around
them. Where one of these is translated, the string is written as choices of whole sentences, `select` outside and the
plural inside, as ICU's own manual advises (https://unicode-org.github.io/icu/userguide/format_parse/messages/).
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from toolkit.documents.strings.pieces import (
    BRANCH,
    CHOICE,
    CLOSE,
    Message,
    OtherEnd,
    Part,
    Whole,
    closing,
    content,
    is_code,
)

MOST = 24
"""Sentences that a string may have."""
ESCAPED = re.compile(r"'[{}#|]")
CHOICE_FORMAT = re.compile(r"\{\s*\d+\s*,\s*choice\s*,\s*")
LIMIT = re.compile(r"\s*-?(?:\d+(?:\.\d+)?|∞)\s*[#<≤]")


class _NotSimpleError(Exception):
    """The string is nothing that is read here."""


class _Choice(NamedTuple):
    """An ICU choice in a text."""

    start: int
    end: int
    name: str
    kind: str
    head: str
    """What it begins with, up to its branches."""
    branches: tuple[tuple[str, str], ...]


class _Leaf(NamedTuple):
    """A sentence of the string, and what is so where it is said."""

    text: str
    where: tuple[tuple[str, str], ...]
    kind: str
    """plural or selectordinal where it is a branch of one, and select elsewhere."""
    present: frozenset[str]
    """The branches of that."""


def sentences(text: str, wanted: Sequence[str]) -> tuple[Part, ...]:
    """The pieces of a string with ICU choices; none for what is less simple, such as two plurals.

    A plural has messages, with the words of `other`, for the `wanted` categories that it lacks.
    """
    if ESCAPED.search(text):
        return ()
    try:
        made = list(_built(text, ()))
    except _NotSimpleError:
        return ()
    leaves = [one.text for one in made if isinstance(one, _Leaf)]
    return (Whole(text), *_parts(made, leaves, wanted)) if leaves else ()


def _parts(made: Sequence[str | _Leaf], leaves: Sequence[str], wanted: Sequence[str]) -> Iterator[Part]:
    for one in made:
        if isinstance(one, str):
            yield one
            continue
        is_plural = one.kind == "plural" and one.where[-1][1] == "other"
        if is_code(one.text):
            yield one.text
        else:
            words = content(one.text, number_sign=one.kind != "select")
            same = leaves.count(one.text) > 1
            note = "; ".join(f"where {name} is {key}" for name, key in one.where)
            yield Message(words, "; ".join(f"{name}: {key}" for name, key in one.where) if same else "", note)
            if is_plural:
                lacking = [name for name in wanted if name not in one.present]
                outer = note.rpartition(" is ")[0]
                context = "; ".join(f"{name}: {key}" for name, key in one.where[:-1]) if same else ""
                yield from (Message(words, context, f"{outer} is {name}", name) for name in lacking)
        yield OtherEnd(one.present) if is_plural else "}"


def _built(text: str, where: tuple[tuple[str, str], ...]) -> Iterator[str | _Leaf]:
    """The string as choices of sentences; the brace behind each sentence is left to its reader."""
    found = _choices(text)
    selects = [one for one in _all(found) if one.kind == "select"]
    numbers = [one for one in _all(found) if one.kind != "select"]
    one = next(iter(selects or numbers), None)
    if one is None:
        raise _NotSimpleError
    alike = [other for other in _all(found) if other.name == one.name]
    keys = [key for key, _ in one.branches]
    others = {(other.name, other.kind) for other in _all(found)} - {(one.name, one.kind)}
    if any(other.kind != one.kind or [key for key, _ in other.branches] != keys for other in alike):
        raise _NotSimpleError
    if one.kind != "select" and (others or "#" in _around(text, found)):
        raise _NotSimpleError
    yield one.head
    for key in keys:
        yield f"{'' if key == keys[0] else ' '}{key} {{"
        inner, chosen = _resolved(text, one, key), (*where, (one.name, key))
        if others:
            if len(chosen) > MOST or len(keys) > MOST:
                raise _NotSimpleError
            if _choices(inner):
                yield from _built(inner, chosen)
                yield "}"
                continue
        inner = inner.strip() if "\n" in inner else inner
        if "\n" in inner or "\r" in inner or _choices(inner):
            raise _NotSimpleError
        yield _Leaf(inner, chosen, one.kind, frozenset(keys))
    yield "}"


def _choices(text: str) -> list[_Choice]:
    """The choices of a text, without those inside of them. Raises _NotSimpleError."""
    found = []
    place = 0
    while head := CHOICE.search(text, place):
        start = text.index("{", head.start())
        branches, place = [], head.end()
        while branch := BRANCH.match(text, place):
            end = closing(text, branch.end())
            if end < 0:
                raise _NotSimpleError
            branches.append((branch[1], text[branch.end() : end]))
            place = end + 1
        close = CLOSE.match(text, place)
        if not branches or close is None:
            raise _NotSimpleError
        place = close.end()
        found.append(_Choice(start, place, head[1], head[2], text[start : head.end()], tuple(branches)))
    return found


def _all(found: Sequence[_Choice]) -> Iterator[_Choice]:
    """The choices and all those inside of them."""
    for one in found:
        yield one
        for _, inner in one.branches:
            yield from _all(_choices(inner))


def _around(text: str, found: Sequence[_Choice]) -> str:
    edges = [0, *(edge for one in found for edge in (one.start, one.end)), len(text)]
    return "".join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))


def _resolved(text: str, chosen: _Choice, key: str) -> str:
    """The text with one branch instead of every choice by the same value."""
    made, place = [], 0
    for one in _choices(text):
        made.append(text[place : one.start])
        place = one.end
        if (one.name, one.kind) == (chosen.name, chosen.kind):
            made.append(_resolved(dict(one.branches)[key], chosen, key))
        else:
            branches = [f"{name} {{{_resolved(inner, chosen, key)}}}" for name, inner in one.branches]
            made += [one.head, " ".join(branches), "}"]
    return "".join(made) + text[place:]


def choice_format(text: str) -> tuple[Part, ...]:
    """The pieces of a string with one choice of MessageFormat (`{0,choice,0#no files|1#one file|1<{0} files}`)."""
    head = CHOICE_FORMAT.search(text)
    end = closing(text, head.end()) if head else -1
    if head is None or end < 0 or ESCAPED.search(text):
        return ()
    before, behind = text[: head.start()], text[end + 1 :]
    branches = _bars(text[head.end() : end])
    limits = [LIMIT.match(one) for one in branches]
    if len(branches) > MOST or CHOICE_FORMAT.search(behind) or not all(limits):
        return ()
    around = bool(before.strip() or behind.strip())
    made: list[Part] = [Whole(text)] if around else []
    made.append(head.group() if around else before + head.group())
    for number, (branch, limit) in enumerate(zip(branches, limits, strict=True)):
        assert limit is not None
        words = before + branch[limit.end() :] + behind if around else branch[limit.end() :]
        same = sum(1 for other in branches if other.endswith(branch[limit.end() :])) > 1
        note = f"where the number is {limit.group().strip()}"
        made += ["|" if number else "", limit.group()]
        made.append(words if is_code(words) else Message(content(words), note if same else "", note))
    made.append("}" if around else "}" + behind)
    return tuple(made) if any(isinstance(one, Message) for one in made) else ()


def _bars(text: str) -> list[str]:
    """The branches of a choice of MessageFormat: bars in braces part none."""
    made, depth = [""], 0
    for character in text:
        depth += {"{": 1, "}": -1}.get(character, 0)
        if character == "|" and not depth:
            made.append("")
        else:
            made[-1] += character
    return made
