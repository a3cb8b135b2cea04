"""Phrase pairs and a language model for the gloss in Kyrgyz and Chinese: `python -m scripts.lexicon.ordered ky`.

The English side is put into the order of the target language (toolkit/engines/gloss/ordering.py), the Kyrgyz side cut
into stems and suffixes, the Chinese side into words; then words are aligned and phrases taken out (Koehn, Och and Marcu
2003). Learned from scripts/corpus alone, without own_dev; `--extra FILE` adds rows of another table for single words.
Chinese words are cut by jieba (MIT; `pip install jieba`), which the toolkit itself does not need.

`--hold N` leaves every N-th sentence out, for choosing weights.
"""

import argparse
import gzip
import math
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from scripts.lexicon.align import align
from scripts.lexicon.cutting import CUTTERS
from toolkit.engines.gloss.keys import NUMBER, keys
from toolkit.engines.gloss.ordering import CHINESE, KYRGYZ
from toolkit.morphology.english import analyse

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "scripts" / "corpus"
DATA = ROOT / "toolkit" / "engines" / "gloss" / "data"
COLUMNS = {"zh": 1, "ky": 3}
ORDERS = {"ky": KYRGYZ, "zh": CHINESE}
LONGEST_SOURCE, LONGEST_TARGET, MOST = 6, 8, 6
DISCOUNT, EXTRA_WEIGHT = 0.35, 0.3
LIGHT = 80
"""How many of the units that most often have no counterpart may be added at the edge of a phrase."""
FUNCTION = frozenset(
    {"of", "be", "it", "that", "there", "do", "have", "to", "in", "on", "at", "as", "by", "for", "with", "its",
     "their", "his", "her", "this", "so", "would", "also", ",", ".", '"', "“", "”", "-", "(", ")", "from", "which"}
)  # fmt: skip
"""What may be without a counterpart at the edge of a phrase."""

Row = tuple[list[str], list[str], float]


def source_keys(text: str, language: str) -> list[str]:
    """English in the order of the language, as keys of the tables."""
    row = ORDERS[language].sentence(analyse(text))
    return [key.text for key in keys(row, multiples=language == "zh")]


