"""Numbers compared as values: dates, times, percentages, money and magnitudes in each language's own form."""

import re
from collections.abc import Iterator

from toolkit import late
from toolkit.checks.counts import MAY_BE_SEVERAL, other_counts
from toolkit.checks.occasions import FIGURES, Occasion
from toolkit.checks.pair import UNSPACED, Fault, Pair, quoted, span_of
from toolkit.quantities import Difference, compare, reasons_of, signs_of
from toolkit.quantities.units import mentions, unit_after
from toolkit.signs import Sign

GAP = late.compile(
    r"(?<=[\u4e00-\u9fff])(?<![年月日每]) "
    r"(?=(?:小时|次(?![设要级序数])|个(?![人别体性案])|[张天封颗万亿]|分(?![区别配隔辨支类组布析割片发段离号享])|页(?![大面眉脚码边])|项(?!目)|条(?![件目])|行(?![为号首尾])|位(?![置于图])|"
    r"名(?![称字])|月(?!份)|周(?!围)|秒|种(?!类)|台|件|份(?!额)|年(?![轻底度幼代龄级]))(?![\u0020]))"
)
"""A space of Chinese text before a counter: a number stood there."""
NOTHING = {
    "ru": late.compile(r"(?<!\w)(?:нол[яеюь]|нул[яеюь]|(?:не)?нулев)", re.IGNORECASE),
    "ky": late.compile(r"(?<!\w)н[оө]л[ьүгдн]?", re.IGNORECASE),
}
"""Zero in words."""
SEVERAL = ("zeroe?s?|null", "ones", "twos", "threes", "fours", "fives", "sixes", "sevens", "eights", "nines", "tens")
NEVER = late.compile(r"(?!)")
WIDTH = late.compile(r"%0\d(?=[A-Za-z<])")
"""Of a directive whose end is not known for one, %02um, how wide it is."""
PARTY = late.compile(r"(?<!\w)3rd(?=[- ]part(?:y|ies))", re.IGNORECASE)
HAN_ONE = late.compile("一(?![些样般定直起切旦致律共同系])")
SIZED = late.compile(r"(?<![A-Za-z\d.])(\d+)(?=[KMGT]i?B(?![A-Za-z]))")
"""A size whose unit stands right behind it: 40GB."""
MAY_BE_SIZED = late.compile(r"\d[KMGT]i?B")
METRIC = late.compile(r"(?<![A-Za-z])[kmh](?:Wh?|Hz|J|Pa|V|Ah)(?![A-Za-z])")
"""Units that look like names in programs: kWh."""
MAY_BE_METRIC = Sign(METRIC.pattern, "Latn", "en", flags=0)
NUMBER_SIGN = late.compile(r"(?<![A-Za-z\d_&#])#(?=\d{1,3}(?![A-Za-z\d_]))")
WHOLE_SIZE = late.compile(r"1\s*:\s*1(?!\d)|(?<!\d)100\s?%")
OF_WHOLE_SIZE = late.compile(
    r"\b(?:original|normal|actual|real|natural|full|exact)\b|исходн|обычн|нормальн|реальн|натуральн|точн|原始|原大|实际|正常|баштапкы|"
    r"чыныгы|кадимки",
    re.IGNORECASE,
)
"""Nothing is made smaller or larger: 1:1, 100 %."""
CHARACTERS = late.compile(r"\ba-z\b|\b0-9\b", re.IGNORECASE)
DIGITS = late.compile(r"цифр|数字|сан(?:дар|ы)|digit", re.IGNORECASE)
"""Figures of which a name may be made: a-z, 0-9."""
RESET = late.compile(r"\b(?:re)?set\b.{0,40}\bto 0|\bzero", re.IGNORECASE)
CLEARED = late.compile(r"сброс|сбрас|обнул|清零|重置|归零|нөлд", re.IGNORECASE)
HALF = late.compile(r"半|(?<!\w)пол|жарым|½", re.IGNORECASE)
NONE = late.compile(r"(?:^|[\s>])0(?:</\w+>)? [a-z]+")
DENIED = late.compile(r"[没沒无無]|(?<!\w)(?:не|нет|ни)(?!\w)|жок", re.IGNORECASE)
"""0 people in the room: there is nobody."""
FILLED_PERCENT = late.compile(r"\{\w*\}\s?%(?![\w({<$])")
"""A variable that is a percentage: {done}%."""
PERCENT = late.compile(r"[%％٪]|проц|пайыз|百分|成", re.IGNORECASE)
RADIX = {"16": "hex", "8": "oct", "2": "bin", "10": "dec"}
"""A system of numbers, as programs call it."""
TEMPLATE = late.compile(r"\b(?:YEAR|YYYY)\b")
SIZES = {"K": "KКk", "M": "MМ", "G": "GГ", "T": "TТ"}
"""How lists of files write sizes: 12 G are 12 ГБ."""
OF_MINUTES = late.compile(r"мин|分|мүн", re.IGNORECASE)
DATE = late.compile(r"(?<!\d)(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})(?!\d)")
ROW = late.compile(r"(?<![\d.,])\d{4}(?:,\d{4})+(?![\d.,])")
"""Years without spaces between them: 2009,2010."""
STEMS = "甲乙丙丁戊己庚辛壬癸"
"""By which Chinese counts players and parties."""
ARTICLE = late.compile(r"\b(?:an?|one)\b", re.IGNORECASE)
ONE_PIECE = late.compile("(?<![\\d.,])1 ?[个台位条份次种名张]")
HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
MINUTES = {"five": 55, "ten": 50, "quarter": 45, "twenty": 40, "twenty-five": 35}
TO_HOUR = late.compile(rf"(?:a )?({'|'.join(reversed(MINUTES))}) to ({'|'.join(HOURS)})\Z", re.IGNORECASE)
"""A time of the clock that is said alone: ten to one."""
MADE = late.compile(r"成[功为员立本果就长交]|[完生组变合构]成")
"""Words with a character that also says tenths: 成功."""
OF_WEEKDAYS = late.compile(r"(?<!\w)д(?:ень|н[яюеи]\w*) недели|(?:星期|周)[一二三四五六日天]", re.IGNORECASE)
"""Days that are called by their week."""
LESS = late.compile(r"(?:减少?|降低|提前|уменьш\w+|минус|азай\w+)\D{0,12}\Z", re.IGNORECASE)
PLURALS = late.compile(r"(?:(?:zero|one|two|three|few|many|other)(?:/|\Z))+\Z", re.IGNORECASE)
"""Names of plural forms, for which translators say the numbers: Zero/one/other."""
POWER = late.compile(r"1(?:0+|\s?000)\s?(?:的|\^|\*\*|в )\s?\d+")
LARGE = late.compile(r"illion|googol", re.IGNORECASE)
"""Numbers that a language says as a power: septillion, 1000的8次方."""
EXAMPLE = late.compile(r"\((?:e\.? ?g\.?|for example)[^()]*\)", re.IGNORECASE)
BRACKETED = late.compile(r"[(（][^()（）]*[)）]")
ONE_OF = late.compile(r"(?<![\w.,:/-])1 [a-z]{3,}(?<!s)\b")
"""One of something, which a language without articles says by the singular alone: 1 page."""
SINGLE = late.compile(r"(?<![\d.,:/-])1(?= ?[a-z])")
NUMBERED_WORD = late.compile(r"[^\W\d_]{3,}\d")
PARTS = late.compile(r"(?<!\d)1/(\d+)(?!\d)")
SIGNS = {
    "percent": "{source} and {target} are not both a percentage.",
    "minus": "{source} and {target} have not the same sign.",
    "currency": "{source} and {target} are not in the same currency.",
    "unit": "{source} became {target}.",
    "weekday": "The day {source} became {target}.",
    "month": "The month {source} became {target}.",
    "undated": "{source} of the source is missing.",
    "torn": "{target} has lost its number.",
    "changed": "The number {source} became {target}.",
}


