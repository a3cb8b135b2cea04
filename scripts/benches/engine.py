"""The engine beside argostranslate's own calls and beside raw CTranslate2 on sorted input that is tokenised already.

Twice: with a package of the official size that writes what a starter writes (official.py), and with the starter
packages, on short strings without and with numbers and placeables. argostranslate is measured by the very calls that
its `translate` makes for a paragraph of one sentence, its sentence splitter left out: it needs a network, torch, or
both.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from benches import official
from benches.rows import told
from benches.turns import timed

ROUNDS, MANY_ROUNDS = 3, 9
"""Of packages of the official size, and of the small ones: half a second is a noisy measure."""
SAMPLE = 10
"""argostranslate drafts every tenth sentence: paragraph after paragraph, its time grows with their number alone."""
OFFICIAL, STARTER = 0.95, 0.85
"""Shares of the ceiling that are asked for."""
MIXED = "numbers and placeables"
STRINGS = 500
SIZES = (256, 512, 1024)
"""Tokens in a batch that the ceiling is looked for at; the best one counts."""
BEAM = {"beam_size": 4, "length_penalty": 0.2, "replace_unknowns": True}
MEMORY = """
import sys
from pathlib import Path
from statistics import median
from benches import official
from benches.footprint import peak_memory
from toolkit import engines
from toolkit.units import plain
fast = sys.argv[3] == "fast"
engine = engines.make("argos", source="en", target="ru", folders=(Path(sys.argv[1]),), starter=False, fast=fast)
(model,) = engine.models
loaded = peak_memory()
count = int(sys.argv[2])
words = official.document(100)
if sys.argv[3] == "short":
    words = [text.split()[0] for text in words]
