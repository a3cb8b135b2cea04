"""Whether the words after a number may still agree with it once it has become another one.

    agrees("2 книги", "3 книги", "ru")    agrees("2 книги", "4 книги", "ru")    not agrees("2 книги", "5 книги", "ru")

Asked are CLDR's plural categories, and whether letters stand at the figure itself (Kyrgyz 100дөн, 101ден). Nobody
looks at the word: what is told is that somebody must.
"""

import re
from decimal import Decimal

from toolkit.languages import plural_category
from toolkit.memory.adaptation import POINTS
from toolkit.quantities import quantities
from toolkit.quantities.words import words_of

FIGURE = re.compile(r"\d[\d.,\u00a0\u202f ]*(?<=\d)")
GROUP = re.compile(r"[\u00a0\u202f ]")
THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
WORD = re.compile(r"(\s*)-?([^\W\d_]+)")
UNCHANGED = frozenset(("az", "fa", "hu", "ja", "kk", "ko", "ky", "tr", "tt", "uz", "vi", "zh", "zt"))
"""Languages in which a noun after a number is the same after any (CLDR has categories for some, for other words)."""
HARMONY = frozenset(("az", "fi", "hu", "kk", "ky", "tr", "tt", "uz"))
"""Languages whose endings after figures follow how the number is spoken: 5ке, 6га."""
LONGEST_ENDING = 3
VOWELS = re.compile(r"[aeiouyаеёиоуыэюяөүіїєәұ]", re.IGNORECASE)
YEARS = {"ru": re.compile("год(?:а|у|ом|е)?$"), "ky": re.compile("жыл")}
"""What stands after a year, in any form: it counts nothing."""
FIRST_YEAR = 1000


def agrees(before: str, after: str, language: str) -> bool:
    """Whether no number of `after` that is another than in `before` may want another form of the word beside it."""
    old, new = quantities(before, language), quantities(after, language)
    if len(old) != len(new):
        return False
    pairs = zip(old, new, strict=True)
    return all(was.text == now.text or _agrees(was.text, after[now.start :], language) for was, now in pairs)


def _agrees(was: str, rest: str, language: str) -> bool:
    """The same of one number, by what it was and the text that begins with what it is now."""
    old, new = FIGURE.match(was), FIGURE.match(rest)
    if old is None or new is None:
        return False
    found = WORD.match(rest, new.end())
    if found is None or (language in UNCHANGED and language not in HARMONY):
        return True
    word = found[2].casefold()
    if not VOWELS.search(word):
        return True  # km, кг, млн: an abbreviation has one form
    years = YEARS.get(language)
    year = years is not None and years.match(word) is not None
    ending = not found[1] and (not found[0].startswith("-") or len(word) <= LONGEST_ENDING)
    if language in HARMONY and ending and not year:
        return False
    month = words_of(language).months
    if language in UNCHANGED or (month is not None and month.match(word)):
        return True
    values = [_value(figure[0], language) for figure in (old, new)]
    if None in values or (year and min(filter(None, values)) >= FIRST_YEAR):
        return True
    one, other = (plural_category(value, language) for value in values if value is not None)
    return one == other


def _value(figure: str, language: str) -> Decimal | None:
    """What a figure stands for; None for a version or a date."""
    point = POINTS.get(language, ",")
    bare = GROUP.sub("", figure)
    if THOUSANDS.fullmatch(bare) and point not in bare:
        return Decimal(bare.replace(",", "").replace(".", ""))
    return Decimal(bare.replace(",", ".")) if bare.count(",") + bare.count(".") < 2 else None
