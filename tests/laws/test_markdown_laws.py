"""The laws on generated Markdown, with markdown-it alone as the judge of what a text means."""

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.documents.marked import in_capitals, markup, words
from toolkit import documents
from toolkit.segmentation import join, split
from toolkit.units import Code, Content, flatten, plain

COLLAPSED = re.compile(r"\[([^\[\]]+)\](?:\[\1?\])+")
"""A reference that the page itself does not answer: a site generator may, so that `[ref][]` keeps its label as what it
leads to, and to the judge, who sees its signs, it says that twice."""
PIECES = [
    *[
        "A big dog. ",
        "It ran! ",
        "word",
        "Hi there",
        "1 < 2 & 3",
        "*",
        "**",
        "***",
        "_",
        "__",
        "~~",
        "`",
        "``",
        "[",
        "]",
        "(",
        ")",
        "](/u)",
        '](/u "A title")',
        "![",
        "<b>",
        "</b>",
    ],
    *[
        "<br>",
        "<http://a.b>",
        "\\",
        "\\*",
        "\\[",
        "&amp;",
        "&nbsp;",
        "&#35;",
        "\n",
        "\n\n",
        "  \n",
        "\\\n",
        "> ",
        "- ",
        "+ ",
        "1. ",
        "2) ",
        "# ",
        "### ",
        "===",
        "---",
        "    ",
        "\t",
        "~~~",
        "```",
    ],
    "| a | b |\n|---|---|\n",
    "| c \\| d |",
    "|",
    "[^1]",
    "[^1]: ",
    "^[",
    "[ref]: /url 'Its title'\n",
    "[ref]",
    "[ref][]",
    "<div>",
    "</div>",
    "> <div>\n> One. Two\n> <b>three</b>.\n",
    "1. <p title='It is.'>\n   One. Two\n",
    '<img alt="A cat." src=x>',
    "<kbd>",
    "</kbd>",
    "<span translate=no>",
    "<span lang=fr>",
    "<span lang=en>",
    "</span>",
    "<!-- c -->",
    "<!-- toolkit:skip -->",
    "<!-- toolkit:end -->",
    "<!-- toolkit:note it -->",
    "---\ntitle: One\n---\n",
    "\r\n",
    "- [ ] ",
    "你好。",
    "世界",
    "“",
    "”",
    "!",
]
TEXTS = st.one_of(st.lists(st.sampled_from(PIECES), max_size=25).map("".join), st.text(max_size=60)).filter(
    lambda text: "\0" not in text and not any(0xD800 <= ord(character) <= 0xDFFF for character in text)
)


@example("~~~<span translate=no>")
@given(TEXTS)
@example("\x1c\n|")
@example("\x1c\n\x1c#")
@example("\x85\nHello there.")
def test_law_1_without_translations_a_text_is_written_back_to_the_byte(text: str) -> None:
    assert documents.rewrite(text.encode(), "x.md", {}) == text.encode()
    assert documents.rewrite(text.encode(), "x.md", {}, language="en") == text.encode()


@given(TEXTS)
def test_law_2_no_character_falls_between_segments(text: str) -> None:
    document = documents.read(text.encode(), "x.md")
    assert join(document, split(document)) == "".join(flatten(block.content) for block in document.blocks)