texts = (plain(f"{words[number % 100]} {number}") for number in range(count))
done = sum(len(made) for made in engine.stream(texts, "en", "ru"))
assert done == count
print(loaded, peak_memory())
"""


def run() -> None:
    """Both packages, then peak memory."""
    from toolkit import packages

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        official.build(folder)
        (made,) = packages.discover((folder,), starter=False).packages
        texts = list(short_strings(STRINGS))
        beside("official size", made, texts, (folder,), asked=OFFICIAL)
        beside(f"official size, {MIXED}", made, list(technical(texts)), (folder,), asked=OFFICIAL)
        for target in ("zh", "ru", "ky"):
            starter = packages.choose(packages.discover(()), "en", target)
            beside(f"starter {target}", starter, texts, (), asked=STARTER)
            beside(f"starter {target}, {MIXED}", starter, list(technical(texts)), (), asked=STARTER)
        for count, kind in ((500, "short"), (500, "fast"), (5_000, "fast")):
            print(f"engine, memory: {memory(folder, count, kind)}")


def short_strings(count: int) -> Iterator[str]:
    """So many strings without a number, at most 500 different ones."""
    words = ["settings", "device", "account", "network", "message", "screen", "password", "file", "update", "page"]
    verbs = ["Open", "Close", "Save", "Check", "Send"]
    for i in range(count):
        first, place, second = verbs[i % 5], words[i // 5 % 10], words[i // 50]
        yield f"{first} the {place} of the {second} before you {verbs[(i // 3) % 5].lower()} the {words[(i * 7) % 10]}."


def technical(texts: Iterable[str]) -> Iterator[str]:
    """The texts with what programs and news have in them: numbers, variables, tags."""
    for number, text in enumerate(texts):
        words = text.split(" ")
        put = [f"{number + 2}", f"{number % 28 + 1} percent", "{name}", "%s", "<b>here</b>", f"{1990 + number % 40}"]
        words.insert(len(words) // 2, put[number % len(put)])
        yield " ".join(words)


def beside(label: str, package: Any, texts: list[str], folders: tuple[Path, ...], *, asked: float) -> None:
    """One package: the engine and the ceiling in turns, and argostranslate."""
    import ctranslate2
    import sentencepiece

    from toolkit import engines
    from toolkit.units import plain

    drafting = engines.make("argos", source="en", target=package.target, folders=folders)
    tokenizer = sentencepiece.SentencePieceProcessor(model_proto=package.tokenizer_model())
    raw = ctranslate2.Translator(
        "raw", files=package.model_files(), inter_threads=len(os.sched_getaffinity(0)), intra_threads=1
    )
    pieces = sorted(tokenizer.encode(texts, out_type=str), key=len, reverse=True)

    def ours() -> None:
        drafting.translate([plain(text) for text in texts], "en", package.target)

    def ceiling(size: int) -> None:
        raw.translate_batch(pieces, max_batch_size=size, batch_type="tokens", return_scores=True, **BEAM)

    asked_of_model = 0
    for model in drafting.models:
        draft = model.draft

        def counted(given: Sequence[str], *, careful: bool = False, draft: Any = draft) -> Any:
            nonlocal asked_of_model
            asked_of_model += len(given)
            return draft(given, careful=careful)

        model.draft = counted
    rounds = MANY_ROUNDS if package.kind == "starter" else ROUNDS
    tried = timed([lambda tokens=tokens: ceiling(tokens) for tokens in SIZES], ROUNDS)
    size = min(zip(SIZES, tried, strict=True), key=lambda one: median(one[1]))[0]
    sample = texts[::SAMPLE]
    argos = argostranslate(package, tokenizer, sample)
    ours()
    tries = asked_of_model / len(texts)
    spent: tuple[list[float], list[float]] = ([], [])
    calls = [_clocked(ours, spent[0]), _clocked(lambda: ceiling(size), spent[1])]
    mine, best = timed(calls, rounds)
    (theirs,) = timed([argos], ROUNDS)
    share = median(limit / own for own, limit in zip(mine, best, strict=True))
    worked = median(limit / own for own, limit in zip(*spent, strict=True))
    faster = median(theirs) * SAMPLE / median(mine)
    rates = [len(texts) / median(mine), len(texts) / median(best), len(sample) / median(theirs)]
    # The median of the ratios of neighbours in time: what else the machine does falls on both alike.
    told("engine", f"{label}; raw CTranslate2", rates[0], rates[0] / share, unit="/s", asked=asked, more=True)
    if tries > 1:
        told(
            "engine", f"{label}, texts and second tries alike", tries * rates[0], rates[0] / share, unit="/s", more=True
        )
    print(
        f"engine, {label}: {rates[0]:.1f} segments/s; ceiling {rates[1]:.1f} at {size} tokens a batch, share "
        f"{share:.2f} (of processor time {worked:.2f}), {tries:.2f} tries a text; argostranslate {rates[2]:.1f}, "
        f"{faster:.1f} times as fast",
        flush=True,
    )


def _clocked(call: Callable[[], None], spent: list[float]) -> Callable[[], None]:
    """The call, its seconds of processor time noted: on a busy machine they tell more than the clock."""

    def clocked() -> None:
        started = time.process_time()
        call()
        spent.append(time.process_time() - started)

    return clocked


def argostranslate(package: Any, tokenizer: Any, texts: list[str]) -> Callable[[], None]:
    """What argostranslate 1.11 does for each paragraph: its Translator's settings, its call, its way of decoding."""
    import ctranslate2

    translator = ctranslate2.Translator(
        "argos", files=package.model_files(), device="cpu", inter_threads=1, intra_threads=0, compute_type="auto"
    )

    def call() -> None:
        for text in texts:
            tokens = [tokenizer.encode(text, out_type=str)]
            (result,) = translator.translate_batch(
                tokens,
                target_prefix=None,
                replace_unknowns=True,
                max_batch_size=32,
                batch_type="tokens",
                beam_size=4,
                num_hypotheses=1,
                length_penalty=0.2,
                return_scores=True,
            )
            tokenizer.decode_pieces(result.hypotheses[0]).replace("▁", " ").replace("_", " ")

    return call


def memory(folder: Path, count: int, kind: str) -> str:
    """Peak memory of a process that drafts so many different texts, and of it just after the model was loaded.

    `kind` is fast (beam 1), or short: texts of a word and a number, which are all decoded a second time, with beam 6.
    """
    here = Path(__file__).resolve().parent.parent
    paths = os.pathsep.join([str(here), str(here.parent)])
    done = subprocess.run(
        [sys.executable, "-c", MEMORY, str(folder), str(count), kind],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded, peak = map(float, done.stdout.split())
    return json.dumps({"texts": count, "kind": kind, "model loaded, MB": round(loaded), "peak, MB": round(peak)})
