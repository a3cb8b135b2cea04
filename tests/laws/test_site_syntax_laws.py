"""The laws on generated Markdown with the syntax of site generators and templates in it."""

import re
from collections.abc import Callable, Iterable
from itertools import groupby

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from toolkit import documents
from toolkit.segmentation import join, split
from toolkit.units import Code, Content, Segment, flatten

LINES = [
    '!!! warning "Wet soil"',
    "??? tip",
    '=== "Spring"',
    "/// caption | Words",
    ":::tip My tip",
    ":::note[Careful]{#x}",
    '::: {.c title="Words"}',
    ":::",
    "*[HTML]: Hyper Text",
    "[TOC]",
    "{: .cls }",
    "(label)=",
    ":   A meaning",
    '{{< figure src="a.png" alt="A loaf" >}}',
    "{{% notice %}}",
    "{% if x %}",
    "{% highlight c %}",
    "{% endhighlight %}",
    "$$",
    "a^2 = b",
    "\\begin{x}",
    "\\end{x}",
    "{/* note */}",
    '<Tabs title="Words">',
    "</Tabs>",
    "```{note}",
    "```{admonition} Words",
    "```",
    ":alt: Words",
    "> [!tip]- Folded",
    "> Words quoted.",
    "% comment",
    "import A from 'a'",
    "export const a = 1",
    "| A line of verse",
    "(@good) An example",
    "i) An item",
    ":a field: Words",
    "+-----+",
    "----- -----",
    "+++",
    "---",
    "key: Words",
    "::: a.b.c",
    "    options:",
    ":::{admonition} Words",
    "Table: Words",
    "<div markdown>",
    "</div>",
    "Words of a sentence.",
    "    Deep words.",
    "        Deeper words.",
    "- An item",
    "1. A step",
    "# Heading {#id}",
    "| a | {{ b }} |",
    "|---|---|",
    "",
]
INLINES = [
    "Words ", "and more. ", "{{ name }}", "{name}", "$a_b$", "$5 ", "\\(x_1\\)", ":smile:", "[[Page|label]]",
    "[[Page]]",    "{ref}`Title <t>`", "==marked==", "++ctrl+c++", "@someone ", "{.cls}", "{#id}", "[@key]", "H~2~O ",
    "<B x={1}>",
    "</B>", "{++ new ++}", "${x}", "<%= y %>", "[% z %]", "*", "**", "`code`", "[a](b)", "[a]({{ b }})", "[", "]", "\\",
    "<", "&amp;", "![alt](x)", ":abbr[words]", "{", "}", "$", "%", "@", "=",
]  # fmt: skip
SENTENCES = st.lists(st.sampled_from(INLINES), max_size=6).map("".join)
TEXTS = st.lists(st.one_of(st.sampled_from(LINES), SENTENCES), max_size=9).map("\n".join)


@given(TEXTS, st.sampled_from(["x.md", "x.mdx"]))
@settings(max_examples=150)
def test_nothing_changes_and_nothing_falls_between_segments(text: str, name: str) -> None:
    assert documents.rewrite(text.encode(), name, {}) == text.encode()
    document = documents.read(text.encode(), name)
    assert join(document, split(document)) == "".join(flatten(block.content) for block in document.blocks)


