"""A catalog in UTF-8 whose comments are of the time before it was: gettext's tools take it."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import judge
from toolkit.catalogs import ReferenceOptions, compiled, read, with_reference
from toolkit.errors import CatalogError

HEADER = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
CATALOG = (
    b"# Jes\xfas Bravo \xc1lvarez, 2000.\n#\n"
    + HEADER
    + b'# by \xe9mile\n#: a.c:1\nmsgid "a"\nmsgstr "\xc3\xa9"\n\n'
    + b'# \xe0 old\n#~ msgid "c"\n#~ msgstr "d"\n'
)


def test_such_comments_are_read_as_latin_1(tmp_path: Path) -> None:
    file = read(CATALOG)
    assert [entry.comments for entry in file.entries] == [
        ("# Jesús Bravo Álvarez, 2000.", "#"), ("# by émile",), ("# à old",)
    ]  # fmt: skip
    msgfmt = judge("msgfmt", shutil.which("msgfmt"), "install gettext")
    po, mo = tmp_path / "a.po", tmp_path / "a.mo"
    po.write_bytes(CATALOG)
    subprocess.run([msgfmt, "-o", mo, po], check=True, capture_output=True)
    assert compiled(file).data == mo.read_bytes()


def test_a_merge_writes_utf8_and_keeps_every_translation() -> None:
    data, _ = with_reference(CATALOG, HEADER + b'#: a.c:2\nmsgid "a"\nmsgstr ""\n', ReferenceOptions())
    told = data.decode()
    assert "# by émile\n#: a.c:2\n" in told and 'msgstr "é"' in told and '#~ msgstr "d"' in told


@pytest.mark.parametrize("line", [b'msgstr "\xe9"', b"#. \xe9", b"#, \xe9", b'#| msgid "\xe9"', b'#~ msgstr "\xe9"'])
def test_what_a_program_reads_must_be_utf8(line: bytes) -> None:
    with pytest.raises(CatalogError, match="is not UTF-8"):
        read(HEADER + b'msgid "a"\nmsgstr "b"\n\n' + line + b"\n")
