"""Keeps toolkit/engines/ways.tsv: how English words are said in running text, beyond what the lexicon has.

    python scripts/ways.py FOLDER [TABLE ...] [--check]

The tables (an English word, then what is looked for in Chinese, Russian and Kyrgyz, parted by spaces) are written by
hand; they are added to the ones that are there. FOLDER has parallel text (`own_sentences.tsv.gz`, `own_dev.tsv.gz`,
`dev.tsv.gz`, `train.tsv.gz`: en, zh, ru, ky in columns). What stands in many translations of other sentences tells
nothing and is dropped, and what the lexicon has for the word. --check changes nothing and says what would be.
"""

import argparse
import collections
import gzip
import re
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from toolkit.engines import support  # noqa: E402
from toolkit.terms import lexicon  # noqa: E402

TABLE = ROOT / "toolkit" / "engines" / "ways.tsv"
HEAD = (
    "# A word of English, and what may stand for it in Chinese, Russian (its beginning) and Kyrgyz; scripts/ways.py\n"
)
FILES = (("own_sentences", None), ("own_dev", None), ("dev", None), ("train", 6000))
"""Parallel text, and how many rows of it."""
WRITTEN = {
    "zh": re.compile(r"[\u3400-\u9fff]{1,6}"),
    "ru": re.compile(r"[а-яё]{3,}"),
    "ky": re.compile(r"[а-яёңөү]{3,}"),
}
OFTEN, TIMES, LEAST = 0.012, 4.0, 4
"""Share of the other texts in which a way may stand; or of such as have the word that many times as many, where it
stands in so many of them at least."""
MOST = 0.08
"""The share above which it tells nothing."""


def rows(folder: Path) -> list[list[str]]:
    """Cells of all parallel text."""
    found = []
    for name, most in FILES:
        with gzip.open(folder / f"{name}.tsv.gz", "rt", encoding="utf-8") as file:
            found += [line.rstrip("\n").split("\t") for line in file][1:][:most]
    return [row for row in found if len(row) == 4]


def read(paths: Iterable[Path]) -> dict[str, tuple[dict[str, None], ...]]:
    """Word -> its ways in each language, in order."""
    found: dict[str, tuple[dict[str, None], ...]] = {}
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("#") or not line.strip():
                continue
            word, *cells = line.split("\t")
            one = found.setdefault(word.strip().lower(), ({}, {}, {}))
            for language, ways, cell in zip(lexicon.LANGUAGES, one, (*cells, "", "", "")[:3], strict=True):
                ways.update(dict.fromkeys(way for way in cell.split() if WRITTEN[language].fullmatch(way)))
    return found


def main() -> int:
    """Reads, drops and writes."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("tables", type=Path, nargs="*")
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    table = read([*([TABLE] if TABLE.exists() else []), *args.tables])
    texts = rows(args.folder)
    having = collections.defaultdict(list)  # word -> rows that have a form of it
    for place, row in enumerate(texts):
        for word in {form for one in support.asked(row[0]) for form in support.forms(one)}:
            having[word].append(place)
    lines, dropped = [], collections.Counter()
    for column, language in enumerate(lexicon.LANGUAGES, 1):
        made = [row[column].lower() for row in texts]
        whole = "\n".join(made)
        for word, ways in sorted(table.items()):
            own = ways[column - 1]
            known = support.in_lexicon(word, language)
            for way in [*own]:
                if way in known:
                    del own[way]
                    dropped[language, "known"] += 1
                    continue
                share = whole.count(way) / len(made)
                if share <= OFTEN:
                    continue
                here = sum(1 for place in having[word] if way in made[place])
                of_word = here / max(1, len(having[word]))
                if share > MOST or here < LEAST or of_word < TIMES * share:
                    del own[way]
                    dropped[language, "often"] += 1
    for word, ways in sorted(table.items()):
        if any(ways):
            lines.append("\t".join((word, *(" ".join(one) for one in ways))) + "\n")
    print(
        f"{len(lines)} words, {[sum(len(one[place]) for one in table.values()) for place in range(3)]} ways;",
        dict(dropped),
    )
    if not args.check:
        TABLE.write_text(HEAD + "".join(lines), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
