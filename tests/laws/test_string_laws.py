"""Law 1 for subtitles and string files, and that in capitals only the words of a document are others."""

import json
import re
import string

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from toolkit import documents
from toolkit.documents.strings import json_strings
from toolkit.errors import DocumentError
from toolkit.segmentation import split
from toolkit.units import Content

WORDS = st.sampled_from(
    [
        *("Hello", "the man", "came in.", "Mr.", "Smith said:", "«Да».", "你好。", "Өң", "— who?", "... and", "I am"),
        *("don't", '"quoted"', "A & B", "50 %", "x: y", "# no", "1. one", "Yes", "null", "- item", "C:\\dir", "😀"),
        *("{name}", "%{count}", "{{ who }}", "%s", "<b>bold</b>", "<i>so</i>", "tab\tin", "e\u0301", "\u2028", "\xa0w"),
    ]
)
VARIABLES = re.compile(r"\{name\}|%\{count\}|%s\b|</?[bi]>|\{\{ who \}\}")
TEXT = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
LINES = st.lists(TEXT, min_size=1, max_size=3)
NEWLINE = st.sampled_from(["\n", "\r\n"])
BOM = st.sampled_from(["", "\ufeff"])


def shouted(content: Content) -> Content:
    return tuple(part.upper() if isinstance(part, str) else part for part in content)


def in_capitals(data: bytes, name: str) -> bytes:
    segments = split(documents.read(data, name))
    return documents.rewrite(data, name, {one.key: shouted(one.source) for one in segments})


def same_but_for_case(before: str, after: str) -> bool:
    """White space apart, which a line that is broken anew changes."""
    return "".join(before.split()).upper() == "".join(after.split()).upper()


def cues(lines: list[list[str]], newline: str, comma: str, frames: list[str]) -> str:
    made = []
    for number, spoken in enumerate(lines):
        before, after = frames[number % len(frames)].split("|") if frames else ("", "")
        made.append(
            f"{number + 1}{newline}00:00:{number:02}{comma}000 --> 00:00:{number:02}{comma}900{newline}"
            + before + newline.join(spoken) + after + newline + newline
        )  # fmt: skip
    return "".join(made)


FRAMES = st.lists(
    st.sampled_from(["|", "<i>|</i>", "- |", "♪ | ♪", "<v Lin>|", "<c.x>|</c>", "- <i>|</i> ♪"]), max_size=4
)


@given(st.lists(LINES, max_size=8), NEWLINE, BOM, FRAMES)
@example([["Hello Hello Hello Hello ... and"], ["Mr. \u2028 Hello"]], "\n", "", [])
def test_srt(lines: list[list[str]], newline: str, bom: str, frames: list[str]) -> None:
    text = bom + cues(lines, newline, ",", frames)
    check_subtitles(text, "x.srt")


@given(st.lists(LINES, max_size=8), NEWLINE, BOM, FRAMES)
def test_vtt(lines: list[list[str]], newline: str, bom: str, frames: list[str]) -> None:
    text = f"{bom}WEBVTT - title{newline}{newline}NOTE a note{newline}{newline}" + cues(lines, newline, ".", frames)
    check_subtitles(text, "x.vtt")


def check_subtitles(text: str, name: str) -> None:
    data = text.encode()
    assert documents.rewrite(data, name, {}) == data
    after = in_capitals(data, name).decode()
    assert same_but_for_case(text, after)
    times = re.compile(r"^.*-->.*$", re.MULTILINE)
    assert times.findall(text) == times.findall(after)
    tags = re.compile(r"<[^<>]*>|♪")
    assert tags.findall(text) == tags.findall(after)


VALUE = st.recursive(
    st.one_of(TEXT, LINES.map("\n".join), st.integers(), st.booleans(), st.none(), st.text(max_size=12)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text(string.ascii_letters, max_size=5), inner, max_size=4)
    ),
    max_leaves=14,
)


def words_in_capitals(before: object, after: object) -> None:
    """The same shape; strings are the same but for case, everything else is the same."""
    assert type(before) is type(after)
    if isinstance(before, dict):
        assert isinstance(after, dict)
        assert list(before) == list(after)
        for key in before:
            words_in_capitals(before[key], after[key])
    elif isinstance(before, list):
        assert isinstance(after, list)
        assert len(before) == len(after)
        for one, other in zip(before, after, strict=True):
            words_in_capitals(one, other)
    elif isinstance(before, str):
        assert isinstance(after, str)
        assert same_but_for_case(before, after)
        assert VARIABLES.findall(before) == VARIABLES.findall(after)
    else:
        assert before == after


@given(VALUE, st.booleans(), st.sampled_from([None, 1, "\t"]), NEWLINE, BOM)
def test_json(value: object, ascii_only: bool, indent: int | str | None, newline: str, bom: str) -> None:
    text = bom + json.dumps(value, ensure_ascii=ascii_only, indent=indent).replace("\n", newline) + newline
    data = text.encode("utf-8", "surrogatepass")
    assert documents.rewrite(data, "x.json", {}) == data
    after = in_capitals(data, "x.json").decode()
    words_in_capitals(value, json.loads(after.removeprefix("\ufeff")))
    strings = re.compile(r'"(?:[^"\\]|\\.)*"')
    assert strings.sub("", text) == strings.sub("", after)
    if ascii_only:
        assert after.removeprefix("\ufeff").isascii() or not text.removeprefix("\ufeff").count("\\u")


STYLES = st.sampled_from([None, "'", '"', "|", ">"])


@given(VALUE, STYLES, st.booleans(), st.booleans(), st.integers(20, 90), NEWLINE, BOM)
def test_yaml(value: object, style: str | None, flow: bool, unicode: bool, width: int, newline: str, bom: str) -> None:
    dumped = yaml.safe_dump(
        value, default_style=style, default_flow_style=flow, allow_unicode=unicode, width=width, line_break=newline
    )
    text = bom + "# a comment" + newline + dumped
    value = yaml.safe_load(text.removeprefix("\ufeff"))
    data = text.encode()
    assert documents.rewrite(data, "x.yaml", {}) == data
    after = in_capitals(data, "x.yaml").decode()
    assert after.startswith(bom + "# a comment" + newline)
    words_in_capitals(value, yaml.safe_load(after.removeprefix("\ufeff")))


PIECES = (
    *("{", "}", "[", "]", ",", ":", '"a"', '"b\\n"', " ", "\n", '"open', "1", "true", "// no\n", "/* no */"),
    *('"k": "v"', '"k":"v",', '"k" :\n"v" }', '{"a": "b", "c": {"d": "e"}}'),
)


def scanned(text: str) -> object:
    try:
        return list(json_strings._scan(text, "a.json"))
    except DocumentError as error:
        return str(error)


@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join), st.sampled_from(("", "{")))
def test_members_that_are_read_in_one_step_are_those_of_single_tokens(text: str, before: str) -> None:
    found = scanned(before + text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_strings, "MEMBER", re.compile("(?!)"))
        assert scanned(before + text) == found
