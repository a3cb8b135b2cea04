r"""What stands in Markdown, HTML and text besides their own markup: the two tables of site generators and templates.

An **opaque line** ends the paragraph before it and is kept; a title in it is text, and so is what it opens: the body of
an admonition or a tab. An **inline code** stands in a sentence and is kept there. Sources: the manuals of Hugo, Jekyll
and kramdown (shortcodes, Liquid, attribute lists), Python-Markdown and its PyMdown extensions (MkDocs), Docusaurus and
MDX, MyST, Pandoc and Quarto, Obsidian, VitePress, GitHub, DocFX; Jinja, ERB, PHP, Handlebars, FreeMarker, Template
Toolkit.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

ATTRIBUTE_NAMES = (
    "alt|alt-text|alt_text|caption|title|subtitle|label|header|heading|summary|description|tooltip|placeholder|tagline|"
    "attrtext|aria-label|aria-description"
)
ATTRIBUTE_TEXT = re.compile(
    rf"""(?<![\w.:-])(?:{ATTRIBUTE_NAMES})\s*=\s*(?P<quoted>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')""", re.IGNORECASE
)
"""An attribute of a shortcode, a component or a list of attributes that people read."""
TITLED_TAGS = "tab|details|expand|accordion|notice|admonition|alert|callout|collapse|spoiler|tabitem|card|panel"
TAG_TITLE = re.compile(rf"""\{{[{{%][<%]?-?\s*(?:{TITLED_TAGS})\s+(?:\w+\s+)?(?P<quoted>"(?:\\.|[^"\\\n])*")""")
"""The title that a shortcode has without the name of an attribute: `{{< tab "Linux" >}}`."""

VALUE = r"""(?:"[^"\n]*"|'[^'\n]*'|[^\s"'{}]+)"""
ATTRIBUTE_LIST = rf"""\{{:?[ \t]*(?:[.#][\w:.-]+|-|[\w:-]+={VALUE})
    (?:[ \t]+(?:[.#][\w:.-]+|[\w:-]+(?:={VALUE})?))*[ \t]*\}}
    | \{{:[^{{}}\n]*\}} | \{{\#[\w:.-]+\}}"""
BRACES = r"\{(?:[^{}\n]|\{(?:[^{}\n]|\{[^{}\n]*\})*\})*\}"
JSX_ATTRIBUTES = rf"""(?:\s+(?:[\w:.@-]+(?:=(?:"[^"]*"|'[^']*'|{BRACES}|[\w.-]+))?|{BRACES}))*\s*"""
JSX_TAG = rf"<(?:[A-Z][\w.]*{JSX_ATTRIBUTES}/?|/[A-Z][\w.]*\s*|/?)>"
TEMPLATE_TAG = (
    r"\{\{[<%][^{}]*[>%]\}\}|\{%[^{}]*%\}|\{\{[\#/^!>~][^{}]*\}\}|\{\#[^{}]+\#\}"
    r"|<%(?![=-]?=)(?:[^%<]|%(?!>)|<(?!%))*%>|\[%(?:[^%\[]|%(?!\])|\[(?!%))*%\]"
)
CODE_TAGS = "highlight|code|comment|mermaid|katex|math|asciinema|raw-html|plantuml|chart|chem"


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


def _line(name: str, begin: str, end: str = "", *flags: str) -> Line:
    return Line(name, begin, end, "body" in flags, "first" in flags, "attributes" in flags)


