"""Every memory that a project looks into: its own, and those of others that it may only read."""

import contextlib
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from toolkit.errors import MemoryStoreError
from toolkit.memory import TranslationMemory, keeping
from toolkit.project.settings import ProjectSettings
from toolkit.units import Match, Segment

SMALL = 8_000_000
"""Bytes of a memory that is looked through whenever it is opened."""
FOREIGN = "memory:"
"""How the documents of a read-only memory begin, so that one sees whose they are."""


class Memories:
    """Own and read-only memories as one; the own one comes first among equals."""

    def __init__(self, own: TranslationMemory, others: Sequence[tuple[str, TranslationMemory]]) -> None:
        """`others` are (name, memory); see `opened`."""
        self.own = own
        self.others = others

    def lookup_all(self, segments: Sequence[Segment], source: str, target: str) -> dict[str, tuple[Match, ...]]:
        """TranslationMemory.lookup_all in each, those of the own one first. Raises MemoryStoreError."""
        found = self.own.lookup_all(segments, source, target)
        for name, memory in self.others:
            for key, matches in memory.lookup_all(segments, source, target).items():
                found[key] += tuple(_named(match, name) for match in matches)
        return found

    def similar(
        self, segments: Sequence[Segment], source: str, target: str, *, least: float = 0.75, most: int = 5
    ) -> dict[str, tuple[Match, ...]]:
        """TranslationMemory.similar in each, the likest first. Raises MemoryStoreError."""
        found = self.own.similar(segments, source, target, least=least, most=most)
        for name, memory in self.others:
            for key, matches in memory.similar(segments, source, target, least=least, most=most).items():
                joined = [*found[key], *(_named(match, name) for match in matches)]
                found[key] = tuple(sorted(joined, key=lambda match: -match.score)[:most])
        return found

    def search(self, text: str, source: str, target: str, *, most: int = 20) -> tuple[Match, ...]:
        """TranslationMemory.search in each, words in any form. Raises MemoryStoreError."""
        from toolkit.terms.matching import forms

        found = list(self.own.search(text, source, target, most=most, forms=forms))
        for name, memory in self.others:
            hits = memory.search(text, source, target, most=most, forms=forms)
            found += [_named(match, name) for match in hits]
        return tuple(found[:most])


@contextlib.contextmanager
def opened(project: ProjectSettings) -> Iterator[Memories]:
    """The memories of a project; what is large has its index in the project, whoever owns the memory.

    Raises MemoryStoreError, also for one of the setting `memories` that is not there.
    """
    mended(project.memory_path)
    with contextlib.ExitStack() as held:
        own = held.enter_context(TranslationMemory.open(project.memory_path))
        others = []
        for path in project.memories:
            place = hashlib.sha256(str(path).encode("utf-8", "surrogateescape")).hexdigest()[:16]
            index = project.own_path(f"memories/{place}.index")
            others.append((path.stem, held.enter_context(TranslationMemory.open_read_only(path, index))))
        yield Memories(own, others)


def mended(path: Path, *, thorough: bool = False) -> bool:
    """Rebuilds a memory that is damaged, and tells whether it was; a large one is looked through only if `thorough`.

    Raises MemoryStoreError where something is lost with it that no catalog has; the next try finds it mended.
    """
    if not path.is_file() or (path.stat().st_size > SMALL and not thorough) or not keeping.damage(path):
        return False
    saved, lost = keeping.rebuilt(path)
    if lost:
        raise MemoryStoreError(
            f"the translation memory was damaged and is made anew: {saved} translations that were brought in are "
            f"taken over, {lost} or more may be lost; import them again (the damaged file is {path.name}.damaged)",
            path=path,
        )
    return True


def _named(match: Match, name: str) -> Match:
    document = f"{FOREIGN}{name}/{match.document}"
    origin = match.unit.origin
    unit = match.unit if origin is None else replace(match.unit, origin=replace(origin, name=document))
    return replace(match, unit=unit, document=document)
