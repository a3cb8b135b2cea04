"""Scripts as pages carry them: without the comments, indents, spaces and long names that only their authors read.

The scripts in templates/ keep to what can be told without a parser: strings in double quotes, no template strings, no
shorthand properties (`{ name }`), no name that stands in a regular expression too, every statement with its semicolon.
"""

import functools
import itertools
import re
from collections import Counter
from string import ascii_letters

from toolkit.bundles.interface import text_of

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STRING = re.compile(r'("(?:[^"\\\n]|\\.)*")')
_SPACE = re.compile(r"\s*([=+*?:,;%{}()<>&|!\[\]-])\s*")
_NAME = re.compile(r"(?:(?<![\w$.\\])|(?<=\.\.\.))[A-Za-z]\w*")
_DECLARED = re.compile(
    r"\b(?:const|let) (\w+)|, (\w+) = |\b(\w+) =>|\(([\w, \[\]]*)\) =>|\bfunction (\w+\([\w, ]*\))|\bcatch \((\w+)\)"
)
_FUNCTION = re.compile(r"function (\w+)\(([^()]*)\)\{")
_SHORTER = {
    r"\bconst ": "let ",
    r"\btrue\b": "!0",
    r"\bfalse\b": "!1",
    r"\bundefined\b": "void 0",
    r"(?<=[;{}])(let [^;{}]*);let ": r"\1,",
    r"[;,]\}": "}",
    r"return !": "return!",
}
"""Regular expression -> what means the same."""


@functools.cache
def script(template: str) -> str:
    """A script of templates/; strings stay as they are."""
    _, *rest = _STRING.split(whole := _COMMENT.sub("", text_of(template)))
    strings = iter(rest[::2])
    code = "".join(map(str.strip, _SPACE.sub(r"\1", _renamed(_STRING.sub('""', whole))).splitlines()))
    code = _arrows(code)
    for long, short in _SHORTER.items():
        while code != (code := re.sub(long, short, code)):
            pass
    return re.sub('""', lambda _: next(strings), code)


def _arrows(code: str) -> str:
    """The code with `let name=argument=>{…}` for each named function, neighbours in one statement.

    None of them is called before all are there, and none asks for `this` or `arguments`.
    """
    made: list[str] = []
    place = 0
    while match := _FUNCTION.search(code, place):
        depth, end = 1, match.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(code[end], 0)
            end += 1
        name, given = match.groups()
        given = given if _NAME.fullmatch(given) else f"({given})"
        joined = bool(made) and match.start() == place
        made += [
            "," if joined else code[place : match.start()] + "let ",
            f"{name}={given}=>{{{code[match.end() : end]}",
        ]
        if not code.startswith("function ", end):
            made.append(";")
        place = end
    return "".join(made) + code[place:]


def _renamed(code: str) -> str:
    """The code with one short name for each that is declared in it, the most frequent shortest."""
    declared = {word for found in _DECLARED.findall(code) for word in re.findall(r"\w+", " ".join(found))}
    uses = Counter(match.group() for match in _NAME.finditer(code))
    long = [name for name, _ in uses.most_common() if name in declared]
    candidates = itertools.chain(ascii_letters, map("".join, itertools.product(ascii_letters, repeat=2)))
    free = (name for name in candidates if name in declared or name not in uses)
    names = dict(zip(long, free, strict=False))

    def short(match: re.Match[str]) -> str:
        key = code[: match.start()].rstrip().endswith(("{", ",")) and code[match.end() :].startswith(":")
        return match.group() if key else names.get(match.group(), match.group())

    return _NAME.sub(short, code)
