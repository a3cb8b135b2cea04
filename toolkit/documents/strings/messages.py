"""Strings of programs: which parts of them are words, and what in them is a variable, a tag, or a choice by number.

A string is one message a line. `{name}`, `%{n}`, `{{x}}`, `%s`, `$t(key)` and tags are codes. An ICU plural or select
is a message for each of its branches, with what stands around it; one inside another is kept as it is, since its pieces
are no sentences.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from toolkit.documents.strings.choices import ADDED, FORMS, branches, is_by_number, note_of_branch
from toolkit.documents.strings.no_text import STRFTIME, is_no_text, is_strftime
from toolkit.languages import Language, plural_categories
from toolkit.placeables import CODE_BEGINS, codes
from toolkit.units import Code, Content, content_of, flatten, plain

NUMBER_SIGN = re.compile("#")
"""The number in an ICU plural."""
SURROGATE = re.compile("[\ud800-\udfff]")
CHOOSES = re.compile(r"\{\s*\w+\s*,\s*(?:plural|select|(?P<format>choice\s*,))")
VOID = frozenset({"br", "hr", "img", "wbr", "input"})
LONGEST_WORD = 200
"""Characters beyond which a string of letters without a space is no word."""
WHITE = re.compile(r"\s")
CHOICE = re.compile(r"\s*\{\s*(\w+)\s*,\s*(plural|selectordinal|select)\s*,\s*(?:offset:\d+\s*)?")
CLOSE = re.compile(r"\s*\}")
BRACE = re.compile(r"[{}]")
BRANCH = re.compile(r"\s*(=\d+|\w+)\s*\{")
LINE_BREAK = re.compile(r"(\r\n|\r|\n)")


@dataclass(frozen=True, slots=True)
class Message:
    """Words for a reader."""

    content: Content
    context: str = ""
    note: str = ""
    addition: str = ""
    """The plural category that it would be for, were there a branch for it."""
    write: Callable[[Content], str] = flatten
    """How other words are written in its place, where the value has no escapes of its own."""


@dataclass(frozen=True, slots=True)
class OtherEnd:
    """The end of a plural's `other`: there the categories go that the target has besides `present`."""

    present: frozenset[str]
    closes: str = "}"
    """What stands there."""
    branch: str = " %s {%s}"
    """A category and its words, as they are written."""


@dataclass(frozen=True, slots=True)
class BarEnd:
    """The end of a choice between one and more: there the branches of the target are put in their order."""

    forms: Mapping[str, Sequence[str]] = field(default_factory=lambda: FORMS)
    """Code of a language -> the branches that it has, where they are more than two."""


@dataclass(frozen=True, slots=True)
class Whole:
    """The string as it is, where no message behind it is changed: a choice within a sentence is a choice of sentences
    once one of them is."""

    text: str


Part = str | Message | OtherEnd | BarEnd | Whole
"""A piece of a string: a plain str is kept as it is."""


def is_code(text: str) -> bool:
    """Whether the string is for programs: without a letter outside its variables, an address, a path, a name."""
    if len(text) > LONGEST_WORD:
        if not WHITE.search(text) and text.isascii():  # data of some kind
            return True
    elif is_no_text(text):
        return True
    begin = CODE_BEGINS.search(text)
    if begin is None or any(map(str.isalpha, text[: begin.start()])):
        return begin is None and not any(map(str.isalpha, text))
    return not any(any(map(str.isalpha, part)) for part in tagged(text, _more(text)) if isinstance(part, str))


def _more(text: str) -> re.Pattern[str] | None:
    """What is a code in the string besides those of the table."""
    return STRFTIME if "%" in text and is_strftime(text) else None


def parts(text: str, wanted: Sequence[str] = (), *, bars: bool = True) -> tuple[Part, ...]:
    """The pieces of a string, which joined are the string; no Message where nothing in it is for translation.

    A plural has messages, with the words of `other`, for the `wanted` categories that it lacks. Only with `bars` may
    they part the branches of a choice.
    """
    if not text.isascii() and SURROGATE.search(text):
        return (text,)
    if "{" in text and (chooses := CHOOSES.search(text)):
        from toolkit.documents.strings.nested_choices import choice_format, sentences  # hardly any string has them

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


