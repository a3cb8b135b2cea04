#!/usr/bin/env python3
"""How many defects of a second kind the checks find: `python scripts/check_recall.py --data FOLDER`.

The defects are those of scripts/defects, made in other ways than scripts/seeded.py makes them, one in each text of dev
(strings of programs) and own_dev (prose). A text that the wanted checks blame as it is, is left out. Half of the rows,
by a hash of their source, were looked at while checks were mended; `--part held` measures on the other half alone.
`--data scripts/defects --files fresh --words fresh_words.tsv` measures on sentences, and with other names and units,
that were written afterwards; `--data scripts/defects --files free,free_strings --written free_defects.tsv` on freely
worded ones with defects that were written one by one, and `--files news,news_strings --written news_defects.tsv` on the
next such set; `daily`, `evening`, `weekly`, `monthly`, `yearly`, `nightly`, `weekend`, `noon`, `dawn`, `dusk`,
`sunrise`, `sunset`, `twilight`, `daybreak`, `nightfall`, `moonset`, `starlight`, `moonrise`, `lamplight` and
`firelight` (no news) stand for those after it, `quarterly`, `hourly`, `fortnightly`, `biweekly`, `thrice`, `lately`,
`seldom`, `rarely`, `hardly`, `scarcely`, `barely`, `meagerly`, `sparsely`, `thinly` and `faintly` for those of
opposites alone.
"""

import argparse
import gzip
import random
import re
import sys
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from defects import DEFECTS, Defect, Row, content  # noqa: E402
from defects.written import CHECKS, FAMILIES, FOLDER, family_of, written  # noqa: E402
from toolkit.checks import Pair, check_pair  # noqa: E402
from toolkit.checks.terms import terms  # noqa: E402
from toolkit.terms.glossary import Glossary, read_csv  # noqa: E402

TARGETS = ("zh", "ru", "ky")
ASKED = {"codes": 97.0, "content": 90.0, "model": 90.0}
"""Family -> per cent that must be found."""
PARTS = {"all": (0, 1), "seen": (0,), "held": (1,)}
STRINGS = re.compile(r"dev|train|.*_strings")
"""Names of sets that are strings of programs; others are prose."""


def rows(data: Path, files: list[str], part: str) -> Iterator[tuple[list[str], bool]]:
    """(English and its three translations, whether it is prose) of the rows of a part."""
    for name in files:
        plain = data / f"{name}.tsv"
        with (
            plain.open(encoding="utf-8")
            if plain.is_file()
            else gzip.open(f"{plain}.gz", "rt", encoding="utf-8") as file
        ):
            for line in list(file)[1:]:
                cells = line.rstrip("\n").split("\t")
                if all(cells) and zlib.crc32(cells[0].encode()) % 2 in PARTS[part]:
                    yield cells, not STRINGS.fullmatch(name)


def given(data: Path, files: list[str], part: str, language: str) -> list[Row]:
    """The rows of one language, each with another text of the same kind."""
    chance = random.Random(f"{part} {language}")
    made: list[Row] = []
    every = list(rows(data, files, part))
    for cells, prose in every:
        texts = dict(zip(TARGETS, cells[1:], strict=True))
        other, other_prose = chance.choice(every)
        beside = Row(other[0], other[1 + TARGETS.index(language)], language, other_prose)
        made.append(
            Row(cells[0], texts[language], language, prose, texts, beside if beside.source != cells[0] else None)
        )
    chance.shuffle(made)
    return made


def found(pair: Pair, wanted: frozenset[str], glossary: Glossary | None = None) -> bool:
    every = [*check_pair(pair), *(terms(pair, glossary) if glossary else ())]
    return any(one.check in wanted for one in every)


def measured(one: Defect, texts: list[Row], most: int, show: int) -> tuple[int, int]:
    """(found, tried) of one defect."""
    chance = random.Random(one.name)
    tried = hits = shown = 0
    for row in texts:
        pair = one.seed(chance, row)
        if pair is None or found(Pair(row.source, row.target, "en", row.language, prose=row.prose), one.checks):
            continue
        tried += 1
        if found(pair, one.checks):
            hits += 1
        elif shown < show:
            shown += 1
            print(f"    {row.language} {pair.source!r} | {row.target!r} | {pair.target!r}")
        if tried == most:
            break
    return hits, tried


