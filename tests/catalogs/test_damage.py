"""Every command that takes a catalog: damage is named with file and line, and nothing is written."""

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from tests.catalogs.software import HEADER
from toolkit.cli import run_command

HEAD = HEADER.format(bugs="b", date="2020-01-01 00:00+0000").encode()
FIRST = len(HEAD.splitlines()) + 2
"""The line where the first message begins."""
MESSAGE = '\nmsgid "Open"\nmsgstr "Ачуу"\n'.encode()
DAMAGE: dict[str, tuple[bytes, int, str]] = {
    "cut off in a string": (HEAD + MESSAGE[:-4], FIRST + 1, "not"),
    "cut off in a letter": (HEAD + MESSAGE[:-3], FIRST + 1, "UTF-8"),
    "cut off after msgid": (HEAD + b'\nmsgid "Open"\n', FIRST, "cut off"),
    "cut off after a keyword": (HEAD + b'\nmsgid "Open"\nmsgs', FIRST + 1, "no comment, keyword"),
    "the same message twice": (HEAD + MESSAGE + MESSAGE, FIRST + 3, f"after line {FIRST}"),
    "live and obsolete": (HEAD + MESSAGE + b'\n#~ msgid "Open"\n#~ msgstr "x"\n', FIRST + 3, f"after line {FIRST}"),
    "an unknown escape": (HEAD + b'\nmsgid "Open\\q"\nmsgstr ""\n', FIRST, "escape"),
    "a backslash at the end": (HEAD + b'\nmsgid "Open\\"\nmsgstr ""\n', FIRST, "not closed"),
    "a NUL written out": (HEAD + b'\nmsgid "Open\\x00"\nmsgstr ""\n', FIRST, "escape"),
    "another charset in the header": (HEAD.replace(b"UTF-8", b"KOI9-R") + MESSAGE, 12, "KOI9-R"),
    "other bytes than the header says": (HEAD + MESSAGE[:-9] + "Ачуу".encode("cp1251") + b'"\n', FIRST + 1, "UTF-8"),
    "UTF-16": ((HEAD + MESSAGE).decode().encode("utf-16"), 1, "UTF-8"),
    "NUL bytes": (HEAD + MESSAGE + b"\0" * 4096, FIRST + 2, "NUL"),
    "a line of 18 MB": (HEAD + b'\nmsgid "Open"\nmsgstr "' + b"x" * 18_000_000 + b'"\n', FIRST + 1, "characters"),
    "a line of 18 MB of quotes": (HEAD + b"\n" + b'\\"' * 9_000_000, FIRST, "characters"),
    "two versions at once": (HEAD + b"\n<<<<<<< HEAD" + MESSAGE, FIRST, "merge conflict"),
    "another kind of file": (b"<!DOCTYPE html>\n<p>404\n", 1, "no comment, keyword"),
    "plural forms out of order": (
        HEAD + b'\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] ""\nmsgstr[2] ""\n', FIRST + 3, "out of order",
    ),
}  # fmt: skip
TEMPLATE = HEAD + b'\nmsgid "Open"\nmsgstr ""\n\nmsgid "Close"\nmsgstr ""\n'
CALLS: dict[str, Callable[[Path, Path], list[str]]] = {
    "merge -U": lambda po, pot: ["merge", "-U", str(po), str(pot)],
    "merge -o": lambda po, pot: ["merge", str(po), str(pot), "-o", str(po)],
    "merge --no-wrap": lambda po, pot: ["merge", "--no-wrap", str(po), str(pot), "-o", str(po.with_name("new.po"))],
    "as a compendium": lambda po, pot: ["merge", "-C", str(po), "-U", str(pot), str(pot)],
    "as the template": lambda po, pot: ["merge", "-U", str(pot), str(po)],
    "compile": lambda po, pot: ["compile", str(po)],
}


@pytest.mark.parametrize(("call", "name"), [*product(CALLS, DAMAGE)])
def test_damage(call: str, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, line, says = DAMAGE[name]
    po, pot = tmp_path / "ky.po", tmp_path / "app.pot"
    po.write_bytes(data)
    pot.write_bytes(TEMPLATE)
    assert run_command(CALLS[call](po, pot)) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"toolkit: {po}:{line}: "), said
    assert says in said
    assert len(said) < 400
    assert po.read_bytes() == data
    assert pot.read_bytes() == TEMPLATE
    assert sorted(path.name for path in tmp_path.iterdir()) == ["app.pot", "ky.po"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["merge", "-U", "none.po", "none.pot"],
        *([name, "none.po"] for name in ("compile", "translate", "stats")),
        ["approve", "none.po", "--all"],
        ["diff", "none.po", "none.po"],
    ],
)
def test_a_file_that_is_not_there(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(arguments) == 1
    assert "none.po: there is no such file" in capsys.readouterr().err


STEPS: dict[str, Callable[[Path, Path], list[str]]] = {
    "update": lambda po, txt: ["update", str(txt), "--to", "ky"],
    "translate": lambda po, txt: ["translate", str(txt), "--to", "ky", "--engine", "pseudo"],
    "run": lambda po, txt: ["run", str(txt), "--to", "ky", "--engine", "pseudo"],
    "build": lambda po, txt: ["build", str(txt), "--to", "ky"],
    "stats of a document": lambda po, txt: ["stats", str(txt), "--to", "ky"],
    "approve in a document": lambda po, txt: ["approve", str(txt), "--to", "ky", "--all"],
    "translate in place": lambda po, txt: ["translate", str(po), "--engine", "pseudo"],
    "translate a folder": lambda po, txt: ["translate", str(po.parent), "--engine", "pseudo"],
    "approve": lambda po, txt: ["approve", str(po), "--all"],
    "reject": lambda po, txt: ["reject", str(po.parent), "--max-confidence", "1"],
    "stats": lambda po, txt: ["stats", str(po)],
    "diff, the old": lambda po, txt: ["diff", str(po), str(po.with_name("good.po"))],
    "diff, the new": lambda po, txt: ["diff", str(po.with_name("good.po")), str(po)],
}


@pytest.mark.parametrize("name", DAMAGE)
@pytest.mark.parametrize("step", STEPS)
def test_damage_in_the_main_job(
    step: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data, line, says = DAMAGE[name]
    monkeypatch.chdir(tmp_path)
    po = tmp_path / "locales" / "ky" / "LC_MESSAGES" / "a.po"
    po.parent.mkdir(parents=True)
    po.write_bytes(data)
    good = po.with_name("good.po")
    good.write_bytes(HEAD + MESSAGE)
    (tmp_path / "a.txt").write_text("Open\n\nClose\n", encoding="utf-8")
    assert run_command(STEPS[step](po, tmp_path / "a.txt")) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"toolkit: {po.relative_to(tmp_path)}:{line}: "), said
    assert says in said
    assert len(said) < 500
    assert po.read_bytes() == data
    assert good.read_bytes() == HEAD + MESSAGE
    assert sorted(path.name for path in po.parent.iterdir()) == ["a.po", "good.po"]
