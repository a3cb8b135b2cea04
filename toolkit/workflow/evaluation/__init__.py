"""Machine drafts measured against what people wrote.

    what people wrote ──references──▶ pairs ──systems──▶ drafts ──metrics, faults──▶ results ──▶ table, JSON, page

Nothing here learns or stores anything. sacrebleu computes the scores, so that others can compute them again.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from toolkit.errors import BundleError
from toolkit.exchange import tsv
from toolkit.storage.files import read_bytes
from toolkit.units import Catalog, Draft, plain
from toolkit.workflow.evaluation import faults, metrics
from toolkit.workflow.evaluation.references import Pair, Reference, reviewed
from toolkit.workflow.evaluation.results import Comparison, Made, Result, Sentence
from toolkit.workflow.evaluation.systems import System

__all__ = ["Comparison", "Made", "Pair", "Reference", "Result", "System", "drafts_of_bundle", "measure"]

DRAFTED = {"drafted"}
"""Statuses of what a machine wrote and nobody touched."""
NOT_SAID = -1.0
"""The confidence of a draft that a bundle has, which does not tell it."""


def measure(
    reference: Reference,
    systems: Sequence[System],
    *,
    samples: int = 1000,
    progress: Callable[[str], None] | None = None,
) -> Comparison:
    """Lets every system draft the sources, and compares all with the same references. Raises ToolkitError."""
    metrics.made_for(reference.language)  # said before hours of drafting, not after: sacrebleu is missing
    made = []
    for system in systems:
        if progress:
            progress(system.name)
        made.append(system.draft([pair.source for pair in reference.pairs], reference.language))
    return compared(reference, made, samples=samples)


def compared(reference: Reference, made: Sequence[Made], *, samples: int = 1000) -> Comparison:
    """Scores of what was made; with several systems, each is tested against the first."""
    texts = {one.name: [draft.text for draft in one.drafts] for one in made}
    scores = metrics.scores(texts, [pair.text for pair in reference.pairs], reference.language, samples=samples)
    results = []
    for one in made:
        near = metrics.sentence_scores(texts[one.name], [pair.text for pair in reference.pairs])
        sentences = [
            Sentence(
                pair.shown,
                pair.text,
                draft.text,
                chrf,
                None if draft.score < 0 else draft.score,
                draft.flags,
                faults.of(pair.source, draft, reference.source_language, reference.language),
            )
            for pair, draft, chrf in zip(reference.pairs, one.drafts, near, strict=True)
        ]
        results.append(Result(one.name, one.signature, scores[one.name], tuple(sentences), one.seconds, one.memory))
    return Comparison(reference.name, reference.language, tuple(results), reference.counts)


def drafts_of_bundle(file: Path, catalog: Catalog) -> tuple[Reference, Made]:
    """The machine drafts in a bundle's parallel.tsv, and the reviewed translations of the same sentences.

    Raises BundleError, StorageError.
    """
    if not file.is_file():
        raise BundleError("there is no such bundle; make it with `toolkit run SOURCE --fresh --out FOLDER`", path=file)
    people = {pair.shown: pair for pair in reviewed(catalog)}
    rows = [row for row in tsv.read(read_bytes(file)) if row.language == catalog.target_language]
    drafted: Mapping[str, str] = {row.source: row.target for row in rows if row.status in DRAFTED}
    pairs = [people[source] for source in drafted if source in people]
    counts = {"compared": len(pairs), "drafted": len(drafted), "reviewed": len(people)}
    reference = Reference(catalog.document, catalog.source_language, catalog.target_language, tuple(pairs), counts)
    drafts = tuple(Draft(plain(drafted[pair.shown]), NOT_SAID) for pair in pairs)
    return reference, Made("drafts", "", drafts)
