import random
import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.catalogs import read
from toolkit.po import linebreaks
from toolkit.po.entries import Entry, Part, Previous
from toolkit.po.layout import (
    Layout,
    as_live,
    as_obsolete,
    field,
    flag_lines,
    new_entry,
    reference_lines,
    with_fuzzy,
    with_previous,
    with_target,
)
from toolkit.po.linebreaks import display_width, wrapped
from toolkit.units import plain, segment_key

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
PROSE = """\
From September 7 to 8, Lin Wu (Secretary of the CPC), led a “delegation” – of Shandong; $5.00, 100 % of it… e.g.
"quoted" http://example.org/a-b/c?x=1&y=2 C:\\temp\\new\ttab. Win-win, 2023-11-23 16:02:53 [sic] No. 5/6!
9月7日至8日，山东省委书记林武（Lin Wu）率代表团访问吉尔吉斯斯坦。增长5.3%，￥1,000万元……他说：“好！”
《文化和艺术年》——“友好山东·丝路情谊”文艺演出在吉尔吉斯斯坦举行；双方签署了《关于建立友好省州关系的协议》。
7–8 сентября секретарь комитета КПК провинции Шаньдун Линь У («Линь У») посетил Кыргызстан — впервые… № 5, 100 %
Линь У эки тарап тең жергиликтүү өкмөттөрдүн ортосундагы алмашууларды көбөйтөт: «Достук» — 2023-жылдын сентябры.
한국어 문장 하나, ひらがなとカタカナー、「引用」。 Ça coûte 5 €\u00a0! ¿Qué? été naïve
""".splitlines()


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("abc", 3),
        ("林武", 4),
        ("“林”", 4),
        ("Ынтымак", 7),
        ("é", 1),
        ("e\u0301", 1),
        ("ｶﾅ", 2),
        ("（）", 4),
        ("\u200b", 0),
    ],
)
def test_display_width(text: str, columns: int) -> None:
    assert display_width(text) == columns


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        ("", ['msgstr ""']),
        ("short", ['msgstr "short"']),
        ("short\n", ['msgstr "short\\n"']),
        ("two\nlines", ['msgstr ""', '"two\\n"', '"lines"']),
        ("\n", ['msgstr "\\n"']),
        ("x" * 70, [f'msgstr "{"x" * 70}"']),
        ("x" * 75, [f'msgstr "{"x" * 75}"']),
        ("x" * 65 + " yyyy", [f'msgstr "{"x" * 65} yyyy"']),
        ("x" * 65 + " yyyyy", ['msgstr ""', f'"{"x" * 65} yyyyy"']),
        ("中" * 35, [f'msgstr "{"中" * 35}"']),
        ("中" * 36, ['msgstr ""', f'"{"中" * 36}"']),
        ("中" * 40, ['msgstr ""', f'"{"中" * 38}"', '"中中"']),
        ("中" * 38 + "，文", ['msgstr ""', f'"{"中" * 37}"', '"中，文"']),
        ('"\\\t', ['msgstr "\\"\\\\\\t"']),
    ],
)
def test_layout_of_a_string(value: str, lines: list[str]) -> None:
    assert [line.rstrip("\n") for line in field("msgstr", value, Layout())] == lines


def test_a_file_without_wrapping_gets_entries_without_wrapping() -> None:
    text = " ".join(PROSE)
    assert len(field("msgid", text, Layout(wrap=False))) == 1
    assert len(field("msgid", text + "\nx", Layout(wrap=False))) == 3


@given(st.text(st.sampled_from("aб中,，。 \"'()（）«»—-…/%$1\\\u0301\u00a0"), max_size=200), st.integers(0, 20))
def test_wrapping_loses_nothing_and_keeps_to_the_width(text: str, first: int) -> None:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    lines = wrapped(escaped, first, 40)
    assert "".join(lines) == escaped
    for number, line in enumerate(lines):
        assert not re.search(r"(?<!\\)(\\\\)*\\$", line)
        if display_width(line) + (first if number == 0 else 0) > 40:
            assert " " not in line.strip()


@given(
    st.lists(st.from_regex(r"[abcW1]{1,30}[.,!?:;]?", fullmatch=True), min_size=1, max_size=14),
    st.sampled_from(["", "\\n"]), st.integers(0, 12), st.sampled_from([10, 20, 77]),
)  # fmt: skip
def test_words_of_english_break_where_the_table_breaks_them(words: list[str], end: str, first: int, width: int) -> None:
    text = " ".join(words) + end
    with pytest.MonkeyPatch.context() as patch:
        quick = wrapped(text, first, width)
        patch.setattr(linebreaks, "_PROSE", re.compile("(?!)"))
        assert quick == wrapped(text, first, width)


@pytest.mark.parametrize(
    ("references", "lines"),
    [
        ([], []),
        ([("a.txt", 1), ("a.txt", 3)], ["#: a.txt:1 a.txt:3\n"]),
        ([("my file.txt", 2)], ["#: \u2068my file.txt\u2069:2\n"]),
    ],
)
def test_references(references: list[tuple[str, int]], lines: list[str]) -> None:
    assert reference_lines(references, Layout()) == lines


