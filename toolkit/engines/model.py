"""One package loaded into CTranslate2: texts in, what the decoder wrote out."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.engines.tokenizers import load
from toolkit.errors import EngineError, PackageError
from toolkit.packages import Package

BATCH_TOKENS = 256
"""Best on CPU at beam 4, measured: smaller batches starve the cores, larger ones leave their caches."""
LENGTH_PENALTY = 0.2
"""argostranslate's."""
SPARE_TOKENS = 32
LENGTHENING = 3
"""A draft of n tokens is cut off at n * LENGTHENING + SPARE_TOKENS: loops end there, no real translation does."""


@dataclass(frozen=True, slots=True)
class Output:
    """What the decoder wrote for one text."""

    text: str
    log_probability: float
    """Sum over its tokens, the end token included."""
    length: int
    """Tokens, the end token included."""
    cut_off: bool
    """The decoder was still writing when it reached its limit."""


def available_cores() -> int:
    """The processor cores that this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


class Model:
    """The model and the tokenizer of one package; made once, used for every batch."""

    def __init__(self, package: Package, *, threads: int = 0, beam: int = 4) -> None:
        """Loads the package from its folder, or from its archive without unpacking. Raises PackageError.

        `threads` batches are drafted at a time, 0 for as many as there are cores.
        """
        import ctranslate2

        self.package = package
        self.beam = beam
        self._tokenizer = load(package)
        settings = {
            "device": "cpu",
            "compute_type": "auto",
            # One thread a batch and as many batches as cores: threads that share one batch wait for each other.
            "inter_threads": threads or available_cores(),
            "intra_threads": 1,
        }
        try:
            if package.is_archive:
                self._translator: Any = ctranslate2.Translator(
                    str(package.path), files=package.model_files(), **settings
                )
            else:
                self._translator = ctranslate2.Translator(str(package.path / "model"), **settings)
        except (RuntimeError, ValueError, MemoryError) as error:
            raise PackageError(
                f"the model is damaged, or made for a newer CTranslate2 ({_reason(error)}); "
                "delete the package and install it again",
                path=package.path,
            ) from error

    def knows(self, text: str) -> bool:
        """Whether `text` is one token of this model."""
        return self._tokenizer.knows(text)

    def length(self, text: str) -> int:
        """Tokens in a text."""
        return len(self._tokenizer.encode([text])[0])

    def draft(self, texts: Sequence[str], *, careful: bool = False) -> list[Output]:
        """Translates texts of a sentence each, none of them empty. Raises EngineError.

        `careful` forbids repetition and much length: for a second try where the first one ran wild.
        """
        if not texts:
            return []
        sources = self._tokenizer.encode(texts)
        prefix = [[self.package.target_prefix]] * len(sources) if self.package.target_prefix else None
        limits = [2 * len(tokens) + 10 if careful else LENGTHENING * len(tokens) + SPARE_TOKENS for tokens in sources]
        try:
            results = self._translator.translate_batch(
                sources,
                target_prefix=prefix,
                beam_size=self.beam,
                length_penalty=LENGTH_PENALTY,
                replace_unknowns=True,
                return_scores=True,
                max_batch_size=BATCH_TOKENS,
                batch_type="tokens",
                max_decoding_length=max(limits),
                **({"no_repeat_ngram_size": 3, "repetition_penalty": 1.2} if careful else {}),
            )
            return [self._output(result, limit) for result, limit in zip(results, limits, strict=True)]
        except (RuntimeError, ValueError) as error:
            raise EngineError(
                f"{self.package.path}: CTranslate2 cannot translate with {self.package.name} ({_reason(error)}); "
                "delete the package and install it again"
            ) from error

    def _output(self, result: Any, limit: int) -> Output:
        tokens: list[str] = list(result.hypotheses[0])
        cut_off = len(tokens) >= limit
        length = max(1, len(tokens) + (not cut_off))
        if self.package.target_prefix and tokens[:1] == [self.package.target_prefix]:
            tokens = tokens[1:]
        return Output(
            self._tokenizer.decode(tokens).strip(), result.scores[0] * length**LENGTH_PENALTY, length, cut_off
        )


def in_chunks(lengths: Iterable[int], limit: int) -> list[int]:
    """The ends of chunks of about `limit` in sum, each with at least one member."""
    ends: list[int] = []
    total = count = 0
    for count, length in enumerate(lengths, 1):
        total += length
        if total >= limit:
            ends.append(count)
            total = 0
    return [*ends, count] if total else ends


def _reason(error: Exception) -> str:
    text = " ".join(str(error).split()) or type(error).__name__
    return text if len(text) <= 160 else text[:157] + "…"