def table(path: Path, language: str) -> list[tuple[str, str]]:
    """English and target of a table with the header en, zh, ru, ky, or without."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        cells = [line.rstrip("\n").split("\t") for line in file]
    column = COLUMNS[language]
    return [(row[0], row[column]) for row in cells if len(row) > column and row[column] and row[0] not in ("", "en")]


def rows(language: str, extra: Path | None, hold: int) -> tuple[list[Row], list[tuple[str, str]]]:
    """Token rows with weights, and the sentences held out."""
    sentences = table(CORPUS / "own_sentences.tsv.gz", language)
    held = [pair for number, pair in enumerate(sentences) if hold and number % hold == 0]
    kept = [pair for number, pair in enumerate(sentences) if not (hold and number % hold == 0)]
    words = [
        (re.sub(r"\s*\([^()]*\)$", "", source), target)
        for source, target in table(CORPUS / "own_lexicon.tsv.gz", language)
    ]
    more = []
    if extra is not None:
        more = [one for one in table(extra, language) if len(one[0].split()) <= 8 and "{" not in one[0]]
    cutter = CUTTERS[language](kept, words, more)
    found: list[Row] = []
    for pairs, weight in ((kept, 1.0), (words, 0.999), (more, EXTRA_WEIGHT)):
        for source, target in pairs:
            row = source_keys(source, language), cutter.cut(target), weight
            if row[0] and row[1] and len(row[0]) < 70 and len(row[1]) < 90:
                found.append(row)
    return found, held


def lexical(found: list[Row], links: list[set[tuple[int, int]]]) -> tuple[Any, Any]:
    """P(target | source) and P(source | target) of words, from the links."""
    both: dict[tuple[str | None, str | None], float] = defaultdict(float)
    left: dict[str | None, float] = defaultdict(float)
    right: dict[str | None, float] = defaultdict(float)
    for (source, target, weight), linked in zip(found, links, strict=True):
        free_left, free_right = set(range(len(source))), set(range(len(target)))
        pairs: list[tuple[str | None, str | None]] = [(source[i], target[j]) for i, j in linked]
        free_left -= {i for i, _ in linked}
        free_right -= {j for _, j in linked}
        pairs += [(source[i], None) for i in free_left] + [(None, target[j]) for j in free_right]
        for one, two in pairs:
            both[one, two] += weight
            left[one] += weight
            right[two] += weight
    forward = {pair: count / left[pair[0]] for pair, count in both.items()}
    backward = {pair: count / right[pair[1]] for pair, count in both.items()}
    return forward, backward


def spans(
    source: list[str], target: list[str], linked: set[tuple[int, int]], longest: int, light: frozenset[str]
) -> Any:
    """Every pair of spans that no link leaves, as (start, end, start, end); ``light`` units may be added."""
    by_source: list[list[int]] = [[] for _ in source]
    by_target: list[list[int]] = [[] for _ in target]
    for i, j in linked:
        by_source[i].append(j)
        by_target[j].append(i)

    def loose(place: int) -> bool:
        word = source[place]
        return not by_source[place] and not (word[0] == "@" or word in FUNCTION)

    for start in range(len(source)):
        if loose(start):
            continue
        low, high = len(target), -1
        for end in range(start + 1, min(len(source), start + longest) + 1):
            for j in by_source[end - 1]:
                low, high = min(low, j), max(high, j)
            if high < 0 or high - low >= LONGEST_TARGET or loose(end - 1):
                continue
            if any(not start <= i < end for j in range(low, high + 1) for i in by_target[j]):
                continue
            first = low
            while first >= 0 and (first == low or (not by_target[first] and target[first] in light)):
                last = high
                while (
                    last < len(target)
                    and (last == high or (not by_target[last] and target[last] in light))
                    and last - first < LONGEST_TARGET
                ):
                    if sound(source[start:end], target[first : last + 1]):
                        yield start, end, first, last + 1
                    last += 1
                first -= 1


def sound(one: list[str], two: list[str]) -> bool:
    """Whether quotation marks are opened and closed (or stand on both sides), and no suffix comes before its word."""
    if two[0][0] == "+" and len(two[0]) > 1 and one[0][0] != "@" and one[0] not in FUNCTION:
        return False
    opened = sum(word in {"«", "“", "《", "("} for word in two) - sum(word in {"»", "”", "》", ")"} for word in two)
    return opened == 0 or any(word in {'"', "“", "”", "(", ")"} for word in one)


def phrases(found: list[Row], links: list[set[tuple[int, int]]]) -> dict[str, list[tuple[float, str]]]:
    """Source phrase -> target phrases with their scores (logarithms), the best first."""
    forward, backward = lexical(found, links)
    free = sorted((-share, word) for (one, word), share in forward.items() if one is None and word)
    light = frozenset(word for _, word in free[:LIGHT])
    pairs: dict[tuple[str, str], list[float]] = {}
    left: dict[str, float] = defaultdict(float)
    right: dict[str, float] = defaultdict(float)
    for (source, target, weight), linked in zip(found, links, strict=True):
        for a, b, c, d in spans(source, target, linked, LONGEST_SOURCE if weight > EXTRA_WEIGHT else 1, light):
            one, two = source[a:b], target[c:d]
            if sum(word.startswith(NUMBER) for word in one) != sum(word.startswith(NUMBER) for word in two):
                continue
            key = " ".join(one), " ".join(two)
            entry = pairs.get(key)
            if entry is None:
                inner = [(i - a, j - c) for i, j in linked if a <= i < b and c <= j < d]
                entry = pairs[key] = [0.0, weigh(one, two, inner, forward), back(one, two, inner, backward)]
            entry[0] += weight
            left[key[0]] += weight
            right[key[1]] += weight
    made: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for (one, two), (count, straight, reverse) in pairs.items():
        share = math.log(max(count - DISCOUNT, 0.1) / (left[one] + 0.3))
        score = share + 0.5 * math.log(count / right[two]) + 0.5 * straight + 0.3 * reverse
        made[one].append((score, two))
    for found_here in made.values():
        found_here.sort(key=lambda pair: (-pair[0], pair[1]))
        del found_here[MOST:]
    return made


def weigh(one: list[str], two: list[str], inner: list[tuple[int, int]], forward: Any) -> float:
    """The lexical weight of a target phrase: each word from what it is linked to."""
    total = 0.0
    for j, word in enumerate(two):
        linked = [forward.get((one[i], word), 0.0) for i, place in inner if place == j]
        total += math.log(max(sum(linked) / len(linked) if linked else forward.get((None, word), 0.0), 1e-7))
    return total


def back(one: list[str], two: list[str], inner: list[tuple[int, int]], backward: Any) -> float:
    """The lexical weight of a source phrase."""
    total = 0.0
    for i, word in enumerate(one):
        linked = [backward.get((word, two[j]), 0.0) for place, j in inner if place == i]
        total += math.log(max(sum(linked) / len(linked) if linked else backward.get((word, None), 0.0), 1e-7))
    return total


def model(sentences: list[list[str]]) -> dict[str, tuple[float, float]]:
    """Trigrams, interpolated Kneser-Ney (Chen and Goodman 1999): n-gram -> log probability, log back-off weight."""
    discount = 0.75
    counts: list[Counter[tuple[str, ...]]] = [Counter() for _ in range(4)]
    for sentence in sentences:
        padded = ["<s>", "<s>", *sentence, "</s>"]
        counts[3].update(tuple(padded[place - 2 : place + 1]) for place in range(2, len(padded)))
    for order in (2, 1):
        for gram in counts[order + 1]:
            counts[order][gram[1:]] += 1
    chance: dict[tuple[str, ...], float] = {}
    rest: dict[tuple[str, ...], float] = {}
    for order in (1, 2, 3):
        totals: Counter[tuple[str, ...]] = Counter()
        kinds: Counter[tuple[str, ...]] = Counter()
        for gram, count in counts[order].items():
            totals[gram[:-1]] += count
            kinds[gram[:-1]] += 1
        for context, total in totals.items():
            rest[context] = discount * kinds[context] / total
        for gram, count in counts[order].items():
            context = gram[:-1]
            lower = chance[gram[1:]] if order > 1 else 1 / len(counts[1])
            chance[gram] = (count - discount) / totals[context] + rest[context] * lower
    found: dict[str, tuple[float, float]] = {}
    for gram, value in chance.items():
        if len(gram) < 3 or counts[3][gram] > 1 or gram in rest:
            found[" ".join(gram)] = math.log(value), math.log(rest.get(gram, 1.0))
    for context in (("<s>",), ("<s>", "<s>")):
        found[" ".join(context)] = -99.0, math.log(rest[context])
    return found


def write(path: Path, lines: list[str]) -> None:
    """Sorted by bytes, as the reader looks things up."""
    data = "\n".join(sorted(lines, key=lambda line: line.split("\t")[0].encode())) + "\n"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(gzip.compress(data.encode(), 9, mtime=0))


def main() -> None:
    """Makes the two tables of a language."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language", choices=sorted(COLUMNS))
    parser.add_argument("--extra", type=Path)
    parser.add_argument("--hold", type=int, default=0)
    parser.add_argument("--out", type=Path, default=DATA)
    options = parser.parse_args()
    found, held = rows(options.language, options.extra, options.hold)
    print(len(found), "rows", file=sys.stderr)
    links, _, _ = align([row[0] for row in found], [row[1] for row in found], [row[2] for row in found])
    made = phrases(found, links)
    lines = [
        one + "\t" + "\t".join(f"{round(-10 * score)} {two}" for score, two in listed) for one, listed in made.items()
    ]
    write(options.out / f"{options.language}.phrases.gz", lines)
    grams = model([row[1] for row in found if row[2] == 1.0 or (row[2] > EXTRA_WEIGHT and len(row[1]) > 2)])
    write(
        options.out / f"{options.language}.model.gz",
        [f"{gram}\t{round(-100 * value)} {round(-100 * weight)}" for gram, (value, weight) in grams.items()],
    )
    if held:
        write(options.out / f"{options.language}.held.gz", [f"{one}\t{two}" for one, two in held])
    print(len(lines), "phrases", len(grams), "grams", file=sys.stderr)


if __name__ == "__main__":
    main()
