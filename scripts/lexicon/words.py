"""The dictionary of words that alignment finds: `write(language, rows)` makes words.<language>.tsv.

A row is (tokens of the English analysis, target words as they stand, their lemmas or stems, links, weight).
"""

import collections
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
LEAST_SHARE, LEAST_COUNT, MOST = 0.08, 1.5, 5


def write(language: str, rows: Iterable[tuple[Sequence[Any], Sequence[str], Sequence[str], Any, float]]) -> int:
    """Lemma and part of speech -> target word, share of all links of the word in hundredths; returns the pairs."""
    counts: dict[tuple[str, str], collections.Counter[str]] = collections.defaultdict(collections.Counter)
    forms: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for tokens, words, lemmas, links, weight in rows:
        by_source = collections.defaultdict(list)
        by_target = collections.Counter(j for _, j in links)
        for i, j in links:
            by_source[i].append(j)
        for i, targets in by_source.items():
            token = tokens[i]
            if token.kind != "word" or len(targets) > 1 or by_target[targets[0]] > 1:
                continue
            lemma = lemmas[targets[0]]
            if any(character.isalpha() for character in lemma):
                counts[token.lemma.lower(), token.tag][lemma] += weight
                forms[lemma][words[targets[0]]] += 1
    lines = ["# English lemma, part of speech, target word, share in hundredths"]
    for (lemma, tag), found in sorted(counts.items()):
        total = sum(found.values())
        for word, count in found.most_common(MOST):
            if count / total >= LEAST_SHARE and (count >= LEAST_COUNT or total < 3):
                shown = (
                    word
                    if language == "ru"
                    else min(forms[word], key=lambda form: (-forms[word][form] / len(form), form))
                )
                lines.append(f"{lemma}\t{tag}\t{shown}\t{round(100 * count / total)}")
    (ROOT / f"toolkit/terms/lexicon/words.{language}.tsv").write_text("\n".join(lines) + "\n", "utf-8")
    return len(lines) - 1
