"""Fluent (`.ftl`): messages, terms and attributes; fluent.syntax says what stands where.

The grammar is that of https://projectfluent.org/fluent/guide/. Placeables are codes; each variant of a selector is a
message, with the words around the selector, and a plural has the target's categories. A text over several lines is cut
into sentences. Comments are notes; identifiers, numbers, access keys and the attributes of terms stay.
"""

import bisect
import functools
import itertools
import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from toolkit.documents.options import ReadOptions
from toolkit.documents.plain.layout import layout
from toolkit.documents.plain.lines import content_of_words, divided, shares, words
from toolkit.documents.strings import messages
from toolkit.documents.strings.choices import FURTHER
from toolkit.documents.strings.files import string_file
from toolkit.documents.strings.messages import Begin, End, Message, OtherEnd, Part
from toolkit.documents.strings.plural_keys import CATEGORIES
from toolkit.documents.strings.values import Change, Value
from toolkit.errors import DocumentError
from toolkit.languages import plural_categories
from toolkit.placeables import codes
from toolkit.segmentation import is_unspaced
from toolkit.units import BlockKind, Code, Content, flatten, visible

METADATA = frozenset({"accesskey", "key", "keycode", "style", "width", "height", "id", "class", "size"})
"""Attributes that are for programs."""
MOST_VARIANTS = 24
"""Messages that the selectors of one pattern make; one with more is left out."""
MOST_PLURALS = 2
"""One in another, of which the outer one's further categories have messages of their own."""
QUOTED = frozenset("{}[]*.")
"""Letters that stand in placeables, since they cannot stand there otherwise."""
SPELLED = re.compile(r'\{"([{}\[\]*.])"\}')
NEWLINE = re.compile(r"(?:\r\n|\n)[ ]*")
LITERAL = re.compile(r'\{\s*"([^"\\]*)"\s*\}')
COUNTS = re.compile(r"\$[\w-]+|NUMBER\((?![^)]*ordinal)[^)]*\)")
"""A selector that may be a number."""


@dataclass(frozen=True, slots=True)
class _Choice:
    """A selector with its variants."""

    selector: str
    variants: "tuple[tuple[str, bool, _Choice | Content, Any], ...]"
    """Key, whether it is the default, what it is, and the pattern that it was."""

    @property
    def plural(self) -> bool:
        keys = [key for key, *_ in self.variants]
        named = [key for key in keys if not key[:1].isdigit()]
        return COUNTS.fullmatch(self.selector) is not None and "other" in named and set(named) <= set(CATEGORIES)


def values_of(text: str, name: str, options: ReadOptions) -> tuple[list[Value], list[Change]]:
    """Raises DocumentError, with the line, for what no parser of Fluent takes."""
    return _Reader(text, options, options.path or name).values(), []


read, rewrite = string_file("fluent", values_of)


LONG_WORD = re.compile(r"[0-9A-Za-z_-]{20000}")
"""What the parser would take letter by letter, some ten microseconds each; no message has such a thing."""


