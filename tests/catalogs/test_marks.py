"""What the tool writes for itself in comments survives other programs that save the file."""

import io
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import polib
import pytest
from babel.messages import pofile
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.catalogs.test_histories import run
from tests.conftest import ROOT, judge
from toolkit.catalogs.corrections import Correction, with_corrections
from toolkit.catalogs.ledger import account
from toolkit.catalogs.states import change_of, copied, machine, split_remark, with_change, with_copy, with_draft
from toolkit.po.entries import Entry, Part
from toolkit.po.file import CatalogFile, read
from toolkit.po.layout import Layout, new_entry, quoted, with_fuzzy, with_target
from toolkit.po.remarks import WIDTH, quotation_lines, quotations
from toolkit.units import CHANGES, Origin

HEADER = 'msgid ""\nmsgstr ""\n"Language: ky\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
LAYOUT = Layout()
words = st.text(st.sampled_from("abcжөү译文-→ .,"), min_size=1, max_size=120).filter(lambda text: text.strip(" .,-"))
origins = st.builds(
    Origin,
    st.sampled_from(["engine", "memory", "rule"]),
    st.just(""),
    st.none() | st.floats(0, 1),
    words.map(lambda text: f"argos en→ky {text}"),
    st.lists(st.sampled_from(["echo", "lost-placeable", "degenerate"]), unique=True).map(tuple),
)


@st.composite
def marked(draw: st.DrawFn) -> Entry:
    """An entry with a mark of the tool's, a comment of the translator's before it, and one behind."""
    entry = new_entry("A sentence of the source", LAYOUT).with_part(Part.COMMENT, ["# by hand\n"])
    target = draw(words)
    kind = draw(st.sampled_from(["draft", "change", "copy"]))
    if kind == "draft":
        return with_draft(entry, target, draw(origins), LAYOUT)
    entry = with_fuzzy(new_entry(entry.msgid, LAYOUT, msgstr=target), True, LAYOUT)
    if kind == "change":
        return with_change(entry, draw(st.sampled_from(CHANGES)), LAYOUT)
    return with_copy(entry, split_remark(1, 2, target), LAYOUT)


def by_babel(data: bytes, width: int) -> bytes:
    out = io.BytesIO()
    pofile.write_po(out, pofile.read_po(io.BytesIO(data)), width=width)
    return out.getvalue()


def by_polib(data: bytes, width: int) -> bytes:
    file = polib.pofile(data.decode(), wrapwidth=width)
    return str(file).encode()


def by_msgcat(data: bytes, width: int) -> bytes:
    program = judge("msgcat", shutil.which("msgcat"), "install gettext")
    return subprocess.run([program, "-", f"--width={width}"], input=data, check=True, capture_output=True).stdout


def by_translate_toolkit(data: bytes) -> bytes:
    """As Weblate, Virtaal and Pootle save it."""
    name = os.environ.get("TOOLKIT_TRANSLATE_PYTHON") or str(ROOT / "node_modules" / ".judges" / "bin" / "python")
    found = shutil.which(name) and subprocess.run([name, "-c", "import translate"], check=False).returncode == 0
    python = judge("translate-toolkit", name if found else None, "see .ci/run")
    script = str(ROOT / "tests" / "catalogs" / "resaved.py")
    return subprocess.run([python, script], input=data, capture_output=True, check=True).stdout


def by_msgmerge(data: bytes) -> bytes:
    """As Weblate updates a catalog from its template: msgmerge, told to keep earlier sources."""
    program = judge("msgmerge", shutil.which("msgmerge"), "install gettext")
    with tempfile.TemporaryDirectory() as folder:
        po, pot = Path(folder, "a.po"), Path(folder, "a.pot")
        po.write_bytes(data)
        file = read(data)
        bare = [with_target(with_fuzzy(entry, False, LAYOUT), ("",) * len(entry.msgstr), LAYOUT) for entry in file.live]
        pot.write_bytes(file.with_entries([*filter(None, [file.header]), *bare]).encode())
        command = [program, "--quiet", "--previous", "--no-fuzzy-matching", str(po), str(pot)]
        return subprocess.run(command, capture_output=True, check=True).stdout


