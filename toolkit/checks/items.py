"""Lists that have fewer items in the translation: natural disasters, strikes and war, 自然灾害和战争; two dolphins."""

from decimal import Decimal

from toolkit import late
from toolkit.engines.support import translations
from toolkit.languages import code_of
from toolkit.quantities.comparison import numbers_of
from toolkit.quantities.spelled import spelled
from toolkit.quantities.worded import MAY_COUNT
from toolkit.signs import Sign

MAY_LIST = Sign(r":\Z", "Zyyy", "en", flags=0)
SAID = late.compile(r": ([^:;.!?()“”\"]+?)[.;!]?\Z")
"""A list to the end of an English text."""
BETWEEN = late.compile(r",? (?:and|or) |, ")
MADE = late.compile(r"(?:[:：] ?| — )([^:：;；.。!?！？()（）“”«»]+?)[.。;；!！]?\Z")
JOINING = {
    "zh": late.compile("[、，,和与及或并跟同兼]|以至"),
    "ru": late.compile(r",(?!\d)|(?<!\w)(?:и|или|да|либо|с|со|а)(?!\w)"),
    "ky": late.compile(r",(?!\d)|(?<!\w)(?:жана|же|менен|ошондой эле|да|де|дагы)(?!\w)"),
}
CLAUSE = late.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|can|cannot|could|will|would|shall|should|may|might|must|"
    r"as|but|though|while|before|after|that|who|which|when|if|not|you|he|she|it|they|we|I)\b|"
    r"\d(?![\d.,]* ?(?:g|kg|mg|ml|l|cm|mm|m|km)\b)"
)
"""What is said of something, or a number of it: no list of things."""
FEW = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
COUNTED = late.compile(
    rf"(?:, (?:and |or )?| and | with )((?:{'|'.join(FEW)}) ((?:[a-z]{{3,}} )?[a-z]{{2,}}s))"
    r"(?=,| and |[.;]?\Z|\. )|"
    r", (an? ([a-z]{3,} of [a-z]{3,}))(?=,| and )"
)
"""One of several things, of which there is more than one."""
LEAST, LONGEST = 3, 6
"""Items of a list, and words of one."""


def shortened(source: str, target: str, target_language: str) -> str:
    """The list of an English source that is a list of fewer items in the translation; empty for none."""
    language = code_of(target_language)
    said = SAID.search(source) if language in JOINING and MAY_LIST(source) else None
    if said is None or source.count(":") > 1:
        return ""
    items = BETWEEN.split(said[1])
    if len(items) < LEAST or ", " not in said[1] or any(len(one.split()) > LONGEST for one in items):
        return ""
    if CLAUSE.search(said[1]):
        return ""
    made = MADE.search(target)
    return said[1] if made and 1 < len(JOINING[language].findall(made[1])) + 1 < len(items) else ""


def uncounted(source: str, target: str, target_language: str) -> str:
    """A thing of which an English source has several in a list, where the translation says neither it nor how many."""
    part = " of " in source and (", a " in source or ", an " in source)
    if not part and not any(word in FEW for word in MAY_COUNT.words(source)):
        return ""
    language = code_of(target_language)
    if language not in JOINING:
        return ""
    for one in COUNTED.finditer(source):
        text, things, made = one[1] or one[3], (one[2] or one[4]).split(), target.lower()
        ways = [translations(word, language) for word in things if word != "of"]
        if not ways[-1] or any(way in made for each in ways for way in each):
            continue
        if language == "zh" and any(not set(way).isdisjoint(made) for each in ways for way in each):
            continue  # 瓶, of 瓶子
        if one[3] and all(ways):
            return text
        value = spelled(text, "en")[0].value if one[1] else Decimal(0)
        often = sum(each.value == value for each in spelled(source, "en"))
        if one[1] and often == 1 and value not in numbers_of(made, language):
            return text
    return ""
