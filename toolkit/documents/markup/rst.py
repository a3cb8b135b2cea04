"""reStructuredText, in place: titles with their lines, paragraphs, lists, tables, and the texts of directives.

Comments, code, targets and what nobody knows stay to the byte; so does everything between blocks.
"""

import re
from collections.abc import Callable, Iterator

from toolkit.documents.markup.drawn_tables import columns
from toolkit.documents.markup.edits import Edit
from toolkit.documents.markup.lined import Place, Sheet, one_line, readings, tidy
from toolkit.documents.markup.lined_format import lined_format
from toolkit.documents.markup.rst_blocks import Heading, RstReader
from toolkit.documents.markup.rst_inline import attempts, is_meant, meaning, wanted
from toolkit.documents.markup.rst_signs import ENUMERATOR
from toolkit.documents.markup.running import Piece
from toolkit.errors import DocumentError
from toolkit.units import Block, Code, Content

LINE_START = re.compile(
    r"""[-+*•‣⁃](?=\s|\Z)|[.][.](?=\s|\Z)|>>>|\|(?=\s|\Z)|__(?=\s|\Z)|:(?=[^:\s])|[+]-|={2}|--?[\w?]|/[\w?]
    | [!-/:-@\[-`{-~](?=(?P<sign>[!-/:-@\[-`{-~])(?P=sign)*\Z|\Z)
    | [(]?(?:[#]|[0-9]{1,9}|[A-Za-z]|[ivxlcdmIVXLCDM]{2,9})[.)](?=\s|\Z)""",
    re.VERBOSE,
)
"""What would begin a list, a field, a table, a comment … where a paragraph begins with it."""
UNDERLINE = re.compile(r"(?<=\n)([!-/:-@\[-`{-~])\1*$", re.MULTILINE)
BACKSLASHES = re.compile(r"\n(\\+)$", re.MULTILINE)
"""A line of them alone: no backslash more makes it less of an underline."""
CLASSIFIER = re.compile(r"(?<= ):(?= )")
NEAR = 6
"""Lines each way that may make something else of a text."""


def _parsed(source: str, where: str) -> RstReader:
    reader = RstReader(lambda _: [], where)
    reader.read(source)
    return reader


def _written(content: Content, block: Block, place: Place, render: Callable[[Place, Piece], str], where: str) -> str:
    if place.text is None:
        return one_line(content)
    del render  # no code of this format has a text of its own in it
    single = place.form != "paragraph" or not any("\n" in part for part in block.content if isinstance(part, str))
    content = tidy(content, one_line=single)
    spare = ""
    for source, meant in (one for said in readings(content) for one in attempts(said, place.text)):
        if not is_meant(source, meant, place.text):
            continue
        for made in _layouts(source, place, block):
            if made != source and not is_meant(made, meant, place.text):
                continue
            if _stands(made, meant, place):
                return made
            spare = spare or made
    if spare:  # what it is read as is seen by who compares
        return spare
    raise DocumentError(
        "this translation cannot be written as reStructuredText; simplify its markup", path=where, line=block.line
    )


def _layouts(source: str, place: Place, block: Block) -> Iterator[str]:
    """The text in lines, the most natural first; where another line would make something else of it, in other lines."""
    made = _at_line_start(source, place, block)
    yield made
    if place.form != "paragraph":
        return
    whole = _at_line_start(" ".join(source.split("\n")), place, block)
    yield whole
    if place.prefix or "\n" in place.sheet.source[place.start : place.end]:
        yield whole.replace(" ", "\n", 1)
    yield f"{made}\n"
    yield f"\n{made}\n"


def _stands(text: str, content: Content, place: Place) -> bool:
    """Whether a text is read among its lines as this content, in a block as it stood there, and as no other besides."""
    if place.form == "heading" or place.text is None:
        return True
    source = place.sheet.source
    begin, end = _around_it(source, place.start, place.end)
    before, behind = source[begin : place.start], source[place.end : end]
    new = text.replace("\n", f"\n{place.prefix}")
    was = _blocks(f"{before}{source[place.start : place.end]}{behind}")
    at = next((number for number, (_, one) in enumerate(was) if one.start == len(before)), None)
    if at is None:  # its lines mean something else than they do where they stand
        return True
    made = _blocks(f"{before}{new}{behind}")
    return [_seen(*one) for one in made[:at] + made[at + 1 :]] == [
        _seen(*one) for one in was[:at] + was[at + 1 :]
    ] and (made[at : at + 1] != [] and _seen(*made[at]) == (*_seen(*was[at])[:3], wanted(content, place.text)))


def _around_it(source: str, start: int, end: int) -> tuple[int, int]:
    """Where the lines without a blank one between them begin and end that stand around a text; a few each way."""
    first, last = source.rfind("\n", 0, start) + 1, _line_end(source, end)
    for _ in range(NEAR):
        above = source.rfind("\n", 0, max(0, first - 1)) + 1
        if not source[above:first].strip():
            break
        first = above
    for _ in range(NEAR):
        below = _line_end(source, last + 1)
        if not source[last:below].strip():
            break
        last = below
    return first, last


def _line_end(source: str, offset: int) -> int:
    found = source.find("\n", offset)
    return found if found >= 0 else len(source)


def _blocks(lines: str) -> list[tuple[Block, Place]]:
    """The blocks that are read in these lines alone."""
    reader = _parsed(lines, "")
    return [(block, place) for block, place in reader.found if place.text is not None]


def _seen(block: Block, place: Place) -> tuple[object, ...]:
    assert place.text is not None
    return block.kind, block.level, place.form, meaning(place.text)


def _at_line_start(source: str, place: Place, block: Block) -> str:
    """The text, with a backslash before what would begin a block, or end one as literal."""
    first = block.content[0]
    code = isinstance(first, Code) and source.startswith(first.raw) and first.raw[0] not in "_:"
    if place.form == "argument":
        source = f"\\{source}" if source.startswith(":") and not code else source
    elif place.form == "heading" and ENUMERATOR.match(source):
        pass  # the line under it tells that it is no item
    elif not code and LINE_START.match(source) and not source.startswith((":ref:`", "\\")):
        source = source if re.match(r":[\w.+:-]+:`", source) else f"\\{source}"
    if place.form == "term":
        source = CLASSIFIER.sub(r"\\:", source)
    source = UNDERLINE.sub(r"\\\g<0>", BACKSLASHES.sub(r" \1", source))
    if source.endswith("::"):
        source = f"{source[:-1]}\\:"
    return source


def _around(source: str, reader: RstReader, index: int, new: str) -> Iterator[tuple[Sheet, Edit]]:
    """The lines around a title as long as the new one, and a target by which references find it as before."""
    place = reader.found[index][1]
    heading: Heading = place.extra
    old = columns(source[place.start : place.end]) + heading.indent
    wide = columns(new) + heading.indent
    for line in heading.adornments:
        least = min(len(line.text), 4)
        length = max(wide, least) if len(line.text) == old else max(wide, len(line.text))
        if length != len(line.text):
            yield place.sheet, Edit(line.start, line.end, lambda sign=line.text[0], length=length: sign * length)  # type: ignore[misc]
    if heading.name in reader.called:
        first = min([place.start - heading.indent, *(line.start for line in heading.adornments)])
        name = " ".join(source[place.start : place.end].split()).replace("`", "\\`")
        yield place.sheet, Edit(first, first, lambda: f".. _`{name}`:\n\n" if ":" in name else f".. _{name}:\n\n")


read, rewrite = lined_format("rst", _parsed, _written, _around)
