"""The laws on generated files of strings in the formats of platforms, with readers of their own as judges."""

import json
import re
from collections.abc import Callable, Iterable
from xml.sax.saxutils import escape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from toolkit import documents
from toolkit.catalogs.states import with_codes
from toolkit.documents import ReadOptions
from toolkit.languages import language
from toolkit.segmentation import join, split
from toolkit.storage.given import toml_value as read_toml
from toolkit.units import Code, flatten

WORDS = st.lists(
    st.sampled_from(
        ["Hello", " dear ", "friend. ", "It's", ' "now"', " \\", " & ", " < ", ">", "{0}", "%s", "%1$s",
         "\u00e9t\u00e9", "你好。", " = ", ": ", "#", "!", "😀", "@", "?", "-- ", "\n", "  ", "'", "''", ";", "|"]
    ),
    min_size=1, max_size=6,
).map("".join).map(str.strip).filter(bool)  # fmt: skip
TEXTS = st.lists(WORDS, min_size=1, max_size=5)


def android(texts: list[str]) -> str:
    def said(text: str) -> str:
        made = escape(text.replace("\\", "\\\\").replace("'", "\\'").replace('"', '\\"').replace("\n", "\\n"))
        made = made.replace("  ", " \\u0020")
        return "\\" + made if made[:1] in ("@", "?") else made

    rows = "".join(f'  <string name="k{number}">{said(text)}</string>\n' for number, text in enumerate(texts))
    return f"<resources>\n{rows}</resources>\n"


def resx(texts: list[str]) -> str:
    rows = "".join(f'<data name="k{number}"><value>{escape(text)}</value></data>' for number, text in enumerate(texts))
    return f"<root>{rows}</root>"


