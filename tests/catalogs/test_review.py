import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.catalogs import Selection, account, approve, draft_hash, human, machine, read, reject
from toolkit.po.entries import Entry

NOW = datetime.datetime(2026, 11, 24, 12, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=6)))
HEAD = """msgid ""
msgstr ""
"PO-Revision-Date: 2020-02-02 00:00+0600\\n"
"Last-Translator: Before <b@example.org>\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"""


def draft(msgid: str, score: str, *forms: str) -> str:
    said = [f'msgstr "{forms[0]}"'] if len(forms) == 1 else [f'msgstr[{n}] "{form}"' for n, form in enumerate(forms)]
    plural = [f'msgid_plural "{msgid}s"'] if len(forms) > 1 else []
    lines = ["# mine", f"# Draft: argos x, confidence {score}, {draft_hash(*forms)}", "#, fuzzy", f'msgid "{msgid}"']
    return "\n".join([*lines, *plural, *said, ""])


PARTS = (
    HEAD,
    draft("Good one", "0.95", "Жакшы"),
    draft("Bad one", "0.20", "Жаман"),
    draft("%d file", "0.91", "%d файл", "%d файлдар"),
    '#, fuzzy, c-format\nmsgid "Broken %s"\nmsgstr "Сынган %d"\n',
    '#, fuzzy\n#| msgid "An old text"\nmsgid "A new text"\nmsgstr "Текст"\n',
    '#, fuzzy\nmsgid "By hand"\nmsgstr "Кол менен"\n',
    'msgid "Approved"\nmsgstr "Макул"\n',
    f'# Draft: argos x, {draft_hash("Баяг")}\nmsgid "Once a draft"\nmsgstr "Баяг"\n',
    'msgid "Empty"\nmsgstr ""\n',
    '#~ msgid "Good one, once"\n#~ msgstr "Эски"\n',
)
FILE = "\n".join(PARTS)


def key(msgid: str) -> str:
    return next(entry.key for entry in read(FILE.encode()).live if entry.msgid == msgid)


def outcomes(
    selection: Selection, step: str = "approve", by: str = "Aida <a@example.org>"
) -> tuple[dict[str, str], str]:
    data, verdicts = {"approve": approve, "reject": reject}[step](FILE.encode(), selection, by=by, now=NOW)
    account(FILE.encode(), data, approved=verdicts.approved)
    return {row.entry.msgid: row.outcome for row in verdicts.rows}, data.decode()


def test_approving_takes_away_fuzzy_and_the_tools_comment_and_nothing_else() -> None:
    found, text = outcomes(Selection(("good ONE",)))
    assert found == {"Good one": "approved"}
    expected = FILE.replace(PARTS[1], '# mine\nmsgid "Good one"\nmsgstr "Жакшы"\n')
    expected = expected.replace("2020-02-02 00:00+0600", "2026-11-24 12:00+0600").replace("Before <b@", "Aida <a@")
    assert text == expected


def test_without_a_name_the_translator_stays() -> None:
    _, text = outcomes(Selection(("good one",)), by="")
    assert '"Last-Translator: Before <b@example.org>\\n"' in text
    assert "2026-11-24 12:00+0600" in text


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(least=0.9), {"Good one": "approved", "%d file": "approved"}),
        (Selection(least=0.9, most=0.92), {"%d file": "approved"}),
        (Selection(("one",), least=0.9), {"Good one": "approved"}),
        (Selection((key("Bad one"),)), {"Bad one": "approved"}),
        (Selection(("p1s2",), {"p1s2": key("By hand")}), {"By hand": "approved"}),
        (Selection(("a new text",)), {"A new text": "approved"}),
        (Selection(("broken", "empty", "approved")), {"Broken %s": "left", "Empty": "left", "Approved": "left"}),
        (Selection(("no such",)), {}),
        (
            Selection(),
            {
                "Good one": "approved", "Bad one": "approved", "%d file": "approved", "Broken %s": "left",
                "A new text": "left", "By hand": "approved",
            },
        ),
        (
            Selection(stale=True),
            {
                "Good one": "approved", "Bad one": "approved", "%d file": "approved", "Broken %s": "left",
                "A new text": "approved", "By hand": "approved",
            },
        ),
    ],
)  # fmt: skip
def test_what_is_approved(selection: Selection, expected: dict[str, str]) -> None:
    found, text = outcomes(selection)
    assert found == expected
    done = {entry.msgid: entry for entry in read(text.encode()).live}
    for msgid, outcome in found.items():
        assert done[msgid].fuzzy == (outcome == "left" and msgid in ("Broken %s", "A new text"))
    if "approved" not in found.values():
        assert text == FILE


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(), {"Good one": "emptied", "Bad one": "emptied", "%d file": "emptied"}),
        (Selection(most=0.3), {"Bad one": "emptied"}),
        (Selection(("by hand", "approved")), {"By hand": "left", "Approved": "marked fuzzy"}),
        (Selection(("once a draft",)), {"Once a draft": "marked fuzzy"}),
        (Selection(("empty",)), {"Empty": "left"}),
    ],
)
def test_what_is_rejected(selection: Selection, expected: dict[str, str]) -> None:
    found, text = outcomes(selection, "reject")
    assert found == expected
    done = {entry.msgid: entry for entry in read(text.encode()).live}
    for msgid, outcome in found.items():
        entry = done[msgid]
        if outcome == "emptied":
            assert (entry.translated, entry.fuzzy, entry.comments) == (False, False, ("# mine",))
        if outcome == "marked fuzzy":
            assert entry.fuzzy
            assert machine(entry) is None, "a person's words look like a draft"
    assert ("2020-02-02" in text) == ("marked fuzzy" not in found.values())


@given(
    st.lists(st.sampled_from(["one", "a", "%d", "broken", "text", "hand", "approved", "empty"]), max_size=3),
    st.none() | st.floats(0, 1),
    st.none() | st.floats(0, 1),
    st.booleans(),
    st.sampled_from(["approve", "reject"]),
)
def test_no_decision_takes_a_word_of_a_person(
    sentences: list[str], least: float | None, most: float | None, stale: bool, step: str
) -> None:
    _, text = outcomes(Selection(tuple(sentences), {}, least, most, stale), step)

    def people(data: str) -> list[tuple[str, ...]]:
        return [e.msgstr for e in read(data.encode()).entries if human(e) and not e.header]

    assert set(people(FILE)) <= set(people(text))


def test_an_entry_without_a_context_is_not_one_with_it() -> None:
    entry = Entry((), "Open", ("",), msgctxt="menu")
    assert Selection(("menu open",)).matches(entry)
    assert not Selection(("open menu",)).matches(entry)
