"""The table of opaque lines: what ends a paragraph and is kept (see `syntax.py`)."""

import re
from typing import NamedTuple

from toolkit.documents.markup.syntax import ATTRIBUTE_LIST, BRACES, JSX_TAG, TEMPLATE_TAG, compiled

CODE_TAGS = (
    "highlight|code|code-?block|code-?snippet|snippet|prism|sourcecode|terminal|console|shell|bash|comment|mermaid|katex"
    "|math|asciinema|raw-html|plantuml|chart|chem"
)


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


class Line(NamedTuple):
    """An opaque line, or the first of several."""

    name: str
    begin: str
    """Pattern that fits the whole line, without the white space around it. Groups: `text`, running text for readers;
    `quoted`, a text with its quotation marks."""
    end: str = ""
    r"""Fits the last of several opaque lines; `\g<tag>` in it is the group of that name. "": there is but one."""
    body: bool = False
    """Whether what stands four columns further in on the lines below is text of its own."""
    first: bool = False
    """Whether it is one only where it begins a block."""
    attributes: bool = False
    """Whether ATTRIBUTE_TEXT may stand in it."""
    verbatim: bool = False
    """Whether what stands four columns further in on the lines below is kept with it."""


def _line(name: str, begin: str, end: str = "", *flags: str) -> Line:
    return Line(name, begin, end, "body" in flags, "first" in flags, "attributes" in flags, "verbatim" in flags)


