"""Regular expressions that are compiled when they are first asked behave like those of `re`."""

import ast
import copy
import importlib
import re
import sys
import types
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from toolkit import late


def test_it_is_compiled_when_it_is_asked_and_then_like_another(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    compiler = re.compile

    def compiled(pattern: str, flags: int = 0) -> "re.Pattern[str]":
        made.append(pattern)
        return compiler(pattern, flags)

    monkeypatch.setattr(re, "compile", compiled)
    word = late.compile("(?P<first>[a-z])x+", re.IGNORECASE)
    assert (word.pattern, word.flags) == ("(?P<first>[a-z])x+", re.IGNORECASE | re.UNICODE)
    copy.copy(word)
    assert not made
    found = word.search("- AXX bx")
    assert found is not None
    assert (found["first"], found.span()) == ("A", (2, 5))
    assert [word.sub("-", "axbx"), word.groups, dict(word.groupindex)] == ["--", 1, {"first": 1}]
    assert word.findall("axbx") == ["a", "b"]
    assert made == ["(?P<first>[a-z])x+"]
    with pytest.raises(AttributeError):
        word.other  # type: ignore[attr-defined] # noqa: B018


def test_its_flags_are_those_of_re() -> None:
    for flags in (0, re.ASCII, re.VERBOSE | re.ASCII, re.IGNORECASE, re.DOTALL):
        assert late.compile("a", flags).flags == re.compile("a", flags).flags


def test_who_asks_first_is_told_of_a_wrong_expression() -> None:
    wrong = late.compile("(")
    with pytest.raises(re.error):
        wrong.match("a")


def test_threads_may_ask_at_the_same_time() -> None:
    with ThreadPoolExecutor(8) as threads:
        for _ in range(200):
            word = late.compile("(?:a|b|c|d|e)+x" * 20)
            assert not any(threads.map(word.match, ["abc"] * 8)) and not any(
                threads.map(lambda text, word=word: word.search(text), ["abc"] * 8)
            )


def test_what_has_been_compiled_takes_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    module = types.ModuleType("toolkit.settled")
    monkeypatch.setitem(sys.modules, "toolkit.settled", module)
    asked, other = late.compile("a+", re.IGNORECASE), late.compile("b+")
    vars(module).update(ASKED=asked, OTHER=other, BY_LANGUAGE={"ru": asked, "ky": other})
    assert asked.search("AA")
    late.settle()
    assert type(vars(module)["ASKED"]) is re.Pattern and type(vars(module)["BY_LANGUAGE"]["ru"]) is re.Pattern
    assert vars(module)["OTHER"] is other and vars(module)["BY_LANGUAGE"]["ky"] is other
    assert vars(module)["ASKED"].findall("aAb") == ["aA"]


def test_none_is_given_to_a_function_of_re() -> None:
    """`re.match(LATE, text)` would refuse it: those functions take a text, or what `re.compile` made."""
    package = Path(late.__file__).parent
    for path in sorted(package.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        calls = [
            node.args[0]
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.Call) and node.args and ast.unparse(node.func).startswith("re.")
        ]
        asked = [given for given in calls if isinstance(given, ast.Name | ast.Attribute | ast.Subscript)]
        if not asked or path == Path(late.__file__):
            continue
        name = ".".join(path.relative_to(package.parent).with_suffix("").parts).removesuffix(".__init__")
        module = importlib.import_module(name)
        for one in asked:
            given: ast.expr = one
            while isinstance(given, ast.Subscript):
                given = given.value
            try:
                found = eval(ast.unparse(given), vars(module))
            except (NameError, AttributeError):
                continue  # what a function was given
            every = list(found.values()) if isinstance(found, dict) else [found]
            assert not any(isinstance(each, late._Compiled) for each in every), f"{path}: {ast.unparse(given)}"