def occasion(source_language: str, target_language: str) -> Occasion:
    """Figures that are not the same, or a word of the source that may count or measure."""
    reasons = reasons_of(source_language) if target_language not in ("zh", "zt") else ()
    asks = (MAY_BE_METRIC, *signs_of(source_language), *signs_of(target_language))
    if not reasons:
        return Occasion(asks=asks)
    several = (MAY_BE_SEVERAL[target_language],) if target_language in MAY_BE_SEVERAL else ()
    return Occasion(reasons, several, traits=FIGURES, asks=asks)


def _apart(pair: Pair) -> Pair:
    """The pair with a space before the units of sizes, which are no code then: 40 GB; `#12` is a number, as №12 is."""
    if not pair.prose and pair.source.strip().isidentifier():
        pair = pair._replace(source=pair.source.replace("_", " "), target=pair.target.replace("_", " "))
    if "%0" in pair.source:
        pair = pair._replace(source=WIDTH.sub("%  ", pair.source), target=WIDTH.sub("%  ", pair.target))
    if "3rd" in pair.source.casefold():
        pair = pair._replace(source=PARTY.sub("   ", pair.source))
    if MAY_BE_METRIC(pair.source):
        pair = pair._replace(source=METRIC.sub(_small, pair.source), target=METRIC.sub(_small, pair.target))
    if "#" in pair.source or "#" in pair.target:
        pair = pair._replace(source=NUMBER_SIGN.sub(" ", pair.source), target=NUMBER_SIGN.sub(" ", pair.target))
    if pair.format in ("lisp-format", "scheme-format"):
        pair = pair._replace(source=pair.source.replace("~%", "\n"), target=pair.target.replace("~%", "\n"))
    if ("B" not in pair.target or not MAY_BE_SIZED.search(pair.target)) and (
        "B" not in pair.source or not MAY_BE_SIZED.search(pair.source)
    ):
        return pair
    source, target = (SIZED.sub(r"\1 ", text) for text in (pair.source, pair.target))
    if source == pair.source and target == pair.target:
        return pair
    return Pair(source, target, pair.source_language, pair.target_language)


