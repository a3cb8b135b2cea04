"""The laws on generated pages, and what html5lib, an implementation of the HTML standard, sees in them."""

import re
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from toolkit import documents
from toolkit.documents.markup import html
from toolkit.documents.markup.tags import decoded, tokenize
from toolkit.languages import language
from toolkit.segmentation import join, split
from toolkit.units import Block, Content, flatten

PIECES = (
    "<p>|</p>|<div>|</div>|<ul>|<li>|</li>|</ul>|<table><tr><td>|<td>|</table>|<b>|</b>|<i>|</i>|"
    "<a href='#'>|</a>|<br>|<img alt='A cat.' src=x>|<img alt=cat>|<code>|</code>|<pre>|</pre>|"
    "<script>|</script>|<!-- c -->|<!-- toolkit:skip -->|<!-- toolkit:end -->|"
    "<!-- toolkit:note for you -->|<span lang=ru>|<span translate=no>|</span>|<svg>|<title>|</title>|"
    "</svg>|<select>|<option>|</select>|<textarea>|</textarea>|<h2>|</h2>|&amp;|&nbsp;|&lt;b&gt;|&copy|"
    "&|<|>|\"|'|\n|  |A big dog. |It ran! |word|Hi|</|<a title=\"x |<sup><a href='#n1'>1</a></sup>|"
    "<button>|</button>|<html lang=en>|<body>|<style>|</style>|<p title='a &quot;b&quot;'>|<object>|"
    "</object>|]]>|<!-->|<![CDATA[x]]>|<?pi?>|<p/>|<br/>|</br>"
)
PAGES = st.one_of(st.lists(st.sampled_from(PIECES.split("|")), max_size=30).map("".join), st.text(max_size=60)).filter(
    lambda text: "\0" not in text and not any(0xD800 <= ord(character) <= 0xDFFF for character in text)
)
SPECIAL = re.compile(
    r"<(?:script|style|title|textarea|svg|select|plaintext|object)|<!\[CDATA|[\x00-\x08\x0b-\x1f\x7f-\x9f]|\ufffe|\uffff"
)
NAMES = st.sampled_from(["x.html", "x.xhtml"])


def upper(content: Content) -> Content:
    return tuple(part.upper() if isinstance(part, str) else part for part in content)


def words(blocks: tuple[Block, ...]) -> list[str]:
    return ["".join("".join(part for part in block.content if isinstance(part, str)).split()) for block in blocks]


@given(PAGES, NAMES)
def test_law_1_without_translations_a_page_is_written_back_to_the_byte(text: str, name: str) -> None:
    assert documents.rewrite(text.encode(), name, {}) == text.encode()


@given(PAGES, NAMES)
def test_law_2_no_character_falls_between_segments(text: str, name: str) -> None:
    document = documents.read(text.encode(), name)
    assert join(document, split(document)) == "".join(flatten(block.content) for block in document.blocks)


@given(PAGES, NAMES)
@example("<p>&lt;b&gt;x</p>", "x.html")
@example("<img alt=cat>", "x.xhtml")
@example("<p>a<!-- c --></b>b", "x.html")
@example("0.toml", "x.html")
def test_replacing_every_text_leaves_the_markup(text: str, name: str) -> None:
    xml = name == "x.xhtml"
    page = html.page(text, "en", xml=xml)
    whole = html.page(html.rewritten(page, {n: b.content for n, b in enumerate(page.blocks)}, xml=xml), "en", xml=xml)
    assert [shape(block) for block in whole.blocks] == [shape(block) for block in page.blocks]
    document = documents.read(text.encode(), name)
    segments = split(document)
    made = documents.rewrite(text.encode(), name, {one.key: upper(one.source) for one in segments}).decode()
    after = html.page(made, "en", xml=xml)
    replaced = {one.place.block for one in segments if one.place is not None}  # the name of a file alone is no text
    meant = [said.upper() if index in replaced else said for index, said in enumerate(words(page.blocks))]
    assert words(after.blocks) == meant
    assert tags(made, xml=xml) == tags(text, xml=xml)


def shape(block: Block) -> list[str]:
    """Texts and kinds of codes: what is in a code may have been written in another way."""
    return [part if isinstance(part, str) else part.kind for part in block.content]


def tags(text: str, *, xml: bool) -> list[tuple[str, str, tuple[str, ...]]]:
    return [
        (token.kind, token.name, tuple(attribute.name for attribute in token.attributes))
        for token in tokenize(text, xml=xml)
        if token.kind not in ("text", "cdata")
    ]


@given(PAGES)
def test_a_language_is_said_once_and_changes_nothing_else(text: str) -> None:
    page = html.page(text, "en")
    made = html.rewritten(page, {}, language("ru"))
    assert re.sub('<html lang="?ru"?', "<html lang=en", made).replace('lang="ru"', "") == text


@example('<a title="x <a title="x <?pi?>')
@settings(max_examples=300)
@given(PAGES)
def test_tokens_are_those_of_the_html_standard(text: str) -> None:
    """Up to what the standard's tree builder tells its tokenizer, which only concerns raw text and foreign elements."""
    if SPECIAL.search(text):
        return
    from html5lib._tokenizer import HTMLTokenizer
    from html5lib.constants import tokenTypes

    kinds = {number: name for name, number in tokenTypes.items()}
    theirs: list[tuple[str, object]] = []
    spoken = ""
    for token in HTMLTokenizer(text):
        kind = kinds[token["type"]]
        if kind in ("Characters", "SpaceCharacters"):
            spoken += str(token["data"])
        elif kind in ("StartTag", "EndTag", "EmptyTag"):
            data: Any = token["data"]
            theirs.append((token["name"], tuple(data.items()) if kind != "EndTag" else ()))
    ours: list[tuple[str, object]] = []
    said = ""
    for one in tokenize(text):
        if one.kind == "text":
            said += text[one.start : one.end]
        elif one.kind in ("start", "end"):
            values: dict[str, str] = {}
            for attribute in one.attributes:
                values.setdefault(attribute.name, decoded(text[attribute.start : attribute.end], attribute=True))
            ours.append((one.name, tuple(values.items())))
    assert ours == theirs
    # A reference that a tag or the end cuts short is resolved by what stands before.
    assert decoded(said.replace("\r\n", "\n")) == spoken
