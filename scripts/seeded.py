"""Correct translations with one defect put in, kind by kind: what the recall of the checks is measured on.

A seeder takes a pair of texts and returns the damaged target, or None where this pair cannot have such a defect.
"""

import random
import re
from collections.abc import Callable

Seeder = Callable[[random.Random, str, str, str], "str | None"]
PLACEABLE = re.compile(r"\{\d+\}|</?\w+[^<>]*>|https?://\S+")
WORD = re.compile(r"[^\W\d_]{3,}")
HAN = re.compile(r"[\u4e00-\u9fff]")
OTHERS: dict[str, list[str]] = {}
"""Language -> right translations of other texts, which the caller fills in."""
FOREIGN = {
    "zh": "Министр встретил делегацию",
    "ru": "部长在机场会见了代表团",
    "ky": "部长在机场会见了代表团",
}
RUSSIAN = (
    "в связи с этим",
    "который был открыт",
    "после того как они",
    "на территории всей страны",
    "потому что это было",
)
TRADITIONAL = dict(
    zip(
        "这国学会对时为发后们实现点电开关长门间东车马语话请让买卖书",
        "這國學會對時為發後們實現點電開關長門間東車馬語話請讓買賣書",
        strict=True,
    )
)


DENIALS = {
    "en": re.compile(
        r"\b(?:not|never|cannot|nobody|nothing|without|no(?= (?!more|less|later)))\b|n['’]t\b", re.IGNORECASE
    ),
    "zh": re.compile(r"(?:没有|不(?=[能会可得是要应该准许再愿敢想存支同])|未能|尚未|从未|并未)(?![过])()"),
    "ru": re.compile(r"\b[Нн]е ()"),
    "ky": re.compile(r" (?:эмес|жок)\b()|(?<=\w\w)(?:ба|бе|бо|бө|па|пе|по|пө)(й|га|ге|го|гө|ды|ди|ду|дү)(?=\w|\b)"),
}  # fmt: skip
ALSO_DENY = {
    "zh": r"[不没無无未非别勿莫否]",
    "ru": r"(?i)\b(?:не|ни)\b|\bнет\b|\bнельзя\b|\bникто\w*|\bникогда\b|\bничего\b|\bбез\b|\bне\w{4,}",
    "ky": r"(?i)\bэмес|\bжок|\bэч\b|сыз\b|сиз\b|суз\b|сүз\b|\w\w[бп][аеоө](?:й|г|д|с|ң|ш|т|у)",
}
"""Everything by which a text denies: where there is more than one of it, a lost one is not seeded."""


def lost_code(chance: random.Random, _: str, target: str, __: str) -> str | None:
    found = list(PLACEABLE.finditer(target))
    one = chance.choice(found) if found else None
    return target[: one.start()] + target[one.end() :] if one else None


def changed_code(chance: random.Random, _: str, target: str, __: str) -> str | None:
    found = list(re.finditer(r"\{(\d+)\}", target))
    one = chance.choice(found) if found else None
    return target[: one.start()] + f"{{{int(one[1]) + 7}}}" + target[one.end() :] if one else None


def control(chance: random.Random, _: str, target: str, __: str) -> str | None:
    place = chance.randrange(len(target) + 1)
    return target[:place] + chance.choice("\x07\u202e\ufffd") + target[place:]


def line_end(_: random.Random, source: str, target: str, __: str) -> str | None:
    return None if source.endswith("\n") else target + "\n"


def digit(chance: random.Random, _: str, target: str, __: str) -> str | None:
    found = list(re.finditer(r"(?<!\{)\d(?!\})", target))
    if not found:
        return None
    one = chance.choice(found)
    return target[: one.start()] + str((int(one[0]) + chance.randint(1, 9)) % 10) + target[one.end() :]


def lost_number(chance: random.Random, _: str, target: str, __: str) -> str | None:
    found = list(re.finditer(r"(?<![\d{.,])\d[\d., \u00a0]*(?![\d}])", target))
    one = chance.choice(found) if found else None
    return target[: one.start()] + target[one.end() :] if one else None


