"""The .mo files are those of msgfmt, byte for byte."""

import gettext
import io
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


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str], msgfmt: str) -> None:
    for language in ("ky", "ru"):
        folder = tmp_path / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "a.po").write_text(
            HEAD + '\nmsgid "a"\nmsgstr "б"\n\n#, fuzzy\nmsgid "c"\nmsgstr "д"\n', encoding="utf-8"
        )
    assert run_command(["compile", "-d", str(tmp_path), "-l", "ky", "--statistics", "-D", "a"]) == 0
    assert "1 translated, 1 fuzzy, 0 untranslated" in capsys.readouterr().err
    made = tmp_path / "ky" / "LC_MESSAGES" / "a.mo"
    subprocess.run([msgfmt, "-o", tmp_path / "judge.mo", made.with_suffix(".po")], check=True)
    assert made.read_bytes() == (tmp_path / "judge.mo").read_bytes()
    assert not (tmp_path / "ru" / "LC_MESSAGES" / "a.mo").exists()
    (tmp_path / "ru" / "LC_MESSAGES" / "a.po").write_text('msgid "a"\nmsgstr "b\n', encoding="utf-8")
    before = made.stat().st_mtime_ns
    assert run_command(["compile", "--use-fuzzy", "-d", str(tmp_path)]) == 1
    assert "a.po:2: " in capsys.readouterr().err
    assert made.stat().st_mtime_ns == before
    assert run_command(["compile"]) == 2
    assert run_command(["compile", "-d", str(tmp_path), "-l", "zh"]) == 2
