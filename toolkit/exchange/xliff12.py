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
from collections.abc import Mapping
from dataclasses import replace

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
EMPTY = ("x", "bx", "ex")
"""Codes without content; some tools say in `equiv-text` what they stand for."""
WAITING = ("new", "needs-translation")
"""States of a target that is only a placeholder."""
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


CONTEXTS = ("x-msgctxt", "x-gettext-msgctxt")
"""What the context of a message is called, here and by the profile of XLIFF for gettext."""


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
        kept = file.get(xml.SPACE) or root.get(xml.SPACE) or ""
        units = [unit for unit in file.iter() if xml.name(unit) == "trans-unit"]
        rows = [_row(unit, code, exported, file.get("original", ""), unit.get(xml.SPACE) or kept) for unit in units]
        # A file that does not name its language may name it in the targets.
        named = next((row.language for row in rows if row.language), "")
        if rows and not named:
            raise BundleError("the file does not say which language it is translated into; name it as target-language")
        found += [row if row.language else replace(row, language=named) for row in rows]
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


def _row(unit: ET.Element, code: str, exported: dict[str, str], document: str, space: str) -> Row:
    own = {xml.name(child): child for child in unit}
    place, target = unit.get("id", ""), own.get("target")
    known = _codes(own["source"]) if "source" in own else {}
    lost = [] if target is None else _lost(target, known)
    text = "" if target is None else xml.outdented(content(target, known), target.get(xml.SPACE) or space)
    source = "" if "source" not in own else xml.outdented(content(own["source"]), own["source"].get(xml.SPACE) or space)
    if target is not None and target.get("state") in WAITING and text == source:
        text = ""  # the source as a placeholder, which nobody has translated
    code = code or code_of("" if target is None else target.get(xml.LANG, ""))
    status = "untranslated"
    if target is not None and text:
        state, qualifier = target.get("state", ""), target.get("state-qualifier", "")
        approved = unit.get("approved") == "yes" or state in APPROVED
        machine = "drafted" if qualifier in MACHINE else "stale" if qualifier == "fuzzy-match" else "fuzzy"
        status = "reviewed" if approved else machine
    told = f"the code {lost[0]} stands in it, and the file does not say what it is" if text and lost else ""
    return Row(place, code, source, text, status, exported.get(place, ""), document, _context(unit), told)


def _context(unit: ET.Element) -> str:
    """The context of the message, as gettext's tools and Weblate call it."""
    contexts = (one for one in unit.iter() if xml.name(one) == "context")
    return next((one.text or "" for one in contexts if one.get("context-type") in CONTEXTS), "")


def content(element: ET.Element, codes: Mapping[str, str] | None = None) -> str:
    """Text with codes in their raw form; what another tool's codes stand for is in `equiv-text`, if anywhere.

    `codes` says what codes of the source stand for, by their ids. What a tracked change deleted is left out.
    """
    parts = [element.text or ""]
    for child in element:
        if not xml.deleted(child):
            inner = content(child, codes)
            if child.get("ctype") in ("x-char", "x-escaped"):
                inner = xml.unescaped_raw(inner)
            known = (codes or {}).get(child.get("id", ""), "") if xml.name(child) in EMPTY else ""
            parts.append(inner or child.get("equiv-text", "") or known)
        parts.append(child.tail or "")
    return "".join(parts)


def _codes(source: ET.Element) -> dict[str, str]:
    """Id -> text of the codes of a source."""
    return {child.get("id", ""): content(child) or child.get("equiv-text", "") for child in source.iter()
            if xml.name(child) in (*EMPTY, "ph")}  # fmt: skip


def _lost(target: ET.Element, known: Mapping[str, str]) -> list[str]:
    """The codes of a target that no text is known of."""
    return [
        f'<{xml.name(child)} id="{child.get("id", "")}"/>'
        for child in target.iter()
        if xml.name(child) in EMPTY and not (child.get("equiv-text") or known.get(child.get("id", "")))
    ]
