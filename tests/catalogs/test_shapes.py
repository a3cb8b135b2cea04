"""Catalogs in shapes that gettext's own programs take: what msgcat reads in them is what is read here."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.catalogs.software import HEADER, Message, translated, unique
from tests.conftest import judge
from toolkit.catalogs import ReferenceOptions, compiled, with_reference
from toolkit.errors import CatalogError
from toolkit.po.entries import Entry
from toolkit.po.file import CatalogFile, read
from toolkit.po.layout import Layout, field

HEAD = HEADER.format(bugs="b", date="2020-01-01 00:00+0000")


def run(program: str, data: bytes, *options: str) -> "subprocess.CompletedProcess[bytes]":
    found = judge(program, shutil.which(program), "install gettext")
    return subprocess.run([found, *options, "-"], input=data, capture_output=True, check=False)


def said(file: CatalogFile) -> list[tuple[object, ...]]:
    return [
        (
            e.msgctxt,
            e.msgid,
            e.msgid_plural,
            e.msgstr,
            e.fuzzy,
            e.obsolete,
            e.previous,
            [] if e.obsolete else sorted({*e.flags} - {"no-wrap"}),
        )
        for e in file.entries
        if not e.header
    ]


def blank_within(text: str) -> str:
    return text.replace('msgstr ""\n"', 'msgstr ""\n\n"')


def on_one_line(text: str) -> str:
    blocks = text.split("\n\n")
    bent = [block.replace('"\nmsgid ', '"msgid').replace('"\nmsgstr ', '" msgstr') for block in blocks]
    return "\n\n".join(before if "#" in before else after for before, after in zip(blocks, bent, strict=True))


def messages_on_one_line(text: str) -> str:
    return re.sub(r'(\nmsgstr.*"\n)\n(?=msgctxt|msgid)', lambda match: match[1].rstrip("\n"), text)


def strings_side_by_side(text: str) -> str:
    return text.replace('"\n"', '" "')


def marked_comments(text: str) -> str:
    """Comments of obsolete entries behind `#~`, as some programs write them."""
    blocks = text.split("\n\n")
    return "\n\n".join(
        "\n".join(f"#~ {line}" if line[:2] in ("# ", "#,") else line for line in block.split("\n"))
        if "#~ msgid" in block
        else block
        for block in blocks
    )


def crlf(text: str) -> str:
    return text.replace("\n", "\r\n")


@settings(max_examples=40)
@pytest.mark.parametrize(
    "bent", [blank_within, on_one_line, messages_on_one_line, strings_side_by_side, marked_comments, crlf]
)
@given(messages=st.lists(translated(), min_size=1, max_size=6).map(unique))
def test_bent_files_say_what_msgcat_reads_in_them(bent: Callable[[str], str], messages: list[Message]) -> None:
    ordered = sorted(messages, key=lambda message: message.obsolete)
    data = bent("\n".join([HEAD, *(message.text() for message in ordered)])).encode()
    file = read(data)
    assert file.encode() == data
    judged = run("msgcat", data, "--no-wrap")
    assert judged.returncode == 0, judged.stderr
    assert said(file) == said(read(judged.stdout))


def test_plain_shapes_are_read_without_the_slow_reader_to_the_same_end(monkeypatch: pytest.MonkeyPatch) -> None:
    data = (
        HEAD + '\n# a\n\n#: x\nmsgctxt "c"\nmsgid "a\\tb"\nmsgid_plural "s"\nmsgstr[0] "\\"x\\""\nmsgstr[1] ""\n'
    ).encode()
    quick = read(data)
    monkeypatch.setattr("toolkit.po.file._common", lambda *_: None)
    monkeypatch.setattr("toolkit.po.file._READ", {})
    slow = read(data)
    assert quick == slow
    assert [tuple(entry.lines) for entry in quick.entries] == [tuple(entry.lines) for entry in slow.entries]
    assert [entry.line for entry in quick.entries] == [entry.line for entry in slow.entries]


@pytest.mark.parametrize(
    ("string", "says"),
    [('"\\x41b"', "\x1b"), ('"\\x41"', "A"), ('"\\320\\266"', "ж"), ('"a" "b"', "ab"), ('"\\101b"', "Ab")],
)
def test_escapes_are_those_of_c(string: str, says: str) -> None:
    assert read(f'{HEAD}\nmsgid "x"\nmsgstr {string}\n'.encode()).live[0].msgstr == (says,)


CHARSETS = {
    "KOI8-R": "Ачык файл", "ISO-8859-1": "Façade ñ", "CP1251": "Ачык ѓ", "EUC-JP": "日本語", "Shift_JIS": "表示",
    "GB2312": "中文文件", "GBK": "镕基", "GB18030": "中文", "BIG5": "許功蓋", "EUC-KR": "한국어", "ISO-8859-2": "Żółw",
    "KOI8-U": "Їжак ґ", "ISO-8859-15": "10 €", "CP1255": "שלום", "TIS-620": "ภาษาไทย", "ISO-8859-9": "ığş",
    "UTF-8": "ж 文",
}  # fmt: skip


@pytest.mark.parametrize("charset", CHARSETS)
def test_character_sets_are_kept(charset: str) -> None:
    text = CHARSETS[charset]
    head = HEAD.replace("UTF-8", charset)
    data = f'{head}\nmsgid "Open"\nmsgstr "{text}"\n\nmsgid "Gone"\nmsgstr "{text}{text}"\n'.encode(charset)
    assert read(data).encode() == data
    assert read(data).live[0].msgstr == (text,)
    pot = HEAD.replace("UTF-8", "CHARSET") + '\nmsgid "Open!"\nmsgstr ""\n'
    merged, counts = with_reference(data, pot.encode(), ReferenceOptions())
    assert counts["fuzzied"] == counts["obsolete"] == 1
    assert f'msgstr "{text}"'.encode(charset) in merged
    assert f"charset={charset}".encode() in merged
    assert read(merged).encode() == merged
    made = run("msgfmt", data, "-o", "-")
    if made.returncode == 0:
        assert compiled(read(data)).data == made.stdout


def test_what_a_character_set_cannot_hold_makes_the_file_utf_8() -> None:
    data = f'{HEAD.replace("UTF-8", "ISO-8859-1")}\nmsgid "Open"\nmsgstr "é"\n'.encode("latin-1")
    merged, _ = with_reference(
        data, f'{HEAD}\nmsgid "Ж"\nmsgstr ""\n\nmsgid "Open"\nmsgstr ""\n'.encode(), ReferenceOptions()
    )
    assert "charset=UTF-8" in merged.decode()
    assert [entry.msgstr for entry in read(merged).live] == [("",), ("é",)]


@pytest.mark.parametrize("tail", ["; format=flowed", ";", " "])
def test_a_character_set_with_a_tail(tail: str) -> None:
    data = f'{HEAD.replace("charset=UTF-8", "charset=utf-8" + tail)}\nmsgid "Open"\nmsgstr "ж"\n'.encode()
    assert read(data).live[0].msgstr == ("ж",)
    assert compiled(read(data)).translated == 1


@pytest.mark.parametrize("charset", ["ASCII", "US-ASCII"])
def test_letters_that_ascii_does_not_have(charset: str) -> None:
    data = f'{HEAD.replace("UTF-8", charset)}\nmsgid "user"\nmsgstr "usuària"\n'.encode()
    with pytest.raises(CatalogError, match="write charset=UTF-8"):
        compiled(read(data))
    merged, _ = with_reference(data, f'{HEAD}\nmsgid "user"\nmsgstr ""\n'.encode(), ReferenceOptions())
    assert run("msgfmt", merged, "-c", "-o", "/dev/null").returncode == 0


ends = st.tuples(st.sampled_from(["", "\n", "\n\n"]), st.sampled_from(["", "\n"]))


@settings(max_examples=60)
@given(st.lists(ends, min_size=2, max_size=3), st.booleans(), st.booleans())
def test_line_breaks_at_the_ends_are_judged_as_msgfmt_judges_them(
    sides: list[tuple[str, str]], plural: bool, fuzzy: bool
) -> None:
    texts = [f"{start}x{end}" for start, end in sides]
    lines = ["#, fuzzy\n"] * fuzzy + field("msgid", texts[0], Layout())
    if plural:
        lines += field("msgid_plural", texts[0], Layout())
        lines += [
            line
            for n, text in enumerate((*texts[1:], *texts[:1])[:3])
            for line in field(f"msgstr[{n}]", text, Layout())
        ]
    else:
        lines += field("msgstr", texts[1], Layout())
    data = f"{HEAD}\n{''.join(lines)}".encode()
    try:
        compiled(read(data))
        taken = True
    except CatalogError:
        taken = False
    assert taken == (run("msgfmt", data, "-o", "/dev/null").returncode == 0)


spaces = st.text(st.sampled_from("аб \u00a0\u2003\u2028\u3000\t\n\x85\x0b\x1f"), max_size=12)


@settings(max_examples=150)
@given(st.lists(spaces, min_size=3, max_size=3).filter(any), st.booleans(), st.booleans())
def test_plural_to_singular_keeps_every_form(forms: list[str], fuzzy: bool, similar: bool) -> None:
    lines = ["#, fuzzy\n"] * fuzzy + ['msgid "one thing"\n', 'msgid_plural "%d things"\n']
    lines += [line for n, form in enumerate(forms) for line in field(f"msgstr[{n}]", form, Layout())]
    new = 'msgid "one thing now"' if similar else 'msgid "one thing"'
    data, _ = with_reference(
        f"{HEAD}\n{''.join(lines)}".encode(), f'{HEAD}\n{new}\nmsgstr ""\n'.encode(), ReferenceOptions()
    )
    first = next(form for form in forms if form)
    if not similar or forms[0]:
        assert read(data).live[0].msgstr == (first,)
    assert with_reference(data, f'{HEAD}\n{new}\nmsgstr ""\n'.encode(), ReferenceOptions())[0] == data


contexts = st.sampled_from([None, "", "a", "b", "menu"])


@settings(max_examples=80)
@given(st.lists(contexts, min_size=1, max_size=5, unique=True), st.lists(contexts, min_size=1, max_size=5, unique=True),
       st.booleans(), st.booleans())  # fmt: skip
def test_of_equals_the_same_context_wins(
    old: list[str | None], new: list[str | None], changed: bool, obsolete: bool
) -> None:
    """And `msgctxt ""` is another message than one without a context."""

    def text(context: str | None, msgid: str, msgstr: str, mark: str) -> str:
        said = "" if context is None else f'{mark}msgctxt "{context}"\n'
        return f'\n{said}{mark}msgid "{msgid}"\n{mark}msgstr "{msgstr}"\n'

    mark = "#~ " * obsolete
    po = HEAD + "".join(text(context, "Guide", f"{context}!", mark) for context in old)
    pot = HEAD + "".join(text(context, "Guids" if changed else "Guide", "", "") for context in new)
    data, _ = with_reference(po.encode(), pot.encode(), ReferenceOptions())
    made: dict[str | None, Entry] = {entry.msgctxt: entry for entry in read(data).live}
    assert [*made] == new
    for context in new:
        if context in old:
            assert made[context].msgstr == (f"{context}!",)
        elif None in old:
            assert made[context].msgstr == ("None!",)


def test_a_format_that_arrives_later_is_checked(tmp_path: Path) -> None:
    for flag, source, target, fits in (
        ("python-format", "Hi %(name)s", "Привет %(имя)s", False), ("python-format", "Hi %(name)s", "%(name)s", True),
        ("c-format", "%d of %s", "%s of %d", False), ("c-format", "%d of %s", "%2$s %1$d", True),
        ("kde-format", "Add %1", "Доб %n", False), ("kde-format", "Add %1", "Доб %1", True),
        ("python-brace-format", "{name}", "{имя}", False), ("qt-format", "%1 of %2", "%2", False),
        ("sh-format", "see $dir", "см. $папка", False), ("csharp-format", "{0} of {1}", "{1} из {0}", True),
    ):  # fmt: skip
        po = f'{HEAD}\nmsgid "{source}"\nmsgstr "{target}"\n'
        pot = f'{HEAD}\n#, {flag}\nmsgid "{source}"\nmsgstr ""\n'
        data, _ = with_reference(po.encode(), pot.encode(), ReferenceOptions())
        assert read(data).live[0].fuzzy is not fits, (flag, source, target)
        assert read(data).live[0].msgstr == (target,)
        assert run("msgfmt", data, "--check", "-o", str(tmp_path / "x.mo")).returncode == 0