def by_hand(data: Path, files: list[str], table: str, only: str, show: int) -> None:
    """Prints the share found of each kind of a table of defects that were written one by one."""
    tried: Counter[tuple[str, str]] = Counter()
    hits: Counter[tuple[str, str]] = Counter()
    terms_file = FOLDER / table.replace("defects.tsv", "terms.csv")
    glossary = read_csv(terms_file.read_bytes(), terms_file) if terms_file.is_file() else None
    for kind, right, wrong in written(table, list(rows(data, files, "all"))):
        wanted = frozenset(CHECKS[kind].split())
        if only not in kind or found(right, wanted, glossary):
            continue
        place = kind, right.target_language
        tried[place] += 1
        hit = found(wrong, wanted, glossary)
        hits[place] += hit
        if not hit and show:
            print(f"    {kind} {right.target_language} {right.source!r} | {wrong.target!r}")
    print(f"{'% found':40s}", *(f"{language:>12s}" for language in TARGETS))
    kinds = list(dict.fromkeys(kind for kind, _ in tried))
    families = {name: [kind for kind in kinds if family_of(kind) == name] for name in FAMILIES}
    alone = [kind for kind in families["content"] if kind != "opposite"]
    rows_of = {kind: [kind] for kind in kinds} | {f"all of {name}": of for name, of in families.items()}
    for name, of in (rows_of | {"all of content but opposites": alone}).items():
        cells = [tuple(sum(table[kind, code] for kind in of) for table in (hits, tried)) for code in TARGETS]
        shares = [f"{100 * one / most:5.1f} /{most:4d}" if most else "–" for one, most in cells]
        print(f"{name:40s}", *(f"{share:>12s}" for share in shares))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--each", type=int, default=100, help="defects of a kind and language")
    parser.add_argument("--part", choices=sorted(PARTS), default="all")
    parser.add_argument("--files", default="own_dev,dev")
    parser.add_argument("--only", default="", help="a part of the name of the defects")
    parser.add_argument("--to", default="", help="one language")
    parser.add_argument("--show", type=int, default=0, help="so many that are missed")
    parser.add_argument(
        "--words", default="words.tsv", help="table in scripts/defects of what stands in the place of what"
    )
    parser.add_argument("--written", default="", help="table in scripts/defects of defects of single rows instead")
    options = parser.parse_args()
    if options.written:
        by_hand(options.data, options.files.split(","), options.written, options.only, options.show)
        return
    content.WORDS[0] = options.words
    languages = [language for language in TARGETS if options.to in ("", language)]
    texts = {code: given(options.data, options.files.split(","), options.part, code) for code in languages}
    print(f"{'% found':40s}", *(f"{language:>12s}" for language in languages))
    totals: Counter[tuple[str, str, str]] = Counter()
    for one in DEFECTS:
        if options.only not in one.name:
            continue
        cells = []
        for language in languages:
            hits, tried = (
                measured(one, texts[language], options.each, options.show) if language in one.languages else (0, 0)
            )
            totals[one.family, language, "hits"] += hits
            totals[one.family, language, "tried"] += tried
            low = tried and 100 * hits / tried < ASKED.get(one.family, 0)
            cells.append(f"{100 * hits / tried:5.1f}{'!' if low else ' '}/{tried:4d}" if tried else "–")
        print(f"{one.family[:8] + ': ' + one.name:40s}", *(f"{cell:>12s}" for cell in cells), flush=True)
    for family in dict.fromkeys(one.family for one in DEFECTS):
        sums = [(totals[family, language, "hits"], totals[family, language, "tried"]) for language in languages]
        cells = [f"{100 * hits / tried:5.1f} /{tried:4d}" if tried else "–" for hits, tried in sums]
        print(f"{'all of ' + family:40s}", *(f"{cell:>12s}" for cell in cells))


if __name__ == "__main__":
    main()
