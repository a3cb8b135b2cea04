"""XLIFF 1.2 and 2.x as a source document: units without a translation are messages, and their targets are filled.

Inline codes (g, x, bx, ex, ph, pc, sc, ec, mrk and the like) are codes, as they stand. A draft has the state
`needs-review-translation` with `state-qualifier="mt-suggestion"` (1.2) or `initial` (2.x); what a person has approved
is `translated`, or `reviewed` in 2.x. `translate="no"`, notes, skeletons and alternative translations stay
(https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html, https://docs.oasis-open.org/xliff/xliff-core/v2.1/).
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import NamedTuple

from toolkit.documents.markup.tags import tokenize
from toolkit.documents.options import ReadOptions
from toolkit.documents.plain.text import applied
from toolkit.documents.strings import messages
from toolkit.documents.strings.bilingual import (
    Entry,
    approved,
    block,
    document_of,
    drafts_only,
    goes_in,
    speaks,
    wanted_categories,
)
from toolkit.documents.strings.files import opened
from toolkit.documents.strings.messages import Part
from toolkit.documents.strings.values import Change
from toolkit.documents.strings.xml_strings import Node, blank_before, elements, said
from toolkit.errors import DocumentError
from toolkit.languages import Language
from toolkit.units import Code, Content, Document, TranslationUnit

NATIVE = frozenset({"bpt", "ept", "it", "ph"})
"""Elements of 1.x that hold code of another format and no text."""
KINDS = {"bx": "open", "bpt": "open", "sc": "open", "ex": "close", "ept": "close", "ec": "close"}
DRAFT = {True: ' state="needs-review-translation" state-qualifier="mt-suggestion"', False: ' state="initial"'}
FINAL = {True: ' state="translated"', False: ' state="reviewed"'}
STATES = re.compile(r"\s(?:state|state-qualifier|subState|approved)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
WAITING = frozenset({"new", "needs-translation"})
"""States of a target that is only a place for one."""
TAG = re.compile(r"<[^<>]*>")
CHOICE = re.compile(r"\{\s*\w+\s*,\s*(?:plural|select)\w*\s*,")


FIRST_SIGN = 0xE000
"""Of those that stand for elements while a choice is read."""
NAME_PARTS = re.compile(r"[._]|(?<=[A-Za-z]{4})-")


class _Reading(NamedTuple):
    """How a file is read."""

    old: bool
    """Whether it is of a version before 2."""
    name: str
    options: ReadOptions


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit of 1.x, or a segment of 2.x."""

    node: Node
    source: Node
    target: Node | None
    entries: tuple[Entry, ...]
    """One, or one for each branch of an ICU choice."""
    told: tuple[Content, ...] | None
    """What stands as their translations; None for nothing."""
    file: Node
    """What says the language of the translations: the file, or of 2.x the root."""
    pieces: tuple[Part, ...] = ()
    """Of an ICU choice: what it consists of, as it is written."""


def read(data: bytes, name: str, options: ReadOptions) -> Document:
    """Raises DocumentError, with the line, for what is no XLIFF."""
    _, units = _units(opened(data, name, options), name, options)
    return document_of((entry for one in units for entry in one.entries), name, "xliff", options)


def rewrite_units(
    data: bytes,
    name: str,
    replacements: Mapping[int, Content],
    options: ReadOptions,
    target: Language | None,
    units: Mapping[int, TranslationUnit],
    document: Document,
) -> tuple[bytes, dict[int, Content]]:
    """`rewrite` with the units of its blocks, and the replacements as they stand in the file. Raises DocumentError."""
    settled = dict(replacements)
    if not replacements and target is None:
        return data, settled
    text = opened(data, name, options)
    old, found = _units(text, name, options)
    made: list[Change] = []
    places = iter(range(len(document.blocks)))
    files: dict[int, Node] = {}
    for one in found:
        indices = [next(places) for entry in one.entries if block(entry) is not None]
        if not indices:
            continue
        language = _said_language(one.file, old, name, options)
        own = target is None or speaks(language, target.code)
        files[one.file.start] = one.file
        if not one.entries[0].is_text:
            continue
        new = [replacements.get(index) for index in indices]
        says = any(goes_in(words, document.blocks[index], target) for words, index in zip(new, indices, strict=True))
        sure = all(approved(units, index) for index in indices)
        if says and (not own or not one.told or sure):
            made += _filled(text, one, new, sure, old, target)
        elif own and one.told:
            settled.update(zip(indices, one.told, strict=False))
        elif not own and one.target is not None:  # in another language than the file is in from now on
            start = blank_before(text, one.target.start)
            made.append((start, one.target.stop, ""))
    if target is not None:
        made += [change for file in files.values() for change in _spoken(text, file, target, old)]
    return applied(text, made, name, options) if made else data, settled


