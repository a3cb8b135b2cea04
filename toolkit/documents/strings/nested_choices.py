"""Strings with several ICU choices, or with one inside of another, and `choice` of Java's MessageFormat.

Pieces of a sentence are no sentences: there is a message for each combination of the branches, with the words around
them. Where one of these is translated, the string is written as choices of whole sentences, `select` outside and the
plural inside, as ICU's own manual advises (https://unicode-org.github.io/icu/userguide/format_parse/messages/).
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from toolkit.documents.strings.choices import FURTHER
from toolkit.documents.strings.pieces import (
    BRANCH,
    CHOICE,
    CLOSE,
    Begin,
    End,
    Message,
    OtherEnd,
    Part,
    Whole,
    closing,
    content,
    is_code,
    numbered,
)
from toolkit.units import Code

MOST = 24
"""Sentences that a string may have, without those for plural categories that English lacks."""
MOST_PLURALS = 2
"""Of different numbers, that are one in another: in Russian they make 16 sentences, in Arabic 36."""
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


class _Tree(NamedTuple):
    """A choice of the string as it is written, its branches whole sentences or choices."""

    head: str
    name: str
    kind: str
    branches: "tuple[tuple[str, _Tree | str], ...]"

    def is_plural_of(self, key: str) -> bool:
        """Whether a branch is the one that the plural has for all other numbers."""
        return self.kind == "plural" and key == "other"


def sentences(text: str, wanted: Sequence[str]) -> tuple[Part, ...]:
    """The pieces of a string with ICU choices; none where there are quoted braces in it, or it is none.

    A plural has messages, with the words of `other`, for the `wanted` categories that it lacks. Where whole sentences
    would be too many, or a branch says `#` where ICU could not say it, a choice is a code of its sentence.
    """
    if ESCAPED.search(text):
        return ()
    try:
        tree = _built(text, 1)
        if _plurals(tree) > MOST_PLURALS:
            raise _NotSimpleError
        return (Whole(text), *_rendered(tree, wanted, list(_leaves(tree)), several=_plurals(tree) > 1))
    except _NotSimpleError:
        pass
    try:
        made = tuple(_framed(text, wanted, (), number=False))
    except _NotSimpleError:
        return ()
    return made if any(isinstance(one, Message) for one in made) else ()


def _leaves(tree: "_Tree | str") -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
        return
    for _, inner in tree.branches:
        yield from _leaves(inner)


def _plurals(tree: "_Tree | str") -> int:
    """How many plurals are one inside of another."""
    inner = () if isinstance(tree, str) else tree.branches
    own = not isinstance(tree, str) and tree.kind == "plural"
    return own + max((_plurals(one) for _, one in inner), default=0)


def _rendered(
    tree: _Tree,
    wanted: Sequence[str],
    leaves: Sequence[str],
    where: tuple[tuple[str, str], ...] = (),
    within: tuple[str, ...] = (),
    instead: int = 0,
    *,
    several: bool,
) -> Iterator[Part]:
    present = frozenset(key for key, _ in tree.branches)
    yield tree.head
    for number, (key, inner) in enumerate(tree.branches):
        yield f"{' ' * (number > 0)}{key} {{"
        here = (*where, (tree.name, key))
        if isinstance(inner, str):
            yield from _leaf(tree, inner, wanted, leaves, here, within, instead, several=several)
        elif not tree.is_plural_of(key):
            yield from _rendered(inner, wanted, leaves, here, within, instead, several=several)
        else:
            yield Begin()
            own = list(_rendered(inner, wanted, leaves, here, within, instead, several=several))
            yield from own
            count = sum(1 for one in own if isinstance(one, Message))
            for turn, name in enumerate([name for name in wanted if name not in present], start=1):
                there = (*where, (tree.name, name))
                yield Begin(name)
                yield from _rendered(inner, wanted, leaves, there, (*within, name), turn * count, several=several)
                yield End()
        yield OtherEnd(present, begun=not isinstance(inner, str)) if tree.is_plural_of(key) else "}"
    yield "}"


def _leaf(
    tree: _Tree,
    text: str,
    wanted: Sequence[str],
    leaves: Sequence[str],
    where: tuple[tuple[str, str], ...],
    within: tuple[str, ...],
    instead: int,
    *,
    several: bool,
) -> Iterator[Part]:
    """The message of a branch, and those for the categories that the plural lacks."""
    if is_code(text):
        yield text
        return
    words = content(text, number_sign=tree.kind != "select")
    note, context = _told(where, " is "), _told(where, ": ")
    same = leaves.count(text) > 1
    yield Message(words, context if same or within else "", note, within=within, instead=instead)
    if tree.is_plural_of(where[-1][1]):
        present = {key for key, _ in tree.branches}
        for name in [name for name in wanted if name not in present]:
            own = (*where[:-1], (tree.name, name))
            context = _told(own if several else where[:-1], ": ") if same or several else ""
            yield Message(words, context, _told(own, " is "), name, within)


def _told(where: Sequence[tuple[str, str]], sign: str) -> str:
    return "; ".join(f"{'where ' * (sign == ' is ')}{name}{sign}{key}" for name, key in where)


def _framed(text: str, wanted: Sequence[str], note: tuple[str, ...], *, number: bool) -> Iterator[Part]:
    """A sentence with its choices as codes, and the branches of each. Raises _NotSimpleError."""
    found = _choices(text)
    signs = {one.start: text[one.start : one.end] for one in found}
    parts: list[str | Code] = []
    end = 0
    for one in found:
        parts += content(text[end : one.start], number_sign=number)
        parts.append(Code("", "placeholder", signs[one.start], "\ufffc", short=False))
        end = one.end
    sentence = numbered([*parts, *content(text[end:], number_sign=number)])
    said = any(map(str.isalpha, "".join(one for one in sentence if isinstance(one, str))))
    if said:
        yield Message(sentence, "", "; ".join(note))
    end = 0
    for one in found:
        if said:
            yield Begin(code=signs[one.start])
        else:
            yield text[end : one.start]
        yield from _branches(one, wanted, note, number=number)
        if said:
            yield End()
        end = one.end
    if not said:
        yield text[end:]


def _branches(one: _Choice, wanted: Sequence[str], note: tuple[str, ...], *, number: bool) -> Iterator[Part]:
    yield one.head
    present = frozenset(key for key, _ in one.branches)
    number = number or one.kind != "select"
    for place, (key, inner) in enumerate(one.branches):
        yield f"{' ' * (place > 0)}{key} {{"
        here = (*note, f"where {one.name} is {key}")
        nested, plural = bool(_choices(inner)), one.kind == "plural" and key == "other"
        if nested:
            if plural:
                yield Begin()
            yield from _framed(inner, wanted, here, number=number)
        elif is_code(inner):
            yield inner
        else:
            words = content(inner, number_sign=number)
            same = sum(1 for _, other in one.branches if other == inner) > 1
            yield Message(words, f"{one.name}: {key}" if same else "", "; ".join(here))
            for name in [name for name in wanted if name not in present] if plural else ():
                own = "; ".join((*note, f"where {one.name} is {name}"))
                yield Message(words, f"{one.name}: {name}", own, name)
        yield OtherEnd(present, begun=nested) if plural else "}"
    yield "}"


def _built(text: str, count: int) -> _Tree:
    """The string as choices of sentences. Raises _NotSimpleError."""
    found = _choices(text)
    selects = [one for one in _all(found) if one.kind == "select"]
    numbers = [one for one in _all(found) if one.kind != "select"]
    one = next(iter(selects or numbers), None)
    if one is None:
        raise _NotSimpleError
    alike = [other for other in _all(found) if other.name == one.name]
    keys = [key for key, _ in one.branches]
    others = {(other.name, other.kind) for other in _all(found)} - {(one.name, one.kind)}
    count *= sum(1 for key in keys if one.kind != "plural" or key not in FURTHER)
    if any(other.kind != one.kind or [key for key, _ in other.branches] != keys for other in alike):
        raise _NotSimpleError
    if count > MOST or (one.kind != "select" and "#" in _around(text, found)):
        raise _NotSimpleError
    branches: list[tuple[str, _Tree | str]] = []
    for key in keys:
        inner = _resolved(text, one, key, outer=bool(others) and one.kind != "select")
        if others and _choices(inner):
            branches.append((key, _built(inner, count)))
            continue
        inner = inner.strip() if "\n" in inner else inner
        if "\n" in inner or "\r" in inner or _choices(inner):
            raise _NotSimpleError
        branches.append((key, inner))
    return _Tree(one.head, one.name, one.kind, tuple(branches))


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


def _resolved(text: str, chosen: _Choice, key: str, *, outer: bool) -> str:
    """The text with one branch instead of every choice by the same value.

    An `outer` number is said by its name, since `#` is the number of the innermost plural.
    """
    made, place = [], 0
    for one in _choices(text):
        made.append(text[place : one.start])
        place = one.end
        if (one.name, one.kind) == (chosen.name, chosen.kind):
            branch = dict(one.branches)[key]
            made.append(_resolved(_named(branch, one) if outer else branch, chosen, key, outer=outer))
        else:
            branches = [f"{name} {{{_resolved(inner, chosen, key, outer=outer)}}}" for name, inner in one.branches]
            made += [one.head, " ".join(branches), "}"]
    return "".join(made) + text[place:]


def _named(branch: str, number: _Choice) -> str:
    """A branch with its number by name. Raises _NotSimpleError where `#` is a difference, which has no name."""
    made, place = [], 0
    for one in [*_choices(branch), None]:
        own = branch[place : one.start if one else len(branch)]
        if "#" in own and "offset:" in number.head:
            raise _NotSimpleError
        made.append(own.replace("#", f"{{{number.name}, number}}"))
        if one is not None:
            place = one.end
            said = [(name, _named(inner, number) if one.kind == "select" else inner) for name, inner in one.branches]
            made += [one.head, " ".join(f"{name} {{{inner}}}" for name, inner in said), "}"]
    return "".join(made)


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
