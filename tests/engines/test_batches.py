import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import engines
from toolkit.engines.batches import FINENESS, Waiting, filler, padded
from toolkit.packages import Package
from toolkit.units import plain


@given(st.integers(1, 2000))
def test_a_text_is_padded_by_less_than_an_eighth(length: int) -> None:
    assert length <= padded(length) < length * (1 + 1 / FINENESS) + 1
    assert padded(padded(length)) == padded(length)
    assert length > 16 or padded(length) == length


TEXT = st.tuples(st.booleans(), st.integers(1, 300))


@given(st.lists(TEXT, max_size=80), st.integers(1, 1000), st.integers(1, 40), st.integers(1, 8))
def test_every_text_is_in_one_batch_of_its_length(
    texts: Sequence[tuple[bool, int]], limit: int, most: int, parallel: int
) -> None:
    waiting: Waiting[int] = Waiting(limit, parallel, lambda careful: most + careful)
    for number, (careful, length) in enumerate(texts):
        waiting.add(careful, length, number)
    seen: list[int] = []
    while taken := waiting.take():
        careful, length, batch = taken
        seen += batch
        assert 0 < len(batch) <= most + careful
        assert {(texts[one][0], padded(texts[one][1])) for one in batch} == {(careful, length)}
        assert len(batch) == 1 or length * len(batch) <= limit
    assert sorted(seen) == list(range(len(texts)))
    assert waiting.clear() == []


def test_who_waits_longest_goes_first_and_texts_of_several_callers_share_a_batch() -> None:
    waiting: Waiting[str] = Waiting(2048, 1, lambda _: 100)
    for item in ("a", "b"):
        waiting.add(False, 6, item)
    waiting.add(True, 6, "c")
    for item in ("d", "e", "f"):
        waiting.add(False, 5, item)
    waiting.add(False, 6, "g")
    assert [waiting.take() for _ in range(4)] == [
        (False, 6, ["a", "b", "g"]),
        (True, 6, ["c"]),
        (False, 5, ["d", "e", "f"]),
        None,
    ]
    waiting.add(False, 3, "h")
    assert waiting.clear() == ["h"]
    assert waiting.take() is None


def test_a_text_of_a_rare_length_does_not_wait_while_others_keep_coming() -> None:
    waiting: Waiting[str] = Waiting(64, 1, lambda _: 100)
    waiting.add(False, 8, "rare")
    taken = []
    for number in range(20):
        for _ in range(8):
            waiting.add(False, 7, str(number))
        if found := waiting.take():
            taken += found[2]
    assert "rare" in taken[:1]
    assert taken[1:] == sorted(taken[1:], key=int)


def test_filler() -> None:
    assert filler(["a", "b", "c"], 7) == list("abcabca")


TEXTS = [
    "Open settings",
    "Close the account settings and change the password.",
    "You can unlock your phone using your fingerprint. For security, this option requires a backup screen lock.",
    "The file is too large to send. Remove some pages, or send it as a link to the people that you have chosen.",
    "Is this the home page that you were expecting?",
    "Delete %s and all its 12 messages from this device now?",
    "Turn on Bluetooth to let nearby devices find this phone while the settings screen of Bluetooth is open",
    "Network password, user name, screen name, account name, device name, page name and file name",
]


def test_law_a_draft_depends_on_its_text_alone() -> None:
    """Text, score and alignment are the same whatever stands beside it: what makes a killed run end as any other."""
    texts = [
        plain(f"{text} {ending}".strip()) for text in TEXTS for ending in ("", "OK", "Wi-Fi and the user", "a b c")
    ]
    engine = engines.make("argos", source="en", target="ru", folders=())
    together = dict(zip(texts, engine.translate(texts, "en", "ru"), strict=True))
    for text in texts[::3]:
        assert engine.translate([text], "en", "ru") == [together[text]]
    chance = random.Random(1)
    for _ in range(2):
        some = chance.sample(texts, 13)
        assert engine.translate(some, "en", "ru") == [together[text] for text in some]
    one = engines.make("argos", source="en", target="ru", folders=(), threads=1)
    assert one.translate(texts[:9], "en", "ru") == [together[text] for text in texts[:9]]


def test_many_windows_at_once_read_the_model_for_its_fingerprint_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A model may have some hundred megabytes: each window that read it for itself would hold as many."""
    read: list[str] = []
    fingerprint = Package.fingerprint

    def counted(package: Package) -> str:
        read.append(package.name)
        return fingerprint(package)

    monkeypatch.setattr(Package, "fingerprint", counted)
    engine = engines.make("argos", source="en", target="ru", folders=())
    drafts = engine.translate([plain(f"Page {number}") for number in range(150)], "en", "ru")
    assert len(read) == 1
    assert {draft.signature for draft in drafts} == {engine.signature}
