"""What merge and update write is read by everybody: msgfmt, msgcat, msgcmp, polib and Babel."""

import io
import shutil
import subprocess
import tempfile
from pathlib import Path

import polib
import pytest
from babel.messages.pofile import read_po
from hypothesis import given, settings

from tests.catalogs.software import pairs
from tests.catalogs.test_histories import run
from tests.conftest import judge
from toolkit.catalogs import ReferenceOptions, read, with_reference
from toolkit.po.entries import Entry, Part, words_of

Fact = tuple[object, ...]


def told(tool: str, *arguments: str, data: bytes) -> bytes:
    """What a tool of gettext makes of a catalog; it must not complain."""
    program = judge(tool, shutil.which(tool), "install gettext")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x.po")
        path.write_bytes(data)
        done = subprocess.run(
            [program, *(str(path) if word == "FILE" else word for word in arguments)], capture_output=True, check=False
        )
    assert (done.returncode, done.stderr) == (0, b""), done.stderr.decode()
    return done.stdout


def facts(entry: Entry) -> Fact:
    """Everything that an entry says; not how it is wrapped, nor the flags that msgcat drops."""
    return (
        entry.identity,
        entry.msgid_plural,
        entry.msgstr,
        entry.obsolete,
        entry.previous,
        entry.comments,
        tuple(words_of(entry.of(Part.EXTRACTED), Part.EXTRACTED)),
        tuple(words_of(entry.of(Part.REFERENCE), Part.REFERENCE)),
        frozenset(flag for flag in entry.flags if flag != "no-wrap" and not (entry.obsolete and flag[:5] == "range")),
    )


def check(data: bytes) -> None:
    told("msgfmt", "--check", "-o", "/dev/null", "FILE", data=data)
    told("msgcmp", "--use-fuzzy", "--use-untranslated", "FILE", "FILE", data=data)
    mine = read(data)
    same = read(told("msgcat", "--force-po", "FILE", data=data))
    assert [facts(entry) for entry in same.entries] == [facts(entry) for entry in mine.entries]
    file = polib.pofile(data.decode())
    assert [(e.msgctxt or "", e.msgid, bool(e.obsolete)) for e in file] == [
        (*entry.identity, entry.obsolete) for entry in mine.entries if not entry.header
    ]
    assert {e.msgid: e.msgstr for e in file if not e.msgid_plural and not e.obsolete and not e.msgctxt} == {
        e.msgid: e.msgstr[0] for e in mine.live if e.msgid_plural is None and e.msgctxt is None
    }
    # Babel knows no `#~|`, the previous source of an obsolete entry, which msgmerge writes as well, and warns.
    known = b"".join(line for line in data.splitlines(keepends=True) if not line.startswith(b"#~|"))
    babel = read_po(io.BytesIO(known), abort_invalid=True)
    assert len(list(babel)) - 1 == len(mine.live)


@pytest.mark.parametrize("seed", range(40))
def test_what_update_writes(seed: int) -> None:
    catalog = run(seed).catalog
    assert catalog is not None
    check(catalog)
    # New entries are wrapped as gettext wraps them.
    assert told("msgcat", "--force-po", "FILE", data=catalog) == catalog


@settings(max_examples=40)
@given(pairs())
def test_what_merge_writes(pair: tuple[str, str]) -> None:
    for options in (ReferenceOptions(previous=True), ReferenceOptions(width=60, sort=True)):
        data, _ = with_reference(pair[0].encode(), pair[1].encode(), options)
        check(data)
