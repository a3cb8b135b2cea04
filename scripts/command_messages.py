"""The messages of the command line, as scripts/interface.py puts them into locales/commands.pot.

An f-string becomes a template: its values are `{0}`, `{1}` … in order, as toolkit/cli/spoken.py matches them again.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "toolkit"
SAID = (
    *(f"cli/{path.name}" for path in sorted((PACKAGE / "cli").glob("*.py")) if path.name != "spoken.py"),
    *(f"project/{name}.py" for name in ("beginning", "coverage", "settings", "sources", "table")),
    *(f"workflow/{name}.py" for name in ("drafting", "health", "messages", "pipeline", "software")),
    "catalogs/ledger.py", "bundles/notices.py", "corpus/records.py", "documents/elsewhere.py", "documents/summaries.py",
    "exchange/__init__.py", "packages/discovery.py", "errors.py",
)  # fmt: skip
"""Files whose messages are translated; what others say is in English."""
KEPT = {
    "toolkit merge (as msgmerge of GNU gettext-tools) 0.21", "msgmerge: found {0} fatal error{1}",
    "{0}:{1}: duplicate message definition...", "{0}:{1}: ...this is the location of the first definition",
    "Read 1 old + 1 reference{0}, {1}.", "+ {0} compendia", "Argos Translate {0}",
}  # fmt: skip
"""What scripts compare with the words of msgmerge, and names."""
CALLS = {"echo", "say", "detail", "tell", "Fact", "counted", "style", "fail", "prompt", "confirm",
         "spoken", "Setting", "Summary", "Format"}  # fmt: skip
TABLES = {"COMMANDS", "VARIABLES", "PROGRAMS", "EXTRAS", "ELSEWHERE", "TOPICS", "ORIGINS"}
"""Registries whose texts a person reads."""
TEXTS = {"_OFFICE", "_SCAN", "MARKED", "said", "remedy", "instead", "told", "advice", "what", "became", "then"}
"""Names of texts that are put into messages."""
NUMBERED = (
    "segment",
    "distinct segment",
    "block",
    "word",
    "letter",
    "document",
    "sentence",
    "translation",
    "catalog",
    "error",
    "warning",
    "hint",
    "row",
    "file",
    "message",
    "furniture",
    "term",
    "form",
)
"""What is counted: `1 segment`, `2 segments`."""
SINGLE = (
    "Chinese", "Russian", "Kyrgyz", "English", "language", "reviewed", "drafted", "to review", "untranslated",
    "seconds", "reviewed words", "segments (words of the source)",
    "distinct segments (words of the source)", "Han characters count one each as words", "there is no such file",
    "did you mean {0}?", "`toolkit formats` lists what is one", "`toolkit formats` lists those that are known", "ok",
    "note", "bad", "none", "missing", "there",
    "setting", "value", "from", "packages", "libraries", "fonts", "other programs", "places", "people", "needed",
    "other directions",
    "Example:", "Examples:", "Chinese characters", "Japanese letters", "Korean letters", "Cyrillic letters",
    "Latin letters", "Arabic letters",
    "project", "catalogs", "bundles", "translator", "interrupted; what is done is kept, run it again to finish",
    "stopped; everything is saved", "codes differ", "by place and length alone", "not approved", "the only sentence",
    "sentences of the source", "into", "document", "translations", "all {0}", "why: {0}",
    "why: untranslated", "software strings", "own news and prose", "the reviewed article", "or", "its source changed",
    "waits for review", "stands in {0} places", "a gloss, word by word", "a machine draft",
    "a gloss, word by word, confidence {0}",
    "a machine draft, confidence {0}", "in the source only", "in the translation only", "{0} in the source only",
    "{0} in the translation only", "{0} of {1} rows", "nothing selected", "no text to translate",
    "there", "rows", "texts", "empty", "words",
    "characters", "that came before", "gloss, word by word",
    "and every other language code", "such as de or pt_BR",
    *(f"{{0}} {did}" for did in (
        "approved", "emptied", "marked fuzzy", "left", "new", "kept", "changed", "trivial", "split", "joined",
        "revived", "obsolete", "dropped", "corrected", "conflict", "refused", "already there", "unchanged", "written",
        "remembered", "aside",
    )),
    *(f"{did}: {{0}}" for did in ("approved", "emptied", "marked fuzzy", "left")),
    "translated", "written", "kept",
    *(f"unknown {kind} {{0}}; {{1}}" for kind in (
        "document format", "format", "language", "setting", "engine", "topic", "check", "package", "filter", "severity",
        "document of the memory", "exchange format", "exchange file ending",
    )),
)  # fmt: skip
"""Heads of tables, states, topics: words that stand for themselves."""
CLICK = (
    "Usage:", "Options", "Show this message and exit.", "Show the version and exit.", "Error: {message}", "Aborted!",
    "Try '{command} {option}' for help.", "Missing command.", "Missing argument", "Missing option",
    "Missing {param_type}", "No such command {name!r}.", "No such option {name!r}.", "Invalid value: {message}",
    "Invalid value for {param_hint}: {message}", "Option {name!r} does not take a value.", "default: {default}",
    "{name} {filename!r} does not exist.", "{name} {filename!r} is a directory.", "{name} {filename!r} is a file.",
    "{value!r} is not a valid {number_type}.", "file", "path", "directory",
)  # fmt: skip
"""What click asks gettext for and a person can meet here."""
CLICK_NUMBERED = (
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
)
WORDS = re.compile(r"[A-Za-z]{2,}")
VALUE = re.compile(r"\{\d+\}")
LEAST = 4
"""Letters that a template has beside its values; a shorter one would be found in other people's texts."""


