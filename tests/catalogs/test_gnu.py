"""What of msgmerge is more than one .po file: domains, syntaxes, styles, compendia, -U; judged by the real one."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.catalogs.software import HEADER, pairs
from tests.catalogs.test_canonical import canonical, msgmerge
from tests.catalogs.test_msgmerge_options import wide_pairs
from tests.conftest import judge
from toolkit.catalogs import ReferenceOptions
from toolkit.catalogs.gnu import as_msgmerge
from toolkit.cli import run_command
from toolkit.errors import CatalogError

STYLES: dict[str, dict[str, object]] = {
    "--indent": {"indent": True}, "--escape": {"escape": True}, "--strict": {"strict": True},
    "--width=40": {"width": 40}, "--no-wrap": {"wrap": False},
}  # fmt: skip
HEAD = HEADER.format(bugs="b", date="2020-01-01 00:00+0000")


def flagged(text: str, form: str) -> str:
    """The file with a format flag on every message."""
    head, *blocks = text.split("\n\n")
    return "\n\n".join([head, *(re.sub(r"(?m)^(?=msgctxt|msgid)", f"#, {form}\n", block, count=1) for block in blocks)])


@settings(max_examples=80)
@given(
    wide_pairs(),
    st.lists(st.sampled_from(sorted(STYLES)), max_size=3, unique=True),
    st.sampled_from(["", "c-format", "python-brace-format", "possible-c-format"]),
)
def test_styles(pair: tuple[str, str], names: list[str], form: str) -> None:
    if {"--width=40", "--no-wrap"} <= {*names}:
        return
    po, pot = ((flagged(text, form) if form else text).encode() for text in pair)
    options = {key: value for name in names for key, value in STYLES[name].items()}
    assert canonical(po, pot, **options) == msgmerge(po, pot, *names)


@settings(max_examples=60)
@given(pairs(), pairs(), st.booleans())
def test_compendia(pair: tuple[str, str], other: tuple[str, str], exact: bool) -> None:
    po, pot = (text.encode() for text in pair)
    library = other[0].encode()
    options = ["--no-fuzzy-matching"] if exact else []
    expected = msgmerge(po, pot, *options, compendium=library)
    assert canonical(po, pot, compendia=((library, "c.po"),), fuzzy_matching=not exact) == expected


def test_the_header_of_a_compendium_is_taken_where_there_is_none() -> None:
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset={}\\n"\n'
    library = f'{head.format("ISO-8859-1")}\nmsgid "5"\nmsgstr "fünf"\n'
    pot = b'msgid "1"\nmsgstr ""\n\nmsgid "5"\nmsgstr ""\n'
    for charset, template in (("ISO-8859-1", b""), ("ISO-8859-1", head.format("UTF-8").encode() + b"\n")):
        data = library.encode(charset)
        expected = msgmerge(b"", template + pot, compendium=data)
        assert "fünf" in expected.decode("utf-8" if template else charset)
        assert canonical(b"", template + pot, compendia=((data, "c.po"),)) == expected


DOMAINS = (
    'domain "de"\n{head}\n# Kommentar\nmsgid "hello"\nmsgstr "Hallo"\n\nmsgid "bye"\nmsgstr "Ciao"\n\n'
    'domain "fr"\n{head}\nmsgid "hello"\nmsgstr "Salut"\n'
)
TEMPLATES = {
    "each": ('domain "de"\nmsgid "Hello"\nmsgstr ""\n\ndomain "nl"\nmsgid "bye"\nmsgstr ""\n', ()),
    "one for all": ('msgid "Hello"\nmsgstr ""\n', ("--multi-domain",)),
    "another": ('msgid "Hello"\nmsgstr ""\n', ()),
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_domains(name: str) -> None:
    template, options = TEMPLATES[name]
    po, pot = DOMAINS.format(head=HEAD).encode(), template.encode()
    own, judged = canonical(po, pot, multi_domain=bool(options)), msgmerge(po, pot, *options)
    # A domain without a template keeps its header here; msgmerge comments it out, and loses letters with it.
    assert own.replace(b"#~ ", b"") == judged.replace(b"#~ ", b"")
    assert b'#~ msgid ""' not in own


def test_damage_in_a_domain_has_its_line() -> None:
    po = DOMAINS.format(head=HEAD) + 'msgid "broken\n'
    with pytest.raises(CatalogError, match=rf"^a\.po:{po.count(chr(10))}: "):
        as_msgmerge(po.encode(), b"", ReferenceOptions(canonical=True), "a.po", "a.pot")


SYNTAXES = {"properties": "properties", "stringtable": "strings"}
CASES = Path(__file__).parent.parent / "cases" / "syntaxes"


@pytest.mark.parametrize("syntax", SYNTAXES)
@pytest.mark.parametrize("output", ["po", *SYNTAXES])
def test_syntaxes(syntax: str, output: str) -> None:
    po, pot = ((CASES / f"{name}.{SYNTAXES[syntax]}").read_bytes() for name in ("old", "new"))
    if output == "po":
        po = po.replace(b"\\u00df \\uD83D\\uDE00", b"ss")  # without a header msgmerge writes no letters beyond ASCII
    options = [f"--{syntax}-input", *([] if output == "po" else [f"--{output}-output"])]
    assert canonical(po, pot, input=syntax, output=output) == msgmerge(po, pot, *options)


@settings(max_examples=60)
@given(pairs(), st.sampled_from([*SYNTAXES]))
def test_catalogs_become_other_syntaxes(pair: tuple[str, str], output: str) -> None:
    po, pot = (text.encode() for text in pair)
    if any(word in po + pot for word in (b"msgctxt", b"msgid_plural", b"range:")):
        return
    assert canonical(po, pot, output=output) == msgmerge(po, pot, f"--{output}-output")


SPACES = st.text(" \t", max_size=3)


@settings(max_examples=40)
@given(st.sampled_from(["#", "#."]), SPACES, st.sampled_from(["", "note Zoom", "*/ x"]), SPACES, st.booleans(),
       st.sampled_from(["po", *SYNTAXES]))  # fmt: skip
def test_spaces_around_comments(mark: str, before: str, note: str, after: str, known: bool, output: str) -> None:
    message = f'\n{mark}{before}{note}{after}\nmsgid "Zoom"\nmsgstr "a"\n'
    po, pot = (HEAD + message * known).encode(), (HEAD + message).encode()
    options = [] if output == "po" else [f"--{output}-output"]
    assert canonical(po, pot, output=output) == msgmerge(po, pot, *options)


@pytest.mark.parametrize("text", ['msgctxt "c"\nmsgid "a"\nmsgstr ""\n', 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] ""\n'])
def test_what_a_syntax_cannot_hold_is_refused(text: str) -> None:
    for output in SYNTAXES:
        with pytest.raises(CatalogError, match="cannot hold"):
            canonical(HEAD.encode(), text.encode(), output=output)


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    path = tmp_path / "ky.po"
    path.write_text(HEAD + '\n# stays\n#: a.c:1\nmsgid "white"\nmsgstr ""\n"ак"\n', encoding="utf-8")
    (tmp_path / "a.pot").write_text(
        HEADER.format(bugs="b", date="2024-01-01 00:00+0000") + '\n#: a.c:1\nmsgid "white"\nmsgstr ""\n', "utf-8"
    )
    return path


def test_nothing_new_leaves_the_file_alone(catalog: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(catalog.parent)
    before = catalog.read_bytes()
    for more in ([], ["--sort-output"], ["--backup=simple"]):
        assert run_command(["merge", "--canonical", "-q", "-U", *more, "ky.po", "a.pot"]) == 0
        assert catalog.read_bytes() == before
        assert sorted(path.name for path in Path().iterdir()) == ["a.pot", "ky.po"]
    Path("a.pot").write_text(Path("a.pot").read_text("utf-8").replace("a.c:1", "a.c:2"), "utf-8")
    assert run_command(["merge", "--canonical", "-q", "-U", "--backup=off", "ky.po", "a.pot"]) == 0
    text = catalog.read_text("utf-8")
    assert "a.c:2" in text
    assert 'msgstr "ак"' in text
    assert "2024-01-01" in text


def test_no_translation_is_lost_in_properties(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = tmp_path / "a.properties", tmp_path / "b.properties"
    old.write_text("white=ak\ngone=g\n")
    new.write_text("!white=\n")
    assert run_command(["merge", "-q", "-U", "-P", str(old), str(new)]) == 1
    assert "vanished" in capsys.readouterr().err
    assert old.read_text() == "white=ak\ngone=g\n"
    new.write_text("#: a:1\n!white=\n!gone=\n")
    assert run_command(["merge", "-q", "-U", "-P", str(old), str(new)]) == 0
    assert old.read_text() == "#: a:1\nwhite=ak\n\ngone=g\n"


def test_messages_that_stand_twice_are_told_as_msgmerge_tells_them(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.po"
    path.write_text('# x\nmsgid "a"\nmsgstr "b"\n\n# y\nmsgid "a"\nmsgstr "c"\n\nmsgid "a"\nmsgstr "d"\n')
    assert run_command(["merge", "-q", "--canonical", str(path), "/dev/null"]) == 1
    own = capfd.readouterr().err
    program = judge("msgmerge", shutil.which("msgmerge"), "install gettext")
    told = subprocess.run([program, "-q", str(path), "/dev/null"], check=False, capture_output=True, text=True)
    assert own == told.stderr.replace(program, "msgmerge")


def test_configure_and_makefiles_find_what_they_ask_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["merge", "--canonical", "--update", "-q", "/dev/null", "/dev/null"]) == 0
    assert run_command(["merge", "--version"]) == 0
    assert re.sub(r"^[^0-9]*", "", capsys.readouterr().out) == "0.21\n"
