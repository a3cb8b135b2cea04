"""Language and fonts of a translated Word document: w:lang, w:rFonts and dc:language."""

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


def set_language(root: Element, theme: Element | None, target: Language) -> bool:
    """Says in one part (styles, core properties, or text) which language it is in; whether anything changed.

    `theme` is the root of the theme part, which fonts may come from.
    """
    if name_of(root) == "cp:coreProperties":
        return say_language(root, target)
    if name_of(root) == "w:styles":
        _defaults(root, target)
        for lang in root.iter(full("w:lang", root)):
            _set_lang(lang, target)
    changed = False
    for fonts in root.iter(full("w:rFonts", root)):
        changed |= _set_fonts(fonts, theme, target)
    return changed or name_of(root) == "w:styles"


def _defaults(styles: Element, target: Language) -> None:
    """Makes sure that the defaults name the language and, for Chinese, a font."""
    defaults = _ensured(styles, "w:docDefaults", first=True)
    properties = _ensured(_ensured(defaults, "w:rPrDefault", first=True), "w:rPr")
    if child(properties, "w:lang") is None:
        properties.append(make("w:lang", styles))
    if target.code in CHINESE:
        fonts = _ensured(properties, "w:rFonts", first=True)
        if not attribute(fonts, "w:eastAsia"):
            set_attribute(fonts, "w:eastAsia", east_asian_fallback("", target))


def _ensured(parent: Element, name: str, *, first: bool = False) -> Element:
    found = child(parent, name)
    if found is None:
        found = make(name, parent)
        parent.insert(0 if first else len(parent), found)
    return found


def _set_lang(lang: Element, target: Language) -> None:
    key = "w:eastAsia" if target.code in CHINESE else "w:bidi" if target.direction == "rtl" else "w:val"
    set_attribute(lang, key, regional_tag(target.code))


def _set_fonts(fonts: Element, theme: Element | None, target: Language) -> bool:
    if target.code in CHINESE:
        font, themed = attribute(fonts, "w:eastAsia"), attribute(fonts, "w:eastAsiaTheme")
        if not (font or themed):
            return False
        if themed:
            font = _theme_font(theme, themed)
        if not (fallback := east_asian_fallback(font, target)):
            return False
        fonts.attrib.pop(full("w:eastAsiaTheme", fonts), None)  # what a theme names would count more
        set_attribute(fonts, "w:eastAsia", fallback)
        return True
    themed = attribute(fonts, "w:hAnsiTheme")
    font = _theme_font(theme, themed) if themed else attribute(fonts, "w:hAnsi") or attribute(fonts, "w:ascii")
    fallback = cyrillic_fallback(font, target)
    if not fallback:
        return False
    fonts.attrib.pop(full("w:hAnsiTheme", fonts), None)
    set_attribute(fonts, "w:hAnsi", fallback)  # letters outside ASCII; figures and Latin names keep their font
    return True


def _theme_font(theme: Element | None, themed: str) -> str:
    """The font that `minorHAnsi`, `majorEastAsia` and the like stand for; "" where the theme has none of its own."""
    if theme is None:
        return ""
    group = "a:majorFont" if themed.startswith("major") else "a:minorFont"
    kind = "a:ea" if themed.endswith("EastAsia") else "a:cs" if themed.endswith("Bidi") else "a:latin"
    for element in theme.iter(full(group, theme)):
        font = child(element, kind)
        return "" if font is None else str(font.get("typeface") or "")
    return ""
