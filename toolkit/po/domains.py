"""Catalogs of several domains in one file: `domain "name"` begins the messages of another one.

The grammar is that of gettext-tools (po-gram-gen.y); what stands before the first directive is the domain `messages`.
"""

import re

from toolkit.po.file import CatalogFile, read

DEFAULT = "messages"
"""The domain of a file that names none."""
_DIRECTIVE = re.compile(rb'^[ \t]*domain[ \t]*"([^"\\\n]+)"[ \t]*\r?$\n?', re.MULTILINE)


def sections(data: bytes, path: str) -> dict[str, CatalogFile]:
    """Domain -> its messages, the default one first; each is read as a file of its own. Raises CatalogError."""
    if b"domain" not in data:
        return {DEFAULT: read(data, path)}
    pieces: dict[str, bytes] = {DEFAULT: b""}
    name, start, lines = DEFAULT, 0, 0
    for match in [*_DIRECTIVE.finditer(data), None]:
        end = len(data) if match is None else match.start()
        # Blank lines in place of what stands elsewhere keep the numbers of lines right.
        pieces[name] = pieces[name] + b"\n" * (lines - pieces[name].count(b"\n"))
        pieces[name] += data[start:end]
        if match is not None:
            name, start = match[1].decode("utf-8", "replace"), match.end()
            lines = data.count(b"\n", 0, start)
            pieces.setdefault(name, b"")
    return {name: read(piece, path) for name, piece in pieces.items()}
