"""Drafts with Argos packages through CTranslate2: offline, in batches, each draft honest about itself."""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import replace
from importlib.metadata import version
from itertools import islice

from toolkit.engines import protection
from toolkit.engines.batches import in_order
from toolkit.engines.confidence import calibrated
from toolkit.engines.finish import finish
from toolkit.engines.hypothesis import Hypothesis, chained, has_letter
from toolkit.engines.model import BATCH_TOKENS, Model
from toolkit.engines.placeables import mask
from toolkit.engines.sentences import CONTROL, translate_by
from toolkit.engines.settings import EngineSettings, refuse_other_direction
from toolkit.languages import code_of
from toolkit.packages import Package, discover, route
from toolkit.units import Content, Draft, flatten

WINDOW_TOKENS, WINDOW_TEXTS = 32 * BATCH_TOKENS, 64
"""Taken apart and put together in one go: little, so that this goes on evenly beside the decoder and drafts come out
and can be saved. Batches are filled from all windows in work."""
FIRST_TEXTS = 16
"""In the first window of much that is drafted; each one after it has twice as many, up to WINDOW_TEXTS: the first
drafts come out, and are saved, soon, also where a core is slow or busy."""
LAST_TEXTS = 16
"""In the last windows: each has half of what is left, down to so many, so that little is put together, or drafted a
second time, when nothing else is left for the cores."""
MANY_TEXTS, MIDDLING_TEXTS = 32, 14
"""From so many texts on windows begin small; so many of middling length come before the longest."""
WINDOWS = 4
"""Windows in work at a time: enough to fill batches, and while the model works on some, another is taken apart or put
together."""
BLOCK_TEXTS, BLOCK_CHARACTERS = 16_384, 4_000_000
"""Texts that are read ahead to be sorted by length; what is held in memory, however long the input is."""
CHARACTERS_A_TOKEN = 4
"""A rough guess, for the size of windows only."""
BEAM, FAST_BEAM = 4, 1


def make(settings: EngineSettings) -> "ArgosEngine":
    """The engine for one direction. Raises PackageError where no package serves it."""
    found = discover(settings.folders, starter=settings.starter)
    packages = route(found, settings.source, settings.target, settings.version)
    return ArgosEngine(
        packages,
        threads=settings.threads,
        threads_each=settings.threads_each,
        beam=FAST_BEAM if settings.fast else BEAM,
        device=settings.device,
    )