def _small(found: "re.Match[str]") -> str:
    return found[0].lower()


def number(pair: Pair) -> Iterator[Fault]:
    """A number, date or amount is missing, changed or invented."""
    if pair.target_language in ("zh", "zt") and (gap := GAP.search(pair.target)) and not GAP.search(pair.source):
        yield Fault(f"{quoted(pair.target[max(0, gap.start() - 4) : gap.end()])} has lost its number.", gap.span())
    if (percent := FILLED_PERCENT.search(pair.source)) and not PERCENT.search(pair.target):
        lost = percent[0].rstrip("% ")
        yield Fault(SIGNS["percent"].format(source=quoted(percent[0]), target=quoted(lost)), span_of(pair.target, lost))
    bare = _apart(pair).bare()
    exact = len(bare.target) == len(pair.target)
    found = compare(bare.source, bare.target, pair.source_language, pair.target_language)
    if not found and pair.prose and pair.source_language == "en":
        for said, start, end in other_counts(bare.source, bare.target, pair.target_language):
            changed = SIGNS["changed"].format(source=quoted(said), target=quoted(bare.target[start:end]))
            yield Fault(changed, (start, end) if exact else None)
    for one in found:
        span = one.span if exact else span_of(pair.target, one.target)
        source, target = quoted(one.source), quoted(one.target)
        if not pair.prose and _is_said(one, pair):
            continue
        if one.kind == "torn" and pair.source.count("%") >= pair.target.count("%") > 0:
            continue  # of a form for dates: %p %l:%M
        if one.kind == "torn" and "percent" in pair.source and not re.search(r"\d", pair.source):
            continue  # offset in percent, 偏移 (%)
        if one.kind in SIGNS:
            yield Fault(SIGNS[one.kind].format(source=source, target=target), span, doubtful=_is_own_example(one, pair))
        elif one.kind == "missing":
            if _is_joined(one.source, pair) or (one.source == "1" and HAN_ONE.search(pair.target)):
                continue
            if one.source == "0" and NOTHING.get(pair.target_language, NEVER).search(pair.target):
                continue
            within = 0 < _stands(one.source, pair.source) <= _stands(one.source, pair.target)
            if within and (_is_hour(one.source, pair.source) or not _is_hour(one.source, pair.target)):
                continue  # within a code there
            if one.source == "1" and _is_single_unit(pair):
                continue
            single = one.source == "1" and not pair.prose and ONE_OF.search(pair.source) is not None
            yield Fault(f"The number {source} of the source is missing.", doubtful=single)
        elif _is_in_words(one.target, pair) or 0 < _stands(one.target, pair.target) <= _stands(one.target, pair.source):
            continue
        elif not re.search(
            rf"(?<!\d){re.escape(one.target)}[A-Za-z]|[A-Za-z]{re.escape(one.target)}(?!\d)", pair.source
        ):  # 256K, 3D, pattern1: codes there
            yield Fault(f"The number {target} is not in the source.", span, doubtful=_is_example(one.target, pair))


