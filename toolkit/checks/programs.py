"""Strings of programs: what in them is for programmers, and what a translation need not answer word for word.

A context before the text (`menu|Open`, `editor^Castle`), keywords for a search, the names of translators, commands and
values that stay as they are.
"""

import functools
import re
from collections.abc import Iterator

from toolkit import late
from toolkit.checks.pair import Pair, own_letter

CREDITS = frozenset(
    (
        "translator-credits", "translator_credits", "translator credits", "translators-credits", "translation-credits",
        "translated-by", "your names", "your emails", "name of translators", "email of translators",
    )
)  # fmt: skip
"""What stands for the names and addresses of those who translate (GNOME, KDE)."""
OF_TRANSLATORS = late.compile(
    r"\s*(?:translat(?:ors?(?:'?s?[ _]names?)?|ed by|ion by)|localized by)\W*\Z|.*\byour names? here\b", re.IGNORECASE
)
"""A heading that is answered with names and e-mail addresses."""
KEY = late.compile(
    r"[a-z][a-z\d]*(?:[._-][a-z\d]+)*[._][a-z\d]+(?:[._-][a-z\d]+)*\??|[A-Z][A-Z\d]*(?:_[A-Z\d]+){2,}\??"
)
HYPHENS = late.compile(r"[a-z]+(?:-[a-z]+)+")
MUCH = 5
"""A key that looks like words is known by a translation so many times as long."""
"""A message that is named and not said in the source: site_title, FILE_NOT_FOUND."""
CONTEXT = late.compile(r"\?[\w ]{1,30}:(?=\S)|[^\W\d_][\w ./:-]{0,40}\^|[^|\n^<>%{$&]{1,40}\|(?=[^|\s])")
"""Before the text: freeciv's `?unitflag:`, Wesnoth's `editor^`, GLib's `menu|`."""
KEYWORDS = late.compile(r"(?:[^;\n]{1,40};){2,}[^;\n]{0,40}")
"""Words by which a desktop finds a program: any number of them may be added."""
LISTED = late.compile(r"(?:[\w -]{1,30}, ?){2,}[\w -]{1,30}")
"""The same with commas, behind which a translation has its own."""
USAGE = late.compile(
    r"^\s*usage:|\[(?:<|--?[a-zA-Z])|\[[a-zA-Z]+ ?(?:\.\.\.|…)\]|\{ ?[\w-]+ ?\| ?[\w-]+|\w \| \w+ \| \w", re.IGNORECASE
)
"""How a command is called; what is to be typed stands there as it is."""
ELEMENTS = (
    "literal|code|command|tt|option|keycap|filename|kbd|samp|var|application|app|userinput|computeroutput|systemitem|"
    "replaceable|arg|cmd|varname|prompt|envar|parameter|function"
)
VERBATIM = late.compile(rf"<(?P<element>{ELEMENTS})\b[^<>]*>(?P<code>[^<>]+)</(?P=element)\s*>")
"""An element whose text is a code."""
EMPHASISED = late.compile(r"<(?P<element>em|strong|i|b|tt)>(?P<said>[a-z][a-z\d+.-]*)</(?P=element)>")
"""An element with one word in small letters, the name of a command: <strong>apt</strong>."""
IN_QUOTES = late.compile(r"""(?<![A-Za-z])["'“„”«`‘「『](?P<said>[a-z]+(?: [a-z]+)?)["'”“»`’」』](?![A-Za-z])""")
"""A word or two in quotation marks that a translation alone has: 「none」."""
QUOTED = late.compile(r"""(?<!\w)["'“„”«`‘「](?P<said>[^"'“„”«»`‘’「」\n]{1,40})["'”“»`’」](?!\w)""")
GLOSS = late.compile(r"(?<=[^\x00-\x7f])\s?[(（](?P<said>[A-Za-z][A-Za-z -]{1,40})[)）]")
OF_CODE = late.compile(r"^(?:[ \t]+\S.*|.*[{}\"=;].*)$", re.MULTILINE)
"""A line of several that is indented, or has signs of code."""
NAME = late.compile(r"\[[a-z][\w-]*\]")
"""Of a section or an option: [theme]."""
GCC_QUOTED = late.compile("%<(?P<said>[^%\n]{1,60})%>")
CHOICES = late.compile(r"[\[{(=](?P<said>[\w+-]+(?:\|[\w+-]+)+)(?=[\]})\s]|\Z)")
"""Values of which one is to be typed: [always|never|auto]."""
LONGEST_QUOTED, LONGEST_CODE = 4, 40
"""Words of a value in quotation marks, and of an element of code; what is longer is said."""
VALUES = (
    (VERBATIM, LONGEST_CODE),
    (EMPHASISED, 1),
    (QUOTED, LONGEST_QUOTED),
    (GCC_QUOTED, LONGEST_QUOTED),
    (CHOICES, LONGEST_QUOTED),
)
WORDS = late.compile("[a-z]+")
COMMAND = late.compile(r"\s*(?P<said>[a-z][\w-]*)(?=\s*(?:[:\[(|]|&lt;|<|--?\s))")
"""What a line of help begins with."""


