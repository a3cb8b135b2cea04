"""The plain text reader: layout, encodings, and what it refuses."""

from pathlib import Path

import pytest

from tests.conftest import ARTICLE
from toolkit import documents
from toolkit.documents import ReadOptions
from toolkit.errors import DocumentError, ProjectError, UnknownName
from toolkit.segmentation import split
from toolkit.units import plain

CASES = Path(__file__).parent.parent / "cases" / "text"


def kinds(text: str) -> list[tuple[str, str]]:
    document = documents.read(text.encode(), "x.txt")
    return [(block.kind.value, str(block.content[0])) for block in document.blocks]


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_blocks_are_recognised(path: Path) -> None:
    """A case is a text, a line of tildes, and its blocks as `kind | text` with ⏎ for a line break inside."""
    text, _, expected = path.read_text(encoding="utf-8").partition("~~~~\n")
    found = [f"{kind} | {content}".replace("\n", "⏎") for kind, content in kinds(text)]
    assert found == expected.splitlines()


def test_the_article_has_a_title_a_metadata_line_and_furniture() -> None:
    document = documents.read(ARTICLE.read_bytes(), ARTICLE.name)
    found = [block.kind.value for block in document.blocks]
    assert found == ["title", "metadata", *["paragraph"] * 13, "furniture"]
    assert document.name == "lin-wu-visits-kyrgyzstan"
    assert [block.translatable for block in document.blocks] == [True] * 15 + [False]


VARIANTS = {
    "bom": "\ufeffTitle\n\nOne. Two.\n",
    "crlf": "Title\r\n\r\nOne. Two.\r\n",
    "old mac": "Title\r\rOne. Two.\r",
    "no final newline": "Title\n\nOne. Two.",
    "blank lines with spaces": "Title\n \t\n  One. Two.  \n\n\n",
    "wide spaces": "Title\n\n　One.　Two.\n",
}


@pytest.mark.parametrize("text", VARIANTS.values(), ids=VARIANTS.keys())
def test_any_utf8_text_is_read_and_written_back(text: str) -> None:
    data = text.encode()
    document = documents.read(data, "x.txt")
    segments = split(document)
    assert [s.text for s in segments] == ["Title", "One.", "Two."]
    assert documents.rewrite(data, "x.txt", {}) == data
    shouted = documents.rewrite(data, "x.txt", {s.key: plain(s.text.upper()) for s in segments})
    assert shouted.decode() == text.replace("Title", "TITLE").replace("One.", "ONE.").replace("Two.", "TWO.")


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b" \t "])
def test_an_empty_file_has_no_segments(data: bytes) -> None:
    assert split(documents.read(data, "x.txt")) == ()
    assert documents.rewrite(data, "x.txt", {}) == data


def test_one_enormous_line() -> None:
    text = "The delegation came. " * 50_000
    segments = split(documents.read(text.encode(), "x.txt"))
    assert len(segments) == 50_000
    assert {s.key for s in segments} == {segments[0].key}


def test_chinese_sentences_are_joined_without_a_space() -> None:
    data = b"One came. Two left.\n"
    first, second = split(documents.read(data, "x.txt"))
    made = documents.rewrite(data, "x.txt", {first.key: plain("来了。"), second.key: plain("走了。")}, joiner="")
    assert made.decode() == "来了。走了。\n"


@pytest.mark.parametrize("name", ["x.html", "x.md"])
def test_no_space_comes_behind_a_break_between_sentences(name: str) -> None:
    data = b"<p>Is it so?<br>It is.</p>\n" if name == "x.html" else b"Is it so?\\\nIt is.\n"
    segments = list(split(documents.read(data, name)))
    assert len(segments) == 2
    made = documents.rewrite(data, name, {one.key: plain(one.text.upper()) for one in segments}, joiner=" ")
    assert made == data.replace(b"Is it so?", b"IS IT SO?").replace(b"It is.", b"IT IS.")


def test_a_wrong_byte_is_named_with_the_way_out() -> None:
    data = "Привет. Пока.\n".encode("cp1251")
    with pytest.raises(DocumentError) as caught:
        documents.read(b"Hi.\n\n" + data, "letter.txt")
    message = str(caught.value)
    assert message.startswith("letter.txt:3: byte 0xCF at offset 5 is not UTF-8")
    assert "--encoding" in message
    document = documents.read(data, "letter.txt", ReadOptions("ru", "cp1251"))
    assert [s.text for s in split(document)] == ["Привет.", "Пока."]
    assert documents.rewrite(data, "letter.txt", {}, ReadOptions("ru", "cp1251")) == data


def test_other_encodings_by_name_or_by_their_mark_only() -> None:
    data = "Title\n\nOne. Two.".encode("utf-16-le")
    with pytest.raises(DocumentError, match="NUL character"):
        documents.read(data, "x.txt")
    assert len(split(documents.read(data, "x.txt", ReadOptions(encoding="utf-16-le")))) == 3
    assert len(split(documents.read(b"\xff\xfe" + data, "x.txt"))) == 3
    with pytest.raises(ProjectError, match="unknown encoding 'latin-99'"):
        documents.read(b"x", "x.txt", ReadOptions(encoding="latin-99"))


def test_a_character_that_the_encoding_lacks_is_an_error_not_a_question_mark() -> None:
    data = "Привет.".encode("cp1251")
    options = ReadOptions("ru", "cp1251")
    (only,) = split(documents.read(data, "x.txt", options))
    with pytest.raises(DocumentError, match="cp1251 has no '你'"):
        documents.rewrite(data, "x.txt", {only.key: plain("你好。")}, options)


def test_an_unknown_ending_says_where_the_known_ones_are_listed() -> None:
    with pytest.raises(
        UnknownName, match=r"unknown document format '\.xyz'; `toolkit formats` lists those that are known"
    ):
        documents.read(b"x", "a.xyz")
