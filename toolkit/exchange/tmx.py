"""TMX 1.4b (LISA OSCAR 2005), all languages in one file; every sentence says how far each translation is.

`tuid` is the id of the sentence; properties carry document, context and kind, and for each translation `x-status`,
`x-state` (XLIFF's word), `x-origin` and `x-base`. A machine's draft has `changeid="MT!"`, the mark by which other
tools know one. A sentence that nobody translated stands there in its own language alone.

Inline codes are `bpt`, `ept`, `it` and `ph` with their raw form inside. XML cannot hold most control characters: one is
`<ph type="x-char">\\u001f</ph>`.
"""

import xml.etree.ElementTree as ET  # for types; parsing of whole files is in xml.py
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

from toolkit.errors import BundleError
from toolkit.exchange import xml
from toolkit.exchange.inline import Mark, Marked, marked
from toolkit.exchange.rows import Row, base_of, catalogs_of, id_of, kind_of, remembered, units_of
from toolkit.languages import code_of, language
from toolkit.units import STATUSES, Bundle, Content, TranslationUnit

ELEMENTS = {"open": "bpt", "close": "ept", "begin": "it", "end": "it", "placeholder": "ph"}
MACHINE = "MT!"
ANY = "*all*"
"""Source language of a file in which any language is translated into any other."""


def write(bundle: Bundle, generator: str) -> bytes:
    """The bundle as one file; `generator` is `<tool> <version>`."""
    tool, _, version = generator.partition(" ")
    source = language(bundle.document.language)
    targets = [language(code) for code in bundle.languages[1:]]
    units, catalogs = units_of(bundle), catalogs_of(bundle)
    parts = [
        (
            '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
            f"<header creationtool={xml.quoted(tool)} creationtoolversion={xml.quoted(version or '0')} "
            f'segtype="sentence" o-tmf="gettext PO" adminlang="en" srclang={xml.quoted(source.tag)} '
            f'datatype="plaintext">\n{_prop("x-document", bundle.document.name)}'
            f"{_prop('x-languages', ' '.join(one.tag for one in targets))}</header>\n<body>\n"
        )
    ]
    for segment in bundle.segments:
        original = marked(segment.source)
        parts.append(f"<tu tuid={xml.quoted(id_of(segment))}>\n{_prop('x-document', bundle.document.name)}")
        parts.append(_prop("x-kind", kind_of(segment)))
        if segment.context:
            parts.append(_prop("x-context", segment.context))
        parts.append(_tuv(source.tag, original))
        for one in targets:
            unit = units[one.code].get(segment.key)
            if unit is not None and unit.target:
                base = remembered(catalogs[one.code], unit.text, unit.status)
                parts.append(_tuv(one.tag, marked(unit.target, original), unit, base))
        parts.append("</tu>\n")
    parts.append("</body>\n</tmx>\n")
    return "".join(parts).encode("utf-8")


def read(data: bytes) -> list[Row]:
    """The rows of a TMX file, also of another tool's: what says no status is taken for a translation to review.

    Raises BundleError for anything but TMX.
    """
    root = xml.parse(data, "TMX")
    header = root.find("header")
    if xml.name(root) != "tmx" or header is None:
        raise BundleError("this is no TMX file: the root element is not <tmx> with a <header>")
    declared = [code_of(tag) for tag in _props(header).get("x-languages", "").split()]
    document = _props(header).get("x-document", "")
    general = code_of(header.get("srclang", ""))
    return [row for tu in root.iter("tu") for row in _rows_of(tu, general, declared, document)]


def stream(file: BinaryIO) -> Iterator[list[Row]]:
    """The rows of each unit of a TMX file of any size, one unit after the other. Raises BundleError with the line."""
    general, declared, document, root = "", list[str](), "", None
    for event, element in xml.events(file, "TMX"):
        if event == "start":
            root = element if root is None else root
        elif element.tag == "header":
            props = _props(element)
            declared = [code_of(tag) for tag in props.get("x-languages", "").split()]
            document, general = props.get("x-document", ""), code_of(element.get("srclang", ""))
        elif element.tag == "tu":
            yield _rows_of(element, general, declared, document, bare=True)
            element.clear()
            for parent in (root, root.find("body") if root is not None else None):
                if parent is not None and element in parent:
                    parent.remove(element)  # else a mere husk of each unit would stay, and there may be millions
    if root is None or root.tag != "tmx":
        raise BundleError("this is no TMX file: the root element is not <tmx>")


