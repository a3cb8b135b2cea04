#!/usr/bin/env python3
"""Words of English that look like denials and seldom are: `python scripts/polarity.py --data FOLDER`.

Asked of right translations (train, own_sentences) whose source does not deny: how often they deny where one of the
words stands that may be the reason (`failed`, `unless`, `off`). Those that seldom are go into
toolkit/checks/words.txt as `seldom`, for each language; a denial in a translation is not excused by them. Of the
others, those beside whose own translation a denial often stands (`until`: до тех пор, пока не) are written as `beside`:
they excuse one even there.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from check_rates import TARGETS, rows  # noqa: E402
from toolkit.checks.excuses import said  # noqa: E402
from toolkit.checks.polarity import HARMLESS, STRONG, WEAK, denials  # noqa: E402

LEAST, MOST_SHARE = 15, 0.07
"""Texts that a word stands in, and the share of them that deny in translation, at most."""
IDIOMS = frozenset(["offline", "forget", "forgot", "forgotten", "bad", "badly", "slow", "few"])
"""Such as translations deny by in turns of speech, however seldom: forgot to lock, не запер."""
BESIDE_SHARE = 0.07
"""Share of the texts with a denial beside the translation of a word that is too much, half a text of five added."""
WORDS = ROOT / "toolkit" / "checks" / "words.txt"


def weak(data: Path, column: int) -> Iterator[tuple[set[str], str]]:
    """The words that may deny, in small letters, of each source that denies by nothing else, and its translation."""
    for name in ("train", "own_sentences"):
        for row in rows(data / f"{name}.tsv"):
            if row[0] and row[column] and not STRONG["en"].search(row[0]):
                yield {match[0].casefold() for match in WEAK["en"].finditer(row[0])}, row[column]


def seldom(data: Path, language: str, column: int) -> list[str]:
    found: Counter[str] = Counter()
    denied: Counter[str] = Counter()
    for words, target in weak(data, column):
        denies = STRONG[language].search(HARMLESS[language].sub(" ", target)) is not None
        for word in words - IDIOMS:
            if " " not in word:
                found[word] += 1
                denied[word] += denies
    return sorted(word for word in found if found[word] >= LEAST and denied[word] < MOST_SHARE * found[word])


def beside(data: Path, language: str, column: int, harmless: list[str]) -> list[str]:
    found: Counter[str] = Counter()
    denied: Counter[str] = Counter()
    for words, target in weak(data, column):
        reasons = words - set(harmless)
        if reasons and said(reasons, target, language):
            found.update(reasons)
            denied.update(reasons if denials(target, language) else ())
    often = (word for word in denied if denied[word] + 0.5 >= BESIDE_SHARE * (found[word] + 5) and " " not in word)
    return sorted({*often, *IDIOMS})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    kept = [
        line for line in WORDS.read_text(encoding="utf-8").splitlines() if not line.startswith(("seldom ", "beside "))
    ]
    made = []
    for place, code in enumerate(TARGETS, 1):
        harmless = seldom(data, code, place)
        made += [
            f"seldom {code}: {' '.join(harmless)}",
            f"beside {code}: {' '.join(beside(data, code, place, harmless))}",
        ]
    WORDS.write_text("\n".join([*kept, *made]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
