"""Law 9 in the formats of programs: of every damage that another program reads, the verdict says something.

What a writer made is damaged in every place that a damage finds, one place at a time; libraries read both.
"""

import importlib
import json
import plistlib
import re
import shutil
import subprocess
from collections.abc import Callable
from typing import Any

import pytest
from fluent.syntax import FluentParser, ast

from tests.conftest import judge
from tests.laws.test_verdict_laws import broken, elements, shouted, spaced
from toolkit import documents
from toolkit.documents import ReadOptions
from toolkit.segmentation import split
from toolkit.storage.given import toml_value

STRINGS: dict[str, str] = {
    "x.toml": (
        'title = "The road"\nlist = ["One thing", "Another thing"]\n\n[menu]\nhello = "Hello {name}. It is dry."\n'
        "n = 3\nlong = '''\nIt is long here.\nMore of it.\n'''\n"
    ),
    "strings.xml": (
        '<?xml version="1.0" encoding="utf-8"?>\n<resources xmlns:xliff="urn:oasis:names:tc:xliff:document:1.2">\n'
        "    <!-- A note. -->\n"
        '    <string name="road">The road is <b>long</b>. It\\\'s dry.</string>\n'
        '    <string name="hello">Hello <xliff:g id="who">%1$s</xliff:g>!</string>\n'
        '    <plurals name="days">\n        <item quantity="one">%d day</item>\n'
        '        <item quantity="other">%d days</item>\n    </plurals>\n'
        '    <string-array name="towns">\n        <item>The old town</item>\n        <item>The new town</item>\n'
        "    </string-array>\n</resources>\n"
    ),
    "x.resx": (
        '<?xml version="1.0" encoding="utf-8"?>\n<root>\n  <data name="Road" xml:space="preserve">\n'
        "    <value>The road is long. It is dry.</value>\n    <comment>A note.</comment>\n  </data>\n"
        '  <data name="Hello" xml:space="preserve">\n    <value>Hello {0} &amp; all</value>\n  </data>\n</root>\n'
    ),
    "x.properties": (
        "# A note.\nroad = The road is long. It is dry.\nhello=Hello {0}\nlong = It is \\\n    very dry\n\n"
        "end: The end\n"
    ),
    "x.strings": (
        '/* A note. */\n"road" = "The road is long. It is dry.";\n"hello" = "Hello %@";\n\n// Another\n'
        '"end" = "The \\"end\\"";\n'
    ),
    "x.stringsdict": (
        '<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0">\n<dict>\n    <key>days</key>\n    <dict>\n'
        "        <key>NSStringLocalizedFormatKey</key>\n        <string>It took %#@days@ here.</string>\n"
        "        <key>days</key>\n        <dict>\n            <key>NSStringFormatSpecTypeKey</key>\n"
        "            <string>NSStringPluralRuleType</string>\n            <key>NSStringFormatValueTypeKey</key>\n"
        "            <string>d</string>\n            <key>one</key>\n            <string>%d day</string>\n"
        "            <key>other</key>\n            <string>%d days</string>\n        </dict>\n    </dict>\n</dict>\n"
        "</plist>\n"
    ),
    "x.ftl": (
        "# A note.\n-brand = Firefox\nroad = The road is long. It is dry.\nhello = Hello { $name }\n"
        "    .title = A title\nlong =\n    It is dry\n    and long.\ndays = { $n ->\n    [one] One day\n"
        "   *[other] { $n } days\n}\n"
    ),
    "x.xcstrings": json.dumps(
        {
            "sourceLanguage": "en",
            "strings": {
                "The road": {},
                "hello": {"localizations": {"en": {"stringUnit": {"state": "translated", "value": "Hello %@"}}}},
                "days": {
                    "localizations": {
                        "en": {
                            "variations": {
                                "plural": {
                                    "one": {"stringUnit": {"state": "translated", "value": "%d day"}},
                                    "other": {"stringUnit": {"state": "translated", "value": "%d days"}},
                                }
                            }
                        }
                    }
                },
            },
            "version": "1.0",
        },
        indent=2,
    ),
    "x.ts": (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n<TS version="2.1" language="en">\n<context>\n'
        "    <name>Main</name>\n    <message>\n        <source>The road is long. It is dry.</source>\n"
        '        <translation type="unfinished"></translation>\n    </message>\n    <message numerus="yes">\n'
        "        <source>%n day(s)</source>\n"
        '        <translation type="unfinished"><numerusform></numerusform></translation>\n    </message>\n'
        "</context>\n</TS>\n"
    ),
    "x.xlf": (
        '<?xml version="1.0" encoding="utf-8"?>\n<xliff version="1.2"><file source-language="en" original="a" '
        'datatype="plaintext"><body>\n<trans-unit id="1"><source>The road is <g id="1">long</g>. It is dry.</source>'
        '</trans-unit>\n<trans-unit id="2"><source>Hello <x id="1"/></source><note>A note.</note></trans-unit>\n'
        "</body></file></xliff>\n"
    ),
    "x.xliff": (
        '<?xml version="1.0" encoding="utf-8"?>\n<xliff version="2.0" srcLang="en" '
        'xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f">\n<unit id="1"><segment><source>The road is '
        '<pc id="1">long</pc>. It is dry.</source></segment></unit>\n<unit id="2"><segment><source>Hello <ph id="1"/>'
        "</source></segment></unit>\n</file></xliff>\n"
    ),
    "x.pot": (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n#. A note.\n#: a.c:1\n#, c-format\n'
        'msgid "The road to %s is long. It is dry."\nmsgstr ""\n\nmsgid "%d day"\nmsgid_plural "%d days"\n'
        'msgstr[0] ""\nmsgstr[1] ""\n\nmsgctxt "menu"\nmsgid ""\n"Hello\\n"\n"and more\\n"\nmsgstr ""\n'
    ),
    "x.ass": (
        "[Script Info]\nTitle: x\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, "
        "Effect, Text\nDialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,The road is {\\i1}long{\\i0}.\n"
        "Comment: 0,0:00:02.00,0:00:03.00,Default,,0,0,0,,no\n"
        "Dialogue: 0,0:00:03.00,0:00:04.00,Default,,0,0,0,,It is\\Ndry.\n"
    ),
}