def unit(tags: tuple[str, str], source: Content, target: Content, props: Mapping[str, str]) -> str:
    """One unit of a memory: a text and its approved translation, in the languages of both tags."""
    original = marked(source)
    told = "".join(_prop(kind, value) for kind, value in props.items())
    return f"<tu>\n{told}{_tuv(tags[0], original)}{_tuv(tags[1], marked(target, original))}</tu>\n"


def _rows_of(tu: ET.Element, general: str, declared: Sequence[str], document: str, *, bare: bool = False) -> list[Row]:
    """The rows of one unit: `general` is the source language of the file, `declared` its targets.

    With `bare`, a unit in its own language alone has a row too, in no language.
    """
    main = code_of(tu.get("srclang", "")) or general
    variants = {code_of(tuv.get(xml.LANG) or tuv.get("lang") or ""): tuv for tuv in tu.findall("tuv")}
    if main == ANY:  # no language is the source; it is the first that nobody exported as a translation
        main = next((code for code in variants if code not in declared), next(iter(variants), ""))
    elif main not in variants:  # `en-GB` where the header says `en`
        main = next((code for code in variants if code.partition("-")[0] == main.partition("-")[0]), main)
    source = variants.pop(main, None)
    if source is None:
        raise BundleError(f"the unit {tu.get('tuid', '')!r} has no text in the source language {main!r}")
    own = _props(tu).get("x-document", document)
    found = []
    for code in dict.fromkeys((*declared, *variants)):
        tuv = variants.get(code)
        text = "" if tuv is None else _text(tuv)
        props = {} if tuv is None else _props(tuv)
        default = "fuzzy" if text else "untranslated"
        status = props.get("x-status", default)
        status = status if status in STATUSES else default
        base = props.get("x-base", "") if tuv is not None else base_of("", "untranslated")
        found.append(Row(tu.get("tuid", ""), code, _text(source), text, status, base, own))
    return found or [Row(tu.get("tuid", ""), "", _text(source), "", "untranslated", "", own)] * bare


def _tuv(tag: str, content: Marked, unit: TranslationUnit | None = None, base: str = "") -> str:
    props, machine = "", ""
    if unit is not None:
        props = _prop("x-status", unit.status) + _prop("x-state", unit.state.value)
        if unit.origin is not None:
            props += _prop("x-origin", unit.origin.signature or unit.origin.kind)
            props += "".join(_prop("x-flag", flag) for flag in unit.origin.flags)
        props += _prop("x-base", base)
        machine = f' changeid="{MACHINE}"' if unit.status == "drafted" else ""
    line = "\n" if props else ""
    return f"<tuv xml:lang={xml.quoted(tag)}{machine}>{line}{props}<seg>{''.join(map(_part, content))}</seg></tuv>\n"


def _part(part: str | Mark) -> str:
    if isinstance(part, str):
        return "".join(
            xml.text(text) + (f'<ph type="x-char">\\u{ord(sign):04x}</ph>' if sign else "")
            for text, sign in xml.pieces(part)
        )
    name, raw = ELEMENTS[part.role], part.code.raw
    attributes = f' i="{part.number}"' if name in ("bpt", "ept") else f' x="{part.number}"'
    if name == "it":
        attributes = f' pos="{part.role}"' + attributes
    if xml.FORBIDDEN.search(raw):
        if name != "ept":  # the one element that the DTD gives no type
            return f'<{name}{attributes} type="x-escaped">{xml.text(xml.escaped_raw(raw))}</{name}>'
        return f'<it pos="end" x="{part.number}" type="x-escaped">{xml.text(xml.escaped_raw(raw))}</it>'
    return f"<{name}{attributes}>{xml.text(raw)}</{name}>"


def _text(tuv: ET.Element) -> str:
    seg = tuv.find("seg")
    return "" if seg is None else _content(seg)


def _content(element: ET.Element) -> str:
    parts = [element.text or ""]
    for child in element:
        inner = _content(child)
        kind = child.get("type", "")
        parts.append(xml.unescaped_raw(inner) if kind in ("x-char", "x-escaped") else inner)
        parts.append(child.tail or "")
    return "".join(parts)


def _prop(kind: str, value: str) -> str:
    return f"<prop type={xml.quoted(kind)}>{xml.text(xml.visible(value))}</prop>\n"


def _props(element: ET.Element) -> dict[str, str]:
    return {prop.get("type", ""): prop.text or "" for prop in element.findall("prop")}