@example("}<Words ", "x.mdx")
@example("{++ new ++}$a_b$\n<%= y %>\n}", "x.md")
@example("\\{{ name }}\nWords ", "x.md")
@example("(@good) An example\ni) An item\n\\}", "x.md")
@example("| A line of verse\n|---|---|", "x.md")
@example("| A line of verse\n| a | {{ b }} |", "x.md")
@example("| A line of verse\n    Deep words.\n---", "x.md")
@example("| A line of verse\n:smile:\nand more. ", "x.md")
@example(":   A meaning\n\\(x_1\\)\n----- -----", "x.md")
@example("> Words quoted.\n:   A meaning\n----- -----", "x.md")
@example("\\begin{x}\n:   A meaning\nH~2~O \n----- -----", "x.md")
@example(":a field: Words\n</B>[% z %]\n:alt: Words", "x.md")
@example(":a field: Words\n{% highlight c %}\n:alt: Words", "x.md")
@example("Table: Words\n:a field: Words\n:::\n:alt: Words", "x.md")
@example("}}\\![alt](x)", "x.md")
@example("\\[a](b)\n}<", "x.md")
@example("</div>}<++ctrl+c++", "x.md")
@example("Words {{ a }}*{{ a }} more. Words {{ a }}*{{ a }} more.", "x.md")
@example("> [[Page|label]]\n> x\n> |---|---|\n> |---|---|", "x.md")
@example("[[Page|label]]\n$5 \n|---|---|\n{{ name }}${x}", "x.md")
@example("[[Page|label]]\n{% highlight c %}\n|---|---|\n|---|---|", "x.md")
@example('<*$a_b$Words \n!!! warning "Wet soil"\n*and more. <*$a_b$Words ', "x.md")
@example("----- -----\n\nWords \n$$\n----- -----", "x.md")
@example("Words [a]({{ b }})Words \n</div>\nWords [a]({{ b }})Words ", "x.md")
@example("}\n<%= y %>Words ", "x.md")
@example("Words [[Page|label]]Words \n</div>\nWords [[Page|label]]Words ", "x.md")
@given(TEXTS, st.sampled_from(["x.md", "x.mdx"]))
@settings(max_examples=150)
def test_in_capitals_every_code_and_every_word_stands(text: str, name: str) -> None:
    segments = split(documents.read(text.encode(), name))
    made, verdict = documents.translated(text.encode(), name, shouted_entries(segments), documents.ReadOptions(), "en")
    assert verdict == "complete"
    assert codes(made, name) == codes(text.encode(), name)


PAGE = st.lists(
    st.sampled_from(
        [
            "Words ", "<p>", "</p>", "<b>", "</b>", "\n", "{# a <b> c #}", "{% comment %}<p>x</p>{% endcomment %}",
            "{% if a %}", "{{ x }}", "{{!-- a }} b --}}", "@if (a < b) {", "}", "} else {", "@* c <p> *@",
            "@{ var x = 1; }",
            "@Model.Name", '@Html.Raw("<b>x</b>")', "{!! y !!}", "<#-- c <b> -->", "<#if a>", "[#if b]", "<%= z %>",
            "{#if c}", "$a.b", "[[${u}]]", '<a title="{{t "hello"}}">', '<a title="Go <%= n %> on">', "</a>",
            "{n, plural, other {# x}}", "@", "{", "%}", "{%", "<%", "{#",
        ]
    ),
    max_size=14,
).map("".join)  # fmt: skip


@example("Words }<%{!! y !!}", "x.html")
@example("Words {%<%} else {", "x.html")
@example("{%<%}Words ", "x.html")
@example("$a.b}}<%= z %>Words ", "x.html")
@example("Words [[${u}]]<#if a>$a.b@{</a>\n%}", "x.txt")
@example('@* c <p> *@@Html.Raw("<b>x</b>")@if (a < b) {{<%', "x.html")
@example("@{<%Words %}", "x.html")
@example("Words @Model.Name$a.b<#if a>Words #end", "x.html")
@example("Words Words Words \n{# a <b> c #}Words ", "x.txt")
@example("Words @if (a < b) {\n{{ x }}", "x.html")
@example("Words Words Words @if (a < b) {\n{{ x }}", "x.txt")
@example("Words @if (a < b) {{n, plural, other {# x}}", "x.html")
@example("@if (a < b) {{n, plural, other {# x}}Words ", "x.html")
@example("{!! y !!}Words }{n, plural, other {# x}}", "x.html")
@example("{n, plural, other {# x}}}{n, plural, other {# x}}@Model.Name@Model.Name{n, plural, other {# x}}", "x.html")
@given(PAGE, st.sampled_from(["x.html", "x.txt"]))
@settings(max_examples=200)
def test_pages_of_template_engines(text: str, name: str) -> None:
    assert documents.rewrite(text.encode(), name, {}) == text.encode()
    document = documents.read(text.encode(), name)
    segments = split(document)
    assert join(document, segments) == "".join(flatten(block.content) for block in document.blocks)
    copies = {segment.key: segment.source for segment in segments}
    assert documents.rewrite(text.encode(), name, copies) == text.encode()
    assert_kept(text, name, str.upper, "en")


