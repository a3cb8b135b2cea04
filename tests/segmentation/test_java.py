"""Java's regular expressions in the dialect of the `regex` library."""

import re

import pytest

from toolkit.segmentation.java import PatternError, translate
from toolkit.segmentation.pattern import compiled

MATCHES = [
    (r"\b(?i:mr|mrs)\.", ["Mr.", "MRS."], ["mx."]),
    (r"(?i)ab|c", ["AB", "C"], ["b"]),
    (r"a(?i)b|c", ["aB", "C"], ["AB"]),
    (r"a(?i)b(?-i)c", ["aBc"], ["aBC"]),
    (r"\p{Lu}++\.", ["AB."], ["ab."]),
    (r"[\p{L}&&[^a-z]]+", ["ЯZ"], ["a"]),
    (r"\Qa.b*\E+", ["a.b*", "a.b*a.b*"], ["aXb"]),
    (r"[\Q]^\E]", ["]", "^"], ["Q"]),
    (r"\x{1F600}\x41\u0416\uD83D\uDE00", ["😀AЖ😀"], ["A"]),
    (r"(?<![\d.])\d{2,}", ["12", "1234"], ["1"]),
    (r"(?x) a b # a comment", ["ab"], ["a b"]),
    (r"(?x: a [b c] )d", ["abd", "acd"], ["a d"]),
    (r"\p{javaLowerCase}\p{IsAlphabetic}\p{IsCyrillic}\pL\PL", ["aяяz1"], ["Aяяz1"]),
    (r"\p{script=Han}\p{Punct}\P{Alpha}", ["好!1"], ["a!1"]),
    (r"\p{IsHan}\p{InCyrillic}", ["好я"], ["яя"]),
    (r"[^\s\u00A0]\h\v\R\H", ["a \n\r\nb"], ["  \n\nb"]),
    (r"[[:upper:]\-\]]+", ["A-]"], ["a"]),
    (r"[]a]", ["]", "a"], ["b"]),
    (r"(?<word>x)(y)(?>z)", ["xyz"], ["xy"]),
    (r"\t\e\cA\0101\N{SNOWMAN}", ["\t\x1b\x01A☃"], ["t"]),
    (r"a{2}b{1,}c{0,2}d??", ["aab", "aabbccd"], ["ab"]),
    (r"x(?=y)y", ["xy"], ["xz"]),
    (r"[a-f&&[^c]][-~|&]", ["a-", "b~", "d|", "e&"], ["c-"]),
    (r"]}", ["]}"], ["]"]),
]


@pytest.mark.parametrize(("java", "yes", "no"), MATCHES)
def test_an_expression_means_what_it_means_in_java(java: str, yes: list[str], no: list[str]) -> None:
    pattern = compiled(translate(java).source)
    assert all(pattern.fullmatch(text) for text in yes)
    assert not any(pattern.fullmatch(text) for text in no)


ERRORS = [
    (r"(a)\1", "back reference"),
    (r"\Ga", "cannot be used"),
    ("a{", "without a count"),
    ("a{3,1}", "makes no sense"),
    ("(", "without its )"),
    (")", "without its ("),
    ("[a", "without its ]"),
    ("*a", "nothing to repeat"),
    (r"\p{Nonsense}", "no character property Nonsense"),
    (r"\p", "without the name"),
    (r"\y", "not known"),
    ("a\\", "a \\ at the end"),
    (r"\x{110000}", "names no character"),
    (r"\uZZ", "without the number"),
    ("(?P<a>b)", "unknown kind of group"),
    ("(?<ab", "without its >"),
    (r"\N{NO SUCH SIGN}", "names no character"),
]


@pytest.mark.parametrize(("java", "message"), ERRORS)
def test_what_cannot_be_taken_is_said(java: str, message: str) -> None:
    with pytest.raises(PatternError, match=re.escape(message)):
        translate(java)


def test_the_ends_of_an_expression_are_known() -> None:
    found = translate(r"\b(?:Mr|Dr)\.")
    assert [(end.outer, end.inner, end.alone) for end in found.last] == [
        (frozenset([r"\."]), frozenset(["r"]), False),
    ]
    assert {(end.outer, end.inner) for end in found.first} == {
        (frozenset(["M"]), frozenset(["r"])),
        (frozenset(["D"]), frozenset(["r"])),
    }
    assert not found.nullable
    assert translate(r"\s*").nullable
    assert translate(r"a?b").first[0].outer is not None


def test_repeats_are_bounded() -> None:
    assert translate("a*b+").source == "a{0,200}b{1,200}"
    assert translate("a*+", backwards=True).source == "a{0,200}", "matched backwards, it must be able to give back"
