"""The table of words that stand for each other: every way to say one is told from all others of its group."""

import re

from toolkit.quantities.scales import GROUPS


def test_every_way_is_the_one_of_its_name() -> None:
    for group in GROUPS:
        names = len(group.each["en"])
        for language, ways in group.ways.items():
            assert len(group.each[language]) == names
            numbers = [int(name[1:]) for name in ways.groupindex]
            assert ways.groups == len(numbers), f"a group without a name takes lastgroup: {ways.pattern[:60]}"
            assert sorted(set(numbers)) == [*range(names)], ways.pattern[:60]


def test_what_english_has_besides_stands_wherever_one_is_named() -> None:
    said = {
        "last year": "It rose last year.",
        "hundreds": "Hundreds of people came.",
        "quarter": "in the first quarter",
        "decade": "for the first time in a decade",
        "late": "in the late 1990s",
        "halved": "The price has halved.",
    }
    for what, text in said.items():
        named = [
            group for group in GROUPS if group.ways["en"].search(text) and all(one.search(text) for one in group.has)
        ]
        assert named, what
        assert all(re.search(group.signs[-1]._patterns[0][1], text, re.IGNORECASE) for group in named), what
