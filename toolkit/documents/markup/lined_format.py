"""`read` and `rewrite` of a format whose markup is in its lines, which says how it is parsed and how written."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Protocol, TypeVar

from toolkit.documents.markup.edits import Edit, unified
from toolkit.documents.markup.lined import LinedReader, Place, Sheet, rewritten
from toolkit.documents.markup.running import Piece
from toolkit.documents.options import ReadOptions
from toolkit.documents.plain import charsets
from toolkit.languages import Language
from toolkit.units import Block, Content, Document

LARGEST = 16_000_000
"""Bytes of a text; four times the Bible."""
Render = Callable[[Place, Piece], str]
Write = Callable[[Content, Block, Place, Render, str], str]
"""(content, its block and place, what renders a code, path for messages) -> what is written. Raises DocumentError."""
AnyReader = TypeVar("AnyReader", bound=LinedReader)


class Rewrite(Protocol):
    """`rewrite` of a format."""

    def __call__(
        self,
        data: bytes,
        name: str,
        replacements: Mapping[int, Content],
        options: ReadOptions,
        target: Language | None = None,
    ) -> bytes:
        """The text with blocks replaced, by index; everything else is kept to the byte. Raises DocumentError."""


def _unsaid(_source: str, _target: Language) -> Iterator[Edit]:
    """Of a text that does not say which language it is in."""
    yield from ()


def lined_format(
    form: str,
    parse: Callable[[str, str], AnyReader],
    write: Write,
    around: Callable[[str, AnyReader, int, str], Iterator[tuple[Sheet, Edit]]],
    said: Callable[[str, Language], Iterator[Edit]] = _unsaid,
) -> tuple[Callable[[bytes, str, ReadOptions], Document], Rewrite]:
    """`read`, which raises DocumentError for wrong bytes and for blocks nested as in no text, and `rewrite`.

    `parse` takes a text whose lines end in LF and its path; `around` says what else changes where the block of an
    index has a new text; `said`, where the text names its language, which becomes the target's.
    """
    parsed = lru_cache(2)(parse)  # a text that was read is rewritten next, and its translation read again

    def read(data: bytes, name: str, options: ReadOptions) -> Document:
        text, _, _ = charsets.decode(data, name, options, most=LARGEST, declared=False)
        reader = parsed(unified(text), options.path or name)
        return options.document(name, form, (block for block, _ in reader.found), reader.kept, reader.unknown)

    def rewrite(
        data: bytes,
        name: str,
        replacements: Mapping[int, Content],
        options: ReadOptions,
        target: Language | None = None,
    ) -> bytes:
        if not replacements and (target is None or said is _unsaid):
            return data
        where = options.path or name
        text, mark, encoding = charsets.decode(data, name, options, most=LARGEST, declared=False)
        source = unified(text)
        reader = parsed(source, where)
        made = rewritten(
            text,
            reader.root,
            reader.found,
            replacements,
            lambda content, block, place, render: write(content, block, place, render, where),
            lambda index, new: around(source, reader, index, new),
            [] if target is None else list(said(source, target)),
        )
        return charsets.encode(made, text, data, mark, encoding, where)

    return read, rewrite
