"""No door beside the gate: whatever approves a translation reaches the one question, `catalogs.obstacle`.

The doors are found in the source itself: what takes the flag fuzzy away, what makes a unit reviewed or final, and what
says of a text that it is approved. Each of them asks, in its own module, or is named below with the reason why it need
not. tests/test_approval.py tries the doors that people use.
"""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.test_architecture import FILES, PACKAGE

QUESTION = "obstacle"
"""The function of catalogs/review.py that asks."""
SAYS_APPROVED = {"Typed": 1, "Correction": 2, "Inherited": 4}
"""Class -> the place of its argument `approved`."""
TAKES_AWAY = {"replace", "discard", "remove", "removeprefix", "sub", "subn", "difference"}
NEED_NOT_ASK = {
    "po/layout.py:with_fuzzy": "the hand itself; whoever calls it is found here",
    "po/layout.py:flag_lines": "puts fuzzy first",
    "po/header.py:completed": "a header is no translation",
    "po/header.py:usable": "a header is no translation",
    "po/stringtables.py:written": "writes what is fuzzy as a comment of its own, and skips the flag among the others",
    "documents/skeletons/catalogs.py:_message": "compares what was written with what was there, and writes nothing",
    "documents/strings/gettext.py:_emptied": "takes the translation away with it",
    "documents/strings/gettext.py:_header": "a header is no translation",
    "documents/strings/gettext.py:_translated": "writes a document with what its catalog has approved, to where it is",
    "catalogs/review.py:reject.decided": "takes the translation away with it",
    "catalogs/editing.py:_emptied": "takes the translation away with it",
    "catalogs/editing.py:with_typed": "does what Typed says; whoever makes one that is approved asks",
    "catalogs/corrections.py:_corrected": "does what Correction says; whoever makes one that is approved asks",
    "catalogs/adoption.py:Adoption._changed": "takes a machine's draft away with it",
    "catalogs/adoption.py:Adoption._flagged": "the flags of a template; fuzzy is put back as the entry has it",
    "catalogs/refreshing.py:_without_fuzzy": "compares with a template; what is written has the flags of the entry",
    "catalogs/gnu.py:_facts": "compares as msgmerge does, and writes nothing",
    "catalogs/states.py:unit": "reads what the file says",
    "memory/entries.py:unit_of": "reads what the memory was given",
    "memory/keeping.py:_whole": "reads what the memory was given",
    "review/sentences.py:about": "shows the other flags",
    "workflow/remembering.py:imported.units": "into a memory, which serves as drafts alone",
    "workflow/aligning.py:_units": "into a memory, which serves as drafts alone",
    "workflow/aligning.py:into_catalog": "with_inherited asks",
    "workflow/leverage.py:approvable": "with_inherited asks",
}
"""Module and function -> why it need not ask."""


