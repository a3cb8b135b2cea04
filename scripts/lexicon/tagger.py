"""Trains the English tagger on silver text and writes it with the tables of words and irregular forms.

`python -m scripts.lexicon.tagger TAGGED…` with files of `scripts.lexicon.silver`; 4 passes take a few minutes.
"""

import collections
import gzip
import random
import re
import sys
from pathlib import Path

from scripts.lexicon.learner import Learner, write
from toolkit.morphology import english, perceptron

PASSES, LEAST = 4, 0.3
VERBS = Path(__file__).parent / "verbs.txt"
"""Irregular verbs: base, past, participle."""
CONTENT = ("NOUN", "VERB", "ADJ", "ADV")


def read(paths: list[str]) -> list[list[tuple[str, str, str]]]:
    lines = [line for path in paths for line in Path(path).read_text("utf-8").splitlines() if line]
    return [[tuple(part.split("\1")) for part in line.split("\2")] for line in lines]  # type: ignore[misc]


def main(paths: list[str]) -> None:
    sentences = read(paths)
    words, tags, lemmas = collections.Counter(), collections.defaultdict(collections.Counter), {}
    for sentence in sentences:
        for place, (word, tag, lemma) in enumerate(sentence):
            if word.isalpha() and word.islower():
                words[word] += 1
                words[lemma.lower()] += 0
            if word.isalpha() and (place or word.islower()):
                tags[word][tag] += 1
            if tag in ("NOUN", "VERB", "ADJ"):
                lemmas.setdefault((word.lower(), tag), collections.Counter())[lemma.lower()] += 1
    vocabulary = sorted(word for word in words if (word.isalpha() and len(word) > 1) or word == "a")
    data = english.DATA
    (data / "english-words.txt.gz").write_bytes(gzip.compress("\n".join(vocabulary).encode(), 9, mtime=0))
    closed = {}
    for word, found in tags.items():
        tag, count = found.most_common(1)[0]
        sure = sum(found.values()) >= 20 and count >= 0.995 * sum(found.values()) and word.islower()
        if sure and tag not in (*CONTENT, "PROPN", "PUNCT", "X", "SYM", "NUM"):
            closed[word] = tag
    closed |= {"can": "AUX", "'s": "PART", "’s": "PART", "n't": "PART", "n’t": "PART"}
    lines = [f"{word}\t{tag}" for word, tag in sorted(closed.items())]
    (data / "english-closed.tsv").write_text(
        "\n".join(["# word, part of speech: always the same", *lines, ""]), "utf-8"
    )
    english._vocabulary.cache_clear(), english._known.cache_clear()
    irregular(lemmas)

    random.seed(1)
    learner = Learner()
    examples = []
    for sentence in sentences:
        shown = []
        for place, (word, tag, _) in enumerate(sentence):
            small = word.lower()
            opening = place == 0 and word[:1].isupper() and not (len(word) > 1 and word.isupper())
            opening = opening and ((small in words and tag != "PROPN") or small in closed)
            shown.append("0" if word[:1].isdigit() else small if opening else word)
        examples.append((shown, [tag for _, tag, _ in sentence]))
    held = examples[::20]
    examples = [one for number, one in enumerate(examples) if number % 20]
    for turn in range(PASSES):
        random.shuffle(examples)
        wrong = seen = 0
        for shown, right in examples:
            last = before = "<s>"
            for index, tag in enumerate(right):
                if tag in ("PUNCT", "SYM") or shown[index] == "0":
                    guess = tag
                elif shown[index] in closed:
                    guess = closed[shown[index]]
                else:
                    features = english.features(shown, index, last, before)
                    guess = perceptron.best(perceptron.scores(learner.weights, features), "NOUN")
                    learner.learn(tag, guess, features)
                    wrong, seen = wrong + (guess != tag), seen + 1
                before, last = last, guess
        print(turn + 1, f"{1 - wrong / seen:.4f}", flush=True)
    weights = learner.averaged(LEAST)
    right = seen = 0
    for shown, truth in held:
        last = before = "<s>"
        for index, tag in enumerate(truth):
            guess = closed.get(shown[index]) or tag
            if shown[index] not in closed and tag not in ("PUNCT", "SYM") and shown[index] != "0":
                guess = perceptron.best(
                    perceptron.scores(weights, english.features(shown, index, last, before)), "NOUN"
                )
                right, seen = right + (guess == tag), seen + 1
            before, last = last, guess
    print("held out", f"{right / seen:.4f}", "features", len(weights))
    write(data / "english-tags.tsv.gz", weights)


def american(word: str) -> str:
    """The word in a spelling by which British and American forms are alike."""
    for british, other in (
        ("our", "or"),
        ("is", "iz"),
        ("ys", "yz"),
        ("ogue", "og"),
        ("mme", "m"),
        ("ae", "e"),
        ("ou", "o"),
    ):
        word = word.replace(british, other)
    return re.sub(r"(.)\1", r"\1", word).replace("ke", "c").replace("gh", "w").rstrip("e")


def irregular(lemmas: dict[tuple[str, str], collections.Counter]) -> None:
    """Where the rules give another lemma than the silver text, and it is no matter of British spelling."""
    rows = ["# word, part of speech, lemma, form"]
    for (word, tag), found in sorted(lemmas.items()):
        lemma = found.most_common(1)[0][0]
        english.lemma.cache_clear()
        if not word.isalpha() or sum(found.values()) < 1 or lemma == word or not lemma.isalpha():
            continue
        made, form = (
            (english._noun if tag == "NOUN" else english._verb)(word) if tag != "ADJ" else english.lemma(word, tag)
        )
        if made == lemma or (lemma[:1] != word[:1] and word not in ("went", "gone", "better", "worse")):
            continue
        regular = word.endswith(("s", "ed", "ing")) if tag != "ADJ" else word.endswith(("er", "est"))
        if regular or american(word) == american(lemma) or american(word) == american(lemma + "s"):
            continue  # the rules do these, and where they differ the silver text is wrong as often
        if tag == "ADJ" and word not in ("better", "best", "worse", "worst", "less", "least", "further"):
            continue
        kind = form or ("pl" if tag == "NOUN" else "past" if tag == "VERB" else "er")
        if not regular:
            kind = "pl" if tag == "NOUN" else "past" if tag == "VERB" else "est" if word.endswith("st") else "er"
            if tag == "VERB" and (
                (word.endswith("n") and not word.endswith("an")) or word in ("done", "gone", "begun", "sung", "come")
            ):
                kind = "part"
        rows.append(f"{word}\t{tag}\t{lemma}\t{kind}")
    seen = {row.split("\t")[0] + row.split("\t")[1] for row in rows[1:]}
    for line in VERBS.read_text("utf-8").splitlines():
        base, past, part = line.split()
        for word, kind in ((past, "past"), (part, "part")):
            if word + "VERB" not in seen and word != base:
                seen.add(word + "VERB")
                rows.append(f"{word}\tVERB\t{base}\t{kind}")
    (english.DATA / "english-irregular.tsv").write_text("\n".join([*rows, ""]), "utf-8")
    english._irregular.cache_clear()


if __name__ == "__main__":
    main(sys.argv[1:])
