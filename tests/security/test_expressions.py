"""No expression that meets a user's text can explode: every one in the tree is fed what its own repeats take.

The walk is over the source (AST), the attack from the parse of each expression: what leads to a repeat, many times what
the repeat takes, and an end that fits nothing. What is exponential does not end within the limit at these lengths.
"""

import ast
import importlib
import re
import re._constants as sre  # type: ignore[import-not-found,unused-ignore]
import re._parser as parser  # type: ignore[import-not-found,unused-ignore]
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from toolkit.documents.markup.inline_codes import INLINES
from toolkit.documents.markup.opaque_lines import LINES
from toolkit.quantities.bounds import WAYS as BOUNDS
from toolkit.quantities.orders import WAYS
from toolkit.quantities.scales import GROUPS

PACKAGE = Path(__file__).parent.parent.parent / "toolkit"
LIBRARIES = ("re", "regex", "late")
CALLS = {"compile", "match", "fullmatch", "search", "sub", "subn", "findall", "finditer", "split"}
LIMIT = 0.75
"""Seconds of the processor for one text."""
LENGTHS = (16, 32, 1_500, 3_000)
SEARCHED = 100
"""Repeats up to which an expression is tried at every place of the text too, which may take the square of the time."""
BOUNDED = {"documents/strings/no_text.py": 400, "packages/names.py": 100}
"""File -> characters of the longest text that its expressions meet; they need not be linear, and must not explode."""
ENDS = ("\x00", "\n\x00", "!", '"', "")

pytestmark = pytest.mark.skipif(
    sys.version_info < (3, 11) or not hasattr(signal, "setitimer"), reason="the parser of re has another name there"
)


def expressions() -> Iterator[tuple[str, str, int]]:
    """(where, expression, flags) of every call of re, regex and late whose expression the module itself can say."""
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if not any(f"{one}." in text for one in LIBRARIES):
            continue
        module: Any = None
        for node in ast.walk(ast.parse(text)):
            called = node.func if isinstance(node, ast.Call) else None
            if not (
                isinstance(called, ast.Attribute)
                and isinstance(called.value, ast.Name)
                and called.value.id in LIBRARIES
            ):
                continue
            assert isinstance(node, ast.Call)
            if called.attr not in CALLS or not node.args:
                continue
            if module is None:
                name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
                module = importlib.import_module(name)
            given_by = node.args[0]
            if isinstance(given_by, ast.Subscript):  # one of a table of expressions
                try:
                    table = eval(ast.unparse(given_by.value), vars(module))
                except NameError:
                    table = None
                for said in dict.fromkeys(table.values()) if isinstance(table, dict) else ():
                    if isinstance(said, str):
                        yield f"{path.relative_to(PACKAGE)}:{node.lineno}", said, 0
            try:
                said = eval(ast.unparse(given_by), vars(module))
                given = node.args[1:] if called.attr == "compile" else []
                flags = eval(ast.unparse(given[0]), vars(module)) if given else 0
            except (NameError, KeyError):
                continue  # made of what a function was given
            if isinstance(said, str):
                yield f"{path.relative_to(PACKAGE)}:{node.lineno}", said, int(flags)


TAKEN: dict[int | None, str] = {}
"""Group -> what the last example had for it, for those who refer to it."""


def example(items: Any, depth: int = 0) -> str:
    """A text that the parsed expression takes, as short as can be but for repeats, which are taken once."""
    made = ""
    for code, value in items:
        if code is sre.LITERAL:
            made += chr(value)
        elif code is sre.NOT_LITERAL:
            made += "a" if value != ord("a") else "b"
        elif code is sre.ANY:
            made += "a"
        elif code is sre.IN:
            made += of_class(value)
        elif code is sre.BRANCH:
            made += example(value[1][0], depth + 1)
        elif code is sre.SUBPATTERN:
            TAKEN[value[0]] = example(value[3], depth + 1)
            made += TAKEN[value[0]]
        elif code is sre.GROUPREF:
            made += TAKEN.get(value, "a")
        elif code in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            made += example(value[2], depth + 1) * max(1, min(value[0], 50))
    return made


KINDS = {"CATEGORY_SPACE": " ", "CATEGORY_DIGIT": "1", "CATEGORY_WORD": "a", "CATEGORY_NOT_SPACE": "a"}


def of_class(items: Any) -> str:
    negated = bool(items) and items[0][0] is sre.NEGATE
    if negated:
        pattern = re.compile("".join(["[^", *(_spelled(one) for one in items[1:]), "]"]))
        return next((one for one in 'ab1 -_.,<>"\n' if pattern.match(one)), "ö")
    code, value = items[0]
    if code is sre.RANGE:
        return chr(value[0])
    return chr(value) if code is sre.LITERAL else KINDS.get(str(value), "-")


