"""The gloss: it follows English closely, keeps what must be kept, and says what it is."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toolkit import engines
from toolkit.engines import word_spans
from toolkit.engines.gloss import names
from toolkit.engines.gloss.analysis import parse
from toolkit.engines.placeables import kept
from toolkit.errors import PackageError
from toolkit.units import Code, Content, plain


def gloss(text: str, target: str = "ru") -> str:
    return engines.make("gloss", source="en", target=target).translate([plain(text)], "en", target)[0].text


def test_its_drafts_are_signed_as_a_gloss() -> None:
    engine = engines.make("gloss", source="en", target="ru")
    (draft,) = engine.translate([plain("The president visited Kyrgyzstan.")], "en", "ru")
    assert draft.signature == engine.signature
    assert draft.signature.startswith("gloss 1 en→ru, tables ")


@pytest.mark.parametrize("target", ["zh", "ru", "ky"])
def test_codes_and_numbers_come_back_once(target: str) -> None:
    link = Code("1", "open", "<1>"), Code("1", "close", "</1>")
    content: Content = (
        "The ",
        link[0],
        "government",
        link[1],
        " built 12 schools in ",
        Code("2", "placeholder", "{place}"),
        ".",
    )
    (draft,) = engines.make("gloss", source="en", target=target).translate([content], "en", target)
    assert kept(content, draft.target) or "lost-placeable" in draft.flags
    assert "12" in draft.text


def test_cases_and_agreement() -> None:
    assert gloss("The president met with the new minister.") == "Президент встретился с новым министром."
    assert gloss("the development of agriculture") == "развитие сельского хозяйства"


def test_words_of_the_draft_lead_to_their_words() -> None:
    source = plain("The president visited China.")
    (draft,) = engines.make("gloss", source="en", target="ru").translate([source], "en", "ru")
    there, here = word_spans(source), word_spans(draft.target)
    china = next(n for n, (start, end) in enumerate(there) if source[0][start:end] == "China")  # type: ignore[index]
    assert any(draft.text[slice(*here[made])].startswith("Кита") for said, made in draft.alignment if said == china)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet="ab 12{}.,'-\nTheofИ«中", max_size=40))
def test_no_text_breaks_it(text: str) -> None:
    content = plain(text)
    first, second = (engines.make("gloss", source="en", target="ru").translate([content], "en", "ru") for _ in range(2))
    assert first == second
    assert kept(content, first[0].target) or {"lost-placeable", "empty"} & set(first[0].flags)


def test_it_refuses_what_its_lexicon_does_not_know() -> None:
    with pytest.raises(PackageError, match="no gloss from ru into de"):
        engines.make("gloss", source="ru", target="de")


@pytest.mark.parametrize(
    ("name", "chinese", "expected"),
    [
        ("Zhang", False, "Чжан"),
        ("Haibo", False, "Хайбо"),
        ("Shenxian", False, "Шэньсянь"),
        ("Wu", True, "У"),
        ("Jumagaziev", False, "Жумагазиев"),
        ("Abdykadyrova", False, "Абдыкадырова"),
    ],
)
def test_names_in_cyrillic(name: str, chinese: bool, expected: str) -> None:
    assert names.cyrillic(name, chinese=chinese) == expected


def test_a_sentence_in_chunks() -> None:
    sentence = parse("The minister has not signed the agreement on trade with China.")
    told = [(chunk.kind, chunk.role, sentence.tokens[chunk.head].lemma) for chunk in sentence.chunks]
    assert told[:3] == [("noun", "subj", "minister"), ("verb", "", "sign"), ("noun", "obj", "agreement")]
    assert ("noun", "with", "China") in told
    assert sentence.chunks[1].features == {"perfect", "negative"}
