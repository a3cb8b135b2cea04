"""An engine that says where it is out of its depth: drafts below its floor, or of something else, become a gloss.

A package's floor (toolkit/packages/measured.py) is the confidence below which its drafts were worth less than the gloss
of the same text, by kind of text. An engine without a floor is believed. Without a gloss there is no draft then.
"""

import contextlib
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from toolkit.engines import Engine, relation
from toolkit.engines.batches import in_order
from toolkit.engines.gloss import REALISERS, GlossEngine
from toolkit.engines.gloss.engine import Terms
from toolkit.packages.measured import KINDS
from toolkit.units import Content, Draft, visible

DOUBTFUL = ("gloss", "empty", "keep")
"""What becomes of a draft below the floor."""
STRINGS, PROSE = KINDS
PROSE_WORDS, SENTENCE_WORDS = 7, 5
"""A text of so many words, or one of so many that ends as a sentence does, is prose; a shorter one a string."""
SAMPLE = "He read it."
"""A sentence of which the gloss needs all its tables."""
TRUSTED = frozenset({"copied"})
"""Flags of drafts that no model wrote."""
AT_ONCE = 16
"""Glosses that are made before any of them is given away: a gloss is slow, and what is given away can be saved."""
BEYOND = "beyond-the-package"
"""The flag of a draft that was left out because of its floor."""


class DoubtingEngine:
    """Drafts by one engine, and takes another's word where that one is below its floor."""

    def __init__(self, engine: Engine, gloss: GlossEngine | None) -> None:
        """Without a gloss, drafts below the floor are left empty."""
        self.engine, self._gloss = engine, gloss
        self._reading: threading.Thread | None = None
        self._glossing = threading.Lock()

    @property
    def signature(self) -> str:
        """That of the engine: a draft by the gloss is signed by the gloss."""
        return self.engine.signature

    def floor(self, kind: str) -> float | None:
        """That of the engine."""
        return self.engine.floor(kind)

    def translate(
        self, batch: Sequence[Content], source: str, target: str, progress: Callable[[int], None] | None = None
    ) -> list[Draft]:
        """One draft for each content, in order. Raises as the engine does."""
        return in_order(self.stream(batch, source, target), len(batch), progress)

    def stream(self, texts: Iterable[Content], source: str, target: str) -> Iterator[list[tuple[int, Draft]]]:
        """(number of the text, its draft), some at a time and not in order. Raises as the engine does."""
        floors = {kind: self.floor(kind) for kind in KINDS}
        waiting: dict[int, Content] = {}

        def watched() -> Iterator[Content]:
            for number, content in enumerate(texts):
                waiting[number] = content
                if self._reading is None and kind_of(content) == PROSE and floors[PROSE] is not None:
                    self._read_ahead(source, target)
                yield content

        for made in self.engine.stream(watched(), source, target):
            settled, glossed = [], 0
            for number, draft in made:
                content = waiting.pop(number)
                floor = floors[kind_of(content)]
                flags = set(draft.flags)
                low = floor is not None and (draft.score < floor or relation.FLAG in flags)
                doubted = low and not TRUSTED & flags
                settled.append((number, self._instead(content, draft, source, target) if doubted else draft))
                glossed += doubted
                if glossed >= AT_ONCE:
                    yield settled
                    settled, glossed = [], 0
            if settled:
                yield settled

    def _read_ahead(self, source: str, target: str) -> None:
        """Lets the tables of the gloss, which take a second, be read while the engine makes its first drafts."""
        gloss = self._gloss

        def read() -> None:
            with contextlib.suppress(Exception):  # who needs the gloss is told
                if gloss is not None:
                    gloss.translate([(SAMPLE,)], source, target)

        self._reading = threading.Thread(target=read, daemon=True)
        self._reading.start()

    def _instead(self, content: Content, draft: Draft, source: str, target: str) -> Draft:
        if self._gloss is None:
            return replace(draft, target=(), alignment=(), flags=(BEYOND,))
        if self._reading is not None:
            self._reading.join()
        with self._glossing:  # it remembers what it looked up, for one at a time
            return self._gloss.translate([content], source, target)[0]

    def stop(self) -> None:
        """Gives up what is being drafted, where the engine can."""
        if (stop := getattr(self.engine, "stop", None)) is not None:
            stop()


def kind_of(content: Content) -> str:
    """Whether a text is read as a sentence or is a short string of a program."""
    text = visible(content).strip()
    least = SENTENCE_WORDS if text.endswith((".", "!", "?", "…", '"', "”")) else PROSE_WORDS
    return PROSE if len(text.split()) >= least else STRINGS


def doubting(engine: Engine, source: str, target: str, doubtful: str, terms: Terms | None = None) -> Engine:
    """The engine with its doubts; `doubtful` is one of DOUBTFUL. As it is where it has no floor or all is kept.

    `terms` are the glossary's, for the gloss.
    """
    if doubtful == "keep" or all(engine.floor(kind) is None for kind in KINDS):
        return engine
    known = doubtful == "gloss" and source == "en" and target in REALISERS
    return DoubtingEngine(engine, GlossEngine(source, target, terms) if known else None)
