"""AsciiDoc, in place: titles, paragraphs, lists, tables, admonitions, and the texts of attributes.

Code, comments, addresses, attributes of the document and what stands between blocks stay to the byte.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial

from toolkit.documents.markup.adoc_blocks import AdocReader
from toolkit.documents.markup.adoc_inline import meaning, pieces
from toolkit.documents.markup.adoc_signs import ANCHOR, ATTRIBUTES
from toolkit.documents.markup.adoc_titles import Heading, level_of
from toolkit.documents.markup.adoc_writing import attempts, is_meant
from toolkit.documents.markup.edits import Edit
from toolkit.documents.markup.html import language_value
from toolkit.documents.markup.lined import Line, Place, Sheet, one_line, readings, tidy
from toolkit.documents.markup.lined_format import lined_format
from toolkit.documents.markup.running import Piece
from toolkit.errors import DocumentError
from toolkit.languages import Language
from toolkit.units import Block, BlockKind, Code, Content

LINE_START = re.compile(
    r"""[=\#]{1,6}[ \t]|[*.]{1,6}[ \t]|[-•][ \t]|\.(?=\.?[^ \t.])|(?:[0-9]{1,9}|[A-Za-z])\.[ \t]|[IVXivx]{1,9}\)[ \t]
    | <(?:[0-9]{1,4}|\.)>[ \t]|\[|//|:!?\w[\w-]*!?:|>[ ]|\+\Z|[ \t]|[|,:!]={3}|[a-z][\w-]*::
    | (?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]|(?:-{3,}|-[ ]-[ ]-|\*{3,}|'{3,}|<{3,}|={2,}|_{4,}
    | \.{4,}|\+{2,}|~{2,}|--|\^{2,})\Z|`{3}""",
    re.VERBOSE,
)  # fmt: skip
"""What would begin a block where a line begins with it."""
LIKE_A_TERM = re.compile(r"(?:::|;;)(?:\s|\Z)")
IN_LINES = ("paragraph", "item", "term", "cell")
ONE_LINE = ("title", "heading", "argument", "term", "bracketed")
"""Forms that have one line."""
TERM = re.compile(r"(?<=:):(?=:{0,2}(?:\s|$))|(?<=;);(?=\s|$)", re.MULTILINE)


def _language(source: str, target: Language) -> Iterator[Edit]:
    for match in re.finditer(r"^:lang:[ \t]+([\w-]+)[ \t]*$", source[:4096], re.MULTILINE):
        yield Edit(match.start(1), match.end(1), partial(language_value, target, "tag"))


def _parsed(source: str, where: str) -> AdocReader:
    reader = AdocReader(lambda _: [], where)
    head = re.match(r"---[ \t]*\n(?:.*\n)*?---[ \t]*(?:\n|\Z)", source)
    reader.read(source, source.count("\n", 0, head.end()) if head else 0)
    return reader


def _written(content: Content, block: Block, place: Place, render: Callable[[Place, Piece], str], where: str) -> str:
    if place.text is None:
        return _plain(one_line(content), place)
    lines = any("\n" in part for part in block.content if isinstance(part, str))
    content = tidy(content, one_line=place.form in ONE_LINE or not lines)
    spare = ""
    for said, parts in ((one, made) for one in readings(content) for made in attempts(one, place.text, place.form)):
        guarded: list[tuple[str, Code | None]] = []
        written = ""
        for number, (raw, code) in enumerate(parts, start=1):
            begins = not written or written.endswith("\n")
            if code is None:
                follows = "x" if number < len(parts) else ""
                raw = _guarded(raw, place, block, follows, begins=begins, first=not guarded)
            elif lines and not begins and "\n" not in written and LIKE_A_TERM.search(raw.partition("\n")[0]):
                raw = f"\n{raw}"  # on the first line of its block it would make a list of that
            guarded.append((raw, code))
            written += raw
        if not is_meant(written, said, place.text):
            continue
        text = "".join([_rendered(raw, code, place, render) for raw, code in guarded])
        if text != written and not is_meant(text, said, place.text, called=False):
            continue
        for made in _with_lines_ended(text, place):
            if made != text and not is_meant(made, said, place.text, called=False):
                continue
            if _stands(made, said, place):
                return _finished(made, place)
            spare = spare or made
    if spare:  # what it is read as is seen by who compares
        return _finished(spare, place)
    raise DocumentError(
        "this translation cannot be written as AsciiDoc; simplify its markup", path=where, line=block.line
    )


def _finished(text: str, place: Place) -> str:
    is_last = place.form == "cell" and place.sheet.source[place.end : place.end + 1] == "|"
    return f"{text} " if is_last else _apart(text, place)


def _with_lines_ended(text: str, place: Place) -> Iterator[str]:
    """The text and, where a line of it would be taken for attributes, with that line ended or begun by nothing."""
    yield text
    if place.form not in IN_LINES or (not text.startswith("[") and "\n[" not in text):
        return
    lines = text.split("\n")
    are = [ATTRIBUTES.match(line) or ANCHOR.match(line) for line in lines]
    if any(are):
        yield "\n".join([f"{line}{{empty}}" if one else line for line, one in zip(lines, are, strict=True)])
        yield "\n".join([f"{{empty}}{line}" if one else line for line, one in zip(lines, are, strict=True)])


def _stands(text: str, content: Content, place: Place) -> bool:
    """Whether a text is read in its lines as this content, in a block as it stood there, and as no other besides."""
    if place.form not in IN_LINES or place.text is None:
        return True
    source = place.sheet.source
    begin = source.rfind("\n", 0, place.start) + 1
    end = source.find("\n", place.end)
    before, behind = source[begin : place.start], source[place.end : end if end >= 0 else len(source)]
    new = text.replace("\n", f"\n{place.prefix}")
    was = _blocks(f"{before}{source[place.start : place.end]}{behind}")
    made = _blocks(f"{before}{new}{behind}")
    wanted = meaning(place.text, content, called=False)
    return [_shape(*one) for one in made] == [_shape(*one) for one in was] and (
        not was or any(at.text and meaning(at.text, one.content, called=False) == wanted for one, at in made)
    )


def _blocks(lines: str) -> list[tuple[Block, Place]]:
    """The blocks that are read in these lines alone, without texts of codes."""
    reader = AdocReader(pieces)
    reader.root = Sheet(lines)
    reader.blocks(reader.root, reader.root.lines(), 0)
    return [(block, place) for block, place in reader.found if place.form not in ("bracketed", "quoted")]


def _shape(block: Block, place: Place) -> tuple[BlockKind, int, str]:
    return block.kind, block.level, place.form


def _apart(text: str, place: Place) -> str:
    """The text with a blank line behind it where the line of signs below would make a heading of it by its length."""
    source = place.sheet.source
    end = source.find("\n", place.end)
    if place.form not in IN_LINES or "\n" in text or end < 0 or source[place.end : end].strip():
        return text
    begin = source[source.rfind("\n", 0, place.start) + 1 : place.start]
    begins = (begin, begin.rpartition("|")[2].lstrip()) if "|" in begin else (begin,)  # in a cell its line begins there
    below = source[end + 1 : end + len(begin) + len(text) + 3].partition("\n")[0].rstrip()
    return f"{text}\n" if any(level_of(f"{one}{text}", below) for one in begins) else text


def _rendered(raw: str, code: Code | None, place: Place, render: Callable[[Place, Piece], str]) -> str:
    """A part of the new text; a code that has texts of its own with those as they are now."""
    assert place.text is not None
    piece = place.text.codes[code.id, code.kind] if code is not None else None
    if piece is None or piece.name not in ("image", "note", "xref"):
        return raw
    new = render(place, piece)
    was = place.sheet.source[place.places.start(piece.start) : place.places.end(piece.end)]
    return raw if new == was else new


def _plain(text: str, place: Place) -> str:
    if place.form == "quoted":
        return text.replace('"', "&#34;").replace("'", "&#39;" if place.sheet.source[place.start - 1] == "'" else "'")
    if place.form == "bracketed":
        return re.sub(r"[\],=\"]", lambda match: f"&#{ord(match.group())};", text)
    return text


def _guarded(text: str, place: Place, block: Block, follows: str, *, begins: bool, first: bool) -> str:
    """A piece of text with what would begin a block made harmless; `begins`: it begins a line, `follows`: its next."""
    if place.form == "bracketed":
        return text.replace("]", "&#93;")
    if place.form == "title":
        return "{empty}" + text if first and text[:1] in (" ", ".") else text
    if place.form not in IN_LINES or (place.form == "cell" and block.kind is BlockKind.CELL):
        return text
    text = TERM.sub(lambda match: f"&#{ord(match.group())};", text)
    lines = text.split("\n")
    for number, line in enumerate(lines):
        line_on = line + follows if number == len(lines) - 1 else line
        if (number or begins) and LINE_START.match(line_on):
            is_own = number or not first or place.form in ("paragraph", "term") or line.startswith("[")
            lines[number] = "{empty}" + line if is_own else line
    return "\n".join(lines)


def _around(_source: str, reader: AdocReader, index: int, new: str) -> Iterator[tuple[Sheet, Edit]]:
    """The line under a title as long as the new one, and an id by which references find it as before."""
    sheet, heading = reader.found[index][1].sheet, reader.found[index][1].extra
    assert isinstance(heading, Heading)
    if heading.underline is not None:
        line: Line = heading.underline
        yield sheet, Edit(line.start, line.end, partial(str, line.text[0] * max(2, len(new))))
    if not heading.id or not (heading.id in reader.called or heading.words in reader.called):
        return
    if not heading.given:
        yield sheet, Edit(heading.begin, heading.begin, lambda: f"[#{heading.id}]\n")
    if heading.words not in reader.called:
        return
    for _, place in reader.found:
        for piece in place.text.codes.values() if place.text is not None else ():
            if piece.name == "xref" and piece.kind != "close" and piece.token[1].strip() == heading.words:
                start = place.places.start(piece.start) + 2
                end = start + len(piece.token[1])
                yield place.sheet, Edit(start, end, partial(str, heading.id))


read, rewrite = lined_format("adoc", _parsed, _written, _around, _language)
