"""What the blocks of AsciiDoc begin with (Asciidoctor, rx.rb)."""

import re

HEADING = re.compile(r"(?P<sign>={1,6}|#{1,6})[ \t]+(?=\S)")
ENTRY = re.compile(r":(?P<name>!?\w[\w-]*!?):(?:[ \t]+|\Z)")
ATTRIBUTES = re.compile(r"\[(?:[\w.#%{,\"'&].*|)\]\Z")
ANCHOR = re.compile(r"\[\[(?P<id>[\w:.-]+)(?:,[ \t]*(?P<text>.*))?\]\]\Z")
TITLE = re.compile(r"\.(?=\.?[^ \t.])")
DELIMITER = re.compile(r"(?:-{4,}|\.{4,}|\+{4,}|={4,}|\*{4,}|_{4,}|/{4,}|~{4,}|--|`{3,}.*)\Z")
TABLE = re.compile(r"[|,:!]={3,}\Z")
CONDITION = re.compile(r"(?:ifn?def::\S+?\[(?P<text>.+)\]|(?:ifdef|ifndef|ifeval|endif|include|comment)::\S*\[.*\])\Z")
"""Of lines, and those lines themselves; the one line that a condition may have in its brackets is `text`."""
MACRO = re.compile(r"(?P<name>[a-z][\w-]*)::(?P<target>\S*?)\[(?P<text>.*)\]\Z")
RULE = re.compile(r"(?:'{3,}|<{3,}|-{3}|- - -|\*{3}|\* \* \*)\Z")
BULLET = re.compile(r"[ \t]*(?P<sign>-|\*{1,6}|•)[ \t]+(?=\S)")
NUMBER = re.compile(r"[ \t]*(?P<sign>\.{1,6}|[0-9]{1,9}\.|[A-Za-z]\.|[IVXivx]{1,9}\))[ \t]+(?=\S)")
CALLOUT = re.compile(r"<(?:[0-9]{1,4}|\.)>[ \t]+(?=\S)")
TERM = re.compile(
    r"[ \t]*(?!//)(?P<term>[^\s:;](?:[^:;]|:(?!:)|;(?!;)|::(?=[^\s:])|;;(?=\S))*)(?P<sign>:{2,4}|;;)(?:[ \t]+|\Z)"
)
BOX = re.compile(r"\[[ xX*]\][ \t]+(?=\S)")
ADMONITION = re.compile(r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+(?=\S)")
STYLE = re.compile(r"\[(?P<style>[A-Za-z][\w-]*)?")
CODE_STYLES = frozenset(
    ("source", "synopsis", "listing", "literal", "stem", "latexmath", "asciimath", "pass", "comment", "mermaid",
     "plantuml",
     "ditaa", "graphviz", "svgbob", "vega", "a2s", "barcode", "blockdiag", "bytefield", "d2", "dbml", "dpic", "erd",
     "gnuplot", "kroki", "meme", "msc", "nomnoml", "nwdiag", "pikchr", "seqdiag", "smcat", "structurizr",
     "symbolator", "syntrax", "tikz", "umlet", "vegalite", "wavedrom", "json", "console", "diagram")
)  # fmt: skip
"""Styles of blocks whose text is no text."""
REFTEXT = re.compile(r"(?<![\w-])(?:reftext|attribution|citetitle)\s*=\s*(?P<quoted>\"[^\"\n]*\"|'[^'\n]*')")
QUOTED = re.compile(r">(?:[ ]|\Z)")
"""What stands before each line of a quotation as in Markdown."""
POSITIONAL = re.compile(r"[ \t]*(?:\"(?P<quoted>[^\"]+)\"[ \t]*|(?P<bare>[^\",=\s][^\",=]*))(?=,|\Z)")
REFERENCE = re.compile(r"&#(3[49]|44|61|93);")
"""Of what would end an attribute."""
QUOTES = re.compile(r"\[(?:quote|verse)\b")
ATTRIBUTION = re.compile(
    r"(?<=,)[ \t]*(?:\"(?P<quoted>[^\"]+)\"|'(?P<single>[^']+)'"
    r"|(?:(?:attribution|citetitle)=)?(?P<bare>[^\"',=\]\s][^\",=\]]*))(?=,|\]\Z)"
)
"""Who has said what is quoted, and where."""
TEXT_ENTRIES = re.compile(
    r"(?:.*-caption|.*-label|toc-title|description|doctitle|title|.*-refsig|manpurpose|table-title)\Z"
)
"""Names of attributes of a document that readers see."""


def begins_block(text: str, *, in_list: bool) -> bool:
    """Whether a line ends the running text before it."""
    if text.startswith("//") or DELIMITER.match(text) or TABLE.match(text) or CONDITION.match(text):
        return True
    if text[0] == "[" and (ATTRIBUTES.match(text) or ANCHOR.match(text)):
        return True
    if text == "+":  # what it attaches to an item may be attached to by another
        return True
    if not in_list:
        return False
    if text[0] == "." and TITLE.match(text):
        return True
    return is_item(text)


def is_item(text: str) -> bool:
    """Whether a line begins an item of a list."""
    return any(sign.match(text) for sign in (BULLET, NUMBER, CALLOUT, TERM))


def style_of(attributes: str) -> str:
    """The style of the next block; a language alone (`[,ruby]`) is one of source."""
    style = ""
    for match in STYLE.finditer(attributes):
        style = match["style"] or ("source" if attributes.startswith("[,", match.start()) else style)
    return style
