"""Every example of the CommonMark specification, read from the specification itself, with html5lib as the reader.

The specification is no part of this project; `.ci/run` installs it (npm `commonmark-spec`).
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import html5lib
import pytest

from tests.conftest import ROOT, judge
from tests.documents.marked import JUDGE, in_capitals
from toolkit import documents

SPECIFICATION = ROOT / "node_modules" / "commonmark-spec" / "spec.txt"
EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", re.MULTILINE | re.DOTALL)
TEXTS = ("alt", "title", "placeholder", "aria-label")
MARKDOWN_IN_PRE = "<table><tr><td>\n<pre>\n**Hello**,\n\n_world_.\n</pre>\n</td></tr></table>\n"
"""To a browser all of it is in `pre`; to CommonMark the blank line ends the HTML, and a paragraph follows."""
ADDRESSES = ["https://example.com\n", "foo@bar.example.com\n"]
"""Alone in its paragraph an address is no text."""
OBSIDIAN_EMBED = '![[foo]]\n\n[[foo]]: /url "title"\n'
"""Words to CommonMark, and to Obsidian a note that stands in another."""
NOT_FOR_TRANSLATION = ("code", "pre", "script", "style", "textarea", "template", "math")


@pytest.fixture(scope="module")
def examples() -> list[str]:
    found = str(SPECIFICATION) if SPECIFICATION.is_file() else None
    path = Path(judge("commonmark-spec", found, "npm install commonmark-spec"))
    text = path.read_text(encoding="utf-8").partition("<!-- END TESTS -->")[0]
    return [match[1].replace("→", "\t") for match in EXAMPLE.finditer(text)]


def seen(source: str) -> tuple[list[tuple[str, ...]], str, str]:
    """What a browser makes of a text: its elements with their attributes, its words, and what is no matter of words."""
    elements: list[tuple[str, ...]] = []
    words: list[str] = []
    kept: list[str] = []

    def walk(element: Any, *, verbatim: bool) -> None:
        if isinstance(element.tag, str):
            attributes = element.attrib
            elements.append((element.tag, *(f"{name}={attributes[name]}" for name in attributes if name not in TEXTS)))
            (kept if verbatim else words).extend(attributes[name] for name in TEXTS if name in attributes)
            address = unquote(attributes.get("href", "")).removeprefix("mailto:") == unquote(element.text or "-")
            verbatim = verbatim or element.tag in NOT_FOR_TRANSLATION or address
            (kept if verbatim else words).append(element.text or "")
            for child in element:
                walk(child, verbatim=verbatim)
                (kept if verbatim else words).append(child.tail or "")
        else:
            elements.append(("comment", str(element.text)))

    walk(html5lib.parseFragment(JUDGE.render(source), namespaceHTMLElements=False), verbatim=False)
    return elements, "".join("".join(words).split()), "".join("".join(kept).split())


def broken(sources: list[str], transform: Callable[[str], str]) -> list[str]:
    """The examples that a transform does not put in capitals with their markup as it was."""
    found = []
    for source in sources:
        elements, words, kept = seen(source)
        if seen(transform(source)) != (elements, words.upper(), kept):
            found.append(source)
    return found


def test_law_1_holds_for_every_example(examples: list[str]) -> None:
    assert len(examples) >= 650
    for source in examples:
        assert documents.rewrite(source.encode(), "x.md", {}) == source.encode()
        windows = source.replace("\n", "\r\n").encode()
        assert documents.rewrite(windows, "x.md", {}) == windows


def test_in_capitals_every_example_has_its_markup(examples: list[str]) -> None:
    assert broken(examples, in_capitals) == [MARKDOWN_IN_PRE, OBSIDIAN_EMBED, *ADDRESSES]


def test_windows_line_ends_are_kept_in_capitals(examples: list[str]) -> None:
    for source in examples:
        made = in_capitals(source.replace("\n", "\r\n"))
        assert "\n" not in made.replace("\r\n", "")
        assert made.replace("\r\n", "\n") == in_capitals(source)


@pytest.mark.parametrize(
    "transform",
    [
        str,
        str.upper,
        lambda text: re.sub(r"[a-z]+", lambda word: word.group().upper(), in_capitals(text)),
        lambda text: in_capitals(text).replace("\\", ""),
        lambda text: in_capitals(text).replace("**", "*"),
        lambda text: in_capitals(text.replace("\n\n", "\n")),
        lambda text: in_capitals(text) + "\nX",
    ],
    ids=[
        "nothing translated",
        "all in capitals",
        "addresses too",
        "escapes lost",
        "bold lost",
        "blocks joined",
        "more",
    ],
)
def test_a_broken_transform_is_found(examples: list[str], transform: Callable[[str], str]) -> None:
    assert len(broken(examples, transform)) > 10
