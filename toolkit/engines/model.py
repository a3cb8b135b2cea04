"""One package loaded into CTranslate2: texts in, what the decoder wrote out."""

import functools
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from toolkit.engines.alignment import Pairs, from_attention
from toolkit.engines.batches import Waiting, filler
from toolkit.engines.tokenizers import load
from toolkit.errors import EngineError, PackageError
from toolkit.packages import Package
from toolkit.storage.cores import cores

BATCH_TOKENS = 528
"""At most. Each batch of a large model costs as much as 4 short texts more (docs/benchmarks.md); smaller ones are done
sooner, so that no core waits long for another one at the end."""
SCORES, CAREFUL_SCORES = 5_200_000, 4_000_000
"""In a batch at most so many numbers of texts * beam * vocabulary, and of a second try: what CTranslate2 4.8 holds in
memory grows with them, most with the wide beam."""
LENGTH_PENALTY = 0.2
"""argostranslate's."""
SPARE_TOKENS = 32
LENGTHENING = 3
"""A draft of n tokens is cut off at n * LENGTHENING + SPARE_TOKENS: loops end there, no real translation does."""
UNKNOWN = "<unk>"
CAREFUL = {"no_repeat_ngram_size": 3, "repetition_penalty": 1.2}
"""For a second try. Never for the first: real texts repeat themselves."""
LARGE_VOCABULARY = 64_000
"""Taken where the package does not tell."""
CAREFUL_BEAM, WIDER = 4, 2
"""The beam of a second try: at least so wide, and so much wider than the first; forbidding needs alternatives."""

SCALAR = b"\0\0\2\2\0\0\0"
"""In model.bin, between the name of a 16-bit number and its value: the name's end, rank 0, the type, two bytes."""
FIRST_HEAD = b"decoder/alignment_heads" + SCALAR + b"\1\0"
LAST_LAYER = b"decoder/alignment_layer" + SCALAR + b"\xff\xff"


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
    alignment: Pairs = ()
    """Pairs of (word of the source, word of the text), counted from 0 as `alignment.words` counts."""
    others: Callable[[], Sequence["Output"]] = field(default=tuple, compare=False, repr=False)
    """What else the beam held in the end, the likeliest first."""


class _Asked:
    """The texts of one call, and what has been made of them."""

    def __init__(self, count: int) -> None:
        self._outputs: list[Output | None] = [None] * count
        self._left = count
        self._done: Future[None] = Future()

    def put(self, index: int, output: Output) -> None:
        self._outputs[index] = output
        self._left -= 1
        if not self._left and not self._done.done():
            self._done.set_result(None)

    def fail(self, error: Exception) -> None:
        if not self._done.done():
            self._done.set_exception(error)

    def cancel(self) -> None:
        self._done.cancel()

    def wait(self) -> list[Output]:
        """All of them, in order. Raises what `fail` was given; CancelledError after `cancel`."""
        self._done.result()
        return [output for output in self._outputs if output is not None]


@dataclass(frozen=True, slots=True)
class _Text:
    """One of the texts that wait."""

    asked: _Asked
    index: int
    text: str
    source: list[str]


