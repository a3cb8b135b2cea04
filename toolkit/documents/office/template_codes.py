"""Codes of template engines in office documents: docxtpl and relatorio (Jinja), docxtemplater, Carbone, PHPWord.

Word and LibreOffice take them for text, and so do the readers; here they become codes, and text again before they are
written.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from toolkit.units import Block, Code, Content, Document, content_of

CODE = re.compile(
    r"\{\{[^{}\n]{1,300}\}\}|\{%[^{}\n]{1,300}%\}|\{#[^{}\n]{1,300}#\}|[$#]\{[^{}\n]{1,120}\}"
    r"|\{[#/^@+-]?[A-Za-z_$][\w.$]{0,80}(?:\[[\w=.]{0,40}\])?(?:\|[\w.:()]{1,60})?(?::[\w.()',]{1,80})*\}|\{/\}"
)
PREFIX = "template "
"""Begins the ids of these codes."""


def coded(document: Document) -> Document:
    """The document with the codes of templates in its texts as codes."""
    if not any(map(_has_codes, document.blocks)):
        return document
    return replace(document, blocks=tuple(_coded(block) if _has_codes(block) else block for block in document.blocks))


def _has_codes(block: Block) -> bool:
    return block.translatable and any(isinstance(part, str) and "{" in part for part in block.content)


def _coded(block: Block) -> Block:
    parts: list[str | Code] = []
    for part in block.content:
        place = 0
        for match in CODE.finditer(part) if isinstance(part, str) else ():
            raw = match.group()
            parts += [part[place : match.start()], Code(f"{PREFIX}{len(parts)}", "placeholder", raw, raw)]  # type: ignore[index]
            place = match.end()
        parts.append(part[place:] if isinstance(part, str) else part)
    return replace(block, content=content_of(parts))


def as_text(replacements: Mapping[int, Content]) -> dict[int, Content]:
    """Contents of blocks as the writers of office documents take them."""
    return {
        index: content_of(
            [part.raw if isinstance(part, Code) and part.id.startswith(PREFIX) else part for part in content]
        )
        for index, content in replacements.items()
    }
