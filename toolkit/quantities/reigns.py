"""Roman numbers behind names that became others: Sigismund III, Сигизмунд II, 西吉斯蒙德二世."""

import re
from collections.abc import Iterator
from decimal import Decimal

from toolkit import late
from toolkit.quantities.numerals import roman
from toolkit.quantities.spelled import spelled
from toolkit.signs import Sign

MAY_REIGN = Sign(r"\b(?:I{2,3}|IV|VI{1,3}|IX|XI{0,3}|XI?[VX]|XV?I{1,3})\b", "Latn", "en", flags=0)
SAID = late.compile(r"(?<=[a-z] )(?:I{1,3}|IV|VI{0,3}|IX|XI{0,3}|XI?[VX]|XVI{1,3})(?![\w-])")
IN_HAN = late.compile("([一二三四五六七八九十]+)世(?![纪界间人代家上下])")
IN_CYRILLIC = late.compile(
    r"(?<=[а-яөүң] )(?:I{1,3}|IV|VI{0,3}|IX|XI{0,3}|XI?[VX]|XVI{1,3})(?![\w-])(?! (?:в|век|кылым))"
)


def other_reigns(source: str, target: str, target_language: str) -> Iterator[tuple[str, int, int]]:
    """(Roman number behind a name of an English source, where another one stands in the target)."""
    if not MAY_REIGN(source):
        return
    said = {value: source[start:end] for one in SAID.finditer(source) for start, end, value in _of(one)}
    if target_language in ("zh", "zt"):
        made = {_of_han(one[1]): one.span() for one in IN_HAN.finditer(target)}
    else:
        made = {value: (start, end) for one in IN_CYRILLIC.finditer(target) for start, end, value in _of(one)}
    lost, strange = [*said.keys() - made.keys()], [*made.keys() - said.keys()]
    if lost and strange and len(said) == len(made):
        yield said[lost[0]], *made[strange[0]]


def _of_han(letters: str) -> Decimal:
    return Decimal(1) if letters == "一" else next((one.value for one in spelled(letters, "zh")), Decimal(0))


def _of(found: "re.Match[str]") -> Iterator[tuple[int, int, Decimal]]:
    for _, _, value in roman(found[0]):
        yield *found.span(), value