rewrite = drafts_only(read, rewrite_units)


def _language(old: bool) -> str:
    """The attribute with the language of the translations."""
    return "target-language" if old else "trgLang"


def _said_language(file: Node, old: bool, name: str, options: ReadOptions) -> str:
    """The language of the translations in a file; where it does not say so, what its name or the project says."""
    said_so = file.attributes.get(_language(old), "")
    if said_so or not options.targets:
        return said_so
    parts = NAME_PARTS.split(PurePath(name).stem)
    named = [part for part in parts if any(speaks(part, one) for one in options.targets)]
    return named[-1] if named else options.targets[0] if len(options.targets) == 1 else ""


def _units(text: str, name: str, options: ReadOptions) -> tuple[bool, list[_Unit]]:
    """Whether it is of a version before 2, and its units in order."""
    root = elements(text, options.path or name)
    if root.name != "xliff":
        raise DocumentError(f"the root element is <{root.name}>, and that of XLIFF is <xliff>",
                            path=options.path or name)  # fmt: skip
    old = root.attributes.get("version", "1.2")[:1] == "1"
    return old, list(_walk(text, root, root, _Reading(old, name, options), "", ""))


def _walk(text: str, node: Node, file: Node, way: _Reading, rule: str, note: str) -> Iterator[_Unit]:
    old = way.old
    said_so = node.attributes.get("translate", "")
    rule = "skip" if said_so == "no" else "" if said_so == "yes" else rule
    if old and node.name == "file":
        file = node
    notes = [one for one in node.children if one.name == "note"]
    notes += [one for group in node.children if group.name == "notes" for one in group.children]
    told = "; ".join(" ".join(said(text[one.inner : one.end]).split()) for one in notes if one.end > one.inner)
    if node.name in ("group", "unit", "trans-unit"):
        note = "; ".join(filter(None, (node.attributes.get("resname") or node.attributes.get("name", ""), told)))
    if node.name == ("trans-unit" if old else "segment"):
        yield from _unit(text, node, file, way, rule, note)
        return
    for child in node.children:
        if child.name in ("file", "body", "group", "unit", "trans-unit", "segment"):
            yield from _walk(text, child, file, way, rule, note)


def _unit(text: str, node: Node, file: Node, way: _Reading, rule: str, note: str) -> Iterator[_Unit]:
    old, options = way.old, way.options
    source = next((one for one in node.children if one.name == "source"), None)
    target = next((one for one in node.children if one.name == "target"), None)
    if source is None or source.stop == source.inner:
        return
    raw = text[source.inner : source.end]
    language = _said_language(file, old, way.name, options)
    told = None
    if target is not None and target.stop > target.inner and text[target.inner : target.end].strip():
        waits = target.attributes.get("state", "") in WAITING if old else node.attributes.get("state") == "initial"
        same = text[target.inner : target.end].strip() == raw.strip()
        told = None if waits and same else text[target.inner : target.end]
    spoken = bool(language) and speaks(language, options.language)
    done = told is not None and not spoken and bool(language) and all(speaks(language, one) for one in options.targets)
    line = node.line
    if not CHOICE.search(TAG.sub("", raw)):
        words = content(told) if told is not None else None
        entry = Entry(content(raw), line, note, rule=rule, done=done, shown=words if spoken else None)
        yield _Unit(node, source, target, (entry,), None if words is None else (words,), file)
        return
    pieces = _pieces(raw, wanted_categories(options))
    sayings = () if told is None else tuple(one.content for one in _messages(_pieces(told, ())))
    found = _messages(_pieces(told, ())) if spoken and told is not None and sayings else _messages(pieces)
    entries = tuple(
        Entry(
            one.content,
            line,
            "; ".join(filter(None, (one.note, note))),
            one.context,
            messages.categories_of(one),
            rule,
            done,
        )
        for one in found
    ) or (Entry(content(raw), line, note, rule=rule or "ICU choice"),)
    yield _Unit(node, source, target, entries, sayings or None, file, pieces)


def _messages(pieces: tuple[Part, ...]) -> list[messages.Message]:
    return [one for one in pieces if isinstance(one, messages.Message)]