class _Reader:
    """Reads one file; offsets are those of its text."""

    def __init__(self, text: str, options: ReadOptions, where: str) -> None:
        self._text, self._options, self._where = text, options, where
        self._shift = 1 if text.startswith("\ufeff") else 0
        self._newline = "\r\n" if "\r\n" in text else "\n"
        self._line, self._counted = 1, 0

    @functools.cached_property
    def _wanted(self) -> tuple[str, ...]:
        """The plural categories of the target languages."""
        everything = {name for target in self._options.targets for name in plural_categories(target)}
        return tuple(name for name in CATEGORIES if name in everything)

    def values(self) -> list[Value]:
        from fluent.syntax import FluentParser, ast

        if (long := LONG_WORD.search(self._text)) is not None:
            line = self._text.count("\n", 0, long.start()) + 1
            told = "a word of thousands of letters or digits; this is no file of messages"
            raise DocumentError(told, path=self._where, line=line)
        try:
            body = FluentParser(with_spans=True).parse(self._text[self._shift :]).body
        except RecursionError as error:
            raise DocumentError("too deeply nested; this is no file of messages", path=self._where) from error
        found: list[Value] = []
        note = group = ""
        for entry in body:
            if isinstance(entry, ast.Junk):
                self._refuse(entry)
            elif isinstance(entry, ast.ResourceComment):
                note = _one_line(entry)
            elif isinstance(entry, ast.GroupComment):
                group = _one_line(entry)
            elif isinstance(entry, (ast.Message, ast.Term)):
                said = "; ".join(filter(None, (_one_line(entry.comment), group, note)))
                term = isinstance(entry, ast.Term)
                key = f"-{entry.id.name}" if term else entry.id.name
                rule = "skip" if "toolkit:skip" in said else ""
                if entry.value is not None:
                    found += self._pattern(entry.value, (key,), said, rule)
                for one in entry.attributes:
                    own = "metadata" if term or one.id.name.lower() in METADATA else ""
                    found += self._pattern(one.value, (key, one.id.name), said, rule or own)
        return found

    def _refuse(self, junk: Any) -> None:
        place = junk.annotations[0].span.start if junk.annotations else junk.span.start
        said = junk.annotations[0].message if junk.annotations else "an entry is expected"
        shown = self._text[self._shift + junk.span.start :][:40].split("\n")[0]
        line = 1 + self._text.count("\n", 0, self._shift + place)
        raise DocumentError(f"{shown!r} is no Fluent: {said[:1].lower()}{said[1:]}", path=self._where, line=line)

    def _pattern(self, pattern: Any, path: tuple[str, ...], note: str, rule: str) -> Iterator[Value]:
        start, end = self._place(pattern)
        raw = self._text[start:end]
        self._line += self._text.count("\n", self._counted, start)
        self._counted = start
        whole = Value(start, end, raw, self._line, str, path, note, rule)
        if rule:
            yield whole
        elif any(map(_selects, pattern.elements)):
            yield self._chosen(whole, pattern)
        elif "\n" in raw and not any("\n" in self._raw(one) for one in pattern.elements if not hasattr(one, "value")):
            for span in layout(raw, self._options.sentences):
                kind = BlockKind.ITEM if span.kind is BlockKind.ITEM else BlockKind.PARAGRAPH
                own = raw[span.start : span.end]
                content = self._content(pattern.elements, start + span.start, start + span.end)
                indent = " " * (start + span.start - 1 - self._text.rfind("\n", 0, start + span.start))
                message = Message(content, write=_writer(content, own, self._newline + indent, broken=True))
                yield whole._replace(
                    start=start + span.start, end=start + span.end, text=own, kind=kind,
                    line=self._line + span.line - 1, pieces=(message,) if _has_words(content) else (own,),
                )  # fmt: skip
        else:
            content = self._content(pattern.elements, start, end)
            if messages.is_code(raw) or not _has_words(content):
                yield whole._replace(pieces=(raw,))
            else:
                yield whole._replace(pieces=(Message(content, write=_writer(content, raw, f"{self._newline}    ")),))

    def _place(self, node: Any) -> tuple[int, int]:
        """Offsets of a node, a pattern's without the spaces before it."""
        start, end = node.span.start + self._shift, node.span.end + self._shift
        return start + len(self._text[start:end]) - len(self._text[start:end].lstrip(" \r\n")), end

    def _raw(self, node: Any) -> str:
        return self._text[node.span.start + self._shift : node.span.end + self._shift]

    def _content(self, elements: Sequence[Any], start: int = 0, end: int = 1 << 60) -> Content:
        """The elements, as far as they stand between two offsets, placeables and tags as codes."""
        parts: list[str | Code] = []
        if start:
            begin = bisect.bisect_right(elements, start, key=lambda one: one.span.end + self._shift)
            elements = elements[begin : bisect.bisect_left(elements, end, key=lambda one: one.span.start + self._shift)]
        for one in elements:
            first, last = (offset + self._shift for offset in (one.span.start, one.span.end))
            raw = self._text[max(first, start) : min(last, end)]
            if hasattr(one, "value"):
                parts.append(raw)
            elif raw:
                literal = LITERAL.fullmatch(raw)
                if literal and literal[1] in QUOTED:
                    parts.append(literal[1])
                    continue
                parts.append(Code("", "placeholder", raw, shown=literal[1] if literal else raw))
        return messages.numbered(_tagged(parts))

    def _chosen(self, whole: Value, pattern: Any) -> Value:
        """The value of a pattern with selectors: a message for each variant, with the words around it."""
        if _count(pattern.elements) > MOST_VARIANTS:
            return whole._replace(rule="choice")
        tree = self._tree(pattern.elements)
        leaves = list(_leaves(tree))
        if not any(map(_has_words, leaves)):
            return whole._replace(rule="code")
        texts = [flatten(leaf) for leaf in leaves]
        first = self._text.rfind("\n", 0, whole.start) + 1
        line = self._text[first : whole.start]
        indent = line[: len(line) - len(line.lstrip(" "))]
        shape = _Shape(indent, texts, _plurals(tree) > 1, _plurals(tree) <= MOST_PLURALS)
        pieces = [
            *([whole.text[: len(whole.text) - len(whole.text.lstrip())]]),
            *self._rendered(tree, shape, _Where(), pattern),
        ]
        text = messages.joined(pieces, [None] * sum(isinstance(one, Message) for one in pieces), None)
        return whole._replace(text=text, pieces=tuple(pieces))

    def _tree(self, elements: Sequence[Any]) -> "_Choice | Content":
        """The choice that the elements make, its variants with what stands around it; the plural is the innermost."""
        choices = [number for number, one in enumerate(elements) if _selects(one)]
        if not choices:
            return self._content(elements)
        place = next((n for n in choices if not self._is_plural(elements[n].expression)), choices[0])
        chosen = elements[place].expression
        variants = []
        for one in chosen.variants:
            inner = self._tree([*elements[:place], *one.value.elements, *elements[place + 1 :]])
            variants.append((self._raw(one.key), one.default, inner, one.value))
        return _Choice(self._raw(chosen.selector), tuple(variants))

    def _is_plural(self, chosen: Any) -> bool:
        keys = tuple((self._raw(one.key), one.default, (), None) for one in chosen.variants)
        return _Choice(self._raw(chosen.selector), keys).plural

    def _rendered(self, tree: "_Choice | Content", shape: "_Shape", where: "_Where", pattern: Any) -> Iterator[Part]:
        """The pieces of a pattern; one that is nothing but its selector keeps how it is laid out."""
        if not isinstance(tree, _Choice):
            yield self._leaf(tree, shape, where, pattern)
            return
        alone = pattern is not None and len(pattern.elements) == 1
        end = self._place(pattern)[0] if alone else 0
        if not alone:
            yield f"{{ {tree.selector} ->"
        present = frozenset(key for key, *_ in tree.variants)
        lacking = [name for name in self._wanted if name not in present] if tree.plural else []
        for key, default, inner, own in tree.variants:
            begin = f"{self._newline}{shape.indent}   {'*' if default else ' '}[{key}] "
            if alone:
                first, last = self._place(own)
                begin, end = self._text[end:first], last
            yield begin
            other = key == "other" and tree.plural
            nested = other and isinstance(inner, _Choice)
            if nested:
                yield Begin()
            deeper = replace(shape, indent=shape.indent + "    ")
            pieces = list(self._rendered(inner, deeper, where.at(tree.selector, key), own if alone else None))
            yield from pieces
            if not other or not any(isinstance(one, Message) for one in pieces):
                if nested:
                    yield OtherEnd(frozenset(CATEGORIES), "", begun=True)
                continue
            count = sum(1 for one in pieces if isinstance(one, Message))
            for turn, name in enumerate(lacking, start=1):
                there = where.at(tree.selector, name)
                if not nested:
                    assert isinstance(pieces[0], Message)
                    context = there.told if shape.several else ""
                    yield replace(pieces[0], context=context, note=there.told, addition=name)
                elif shape.whole:
                    there = replace(there, within=(*where.within, name), instead=turn * count)
                    yield Begin(name)
                    yield from self._rendered(inner, deeper, there, own if alone else None)
                    yield End()
            before = re.search(r"\n *", begin)
            spaces = before.group()[1:] if before else f"{shape.indent}    "
            spaces += " " * ("*" in begin.rpartition("\n")[2])
            yield OtherEnd(present, "", f"{self._newline}{spaces}[%s] %s", begun=nested)
        yield self._text[end : self._place(pattern)[1]] if alone else f"{self._newline}{shape.indent}}}"

    def _leaf(self, words: Content, shape: "_Shape", where: "_Where", pattern: Any) -> Part:
        if not _has_words(words):
            return _encoded(words, self._newline + shape.indent)
        lead = f"{self._newline}{shape.indent}    "
        kept = _encoded(words, lead) if pattern is None else self._text[slice(*self._place(pattern))]
        same = shape.texts.count(flatten(words)) > 1 or bool(where.within)
        return Message(words, where.told if same else "", where.told, write=_writer(words, kept, lead),
                       within=where.within, instead=where.instead)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Shape:
    """How the selectors of a pattern are written."""

    indent: str
    texts: list[str]
    """Of all its variants."""
    several: bool
    """Whether a plural stands in another one."""
    whole: bool
    """Whether further branches with choices in them have messages of their own: they are not too many."""


