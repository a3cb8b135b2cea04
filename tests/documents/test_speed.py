"""Time grows with the size of a document and not with its square, whatever one paragraph of it holds."""

import gc
import time
from collections.abc import Callable

import pytest

from tests.documents.test_pdf_source import pdf_of
from toolkit import documents
from toolkit.segmentation import split

MOST = 3
"""Times the processor time that twice the size may take: two, and room for a busy machine; squares take four."""
SURE = 2.4
"""Times with which one measurement is enough: a machine that is busy by chance makes no two of a four."""
ENOUGH = 0.2
"""Seconds of processor time that are measured well enough; a shape that takes longer is tried in a smaller size."""


def page(text: str) -> tuple[str, bytes]:
    return "x.html", f"<p>{text} end</p>".encode()


def markdown(text: str) -> tuple[str, bytes]:
    return "x.md", text.encode()


def rst(text: str) -> tuple[str, bytes]:
    return "x.rst", text.encode()


def subtitles(count: int, text: str) -> tuple[str, bytes]:
    times = [f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02},000" for second in range(2 * count)]
    cues = (
        f"{number + 1}\n{times[2 * number]} --> {times[2 * number + 1]}\n{text.format(number)}\n\n"
        for number in range(count)
    )
    return "x.srt", "".join(cues).encode()


PAGE = "BT /F 9 Tf 20 290 Td " + "0 -11 Td (The words of a line.) Tj " * 20 + "ET"
HOSTILE: dict[str, tuple[Callable[[int], tuple[str, bytes]], int]] = {
    "links in a paragraph": (lambda n: page("".join(f'<a href="/{i}">word {i}</a> and ' for i in range(n))), 6000),
    "pairs of codes": (lambda n: page("".join(f"<b>word {i}</b> " for i in range(n))), 6000),
    "pairs in pairs": (lambda n: page("a <i>b <b>c</i> d</b> " * n), 3000),
    "sentences with codes": (lambda n: page("".join(f"Here is <b>word {i}</b> now. " for i in range(n))), 3000),
    "line breaks": (lambda n: page("word<br>" * n), 8000),
    "references without an end": (lambda n: page("&a" * n), 100_000),
    "references": (lambda n: page("&eacute;&#233; " * n), 50_000),
    "words on a line": (lambda n: page("word " * n), 400_000),
    "words on a line of text": (lambda n: ("x.txt", b"word " * n), 400_000),
    "words in Markdown": (lambda n: markdown("word " * n), 200_000),
    "links in Markdown": (lambda n: markdown("".join(f"[word {i}](/u{i}) and " for i in range(n))), 1500),
    "emphasis in Markdown": (lambda n: markdown("".join(f"**word {i}** and " for i in range(n))), 2000),
    "tags of Markdown": (lambda n: markdown("a <b> b <i> " * n), 2000),
    "verse and items of Pandoc": (lambda n: markdown("| word\n" * n + "\n" + "i) word\n" * n), 400),
    "code of templates": (lambda n: page("{{ a }} {% b %} @if (c) { <#-- {# {{!-- @* {n, plural, " * n), 800),
    "code of templates in text": (lambda n: ("x.txt", b"Hi {{ a }} $x$ @{ {#\n\n$$\n{% comment %}\n" * n), 300),
    "lines of PDF": (lambda n: ("x.pdf", pdf_of(*[PAGE] * n)), 20),
    "emphasis in reStructuredText": (lambda n: rst("".join(f"**word {i}** and " for i in range(n))), 4000),
    "starts without an end in reStructuredText": (lambda n: rst("*a `b |c :d:`e " * n), 3000),
    "points in reStructuredText": (lambda n: rst("a." * n), 20_000),
    "items of reStructuredText": (lambda n: rst("".join(f"{i}. word\n" for i in range(n))), 3000),
    "titles of reStructuredText": (lambda n: rst("".join(f"Word {i}\n=======\n\n" for i in range(n))), 2000),
    "cells of reStructuredText": (
        lambda n: rst("+---+---+\n" + "| a | b |\n+---+---+\n" * n),
        1500,
    ),
    "emphasis in AsciiDoc": (lambda n: ("x.adoc", "".join(f"*word {i}* and " for i in range(n)).encode()), 3000),
    "starts without an end in AsciiDoc": (lambda n: ("x.adoc", b"*a `b #c _d +e <<f ((g \\h " * n), 1500),
    "macros of AsciiDoc": (lambda n: ("x.adoc", b"link:a image:b https://c [d (((e " * n), 1500),
    "items of AsciiDoc": (lambda n: ("x.adoc", b"* word\n" * n), 2000),
    "cells of AsciiDoc": (lambda n: ("x.adoc", b"|===\n" + b"|a |b\n" * n + b"|===\n"), 2000),
    "cues": (lambda n: subtitles(n, "This is line {} of the film."), 1000),
    "messages of Fluent": (lambda n: ("x.ftl", b"".join(b"k%d = Hello <b>a</b> { $x }\n" % i for i in range(n))), 1000),
    "selectors of Fluent": (lambda n: ("x.ftl", b"k = {$x ->\n" + b" [a] word\n" * n + b" *[o] x\n}\n"), 2000),
    "lines of Fluent": (lambda n: ("x.ftl", b"k =\n" + b"    Word {$x} <b>so</b>.\n" * n), 1000),
    "property lists": (
        lambda n: (
            "x.stringsdict",
            b"<plist><dict>%b</dict></plist>" % (b"<key>a</key><string>Hello there</string>" * n),
        ),
        3000,
    ),
    "messages of Qt": (
        lambda n: ("x.ts", b"<TS>%b</TS>" % (b"<message><source>Hi %1</source><translation/></message>" * n)),
        2000,
    ),
    "codes of XLIFF": (
        lambda n: (
            "x.xlf",
            b"<xliff><file><trans-unit><source>%b</source></trans-unit></file></xliff>" % (b"a<x/>" * n),
        ),
        2000,
    ),
    "keys of a string catalog": (
        lambda n: (
            "x.xcstrings",
            b'{"sourceLanguage": "en", "strings": {%b"": {}}}' % b"".join(b'"Word %d":{},' % i for i in range(n)),
        ),
        2000,
    ),
    "words in a cue": (lambda n: subtitles(1, "word " * n), 4000),
}
"""What there is much of -> (maker of a file with so much, how much)."""


