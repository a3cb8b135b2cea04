"""Defects of content: numbers, dates, money, units, names, denials, words and sentences that are not as they were."""

import functools
import random
import re
from collections.abc import Callable
from pathlib import Path

from defects.row import GLUE, HAN, Defect, Row, defect, ends, replaced
from toolkit.checks import Pair

Rule = tuple["re.Pattern[str]", str]
DIGITS = re.compile(
    r"(?<![\w{.,%&#:/=])\d+(?:[.,:]\d+)*(?![\w}])|(?<![\w{.,%&#:/=a-zA-Z])\d+(?:[.,:]\d+)*(?=[\u4e00-\u9fff])"
)
DENIES = {
    "en": re.compile(
        r"\b(?:not|never|cannot|nobody|nothing|neither|nor|no|none|without|unable|hardly|nowhere)\b|n['’]t\b",
        re.IGNORECASE,
    ),
    "zh": re.compile(r"[不没無无非未别勿莫否免禁拒]"),
    "ru": re.compile(r"\b(?:не|ни)\b|\bнет\b|\bнельзя\b|\bник\w+|\bнич\w+|\bбез\w*|\bне\w{4,}", re.IGNORECASE),
    "ky": re.compile(r"\bэмес|\bжок|\bэч\b|с[ыиуү]з\b|\w\w[бп][аеоө](?:й|г|д|с|ң|ш|т|у)", re.IGNORECASE),
}
"""Whatever denies: a denial is added where there is none, and taken where there is one."""
CARDINALS = {
    "zh": "两三四五六七八九",
    "ru": "два|три|четыре|пять|шесть|семь|восемь|девять|десять",
    "ky": "эки|үч|төрт|беш|алты|жети|сегиз|тогуз|он",
}
RUSSIAN_OBLIQUE = ("двух", "трёх", "четырёх", "пяти", "шести", "семи", "восьми", "девяти", "десяти")
ENGLISH_NUMERAL = re.compile(r"\b(?:two|three|four|five|six|seven|eight|nine|ten)\b", re.IGNORECASE)
ENGLISH_MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
CAPITALISED = re.compile(r"(?<=[a-zа-яёөүң,] )[A-ZА-ЯЁӨҮҢ][a-zа-яёөүң]{3,}\b")


FOLDER = Path(__file__).parent
WORDS = ["words.tsv"]
"""The table of words, which scripts/check_recall.py may put another in the place of."""


@functools.cache
def rules(kind: str, language: str) -> tuple[Rule, ...]:
    """What the table of words has of a kind."""
    lines = (FOLDER / WORDS[0]).read_text(encoding="utf-8").splitlines()
    found = (line.split("\t") for line in lines if line.startswith(f"{kind}\t{language}\t"))
    return tuple((re.compile(cells[2]), cells[3]) for cells in found)


def by_rule(chance: random.Random, text: str, kind: str, language: str) -> str | None:
    """One place that one of the rules fits, chosen by chance."""
    fits = [(pattern, by) for pattern, by in rules(kind, language) if pattern.search(text)]
    if not fits:
        return None
    pattern, by = chance.choice(fits)
    return replaced(chance, text, pattern, lambda _: by)


def another(chance: random.Random, word: str, words: tuple[str, ...]) -> str:
    return chance.choice([one for one in words if one not in (word, "два" if word == "две" else "", "две")])


def _number(change: Callable[[random.Random, str], "str | None"]) -> Callable[[random.Random, Row], "Pair | None"]:
    def seed(chance: random.Random, row: Row) -> Pair | None:
        found = [
            one for one in DIGITS.finditer(row.target) if re.search(rf"(?<!\d){re.escape(one[0])}(?!\d)", row.source)
        ]
        if not found:
            return None
        one = chance.choice(found)
        wrong = change(chance, one[0])
        return None if wrong is None else row.made(row.target[: one.start()] + wrong + row.target[one.end() :])

    return seed


def swapped(chance: random.Random, number: str) -> str | None:
    """Two digits change places: 12 → 21."""
    return replaced(chance, number, re.compile(r"(\d)(?!\1)([1-9])"), lambda one: one[2] + one[1])


def longer(chance: random.Random, number: str) -> str | None:
    """A digit too many or too few."""
    if chance.random() < 0.5 and len(number) > 1 and number.isdigit():
        return number[:-1]
    return number + chance.choice("0579")


def shifted(_: random.Random, number: str) -> str | None:
    """A decimal sign lost or put in."""
    if re.fullmatch(r"\d+[.,]\d{1,2}", number):
        return re.sub(r"[.,]", "", number)
    return f"{number[:-1]},{number[-1]}" if re.fullmatch(r"\d{2,3}|\d{5}", number) else None


