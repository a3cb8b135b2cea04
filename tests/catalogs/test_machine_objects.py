"""The .mo files are those of msgfmt, byte for byte."""

import gettext
import io
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.catalogs.software import HEADER, catalogs
from tests.conftest import judge
from toolkit.catalogs import compiled, read
from toolkit.cli import run_command
from toolkit.errors import CatalogError

HEAD = HEADER.format(bugs="b", date="d")


@pytest.fixture(scope="session")
def msgfmt() -> str:
    return judge("msgfmt", shutil.which("msgfmt"), "install gettext")


@settings(max_examples=60)
@given(catalogs(), st.booleans())
def test_msgfmt_writes_the_same_bytes(msgfmt: str, text: str, use_fuzzy: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "out.mo")
        options = ["--use-fuzzy"] if use_fuzzy else []
        done = subprocess.run(
            [msgfmt, *options, "--statistics", "-o", str(out), "-"],
            input=text.encode(),
            capture_output=True,
            check=True,
        )
        ours = compiled(read(text.encode()), use_fuzzy=use_fuzzy)
        assert ours.data == out.read_bytes()
    said = done.stderr.decode()
    if not use_fuzzy:
        assert said.startswith(f"{ours.translated} translated message")
        assert (f" {ours.fuzzy} fuzzy" in said) == bool(ours.fuzzy)
        assert (f" {ours.untranslated} untranslated" in said) == bool(ours.untranslated)


def test_python_finds_every_form() -> None:
    text = (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=n != 1;\\n"\n\n'
        'msgctxt "menu"\nmsgid "File"\nmsgstr "Файл"\n\n'
        'msgid "%d file"\nmsgid_plural "%d files"\nmsgstr[0] "%d файл"\nmsgstr[1] "%d файлдар"\n\n'
        '#, fuzzy\nmsgid "a"\nmsgstr "б"\n'
    )
    loaded = gettext.GNUTranslations(io.BytesIO(compiled(read(text.encode())).data))
    assert loaded.pgettext("menu", "File") == "Файл"
    assert [loaded.ngettext("%d file", "%d files", n) for n in (1, 5)] == ["%d файл", "%d файлдар"]
    assert loaded.gettext("a") == "a"


def test_what_only_msgfmt_can_compile_is_said() -> None:
    text = 'msgid ""\nmsgstr "x\\n"\n\n#, c-format\nmsgid "%<PRId64> bytes"\nmsgstr "%<PRId64> байт"\n'
    with pytest.raises(CatalogError, match=r"ky\.po:4: .*msgfmt"):
        compiled(read(text.encode(), "ky.po"))


ENGLISH = {**os.environ, "LC_ALL": "C", "LANGUAGE": "en"}


@pytest.mark.parametrize(("translated", "fuzzy", "untranslated"), [(0, 0, 0), (2, 1, 0), (1, 0, 2), (0, 2, 1)])
def test_statistics_are_told_in_msgfmts_words(
    translated: int, fuzzy: int, untranslated: int, tmp_path: Path, capsys: pytest.CaptureFixture[str], msgfmt: str
) -> None:
    path = tmp_path / "a.po"
    kinds = [("", "x")] * translated + [("#, fuzzy\n", "x")] * fuzzy + [("", "")] * untranslated
    messages = [f'{flag}msgid "{number}"\nmsgstr "{text}"\n' for number, (flag, text) in enumerate(kinds)]
    path.write_text("\n".join(messages) if len(kinds) % 2 else f"{HEAD}\n" + "\n".join(messages), encoding="utf-8")
    assert run_command(["compile", "--statistics", "-o", str(tmp_path / "own.mo"), str(path)]) == 0
    own = capsys.readouterr().err
    judge = [msgfmt, "--statistics", "-o", str(tmp_path / "judge.mo"), str(path)]
    assert own == subprocess.run(judge, check=True, capture_output=True, text=True, env=ENGLISH).stderr


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str], msgfmt: str) -> None:
    for language in ("ky", "ru"):
        folder = tmp_path / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "a.po").write_text(
            HEAD + '\nmsgid "a"\nmsgstr "б"\n\n#, fuzzy\nmsgid "c"\nmsgstr "д"\n', encoding="utf-8"
        )
    assert run_command(["compile", "-d", str(tmp_path), "-l", "ky", "--statistics", "-D", "a"]) == 0
    said = capsys.readouterr().err
    made = tmp_path / "ky" / "LC_MESSAGES" / "a.mo"
    judge = [msgfmt, "--statistics", "-o", str(tmp_path / "judge.mo"), str(made.with_suffix(".po"))]
    assert said == subprocess.run(judge, check=True, capture_output=True, text=True, env=ENGLISH).stderr
    assert made.read_bytes() == (tmp_path / "judge.mo").read_bytes()
    assert not (tmp_path / "ru" / "LC_MESSAGES" / "a.mo").exists()
    (tmp_path / "ru" / "LC_MESSAGES" / "a.po").write_text('msgid "a"\nmsgstr "b\n', encoding="utf-8")
    before = made.stat().st_mtime_ns
    assert run_command(["compile", "--use-fuzzy", "-d", str(tmp_path)]) == 1
    assert "a.po:2: " in capsys.readouterr().err
    assert made.stat().st_mtime_ns == before
    assert run_command(["compile"]) == 2
    assert run_command(["compile", "-d", str(tmp_path), "-l", "zh"]) == 2