LINES: tuple[Line, ...] = (
    _line(
        "admonition",
        rf"""(?:!!!|\?\?\?\+?)[ \t]*[A-Za-z][\w-]*(?:[ \t]+[\w-]+)*(?:[ \t]+(?P<quoted>"(?:\\.|[^"\\\n])*"))?
        (?:[ \t]*{ATTRIBUTE_LIST})?""",
        "", "body",
    ),
    _line("tab", r"""===[+!]*[ \t]+(?P<quoted>"(?:\\.|[^"\\\n])+"|'(?:\\.|[^'\\\n])+')""", "", "body"),
    _line("block", r"/{3,}[ \t]*[A-Za-z][\w-]*(?:[ \t]*\|[ \t]*(?P<text>\S.*?))?|/{3,}"),
    _line("image block", r":{3}[a-z]+(?:[ \t]+[\w-]+=\"[^\"]*\")+[ \t]*:{3}", "", "attributes"),
    _line("code container", r":{3,}[ \t]*\{(?:code|code-block|code-cell|math|mermaid|raw|eval-rst)\}.*", r":{3,}"),
    _line("container", r":{3,}[ \t]*\{[\w:-]+\}(?:[ \t]+(?P<text>[^\s/.:{][^/]*?))?[ \t]*:*"),
    _line("container", rf":{{3,}}[ \t]*[\w-]+\[(?P<text>.+)\][ \t]*(?:{ATTRIBUTE_LIST})?"),
    _line(
        "container",
        rf":{{3,}}[ \t]*[\w-]+(?:[ \t]+(?P<text>[^\s{{:].*?))?[ \t]*(?:{ATTRIBUTE_LIST})?[ \t]*:*",
        "", "attributes",
    ),
    _line("container", rf":{{3,}}(?:[ \t]*(?:{ATTRIBUTE_LIST}))?[ \t]*:*", "", "attributes"),
    _line("leaf", rf"::[a-z][\w-]*(?:\[(?P<text>.+)\])?(?:{BRACES})?", "", "attributes"),
    _line("abbreviation", r"\*\[[^\]\n]+\]:[ \t]*(?P<text>\S.*)"),
    _line("snippet", r"[;]*-+8<-+", r"-+8<-+"),
    _line("snippet", r"""[;]*-+8<-+(?:[ \t]+.*)?|<<<[ \t]*[@./].*|@\[[\w-]+\](?:\(.*\))?|@include[ \t]*:.*"""),
    _line("toc", r"\[TOC\]|\[\[_?toc_?\]\]|\[\[_?TOC_?\]\]|\\toc"),
    _line(
        "code tag",
        rf"\{{(?:%-?|\{{[<%])[ \t]*(?P<tag>{CODE_TAGS})\b(?:(?![%>]\}}).)*[%>]\}}+",
        r"\{(?:%-?|\{[<%])[ \t]*(?:end|/[ \t]*)\g<tag>\b.*",
    ),
    _line("tag", rf"(?:(?:{TEMPLATE_TAG})[ \t]*)+", "", "attributes"),
    _line("long tag", r"\{\{(?P<tag>[<%])(?:(?![>%]\}\}).)*", r".*[>%]\}\}", "attributes"),
    _line("long tag", r"\{%(?:(?!%\}).)*", r".*%\}", "attributes"),
    _line("comment", r"\{/\*.*\*/\}|\{::.*/\}|<!---.*--->"),
    _line("comment", r"\{/\*(?:(?!\*/\}).)*", r".*\*/\}"),
    _line("comment", r"\{::(?:comment|nomarkdown|options).*\}", r"\{:/.*\}"),
    _line("comment", r"%%.+%%"),
    _line("comment", r"%%(?:(?!%%).)*", r".*%%"),
    _line("attributes", ATTRIBUTE_LIST, "", "attributes"),
    _line("expression", rf"{BRACES}", "", "first"),
    _line("reference", r"\[[^\]\n]+\]:[ \t]*(?:\{\{|\{%|<%).*"),
    _line("target", r"\([\w:.-]+\)="),
    _line("page title", r"%[ \t]+(?P<text>\S.*)", "", "first"),
    _line("comment", r"\+\+\+(?:[ \t]*\{.*\})?", "", "first"),
    _line("math", r"\$\$.+\$\$(?:[ \t]*\([\w:-]+\))?|\\\\?\[.*\\\\?\]|\\begin\{(\w+\*?)\}.*\\end\{\1\}"),
    _line("math", r"\$\$(?:(?!\$\$).)*", r".*\$\$(?:[ \t]*\([\w:-]+\))?"),
    _line("math", r"\\\\?\[(?:(?!\\\]).)*", r".*\\\\?\]"),
    _line("math", r"\\begin\{(?P<tag>\w+\*?)\}.*", r".*\\end\{\g<tag>\}"),
    _line("LaTeX", r"\\(?:newpage|pagebreak|clearpage|tableofcontents|vspace|hspace|vfill|noindent|appendix)\b.*"),
    _line("module", r"""import\s+(?:[\w*{}$,\s]+?\s+from\s+)?["'][^"'\n]+["'];?"""),
    _line(
        "module",
        r"export[ \t]+(?:const|let|var|function|async|class|default|type|interface|\{|\*).*|import[ \t]+\{[^}\n]*",
        r"[ \t]*",
    ),
    _line("component", rf"(?:{JSX_TAG}[ \t]*)+", "", "attributes"),
    _line("component", r"<[A-Z][\w.]*(?:\s+[^<>]*)?", r"(?:[^<>]|=>|<[^<>]*>)*/?>", "attributes"),
    _line("callout", r"\[![\w-]+(?:\|[^\]\n]*)?\](?:[+-]?[ \t]+(?P<text>\S.*)|[+-]?)", "", "first"),
)  # fmt: skip
FIRST = frozenset("!?=/:*-;<[{(%\\$@+")
"""What an opaque line begins with but for the words of a module."""
MODULE = ("import ", "export ")
DEFINITION = re.compile(r"[:~][ \t]+(?=\S)")
"""Begins the definition of a term that the paragraph before it is."""
DIRECTIVE = re.compile(r"(?P<fence>`{3,}|~{3,})[ \t]*\{(?P<name>[\w:.+-]+)\}[ \t]*(?P<argument>.*?)[ \t]*")
"""The fence of a MyST directive."""
OPTION = re.compile(r":(?P<key>[\w-]+):(?:[ \t]+(?P<value>\S.*?))?[ \t]*")
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


