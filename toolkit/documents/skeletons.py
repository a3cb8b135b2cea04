"""What programs read of a document beside its texts: it must be the same before and after.

A library reads both files, not the toolkit's own readers, which wrote the one and could be wrong twice.
"""

import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from toolkit.documents.strings.plural_keys import KEY
from toolkit.errors import DocumentError

XML = (".xml", ".rels", ".xhtml", ".opf", ".ncx")
"""Endings of parts."""
DECLARATION = re.compile(r"\A\ufeff?\s*(?:<\?xml[^>]*\?>)?\s*")
BLANK = re.compile(r"(?:\r\n?|\n)\s*[\r\n]")
TIMES = re.compile(r"^.*-->.*$", re.MULTILINE)
TAG = re.compile(r"</?[A-Za-z][^<>\n]*>")
RUBY = re.compile(r"</?(?:ruby|r[tpb]|rtc)\b|<lang\b", re.IGNORECASE)
"""Readings go where their words are translated; a language that is named is the target's then."""
Leaf = tuple[tuple[str, ...], object]
"""(path, value) of a value that is no text."""


def difference(form: str, before: bytes, after: bytes, encoding: str) -> str:
    """One sentence on what programs read differently in a document of the format `form`; "" for nothing."""
    judge = JUDGES.get(form)
    if judge is None or before == after:
        return ""
    try:
        return judge(before, after, encoding)
    except (UnicodeDecodeError, RecursionError):
        return ""  # the library cannot read what the toolkit can


def _strings(load: Callable[[str], Any], wrong: type[Exception], name: str) -> Callable[[bytes, bytes, str], str]:
    def judged(before: bytes, after: bytes, encoding: str) -> str:
        try:
            known = _skeleton(load(_text(before, encoding)))
        except wrong:
            return ""
        try:
            found = _skeleton(load(_text(after, encoding)))
        except wrong as error:
            return f"{name} cannot be read any more: {' '.join(str(error).split())[:200]}"
        for path, value in sorted(known ^ found, key=repr):
            if not (known - found) and KEY.fullmatch(path[-1] if path else ""):
                continue  # a plural category that only the target has
            return f"{'.'.join(path)[:100] or 'the whole'} is another value than it was ({value!r})"
        return ""

    return judged


def _text(data: bytes, encoding: str) -> str:
    return data.decode("utf-8-sig" if encoding in ("", "utf-8") else encoding).removeprefix("\ufeff")


def _skeleton(value: Any) -> set[Leaf]:
    """The values that are no texts; a single key at the top may be the name of the language."""
    alone = isinstance(value, Mapping) and len(value) == 1
    return set(_leaves(next(iter(value.values())) if alone else value))


def _leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[Leaf]:
    if isinstance(value, Mapping):
        yield path, "mapping"
        for key, inner in value.items():
            yield from _leaves(inner, (*path, str(key)))
    elif isinstance(value, list):
        yield path, len(value)
        for number, inner in enumerate(value):
            yield from _leaves(inner, (*path, str(number)))
    else:
        yield path, "text" if isinstance(value, str) else repr(value)


def _yaml(text: str) -> Any:
    import yaml

    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - a safe one


class _YamlWrong(Exception):
    """A file that PyYAML does not read."""


def _loaded_yaml(text: str) -> Any:
    import yaml

    try:
        return _yaml(text)
    except (yaml.YAMLError, ValueError, TypeError) as error:
        raise _YamlWrong(str(error)) from error


def _front_matter(before: bytes, after: bytes, encoding: str) -> str:
    parts = []
    for data in (before, after):
        lines = _text(data, encoding).splitlines()
        inner = lines[1 : lines.index("---", 1)] if lines[:1] == ["---"] and "---" in lines[1:] else []
        parts.append("\n".join(inner).encode("utf-8", "surrogatepass"))
    old, new = parts
    return _strings(_loaded_yaml, _YamlWrong, "the front matter")(old, new, "utf-8") if old != new else ""


def _tags(before: bytes, after: bytes, encoding: str) -> str:
    """Tags by name: a translation may move them within a sentence, and lose none."""
    from toolkit.documents.markup.html_choices import without_further_branches
    from toolkit.documents.markup.tags import tokenize

    old, new = (
        Counter(
            (token.kind, token.name)
            for token in tokenize(without_further_branches(_text(data, encoding)))
            if token.kind in ("start", "end") and not RUBY.match(f"<{token.name}")
        )
        for data in (before, after)
    )
    for (kind, name), number in ((old - new) or (new - old)).items():
        tag = f"<{'/' * (kind == 'end')}{name[:50]}>"
        return f"{tag} stands in it {new[kind, name]} times, and not {old[kind, name]}" if number else ""
    return ""


def _paragraphs(before: bytes, after: bytes, encoding: str) -> str:
    """Blank lines are all that parts a text."""
    old, new = (len(BLANK.findall(_text(data, encoding).strip())) for data in (before, after))
    return "" if old == new else f"{new + 1} paragraphs stand in it, and not {old + 1}"