LINES: tuple[Line, ...] = (
    _line(
        "admonition",
        rf"""(?:!!!|\?\?\?\+?)(?:[ \t]*[A-Za-z][\w-]*(?:[ \t]+[\w-]+)*|(?<=[?+])(?=[ \t]+"))
        (?:[ \t]+(?P<quoted>"(?:\\.|[^"\\\n])*"))?
        (?:[ \t]*{ATTRIBUTE_LIST})?""",
        "", "body",
    ),
    _line("tab", r"""===[+!]*[ \t]+(?P<quoted>"(?:\\.|[^"\\\n])+"|'(?:\\.|[^'\\\n])+')""", "", "body"),
    _line("block", r"/{3,}[ \t]*html\b.*"),
    _line("block", r"/{3,}[ \t]*[A-Za-z][\w-]*[ \t]*\|(?:[ \t]*(?:[\w-]+=[^\s=]+|[\#^<.]\S*|\^?[\d.]+))+"),
    _line("block", r"/{3,}[ \t]*[A-Za-z][\w-]*(?:[ \t]*\|[ \t]*(?P<text>\S.*?))?|/{3,}"),
    _line("image block", r":{3}[a-z]+(?:[ \t]+[\w-]+=\"[^\"]*\")+[ \t]*:{3}", "", "attributes"),
    _line("code container", r":{3,}[ \t]*\{(?:code|code-block|code-cell|math|mermaid|raw|eval-rst)\}.*", r":{3,}"),
    _line("directive", r":{3,}[ \t]*\{(?P<directive>[\w:-]+)\}(?:[ \t]+(?P<argument>\S.*?))?[ \t]*:*"),
    _line("identifier", r":{3}[ \t]+[A-Za-z_][\w-]*(?:(?:\.|::|/)[\w-]+)+", "", "verbatim"),
    _line("container", rf":{{3,}}[ \t]*[\w-]+\[(?P<text>.+)\][ \t]*(?:{ATTRIBUTE_LIST})?"),
    _line(
        "container",
        rf":{{3,}}[ \t]*[\w-]+(?:(?:[ \t]+[\w:-]+=(?:\"[^\"]*\"|'[^']*'|[^\s\"']+))+"
        rf"|[ \t]+(?P<text>[^\s{{:].*?))?[ \t]*(?:{ATTRIBUTE_LIST})?[ \t]*:*",
        "", "attributes",
    ),
    _line("container", rf":{{3,}}(?:[ \t]*(?:{ATTRIBUTE_LIST}))?[ \t]*:*", "", "attributes"),
    _line("container", r":{3,}[ \t]*\{.*\}[ \t]*:*"),
    _line("leaf", r"::[a-z][\w-]*::|::"),
    _line("leaf", rf"::[a-z][\w-]*(?:\[(?P<text>.+)\])?(?:{BRACES})?", "", "attributes"),
    _line("abbreviation", r"\*\[[^\^\]\n][^\]\n]*\]:[ \t]*(?P<text>\S.*)"),
    _line("snippet", r"[;]*-+8<-+", r"-+8<-+"),
    _line("snippet", r"""[;]*-+8<-+(?:[ \t]+.*)?|<<<[ \t]*[@./].*|@\[[\w-]+\](?:\(.*\))?|@include[ \t]*:.*"""),
    _line("list of headings", r"(?:[*+-]|1\.)[ \t]+\S.*", r"\{:[ ]*\.?[\w .-]*\btoc\b.*\}"),
    _line("slot", r"\#[a-z][\w-]*(?:\{.*\})?"),
    _line("tags", r"\#[a-z][\w-]*(?:/[\w-]+)*(?:[ \t]+\#[\w-]+(?:/[\w-]+)*)*", "", "first"),
    _line("toc", r"\[TOC\]|\[\[_?toc_?\]\]|\[\[_?TOC_?\]\]|\\toc"),
    _line(
        "code tag",
        rf"\{{(?:%-?|\{{[<%])[ \t]*(?P<tag>(?:{CODE_TAGS})\b|[\w-]+(?=[^%>]*\scodelang=))(?:(?![%>]\}}).)*[%>]\}}+",
        r"\{(?:%-?|\{[<%])[ \t]*(?:end|/[ \t]*)\g<tag>\b.*",
    ),
    _line("tag", rf"(?:(?:{TEMPLATE_TAG})[ \t]*)+", "", "attributes"),
    _line("tag", r"\{\{[ ]*\w+\([^{}]*\)[ ]*\}\}", "", "attributes"),
    _line("long tag", r"\{\{(?P<tag>[<%])(?:(?![>%]\}\}).)*", r".*[>%]\}\}", "attributes"),
    _line("long tag", r"\{%(?:(?!%\}).)*", r".*%\}", "attributes"),
    _line("comment", r"\{/\*.*\*/\}|\{::.*/\}|<!---.*--->"),
    _line("comment", r"\{/\*(?:(?!\*/\}).)*", r".*\*/\}"),
    _line("comment", r"\{::(?:comment|nomarkdown|options).*\}", r"\{:/.*\}"),
    _line("comment", r"%%.+%%"),
    _line("comment", r"%%(?:(?!%%).)*", r".*%%"),
    _line("attributes", ATTRIBUTE_LIST, "", "attributes"),
    _line("expression", rf"{BRACES}", "", "first"),
    _line(
        "expression",
        r"\{(?![{%#:/!])(?:[^{}]|\{[^{}]*\})*(?:\{(?:[^{}]|\{[^{}]*\})*)*[({\[,>;]|\{", r"[ \t]*\}", "first",
    ),
    _line("reference", r"\[[^\]\n]+\]:[ \t]*(?:\{\{|\{%|<%).*"),
    _line("target", r"\([\w:.-]+\)="),
    _line("page title", r"%[ \t]+(?P<text>\S.*)", "", "first"),
    _line("comment", r"\+\+\+(?:[ \t]*\{.*\}|[ \t]+\S.*)?"),
    _line("math", r"\$\$.+\$\$(?:[ \t]*\([\w:-]+\))?|\\\\?\[.*\\\\?\]|\\begin\{(\w+\*?)\}.*\\end\{\1\}"),
    _line("math", r"\$\$(?:(?!\$\$).)*", r".*\$\$(?:[ \t]*\([\w:-]+\))?"),
    _line("math", r"\\\\?\[[^\]]*", r".*\\\\?\]"),
    _line("math", r"\\begin\{(?P<tag>\w+\*?)\}.*", r".*\\end\{\g<tag>\}"),
    _line("LaTeX", r"\\(?:newpage|pagebreak|clearpage|tableofcontents|listof\w+|[vh]space|vfill|appendix)\b.*"),
    _line(
        "LaTeX",
        r"\\(?:(?:re)?newcommand|newenvironment|def|let|DeclareMathOperator|usepackage|input|include\w*|label|setcounter"
        r"|setlength|bibliography\w*|printbibliography|addcontentsline|centering|noindent|maketitle|frontmatter|mainmatter)\b.*",
    ),
    _line("module", r"""import[ \t]+(?:[\w*{}$,]+(?:[ \t]+[\w*{}$,]+)*[ \t]+from[ \t]+)?["'][^"'\n]+["'];?"""),
    _line(
        "module",
        r"export[ \t]+(?:const|let|var|function|async|class|default|type|interface|\{|\*).*|import[ \t]+\{[^}\n]*",
        r"[ \t]*",
    ),
    _line("component", rf"(?:{JSX_TAG}[ \t]*)+", "", "attributes"),
    _line("component", r"<[A-Z][\w.]*(?:\s+[^<>]*)?", r"(?:[^<>]|=>|<[^<>]*>)*/?>", "attributes"),
    _line("comment", r"\^{3,}"),
    _line("division", r"\[!div\b[^\]\n]*\]"),
    _line("callout", r"\[![\w-]+(?:[ ]?\|[^\]\n]*)?\](?:[+-]?[ \t]+(?P<text>\S.*)|[+-]?)", "", "first"),
)  # fmt: skip
FIRST = frozenset("!?=/:*-;<[{(%\\$@+1#^")
"""What an opaque line begins with but for the words of a module."""
MOST_LINES = 400
"""Opaque lines of plain text that belong together."""
MODULE = ("import ", "export ")
SETTINGS = re.compile(r"(?:options|handler|selection|rendering|extra|inventories):")
"""Begins the settings of mkdocstrings, four columns in below a line with colons."""
MARKERS: dict[str, re.Pattern[str]] = {
    "definition": re.compile(r"[:~][ \t]+(?=\S)"),
    "caption": re.compile(r"Table:[ \t]+(?=\S)"),
    "example": re.compile(r"\((?:@[\w-]*|ref:[\w.-]+)\)[ \t]+(?=\S)"),
    "item": re.compile(
        r"(?:\#\.|\(?(?:[A-Za-z]|[ivxIVX]{1,5}|\d{1,3})\)|(?:[a-z]|[ivx]{1,5})\.|(?:[A-Z]|[IVX]{2,5})\.(?=[ ]{2}))"
        r"[ \t]+(?=\S)"
    ),
    "line": re.compile(r"\|(?:[ \t]+(?=\S)|(?=[ \t]*\Z))(?!.*[^\\]\|)"),
    "field": re.compile(r":(?=[A-Za-z])[\w .*-]{1,60}:[ \t]+(?=\S)"),
    "property": re.compile(r"[A-Za-z][\w -]{0,40}::[ \t]+(?=\S)"),
}
"""What begins a block of its own that CommonMark does not know: definitions (Pandoc, PHP Markdown Extra), examples and
items of Pandoc, lines of its line blocks, fields of MyST, properties of Dataview. Name -> what stands before its
words."""
RULED = re.compile(r"[ \t]*-{2,}(?:[ \t]+-{2,})+[ \t]*")
"""The line below the heads of a simple table of Pandoc."""
COLUMNS = re.compile(r"\S {2,}\S")
"""Stands in such heads, and in no sentence."""
GRID = re.compile(r"[ \t]*\+(?:[:=-]{2,}\+)+[ \t]*")
"""The first line of a grid table."""
DASHES = re.compile(r"[ \t]*-{5,}[ \t]*")
MARKDOWN_TAG = re.compile(
    r"""</?[a-z][\w-]*(?:\s[^<>]*)?\smarkdown(?:\s*=\s*["']?(?:1|block|span)["']?)?(?:\s[^<>]*)?>[ \t]*""",
    re.IGNORECASE,
)
METADATA = re.compile(r"[A-Za-z][\w.-]*:(?:[ \t].*)?|[ \t]+\S.*|-[ \t].*|\#.*")
"""A line of YAML within a text, as of Pandoc and Slidev."""
METADATA_KEYS = _names(
    "title subtitle author authors date abstract keywords lang language description bibliography csl"
)
"""Those that are metadata alone in their block with a capital too; any other would be a heading with a colon."""
KEY = re.compile(r"([A-Za-z][\w.-]*):(?=[ \t]|\Z)")
DIRECTIVE = re.compile(r"(?P<fence>`{3,}|~{3,})[ \t]*\{(?P<name>[\w:.+-]+)\}[ \t]*(?P<argument>.*?)[ \t]*")
"""The fence of a MyST directive."""
OPTION = re.compile(r":(?P<key>[\w-]+):(?:[ \t]+(?P<value>\S.*?))?[ \t]*")
YAML_OPTION = re.compile(r"(?P<key>[\w-]+):[ \t]+(?P<value>\S.*?)[ \t]*")
CELL_TEXT = re.compile(r"(?:\#|//|%%|--)\|[ \t]*(?:fig|tbl|lst|code)-(?:cap|alt|subcap|summary)s?:[ \t]*[\"'].*")
"""What a cell of Quarto says of its figure or table, in a comment of its language."""
OPTION_TEXTS = frozenset({"alt", "caption", "title", "header", "footer", "link-alt", "img-alt", "summary"})
TEXT_DIRECTIVES = _names(
    "admonition attention caution danger error hint important note seealso tip warning todo versionadded "
    "versionchanged deprecated topic sidebar margin aside epigraph highlights pull-quote figure table list-table "
    "dropdown details tab-set tab-item tabs tab grid grid-item grid-item-card card card-carousel container div "
    "rst-class only exercise solution proof prf:theorem prf:proof prf:lemma prf:definition prf:remark prf:algorithm "
    "theorem definition blockquote hlist compound parsed-text"
)
"""MyST directives whose body is text; the body of any other is kept."""
TITLED_DIRECTIVES = TEXT_DIRECTIVES - _names(
    "figure container div rst-class only tab-set grid hlist versionadded versionchanged deprecated tabs"
)
"""Those whose argument is text too."""


