"""The laws on generated reStructuredText and AsciiDoc: nothing changes, nothing is lost, copies change nothing, and a
translation, in letters of one column or of two, is read again as it was meant."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit import documents
from toolkit.segmentation import join, split
from toolkit.units import Code, Content, flatten

LINES = {
    "x.rst": [
        "Heading", "=======", "-------", "====", "Words of a sentence.", "More words", "    Deep words.", "  in two",
        "- An item", "* Other", "  - Nested", "1. A step", "a) First", "(i) Second", "#. Auto", ":field: A body",
        ":date: 2020-01-01", "Term : class", "Literal::\n\n    code", "::\n\n    code", "> quoted", ">>> code",
        "| A verse", "| ", "|x| y", ".. note:: Beware", ".. note::", "   :class: x", "   The body.",
        ".. figure:: a.png", "   :alt: A loaf",
        ".. admonition:: A title", ".. code-block:: c", ".. unknown:: x", ".. toctree::", "   Title <page>",
        ".. csv-table:: Prices", '   "a b", c', ".. list-table::", "   * - a", "     - b", ".. [1] A note",
        ".. [#f] Other", ".. _target: https://x.org", ".. _here:", "__ https://y.org", ".. |sub| replace:: words",
        ".. a comment", "..", ".. toolkit:skip", ".. toolkit:end", ".. toolkit:note careful", "+----+----+",
        "| ab | cd |", "+====+====+", "====  ====", "ab    cd", "-f FILE  An option", "--all", "{% if x %}", "", "", "",
    ],
    "x.adoc": [
        "= Title", "== Heading", "=== Deeper", "Heading", "-------", "Words of a sentence.", "More words",
        " literal", "* An item", "** Nested", "- Other", ". A step", ".. Nested step", "1. First", "a. Second",
        "* [x] Done", "Term:: A meaning", "Term::", "  Another meaning", "NOTE: Beware", "[NOTE]", "[source,c]",
        "[verse]", "[quote, A]", '[#id.role,title="Words"]', "[[anchor]]", "[[anchor,Words]]", ".A title",
        "====", "----", "....", "****", "____", "++++", "--", "|===", "|a |b", "2+|both a|*c*", "|c \\| d",
        '[cols="1,a"]', "[%hardbreaks]", "+", "// comment", "// toolkit:skip", "// toolkit:end", "////",
        ":name: value", ":description: Words", "image::a.png[Alt text]", "video::a.mp4[]", "include::a.adoc[]",
        "ifdef::x[]", "endif::[]", "'''", "<<<", "<1> A callout", "> quoted", "toc::[]", "other::x[y]", ",===",
        'a,"b, c"', "{% if x %}", "```c", "```", "", "", "", "",
    ],
}  # fmt: skip
INLINES = {
    "x.rst": [
        "Words ", "and more. ", "*em* ", "**strong**", "``code``", "`role`", "`two words`", ":ref:`text <t>`",
        ":ref:`t`", "[1]_",
        ":sub:`2`", "`link <https://a.b>`_", "`link <https://c.d>`__", "name_", "`phrase ref`_", "anon__", "|sub|",
        "[#f]_ ", "https://a.b/c_d", "a@b.org", "*", "**", "`", "``", "|", "_", "\\", "\\ ", "\\*", "{{ x }}", "<", ">",
        "(", ")", "'", '"', "字", "，", "Heading", "here_", "_`target`", "- ", ":", "::", ".", " ", "x_ ",
    ],
    "x.adoc": [
        "Words ", "and more. ", "*strong*", "**un**", "_em_ ", "__un__", "`code`", "``un``", "#mark#", "[.r]#role#",
        "^2^", "~2~", "+pass+", "+++raw+++", "pass:[x]", "stem:[a_b]", "https://a.b/c_d", "https://a.b[words]",
        "https://a.b[words^] ", "link:x.html[words,window=_blank]", "xref:x.adoc[words]", "<<id,words>>", "<<id>>",
        "<<Heading>>", "image:a.png[alt]", "kbd:[Ctrl]", "btn:[OK]", "footnote:[A note.]", "footnote:x[]", "((term))",
        "(((hidden)))", "[[a]]", "{name}", "{url}[words]", "{nbsp}", "&amp;", "&#8217;", "a@b.org", '"`',
        '`"', "'`", "`'", "*", "_", "`", "#", "^", "~", "+", " +", "<<", ">>", "[", "]", "{", "}", "\\", "\\*", "字",
        "，", ":", ".", " ", "|", "<", "&", "=", '"', "//", "- ",
    ],
}  # fmt: skip


LONE = frozenset({*"*_`#^~+", '"`', '`"', "'`", "`'", " +", "\\*"})
"""Signs that make new pairs with any other; a translation of such a text may lose a pair, and the verdict says so."""


def texts(name: str, without: frozenset[str] = frozenset()) -> st.SearchStrategy[str]:
    pieces = [piece for piece in INLINES[name] if piece not in without]
    sentences = st.lists(st.sampled_from(pieces), max_size=6).map("".join)
    return st.lists(st.one_of(st.sampled_from(LINES[name]), sentences), max_size=10).map("\n".join).map(sound)


def sound(text: str) -> str:
    """Behind two colons comes a literal block; docutils complains where none does."""
    return re.sub(r"::[ \t]*\n\n(?! )", "::\n\n    code\n\n", text)


def wide(text: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda match: "字" * len(match[0]), text)


def changed(content: Content, change: object) -> Content:
    return tuple(part if isinstance(part, Code) else change(part) for part in content)  # type: ignore[operator]


@pytest.mark.parametrize("name", list(LINES))
@given(data=st.data(), ending=st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=40)
def test_nothing_changes_nothing_is_lost_and_copies_change_nothing(name: str, data: st.DataObject, ending: str) -> None:
    raw = data.draw(texts(name)).replace("\n", ending).encode()
    assert documents.rewrite(raw, name, {}) == raw
    document = documents.read(raw, name)
    segments = split(document)
    assert join(document, segments) == "".join(flatten(block.content) for block in document.blocks)
    copies = {one.key: one.source for one in segments}
    copies = {one.key: one.source for one in segments if copies[one.key] == one.source}
    if all(
        one.key in copies and copies[one.key] == one.source for one in segments
    ):  # not one text, marked up in two ways
        assert documents.rewrite(raw, name, copies) == raw


SHAPES = [
    ("x.rst", "Words of a sentence.\n\\"),
    ("x.rst", "\\*word and more. \n\\ "),
    ("x.rst", "#. Auto\n   Title <page>\n#. Auto\nWords "),
    ("x.rst", "====\n   Title <page>\n   Title <page>\n===="),
    ("x.rst", "\\\n{% if x %}\n.. [#f] Other"),
    ("x.rst", "+====+====+\n**\\*\n..\n(**\nx_ "),
    ("x.rst", "`_\n_`_\n`(\nMore words"),
    ("x.rst", "`**`_\n* Other"),
    ("x.adoc", "* An item\n-------\nx\n-------\n\nThen"),
    ("x.adoc", "|c \\| d\n++++"),
    ("x.adoc", "<<| \n字\n===="),
    ("x.adoc", ".\nlink:x.html[words,window=_blank]"),
    ("x.adoc", "{{\n<<id>>\nTerm::"),
    ("x.adoc", '"+pass+image:a.png[alt]\nTerm::\n+pass+\nimage::a.png[Alt text]'),
    ("x.adoc", "\\__un__\n__un__"),
    ("x.adoc", "{nbsp}\n[.r]#role#"),
    ("x.adoc", "{nbsp}[https://a.b/c_d\nfootnote:x[]"),
    ("x.adoc", "|https://a.b[words^] \nfootnote:[A note.]https://a.b[words^] "),
    ("x.adoc", "= footnote:[A note.][.r]#role#"),
    ("x.adoc", "and more. \n[.r]#role#\nother::x[y]"),
    ("x.adoc", "https://a.b/c_d[https://a.b/c_d>>\nfootnote:[A note.]"),
    ("x.adoc", "\\+++raw+++>>\n+++raw+++_em_ "),
    ("x.adoc", "}https://a.b[words^] footnote:[A note.]^2^"),
    ("x.adoc", "> quoted\n+pass+_em_ \n[&+pass+\n]"),
    ("x.adoc", "[.r]#role#`code``code`\n]\n``un``\nhttps://a.b/c_d"),
    ("x.adoc", "[[a]]{url}[words]\n+pass+footnote:x[]\n+pass+"),
    ("x.adoc", "a@b.orglink:x.html[words,window=_blank]\n__un____un__&amp;`code`"),
    ("x.adoc", "> quoted\n<<{name}\n>>\n~2~>>"),
    ("x.adoc", "{name}*strong**strong*\n*strong*{name}*strong**strong*"),
    ("x.adoc", "https://a.b/c_d[a@b.orgfootnote:[A note.]\na@b.org\nand more. "),
    ("x.adoc", "|===\n2+|both a|*c*\n{\n----"),
    ("x.adoc", "== Heading\n,===\n<<Heading>>https://a.b[words]"),
    ("x.adoc", "[\n** Nested\n*strong*\n** Nested"),
    ("x.adoc", "a. Second\n- Other\n-------"),
    ("x.adoc", "Term::\n1. First\n-------"),
    ("x.adoc", "|===\n////\n|Words \n////"),
    ("x.adoc", "|===\n|a\n----\n|Words\n----\n|b\n|==="),
    ("x.rst", "\\\nHeading"),
    ("x.rst", "Words \\\nHeading"),
    ("x.rst", "\\ \nHeading"),
    ("x.rst", "Heading\n\\\n\\\nHeading"),
]
"""What was read otherwise once, in one of the changes below."""


@pytest.mark.parametrize("change", [str.upper, wide, lambda text: text.replace(" ", "")], ids=["up", "wide", "close"])
@pytest.mark.parametrize(("name", "text"), SHAPES)
def test_a_shape_is_read_again_as_it_was_meant(name: str, text: str, change: object) -> None:
    targets = {one.key: changed(one.source, change) for one in split(documents.read(text.encode(), name))}
    assert documents.translated(text.encode(), name, targets, documents.ReadOptions(), "zh")[1] == "complete"


@pytest.mark.parametrize("change", [str.upper, wide, lambda text: text.replace(" ", "")], ids=["up", "wide", "close"])
@pytest.mark.parametrize("name", list(LINES))
@given(data=st.data())
@settings(max_examples=40)
def test_a_translation_is_read_again_as_it_was_meant(name: str, change: object, data: st.DataObject) -> None:
    raw = data.draw(texts(name, LONE if name == "x.adoc" else frozenset())).encode()
    segments = split(documents.read(raw, name))
    targets = {one.key: changed(one.source, change) for one in segments}
    _, verdict = documents.translated(raw, name, targets, documents.ReadOptions(), "zh")
    assert verdict == "complete"