def test_edits_leave_every_other_line_alone() -> None:
    text = HEADER + '\n# c\n#, no-wrap\n#: odd:1\n#= sticky\nmsgid   "one"\nmsgstr   "bir"\n'
    entry = read(text.encode()).live[0]
    fuzzy = with_fuzzy(entry, True, Layout())
    assert fuzzy.text == entry.text.replace("#, no-wrap", "#, fuzzy, no-wrap")
    assert with_fuzzy(fuzzy, False, Layout()).text == entry.text
    assert with_target(entry, "эки", Layout()).text == entry.text.replace('msgstr   "bir"', 'msgstr "эки"')
    previous = with_previous(entry, Previous("won"), Layout())
    assert previous.text == entry.text.replace("msgid  ", '#| msgid "won"\nmsgid  ')
    assert with_previous(previous, None, Layout()).text == entry.text


def test_fuzzy_goes_from_either_flag_line() -> None:
    text = HEADER + '\n#, fuzzy\n#= fuzzy, sticky\nmsgid "one"\nmsgstr "bir"\n'
    entry = with_fuzzy(read(text.encode()).live[0], False, Layout())
    assert entry.flags == ("sticky",)
    assert entry.text == '#= sticky\nmsgid "one"\nmsgstr "bir"\n'


def test_obsolete_and_back() -> None:
    lines = '# c\n#. note\n#: a:1\n#, fuzzy, no-wrap\n#| msgid "won"\nmsgctxt "x"\nmsgid "one"\nmsgstr "bir"\n'
    entry = read(f"{HEADER}\n{lines}".encode()).live[0]
    obsolete = as_obsolete(entry, Layout())
    assert obsolete.text == (
        '# c\n#, fuzzy, no-wrap\n#~| msgid "won"\n#~ msgctxt "x"\n#~ msgid "one"\n#~ msgstr "bir"\n'
    )
    again = read(f"{HEADER}\n{obsolete.text}".encode()).obsolete[0]
    assert as_live(again, Layout()).text == lines.replace("#. note\n#: a:1\n", "")


def _texts(rng: random.Random) -> str:
    if rng.random() < 0.6:
        prose = rng.choice(PROSE) * 3
        start = rng.randrange(len(prose) // 2)
        return prose[start : start + rng.choice([5, 60, 68, 75, 80, 150, 300])]
    words = [word for prose in PROSE for word in re.findall(r"\w+|\W", prose)]
    return "".join(
        rng.choice([*words, "\n", '"', "\\", "\t", "中文", "e\u0301"]) for _ in range(rng.choice([4, 30, 90]))
    )


def _entries(seed: int) -> list[Entry]:
    rng, layout = random.Random(seed), Layout()
    entries = []
    for number in range(400):
        entry = new_entry(
            f"{number} {_texts(rng)}", layout, msgstr=_texts(rng), msgctxt=rng.choice([None, _texts(rng)])
        )
        entry = entry.with_part(
            Part.REFERENCE, reference_lines([("source/статья.txt", n) for n in range(rng.randrange(12))], layout)
        )
        if number % 3 == 0:
            entry = with_fuzzy(with_previous(entry, Previous(_texts(rng), entry.msgctxt), layout), True, layout)
        if number % 5 == 0:
            entry = entry.with_part(Part.FLAGS, flag_lines((*entry.flags, "no-wrap"), layout))
        entries.append(as_obsolete(entry, layout) if number > 300 else entry)
    return entries


@pytest.mark.parametrize("seed", [1, 2])
def test_msgcat_finds_nothing_to_lay_out_anew(seed: int, gettext: Callable[..., str]) -> None:
    # no-wrap is another layout in gettext's eyes, which this toolkit never asks for itself
    entries = [entry for entry in _entries(seed) if "no-wrap" not in entry.flags]
    data = "\n".join([HEADER, *(entry.text for entry in entries)])
    assert gettext("msgcat", data.encode()) == data


@settings(max_examples=100)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=120))
def test_what_is_laid_out_reads_back(text: str) -> None:
    entry = new_entry(text, Layout(), msgstr=text, msgctxt=text)
    found = read(f"{HEADER}\n{entry.text}".encode()).live[0]
    assert (found.msgctxt, found.msgid, found.msgstr) == (text, text, (text,))
    assert found.key == segment_key(plain(text), text)


@pytest.mark.parametrize("name", ["a", "статья", "林武"])
def test_references_are_wrapped_where_msgcat_wraps_them(name: str, gettext: Callable[..., str]) -> None:
    entries = []
    for length in range(1, 90):
        references = [
            (name * 2, 1),
            (name + "x" * length, 22),
            ("z", 3),
            *[("y.txt", line) for line in range(1, length)],
        ]
        lines = reference_lines(references, Layout())
        entries.append(new_entry(f"{length}", Layout()).with_part(Part.REFERENCE, lines).text)
    data = "\n".join([HEADER, *entries])
    assert gettext("msgcat", data.encode()) == data
