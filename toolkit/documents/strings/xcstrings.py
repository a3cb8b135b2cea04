"""Apple's string catalogs (`.xcstrings`): every language stands in one file, so a translation is added to it.

Of each key the words of the source language are read, or the key itself where there are none: variations by plural and
device, substitutions. Written is the localization of the target language, in the layout of the file; everything else
stays to the byte. A draft has the state `needs_review`, what a person has approved `translated`
(https://developer.apple.com/documentation/xcode/localizing-and-varying-text-with-a-string-catalog).
"""

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from toolkit.documents.options import ReadOptions
from toolkit.documents.plain.text import applied
from toolkit.documents.strings import messages
from toolkit.documents.strings.bilingual import (
    Entry,
    approved,
    block,
    document_of,
    drafts_only,
    goes_in,
    speaks,
    wanted_categories,
    with_breaks,
)
from toolkit.documents.strings.files import opened
from toolkit.documents.strings.json_tree import Tree, addition, leaves, tree, written
from toolkit.documents.strings.plural_keys import CATEGORIES
from toolkit.documents.strings.values import Change
from toolkit.errors import DocumentError
from toolkit.languages import Language, plural_categories
from toolkit.units import Content, Document, TranslationUnit, flatten

UNIT = ("stringUnit", "value")
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Text:
    """A text of a key: where it stands in a localization, and the message that it is."""

    path: Path
    """Keys that lead to its unit; of a plural category that only some languages have, to where it would be."""
    entry: Entry


@dataclass(frozen=True, slots=True)
class _Key:
    """A key of the catalog."""

    name: str
    node: Tree
    source: dict[str, Any]
    """Its localization in the source language."""
    texts: tuple[_Text, ...]


def read(data: bytes, name: str, options: ReadOptions) -> Document:
    """Raises DocumentError, with the line, for what is no string catalog."""
    _, keys = _keys(opened(data, name, options), name, options)
    return document_of((text.entry for key in keys for text in key.texts), name, "xcstrings", options)


def rewrite_units(
    data: bytes,
    name: str,
    replacements: Mapping[int, Content],
    options: ReadOptions,
    target: Language | None,
    units: Mapping[int, TranslationUnit],
    document: Document,
) -> tuple[bytes, dict[int, Content]]:
    """`rewrite` with the units of its blocks, and the replacements as they stand in the file. Raises DocumentError."""
    settled = dict(replacements)
    if not replacements:
        return data, settled
    text = opened(data, name, options)
    own, keys = _keys(text, name, options)
    language = own if target is None or speaks(own, target.code) else target.tag
    made: list[Change] = []
    places = iter(range(len(document.blocks)))
    for key in keys:
        found = [(next(places), one) for one in key.texts if block(one.entry) is not None]
        tag, before = _localization(key.node, language)
        there = {path: _said(before, path) for path in _paths(before)} if language != own else {}
        fresh = {
            place: replacements[place]
            for place, one in found
            if one.entry.is_text and goes_in(replacements.get(place), document.blocks[place], target)
            and (there.get(one.path, ("", ""))[1] in ("", "new") or approved(units, place))
        }  # fmt: skip
        if fresh:
            new = _merged(key, found, fresh, units, before, own if language == own else "", target)
            made.append(_change(text, key.node, tag, new))
        for place, one in found:
            if place not in fresh and one.entry.is_text and one.path in there:
                settled[place] = _content(there[one.path][0])
    return applied(text, made, name, options) if made else data, settled


rewrite = drafts_only(read, rewrite_units)


def _keys(text: str, name: str, options: ReadOptions) -> tuple[str, list[_Key]]:
    """The tag of the source language, and the keys in order."""
    where = options.path or name
    top = tree(text, where)
    strings = top.at("strings")
    if strings is None or not strings.is_object or not top.text("sourceLanguage"):
        raise DocumentError(
            "this is no string catalog of Xcode, which has a `sourceLanguage` and `strings`", path=where, line=1
        )
    own = top.text("sourceLanguage")
    return own, [_key(key, node, own, options) for key, (_, node) in strings.entries.items() if node.is_object]