FIELDS = (
    "Project-Id-Version: a", "PO-Revision-Date: 2026-01-01 00:00+0000", "Last-Translator: A <a@b.c>",
    "Language-Team: ky", "Language: ky", "MIME-Version: 1.0", "Content-Type: text/plain; charset=UTF-8",
    "Content-Transfer-Encoding: 8bit",
)  # fmt: skip
CHECKED = {
    "fits": ("", '#, c-format\nmsgid "%d a"\nmsgstr "%d б"\n', []),
    "another type": ("", '#, c-format\nmsgid "%d a"\nmsgstr "%s б"\n', []),
    "fuzzy": ("", '#, fuzzy, c-format\nmsgid "%d a"\nmsgstr "%s б"\n', []),
    "braces": ("", '#, python-brace-format\nmsgid "{a}"\nmsgstr "{б}"\n', []),
    "no rule": ("", 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "а"\nmsgstr[1] "б"\nmsgstr[2] "в"\n', []),
    "too few forms": ("nplurals=3; plural=n;", 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "а"\nmsgstr[1] "б"\n', []),
    "a broken rule": ("nplurals=x; plural=n;", 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "а"\nmsgstr[1] "б"\n', []),
    "a form of many numbers without the number": (
        "nplurals=2; plural=n != 1;",
        '#, c-format\nmsgid "%d a"\nmsgid_plural "%d as"\nmsgstr[0] "а"\nmsgstr[1] "б"\n', [],
    ),
    "a form of one number without it": (
        "nplurals=2; plural=n != 1;",
        '#, c-format\nmsgid "%d a"\nmsgid_plural "%d as"\nmsgstr[0] "а"\nmsgstr[1] "%d б"\n', [],
    ),
    "a key": ("", 'msgid "&Open"\nmsgstr "&Ачуу"\n', ["--check-accelerators"]),
    "no key": ("", 'msgid "&Open"\nmsgstr "Ачуу"\n', ["--check-accelerators"]),
    "another key": ("", 'msgid "_Open"\nmsgstr "Ачуу"\n', ["--check-accelerators=_"]),
    "two keys": ("", 'msgid "&Open && close"\nmsgstr "&Ачуу &жабуу"\n', ["--check-accelerators"]),
}  # fmt: skip


@pytest.mark.parametrize("name", CHECKED)
def test_checks_are_those_of_msgfmt(name: str, tmp_path: Path) -> None:
    rule, message, options = CHECKED[name]
    fields = (*FIELDS, *([f"Plural-Forms: {rule}"] if rule else []))
    po = tmp_path / "a.po"
    head = "".join(f'"{field}\\n"\n' for field in fields)
    po.write_text(f'msgid ""\nmsgstr ""\n{head}\n{message}', encoding="utf-8")
    msgfmt = judge("msgfmt", shutil.which("msgfmt"), "install gettext")
    judged = subprocess.run(
        [msgfmt, "--check", *options, "-o", str(tmp_path / "b.mo"), str(po)], capture_output=True, check=False
    )
    said = run_command(["compile", "--check", *options, "-o", str(tmp_path / "a.mo"), str(po)])
    assert said == judged.returncode, judged.stderr
    assert (tmp_path / "a.mo").exists() == (said == 0)


@pytest.mark.parametrize("order", ["little", "big"])
def test_several_files_and_the_order_of_bytes(tmp_path: Path, order: str) -> None:
    head = "".join(f'"{field}\\n"\n' for field in FIELDS)
    (tmp_path / "a.po").write_text(f'msgid ""\nmsgstr ""\n{head}\nmsgid "a"\nmsgstr "б"\n', encoding="utf-8")
    (tmp_path / "b.po").write_text('msgid "c"\nmsgstr "г"\n', encoding="utf-8")
    files = [str(tmp_path / "a.po"), str(tmp_path / "b.po")]
    out = ["--endianness", order, "-o", str(tmp_path / "x.mo")]
    assert run_command(["compile", *out, *files]) == 0
    msgfmt = judge("msgfmt", shutil.which("msgfmt"), "install gettext")
    subprocess.run([msgfmt, f"--endianness={order}", "-o", str(tmp_path / "y.mo"), *files], check=True)
    assert (tmp_path / "x.mo").read_bytes() == (tmp_path / "y.mo").read_bytes()
    (tmp_path / "b.po").write_text('msgid "a"\nmsgstr "г"\n', encoding="utf-8")
    assert run_command(["compile", *out, *files]) == 1
