"""Honest ink: what a reader is told of each sentence, and what is marked."""

import re
from html import unescape

import pytest

from tests.bundles.sentences import bundle, drafted, reviewed, segment
from toolkit.bundles import html, legend, progress
from toolkit.bundles.doubts import LOW_CONFIDENCE, REASONS
from toolkit.bundles.interface import LANGUAGES, say, text_of
from toolkit.bundles.script import script
from toolkit.units import PERSON, Bundle, Finding, State, TranslationUnit, plain


def page(made: Bundle) -> str:
    return html.write(made, "toolkit 0.0").decode()


def sentence(text: str, name: str) -> str:
    found = re.search(rf'<span class="[^"]*" id="{name}"[^>]*>', text)
    assert found is not None, name
    return unescape(found.group())


@pytest.mark.parametrize("flag", REASONS)
def test_what_the_engine_flagged_is_underlined_with_a_reason(flag: str) -> None:
    unit = drafted("One.", "Раз.", score=0.1) if flag == "low-confidence" else drafted("One.", "Раз.", flag)
    text = page(bundle([unit]))
    found = sentence(text, "p1s1-ru")
    assert 'class="s doubt"' in found and f'data-doubt="{flag}"' in found
    assert f'title="{say(REASONS[flag], "ru")[0]}"' in found
    assert 'data-has="ru-drafted ru-doubt"' in text
    assert 'id="only-doubt"' in text


@pytest.mark.parametrize(
    "unit",
    [
        drafted("One.", "Раз."),
        drafted("One.", "Раз.", "copied"),
        drafted("One.", "Раз.", score=LOW_CONFIDENCE),
        drafted("One.", "Раз.", score=None),
        reviewed("One.", "Раз."),
        TranslationUnit(segment("One."), (), State.INITIAL),
    ],
)
def test_what_there_is_nothing_to_say_of_is_not(unit: TranslationUnit) -> None:
    text = page(bundle([unit]))
    assert "data-doubt" not in text.split("<script>")[0] and "only-doubt" not in text


def test_findings_of_checks_feed_the_same_mark_also_on_reviewed_sentences() -> None:
    unit = reviewed("Seven cats.", "Восемь котов.")
    finding = Finding("numbers", "error", unit.segment.key, 'seven became "eight" <oh>')
    text = page(bundle([unit], findings={"ru": (finding,)}))
    found = sentence(text, "p1s1-ru")
    assert 'data-status="reviewed"' in found and 'data-doubt="numbers"' in found
    assert 'title="seven became "eight" <oh>"' in found
    assert "<oh>" not in text


def test_a_flag_that_nobody_knows_is_a_doubt_all_the_same() -> None:
    assert 'data-doubt="strange"' in page(bundle([drafted("One.", "Раз.", "strange")]))


def test_an_outdated_translation_is_shown_and_marked_with_what_it_was_of() -> None:
    unit = TranslationUnit(segment("Now."), plain("Тогда."), State.TRANSLATED, PERSON, "Then.")
    text = page(bundle([unit]))
    assert ">Тогда.</span>" in text and "Then." in sentence(text, "p1s1-ru")
    assert 'data-status="stale"' in sentence(text, "p1s1-ru") and ">↻</sup>" in text


def test_words_are_linked_where_the_alignment_is_known_and_nowhere_else() -> None:
    known = drafted("the red cat", "рыжий кот", alignment=((1, 0), (2, 1)))
    assert 'data-links="4+3=0+5 8+3=6+3"' in sentence(page(bundle([known])), "p1s1-ru")
    assert "data-links" not in sentence(page(bundle([drafted("the red cat", "рыжий кот")])), "p1s1-ru")


def test_neighbouring_words_with_one_partner_are_one_range() -> None:
    unit = drafted("world peace", "世界和平", alignment=((0, 0), (0, 1), (1, 2), (1, 3)))
    assert 'data-links="0+5=0+2 6+5=2+2"' in sentence(page(bundle([unit], "zh")), "p1s1-zh")


def test_an_alignment_of_another_text_links_nothing() -> None:
    unit = drafted("one", "раз", alignment=((0, 0), (7, 0)))
    assert "data-links" not in sentence(page(bundle([unit])), "p1s1-ru")


def test_the_script_stays_small_and_the_page_asks_for_nothing() -> None:
    assert len(script("page.js").encode()) < 10 * 1024
    text = page(bundle([drafted("One.", "Раз.")]))
    assert text.count("<script") == 1
    assert not re.search(
        r'src="|href="(?!#|receipt\.html"|\.\./index\.html")|@import|url\(|fetch\(|XMLHttpRequest|https?:', text
    )


def test_the_interface_speaks_every_language_in_its_own_words() -> None:
    text = page(bundle([reviewed("One.", "Раз.")]))
    for code in LANGUAGES:
        assert say("Help", code)[0] in text
    assert len({say("machine draft", code)[0] for code in LANGUAGES}) == len(LANGUAGES)
    assert say("machine draft", "ky")[1] == "ky"
    assert say("machine draft", "de") == ("machine draft", "en")
    assert "{{" not in text


def test_a_source_in_another_language_than_english_is_offered_its_own_interface() -> None:
    made = bundle([reviewed("One.", "Раз.")])
    text = page(made)
    assert 'id="ui-en" value="en" checked' in text


def test_bars_are_seen_on_light_paper_and_in_the_dark() -> None:
    """3:1 and more, as WCAG 1.4.11 asks of what is not text; the paper is that of the page and of the picture."""
    style = text_of("page.css")
    for scheme, paper in enumerate(re.findall(r"--paper:(#\w{6})", style)[:2]):
        for behind in (paper, progress.PAPER[scheme]):
            assert all(contrast(pair[scheme], behind) >= 3 for pair in legend.COLOURS.values()), behind
    assert legend.COLOURS["drafted"][1] in page(bundle([drafted("One.", "Раз.")]))


def contrast(one: str, other: str) -> float:
    """Ratio of two colours by WCAG 2."""
    parts = [[int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)] for colour in (one, other)]
    linear = [[c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in part] for part in parts]
    dark, light = sorted(0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05 for r, g, b in linear)
    return light / dark


@pytest.mark.parametrize("template", ["page.js", "start.js"])
def test_scripts_lose_spaces_and_names_and_nothing_else(template: str) -> None:
    source, short = text_of(template), script(template)
    strings = r'"(?:[^"\\\n]|\\.)*"'
    source = re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL)
    assert re.findall(strings, short) == re.findall(strings, source)
    members = r"(?<!\.)\.([A-Za-z]\w*)"  # a spread is none
    assert re.findall(members, re.sub(strings, "", short)) == re.findall(members, re.sub(strings, "", source))
    assert len(short) < 0.75 * len(source) and "/*" not in short
