"""Law 9: the verdict sees what a reader sees. Writers are broken on purpose; other programs read what they wrote."""

import importlib
import io
import json
import re
import zipfile
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.documents.marked import JUDGE
from tests.documents.word import BOLD, body_document, paragraph, run
from toolkit import documents
from toolkit.documents import ReadOptions
from toolkit.segmentation import split
from toolkit.units import Content

PROSE = "The road is long. It is dry, too.\n\nSecond part here.\n"
CUES = "1\n00:00:01.000 --> 00:00:02.000\nThe road is <i>long</i>.\n\n2\n00:00:03.000 --> 00:00:04.000\nIt is dry.\n\n"
HTML = (
    "<html lang=en><body><h1>The road</h1><p>It is <b>long</b> here. It is dry.</p>\n<ul><li>One thing<li>Another"
    "</ul><p class=wide>See <a href=map.html>the map</a>, <code>ride()</code>.<img src=horse.png alt='A horse'>"
    "<table><tr><td colspan=2>There are 2 of 3 roads.</table></body></html>"
)
DOCUMENTS: dict[str, bytes] = {
    "x.txt": PROSE.encode(),
    "x.md": (
        b"---\ntitle: A road\ndraft: false\n---\n\n# The road\n\nIt is **long** here, [see](x). It is dry.\n\n"
        b"- One thing\n- Another `code`\n\n```sh\nride horse\n```\n\n![A horse](horse.png)\n\n"
        b"> Quoted words.\n\n| Town | Far |\n|---|---|\n| Osh | very |\n"
    ),
    "x.html": HTML.encode(),
    "x.json": json.dumps({"a": "The road", "b": {"c": "Hello {name}", "n": 3}, "list": ["One thing", True]}).encode(),
    "x.yaml": b"a: The road\nb:\n  c: Hello %{name}\n  n: 3\nlist:\n  - One thing\n  - true\n",
    "x.srt": CUES.replace(".000", ",000").encode(),
    "x.vtt": b"WEBVTT\n\n" + CUES.encode(),
    "x.docx": body_document(
        paragraph(run("The road is "), run("long", BOLD), run(" here.")), paragraph(run("Second part. More of it."))
    ),
}


def rendered(data: bytes) -> object:
    """What Markdown makes of it, with its front matter."""
    text = data.decode()
    front = re.match(r"---\n(.*?)\n---\n", text, re.DOTALL)
    return yaml.safe_load(front[1]) if front else None, " ".join(JUDGE.render(text).split())


def browsed(data: bytes) -> object:
    """The tree that the HTML standard makes of it, without the language."""
    import html5lib

    tree = html5lib.parse(data.decode(), namespaceHTMLElements=False)
    return [
        (one.tag, words(one.text), words(one.tail), sorted(one.attrib.items()))
        for one in tree.iter()
        if one.attrib.pop("lang", None) or True
    ]


def words(text: str | None) -> str:
    """Marks alone are nothing that a page is read for."""
    return " ".join((text or "").split()) if any(map(str.isalnum, text or "")) else ""


def played(data: bytes) -> object:
    """Times and words of the cues, where lines may be broken anew."""
    blocks = [block.splitlines() for block in data.decode().split("\n\n") if "-->" in block]
    return [([" ".join(line.split()) for line in lines[:2]], "".join("".join(lines[2:]).split())) for lines in blocks]


