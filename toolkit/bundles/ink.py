"""Contents as HTML and back: everything is escaped, what HTML cannot hold is kept, codes show nothing of themselves.

a character that HTML forbids   <span class="control" data-code="11">\ufffd</span>   the number counts
a code                          <span class="c" data-raw="&lt;1>"></span>            the attribute counts
a code that a reader reads      <span class="c" data-raw="{name}">{name}</span>      as before
a pair that stands for emphasis …<strong>words</strong>…                             between its two codes
"""

import re
from collections.abc import Iterator
from html import escape

from toolkit.units import Code, Content

PLANES = "".join(chr((plane << 16) + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
CONTROL = re.compile("[\x00-\x08\x0b\x0c\r\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff" + PLANES + "]")
"""What HTML may not hold (or would change on reading)."""
EMPHASIS = {
    "**": "strong", "__": "strong", "<b>": "strong", "<strong>": "strong",
    "*": "em", "_": "em", "<i>": "em", "<em>": "em", "`": "code", "<code>": "code",
    "<sub>": "sub", "<sup>": "sup",
}  # fmt: skip
"""Raw form of an opening code -> the element that looks like it."""
UNREAD = re.compile(r"<[^<>]*>|[^\w]*")
"""A placeholder that a reader does not read: a tag, or markup without any letter."""
BREAK = re.compile(r"<br\b[^<>]*>", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(?:\\|u\{([0-9a-f]+)\})")


def html_of(content: Content) -> str:
    """The content as the inside of an element."""
    elements = _elements(content)
    parts = []
    for index, part in enumerate(content):
        if isinstance(part, str):
            parts.append(text(part))
            continue
        code = f'<span class="c" data-raw="{raw_attribute(part.raw)}">{text(visible(part))}</span>'
        if index in elements:
            opens = part.kind == "open"
            code = f"{code}<{elements[index]}>" if opens else f"</{elements[index]}>{code}"
        elif part.kind == "placeholder" and BREAK.fullmatch(part.raw):
            code += "<br>"
        parts.append(code)
    return "".join(parts)


def text(plain: str) -> str:
    """Plain text as HTML."""
    return CONTROL.sub(
        lambda match: f'<span class="control" data-code="{ord(match.group())}">\ufffd</span>',
        escape(plain, quote=False),
    )


def attribute(plain: str) -> str:
    """Plain text as the value of an attribute, for people: what HTML forbids becomes U+FFFD."""
    return escape(CONTROL.sub("\ufffd", plain))


def raw_attribute(raw: str) -> str:
    """The raw form of a code as the value of an attribute, so that `raw_of` gives it back."""
    doubled = raw.replace("\\", "\\\\").replace("\n", "\\u{a}").replace("\t", "\\u{9}")
    return escape(CONTROL.sub(lambda match: f"\\u{{{ord(match.group()):x}}}", doubled))


def raw_of(value: str) -> str:
    """The raw form that `raw_attribute` wrote."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)) if match[1] else "\\", value)


def visible(code: Code) -> str:
    """What a reader sees of a code: of a variable its name, of tags and markup nothing."""
    return "" if code.kind != "placeholder" or UNREAD.fullmatch(code.raw) else code.raw


def shown(content: Content) -> str:
    """The content as a reader sees it, in plain text."""
    return "".join(part if isinstance(part, str) else visible(part) for part in content)


def shown_offsets(content: Content) -> list[int]:
    """Offset in the flattened content -> offset in what is shown, in UTF-16 units as browsers count; one more than
    there are characters."""
    offsets = [0]
    for part in content:
        if isinstance(part, str):
            for character in part:
                offsets.append(offsets[-1] + 1 + (character > "\uffff" and not CONTROL.match(character)))
        else:
            end = offsets[-1] + sum(1 + (c > "\uffff" and not CONTROL.match(c)) for c in visible(part))
            offsets += [end] * len(part.raw)
    return offsets


def _elements(content: Content) -> dict[int, str]:
    """Index of each code of a pair that is emphasis and stands whole in the content -> element; brackets that match."""
    waiting: list[tuple[int, Code]] = []
    found = {}
    for index, code in _codes(content):
        if code.kind == "open":
            waiting.append((index, code))
        elif waiting:
            opening, first = waiting.pop()
            element = EMPHASIS.get(first.raw.lower())
            if element:
                found[opening] = found[index] = element
    return found


def _codes(content: Content) -> Iterator[tuple[int, Code]]:
    for index, part in enumerate(content):
        if isinstance(part, Code) and part.kind in ("open", "close"):
            yield index, part
