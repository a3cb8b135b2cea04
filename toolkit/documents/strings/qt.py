"""Qt's translation sources (`.ts`): messages by context, with a form for each number where they count.

The format is that of Qt Linguist (https://doc.qt.io/qt-6/linguist-ts-file-format.html). Contexts, locations and
comments stay, and what is no longer used (`vanished`, `obsolete`) too. A draft is `unfinished`, so that lrelease says
how many there are and `-nounfinished` leaves them out; what a person has approved is finished.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

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
    with_breaks,
)
from toolkit.documents.strings.files import opened
from toolkit.documents.strings.numerus import forms
from toolkit.documents.strings.values import Change
from toolkit.documents.strings.xml_strings import Node, elements, line_before, said
from toolkit.errors import DocumentError
from toolkit.languages import Language, regional_tag
from toolkit.units import Code, Content, Document, TranslationUnit, content_of

GONE = frozenset({"vanished", "obsolete"})
BYTE = re.compile(r"<byte\s[^<>]*/>")
"""A character that XML cannot have."""
ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"}


@dataclass(frozen=True, slots=True)
class _Message:
    """A message of the file."""

    node: Node
    translation: Node | None
    entries: tuple[Entry, ...]
    """For each category that only some languages have, and for the message itself, which is the last."""
    numerus: bool
    texts: tuple[tuple[str, ...], ...]
    """What the file has as its translation: one text, or one for each form; each in its lengths, the longest first."""
    lengths: tuple[int, ...]
    """Of each of its entries: which of the lengths it is."""
    finished: bool


def read(data: bytes, name: str, options: ReadOptions) -> Document:
    """Raises DocumentError, with the line, for what is no file of Qt Linguist."""
    _, found = _messages(opened(data, name, options), name, options)
    return document_of((entry for one in found for entry in one.entries), name, "qt", options)


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
    root, found = _messages(text, name, options)
    language = root.attributes.get("language", "")
    own = target is None or speaks(language, target.code)
    categories = forms(target.code if target is not None else language or options.language)
    made: list[Change] = [] if own or target is None else [_spoken(text, root, target)]
    index = 0
    for one in found:
        places = []
        for entry in one.entries:
            if block(entry) is not None:
                places.append(index)
                index += 1
        if not one.entries[-1].is_text:
            continue
        new = {
            (entry.category, length): replacements[place]
            for entry, length, place in zip(one.entries, one.lengths, places, strict=True)
            if goes_in(replacements.get(place), document.blocks[place], target)
        }
        sure = all(approved(units, place) for entry, place in zip(one.entries, places, strict=True)
                   if place in replacements and entry.category in ("", *categories))  # fmt: skip
        there = own and _says(one.texts)
        if ("", 0) in new and (not there or sure):
            lengths = [length for length in range(1 + max(one.lengths)) if ("", length) in new]
            words = tuple(
                tuple(new.get((name, length), new["", length]) for length in lengths)
                for name in (categories if one.numerus else ("",))
            )
            made.append(_written(text, one, [_variants(lengths) for lengths in words], sure))
        elif there:
            words = tuple(tuple(map(_content, lengths)) for lengths in one.texts)
        elif not own and _says(one.texts):
            empty = [("", "")] * (len(categories) if one.numerus else 1)
            made.append(_written(text, one, empty, False))
            continue
        else:
            continue
        for entry, length, place in zip(one.entries, one.lengths, places, strict=True):
            form = _form(words, categories, entry.category)
            settled[place] = form[min(length, len(form) - 1)]
    return applied(text, made, name, options) if made else data, settled


rewrite = drafts_only(read, rewrite_units)


def _says(texts: tuple[tuple[str, ...], ...]) -> bool:
    return any(one.strip() for lengths in texts for one in lengths)


def _form(words: tuple[tuple[Content, ...], ...], categories: tuple[str, ...], category: str) -> tuple[Content, ...]:
    """The form for a category; the last stands for those that the language has not."""
    place = categories.index(category) if len(words) > 1 and category in categories else len(words) - 1
    return words[place] if place < len(words) else words[-1]


def _messages(text: str, name: str, options: ReadOptions) -> tuple[Node, list[_Message]]:
    root = elements(text, options.path or name)
    if root.name != "TS":
        raise DocumentError(
            f"the root element is <{root.name}>, and that of the translations of Qt is <TS>; "
            "a program in TypeScript is no document",
            path=options.path or name,
        )
    return root, [
        _message(text, node, context, root, options)
        for context, nodes in _contexts(text, root)
        for node in nodes
        if node.name == "message"
    ]


def _contexts(text: str, root: Node) -> Iterator[tuple[str, list[Node]]]:
    yield "", root.children
    for context in root.children:
        if context.name == "context":
            yield _said(text, context, "name"), context.children


def _message(text: str, node: Node, context: str, root: Node, options: ReadOptions) -> _Message:
    source = _child(node, "source")
    translation = _child(node, "translation")
    numerus = node.attributes.get("numerus") == "yes"
    kind = translation.attributes.get("type", "") if translation is not None else "unfinished"
    texts: tuple[tuple[str, ...], ...] = ()
    if translation is not None:
        forms_ = [one for one in translation.children if one.name == "numerusform"] if numerus else [translation]
        own = [[one for one in form.children if one.name == "lengthvariant"] or [form] for form in forms_]
        texts = tuple(
            tuple(text[one.inner : one.end] if one.end >= one.inner else "" for one in lengths) for lengths in own
        )
    language = root.attributes.get("language", "")
    there = _says(texts)
    spoken = there and kind not in GONE and speaks(language, options.language)
    finished = there and not kind
    categories = forms(language) if language else ("other",)
    content = _content(text[source.inner : source.end]) if source is not None else ()
    notes = (context, *(_said(text, node, name) for name in ("extracomment", "translatorcomment")), node.before)
    more = wanted_categories(options) if numerus else ()
    said_ = tuple(tuple(map(_content, lengths)) for lengths in texts)
    comment = _said(text, node, "comment")
    count = min(map(len, texts)) if spoken else 1
    entries = tuple(
        Entry(
            content,
            node.line,
            "; ".join(filter(None, (*notes, f"length {length + 1} of {count}, the longest first" * (count > 1)))),
            "; ".join(filter(None, (comment, f"length {length + 1}" * (length > 0)))),
            category,
            rule="vanished" if kind in GONE else "",
            done=finished and bool(language) and all(speaks(language, one) for one in options.targets)
            and not speaks(language, options.language),
            shown=_form(said_, categories, category)[length] if spoken else None,
        )
        for length in range(count)
        for category in (*more, "")
    )  # fmt: skip
    lengths = tuple(length for length in range(count) for _ in (*more, ""))
    return _Message(node, translation, entries, numerus, texts, lengths, finished)


def _child(node: Node, name: str) -> Node | None:
    return next((one for one in node.children if one.name == name), None)


def _said(text: str, node: Node, name: str) -> str:
    found = _child(node, name)
    return " ".join(said(text[found.inner : found.end]).split()) if found is not None else ""


def _content(raw: str) -> Content:
    """What stands in a source or translation, with the places of arguments, tags, breaks and bytes as codes."""
    parts: list[str | Code] = []
    end = 0
    for match in [*BYTE.finditer(raw), None]:
        text = said(raw[end : match.start() if match else len(raw)])
        parts += messages.tagged(text)
        if match:
            parts.append(Code("", "placeholder", match.group(), shown=""))
            end = match.end()
    return with_breaks(messages.numbered(parts))


def _encoded(content: Content) -> str:
    """As Qt Linguist writes it, whose files have every mark as a reference."""
    made = []
    for part in content_of(content):
        raw = part if isinstance(part, str) else part.raw
        made.append(raw if isinstance(part, Code) and BYTE.fullmatch(raw) else "".join(ESCAPES.get(c, c) for c in raw))
    return "".join(made)


def _variants(words: tuple[Content, ...]) -> tuple[str, str]:
    """An attribute and the texts in their lengths, as they are written."""
    if len(words) == 1:
        return "", _encoded(words[0])
    return ' variants="yes"', "".join(f"<lengthvariant>{_encoded(one)}</lengthvariant>" for one in words)


def _written(text: str, one: _Message, words: list[tuple[str, str]], finished: bool) -> Change:
    """The translation of a message; its lines are indented as the file's are."""
    node = one.node
    newline = "\r\n" if "\r\n" in text else "\n"
    indent = line_before(text, node.start)
    indent = indent if not indent.strip() else "    "
    attributes = "" if finished else ' type="unfinished"'
    words = [(more, word.replace("\n", newline)) for more, word in words]
    inner = "".join(word for _, word in words)
    if one.numerus:
        lead = f"{newline}{indent}        "
        inner = "".join(f"{lead}<numerusform{more}>{word}</numerusform>" for more, word in words)
        inner += f"{newline}{indent}    "
    else:
        attributes += words[0][0]
    made = f"<translation{attributes}>{inner}</translation>"
    if one.translation is not None:
        return one.translation.start, one.translation.stop, made
    last = node.children[-1].stop if node.children else node.inner
    return last, last, f"{newline}{indent}    {made}"


def _spoken(text: str, root: Node, target: Language) -> Change:
    """The root's start tag with the name of the language, as Qt's locales are called."""
    tag = regional_tag(target.code).replace("-", "_")
    own = text[root.start : root.inner]
    found = re.search(r"\slanguage\s*=\s*(?:\"[^\"]*\"|'[^']*')", own)
    if found:
        return root.start + found.start(), root.start + found.end(), f' language="{tag}"'
    place = root.start + len("<TS")
    version = re.match(r"\s+version\s*=\s*(?:\"[^\"]*\"|'[^']*')", own[len("<TS") :])
    place += version.end() if version else 0
    return place, place, f' language="{tag}"'
