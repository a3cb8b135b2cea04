"""Where words stand in a memory, in either language and in any inflected form.

    wanted = Concordance("strategic partnership", {"en": forms, "ru": forms})
    wanted.has(source, target)

What forms a word has is told by who asks (terms/matching.py); without that, the words are looked for as they are typed.
"""

import re
from collections.abc import Callable, Mapping, Sequence

WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
Forms = Callable[[str, str], frozenset[str]]
"""(word in small letters, language) -> its lemmas and stems; two words with one in common are the same word."""
LEAST_PREFIX = 2


class Concordance:
    """One question, put to many texts."""

    def __init__(self, text: str, languages: Sequence[str], forms: Forms | None = None) -> None:
        """`languages` are those of source and target."""
        self.typed = text.casefold()
        self.languages = languages
        self.forms = forms
        self.words: Mapping[str, Sequence[frozenset[str]]] = {}
        words = [word.casefold() for word in WORD.findall(text)]
        if forms is not None:
            self.words = {code: [forms(word, code) for word in words] for code in languages}
        self.prefixes = {code: [_prefix(word, own) for word, own in zip(words, found, strict=True)]
                         for code, found in self.words.items()}  # fmt: skip

    def parts(self, code: str) -> Sequence[str]:
        """What a text of a language has that has the words, as far as it can be looked for without their forms."""
        return self.prefixes.get(code) or [word.casefold() for word in WORD.findall(self.typed)]

    def has(self, source: str, target: str) -> bool:
        """Whether either text has the words, side by side and in their order."""
        return any(self._has(text, code) for text, code in zip((source, target), self.languages, strict=True))

    def _has(self, text: str, code: str) -> bool:
        folded = text.casefold()
        if self.typed in folded:
            return True
        wanted, forms = self.words.get(code, ()), self.forms
        if not wanted or forms is None or not all(prefix in folded for prefix in self.prefixes[code]):
            return False
        words = WORD.findall(folded)
        first, rest = wanted[0], wanted[1:]
        for place, word in enumerate(words[: len(words) - len(rest)]):
            if word[:LEAST_PREFIX] != self.prefixes[code][0][:LEAST_PREFIX] or not first & forms(word, code):
                continue
            if all(own & forms(words[place + 1 + number], code) for number, own in enumerate(rest)):
                return True
        return False


def _prefix(word: str, forms: frozenset[str]) -> str:
    """What every form of a word begins with, as far as its forms tell."""
    shortest = min([word, *(form.lstrip("~") for form in forms)], key=len)
    length = len(shortest)
    while length > LEAST_PREFIX and not word.startswith(shortest[:length]):
        length -= 1
    return word[: max(LEAST_PREFIX, min(length, len(word) - 2 if len(word) > 4 else len(word)))]
