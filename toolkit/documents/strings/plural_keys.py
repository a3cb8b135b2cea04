"""Plural keys of string files: `one`, `other` under one key (Rails), `item_one`, `item_other` side by side (i18next).

The categories are CLDR's (https://cldr.unicode.org/index/cldr-spec/plural-rules). A language with more of them than the
source gets their keys before the one for `other`; each is a message of its own where the project's languages are known,
and has the words of `other` elsewhere. Keys that a language has no use for stay: programs without its rules ask for
them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from toolkit.documents.strings.choices import FORMS, note_of_branch
from toolkit.documents.strings.values import Change, Value
from toolkit.languages import Language, plural_categories
from toolkit.units import Document

CATEGORIES = ("zero", "one", "two", "few", "many", "other")
KEY = re.compile(rf"(?P<base>(?:.*[_.])?)(?P<category>{'|'.join(CATEGORIES)})", re.DOTALL)
MESSAGE_KEYS = frozenset({*CATEGORIES, "description", "hash", "id", "leftDelim", "rightDelim"})
"""Of a message of go-i18n (https://github.com/nicksnyder/go-i18n)."""
CONTEXT = "plural: "
"""Begins the context of messages that only some languages have."""
COUNT = re.compile(r"\{\{?\s*count\b|%\{count\}|%d")
ICU_PLURAL = re.compile(r"\{\s*\w+\s*,\s*plural\s*,")
LAST_OTHER = re.compile(r"other(?=\W*$)")
SEPARATOR = re.compile(r"\s*[:=]\s*")


@dataclass(frozen=True, slots=True)
class _Group:
    """The values that are one message in several numbers: index of each by its category."""

    places: dict[str, int]

    def stands(self, values: Sequence[Value]) -> bool:
        """Whether these are plural forms, and no other choice of which one is called `other`."""
        other = self.places.get("other")
        if other is None or values[other].rule:
            return False
        return len(self.places) > 1 or values[other].plural or COUNT.search(values[other].text) is not None


def marked(values: Sequence[Value], targets: Sequence[str]) -> list[Value]:
    """The values, of plural ones with the categories that are there, and with messages for those that the target
    languages (codes) have besides."""
    values = _described(_listed(values))
    groups: dict[tuple[int, str], _Group] = {}
    strangers: set[int] = set()
    for index, value in enumerate(values):
        if value.key is None:
            continue
        found = KEY.fullmatch(value.path[-1])
        if found is None:
            if value.rule != "metadata":
                strangers.add(value.parent)
        elif not found["base"].endswith("ordinal_"):
            places = groups.setdefault((value.parent, found["base"]), _Group({})).places
            places.setdefault(found["category"], index)
    standing = {
        group.places["other"]: group
        for (parent, base), group in groups.items()
        if group.stands(values) and (base or parent not in strangers)
    }
    icu = {
        index
        for index, value in enumerate(values)
        if "|" in value.text or ("plural" in value.text and ICU_PLURAL.search(value.text))
    }
    if not standing and not icu:
        return list(values)  # and the rules of no language are loaded
    everything = {name for target in targets for name in plural_categories(target)}
    ordered = tuple(name for name in CATEGORIES if name in everything)
    additions: dict[int, list[Value]] = {}
    present: dict[int, frozenset[str]] = {}
    for place, group in standing.items():
        present[place] = frozenset(group.places)
        lacking = [name for name in ordered if name not in group.places]
        additions[place] = [_addition(values[place], name) for name in lacking]
    forms = {place for group in standing.values() for place in group.places.values()}
    made: list[Value] = []
    for index, value in enumerate(values):
        made += additions.get(index, ())
        if index in present or (ordered and index in icu):
            value = value._replace(categories=present.get(index, frozenset()), wanted=ordered)
        if index in forms and "|" in value.text:  # one form of many is no choice besides
            value = value._replace(bars=False)
        made.append(value)
    return made


def _listed(values: Sequence[Value]) -> Sequence[Value]:
    """The values; in a list of messages (go-i18n before 2, Hugo's themes), each with its `id`, that is no text."""
    lists: dict[tuple[str, ...], set[int]] = {}
    for value in values:
        if value.path and value.path[-1] == "id":
            lists.setdefault(value.path[:-1], set()).add(value.parent)
    if not any(len(parents) > 1 for parents in lists.values()):  # one of a kind may be a word like any other
        return values
    held = {value.path[: value.path.index("translation")] for value in values if "translation" in value.path}
    known = {path for path in held if len(lists.get(path, ())) > 1}
    return [
        value._replace(rule="metadata") if value.path[-1:] == ("id",) and value.path[:-1] in known else value
        for value in values
    ]


def _described(values: Sequence[Value]) -> Sequence[Value]:
    """The values; what a message of go-i18n says of itself besides its forms is a note for translators."""
    said = {value.parent: value.text for value in values if value.key and value.path[-1] in ("description", "hash")}
    if not said:
        return values
    keys: dict[int, set[str]] = {}
    for value in values:
        if value.key:
            keys.setdefault(value.parent, set()).add(value.path[-1])
    own = {parent for parent in said if "other" in keys[parent] and keys[parent] <= MESSAGE_KEYS}
    notes = {value.parent: " ".join(value.text.split()) for value in values
             if value.parent in own and value.path[-1] == "description"}  # fmt: skip
    return [
        value
        if value.parent not in own
        else value._replace(rule="metadata")
        if value.path[-1] not in CATEGORIES
        else value._replace(note="; ".join(filter(None, (notes.get(value.parent, ""), value.note))))
        for value in values
    ]


def _addition(other: Value, category: str) -> Value:
    return other._replace(
        addition=category, bars=False, path=(*other.path[:-1], LAST_OTHER.sub(category, other.path[-1])),
        note="; ".join(filter(None, (note_of(category), other.note))),
    )  # fmt: skip


def context_of(category: str) -> str:
    """The context of a message for a category that only some languages have; "" for none."""
    return CONTEXT + category if category else ""


def needed(context: str) -> tuple[str, ...]:
    """The categories that a language must have for a message of such a context."""
    if not context.startswith(CONTEXT):
        return ()
    return tuple(context.removeprefix(CONTEXT).partition(";")[0].split(", "))


def note_of(category: str) -> str:
    """What translators are told of it."""
    return f"plural {category}, for languages that have it" if category else ""


def unwritten(document: Document, target: Language | None) -> set[int]:
    """Indices of the blocks that do not stand in a document of the target language."""
    known: Sequence[str] = () if target is None else plural_categories(target.code)
    branches = () if target is None else FORMS.get(target.code, ())
    absent: set[int] = set()
    for index, block in enumerate(document.blocks):
        categories = needed(block.context)
        chosen = bool(categories) and note_of_branch(categories[0]) in block.note.split("; ")
        if not set(categories) <= set(branches if chosen else known):
            absent.add(index)
    return absent


def insertion(text: str, other: Value, forms: dict[str, str], target: Language) -> Iterator[Change]:
    """The keys that the target language has besides, before the one for `other`, where that is translated.

    `forms` are the translations by category, that of `other` among them.
    """
    lacking = [name for name in plural_categories(target.code) if name not in other.categories]
    if other.key is None or not lacking or "other" not in forms:
        return
    start, end = other.key
    key, between = text[start:end], SEPARATOR.match(text, end)
    before = text[:start]
    if other.flow:
        separator = "," + before[len(before.rstrip()) :]
    else:
        line = before[before.rfind("\n") + 1 :].removeprefix("\ufeff")
        indent = line if not line.strip() else " " * len(line)
        separator = ("\r\n" if "\r\n" in text else "\n") + indent if other.entry is None or indent == line else ""
    middle, behind = other.entry or (between.group() if between else ": ", "")
    entries = [
        LAST_OTHER.sub(name, key) + middle + other.encode(forms.get(name, forms["other"])) + behind + separator
        for name in lacking
    ]
    yield start, start, "".join(entries)
