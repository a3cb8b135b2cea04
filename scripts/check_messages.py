"""The sentences of the checks, as scripts/interface.py puts them into locales/checks.pot.

A sentence is any text of toolkit/checks/ that ends with a full stop and is neither a docstring nor the summary of a
check; an f-string becomes a template, as in command_messages.py. Where a value is one of a few words, there is a
template for each of them, so that every language can decline it.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import command_messages
from toolkit.checks.codes import KINDS
from toolkit.checks.languages import NAMES
from toolkit.checks.typography import NAMES as MARKS

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "toolkit" / "checks"
CHOICES = {"codes.py": KINDS, "machine.py": tuple(NAMES.values())}
"""File -> what `{name}` can be in its sentences."""
SUMMARIES = {"CHECKS", "WHOLE"}
"""Tables of what the checks are, which say nothing of a sentence."""
SINGLE = {
    "error": "reports.py", "warning": "reports.py", "hint": "reports.py",
    "Chinese": "across.py", "Russian": "across.py", "Kyrgyz": "across.py", "English": "across.py",
    **dict.fromkeys(MARKS.values(), "typography.py"),
    "{0}: {1} --anyway approves it all the same": "../workflow/checking.py",
}  # fmt: skip
"""Words that sentences are put together from -> the file that says them."""


def messages() -> dict[tuple[str, ...], list[str]]:
    """Msgids -> the files that they stand in, in order."""
    found: dict[tuple[str, ...], list[str]] = {}
    for path in sorted(FOLDER.glob("*.py")):
        for text in _sentences(path):
            places = found.setdefault((text,), [])
            if (name := path.relative_to(ROOT).as_posix()) not in places:
                places.append(name)
    for text, name in SINGLE.items():
        found.setdefault((text,), [(FOLDER / name).resolve().relative_to(ROOT).as_posix()])
    return found


def _sentences(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in list(ast.walk(tree)):
        for child in ast.iter_child_nodes(node):
            child.parent = node  # type: ignore[attr-defined]
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant | ast.JoinedStr) or _is_no_sentence(node):
            continue
        text = command_messages.template_of(node)
        if not text.endswith(".") or " " not in text or not re.search("[a-z]{2}", text):
            continue
        named = [number for number, value in enumerate(_values(node)) if getattr(value, "id", "") == "name"]
        for choice in CHOICES[path.name] if named else ("",):
            made = text.replace(f"{{{named[0]}}}", choice) if named else text
            order = list(dict.fromkeys(re.findall(r"\{\w+\}", made)))
            yield re.sub(r"\{\w+\}", lambda match, order=order: f"{{{order.index(match[0])}}}", made)  # type: ignore[misc]


def _values(node: ast.AST) -> list[ast.expr]:
    return [part.value for part in getattr(node, "values", ()) if isinstance(part, ast.FormattedValue)]


def _is_no_sentence(node: ast.AST) -> bool:
    """Whether it is a docstring, a piece of an f-string, or stands in a table of summaries."""
    above = node.parent  # type: ignore[attr-defined]
    if isinstance(above, ast.Expr | ast.JoinedStr | ast.FormattedValue):
        return True
    while not isinstance(above, ast.Module):
        if isinstance(above, ast.Assign | ast.AnnAssign):
            target = above.targets[0] if isinstance(above, ast.Assign) else above.target
            if getattr(target, "id", "") in SUMMARIES:
                return True
        above = above.parent  # type: ignore[attr-defined]
    return False
