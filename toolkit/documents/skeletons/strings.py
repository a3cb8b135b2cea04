"""What programs read of files of strings beside their texts: keys, numbers, variants, the other languages.

Where a format has no library that may be a dependency, a few lines here stand for it, which share nothing with the
toolkit's reader.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from toolkit.documents.skeletons.encoded import DECLARATION, TAG, Judge, declared, text_of
from toolkit.documents.strings.plural_keys import CATEGORIES, KEY

Leaf = tuple[tuple[str, ...], object]
"""(path, value) of a value that is no text."""
Fact = tuple[tuple[str, ...], str]
"""The same, of any value, as it is written."""
MESSAGES_OF_APPLE = frozenset({"NSStringFormatSpecTypeKey", "NSStringFormatValueTypeKey"})
"""Keys whose values are for programs."""


def values(load: Callable[[str], Any], wrong: type[Exception], name: str) -> Judge:
    """The judge of a format whose library gives mappings, lists and values."""

    def judged(before: bytes, after: bytes, encoding: str) -> str:
        try:
            old = load(text_of(before, encoding))
        except wrong:
            return ""
        try:
            new = load(text_of(after, encoding))
        except wrong as error:
            return f"{name} cannot be read any more: {' '.join(str(error).split())[:200]}"
        if _spoken(old) is not old and _spoken(new) is new:
            return "the name of the language at the top is gone"
        known, found = set(_leaves(_spoken(old))), set(_leaves(_spoken(new)))
        for path, value in sorted(known ^ found, key=repr):
            if not (known - found) and KEY.fullmatch(path[-1] if path else ""):
                continue  # a plural category that only the target has
            return f"{'.'.join(path)[:100] or 'the whole'} is another value than it was ({value!r})"
        return ""

    return judged


def _spoken(value: Any) -> Any:
    """What is below the name of the language, where that is the one key at the top."""
    if isinstance(value, Mapping) and len(value) == 1 and TAG.fullmatch(str(next(iter(value)))):
        return next(iter(value.values()))
    return value


def _leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[Leaf]:
    if isinstance(value, Mapping):
        yield path, "mapping"
        for key, inner in value.items():
            if key in MESSAGES_OF_APPLE:
                yield (*path, str(key)), repr(inner)
            else:
                yield from _leaves(inner, (*path, str(key)))
    elif isinstance(value, list):
        yield path, len(value)
        for number, inner in enumerate(value):
            yield from _leaves(inner, (*path, str(number)))
    else:
        yield path, "text" if isinstance(value, str) else repr(value)


def json_value(text: str) -> Any:
    """Raises ValueError."""
    return json.loads(text, object_pairs_hook=_paired)


def _paired(pairs: list[tuple[Any, Any]]) -> dict[Any, Any]:
    """A mapping, with one more key for each that stands in it twice: programs go by the last, or take neither."""
    made = dict(pairs)
    if len(made) < len(pairs):
        made.update(_twice(key for key, _ in pairs))
    return made


def _twice(keys: Iterable[str]) -> dict[str, None]:
    return {f"{key} ({count} times)": None for key, count in Counter(keys).items() if count > 1}


class YamlWrong(Exception):
    """A file that PyYAML does not read."""


def yaml_value(text: str) -> Any:
    """Raises YamlWrong."""
    import yaml

    from toolkit.documents.strings.yaml_strings import readable

    try:
        return yaml.load(readable(text), Loader=_yaml_loader())  # noqa: S506 - a safe one
    except (yaml.YAMLError, ValueError, TypeError) as error:
        raise YamlWrong(str(error)) from error


@cache
def _yaml_loader() -> Any:
    """PyYAML's, which says besides which keys of a mapping stand in it twice."""
    import yaml

    class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc] # C or Python
        def construct_mapping(self, node: Any, deep: bool = False) -> Any:
            keys = [key.value for key, _ in node.value if isinstance(key.value, str)]
            made = super().construct_mapping(node, deep)
            if len(set(keys)) < len(keys):
                made.update(_twice(keys))
            return made

    return Loader


def toml_skeleton(text: str) -> Any:
    """Raises ValueError."""
    from toolkit.storage.given import toml_value

    return toml_value(text)


def string_catalog(before: bytes, after: bytes, encoding: str) -> str:
    """Of a string catalog of Apple, all but one language must say what it said."""
    try:
        known = set(_facts(json_value(text_of(before, encoding))))
    except ValueError:
        return ""
    try:
        found = set(_facts(json_value(text_of(after, encoding))))
    except ValueError as error:
        return f"the JSON cannot be read any more: {error}"
    lost = {path for path, _ in known - found}
    changed = lost | {path for path, _ in found - known}
    languages = {path[3] for path in changed if path[2:3] == ("localizations",) and len(path) > 3}
    if len(languages) > 1:
        return f"it says something else in {' and '.join(sorted(languages)[:3])}, and only one language was asked for"
    for path in sorted(lost):
        if path[2:3] != ("localizations",):
            return f"{'.'.join(path)[:100]} is gone"
    for path, value in sorted(found - known):
        well = path[2:3] == ("localizations",) and _is_localization(path[3:]) and not path[-1].endswith(" times)")
        if not (well and (path[-1] != "state" or value in STATES)):
            return f"{'.'.join(path)[:100]} was not in it"
    return _incomplete(known, found)


