"""Numbers compared as values: dates, times, percentages, money and magnitudes in each language's own form."""

import re
from collections.abc import Iterator

from toolkit.checks.occasions import FIGURES, Occasion
from toolkit.checks.pair import Fault, Pair, quoted
from toolkit.quantities import compare, reasons_of

GAP = re.compile(
    r"(?<=[\u4e00-\u9fff]) "
    r"(?=(?:小时|次(?![设要级序数])|[个张天封颗万亿]|分(?![区别配隔辨支类组布析割片发段离号享])|页(?![大面眉脚码边])|项(?!目)|条(?![件目])|行(?![为号首尾])|位(?![置于图])|"
    r"名(?![称字])|月(?!份)|周(?!围)|秒|种(?!类)|台|件|份(?!额)|年(?![轻底度幼代]))(?![\u0020]))"
)
"""A space of Chinese text before a counter: a number stood there."""
NOTHING = {
    "ru": re.compile(r"(?<!\w)(?:нол[яеюь]|нул[яеюь]|(?:не)?нулев)", re.IGNORECASE),
    "ky": re.compile(r"(?<!\w)н[оө]л[ьүгдн]?", re.IGNORECASE),
}
"""Zero in words."""
SEVERAL = ("zeroe?s?", "ones", "twos", "threes", "fours", "fives", "sixes", "sevens", "eights", "nines", "tens")
NEVER = re.compile(r"(?!)")
WIDTH = re.compile(r"%0\d(?=[A-Za-z<])")
"""Of a directive whose end is not known for one, %02um, how wide it is."""
PARTY = re.compile(r"(?<!\w)3rd(?=[- ]party)", re.IGNORECASE)
HAN_ONE = re.compile("一(?![些样般定直起切旦致律共同系])")
SIZED = re.compile(r"(?<![A-Za-z\d.])(\d+)(?=[KMGT]i?B(?![A-Za-z]))")
"""A size whose unit stands right behind it: 40GB."""
NUMBER_SIGN = re.compile(r"(?<![A-Za-z\d_&#])#(?=\d{1,3}(?![A-Za-z\d_]))")
SIGNS = {
    "percent": "{source} and {target} are not both a percentage.",
    "minus": "{source} and {target} have not the same sign.",
    "currency": "{source} and {target} are not in the same currency.",
    "unit": "{source} became {target}.",
    "weekday": "The day {source} became {target}.",
    "month": "The month {source} became {target}.",
    "torn": "{target} has lost its number.",
    "changed": "The number {source} became {target}.",
}


def occasion(source_language: str, target_language: str) -> Occasion:
    """Figures that are not the same, or a word of the source that may count or measure."""
    reasons = reasons_of(source_language) if target_language not in ("zh", "zt") else ()
    return Occasion(reasons, traits=FIGURES) if reasons else Occasion()


def _apart(pair: Pair) -> Pair:
    """The pair with a space before the units of sizes, which are no code then: 40 GB; `#12` is a number, as №12 is."""
    if not pair.prose and pair.source.strip().isidentifier():
        pair = pair._replace(source=pair.source.replace("_", " "), target=pair.target.replace("_", " "))
    if "%0" in pair.source:
        pair = pair._replace(source=WIDTH.sub("%  ", pair.source), target=WIDTH.sub("%  ", pair.target))
    if "3rd" in pair.source.casefold():
        pair = pair._replace(source=PARTY.sub("   ", pair.source))
    if "#" in pair.source or "#" in pair.target:
        pair = pair._replace(source=NUMBER_SIGN.sub(" ", pair.source), target=NUMBER_SIGN.sub(" ", pair.target))
    if pair.format in ("lisp-format", "scheme-format"):
        pair = pair._replace(source=pair.source.replace("~%", "\n"), target=pair.target.replace("~%", "\n"))
    if "B" not in pair.target and "B" not in pair.source:
        return pair
    source, target = (SIZED.sub(r"\1 ", text) for text in (pair.source, pair.target))
    if source == pair.source and target == pair.target:
        return pair
    return Pair(source, target, pair.source_language, pair.target_language)


def number(pair: Pair) -> Iterator[Fault]:
    """A number, date or amount is missing, changed or invented."""
    if pair.target_language in ("zh", "zt") and (gap := GAP.search(pair.target)) and not GAP.search(pair.source):
        yield Fault(f"{quoted(pair.target[max(0, gap.start() - 4) : gap.end()])} has lost its number.", gap.span())
    bare = _apart(pair).bare()
    exact = len(bare.target) == len(pair.target)
    for one in compare(bare.source, bare.target, pair.source_language, pair.target_language):
        span = one.span if exact else _place(pair.target, one.target)
        source, target = quoted(one.source), quoted(one.target)
        if one.kind == "torn" and pair.source.count("%") >= pair.target.count("%") > 0:
            continue  # of a form for dates: %p %l:%M
        if one.kind in SIGNS:
            yield Fault(SIGNS[one.kind].format(source=source, target=target), span)
        elif one.kind == "missing":
            if _is_joined(one.source, pair) or (one.source == "1" and HAN_ONE.search(pair.target)):
                continue
            if one.source == "0" and NOTHING.get(pair.target_language, NEVER).search(pair.target):
                continue
            if 0 < _stands(one.source, pair.source) <= _stands(one.source, pair.target):
                continue  # within a code there
            yield Fault(f"The number {source} of the source is missing.")
        elif _is_in_words(one.target, pair) or 0 < _stands(one.target, pair.target) <= _stands(one.target, pair.source):
            continue
        elif not re.search(
            rf"(?<!\d){re.escape(one.target)}[A-Za-z]|[A-Za-z]{re.escape(one.target)}(?!\d)", pair.source
        ):  # 256K, 3D, pattern1: codes there
            yield Fault(f"The number {target} is not in the source.", span)


def _is_in_words(figures: str, pair: Pair) -> bool:
    """Whether a number that the translation has in figures is a word of the source: hex, zeros, the sevens."""
    if (
        figures.isdigit()
        and int(figures) < len(SEVERAL)
        and re.search(rf"(?<!\w){SEVERAL[int(figures)]}(?!\w)", pair.source, re.IGNORECASE)
    ):
        return True
    return figures == "16" and "hex" in pair.source.casefold()


def _stands(figures: str, text: str) -> int:
    """How often a number stands in a text, be it within a code."""
    return len(re.findall(rf"(?<![\d.,]){re.escape(figures)}(?![.,]?\d)", text))


def _is_joined(figures: str, pair: Pair) -> bool:
    """Whether a number is written as one word with letters before it: DC 200, DC200."""
    joined = len(re.findall(rf"[A-Za-z]{re.escape(figures)}(?!\d)", pair.target))
    return joined > 0 and joined >= len(re.findall(rf"(?<!\d){re.escape(figures)}(?!\d)", pair.source))


def _place(text: str, part: str) -> tuple[int, int] | None:
    place = text.find(part)
    return None if place < 0 else (place, place + len(part))
