"""The table of placeables: each kind whole wherever it stands, in the scripts that the toolkit translates into."""

import re
import time

import pytest

from toolkit.placeables import KINDS, Kind, codes, find
from toolkit.placeables.find import FLAGS, begins_with
from toolkit.placeables.table import STRINGS

CARRIERS = ("{}", "Open {} now.", "Delete {}?", "В файле {}, и", "{} жок", "文件{}在这里", "({})", "«{}»", "“{}”。")
NEEDS_SPACE = (":-)", ":D", "-v")
"""Signs that are only signs where no letter and no bracket stands beside them."""
CASES = [(kind, example) for kind in KINDS for example in kind.examples]


@pytest.mark.parametrize(("kind", "example"), CASES, ids=[f"{kind.name} {example}" for kind, example in CASES])
def test_each_kind_is_found_whole(kind: Kind, example: str) -> None:
    for carrier in CARRIERS[: 3 if example in NEEDS_SPACE else None]:
        text = carrier.format(example) if "{}" not in example else carrier.replace("{}", example)
        if kind.where != STRINGS:
            assert [found.text for found in find(text)] == [example], text
        if kind.in_strings:
            assert [found.text for found in codes(text)] == [example], text


@pytest.mark.parametrize("text", ["See :Name", "{n, text}", "a <b (c) >"])
def test_what_only_strings_have_is_no_placeable_of_texts(text: str) -> None:
    assert find(text) == () and len(codes(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The dog sees the river, and the cat goes home.",
        'He said: "No, it isn\'t - not yet!" (laughter)',
        "a well-known three-day visit to Bishkek",
        "either/or, his/her, km/h",
        "file(s) and item(s)",
        "e.g. this, i.e. that, U.S. and a.m.",
        "McDonald and O'Neill of DeVito",
        "1 < 2 and 3 > 2",
        "中文，没有代码。",
        "Это обычный текст, без кодов.",
    ],
)
def test_words_are_no_placeables(text: str) -> None:
    assert find(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Click <a href="%(url)s">here</a>', ['<a href="%(url)s">', "</a>"]),
        ("{n, plural, one {# file} other {# files}} left", ["{n, plural, one {# file} other {# files}}"]),
        ("$HOME/.bashrc and $HOME", ["$HOME/.bashrc", "$HOME"]),
        ("__pycache__/x.pyc", ["__pycache__/x.pyc"]),
        ("\\nTry it", ["\\n"]),
    ],
)
def test_the_longest_wins(text: str, expected: list[str]) -> None:
    assert [found.text for found in find(text)] == expected


PIECES = (
    "{",
    "<a ",
    "%",
    "a.",
    "/a",
    "a_",
    "1,",
    "1-",
    "`",
    "aB",
    "$a[",
    "[[",
    "{a,plural,{",
    "\\",
    "a@",
    "f0",
    "Ctrl+",
    "<!--",
    "a/b_",
)


def test_hostile_texts_take_no_longer_than_their_length() -> None:
    started = time.monotonic()
    for piece in PIECES:
        find(piece * 1500)
    assert time.monotonic() - started < 10  # some tenths of a second; quadratic patterns take minutes


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.in_strings], ids=lambda kind: kind.name)
def test_codes_of_strings_begin_with_what_they_need(kind: Kind) -> None:
    assert {example[0] for example in kind.examples} <= {*begins_with(kind)}
    assert all(re.match(kind.needs, example, FLAGS) for example in kind.examples)
