"""Format strings: the directives of c-format, python-format and python-brace-format that a translation must keep.

The rules are those by which `msgfmt --check` refuses a translation (gettext-tools/src/format-c.c, format-python.c and
format-python-brace.c): the same arguments with the same types; numbered ones may change places.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.po.entries import Entry
from toolkit.units import Code, Content, plain

_C = re.compile(
    r"%(?:(?P<number>\d+)\$)?[-+ #0'I]*(?P<width>\*|\d+)?(?:\.(?P<precision>\*|\d*))?"
    r"(?P<type>(?:hh|h|ll|l|q|L|j|z|t)?[diouxXeEfFgGaAcspnCSm%]|<PRI[a-zA-Z0-9]+>)"
)
_PYTHON = re.compile(
    r"%(?:\((?P<number>[^)]*)\))?[-+ #0]*(?P<width>\*|\d+)?(?:\.(?P<precision>\*|\d+))?"
    r"[hlL]?(?P<type>[diouxXeEfFgGcrsa%])"
)
_BRACE = re.compile(
    r"(?P<type>\{\{|\}\}|\{(?P<number>\w*)(?P<inner>(?:\.\w+|\[[^\]{}]*\])*(?:![rsa])?(?::(?:[^{}]|\{[^{}]*\})*)?)\})"
)
DIRECTIVES = {"c-format": _C, "python-format": _PYTHON, "python-brace-format": _BRACE}
"""Flag -> its directives. In other formats what looks like a placeable is protected, but nobody counts arguments."""
_PRINTF = re.compile(
    r"%(?:(?P<name>\d+)\$|[<{(](?P<key>\w+)[>})])?[-+ #0',]*(?:\*|\d+)?(?:\.(?:\*|\d*))?"
    r"(?:hh|h|ll|l|q|L|j|z|t)?(?P<type>[a-zA-Z@%])"
)
_OTHERS = {
    "kde-format": re.compile(r"%(\d+)"), "kde-kuit-format": re.compile(r"%(\d+)"),
    "qt-format": re.compile(r"%L?(\d{1,2})"), "qt-plural-format": re.compile(r"%L?(n)"),
    "ycp-format": re.compile(r"%(\d)"), "smalltalk-format": re.compile(r"%(\d+)"),
    "sh-format": re.compile(r"\$\{?([A-Za-z_]\w*)"), "perl-brace-format": re.compile(r"\{([A-Za-z_]\w*)\}"),
    "csharp-format": re.compile(r"\{(\d+)"), "java-format": re.compile(r"\{(\d+)"),
    **dict.fromkeys(
        ("objc-format", "php-format", "javascript-format", "java-printf-format", "lua-format", "ruby-format",
         "perl-format", "awk-format", "tcl-format", "boost-format", "elisp-format", "librep-format",
         "object-pascal-format", "gcc-internal-format", "gfc-internal-format"), _PRINTF,
    ),
}  # fmt: skip
"""Flag -> what names an argument; these are only compared, not protected one by one."""
FEW = 5
"""Numbers that a plural form stands for in which the number may be left out (OFTEN in gettext's msgl-check.c)."""
FORMATS = frozenset((*DIRECTIVES, *_OTHERS))
"""The flags whose directives can be compared."""
_FAMILIES = {
    **dict.fromkeys("di", "integer"), **dict.fromkeys("ouxX", "unsigned"), **dict.fromkeys("eEfFgGaA", "float"),
    **dict.fromkeys("cC", "character"), **dict.fromkeys("sS", "string"), "r": "string", "a": "string",
}  # fmt: skip
_COUNTERS = re.compile(
    r"(?:n|num|number|count|counter|total|amount|quantity)(?:_\w+)?|\w+_(?:count|number)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Directive:
    """One place in a text that a program fills in."""

    raw: str
    start: int
    name: str
    """Number or name of its argument; empty where only the order says it."""
    kind: str
    """What fits in: integer, string, …; empty for an escape such as `%%`, which takes no argument."""


def format_of(entry: Entry) -> str:
    """The format that an entry's flags name, one of DIRECTIVES; empty for any other."""
    return next((flag for flag in entry.flags if flag in DIRECTIVES), "")


def directives(text: str, form: str) -> list[Directive]:
    """The directives of a text, in order; none where the format is unknown."""
    if form not in DIRECTIVES:
        return []
    return [_directive(match, form) for match in DIRECTIVES[form].finditer(text)]


def _directive(match: "re.Match[str]", form: str) -> Directive:
    kind = match["type"]
    name = match["number"] or ""
    if form == "python-brace-format":
        return Directive(match[0], match.start(), name, "" if kind in ("{{", "}}") else "any")
    if kind[-1] in "%m":
        return Directive(match[0], match.start(), "", "")
    length = kind[:-1] if form == "c-format" and not kind.startswith("<") else ""
    stars = "*" * [match["width"], match["precision"]].count("*")
    family = _FAMILIES.get(kind[-1], kind) if not kind.startswith("<") else kind
    return Directive(match[0], match.start(), name, f"{stars}{length} {family}".strip())


def content(text: str, form: str) -> Content:
    """The text with its directives as codes, numbered by their place; any other placeable is left to engines."""
    found = directives(text, form)
    if not found:
        return plain(text)
    parts: list[str | Code] = []
    end = 0
    for number, directive in enumerate(found):
        parts += [*plain(text[end : directive.start]), Code(str(number), "placeholder", directive.raw)]
        end = directive.start + len(directive.raw)
    return (*parts, *plain(text[end:]))


def written(source: str, target: Content, form: str) -> str:
    """The text of a translation of `content(source, form)` in which every directive has the argument it had.

    Where C directives without a number change places they get numbers, as gettext wants it.
    """
    found = directives(source, form)
    arguments = [number for number, directive in enumerate(found) if directive.kind]
    order = [int(part.id) for part in target if isinstance(part, Code) and int(part.id) in arguments]
    places = {number: place for place, number in enumerate(arguments, 1)}
    bare = all(not found[number].name and "*" not in found[number].kind for number in arguments)
    number_them = form == "c-format" and bare and order != arguments and sorted(order) == arguments
    texts = []
    for part in target:
        if isinstance(part, str):
            texts.append(part)
        elif number_them and int(part.id) in places:
            texts.append(f"%{places[int(part.id)]}${part.raw[1:]}")
        else:
            texts.append(part.raw)
    return "".join(texts)


def in_order(source: str, target: Content, form: str) -> bool:
    """Whether no two arguments that only their order tells apart have changed places."""
    found = directives(source, form)
    loose = [number for number, directive in enumerate(found) if directive.kind and not directive.name]
    order = [int(part.id) for part in target if isinstance(part, Code) and int(part.id) in loose]
    return form == "c-format" or order == sorted(order)


def fits(source: str, target: str, form: str, *, fewer: bool = False) -> bool:
    """Whether `msgfmt --check` takes `target` as a translation of `source`; with `fewer` arguments may be missing.

    A plural form that stands for one number alone need not name it.
    """
    if form in _OTHERS:
        ours, theirs = (_names(text, _OTHERS[form]) for text in (source, target))
        return theirs <= ours if fewer else theirs == ours
    if form not in DIRECTIVES:
        return True
    mark = r"[{}]" if form == "python-brace-format" else "%"
    stray = [bool(re.search(mark, DIRECTIVES[form].sub("", text))) for text in (source, target)]
    if stray == [False, True]:
        return False
    wanted, found = _arguments(directives(source, form)), _arguments(directives(target, form))
    if wanted is None or found is None:
        return wanted is found
    if fewer:
        return all(wanted.get(name) == kind for name, kind in found.items())
    return wanted == found


def all_fit(entry: Entry, msgstr: Sequence[str], form: str, examples: Sequence[Sequence[int]]) -> bool:
    """Whether `msgfmt --check` takes the forms as a translation of the entry's message; empty ones are not looked at.

    `examples` are the numbers of each plural form (header.py); () where nobody knows them. Only a form for very few
    numbers need not name the number.
    """
    source, plural = entry.msgid_plural or entry.msgid, entry.msgid_plural is not None
    return all(
        fits(source, text, form, fewer=plural and (place >= len(examples) or len(examples[place]) <= FEW))
        for place, text in enumerate(msgstr)
        if text
    )


def _names(text: str, directive: "re.Pattern[str]") -> set[tuple[str, str]]:
    """Name, or place, and type of every argument."""
    found = set()
    place = 0
    for match in directive.finditer(text):
        if directive is not _PRINTF:
            found.add((match[1], ""))
        elif match["type"] != "%":
            place += 1
            found.add((match["name"] or match["key"] or str(place), match["type"]))
    return found


def _arguments(found: Sequence[Directive]) -> dict[str, str] | None:
    """Number or name -> type of each argument; None where numbered and bare ones are mixed or types contradict."""
    taking = [directive for directive in found if directive.kind]
    named = [directive for directive in taking if directive.name]
    if named and len(named) != len(taking):
        return None
    pairs = [(directive.name or str(place), directive.kind) for place, directive in enumerate(taking, 1)]
    arguments = dict(pairs)
    return arguments if all(arguments[name] == kind for name, kind in pairs) else None


def counter(text: str, form: str) -> int | None:
    """Which directive of a plural message is the number that the forms depend on; None where there is none."""
    found = [(number, directive) for number, directive in enumerate(directives(text, form)) if directive.kind]
    if not found:
        return None
    for fitting in (
        [number for number, directive in found if directive.name and _COUNTERS.fullmatch(directive.name)],
        [number for number, directive in found if re.search("integer|unsigned", directive.kind)],
        [number for number, _ in found] if len(found) == 1 else [],
    ):
        if fitting:
            return fitting[0]
    return None