def content(text: str, number_sign: bool = False) -> Content:
    """The text with its variables and tags as codes; with `number_sign`, `#` is one too (in an ICU plural)."""
    if not CODE_BEGINS.search(text):
        return plain(text)
    found = tagged(text, NUMBER_SIGN if number_sign else _more(text))
    if not any(isinstance(part, Code) and part.kind == "open" for part in found):
        return tuple([part for part in found if part])  # no tags to agree with each other
    return content_of(agreeing(found))


def tagged(text: str, more: re.Pattern[str] | None = None) -> list[str | Code]:
    """The text in pieces, what is a code in a string of a program, or what `more` matches, as codes."""
    places = [(one.start, one.end, one.kind.name == "tag") for one in codes(text)]
    if more is not None:
        places = sorted(
            [*places, *((*match.span(), False) for match in more.finditer(text))], key=lambda one: (one[0], -one[1])
        )
    found: list[str | Code] = []
    end = 0
    for start, stop, is_tag in places:
        if start >= end:
            found += [text[end:start], code_of(len(found), text[start:stop], is_tag=is_tag)]
            end = stop
    return [*found, text[end:]]


def numbered(parts: Iterable[str | Code]) -> Content:
    """The content that pieces from several places make: every code has an id of its own, tags agree."""
    made = (replace(one, id=str(number)) if isinstance(one, Code) else one for number, one in enumerate(parts))
    return content_of(agreeing(made))


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
                continue
            last = piece.write(piece.content if new is None else new)
            made.append(last)
        elif isinstance(piece, BarEnd):
            forms = piece.forms.get(target.code, ()) if target is not None else ()
            if len(forms) > 2:
                words = {"one": made[-3], **additions}
                made[-3:] = [made[-2].join(words.get(name, made[-1]) for name in forms)]
            additions = {}
        elif isinstance(piece, OtherEnd):
            made.append(piece.closes)
            if target is not None:
                lacking = [name for name in plural_categories(target.code) if name not in piece.present]
                made += [piece.branch % (name, additions.get(name, last)) for name in lacking]
            additions = {}
    return "".join(made)


def code_of(number: int, raw: str, *, is_tag: bool) -> Code:
    """The code that stands as `raw`."""
    if not is_tag:
        return Code(str(number), "placeholder", raw, shown=raw)
    name = re.sub(r"[</>]", " ", raw).split()[0].lower()
    if raw.endswith("/>") or name in VOID:
        return Code(str(number), "placeholder", raw, "\n" if name == "br" else "", short=name in ("br", "wbr"))
    short = not name.isdigit() and " " not in raw
    return Code(str(number), "close" if raw.startswith("</") else "open", raw, short=short)


def agreeing(found: Iterable[str | Code]) -> Iterator[str | Code]:
    """A closing tag is as long or short as its opening one."""
    waiting: list[Code] = []
    for part in found:
        if isinstance(part, Code) and part.kind == "open":
            waiting.append(part)
        elif isinstance(part, Code) and part.kind == "close" and waiting:
            yield replace(part, short=waiting.pop().short)
            continue
        yield part


def _choice(text: str, wanted: Sequence[str]) -> Iterator[Part]:
    """The pieces of a string with one ICU plural or select in it; none for anything less simple.

    What stands around the choice is part of each branch's sentence.
    """
    head = CHOICE.search(text)
    if head is None or re.search(r"'[{}#]", text):
        return
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
        yield Whole(text)
    else:
        place, close = 0, None
    plural = head[2] == "plural"
    texts = [text[start:end] for start, end, _ in branches]
    for start, end, key in branches:
        yield text[place:start]
        inner, place = text[start:end], end
        made = content(inner, number_sign=head[2] != "select")
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


def closing(text: str, place: int, end: int | None = None) -> int:
    """Offset of the brace that closes the one before `place`; -1 where there is none before `end`."""
    depth = 1
    for match in BRACE.finditer(text, place, len(text) if end is None else end):
        depth += 1 if match.group() == "{" else -1
        if depth == 0:
            return match.start()
    return -1