def _pieces(raw: str, wanted: tuple[str, ...]) -> tuple[Part, ...]:
    """The pieces of an ICU choice in XML, as they are written there."""
    codes: dict[str, Code] = {}
    flat: list[str] = []
    for part in content(raw):
        if isinstance(part, str):
            flat.append(part)
        elif part.short or part.raw not in raw:
            flat.append(part.raw)
        else:
            sign = chr(FIRST_SIGN + len(codes))
            codes[sign] = part
            flat.append(sign)
    signs = re.compile(f"([{''.join(codes)}])") if codes else None

    def written(text: str) -> str:
        made = _encoded(text)
        return signs.sub(lambda match: codes[match[1]].raw, made) if signs else made

    def shown(words: Content) -> Content:
        cut: list[str | Code] = []
        for part in words:
            if isinstance(part, Code):
                cut.append(replace(part, raw=written(part.raw)) if part.raw in choices else part)
            elif signs is None:
                cut.append(part)
            else:
                cut += [codes.get(piece, piece) for piece in signs.split(part)]
        return messages.numbered(cut)

    pieces = messages.parts("".join(flat), wanted)
    choices = {piece.code for piece in pieces if isinstance(piece, messages.Begin) and piece.code}
    kept = frozenset((*(code.raw for code in codes.values()), *map(written, choices)))
    return tuple(
        written(piece)
        if isinstance(piece, str)
        else replace(piece, content=shown(piece.content), write=lambda words: _xml(words, kept))
        if isinstance(piece, messages.Message)
        else replace(piece, code=written(piece.code))
        if isinstance(piece, messages.Begin)
        else piece
        for piece in pieces
    )


def content(raw: str) -> Content:
    """What stands in a source or target; inline elements are codes as they stand, and so are variables in the text."""
    parts: list[str | Code] = []
    hidden: list[str] = []
    begin = 0
    for token in tokenize(raw, xml=True):
        own = raw[token.start : token.end]
        if hidden:
            if token.kind == "start" and not token.empty:
                hidden.append(token.name)
            elif token.kind == "end":
                hidden.pop()
            if not hidden:
                kind = KINDS.get(token.name, "placeholder")
                parts.append(Code("", kind, raw[begin : token.end], short=False))
        elif token.kind in ("text", "cdata"):
            parts += messages.tagged(said(own))
        elif token.kind == "start" and not token.empty and _hides(token.name, own):
            hidden, begin = [token.name], token.start
        elif token.kind == "start":
            kind = KINDS.get(token.name, "placeholder") if token.empty else "open"
            parts.append(Code("", kind, own, short=False))
        else:
            parts.append(Code("", "close" if token.kind == "end" else "placeholder", own, short=False))
    return messages.numbered(parts)


def _hides(name: str, tag: str) -> bool:
    """Whether an element holds no text for translators."""
    return name in NATIVE or (name == "mrk" and re.search(r"mtype=[\"']protected|translate=[\"']no", tag) is not None)


def _encoded(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _xml(words: Content, kept: Collection[str]) -> str:
    """A content as it stands in a target: codes of XML as they are."""
    raws = [part if isinstance(part, str) else part.raw for part in words]
    return "".join(raw if raw in kept else _encoded(raw) for raw in raws)


def _filled(
    text: str, one: _Unit, new: Sequence[Content | None], sure: bool, old: bool, target: Language | None
) -> Iterator[Change]:
    """The target of a unit with other words, and the state of it."""
    raw = text[one.source.inner : one.source.end]
    if one.pieces:
        words = messages.joined(one.pieces, new, target)
    else:
        source = one.entries[0].source
        kept = {part.raw for part in source if isinstance(part, Code) and not part.short and part.raw in raw}
        words = _xml(new[0] or source, kept)
    words = words.replace("\n", "\r\n") if "\r\n" in text else words
    state = (FINAL if sure else DRAFT)[old]
    if one.target is not None:
        tag = text[one.target.start : one.target.inner].removesuffix(">").removesuffix("/").rstrip()
        tag = STATES.sub("", tag) if old else tag
        yield one.target.start, one.target.stop, f"{tag}{state if old else ''}>{words}</target>"
    else:
        after = [child for child in one.node.children if child.name in ("source", "seg-source")][-1]
        lead = text[blank_before(text, one.source.start) : one.source.start]
        yield after.stop, after.stop, f"{lead}<target{state if old else ''}>{words}</target>"
    if old and not sure and "approved" in one.node.attributes:
        yield one.node.start, one.node.inner, STATES.sub("", text[one.node.start : one.node.inner])
    if not old:
        tag = text[one.node.start : one.node.inner].removesuffix(">")
        yield one.node.start, one.node.inner, f"{STATES.sub('', tag)}{state}>"


def _spoken(text: str, file: Node, target: Language, old: bool) -> Iterator[Change]:
    """The start tag of the file with the language of its translations."""
    name = _language(old)
    if speaks(file.attributes.get(name, ""), target.code):
        return
    tag = text[file.start : file.inner]
    found = re.search(rf"\s{name}\s*=\s*(?:\"[^\"]*\"|'[^']*')", tag)
    if found:
        yield file.start + found.start(), file.start + found.end(), f' {name}="{target.tag}"'
        return
    source = re.search(r"\s(?:source-language|srcLang)\s*=\s*(?:\"[^\"]*\"|'[^']*')", tag)
    place = file.start + (source.end() if source else len(file.name) + 1)
    yield place, place, f' {name}="{target.tag}"'