def _spelled(item: Any) -> str:
    code, value = item
    if code is sre.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    if code is sre.LITERAL:
        return re.escape(chr(value))
    letter = {"SPACE": "s", "DIGIT": "d", "WORD": "w"}[str(value).rpartition("_")[2]]
    return f"\\{letter.upper() if 'NOT' in str(value) else letter}"


def attacks(items: Any, lead: str = "") -> Iterator[tuple[str, str]]:
    """(what leads to a repeat, what it takes once) for each repeat without a small bound, inner ones too."""
    for place, (code, value) in enumerate(items):
        here = lead + example(items[:place])
        if code in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            inner = value[2]
            if value[1] > 50:
                for alternative in alternatives(inner):
                    yield here, alternative
            yield from attacks(inner, here)
        elif code is sre.SUBPATTERN:
            yield from attacks(value[3], here)
        elif code is sre.BRANCH:
            for branch in value[1]:
                yield from attacks(branch, here)


def alternatives(items: Any) -> list[str]:
    """What a repeat may take: by each branch at its head."""
    if len(items) == 1 and items[0][0] is sre.SUBPATTERN:
        return alternatives(items[0][1][3])
    if len(items) == 1 and items[0][0] is sre.BRANCH:
        return [example(branch) for branch in items[0][1][1]][:8]
    return [example(items)]


class TooSlow(Exception):
    """The time is up; re looks at signals while it works."""


def too_slow(expression: "re.Pattern[str]", tree: Any, most: int = 1 << 30, limit: float = LIMIT) -> str:
    """A text that takes longer than so many seconds, shortened; "" where none is found."""

    def stop(*_: object) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGVTALRM, stop)
    try:
        for lead, pump in dict.fromkeys(attacks(tree)):
            if not pump:
                continue
            for length in sorted({min(length, most // len(pump)) for length in LENGTHS}):
                text = ""
                signal.setitimer(signal.ITIMER_VIRTUAL, limit)
                try:
                    for end in ENDS:
                        text = lead + pump * length + end
                        started = time.process_time()
                        expression.match(text)
                        if length <= SEARCHED:
                            expression.search(text)
                        if time.process_time() - started > limit / 4:
                            break
                except TooSlow:
                    return f"{lead!r} + {pump!r} × {length} + {text[-2:]!r}"
                finally:
                    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    finally:
        signal.signal(signal.SIGVTALRM, before)
    return ""


def of_tables() -> Iterator[tuple[str, str, int]]:
    """The same of tables: opaque lines and inline codes, compiled where a text has their beginning, and numbers."""
    for code in INLINES:
        yield f"documents/markup/inline_codes.py: {code.name}", code.pattern, re.VERBOSE | re.DOTALL
    for line in LINES:
        yield f"documents/markup/opaque_lines.py: {line.name}", line.begin, re.VERBOSE
    for group in GROUPS:
        for language, ways in group.ways.items():
            yield f"quantities/scales.tsv: {language}", ways.pattern, re.IGNORECASE
        yield from (("quantities/scales.tsv", one.pattern, re.IGNORECASE) for one in group.has)
    for language, bounds in BOUNDS.items():
        yield from (
            (f"quantities/bounds.py: {language}", one.pattern, re.IGNORECASE) for way in bounds.values() for one in way
        )
    for language, orders in WAYS.items():
        yield from ((f"quantities/orders.py: {language}", way.pattern, re.IGNORECASE) for _, way, _ in orders)


def test_the_attack_finds_what_explodes() -> None:
    for exploding in (r'"(?:[^"\\]+|\\.)*"', r"(a+)+$", r"(?:\s*,?\s*)+;", r"(?:a|a)*b", r"(?:([ab])\1+)+c"):
        assert too_slow(re.compile(exploding), parser.parse(exploding), limit=LIMIT / 4), exploding  # it never ends
    for harmless in (r'"[^"\\]*(?:\\.[^"\\]*)*"', r"a+$", r"(?:,\s*)+;", r"(?:([ab])\1+(?!\1))+c"):
        assert not too_slow(re.compile(harmless), parser.parse(harmless)), harmless


def test_no_expression_explodes() -> None:
    every = dict.fromkeys([*expressions(), *of_tables()])
    assert len(every) > 250
    found = {}
    for where, said, flags in every:
        most = BOUNDED.get(where.partition(":")[0], 1 << 30)
        if slow := too_slow(re.compile(said, flags), parser.parse(said, flags), most):
            found[where] = f"{said[:80]}: {slow[:120]}"
    assert not found, "\n".join(f"{where}: {what}" for where, what in found.items())
