import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.catalogs import change_of, draft_hash, load, read, tidied
from toolkit.catalogs.states import agreeing, copied, human, machine, with_codes, with_draft
from toolkit.po.drafts import draft_comment
from toolkit.po.layout import Layout, new_entry
from toolkit.units import PERSON, Code, Content, Origin, Segment, State, segment_key

BIR = draft_hash("бир")


@pytest.mark.parametrize(
    ("entry", "state", "status", "origin"),
    [
        ('msgid "one"\nmsgstr ""', State.INITIAL, "untranslated", None),
        ('#, fuzzy\nmsgid "one"\nmsgstr ""', State.INITIAL, "untranslated", None),
        ('msgid "one"\nmsgstr "бир"', State.REVIEWED, "reviewed", PERSON),
        (f'# Draft: x, {BIR}\nmsgid "one"\nmsgstr "бир"', State.REVIEWED, "reviewed", PERSON),
        ('#, fuzzy\nmsgid "one"\nmsgstr "бир"', State.TRANSLATED, "fuzzy", PERSON),
        ('#, fuzzy\n#| msgid "won"\nmsgid "one"\nmsgstr "бир"', State.TRANSLATED, "stale", PERSON),
        (
            f'# Draft: argos en→ky starter 1.0, beam 4, confidence 0.83, {BIR}\n#, fuzzy\nmsgid "one"\nmsgstr "бир"',
            State.INITIAL,
            "drafted",
            Origin("engine", "argos", 0.83, "argos en→ky starter 1.0, beam 4"),
        ),
        (
            f'# Draft: argos x, confidence 0.31, flags: echo lost-number, {BIR}\n#, fuzzy\nmsgid "one"\nmsgstr "бир"',
            State.INITIAL,
            "drafted",
            Origin("engine", "argos", 0.31, "argos x", ("echo", "lost-number")),
        ),
        (
            f'# mine\n# Draft: memory other-article, confidence 1.00, {BIR}\n#, fuzzy\nmsgid "one"\nmsgstr "бир"',
            State.INITIAL,
            "drafted",
            Origin("memory", "other-article", 1.0, "memory other-article"),
        ),
        (
            f'# Draft: rule date, {BIR}\n#= fuzzy\nmsgid "one"\nmsgstr "бир"',
            State.INITIAL,
            "drafted",
            Origin("rule", "date", None, "rule date"),
        ),
        (
            f'# Draft: argos, confidence 0.83, {BIR}\n#, fuzzy\nmsgid "one"\nmsgstr "бир эки"',
            State.TRANSLATED,
            "fuzzy",
            PERSON,
        ),
        ('# Draft: I am not sure\n#, fuzzy\nmsgid "one"\nmsgstr "бир"', State.TRANSLATED, "fuzzy", PERSON),
    ],
)
def test_states(entry: str, state: State, status: str, origin: Origin | None) -> None:
    (unit,) = load((entry + "\n").encode(), "a", "en", "ky").units
    assert (unit.state, unit.status, unit.origin) == (state, status, origin)
    assert unit.previous_source == ("won" if status == "stale" else "")


signatures = st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1, max_size=40)


@given(
    st.sampled_from(["engine", "rule", "memory"]),
    signatures,
    st.none() | st.floats(0, 1),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1),
)
def test_a_draft_is_known_again_until_its_text_changes(
    kind: str, signature: str, score: float | None, text: str
) -> None:
    layout = Layout()
    entry = with_draft(new_entry("one", layout), text, Origin(kind, "n", score, signature), layout)
    found = machine(entry)
    assert found is not None
    assert (found.score is None) == (score is None)
    assert score is None or abs((found.score or 0.0) - score) <= 0.0051
    if kind != "engine":
        assert found.kind == kind
    (again,) = read(entry.text.encode()).live
    assert machine(again) == found
    (edited,) = read(with_draft(entry, text, found, layout).text.replace(draft_hash(text), "0" * 12).encode()).live
    assert human(edited)


def test_a_second_draft_takes_the_place_of_the_first_comment() -> None:
    layout = Layout()
    entry = with_draft(new_entry("one", layout), "а", Origin("engine", "argos", 0.5, "argos 1"), layout)
    commented = read(("# before\n" + entry.text.replace("#,", "# after\n#,")).encode()).live[0]
    redrafted = with_draft(commented, "б", Origin("engine", "argos", 0.25, "argos 2"), layout)
    assert redrafted.comments == (
        "# before",
        f"# {draft_comment('б', Origin('engine', 'a', 0.25, 'argos 2'))}",
        "# after",
    )


@pytest.mark.parametrize(
    ("msgid", "target", "agreed"),
    [
        ("a", "б\n", "б"),
        ("a\n", "б", "б\n"),
        ("\na", "б\n", "\nб"),
        ("\na\n", "\n\nб\n\n", "\nб\n"),
        ("a", "б\nв", "б\nв"),
    ],
)
def test_line_breaks_at_the_ends_agree(msgid: str, target: str, agreed: str) -> None:
    assert agreeing(msgid, target) == agreed


A, B, A2 = Code("1", "open", "<b>"), Code("2", "close", "</b>"), Code("3", "open", "<b>")


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("", ()),
        ("plain", ("plain",)),
        ("x <b>y</b>", ("x ", A, "y", B)),
        ("</b>y<b>", (B, "y", A)),
        ("<b><b><b>", (A, A2, "<b>")),
    ],
)
def test_codes_are_found_again(text: str, content: Content) -> None:
    assert with_codes(text, (A, B, A2)) == content


def test_a_unit_has_the_codes_of_its_segment() -> None:
    source: Content = ("Hello ", Code("1", "placeholder", "%s"))
    segment = Segment(segment_key(source), source)
    data = 'msgid "Hello %s"\nmsgstr "%s, салам"\n'.encode()
    (unit,) = load(data, "a", "en", "ky", [segment]).units
    assert unit.target == (source[1], ", салам")


REMARKS = "# mine\n# Changed: number\n# Split: part 1 of 2, {hash}\n"


def test_what_changed_is_known_as_long_as_the_translation_waits() -> None:
    text = REMARKS.format(hash=BIR) + '#, fuzzy\n#| msgid "won"\nmsgid "one"\nmsgstr "бир"\n'
    (found,) = read(text.encode()).live
    assert change_of(found) == "number"
    assert copied(found) == "split"
    assert load(text.encode(), "x", "en", "ky").units[0].change == "number"
    approved = text.replace("#, fuzzy\n", "")
    (found,) = read(approved.encode()).live
    assert change_of(found) == copied(found) == ""
    assert tidied(found, Layout()).text == '# mine\nmsgid "one"\nmsgstr "бир"\n'
    (edited,) = read(text.replace('"бир"', '"эки"').encode()).live
    assert copied(edited) == ""
    (odd,) = read(text.replace("Changed: number", "Changed: weather").encode()).live
    assert change_of(odd) == ""


def test_a_draft_takes_the_place_of_what_was_said_about_an_older_translation() -> None:
    text = REMARKS.format(hash=BIR) + 'msgid "one"\nmsgstr ""\n'
    (found,) = read(text.encode()).live
    drafted = with_draft(found, "бир", Origin("engine", "argos", 0.5, "argos"), Layout())
    assert [comment.partition(":")[0] for comment in drafted.comments] == ["# mine", "# Draft"]