class ArgosEngine:
    """Translates by one package, or by two of which the first one leads into English."""

    def __init__(
        self,
        packages: Sequence[Package],
        *,
        threads: int = 0,
        threads_each: int = 1,
        beam: int = BEAM,
        device: str = "cpu",
    ) -> None:
        self.packages = tuple(packages)
        self._threads, self._threads_each, self._beam, self._device = threads, threads_each, beam, device
        self._models: tuple[Model, ...] = ()
        self._loading = threading.Lock()
        self._signature = ""
        self._signing = threading.Lock()

    @property
    def signature(self) -> str:
        """How to get these drafts again: packages with their fingerprints, and settings. Raises PackageError."""
        with self._signing:  # the fingerprint of a model takes its whole file: once
            if not self._signature:
                names = " + ".join(
                    f"{package.name} ({'starter ' if package.kind == 'starter' else ''}{package.fingerprint()})"
                    for package in self.packages
                )
                pivot = f" through {self.packages[0].target}" if len(self.packages) > 1 else ""
                on = ", on a GPU" if self._device == "gpu" else ""
                self._signature = f"argos {names}{pivot}, CTranslate2 {version('ctranslate2')}, beam {self._beam}{on}"
            return self._signature

    @property
    def models(self) -> tuple[Model, ...]:
        """The models, loaded when they are needed first. Raises PackageError."""
        with self._loading:
            if not self._models:
                self._models = tuple(
                    Model(
                        package,
                        threads=self._threads,
                        threads_each=self._threads_each,
                        beam=self._beam,
                        device=self._device,
                    )
                    for package in self.packages
                )
            return self._models

    def floor(self, kind: str) -> float | None:
        """The highest that a package of the route has for the kind of text; None where there is none."""
        found = [package.floor(kind) for package in self.packages]
        return max((floor for floor in found if floor is not None), default=None)

    def translate(
        self, batch: Sequence[Content], source: str, target: str, progress: Callable[[int], None] | None = None
    ) -> list[Draft]:
        """One draft for each content, in order; `progress` is told how many are done.

        Equal contents are translated once. What has no word in it comes back as it is, flagged `copied`.
        Raises PackageError, EngineError; UsageError for a direction that the engine was not made for.
        """
        return in_order(self.stream(batch, source, target), len(batch), progress)

    def stream(self, texts: Iterable[Content], source: str, target: str) -> Iterator[list[tuple[int, Draft]]]:
        """(number of the text, its draft) for every text, some at a time and not in order, as they are made.

        `texts` is read as far ahead as is needed to sort it, so that memory does not grow with it. A draft depends on
        its text alone, not on its neighbours. Raises as `translate`.
        """
        direction = self.packages[0].source, self.packages[-1].target
        refuse_other_direction(direction, (code_of(source), code_of(target)))
        waiting: set[Future[list[tuple[int, Draft]]]] = set()
        pool = ThreadPoolExecutor(WINDOWS, "window")
        try:
            for window in _windows(enumerate(texts)):
                waiting.add(pool.submit(self._window, window, code_of(target)))
                if len(waiting) > WINDOWS:
                    done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                    yield from [one.result() for one in done]
            while waiting:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from [one.result() for one in done]
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            if waiting:  # interrupted, failed, or nobody wants the rest
                self.stop()

    def stop(self) -> None:
        """Gives up what is being drafted; who waits for it gets a CancelledError."""
        for model in self._models:
            model.stop()

    def _window(self, window: Sequence[tuple[Content, list[int]]], target: str) -> list[tuple[int, Draft]]:
        contents = [content for content, _ in window]
        wordless = not any(has_letter(mask(content).words) for content in contents)
        drafts = protection.translate(
            contents,
            self._translate,
            lambda before, after: finish(before, after, target),
            knows_slots=wordless or all(model.knows("{1}") for model in self.models),
            signature=self.signature,
            languages=(self.packages[0].source, self.packages[-1].target),
        )
        starter = self.packages[-1].kind == "starter"
        told = [
            replace(draft, score=calibrated(draft.score, target, starter=starter))
            if draft.target and "copied" not in draft.flags
            else draft
            for draft in drafts
        ]
        return [(number, draft) for (_, numbers), draft in zip(window, told, strict=True) for number in numbers]

    def _translate(self, texts: Sequence[str]) -> list[Hypothesis]:
        """Through every package of the route, in turn."""
        first, *others = self.models
        results = translate_by(first, texts)
        for model in others:
            steps = translate_by(model, [result.text for result in results])
            results = [chained(a, b) for a, b in zip(results, steps, strict=True)]
        return results


def _windows(texts: Iterator[tuple[int, Content]]) -> Iterator[list[tuple[Content, list[int]]]]:
    """The texts, each different one of a block once with the numbers it has, longest first, in windows.

    Of many, a few of middling length come before the longest, and windows grow from FIRST_TEXTS on. The last ones are
    smaller again.
    """
    most = 0
    while block := _block(texts):
        lengths = {content: len(flatten(content)) for content in block}
        window: list[tuple[Content, list[int]]] = []
        size = 0
        # Texts of like length share a batch; the longest come first, so that the cores end at the same time.
        ordered = sorted(block, key=lambda one: lengths[one], reverse=True)
        if not most and len(ordered) >= MANY_TEXTS:
            middle = slice(len(ordered) // 2, len(ordered) // 2 + MIDDLING_TEXTS)
            few = ordered[middle]
            del ordered[middle]
            ordered[:0] = few
            most = FIRST_TEXTS
        most = min(most or WINDOW_TEXTS, WINDOW_TEXTS)
        for left, content in zip(range(len(ordered) - 1, -1, -1), ordered, strict=True):
            window.append((content, block[content]))
            size += lengths[content] // CHARACTERS_A_TOKEN + 1
            if size >= WINDOW_TOKENS or len(window) >= most:
                yield window
                window, size, most = [], 0, min(2 * most, WINDOW_TEXTS, max(LAST_TEXTS, left // 2))
        if window:
            yield window


def clean(content: Content) -> Content:
    """Without what no text may hold and no model can read: control characters, half surrogate pairs. Codes stay."""
    if not any(isinstance(part, str) and CONTROL.search(part) for part in content):
        return content
    parts = (CONTROL.sub("", part) if isinstance(part, str) else part for part in content)
    return tuple(part for part in parts if part)


def _block(texts: Iterator[tuple[int, Content]]) -> dict[Content, list[int]]:
    block: dict[Content, list[int]] = {}
    size = 0
    for number, content in islice(texts, BLOCK_TEXTS):
        block.setdefault(clean(content), []).append(number)
        size += len(flatten(content))
        if size >= BLOCK_CHARACTERS:
            break
    return block
