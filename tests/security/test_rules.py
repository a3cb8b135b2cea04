"""No rule of segmentation can explode: each is fed, at each repeat, what the repeat takes, and an end that fails.

The rules have bounded repeats only, but bounded repeats of bounded repeats can still try every way to part a run of one
character. The walk is over the parse of each half of a rule; what comes before the place is read backwards, so that the
end that fails stands at the left of it.
"""

import contextlib
import re
import re._constants as sre  # type: ignore[import-not-found,unused-ignore]
import re._parser as parser  # type: ignore[import-not-found,unused-ignore]
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest
import regex

from tests.security.test_expressions import example
from toolkit.segmentation.java import translate
from toolkit.segmentation.rules import Segmentation

pytestmark = pytest.mark.skipif(sys.version_info < (3, 11), reason="the parser of re has another name there")

LIMIT = 0.002
"""Seconds of the processor for one text of some MANY characters, the best of three; a rule takes a hundredth."""
MANY = 130
WRONG = ("\x00", "x", "谁", " ")
"""What may stand where a repeat is over; one of them fits nothing there."""
PROPERTIES = {
    "Lu": "A-ZА-Я", "Lt": "ǅ", "Ll": "a-zа-я", "Lo": "一-龥", "L": "A-Za-zА-Яа-я一-龥", "M": "\u0301", "Nd": "0-9",
    "N": "0-9", "IsHan": "一-龥", "IsCyrillic": "А-я",
}  # fmt: skip
TOKEN = re.compile(r"\\([pP])\{(\w+)\}|\\x\{([0-9A-F]+)\}|\\.|.", re.DOTALL)
PUMPS = 12


def as_re(pattern: str) -> str:
    """The pattern in the syntax of `re`, nearly: a property is some of its letters."""
    made, inside = [], False
    for match in TOKEN.finditer(pattern):
        token = match[0]
        if match[2]:
            inner = PROPERTIES[match[2]]
            token = inner if inside else f"[{'^' if match[1] == 'P' else ''}{inner}]"
        elif match[3]:
            token = chr(int(match[3], 16))
        elif token == "[" and not inside:
            inside = True
        elif token == "[":
            token = r"\["
        elif token == "]":
            inside = False
        made.append(token)
    return "".join(made)


def repeats(items: Any, lead: str = "", tail: str = "") -> Iterator[tuple[str, Any, str]]:
    """(an example of what is before, what is repeated, an example of what is after) for every repeat."""
    for place, (code, value) in enumerate(items):
        before, after = lead + example(items[:place]), example(items[place + 1 :]) + tail
        if code in (sre.MAX_REPEAT, sre.MIN_REPEAT, getattr(sre, "POSSESSIVE_REPEAT", None)):
            if value[1] > 2:
                yield before, value[2], after
            yield from repeats(value[2], before, after)
        elif code is sre.SUBPATTERN:
            yield from repeats(value[3], before, after)
        elif code is sre.BRANCH:
            for branch in value[1]:
                yield from repeats(branch, before, after)


def pumps(items: Any) -> list[str]:
    """What a repeat may take once: an example, and each character that is named in it."""
    found = [example(items), *characters(items)]
    return list(dict.fromkeys(one for one in found if one))[:PUMPS]


def characters(items: Any) -> Iterator[str]:
    for code, value in items:
        if code is sre.LITERAL:
            yield chr(value)
        elif code is sre.IN:
            yield from characters(value)
        elif code is sre.RANGE:
            yield from (chr(value[0]), chr(value[1]))
        elif code is sre.CATEGORY:
            yield {"SPACE": " ", "DIGIT": "1"}.get(str(value).rpartition("_")[2], "a")
        elif code is sre.BRANCH:
            for branch in value[1]:
                yield from characters(branch)
        elif code is sre.SUBPATTERN:
            yield from characters(value[3])
        elif code in (sre.MAX_REPEAT, sre.MIN_REPEAT):
            yield from characters(value[2])


def exploding(pattern: str, *, backwards: bool) -> str:
    """A text that takes too long, shortened; "" where none is found."""
    made = translate(pattern, backwards=backwards, trusted=True).source
    test = regex.compile(f"(?<={made})" if backwards else f"(?={made})")
    for lead, inner, tail in repeats(parser.parse(as_re(pattern))):
        for pump in pumps(inner):
            run = pump * (MANY // len(pump))
            for wrong in WRONG:
                text = wrong + run + tail if backwards else lead + run + wrong
                if is_slow(test, text, len(text) if backwards else 0):
                    return f"{lead[-9:]!r} + {pump!r} × {len(run)} + {tail[:9]!r}, ended by {wrong!r}"
    return ""


def is_slow(test: "regex.Pattern[str]", text: str, place: int) -> bool:
    for _ in range(3):
        started = time.process_time()
        with contextlib.suppress(TimeoutError):
            test.match(text, place, timeout=1)
        if time.process_time() - started < LIMIT:
            return False
    return True


def test_the_attack_finds_what_explodes() -> None:
    for wrong in (r"\.(?:\s?(?:[:;]|[☀♀]{1,20})){1,6}!", r"[a-z](?:[☀♀][♀\u200D]{0,3}){1,20}"):
        assert exploding(wrong, backwards=True), wrong
    assert exploding(r"\s(?:(?:[ab]{1,9}){1,9}){1,5}\.", backwards=False)
    assert not exploding(r"\.(?:\s?(?:[:;]|[☀♀])){1,40}!", backwards=True)


def test_no_rule_explodes() -> None:
    rules = {(half, backwards): rule.place for language in ("en", "ru", "ky", "zh")
             for rule in Segmentation().rules(language)
             for half, backwards in ((rule.before, True), (rule.after, False)) if set("{*+") & set(half)}  # fmt: skip
    assert len(rules) > 150
    found = {
        place: said for (half, backwards), place in rules.items() if (said := exploding(half, backwards=backwards))
    }
    assert not found, "\n".join(f"{place}: {said}" for place, said in found.items())
