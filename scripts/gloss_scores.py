"""chrF of the gloss on the reviewed article, on own_dev and on dev, in seconds: `python scripts/gloss_scores.py ru`.

The article and the two development sets are for measuring only: nothing learns from them. `--worst N` shows the worst
sentences of own_dev, `--show NAME` every line of a set, `--raw` scores the plain word-for-word gloss beside it.
"""

import argparse
import gzip
import random
import sys
import time
from pathlib import Path

import polib
from sacrebleu.metrics import CHRF

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from toolkit.engines import gloss  # noqa: E402
from toolkit.engines.gloss.analysis import Sentence, parse  # noqa: E402
from toolkit.engines.gloss.pieces import Piece, join  # noqa: E402
from toolkit.terms.lexicon import LONGEST, Lexicon, load  # noqa: E402

COLUMNS = {"zh": 1, "ru": 2, "ky": 3}
PARALLEL = ROOT.parent / "shared" / "data" / "parallel"
STRINGS = 200
UNSPOKEN = frozenset({"a", "an", "the"})


def article(language: str) -> list[tuple[str, str]]:
    """The sentences of the article as people translated them."""
    catalog = polib.pofile(str(ROOT / f"locales/{language}/LC_MESSAGES/lin-wu-visits-kyrgyzstan.po"))
    return [(entry.msgid, entry.msgstr) for entry in catalog if entry.msgstr and not entry.fuzzy and not entry.obsolete]


def rows(path: Path, language: str) -> list[tuple[str, str]]:
    """English and the language of a table."""
    lines = gzip.decompress(path.read_bytes()).decode().splitlines()[1:]
    cells = [line.split("\t") for line in lines]
    return [(row[0], row[COLUMNS[language]]) for row in cells if row[COLUMNS[language]]]


def sets(language: str) -> dict[str, list[tuple[str, str]]]:
    """Name -> pairs."""
    found = {"article": article(language), "own_dev": rows(ROOT / "scripts/corpus/own_dev.tsv.gz", language)}
    if (PARALLEL / "dev.tsv.gz").exists():
        found["dev"] = random.Random(1).sample(rows(PARALLEL / "dev.tsv.gz", language), STRINGS)
    return found


def word_for_word(sentence: Sentence, lexicon: Lexicon) -> list[Piece]:
    """Each longest phrase that the lexicon has, each word's commonest translation; what it lacks stays English."""
    tokens = sentence.tokens
    small = [token.text.lower().replace("’", "'") for token in tokens]
    pieces: list[Piece] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        length = next(
            (n for n in range(min(LONGEST, len(tokens) - index), 1, -1) if lexicon.find(small[index : index + n])), 1
        )
        found = lexicon.find(small[index : index + length], token.tag)
        if length == 1 and token.kind == "word":
            found = tuple(one for one in found if not one.tag or one.tag == token.tag) or lexicon.find(
                [token.lemma.lower()], token.tag
            )
        sources = tuple(range(index, index + length))
        if length == 1 and (token.kind != "word" or not found):
            tight = not token.space and token.kind == "mark" and index > 0
            pieces.append(Piece(token.text, sources, tight or (index > 0 and not token.space)))
        elif not (length == 1 and small[index] in UNSPOKEN):
            pieces.append(Piece(found[0].target, sources, index > 0 and not token.space))
        index += length
    return pieces


def main() -> None:
    """Prints a line a set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("languages", nargs="*", default=[])
    parser.add_argument("--raw", action="store_true")
    parser.add_argument("--worst", type=int, default=0)
    parser.add_argument("--show", default="")
    options = parser.parse_args()
    chrf = CHRF()
    for language in options.languages or COLUMNS:
        for name, pairs in sets(language).items():
            started = time.monotonic()
            made = [gloss.gloss(source, language) for source, _ in pairs]
            seconds = time.monotonic() - started
            wanted = [target for _, target in pairs]
            line = (
                f"{language} {name:8} {chrf.corpus_score(made, [wanted]).score:5.1f}  {len(pairs)} in {seconds:.1f} s"
            )
            if options.raw:
                plain = [join(word_for_word(parse(source), load(language)), language) for source, _ in pairs]
                line += f"  (word for word {chrf.corpus_score(plain, [wanted]).score:.1f})"
            print(line, flush=True)
            lines = list(zip(pairs, made, strict=True))
            if options.worst and name == "own_dev":
                lines.sort(key=lambda one: chrf.sentence_score(one[1], [one[0][1]]).score)
                lines = lines[: options.worst]
            elif options.show != name:
                continue
            for (source, target), draft in lines:
                print(f"  {source}\n    {draft}\n    {target}")


if __name__ == "__main__":
    main()
