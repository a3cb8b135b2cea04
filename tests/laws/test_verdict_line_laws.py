"""Law 9 by lines: each line and each code of what was written is lost, or stands twice, and the verdict says so."""

import importlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.documents.marked import upper
from tests.documents.test_kinds import FILES, RUSSIAN, parts
from toolkit import documents
from toolkit.segmentation import split

FORMATS = {"markdown", "html", "rst", "adoc", "text", "vtt", "srt", "ass", "strings", "properties"}
OF_PROGRAMS = {"json", "yaml", "toml", "fluent", "android", "resx", "qt", "xliff", "xcstrings", "stringsdict"}
STRINGS = [path for path in FILES if documents.format_of(path.name) in OF_PROGRAMS]
FORM = re.compile(r"(?:\b|_)(?:one|few|many)\b")
"""Of a form for a number that the source lacks nobody knows but from the language; programs take another for it."""
OF_KINDS = [path for path in FILES if documents.format_of(path.name) in FORMATS]
PLAIN = b"The road is long.\nIt is dry.\n\n    code()\n\n{% include 'a' %}\n\nTo be {{ name }} here.\n\n- One\n- Two\n"
CODE = re.compile(
    r"\{%[^{}]*%\}|\{\{[^{}]*\}\}|\{[^{}\n]*\}|<[%?][^<>]*[%?]>|<!--.*?-->|</?[A-Za-z#][^<>\n]*>|(?<!`)`[^`\n]+`(?!`)",
    re.DOTALL,
)
"""Codes of template engines, elements, comments, attributes, code."""
NOTHING = re.compile(r"[>\s]*|\{empty\}")
"""CommonMark and Asciidoctor make the same of a page when a line of a quotation without words stands twice; the second
makes nothing of `{empty}`."""
Read = Callable[[bytes], str]


def verdicts(name: str, data: bytes, targets: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> tuple[bytes, Read]:
    """What was written, and what is said of anything that is written in its place."""
    module = importlib.import_module(f"toolkit.documents.{documents.FORMATS[documents.format_of(name)][0]}")
    made, verdict = documents.translated(data, name, targets, RUSSIAN, "ru")
    assert verdict == "complete"

    units = getattr(module, "rewrite_units", None)

    def of(damaged: bytes) -> str:
        if units is None:
            monkeypatch.setattr(module, "rewrite", lambda *_, **__: damaged)
        else:
            monkeypatch.setattr(module, "rewrite_units", lambda *given: (damaged, units(*given)[1]))
        return documents.translated(data, name, targets, RUSSIAN, "ru")[1]

    return made, of


def lines(made: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(line, the document without it, and with two of it)."""
    there = made.splitlines(keepends=True)
    for number, line in enumerate(there):
        if not NOTHING.fullmatch(line.decode()):
            yield line, b"".join(there[:number] + there[number + 1 :])
            yield line, b"".join([*there[:number], line, *there[number:]])


def codes(made: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The same of each code."""
    text = made.decode()
    for match in (one for one in CODE.finditer(text) if not NOTHING.fullmatch(one.group())):
        for number in (0, 2):
            damaged = text[: match.start()] + match.group() * number + text[match.end() :]
            yield match.group().encode(), damaged.encode()


@pytest.mark.parametrize("damage", [lines, codes])
@pytest.mark.parametrize("path", OF_KINDS, ids=lambda path: path.name)
def test_nothing_is_lost_or_doubled_in_silence(path: Path, damage: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    data, segments, _ = parts(path)
    made, verdict = verdicts(path.name, data, {one.key: upper(one.source) for one in segments}, monkeypatch)
    silent = [what.decode() for what, damaged in damage(made) if verdict(damaged) == "complete"]
    assert not silent


@pytest.mark.parametrize("path", STRINGS, ids=lambda path: path.name)
def test_nor_is_a_line_of_strings(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data, segments, _ = parts(path)
    made, verdict = verdicts(path.name, data, {one.key: upper(one.source) for one in segments}, monkeypatch)
    silent = [
        (what.decode(), len(made) < len(damaged)) for what, damaged in lines(made) if verdict(damaged) == "complete"
    ]
    assert not [what for what, doubled in silent if doubled or not FORM.search(what)]


def test_of_a_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    targets = {one.key: upper(one.source) for one in split(documents.read(PLAIN, "x.txt"))}
    made, verdict = verdicts("x.txt", PLAIN, targets, monkeypatch)
    assert len(list(lines(made))) > 10
    assert not [what for what, damaged in lines(made) if verdict(damaged) == "complete"]