def near(chance: random.Random, number: str) -> str | None:
    """Another number of the same length: a year ten years later, a day the next day."""
    if not number.isdigit() or number.startswith("0"):
        return None
    wrong = str(
        int(number) + chance.choice([1, 2, 10, 100] if len(number) > 3 else [1, 2, 10] if len(number) > 1 else [1, 2])
    )
    return wrong if len(wrong) == len(number) else None


def clock(chance: random.Random, number: str) -> str | None:
    """Another hour or other minutes."""
    if not re.fullmatch(r"\d{1,2}:\d\d", number):
        return None
    hour, minute = map(int, number.split(":"))
    return chance.choice([f"{(hour + 1) % 24}:{minute:02}", f"{hour}:{(minute + 15) % 60:02}"])


def month(chance: random.Random, row: Row) -> Pair | None:
    if len(ENGLISH_MONTH.findall(row.source)) != 1:
        return None
    ((pattern, _),) = rules("month", row.language)
    if row.language == "zh":
        by = lambda one: f"{(int(one[1]) + chance.randint(0, 10)) % 12 + 1}月"  # noqa: E731
    else:
        by = lambda one: another(chance, one[0], tuple(pattern.pattern.split("|")))  # noqa: E731
    return row.made(replaced(chance, row.target, pattern, by))


def numeral(chance: random.Random, row: Row) -> Pair | None:
    """Three in words became five in words."""
    if len(ENGLISH_NUMERAL.findall(row.source)) != 1:
        return None
    ((pattern, _),) = rules("numeral", row.language)
    if len(pattern.findall(row.target)) != 1:
        return None
    words = tuple(CARDINALS["zh"]) if row.language == "zh" else tuple(CARDINALS[row.language].split("|"))
    one = pattern.search(row.target)
    if (
        row.language == "ru"
        and one
        and one[0].replace("е", "ё") in [word.replace("е", "ё") for word in RUSSIAN_OBLIQUE]
    ):
        words = RUSSIAN_OBLIQUE
    return row.made(replaced(chance, row.target, pattern, lambda one: another(chance, one[0], words).split()[0]))


def worded(kind: str, said: str) -> Callable[[random.Random, Row], "Pair | None"]:
    """A word of words.tsv in the place of another, where the source says such a thing."""
    asked = re.compile(said)

    def seed(chance: random.Random, row: Row) -> Pair | None:
        return row.made(by_rule(chance, row.target, kind, row.language)) if asked.search(row.source) else None

    return seed


def surname(chance: random.Random, row: Row) -> Pair | None:
    """A name in the middle of the sentence is another person's, or is gone."""
    said, made = CAPITALISED.findall(row.source), list(CAPITALISED.finditer(row.target))
    if len(said) != 1 or len(made) != 1:
        return None
    ((_, other),) = rules("surname", row.language)
    one = made[0]
    return row.made(
        row.target[: one.start()]
        + chance.choice([other, "он" if row.language == "ru" else "ал"])
        + row.target[one.end() :]
    )


def dropped(chance: random.Random, row: Row) -> Pair | None:
    """The one denial of a text became its opposite."""
    if len(DENIES["en"].findall(row.source)) != 1 or len(DENIES[row.language].findall(row.target)) != 1:
        return None
    if re.search(r"\bnot only\b|\bno (?:later|more|less|fewer)\b", row.source):
        return None
    made = by_rule(chance, row.target, "dropped", row.language)
    return row.made(made) if made and not DENIES[row.language].search(made) else None


def added(chance: random.Random, row: Row) -> Pair | None:
    """A denial where neither text has one."""
    if DENIES["en"].search(row.source) or DENIES[row.language].search(row.target) or len(row.source.split()) < 3:
        return None
    return row.made(by_rule(chance, row.target, "added", row.language))


def word_twice(chance: random.Random, row: Row) -> Pair | None:
    """A word, however short, twice in a row."""
    pattern = re.compile(
        r"[的了在和是有将我们这]|[\u4e00-\u9fff]{3,4}" if row.language == "zh" else r"\b[^\W\d_]{2,}\b"
    )
    if re.search(r"(?i)\b(\w+) \1\b", row.source):
        return None
    return row.made(replaced(chance, row.target, pattern, lambda one: one[0] + GLUE[row.language] + one[0]))


def span_left(chance: random.Random, row: Row) -> Pair | None:
    """Three to six words of the source in the middle of the translation."""
    said = row.source.rstrip(".!?").split()
    made = list(row.target) if row.language == "zh" else row.target.split()
    size = chance.randint(3, 6)
    if len(said) < size + 3 or len(made) < 6 or re.search(r"[{<\d]", row.source):
        return None
    start, place = chance.randrange(len(said) - size), chance.randrange(1, len(made) - 2)
    glue = GLUE[row.language]
    return row.made(
        glue.join(made[:place]) + f" {' '.join(said[start : start + size])} " + glue.join(made[place + 2 :])
    )


