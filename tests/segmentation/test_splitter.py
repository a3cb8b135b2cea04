"""The engine for rules: what makes it fast changes nothing, and no rule and no text makes it stand still."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.errors import SegmentationError, UnknownName
from toolkit.segmentation import STANDARD, Segmentation, Splitter
from toolkit.segmentation.java import translate
from toolkit.segmentation.pattern import compiled
from toolkit.segmentation.srx import Rule

PIECES = (
    ".|!|?|…|...| |  |\n|。|！|？|”|“|»|«|)|(|\"|'|[1]|Dr|etc|p.m|г|т. е|ж.б|1991-ж|1|12|№|A|Б|Ө|a|б|ң|Word|слово|сөз"
    "|中|他说|：|,|;|-|—|•|😀|❤️|:-)|\xa0|\u200b|\u2028|\x0b|\x00|II|I|The|Он|Ал"
)
TEXT = st.lists(st.sampled_from(PIECES.split("|")), max_size=30).map("".join)
LANGUAGE = st.sampled_from(["en", "ru", "zh", "ky", "de"])


def slowly(splitter: Splitter, text: str) -> list[int]:
    """The definition: every position, every rule, the first that fits decides."""
    rules = [
        (compiled(f"(?<={translate(r.before, backwards=True).source})(?={translate(r.after).source})"), r.breaks)
        for r in splitter.rules
    ]
    found = []
    for position in range(1, len(text)):
        fitting = next((breaks for pattern, breaks in rules if pattern.match(text, position)), False)
        if fitting:
            found.append(position)
    return found


@settings(max_examples=150)
@given(TEXT, LANGUAGE)
def test_own_rules_cut_where_the_definition_says(text: str, language: str) -> None:
    splitter = STANDARD.splitter(language)
    assert splitter.breaks(text) == slowly(splitter, text)


BEFORE = st.sampled_from(
    [r"\.", r"[.!]+", r"a*", r"", r"(?:Dr|a)\.", r"\s", r"^.{0,3}", r"[^a]\.", r"(?i:DR)\.|。", "😀"]
)
AFTER = st.sampled_from([r"\s", r"\s+[A-Z]", r"", r"\s*\p{Lu}", r"[12]", r"(?!\s)", r"a|$", r"\P{L}", "他"])


@given(st.lists(st.builds(Rule, st.booleans(), BEFORE, AFTER), max_size=6), TEXT, st.booleans())
def test_any_rules_cut_where_the_definition_says(rules: list[Rule], text: str, trusted: bool) -> None:
    splitter = Splitter(rules, trusted=trusted)
    assert splitter.breaks(text) == slowly(splitter, text)
    assert [decision.position for decision in splitter.explain(text) if decision.breaks] == splitter.breaks(text)


@settings(max_examples=50)
@given(st.lists(TEXT, min_size=3, max_size=12).map("".join), LANGUAGE, st.integers(1, 9))
def test_a_long_text_is_cut_as_a_short_one(text: str, language: str, window: int) -> None:
    splitter = STANDARD.splitter(language)
    whole = splitter.breaks(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("toolkit.segmentation.splitter.WINDOW", window)
        assert splitter.breaks(text) == whole


@given(TEXT, LANGUAGE)
def test_nothing_but_white_space_lies_between_spans(text: str, language: str) -> None:
    splitter = STANDARD.splitter(language)
    spans = splitter.spans(text)
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    assert all(not text[start:end].strip() for start, end in zip(edges[::2], edges[1::2], strict=True))
    assert all(start < end <= following for (start, end), (following, _) in pairwise(spans))
    assert splitter.sentences(text) == [text[start:end] for start, end in spans]


@settings(max_examples=60)
@given(TEXT, st.sampled_from(["en", "ru", "zh", "ky"]))
def test_exported_rules_cut_as_the_own_ones_do(text: str, language: str) -> None:
    alone = Segmentation(srx=STANDARD.export(language), srx_path="exported.srx", builtin=False)
    assert alone.splitter(language).breaks(text) == STANDARD.splitter(language).breaks(text)


@pytest.mark.parametrize("language", ["en", "ru", "zh", "ky"])
@pytest.mark.parametrize(
    "piece", [".", "! ", "😀", "。", "?)", ". . ", '"', "A. ", "1. ", "…", "（", "《！", "—", ".\n", "etc. "]
)
def test_a_long_run_takes_time_in_proportion(piece: str, language: str) -> None:
    """Ten times the text may take ten times as long, not a hundred: a ratio, with room for a busy machine."""
    splitter = STANDARD.splitter(language)

    def spent(count: int) -> float:
        started = time.process_time()
        splitter.breaks(piece * count)
        return time.process_time() - started

    spent(100)
    few, many = min(spent(1_000), spent(1_000)), spent(10_000)
    assert min(many, spent(10_000) if many >= 40 * few else many) < 40 * max(few, 0.0005)


SLOW = r"x(?:\w{1,3}\s?)+(?:\w+\s?)+y\."


def test_a_slow_rule_is_an_error_that_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toolkit.segmentation.splitter.PATIENCE", 0.3)
    rules = [Rule(True, r"\.", r"\s", path="own.srx", line=3), Rule(False, SLOW, r"\s", path="own.srx", line=7)]
    with pytest.raises(SegmentationError, match=r"^own\.srx:(7|3): this rule is too slow") as error:
        Splitter(rules[::-1]).breaks("aa " * 3000 + "aay. B")
    assert error.value.line == 7


def test_twenty_thousand_dots_with_rules_of_a_user() -> None:
    rules = [Rule(False, r"\.*\.+\s*", r"\s*x"), Rule(True, r"[.!?]+\s*[.!?]*", r"\s")]
    for piece in (".", "! ", "😀. "):
        assert Splitter(rules).breaks(piece * 20_000) is not None


def test_modes() -> None:
    text = "One. Two.\nThree. Four."
    assert Segmentation("line").splitter("en").sentences(text) == ["One. Two.", "Three. Four."]
    assert Segmentation("paragraph").splitter("en").sentences(text) == [text]
    with pytest.raises(UnknownName, match="unknown way of segmenting 'word'; known: sentence, paragraph, line"):
        Segmentation("word").splitter("en")


def test_abbreviations_of_a_project() -> None:
    own = Segmentation(abbreviations=("blorp", "z. B.", "Qux"))
    assert own.splitter("en").sentences("A blorp. Blorp. Next, z. B. Here. Qux. Qux qux. End.") == [
        "A blorp. Blorp. Next, z. B. Here.",
        "Qux. Qux qux.",
        "End.",
    ]
    assert len(STANDARD.splitter("en").sentences("A blorp. Blorp.")) == 2


def test_a_script_is_known_by_any_of_its_names() -> None:
    for tag in ("zh", "zt"):
        assert STANDARD.splitter(tag).sentences("好。好。") == ["好。", "好。"]
    assert "toolkit.srx" in {rule.path for rule in Segmentation().rules("xx")}
