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