class Inline(NamedTuple):
    """A code within a sentence."""

    name: str
    pattern: str
    """Groups: `label`, text for readers, around which the rest is a pair of codes."""
    seen: bool = True
    """Whether a reader sees something of it."""
    html: bool = False
    """Whether it means the same in HTML."""
    attributes: bool = False
    """Whether ATTRIBUTE_TEXT may stand in it."""


def _inline(name: str, pattern: str, *flags: str) -> Inline:
    return Inline(name, pattern, "hidden" not in flags, "html" in flags, "attributes" in flags)


INLINES: tuple[Inline, ...] = (
    _inline("comment", r"\{/\*(?:[^*{]|\*(?!/)|\{(?!/\*))*\*/\}|\{\#(?=[\s-])[^{}]*\#\}|%%[^%\n]+%%", "hidden"),
    _inline("tag", r"\{\{[<%][^{}]*[>%]\}\}|\{%[^{}]*%\}", "html", "attributes"),
    _inline("Razor", r"(?<![\w.@+\\-])@(?:[A-Za-z_]\w*(?:\.\w+|\([^()\n]*\)|\[[^\[\]\n]*\])+|\([^()\n]+\))", "html"),
    _inline(
        "Razor",
        r"(?<![\w.@])@(?:if|foreach|for|while|switch|using|section|code)\b[^\n{}]*\{"
        r"|\}\s*else(?:\s+if\s*\([^()\n]*\))?\s*\{",
        "html",
        "hidden",
    ),
    _inline("critic mark", r"\{(?P<sign>\+\+|==)(?P<label>(?:(?!(?P=sign)).){1,900})(?P=sign)\}"),
    _inline("critic mark", r"\{--[^{}]+--\}|\{>>[^{}]+<<\}|\{~~[^{}]+~~\}"),
    _inline("variable", r"\{\{\{[^{}]+\}\}\}|\{\{(?:[^{}]|\{[^{}]*\})+\}\}", "html"),
    _inline(
        "variable", r"<%(?:[^%<]|%(?!>)|<(?!%))+%>|\[%(?:[^%\[]|%(?!\])|\[(?!%))+%\]|<\?(?:php|=)[^<?]+\?>", "html"
    ),
    _inline("variable", r"[$\#@]\{[^{}\n]+\}", "html"),
    _inline("role", r"\{[\w:+.-]+\}`(?P<label>[^`<>\n]*?[^`<>\s])[ ]*<[^`<>\n]+>`"),
    _inline("role", r"\{[\w:+.-]+\}(`+)(?!`).{1,300}?(?<!`)\1(?!`)"),
    _inline("attributes", ATTRIBUTE_LIST, "hidden", "attributes"),
    _inline("variable", r"\{[A-Za-z_$][\w$]*(?:(?:\.|\?\.|::)[\w$]+|\[[\w\"']+\]|\([^(){}\n]*\))*\}"),
    _inline("math", r"(?<![\w$\\])\$`[^`\n]+`\$(?!\w)"),
    _inline("math", r"(?<![$\\])\$\$(?!\$)(?:(?!\$\$|\n\n).)+\$\$", "html"),
    _inline("math", r"(?<![\w$\\])\$(?![\s$])(?:\\.|[^$\\\n]|\n(?!\n)){1,300}?(?<![\s\\])\$(?![\w$])"),
    _inline("math", r"\\\\\((?:(?!\\\\[()]|\n\n).){1,300}\\\\\)|\\\\\[(?:(?!\\\\[\[\]]|\n\n).){1,900}\\\\\]"),
    _inline("math", r"\\\((?:(?!\\[()]|\n\n).){1,300}\\\)|\\\[(?:(?!\\[\[\]]|\n\n).){1,900}\\\]", "html"),
    _inline(
        "template link",
        r"!?\[(?P<label>(?:[^\[\]\n]|\[[^\[\]\n]*\]){1,300})\]"
        r"\((?:\{\{[^{}]+\}\}|\{%[^{}]+%\}|<%[^%<]+%>)[^()\n]*\)",
    ),
    _inline("embed", r"!\[\[[^\[\]\n]+\]\]"),
    _inline("wiki link", r"\[\[[^\[\]|\n]+\|(?P<label>[^\[\]|\n]*[^\[\]|\s])\]\]"),
    _inline("wiki link", r"(?<!\[)\[\[[^\[\]|\n]+\]\](?!\])"),
    _inline("citation", r"\[[^\[\]@\n]{0,40}(?<![\w.])-?@[\w:.\#$%&+?<>~/-]+(?:[^\[\]\n]*)\](?![\[(:])"),
    _inline("inline directive", r"(?<![\w:]):[a-z][\w-]{0,40}\[(?P<label>[^\[\]\n]+)\](?:\{[^{}\n]*\})?"),
    _inline("emoji", r"(?<![\w:]):(?=[\w+-]{0,59}[A-Za-z1])[\w+-]{1,60}:(?![\w:])"),
    _inline("keys", r"(?<!\+)\+\+(?=[\w\"])[\w+\"' -]{1,40}?(?<![\s+])\+\+(?!\+)"),
    _inline("mark", r"(?<![=\w])==(?=[^\s=])(?P<label>[^=\n]*[^\s=])==(?!=)"),
    _inline("subscript", r"(?<=[\w)\]])~(?![~\s])[^~\s]{1,30}~(?!~)|(?<=[\w)\]])\^(?![\^\s])[^\^\s\[\]]{1,30}\^(?!\^)"),
    _inline("mention", r"(?<![\w./@+%-])@[A-Za-z][\w-]*(?:\.[A-Z]\w*)*(?:/[A-Za-z][\w-]*)?(?![\w-]|\.\w|\.?@)"),
    _inline("component", JSX_TAG, "attributes"),
)
"""In the order in which they are tried."""
EXPRESSION = _inline("expression", BRACES)
"""Of MDX alone: what stands in braces is JavaScript there."""
MATHEMATICAL = re.compile(r"[\\^_={}<>|+*/0-9]|\A\W*[A-Za-z]\W*\Z")
ESCAPED_PROSE = re.compile(r"[^\W\d_]{3}\W+[^\W\d_]{3}")
LONGEST_SHORT = 48
"""Characters of a code, up to which translators may see it as it is."""
UNKNOWN = re.compile(r"\{\{|\}\}|\{%|%\}|\{<|<%|%>|\[%|%\]|^:::|^!!! |^\?\?\? |^@\w+\(|\\begin\{|\\end\{", re.MULTILINE)
"""What looks like syntax and is none that is known here, where it is left in a text."""


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
    "leaf": ":", "abbreviation": "*", "snippet": "-;<@", "toc": "[\\", "code tag": "{", "tag": "{<[",
    "long tag": "{", "comment": "{<%+", "attributes": "{", "expression": "{", "reference": "[", "target": "(",
    "page title": "%", "math": "$\\", "LaTeX": "\\", "module": "ei", "component": "<", "callout": "[",
}  # fmt: skip
"""Name of an opaque line -> what it may begin with."""


