"""Target sentences -> units: the lemma and class of each word, with the tag of the form that people wrote."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from scripts.lexicon.disambiguate import Disambiguator
from toolkit.morphology.russian import is_known

WORDS = re.compile(r"\{\d+\}|\d+(?:[.,]\d+)*|[^\W\d_]+(?:-[^\W\d_]+)*|\S")


@dataclass(slots=True)
class Units:
    """One sentence of the target."""

    words: list[str]
    units: list[str]
    """`lemma/class`; `#` for a number, `{}` for a slot."""
    tags: list[str]


def russian(texts: Sequence[str], weights: Sequence[float]) -> list[Units]:
    """Disambiguated by a model that learns from the texts of whole weight."""
    cut = [WORDS.findall(text) for text in texts]
    model = Disambiguator().learn([words for words, weight in zip(cut, weights, strict=True) if weight == 1])
    read = [model.best(words) for words in cut]
    surfaces = {word for words in cut for word in words if word[:1].isupper()}
    large, small = Counter[str](), Counter[str]()
    for words, forms in zip(cut, read, strict=True):
        for place, (word, form) in enumerate(zip(words, forms, strict=True)):
            if place and words[place - 1] not in "«.:!?—":
                (large if word[:1].isupper() else small)[form.lemma] += 1
    result = []
    for words, forms in zip(cut, read, strict=True):
        made = []
        for word, form in zip(words, forms, strict=True):
            lemma = form.lemma
            if word[:1].isupper() and form.kind == "N" and not is_known(word):
                lemma = name_lemma(word, surfaces).lower()
                large[lemma] += 1
            if len(word) > 1 and word[:2].isupper() and form.kind in "NO":
                lemma = word
            elif large[lemma] > small[lemma]:
                lemma = (
                    lemma.capitalize() if "-" not in lemma else "-".join(one.capitalize() for one in lemma.split("-"))
                )
            made.append(_plain(word) or f"{lemma}/{form.kind}")
        result.append(Units(words, made, [form.tag for form in forms]))
    return result


SURNAME = re.compile(r"(.+(?:ов|ев|ёв|ин|ын))(а|у|ым|е|ой)$")
NAME_ENDINGS = ("ом", "ем", "ой", "ей", "а", "я", "у", "ю", "е", "ы", "и")


def name_lemma(word: str, surfaces: Collection[str]) -> str:
    """The nominative of a name that no dictionary has: by the forms that occur."""
    surname = SURNAME.match(word)
    if surname:
        if surname[2] == "ой" or (surname[2] in ("а", "у") and surname[1] + "ой" in surfaces):
            return surname[1] + "а"
        return surname[1]
    for ending in NAME_ENDINGS:
        base = word.removesuffix(ending)
        if base != word and len(base) > 2:
            for nominative in (base, base + "й", base + "ь", base + "а", base + "я"):
                if nominative in surfaces and nominative != word and (ending not in "ая" or nominative == base):
                    return nominative
    return word


def _plain(word: str) -> str:
    return "#" if word[0].isdigit() else "{}" if word[0] == "{" and len(word) > 1 else ""


LANGUAGES: dict[str, Callable[[Sequence[str], Sequence[float]], list[Units]]] = {"ru": russian}
"""Language -> what cuts its sentences into units."""
