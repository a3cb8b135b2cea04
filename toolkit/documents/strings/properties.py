r"""Java's `.properties`: values are translated, keys and comments stay.

The format is that of `java.util.Properties.load`: `=`, `:` or a space behind the key, `\` at the end of a line goes on
in the next, `\u00e9` and the like. A file in ISO 8859-1 (named with --encoding), and one that is ASCII and has such
escapes, is written with them. MessageFormat (`{0}`) doubles its apostrophes. Mozilla's plurals are forms parted by
semicolons (`#1 page;#1 pages`, https://firefox-source-docs.mozilla.org/l10n/), as many as the language has.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from toolkit.documents.options import ReadOptions
from toolkit.documents.strings import numerus
from toolkit.documents.strings.bilingual import wanted_categories
from toolkit.documents.strings.choices import ADDED
from toolkit.documents.strings.files import string_file
from toolkit.documents.strings.messages import BarEnd, Message, Part, content
from toolkit.documents.strings.values import Change, Value

ENTRY = re.compile(
    r"""[ \t\f]*(?:
        (?P<comment>[\#!][^\r\n]*)
      | (?P<key>(?:\\(?:\r\n|[\s\S])|[^\s:=\\])+)[ \t\f]*[:=]?[ \t\f]*(?P<value>(?:\\(?:\r\n|[\s\S])|[^\r\n\\])*)
      | )(?:\r\n|\r|\n|\Z)""",
    re.VERBOSE,
)
ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|(?:\r\n|\r|\n)[ \t\f]*|(.))", re.DOTALL)
SPACE = "\\u0020"
MEANINGS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f"}
ARGUMENT = re.compile(r"\{\d+(?:,[^{}]*)?\}")
FORMS = re.compile(r"[^;]*#\d[^;]*(?:;[^;]*#\d[^;]*){1,5}")
SAID_FORMS = re.compile(r"[^;]+(?:;[^;]+){1,5}")
PLURAL = re.compile(r"plural", re.IGNORECASE)
"""In a comment: what follows has a form for each number."""
KEY_NAME = re.compile(r"[._-]|(?<=[a-z])(?=[A-Z])")
KEYS = frozenset(
    {"accesskey", "accesskeys", "commandkey", "key", "keycode", "mnemonic", "mnemonics", "shortcut", "hotkey",
     "accelerator", "keybinding"}
)  # fmt: skip
"""What the names of single letters end with that are keys to press."""


def values_of(text: str, name: str, options: ReadOptions) -> tuple[list[Value], list[Change]]:  # noqa: ARG001 - as all
    """The values of the entries; anything is an entry, or a comment."""
    return list(_values(text, options)), []


read, rewrite = string_file("properties", values_of)


def _values(text: str, options: ReadOptions) -> Iterator[Value]:
    escape_all = options.encoding.lower().replace("-", "_") in ("iso_8859_1", "latin_1", "latin1", "iso8859_1") or (
        text.removeprefix("\ufeff").isascii() and re.search(r"(?<!\\)\\u", text) is not None
    )
    place = 1 if text.startswith("\ufeff") else 0
    note, line, counted = "", 1, 0
    while place < len(text):
        match = ENTRY.match(text, place)
        if match is None or match.end() == place:  # a lone backslash at the end
            break
        if match["comment"]:
            note = " ".join(f"{note} {match['comment'].lstrip('#! ')}".split())
        elif match["key"]:
            line += text.count("\n", counted, match.start("key"))
            counted = match.start("key")
            raw = match["value"]
            key = ESCAPE.sub(_unescaped, match["key"])
            says = ESCAPE.sub(_unescaped, raw)
            doubled = ARGUMENT.search(says) is not None and "'" not in says.replace("''", "")
            meant = says.replace("''", "'") if doubled else says
            rule = "code" if len(meant) < 2 and KEY_NAME.split(key)[-1].lower() in KEYS else ""
            yield Value(
                *match.span("value"), meant, line, _encoder(raw, escape_all, doubled), (key,), note=note, rule=rule,
                pieces=_forms(meant, note, options),
            )  # fmt: skip
            note = ""
        else:
            note = ""
        place = match.end()


def _forms(text: str, note: str, options: ReadOptions) -> tuple[Part, ...] | None:
    """The pieces of a plural of Mozilla, for one and for more; None for anything else."""
    if ";" not in text or not (SAID_FORMS if PLURAL.search(note) else FORMS).fullmatch(text):
        return None
    forms = text.split(";")
    if not all(any(map(str.isalpha, one)) for one in forms):
        return None
    made = [Message(content(one), "", f"plural form {number} of {len(forms)}") for number, one in enumerate(forms, 1)]
    additions = [replace(made[-1], note="", addition=name) for name in wanted_categories(options) if name in ADDED]
    if len(forms) == 2:
        return made[0], ";", *additions, made[1], BarEnd(numerus.FORMS)
    return tuple(piece for one in made for piece in (one, ";"))[:-1]


def _unescaped(match: re.Match[str]) -> str:
    if match[1]:
        return chr(int(match[1], 16))
    return "" if match[2] is None else MEANINGS.get(match[2], match[2])


def _encoder(raw: str, escape_all: bool, doubled: bool) -> Callable[[str], str]:
    def escape(character: str) -> str:
        if character in "\t\n\r\f":
            return {"\t": "\\t", "\n": "\\n", "\r": "\\r", "\f": "\\f"}[character]
        if character == "\\" or (character in "=:#!" and f"\\{character}" in raw):
            return f"\\{character}"
        if ord(character) > 0x7E and escape_all:
            code = character.encode("utf-16-be", "surrogatepass")
            return "".join(f"\\u{code[at] << 8 | code[at + 1]:04x}" for at in range(0, len(code), 2))
        return character

    def encode(text: str) -> str:
        made = "".join(map(escape, text.replace("'", "''") if doubled else text))
        if made[-1:] == " " and raw.endswith(SPACE):
            made = made[:-1] + SPACE
        return f"\\{made}" if made[:1] == " " else made

    return encode
