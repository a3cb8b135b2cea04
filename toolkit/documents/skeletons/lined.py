"""What programs read of Markdown, reStructuredText and AsciiDoc beside texts: code, directives, macros, addresses.

Lines are looked at as their syntax has them, by a few expressions of each; the toolkit's readers know far more.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from toolkit.documents.skeletons.encoded import Changes, text_of
from toolkit.documents.skeletons.strings import YamlWrong, toml_skeleton, values, yaml_value
from toolkit.documents.skeletons.templates import IN_MARKDOWN, lost

FRONT = {"---": values(yaml_value, YamlWrong, "the front matter"),
         "+++": values(toml_skeleton, ValueError, "the front matter")}  # fmt: skip
"""What a page may begin with, by the line that opens and closes it."""
FENCE = re.compile(r"[ >\t]*(?:[-*+]\s+|\d+[.)]\s+)*(`{3,}|~{3,})(?:\{([\w:-]+)[^`\n]*|[^`\n]*)$")
"""The line that begins code in Markdown; it ends with as many signs (CommonMark 4.5). In braces, MyST's directives and
the languages of notebooks."""
CELLS = frozenset({"code-cell", "r", "python", "julia", "sql", "bash", "sh", "js", "ojs"})
ADDRESS = re.compile(
    r"(?<!\\)\]\(\s*(<[^<>\n]*>|[^\s()<>]+(?:\([^\s()]*\)[^\s()<>]*)*)(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^)]*\)))?\s*\)"
)
"""Of a link or a picture in Markdown."""
OPTION = re.compile(r"\s*(:(?:alt|title|caption|header|abstract|label|name):)")
"""Of a directive, with words."""
DIRECTIVE = re.compile(r"(\s*)\.\. (?:\|[^|]*\| )?([\w:+.-]+)::(.*)$")
LITERAL = frozenset({
    "code", "code-block", "sourcecode", "highlight", "raw", "math", "literalinclude", "include", "image", "graphviz",
    "digraph", "mermaid", "uml", "plantuml", "tikz", "testsetup", "testcode", "testoutput", "testcleanup", "doctest",
    "ipython", "prompt", "console", "productionlist", "currentmodule", "default-role", "role",
    "highlightlang",
})  # fmt: skip
"""Directives of which nothing is for readers but some options."""
DELIMITER = re.compile(r"(-{4,}|\.{4,}|\+{4,}|/{4,}|`{3,}\w*)[ \t]*$")
"""Of AsciiDoc's blocks of which each line is as it stands."""
MACRO = re.compile(r"((?:image|video|audio|include|ifdef|ifndef|ifeval|endif|toc|plantuml|mermaid|ditaa)::\S*?)\[.*\]$")
LIST_OF_ATTRIBUTES = re.compile(
    r"\[(?:\[[^\[\]\"'\n]*\]|(?:source|listing|stem|latexmath|asciimath|cols|%|#|\.)[^\[\]\"'\n]*)\]$"
)
OWN_ANCHOR = re.compile(r"\[#_\w+\]")
"""Which the writer sets where links go by the words of a heading."""
JOINED = " (without a line between)"
BAR = re.compile(r"(?<!\\)\|")


def markdown(before: bytes, after: bytes, encoding: str, changes: Changes) -> str:
    """Front matter, code between fences, addresses."""
    for mark, judge in FRONT.items():
        old, new = (_between(text_of(data, encoding).splitlines(), mark) for data in (before, after))
        if old != new:
            known, found = (one.encode("utf-8", "surrogatepass") for one in (old, new))
            if said := judge(known, found, "utf-8"):
                return said
    said = _compared(_fences, before, after, encoding, changes)
    return said or lost(before, after, encoding, changes, IN_MARKDOWN)


def restructured(before: bytes, after: bytes, encoding: str, changes: Changes) -> str:
    """Directives and literal blocks."""
    return _compared(_directives, before, after, encoding, changes)


def asciidoc(before: bytes, after: bytes, encoding: str, changes: Changes) -> str:
    """Blocks that are code, macros, attributes of blocks, tables."""
    return _compared(_blocks, before, after, encoding, changes)


def _between(lines: list[str], mark: str) -> str:
    return "\n".join(lines[1 : lines.index(mark, 1)]) if lines[:1] == [mark] and mark in lines[1:] else ""


