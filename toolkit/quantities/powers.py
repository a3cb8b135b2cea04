"""Areas and volumes that became lengths: 84 square metres, 84 метр."""

import re
from collections.abc import Iterator

from toolkit import late
from toolkit.quantities.spelled import spelled
from toolkit.quantities.units import unit_after
from toolkit.signs import Sign

MAY_POWER = Sign({"": "[²³]", "Latn": r"\b(?:square|cubic|sq)\b"}, language="en")
LENGTHS = r"(?:kilo|centi|milli)?met(?:re|er)s?|miles?|feet|foot|inch(?:es)?|yards?|[kcm]?m"
SAID = late.compile(
    rf"(\d[\d,.]*)\s?(?:(?:[mb]illion|thousand) )?(?:(?:(?:square|cubic|sq\.?)[ -](?:{LENGTHS})|[kcm]?m[²³])(?!\w))",
    re.IGNORECASE,
)
"""A number with a unit of an area or volume."""
IN_WORDS = late.compile(rf" (?:square|cubic) (?:{LENGTHS})(?!\w)", re.IGNORECASE)
ANY = late.compile(
    r"[²³㎡㎥]|[mм][23](?!\d)|кв|куб|гектар|\bга\b|соток|сотк|чарчы|平|立方|公顷|亩|坪|square|cubic|\bsq\b|\^[23]",
    re.IGNORECASE,
)
"""What says an area or volume in any language."""
CUBIC, LITRES = late.compile("cubic|³", re.IGNORECASE), late.compile("литр|升", re.IGNORECASE)
LENGTH = frozenset(("kilometre", "metre", "centimetre", "millimetre", "mile", "foot", "inch"))


def lost_powers(source: str, target: str, target_language: str) -> Iterator[tuple[str, int, int]]:
    """(an area or volume of an English source, where the target has a length of as many, and nowhere an area)."""
    if not MAY_POWER(source) or ANY.search(target) or (CUBIC.search(source) and LITRES.search(target)):
        return
    for one in spelled(source, "en") if IN_WORDS.search(source) else ():
        said = IN_WORDS.match(source, one.end)
        for two in spelled(target, target_language) if said else ():
            unit = unit_after(target, two.end, target_language)
            if said and two.value == one.value and unit and unit[0] in LENGTH:
                yield source[one.start : said.end()], *unit[1:]
                return
    for said in SAID.finditer(source):
        figures = re.escape(said[1].rstrip(".,")).replace(",", r"[\s\u00a0,.]?").replace(r"\.", "[.,]")
        for made in re.finditer(rf"(?<!\d){figures}(?!\d)", target):
            unit = unit_after(target, made.end(), target_language)
            if unit and unit[0] in LENGTH:
                yield said[0], *unit[1:]
                return
