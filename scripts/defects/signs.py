"""Defects of typography: brackets, quotation marks, final marks, spaces."""

import random
import re

from defects.row import GLUE, Defect, Row, defect, ends, replaced
from toolkit.checks import Pair

BRACKETS = {"zh": ("（", "）"), "ru": ("(", ")"), "ky": ("(", ")")}


def bracket(chance: random.Random, row: Row) -> Pair | None:
    """Another text in brackets behind, of which one is lost, turned round or doubled."""
    if row.other is None or re.search(r"[()（）\[\]{}]", row.source + row.target + row.other.source + row.other.target):
        return None
    left, right = BRACKETS[row.language]
    start, end = chance.choice([("", right), (left, ""), (right, left), (left, left), (left, right * 2), (left, "]")])
    source, target = row.other.source.rstrip(".!?"), row.other.target.rstrip(".!?。！？")
    return row.made(f"{row.target}{GLUE[row.language]}{start}{target}{end}", f"{row.source} ({source})")


def asked(_: random.Random, row: Row) -> Pair | None:
    """A question became a statement, or the reverse."""
    if not row.prose or not ends(row.source) or not ends(row.target):
        return None
    last = row.target.rstrip()[-1]
    by = {"?": ".", "？": "。", ".": "?", "。": "？"}.get(last)
    same = (row.source.rstrip()[-1] == "?") == (last in "?？")
    return row.made(row.target.rstrip()[:-1] + by) if by and same else None


def mark_lost(_: random.Random, row: Row) -> Pair | None:
    return row.made(row.target.rstrip()[:-1]) if ends(row.source) and row.target.rstrip()[-1:] in ".!?。！？" else None


def mark_added(chance: random.Random, row: Row) -> Pair | None:
    if not row.source[-1].isalpha() or not row.target[-1].isalpha():
        return None
    return row.made(row.target + chance.choice("。！：" if row.language == "zh" else ".!:"))


def quote_lost(chance: random.Random, row: Row) -> Pair | None:
    """The opening or closing quotation mark is gone."""
    pattern = re.compile(r"[«»“”《》]")
    return row.made(replaced(chance, row.target, pattern, lambda _: ""))


def foreign_quotes(_: random.Random, row: Row) -> Pair | None:
    return row.made(re.sub(r"«([^«»]+)»", r'"\1"', row.target, count=1))


def narrow(chance: random.Random, row: Row) -> Pair | None:
    """A Chinese mark in half width."""
    narrowed = dict(zip("，；：！？", ",;:!?", strict=True))
    return row.made(
        replaced(
            chance,
            row.target,
            re.compile(r"(?<=[\u4e00-\u9fff])[，；：！？](?=[\u4e00-\u9fff]|$)"),
            lambda one: narrowed[one[0]],
        )
    )


def two_spaces(chance: random.Random, row: Row) -> Pair | None:
    return row.made(replaced(chance, row.target, re.compile(r"(?<=\w) (?=\w)"), lambda _: chance.choice(["  ", "   "])))


def space_before(chance: random.Random, row: Row) -> Pair | None:
    return row.made(replaced(chance, row.target, re.compile(r"(?<=[а-яөүң])(?=[,.;!?](?:\s|$))"), lambda _: " "))


def small_start(_: random.Random, row: Row) -> Pair | None:
    if not row.prose or not row.source[0].isupper() or not row.target[0].isupper():
        return None
    return row.made(row.target[0].lower() + row.target[1:])


DEFECTS: tuple[Defect, ...] = (
    defect("bracket", "content", bracket, "brackets"),
    defect("question and statement", "content", asked, "question"),
    defect("final mark lost", "typography", mark_lost, "end-mark"),
    defect("final mark added", "typography", mark_added, "end-mark"),
    defect("quotation mark lost", "typography", quote_lost, "quotes"),
    defect("foreign quotation marks", "typography", foreign_quotes, "quotes", ("ru", "ky")),
    defect("mark of half width", "typography", narrow, "half-width", ("zh",)),
    defect("two spaces", "typography", two_spaces, "double-space", ("ru", "ky")),
    defect("space before a mark", "typography", space_before, "space-before-mark", ("ru", "ky")),
    defect("small letter at the start", "typography", small_start, "start-case", ("ru", "ky")),
)
