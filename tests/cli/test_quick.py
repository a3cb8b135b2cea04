"""What is called again and again skips the library of commands, and means what the command means."""

import inspect
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Toolkit
from toolkit.cli import merging, quick
from toolkit.cli.merge import command

DEFAULTS = {
    name: parameter.default
    for name, parameter in inspect.signature(merging.merge).parameters.items()
    if parameter.default is not inspect.Parameter.empty
}
options = st.one_of(
    st.sampled_from([*quick.FLAGS]).map(lambda flag: [flag]),
    st.tuples(st.sampled_from([*quick.FILES]), st.sampled_from(["new.po", "out/ky.po"])).map(list),
)


@given(st.lists(options, max_size=6), st.data())
def test_it_reads_arguments_as_the_command_does(chosen: list[list[str]], data: st.DataObject) -> None:
    words = data.draw(st.permutations([*chosen, ["ky.po"], ["messages.pot"]]))
    arguments = [word for each in words for word in each]
    with command.make_context("merge", list(arguments)) as context:
        meant = context.params
    found = quick.read(["merge", *arguments])
    if meant["update"] and meant["out"] is not None:
        assert found is None, "the command says what is wrong about it"
        return
    assert found is not None
    paths, given_ = found
    assert [Path(path) for path in paths] == [meant.pop("definition"), meant.pop("reference")]
    assert {**DEFAULTS, **given_, **{k: Path(given_[k]) for k in ("out",) if k in given_}} == meant


@pytest.mark.parametrize(
    "arguments",
    [
        "merge", "merge a.po", "merge a.po b.pot c.po", "merge - b.pot", "merge a.po b.pot -o", "merge a.po b.pot -o -",
        "merge a.po b.pot --width 60", "merge a.po b.pot -Uq", "merge a.po b.pot --out=c.po", "merge --help", "",
        "merge a.po -- b.pot", "update a.po b.pot", "--version", "merge -U -o c.po a.po b.pot",
        "merge a.po b.pot --json", "merge a.po b.pot --canonical",
    ],
)  # fmt: skip
def test_what_is_not_plain_is_left_to_the_command(arguments: str) -> None:
    assert quick.read(arguments.split()) is None


def test_a_quiet_merge_loads_nothing_that_it_does_not_need(tmp_path: Path) -> None:
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    (tmp_path / "ky.po").write_text(f'{header}# Биринчи.\n#: a:1\nmsgid "One"\nmsgstr "Бир"\n', encoding="utf-8")
    (tmp_path / "new.pot").write_text(f'{header}#: a:2\nmsgid "One"\nmsgstr ""\n', encoding="utf-8")
    code = (
        "import sys; from toolkit.cli import run_command; "
        "assert run_command(['merge', '-q', 'ky.po', 'new.pot', '-o', 'out.po']) == 0; print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    unwanted = {"click", "babel", "polib", "json", "datetime", "hashlib", "gettext", "rapidfuzz", "toolkit.units"}
    assert not unwanted & {*done.stdout.split()}
    assert "#: a:2" in (tmp_path / "out.po").read_text(encoding="utf-8")


def test_its_errors_are_those_of_the_command(command_line: Toolkit, tmp_path: Path) -> None:
    (tmp_path / "bad.po").write_text('msgid "a"\nmsgid "b"\n', encoding="utf-8")
    quickly = command_line(tmp_path, "merge", "bad.po", "no.pot")
    slowly = command_line(tmp_path, "merge", "bad.po", "no.pot", "--backup", "none")
    assert (quickly.returncode, quickly.stderr) == (slowly.returncode, slowly.stderr)
    assert (quickly.returncode, quickly.stdout) == (1, "")
