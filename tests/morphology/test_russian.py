"""Russian forms: taken apart and put together again."""

import pytest

from toolkit.morphology import russian


@pytest.mark.parametrize(
    ("lemma", "kind", "tag", "animate", "expected"),
    [
        ("провинция", "N", "sing gent", False, "провинции"),
        ("сторона", "N", "plur loct", False, "сторонах"),
        ("новый", "A", "femn ablt", False, "новой"),
        ("новый", "A", "masc accs", False, "новый"),
        ("новый", "A", "masc accs", True, "нового"),
        ("подписанный", "A", "short plur", False, "подписаны"),
        ("возглавить", "V", "past femn", False, "возглавила"),
        ("возглавить", "V", "pres 3per sing", False, "возглавит"),
        ("укреплять", "V", "inf", False, "укреплять"),
        ("он", "R", "datv", False, "ему"),
        ("быстро", "O", "", False, "быстро"),
    ],
)
def test_forms(lemma: str, kind: str, tag: str, animate: bool, expected: str) -> None:
    assert russian.inflect(lemma, kind, tag, animate=animate) == expected


@pytest.mark.parametrize("word", ["делегацию", "городов", "новыми", "встретился", "подписаны", "укрепляя", "трёх"])
def test_what_is_taken_apart_can_be_put_together(word: str) -> None:
    for form, _ in russian.forms(word):
        made = {russian.inflect(form.lemma, form.kind, form.tag, animate=animate) for animate in (False, True)}
        assert word in made, form


@pytest.mark.parametrize("word", ["\U00018000", "кот\U00018000", "\U0001e030\U00016b01", "\U00010ffff"])
def test_a_letter_without_a_name_is_in_no_word_that_is_known(word: str) -> None:
    """Python gives no name to Tangut letters; the dictionary asks for one."""
    assert [form.lemma for form, _ in russian.forms(word)] == [word.lower()]
    assert russian.is_proper(word) and not russian.is_known(word)
    assert russian.inflect(word, "N", "sing gent") == word