@given(TEXTS)
@example("\\> foo\n---\n")
@example("\x0c\n0")
@example("^[`](/u)```")
@example("A big dog. | a | b |\n|---|---|\n    <div>")
@example("| a | b |\n|---|---|\n\\> A big dog. ")
@example("> |---\ntitle: One\n---\n")
@example('<img alt="A cat." src=x>\r\nA big dog. ')
@example("<b>\r\n> <div>\n> One. Two\n> <b>three</b>.\nA big dog. ")
@example("- [ ]   \nA big dog. ")
@example("&nbsp;<div>A big dog. ")
@example("][ref][]")
@example("[ref][ref][]")
@example("[^1][ref][]")
@example("- [ ] [ref][]\r\n- [ ] ")
@example("[[ref][]](/u 'A title')")
@example("![[^1]](/u)")
@example("[[a]](/u)")
@example("A big dog. \n\t> ")
@example("---word---\ntitle: One\n---\n")
@example("1. ---\ntitle: One\n---\n    | a | b |\n|---|---|\n")
@example("| c \\| d |---\ntitle: One\n---\n")
@example("| c \\| d |[\\\n    # ](/u 'A title')")
@example("|    \\\n| a | b |\n|---|---|\n")
@example("### <!-- toolkit:skip -->|<!-- toolkit:end -->| a | b |\n|---|---|\n")
@example("+ <kbd>[ref]: /url 'Its title'\n| a | b |\n|---|---|\n</kbd>| a | b |\n|---|---|\n")
@example("*[^1]: One. Two\n&#35;\\*")
@example("*[ref]: /url\nIt ran! 你好。\\*")
@example("A big dog. > <div>\n> One. Two\n> <b>three</b>.\n~~~\\| a | b |\n|---|---|\n")
@example("> A dog.\n# x | b\n---|---\n")
@settings(max_examples=300)
def test_in_capitals_the_markup_is_the_same(text: str) -> None:
    made = in_capitals(text)
    assert markup(made) == markup(text)
    assert said(made) == said(text)


def said(text: str) -> str:
    """The words of the page, with each collapsed reference that says its label again as one that does not."""
    return "".join(
        COLLAPSED.sub(lambda run: f"[{run[1]}]{'[]' * (run[0].count('[') - 1)}", words(text).upper()).split()
    )


EVIL = (
    st.lists(
        st.sampled_from(
            [
                "# ",
                "- ",
                "> ",
                "1. ",
                "+ ",
                "===",
                "---",
                "***",
                "*",
                "_",
                "**bold**",
                "`code`",
                "[a](b)",
                "![a](b)",
                "<b>",
                "<!-- x -->",
                "&amp;",
                "\\",
                "",
                "",
                "~~~",
                "```",
                "\n",
                "\n\n",
                "    ",
                "word",
                "世界。",
                "[^1]",
                "[ref]",
                ": ",
                "<http://a.b>",
                "~~s~~",
                "\t",
                "(",
                ")",
                '"',
                "'",
            ]
        ),
        min_size=1,
        max_size=8,
    )
    .map("".join)
    .filter(lambda text: any(map(str.isalnum, text)))
)
FORMS = (
    "A word.\n",
    "# A word\n",
    "A word\n===\n",
    "- A word\n",
    "> A word\n",
    "|A word|b|\n|---|---|\n",
    "![A word](x)\n",
    '[x](y "A word")\n',
    "[^1]\n\n[^1]: A word\n",
    "---\ntitle: A word\n---\n",
    "<p>A word</p>\n",
    "A **word** [here](x).\n",
)


@settings(max_examples=300)
@given(EVIL, st.sampled_from(FORMS))
@example("1. \\", "|A word|b|\n|---|---|\n")
@example("- <b>", "A word.\n")
@example("[!TIP]\ngo", "> A word\n> or two\n")
@example("[ref]: ", "A word\n===\n")
def test_a_translation_cannot_turn_into_markup(evil: str, text: str) -> None:
    document = documents.read(text.encode(), "x.md")
    segment = split(document)[0]
    codes = [part for part in segment.source if isinstance(part, Code)]
    target: Content = plain(evil.strip())
    if codes:
        target = (*target, codes[0], evil.strip(), codes[1], " ", *codes[2:3], evil.strip(), *codes[3:])
    made = documents.rewrite(text.encode(), "x.md", {segment.key: target}).decode()
    assert markup(made) == markup(text)
    again = documents.read(made.encode(), "x.md").blocks  # what looks like nothing but codes is a text, and no segment
    said = "".join("".join(part for part in one.content if isinstance(part, str)) for one in again)
    wanted = "".join(part for part in target if isinstance(part, str))
    assert "".join(wanted.split()) in "".join(said.split())