@dataclass(frozen=True, slots=True)
class _Where:
    """What is so where a variant is said."""

    told: str = ""
    within: tuple[str, ...] = ()
    instead: int = 0

    def at(self, selector: str, key: str) -> "_Where":
        return replace(self, told="; ".join(filter(None, (self.told, f"where {selector} is {key}"))))


def _tagged(parts: Sequence[str | Code]) -> Iterator[str | Code]:
    """The parts with tags as codes; a placeable within a tag is part of it."""
    texts = [part if isinstance(part, str) else part.raw for part in parts]
    starts = [0, *itertools.accumulate(map(len, texts))]
    found: list[tuple[int, int, Code]] = [
        (start, start + len(part.raw), part)
        for start, part in zip(starts, parts, strict=False)
        if isinstance(part, Code)
    ]
    text = "".join(texts)
    inside = {place for start, end, _ in found for place in range(start, end)}
    tags = [
        (tag.start, tag.end, messages.code_of(0, tag.text, is_tag=True))
        for tag in codes(text)
        if tag.kind.name == "tag" and tag.start not in inside
    ]
    end = 0
    for first, last, code in sorted(found + tags, key=lambda one: one[:2]):
        if first >= end:
            yield text[end:first]
            yield code
            end = last
    yield text[end:]