def pairs(data: bytes) -> object:
    """Keys and values of properties; java.util.Properties joins lines that end with a backslash."""
    lines = re.sub(r"\\\n\s*", "", data.decode()).splitlines()
    return [re.split(r"\s*[=:]\s*", line, maxsplit=1) for line in lines if line.strip() and not line.startswith("#")]


APPLE = re.compile(r'\s*(?:/\*.*?\*/|//[^\n]*|("(?:[^"\\]|\\.)*")\s*=\s*("(?:[^"\\]|\\.)*")\s*;)', re.DOTALL)


def quoted(data: bytes) -> object:
    """Keys and values of string tables; other characters are no table."""
    text, place, found = data.decode().rstrip(), 0, []
    while place < len(text):
        match = APPLE.match(text, place)
        if match is None:
            raise ValueError(text[place : place + 20])
        found.append(match.groups())
        place = match.end()
    return [one for one in found if one[0]]


def messages(data: bytes) -> object:
    body = FluentParser(with_spans=False).parse(data.decode()).body
    entries = [one for one in body if isinstance(one, (ast.Message, ast.Term))]
    for one in entries:
        one.comment = None
    return spaced([one.to_json() for one in entries])


def entries(data: bytes) -> object:
    """What msgcat makes of it, which breaks all lines as it likes."""
    msgcat = judge("msgcat", shutil.which("msgcat"), "apt-get install gettext")
    return subprocess.run([msgcat, "-"], input=data, capture_output=True, check=True).stdout


def events(data: bytes) -> object:
    """Lines of the file; of an event, its fields and its text."""
    return [[" ".join(part.split()) for part in line.split(",", 9)] for line in data.decode().splitlines() if line]


VIEWS: dict[str, Callable[[bytes], Any]] = {
    "x.toml": lambda data: spaced(toml_value(data.decode())),
    "strings.xml": elements,
    "x.resx": elements,
    "x.properties": pairs,
    "x.strings": quoted,
    "x.stringsdict": lambda data: spaced(plistlib.loads(data)),
    "x.ftl": messages,
    "x.xcstrings": lambda data: spaced(json.loads(data)),
    "x.ts": elements,
    "x.xlf": elements,
    "x.xliff": elements,
    "x.pot": entries,
    "x.ass": events,
}
"""What another program sees."""


@pytest.mark.parametrize("name", STRINGS)
def test_what_a_broken_writer_damages_is_never_complete(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    module = importlib.import_module(f"toolkit.documents.{documents.FORMATS[documents.format_of(name)][0]}")
    data = STRINGS[name].encode()
    options = ReadOptions(targets=("ru",))
    targets = {one.key: shouted(one.source) for one in split(documents.read(data, name, options))}
    sound, verdict = documents.translated(data, name, targets, options, "ru")
    assert verdict == "complete"
    seen = VIEWS[name](sound)
    attribute = "rewrite_units" if hasattr(module, "rewrite_units") else "rewrite"
    rewrite = getattr(module, attribute)
    tried = 0
    silent = []
    for text in broken(sound.decode()):
        try:
            if VIEWS[name](text.encode()) == seen:
                continue
        except Exception:
            pass
        tried += 1

        def damaged(*given: Any, made: bytes = text.encode(), **named: Any) -> Any:
            result = rewrite(*given, **named)
            return (made, *result[1:]) if isinstance(result, tuple) else made

        monkeypatch.setattr(module, attribute, damaged)
        if documents.translated(data, name, targets, options, "ru")[1] == "complete":
            silent.append(text)
    assert not silent, (len(silent), tried, silent[0])
    assert tried > 10
