"""What users put in and get out: odd texts through a whole engine."""

import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toolkit import engines
from toolkit.engines.argos import clean
from toolkit.engines.cutting import unwrapped
from toolkit.engines.placeables import placeables
from toolkit.engines.sentences import is_shouted
from toolkit.units import plain

KEPT = [
    "open %(file_name)s and {user_name}",
    "open ${HOME} the {{ file }}",
    "open https://example.org/a_b?c=1 and the.cat@example.org",
    "open __the_cat_id__ and the house_of_cat.txt",
    "open /etc/the/hosts and C:\\Files\\the.doc",
]
WHOLE = [
    ("OPEN THE FILE", "ОТКРЫТЬ ЭТОТ ФАЙЛ", ()),
    ("OPEN THE %s", "ОТКРЫТЬ ЭТОТ %s", ()),
    ("  open the file \t", "  открыть этот файл \t", ()),
    ("\n\nopen the file\n", "\n\nоткрыть этот файл\n", ()),
    ("open the file.\n\nthe cat reads", "открыть этот файл.\n\nэтот кот читает", ()),
    ("- the cat\n- the dog", "- этот кот\n- этот пёс", ()),
    ("open the\nfile", "открыть этот\nфайл", ()),
    ("Open the file:\n  1) the cat\n  2) the dog", "Открыть этот файл:\n  1) этот кот\n  2) этот пёс", ()),
    ("* the cat", "* этот кот", ()),
    ("cat", "кот", ()),
    ("→ ★ 7 ☎", "→ ★ 7 ☎", ("copied",)),
    ("\x07the cat\x00", "этот кот", ()),
    ("\ud800", "", ("copied",)),
    ("the house 45", "этот дом 45", ()),
]


@pytest.fixture(scope="module")
def engine(en_ru: Path) -> engines.Engine:
    return engines.make("argos", source="en", target="ru", folders=(en_ru,), starter=False, threads=1)


@pytest.mark.parametrize("text", KEPT)
def test_kept(engine: engines.Engine, text: str) -> None:
    (draft,) = engine.translate([plain(text)], "en", "ru")
    found = placeables(plain(text))
    assert found
    assert Counter(placeables(draft.target)) == Counter(found)
    assert not {"lost-placeable", "lost-number"} & set(draft.flags)
    assert draft.text.startswith("открыть ")


@pytest.mark.parametrize(("source", "target", "flags"), WHOLE)
def test_whole(engine: engines.Engine, source: str, target: str, flags: tuple[str, ...]) -> None:
    (draft,) = engine.translate([plain(source)], "en", "ru")
    assert (draft.text, draft.flags) == (target, flags)


def test_two_thousand_words_without_a_full_stop(engine: engines.Engine) -> None:
    text = ", ".join(["the cat sees the big house and goes home"] * 220)
    (draft,) = engine.translate([plain(text)], "en", "ru")
    assert draft.text == ", ".join(["этот кот видит этот большой дом и идёт домой"] * 220)
    assert draft.flags == ("split",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\nb", "a\nb"),
        ("It is a long line that goes on and on and on,\nhere", "It is a long line that goes on and on and on, here"),
        ("a.\nb", "a.\nb"),
        ("a\n\n  b", "a\n\n  b"),
        ("a:\n  - b\n  - c", "a:\n  - b\n  - c"),
        ("a\n1) b", "a\n1) b"),
        ("a \t b", "a b"),
    ],
)
def test_unwrapped(text: str, expected: str) -> None:
    assert unwrapped(text) == expected


def test_shouted() -> None:
    assert is_shouted("OPEN THE FILE")
    assert not any(
        is_shouted(text) for text in ("NASA", "USB OK", "Open THE FILE", "中文 和 中文 的 字", "123 456 789")
    )


TEXT = st.lists(
    st.one_of(
        st.sampled_from(
            ["the cat ", "%s", "{0}", "%(a_b)d", "__x__", "x@y.org", "a.txt", " 5 GB", "\n", " ", "THE CAT"]
        ),
        st.text(st.characters(), max_size=6),
    ),
    max_size=7,
).map("".join)


def harmless(text: str, source: str) -> bool:
    text.encode()
    return not any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t\r" for c in text)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TEXT, min_size=1, max_size=6))
def test_law_kept_or_flagged_and_clean(engine: engines.Engine, texts: list[str]) -> None:
    """Placeables survive exactly once or the draft says so; nothing raises; the output is clean UTF-8."""
    drafts = engine.translate([plain(text) for text in texts], "en", "ru")
    for text, draft in zip(texts, drafts, strict=True):
        assert harmless(draft.text, text)
        assert 0 <= draft.score <= 1
        if not {"lost-placeable", "empty"} & set(draft.flags):
            assert Counter(placeables(draft.target)) == Counter(placeables(clean(plain(text))))