def _selects(element: Any) -> bool:
    return hasattr(getattr(element, "expression", None), "variants")


def _count(elements: Sequence[Any]) -> int:
    """Messages that the selectors among the elements make, without the plural categories that English lacks."""
    return math.prod(
        sum(_count(one.value.elements) for one in chosen.expression.variants if _key(one) not in FURTHER)
        for chosen in elements
        if _selects(chosen)
    )


def _key(variant: Any) -> str:
    return getattr(variant.key, "name", "")


def _plurals(tree: "_Choice | Content") -> int:
    """How many plurals stand one in another."""
    if not isinstance(tree, _Choice):
        return 0
    return tree.plural + max(_plurals(inner) for _, _, inner, _ in tree.variants)


def _leaves(tree: "_Choice | Content") -> Iterator[Content]:
    if not isinstance(tree, _Choice):
        yield tree
        return
    for _, _, inner, _ in tree.variants:
        yield from _leaves(inner)


def _has_words(content: Content) -> bool:
    return any(map(str.isalpha, visible(tuple(one for one in content if isinstance(one, str)))))


def _one_line(comment: Any) -> str:
    return " ".join((comment.content or "").split()) if comment is not None else ""


def _writer(own: Content, raw: str, lead: str, *, broken: bool = False) -> Callable[[Content], str]:
    """Writes words in the place of `own`, which stands as `raw`; those themselves stay as they are."""

    def write(content: Content) -> str:
        if content == own:
            return raw
        made = _encoded(content, lead)
        if '{ "' in raw:
            made = SPELLED.sub(r'{ "\1" }', made)
        lines = raw.splitlines()
        if not broken or len(lines) < 2 or "\n" in made or any(map(is_unspaced, visible(content)[:1])):
            return made
        new = divided(words(content), shares([line.strip() for line in lines]))
        return lead.join(_encoded(content_of_words(line), lead) for line in new if line)

    return write


def _encoded(content: Content, lead: str) -> str:
    """Words as Fluent has them: letters that would begin something in placeables of their own."""
    made = []
    for part in content:
        said = re.sub(r"[{}]", r'{"\g<0>"}', part) if isinstance(part, str) else part.raw
        made.append(said)
    text = NEWLINE.sub(lead, "".join(made))
    text = re.sub(r"^(\s*)([.*\[])", r'\1{"\2"}', text, flags=re.MULTILINE)
    return re.sub(r"^ +| +$", lambda match: f'{{"{match.group()}"}}', text) if text != text.strip(" ") else text