TOUCHING = [
    ('@* c <p> *@@Html.Raw("<b>x</b>")@if (a < b) {{<%', "x.html"),
    ("@{<%Words %}", "x.html"),
    ("Words @Model.Name$a.b<#if a>Words #end", "x.html"),
    ("Words Words Words \n{# a <b> c #}Words ", "x.txt"),
    ("Words @if (a < b) {\n{{ x }}", "x.html"),
    ("Words Words Words @if (a < b) {\n{{ x }}", "x.txt"),
    ("<p>Words @Model.Name and more $a.b Words", "x.html"),
    ("Words $a.b are @Model.Name more", "x.txt"),
    ("{name}\n[[a]]Words ", "x.adoc"),
    ("} else {Words ", "x.txt"),
    ("}</p>@Words ", "x.txt"),
    ("Words @Model.Name[#if b] and more", "x.html"),
    ("Words @Model.Name[#if b] and more", "x.txt"),
    ("@* c <p> *@\n{{!-- a }} b --}}Words @if (a < b) {", "x.html"),
    ("{%Words <p>%}", "x.html"),
    ("@{# a <b> c #}", "x.html"),
    ("@{%Words <p>%}", "x.html"),
    ('Words {{ a|join("<br>") }} and more', "x.html"),
]


@pytest.mark.parametrize(("text", "name"), TOUCHING)
def test_codes_that_hanzi_touch_are_codes(text: str, name: str) -> None:
    assert_kept(text, name, in_hanzi, "zh")


def assert_kept(text: str, name: str, change: Callable[[str], str], language: str) -> None:
    """Words changed, every code stands where it was meant."""
    targets = {one.key: changed(one.source, change) for one in split(documents.read(text.encode(), name))}
    made, verdict = documents.translated(text.encode(), name, targets, documents.ReadOptions(), language)
    assert verdict == "complete"
    assert codes(made, name) == codes(text.encode(), name)


def in_hanzi(text: str) -> str:
    """Of two columns a letter, and without spaces, so that the words touch the codes; what may be a tag stays."""
    return re.sub(r"(?<![</])\b[^\W\d_]+", lambda match: "字" * len(match[0]), text).replace(" ", "")


def shouted(content: Content) -> Content:
    return changed(content, str.upper)


def shouted_entries(segments: Iterable[Segment]) -> dict[str, Content]:
    """Key -> content in capitals. Segments of the same words share one entry: what is a code in any of them is kept."""
    targets: dict[str, Content] = {}
    for key, alike in groupby(sorted(segments, key=lambda one: one.key), lambda one: one.key):
        sources = [one.source for one in alike]
        if len({tuple(part for part in source if isinstance(part, Code)) for source in sources}) == 1:
            targets[key] = shouted(sources[0])
            continue
        said, kept = flatten(sources[0]), [0] * len(flatten(sources[0]))
        for source in sources:
            start = 0
            for part in source:
                end = start + len(flatten((part,)))
                if isinstance(part, Code):
                    kept[start:end] = [1] * (end - start)
                start = end
        targets[key] = ("".join(sign if keep else sign.upper() for sign, keep in zip(said, kept, strict=True)),)
    return targets


def changed(content: Content, change: Callable[[str], str]) -> Content:
    return tuple(part if isinstance(part, Code) else change(part) for part in content)


def codes(data: bytes, name: str) -> list[str]:
    blocks = documents.read(data, name).blocks
    return [part.kind for block in blocks for part in block.content if isinstance(part, Code)]
