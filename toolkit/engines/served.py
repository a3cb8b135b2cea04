"""What engines have in common that ask a server: protection of placeables, second asking, honesty about bad answers."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from toolkit.engines import protection
from toolkit.engines.argos import clean
from toolkit.engines.batches import in_order
from toolkit.engines.degeneration import flaws
from toolkit.engines.finish import finish
from toolkit.engines.hypothesis import Hypothesis
from toolkit.engines.placeables import SLOT
from toolkit.engines.sentences import CONTROL
from toolkit.engines.server import Server, Unusable
from toolkit.engines.settings import EngineSettings, refuse_other_direction
from toolkit.errors import EngineError
from toolkit.languages import code_of
from toolkit.units import Content, Draft, flatten

TEXTS, CHARACTERS = 8, 2_400
"""In one request at most; what is longer goes alone."""
WINDOW = 16
"""Texts whose drafts come out together."""
PATIENCE = 3
"""Requests in a row without one usable text after which the server is given up."""
UNKNOWN = 0.5
"""Confidence where a server does not tell how sure its model was."""


class ServedEngine:
    """Drafts by a server; subclasses ask it."""

    name = ""
    knows_slots = True

    def __init__(self, settings: EngineSettings, server: Server) -> None:
        self.server = server
        self.source, self.target = code_of(settings.source), code_of(settings.target)
        self.before = ""
        """The text before those that are asked for."""
        self._bad = 0

    @property
    def signature(self) -> str:
        """Engine, model and where the server is."""
        raise NotImplementedError

    def floor(self, kind: str) -> None:
        """Nobody has measured it."""

    def ask(self, texts: Sequence[str]) -> Mapping[int, Hypothesis]:
        """Number of the text -> what the server made of it; texts that it left out are missing. Raises Unusable."""
        raise NotImplementedError

    def translate(
        self, batch: Sequence[Content], source: str, target: str, progress: Callable[[int], None] | None = None
    ) -> list[Draft]:
        """One draft for each content, in order. Raises EngineError; UsageError for another direction."""
        return in_order(self.stream(batch, source, target), len(batch), progress)

    def stream(self, texts: Iterable[Content], source: str, target: str) -> Iterator[list[tuple[int, Draft]]]:
        """(number of the text, its draft), some at a time and in order. Raises as `translate`."""
        refuse_other_direction((self.source, self.target), (code_of(source), code_of(target)))
        numbered = enumerate(texts)
        while window := list(islice(numbered, WINDOW)):
            contents = [clean(content) for _, content in window]
            drafts = protection.translate(
                contents,
                self._asked,
                lambda before, after: finish(before, after, self.target),
                knows_slots=self.knows_slots,
                signature=self.signature,
                languages=(self.source, self.target),
            )
            self.before = flatten(contents[-1])
            yield [(number, draft) for (number, _), draft in zip(window, drafts, strict=True)]

    def _asked(self, texts: Sequence[str]) -> list[Hypothesis]:
        """Each text's translation; what did not come is asked for again alone, and empty if that does not help."""
        made: dict[int, Hypothesis] = {}
        for batch in _batches(texts):
            made.update(self._tried(texts, batch))
        for index in [index for index in range(len(texts)) if index not in made]:
            made.update(self._tried(texts, [index]))
        return [made.get(index, Hypothesis("", flags=("empty",))) for index in range(len(texts))]

    def _tried(self, texts: Sequence[str], batch: Sequence[int]) -> dict[int, Hypothesis]:
        try:
            answers = self.ask([texts[index] for index in batch])
            good = {batch[place]: self._judged(texts[batch[place]], one) for place, one in answers.items()}
            found = {index: one for index, one in good.items() if one.text.strip()}
        except Unusable as error:
            found, problem = {}, error
        else:
            problem = Unusable(f"the server at {self.server.shown} gave no translation of what it was asked for")
        self._bad = 0 if found else self._bad + 1
        if self._bad >= PATIENCE:
            raise EngineError(f"{problem}; given up after {PATIENCE} such answers") from None
        return found

    def _judged(self, text: str, answer: Hypothesis) -> Hypothesis:
        """The answer as engines give theirs: no control characters, flagged where it is no translation."""
        made = CONTROL.sub("", answer.text).strip()
        found = flaws(SLOT.sub("", text), SLOT.sub("", made), self.source, self.target)
        return Hypothesis(made, answer.log_probability, answer.length, tuple(sorted(found)))


def _batches(texts: Sequence[str]) -> Iterator[list[int]]:
    batch: list[int] = []
    size = 0
    for index, text in enumerate(texts):
        if batch and (len(batch) >= TEXTS or size + len(text) > CHARACTERS):
            yield batch
            batch, size = [], 0
        batch.append(index)
        size += len(text)
    if batch:
        yield batch
