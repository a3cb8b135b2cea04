"""TMX 1.4 (LISA OSCAR 2005), one file a language pair, with the state of every translation as a property.

Untranslated segments are left out: a memory holds translations. XML cannot carry most control characters; a text that
has some is written with `\\uXXXX` escapes (and doubled backslashes) and marked by the property `x-escaped`.
"""

import re
import xml.etree.ElementTree as ET  # reads only what we have just written
from html import escape

from toolkit.bundles.rows import Row, units_of
from toolkit.languages import code_of, language
from toolkit.units import Bundle, TranslationUnit

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def name(source: str, target: str) -> str:
    """File name of one pair."""
    return f"{source}-{target}.tmx"


def write(bundle: Bundle, target: str, generator: str) -> bytes:
    """One language pair of the bundle; `generator` is `<tool> <version>`."""
    tool, _, version = generator.partition(" ")
    source = language(bundle.document.language)
    units = units_of(bundle)[target]
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
        f"<header creationtool={_quoted(tool)} creationtoolversion={_quoted(version or '0')} "
        f'segtype="sentence" o-tmf="gettext PO" adminlang="en" srclang={_quoted(source.tag)} '
        'datatype="plaintext"/>\n<body>\n'
    )
    parts = [head]
    for segment in bundle.segments:
        unit = units.get(segment.key)
        if unit is None or not unit.target:
            continue
        assert segment.place is not None
        place = segment.place
        parts.append(f"<tu tuid={_quoted(place.id)}>\n{_prop('x-document', bundle.document.name)}")
        parts.append(_prop("x-context", segment.context or place.kind.value))
        parts.append(_tuv(source.tag, segment.text))
        parts.append(_tuv(language(target).tag, unit.text, _unit_props(unit)))
        parts.append("</tu>\n")
    parts.append("</body>\n</tmx>\n")
    return "".join(parts).encode("utf-8")


def read(data: bytes) -> list[Row]:
    """The rows of a file that `write` made. Raises xml.etree.ElementTree.ParseError for anything but XML."""
    found = []
    for tu in ET.fromstring(data).iter("tu"):  # noqa: S314 - as above
        source, target = tu.findall("tuv")
        status = next(prop.text or "" for prop in target.findall("prop") if prop.get("type") == "x-status")
        code = code_of(target.get(LANG, ""))
        found.append(Row(tu.get("tuid", ""), code, _text(source), _text(target), status))
    return found


def _unit_props(unit: TranslationUnit) -> str:
    props = _prop("x-status", unit.status) + _prop("x-state", unit.state.value)
    if unit.origin is not None:
        props += _prop("x-origin", unit.origin.signature or unit.origin.kind)
    return props


def _tuv(tag: str, text: str, props: str = "") -> str:
    if FORBIDDEN.search(text):
        props += _prop("x-escaped", "yes")
        text = FORBIDDEN.sub(lambda match: f"\\u{ord(match.group()):04x}", text.replace("\\", "\\\\"))
    return f"<tuv xml:lang={_quoted(tag)}>\n{props}<seg>{_escaped(text)}</seg></tuv>\n"


def _prop(kind: str, value: str) -> str:
    return f"<prop type={_quoted(kind)}>{_escaped(FORBIDDEN.sub('?', value))}</prop>\n"


def _text(tuv: ET.Element) -> str:
    text = tuv.findtext("seg", "")
    if any(prop.get("type") == "x-escaped" for prop in tuv.findall("prop")):
        return re.sub(r"\\(\\|u([0-9a-f]{4}))", lambda m: chr(int(m[2], 16)) if m[2] else "\\", text)
    return text


def _escaped(text: str) -> str:
    return escape(text, quote=False).replace("\r", "&#13;")


def _quoted(value: str) -> str:
    return f'"{escape(value)}"'
