"""What a backslash means in Java's regular expressions."""

import unicodedata

HORIZONTAL = r"\t \u00a0\u1680\u180e\u2000-\u200a\u202f\u205f\u3000"
VERTICAL = r"\n\x0b\f\r\x85\u2028\u2029"
PROPERTIES = {
    "javaLowerCase": r"\p{Ll}", "javaUpperCase": r"\p{Lu}", "javaTitleCase": r"\p{Lt}", "javaWhitespace": r"\s",
    "javaDigit": r"\p{Nd}", "javaLetter": r"\p{L}", "javaLetterOrDigit": r"\p{L}\p{Nd}", "javaAlphabetic": r"\p{L}",
    "Lower": "a-z", "Upper": "A-Z", "ASCII": r"\x00-\x7f", "Alpha": "A-Za-z", "Digit": "0-9", "Alnum": "A-Za-z0-9",
    "Punct": r"!-/:-@\[-`{-~", "Graph": "!-~", "Print": " -~", "Blank": r" \t", "Cntrl": r"\x00-\x1f\x7f",
    "XDigit": "0-9A-Fa-f", "Space": r"\t-\r ",
}  # fmt: skip
"""Property names that only Java knows -> the inside of a character class."""
SIMPLE_ESCAPES = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "a": "\a", "e": "\x1b"}
SHORTHANDS = {"d": r"\d", "D": r"\D", "w": r"\w", "W": r"\W", "s": r"\s", "S": r"\S"}
NUMBERS = {
    "x": r"\{([0-9A-Fa-f]{1,6})\}|([0-9A-Fa-f]{2})",
    "u": r"([Dd][89ABab][0-9A-Fa-f]{2}\\u[Dd][C-Fc-f][0-9A-Fa-f]{2})|([0-9A-Fa-f]{4})|\{([0-9A-Fa-f]{1,6})\}",
    "0": r"([0-3]?[0-7]{1,2})",
    "c": r"([@-_a-z])",
    "N": r"\{([^}]+)\}",
}
"""Escapes that number or name a character -> what follows them."""
SPECIAL = frozenset("\\[](){}.*+?^$|&-~#@!=<>:\"'`,; \t\n\r\f\v")


def numbered(mark: str, value: str) -> str:
    """The character that an escape of NUMBERS names. Raises KeyError or ValueError where there is none."""
    if mark == "N":
        return unicodedata.lookup(value)
    if mark == "c":
        return chr(ord(value.upper()) ^ 64)
    if "\\u" in value:
        high, low = (int(half, 16) for half in value.split("\\u"))
        return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    return chr(int(value, 8 if mark == "0" else 16))


def quote(character: str) -> str:
    """A character as it may stand both inside and outside of a class."""
    if character in SPECIAL:
        return "\\" + character if character.isprintable() and character != " " else f"\\x{ord(character):02x}"
    return character if character.isprintable() else f"\\U{ord(character):08x}"
