"""Which fonts have the letters of a language, as far as anyone can say by a name, and what to use instead."""

import re

from toolkit.languages import Language

CHINESE = {
    "zh": "SimSun", "zt": "PMingLiU", "ja": "MS Mincho", "ko": "Batang",
}  # fmt: skip
"""Language -> the font for it that every Word knows; other systems put their own in its place."""
EAST_ASIAN_NAME = re.compile(
    r"[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7a3]|CJK|Han Sans|Han Serif|WenQuanYi|\b(?:N?Sim(?:Sun|Hei)|YaHei|Deng"
    r"Xian|(?:ST|FZ|MS |Ms|P?MingLiU|JhengHei|Kai(?:Ti|U)|Fang\s?Song|Song|Ming|Hei|Gothic|Mincho|Meiryo|Batang|Gulim|"
    r"Dotum|Malgun|Nanum|Arial Unicode|PingFang|Hiragino|Droid Sans Fallback)\w*)",
    re.IGNORECASE,
)
LATIN_GOTHIC = re.compile(r"(?:Century|Franklin|Letter|Copperplate|News|Trade|Highway) Gothic", re.IGNORECASE)
"""What is called Gothic in the West has no hanzi."""
EXTENDED_CYRILLIC = re.compile(
    r"(?:Times New Roman|Arial|Calibri|Cambria|Candara|Consolas|Constantia|Corbel|Courier New|Segoe UI|Tahoma|Verdana|"
    r"Microsoft Sans Serif|Sylfaen|Aptos|Liberation|DejaVu|Noto|Carlito|Caladea|PT (?:Sans|Serif|Mono)|Roboto|"
    r"Open Sans|Source (?:Sans|Serif|Code)|Fira|Free(?:Sans|Serif|Mono)|Linux (?:Libertine|Biolinum)|Libertinus|"
    r"Charis SIL|Gentium|Ubuntu|Inter|Lucida Grande|Helvetica Neue|Palatino Linotype)\b",
    re.IGNORECASE,
)
"""Fonts that have Ң, Ө and Ү."""
NO_CYRILLIC = re.compile(
    r"(?:Algerian|Baskerville|Bauhaus|Bell MT|Berlin Sans|Bernard MT|Bodoni|Bradley Hand|Britannic|Broadway|"
    r"Brush Script|Californian|Calisto|Castellar|Centaur|Centuria|Century Schoolbook|Cochin|Cooper|Copperplate|"
    r"Didot|Edwardian|Elephant|Engravers|Eras|Felix|Footlight|Freestyle|Futura|Georgia Pro|Gigi|Gill Sans|"
    r"Goudy|Haettenschweiler|Harlow|Harrington|Helvetica|High Tower|Hoefler|Imprint|Informal|Jokerman|Kristen|"
    r"Lucida (?:Bright|Calligraphy|Fax|Handwriting|Sans)|Magneto|Maiandra|Modern No|Monotype|Optima|Palatino|"
    r"Papyrus|Parchment|Perpetua|Playbill|Poor Richard|Pristina|Rockwell|Script MT|Snap|Stencil|Times Roman|"
    r"Tw Cen|Univers|Viner|Vivaldi|Vladimir|Wide Latin)\b",
    re.IGNORECASE,
)
BASIC_CYRILLIC = frozenset({"ru", "uk", "be", "bg", "mk", "sr"})
"""Languages whose letters stand in every Cyrillic font; other Cyrillic alphabets have letters of their own."""
SYMBOLS = re.compile(r"(?:Symbol|OpenSymbol|Wingdings|Webdings|Zapf Dingbats|MT Extra|Cambria Math)", re.IGNORECASE)
FAMILIES = (
    (re.compile(r"mono|courier|code|typewriter|console", re.IGNORECASE), "Courier New"),
    (re.compile(r"sans|gothic|grotes|helvetica|futura|univers|gill|tw cen|eras|optima|frutiger|lato|montserrat|"
                r"rockwell|impact|trebuchet|century gothic|raleway", re.IGNORECASE), "Arial"),
    (re.compile(""), "Times New Roman"),
)  # fmt: skip
"""What a font looks like by its name -> a font of the kind that has every Cyrillic letter."""


def east_asian_fallback(font: str, target: Language) -> str:
    """The font for a language written in hanzi (or kana, hangul) where `font` has them not; "" where it has."""
    fallback = CHINESE.get(target.code, "")
    if not fallback or SYMBOLS.match(font):
        return ""
    has = EAST_ASIAN_NAME.search(font) and not LATIN_GOTHIC.search(font)
    return "" if has else fallback


def cyrillic_fallback(font: str, target: Language) -> str:
    """The font for a language in Cyrillic letters where `font` lacks some of them or may; "" where it has them."""
    if target.script != "Cyrl" or not font or SYMBOLS.match(font):
        return ""
    lacks = NO_CYRILLIC.match(font) if target.code in BASIC_CYRILLIC else not EXTENDED_CYRILLIC.match(font)
    return next(fallback for look, fallback in FAMILIES if look.search(font)) if lacks else ""
