"""The project's glossary, locales/glossary.csv, and what of it a translator sees beside each sentence."""

import functools
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.project.settings import ProjectSettings
from toolkit.storage.files import read_bytes
from toolkit.units import Segment, Term
from toolkit.workflow.kinds import Source

if TYPE_CHECKING:
    from toolkit.terms.glossary import Glossary

MOST_NOTES = 8
"""Terms that are noted of one sentence."""


@functools.lru_cache(4)
def _glossary(path: Path, stamp: int) -> "Glossary":  # noqa: ARG001 - a changed file is another one
    from toolkit.terms.glossary import read_csv  # most projects have none

    return read_csv(read_bytes(path), path)


def glossary(settings: ProjectSettings) -> "Glossary | None":
    """The project's terms, locales/glossary.csv; None where there is no such file. Raises CatalogError."""
    path = settings.locales / "glossary.csv"
    return _glossary(path, path.stat().st_mtime_ns) if path.is_file() else None


def notes(
    settings: ProjectSettings, segments: Iterable[Segment], source: str, target: str
) -> dict[str, tuple[str, ...]]:
    """`notes_of` the project's glossary; {} where there is none. Raises CatalogError."""
    known = glossary(settings)
    return {} if known is None else notes_of(known, segments, source, target)


def notes_of(known: "Glossary", segments: Iterable[Segment], source: str, target: str) -> dict[str, tuple[str, ...]]:
    """Key -> a line for each term of the sentence, `term: SCO = ШОС (an organisation)`."""
    from toolkit.terms.use import used

    found: dict[str, tuple[str, ...]] = {}
    for segment in segments:
        if segment.key in found:
            continue
        lines = []
        in_order = sorted(used(known, segment.text, source), key=lambda term: term.places[0].start)
        for term in in_order[:MOST_NOTES]:
            ways = term.translations(source, target)
            if not ways:
                continue
            note = next((entry.note for entry in term.entries if entry.note), "")
            never = f"; not {' or '.join(term.forbidden)}" if term.forbidden else ""
            lines.append(f"term: {term.source} = {' or '.join(ways)}{never}{f' ({note})' if note else ''}")
        if lines:
            found[segment.key] = tuple(lines)
    return found


def finder(settings: ProjectSettings, target: str) -> Callable[[str], list[tuple[str, str]]] | None:
    """What finds the glossary's terms in a text, each with its first translation; None without a glossary.

    Raises CatalogError.
    """
    known, source = glossary(settings), settings.source_language
    if known is None:
        return None
    from toolkit.terms.use import used

    def found(text: str) -> list[tuple[str, str]]:
        pairs = ((term.source, term.translations(source, target)) for term in used(known, text, source))
        return [(term, translations[0]) for term, translations in pairs if translations]

    return found


def in_text(settings: ProjectSettings, source: Source, targets: Sequence[str]) -> dict[str, tuple[Term, ...]]:
    """Target -> the terms that a document has, in the order in which they first stand there.

    {} without a glossary. Raises CatalogError.
    """
    known = glossary(settings)
    if known is None:
        return {}
    from toolkit.terms.use import Used, used

    language = source.document.language
    seen: dict[str, Used] = {}
    for segment in source.unique.values():
        for term in sorted(used(known, segment.text, language), key=lambda term: term.places[0].start):
            seen.setdefault(term.source, term)
    found = {}
    for target in targets:
        ways = {term.source: " / ".join(term.translations(language, target)) for term in seen.values()}
        notes = {term.source: next((one.note for one in term.entries if one.note), "") for term in seen.values()}
        found[target] = tuple(Term(one, ways[one], notes[one]) for one in seen if ways[one])
    return {target: terms for target, terms in found.items() if terms}
