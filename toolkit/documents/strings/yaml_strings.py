"""YAML string files, as Rails and many others have them: values are translated, keys are not.

PyYAML says what stands where; only its events are read, so that no tag makes an object and no alias is ever followed.
A value keeps its quotation marks where they can hold the translation; what stands in a block (`|`, `>`) is laid out
like plain text and keeps its indentation. Comments, anchors, order and everything else stay to the byte.
`# toolkit:skip` before a key leaves out all that is under it, `# toolkit:note …` tells translators something.
"""

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from toolkit.documents.options import ReadOptions
from toolkit.documents.plain.layout import Span, layout
from toolkit.documents.plain.lines import content_of_words, divided, shares, words
from toolkit.documents.strings.files import LANGUAGE_KEYS, MOST_DEPTH, is_language, string_file
from toolkit.documents.strings.messages import CHOOSES
from toolkit.documents.strings.plural_keys import marked
from toolkit.documents.strings.values import Change, Value
from toolkit.errors import DocumentError
from toolkit.segmentation import is_unspaced
from toolkit.units import BlockKind, flatten, plain

PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
DIRECTIVE = re.compile(r"^.*?#[ \t]*toolkit:(skip|note)\b[ \t]*(.*?)[ \t]*$", re.MULTILINE)
COMMENT = re.compile(r"[ \t]*#")
SYMBOLS = re.compile(
    r"^([ \t]*(?:[\w-]+:|-)[ \t]+)(\[(?:[ \t]*:[a-z_]\w*[ \t]*,)*[ \t]*:[a-z_]\w*[ \t]*\])(?=[ \t]*(?:#.*)?$)",
    re.MULTILINE,
)
"""`order: [ :year, :month, :day ]`, as in files of Rails."""
STRING_TAGS = frozenset({None, "!", "tag:yaml.org,2002:str"})
NOT_FIRST = "-?:,[]{}#&*!|>'\"%@`"
UNPRINTABLE = re.compile(
    r"[^\t\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|[\x85\u2028\u2029]"
)
ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


@dataclass(slots=True)
class _Level:
    """A mapping or sequence that is open."""

    mapping: bool
    flow: bool
    skip: bool
    start: int
    note: str = ""
    key: str | None = None
    key_span: tuple[int, int] | None = None
    is_key: bool = False
    """Whether the next node is a key."""


def values_of(text: str, name: str, options: ReadOptions) -> tuple[list[Value], list[Change]]:
    """The string values in order, and the strings that name the language of the file, with what they say."""
    values: list[Value] = []
    names: list[Change] = []
    tops: list[Change] = []
    directives = _directives(text)
    levels: list[_Level] = []
    where = options.path or name
    for event in _events(text, where):
        kind = type(event).__name__
        level = levels[-1] if levels else None
        if kind in ("MappingEndEvent", "SequenceEndEvent"):
            levels.pop()
            _next(levels)
            continue
        line = event.start_mark.line + 1
        if kind in ("MappingStartEvent", "SequenceStartEvent"):
            if len(levels) >= MOST_DEPTH:
                raise DocumentError(
                    f"more than {MOST_DEPTH} levels of nesting; this is no file of strings", path=where, line=line
                )
            inside_key = level is not None and level.mapping and level.is_key
            inherited = level is not None and level.skip
            mapping = kind == "MappingStartEvent"
            levels.append(
                _Level(
                    mapping,
                    bool(event.flow_style),
                    inherited or inside_key,
                    event.start_mark.index,
                    level.note if level else "",
                    is_key=mapping,
                )
            )
        elif kind == "ScalarEvent":
            said = directives.get(line, ())
            if level is not None and level.mapping and level.is_key:
                start = PROPERTIES.match(text, event.start_mark.index).end()  # type: ignore[union-attr] # always fits
                if len(levels) == 1:
                    tops.append((start, event.end_mark.index, event.value))
                outer = levels[-2] if len(levels) > 1 else None
                level.key, level.key_span = event.value, (start, event.end_mark.index)
                level.skip = (outer is not None and outer.skip) or "skip" in said
                level.note = next((one[5:] for one in said if one[:5] == "note "), outer.note if outer else "")
            else:
                _scalar(event, text, levels, said, options, values, names)
            _next(levels)
        elif kind == "AliasEvent":
            _next(levels)
    names += [one for one in tops if len(tops) == 1 and is_language(one[2], options)]
    return marked(values, options.targets), names


