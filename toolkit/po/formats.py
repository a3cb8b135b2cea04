"""Format strings: the directives that a translation must keep, for every format flag of gettext.

The rules are those by which `msgfmt --check` refuses a translation (gettext-tools/src/format-c.c, format-python.c and
format-python-brace.c): the same arguments with the same types; numbered ones may change places.
"""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from toolkit.po.entries import Entry

if TYPE_CHECKING:
    from toolkit.placeables import Found
    from toolkit.units import Code, Content

_C = (
    r"%(?:(?P<number>\d+)\$)?[-+ #0'I]*(?P<width>\*|\d+)?(?:\.(?P<precision>\*|\d*))?"
    r"(?P<type>(?:hh|h|ll|l|q|L|j|z|t)?[diouxXeEfFgGaAcspnCSm%]|<PRI[a-zA-Z0-9]+>)"
)
_PYTHON = (
    r"%(?:\((?P<number>[^)]*)\))?[-+ #0]*(?P<width>\*|\d+)?(?:\.(?P<precision>\*|\d+))?"
    r"[hlL]?(?P<type>[diouxXeEfFgGcrsa%])"
)
_BRACE = (
    r"(?P<type>\{\{|\}\}|\{(?P<number>\w*)(?P<inner>(?:\.\w+|\[[^\]{}]*\])*(?:![rsa])?(?::(?:[^{}]|\{[^{}]*\})*)?)\})"
)
DIRECTIVES = {"c-format": _C, "python-format": _PYTHON, "python-brace-format": _BRACE}
"""Flag -> its directives, whose arguments are compared as exactly as gettext does; expressions, compiled when used."""
_PRINTF = (
    r"%(?:(?P<name>\d+)\$|[<{(](?P<key>\w+)[>})])?[-+ #0',]*(?:\*|\d+)?(?:\.(?:\*|\d*))?"
    r"(?:hh|h|ll|l|q|L|j|z|t)?(?P<type>[a-zA-Z@%])"
)
_PARAMETERS = r"(?:[-+]?\d+|'.|[#vV])?(?:,(?:[-+]?\d+|'.|[#vV])?)*[:@]*"
_OTHERS = {
    **dict.fromkeys(("kde-format", "kde-kuit-format", "smalltalk-format"), r"%(?P<name>\d+)"),
    **dict.fromkeys(
        ("php-format", "javascript-format", "java-printf-format", "lua-format", "perl-format", "awk-format", "tcl-format",  # noqa: E501
         "elisp-format", "librep-format", "objc-format", "gfc-internal-format"), _PRINTF,
    ),
    "ruby-format": rf"%\{{(?P<brace>\w+)\}}|{_PRINTF}",
    "boost-format": rf"%(?P<boost>\d+)%|%\|[^|\s]*\||{_PRINTF}",
    "gcc-internal-format": r"%<[^\s%]*%>|%(?:(?P<name>\d+)\$)?(?P<type>[<>'%Rm]|[-+#qwlz]*(?:\.(?:\*|\d+))?[a-zA-Z])",
    "object-pascal-format": r"%(?:(?P<name>\d+):)?-?(?:\*|\d+)?(?:\.(?:\*|\d+))?(?P<type>[a-zA-Z%])",
    "qt-format": r"%L?(?P<name>\d{1,2})", "qt-plural-format": r"%L?(?P<name>n|\d{1,2})", "ycp-format": r"%(?P<name>\d)",
    "sh-format": r"\$(?:\{(?P<brace>[A-Za-z_]\w*)\}|(?P<name>[A-Za-z_]\w*))",
    "perl-brace-format": r"\{(?P<name>[A-Za-z_]\w*)\}",
    "csharp-format": r"\{(?P<name>\d+)[^{}]*\}", "java-format": r"\{(?P<name>\d+)(?:\s*,[^{}]*)?\}",
    "lisp-format": rf"~{_PARAMETERS}(?P<type>[a-zA-Z%&|~{{}}()\[\];^<>*?_/$])",
    "scheme-format": rf"~{_PARAMETERS}(?P<type>[a-zA-Z%&|~{{}}()\[\];^<>*?_/$!])",
}  # fmt: skip
"""Flag -> its directives; their arguments are compared by name or place, and by type."""
FEW = 5
"""Numbers that a plural form stands for in which the number may be left out (OFTEN in gettext's msgl-check.c)."""
NUMBERED = frozenset(
    [
        "c-format",
        "objc-format",
        "php-format",
        "javascript-format",
        "java-printf-format",
        "awk-format",
        "tcl-format",
        "perl-format",
    ]
)
"""Flags in which directives without a number may get one (`%2$s`) when they change places."""
FORMATS = frozenset((*DIRECTIVES, *_OTHERS))
"""The flags whose directives can be compared."""
_FAMILIES = {
    **dict.fromkeys("di", "integer"), **dict.fromkeys("ouxX", "unsigned"), **dict.fromkeys("eEfFgGaA", "float"),
    **dict.fromkeys("cC", "character"), **dict.fromkeys("sS", "string"), "r": "string", "a": "string",
}  # fmt: skip
_COUNTERS = r"(?i:(?:n|num|number|count|counter|total|amount|quantity)(?:_\w+)?|\w+_(?:count|number))"