def line_of(text: str, *, first: bool = True) -> tuple[Line, re.Match[str]] | None:
    """The opaque line that `text` is, without the white space around it; `first`: it would begin a block."""
    if text[:1] not in FIRST and not text.startswith(MODULE):
        return None
    for line in LINES:
        if text[0] not in _LINE_STARTS[line.name] or not (first or not line.first):
            continue
        if match := compiled(line.begin, re.VERBOSE).fullmatch(text):
            return line, match
    return None


_LINE_STARTS = {
    "admonition": "!?", "tab": "=", "block": "/", "image block": ":", "code container": ":", "container": ":",
    "leaf": ":", "directive": ":", "identifier": ":", "abbreviation": "*", "snippet": "-;<@", "toc": "[\\",
    "code tag": "{", "tag": "{<[", "long tag": "{", "comment": "{%<+^", "attributes": "{", "expression": "{",
    "reference": "[", "target": "(", "page title": "%", "math": "$\\", "LaTeX": "\\", "module": "ei",
    "component": "<", "callout": "[", "division": "[", "list of headings": "*+-1", "slot": "#", "tags": "#",
}  # fmt: skip
"""Name of an opaque line -> what it may begin with."""


IN_TEXT = _names("tag") | {"code tag", "long tag", "comment", "math"}
"""The opaque lines that plain text has too."""
BREAK = re.compile(r"\r\n|\r|\n|\Z")


def in_text(text: str, start: int) -> int:
    """Where an opaque line of plain text ends, or several, of which the first begins at `start`; 0 where none does."""
    end = BREAK.search(text, start)
    assert end is not None
    found = line_of(text[start : end.start()].strip(" \t"))
    if found is None or found[0].name not in IN_TEXT:
        return 0
    line, match = found
    if not line.end:
        return end.start()
    last = last_line(line, match)
    for _ in range(MOST_LINES):
        begin, end = end.end(), BREAK.search(text, end.end())
        assert end is not None
        if last.fullmatch(text[begin : end.start()].strip(" \t")):
            return end.start()
        if end.end() == len(text):
            return 0
    return 0


def last_line(line: Line, match: re.Match[str]) -> re.Pattern[str]:
    """What the last of several opaque lines is, of which `match` is the first."""
    tag = match.groupdict().get("tag") or ""
    return compiled(line.end.replace(r"\g<tag>", re.escape(tag)), re.UNICODE)