def is_credit(pair: Pair) -> bool:
    """Whether the translators of a program put their own names here."""
    if pair.prose:
        return False
    if pair.source.strip().casefold() in CREDITS:
        return True
    return "@" in pair.target and "@" not in pair.source and OF_TRANSLATORS.match(pair.source) is not None


def is_key(pair: Pair) -> bool:
    """Whether the source is the key of a message alone, so that the translation has no text to be compared with."""
    source = pair.source.strip()
    if pair.prose or " " in source or source in pair.target:
        return False
    if HYPHENS.fullmatch(source):
        return len(pair.target) > MUCH * len(source)
    if not ("_" in source or "." in source) or KEY.fullmatch(source) is None:
        return False
    return own_letter(pair) or "{" in pair.target or len(pair.target.split()) > 1


def is_list_of_keywords(pair: Pair) -> bool:
    """Whether it is a list of words for a search, which each language has its own of."""
    if pair.prose:
        return False
    if ";" in pair.source and KEYWORDS.fullmatch(pair.source) is not None:
        return True
    longer = pair.target.startswith(pair.source) and len(pair.target) > len(pair.source)
    return longer and LISTED.fullmatch(pair.source) is not None


def without_context(pair: Pair) -> Pair:
    """The pair without the context before its source, which translators leave away."""
    source = pair.source
    if pair.prose or not ("|" in source or "^" in source or source[:1] == "?"):
        return pair
    match = CONTEXT.match(source)
    if match is None or match.end() == len(source) or match[0][-1] in pair.target:
        return pair
    return pair if "|" in source[match.end() :] else pair._replace(source=source[match.end() :])


def without_codes(pair: Pair) -> Pair:
    """The pair without what the translation has word for word in its place: values in quotation marks, elements of
    code, the command that a line of help begins with. Each is a space instead.
    """
    target = GLOSS.sub(functools.partial(_gloss, pair.source), pair.target)
    for pattern, most in VALUES:
        said = {match.groups()[-1].strip() for match in pattern.finditer(pair.source)}
        if said:
            target = pattern.sub(functools.partial(_blank, said, most), target)
    if pair.prose and IN_QUOTES.search(target):
        words = f" {' '.join(WORDS.findall(pair.source.lower()))} "
        target = IN_QUOTES.sub(lambda one: " " * len(one[0]) if f" {one['said']} " in words else one[0], target)
    command = COMMAND.match(pair.source)
    if command and not pair.prose:
        own = COMMAND.match(target)
        if own and own["said"] == command["said"]:
            target = " " * own.end() + target[own.end() :]
    for code in () if pair.prose else _codes(pair.source):
        target = target.replace(code, " " * len(code))
    return pair if target == pair.target else pair._replace(target=target)


def _codes(source: str) -> Iterator[str]:
    """Whatever a translation of a program has as it is: lines and blocks of code."""
    if "\n" in source:
        yield from (match[0].strip() for match in OF_CODE.finditer(source))
    start, end = source.find("{"), source.rfind("}") + 1
    if 0 <= start < end and (":" in source[start:end] or '"' in source[start:end]):
        yield source[start:end]
    yield from NAME.findall(source)


def _gloss(source: str, match: "re.Match[str]") -> str:
    """What stands in brackets behind its translation: VPD (vital product data)."""
    said = match["said"]
    return " " * len(match[0]) if said.lower() in source.lower() and f"({said})" not in source else match[0]


def _blank(said: set[str], most: int, match: "re.Match[str]") -> str:
    text = match.groups()[-1].strip()
    return " " * len(match[0]) if text in said and len(text.split()) <= most else match[0]


OTHER_NUMBERS = late.compile(
    r"\{\s*\w+\s*,\s*(?:plural|selectordinal|select)\b.*?\bother\s*\{((?:[^{}]|\{[^{}]*\})*)\}", re.DOTALL
)
"""The last branch of a message of ICU; how many stand before it depends on the language."""


def of_other_numbers(pair: Pair) -> Pair:
    """Of a message of ICU, what it says of other numbers; any other pair as it is."""
    said, made = OTHER_NUMBERS.search(pair.source), OTHER_NUMBERS.search(pair.target)
    return pair._replace(source=said[1], target=made[1]) if said and made else pair
