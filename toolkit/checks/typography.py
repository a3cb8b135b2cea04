"""Typography of the target's language: final marks, brackets, quotation marks, spaces. Hints, but for brackets.

On correct strings of programs such rules misfire up to 16 times in a hundred, since houses have their own styles; so
the run that calls them leaves out those which the catalog's own majority contradicts (majority.py).
"""

import re
from collections.abc import Iterator

from toolkit import late
from toolkit.checks.pair import HAN, Fault, Pair, quoted
from toolkit.engines.finish import FULL_WIDTH, GUILLEMETS, finish
from toolkit.signs import Sign

FAMILIES = {
    **dict.fromkeys(".。｡।", "."), **dict.fromkeys("?？؟", "?"), **dict.fromkeys("!！", "!"),
    **dict.fromkeys(":：", ":"), **dict.fromkeys(";；؛", ";"), "…": "…",
}  # fmt: skip
"""Final mark -> the one that stands for all of its kind."""
NAMES = {".": "a full stop", "?": "a question mark", "!": "an exclamation mark", ":": "a colon", ";": "a semicolon",
         "…": "an ellipsis"}  # fmt: skip
CLOSERS = "\"'”’»)）」』》]】 \u00a0"
OPENING = {"(": ")", "[": "]", "{": "}", "（": "）", "【": "】", "《": "》"}
BRACKET = late.compile(r"[()\[\]{}（）【】［］｛｝《》]")
BRACKETED = (Sign(BRACKET.pattern, flags=0),)
PAIRED = frozenset(("()", "()()", "()()()", "（）", "（）（）", "[]", "{}", "【】", "《》", "《》《》"))
"""All brackets of most texts that have any."""
SAME = str.maketrans("（）【】［］｛｝", "()[][]{}")
HALF_WIDTH = late.compile(rf"(?<={HAN.pattern})[,;:!?](?=\s*(?:{HAN.pattern}|$))")
START = late.compile(r"\W*([^\W\d_])")
SMILEY = late.compile(r"[:;]-?[()\[\]DPp|/\\]")
LIST_ITEM = late.compile(r"(?:^|[\s(（、，。；：])(?:\d{1,2}|[a-zа-я])\Z|[\u4e00-\u9fff][a-z]\Z")
"""What stands before the bracket of `a)` or `2）`."""
SPACE_BEFORE = late.compile(r"(?<=[^\W\d_]) +(?=[,;.!?](?:\s|$)|[，。；！？、](?![？！]))")
QUOTED_QUESTION = late.compile('[?？][!！]?["”’»]')
MARKS_WITHIN = late.compile(r"[a-z>})]\?(?: (?=[A-Z])|</\w+>\s*\Z)")
"""A question before another sentence, or within a tag that ends the text."""
ASKED_WITHIN = late.compile(rf"{MARKS_WITHIN.pattern}|{QUOTED_QUESTION.pattern}")
MAY_ASK = Sign(r"[a-z>})]\?", "Zyyy", flags=0)
ASKS = late.compile("[?？吗呢]|[бп][ыиуү]\\b")
QUOTING = (Sign('["«»“”《》]', flags=0),)
SPACED = (Sign(r"\A[,;.!?，。；！？、]", "Zyyy", flags=0),)
"""A mark with white space before it, or nothing."""
LATIN_QUOTES = late.compile(r'(?<!\d)"(?=\S)([^"\n]+)"|“([^”\n]+)”')


def end(text: str) -> str:
    """The kind of its final mark, as in FAMILIES; "" for none."""
    bare = text.rstrip().rstrip(CLOSERS)
    if bare.endswith(("...", "……", "…")):
        return "…"
    return FAMILIES.get(bare[-1:], "")


def end_mark(pair: Pair) -> Iterator[Fault]:
    """It ends in another kind of mark than the source."""
    said, made = end(pair.source), end(pair.target)
    if said == made or not pair.target.strip():
        return
    if made and said:
        yield Fault(f"It ends in {NAMES[made]} where the source has {NAMES[said]}.")
    elif said:
        yield Fault(f"The source ends in {NAMES[said]}, the translation does not.")
    else:
        yield Fault(f"It ends in {NAMES[made]}, which the source has not.")


SUGGESTS = late.compile(
    r"\W*(?:why (?:don['’]t|not)|shall we|would you mind|(?:can|could|would|will) you)\b", re.IGNORECASE
)
"""What asks somebody to do something: давайте, пожалуйста."""


def question(pair: Pair) -> Iterator[Fault]:
    """A question became a statement, or a statement a question."""
    said, made = end(pair.source), end(pair.target)
    if QUOTED_QUESTION.search(pair.source) and QUOTED_QUESTION.search(pair.target):
        return  # who asks it may stand before or behind it
    if said == "?" and SUGGESTS.match(pair.source):
        return
    if pair.prose and "?" in (said, made) and said != made and said in ".?!" and made in ".?!" and said and made:
        yield Fault(f"It ends in {NAMES[made]} where the source has {NAMES[said]}.")
    elif ASKED_WITHIN.search(pair.source) and not ASKS.search(pair.target) and made != "?":
        yield Fault("The source asks something, the translation nothing.")


