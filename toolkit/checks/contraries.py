"""Denials inside words: invalid, which a translation has to answer; 不足以, не хватит, where the source has enough.

Of the English words nearly every right translation that was looked at denied something, in all three languages; others
of their kind stand beside them.
"""

import functools
import re
from pathlib import Path

from toolkit.checks.polarity import MAY_DENY, denies
from toolkit.signs import Sign

WORDS = (
    r"\b(?:invalid|unavailable|unsuccessful(?:ly)?|unsupported|forbidden|prohibited|unread|unknown|unnamed|unfinished|"
    r"unreachable|unusable|unbeaten|undefeated|unauthori[sz]ed|unconfirmed|unclear|unreliable|unfair(?:ly)?|unverified|"
    r"unidentified|unrecogni[sz]ed|unlimited|unprecedented|unwarranted|unfounded|groundless|unlawful(?:ly)?|"
    r"unjustified|untreated|undeclared|unaware|unacceptable|impossible|illegal(?:ly)?|inaccessible|incomplete|"
    r"insufficient(?:ly)?|ineligible|incompatible|irreversible|inconclusive|useless|homeless|lack(?:s|ed|ing)?|"
    r"refus(?:ed|es|ing|al))\b"
)
"""English words that no translation says without denying something."""
WORD, ANSWERED = re.compile(WORDS, re.IGNORECASE), Sign(WORDS, "Latn", "en")
SAID = {
    "zh": re.compile("黑客|非法|封禁|神秘|首次|空前|史无|创纪录|错误|白费|徒劳|流浪|匿名|锁|禁|零|冤|荒"),
    "ru": re.compile(
        r"\b(?:ошиб|запре[тщ]|блокир|аноним|загад|впервые|поврежд|чуж|нов[ыао]|отсутств|отклон|подпольн|бесп|тщетн|зря|дефицит)\w*",
        re.IGNORECASE,
    ),
    "ky": re.compile(
        r"\b(?:ката|тыю|бөгөт|тосмо|туюк|купуя|биринчи жолу|бузул|бүлүн|жаңы|тартыш|жетиш|кур|бекер|"
        r"каршы|баш тарт|четке|жарактан чык)\w*",
        re.IGNORECASE,
    ),
}
"""Words of the target by which they may be said in another way."""
CONTRARY = (
    (
        re.compile(r"\b(?:enough|sufficient(?:ly)?|suffic(?:e|es|ed))\b", re.IGNORECASE),
        {
            "zh": re.compile("不足以|不够|不足够"),
            "ru": re.compile(r"\b(?:не хват\w+|недостаточн\w+|не достаточно)", re.IGNORECASE),
            "ky": re.compile(r"\b(?:жетпе\w+|жетишпе\w+|жетишсиз\w*|жетиштүү эмес)", re.IGNORECASE),
        },
    ),
    (
        re.compile(r"\b(?:satisfied|pleased|content|happy)\b", re.IGNORECASE),
        {
            "zh": re.compile("不满"),
            "ru": re.compile(r"\bнедовол\w+", re.IGNORECASE),
            "ky": re.compile(r"\bнааразы\w*", re.IGNORECASE),
        },
    ),
    (
        re.compile(r"\b(?:compl(?:y|ies|ied)|conforms?|meets?|match(?:es|ed)?)\b", re.IGNORECASE),
        {
            "zh": re.compile("不符"),
            "ru": re.compile(r"\bнесоответств\w+", re.IGNORECASE),
            "ky": re.compile(r"\b(?:дал|туура) келбе\w+", re.IGNORECASE),
        },
    ),
)
"""English words, and what says the contrary of them though it denies nothing elsewhere."""
MAY_BE_CONTRARY = Sign(
    r"\b(?:enough|suffic\w*|satisfied|pleased|content|happy|compl(?:y|ies|ied)|conforms?|meets?|match(?:es|ed)?)\b",
    "Latn",
    "en",
)


OPPOSITES = Path(__file__).parent / "opposites.tsv"
DENIED = re.compile(
    r"(?:\b(?:not|never|cannot|no longer|nobody|nor|neither)\b|n['’]t\b)((?:[ -][^\W\d_]+){1,3})", re.IGNORECASE
)
"""A denial and the words behind it, of which one is denied."""


@functools.cache
def _opposites(language: str) -> tuple[tuple["re.Pattern[str]", "re.Pattern[str]"], ...]:
    """(what English denies, what says so without a denial in a language)."""
    column = {"zh": 1, "ru": 2, "ky": 3}[language]
    rows = (line.split("\t") for line in OPPOSITES.read_text(encoding="utf-8").splitlines() if line[0] != "#")
    found = []
    for row in rows:
        said = "|".join(rf"{word[:-1]}\w*" if word.endswith("*") else word for word in row[0].split())
        made = "|".join(map(re.escape, row[column].split())).replace("_", " ")
        if language != "zh":
            made = rf"(?<!\w)(?:{made})"
        found.append((re.compile(rf"\b(?:{said})\b", re.IGNORECASE), re.compile(made, re.IGNORECASE)))
    return tuple(found)


def said_by_opposite(source: str, target: str, language: str) -> bool:
    """Whether what an English source denies is said in another way: does not open on Sundays, 周日休息, закрыт."""
    if language not in SAID:
        return False
    denied = [match[1] for match in DENIED.finditer(source)]
    return any(made.search(target) for said, made in _opposites(language) for words in denied if said.search(words))


def unanswered(source: str, target: str, language: str) -> str:
    """The first word of an English source that denies within itself, where the target may say none of its kind."""
    said = SAID.get(language)
    if said is None or not ANSWERED(source) or said.search(target) or denies(target, language):
        return ""
    match = WORD.search(source)
    return match[0] if match else ""


def contrary(source: str, target: str, language: str) -> "re.Match[str] | None":
    """What says the contrary of a word of an English source."""
    for said, made in CONTRARY if MAY_BE_CONTRARY(source) and not MAY_DENY["en"](source) else ():
        if language in made and (found := made[language].search(target)) and said.search(source):
            return found
    return None
