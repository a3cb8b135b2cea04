"""Currencies that became others: 900 naira, 900 рублей; by their words and signs, whatever the amounts."""

import functools
import re
from collections.abc import Iterator

from toolkit import late
from toolkit.quantities.words import CURRENCY_SIGNS, WORD_BEGINS, currencies_in_english, words_of
from toolkit.signs import Sign
from toolkit.signs.words import OfWords

WON = late.compile(r"(?:\d{3}|thousand|[mbtr]+illion) won\b")
"""Also what somebody has done who wins."""
MAY_PAY = Sign({"Zyyy": f"[{''.join(CURRENCY_SIGNS)}]"}, "Latn", words=lambda: (*currencies_in_english(), "won"))
NUMBERED = late.compile(r"[\d零一二三四五六七八九十百千万亿两多余][ \u00a0]*$")
BARE_YUAN = "元"


def other_currencies(source: str, target: str, target_language: str) -> Iterator[tuple[str, int, int]]:
    """(currency of the source, where one stands in the target that the source does not name)."""
    here = _currencies(source, "en") if MAY_PAY(source) else {}
    there = _currencies(target, target_language) if here else {}
    strange = [span for code, span in there.items() if code not in here]
    if here and strange:
        lost = [span for code, span in here.items() if code not in there]
        start, end = (lost or list(here.values()))[0]
        yield source[start:end], *strange[0]


@functools.cache
def may_be_paid(language: str) -> Sign:
    """The words of currencies, in a language that has spaces between words."""
    each = [one.pattern.removeprefix(WORD_BEGINS) for one in _paid(language).values()]
    return Sign(f"{WORD_BEGINS}(?:{'|'.join(each)})", "Latn" if language == "en" else "Cyrl", language)


def _currencies(text: str, language: str) -> dict[str, tuple[int, int]]:
    """ISO code -> where its sign or first word stands."""
    if text.isascii() and language != "en":
        return {}
    found: dict[str, tuple[int, int]] = {}
    if language in ("zh", "zt"):
        for code, pattern in _paid(language).items():
            for match in pattern.finditer(text):
                if match[0] != BARE_YUAN or NUMBERED.search(text, 0, match.start()):
                    found[code] = match.span()
                    break
    else:
        named = _codes_of(language)
        for place, end in may_be_paid(language).places(text):
            for code, (first, last) in named[text[place:end]].items():
                found.setdefault(code, (place + first, place + last))
        if len(found) > 1:
            found = {code: found[code] for code in _paid(language) if code in found}
    if language == "en" and (won := WON.search(text)):
        found["KRW"] = won.span()
    for sign, code in CURRENCY_SIGNS.items():
        if sign in text:
            found.setdefault(code, (text.index(sign), text.index(sign) + 1))
    return found


@functools.cache
def _paid(language: str) -> dict[str, "re.Pattern[str]"]:
    """ISO code -> the words of a currency."""
    return {code: one for code, one in words_of(language).signs.items() if len(code) == 3 and code.isupper()}


@functools.cache
def _codes_of(language: str) -> OfWords[dict[str, tuple[int, int]]]:
    """Piece of text without white space -> code of each currency that it names -> where."""

    def codes(piece: str) -> dict[str, tuple[int, int]]:
        found = ((code, pattern.search(piece)) for code, pattern in _paid(language).items())
        return {code: match.span() for code, match in found if match}

    return OfWords(codes)
