"""Files that have translations beside their sources (Qt's `.ts`, XLIFF, Apple's `.xcstrings`): what they share.

A reader of such a file sees the translations where it is in the language that is asked for, and the sources elsewhere.
Sources stay; a translation that the file has is a person's as far as anybody knows, and gives way only to one that a
person has approved. What is written says so: drafts are marked as the format marks what wants work.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from toolkit.documents.options import ReadOptions
from toolkit.documents.strings import messages
from toolkit.documents.strings.files import Reader, Writer
from toolkit.documents.strings.plural_keys import CATEGORIES, context_of, note_of
from toolkit.languages import Language, code_of, plural_categories
from toolkit.units import Block, BlockKind, Code, Content, Document, TranslationUnit, content_of, flatten, plain

BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Entry:
    """A message with its translation, or one for a plural category of it that only some languages have."""

    source: Content
    line: int
    note: str = ""
    context: str = ""
    category: str = ""
    rule: str = ""
    """Why it is left out; empty where only its words decide."""
    done: bool = False
    """Whether the file has a translation into all the languages that it is translated into."""
    shown: Content | None = None
    """What the file says in the language that is asked for."""

    @property
    def is_text(self) -> bool:
        """Whether there is anything to translate."""
        return not self.rule and not messages.is_code("".join(one for one in self.source if isinstance(one, str)))


def block(entry: Entry) -> Block | None:
    """The block that an entry is; None where there is nothing in it."""
    content = entry.source if entry.shown is None else entry.shown
    if not entry.is_text:
        text = flatten(entry.source)
        return Block(BlockKind.FURNITURE, plain(text), line=entry.line, translatable=False, note=entry.rule or "code",
                     ) if text.strip() else None  # fmt: skip
    note = "; ".join(filter(None, (note_of(entry.category), entry.note)))
    return Block(
        BlockKind.MESSAGE,
        content,
        line=entry.line,
        translatable=not entry.done,
        note="translated" if entry.done else note,
        context="; ".join(filter(None, (context_of(entry.category), entry.context))),
    )


def document_of(entries: Iterable[Entry], name: str, form: str, options: ReadOptions) -> Document:
    """The document that the entries of such a file make."""
    return options.document(name, form, filter(None, map(block, entries)))


def drafts_only(read: Reader, rewrite_units: Callable[..., tuple[bytes, dict[int, Content]]]) -> Writer:
    """`rewrite` of a format that says who made a translation, where nobody says it: all are drafts."""

    def rewrite(
        data: bytes,
        name: str,
        replacements: Mapping[int, Content],
        options: ReadOptions,
        target: Language | None = None,
    ) -> bytes:
        return rewrite_units(data, name, replacements, options, target, {}, read(data, name, options))[0]

    return rewrite


def wanted_categories(options: ReadOptions) -> tuple[str, ...]:
    """The plural categories of the target languages but for `other`, in their usual order."""
    everything = {name for target in options.targets for name in plural_categories(target)}
    return tuple(name for name in CATEGORIES if name in everything and name != "other")


def speaks(tag: str, code: str) -> bool:
    """Whether a tag (`ru_RU`, `zh-Hans`) names the language of a code."""
    own = code_of(tag)
    return bool(tag) and code in (own, own.partition("-")[0])


def goes_in(new: Content | None, block_: Block, target: Language | None) -> bool:
    """Whether a replacement says anything: without a language a copy says nothing."""
    return new is not None and (target is not None or new != block_.content)


def approved(units: Mapping[int, TranslationUnit], index: int) -> bool:
    """Whether a person has approved what a block gets."""
    return index in units and units[index].status == "reviewed"


def with_breaks(content: Content) -> Content:
    """The content with line breaks as codes, each with an id of its own."""
    parts: list[str | Code] = []
    for part in content:
        if isinstance(part, Code):
            parts.append(part)
            continue
        end = 0
        for number, match in enumerate(BREAK.finditer(part)):
            code = Code(f"line {len(parts)} {number}", "placeholder", match.group(), shown="\n")
            parts += [part[end : match.start()], code]
            end = match.end()
        parts.append(part[end:])
    return content_of(parts)
