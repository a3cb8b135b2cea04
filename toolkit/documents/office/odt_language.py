"""Language, direction and fonts of a translated OpenDocument text."""

from collections.abc import Sequence

from toolkit.documents.office.fonts import CHINESE, cyrillic_fallback, east_asian_fallback
from toolkit.documents.office.xml_tree import (
    Element,
    attribute,
    child,
    full,
    make,
    name_of,
    say_language,
    set_attribute,
)
from toolkit.languages import Language, regional_tag

NONE = ("none", "zxx")
"""Text in no language: it stays so."""


def set_language(root: Element, declaring: Sequence[Element], target: Language) -> bool:
    """Says in one part which language it is in; whether anything changed. `declaring`: roots that declare fonts."""
    if name_of(root) == "office:document-meta":
        return _meta_language(root, target)
    families = {
        attribute(face, "style:name"): attribute(face, "svg:font-family").strip("'\" ")
        for one in declaring
        for face in one.iter(full("style:font-face", one))
    }
    changed = False
    for style in root.iter(full("style:default-style", root)):
        if attribute(style, "style:family") == "paragraph":
            changed = True
            _set_defaults(style, target)
    for properties in root.iter(full("style:text-properties", root)):
        changed |= _set_text(properties, families, target)
    for properties in root.iter(full("style:paragraph-properties", root), full("style:page-layout-properties", root)):
        mode = attribute(properties, "style:writing-mode")
        wanted = "rl-tb" if target.direction == "rtl" else "lr-tb"
        if mode in ("rl-tb", "lr-tb", "rl", "lr") and mode != wanted:
            set_attribute(properties, "style:writing-mode", wanted)
            changed = True
    return changed


def _meta_language(root: Element, target: Language) -> bool:
    meta = child(root, "office:meta")
    if meta is None:
        return False
    return say_language(meta, target)


def _set_defaults(style: Element, target: Language) -> None:
    properties = child(style, "style:text-properties")
    if properties is None:
        properties = make("style:text-properties", style)
        style.append(properties)
    language, country = _names(target)
    if attribute(properties, language, NONE[0]) in NONE:
        set_attribute(properties, language, "und")  # _set_text says which
        set_attribute(properties, country, "none")
    if target.direction == "rtl":
        paragraph = child(style, "style:paragraph-properties")
        if paragraph is None:
            paragraph = make("style:paragraph-properties", style)
            style.insert(0, paragraph)
        set_attribute(paragraph, "style:writing-mode", "rl-tb")


def _names(target: Language) -> tuple[str, str]:
    """The attributes that name language and country, for the kind of script."""
    if target.code in CHINESE:
        return "style:language-asian", "style:country-asian"
    if target.direction == "rtl":
        return "style:language-complex", "style:country-complex"
    return "fo:language", "fo:country"


def _set_text(properties: Element, families: dict[str, str], target: Language) -> bool:
    changed = False
    language, country = _names(target)
    if attribute(properties, language) and attribute(properties, language) not in NONE:
        parts = regional_tag(target.code).split("-")
        set_attribute(properties, language, parts[0])
        set_attribute(properties, country, parts[1] if len(parts) > 1 else "none")
        changed = True
    suffix = "-asian" if target.code in CHINESE else ""
    prefix = "style" if suffix else "fo"
    named, family = f"style:font-name{suffix}", f"{prefix}:font-family{suffix}"
    font = families.get(attribute(properties, named), "") or attribute(properties, family).strip("'\" ")
    if font:
        fallback = east_asian_fallback(font, target) if suffix else cyrillic_fallback(font, target)
        if fallback:
            properties.attrib.pop(full(named, properties), None)
            set_attribute(properties, family, f"'{fallback}'" if " " in fallback else fallback)
            changed = True
    return changed