def last_line(line: Line, match: re.Match[str]) -> re.Pattern[str]:
    """What the last of several opaque lines is, of which `match` is the first."""
    tag = match.groupdict().get("tag") or ""
    return compiled(line.end.replace(r"\g<tag>", re.escape(tag)), re.UNICODE)


@cache
def compiled(pattern: str, flags: re.RegexFlag) -> re.Pattern[str]:
    """A pattern of the tables, compiled when a text first has what it begins with."""
    return re.compile(pattern, flags)


@cache
def _by_character(html: bool, expressions: bool) -> dict[str, tuple[Inline, ...]]:
    known = [one for one in INLINES if one.html or not html]
    if expressions:
        known.insert(next(place for place, one in enumerate(known) if one.name == "math"), EXPRESSION)
    begins = sorted(set("".join(_STARTS.values())))
    return {character: tuple(one for one in known if character in _STARTS[one.name]) for character in begins}


_STARTS = {
    "comment": "{%", "critic mark": "{", "tag": "{", "variable": "{<[$#@", "role": "{", "attributes": "{",
    "math": "$\\", "embed": "!", "wiki link": "[", "template link": "[!", "citation": "[", "inline directive": ":",
    "emoji": ":", "keys": "+", "mark": "=", "subscript": "~^", "mention": "@",
    "Razor": "@}", "component": "<", "expression": "{",
}  # fmt: skip
"""Name of an inline code -> what it may begin with."""


