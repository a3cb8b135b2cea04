"""The languages of one document beside each other: the one that says another thing than the others is the odd one out.

Every finding here is of a sentence that its own source does not contradict: a number in words that one translator took
for another, a denial that only one of three has, a quotation that only one dropped.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from toolkit.checks.pair import quoted
from toolkit.checks.polarity import denials, denies
from toolkit.languages import language
from toolkit.placeables import codes
from toolkit.quantities import compare
from toolkit.units import Finding

CHECKS = {
    "across-number": ("warning", "The other languages agree on a number that this one has not."),
    "across-negation": ("warning", "The other languages deny something that this one says, or the reverse."),
    "across-quotes": ("hint", "The other languages have a quotation that this one has not."),
}
"""Check -> its severity and summary."""
OPENING = re.compile(r"[«“《„「\"‘]|(?<!\w)['`](?=\S)")
LEAST = 3
"""Languages that are compared: of two, nobody knows which is the odd one."""


def across(key: str, targets: Mapping[str, str]) -> Iterator[tuple[str, Finding]]:
    """(language, finding) for each translation of one sentence that differs from all others, which agree."""
    texts = {code: text for code, text in targets.items() if text.strip()}
    if len(texts) < LEAST:
        return
    bare = {code: _bare(text) for code, text in texts.items()}
    for check, odd in (("across-number", _number(bare)),
                       ("across-negation", _negation(bare)), ("across-quotes", _quotes(texts))):  # fmt: skip
        if odd is not None:
            code, message = odd
            yield code, Finding(check, CHECKS[check][0], key, message)


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


def _negation(texts: Mapping[str, str]) -> tuple[str, str] | None:
    strong = {code: bool(denials(text, code)) for code, text in texts.items()}
    weak = {code: denies(text, code) for code, text in texts.items()}
    for code in texts:
        others = [other for other in texts if other != code]
        if all(strong[other] for other in others) and not weak[code]:
            message = f"The others ({_names(others)}) deny something here, this does not."
            return code, message
        if strong[code] and not any(weak[other] for other in others):
            message = f"This denies something that the others ({_names(others)}) say."
            return code, message
    return None


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
