"""This toolkit and its peers as functions f(text, language) -> sentences; as a program, times one on one text."""

import functools
import json
import re
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from benches.footprint import peak_memory


def ours(text: str, language: str) -> list[str]:
    import toolkit

    return toolkit.segment(text, language)


@functools.cache
def _pysbd(language: str):
    import pysbd

    return pysbd.Segmenter(language="kk" if language == "ky" else language, clean=False)  # Kazakh is its nearest


def pysbd_(text: str, language: str) -> list[str]:
    return _pysbd(language).segment(text)


def razdel_(text: str, language: str) -> list[str]:
    import razdel

    return [sentence.text for sentence in razdel.sentenize(text)]


def sentencex_(text: str, language: str) -> list[str]:
    import sentencex

    return list(sentencex.segment(language, text))


def blingfire_(text: str, language: str) -> list[str]:
    import blingfire

    return blingfire.text_to_sentences(text).split("\n")


def syntok_(text: str, language: str) -> list[str]:
    import syntok.segmenter

    return [
        "".join(token.spacing + token.value for token in sentence)
        for paragraph in syntok.segmenter.analyze(text)
        for sentence in paragraph
    ]


def regex_stop(text: str, language: str) -> list[str]:
    """The one line that people write first."""
    return re.split(r"(?<=[.!?…])\s+|(?<=[。！？])", text)


def regex_capital(text: str, language: str) -> list[str]:
    """The same, wanting a capital next and leaving closing quotation marks to the left."""
    return re.split(r"(?<=[.!?…])\s+(?=[^a-zа-яё])|(?<=[。！？])(?![”’」』）》])", text)


def measure(name: str, language: str, shared: str, dataset: str, size: int) -> dict[str, float]:
    """Characters a second of processor time (the best of up to three), and peak memory in MB."""
    path = Path(shared, "data", "segmentation", f"{dataset}.jsonl")
    paragraphs = [json.loads(line)["paragraph"] for line in path.read_text(encoding="utf-8").splitlines()]
    base = "\n\n".join(paragraphs) + "\n\n"
    text = (base * (size // len(base) + 1))[:size]
    split = globals()[name]
    split(text[:1000], language)
    times = max(1, 200_000 // size)
    best = float("inf")
    for _ in range(3):
        started = time.process_time()
        for _ in range(times):
            split(text, language)
        spent = time.process_time() - started
        best = min(best, spent / times)
        if spent > 2:
            break
    return {"speed": size / best, "peak": peak_memory()}


if __name__ == "__main__":
    print(json.dumps(measure(*sys.argv[1:5], int(sys.argv[5]))))  # type: ignore[arg-type]
