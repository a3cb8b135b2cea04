"""What a Markdown text is to a reader, by markdown-it alone: its markup, and its words in capitals."""

import html
import re

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from toolkit import documents
from toolkit.segmentation import split
from toolkit.units import Content

JUDGE = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
JUDGE.use(front_matter_plugin).use(footnote_plugin)
BARE = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"]).use(footnote_plugin)
BEGINS = re.compile(r"---[ \t]*(?:\r?\n|$)")
TAG = re.compile(r"</?[A-Za-z!?][^>]*>")
TEXTS = re.compile(r' (?:alt|title|placeholder|aria-label)=(?:"[^"]*"|\'[^\']*\'|[^\s>]+)')


def rendered(source: str) -> str:
    """The page that the text makes. The judge takes any line that begins with three hyphens for the first of front
    matter (`---word---`, a heading); everybody else that writes or reads front matter wants nothing behind them."""
    return str((JUDGE if BEGINS.match(source) else BARE).render(source))


def markup(source: str) -> list[str]:
    """The tags of the page that the text makes, without the texts in them; `del` is what others make of `~~`."""
    return [TEXTS.sub("", tag).replace("del>", "s>") for tag in TAG.findall(rendered(source))]


def shouted(source: str) -> str:
    """All words of the page, in capitals and without white space."""
    return "".join(words(source).split()).upper()


def words(source: str) -> str:
    """The text of the page, with what its attributes say."""
    text = TAG.sub(lambda tag: "".join(sorted(TEXTS.findall(tag.group()))), rendered(source))
    return html.unescape(text)


def upper(content: Content) -> Content:
    return tuple(part.upper() if isinstance(part, str) else part for part in content)


def in_capitals(source: str, name: str = "x.md") -> str:
    """The text with every sentence replaced by itself in capitals."""
    made = {one.key: upper(one.source) for one in split(documents.read(source.encode(), name))}
    return documents.rewrite(source.encode(), name, made).decode()
