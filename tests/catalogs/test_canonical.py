"""`toolkit merge --canonical` prints what msgmerge prints, byte for byte, but for forms of plurals that it keeps."""

import random
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.catalogs.software import HEADER, pairs
from tests.catalogs.test_shapes import CHARSETS
from tests.conftest import judge
from toolkit.catalogs import ReferenceOptions, with_reference
from toolkit.cli import run_command

KEPT_FORMS = re.compile(rb"# msgstr\[[^\n]*\n(?:# \"[^\n]*\n)*")
OPTIONS = (
    ("--no-fuzzy-matching", {"fuzzy_matching": False}), ("--previous", {"previous": True}),
    ("--no-wrap", {"wrap": False}), ("--width=40", {"width": 40}), ("--no-location", {"location": "never"}),
    ("--add-location=file", {"location": "file"}),
    ("--sort-output", {"sort": True}), ("--sort-by-file", {"sort_by_file": True}), ("--lang=fr", {"language": "fr"}),
    ("--for-msgfmt", {"for_msgfmt": True}),
)  # fmt: skip


def msgmerge(po: bytes, pot: bytes, *options: str, compendium: bytes | None = None) -> bytes:
    program = judge("msgmerge", shutil.which("msgmerge"), "install gettext")
    with tempfile.TemporaryDirectory() as folder:
        old, new = Path(folder, "old.po"), Path(folder, "new.pot")
        old.write_bytes(po)
        new.write_bytes(pot)
        if compendium is not None:
            Path(folder, "c.po").write_bytes(compendium)
            options = (*options, "-C", str(Path(folder, "c.po")))
        command = [program, "--quiet", "--force-po", *options, "-o", "-", str(old), str(new)]
        return subprocess.run(command, check=True, capture_output=True).stdout


def canonical(po: bytes, pot: bytes, **options: object) -> bytes:
    chosen = ReferenceOptions(canonical=True, force_po=True, **options)  # type: ignore[arg-type]
    return KEPT_FORMS.sub(b"", with_reference(po, pot, chosen)[0])


@settings(max_examples=120)
@given(pairs(), st.lists(st.sampled_from(OPTIONS), max_size=3, unique_by=lambda option: option[0]))
def test_the_same_bytes(pair: tuple[str, str], chosen: list[tuple[str, dict[str, object]]]) -> None:
    po, pot = (text.encode() for text in pair)
    names = {key for _, options in chosen for key in options}
    if {"sort", "sort_by_file"} <= names or {"wrap", "width"} <= names:
        return
    options = {key: value for _, each in chosen for key, value in each.items()}
    location = [each["location"] for _, each in chosen if "location" in each][-1:]
    asked = [name for name, each in chosen if "location" not in each or each["location"] == location[0]]
    assert canonical(po, pot, **options) == msgmerge(po, pot, *asked)


CHARSET = '"Content-Type: text/plain; charset=UTF-8\\n"\n'
EMPTY = 'msgid ""\nmsgstr ""\n'
HEADS = {
    "none": "",
    "no language": f'{EMPTY}"Language-Team: German <de@li.org>\\n"\n{CHARSET}',
    "unknown team": f'{EMPTY}{CHARSET}"Language-Team: Foo <f@x>\\n"\n',
    "other order": f'# t\n#, fuzzy\n{EMPTY}"X-A: 1\\n"\n{CHARSET}"project-id-version: x\\n"\n',
    "variant": f'{EMPTY}"Language-Team: Brazilian Portuguese <a@b>\\n"\n{CHARSET}',
}
BODY = (
    '\n#no space\n#. more \n#: b.c:2 a.c:1 a.c:1\n#, possible-c-format, odd-flag\nmsgid "Open %d"\nmsgstr "Open %d"\n'
    '\n#. old\n#: x:1\n#, range: 0..3, no-wrap\n#~ msgid "gone"\n#~ msgstr "gone"\n\n#~ msgid "empty"\n#~ msgstr ""\n'
)
NEW = (
    '\n#. more \n#: b.c:2 a.c:1\n#, c-format\nmsgid "Open %d"\nmsgstr ""\n\n#: c.c:1\n#, c-format\n'
    'msgid "Open %d files"\nmsgid_plural "Open %d files"\nmsgstr[0] ""\nmsgstr[1] ""\n\nmsgid "as"\nmsgstr ""\n'
)


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("template", HEADS)
def test_headers(head: str, template: str) -> None:
    po, pot = (HEADS[head] + BODY).encode(), (HEADS[template] + NEW).encode()
    assert canonical(po, pot, previous=True) == msgmerge(po, pot, "--previous")