def inline_at(text: str, place: int, end: int, *, html: bool = False, expressions: bool = False) -> (
    tuple[Inline, re.Match[str]] | None
):  # fmt: skip
    """The inline code that begins at an offset of a text, and ends before `end`."""
    for one, pattern in _compiled(text[place], html, expressions):
        match = pattern.match(text, place, end)
        if match is not None and (one.name != "math" or _is_math(match.group())):
            return one, match
    return None


@cache
def _compiled(character: str, html: bool, expressions: bool) -> tuple[tuple[Inline, re.Pattern[str]], ...]:
    """What may begin with a character; compiled when a text first has it."""
    known = _by_character(html, expressions).get(character, ())
    return tuple((one, compiled(one.pattern, re.VERBOSE | re.DOTALL)) for one in known)


def inlines(text: str, start: int, end: int) -> Iterator[tuple[Inline, re.Match[str]]]:
    """The inline codes of a text that is HTML, in order."""
    place = start
    while found := BEGINS.search(text, place, end):
        place = found.start() + 1
        if one := inline_at(text, found.start(), end, html=True):
            yield one
            place = one[1].end()


def has_words(text: str) -> bool:
    """Whether a letter or digit stands in a text outside of all codes."""
    place, left = 0, []
    for _, match in inlines(text, 0, len(text)):
        left.append(text[place : match.start()])
        place = match.end()
    return any(map(str.isalnum, "".join(left) + text[place:]))


PICTURE = re.compile(r"(?<=^!\[).*(?=\](?:\[[^\]]*\]|\(.*\))?\Z)", re.DOTALL)
TITLE_AT_END = re.compile(
    r"""[ \t\n]+(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\))[ \t\n]*(?=\)\Z)""", re.DOTALL
)
LINK_END = re.compile(r"\](?:\[.*\])?\Z", re.DOTALL)
SAME_MARKUP = {"__": "**", "_": "*", "<strong>": "**", "</strong>": "**", "<em>": "*", "</em>": "*", "<del>": "~~",
               "</del>": "~~"}  # fmt: skip


def without_texts(raw: str) -> str:
    """A code of Markdown without what is a text of its own in it, and in one of the ways of writing the same."""
    if LINK_END.match(raw):
        return "]"
    if raw.startswith("^["):
        return "^[]"
    raw = PICTURE.sub("", TITLE_AT_END.sub("", raw))
    raw = "![]" if raw.startswith("![][") else raw
    raw = ATTRIBUTE_TEXT.sub(lambda match: match.group()[: match.start("quoted") - match.start()], raw)
    return SAME_MARKUP.get(raw, TAG_TITLE.sub(lambda match: match.group()[: -len(match["quoted"])], raw))


BEGINS = re.compile(r"[{}<\[$#@\\]")


def _is_math(raw: str) -> bool:
    """Whether what stands between the signs of a formula is one, and no prose with prices or brackets in it."""
    inner = raw.strip("$\\()[]`")
    if not MATHEMATICAL.search(inner):
        return False
    return raw.startswith("$$") or not ESCAPED_PROSE.search(re.sub(r"\\\w+|\{[^{}]*\}", "", inner))
