"""The terms of one sentence: which entries of a glossary its source has, and whether the translation keeps to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from toolkit.terms.glossary import Entry, Glossary
from toolkit.terms.matching import Place, all_forms, first_forms, places


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
    by_form: Mapping[str, tuple[int, ...]]
    """Basic form of the first word -> numbers of terms."""
    others: tuple[int, ...]
    """Those that have no words to go by."""


MOST = 8
_indexes: list[tuple[Glossary, str, _Index]] = []
"""Those that were asked for last, of that very glossary."""


def _index(glossary: Glossary, language: str) -> _Index:
    for known, code, index in _indexes:
        if known is glossary and code == language:
            return index
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
    made = _Index(tuple(terms), {form: tuple(numbers) for form, numbers in by_form.items()}, tuple(others))
    _indexes.insert(0, (glossary, language, made))
    del _indexes[MOST:]
    return made


def used(glossary: Glossary, source: str, language: str) -> list[Used]:
    """The terms of a source text, longest first; a term inside a longer one is not counted by itself."""
    index = _index(glossary, language)
    known = index.by_form.keys() & all_forms(source, language) if index.by_form else ()
    numbers = {*index.others, *(number for form in known for number in index.by_form[form])}
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