def doors(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """(function, line) of everything in a module that may approve."""
    for node, where in within(tree, ""):
        if opens(node):
            yield where, node.lineno


def within(tree: ast.AST, where: str) -> Iterator[tuple[ast.expr, str]]:
    """Each expression with the function that it stands in."""
    for node in ast.iter_child_nodes(tree):
        inner = where
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            inner = f"{where}.{node.name}".lstrip(".")
        if isinstance(node, ast.expr):
            yield node, inner
        yield from within(node, inner)


def opens(node: ast.expr) -> bool:
    """Whether it takes fuzzy away, or says of something that it is approved, at least for some values."""
    if isinstance(node, ast.Compare):
        unlike = isinstance(node.ops[0], (ast.NotEq, ast.NotIn))
        return unlike and any(map(names_fuzzy, (node.left, *node.comparators)))
    if not isinstance(node, ast.Call):
        return False
    name = called(node)
    if name == "with_fuzzy":
        return not is_literally(argument(node, 1, "fuzzy"), True)
    if name in SAYS_APPROVED:
        given = argument(node, SAYS_APPROVED[name], "approved")
        return given is not None and not is_literally(given, False)
    if name in TAKES_AWAY:
        return any(map(names_fuzzy, (*node.args, *(word.value for word in node.keywords))))
    return name == "TranslationUnit" and not settled(argument(node, 2, "state"))


def settled(state: ast.expr | None) -> bool:
    """Whether a state is one that is written there and waits for a person."""
    return isinstance(state, ast.Attribute) and state.attr in ("INITIAL", "TRANSLATED")


def names_fuzzy(node: ast.expr) -> bool:
    return any(
        isinstance(one, ast.Constant) and isinstance(one.value, (str, bytes)) and "fuzzy" in str(one.value)
        for one in ast.walk(node)
    )


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def argument(node: ast.Call, place: int, name: str) -> ast.expr | None:
    named = {word.arg: word.value for word in node.keywords}
    return node.args[place] if len(node.args) > place else named.get(name)


def is_literally(node: ast.expr | None, value: bool) -> bool:
    return isinstance(node, ast.Constant) and node.value is value


def asks(tree: ast.AST, function: str) -> bool:
    """Whether a function reaches the question by calls, those to others of its module followed."""
    calls: dict[str, set[str]] = defaultdict(set)
    for node, where in within(tree, ""):
        if isinstance(node, (ast.Name, ast.Attribute)):  # a function may be handed on, and called there
            calls[where.rpartition(".")[2]].add(node.id if isinstance(node, ast.Name) else node.attr)
    reached, waiting = set[str](), [function.rpartition(".")[2]]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += calls.get(name, ())
    return QUESTION in reached


def unguarded(source: str, name: str) -> list[str]:
    """The doors of a module that neither ask nor are named."""
    tree = ast.parse(source)
    return [
        f"toolkit/{name}:{line}: {where} may approve a translation and does not ask {QUESTION}()"
        for where, line in doors(tree)
        if f"{name}:{where}" not in NEED_NOT_ASK and not asks(tree, where)
    ]


def named(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def test_every_door_asks_or_says_why_it_need_not() -> None:
    found = [told for path in FILES for told in unguarded(path.read_text(encoding="utf-8"), named(path))]
    assert not found, "\n".join(found)


def test_every_exception_is_still_a_door() -> None:
    known = {
        f"{named(path)}:{where}" for path in FILES for where, _ in doors(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert not NEED_NOT_ASK.keys() - known
    assert all(len(why.split()) > 1 for why in NEED_NOT_ASK.values())


def test_the_people_s_doors_are_found_and_ask() -> None:
    asking = {"catalogs/review.py", "catalogs/inherited.py", "review/saving.py", "workflow/interchange.py"}
    for name in asking:
        tree = ast.parse((PACKAGE / name).read_text(encoding="utf-8"))
        assert any(asks(tree, where) for where, _ in doors(tree)), name


def test_a_new_door_is_found() -> None:
    seeds = {
        "a call": "def nod(entry, layout):\n    return with_fuzzy(entry, False, layout)\n",
        "by value": "def nod(entry, layout, sure):\n    return po.with_fuzzy(entry, fuzzy=not sure, layout=layout)\n",
        "flags": "def nod(entry):\n    return [flag for flag in entry.flags if flag != 'fuzzy']\n",
        "bytes": "def nod(data):\n    return data.replace(b'#, fuzzy\\n', b'')\n",
        "a set": "def nod(flags):\n    flags.discard('fuzzy')\n",
        "a pattern": "def nod(text):\n    return re.sub(r'^#, fuzzy$', '', text)\n",
        "a unit": "class A:\n    def nod(self, s):\n        return TranslationUnit(s, (), State.FINAL, PERSON)\n",
        "a state": "def nod(unit, state):\n    return TranslationUnit(unit.segment, unit.target, state=state)\n",
        "a correction": "def nod(key, text, sure):\n    return catalogs.Correction(key, text, approved=sure)\n",
        "typed": "def nod(forms):\n    return Typed(forms, True)\n",
        "within": "def nod(one):\n    def inner(e, f):\n        return with_fuzzy(e, one, f)\n",
    }
    for name, source in seeds.items():
        assert len(unguarded(source, "catalogs/new.py")) == 1, name
    asked = "def nod(e, f):\n    return e if why(e) else with_fuzzy(e, False, f)\ndef why(e):\n    return obstacle(e)\n"
    assert not unguarded(asked, "catalogs/new.py")
    assert not unguarded("def doubt(e, f):\n    return with_fuzzy(e, True, f)\n", "catalogs/new.py")
