"""How one recognises a draft that is no translation: loops, echoes, nothing at all, far too much."""

import functools
import itertools
import math
import re
from collections.abc import Sequence

from toolkit import late
from toolkit.engines.hypothesis import has_letter
from toolkit.engines.scripts import RANGES, SCRIPTS
from toolkit.signs import Sign

SUSPICIOUS = {1: 4, 2: 2.5, 3: 2.3, 4: 2.2}
"""Tokens in the unit -> times in a row that are suspicious where the source repeats less; longer units: twice."""
LEAST_AGAIN = 2
"""Pairs of tokens that come again in the shortest loop, `a a a a` or `a b a b a`."""
WIDE_WEIGHT = 3
"""A hanzi carries about as much as three letters."""
LENGTH_RATIO, LENGTH_FREE = 3, 30
"""A draft may weigh three times its source and thirty letters more."""
SHORT_RATIO, SHORT_FREE = 6, 40
"""A draft that weighs a sixth of a source which weighs more than forty letters has lost something."""
FOREIGN_SHARE = 0.3
"""Of the letters of a draft, in a script that is neither its language's nor the source's."""
ECHO_WORDS = 4
"""Shorter texts may well be names that stay as they are."""

TOKEN = late.compile(r"[\u2e80-\u9fff\uf900-\ufaff]|[^\W_\u2e80-\u9fff\uf900-\ufaff]+|[^\w\s]")
ASCII_TOKEN = late.compile(r"[a-z0-9]+|[^\w\s]", re.ASCII)
"""The same in a text of ASCII in small letters."""
ASCII_WORDS = bytes(letter if chr(letter).isalnum() else 32 for letter in range(128)).ljust(256)
"""For `bytes.translate`: all but letters and figures of ASCII is a space."""
RUN = late.compile(r"([^\W\d_]{2,10}?)\1{3,}|([^\W\d_])\2{4,}", re.IGNORECASE)
LEAST_OFTEN = 4
"""Letters that a run has more than different ones."""
LETTERS = {script: late.compile(f"[{ranges}]") for script, ranges in RANGES.items()}
STRANGE = {script: late.compile(rf"[^\W\d_{RANGES['Latn']}{ranges}]") for script, ranges in RANGES.items()}
"""Letters that are neither of the script nor Latin."""


def _has_run(word: str) -> bool:
    if len(word) <= LEAST_OFTEN:
        return False
    return len(word) - len(set(word.casefold())) >= LEAST_OFTEN and RUN.search(word) is not None


SYLLABLES = Sign(_has_run)
"""One run inside a word: `аралашаралашаралашараш`, `нееееет`."""


def flaws(source: str, target: str, source_language: str, target_language: str, *, cut_off: bool = False) -> list[str]:
    """What is wrong with a draft of a text without placeables: `empty`, `degenerate`, `echo`, `wrong-script`, nothing.

    `cut_off` says that the model was still writing when it reached its limit.
    """
    if not target.strip():
        return ["empty"] if source.strip() else []
    found = []
    said, made = _weight(source), _weight(target)
    short = said > SHORT_FREE and made * SHORT_RATIO < said
    if cut_off or short or loops(source, target) or made > LENGTH_RATIO * said + LENGTH_FREE:
        found.append("degenerate")
    if echoes(source, target, source_language, target_language):
        found.append("echo")
    elif foreign(source, target, target_language):
        found.append("wrong-script")
    return found


def foreign(source: str, target: str, target_language: str) -> bool:
    """Whether much of the draft is in a script of neither language, or all of it in Latin words the source lacks."""
    if target_language == "ja":  # kana and hanzi, and Latin names
        return False
    script = SCRIPTS.get(target_language, "Latn")
    strange = STRANGE[script].findall(target)
    if strange:
        said = set(source)
        letters = sum(map(str.isalpha, target))
        if sum(letter not in said for letter in strange) > FOREIGN_SHARE * letters:
            return True
    if target_language not in SCRIPTS or strange or LETTERS[script].search(target):
        return False
    # Latin in a draft that shares no word with its source is no name that was kept.
    words = set(TOKEN.findall(source.casefold()))
    kept = any(token in words for token in TOKEN.findall(target.casefold()) if has_letter(token))
    return len(LETTERS["Latn"].findall(target)) > 8 and not kept


