"""Strings of programs: which parts of them are words, and what in them is a variable, a tag, or a choice by number.

A string is one message a line. `{name}`, `%{n}`, `{{x}}`, `%s`, `$t(key)` and tags are codes. An ICU plural or select
is a message for each of its branches, with what stands around it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from toolkit.documents.strings.choices import ADDED, branches, is_by_number, note_of_branch
from toolkit.documents.strings.nested_choices import choice_format, sentences
from toolkit.documents.strings.pieces import (
    BRANCH,
    CHOICE,
    CLOSE,
    QUOTED,
    BarEnd,
    Begin,
    End,
    Message,
    OtherEnd,
    Part,
    Whole,
    agreeing,
    categories_of,
    closing,
    code_of,
    content,
    is_code,
    numbered,
    tagged,
)
from toolkit.languages import Language, plural_categories
from toolkit.units import Content

__all__ = [
    "CHOOSES",
    "BarEnd",
    "Begin",
    "End",
    "Message",
    "OtherEnd",
    "Part",
    "Whole",
    "agreeing",
    "categories_of",
    "closing",
    "code_of",
    "content",
    "is_code",
    "joined",
    "numbered",
    "parts",
    "tagged",
]

SURROGATE = re.compile("[\ud800-\udfff]")
CHOOSES = re.compile(r"\{\s*\w+\s*,\s*(?:plural|select|(?P<format>choice\s*,))")
LINE_BREAK = re.compile(r"(\r\n|\r|\n)")


def parts(text: str, wanted: Sequence[str] = (), *, bars: bool = True) -> tuple[Part, ...]:
    """The pieces of a string, which joined are the string; no Message where nothing in it is for translation.

    A plural has messages, with the words of `other`, for the `wanted` categories that it lacks. Only with `bars` may
    they part the branches of a choice.
    """
    if not text.isascii() and SURROGATE.search(text):
        return (text,)
    if "{" in text and (chooses := CHOOSES.search(text)):
        if chooses["format"]:
            return choice_format(text) or (text,)
        return tuple(_choice(text, wanted)) or sentences(text, wanted) or (text,)
    if is_code(text):
        return (text,)
    if bars and (found := branches(text)):
        made = tuple(_branches(text, found))
        if is_by_number(text, found) and len(made) == 3 and isinstance(made[2], Message):
            more = {
                name: replace(made[2], context="", note=note_of_branch(name), addition=name)
                for name in wanted
                if name in ADDED
            }
            first = [more.pop("zero")] if "zero" in more else []
            return (*first, *made[:2], *more.values(), made[2], BarEnd())
        return made
    if "\n" not in text and "\r" not in text:
        return (Message(content(text)),)
    return tuple(
        piece if number % 2 or not piece.strip() else Message(content(piece))
        for number, piece in enumerate(LINE_BREAK.split(text))
        if piece
    )


def _branches(text: str, found: Sequence[tuple[int, int]]) -> Iterator[Part]:
    """The pieces of a choice that bars part."""
    texts = [text[start:end] for start, end in found]
    place = 0
    for number, (start, end) in enumerate(found, start=1):
        if start > place:
            yield text[place:start]
        place = end
        if is_code(text[start:end]):
            yield text[start:end]
        else:
            said = f"choice {number} of {len(found)}"
            yield Message(content(text[start:end]), said if texts.count(text[start:end]) > 1 else "", said)
    if place < len(text):
        yield text[place:]


def joined(pieces: Sequence[Part], replacements: Sequence[Content | None], target: Language | None) -> str:
    """The string again, with the content of its messages replaced, in their order (None: as it was).

    A plural gets the categories that the target language has besides, with the words of `other` where they have none.
    """
    if pieces and isinstance(pieces[0], Whole):
        own = [piece.content for piece in pieces if isinstance(piece, Message)]
        if all(new is None or new == one for new, one in zip(replacements, own, strict=True)):
            return pieces[0].text
    waiting = iter(replacements)
    made: list[str] = []
    written: list[str] = []
    """What each message came to, in order."""
    open_: list[tuple[Begin, int, dict[str, str]]] = []
    """Where the stretches began that are not at their end, with the further branches of each."""
    additions: dict[str, str] = {}
    last = ""
    for piece in pieces:
        if isinstance(piece, str):
            made.append(piece)
        elif isinstance(piece, Message):
            new = next(waiting)
            if piece.addition:
                if new is not None:
                    additions[piece.addition] = piece.write(new)
                written.append(last if new is None else additions[piece.addition])
                continue
            last = written[-piece.instead] if new is None and piece.instead else piece.write(new or piece.content)
            written.append(last)
            made.append(last)
        elif isinstance(piece, Begin):
            open_.append((piece, len(made), {}))
        elif isinstance(piece, End):
            begun, start, _ = open_.pop()
            stretch = "".join(made[start:])
            del made[start:]
            if begun.code:
                made[-1] = made[-1].replace(begun.code, stretch, 1)
            else:
                open_[-1][2][begun.category] = stretch
        elif isinstance(piece, BarEnd):
            forms = piece.forms.get(target.code, ()) if target is not None else ()
            if len(forms) > 2:
                words = {"one": made[-3], **additions}
                made[-3:] = [made[-2].join(words.get(name, made[-1]) for name in forms)]
            additions = {}
        elif isinstance(piece, OtherEnd):
            if piece.begun:
                _, start, additions = open_.pop()
                last = "".join(made[start:])
            made.append(piece.closes)
            if target is not None:
                lacking = [name for name in plural_categories(target.code) if name not in piece.present]
                made += [piece.branch % (name, additions.get(name, last)) for name in lacking]
            additions = {}
    return "".join(made)


def _choice(text: str, wanted: Sequence[str]) -> Iterator[Part]:
    """The pieces of a string with one ICU plural or select in it; none for anything less simple.

    What stands around the choice is part of each branch's sentence.
    """
    head = CHOICE.search(text)
    if head is None:
        return
    quoted = QUOTED.search(text) is not None
    branches: list[tuple[int, int, str]] = []
    place = head.end()
    while branch := BRANCH.match(text, place):
        end = closing(text, branch.end())
        inner = text[branch.end() : end]
        if end < 0 or "\n" in inner or CHOOSES.search(inner):
            return
        branches.append((branch.end(), end, branch[1]))
        place = end + 1
    close = CLOSE.match(text, place)
    if not branches or close is None:
        return
    place = text.index("{", head.start())
    before, behind = text[:place], text[close.end() :]
    if around := bool(before.strip() or behind.strip()):
        beside = before + behind
        if head[2] == "selectordinal" or CHOOSES.search(beside) or any(sign in beside for sign in "#\n\r|"):
            return
        if quoted and QUOTED.search(beside):
            return
        yield Whole(text)
    else:
        place, close = 0, None
    plural = head[2] == "plural"
    texts = [text[start:end] for start, end, _ in branches]
    for start, end, key in branches:
        yield text[place:start]
        inner, place = text[start:end], end
        made = content(inner, head[2] != "select", quoted)
        if around:
            made = numbered((*content(before), *made, *content(behind)))
        if not around and (not inner.strip() or is_code(inner)):
            yield inner  # a branch of a variable alone goes as it is
        else:
            same = texts.count(inner) > 1
            yield Message(made, f"{head[1]}: {key}" if same else "", f"where {head[1]} is {key}")
            if plural and key == "other":
                lacking = [name for name in wanted if name not in {name for _, _, name in branches}]
                yield from (Message(made, "", f"where {head[1]} is {name}", name) for name in lacking)
                yield OtherEnd(frozenset(name for _, _, name in branches))
                place += 1
    yield text[place : close.end() if close else len(text)]