def _compared(
    kept: Callable[[list[str]], Iterator[str]], before: bytes, after: bytes, encoding: str, changes: Changes
) -> str:
    """What is kept of two files is the same, but for what was meant to change."""
    lines = [text_of(data, encoding).splitlines() for data in (before, after)]
    old, new = (list(filter(_has_words, kept(one))) for one in lines)
    if old == new:
        return ""
    there, here = (Counter(map(str.strip, one)) for one in lines)
    for one in Counter(old) - Counter(new):
        # A line that still stands in the file is only taken for something else, as its neighbours are others.
        if not (0 < there[one] <= here[one]) and not changes.was(one):
            return f"{one[:60]!r} is not in it any more"
    joined = next((one for one in Counter(new) - Counter(old) if one.endswith(JOINED)), "")
    return joined and f"{joined[:60]!r} is read as one"


def _has_words(line: str) -> bool:
    """Whether there is more than an underline, whose length is that of its title."""
    return any(map(str.isalnum, line))


def _fences(lines: list[str]) -> Iterator[str]:
    """The lines between fences, with these, and the addresses of links and pictures."""
    end = ""
    begun = ""
    guest: list[str] = []  # a text in reStructuredText
    texts: list[str] = []  # what begins the directives that are open, whose bodies are words
    for line in lines:
        bare = line.strip(" >\t")
        if begun:
            if bare.startswith(begun) and not bare.strip(begun[0]):
                yield from _directives(guest)
                begun, guest = "", []
            else:
                guest.append(line)
        elif end:
            yield bare
            end = "" if bare.startswith(end) and not bare.strip(end[0]) else end
        elif texts and bare.startswith(texts[-1]) and not bare.strip(bare[0]):
            texts.pop()
        elif match := FENCE.match(line):
            if match[2] == "eval-rst":
                begun = match[1]
            elif match[2] is None or match[2].lower() in LITERAL | CELLS:
                yield bare
                end = match[1]
            else:
                texts.append(match[1])
        else:
            yield from ADDRESS.findall(line)


def _directives(lines: list[str]) -> Iterator[str]:
    """Directives with their arguments, and bodies that are no words; literal blocks."""
    inside = -1
    paragraph = -1
    head = ""
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        indent = len(line) - len(line.lstrip())
        if not line.strip():
            head, paragraph = "", -1
            continue
        within = paragraph >= 0 and indent <= paragraph  # no directive can begin in a paragraph
        if not within:
            paragraph = -1 if line.lstrip().startswith("..") else indent
        if inside >= 0 and indent > inside:
            words = OPTION.match(line)
            yield words[1] if words else line.strip()
            if head and not line.lstrip().startswith(":"):
                yield f"{head} {line.strip()}{JOINED}"
            head = ""
            continue
        inside, head = -1, ""
        if not within and (match := DIRECTIVE.match(line)):
            literal = match[2] in LITERAL
            yield " ".join(line.split()) if literal else f".. {match[2]}::"
            inside = indent if literal else -1
            head = match[0].strip() if literal and match[3].strip() else ""
        elif line.rstrip().endswith("::") and not below.strip():
            inside = indent


def _blocks(lines: list[str]) -> Iterator[str]:
    """Delimited blocks that are code, block macros, attributes of blocks, and the bars of tables."""
    end = ""
    bars = -1
    for number, line in enumerate(lines):
        bare = line.rstrip()
        if end:
            cells = BAR.split(bare) if bars >= 0 else [bare]  # in a table a bar ends the cell, in code too
            yield from cells
            bars += len(cells) - 1
            end = "" if bare == end else end
        elif (match := DELIMITER.match(bare)) and not _is_underline(bare, lines[number - 1] if number else ""):
            end = match[1][:3] if match[1].startswith("```") else bare
            if end not in map(str.rstrip, lines[number + 1 :]):
                return
            yield bare
        elif bare.startswith("|==="):
            if bars >= 0:
                yield f"{bars} |"
            bars = 0 if bars < 0 else -1
            yield bare
            first, second = [*lines[number + 1 : number + 3], "", ""][:2]
            if not bars and first.startswith("|") and not second:
                yield "a head"
        elif bars >= 0:
            bars += len(BAR.findall(bare))
        elif match := MACRO.match(bare):
            yield match[1]
        elif (match := LIST_OF_ATTRIBUTES.match(bare)) and not OWN_ANCHOR.fullmatch(bare):
            yield match[0]


def _is_underline(line: str, above: str) -> bool:
    """Whether a line of signs makes a heading of the one above, whose length it has (give or take one character)."""
    return bool(above.strip()) and above[0].isalnum() and abs(len(above.rstrip()) - len(line)) <= 1
