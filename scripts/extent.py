"""Makes toolkit/engines/extent.tsv: how many characters of a translation each word of English comes to.

    python scripts/extent.py FOLDER

FOLDER has parallel text (`own_sentences.tsv.gz`, `own_dev.tsv.gz`: en, zh, ru, ky in columns). Learned from the first,
by least squares on the relative error; printed is how far translations of both lie from what is expected (standard
deviation of the logarithm), beside a length in letters alone (toolkit/engines/tails.py).
"""

import argparse
import collections
import gzip
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from toolkit.engines import extent, tails  # noqa: E402

OWN, LEAST = 150, 60
"""Words and marks that have a row of their own, and how often each has to come."""
RIDGE = 0.02


def rows(folder: Path, name: str) -> list[list[str]]:
    """Cells of parallel text, without its head."""
    with gzip.open(folder / f"{name}.tsv.gz", "rt", encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t") for line in file][1:]


def counted(said: str, names: dict[str, int]) -> np.ndarray:
    """How often each row counts in an English text."""
    found = np.zeros(len(names))
    for part in extent.PART.findall(said):
        own = part.lower() in names
        for name, count in [(part.lower(), 1)] if own else extent.features(part):
            found[names[name]] += count
    return found


def learned(pairs: list[tuple[str, str]], names: dict[str, int], language: str) -> np.ndarray:
    """The characters of each row."""
    size = np.array([extent.characters(made, language) for _, made in pairs], float)
    table = np.array([counted(said, names) for said, _ in pairs]) / size[:, None]
    bend = table.T @ table + RIDGE * np.eye(len(names))
    weights = np.linalg.solve(bend, table.T @ np.ones(len(size)))
    return weights * np.exp(np.median(-np.log(table @ weights)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    seen, others = rows(folder, "own_sentences"), rows(folder, "own_dev")
    counts = collections.Counter(part.lower() for row in seen for part in extent.PART.findall(row[0]))
    common = [part for part, count in counts.most_common(OWN) if count > LEAST and not part.isdecimal()]
    names = {name: place for place, name in enumerate(
        (extent.ANY, extent.LETTER, extent.CAPITAL, extent.LETTER_OF_CAPITAL, *sorted(common))
    )}  # fmt: skip
    columns = [
        learned([(row[0], row[place]) for row in seen if row[place]], names, language)
        for place, language in enumerate(extent.LANGUAGES, 1)
    ]
    head = f"# Made by scripts/extent.py: word or mark of English, characters in {', '.join(extent.LANGUAGES)}\n"
    lines = ("\t".join([name, *(f"{one[place]:.2f}" for one in columns)]) + "\n" for name, place in names.items())
    extent.TABLE.write_text(head + "".join(lines), encoding="utf-8")
    for place, language in enumerate(extent.LANGUAGES, 1):
        for name, table in (("own_sentences", seen), ("own_dev", others)):
            pairs = [(row[0], row[place]) for row in table if row[place]]
            now = np.std([extent.surplus(*pair, language) for pair in pairs])
            plain = np.std([
                np.log((tails.size(made, language) or 1) / (tails.size(said, "en") or 1)) for said, made in pairs
            ])  # fmt: skip
            print(language, name, f"{now:.3f}, in letters {plain:.3f}")


if __name__ == "__main__":
    main()