def seconds(name: str, data: bytes) -> float:
    """Processor time of reading, segmenting and writing back with every sentence replaced.

    Garbage is not collected meanwhile: that takes time by all that other tests have left in memory.
    """
    gc.disable()
    try:
        started = time.process_time()
        segments = split(documents.read(data, name))
        capitals = {
            one.key: tuple(part.upper() if isinstance(part, str) else part for part in one.source) for one in segments
        }
        documents.rewrite(data, name, capitals, language="ru")
        return time.process_time() - started
    finally:
        gc.enable()


@pytest.mark.parametrize("what", HOSTILE)
def test_twice_as_much_takes_twice_as_long(what: str) -> None:
    make, count = HOSTILE[what]
    seconds(*make(10))  # rules are compiled, tables filled
    expected = 8 * seconds(*make(count // 8))  # of squares it would be an eighth of what comes, and all is measured
    count = max(count // 8, min(count, round(count * ENOUGH / (expected or ENOUGH))))
    once: list[float] = []
    twice: list[float] = []
    for tries in range(1, 6):  # a busy machine makes some measurements longer, and none shorter
        # A line break more each time: nothing that was remembered of the last try counts.
        (name, data), (_, more) = make(count), make(2 * count)
        once.append(seconds(name, data + b"\n" * tries))
        twice.append(seconds(name, more + b"\n" * tries))
        if min(twice) <= (MOST if tries > 1 else SURE) * min(once):
            break
    assert min(twice) <= MOST * min(once)
