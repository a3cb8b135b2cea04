"""What the reader makes of a file, beside polib: two implementations that know nothing of each other."""

import polib
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.po.file import _common
from toolkit.po.layout import quoted
from toolkit.po.syntax import Reader

texts = st.lists(st.sampled_from(["a", "b c", "中", "é", "\n", "\t", '"', "\\", "%d", "# ", "n"]), max_size=6).map(
    "".join
)


def _string(draw: st.DrawFn, name: str, text: str, prefix: str) -> list[str]:
    """One way of many to write a field."""
    cut = draw(st.integers(0, len(text)))
    if draw(st.booleans()):
        return [f'{prefix}{name} "{quoted(text)}"']
    first = [f'{prefix}{name} ""'] if draw(st.booleans()) else [f'{prefix}{name} "{quoted(text[:cut])}"']
    rest = text if first[0].endswith(' ""') else text[cut:]
    middle = len(rest) // 2
    return [*first, *(f'{prefix}"{quoted(piece)}"' for piece in (rest[:middle], rest[middle:]))]


@st.composite
def messages(draw: st.DrawFn) -> str:
    obsolete = draw(st.booleans())
    prefix = "#~ " if obsolete else ""
    comments = st.sampled_from(["# mine", "#", "#. theirs", "#: a.c:1", "#, fuzzy", "#, c-format"])
    lines = draw(st.lists(comments, max_size=3))
    if draw(st.booleans()):
        lines += _string(draw, "msgid", draw(texts), "#~| " if obsolete else "#| ")
    if draw(st.booleans()):
        lines += _string(draw, "msgctxt", draw(texts), prefix)
    lines += _string(draw, "msgid", f"{draw(st.integers(0, 10**9))}{draw(texts)}", prefix)
    if draw(st.integers(0, 3)) == 0:
        lines += _string(draw, "msgid_plural", draw(texts), prefix)
        for form in range(draw(st.integers(1, 3))):
            lines += _string(draw, f"msgstr[{form}]", draw(texts), prefix)
    else:
        lines += _string(draw, "msgstr", draw(texts), prefix)
    return "\n".join(lines) + "\n" * draw(st.integers(1, 3))


HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@settings(max_examples=200)
@given(st.lists(messages(), min_size=1, max_size=5))
def test_polib_reads_the_same(parts: list[str]) -> None:
    text = HEADER + "".join(parts)
    ours = Reader("").read(text.splitlines(keepends=True))[0][1:]
    theirs = list(polib.pofile(text, encoding="utf-8"))
    assert [(e.msgctxt, e.msgid, e.msgid_plural or "", e.obsolete) for e in ours] == [
        (e.msgctxt, e.msgid, e.msgid_plural, bool(e.obsolete)) for e in theirs
    ]
    # polib does not know #~|.
    assert [e.previous and e.previous.msgid for e in ours if not e.obsolete] == [
        e.previous_msgid for e in theirs if not e.obsolete
    ]
    assert [e.msgstr for e in ours] == [tuple(e.msgstr_plural.values()) or (e.msgstr,) for e in theirs]


@settings(max_examples=300)
@given(st.lists(messages(), min_size=1, max_size=5, unique_by=lambda text: text[text.index("msgid ") :]))
def test_the_short_way_reads_what_the_long_way_reads(parts: list[str]) -> None:
    text = HEADER + "".join(parts)
    slow, tail = Reader("").read(text.splitlines(keepends=True))
    quick = _common(text, "", {})
    if quick is not None:
        assert quick == (slow, tail)
        assert "".join(entry.gap + entry.text for entry in quick[0]) + quick[1] == text
