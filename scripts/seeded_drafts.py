# ruff: noqa: E501 - one condition, one line
"""How many faults of drafts the flags find, and how many right translations they blame.

    python scripts/seeded_drafts.py FOLDER [--each 200] [--show 0]

FOLDER has parallel text (`own_dev.tsv.gz`, `dev.tsv.gz`: en, zh, ru, ky in columns). Into right translations one fault
each is put, of seven kinds; then the flags of toolkit.engines.judgement are asked. Without a fault they must say nothing.
The reviewed catalogs of the article are asked too. Prints a table in Markdown; docs/confidence.md has one.
"""

import argparse
import gzip
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import polib

from toolkit.engines.judgement import judged
from toolkit.placeables import NUMBER, find

LANGUAGES = ("zh", "ru", "ky")
FLAGS = {
    "number": "lost-number", "loop": "degenerate", "tail": "degenerate", "cut": "degenerate",
    "traditional": "traditional", "code": "lost-placeable", "line break": "lost-line-break",
}  # fmt: skip
TRADITIONAL = dict(zip("国这说时会来对学开门车东书长万与义乐个们产发动务华区医单卖压历县双变",
                       "國這說時會來對學開門車東書長萬與義樂個們產發動務華區醫單賣壓歷縣雙變", strict=True))  # fmt: skip
CODES = ["%s", "{name}", "%(count)d", "<b>", "https://example.org/a", "--force", "my_file.txt", "{0}", "&amp;", "$HOME"]

Pair = tuple[str, str]


def pairs(folder: Path, language: str) -> Iterator[Pair]:
    for name in ("own_dev", "dev"):
        with gzip.open(folder / f"{name}.tsv.gz", "rt", encoding="utf-8") as file:
            for line in list(file)[1:]:
                cells = line.rstrip("\n").split("\t")
                source, target = cells[0], cells[1 + LANGUAGES.index(language)]
                if source and target:
                    yield source, target


def spoiled(kind: str, source: str, target: str, other: str, language: str, chance: random.Random) -> Pair | None:
    """The pair with one fault in its target; None where the fault has no place in it."""
    words = list(target) if language == "zh" else target.split(" ")
    glue = "" if language == "zh" else " "
    if kind == "number":
        digits = [match for match in re.finditer(r"\d+", target) if not any(f.start <= match.start() < f.end and f.kind.group != NUMBER for f in find(target))]  # fmt: skip
        if not digits or re.search(r"\{\d", target):
            return None
        match = chance.choice(digits)
        if match[0] not in re.findall(r"\d+", source):
            return None  # said in words, or in another form
        wrong = chance.choice([str(int(match[0]) + chance.randint(1, 9)), match[0] + "7", "x"])
        return source, target[: match.start()] + wrong + target[match.end() :]
    if kind == "loop":
        size = chance.randint(1, min(12, len(words)))
        start = chance.randrange(len(words) - size + 1)
        unit = words[start : start + size]
        if not any(c.isalpha() for c in glue.join(unit)) or (language == "zh" and size < 2):
            return None
        return source, glue.join([*words[:start], *unit * (chance.randint(4, 8) if size < 3 else chance.randint(3, 5)), *words[start + size :]])  # fmt: skip
    if kind == "tail":
        if len(other) < 15 or len(other) * 3 < len(target):
            return None
        return source, target + ("" if language == "zh" else " ") + other
    if kind == "cut":
        return (source, glue.join(words[: max(1, len(words) // 5)])) if len(source.split()) > 15 else None
    if kind == "traditional":
        places = [place for place, character in enumerate(target) if character in TRADITIONAL]
        if language != "zh" or not places:
            return None
        place = chance.choice(places)
        return source, target[:place] + TRADITIONAL[target[place]] + target[place + 1 :]
    if kind == "code":
        code = chance.choice(CODES)
        return f"{source} {code}", target + chance.choice(["", f" {code}"[:-1], f" {code} {code}"])
    return source.replace(" ", "\n", 1), target


def rate(judge: Callable[[str, str, str], tuple[str, ...]], folder: Path, each: int, show: int) -> None:
    print("| fault | " + " | ".join(LANGUAGES) + " |\n|---|" + "---|" * len(LANGUAGES))
    chance = random.Random(16)
    for kind, flag in FLAGS.items():
        cells = []
        for language in LANGUAGES:
            rows = [row for row in pairs(folder, language) if len(row[0]) > 25]
            chance.shuffle(rows)
            found, missed = 0, []
            for index, (source, target) in enumerate(rows):
                made = spoiled(kind, source, target, rows[index - 1][1], language, chance)
                if made is None or found + len(missed) == each:
                    continue
                if flag in judge(*made, language):
                    found += 1
                else:
                    missed.append(made)
            cells.append(f"{found} of {found + len(missed)}" if found or missed else "")
            for row in missed[:show]:
                print("missed:", language, row)
        print(f"| {kind} | " + " | ".join(cells) + " |")
    print("\n| blamed without a fault | " + " | ".join(LANGUAGES) + " |\n|---|" + "---|" * len(LANGUAGES))
    sets = {name: {language: list(pairs(folder, language)) for language in LANGUAGES} for name in ("dev and own_dev",)}
    catalogs = Path(__file__).parent.parent / "locales"
    sets["the article, reviewed"] = {
        language: [(entry.msgid, entry.msgstr) for path in sorted((catalogs / language).rglob("*.po")) for entry in polib.pofile(str(path)) if entry.translated()]
        for language in LANGUAGES
    }  # fmt: skip
    for name, rows_of in sets.items():
        cells = []
        for language, rows in rows_of.items():
            blamed = [(row, flags) for row in rows if (flags := judge(*row, language))]
            kinds = Counter(flag for _, flags in blamed for flag in flags)
            cells.append(f"{len(blamed)} of {len(rows)}" + (f" ({', '.join(f'{n} {k}' for k, n in kinds.items())})" if kinds else ""))  # fmt: skip
            for row in blamed[:show]:
                print("blamed:", language, row)
        print(f"| {name} | " + " | ".join(cells) + " |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--each", type=int, default=200, help="faults of a kind and language")
    parser.add_argument("--show", type=int, default=0, help="examples of what went wrong")
    given = parser.parse_args()
    rate(
        lambda source, target, language: judged((source,), (target,), "en", language),
        given.folder,
        given.each,
        given.show,
    )


if __name__ == "__main__":
    main()