class Directive(NamedTuple):
    """One place in a text that a program fills in."""

    raw: str
    start: int
    name: str
    """Number or name of its argument; empty where only the order says it."""
    kind: str
    """What fits in: integer, string, …; empty for an escape such as `%%`, which takes no argument."""


def format_of(entry: Entry) -> str:
    """The format that an entry's flags name, one of FORMATS; empty for any other."""
    return format_among(entry.flags)


def format_among(flags: Iterable[str]) -> str:
    """The first of some flags that is one of FORMATS; empty for none."""
    return next((flag for flag in flags if flag in FORMATS), "")


def directives(text: str, form: str) -> list[Directive]:
    """The directives of a text, in order; none where the format is unknown."""
    if form in _OTHERS:
        return [_other(match) for match in re.finditer(_OTHERS[form], text)]
    if form not in DIRECTIVES:
        return []
    return [_directive(match, form) for match in re.finditer(DIRECTIVES[form], text)]


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


def _other(match: "re.Match[str]") -> Directive:
    groups = match.groupdict()
    name = next((groups[group] for group in ("name", "key", "brace", "boost") if groups.get(group)), "")
    kind = groups.get("type") or ("any" if name or "type" not in groups else "")
    escape = kind in ("%", "~", "<", ">", "'", "R", "m") or (match[0].startswith("%<") and not groups.get("key"))
    return Directive(match[0], match.start(), name, "" if escape else "integer" if name == "n" else kind)


def content(text: str, form: str) -> "Content":
    """The text with its directives as codes, numbered by their place; any other placeable is left to engines.

    A tag that holds directives is one code with all of them: `<a href="%(url)s">`.
    """
    from toolkit.units import Code, plain

    found = directives(text, form)
    if not found:
        return plain(text)
    tags = _tags(text)
    parts: list[str | Code] = []
    end = 0
    for number, directive in enumerate(found):
        if directive.start < end:
            continue  # in the tag
        tag = next((tag for tag in tags if tag.start < directive.start < tag.end), None)
        if tag is None:
            parts += [*plain(text[end : directive.start]), Code(str(number), "placeholder", directive.raw)]
            end = directive.start + len(directive.raw)
        else:
            kind = "placeholder" if tag.text.endswith("/>") else "close" if tag.text.startswith("</") else "open"
            parts += [*plain(text[end : tag.start]), Code(f"{number}{IN_TAG}", kind, tag.text)]
            end = tag.end
    return (*parts, *plain(text[end:]))


IN_TAG = "+"
"""Behind the number of the first directive in a tag."""


def _tags(text: str) -> "list[Found]":
    from toolkit.placeables import find

    return [found for found in find(text) if found.kind.name == "tag"] if "<" in text else []


