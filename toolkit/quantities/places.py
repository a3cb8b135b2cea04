"""Places in a row and times in words that became others: third, 第二, третий; twice, 三次, втрое, үч жолу."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from toolkit import late
from toolkit.quantities.spelled import spelled
from toolkit.signs import Sign

SMALL = {
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
}  # fmt: skip
LEAST = 2
"""What is looked for."""
OF_ONE = late.compile(r"\b(?:the|his|her|its|their|our|my|'s) \Z", re.IGNORECASE)
"""Before a first that is no `at first`."""
Found = dict[Decimal, tuple[int, int]]
FIRST = {"first": 1} | SMALL
RUSSIAN = (
    ("перв", 1), ("втор", 2), ("четв[её]рт", 4), ("пят", 5), ("шест", 6), ("седьм", 7), ("восьм", 8), ("девят", 9),
    ("десят", 10), ("одиннадцат", 11), ("двенадцат", 12), ("тринадцат", 13), ("четырнадцат", 14), ("пятнадцат", 15),
    ("шестнадцат", 16), ("семнадцат", 17), ("восемнадцат", 18), ("девятнадцат", 19), ("двадцат", 20),
)  # fmt: skip
ADJECTIVE = "(?:ый|ой|ая|ое|ого|ому|ым|ом|ую|ые|ых|ыми)"
KYRGYZ = (
    ("биринчи", 1), ("экинчи", 2), ("үчүнчү", 3), ("төртүнчү", 4), ("бешинчи", 5), ("алтынчы", 6), ("жетинчи", 7),
    ("сегизинчи", 8), ("тогузунчу", 9), ("онунчу", 10),
)  # fmt: skip


class Table(NamedTuple):
    """Words for numbers: any of them in a text, and each alone with its number. No number has two rows."""

    anywhere: "re.Pattern[str]"
    each: tuple[tuple["re.Pattern[str]", int], ...]
    sign: Sign | None = None
    """A word without which a text has none of them."""
    bare: "re.Pattern[str] | None" = None
    """Any of them without what stands before and behind all, where each is one word; None where some have more."""

    def _matches(self, text: str) -> "Iterator[re.Match[str]]":
        if self.sign is not None and not self.sign(text):
            return iter(())
        if self.sign is None or self.bare is None:
            return self.anywhere.finditer(text)
        starts = (one.start() for place in self.sign.places(text) for one in self.bare.finditer(text, *place))
        return filter(None, (self.anywhere.match(text, start) for start in starts))

    def found(self, text: str) -> "Found":
        """Number -> where it stands first, in the order of the rows."""
        spans: dict[int, tuple[int, int]] = {}
        for match in self._matches(text):
            for pattern, value in self.each:
                if value not in spans and pattern.fullmatch(match[0]):
                    spans[value] = match.span()
                    break
        return {Decimal(value): spans[value] for _, value in self.each if value in spans} if spans else {}


def _table(*rows: tuple[str, int], before: str = "", behind: str = "", sign: Sign | None = None) -> Table:
    """Of patterns, and what stands before and behind all of them. They are asked at once: most texts have none."""
    words = "|".join(pattern for pattern, _ in rows)
    return Table(
        late.compile(f"{before}(?:{words}){behind}", re.IGNORECASE),
        tuple((late.compile(pattern, re.IGNORECASE), value) for pattern, value in rows),
        sign,
        late.compile(words, re.IGNORECASE) if sign is not None and " " not in words else None,
    )


NO_LARGER = r"(?<!\bон )(?<!жыйырма )(?<!отуз )"
HAN = "一二三四五六七八九十"
ORDINALS: dict[str, Table] = {
    "en": _table(*FIRST.items(), before=r"\b(?:(?<!\ba )|(?=(?:second|third|fourth) [A-Za-z]{4,}))(?<!\bone )",
                 behind=r"\b(?! of (?:an|a) )",
                 sign=Sign(rf"\b(?:{'|'.join(FIRST)})\b", "Latn", "en")),
    "zh": _table((f"第一(?![{HAN}百千])|月一日", 1), (f"(?:第二|每两)(?![{HAN}百千])|月二日|[两二]连[胜败冠霸]", 2),
                 *((f"[第每]{letter}(?![{HAN}百千])|月{letter}日|{letter}连[胜败冠霸]|(?<![{HAN}]){letter}世纪", value)
                   for value, letter in enumerate(HAN[2:], 3)),
                 *((f"第十{letter}|月十{letter}日", value) for value, letter in enumerate(HAN[:9], 11)),
                 ("第二十(?![一二三四五六七八九])|月二十日", 20)),
    "ru": _table(*((f"{word}{ADJECTIVE}", value) for word, value in RUSSIAN),
                 ("трет(?:ий|ья|ью|ье|ьего|ьему|ьим|ьем|ьи|ьих|ьей)", 3),
                 before=r"\b(?<!цать )(?<!цати )(?<!сорок )(?<!десят )", behind=r"\b(?! част| дол)",
                 sign=Sign(rf"\b(?:трет|(?:{'|'.join(word for word, _ in RUSSIAN)}){ADJECTIVE})", "Cyrl", "ru")),
    "ky": _table(*((rf"{NO_LARGER}{word}(?:с[ыиуү]\w*)?", value) for word, value in KYRGYZ),
                 *((rf"он {word}(?:с[ыиуү]\w*)?", 10 + value) for word, value in KYRGYZ[:9]),
                 before=r"\b", behind=r"\b",
                 sign=Sign(rf"\b(?:{'|'.join(word for word, _ in KYRGYZ)})", "Cyrl", "ky")),
}  # fmt: skip
"""Language -> places in a row up to twenty; a third of something is none. Every third is 每三, the fifth day 五日."""
EACH = {"ru": late.compile(r"\bкажд\w+\s+\w+", re.IGNORECASE), "ky": late.compile(r"\bар(?: бир)? \w+", re.IGNORECASE)}
OF = late.compile(r"\b(?:in|out of) \Z", re.IGNORECASE)
"""Before the number of which one is meant: one in five, каждый пятый."""
GROWN = "(?:增[长加]?|提高|上?升|上?涨|扩大|多)了?"
"""By how much more: 增长两倍 is three times as much."""
TIMES_ZH = "度(?![数角音空左以])"
"""两度, twice, where no degrees are meant."""
NO_DOUBLE = r"(?<!\ba )(?<!\bthe )(?<!\btwo )(?<!\bthree )(?<!\bfour )(?<!\bmixed )(?<!s )"
"""Before a double of dice, and doubles of tennis."""
DOUBLED, TRIPLED = "doubl(?:e[ds]?|ing)", "tripl(?:e[ds]?|ing)|trebl(?:e[ds]?|ing)"
MANIFOLD = f"twice|thrice|times|{DOUBLED}|{TRIPLED}|quadruple[ds]?|twofold|threefold|fourfold"
TIMES: dict[str, Table] = {
    "en": _table((f"twice|two times|{NO_DOUBLE}{DOUBLED}|twofold", 2), (f"thrice|three times|{TRIPLED}|threefold", 3),
                 ("four times|quadruple[ds]?|fourfold", 4), before=r"\b", behind=r"\b",
                 sign=Sign(rf"\b(?:{MANIFOLD})\b", "Latn", "en")),
    "zh": _table((rf"(?<!十)[两二] ?(?:[次倍回遍]|{TIMES_ZH})|翻[一了]?番|翻倍|加倍|双倍|双[人重]|再次|{GROWN}一倍", 2),
                 (rf"(?<!十)三 ?(?:[次倍回遍]|{TIMES_ZH})|{GROWN}[两二]倍", 3),
                 (rf"(?<!十)四 ?(?:[次倍回遍]|{TIMES_ZH})|{GROWN}三倍|翻了?两番", 4), ("(?<!十)五 ?[次倍回遍]", 5)),
    "ru": _table((r"дважды\b|вдвое\b|дв(?:а|ух) раза?\b|двукратн|удво(?:и|ен)", 2),
                 (r"трижды\b|втрое\b|тр(?:и|[её]х) раза?\b|тр[её]хкратн|утро(?:ил|ит|ен)", 3),
                 (r"четырежды\b|вчетверо\b|четыр(?:е|[её]х) раза?\b|учетвер", 4), (r"впятеро\b|пят[ьи] раз\b", 5),
                 before=r"\b", sign=Sign(r"\b(?:раза?\b|дважды|вдвое|двукратн|трижды|втрое|тр[её]хкратн|четырежды|"
                                          "вчетверо|впятеро|удво(?:и|ен)|утро(?:ил|ит|ен)|учетвер)", "Cyrl", "ru")),
    "ky": _table(("эки (?:жолу|эсе|ирет|мертебе|маал)", 2),
                 *((rf"(?<!\bон ){word} (?:жолу|эсе|ирет|мертебе|маал)", value)
                   for word, value in (("үч", 3), ("төрт", 4), ("беш", 5))), before=r"\b",
                 sign=Sign(r"\b(?:жолу|эсе|ирет|мертебе|маал)", "Cyrl", "ky")),
}  # fmt: skip
"""Language -> how often, or how many times as much."""
NO_PLACES = late.compile(r"\d+(?=月)|\d{2,}")
"""Figures of Chinese that are no place in a row, or of a larger number."""
MAY_PLACE = Sign(rf"\b(?:{'|'.join(FIRST)}|{MANIFOLD})\b", "Latn", "en")


FIRST_OF_ALL = late.compile(
    r"\b(?:first\w*|one|once|initial\w*|beginning|prim\w+|lead\w*|top|main|originally|early|earliest|before|new\w*|start\w*|"
    r"open\w*|debut\w*|maiden|inaugural)\b",
    re.IGNORECASE,
)
"""By which a source may say what a translation calls the first."""


def other_places(
    source: str, target: str, target_language: str, here: Callable[[], set[Decimal]], there: Callable[[], set[Decimal]]
) -> Iterator[tuple[str, int, int]]:
    """(place in a row or number of times of an English source, where another stands in the target instead of it).

    The sets are the values of the figures of both sides.
    """
    language = "zh" if target_language == "zt" else target_language
    if language not in ORDINALS or not MAY_PLACE(source):
        return
    for table in (ORDINALS, TIMES):  # the first place is that of winners
        said = {
            value: span
            for value, span in table["en"].found(source).items()
            if value >= LEAST or OF_ONE.search(source, 0, span[0])
        }
        made = table[language].found(target) if said else {}
        lost = [value for value in said if value not in made]
        least = 1 if table is ORDINALS and len(said) == len(made) and not FIRST_OF_ALL.search(source) else LEAST
        strange = [value for value in made if value not in said and value >= least]
        if not lost or not strange:
            continue
        known = {one.value for one in spelled(target, language)} if language != "zh" else set()
        if table is ORDINALS and len(said) == len(made):
            known.discard(Decimal(1))  # a word of grammar too
        own = {one.value for one in spelled(source, "en")}
        figures = NO_PLACES.sub(" ", target) if language == "zh" else ""
        lost = [
            value
            for value in lost
            if (value not in known or value in own)
            and not (value in there() and (language != "zh" or str(value) in figures))
        ]
        answered = own & {one.value for one in spelled(target, language)}  # by a number that is no place
        known = (own - answered) | ORDINALS["en"].found(source).keys()
        strange = [value for value in strange if value not in known and value not in here() - there()]
        if lost and strange:
            start, end = said[lost[0]]
            yield source[start:end], *made[strange[0]]


def without_places(source: str, target: str, target_language: str) -> tuple[str, str]:
    """Both with spaces for the places in a row that they share, so that no number in words is answered by one."""
    language = "zh" if target_language == "zt" else target_language
    said = ORDINALS["en"].found(source) if language in ORDINALS and MAY_PLACE(source) else {}
    if not said or (said.keys() == {1} and TIMES["en"].anywhere.search(source) is None):
        return source, target
    made = ORDINALS[language].found(target)
    for value in said.keys() & made.keys():
        source, target = (
            text[:start] + " " * (end - start) + text[end:]
            for text, (start, end) in ((source, said[value]), (target, made[value]))
        )
    return source, target


def each_of(source: str, place: int, target: str, target_language: str) -> Iterator[tuple[Decimal, int, int]]:
    """Of how many one is meant, and where the target says so, if English does before a place: in five, каждый пятый."""
    if target_language not in EACH or not OF.search(source, 0, place):
        return
    for match in EACH[target_language].finditer(target):
        for value in ORDINALS[target_language].found(match[0]):
            yield value, *match.span()


TIMES_AS = late.compile(
    r"\b(?:twice|thrice|(?:two|three|four|five|six|seven|eight|nine|ten) times) "
    r"(?:as (?!well|often|if)\w+ (?:as|in|on|at|for)\b|"
    r"(?:more|less|faster|larger|bigger|higher|longer|smaller|heavier) than)",
    re.IGNORECASE,
)
SOME_TIMES = {
    "zh": late.compile("[倍番双半折成次回]|分之|[%％]"),
    "ru": late.compile(
        r"\bраз|кратн|\bв(?:двое|трое|четверо|пятеро|шестеро)|двойн|удв[ао]|утр[ао]|[%]|процент|половин", re.IGNORECASE
    ),
    "ky": late.compile(r"эсе|жолу|\bкат\b|\bэки|жарым|[%]|пайыз", re.IGNORECASE),
}
"""By which something is as much as several others, or a part of them."""


def lost_times(source: str, target: str, language: str) -> str:
    """How many times as much something is in an English source, where the target says it in no way; empty for none."""
    if language not in SOME_TIMES or not (said := TIMES_AS.search(source)) or SOME_TIMES[language].search(target):
        return ""
    return said[0]


FAR = late.compile(
    rf"(?<![-\w])(?<!\ba )(?<!\bone )(?:{'|'.join([*SMALL][2:])})\b(?! (?:of|the|part|hour)\b)", re.IGNORECASE
)
"""A place in a row from the fourth on, which no language says otherwise."""


def lost_place(source: str, values: Callable[[], set[Decimal]], target: str, language: str) -> str:
    """A place in a row of an English source that is not among the `values` which the target says; empty for none."""
    for one in FAR.finditer(source):
        value = Decimal(SMALL[one[0].lower()])
        if value not in values() and value not in ORDINALS[language].found(target):
            return one[0]
    return ""
