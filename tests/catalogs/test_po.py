import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scripts.fuzzing.readers import same_catalog
from toolkit.catalogs import read
from toolkit.errors import CatalogError
from toolkit.po.entries import Part, Previous

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
FULL = (
    HEADER
    + """# a translator's words
#. paragraph
#: source/a b.txt:3
#, fuzzy, no-wrap
#= custom-flag
#| msgctxt "menu"
#| msgid ""
#| "An old sentence "
#| "of two lines."
msgctxt "menu"
msgid ""
"A new sentence "
"of two lines.\\n"
msgstr "«Цитата» \\"в кавычках\\"\\n"

# detached

msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d файл"
msgstr[1] "%d файла"

# of an obsolete one
#, fuzzy
#~| msgid "gone before"
#~ msgid "gone"
#~ msgstr ""
#~ "про"
#~ "пало"
"""
)

ROUND_TRIPS = {
    "empty": "",
    "blank lines only": "\n\n",
    "comments only": "# nothing here\n",
    "everything": FULL,
    "CRLF": FULL.replace("\n", "\r\n"),
    "BOM": "\ufeff" + FULL,
    "no final newline": FULL.rstrip("\n"),
    "trailing comment": FULL + "\n# the end\n\n",
    "no blank lines": FULL.replace("\n\n", "\n"),
    "many blank lines": FULL.replace("\n\n", "\n\n\n \t\n"),
    "line separators in a string": HEADER + 'msgid "a\u2028b\x0bc\x85d"\nmsgstr "\u2029"\n',
    "keyword alone on its line": HEADER + 'msgid\n"a"\nmsgstr\n"b"\n',
    "no space after the keyword": HEADER + 'msgid"a"\nmsgstr"b"\n',
    "odd comments": "#\n#no space\n#~\n#.\n#:\n#,\n#=\n" + HEADER,
    "obsolete mark without a space": HEADER + '#~msgid "a"\n#~msgstr "b"\n',
}


@pytest.mark.parametrize("name", ROUND_TRIPS)
def test_a_file_that_was_only_read_keeps_its_bytes(name: str) -> None:
    data = ROUND_TRIPS[name].encode()
    file = read(data)
    assert file.encode() == data
    assert file.with_entries(file.entries).encode() == data


def test_what_the_lines_mean() -> None:
    file = read(FULL.encode())
    menu, plural, gone = file.entries[1:]
    assert file.header is file.entries[0]
    assert file.header.msgstr == ("Content-Type: text/plain; charset=UTF-8\n",)
    assert menu.flags == ("fuzzy", "no-wrap", "custom-flag")
    assert menu.previous == Previous("An old sentence of two lines.", "menu")
    assert (menu.msgctxt, menu.msgid) == ("menu", "A new sentence of two lines.\n")
    assert menu.msgstr == ('«Цитата» "в кавычках"\n',)
    assert menu.comments == ("# a translator's words",)
    assert menu.of(Part.REFERENCE) == ("#: source/a b.txt:3\n",)
    assert (plural.msgid_plural, plural.msgstr) == ("%d files", ("%d файл", "%d файла"))
    assert plural.comments == ("# detached",)
    assert (gone.obsolete, gone.fuzzy, gone.msgid, gone.msgstr) == (True, True, "gone", ("пропало",))
    assert gone.previous == Previous("gone before")
    assert file.live == (menu, plural)
    assert [entry.line for entry in file.entries] == [1, 4, 19, 26]


def test_a_header_stays_the_header_beside_a_message_that_is_only_a_context() -> None:
    file = read((HEADER + 'msgctxt "lone"\nmsgid ""\nmsgstr "x"\n').encode())
    assert file.header is not None
    assert "UTF-8" in file.header.msgstr[0]
    assert file.live[0].msgstr == ("x",)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"\n\t\r\v\b\f", "\n\t\r\v\b\f"),
        (r"\a\x41\101\x5c\x22", '\aAA\\"'),
        (r"C:\\new \"x\"", 'C:\\new "x"'),
        ("a\u2028b", "a\u2028b"),
        ("README.md", "README.md"),
    ],
)
def test_escape_sequences(written: str, meant: str) -> None:
    assert read(f'{HEADER}msgid "{written}"\nmsgstr ""\n'.encode()).live[0].msgid == meant


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("<!DOCTYPE html>\n", 1, "no comment, keyword or quoted string"),
        ('msgid "a"\nmsgstr "b\n', 2, "not closed"),
        ('msgid "a"\nmsgstr "b"c"\n', 2, "not closed"),
        ('msgid "a\\"\nmsgstr "b"\n', 1, "not closed"),
        ('msgid "a\\q"\nmsgstr "b"\n', 1, "escape sequence"),
        ('msgid "\\xff"\nmsgstr "b"\n', 1, "escape sequence"),
        ('msgid "a"\n', 1, "cut off"),
        ('msgid "a"\n\n# c\nmsgid "b"\nmsgstr ""\n', 3, "msgstr"),
        ('msgid "a"\nmsgid "b"\nmsgstr ""\n', 2, "msgstr is expected"),
        ('msgstr "b"\n', 1, "without a msgid"),
        ('"b"\n', 1, "without msgid or msgstr"),
        ('msgctxt "b"\nmsgstr ""\n', 2, "without a msgid"),
        ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', 3, "second msgstr"),
        ('msgid "a"\nmsgstr[0] "b"\n', 2, "go together"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr "b"\n', 3, "go together"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "b"\nmsgstr[2] "b"\n', 4, "out of order"),
        ('msgid_plural "b"\nmsgstr[0] "b"\n', 1, "msgid_plural"),
        ('#~ msgid "a"\nmsgstr "b"\n', 2, "partly obsolete"),
        ('#~ msgid "a"\n#~ msgstr ""\n"b"\n', 3, "partly obsolete"),
        ('#| what\nmsgid "a"\nmsgstr "b"\n', 1, "#|"),
        ('domain "x"\n', 1, "no comment, keyword or quoted string"),
        ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', 4, "after line 1"),
        ('msgid "a"\nmsgstr "b"\n\n#~ msgid "a"\n#~ msgstr "c"\n', 4, "after line 1"),
        ('msgid "a"\n<<<<<<< HEAD\nmsgstr "b"\n=======\nmsgstr "c"\n>>>>>>> x\n', 2, "merge conflict"),
        ('msgid "a"\nmsgstr "b\0"\n', 2, "NUL"),
        ('msgid ""\nmsgstr "Content-Type: text/plain; charset=KOI9-R\\n"\n', 2, "KOI9-R"),
    ],
)
def test_damage_is_named_with_its_line(text: str, line: int, says: str) -> None:
    with pytest.raises(CatalogError, match=re.escape(says)) as caught:
        read(text.encode(), "locales/ky.po")
    assert caught.value.line == line
    assert str(caught.value).startswith(f"locales/ky.po:{line}: ")