def with_histories(count: int) -> bytes:
    """A catalog with what so many histories (test_histories.py) have left, each message once."""
    entries: dict[tuple[str, str], Entry] = {}
    for seed in range(count):
        file = read(run(seed).catalog or b"")
        entries.update({entry.identity: entry._replace(line=0) for entry in file.live})
    return CatalogFile(()).with_entries([*read(HEADER.encode()).entries, *entries.values()]).encode()


def states(file: CatalogFile) -> list[tuple[str, tuple[str, ...], Origin | None, str, str]]:
    return [(entry.msgid, entry.msgstr, machine(entry), change_of(entry), copied(entry)) for entry in file.live]


def squeezed(state: object) -> str:
    """Of two signatures, one broken at a hyphen or between words and joined again, the same letters."""
    return re.sub(r"\s+", "", repr(state))


@pytest.mark.parametrize("saved", [by_babel, by_polib, by_msgcat])
@settings(max_examples=60)
@given(entry=marked(), width=st.sampled_from([20, 30, 40, 60, 76, 77, 78, 100]))
def test_marks_survive_another_program(saved: Callable[[bytes, int], bytes], entry: Entry, width: int) -> None:
    data = (HEADER + entry.text).encode()
    before, after = read(data), read(saved(data, width))
    assert squeezed(states(after)) == squeezed(states(before))
    if width >= WIDTH:
        assert states(after) == states(before)


@pytest.mark.parametrize(
    "saved", [by_translate_toolkit, by_msgmerge, lambda data: by_msgmerge(by_translate_toolkit(data))]
)
def test_marks_survive_in_catalogs_with_a_history(saved: Callable[[bytes], bytes]) -> None:
    data = with_histories(100)
    before, after = read(data), read(saved(data))
    assert sorted(map(repr, states(after))) == sorted(map(repr, states(before)))
    notes = {entry.identity: [*quotations(entry.comments)] for entry in before.live}
    assert {entry.identity: [*quotations(entry.comments)] for entry in after.live} == notes
    for sign in ("# Draft:", "# Changed:", "# Split:", "# Joined:", "# Was:", "# Imported:"):
        assert sign.encode() in data, sign
    account(data, after.encode())


@given(marked())
def test_marks_are_narrow_and_go_whole(entry: Entry) -> None:
    assert all(len(text.split()) <= 2 or len(text) <= WIDTH + 1 for text in entry.of(Part.COMMENT))
    again = with_draft(entry, "Башка", Origin("engine", "x", 0.5, "x"), LAYOUT)
    said = [text for text in again.comments if text != "# by hand"]
    assert len(said) == 1
    assert said[0].startswith("# Draft: x, confidence 0.50, ")


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=200))
def test_a_quotation_reads_back(text: str) -> None:
    lines = quotation_lines("Was:", text, LAYOUT)
    assert [*quotations(["# mine", *lines, "# and mine"])] == [("Was", quoted(text))]


@given(st.text(st.sampled_from('аб  \u00a0\u2003\t\n"\\x-'), min_size=1, max_size=160).filter(str.strip))
def test_what_a_correction_replaces_is_kept_whatever_its_white_space(was: str) -> None:
    entry = new_entry("Source", LAYOUT, msgstr=was)
    before = (HEADER + entry.text).encode()
    target = "жаңы" if was != "жаңы" else "башка"
    after = with_corrections(before, [Correction(read(before).live[0].key, target)])
    assert account(before, after, approved=[(target,)]).went_in == 1
    for saved in (by_babel, by_polib):
        assert [*quotations(read(saved(after, WIDTH)).live[0].comments)][:1] == [("Was", quoted(was))]