def spaced(value: object) -> object:
    """A value with one space for each run of white space in its texts."""
    if isinstance(value, dict):
        return {key: spaced(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [spaced(inner) for inner in value]
    return " ".join(value.split()) if isinstance(value, str) else value


def opened(data: bytes) -> object:
    """Paragraphs of the body: runs by their looks."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = ElementTree.fromstring(archive.read("word/document.xml"))
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return [
        [(one.find(f"{space}rPr/{space}b") is not None, "".join(one.itertext())) for one in whole.iter(f"{space}r")]
        for whole in root.iter(f"{space}p")
    ]


def elements(data: bytes) -> object:
    """A tree of elements, with one space for each run of white space."""

    def of(one: ElementTree.Element) -> object:
        within = [(of(inner), " ".join((inner.tail or "").split())) for inner in one]
        return one.tag, sorted(one.attrib.items()), " ".join((one.text or "").split()), within

    return of(ElementTree.fromstring(data))


VIEWS: dict[str, Callable[[bytes], Any]] = {
    "x.txt": lambda data: [" ".join(part.split()) for part in re.split(r"\n\s*\n", data.decode().strip())],
    "x.md": rendered,
    "x.html": browsed,
    "x.json": lambda data: spaced(json.loads(data)),
    "x.yaml": lambda data: spaced(yaml.safe_load(data.decode())),
    "x.srt": played,
    "x.vtt": played,
    "x.docx": opened,
}
"""What another program sees."""


DAMAGES = (
    (r"[A-Z]{2,}", ""),
    (r"[A-Z]{2,}", r"\g<0> \g<0>"),
    (r"\b[A-Z]{2,}", r'": \g<0>'),
    (r"[.]\s", " "),
    (r"\n+", " "),
    (r"\n\n", "\n"),
    (r"</?[a-z]+>|<w:b/><w:bCs/>|\*\*|`|%?\{\w+\}", ""),
    (r"</?[a-z]+>|<w:b/><w:bCs/>|\*\*|`|%?\{\w+\}", r"\g<0>\g<0>"),
    (r"(?s)(?<=\n)[^\n]*\Z", ""),
    (r"<w:p .*?</w:p>", ""),
    (r"[]},]", ""),
    (r"(?<==)2\b", "3"),
)
"""What goes wrong: a word, a sentence, a break between blocks, a code, the end, a paragraph, syntax, an attribute."""


KEYS = ((r"(?<![A-Za-z])[a-z]{3,}", ""), (r"(?<![A-Za-z])[a-z]{3,}", r"\g<0>\g<0>"))
"""Keys, attributes, sources and what is in codes, which stand in small letters."""


def wounds(sound: str) -> list[tuple[int, int, str]]:
    """Each damage in each place of the text: what stands from here to there is replaced by something else."""
    return [
        (match.start(), match.end(), match.expand(new))
        for pattern, new in (*DAMAGES, *KEYS)
        for match in re.finditer(pattern, sound)
    ]


def wounded(sound: str, wound: tuple[int, int, str]) -> str:
    start, end, new = wound
    return sound[:start] + new + sound[end:]


def broken(sound: str) -> list[str]:
    """The text with each damage in each place."""
    return [wounded(sound, wound) for wound in wounds(sound)]


def shouted(content: Content) -> Content:
    return tuple(part.upper() if isinstance(part, str) else part for part in content)


def damaged(data: bytes, pattern: str, new: str, number: int) -> bytes:
    """One place that the pattern finds is replaced; of a Word document, in its main part."""
    if not data.startswith(b"PK"):
        text = data.decode()
        found = list(re.finditer(pattern, text))
        if not found:
            return data
        match = found[number % len(found)]
        return (text[: match.start()] + match.expand(new) + text[match.end() :]).encode()
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as archive:
        for info in old.infolist():
            part = old.read(info)
            if info.filename == "word/document.xml":
                body = part.index(b"<w:body>")
                part = part[:body] + damaged(part[body:], pattern, new, number)
            archive.writestr(info, part)
    return made.getvalue()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_a_broken_writer_damages_is_never_complete(name: str) -> None:
    module = importlib.import_module(f"toolkit.documents.{documents.FORMATS[documents.format_of(name)][0]}")
    data = DOCUMENTS[name]
    targets = {one.key: shouted(one.source) for one in split(documents.read(data, name))}
    sound, verdict = documents.translated(data, name, targets, ReadOptions(), "ru")
    assert verdict == "complete"
    view = VIEWS[name]

    @settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
    @given(st.sampled_from(DAMAGES), st.integers(0, 40))
    def law(damage: tuple[str, str], number: int) -> None:
        broken = damaged(sound, *damage, number)
        try:
            differs = view(broken) != view(sound)
        except Exception:
            differs = True
        assume(differs)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(module, "rewrite", lambda *_, **__: broken)
            assert documents.translated(data, name, targets, ReadOptions(), "ru")[1] != "complete", (broken, sound)

    law()