@pytest.mark.parametrize(
    ("data", "line", "says"),
    [
        (b'msgid "a"\nmsgstr "\xcf\xf0"\n', 2, "0xcf at offset 18"),
        (b"\xff\xfem\0s\0g\0", 1, "0xff at offset 0"),
        (b'msgid ""\nmsgstr "charset=windows-1251\\n"\nmsgid "a"\nmsgstr "\x98"\n', 4, "windows-1251"),
    ],
)
def test_a_file_in_another_encoding_is_refused(data: bytes, line: int, says: str) -> None:
    with pytest.raises(CatalogError, match=re.escape(says)) as caught:
        read(data)
    assert caught.value.line == line


def test_whether_long_lines_are_wrapped_is_seen_from_the_file() -> None:
    sentence = "One sentence with many words follows another one until the line is full " * 2
    assert read(FULL.encode()).layout.wrap
    assert not read(f'{HEADER}msgid "{sentence}"\nmsgstr ""\n'.encode()).layout.wrap
    assert not read(f'{HEADER}msgid ""\n"a\\n"\n"{sentence}"\nmsgstr ""\n'.encode()).layout.wrap
    assert read(FULL.replace("\n", "\r\n").encode()).layout.newline == "\r\n"


KEYWORDS = "msgid |msgstr |msgstr[0] |msgid_plural |msgctxt |#|#~ |#| |#~| |#, fuzzy\n|#= x\n|<<<<<<<"
pieces = st.sampled_from([*KEYWORDS.split("|"), "#| ", "#~| ", *'"\\\n\ufeff\u2028\0中 x', '""', '"a"', "\r\n"])


def _judge(data: bytes) -> None:
    """Any other exception than CatalogError fails the test."""
    try:
        file = read(data, "x.po")
    except CatalogError:
        return
    assert same_catalog(file.encode(), data)


@settings(max_examples=300)
@given(data=st.data())
def test_damaged_files_raise_nothing_but_catalog_errors(data: st.DataObject) -> None:
    text = FULL
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 12)))
        text = text[:start] + "".join(data.draw(st.lists(pieces, max_size=4))) + text[end:]
    _judge(text.encode())


@settings(max_examples=150)
@given(start=st.integers(0, len(FULL.encode())), new=st.binary(max_size=4), cut=st.integers(0, 40))
@example(start=62, new=b"\x80", cut=0)
def test_damaged_bytes_raise_nothing_but_catalog_errors(start: int, new: bytes, cut: int) -> None:
    data = FULL.encode()
    _judge(data[:start] + new + data[start + cut :])
    _judge(data[:start])
    _judge(new)


@settings(max_examples=150)
@given(st.lists(pieces, max_size=25))
def test_any_run_of_pieces_is_read_or_refused(parts: list[str]) -> None:
    _judge("".join(parts).encode())


@pytest.mark.parametrize(
    "lines", ["\n", "\r", " \n", "# x\n", "#. x\n", "#, c\n", "# x\n#. y\n", "# x\n\n", '#| msgid "x"\n']
)
def test_a_hundred_thousand_lines_that_are_no_message(lines: str) -> None:
    """In one pass: by pairs of lines this would take hours."""
    text = lines * 100_000
    found = read(text.encode())
    assert found.live == ()
    assert found.encode() == text.encode()


def test_a_line_of_quotation_marks_is_refused_in_one_pass() -> None:
    with pytest.raises(CatalogError):
        read((HEADER + '\\"' * 300_000).encode())