def _key(name: str, node: Tree, own: str, options: ReadOptions) -> _Key:
    source = _plain(node.at("localizations", own)) or {"stringUnit": {"state": "new", "value": name}}
    should = node.at("shouldTranslate")
    rule = "skip" if should is not None and should.value is False else ""
    rule = rule or ("stale" if node.text("extractionState") == "stale" else "")
    _, there = _localization(node, "" if speaks(own, options.language) else options.language)
    paths = list(_paths(source))
    done = bool(options.targets) and not there and all(
        all(_said(localization, path)[1] == "translated" for path in paths)
        for localization in (_localization(node, one)[1] for one in options.targets)
    )  # fmt: skip
    note = "; ".join(filter(None, (name if name != _said(source, paths[0] if paths else ())[0] else "",
                                   node.text("comment"))))  # fmt: skip
    wanted = wanted_categories(options)
    texts: list[_Text] = []
    forms: dict[Path, set[str]] = {}
    for path in paths:
        forms.setdefault(path[:-1], set()).update(path[-1:])
    for path in paths:
        content = _content(_said(source, path)[0])
        last, group = path[-1:], path[:-1]
        more = (
            [one for one in wanted if one not in forms[group]]
            if last == ("other",) and group[-1:] == ("plural",)
            else []
        )
        for category in (*more, ""):
            at = (*group, category) if category else path
            shown = _content(_said(there, at)[0]) if _said(there, at)[1] else None
            if category and shown is None and _said(there, path)[1]:
                shown = _content(_said(there, path)[0])
            where = ", ".join(part for part in path if part not in ("variations", "substitutions"))
            told = "; ".join(filter(None, (note, where)))
            texts.append(_Text(at, Entry(content, node.line, told, "", category, rule, done, shown)))
    return _Key(name, node, source, tuple(texts))


def _plain(node: Tree | None) -> dict[str, Any]:
    """A tree as dictionaries; empty for anything but an object."""
    if node is None or not node.is_object:
        return {}
    return {key: _plain(one) if one.is_object else one.value for key, (_, one) in node.entries.items()}


def _localization(node: Tree, language: str) -> tuple[str, dict[str, Any]]:
    """The tag by which the file has a language, and what it says in it; the language itself where it has none."""
    found = node.at("localizations")
    for tag, (_, one) in () if found is None or not language else found.entries.items():
        if tag == language or speaks(tag, language):
            return tag, _plain(one)
    return language, {}


def _paths(localization: dict[str, Any]) -> Iterator[Path]:
    """Where the texts of a localization stand."""
    for path, value in leaves(localization):
        if path[-2:] == UNIT and isinstance(value, str):
            yield path[:-2]


def _said(localization: dict[str, Any], path: Path) -> tuple[str, str]:
    """Text and state of a unit; nothing where there is none."""
    found: Any = localization
    for key in (*path, "stringUnit"):
        found = found.get(key) if isinstance(found, dict) else None
    if not isinstance(found, dict) or not isinstance(found.get("value"), str):
        return "", ""
    return found["value"], str(found.get("state") or "translated")


def _merged(
    key: _Key,
    found: list[tuple[int, _Text]],
    fresh: dict[int, Content],
    units: Mapping[int, TranslationUnit],
    before: dict[str, Any],
    own: str,
    target: Language | None,
) -> dict[str, Any]:
    """The localization with its new words: what is there stays, what nobody has translated is `new`."""
    made = copy.deepcopy(before if own else key.source)
    categories = plural_categories(target.code) if target is not None and not own else ()
    said: dict[Path, tuple[str, str]] = {}
    for place, one in found:
        if place in fresh:
            state = "translated" if own or approved(units, place) else "needs_review"
            said[one.path] = flatten(fresh[place]), state
    if own and not made:
        made = copy.deepcopy(key.source)
    for path in [] if own else list(_paths(made)):
        old = _said(before, path)
        _set(made, path, *said.get(path, old if old[1] else (_said(key.source, path)[0], "new")))
        if path[-2:] == ("plural", "other"):
            group = path[:-1]
            for category in categories:
                at = (*group, category)
                if category != "other" and not _said(made, at)[1]:
                    old = _said(before, at)
                    _set(made, at, *(said.get(at) or (old if old[1] else said.get(path, _said(made, path)))))
            _ordered(made, group)
    for path in said if own else ():
        _set(made, path, *said[path])
    return made


def _set(localization: dict[str, Any], path: Path, text: str, state: str) -> None:
    for key in path:
        inner = localization.get(key)
        if not isinstance(inner, dict):  # there may be anything in somebody's file
            inner = localization[key] = {}
        localization = inner
    localization["stringUnit"] = {"state": state, "value": text}


def _ordered(localization: dict[str, Any], group: Path) -> None:
    """The plural categories as Xcode has them, by name."""
    for key in group:
        localization = localization[key]
    entries = sorted(localization.items(), key=lambda one: (one[0] not in CATEGORIES, one[0]))
    localization.clear()
    localization.update(entries)


def _change(text: str, node: Tree, tag: str, new: dict[str, Any]) -> Change:
    localizations = node.at("localizations")
    if localizations is None:
        return addition(text, node, "localizations", {tag: new})
    present = localizations.at(tag)
    if present is None:
        return addition(text, localizations, tag, new)
    return present.start, present.end, written(text, localizations.entries[tag][0], new)


def _content(value: str) -> Content:
    return with_breaks(messages.content(value))