def _is_hour(figures: str, text: str) -> bool:
    """Whether a number is the hour of a time of day with minutes that are not none: 1:30."""
    return re.search(rf"(?<![\d:.,]){re.escape(figures)}:(?!00)[0-5]\d(?![\d:])", text) is not None


def _is_single_unit(pair: Pair) -> bool:
    """Whether what there is one of is a unit that the translation names without a number: 1 kg, килограмм."""
    if pair.source_language != "en" or pair.target_language in UNSPACED:
        return False
    ends = (match.end() for match in SINGLE.finditer(pair.source))
    units = [unit[0] for end in ends if (unit := unit_after(pair.source, end, "en"))]
    return bool(units) and all(mentions(unit, pair.target, pair.target_language) for unit in units)


def _is_said(one: Difference, pair: Pair) -> bool:
    """Whether a translator of a program says the same otherwise: 45 m, 45 мин; -10, 减10; original size, 1:1."""
    source, target = pair.source, pair.target
    if _is_dated(one, pair) or _is_listed(one, pair):
        return True
    if one.kind == "unit":
        if one.source == "m" and OF_MINUTES.match(one.target):
            return True
        if one.source in SIZES and one.target[:1] in SIZES[one.source]:
            return True
        return one.target.startswith(("week", "нед")) and OF_WEEKDAYS.search(target) is not None
    if one.kind == "percent":
        rest = MADE.sub("", target)
        return rest != target and not any(sign in rest for sign in "成%％折百") and "%" not in source
    if one.kind == "minus":
        if f"-{one.source}" in source and f"-{one.source}" in target:
            return True
        return LESS.search(target[: target.find(one.target)]) is not None
    if one.kind == "missing":
        if one.source in ("1", "100") and WHOLE_SIZE.search(source) and OF_WHOLE_SIZE.search(target):
            return True
        if CHARACTERS.search(source) and DIGITS.search(target):
            return one.source in ("0", "9")
        if one.source in ("1", "2") and "1/2" in source and HALF.search(target):
            return True
        if one.source.isdigit() and 0 < int(one.source) <= len(STEMS) and source.rstrip(" :.").endswith(one.source):
            return STEMS[int(one.source) - 1] in target
        if one.source == "0" and NONE.search(source) and DENIED.search(target):
            return True
        return one.source == "0" and RESET.search(source) is not None and CLEARED.search(target) is not None
    if one.kind == "added" and (PLURALS.match(source) or (LARGE.search(source) and POWER.search(target))):
        return True
    if one.kind in ("added", "changed") and (clock := TO_HOUR.match(source.strip())):
        hour = HOURS.index(clock[2].lower()) or len(HOURS)
        return all(_stands(str(part), target) for part in (hour, MINUTES[clock[1].lower()]))
    if one.kind == "added":
        if one.target in ("1", "100") and WHOLE_SIZE.search(target) and OF_WHOLE_SIZE.search(source):
            return True
        if one.target == "1" and ARTICLE.search(source) and ONE_PIECE.search(target):
            return True
        if re.search(rf"(?<=[,(]){re.escape(one.target)}(?=[,)])", source):
            return True  # (-1,0,1)
        if one.target == "1" and any(re.search(rf"\b{part}ths?\b", source) for part in PARTS.findall(target)):
            return True  # 10ths of a second, 1/10
        worded = pair.target_language not in UNSPACED and NUMBERED_WORD.search(source) is None
        if worded and re.search(rf"[^\W\d_A-Za-z]{one.target}(?!\d)", target):
            return _stands(one.target, NUMBERED_WORD.sub(" ", target)) == 0  # (value; value), (число1; число2)
        return len(one.target) == len("2026") and TEMPLATE.search(source) is not None
    return False