read, rewrite = string_file("yaml", values_of)


def _scalar(
    event: Any,
    text: str,
    levels: list[_Level],
    said: tuple[str, ...],
    options: ReadOptions,
    values: list[Value],
    names: list[Change],
) -> None:
    """Adds the value of a scalar, or, of a block, one for each paragraph of it."""
    if not _is_string(event):
        return
    start = PROPERTIES.match(text, event.start_mark.index).end()  # type: ignore[union-attr] # always fits
    end, line = event.end_mark.index, event.start_mark.line + 1
    path = tuple(level.key for level in levels if level.mapping and level.key is not None)
    level = levels[-1] if levels else None
    rule = "skip" if "skip" in said or (level is not None and level.skip) else ""
    note = next((one[5:] for one in said if one[:5] == "note "), level.note if level else "")
    if len(levels) == 1 and path[:1] and path[0] in LANGUAGE_KEYS and is_language(event.value, options):
        inner = 1 if event.style in ("'", '"') else 0
        names.append((start + inner, end - inner, event.value))
    elif event.style in ("|", ">"):
        body = text.index("\n", start) + 1 if "\n" in text[start:end] else end
        if "{" in event.value and CHOOSES.search(event.value) and (whole := text[body:end].strip()):
            low = text.index(whole, body)  # white space between the branches of a choice means nothing
            values.append(Value(low, low + len(whole), whole, line + 1, str, path, note, rule))
            return
        folded = event.style == ">"
        for span in _folded(text[body:end]) if folded else layout(text[body:end], options.sentences):
            own = text[body + span.start : body + span.end]
            first = text.rfind("\n", 0, body + span.start) + 1
            kind = BlockKind.ITEM if span.kind is BlockKind.ITEM else BlockKind.PARAGRAPH
            laid_out = functools.partial(_laid_out, own, " " * (body + span.start - first))
            values.append(
                Value(body + span.start, body + span.end, own, line + span.line, laid_out, path, note, rule, kind)
            )
    else:
        raw = text[start:end].rstrip()
        encode = _encoder(raw, event.style, any(one.flow for one in levels), text.removeprefix("\ufeff").isascii())
        place = (level.key_span, level.start, level.flow) if level is not None and level.mapping else (None, -1, True)
        key, parent, flow = place
        values.append(
            Value(
                start,
                start + len(raw),
                event.value,
                line,
                encode,
                path,
                note,
                rule,
                key=key,
                parent=parent,
                flow=flow,
            )
        )


def _folded(text: str) -> Iterator[Span]:
    """The paragraphs of a folded block: lines of one indentation without a blank one between them."""
    start = end = number = 0
    indent = -1
    for count, match in enumerate(re.finditer(r"[^\r\n]*(?:\r\n|\r|\n|\Z)", text), start=1):
        line = match.group().strip()
        own = len(match.group()) - len(match.group().lstrip()) if line else -1
        if indent >= 0 and own != indent:
            yield Span(start, end, number, BlockKind.PARAGRAPH)
        if line and own != indent:
            start, number = match.start() + own, count
        if line:
            end = match.start() + own + len(line)
        indent = own
    if indent >= 0:
        yield Span(start, end, number, BlockKind.PARAGRAPH)


def _next(levels: list[_Level]) -> None:
    """A node has ended: in a mapping, a value follows a key and a key a value."""
    if levels and levels[-1].mapping:
        levels[-1].is_key = not levels[-1].is_key


def readable(text: str) -> str:
    """The file with symbols of Ruby in brackets as names of the same length, since libyaml reads none there."""
    return SYMBOLS.sub(lambda match: match[1] + match[2].replace(":", "_"), text) if "[" in text else text