class Model:
    """The model and the tokenizer of one package; made once, used by any number of threads."""

    def __init__(
        self, package: Package, *, threads: int = 0, threads_each: int = 1, beam: int = 4, device: str = "cpu"
    ) -> None:
        """Loads the package from its folder, or from its archive without unpacking. Raises PackageError, EngineError.

        `threads` batches are drafted at a time, 0 for as many as there are cores, each by `threads_each` threads.
        `device` is cpu or gpu.
        """
        import ctranslate2

        if device == "gpu" and not ctranslate2.get_cuda_device_count():
            raise EngineError("CTranslate2 sees no GPU here; leave the device out, or set it to cpu")
        self.package = package
        self.beam = beam
        self.tokenizer = load(package)
        # One thread a batch and as many batches as cores: threads that share one batch wait for each other.
        self._parallel = 1 if device == "gpu" else threads or max(1, cores() // max(1, threads_each))
        settings = {
            "device": "cuda" if device == "gpu" else "cpu",
            "compute_type": "auto",  # int8 where the processor has it
            "inter_threads": self._parallel,
            "intra_threads": max(1, threads_each),
        }
        files = package.model_files()
        self._vocabulary = _vocabulary(files)
        files = _with_all_heads(files)  # the model is in memory once, not twice
        try:
            self._translator: Any = ctranslate2.Translator(str(package.path), files=files, **settings)
        except (RuntimeError, ValueError, MemoryError) as error:
            raise PackageError(
                f"the model is damaged, or made for a newer CTranslate2 ({_reason(error)}); "
                "delete the package and install it again",
                path=package.path,
            ) from error
        self._workers: ThreadPoolExecutor | None = None
        self._lock = threading.Lock()
        self._waiting: Waiting[_Text] = Waiting(BATCH_TOKENS, self._parallel, self._most)

    def knows(self, text: str) -> bool:
        """Whether `text` is one token of this model."""
        return self.tokenizer.knows(text)

    def length(self, text: str) -> int:
        """Tokens in a text."""
        return len(self.tokenizer.encode([text])[0])

    def draft(self, texts: Sequence[str], *, careful: bool = False) -> list[Output]:
        """Translates texts of a sentence each, none of them empty. Raises EngineError; CancelledError after `stop`.

        What comes out for a text does not depend on the others. `careful` forbids repetition and much length, and
        looks at more alternatives: for a second try where the first one ran wild.
        """
        if not texts:
            return []
        sources = self.tokenizer.encode(texts)
        asked = _Asked(len(texts))
        with self._lock:
            for index, (text, source) in enumerate(zip(texts, sources, strict=True)):
                self._waiting.add(careful, len(source) + 1, _Text(asked, index, text, source))
            if self._workers is None:
                # One more than CTranslate2 has, so that the next batch waits at its door when one is done.
                self._workers = ThreadPoolExecutor(self._parallel + 1, "draft")
            for _ in range(min(self._parallel + 1, len(texts))):
                self._workers.submit(self._work)
        return asked.wait()

    def _work(self) -> None:
        """Takes batches until there are none."""
        while True:
            with self._lock:
                taken = self._waiting.take()
            if taken is None:
                return
            careful, length, texts = taken
            try:
                made = self._batch([one.text for one in texts], [one.source for one in texts], length, careful)
            except Exception as error:
                with self._lock:
                    for one in texts:
                        one.asked.fail(error)
                continue
            with self._lock:
                for one, output in zip(texts, made, strict=True):
                    one.asked.put(one.index, output)

    def _most(self, careful: bool) -> int:
        scores = CAREFUL_SCORES if careful else SCORES
        return max(1, scores // (self._beam(careful=careful) * self._vocabulary))

    def _beam(self, *, careful: bool) -> int:
        return max(CAREFUL_BEAM, self.beam + WIDER) if careful else self.beam

    def stop(self) -> None:
        """Forgets every batch that is not begun; who waits for one gets a CancelledError."""
        with self._lock:
            for one in self._waiting.clear():
                one.asked.cancel()
            if self._workers is not None:
                self._workers.shutdown(wait=False, cancel_futures=True)
                self._workers = None

    def _batch(self, texts: list[str], sources: list[list[str]], length: int, careful: bool) -> list[Output]:
        longest = max(sources, key=len)
        fill = [] if len(longest) + 1 == length else [filler(longest, length - 1)]
        prefix = self.package.target_prefix
        most = (2 * length + 10) if careful else LENGTHENING * length + SPARE_TOKENS
        beam = self._beam(careful=careful)
        try:
            results = self._translator.translate_batch(
                [*sources, *fill],
                target_prefix=[[prefix]] * (len(sources) + len(fill)) if prefix else None,
                beam_size=beam,
                length_penalty=LENGTH_PENALTY,
                num_hypotheses=beam,
                return_scores=True,
                return_attention=True,
                max_batch_size=0,
                max_decoding_length=most,
                **(CAREFUL if careful else {}),
            )
            held = [
                _Row(text, source, result, result.hypotheses)
                for text, source, result in zip(texts, sources, results[: len(sources)], strict=True)
            ]
            made = self._outputs(held, most, beam)
            for place, row in enumerate(held if len(results) > 1 else ()):
                if self._begins_unknown(row.tokens):
                    (made[place],) = self._batch([row.text], [row.source], len(row.source) + 1, careful)
            return made
        except (RuntimeError, ValueError) as error:
            raise EngineError(
                f"{self.package.path}: CTranslate2 cannot translate with {self.package.name} ({_reason(error)}); "
                "delete the package and install it again"
            ) from error

    def _begins_unknown(self, tokens: list[str]) -> bool:
        first = bool(self.package.target_prefix)
        return len(tokens) > first and tokens[first] == UNKNOWN

    def _outputs(self, rows: Sequence["_Row"], limit: int, beam: int) -> list[Output]:
        """What the rows say, in order."""
        prefix, surfaces = self.package.target_prefix, self.tokenizer.surfaces
        read = []
        for row in rows:
            attention = row.attention()
            tokens = _without_unknowns(row.tokens, row.source, attention)
            cut_off = len(tokens) >= limit
            length = max(1, len(tokens) + (not cut_off))
            if prefix and tokens[:1] == [prefix]:
                tokens, attention = tokens[1:], attention[1:]
            elif beam > 1 and attention:
                attention[0] = []  # the first row is another text's, see _without_unknowns
            read.append((row, tokens, attention, length, cut_off))
        made = map(str.strip, self.tokenizer.decode([tokens for _, tokens, *_ in read]))
        return [
            Output(
                text,
                row.result.scores[row.number] * length**LENGTH_PENALTY,
                length,
                cut_off,
                from_attention(row.text, surfaces(row.source), text, surfaces(tokens), attention),
                tuple if row.number else functools.partial(self._others, row, limit, beam),
            )
            for text, (row, tokens, attention, length, cut_off) in zip(made, read, strict=True)
        ]

    def _others(self, first: "_Row", limit: int, beam: int) -> list[Output]:
        rows = [first._replace(number=number) for number in range(1, len(first.held))]
        # It can be told only of a text alone what the first token shall be.
        return self._outputs([row for row in rows if not self._begins_unknown(row.tokens)], limit, beam)


class _Row(NamedTuple):
    """One of the rows of tokens that the decoder held for a text in the end, the likeliest first."""

    text: str
    source: list[str]
    result: Any
    """Makes each of its lists anew when it is asked for it, and that of attention has thousands of numbers."""
    held: list[list[str]]
    number: int = 0

    @property
    def tokens(self) -> list[str]:
        return self.held[self.number]

    def attention(self) -> list[list[float]]:
        rows: list[list[list[float]]] = self.result.attention
        return rows[self.number] if rows else []


def _vocabulary(files: Mapping[str, bytes]) -> int:
    """Tokens that the model chooses from, roughly: a line each in a .txt, and a pair of quotes in a .json."""
    for name, data in files.items():
        if name.startswith(("shared_vocabulary", "target_vocabulary")):
            return max(1, data.count(b'"') // 2 if name.endswith(".json") else data.count(b"\n"))
    return LARGE_VOCABULARY


def _with_all_heads(files: dict[str, bytes]) -> dict[str, bytes]:
    """The model with the attention of all heads averaged, where the converter left it at the first head alone.

    It says better which word stands for which (docs/formats.md has figures), and what is drafted is the same. Models
    that were trained to align say so themselves and are left alone.
    """
    model = files.get("model.bin", b"")
    if model.count(FIRST_HEAD) != 1 or model.count(LAST_LAYER) != 1:
        return files
    return {**files, "model.bin": model.replace(FIRST_HEAD, FIRST_HEAD[:-2] + b"\0\0")}


def _without_unknowns(tokens: list[str], source: list[str], attention: list[list[float]]) -> list[str]:
    """Each unknown token replaced by the source token that it looks at, as CTranslate2's `replace_unknowns` does.

    Done here because of the first token: under a beam CTranslate2 4.8 gives the attention of the first step of another
    text of the batch, and copies the wrong word. A text that begins with an unknown token is drafted alone for it.
    """
    if UNKNOWN not in tokens:
        return tokens
    return [
        source[max(range(len(source)), key=row.__getitem__)] if token == UNKNOWN and row else token
        for token, row in zip(tokens, attention, strict=False)
    ]


def _reason(error: Exception) -> str:
    text = " ".join(str(error).split()) or type(error).__name__
    return text if len(text) <= 160 else text[:157] + "…"