def _is_dated(one: Difference, pair: Pair) -> bool:
    """Whether a number is a part of a date in figures that stands in both texts, in another order: 2026-11-06."""
    said, made = ({_parts(match[0]) for match in DATE.finditer(text)} for text in (pair.source, pair.target))
    figures = [*_parts(one.source), *_parts(one.target)]
    return bool(figures) and any(set(figures) <= set(date) for date in said & made)


def _parts(date: str) -> tuple[int, ...]:
    return tuple(sorted(int(part) for part in re.findall(r"\d+", date)))


def _is_listed(one: Difference, pair: Pair) -> bool:
    """Whether what became another number is several without spaces between them, or a part that is a decimal number."""
    for figures in ROW.findall(pair.source):
        parts = figures.split(",")
        if {one.source, one.target} & {figures, *parts} and all(_stands(part, pair.target) for part in parts):
            return True
    if f"[{one.target}]" in pair.target or f"[{one.source}]" in pair.source:  # [0,255], [0, 255]
        figures, other = (one.target, pair.source) if f"[{one.target}]" in pair.target else (one.source, pair.target)
        if "," in figures and all(_stands(part, other) for part in figures.split(",")):
            return True
    if one.kind != "changed":
        return False
    if all(0 < _stands(part, pair.source) <= _stands(part, pair.target) for part in (one.source, one.target)):
        return True  # within codes: folder/001/file4
    part = re.match(r"(\d+)ths? ", pair.source[pair.source.find(one.source) :])
    decimal = one.target.replace(",", ".")
    return part is not None and decimal == f"{1 / max(1, int(part[1])):g}"


def _is_example(figures: str, pair: Pair) -> bool:
    """Whether a number stands in brackets of a translator's own, which explain: Infant, Младенец (1-12 мес)."""
    if pair.prose or "(" in pair.source:
        return False
    return any(_stands(figures, match[0]) for match in BRACKETED.finditer(pair.target))


def _is_own_example(one: Difference, pair: Pair) -> bool:
    """Whether a number became another one in an example in brackets: (e.g. +1 for the US), (например, +7)."""
    if pair.prose or one.kind != "changed":
        return False
    said, made = EXAMPLE.finditer(pair.source), BRACKETED.finditer(pair.target)
    return any(_stands(one.source, match[0]) for match in said) and any(_stands(one.target, match[0]) for match in made)


def _is_in_words(figures: str, pair: Pair) -> bool:
    """Whether a number that the translation has in figures is a word of the source: hex, zeros, the sevens."""
    if (
        figures.isdigit()
        and int(figures) < len(SEVERAL)
        and re.search(rf"(?<!\w)(?:{SEVERAL[int(figures)]})(?!\w)", pair.source, re.IGNORECASE)
    ):
        return True
    return figures in RADIX and RADIX[figures] in pair.source.casefold()


def _stands(figures: str, text: str) -> int:
    """How often a number stands in a text, be it within a code."""
    return len(re.findall(rf"(?<![\d.,]){re.escape(figures)}(?![.,]?\d)", text))


def _is_joined(figures: str, pair: Pair) -> bool:
    """Whether a number is written as one word with letters before it: DC 200, DC200."""
    joined = len(re.findall(rf"[A-Za-z]{re.escape(figures)}(?!\d)", pair.target))
    return joined > 0 and joined >= len(re.findall(rf"(?<!\d){re.escape(figures)}(?!\d)", pair.source))
