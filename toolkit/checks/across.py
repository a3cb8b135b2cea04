"""The languages of one document beside each other: the one that says another thing than the others is the odd one out.

Most findings here are of a sentence that its own source does not contradict: a number in words that one translator took
for another, a person for whom only one has a pronoun, a denial that only one of three has, a quotation that only one
dropped.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from toolkit import late
from toolkit.checks import contraries, sisters
from toolkit.checks.excuses import allows
from toolkit.checks.pair import quoted
from toolkit.checks.polarity import answers, denials, denies
from toolkit.languages import language
from toolkit.placeables import codes
from toolkit.quantities import compare
from toolkit.units import Finding

CHECKS = {
    "across-number": ("warning", "The other languages agree on a number that this one has not."),
    "across-name": ("warning", "The other languages have a name that this one has not."),
    "across-negation": ("warning", "The other languages deny something that this one says, or the reverse."),
    "across-quotes": ("hint", "The other languages have a quotation that this one has not."),
}
"""Check -> its severity and summary."""
SAID_BY = {"across-name": "name", "across-negation": "negation"}
"""Check -> that which compares the same with the source."""
OPENING = late.compile(r"[«“《„「\"‘]|(?<!\w)['`](?=\S)")
OTHERWISE = {
    "zh": late.compile(
        "以防|防止|分不|中断|脱离|瞒|突击|无误|无需|拖欠|爽约|首次|损坏|[放点弄]错|错误|冒[着雨]|只字|拒绝|摆脱|逃|戒"
    ),
    "ru": late.compile(
        r"\b(?:умолч|отверг|плох|промолч|избав|наотрез|упус|проглядел|забы[тлв]|скры[тлв])\w*",
        re.IGNORECASE,
    ),
    "ky": late.compile(
        r"\b(?:эң көп дегенде|араң|арылт|куту?л(?!ат)|унут|жашыр|начар|жогот|алгыс)\w*",
        re.IGNORECASE,
    ),
}
"""By what a language says without a denial what others deny: 爽约, he did not come; умолчал, he did not say."""
NO = late.compile(r"\b(?:no|none|nowhere|hardly)\b", re.IGNORECASE)
"""Words of a source that deny more often than not."""
LEAST = 3
"""Languages that are compared: of two, nobody knows which is the odd one."""


def across(key: str, targets: Mapping[str, str], source: str = "") -> Iterator[tuple[str, Finding]]:
    """(language, finding) for each translation of one sentence that differs from all others, which agree.

    An English `source` says what is a name, and by what words a translation may well deny.
    """
    texts = {code: text for code, text in targets.items() if text.strip()}
    if len(texts) < LEAST:
        return
    bare = {code: _bare(text) for code, text in texts.items()}
    for check, odd in (("across-number", _number(bare)), ("across-name", _name(bare, source)),
                       ("across-negation", _negation(bare, source)), ("across-quotes", _quotes(texts))):  # fmt: skip
        if odd is not None:
            code, message = odd
            yield code, Finding(check, CHECKS[check][0], key, message)


def not_said(findings: Iterable[Finding], others: Iterable[Finding]) -> list[Finding]:
    """Those findings across languages that a check of this language alone has not told of the same entry."""
    told = {one.check for one in others}
    return [one for one in findings if SAID_BY.get(one.check) not in told]


def _bare(text: str) -> str:
    """A text with spaces for what a program fills in, which may be numbered in one language alone (`%1$s`)."""
    for one in reversed(codes(text)):
        text = f"{text[: one.start]} {text[one.end :]}"
    return text


def _odd(texts: Mapping[str, str], agree: Mapping[tuple[str, str], bool]) -> str | None:
    """The language that agrees with no other while all others agree with each other."""
    for code in texts:
        others = [other for other in texts if other != code]
        alone = not any(agree[pair(code, other)] for other in others)
        if alone and all(agree[pair(one, other)] for place, one in enumerate(others) for other in others[place + 1 :]):
            return code
    return None


def pair(one: str, other: str) -> tuple[str, str]:
    """Two languages in the order in which they are looked up."""
    return (one, other) if one < other else (other, one)


def _number(texts: Mapping[str, str]) -> tuple[str, str] | None:
    codes = sorted(texts)
    agree = {
        (one, other): not compare(texts[one], texts[other], one, other)
        for place, one in enumerate(codes)
        for other in codes[place + 1 :]
    }
    code = _odd(texts, agree)
    if code is None:
        return None
    other = next(one for one in codes if one != code)
    found = compare(texts[other], texts[code], other, code)
    said = next((one.source for one in found if one.source), "")
    here = next((one.target for one in found if one.target), "")
    names = _names([one for one in codes if one != code])
    if said and here:
        message = f"The others ({names}) have {quoted(said)} where this has {quoted(here)}."
    elif said:
        message = f"The others ({names}) have {quoted(said)}, this has not."
    else:
        message = f"None of the others ({names}) has {quoted(here)}."
    return code, message


def _name(texts: Mapping[str, str], source: str) -> tuple[str, str] | None:
    found = sisters.missed(texts, source)
    if found is None:
        return None
    code, name = found
    others = _names([one for one in texts if one != code])
    return code, f"The others ({others}) have the name {quoted(name)}, this has not."


def _negation(texts: Mapping[str, str], source: str) -> tuple[str, str] | None:
    strong = {code: bool(denials(text, code)) for code, text in texts.items()}
    if not any(strong.values()) and not (denials(source, "en") or contraries.ANSWERED(source)):
        return None
    weak = {code: strong[code] or denies(text, code) for code, text in texts.items()}
    for code, text in texts.items():
        others = [other for other in texts if other != code]
        sure = [strong[other] for other in others]
        if all(weak[other] for other in others) and _denies_no_more(code, text, source, sure):
            return code, f"The others ({_names(others)}) deny something here, this does not."
        if strong[code] and not any(sure) and _denies_alone(code, text, source, [weak[one] for one in others]):
            return code, f"This denies something that the others ({_names(others)}) say."
    return None


def _denies_no_more(code: str, text: str, source: str, strong: list[bool]) -> bool:
    """Whether nothing in a text denies; where not all others deny for certain, the source has to."""
    said = OTHERWISE.get(code)
    if said is not None and said.search(text):
        return False
    if source and denials(source, "en"):
        return not answers(text, code, source, "en")
    if source and contraries.unanswered(source, text, code):
        return True
    return (any(strong) if NO.search(source) else all(strong)) and not denies(text, code)


def _denies_alone(code: str, text: str, source: str, weak: list[bool]) -> bool:
    """Whether a denial is neither of the source nor of the others, which may have a word that sometimes denies."""
    if source:
        return not all(weak) and not allows(source, text, "en", code)
    return not any(weak)


def _quotes(texts: Mapping[str, str]) -> tuple[str, str] | None:
    counts = {code: OPENING.search(text) is not None for code, text in texts.items()}
    without = [code for code, has in counts.items() if not has]
    if len(without) == 1 and len(counts) - 1 >= LEAST - 1:
        others = [code for code in texts if code != without[0]]
        message = f"The others ({_names(others)}) have a quotation here, this has none."
        return without[0], message
    return None


def _names(codes: Sequence[str]) -> str:
    return ", ".join(language(code).english_name for code in codes)