def _numbers(code: "Code", form: str) -> list[int]:
    """The directives that a code of `content` holds."""
    first = int(code.id.rstrip(IN_TAG))
    count = len(directives(code.raw, form)) if code.id.endswith(IN_TAG) else 1
    return list(range(first, first + count))


def _order(target: "Content", form: str) -> list[int]:
    """The directives of the source in the order of the target."""
    return [number for part in target if not isinstance(part, str) for number in _numbers(part, form)]


def written(source: str, target: "Content", form: str) -> str:
    """The text of a translation of `content(source, form)` in which every directive has the argument it had.

    Where C directives without a number change places they get numbers, as gettext wants it.
    """
    found = directives(source, form)
    arguments = [number for number, directive in enumerate(found) if directive.kind]
    order = [number for number in _order(target, form) if number in arguments]
    places = {number: place for place, number in enumerate(arguments, 1)}
    bare = all(not found[number].name and "*" not in found[number].kind for number in arguments)
    number_them = form in NUMBERED and bare and order != arguments and sorted(order) == arguments
    texts = []
    for part in target:
        if isinstance(part, str):
            texts.append(part)
            continue
        raw = part.raw
        for number in _numbers(part, form) if number_them else ():
            if number in places:
                own = found[number].raw
                raw = raw.replace(own, f"%{places[number]}${own[1:]}", 1)
        texts.append(raw)
    return "".join(texts)


def in_order(source: str, target: "Content", form: str) -> bool:
    """Whether no two arguments that only their order tells apart have changed places."""
    found = directives(source, form)
    loose = [number for number, directive in enumerate(found) if directive.kind and not directive.name]
    order = [number for number in _order(target, form) if number in loose]
    return form in NUMBERED or order == sorted(order)


def fits(source: str, target: str, form: str, *, fewer: bool = False) -> bool:
    """Whether `msgfmt --check` takes `target` as a translation of `source`; with `fewer` arguments may be missing.

    A plural form that stands for one number alone need not name it.
    """
    if form in _OTHERS:
        ours, theirs = (_names(text, form) for text in (source, target))
        return theirs <= ours if fewer else theirs == ours
    if form not in DIRECTIVES:
        return True
    mark = r"[{}]" if form == "python-brace-format" else "%"
    stray = [bool(re.search(mark, re.sub(DIRECTIVES[form], "", text))) for text in (source, target)]
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

    `examples` are the numbers of each plural form (header.py); () where nobody knows them, as in English.
    Only a form for very few numbers need not name the number.
    """
    source, plural = entry.msgid_plural or entry.msgid, entry.msgid_plural is not None
    return all(
        fits(source, text, form, fewer=plural and _few(place, examples)) for place, text in enumerate(msgstr) if text
    )


def _few(place: int, examples: Sequence[Sequence[int]]) -> bool:
    """Whether a plural form stands for very few numbers; where nobody knows, the first one does, as in English."""
    return place == 0 if not examples else place >= len(examples) or len(examples[place]) <= FEW


def _names(text: str, form: str) -> set[tuple[str, str]]:
    """Name, or place, and type of every argument; of what takes none (`%%`, `%<if%>`) nothing."""
    taking = [directive for directive in directives(text, form) if directive.kind]
    return {(directive.name or str(place), directive.kind) for place, directive in enumerate(taking, 1)}


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
    tags = _tags(text)
    found = [
        (number, directive)
        for number, directive in enumerate(directives(text, form))
        if directive.kind and not any(tag.start < directive.start < tag.end for tag in tags)
    ]
    if not found:
        return None
    for fitting in (
        [number for number, directive in found if directive.name and re.fullmatch(_COUNTERS, directive.name)],
        [number for number, directive in found if re.search("integer|unsigned", directive.kind)],
        [number for number, _ in found] if len(found) == 1 else [],
    ):
        if fitting:
            return fitting[0]
    return None
