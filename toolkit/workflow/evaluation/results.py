"""What an evaluation finds."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from toolkit.units import Draft
from toolkit.workflow.evaluation.faults import FAULTS, Fault


@dataclass(frozen=True, slots=True)
class Made:
    """What one system made of all sources, in their order."""

    name: str
    signature: str
    drafts: tuple[Draft, ...]
    seconds: float = 0.0
    """Of drafting, without loading the model; 0 where nothing was drafted."""
    memory: int = 0
    """Bytes that the process held at most while it loaded and drafted; 0 where the system does not tell."""


@dataclass(frozen=True, slots=True)
class Score:
    """One metric over a whole set."""

    value: float
    signature: str
    """As sacrebleu writes it: everything that the number depends on."""
    mean: float | None = None
    """Of the bootstrap samples; None where none were drawn."""
    interval: float | None = None
    """Half of the 95 % confidence interval round `mean`."""
    p: float | None = None
    """That a difference from the first system as great as this came by chance; None for the first."""

    @property
    def row(self) -> dict[str, Any]:
        """For programs."""
        more = {"mean": self.mean, "interval": self.interval, "p": self.p}
        rounded = {name: round(value, 4) for name, value in more.items() if value is not None}
        return {"score": round(self.value, 4), **rounded, "signature": self.signature}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, what people and the machine made of it."""

    source: str
    reference: str
    draft: str
    chrf: float
    confidence: float | None
    """None where nothing tells it."""
    flags: tuple[str, ...]
    faults: tuple[Fault, ...]

    @property
    def row(self) -> dict[str, Any]:
        """For programs."""
        return {
            "source": self.source,
            "reference": self.reference,
            "draft": self.draft,
            "chrf": round(self.chrf, 2),
            "confidence": None if self.confidence is None else round(self.confidence, 4),
            "flags": list(self.flags),
            "faults": [fault.name for fault in self.faults],
        }


@dataclass(frozen=True, slots=True)
class Result:
    """One system on one set and language."""

    system: str
    signature: str
    scores: Mapping[str, Score]
    """Name of a metric -> its score."""
    sentences: tuple[Sentence, ...]
    seconds: float
    memory: int

    def worst(self, number: int) -> list[Sentence]:
        """The sentences of the lowest chrF, the worst first."""
        return sorted(self.sentences, key=lambda one: one.chrf)[:number]

    @property
    def faults(self) -> dict[str, tuple[int, int]]:
        """Name of a fault -> (sentences that have it, those of them that no flag of the draft tells of)."""
        have = Counter(fault.name for one in self.sentences for fault in one.faults)
        silent = Counter(fault.name for one in self.sentences for fault in one.faults if not fault.flagged)
        return {name: (have[name], silent[name]) for name in FAULTS}

    @property
    def faulty(self) -> int:
        """Sentences with any fault."""
        return sum(bool(one.faults) for one in self.sentences)

    @property
    def rate(self) -> float | None:
        """Sentences a second; None where nothing was drafted."""
        return len(self.sentences) / self.seconds if self.seconds else None

    def row(self, worst: int) -> dict[str, Any]:
        """For programs."""
        return {
            "system": self.system,
            "signature": self.signature,
            "sentences": len(self.sentences),
            "scores": {name: score.row for name, score in self.scores.items()},
            "faults": {name: {"sentences": n, "unflagged": silent} for name, (n, silent) in self.faults.items()},
            "faulty": self.faulty,
            "seconds": round(self.seconds, 3),
            "sentences_per_second": None if self.rate is None else round(self.rate, 2),
            "peak_memory": self.memory or None,
            "worst": [one.row for one in self.worst(worst)],
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """Systems side by side on the same sentences."""

    name: str
    """Of the file or the document."""
    language: str
    results: tuple[Result, ...]
    counts: Mapping[str, int] = field(default_factory=dict)
    """compared, and where it is known: drafted, reviewed."""
