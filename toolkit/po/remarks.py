"""Comments that the tool writes for itself to read again, so that other programs may wrap them.

Babel and polib break comment lines that are wider than 76 or 78 columns, or than their user wants, when they save a
file. What is written here is narrower, and what somebody broke all the same is joined before it is read.

    # Draft: argos en→ky starter 1.0, CTranslate2 4.8.5, beam 4,     a remark: words, broken between them
    # confidence 0.83, 1f0c5ad27e41
    # Was: "Биринчи сап, "                                           a quotation: strings, as those of a message
    # "экинчи сап"
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from toolkit.po.layout import Layout, quoted
from toolkit.po.linebreaks import display_width

WIDTH = 76
"""Columns of a comment line, `# ` included; what Babel leaves alone, and polib too."""
MOST_LINES = 60
"""A remark that somebody broke has no more lines than that."""
_BEGINS = re.compile(r"#\s*[A-Z][a-z]+:(?:\s|$)")
_LABELLED = re.compile(r'#\s*(?P<label>msgstr\[\d+\]|[A-Z][a-z]+:)\s*(?P<text>".*)')
_CLOSED = re.compile(r'"(?:[^"\\]|\\.)*"')


class Remark(NamedTuple):
    """A comment that matched a grammar, on one line or several."""

    start: int
    """Index of its first line."""
    stop: int
    """Index after its last line."""
    match: re.Match[str]  # not as text, whose reading loads the machinery of Python's syntax trees


def remark_lines(text: str, layout: Layout) -> list[str]:
    """The comment lines of a remark."""
    lines, line = [], "#"
    for word in text.split():
        if line != "#" and display_width(line) + 1 + display_width(word) > WIDTH:
            last = line.rpartition(" ")[2] if _BEGINS.match(f"# {word}") and line.count(" ") > 1 else ""
            lines.append(line[: len(line) - len(last) - bool(last)])
            line = f"# {last}" if last else "#"  # no line within a remark looks like the first of another
        line += f" {word}"
    return [each + layout.newline for each in (*lines, line)]


def remarked(comments: Sequence[str]) -> bool:
    """Whether there may be a remark among the comment lines of an entry."""
    return any(map(_BEGINS.match, comments))


def remarks(comments: Sequence[str], grammars: Sequence["re.Pattern[str]"]) -> Iterator[Remark]:
    """The remarks among the comment lines of an entry; a grammar matches a whole remark on one line, `# …`."""
    place = 0
    while place < len(comments):
        found = None
        if _BEGINS.match(comments[place]):
            text = comments[place].strip()
            for stop in range(place + 1, min(len(comments), place + MOST_LINES) + 1):
                if stop > place + 1:
                    more = comments[stop - 1].strip()
                    if _BEGINS.match(more):
                        break
                    text += ("" if re.search(r"\w-$", text) else " ") + more.removeprefix("#").strip()
                match = next(filter(None, (grammar.fullmatch(text) for grammar in grammars)), None)
                if match:
                    found = Remark(place, stop, match)
                    break
        if found is None:
            place += 1
        else:
            yield found
            place = found.stop


def quotation_lines(label: str, text: str, layout: Layout) -> list[str]:
    """The comment lines of a quotation; joined, its strings are the text."""
    pieces, piece, width = [], "", len(label) + 1 + len('# ""')
    for word in re.findall(r"(?:\\.|[^\s\\])*\s?", quoted(text)):
        if piece and width + display_width(word) > WIDTH:
            pieces.append(piece)
            piece, width = "", len('# ""')
        piece += word
        width += display_width(word)
    pieces.append(piece)
    lines = [f'# {label} "{pieces[0]}"', *(f'# "{piece}"' for piece in pieces[1:])]
    return [line + layout.newline for line in lines]


def quotations(comments: Sequence[str]) -> Iterator[tuple[str, str]]:
    """(label, escaped text) of every quotation among the comment lines of an entry."""
    label, text = "", ""
    for comment in comments:
        match = _LABELLED.fullmatch(comment.strip())
        inner = comment.strip().removeprefix("#").strip()
        if match:
            if label:
                yield label, _joined(text)
            label, text = match["label"].rstrip(":"), match["text"]
        elif label and not _strings(text):
            text += f" {inner}"  # somebody broke it in the middle of a string
        elif label and inner.startswith('"'):
            text += inner
        elif label:
            yield label, _joined(text)
            label = ""
    if label:
        yield label, _joined(text)


def _strings(text: str) -> bool:
    return "".join(_CLOSED.findall(text)) == text.strip()


def _joined(text: str) -> str:
    return "".join(string[1:-1] for string in _CLOSED.findall(text))
