"""The marks of access keys in strings of programs (`Acti_on`, `Plu&gin`), which belong to no word and no code."""

import functools

from toolkit import late
from toolkit.checks.wordlists import listed
from toolkit.morphology import english
from toolkit.placeables.access_keys import APART
from toolkit.terms.lexicon import load

UNDERSCORE = late.compile(r"(?<![\w_])_(?=[^\W\d_])|(?<=[^\W\d_])_(?=[^\W\d_])")
DIGIT = late.compile(r"(?<=[^\W_])_(?=\d)")
"""The key is a figure: IPv_4, 20_0 %."""
AMPERSAND = late.compile(r"(?<![&\w])&(?=\w)(?!\w+;)|(?<=[^\W\d_])&(?=[a-z\u0400-\u052f])(?!\w+;)")
FIGURED = late.compile(r"(?<![\w])(?:\d+|[A-Z][A-Za-z]{0,3})_\d+(?!\w)")
MARKED = late.compile(r"(?<!\w)_[^\W_]")
"""A key that is marked before a word."""
JOINED = late.compile(r"[^\W_]+_[^\W_]+")
LONGEST = 24
"""Words of a string whose letter of a key may be marked: buttons, menus, questions with a box before them."""


@functools.lru_cache(64)
def without_keys(source: str, target: str) -> tuple[str, str]:
    """Both texts of a string of a program without the marks of their access keys."""
    if "_" not in source and "&" not in source:
        return source, target
    if "\n" in source or len(source.split()) > LONGEST:
        return source, target
    for mark, pattern in (("_", UNDERSCORE), ("_", DIGIT), ("&", AMPERSAND)):
        said = list(pattern.finditer(source))
        if len(said) != 1 or source.count(mark) != 1 or target.count(mark) > 1:
            continue
        if pattern is UNDERSCORE and not _is_key(source, said[0].start(), target):
            continue
        if pattern is DIGIT and not _is_figure(source, said[0].start(), target):
            continue
        bare = source[: said[0].start()] + source[said[0].end() :]
        return bare, (UNDERSCORE if pattern is DIGIT else pattern).sub(
            "", DIGIT.sub("", APART.sub("", target)), count=1
        )
    return source, target


def _is_key(source: str, place: int, target: str) -> bool:
    """Whether an underscore marks the letter of a key, and joins no name of a program (`menu_path`)."""
    if place == 0 or not source[place - 1].isalpha():
        return True
    word = next((one for one in JOINED.finditer(source) if one.start() < place < one.end()), None)
    if word is None or word[0] in target or not word[0].isascii():
        return False
    before, after = word[0].split("_")
    if APART.search(target) or MARKED.search(target):
        return True
    if not after.islower() or not (before.islower() or before[1:].islower() or len(before) == 1):
        return False
    joined = (before + after).casefold()
    if len(before) > 1 and len(after) > 1 and _is_word(before) and _is_word(after):
        return _is_word(joined) and before[0].isupper()
    return _is_word(joined) or "_" in target


def _is_figure(source: str, place: int, target: str) -> bool:
    """Whether an underscore before a figure marks it as a key: the translation has none, or has it there too."""
    word = next((one for one in FIGURED.finditer(source) if one.start() < place < one.end()), None)
    return word is not None and (word[0] in target or "_" not in target or MARKED.search(target) is not None)


@functools.lru_cache(4096)
def _is_word(word: str) -> bool:
    """Whether it is an English word in some form."""
    word = word.casefold()
    if english.is_common(word) or word in listed("common", "en"):
        return True
    forms = (word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ing"), word.removesuffix("ed"))
    return any(load("ru").find((form,)) for form in forms if len(form) > 1)
