"""Hostile and damaged input for every registered format: one clear sentence, or the bytes back; bounded, never more."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from toolkit import documents
from toolkit.documents import FORMATS
from toolkit.errors import DocumentError
from toolkit.segmentation import split

ENDINGS = [ending for _, endings in FORMATS.values() for ending in endings[:1]]
MINIMAL = {
    ".txt": b"Hello there. Bye.\n",
    ".json": b'{"a": "Hello there", "b": ["Bye"]}\n',
    ".yaml": b'a: "Hello there"\nb: |\n  Bye\n',
    ".srt": b"1\n00:00:01,000 --> 00:00:02,000\nHello there.\n\n2\n00:00:02,000 --> 00:00:03,000\nBye.\n",
    ".pot": b'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Hello there"\nmsgstr ""\n\n',
    ".vtt": b"WEBVTT\n\n00:01.000 --> 00:02.000\nHello there.\n\n00:02.000 --> 00:03.000\nBye.\n",
}
"""A document of each format that is whole."""
MINIMAL[".md"] = (
    b"---\ntitle: Hi\n---\n# Hello *there*[^1]\n\n> | a | b |\n> |--|--|\n> | <b>x</b> | `y` |\n\n[^1]: Bye.\n"
)
MINIMAL[".html"] = (
    b"<!DOCTYPE html><html lang=en><title>Hi</title><p title='a'>Hello <b>there</b>&amp;<!-- c --><pre>x</pre>"
)
MINIMAL[".ftl"] = b"# n\na = Hello { $x }\n    .b = there\nc = { $n ->\n    [one] Bye\n   *[other] Byes\n }\n"
MINIMAL[".stringsdict"] = (
    b'<plist version="1.0"><dict><key>a</key><dict><key>NSStringFormatSpecTypeKey</key>'
    b"<string>NSStringPluralRuleType</string><key>other</key><string>Hello there</string></dict></dict></plist>"
)
MINIMAL[".ts"] = (
    b'<TS version="2.1"><context><name>A</name><message numerus="yes"><source>Hello there</source>'
    b'<translation type="unfinished"><numerusform></numerusform></translation></message></context></TS>'
)
MINIMAL[".xlf"] = (
    b'<xliff version="1.2"><file source-language="en" target-language="ru"><body><trans-unit id="1"><source>Hello '
    b'<x id="1"/> there</source><target>Bye</target></trans-unit></body></file></xliff>'
)
MINIMAL[".xcstrings"] = (
    b'{"sourceLanguage": "en", "strings": {"Hello there": {}, "k": {"localizations": {"en": {"variations": {"plural": '
    b'{"other": {"stringUnit": {"state": "new", "value": "Bye"}}}}}}}}, "version": "1.0"}'
)
GENERAL = {
    "empty": b"",
    "a BOM alone": b"\xef\xbb\xbf",
    "NUL bytes": b"Hello\0there\0",
    "another encoding": "Привет, мир".encode("cp1251"),
    "UTF-16": "Hello there.".encode("utf-16"),
    "UTF-16 without its last byte": "Hello there.".encode("utf-16")[:-1],
    "UTF-8 without its last byte": "Привет".encode()[:-1],
    "half of a surrogate pair": b"Hello \xed\xa0\x80",
    "an overlong slash": b"Hello \xc0\xaf",
    "a lone continuation": b"Hello \x80",
    "binary": bytes(range(256)) * 64,
    "300,000 brackets": b"[" * 300_000,
    "300,000 braces": b"{" * 300_000,
    "300,000 quotation marks": b'"' * 300_000,
    "300,000 tags": b"<" * 300_000,
    "300,000 line breaks": b"\r" * 300_000,
    "one long line": b"word " * 200_000,
    "one long word": b"w" * 1_000_000,
}


def outcome(data: bytes, ending: str) -> str:
    """`same` where law 1 holds, else the sentence of the refusal; anything else is raised."""
    try:
        documents.read(data, f"x{ending}")
        assert documents.rewrite(data, f"x{ending}", {}) == data
        assert documents.rewrite(data, f"x{ending}", {"none": ("x",)}) == data
    except DocumentError as error:
        if error.defect:
            raise
        return str(error)
    return "same"


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("data", GENERAL.values(), ids=GENERAL.keys())
def test_refused_in_a_sentence_or_written_back(data: bytes, ending: str) -> None:
    started = time.process_time()
    told = outcome(data, ending)
    assert time.process_time() - started < 60
    assert told == "same" or told.startswith(f"x{ending}"), told
    assert "\n" not in told
    assert len(told) < 400


@pytest.mark.parametrize("ending", [ending for ending in ENDINGS if ending in MINIMAL])
def test_a_file_that_is_cut_off_anywhere(ending: str) -> None:
    whole = MINIMAL[ending]
    assert outcome(whole, ending) == "same"
    for length in range(len(whole)):
        told = outcome(whole[:length], ending)
        assert told == "same" or told.startswith(f"x{ending}:"), (whole[:length], told)


CASES = {
    "JSON: 100,000 levels": ("x.json", b"[" * 100_000 + b"]" * 100_000, "x.json:1: more than 500 levels of nesting"),
    "JSON: objects": ("x.json", b'{"a":' * 100_000, "x.json:1: more than 500 levels of nesting"),
    "JSON: not closed": ("x.json", b'{\n"a": "x"\n', "x.json:3: the file ends before its JSON does"),
    "JSON: an open string": ("x.json", b'{\n"a": "x\n}', "x.json:2: '\"x' is a string that is not closed"),
    "JSON: a wrong escape": ("x.json", b'["\\x"]', "x.json:1: '\"\\\\x\"]' is a string that is not closed, or a wrong"),
    "JSON: two values": ("x.json", b"{}\n{}", "x.json:2: '{' stands behind the end of the JSON"),
    "JSON: no comma": ("x.json", b'["a" "b"]', "x.json:1: '\"b\"' stands where comma or end is expected"),
    "JSON: a key without marks": ("x.json", b"{a: 1}", "x.json:1: 'a: 1}' is no JSON"),
    "JSON: the wrong bracket": ("x.json", b'["a"}', "x.json:1: '}' closes nothing that is open here"),
    "YAML: 100,000 levels": ("x.yaml", b"[" * 100_000, "x.yaml:1: more than 500 levels of nesting"),
    "YAML: nested lists": ("x.yaml", b"- " * 100_000 + b"a", "x.yaml:1: more than 500 levels of nesting"),
    "YAML: a tab": ("x.yaml", b"a:\n\t- b", "x.yaml:2: this is no YAML: found character that cannot start any token"),
    "YAML: not closed": ("x.yaml", b'a: "x\n', "x.yaml:2: this is no YAML: found unexpected end of stream"),
    "YAML: a control character": ("x.yaml", b"a: b\nc: \x01", "x.yaml"),
    "SRT: no time": ("x.srt", b"Hello there.\n", "x.srt:1: 'Hello there.' stands before any time"),
    "SRT: a wrong time": ("x.srt", b"1\n00:00:01 --> 00:00\nHi\n", "x.srt:2: '00:00:01 --> 00:00' is no time"),
    "VTT: no head": ("x.vtt", b"00:01.000 --> 00:02.000\nHi\n", "x.vtt:1: the first line of WebVTT is WEBVTT"),
    "VTT: a wrong time": ("x.vtt", b"WEBVTT\n\n1 --> 2\nHi\n", "x.vtt:3: '1 --> 2' is no time"),
    "PO: not closed": ("x.pot", b'msgid ""\nmsgstr "\n', "x.pot:2: a string is not closed"),
    "PO: twice": (
        "x.po",
        b'msgid ""\nmsgstr ""\n' + b'msgid "x"\nmsgstr ""\n' * 2,
        "x.po:5: the message 'x' stands here",
    ),
    "PO: a conflict": ("x.po", b"<<<<<<< a\n", "x.po:1: the file holds an unresolved merge conflict"),
    "PO: unknown encoding": ("x.po", b'msgid ""\nmsgstr "charset=KOI8-X\\n"\n', "x.po:2: the file is in KOI8-X, which"),
    "Fluent: no entry": ("x.ftl", b"a = b\n\n=x\n", "x.ftl:3: '=x' is no Fluent: expected an entry start"),
    "Fluent: not closed": ("x.ftl", b"a = { $x\n", "x.ftl:2: 'a = { $x' is no Fluent: expected token"),
    "Fluent: 100,000 levels": ("x.ftl", b"a = " + b"{" * 100_000, "x.ftl: too deeply nested"),
    "plist: no key": (
        "x.stringsdict",
        b"<plist><dict>\n<string>a</string></dict></plist>",
        "x.stringsdict:2: <",
    ),
    "Android: names in names": (
        "strings.xml",
        b'<!DOCTYPE resources [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><resources/>',
        "strings.xml:1: declares entities",
    ),
    "Android: names from elsewhere": (
        "strings.xml",
        b'<!DOCTYPE resources [<!ENTITY a SYSTEM "file:///etc/passwd">]><resources/>',
        "strings.xml:1: declares entities",
    ),
    "plist: entities": (
        "x.stringsdict",
        b'<!DOCTYPE p [<!ENTITY a "b">]><plist/>',
        "x.stringsdict:1: declares",
    ),
    "Qt: TypeScript": ("x.ts", b"export const a = 1;\n", "x.ts:1: text stands outside of the root element"),
    "Qt: another root": ("x.ts", b"<a/>", "x.ts: the root element is <a>, and that of the translations of Qt is <TS>"),
    "XLIFF: cut off": ("x.xlf", b"<xliff><file>\n", "x.xlf:2: the file ends before its XML does"),
    "catalog: 100,000 levels": ("x.xcstrings", b"[" * 100_000, "x.xcstrings: more than 500 levels of nesting"),
    "catalog: not closed": ("x.xcstrings", b'{\n"a": {', "x.xcstrings:2: this is no JSON: expecting property name"),
    "catalog: other JSON": ("x.xcstrings", b'{"a": "b"}', "x.xcstrings:1: this is no string catalog of Xcode"),
    "a NUL": ("x.vtt", b"WEBVTT\n\n\0", "x.vtt:3: a NUL byte"),
    "text: a NUL": ("x.txt", b"a\nb\0", "x.txt:2: there is a NUL character"),
    "text: 65 MB": ("x.txt", b" " * 65_000_000, "x.txt: this is 65 MB, and such documents are read up to 64 MB; split"),
    "text: no ending": ("x", b"\x7fELF\0", "x:1: there is a NUL character"),
    "HTML: GB 18030 cut off": ("x.html", b"<meta charset=gb18030><p>x\x81", "x.html:1: byte 0x81 at offset 26"),
    "signs of emphasis": (
        "x.md",
        b"a\n\n" + b"*a_ " * 30_000,
        "x.md:3: one paragraph has more than 24,000 signs of emph",
    ),
    "signs of links": ("x.md", b"[a](" * 30_000, "x.md:1: one paragraph has more than 8,000 signs of links"),
    "33 MB": ("x.json", b" " * (33 << 20), "x.json: 33 MB is more than the 32 MB that such a file may have"),
}


@pytest.mark.parametrize(("name", "data", "message"), CASES.values(), ids=CASES.keys())
def test_damage_is_named_with_its_line(name: str, data: bytes, message: str) -> None:
    with pytest.raises(DocumentError) as caught:
        documents.read(data, name)
    assert str(caught.value).startswith(message)


SLOW = {
    "a row of 5,000 cells": ("x.md", b"|a" * 5000 + b"|\n" + b"|-" * 5000 + b"|\n" + b"|b" * 5000 + b"|\n"),
    "tags that do not end": ("x.md", b"<kbd>a " * 3000),
    "emphasis": ("x.md", b"*a **b " * 5000),
    "links": ("x.md", b"[a](b " * 5000),
    "references": ("x.md", b"".join(b'[r%d]: /u "t"\n' % n for n in range(3000)) + b"[r1] " * 3000),
    "comments in Markdown": ("x.md", b"a <!-- " * 20_000),
    "objects in objects": ("x.html", b"<object>a" * 1900),
    "lists of choices": ("x.html", b"<select><option>a" * 900),
    "attributes": ("x.html", b"<p " + b" a=1" * 100_000 + b">x"),
    "cells": ("x.html", b"<table><tr>" + b"<td>a" * 20_000),
    "comments": ("x.html", b"<p>a" + b"<!-- toolkit:skip -->" * 20_000),
    "crossing tags": ("x.html", b"<p><b><i>x</b>" * 600),
    "hex": ("x.html", b"<meta charset=hex><p>x"),
    "idna": ("x.html", b"<meta charset=idna><p>x y"),
    "UTF-7": ("x.html", b"<meta charset=utf-7><p>+AGE- x"),
    "undefined": ("x.html", b"<meta charset=undefined><p>x"),
}


@pytest.mark.parametrize(("name", "data"), SLOW.values(), ids=SLOW.keys())
def test_what_takes_others_minutes_or_breaks_them_is_read_and_rewritten(name: str, data: bytes) -> None:
    started = time.process_time()
    segments = split(documents.read(data, name))
    assert segments
    made = documents.rewrite(data, name, {one.key: one.source for one in segments}, language="ru")
    assert len(made) >= len(data) // 2
    assert time.process_time() - started < 30


def test_aliases_are_not_followed_and_tags_make_nothing(tmp_path: Path) -> None:
    bomb = b"a0: &a0 word here\n" + b"".join(
        b"a%d: &a%d [%s]\n" % (n, n, b", ".join([b"*a%d" % (n - 1)] * 10)) for n in range(1, 30)
    )
    assert len(documents.read(bomb, "x.yaml").blocks) == 1
    marker = tmp_path / "made"
    evil = f'a: !!python/object/apply:os.mkdir ["{marker}"]\nb: Hello there\n'.encode()
    read = documents.read(evil, "x.yaml")
    assert not marker.exists()
    assert "Hello there" in [block.content[0] for block in read.blocks if block.translatable]


@pytest.mark.parametrize("ending", [ending for ending in ENDINGS if ending in MINIMAL])
def test_100_mb_are_refused_before_they_are_read(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"large{ending}"
    whole = MINIMAL[ending]
    path.write_bytes(whole * (100_000_000 // len(whole)))
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30)); "
        "from toolkit.cli import run_command; sys.exit(run_command(sys.argv[1:]))"
    )
    before = path.stat()
    done = subprocess.run(
        [sys.executable, "-c", code, "segment", str(path)], cwd=tmp_path, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 1
    assert "split it" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == [path]
    assert (path.stat().st_mtime_ns, path.stat().st_size) == (before.st_mtime_ns, before.st_size)
