"""Places in a row and times in words that became others: third, 第二, третий; twice, 三次, втрое, үч жолу."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from toolkit.quantities.spelled import spelled
from toolkit.signs import Sign

SMALL = {
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
}  # fmt: skip
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
Table = tuple[tuple["re.Pattern[str]", int], ...]


def _table(*rows: tuple[str, int]) -> Table:
    return tuple((re.compile(pattern, re.IGNORECASE), value) for pattern, value in rows)


HAN = "一二三四五六七八九十"
ORDINALS: dict[str, Table] = {
    "en": _table(*((rf"(?<!\ba )(?<!\bone )\b{word}\b(?! of (?:an|a) )", value) for word, value in FIRST.items())),
    "zh": _table(*((f"第{letter}(?![{HAN}百千])", value) for value, letter in enumerate(HAN, 1)),
                 *((f"第十{letter}", value) for value, letter in enumerate(HAN[:9], 11)),
                 ("第二十(?![一二三四五六七八九])", 20)),
    "ru": _table(*((rf"(?<!цать )(?<!цати )(?<!сорок )(?<!десят )\b{word}{ADJECTIVE}\b(?! част| дол)", value)
                   for word, value in RUSSIAN),
                 (r"(?<!цать )\bтрет(?:ий|ья|ье|ьего|ьему|ьим|ьем|ьи|ьих|ьей)\b(?! част| дол)", 3)),
    "ky": _table(*((rf"(?<!\bон )(?<!жыйырма )(?<!отуз )\b{word}(?:с[ыиуү]\w*)?\b", value) for word, value in KYRGYZ),
                 *((rf"\bон {word}\b", 10 + value) for word, value in KYRGYZ[:9])),
}  # fmt: skip
"""Language -> places in a row up to twenty; a third of something is none."""
TIMES: dict[str, Table] = {
    "en": _table((r"\btwice\b|\btwo times\b", 2), (r"\bthrice\b|\bthree times\b", 3), (r"\bfour times\b", 4)),
    "zh": _table((r"(?<!十)[两二] ?[次倍回]|翻[一了]?番|双倍|再次", 2), ("(?<!十)三 ?[次倍回]", 3),
                 ("(?<!十)四 ?[次倍回]", 4), ("(?<!十)五 ?[次倍回]", 5)),
    "ru": _table((r"\bдважды\b|\bвдвое\b|\bдв(?:а|ух) раза?\b|\bдвукратн", 2),
                 (r"\bтрижды\b|\bвтрое\b|\bтр(?:и|[её]х) раза?\b|\bтр[её]хкратн", 3),
                 (r"\bчетырежды\b|\bвчетверо\b|\bчетыр(?:е|[её]х) раза?\b", 4), (r"\bвпятеро\b|\bпят[ьи] раз\b", 5)),
    "ky": _table((r"\bэки (?:жолу|эсе|ирет|мертебе)", 2), (r"(?<!\bон )\bүч (?:жолу|эсе|ирет|мертебе)", 3),
                 (r"(?<!\bон )\bтөрт (?:жолу|эсе|ирет|мертебе)", 4), (r"(?<!\bон )\bбеш (?:жолу|эсе|ирет|мертебе)", 5)),
}  # fmt: skip
"""Language -> how often, or how many times as much."""
MAY_PLACE = Sign(rf"\b(?:{'|'.join(SMALL)}|twice|thrice|times)\b", "Latn", "en")
ANY_PLACE = re.compile(
    rf"(?<!\ba )(?<!\bone )\b(?:{'|'.join(SMALL)})\b(?! of (?:an|a) )|\b(?:twice|thrice|(?:two|three|four) times)\b",
    re.IGNORECASE,
)
"""Any of what the source may say."""
Found = dict[Decimal, tuple[int, int]]


def other_places(
    source: str, target: str, target_language: str, here: Callable[[], set[Decimal]], there: Callable[[], set[Decimal]]
) -> Iterator[tuple[str, int, int]]:
    """(place in a row or number of times of an English source, where another stands in the target instead of it).

    The sets are the values of the figures of both sides.
    """
    language = "zh" if target_language == "zt" else target_language
    if language not in ORDINALS or not MAY_PLACE(source) or ANY_PLACE.search(source) is None:
        return
    for table, least in ((ORDINALS, 2), (TIMES, 2)):
        said = {value: span for value, span in _found(table["en"], source).items() if value >= least}
        made = _found(table[language], target) if said else {}
        lost = [value for value in said if value not in made]
        strange = [
            value for value in made if value not in said and value >= least
        ]  # the first place is that of winners
        if not lost or not strange:
            continue
        known = {one.value for one in spelled(target, language)} if language != "zh" else set()
        own = {one.value for one in spelled(source, "en")}
        lost = [value for value in lost if (value not in known or value in own) and value not in there()]
        known = own | _found(ORDINALS["en"], source).keys()
        strange = [value for value in strange if value not in known and value not in here()]
        if lost and strange:
            start, end = said[lost[0]]
            yield source[start:end], *made[strange[0]]


def without_places(source: str, target: str, target_language: str) -> tuple[str, str]:
    """Both with spaces for the places in a row that they share, so that no number in words is answered by one."""
    language = "zh" if target_language == "zt" else target_language
    if language not in ORDINALS or not MAY_PLACE(source) or ANY_PLACE.search(source) is None:
        return source, target
    said, made = _found(ORDINALS["en"], source), _found(ORDINALS[language], target)
    for value in said.keys() & made.keys():
        source, target = (
            text[:start] + " " * (end - start) + text[end:]
            for text, (start, end) in ((source, said[value]), (target, made[value]))
        )
    return source, target


def _found(table: Table, text: str) -> Found:
    return {Decimal(value): found.span() for pattern, value in table if (found := pattern.search(text))}