def loop(chance: random.Random, _: str, target: str, language: str) -> str | None:
    found = list(WORD.finditer(target)) if language != "zh" else list(re.finditer(r"[\u4e00-\u9fff]{2}", target))
    if not found:
        return None
    one = chance.choice(found)
    return (
        target[: one.end()]
        + ("" if language == "zh" else " ")
        + ("" if language == "zh" else " ").join([one[0]] * 4)
        + target[one.end() :]
    )


def tail(chance: random.Random, source: str, target: str, language: str) -> str | None:
    """Another text behind, a third as long or longer: a model that goes on when its source has ended."""
    other = chance.choice(OTHERS[language]) if OTHERS.get(language) and len(source) > 25 else ""
    if len(other) < 15 or len(other) * 3 < len(target):
        return None
    return target + ("" if language == "zh" else " ") + other


def copied(_: random.Random, source: str, __: str, ___: str) -> str | None:
    return source if len(source.split()) > 4 and not re.search(r"\d", source) else None


def foreign(_: random.Random, source: str, __: str, language: str) -> str | None:
    return FOREIGN[language] if len(source.split()) > 4 else None


def russian(chance: random.Random, _: str, target: str, language: str) -> str | None:
    found = [match.start() for match in re.finditer(r" ", target)]
    if language != "ky" or len(found) < 5:
        return None
    place = chance.choice(found)
    return f"{target[:place]} {chance.choice(RUSSIAN)}{target[place:]}"


def traditional(_: random.Random, __: str, target: str, language: str) -> str | None:
    made = "".join(TRADITIONAL.get(letter, letter) for letter in target)
    return made if language == "zh" and made != target else None


def look_alike(chance: random.Random, _: str, target: str, language: str) -> str | None:
    found = list(re.finditer(r"(?<=[а-я])[аеосрху](?=[а-я])", target))
    if language == "zh" or not found:
        return None
    one = chance.choice(found)
    return target[: one.start()] + "aeocpxy"["аеосрху".index(one[0])] + target[one.end() :]


def denied(_: random.Random, source: str, target: str, language: str) -> str | None:
    """The one denial of a text that denies once: of two, one more or less is a matter of style."""
    if len(DENIALS["en"].findall(source)) != 1 or re.search(r"\b(?:neither|nor|un\w{4,}|im\w{5,}|in\w{6,})\b", source):
        return None
    if len(re.findall(ALSO_DENY[language], target)) != 1:
        return None
    made = DENIALS[language].sub(r"\1", target)
    return made if made != target else None


def half(_: random.Random, source: str, target: str, __: str) -> str | None:
    words = source.split()
    if len(words) < 8:
        return None
    return target[: len(target) // 2] + " " + " ".join(words[len(words) // 2 :]).lower()


def cut(_: random.Random, source: str, target: str, __: str) -> str | None:
    return target[: max(2, len(target) // 9)] if len(source) > 80 else None


def bracket(_: random.Random, __: str, target: str, ___: str) -> str | None:
    made = re.sub(r"[)）]", "", target, count=1)
    return made if made != target else None


SEEDS: tuple[tuple[str, Seeder, frozenset[str]], ...] = (
    ("lost code", lost_code, frozenset({"placeholder", "tag", "url", "markup"})),
    ("changed code", changed_code, frozenset({"placeholder"})),
    ("control character", control, frozenset({"control", "direction"})),
    ("line end", line_end, frozenset({"line-ends"})),
    ("changed digit", digit, frozenset({"number", "code-like", "placeholder"})),
    ("lost number", lost_number, frozenset({"number", "code-like", "placeholder"})),
    ("loop", loop, frozenset({"loop"})),
    ("tail", tail, frozenset({"tail", "loop", "length"})),
    ("copy", copied, frozenset({"copy", "untranslated-words"})),
    ("foreign script", foreign, frozenset({"wrong-script"})),
    ("Russian in Kyrgyz", russian, frozenset({"wrong-language"})),
    ("traditional", traditional, frozenset({"traditional"})),
    ("look-alike", look_alike, frozenset({"look-alike"})),
    ("lost denial", denied, frozenset({"negation"})),
    ("half untranslated", half, frozenset({"untranslated-words", "copy"})),
    ("cut short", cut, frozenset({"length"})),
    ("lost bracket", bracket, frozenset({"brackets"})),
)
"""Name -> how it is put in, and the checks that are meant to find it."""
