import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.engines.placeables import foreign_to, kept, mask, placeables, unmask, with_tags, without_tags
from toolkit.units import Code, Content

FOUND = [
    ("Copied %s to %d", ["%s", "%d"]),
    ("%(name)s has %1$d files, %.2f MB, %-5s, %05d", ["%(name)s", "%1$d", "%.2f", "%-5s", "%05d"]),
    ("%dpx and %@", ["%dpx"[:2], "%@"]),
    ("100% sure, 50%of it, 20 % discount", []),
    ("100%% of %s", ["%%", "%s"]),
    ("{0} of {total}, {user.name!r:>10}, {}", ["{0}", "{total}", "{user.name!r:>10}", "{}"]),
    ("{see below} is a name, {what it says here is not one}", ["{see below}"]),
    ("{{ name }} and {% tag %}", ["{{ name }}", "{% tag %}"]),
    ("$HOME, ${USER}, US$", ["$HOME", "${USER}"]),
    (
        "a <b>bold</b> <a href=\"x y\" title='z'>link</a><br/>",
        ["<b>", "</b>", "<a href=\"x y\" title='z'>", "</a>", "<br/>"],
    ),
    ("1 < 2 and 3 > 2", []),
    ("Tom &amp; Jerry &#160; AT&T; R&D", ["&amp;", "&#160;", "&T;"]),
    ("See https://example.org/a_b?c=1, or (http://x.org/y).", ["https://example.org/a_b?c=1", "http://x.org/y"]),
    ("访问https://example.org/下载。", ["https://example.org/"]),
    (
        "www.example.org/path. Mail jane.doe+x@mail.example.org!",
        ["www.example.org/path", "jane.doe+x@mail.example.org"],
    ),
    ("user @ home, @name", ["@name"]),
    ("Set __my_id__, not __ nor a__b__c", ["__my_id__", "a__b__c"]),
    ("Open notes.txt, my-file.tar.gz or src/main.py.", ["notes.txt", "my-file.tar.gz", "src/main.py"]),
    ("See /etc/hosts, ~/a/b and C:\\Users\\me, and/or 5 km/h", ["/etc/hosts", "~/a/b", "C:\\Users\\me"]),
    ("e.g. this, U.S. and Node.js, v1.2", ["Node.js", "v1.2"]),
    ("{" * 3000 + "<a " * 3000 + "%" * 3001 + "a" * 30000, ["%%"] * 1500),
    ("Tap file(s), and/or he/she at 5 km/h, re-open", []),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_what_is_found(text: str, expected: list[str]) -> None:
    assert list(placeables((text,))) == expected


B, E = Code("1", "open", "<b>"), Code("2", "close", "</b>")
KEPT: list[tuple[Content, Content, bool]] = [
    (("a ", B, "b", E), ("x", B, "y", E), True),
    (("a ", B, "b", E), (E, "x", B), False),
    (("a ", B, "b", E), (B, "x"), False),
    (("a ", B, "b", E), (B, "x", E, E), False),
    (("<i>a</i>",), ("</i>x<i>",), False),
    (("<i>a</i> <b>b</b>",), ("<b>x</b> <i>y</i>",), True),
    (("<i><b>a</b></i>",), ("<i><b>x</i></b>",), False),
    (("%s %d",), ("%d %s",), True),
    (("%s",), ("x",), False),
    (("x",), ("%s",), False),
]


@pytest.mark.parametrize(("source", "target", "expected"), KEPT)
def test_kept(source: Content, target: Content, expected: bool) -> None:
    assert kept(source, target) is expected


def test_slots_that_nobody_has_stay_text() -> None:
    assert unmask("{1} {2} {99999999}", ["%s"]) == ("%s {2} {99999999}",)


TEXTS = st.text(st.sampled_from("ab {}%s$d<>/&;.@w١1"), max_size=25).filter(bool)
CONTENTS = st.lists(
    st.one_of(TEXTS, st.sampled_from([B, E, Code("3", "placeholder", "{1}")])), max_size=7, unique_by=str
)


@given(CONTENTS)
def test_unmasking_a_masked_text_gives_the_content(parts: list[str | Code]) -> None:
    content = merged(parts)
    masked = mask(content)
    assert unmask(masked.text, masked.placeables) == content
    assert kept(content, content)


def merged(parts: list[str | Code]) -> Content:
    result: list[str | Code] = []
    for part in parts:
        if isinstance(part, str) and result and isinstance(result[-1], str):
            result[-1] += part
        else:
            result.append(part)
    return tuple(result)


@given(CONTENTS)
def test_tags_of_a_text_are_codes_and_text_again(parts: list[str | Code]) -> None:
    content = merged(parts)
    assert without_tags(with_tags(content)) == content


def test_words_of_another_script_are_kept() -> None:
    masked = mask(("Open Настройки и вид and tap 保存, naïve µ",), foreign=foreign_to("en"))
    assert masked.placeables == ("Настройки и вид", "保存")