def _cues(before: bytes, after: bytes, encoding: str) -> str:
    """Times in their order, and which tags there are; a tag may be set anew on each line."""
    old, new = (_text(data, encoding) for data in (before, after))
    for seen, what in ((TIMES, "time"), (TAG, "tag")):
        known, found = seen.findall(old), seen.findall(new)
        if what == "time" and known != found:
            return f"{len(found)} times of cues stand in it and not those {len(known)}"
        if other := {one for one in set(known) ^ set(found) if not RUBY.match(one)}:
            return f"the {what} {min(other)[:50]!r} stands in one of the two only"
    return _paragraphs(before, after, encoding)


def _elements(before: bytes, after: bytes, encoding: str) -> str:
    """Elements of string files in XML by name: those that were are there, as often; a translation may add some."""
    old, new = (_counted(_text(data, encoding)) for data in (before, after))
    if old is None:
        return ""
    if new is None:
        return "the XML cannot be read any more"
    return next((f"<{name[:50]}> stands in it {new[name]} times, and not {number + new[name]}"
                 for name, number in (old - new).items()), "")  # fmt: skip


def _counted(text: str) -> Counter[str] | None:
    """How often each element stands in a file; None where it is no XML."""
    from toolkit.documents.office.xml_tree import parse

    try:
        root = parse(DECLARATION.sub("", text).encode(), "", "", doctype=True)
    except (DocumentError, UnicodeEncodeError):
        return None
    return Counter(str(one.tag) for one in root.iter() if isinstance(one.tag, str))


def _catalog(before: bytes, after: bytes, encoding: str) -> str:
    """Of a string catalog of Apple, all but one language must say what it said."""
    try:
        known = set(_facts(json.loads(_text(before, encoding))))
    except ValueError:
        return ""
    try:
        found = set(_facts(json.loads(_text(after, encoding))))
    except ValueError as error:
        return f"the JSON cannot be read any more: {error}"
    lost = {path for path, _ in known - found}
    languages = {path[3] for path in lost | {path for path, _ in found - known} if path[2:3] == ("localizations",)}
    if len(languages) > 1:
        return f"it says something else in {' and '.join(sorted(languages)[:3])}, and only one language was asked for"
    return next((f"{'.'.join(path)[:100]} is gone" for path in sorted(lost) if path[2:3] != ("localizations",)), "")


def _facts(value: Any, path: tuple[str, ...] = ()) -> Iterator[Leaf]:
    """(path, value) of every string and number; of an object without any, the path."""
    if not isinstance(value, Mapping):
        yield path, repr(value)
    for key, inner in value.items() if isinstance(value, Mapping) else ():
        yield from _facts(inner, (*path, str(key)))


def _property_list(text: str) -> Any:
    import plistlib
    from xml.parsers.expat import ExpatError

    try:
        return plistlib.loads(DECLARATION.sub("", text).encode(), fmt=plistlib.FMT_XML)
    except (ExpatError, AttributeError, IndexError, TypeError) as error:
        raise ValueError(str(error)) from error


def _messages(text: str) -> Any:
    """Identifiers of messages of Fluent, with the attributes of each."""
    from fluent.syntax import FluentParser, ast

    body = FluentParser(with_spans=False).parse(text.removeprefix("\ufeff")).body
    if any(isinstance(entry, ast.Junk) for entry in body):
        raise ValueError("there is an entry that is none")
    return [
        {f"{type(entry).__name__} {entry.id.name}": {one.id.name: None for one in entry.attributes}, "": None}
        for entry in body
        if isinstance(entry, (ast.Message, ast.Term))
    ]


def _parts(before: bytes, after: bytes, encoding: str) -> str:  # noqa: ARG001 - as the others
    """Names of parts in their order, and that what was XML is XML."""
    from toolkit.documents.office.xml_tree import parse

    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
        if old.namelist() != new.namelist():
            return f"the parts of the archive are others: {sorted(set(old.namelist()) ^ set(new.namelist()))[:3]}"
        crc = {info.filename: info.CRC for info in old.infolist()}
        for info in new.infolist():
            if crc[info.filename] == info.CRC or not info.filename.endswith(XML):
                continue
            try:
                parse(new.read(info), info.filename, "", doctype=True)
            except DocumentError as error:
                if _is_sound(old.read(info.filename), info.filename):
                    return f"{info.filename} cannot be read any more: {error}"
    return ""


def _is_sound(data: bytes, part: str) -> bool:
    from toolkit.documents.office.xml_tree import parse

    try:
        parse(data, part, "", doctype=True)
    except DocumentError:
        return False
    return True


JUDGES: dict[str, Callable[[bytes, bytes, str], str]] = {
    "text": _paragraphs,
    "json": _strings(json.loads, ValueError, "the JSON"),
    "yaml": _strings(_loaded_yaml, _YamlWrong, "the YAML"),
    "markdown": _front_matter,
    "android": _elements,
    "resx": _elements,
    "qt": _elements,
    "xliff": _elements,
    "xcstrings": _catalog,
    "stringsdict": _strings(_property_list, ValueError, "the property list"),
    "fluent": _strings(_messages, ValueError, "the Fluent"),
    "html": _tags,
    "srt": _cues,
    "vtt": _cues,
    "docx": _parts,
    "pptx": _parts,
    "xlsx": _parts,
    "odt": _parts,
    "epub": _parts,
}
"""Format -> what compares two files of it."""