def messages() -> dict[tuple[str, ...], list[str]]:
    """Msgids, or msgids with their plurals -> the files that they stand in, in order."""
    found: dict[tuple[str, ...], list[str]] = {(text,): ["click"] for text in ("Commands", *CLICK)}
    found.update({forms: ["click"] for forms in CLICK_NUMBERED})
    found.update({(f"{{0}} {noun}", f"{{0}} {noun}s"): ["toolkit/languages.py"] for noun in NUMBERED})
    found.update({(text,): ["toolkit/cli"] for text in SINGLE})
    for name in SAID:
        path = PACKAGE / name
        if path.exists():
            for text in said_in(path):
                if (
                    text not in KEPT
                    and not text.startswith(('"', '{"', '["'))
                    and sum(map(len, WORDS.findall(VALUE.sub("", text)))) >= LEAST
                ):
                    places = found.setdefault((text,), [])
                    if f"toolkit/{name}" not in places:
                        places.append(f"toolkit/{name}")
    return found


def said_in(path: Path) -> list[str]:
    """The templates of what a file of the code says."""
    return list(_of(ast.parse(path.read_text(encoding="utf-8"))))


def _of(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_table":
            yield from (text for row in ast.walk(node) if isinstance(row, ast.Tuple) for text in templates_of(row)[-1:])
        elif isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            yield from (text for argument in node.exc.args for text in templates_of(argument))
        elif isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name == "print_table":
                yield from (text for text in templates_of(node.args[0]) if text.isascii())
            elif name in CALLS:
                yield from (
                    text
                    for argument in node.args
                    for text in templates_of(argument)
                    if " " in text and text not in NUMBERED
                )
            elif name in ("option", "argument", "command"):
                yield from (
                    text
                    for key in node.keywords
                    if key.arg in ("help", "short_help")
                    for text in templates_of(key.value)
                )
        elif isinstance(node, ast.JoinedStr) and " " in (text := templates_of(node)[0]).strip():
            yield text.strip().lstrip(";, ")
        elif isinstance(node, ast.FunctionDef) and (text := ast.get_docstring(node)) and _is_command(node):
            yield from (" ".join(part.split()) for part in text.split("\n\n") if not part.startswith("\b"))
        elif isinstance(node, ast.AnnAssign) and node.simple and isinstance(node.value, ast.Constant):
            yield from (text for text in templates_of(node.value) if " " in text)  # the default of a field
        elif isinstance(node, ast.AnnAssign | ast.Assign) and isinstance(node.value, ast.Dict):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if isinstance(target, ast.Name) and target.id in TABLES:
                yield from (text for value in node.value.values for text in templates_of(value) if _is_words(text))
        elif (isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in TEXTS) or (
            isinstance(node, ast.Return) and isinstance(node.value, ast.Constant | ast.IfExp)
        ):
            yield from (text for text in templates_of(node.value) if " " in text)


def _is_words(text: str) -> bool:
    """Whether a text of a registry is for people: more than a name, which needs no translation."""
    return " " in text or text in ("interrupted", "empty")


def _is_command(node: ast.FunctionDef) -> bool:
    return any(
        isinstance(one, ast.Call) and getattr(one.func, "attr", "") in ("command", "group")
        for one in node.decorator_list
    )


def template_of(node: ast.Constant | ast.JoinedStr) -> str:
    """A text, or of an f-string its template; empty for what is no text."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    made, number = "", 0
    for part in node.values:
        if isinstance(part, ast.Constant):
            made += str(part.value)
        else:
            made, number = made + f"{{{number}}}", number + 1
    return made


def templates_of(node: ast.expr) -> list[str]:
    """The templates that an expression of strings can give."""
    if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str)):
        return [template_of(node).strip(" \n").lstrip(";, ")]
    if isinstance(node, ast.BoolOp):
        return [text for value in node.values for text in templates_of(value)]
    if isinstance(node, ast.Tuple):
        return [text for element in node.elts for text in templates_of(element)]
    if isinstance(node, ast.IfExp):
        return templates_of(node.body) + templates_of(node.orelse)
    if isinstance(node, ast.BinOp):
        return templates_of(node.left) + templates_of(node.right)
    return []
