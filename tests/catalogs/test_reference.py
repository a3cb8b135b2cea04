"""Merging with a template as msgmerge does it: the same outcome as the real one, but for what is better on purpose."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from tests.catalogs.software import HEADER, pairs
from tests.conftest import judge
from toolkit.catalogs import ReferenceOptions, read, with_reference
from toolkit.catalogs.similar import CERTAIN, FEW_WORDS, IN_PLACE, THRESHOLD
from toolkit.cli import run_command
from toolkit.po.entries import Entry, Part, words_of
from toolkit.po.header import fields_of

Fact = tuple[object, ...]


@pytest.fixture(scope="session")
def msgmerge() -> Callable[..., bytes]:
    program = judge("msgmerge", shutil.which("msgmerge"), "install gettext")

    def run(old: str, new: str, *options: str) -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            po, pot = Path(folder, "old.po"), Path(folder, "new.pot")
            po.write_text(old, encoding="utf-8")
            pot.write_text(new, encoding="utf-8")
            command = [program, "--quiet", "--force-po", *options, "-o", "-", str(po), str(pot)]
            return subprocess.run(command, check=True, capture_output=True).stdout

    return run


def facts(entry: Entry) -> Fact:
    """What an entry says, without its layout and without what the toolkit keeps or adds on purpose."""
    return (
        entry.msgctxt,
        entry.msgid,
        entry.msgid_plural,
        entry.msgstr,
        entry.fuzzy,
        entry.previous,
        tuple(comment for comment in entry.comments if not comment.startswith("# Changed: ")),
        tuple(words_of(entry.of(Part.EXTRACTED), Part.EXTRACTED)),
        tuple(words_of(entry.of(Part.REFERENCE), Part.REFERENCE)),
        frozenset(flag for flag in entry.flags if flag not in ("no-wrap", "fuzzy")),
    )


def similarity(one: str, other: str) -> float:
    from rapidfuzz.fuzz import ratio

    return ratio(one, other) / 100


def explained(mine: Entry, theirs: Entry, old: list[Entry]) -> bool:
    """Whether a difference is one of those that docs and `toolkit.catalogs.reference` name."""
    # Of two old texts that are about equally like the new one, each program may take its own; msgmerge counts bytes.
    likeness = sorted((similarity(entry.msgid, mine.msgid) for entry in old if entry.translated), reverse=True)
    near = len(likeness) > 1 and likeness[0] - likeness[1] < 0.03
    at_the_limit = bool(likeness) and abs(likeness[0] - THRESHOLD) < 0.1
    if (near or at_the_limit) and not any(entry.identity == mine.identity for entry in old):
        return True
    # An edit in its place, and a short text with the same words, are not looked for elsewhere, though an obsolete text
    # may be even more like them.
    enough = CERTAIN if len(mine.msgid.split()) <= FEW_WORDS else IN_PLACE
    if mine.previous is not None and similarity(mine.previous.msgid, mine.msgid) >= enough:
        return True
    # Further forms of what is no plural any more become comments.
    extra = [comment for comment in mine.comments if comment.startswith("# msgstr[")]
    if extra and mine.msgid_plural is None:
        kept = tuple(comment for comment in mine.comments if comment not in extra)
        return facts(mine)[:6] == facts(theirs)[:6] and [c for c in kept if "Changed" not in c] == [*theirs.comments]
    return False


@settings(max_examples=150)
@given(pairs(), st.booleans())
def test_msgmerge_agrees(msgmerge: Callable[..., bytes], pair: tuple[str, str], exact: bool) -> None:
    options = ["--no-fuzzy-matching"] if exact else []
    judged = read(msgmerge(*pair, "--previous", *options))
    data, counts = with_reference(
        pair[0].encode(), pair[1].encode(), ReferenceOptions(previous=True, fuzzy_matching=not exact)
    )
    mine, old = read(data), [entry for entry in read(pair[0].encode()).entries if not entry.header]
    assert [entry.identity for entry in mine.live] == [entry.identity for entry in judged.live]
    assert mine.header is not None
    assert judged.header is not None
    assert fields_of(mine.header) == fields_of(judged.header)
    assert mine.header.comments == judged.header.comments
    different = 0
    for own, other in zip(mine.live, judged.live, strict=True):
        if facts(own) != facts(other):
            assert explained(own, other, old), (own.text, other.text)
            different += 1
    if not different:
        event("all live entries equal")
        assert {facts(e)[:7] for e in mine.obsolete} == {facts(e)[:7] for e in judged.obsolete}
    assert counts["merged"] + counts["fuzzied"] + counts["missing"] == len(mine.live)


@settings(max_examples=60)
@given(pairs(), st.booleans(), st.booleans())
def test_laws(gettext: Callable[..., str], pair: tuple[str, str], previous: bool, wrap: bool) -> None:
    options = ReferenceOptions(previous=previous, wrap=wrap)
    data, _ = with_reference(pair[0].encode(), pair[1].encode(), options)
    assert gettext("msgfmt", data) == ""
    assert with_reference(data, pair[1].encode(), options)[0] == data
    before, after = read(pair[0].encode()), read(data)
    words = {form for entry in after.entries for form in entry.msgstr}
    assert {form for entry in before.entries if not entry.header for form in entry.msgstr} <= words | {""}
    if wrap:
        texts = {entry.text for entry in after.entries}
        wanted = {entry.identity: entry for entry in read(pair[1].encode()).live}
        for entry in before.obsolete:
            # what nobody asks for stays to the byte, unless it was taken for a changed message
            assert (
                entry.identity in wanted
                or entry.text in texts
                or any(e.msgstr[0] == entry.msgstr[0] for e in after.live)
            )
    assert with_reference(data, data, ReferenceOptions(update=True))[0] == data


CASES = Path(__file__).parent.parent / "cases" / "merge"


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_cases(path: Path, gettext: Callable[..., str]) -> None:
    """Each file holds a catalog, a template and the outcome, parted by lines of ====, below the common header."""
    old, new, expected = (part.lstrip("\n") for part in path.read_text("utf-8").split("====\n"))
    head = HEADER.format(bugs="b", date="d") + "\n"
    data, _ = with_reference((head + old).encode(), (head + new).encode(), ReferenceOptions(previous=True))
    assert data.decode() == head + expected
    assert "fatal" not in gettext("msgfmt", data)


def _written(folder: Path, old: str, new: str) -> tuple[Path, Path]:
    po, pot = folder / "ky.po", folder / "app.pot"
    po.write_text(HEADER.format(bugs="b", date="2020-01-01 00:00+0000") + old, encoding="utf-8")
    pot.write_text(HEADER.format(bugs="b", date="2024-01-01 00:00+0000") + new, encoding="utf-8")
    return po, pot


OLD = '\nmsgid "Open the file"\nmsgstr "Ачуу"\n'


def test_update_writes_only_what_changes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    po, pot = _written(tmp_path, OLD, '\nmsgid "Open the file"\nmsgstr ""\n')
    before = po.read_bytes()
    assert run_command(["merge", "-U", str(po), str(pot)]) == 0
    assert po.read_bytes() == before
    assert "1 merged, 0 fuzzied" in capsys.readouterr().err
    pot.write_text(pot.read_text("utf-8").replace("the file", "the files"), encoding="utf-8")
    assert run_command(["merge", "-U", "-q", "--previous", "--backup", "simple", str(po), str(pot)]) == 0
    assert (tmp_path / "ky.po~").read_bytes() == before
    assert po.read_text("utf-8").endswith(
        '\n#, fuzzy\n#| msgid "Open the file"\nmsgid "Open the files"\nmsgstr "Ачуу"\n'
    )
    assert "2024-01-01" in po.read_text("utf-8")
    assert capsys.readouterr().err == ""


def test_output_goes_where_it_is_sent(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    po, pot = _written(tmp_path, OLD, '\nmsgid "Close the door"\nmsgstr ""\n')
    before = po.read_bytes()
    assert run_command(["merge", "-q", str(po), str(pot)]) == 0
    shown = capsysbinary.readouterr().out
    assert run_command(["merge", str(po), str(pot), "-o", str(tmp_path / "out.po"), "--json"]) == 0
    assert b'"obsolete": 1' in capsysbinary.readouterr().out
    assert (tmp_path / "out.po").read_bytes() == shown
    assert po.read_bytes() == before
    assert run_command(["merge", str(po), str(pot), "-o", "/dev/null"]) == 0
    assert not Path("/dev/null").is_file()
    assert run_command(["merge", str(po), str(pot), "-U", "-o", "x"]) == 2
    assert run_command(["merge", str(po), str(pot), "--json"]) == 2


def test_a_compendium_and_an_empty_catalog(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    po, pot = _written(
        tmp_path, OLD, '\n#: a.c:1\nmsgid "Open the file"\nmsgstr ""\n\nmsgid "Open the file!"\nmsgstr ""\n'
    )
    assert run_command(["merge", "-q", "-C", str(po), "/dev/null", str(pot)]) == 0
    text = capsys.readouterr().out
    assert '#: a.c:1\nmsgid "Open the file"\nmsgstr "Ачуу"\n\n#, fuzzy\nmsgid "Open the file!"\nmsgstr "Ачуу"\n' in text
    assert run_command(["merge", "-q", "-N", "-C", str(po), "/dev/null", str(pot)]) == 0
    assert capsys.readouterr().out.endswith('msgid "Open the file!"\nmsgstr ""\n')