def apple(texts: list[str]) -> str:
    quoted = [text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") for text in texts]
    return "".join(f'/* a note */\n"k{number}" = "{text}";\n' for number, text in enumerate(quoted))


def properties(texts: list[str]) -> str:
    said = [text.replace("\\", "\\\\").replace("\n", "\\n").replace("'", "''") for text in texts]
    return "".join(f"k{number} = {text if '{0}' in text else text.replace(two, one)}\n"
                   for number, text in enumerate(said) for two, one in [("''", "'")])  # fmt: skip


def toml(texts: list[str]) -> str:
    return "".join(f"k{number} = {json.dumps(text, ensure_ascii=False)}\n" for number, text in enumerate(texts))


def stringsdict(texts: list[str]) -> str:
    rows = "".join(f"<key>k{number}</key><dict><key>NSStringLocalizedFormatKey</key><string>{escape(text)}</string>"
                   f"<key>NSStringFormatSpecTypeKey</key><string>NSStringPluralRuleType</string><key>one</key>"
                   f"<string>{escape(text)}</string><key>other</key><string>{escape(text)}</string></dict>\n"
                   for number, text in enumerate(texts))  # fmt: skip
    return f'<plist version="1.0"><dict>{rows}</dict></plist>'


def fluent(texts: list[str]) -> str:
    """Plain messages, messages over lines, and plurals with words around them."""
    made = ""
    for number, text in enumerate(texts):
        safe = re.sub(r"[{}]", r'{"\g<0>"}', text).replace('{"{"}0{"}"}', "{ $x }")
        lines = [re.sub(r"^[.*\[]", r'{"\g<0>"}', line.strip()) or "x" for line in safe.split("\n")]
        said = "\n    ".join(lines)
        branches = f"{{ $n ->\n    [one] {lines[0]} thing\n   *[other] {lines[-1]} things\n }}"
        made += f"# note\nk{number} =\n    {said}\n  .title = {lines[0]}\np{number} = {lines[0]} {branches} so\n"
    return made


def qt(texts: list[str]) -> str:
    """A message for each, every other one with numbers."""
    numerus = ("", ' numerus="yes"')
    rows = "".join(f"<message{numerus[number % 2]}><source>{escape(text)}</source>"
                   f'<translation type="unfinished"></translation></message>\n'
                   for number, text in enumerate(texts))  # fmt: skip
    return f'<TS version="2.1"><context><name>A</name>\n{rows}</context></TS>\n'


def xliff(texts: list[str]) -> str:
    rows = "".join(f'<trans-unit id="{number}"><source>{escape(text)}<g id="1">so</g></source></trans-unit>\n'
                   for number, text in enumerate(texts))  # fmt: skip
    return f'<xliff version="1.2"><file source-language="en"><body>\n{rows}</body></file></xliff>\n'


def xliff2(texts: list[str]) -> str:
    rows = "".join(f'<unit id="{number}"><segment><source>{escape(text)}<ph id="1"/></source></segment></unit>\n'
                   for number, text in enumerate(texts))  # fmt: skip
    return f'<xliff version="2.0" srcLang="en"><file id="f">\n{rows}</file></xliff>\n'


def catalog(texts: list[str]) -> str:
    """Keys that are their own words, words of their own, and plurals."""

    def unit(text: str) -> dict[str, object]:
        return {"stringUnit": {"state": "translated", "value": text}}

    forms = [{"one": unit(text), "other": unit(f"{text} all")} for text in texts]
    strings: dict[str, object] = {text: {} for text in texts}
    strings |= {
        f"k{number}": {"localizations": {"en": unit(text), "de": unit("so")}} for number, text in enumerate(texts)
    }
    strings |= {
        f"p{number}": {"localizations": {"en": {"variations": {"plural": one}}}} for number, one in enumerate(forms)
    }
    whole = {"sourceLanguage": "en", "strings": strings, "version": "1.0"}
    return json.dumps(whole, ensure_ascii=False, indent=2, separators=(",", " : "))


def keyed(texts: list[str]) -> str:
    """Strings of a program, in which bars may part the branches of a choice."""
    return json.dumps({f"k{number}": text for number, text in enumerate(texts)}, ensure_ascii=False)


FORMATS: dict[str, Callable[[list[str]], str]] = {
    "x.json": keyed, "x.yaml": keyed,
    "strings.xml": android, "x.resx": resx, "x.strings": apple, "x.properties": properties, "x.toml": toml,
    "x.stringsdict": stringsdict, "x.ftl": fluent,
    "x.ts": qt, "x.xlf": xliff, "x.xliff": xliff2, "x.xcstrings": catalog,
}  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
def test_laws(name: str) -> None:
    @settings(max_examples=60)
    @given(TEXTS)
    @example(["dear Hello| dear Hello", "Hello|Hello", "It's| dear |"])
    def law(texts: list[str]) -> None:
        data = FORMATS[name](texts).encode()
        document = documents.read(data, name)
        segments = split(document)
        assert documents.rewrite(data, name, {}) == data
        assert join(document, segments) == "".join(flatten(block.content) for block in document.blocks)
        assert documents.rewrite(data, name, {one.key: one.source for one in segments}) == data
        shouted = {
            one.key: tuple(part if isinstance(part, Code) else part.upper() for part in one.source) for one in segments
        }
        made, verdict = documents.translated(data, name, shouted, ReadOptions(), "en")
        assert verdict == "complete"
        said = [flatten(block.content) for block in documents.read(made, name).blocks]
        meant = [flatten(block.content).upper() for block in document.blocks]
        if name.startswith("x.") and name.endswith(("ftl", "xlf", "liff")):  # where lines are broken is another matter
            said, meant = (["".join("".join(texts).split())] for texts in (said, meant))
        assert [one.upper() for one in said] == meant
        _in_russian(data, name)
        if name.endswith(("xml", "resx")):
            etree.fromstring(made)
        elif name.endswith("toml"):
            assert [text.upper() for text in read_toml(made.decode()).values()] == [text.upper() for text in texts]

    law()


def _in_russian(data: bytes, name: str) -> None:
    """With a word more in each message, those of the plural categories that Russian has besides among them."""
    options = ReadOptions(targets=("ru", "zh"))
    longer = {
        one.key: (*one.source, f" {one.context.rpartition(' ')[2] or 'ещё'}")
        for one in split(documents.read(data, name, options))
    }
    assert documents.rewrite(data, name, {}, options) == data
    made, verdict = documents.translated(data, name, longer, options, "ru")
    assert verdict == "complete", made.decode()
    again = _at_bars(one.text for one in split(documents.read(made, name, ReadOptions("ru", targets=("ru",)))))
    assert len(again) >= len(_at_bars(map(flatten, longer.values()))) or name in (
        "x.ftl",
        "x.ts",
    )  # no form for `other` in Russian


def _at_bars(texts: Iterable[str]) -> set[str]:
    """The texts in pieces: only its words tell a choice that bars part from a sentence with bars in it."""
    return {piece.strip() for text in texts for piece in text.split("|")}


def test_plurals_of_android_have_the_categories_of_the_target() -> None:
    data = (
        b'<resources>\n    <plurals name="cats">\n        <item quantity="one">%d cat</item>\n'
        b'        <item quantity="other">%d cats</item>\n    </plurals>\n</resources>\n'
    )
    options = ReadOptions(targets=("ru",))
    texts = {"%d cat": "%d кот", "%d cats": "%d кота"}
    targets = {
        one.key: with_codes(texts[one.text], [part for part in one.source if isinstance(part, Code)])
        for one in split(documents.read(data, "strings.xml", options))
    }
    made, verdict = documents.translated(data, "strings.xml", targets, options, language("ru").code)
    assert verdict == "complete"
    found = [(item.get("quantity"), item.text) for item in etree.fromstring(made).iter("item")]
    assert found == [("one", "%d кот"), ("few", "%d кота"), ("many", "%d кота"), ("other", "%d кота")]