def _events(text: str, where: str) -> Iterator[Any]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    shift = 1 if text.startswith("\ufeff") else 0
    try:
        for event in yaml.parse(readable(text[shift:]), loader):
            if shift:
                for mark in (event.start_mark, event.end_mark):
                    event_mark = _Mark(mark.index + shift, mark.line)
                    setattr(event, "start_mark" if mark is event.start_mark else "end_mark", event_mark)
            yield event
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        problem = error.problem or error.context or ""
        if "nesting" in problem:  # the parser has a limit of its own
            raise DocumentError(f"more than {MOST_DEPTH} levels of nesting", path=where, line=line) from error
        raise DocumentError(f"this is no YAML: {problem}", path=where, line=line) from error
    except yaml.YAMLError as error:
        place = getattr(error, "position", None)
        line = text.count("\n", 0, place) + 1 if isinstance(place, int) else None
        raise DocumentError(f"this is no YAML: {str(error).splitlines()[0]}", path=where, line=line) from error
    except RecursionError as error:
        raise DocumentError("too deeply nested; this is no file of strings", path=where) from error


@dataclass(frozen=True, slots=True)
class _Mark:
    index: int
    line: int


@functools.cache
def _resolver() -> Any:
    import yaml

    return yaml.resolver.Resolver(), yaml.ScalarNode


def _is_text(value: str) -> bool:
    """Whether a plain scalar is a string, and no number, date, truth value or null."""
    resolver, node = _resolver()
    return bool(resolver.resolve(node, value, (True, False)) == "tag:yaml.org,2002:str")


def _is_string(event: Any) -> bool:
    if event.tag not in STRING_TAGS:
        return False
    return event.style not in (None, "") or event.tag is not None or _is_text(event.value)


def _directives(text: str) -> dict[int, tuple[str, ...]]:
    """Line -> what comments on it, or on the lines right before it, say to the toolkit."""
    if "toolkit:" not in text:
        return {}
    lines = text.splitlines()
    found: dict[int, tuple[str, ...]] = {}
    for match in DIRECTIVE.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        if COMMENT.match(lines[line - 1]):  # a comment of its own speaks of the next line that is none
            while line < len(lines) and (COMMENT.match(lines[line - 1]) or not lines[line - 1].strip()):
                line += 1
        found[line] = (*found.get(line, ()), "skip" if match[1] == "skip" else f"note {match[2]}")
    return found


def _encoder(raw: str, style: str | None, flow: bool, ascii_only: bool) -> Callable[[str], str]:
    """Writes a text in the quotation marks that the value had, if they can hold it."""

    def double(text: str) -> str:
        escape_all = ascii_only and "\\u" in raw
        return '"' + "".join(_escaped(character, escape_all) for character in text) + '"'

    def encode(text: str) -> str:
        if style == '"' or "\n" in text or UNPRINTABLE.search(text):
            return double(text)
        if style != "'" and _is_plain(text, flow, raw):
            return text
        return "'" + text.replace("'", "''") + "'"

    return encode


def _escaped(character: str, ascii_only: bool) -> str:
    if character in ESCAPES:
        return ESCAPES[character]
    if UNPRINTABLE.match(character) or (ascii_only and ord(character) > 0x7E):
        number = ord(character)
        return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
    return character


def _is_plain(text: str, flow: bool, raw: str) -> bool:
    """Whether a text may stand without quotation marks."""
    if not text or text != text.strip() or ": " in text or text[-1] == ":" or " #" in text or "\t" in text:
        return False
    if text[0] in NOT_FIRST and not (text[0] == raw[:1] and text[1:2].strip()):
        return False
    if text[:3] in ("---", "...") or (flow and re.search(r"[,\[\]{}:?]", text)):
        return False
    return _is_text(text)


def _laid_out(own: str, indent: str, text: str) -> str:
    """A paragraph of a block scalar, broken over as many lines as it had, at places like those."""
    lines = own.splitlines()
    if len(lines) < 2 or any(map(is_unspaced, text[:1])):
        return text.replace("\n", f"\n{indent}")
    newline = "\r\n" if "\r\n" in own else "\n"
    made = divided(words(plain(text)), shares([line.strip() for line in lines]))
    told = [flatten(content_of_words(line)) for line in made if line]
    indents = [line[: len(line) - len(line.lstrip())] for line in lines[1:]]  # the first may stand deeper
    return newline.join([*told[:1], *(space + line for space, line in zip(indents, told[1:], strict=False))])
