r"""What stands in Markdown, HTML and text besides their own markup: site generators and templates.

Two tables know it. An **opaque line** (`opaque_lines.py`) ends the paragraph before it and is kept; a title in it is
text, and so is what it opens: the body of an admonition or a tab. An **inline code** (`inline_codes.py`) stands in a
sentence and is kept there. Sources: the manuals of Hugo, Jekyll and kramdown (shortcodes, Liquid, attribute lists),
Python-Markdown and its PyMdown extensions (MkDocs), Docusaurus and MDX, MyST, Pandoc and Quarto, Obsidian, VitePress,
GitHub, DocFX; Jinja, ERB, PHP, Blade, Razor, Handlebars, FreeMarker, Velocity, Thymeleaf, Template Toolkit, Angular.
"""

import re
from functools import cache

ATTRIBUTE_NAMES = (
    "alt|alt-text|alt_text|text|caption|title|subtitle|label|header|footer|heading|summary|description|tooltip|tip|cta|placeholder|tagline|"
    "attrtext|data-toc-label|aria-label|aria-description|fig[.-]alt|fig[.-]cap|fig-subcap|tbl-cap|lst-cap|img-alt"
)
ATTRIBUTE_TEXT = re.compile(
    rf"""(?<![\w.:@-])(?:{ATTRIBUTE_NAMES}|(?:content|attr)(?=\s*=\s*["'][^"'\n]*\w[,:;.]?\s\w))\s*(?:=\s*\{{?\s*|:\s*)
    (?P<quoted>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`[^`\\$\n]*`)""",
    re.IGNORECASE | re.VERBOSE,
)
"""An attribute of a shortcode, a component or a list of attributes that people read, also as JavaScript."""
TITLED_TAGS = "tab|details|expand|accordion|notice|admonition|alert|callout|collapse|spoiler|tabitem|card|panel"
TAG_TITLE = re.compile(rf"""\{{[{{%][<%]?-?\s*(?:{TITLED_TAGS})\s+(?:\w+\s+)?(?P<quoted>"(?:\\.|[^"\\\n])*")""")
"""The title that a shortcode has without the name of an attribute: `{{< tab "Linux" >}}`."""

VALUE = r"""(?:"[^"\n]*"|'[^'\n]*'|[^\s"'{}]+)"""
ATTRIBUTE_LIST = rf"""\{{:?[ \t]*(?:[.#][\w:.-]+|-|[\w:-]+={VALUE})
    (?:[ \t]+(?:[.#][\w:.-]+|[\w:-]+(?:={VALUE})?))*[ \t]*\}}
    | \{{:[^{{}}\n]*\}} | \{{\#[\w:.-]+\}} | \{{=[\w-]+\}}"""
BRACES = r"\{(?:[^{}\n]|\{(?:[^{}\n]|\{[^{}\n]*\})*\})*\}"
JSX_ATTRIBUTES = rf"""(?:\s+(?:[\w:.@\#-]+(?:=(?:"[^"]*"|'[^']*'|{BRACES}|[\w.-]+))?|{BRACES}))*\s*"""
JSX_TAG = (
    rf"<(?:(?:[A-Z][\w.]*|[a-z][\w.-]*(?=\s(?:[^<>]*(?:=\{{|\s[@\#][\w.:-]+=)|[@\#][\w.:-]+=))){JSX_ATTRIBUTES}/?"
    r"|/[A-Z][\w.]*\s*|/?)>"
)
"""A component, or an element with JavaScript or what Vue listens to (`@click`) in its attributes."""
TEMPLATE_TAG = (
    r"\{\{[<%][^{}]*[>%]\}\}|\{%[^{}]*%\}|\{\{[\#/^!>~][^{}]*\}\}|\{\#[^{}]+\#\}"
    r"|<%(?![=-]?=)(?:[^%<]|%(?!>)|<(?!%))*%>|\[%(?:[^%\[]|%(?!\])|\[(?!%))*%\]"
)
LONGEST_SHORT = 48
"""Characters of a code, up to which translators may see it as it is."""
UNKNOWN = re.compile(r"\{\{|\}\}|\{%|%\}|\{<|<%|%>|\[%|%\]|^:::|^!!! |^\?\?\? |^@\w+\(|\\begin\{|\\end\{", re.MULTILINE)
"""What looks like syntax and is none that is known here, where it is left in a text."""


@cache
def compiled(pattern: str, flags: re.RegexFlag) -> re.Pattern[str]:
    """A pattern of the tables, compiled when a text first has what it begins with."""
    return re.compile(pattern, flags)


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
