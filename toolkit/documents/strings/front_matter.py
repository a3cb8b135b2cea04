"""Front matter: the metadata at the head of a page, in YAML, TOML or JSON, read by the readers of string files.

Which keys hold text for readers is a setting (`front-matter-keys`); a key counts at any depth.
"""

import dataclasses
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from toolkit.documents.options import ReadOptions
from toolkit.documents.strings import json_strings, toml_strings, yaml_strings
from toolkit.documents.strings.no_text import is_no_text
from toolkit.documents.strings.values import Change, Value
from toolkit.errors import DocumentError

FORMS = (
    (re.compile(r"(---[ \t]*\n)(.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE), "yaml"),
    (re.compile(r"(\+\+\+[ \t]*\n)(.*?)(?:^|\n)\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE), "toml"),
    (re.compile(r"(;;;[ \t]*\n)(.*?)(?:^|\n);;;[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE), "json"),
    (re.compile(r"()(\{[ \t]*\n.*?^\})[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE), "json"),
)
"""How front matter begins and ends -> what it is written in."""


class FrontMatter(NamedTuple):
    """The front matter of a page."""

    end: int
    """Offset of what stands behind it; 0 where there is none."""
    values: tuple[Value, ...] = ()
    """Texts for readers, with offsets in the page."""
    names: tuple[Change, ...] = ()
    """What names the language of the page."""
    letters: int = 0
    """Letters of the front matter that are in no value."""


def front_matter(source: str, options: ReadOptions) -> FrontMatter:
    """The front matter of a page whose lines end in LF; of what nobody can read, nothing but where it ends."""
    for pattern, form in FORMS:
        match = pattern.match(source)
        if match is None:
            continue
        start, text = match.start(2), match[2]
        try:
            values, names = _read(text, form, dataclasses.replace(options, targets=()))
        except DocumentError:
            values, names = [], []
            if form == "json" and not match[1]:
                continue
        known = {key.lower() for key in options.front_matter_keys}
        kept = [value for value in values if not value.rule and value.path and _is_known(value.path, known)]
        texts = [
            one
            for one in kept
            if any(map(str.isalnum, one.text)) and (one.path[-1].lower().endswith("title") or not is_no_text(one.text))
        ]
        shifted = tuple(moved(texts, start, source.count("\n", 0, start)))
        letters = sum(map(str.isalpha, match.group())) - sum(sum(map(str.isalpha, one.text)) for one in shifted)
        return FrontMatter(
            match.end(), shifted, tuple((low + start, high + start, said) for low, high, said in names), letters
        )
    return FrontMatter(0)


def _is_known(path: tuple[str, ...], known: set[str]) -> bool:
    """Whether a key is among those for readers, alone or with the one that it stands under (`sidebar.label`)."""
    return path[-1].lower() in known or ".".join(path[-2:]).lower() in known


def moved(values: Iterable[Value], by: int, lines: int) -> Iterator[Value]:
    """The values of a part of a text that begins so many characters and lines behind its beginning."""
    for one in values:
        yield one._replace(start=one.start + by, end=one.end + by, line=one.line + lines)


def _read(text: str, form: str, options: ReadOptions) -> tuple[list[Value], list[Change]]:
    if form == "yaml":
        return yaml_strings.values_of(text, "", options)
    if form == "toml":
        return toml_strings.values_of(text, "", options)
    values, names = json_strings.values_of(text, "", options)
    return values, [(one.start + 1, one.end - 1, one.raw[1:-1]) for one in names]
