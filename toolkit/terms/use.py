"""The terms of one sentence: which entries of a glossary its source has, and whether the translation keeps to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from toolkit.signs import pieces
from toolkit.signs.words import OfWords
from toolkit.terms.glossary import Entry, Glossary
from toolkit.terms.matching import SHARED, WORD, Place, all_forms, beginnings, first_forms, places


@dataclass(frozen=True, slots=True)
class Used:
    """A term that the source has."""

    source: str
    places: tuple[Place, ...]
    """In the source."""
    entries: tuple[Entry, ...]
    """Every row of it: any of their translations is right."""

    def translations(self, source_language: str, target_language: str) -> list[str]:
        """What it may be in the target, each once."""
        texts = [entry.translation(source_language, target_language) for entry in self.entries]
        return list(dict.fromkeys(text for text in texts if text))

    @property
    def forbidden(self) -> list[str]:
        """What must not stand for it."""
        return list(dict.fromkeys(text for entry in self.entries for text in entry.forbidden))


@dataclass(frozen=True, slots=True)
class _Index:
    """The terms of a glossary in one language, and by which words of a text each may be there."""

    terms: tuple[tuple[str, tuple[Entry, ...]], ...]
    """Longest first."""
    by_piece: Mapping[str, tuple[int, ...]]
    """A piece of text without white space -> numbers of terms of which the first word may be in it."""
    others: tuple[int, ...]
    """Those that have no words to go by."""


FEW = 10
"""Terms that are looked for in advance: the first word of a language has its dictionary read."""
MOST = 8
_indexes: list[tuple[Glossary, str, _Index]] = []
"""Those that were asked for last, of that very glossary."""


def _index(glossary: Glossary, language: str) -> _Index:
    for known, code, index in _indexes:
        if known is glossary and code == language:
            return index
    # One that another process has told is equal, but not that very one.
    equal = (index for known, code, index in _indexes if code == language and known == glossary)
    made = next(equal, None) or _made(glossary, language)
    _indexes.insert(0, (glossary, language, made))
    del _indexes[MOST:]
    return made


def _made(glossary: Glossary, language: str) -> _Index:
    by_text: dict[str, list[Entry]] = {}
    for entry in glossary.entries:
        text = entry.texts.get(language, "")
        if text:
            by_text.setdefault(text, []).append(entry)
    terms = [(text, tuple(by_text[text])) for text in sorted(by_text, key=lambda text: (-len(text), text))]
    by_form: dict[str, list[int]] = {}
    others = []
    for number, (text, _) in enumerate(terms):
        beginning = first_forms(text, language)
        for form in beginning:
            by_form.setdefault(form, []).append(number)
        if not beginning:
            others.append(number)
    may_begin = beginnings(by_form) if language in SHARED else None

    def begun(piece: str) -> tuple[int, ...]:
        if may_begin is not None and may_begin.isdisjoint(beginnings(WORD.findall(piece))):
            return ()  # as of nearly all, whose forms need not be known
        known = by_form.keys() & all_forms(piece, language)
        return tuple({number for form in known for number in by_form[form]})

    return _Index(tuple(terms), OfWords(begun), tuple(others))


def load(glossary: Glossary, source_language: str, target_language: str) -> None:
    """Reads what is needed to look for the terms, before the first text is there."""
    _index(glossary, source_language)
    for entry in glossary.entries[:FEW]:
        text = entry.translation(source_language, target_language)
        places(text, text, target_language)


def used(glossary: Glossary, source: str, language: str) -> list[Used]:
    """The terms of a source text, longest first; a term inside a longer one is not counted by itself."""
    index = _index(glossary, language)
    numbers = {*index.others}.union(*map(index.by_piece.__getitem__, pieces(source)))
    if not numbers:
        return []
    taken: list[Place] = []
    found = []
    for text, entries in (index.terms[number] for number in sorted(numbers)):
        exact = any(entry.case_sensitive for entry in entries)
        free = [
            place
            for place in places(text, source, language, case_sensitive=exact)
            if all(place.end <= other.start or other.end <= place.start for other in taken)
        ]
        if free:
            taken += free
            found.append(Used(text, tuple(free), entries))
    return found


def kept(term: Used, target: str, source_language: str, target_language: str) -> bool:
    """Whether a translation has the term in any form of any of its translations; True where nobody says which."""
    wanted = term.translations(source_language, target_language)
    exact = any(entry.case_sensitive for entry in term.entries)
    return not wanted or any(places(text, target, target_language, case_sensitive=exact) for text in wanted)


def wrong(term: Used, target: str, target_language: str, right: Sequence[str]) -> list[tuple[str, Place]]:
    """The forbidden translations that stand in the target, but for those that are part of a right one."""
    covered = [place for text in right for place in places(text, target, target_language)]
    return [
        (text, place)
        for text in term.forbidden
        for place in places(text, target, target_language)
        if all(place.end <= other.start or other.end <= place.start for other in covered)
    ]
