"""Makes the tables of the gloss: `python -m scripts.lexicon.build ru FILE…` with tables whose header is `en zh ru ky`.

Files called own_* count whole, others TRAIN_WEIGHT. Steps: English analysis; units of the target; word alignment;
phrase pairs with one score each; trigrams of the target; for Russian the perceptron of forms. Some minutes a language.
Writes toolkit/terms/lexicon/words.<language>.tsv and toolkit/engines/gloss/data/<language>.*.
"""

import argparse
import gzip
import lzma
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.lexicon import inflect, learner, units, words
from scripts.lexicon.align import NULL, Aligner, Links, align
from scripts.lexicon.phrases import Row, Table, extract
from toolkit.engines.gloss import phrases
from toolkit.engines.gloss.analysis import Sentence, parse

COLUMNS = {"zh": 1, "ru": 2, "ky": 3}
TRAIN_WEIGHT, MODEL_WEIGHT = 0.3, 0.15
MOST = 5
"""Translations that are kept of a phrase."""
LONG, LEAST_LONG = 3, -4.5
"""A phrase of so many words is kept where its score is higher: others are as well put together from parts."""
WEIGHTS = {"forward": 1.0, "backward": 0.5, "lexical": 0.3, "lexical_back": 0.3}
LEAST_LEXICAL = 1e-5


@dataclass(slots=True)
class Text:
    """The rows of one language, analysed."""

    sentences: list[Sentence]
    kept: list[list[int]]
    keys: list[list[str]]
    targets: list[units.Units]
    weights: list[float]


def read(paths: Iterable[Path], language: str) -> Text:
    """English and the units of a language."""
    pairs, weights = [], []
    for path in paths:
        weight = 1.0 if path.name.startswith("own_") else TRAIN_WEIGHT
        for line in gzip.decompress(path.read_bytes()).decode().splitlines()[1:]:
            cells = line.split("\t")
            if cells[0] and cells[COLUMNS[language]] and "skin tone" not in cells[0]:  # emoji, a row for each skin
                pairs.append((cells[0], cells[COLUMNS[language]]))
                weights.append(weight)
    sentences = [parse(source) for source, _ in pairs]
    kept = [phrases.spoken(one) for one in sentences]
    keys = [[phrases.key(one.tokens[index]) for index in places] for one, places in zip(sentences, kept, strict=True)]
    return Text(sentences, kept, keys, units.LANGUAGES[language]([target for _, target in pairs], weights), weights)


def phrase_table(text: Text, links: Sequence[Links]) -> Table:
    """All phrase pairs."""
    table = Table()
    for number, target in enumerate(text.targets):
        linked = {j for _, j in links[number]}
        free = [
            j for j, unit in enumerate(target.units) if j not in linked and unit.endswith("/O") and unit[0].isalpha()
        ]
        row = Row(text.keys[number], target.units, target.tags, links[number], text.weights[number])
        table.add(row, extract(row, free))
    return table


def write_phrases(path: Path, table: Table, forward: Aligner, backward: Aligner) -> int:
    """One English key a line, then units, tags, places and score of each translation; xz."""
    there, back = forward.probability(), backward.probability()
    by_source: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for (source, target), count in table.pairs.items():
        left, right = source.split(" "), target.split(" ")
        if count < 1 and len(left) > 2:
            continue
        first, second = table.scores(source, target)
        score = WEIGHTS["forward"] * first + WEIGHTS["backward"] * second
        score += WEIGHTS["lexical"] * _lexical(there, left, right) + WEIGHTS["lexical_back"] * _lexical(
            back, right, left
        )
        tags, _, places = max(table.tags[source, target].items(), key=lambda one: one[1])[0].partition("\t")
        if len(left) >= LONG and score < LEAST_LONG:
            continue
        by_source[source].append((score, f"{target}\t{tags}\t{places}\t{round(score * 100)}"))
    lines = []
    for source, found in sorted(by_source.items()):
        best = sorted(found, key=lambda one: (-one[0], one[1]))[:MOST]
        best = [one for one in best if one[0] > best[0][0] - 7]
        lines.append("\t".join([source, *(cells for _, cells in best)]))
    path.write_bytes(lzma.compress(("\n".join(lines) + "\n").encode(), preset=9))
    return sum(line.count("\t") // 4 for line in lines)


def _lexical(probability: dict[tuple[str, str], float], left: Sequence[str], right: Sequence[str]) -> float:
    total = 0.0
    for word in right:
        total += math.log(max(LEAST_LEXICAL, *(probability.get((other, word), 0.0) for other in (NULL, *left))))
    return total


def write_model(path: Path, text: Text) -> None:
    """Counts of trigrams: a context a line, then unit and count in hundredths; gzip without a date."""
    counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for target, weight in zip(text.targets, text.weights, strict=True):
        share = 1.0 if weight == 1 else MODEL_WEIGHT
        before = last = phrases.START
        for unit in [*target.units, phrases.END]:
            for context in ("", last, f"{before} {last}"):
                counts[context][unit] += share
            before, last = last, unit
    lines = []
    for context, found in sorted(counts.items()):
        if " " in context:
            found = {unit: count for unit, count in found.items() if count > 1.2}
        elif context:
            found = {unit: count for unit, count in found.items() if count >= 0.3}
        cells = [cell for unit, count in sorted(found.items()) for cell in (unit, str(round(count * 100)))]
        if cells:
            lines.append("\t".join([context, *cells]))
    path.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), 9, mtime=0))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language", choices=sorted(units.LANGUAGES))
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--no-forms", action="store_true", help="leave the perceptron of forms as it is")
    options = parser.parse_args()
    text = read(options.files, options.language)
    print(len(text.keys), "rows", flush=True)
    links, forward, backward = align(text.keys, [one.units for one in text.targets], text.weights)
    folder = phrases.DATA
    folder.mkdir(exist_ok=True)
    table = phrase_table(text, links)
    print(
        write_phrases(folder / f"{options.language}.phrases.xz", table, forward, backward), "phrase pairs", flush=True
    )
    write_model(folder / f"{options.language}.model.gz", text)
    whole = [{(text.kept[n][i], j) for i, j in one} for n, one in enumerate(links)]
    rows = zip((one.tokens for one in text.sentences), text.targets, whole, text.weights, strict=True)
    found = words.write(
        options.language, ((t, u.words, [x.rpartition("/")[0] or x for x in u.units], k, w) for t, u, k, w in rows)
    )
    print(found, "words", flush=True)
    if options.language == "ru" and not options.no_forms:
        weights = inflect.learn(text.sentences, text.targets, whole, text.weights)
        learner.write(folder / "ru.forms.gz", weights)


if __name__ == "__main__":
    main()
