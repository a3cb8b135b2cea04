"""One of three translations made to say another thing than the others, for the checks across languages.

The wrong text takes its language's place beside the two others, which agree with it before.
"""

import functools
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from defects import content
from defects.row import Row
from toolkit.checks import mandarin
from toolkit.checks.sounds import cyrillic, skeleton

Change = Callable[[random.Random, Row], "str | None"]
QUOTED = {
    "zh": re.compile("[“”]"),
    "ru": re.compile("[«»]"),
    "ky": re.compile("[«»]"),
}
CAPITALISED = re.compile(r"(?<=[a-zа-яёөүң,] )[A-ZА-ЯЁӨҮҢ][a-zа-яёөүң]{3,}(?![\w-])")
DOTTED = re.compile(r"[\u4e00-\u9fff]+·[\u4e00-\u9fff]+")
CHINESE = re.compile(r"\b([A-Z][a-z]{1,5}) ([A-Z][a-z]+)\b")
OTHER_PERSONS = {
    "zh": ("史蒂文", "玛丽亚", "卡里莫夫", "弗洛伦斯"),
    "ru": ("Черниговцев", "Лебеденко", "Уилкинсон", "Брындзин", "Гульмира"),
    "ky": ("Карабалаев", "Төрөкулов", "Уилкинсон", "Черниговцев", "Гүлмира"),
}
CHINESE_PERSONS = ("赵建国", "李晓梅", "欧阳振华")
PRONOUN = {"zh": "他", "ru": "он", "ky": "ал"}


@dataclass(frozen=True, slots=True)
class Odd:
    """One way in which a language can say another thing than the others."""

    name: str
    change: Change
    check: str
    """The check that is meant to find it."""


def number(chance: random.Random, row: Row) -> str | None:
    """A number in figures that all three have is another."""
    found = [one for one in content.DIGITS.finditer(row.target) if all(one[0] in text for text in row.sisters.values())]
    if not found:
        return None
    one = chance.choice(found)
    wrong = chance.choice((content.near, content.longer, content.swapped))(chance, one[0])
    return wrong and row.target[: one.start()] + wrong + row.target[one.end() :]


def quotation(_: random.Random, row: Row) -> str | None:
    """The quotation marks that all three have are gone."""
    if not all(QUOTED[code].search(text) for code, text in row.sisters.items()):
        return None
    return QUOTED[row.language].sub("", row.target)


def dropped(chance: random.Random, row: Row) -> str | None:
    """All three deny; this no more."""
    if not all(content.DENIES[code].search(text) for code, text in row.sisters.items()):
        return None
    wrong = content.dropped(chance, row)
    return wrong and wrong.target


def added(chance: random.Random, row: Row) -> str | None:
    """None of the three denies; this does now."""
    if any(content.DENIES[code].search(text) for code, text in row.sisters.items()):
        return None
    wrong = content.added(chance, row)
    return wrong and wrong.target


@functools.cache
def places() -> tuple[tuple[str, dict[str, str]], ...]:
    """(class, language -> name or its beginning) of each place of places.tsv."""
    lines = (Path(__file__).parent / "places.tsv").read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line[0] != "#"]
    return tuple((one[0], dict(zip(("zh", "ru", "ky"), one[1:], strict=True))) for one in cells)


def _stands(name: str, text: str, language: str) -> bool:
    return name in text if language == "zh" else re.search(rf"(?<![\w-]){name}", text) is not None


def _place(chance: random.Random, row: Row, *, lost: bool) -> str | None:
    here = [one for one in places() if all(_stands(one[1][code], text, code) for code, text in row.sisters.items())]
    if not here:
        return None
    kind, names = chance.choice(here)
    if lost:
        pattern = names[row.language] + ("" if row.language == "zh" else r"[\w-]*")
        return re.sub(pattern, "", row.target).replace("  ", " ").strip()
    others = [
        one[row.language]
        for same, one in places()
        if same == kind and not any(_stands(one[code], text, code) for code, text in row.sisters.items())
    ]
    return re.sub(names[row.language], chance.choice(others), row.target)


def another_place(chance: random.Random, row: Row) -> str | None:
    """A place that all three have is another."""
    return _place(chance, row, lost=False)


def lost_place(chance: random.Random, row: Row) -> str | None:
    """A place that all three have is gone."""
    return _place(chance, row, lost=True)


def _person(row: Row) -> str | None:
    """A name that all three have, and no table of places: as it stands in this one."""
    if row.language == "zh":
        names = DOTTED.findall(row.target)
        dotted = [one for one in names if names.count(one) == 1]
        for behind in (one.split("·")[-1] for one in dotted):
            likeness = {
                behind[:end]: mandarin.likeness(word, behind[:end])
                for word in CAPITALISED.findall(row.source)
                for end in range(3, min(len(behind), 8) + 1)
            }
            best = max(likeness, key=likeness.__getitem__, default="")
            if best and likeness[best] > 0.7:
                return best
        for one in CHINESE.finditer(row.source):
            letters = "".join(one.groups()).lower()
            for found in re.finditer(r"(?=([\u4e00-\u9fff]{2,3}))", row.target):
                if _is_whole(letters, found[1]):
                    return found[1]
        return None
    for one in CAPITALISED.finditer(row.source):
        sounds = skeleton(one[0])
        if len(sounds) < 3 or any(_stands(name["ru"], row.sisters["ru"], "ru") for _, name in places()):
            continue
        forms = {
            code: [word for word in CAPITALISED.findall(row.sisters[code]) if cyrillic(word)[:3] == sounds[:3]]
            for code in ("ru", "ky")
        }
        if all(len(found) == 1 for found in forms.values()):
            return forms[row.language][0]
    return None


def _is_whole(letters: str, characters: str) -> bool:
    return (
        mandarin.is_read(letters, characters)
        and not mandarin.is_read(letters, characters[1:])
        and not mandarin.is_read(letters, characters[:-1])
    )


def another_person(chance: random.Random, row: Row) -> str | None:
    """A person, or whoever has a name, is another."""
    name = _person(row)
    if name is None:
        return None
    others = CHINESE_PERSONS if row.language == "zh" and "·" not in row.target else OTHER_PERSONS[row.language]
    return row.target.replace(name, chance.choice(others))


def lost_person(_: random.Random, row: Row) -> str | None:
    """A pronoun stands in the place of a name."""
    name = _person(row)
    return name and row.target.replace(name, PRONOUN[row.language])


ODD: tuple[Odd, ...] = (
    Odd("another number", number, "across-number"),
    Odd("quotation lost", quotation, "across-quotes"),
    Odd("denial dropped", dropped, "across-negation"),
    Odd("denial added", added, "across-negation"),
    Odd("another place", another_place, "across-name"),
    Odd("place lost", lost_place, "across-name"),
    Odd("another person", another_person, "across-name"),
    Odd("pronoun for a person", lost_person, "across-name"),
)
"""The kinds of odd ones out, in the order of the checks."""
