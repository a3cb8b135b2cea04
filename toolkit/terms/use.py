"""The terms of one sentence: which entries of a glossary its source has, and whether the translation keeps to them."""

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.terms.glossary import Entry, Glossary
from toolkit.terms.matching import Place, places


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


def used(glossary: Glossary, source: str, language: str) -> list[Used]:
    """The terms of a source text, longest first; a term inside a longer one is not counted by itself."""
    by_text: dict[str, list[Entry]] = {}
    for entry in glossary.entries:
        text = entry.texts.get(language, "")
        if text:
            by_text.setdefault(text, []).append(entry)
    taken: list[Place] = []
    found = []
    for text in sorted(by_text, key=lambda text: (-len(text), text)):
        exact = any(entry.case_sensitive for entry in by_text[text])
        free = [
            place
            for place in places(text, source, language, case_sensitive=exact)
            if all(place.end <= other.start or other.end <= place.start for other in taken)
        ]
        if free:
            taken += free
            found.append(Used(text, tuple(free), tuple(by_text[text])))
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
