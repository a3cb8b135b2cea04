"""What programs read of strings in XML beside translations: elements, attributes, sources, states."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from toolkit.documents.skeletons.encoded import DECLARATION, TAG, Judge, declared, text_of
from toolkit.documents.strings.plural_keys import CATEGORIES
from toolkit.documents.strings.xml_strings import CALLED, DOCTYPE
from toolkit.errors import DocumentError, UnknownName
from toolkit.languages import code_of, language

SPACE = re.compile(r"\s+")


class Bones(NamedTuple):
    """What of a format in XML is no translation, and what a translation may say of itself."""

    translations: frozenset[str] = frozenset()
    """Elements that are one, whatever is in them."""
    words: frozenset[str] | None = frozenset()
    """Elements whose own text is a program's or a translator's; None for all."""
    languages: frozenset[str] = frozenset()
    """Attributes that say in which language a translation is."""
    states: frozenset[str] = frozenset()
    """Attributes that say how far a translation is."""
    said: frozenset[str] = frozenset()
    """What the toolkit says in them."""


XML_FORMATS = {
    "android": Bones(languages=frozenset({"{http://schemas.android.com/tools}locale"})),
    "resx": Bones(words=frozenset({"comment"})),
    "qt": Bones(
        translations=frozenset({"translation"}),
        words=None,
        languages=frozenset({"language"}),
        states=frozenset({"type"}),
        said=frozenset({"unfinished"}),
    ),
    "xliff": Bones(
        translations=frozenset({"target"}),
        words=None,
        languages=frozenset({"target-language", "trgLang"}),
        states=frozenset({"state", "subState", "state-qualifier", "approved"}),
        said=frozenset({"needs-review-translation", "mt-suggestion", "initial", "translated", "reviewed"}),
    ),
}
Bone = tuple[str, tuple[tuple[str, str], ...], str]
"""Name, attributes and own words of an element."""


def elements(form: str) -> Judge:
    """The judge of a format in XML: the elements are those that were, in any order, but for plural forms."""
    bones = XML_FORMATS[form]

    def judged(before: bytes, after: bytes, encoding: str) -> str:
        old, new = (text_of(data, encoding) for data in (before, after))
        known, found = (_parsed(text) for text in (old, new))
        if known is None:
            return ""
        if found is None:
            return "the XML cannot be read any more"
        was, is_now = (Counter(_bones(root, bones)) for root in (known, found))
        for (name, attributes, words), number in (was - is_now).items():
            return f"<{_shown(name, attributes)}>{words[:50]} stands in it {number} times less than it did"
        for name, attributes, _ in is_now - was:
            if not (name == "item" and dict(attributes).get("quantity") in CATEGORIES):
                return f"<{_shown(name, attributes)}> was not in it"
        names = [DOCTYPE.findall(text) if "<!ENTITY" in text else [] for text in (old, new)]
        if names[0] != names[1]:
            return "the document type has other names for texts"
        return _states(known, found, bones) or _translations(known, found, bones) or declared(old, new)

    return judged


def _translations(known: Any, found: Any, bones: Bones) -> str:
    """What is wrong with the number of translations, or of forms for a number, that a message has."""
    before, after = (Counter(_forms(root, bones)) for root in (known, found))
    most = max(before.values(), default=1)
    for (_, name, quantity), count in after.items():
        if count > most:
            return (
                f"<{name.rpartition('}')[2]}{quantity and f' quantity={quantity!r}'}> stands {count} times in a message"
            )
    expected = _numbers(found.get("language", ""))
    for old, new in zip(known.iter("translation"), found.iter("translation"), strict=False):
        count = len(new.findall("numerusform"))
        if count not in (0, expected) and expected and list(old.itertext()) != list(new.itertext()):
            return f"a translation has {count} forms for numbers, and not {expected}"
    there, here = (sum(name == "translation" for _, name, _ in one) for one in (before, after))
    return "" if here >= there else f"{here} messages have a translation, and not {there}"


def _numbers(tag: str) -> int:
    """How many forms for numbers a language has; 0 where that is not known."""
    try:
        found = re.match(r"nplurals=(\d)", language(code_of(tag)).plural_forms or "")
    except UnknownName:
        return 0
    return int(found[1]) if found else 0


def _forms(root: Any, bones: Bones) -> Iterator[tuple[int, str, str]]:
    """(which message, element, for which number) of each translation, or form of a plural."""
    for number, parent in enumerate(root.iter("*")):
        for one in parent.iterchildren("*"):
            quantity = one.get("quantity", "")
            if quantity or one.tag.rpartition("}")[2] in bones.translations:
                yield number, one.tag, quantity


def _shown(name: str, attributes: tuple[tuple[str, str], ...]) -> str:
    return " ".join([name.rpartition("}")[2][:50], *(f'{key}="{value}"' for key, value in attributes)])[:100]


def _states(known: Any, found: Any, bones: Bones) -> str:
    """What is wrong with languages and states, which are what they were or what the toolkit writes."""
    before = {(one.tag, *pair) for one in known.iter("*") for pair in one.attrib.items()}
    for one in found.iter("*"):
        for name, value in one.attrib.items():
            well = (
                (one.tag, name, value) in before
                or (name in bones.languages and TAG.fullmatch(value))
                or (name in bones.states and value in bones.said)
                or (name not in bones.states | bones.languages and one.tag.rpartition("}")[2] not in bones.translations)
            )
            if not well:
                return f'{name}="{value}" is nothing that a translation has'
    return ""


def _parsed(text: str) -> Any:
    """The root of a file in XML; None where it is none."""
    from toolkit.documents.office.xml_tree import parse

    if "<!ENTITY" in text:  # names that stay where they are called
        text = CALLED.sub(r"[\1]", DOCTYPE.sub("", text, count=1))
    try:
        return parse(DECLARATION.sub("", text).encode(), "", "", doctype=True)
    except (DocumentError, UnicodeEncodeError):
        return None


def _bones(one: Any, bones: Bones) -> Iterator[Bone]:
    """The element and those within, without translations and what these say of themselves."""
    name = one.tag.rpartition("}")[2]
    if name in bones.translations:
        return
    words = ""
    if bones.words is None or name in bones.words:
        words = SPACE.sub(" ", "".join([one.text or "", *(inner.tail or "" for inner in one)])).strip()
    moving = bones.languages | bones.states
    spaces = [] if one.getparent() is not None else sorted((f"xmlns:{key}", uri) for key, uri in one.nsmap.items())
    attributes = sorted(pair for pair in one.attrib.items() if pair[0] not in moving)
    yield one.tag, (*spaces, *attributes), words
    for inner in one.iterchildren("*"):
        yield from _bones(inner, bones)