LEAST_PAIR = 2
"""Tokens that come again where two in a row do."""
MARKS_OF_MARKUP = frozenset("*_~`")


@functools.lru_cache(16)
def tokens(text: str) -> tuple[str, ...]:
    """The words, hanzi and marks of a text, in small letters."""
    if text.isascii():
        return tuple(ASCII_TOKEN.findall(text.lower()))
    return tuple(TOKEN.findall(text.casefold()))


@functools.lru_cache(64)
def letters(text: str) -> tuple[int, int]:
    """(words and hanzi of a text, their letters)."""
    if text.isascii():
        plain = [*filter(bytes.isalpha, text.encode().translate(ASCII_WORDS).split())]
        return len(plain), len(b"".join(plain))
    words = [*filter(str.isalpha, tokens(text))]
    return len(words), len("".join(words))


@functools.lru_cache(64)
def again(text: str) -> int:
    """How many times two tokens in a row stand where they have stood before."""
    made = tokens(text)
    if len(made) - len(set(made)) < LEAST_PAIR:
        return 0
    return len(made) - 1 - len(set(itertools.pairwise(made)))


def loops(source: str, target: str) -> bool:
    """Whether the draft repeats itself in a row where the source does not, whatever the length of what is repeated."""
    syllables = SYLLABLES.matches(target) and not SYLLABLES.matches(source)
    if syllables and again(source) and _repeats(_spoken(source), 1) >= SUSPICIOUS[1]:
        syllables = False  # ha ha ha ha: 哈哈哈哈哈
    if syllables or again(target) < LEAST_AGAIN:
        return syllables  # whatever is said over and over, some two tokens in a row come again
    made, said = _spoken(target), _spoken(source)
    if [*filter(str.isdigit, made)] == [*filter(str.isdigit, said)]:  # 9.9 behind a full stop is no loop
        made, said = ([token for token in tokens if not token.isdigit()] for tokens in (made, said))
    periods = _periods(made)
    if not periods:
        return False
    most_said = max((_repeats(said, size) for size in {*periods, *_periods(said)}), default=1.0)
    return any(
        math.ceil(times := _repeats(made, size)) > math.ceil(most_said) and times >= SUSPICIOUS.get(size, 2)
        for size in sorted(periods)
    )


def _spoken(text: str) -> list[str]:
    """The tokens but for marks of markup, which stand in pairs: where the words between them are masked, in a row."""
    return [token for token in tokens(text) if token not in MARKS_OF_MARKUP]


def _periods(tokens: Sequence[str]) -> set[int]:
    """Distances at which tokens come again: only these can be the length of something repeated in a row."""
    last: dict[str, int] = {}
    found = set()
    for place, token in enumerate(tokens):
        if token in last:
            found.add(place - last[token])
        last[token] = place
    return found


def echoes(source: str, target: str, source_language: str, target_language: str) -> bool:
    """Whether the draft is mostly the source over again."""
    script, own = SCRIPTS.get(source_language, "Latn"), SCRIPTS.get(target_language, "Latn")
    if script != own and not LETTERS[script].search(target):
        return False
    words = [token for token in tokens(target) if has_letter(token)]
    if len(words) < ECHO_WORDS:
        return False
    if script == own:
        return words == [token for token in TOKEN.findall(source.casefold()) if has_letter(token)]
    letters = sum(map(str.isalpha, target))
    foreign = len(LETTERS[script].findall(target))
    said = set(TOKEN.findall(source))
    copied = {
        token for token in TOKEN.findall(target) if len(token) > 1 and (token in said or token.casefold() in said)
    }
    # Names are copied with their capitals, and that is right as long as there are words of the language round them.
    small = sum(1 for word in copied if word.islower())
    return foreign * 2 > letters and len(copied) * 2 > len(set(words)) and (small > 1 or foreign == letters)


def _repeats(tokens: Sequence[str], size: int) -> float:
    """How often, at most, a unit of `size` tokens stands in a row; a part of it that follows counts as a part."""
    best = run = 0
    for index in range(size, len(tokens)):
        run = run + 1 if tokens[index] == tokens[index - size] else 0
        best = max(best, run)
    return 1 + best / size


def _weight(text: str) -> int:
    return len(text) + (WIDE_WEIGHT - 1) * len(LETTERS["Hani"].findall(text))
