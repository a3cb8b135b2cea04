"""A catalog without a header, which msgfmt takes, is read by every command; nobody's words are lost for it."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import judge
from toolkit import catalogs
from toolkit.cli import run_command

CATALOG = """\
# About the first
msgid "Open"
msgstr "Ачуу"

#, fuzzy
msgid "Close"
msgstr "Жабуу"

msgid "Save"
msgstr ""

msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d файл"
msgstr[1] "%d файл"

#~ msgid "Gone"
#~ msgstr "Кетти"
"""
TEMPLATE = CATALOG.replace("Ачуу", "").replace("Жабуу", "").replace("#, fuzzy\n", "").replace('"%d файл"', '""')
TEMPLATE = TEMPLATE[: TEMPLATE.index("#~")] + 'msgid "New"\nmsgstr ""\n'
CALLS: dict[str, Callable[[Path, Path], list[str]]] = {
    "merge": lambda po, pot: ["merge", "-U", str(po), str(pot)],
    "merge --canonical": lambda po, pot: ["merge", "--canonical", str(po), str(pot), "-o", str(po)],
    "merge -C": lambda po, pot: ["merge", "-C", str(po), str(po), str(pot), "-o", str(po)],
    "compile": lambda po, _: ["compile", str(po)],
    "stats": lambda po, _: ["stats", str(po)],
    "stats of a folder": lambda po, _: ["stats", str(po.parent)],
    "check": lambda po, _: ["check", str(po)],
    "triage": lambda po, _: ["triage", str(po)],
    "approve": lambda po, _: ["approve", str(po), "--all"],
    "reject": lambda po, _: ["reject", str(po), "--sentence", "Close"],
    "diff": lambda po, _: ["diff", str(po), str(po)],
    "export": lambda po, _: ["export", "--format", "tsv", "-o", str(po.with_suffix(".tsv")), str(po)],
    "translate": lambda po, _: ["translate", str(po), "--engine", "pseudo"],
    "extract": lambda _, pot: ["extract", str(pot)],
    "run": lambda _, pot: ["run", str(pot), "--to", "ky", "--engine", "pseudo"],
}


@pytest.mark.parametrize("name", CALLS)
def test_every_command_reads_it(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    po, pot = tmp_path / "po" / "ky.po", tmp_path / "app.pot"
    po.parent.mkdir()
    po.write_text(CATALOG, encoding="utf-8")
    pot.write_text(TEMPLATE, encoding="utf-8")
    code = run_command(CALLS[name](po, pot))
    said = capsys.readouterr().err
    assert code == 0, said
    file = catalogs.read(po.read_bytes())
    told = {entry.msgid: (entry.msgstr, entry.obsolete) for entry in file.entries}
    assert told["Open"] == (("Ачуу",), False)
    assert told["Close"] == (("Жабуу",), False)
    assert told["%d file"][0] == ("%d файл", "%d файл")
    assert told["Gone"] == (("Кетти",), True)
    assert ("New" in told) == name.startswith("merge")
    # A machine's drafts are no use to a program that cannot tell how they are written.
    assert (file.header is not None) == (name == "translate")
    msgfmt = judge("msgfmt", shutil.which("msgfmt"), "install gettext")
    assert subprocess.run([msgfmt, "-o", "/dev/null", str(po)], capture_output=True, check=False).returncode == 0