def half_left(chance: random.Random, row: Row) -> Pair | None:
    """The first or second half in the language of the source."""
    said, made = row.source.split(), row.target
    if len(said) < 8 or re.search(r"[{<]", row.source):
        return None
    half = len(said) // 2
    cut = len(made) // 2
    return row.made(chance.choice([" ".join(said[:half]) + " " + made[cut:], made[:cut] + " " + " ".join(said[half:])]))


def word_left(chance: random.Random, row: Row) -> Pair | None:
    """One common word of the source in the place of a word of the translation."""
    said = re.findall(r"\b[a-z]{4,}\b", row.source)
    if not said or re.search(r"[{<A-Za-z]", row.target) or len(row.source.split()) < 5:
        return None
    pattern = re.compile(
        r"(?<=[\u4e00-\u9fff])[\u4e00-\u9fff]{2}(?=[\u4e00-\u9fff])" if row.language == "zh" else r"\b[^\W\d_]{4,}\b"
    )
    return row.made(replaced(chance, row.target, pattern, lambda _: chance.choice(said)))


def sentence_lost(chance: random.Random, row: Row) -> Pair | None:
    """Of two or three sentences one is not there."""
    other = row.other
    if other is None or not all(map(ends, (row.source, row.target, other.source, other.target))):
        return None
    if min(len(row.source.split()), len(other.source.split())) < 4:
        return None
    glue = GLUE[row.language]
    kept = chance.choice([row.target, other.target])
    if chance.random() < 0.3:
        return row.made(f"{row.target}{glue}{other.target}", f"{row.source} {other.source} {row.source}")
    return Pair(f"{row.source} {other.source}", kept, "en", row.language, prose=row.prose)


def broken_off(chance: random.Random, row: Row) -> Pair | None:
    """It ends after a tenth to a third of it."""
    if len(row.source) < 60 or re.search(r"[{<]", row.source):
        return None
    made = row.target[: max(2, int(len(row.target) * chance.uniform(0.1, 0.33)))]
    return row.made(made if row.language == "zh" else made.rpartition(" ")[0])


def much_longer(chance: random.Random, row: Row) -> Pair | None:
    """Two and a half texts in one."""
    if row.other is None or len(row.source) < 15 or not HAN.search(row.target + "一"):
        return None
    added = GLUE[row.language].join([row.other.target] * chance.randint(1, 2))
    return row.made(row.target + GLUE[row.language] + added) if len(added) > 1.6 * len(row.target) else None


SAYS = (
    r"\d|\b(?:million|billion|thousand|hundred|percent|per cent|half|a|an|one|two|three|four|five|six|seven|eight|nine|"
    r"ten|\w+teen|\w+ty)\b"
)
NUMBER = "number code-like"
DEFECTS: tuple[Defect, ...] = (
    defect("digits swapped", "content", _number(swapped), NUMBER),
    defect("a digit more or less", "content", _number(longer), NUMBER),
    defect("decimal sign lost or added", "content", _number(shifted), NUMBER),
    defect("a number near by", "content", _number(near), NUMBER),
    defect("another time of day", "content", _number(clock), NUMBER),
    defect("another month", "content", month, "number"),
    defect("another numeral in words", "content", numeral, "number"),
    defect(
        "another magnitude", "content", worded("magnitude", r"\b(?:million|billion|thousand)|\d,\d{3}|\d{5}"), "number"
    ),
    defect(
        "another currency",
        "content",
        worded("money", r"[$€£¥]|(?i:dollar|euro|som\b|soms\b|yuan|rouble|ruble)"),
        "number",
    ),
    defect("percent to something else", "content", worded("percent", r"%|\bper ?cent\b"), "number"),
    defect(
        "another unit",
        "content",
        worded(
            "unit",
            rf"(?:{SAYS}).{{0,12}}\b(?:kilomet|metre|meter|km\b|minute|hour|day|week|month|year|tonne|ton|kilo|hectare|second)",
        ),
        "number",
    ),
    defect("another place", "content", worded("name", r"[a-z,] [A-Z]|^[A-Z]"), "name"),
    defect("another person", "content", surname, "name", ("ru", "ky")),
    defect("denial dropped", "content", dropped, "negation"),
    defect("denial added", "content", added, "negation"),
    defect("word twice", "content", word_twice, "doubled loop"),
    defect("words left in English", "content", span_left, "untranslated-words copy"),
    defect("half left in English", "content", half_left, "untranslated-words copy"),
    defect("one word left in English", "content", word_left, "untranslated-words"),
    defect("a sentence lost", "content", sentence_lost, "sentences length tail"),
    defect("broken off", "content", broken_off, "length sentences"),
    defect("far too long", "content", much_longer, "length tail sentences"),
)
