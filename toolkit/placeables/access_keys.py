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
    letters: str
    """Of each key, in order: a string may offer two things (`&Save && E&xit`)."""
    bare: str
    apart: bool
    """Whether one stands behind the words, in brackets."""
    words: tuple[int, ...] = (0,)
    """The word of each key, counted from 0."""

    @property
    def letter(self) -> str:
        """Of the first."""
        return self.letters[0]

    def put(self, text: str, *, spaced: bool) -> str:
        """A translation with the keys: the first before the first letter of its words, others before words that stand
        about where theirs do in the source. In writing that has other letters than keyboards (`spaced` is False) they
        stand behind the words; there too where the translation has no word for them.
        """
        begins = [*_begins(text)] if spaced else []
        said = max(1, sum(map(_is_word, self.bare.split())) - 1)
        put: list[int] = []
        behind = ""
        for letter, word in zip(self.letters, self.words, strict=True):
            place = max(put[-1] + 1, round(word * (len(begins) - 1) / said)) if put else 0
            if place < len(begins):
                put.append(place)
            else:
                behind += f"{' ' * spaced}({self.mark}{letter.upper()})"
        end = END.search(text)
        at = end.start() if end else len(text)
        text = text[:at] + behind + text[at:]
        for place in reversed(put):
            text = text[: begins[place]] + self.mark + text[begins[place] :]
        return text


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
    """The key of a string of no more than LONGEST words, or its keys if all have one mark; None for any other."""
    places = sorted(at for _, at in marks(text))
    if not places or len({text[at] for at in places}) > 1:
        return None
    apart = {one.start(1): one.span() for one in APART.finditer(text)}
    bare, end = "", 0
    words = []
    for at in places:
        start, stop = apart.get(at, (at, at + 1))
        bare += text[end:start]
        before = sum(map(_is_word, bare.split()))
        words.append(max(0, before - (bare[-1:].isalnum())))
        end = stop
    letters = "".join(text[at + 1] for at in places)
    return AccessKey(text[places[0]], letters, bare + text[end:], not apart.keys().isdisjoint(places), tuple(words))


def _is_word(text: str) -> bool:
    return any(map(str.isalnum, text))


def _is_and(text: str, at: int) -> bool:
    """Whether the sign between two letters is no mark, as in `R&D` or `a=b&c=d`: a key in a word is a small letter."""
    if text[at] != "&" or not text[at - 1 : at].isalnum():
        return False
    word = text[: at + 2].split()[-1]
    return not text[at + 1].islower() or not word[:-2].replace("&", "").isalpha()


def _begins(text: str) -> Iterator[int]:
    """Where the words of a text begin that are no part of a placeable."""
    kept = find(text)
    last = -2
    for place, sign in enumerate(text):
        if sign.isalpha() and not any(one.start <= place < one.end for one in kept):
            if place != last + 1:
                yield place
            last = place