UNALIKE = ("BIG5", "GB18030", "Shift_JIS", "TIS-620", "CP1255", "GBK", "EUC-KR")


@pytest.mark.parametrize("charset", sorted({*CHARSETS} - {"CP1255"}))  # on Hebrew in CP1255 msgmerge aborts
@pytest.mark.parametrize("template", ["UTF-8", "CHARSET"])
def test_character_sets(charset: str, template: str) -> None:
    text = CHARSETS[charset]
    head = HEADER.format(bugs="b", date="2020-01-01 00:00+0000")
    long = " ".join([text] * 12)
    body = f'\n# {text}.\nmsgid "Open"\nmsgstr "{text}"\n\nmsgid "Close it"\nmsgstr "{long}"\n'
    body += f'\nmsgid "Gone"\nmsgstr "{long}"\n'
    po = (head.replace("UTF-8", charset) + body).encode(charset)
    pot = (head.replace("UTF-8", template) + '\nmsgid "Open"\nmsgstr ""\n\nmsgid "Close it!"\nmsgstr ""\n').encode()
    if template == "CHARSET" and charset in UNALIKE:
        pytest.skip("where msgmerge breaks lines of these is a matter of its locale's tables")
    assert canonical(po, pot) == msgmerge(po, pot)


def test_it_stands_in_for_msgmerge_in_a_makefile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    head = HEADER.format(bugs="b", date="2020-01-01 00:00+0000")
    (tmp_path / "ky.po").write_text(head + BODY, encoding="utf-8")
    (tmp_path / "a.pot").write_text(head + NEW, encoding="utf-8")
    monkeypatch.delenv("VERSION_CONTROL", raising=False)
    command = ["merge", "--canonical", "--update", "--quiet", "--previous", "--lang=ky"]
    assert run_command([*command, str(tmp_path / "ky.po"), str(tmp_path / "a.pot")]) == 0
    made = (tmp_path / "ky.po").read_bytes()
    assert (tmp_path / "ky.po~").read_text("utf-8") == head + BODY
    assert made == msgmerge((head + BODY).encode(), (head + NEW).encode(), "--previous", "--lang=ky")
    assert run_command([*command, "--backup=numbered", str(tmp_path / "ky.po"), str(tmp_path / "a.pot")]) == 0
    assert (tmp_path / "ky.po").read_bytes() == made
    assert not (tmp_path / "ky.po.~1~").exists()


def test_another_character_set_on_request() -> None:
    head = HEADER.format(bugs="b", date="d")
    po = f'{head.replace("UTF-8", "KOI8-R")}\nmsgid "Open"\nmsgstr "Ачуу"\n'.encode("koi8-r")
    pot = f'{head.replace("UTF-8", "CHARSET")}\nmsgid "Open"\nmsgstr ""\n'.encode()
    data, _ = with_reference(po, pot, ReferenceOptions(to_utf8=True))
    assert "charset=UTF-8" in data.decode()
    assert 'msgstr "Ачуу"' in data.decode()


BRACES = (
    "{a}",
    "{aa.bb}",
    "{default.__name__}",
    "{x[a-b]}",
    "{x[0].y}",
    "{n:>10}",
    "{n!r}",
    "{a:{b}}",
    "{{",
    "}}",
    "{",
)
WORDS = ("a", "bb", "word", "a-b", "long/path", "中文", "中", "Привет", "x.y", "end.", "(", ")")


@pytest.mark.parametrize("seed", range(4))
def test_lines_with_braces_break_where_msgmerge_breaks_them(seed: int) -> None:
    chance = random.Random(seed)
    po, pot = [HEADER], [HEADER]
    for number in range(200):
        pieces = [chance.choice((*BRACES, *WORDS)) + chance.choice("   -") for _ in range(chance.randint(8, 40))]
        po.append(f'\n#, python-brace-format\nmsgid "{number}"\nmsgstr "{"".join(pieces)}"\n')
        pot.append(f'\n#, python-brace-format\nmsgid "{number}"\nmsgstr ""\n')
    one, other = ("".join(texts).encode() for texts in (po, pot))
    assert canonical(one, other) == msgmerge(one, other)


def test_a_carriage_return_in_a_comment_stays() -> None:
    po = f'{HEADER}\n# by hand\r\n#\r\nmsgid "a"\nmsgstr "b"\n'.encode()
    pot = f'{HEADER}\nmsgid "a"\nmsgstr ""\n'.encode()
    assert b"\n# by hand\r\n# \r\n" in canonical(po, pot)
    assert canonical(po, pot) == msgmerge(po, pot)
