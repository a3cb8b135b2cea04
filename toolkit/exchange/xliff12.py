"""XLIFF 1.2 strict (OASIS 2008): a group is a paragraph, a trans-unit a sentence; one <file> for each target language.

    untranslated   no target
    drafted        needs-review-translation, state-qualifier mt-suggestion
    stale          needs-review-translation, state-qualifier fuzzy-match: the text it was made for has changed
    fuzzy          needs-review-translation
    reviewed       final, approved="yes"

Codes are `bpt`, `ept`, `it` and `ph` with their raw form inside; a control character is
`<ph ctype="x-char">\\u001f</ph>`.
"""

import xml.etree.ElementTree as ET  # for types; parsing is in xml.py

from toolkit.errors import BundleError
from toolkit.exchange import xml
from toolkit.exchange.inline import Mark, marked
from toolkit.exchange.rows import Row, bases, id_of, kind_of, paragraphs, units_of
from toolkit.languages import Language, code_of, language
from toolkit.units import Bundle, Segment, TranslationUnit

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
VERSION = "1.2"
REVIEW = "needs-review-translation"
STATES = {
    "reviewed": ("final", ""),
    "drafted": (REVIEW, "mt-suggestion"),
    "fuzzy": (REVIEW, ""),
    "stale": (REVIEW, "fuzzy-match"),
}
"""Status -> state and state-qualifier of the target."""
APPROVED = ("final", "signed-off")
MACHINE = ("mt-suggestion", "leveraged-mt", "leveraged-inherited")
ELEMENTS = {"open": "bpt", "close": "ept", "begin": "it", "end": "it", "placeholder": "ph"}


def write(bundle: Bundle, generator: str) -> bytes:
    """The bundle as one file."""
    source = language(bundle.document.language)
    tool, _, version = generator.partition(" ")
    parts = [f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2" xmlns="{NAMESPACE}">\n']
    units = units_of(bundle)
    for code in bundle.languages[1:]:
        target, by_key, note = language(code), units[code], xml.packed(bases(bundle, code))
        parts.append(
            f'<file original={xml.quoted(bundle.document.name)} source-language="{source.tag}" '
            f'target-language="{target.tag}" datatype="plaintext" xml:space="preserve" tool-id={xml.quoted(tool)}>\n'
            f"<header>\n<tool tool-id={xml.quoted(tool)} tool-name={xml.quoted(tool)} "
            f'tool-version={xml.quoted(version or "0")}/>\n<note from="x-base">{note}</note>\n</header>\n<body>\n'
        )
        for number, (place, segments) in enumerate(paragraphs(bundle), start=1):
            kind = xml.quoted(f"x-{kind_of(segments[0]).replace(' ', '-')}")
            parts.append(f"<group id={xml.quoted(f'{number}-{place}')} restype={kind}>\n")
            parts += [_unit(segment, by_key.get(segment.key), target) for segment in segments]
            parts.append("</group>\n")
        parts.append("</body>\n</file>\n")
    parts.append("</xliff>\n")
    return "".join(parts).encode("utf-8")


def read(data: bytes) -> list[Row]:
    """The rows of an XLIFF 1.2 file, also of another tool's. Raises BundleError for anything else."""
    root = xml.parse(data, "XLIFF")
    if xml.name(root) != "xliff" or not root.get("version", "").startswith("1."):
        raise BundleError('this is no XLIFF 1.2 file: the root element is not <xliff version="1.2">')
    found = []
    for file in root:
        if xml.name(file) != "file":
            continue
        code = code_of(file.get("target-language", ""))
        notes = [note.text or "" for note in file.iter() if xml.name(note) == "note" and note.get("from") == "x-base"]
        exported = xml.unpacked(" ".join(notes))
        units = (unit for unit in file.iter() if xml.name(unit) == "trans-unit")
        found += [_row(unit, code, exported, file.get("original", "")) for unit in units]
    return found


def _unit(segment: Segment, unit: TranslationUnit | None, language_: Language) -> str:
    original = marked(segment.source)
    approved = ' approved="yes"' if unit is not None and unit.status == "reviewed" else ' approved="no"'
    parts = [
        (
            f'<trans-unit id={xml.quoted(id_of(segment))}{approved} xml:space="preserve">\n'
            f"<source>{''.join(map(_part, original))}</source>\n"
        )
    ]
    if unit is not None and unit.target:
        state, qualifier = STATES[unit.status]
        qualified = f' state-qualifier="{qualifier}"' if qualifier else ""
        body = "".join(map(_part, marked(unit.target, original)))
        parts.append(f'<target xml:lang="{language_.tag}" state="{state}"{qualified}>{body}</target>\n')
    if segment.context:
        parts.append(
            '<context-group purpose="match"><context context-type="x-msgctxt">'
            f"{xml.text(xml.visible(segment.context))}</context></context-group>\n"
        )
    if segment.note:
        parts.append(f'<note from="developer">{xml.text(xml.visible(segment.note))}</note>\n')
    if unit is not None and unit.origin is not None and unit.origin.kind != "person":
        told = " ".join((unit.origin.signature or unit.origin.kind, *unit.origin.flags))
        parts.append(f'<note from="engine" annotates="target">{xml.text(xml.visible(told))}</note>\n')
    return "".join(parts) + "</trans-unit>\n"


def _part(part: str | Mark) -> str:
    if isinstance(part, str):
        return "".join(
            xml.text(text) + (f'<ph id="u{ord(sign):04x}" ctype="x-char">\\u{ord(sign):04x}</ph>' if sign else "")
            for text, sign in xml.pieces(part)
        )
    name, raw = ELEMENTS[part.role], part.code.raw
    attributes = f' id="{part.number}"'
    if name == "it":
        attributes += f' pos="{"open" if part.role == "begin" else "close"}"'
    if xml.FORBIDDEN.search(raw):
        if name == "ept":  # the schema gives it no ctype
            name, attributes = "it", f'{attributes} pos="close"'
        return f'<{name}{attributes} ctype="x-escaped">{xml.text(xml.escaped_raw(raw))}</{name}>'
    return f"<{name}{attributes}>{xml.text(raw)}</{name}>"


def _row(unit: ET.Element, code: str, exported: dict[str, str], document: str) -> Row:
    own = {xml.name(child): child for child in unit}
    place, target = unit.get("id", ""), own.get("target")
    text = "" if target is None else content(target)
    status = "untranslated"
    if target is not None and text:
        state, qualifier = target.get("state", ""), target.get("state-qualifier", "")
        approved = unit.get("approved") == "yes" or state in APPROVED
        machine = "drafted" if qualifier in MACHINE else "stale" if qualifier == "fuzzy-match" else "fuzzy"
        status = "reviewed" if approved else machine
    source = "" if "source" not in own else content(own["source"])
    return Row(place, code, source, text, status, exported.get(place, ""), document)


def content(element: ET.Element) -> str:
    """Text with codes in their raw form; what another tool's codes stand for is in `equiv-text`, if anywhere."""
    parts = [element.text or ""]
    for child in element:
        inner = content(child)
        if child.get("ctype") in ("x-char", "x-escaped"):
            inner = xml.unescaped_raw(inner)
        parts += [inner or child.get("equiv-text", ""), child.tail or ""]
    return "".join(parts)
