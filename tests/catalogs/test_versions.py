"""The proof by the differences of two files says what the proof by the whole files says."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.catalogs.software import catalogs, pairs
from toolkit.catalogs import Ledger, ReferenceOptions, ledger, read, with_reference
from toolkit.errors import CatalogError
from toolkit.po.versions import versions


def told(before: str, after: str) -> Ledger | None:
    ledger._proved.cache_clear()
    try:
        return ledger.account(before.encode(), after.encode())
    except CatalogError:
        return None


def damaged(text: str, chance: random.Random) -> str:
    """One thing that a broken step, an editor or another tool might do to a catalog."""
    blocks = text.split("\n\n")
    place = chance.randrange(len(blocks))
    what = chance.randrange(11)
    if what == 0:
        del blocks[place]
    elif what == 1:
        blocks.insert(chance.randrange(len(blocks)), blocks[place])
    elif what == 2:
        blocks[place] = blocks[place].replace("#, fuzzy\n", "").replace("#, fuzzy, ", "#, ")
    elif what == 3:
        blocks[place] = "#, fuzzy\n" + blocks[place]
    elif what == 4:
        blocks[place] = blocks[place].replace("перевод", "другой")
    elif what == 5:
        blocks.insert(place, chance.choice(["# a comment", "#, fuzzy", "#: a.c:1", ""]))
    elif what == 6:
        blocks[place] += chance.choice(["\n# behind it", "\n#, fuzzy", "\n#: a.c:1", "\n"])
    elif what == 7:
        blocks[place] = blocks[place].replace("\nmsg", chance.choice(["\n\nmsg", "\n# within\nmsg"]), 1)
    elif what == 8:
        chance.shuffle(blocks)
    elif what == 9:
        lines = blocks[place].split("\n")
        lines.insert(chance.randrange(len(lines) + 1), chance.choice(["#: a.c:1", "#. a note", '#. "', "#~ #: a.c:1"]))
        blocks[place] = "\n".join(lines)
    elif place:
        first, second = blocks[place - 1 : place + 1]
        blocks[place - 1 : place + 1] = [f"{first}\n{second}"]
    return "\n\n".join(blocks)


@settings(max_examples=400)
@given(catalogs(), st.integers(0, 2**32), st.integers(0, 3))
def test_both_proofs_agree(before: str, seed: int, times: int) -> None:
    chance = random.Random(seed)
    after = before
    for _ in range(times):
        after = damaged(after, chance)
    if chance.random() < 0.2:
        before, after = after, before
    with pytest.MonkeyPatch.context() as patch:
        quick = told(before, after)
        patch.setattr(ledger, "versions", lambda *_: None)
        assert quick == told(before, after)


@settings(max_examples=100)
@given(pairs())
def test_what_a_merge_leaves_alone_is_not_read_again(pair: tuple[str, str]) -> None:
    before, template = (text.encode() for text in pair)
    after, _ = with_reference(before, template, ReferenceOptions())
    found = versions(read(before), before, after)
    assert found is not None
    entries = read(after).entries
    assert len(found.same) + len(found.new) == len(entries)
    assert {(e.identity, e.msgstr, e.obsolete) for e in (*found.same, *found.new)} == {
        (e.identity, e.msgstr, e.obsolete) for e in entries
    }
    assert not any(entry.fuzzy for entry in found.same)
    assert len(found.same) + len(found.old) == len(read(before).entries)


WHOLE = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

# Says "so"
#. "Quoted"
#: a.c:1
#, fuzzy
#| msgid ""
#| "before"
msgctxt "where"
msgid ""
"one"
msgid_plural "many"
msgstr[0] "перевод"
msgstr[1]
"другой"

msgid "two"
msgstr "два"\t

#~ msgid "gone"
#~ msgstr ""
#~ "ушло"
"""
"""Messages in every way that this reader takes, so that a line may end with any sign."""


@pytest.mark.parametrize("note", ["#: a.c:1", "#. a note", "#:", '#. "quoted"'])
@pytest.mark.parametrize("place", range(WHOLE.count("\n") + 1))
def test_a_note_within_a_message_is_seen(note: str, place: int) -> None:
    lines = WHOLE.split("\n")
    after = "\n".join([*lines[:place], note, *lines[place:]])
    quick = told(WHOLE, after)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ledger, "versions", lambda *_: None)
        assert quick == told(WHOLE, after)
    goes_on = lines[place] and not lines[place].startswith(("# ", "#.", "#:", "#,", "#| msgid", "msgctxt"))
    assert (quick is None) is bool(goes_on and place and lines[place - 1]), after
