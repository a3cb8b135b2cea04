"""Every memory that a project looks into: its own, and those of others that it may only read."""

import contextlib
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from toolkit.memory import TranslationMemory
from toolkit.project.settings import ProjectSettings
from toolkit.units import Match, Segment

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
        """TranslationMemory.search in each. Raises MemoryStoreError."""
        found = list(self.own.search(text, source, target, most=most))
        for name, memory in self.others:
            found += [_named(match, name) for match in memory.search(text, source, target, most=most - len(found))]
        return tuple(found[:most])


@contextlib.contextmanager
def opened(project: ProjectSettings) -> Iterator[Memories]:
    """The memories of a project; what is large has its index in the project, whoever owns the memory.

    Raises MemoryStoreError, also for one of the setting `memories` that is not there.
    """
    with contextlib.ExitStack() as held:
        own = held.enter_context(TranslationMemory.open(project.memory_path))
        others = []
        for path in project.memories:
            place = hashlib.sha256(str(path).encode("utf-8", "surrogateescape")).hexdigest()[:16]
            index = project.own_path(f"memories/{place}.index")
            others.append((path.stem, held.enter_context(TranslationMemory.open_read_only(path, index))))
        yield Memories(own, others)


def shown(path: Path) -> str:
    """How the documents of a read-only memory are called."""
    return f"{FOREIGN}{path.stem}/"


def _named(match: Match, name: str) -> Match:
    document = f"{FOREIGN}{name}/{match.document}"
    origin = match.unit.origin
    unit = match.unit if origin is None else replace(match.unit, origin=replace(origin, name=document))
    return replace(match, unit=unit, document=document)
