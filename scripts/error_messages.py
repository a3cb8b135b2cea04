"""The sentences of errors, as scripts/interface.py puts them into locales/errors.pot.

What readers, writers, packages and engines raise is nowhere but in the code that raises it: a text in a `raise`, in the
call of what makes the error, or in a variable that such a call gets. An f-string becomes a template, as in
command_messages.py. What the system and the libraries say is listed here.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import command_messages
from command_messages import LEAST, PACKAGE, VALUE, WORDS

FOLDERS = (
    "bundles", "catalogs", "documents", "engines", "exchange", "memory", "packages", "po", "project", "storage",
    "terms", "workflow",
)  # fmt: skip
"""Parts of the house whose errors a person meets at the terminal."""
ALSO = ("review/server.py", "review/works.py", "corpus/streams.py", "corpus/outputs.py", "corpus/rows.py",
        "corpus/runners/choice.py", "corpus/sources.py")  # fmt: skip
MAKERS = ("wrong", "error", "_error", "_damaged", "_unreadable", "_no_archive", "fault", "Fault", "NoArchive")
"""Functions and classes that make an error of a text, beside all whose name ends in Error."""
TEXTS = {"said", "message", "told", "remedy", "again", "DEEP", "DAMAGED", "WAY_OUT", "UNTRUSTED", "reason", "CARRY"}
"""Variables that hold such a text."""
WORKSHOP = ("packages/making.py", "packages/conversion.py", "packages/foreign.py", "packages/prefixes.py",
            "packages/measured.py", "workflow/evaluation/page.py", "bundles/legend.py")  # fmt: skip
"""Files whose sentences only who makes packages meets, and those that have markup instead."""
PROGRAMMERS = {
    "toolkit.translate takes a list of texts; for one text write [text]",
    "toolkit.segment takes a str, not {0}",
    "cannot {0}: {1}{2}", "create the folder", "write into this folder",
}  # fmt: skip
"""What only a programmer can meet, and parts of what stands below whole."""
FIXED = (
    *(f"cannot {verb}: {{0}}" for verb in (
        "write", "read", "create the folder", "remove", "lock", "install", "write into this folder",
    )),
    "permission denied", "no such file or directory", "no space left on device", "is a directory", "not a directory",
    "file exists", "read-only file system", "file name too long", "too many open files", "operation not permitted",
    "disk quota exceeded", "input/output error", "directory not empty",
    "line {0}, column {1}", "not well-formed (invalid token)", "no element found", "mismatched tag", "unclosed token",
    "junk after document element", "undefined entity", "duplicate attribute", "unbound prefix", "syntax error",
    "unclosed CDATA section", "File is not a zip file", "Word document", "known: none",
    "try again with a network, or {0}", "try again later, or {0}",
    "expecting value", "expecting property name enclosed in double quotes", "expecting ',' delimiter",
    "expecting ':' delimiter", "extra data", "unterminated string starting at", "invalid control character at",
    "invalid \\escape", "illegal trailing comma before end of object", "illegal trailing comma before end of array",
)  # fmt: skip
"""What the system, expat, zipfile and json say within our sentences."""


def messages() -> dict[tuple[str, ...], list[str]]:
    """Msgids -> the files that they stand in; what the other catalogs of the terminal have is not here again."""
    known = set(command_messages.messages())
    found: dict[tuple[str, ...], list[str]] = {(text,): ["toolkit/storage"] for text in FIXED if (text,) not in known}
    files = {path for name in FOLDERS for path in (PACKAGE / name).rglob("*.py")}
    files |= {PACKAGE / name for name in ALSO}
    for path in sorted(files - {PACKAGE / name for name in WORKSHOP}):
        for text in said_in(path):
            letters = sum(map(len, WORDS.findall(VALUE.sub("", text))))
            if " " in text and letters >= LEAST and (text,) not in known and text not in PROGRAMMERS:
                places = found.setdefault((text,), [])
                name = path.relative_to(PACKAGE.parent).as_posix()
                if name not in places:
                    places.append(name)
    return found


def said_in(path: Path) -> Iterator[str]:
    """The templates of the sentences that a file raises."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and _makes_an_error(node.func):
            for argument in node.args:
                yield from command_messages.templates_of(argument)
        elif isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            for argument in node.exc.args:
                yield from command_messages.templates_of(argument)
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in TEXTS:
            yield from command_messages.templates_of(node.value)


def _makes_an_error(function: ast.expr) -> bool:
    name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
    return name.endswith("Error") or name in MAKERS
