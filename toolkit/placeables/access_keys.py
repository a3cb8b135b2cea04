"""The letter of a key in a string of a program: `&Save`, `_Save`, `E_xit`, and as in Chinese, `保存(&S)`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.placeables.find import find
from toolkit.placeables.table import KEY_IN_WORD

PATTERNS = {
    "&": re.compile(r"(?<![&\w])&(?=\w)(?!\w+;)|(?<=\w)&(?=\w)(?!\w+;)"),
    "_": re.compile(r"(?<![\w_])_(?=[^\W_])(?!\w*_)"),
}
"""Mark -> where it stands before the letter of a key; no entity, no `snake_case`."""
IN_WORD = re.compile(rf"(?:[A-Z][a-z]+\ )?{KEY_IN_WORD}", re.VERBOSE)
"""A string with an underscore within a word."""
APART = re.compile(r"\s*[(（]([&_])(\w)[)）]")
"""The key behind the words."""
END = re.compile(r"[\s.…:：。]*\Z")
LONGEST = 8
"""Words of a string that may have a key: menus and buttons, no sentences."""


@dataclass(frozen=True, slots=True)
class AccessKey:
    """What marks the key in a string, and the string without it."""

    mark: str
    letter: str
    bare: str
    apart: bool
    """Whether it stands behind the words, in brackets."""

    def put(self, text: str, *, spaced: bool) -> str:
        """A translation with a key: before the first letter of its words or, in writing that has other letters than
        keyboards (`spaced` is False), behind the words; there too where it has no letter of its own.
        """
        first = next(_letters(text), None) if spaced else None
        if first is not None:
            return text[:first] + self.mark + text[first:]
        end = END.search(text)
        at = end.start() if end else len(text)
        return f"{text[:at]}{' ' * spaced}({self.mark}{self.letter.upper()}){text[at:]}"


def marks(text: str) -> list[tuple[str, int]]:
    """(mark, where it stands) of every letter of a key; none of a string with more words than LONGEST."""
    if ("&" not in text and "_" not in text) or "\n" in text or len(text.split()) > LONGEST:
        return []
    found = [(mark, match.start()) for mark, pattern in PATTERNS.items() for match in pattern.finditer(text)]
    found = [(mark, at) for mark, at in found if not _is_and(text, at)]
    if IN_WORD.fullmatch(text):
        found.append(("_", text.index("_")))
    kept = find(text) if found else ()  # in an address, such as `?a=1&b=2`, the sign is no mark
    return [(mark, at) for mark, at in found if not any(one.start <= at < one.end for one in kept)]


def count(text: str, mark: str) -> int:
    """How many letters have a mark in a translation, within words too: `Сохранить ка_к`."""
    found = [match.start() for match in re.finditer(rf"(?<!{mark}){mark}(?=[^\W_])(?!\w+;)", text)]
    kept = find(text) if found else ()
    return sum(not _is_and(text, at) and not any(one.start <= at < one.end for one in kept) for at in found)


def access_key(text: str) -> AccessKey | None:
    """The key of a string that has exactly one and no more than LONGEST words; None for any other."""
    places = marks(text)
    if len(places) != 1:
        return None
    mark, at = places[0]
    apart = next((one for one in APART.finditer(text) if one.start(1) == at), None)
    if apart is not None:
        return AccessKey(mark, apart[2], text[: apart.start()] + text[apart.end() :], True)
    return AccessKey(mark, text[at + 1], text[:at] + text[at + 1 :], False)


def _is_and(text: str, at: int) -> bool:
    """Whether the sign between two letters is no mark, as in `R&D` or `a=b&c=d`: a key in a word is a small letter."""
    if text[at] != "&" or not text[at - 1 : at].isalnum():
        return False
    word = text[: at + 2].split()[-1]
    return not text[at + 1].islower() or not word[:-2].replace("&", "").isalpha()


def _letters(text: str) -> Iterator[int]:
    """Where the letters of a text are that are no part of a placeable."""
    kept = find(text)
    for place, sign in enumerate(text):
        if sign.isalpha() and not any(one.start <= place < one.end for one in kept):
            yield place
