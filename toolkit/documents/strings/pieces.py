"""What strings of programs consist of: messages for readers, codes, and where choices by number end."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from toolkit.documents.strings.choices import FORMS
from toolkit.documents.strings.no_text import STRFTIME, is_no_text, is_strftime
from toolkit.placeables import CODE_BEGINS, codes
from toolkit.units import Code, Content, content_of, flatten

NUMBER_SIGN = re.compile("#")
"""The number in an ICU plural."""
VOID = frozenset({"br", "hr", "img", "wbr", "input"})
LONGEST_WORD = 200
"""Characters beyond which a string of letters without a space is no word."""
WHITE = re.compile(r"\s")
CHOICE = re.compile(r"\s*\{\s*(\w+)\s*,\s*(plural|selectordinal|select)\s*,\s*(?:offset:\d+\s*)?")
CLOSE = re.compile(r"\s*\}")
QUOTED = re.compile(r"'[{}#|](?:[^']|'')*'")
"""What an apostrophe before a sign of ICU begins: text in which no brace opens or closes anything (MessagePattern,
ApostropheMode.DOUBLE_OPTIONAL)."""
BRACE = re.compile(rf"{QUOTED.pattern}|[{{}}]")
BRANCH = re.compile(r"\s*(=\d+|\w+)\s*\{")


@dataclass(frozen=True, slots=True)
class Message:
    """Words for a reader."""

    content: Content
    context: str = ""
    note: str = ""
    addition: str = ""
    """The plural category that it would be for, were there a branch for it."""
    within: tuple[str, ...] = ()
    """The categories of the branches around it that only some languages have, the outermost first."""
    instead: int = 0
    """Of a message within such a branch: how many messages before it the one stands whose words it may have."""
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
    begun: bool = False
    """Whether its beginning is told (Begin), since there is a choice in it."""


@dataclass(frozen=True, slots=True)
class Begin:
    """Here begins a stretch of the string that stands there as a whole.

    The branch `other` of a plural with another choice in it, up to its OtherEnd; one for a category that only some
    languages have, and a choice that is a code of the sentence before it, up to their End.
    """

    category: str = ""
    code: str = ""
    """The code that stands for it in the sentence."""


@dataclass(frozen=True, slots=True)
class End:
    """The end of such a stretch."""


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


Part = str | Message | OtherEnd | Begin | End | BarEnd | Whole
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


def content(text: str, number_sign: bool = False, quoted: bool = False) -> Content:
    """The text with its variables and tags as codes.

    With `number_sign`, `#` is one too (in an ICU plural), with `quoted` what ICU takes as it is between apostrophes.
    """
    more = NUMBER_SIGN if number_sign else _more(text)
    if quoted:
        more = re.compile("|".join([QUOTED.pattern, *([more.pattern] if more else [])]))
    found = tagged(text, more)
    if "<" not in text or not any(isinstance(part, Code) and part.kind == "open" for part in found):
        return tuple([part for part in found if part])  # no tags to agree with each other
    return content_of(agreeing(found))


def tagged(text: str, more: re.Pattern[str] | None = None) -> list[str | Code]:
    """The text in pieces, what is a code in a string of a program, or what `more` matches, as codes."""
    places = [(start, end, kind.name == "tag") for kind, start, end, _ in codes(text)]
    if more is not None:
        places = sorted(
            [*places, *((*match.span(), False) for match in more.finditer(text))], key=lambda one: (one[0], -one[1])
        )
    found: list[str | Code] = []
    end = 0
    for start, stop, is_tag in places:
        if start >= end:
            found += (text[end:start], code_of(len(found), text[start:stop], is_tag=is_tag))
            end = stop
    found.append(text[end:])
    return found


def numbered(parts: Iterable[str | Code]) -> Content:
    """The content that pieces from several places make: every code has an id of its own, tags agree."""
    made = (replace(one, id=str(number)) if isinstance(one, Code) else one for number, one in enumerate(parts))
    return content_of(agreeing(made))


def code_of(number: int, raw: str, *, is_tag: bool) -> Code:
    """The code that stands as `raw`."""
    if not is_tag:
        return Code(str(number), "placeholder", raw, shown=raw)
    name = re.sub(r"[</>]", " ", raw).split()[0].lower()
    if raw.endswith("/>") or name in VOID:
        return Code(str(number), "placeholder", raw, "\n" if name == "br" else "", short=name in ("br", "wbr"))
    short = not name.isdigit() and " " not in raw
    return Code(str(number), "close" if raw.startswith("</") else "open", raw, short=short)


def categories_of(message: Message) -> str:
    """The plural categories, beside `other`, that a language must have for a message to stand in it: `few, many`."""
    return ", ".join([*message.within, *filter(None, [message.addition])])


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


def closing(text: str, place: int, end: int | None = None) -> int:
    """Offset of the brace that closes the one before `place`; -1 where there is none before `end`."""
    depth = 1
    for match in BRACE.finditer(text, place, len(text) if end is None else end):
        depth += {"{": 1, "}": -1}.get(match.group(), 0)
        if depth == 0:
            return match.start()
    return -1