def brackets(pair: Pair) -> Iterator[Fault]:
    """A bracket is open or closed without its partner, and the source's are not."""
    alone = _unbalanced(pair.target) or _unopened(pair)
    if alone and not _unbalanced(pair.source):
        place = pair.target.translate(SAME).rfind(alone)
        yield Fault(f"The bracket {quoted(alone)} has no partner.", (place, place + 1) if place >= 0 else None)


def _unbalanced(text: str) -> str:
    """The first bracket without a partner; smileys and `a)` are none."""
    found = "".join(BRACKET.findall("".join(BRACKETED[0].words(text))))
    if not found or (found in PAIRED and ":" not in text and ";" not in text):
        return ""
    if ":" in text or ";" in text:
        text = SMILEY.sub("  ", text)
    waiting: list[str] = []
    for match in BRACKET.finditer(text):
        letter = match[0].translate(SAME)
        if letter in OPENING:
            waiting.append(letter)
        elif not waiting:
            if letter != ")" or not LIST_ITEM.search(text, max(0, match.start() - 3), match.start()):
                return letter
        elif OPENING[waiting.pop()] != letter:
            return letter
    return waiting[0] if waiting else ""


def _unopened(pair: Pair) -> str:
    """A bracket behind a number that no point of a list ends, since the source has as many such, all of them opened."""
    target = pair.target
    begun, ended = target.count("(") + target.count("（"), target.count(")") + target.count("）")
    return ")" if ended == begun + 1 and pair.source.count("(") == pair.source.count(")") == ended else ""


def quotes(pair: Pair) -> Iterator[Fault]:
    """Quotation marks of another language, or one without its partner."""
    for opening, closing in (("«", "»"), ("“", "”"), ("《", "》")):
        if pair.target.count(opening) != pair.target.count(closing) and pair.source.count("“") == pair.source.count(
            "”"
        ):
            if opening == "“" and "„" in pair.target:
                continue
            yield Fault(f"{opening} and {closing} do not stand in pairs.")
            return
    quoting = '"' in pair.target or "“" in pair.target
    if quoting and pair.target_language in GUILLEMETS and "<" not in pair.target:
        match = LATIN_QUOTES.search(pair.target)
        if match and re.search(r"[\u0400-\u052f]", match[0]):
            right = finish(pair.source, pair.target, pair.target_language)
            yield Fault(f"{quoted(match[0])} has quotation marks of another language: «…».", match.span(), right)


def half_width(pair: Pair) -> Iterator[Fault]:
    """A comma, colon or question mark of Latin width stands after a Chinese character."""
    if pair.target_language in FULL_WIDTH and not pair.target.isascii():
        match = HALF_WIDTH.search(pair.target)
        if match:
            wide = str.maketrans(",;:!?", "，；：！？")
            fix = HALF_WIDTH.sub(lambda found: found[0].translate(wide), pair.target)
            yield Fault(f"{match[0]} is of half width after a Chinese character.", match.span(), fix)


COLUMN = late.compile(r"(?<=\S) {3,}(?=\S)|:  +(?=\S)")
"""Spaces by which a program stands values below each other."""


def double_space(pair: Pair) -> Iterator[Fault]:
    """Two spaces in a row where the source has one."""
    if "  " not in pair.target:
        return
    match = re.search(r"(?<=\S)  +(?=\S)", pair.target)
    if match and not re.search(r"(?<=\S)  +(?=\S)", pair.source):
        fix = re.sub(r"(?<=\S)  +(?=\S)", " ", pair.target)
        yield Fault(
            "There are two spaces in a row.",
            match.span(),
            fix if pair.prose or not COLUMN.search(pair.target) else None,
        )


def space_before_mark(pair: Pair) -> Iterator[Fault]:
    """A space stands before a comma or full stop."""
    if pair.target_language == "fr":
        return
    if not any(
        mark in pair.target for mark in (" ,", " ;", " .", " !", " ?", " ，", " 。", " ；", " ！", " ？", " 、")
    ):
        return
    match = SPACE_BEFORE.search(pair.target)
    if match and not SPACE_BEFORE.search(pair.source):
        yield Fault("A space stands before a punctuation mark.", match.span(), SPACE_BEFORE.sub("", pair.target))


def start_case(pair: Pair) -> Iterator[Fault]:
    """The source begins with a capital letter, the translation with a small one."""
    if pair.target_language in FULL_WIDTH:
        return
    if not pair.prose:
        return
    said, made = START.match(pair.source), START.match(pair.target)
    if said and made and said[1].isupper() and made[1].islower() and made.start(1) == said.start(1):
        first = made.start(1)
        if re.match(r"[\u0400-\u052f]", made[1]):
            fix = pair.target[:first] + made[1].upper() + pair.target[first + 1 :]
            yield Fault("It begins with a small letter.", (first, first + 1), fix)
