"""A remembered translation made to fit a text that has other numbers: numbers are put right in the target's own form.

    "On September 7 he sold 1,200 sheep."  remembered as  "7 сентября он продал 1200 овец."
    "On September 9 he sold 3,400 sheep."  becomes        "9 сентября он продал 3400 овец."

It is done only where it is certain: the texts are the same but for numbers in figures, each old number stands in the
translation exactly once, and the new translation has the new numbers and no other.
"""

import re
from decimal import Decimal

from toolkit.memory.likeness import numberless
from toolkit.quantities import Quantity, compare, quantities

POINTS = {"en": ".", "zh": ".", "zt": ".", "ja": "."}
"""Language -> its decimal mark, where it is no comma."""
GROUPED = re.compile(r"\d{1,3}([.,\u00a0\u202f ])\d{3}")


def adapted(before: str, after: str, target: str, source_language: str, target_language: str) -> str | None:
    """The translation `target` of `before` as one of `after`; None where that is not certain."""
    if numberless(before) != numberless(after) or compare(before, target, source_language, target_language):
        return None
    old, new = quantities(before, source_language), quantities(after, source_language)
    if len(old) != len(new) or [one.kind for one in old] != [one.kind for one in new]:
        return None
    changed = [(was, now) for was, now in zip(old, new, strict=True) if was.values != now.values]
    there = quantities(target, target_language)
    own, point = (POINTS.get(code, ",") for code in (source_language, target_language))
    edits: list[tuple[Quantity, str]] = []
    for was, now in changed:
        meant = {_value(was, own)} if was.kind == "number" else was.values  # in English 70,000 is never seventy
        homes = [one for one in there if one.values & meant and one not in [edit[0] for edit in edits]]
        same = [one for one in old if one.values & was.values]
        if len(homes) != 1 or len(same) != 1:
            return None
        figure = _in_form_of(homes[0], was, now, own, point)
        if figure is None:
            return None
        edits.append((homes[0], figure))
    made = target
    for home, figure in sorted(edits, key=lambda edit: -edit[0].start):
        made = made[: home.start] + figure + made[home.end :]
    return None if compare(after, made, source_language, target_language) else made


def _in_form_of(home: Quantity, was: Quantity, now: Quantity, own: str, point: str) -> str | None:
    """The new number written as the old one stands in the translation; None where nobody can be sure how."""
    if home.text == was.text and (home.kind != "number" or now.text.isdigit() or now.text.count(".") > 1):
        return now.text
    figure = re.match(r"[\d.,\u00a0\u202f ]*\d", home.text)
    if home.kind != "number" or figure is None:
        return None
    value = _value(now, own)
    rest = home.text[figure.end() :]
    factor = _factor(home, figure[0])
    if factor is None:
        return None
    return _written(value / factor, figure[0], point) + rest


def _value(number: Quantity, point: str) -> Decimal:
    """What a number stands for where its language's decimal mark is `point`: 1,200 in English, 1.200 in Russian."""
    decimal = re.fullmatch(rf"\d+{re.escape(point)}\d+", number.text.split(" ")[0])
    return min(number.values) if decimal else max(number.values)


def _factor(home: Quantity, figure: str) -> Decimal | None:
    """What a magnitude word multiplies: 10,000 in 2470万."""
    bare = figure.replace("\u00a0", "").replace("\u202f", "").replace(" ", "")
    for text in (bare.replace(",", ""), bare.replace(",", "."), bare.replace(".", "").replace(",", ".")):
        try:
            value = Decimal(text)
        except ArithmeticError:
            continue
        for whole in home.values:
            if value and whole / value in (1, 100, 1000, 10_000, 1_000_000, 100_000_000, 1_000_000_000, 10**12):
                return whole / value
    return None


def _written(value: Decimal, like: str, point: str) -> str:
    """The value with the marks of a figure: its group mark where it has one, and the language's decimal mark."""
    text = f"{value.normalize():f}"
    whole, _, rest = text.partition(".")
    group = GROUPED.match(like)
    if group is not None and group[1] != point and len(whole) > 3:
        head = len(whole) % 3
        parts = ([whole[:head]] if head else []) + [whole[place : place + 3] for place in range(head, len(whole), 3)]
        whole = group[1].join(parts)
    return f"{whole}{point}{rest}" if rest else whole
