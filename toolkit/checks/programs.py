"""Strings of programs: what in them is for programmers, and what a translation need not answer word for word.

A context before the text (`menu|Open`, `editor^Castle`), keywords for a search, the names of translators, commands and
values that stay as they are.
"""

import functools
import re

from toolkit.checks.pair import Pair

CREDITS = frozenset(
    (
        "translator-credits", "translator_credits", "translator credits", "translators-credits", "translation-credits",
        "translated-by", "your names", "your emails", "name of translators", "email of translators",
    )
)  # fmt: skip
"""What stands for the names and addresses of those who translate (GNOME, KDE)."""
CONTEXT = re.compile(r"\?[\w ]{1,30}:(?=\S)|[^\W\d_][\w ./:-]{0,40}\^|[^|\n^<>%{$&]{1,40}\|(?=[^|\s])")
"""Before the text: freeciv's `?unitflag:`, Wesnoth's `editor^`, GLib's `menu|`."""
KEYWORDS = re.compile(r"(?:[^;\n]{1,40};){2,}[^;\n]{0,40}")
"""Words by which a desktop finds a program: any number of them may be added."""
USAGE = re.compile(
    r"^\s*usage:|\[(?:<|--?[a-zA-Z])|\[[a-zA-Z]+ ?(?:\.\.\.|…)\]|\{ ?[\w-]+ ?\| ?[\w-]+|\w \| \w+ \| \w", re.IGNORECASE
)
"""How a command is called; what is to be typed stands there as it is."""
ELEMENTS = (
    "literal|code|command|tt|option|keycap|filename|kbd|samp|var|application|app|userinput|computeroutput|systemitem|"
    "replaceable|arg|cmd|varname|prompt|envar|parameter|function"
)
VERBATIM = re.compile(rf"<(?P<element>{ELEMENTS})\b[^<>]*>(?P<code>[^<>]+)</(?P=element)\s*>")
"""An element whose text is a code."""
QUOTED = re.compile(r"""(?<!\w)["'“„”«`‘「](?P<said>[^"'“„”«»`‘’「」\n]{1,40})["'”“»`’」](?!\w)""")
LONGEST_QUOTED = 4
"""Words of a value in quotation marks; what is longer is said."""
COMMAND = re.compile(r"\s*(?P<said>[a-z][\w-]*)(?=\s*(?:[:\[(|]|&lt;|<|--?\s))")
"""What a line of help begins with."""


def is_credit(pair: Pair) -> bool:
    """Whether the translators of a program put their own names here."""
    return not pair.prose and pair.source.strip().casefold() in CREDITS


def is_list_of_keywords(pair: Pair) -> bool:
    """Whether it is a list of words for a search, which each language has its own of."""
    return not pair.prose and ";" in pair.source and KEYWORDS.fullmatch(pair.source) is not None


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
    target = pair.target
    for pattern in (VERBATIM, QUOTED):
        said = {match.groups()[-1].strip() for match in pattern.finditer(pair.source)}
        if said:
            target = pattern.sub(functools.partial(_blank, said), target)
    command = COMMAND.match(pair.source)
    if command and not pair.prose:
        own = COMMAND.match(target)
        if own and own["said"] == command["said"]:
            target = " " * own.end() + target[own.end() :]
    return pair if target == pair.target else pair._replace(target=target)


def _blank(said: set[str], match: "re.Match[str]") -> str:
    text = match.groups()[-1].strip()
    return " " * len(match[0]) if text in said and len(text.split()) <= LONGEST_QUOTED else match[0]