def _incomplete(known: Collection[Fact], found: Collection[Fact]) -> str:
    """What a translation lacks that each has: its state, and of a substitution what the source says of its number."""
    there = {path for path, _ in found}
    before = {path for path, _ in known}
    asked = [(*path, "state") for path in there - before if path[-1:] == ("stringUnit",)]
    names = {path[:6] for path in there - before if path[4:5] == ("substitutions",) and len(path) > 6}
    for path in before:
        if path[4:5] == ("substitutions",) and path[6:] in (("argNum",), ("formatSpecifier",)):
            asked += [(*name, path[6]) for name in names if (name[:3], name[4:]) == (path[:3], path[4:6])]
    return next((f"{'.'.join(path)[:100]} is not in it" for path in sorted(asked) if path not in there), "")


STATES = frozenset(map(repr, ("new", "needs_review", "translated", "stale")))
"""Of a translation in a string catalog."""


def _is_localization(path: tuple[str, ...]) -> bool:
    """Whether a translation has such a path, from the name of the language on."""
    if not path or "substitutions" in path:
        return True
    steps = list(path[1:])
    while steps[:1] == ["variations"]:
        if steps[1:2] == ["plural"] and steps[2:3] and steps[2] not in CATEGORIES:
            return False
        steps = steps[3:]
    return not steps or (steps[0] == "stringUnit" and steps[1:] in ([], ["state"], ["value"]))


def _facts(value: Any, path: tuple[str, ...] = ()) -> Iterator[Fact]:
    """(path, value) of every string and number, and of every object."""
    yield path, "object" if isinstance(value, Mapping) else repr(value)
    for key, inner in value.items() if isinstance(value, Mapping) else ():
        yield from _facts(inner, (*path, str(key)))


def property_list(before: bytes, after: bytes, encoding: str) -> str:
    """Of plural strings of Apple."""
    said = values(_property_list, ValueError, "the property list")(before, after, encoding)
    return said or declared(text_of(before, encoding), text_of(after, encoding))


def _property_list(text: str) -> Any:
    import plistlib
    from xml.parsers.expat import ExpatError

    try:
        return plistlib.loads(DECLARATION.sub("", text).encode(), fmt=plistlib.FMT_XML)
    except (ExpatError, AttributeError, IndexError, TypeError) as error:
        raise ValueError(str(error)) from error


def fluent(before: bytes, after: bytes, encoding: str) -> str:
    """Of Fluent: identifiers with their attributes, and variants that there are."""
    said = values(_messages, ValueError, "the Fluent")(before, after, encoding)
    if said:
        return said
    known, found = (set(VARIANT.findall(text_of(data, encoding))) for data in (before, after))
    wrong = min((key for key in found - known if key not in CATEGORIES and not key.isdigit()), default="")
    if wrong:
        return f"the variant [{wrong[:50]}] was not in it"
    before_twice, twice = (set(VARIANT_TWICE.findall(text_of(data, encoding))) for data in (before, after))
    again = min(twice - before_twice, default="")
    return again and f"the variant [{again[:50]}] stands in it twice"


def _messages(text: str) -> Any:
    """Identifiers of messages, with the attributes of each. Raises ValueError."""
    from fluent.syntax import ast

    body = _resource(text).body
    if any(isinstance(entry, ast.Junk) for entry in body):
        raise ValueError("there is an entry that is none")
    return [
        {
            f"{type(entry).__name__} {entry.id.name}": _paired([(one.id.name, None) for one in entry.attributes]),
            "": None,
        }
        for entry in body
        if isinstance(entry, (ast.Message, ast.Term))
    ]


def _resource(text: str) -> Any:
    from fluent.syntax import FluentParser

    return FluentParser(with_spans=False).parse(text.removeprefix("\ufeff"))


VARIANT = re.compile(r"^[ \t]*\*?\[\s*([\w.-]+)\s*\]", re.MULTILINE)
"""The key of one, which begins a line."""
VARIANT_TWICE = re.compile(rf"{VARIANT.pattern}(?![^\n]*->[ \t]*\n)[^\n]*\n(?=[ \t]*\*?\[\s*\1\s*\])", re.MULTILINE)
"""The key of one below which is another of that key, and no choice begins between the two."""


WORD = r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[\w.$/:-]+)"""
PAIR = re.compile(rf"\s*(?:/\*.*?\*/|//[^\n]*|{WORD}\s*(?:=\s*{WORD}\s*)?;)", re.DOTALL)
"""A comment, or a key and its value, of a string table of Apple (old-style property lists)."""


def table_keys(text: str) -> Any:
    """Keys of a string table of Apple in their order. Raises ValueError where anything else stands in it."""
    keys: list[dict[str, str]] = []
    place, text = 0, text.rstrip()
    while place < len(text):
        match = PAIR.match(text, place)
        if match is None:
            raise ValueError(f"{text[place : place + 40].strip()!r} is no key with a value")
        if match[1]:
            keys.append({match[1]: ""})
        place = match.end()
    return keys


LOGICAL_LINE = re.compile(r"(?<!\\)(?:\\\\)*\\\r?\n[ \t]*")
SEPARATOR = re.compile(r"((?:[^\\\s=:]|\\.)*)[ \t]*[=: \t]?[ \t]*(.*)")


def property_keys(text: str) -> Any:
    """Keys of Java's properties, and which of their values end with a space, which Java keeps."""
    found: list[tuple[str, bool]] = []
    for line in LOGICAL_LINE.sub("", text).splitlines():
        line = line.lstrip(" \t\f")
        if line and line[0] not in "#!" and (match := SEPARATOR.match(line)):
            found.append((match[1], match[2].endswith(" ")))
    return [{key: int(spaced)} for key, spaced in found]
