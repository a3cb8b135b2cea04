#!/usr/bin/env python3
"""Learns the letters that tell two sister languages apart: `python scripts/letters.py --data FOLDER`.

Reads the parallel text of FOLDER (own_sentences.tsv.gz, train.tsv.gz) and writes toolkit/checks/letters/ky-ru.tsv: a
trigram of letters and its log-odds in hundredths, positive where Kyrgyz has it more often. Words are compared one by
one, `^` and `$` stand at their ends. Then letters/russian.txt: Russian words that tell alone, since no Kyrgyz text has
them and their letters are Russian; most nouns in the nominative are left out, for Kyrgyz borrows those.
"""

import argparse
import gzip
import math
import re
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
WORD = re.compile(r"[а-яёңөү]+")
LEAST, LEAST_ODDS = 5, -1.0
"""How often a Russian word is in the texts, and how Russian its letters are."""
MOST = 5000
"""Trigrams that are kept: those that tell most."""


def trigrams(text: str) -> list[str]:
    return [f"^{word}$"[place : place + 3] for word in WORD.findall(text.lower()) for place in range(len(word))]


def main(folder: Path) -> None:
    counts: dict[str, Counter[str]] = {"ru": Counter(), "ky": Counter()}
    words: dict[str, Counter[str]] = {"ru": Counter(), "ky": Counter()}
    for name in ("own_sentences.tsv.gz", "train.tsv.gz"):
        with gzip.open(folder / name, "rt", encoding="utf-8") as file:
            for line in file:
                cells = line.rstrip("\n").split("\t")
                for code, text in zip(("ru", "ky"), cells[2:4], strict=False):
                    counts[code].update(trigrams(text))
                    words[code].update(WORD.findall(text if code == "ru" else text.lower()))
    kyrgyz, russian = counts["ky"], counts["ru"]
    every = set(kyrgyz) | set(russian)
    total = {code: sum(count.values()) + 0.5 * len(every) for code, count in counts.items()}
    odds = {
        gram: math.log((kyrgyz[gram] + 0.5) / total["ky"]) - math.log((russian[gram] + 0.5) / total["ru"])
        for gram in every
    }
    worth = sorted(every, key=lambda gram: (-abs(odds[gram]) * math.sqrt(kyrgyz[gram] + russian[gram]), gram))[:MOST]
    target = ROOT / "toolkit" / "checks" / "letters" / "ky-ru.tsv"
    target.parent.mkdir(parents=True, exist_ok=True)
    rows = [f"{gram}\t{round(100 * odds[gram])}" for gram in sorted(worth)]
    target.write_text(
        "\n".join(["# made by scripts/letters.py from own and open parallel text", *rows]) + "\n", "utf-8"
    )
    print(f"{target}: {len(rows)} trigrams")
    russian_words(words["ru"], words["ky"])


KYRGYZ = frozenset(("аку", "коба", "ото", "исп", "закону", "запросу", "штрафы", "результаты", "медиафайлы"))
"""Words that Kyrgyz has too, though its text here has none of them: the last ones are borrowed and belong to another
(Ньютондун биринчи закону)."""


def russian_words(russian: Counter[str], kyrgyz: Counter[str]) -> None:
    from toolkit.checks.languages import odds
    from toolkit.morphology.kyrgyz.stemming import analyses
    from toolkit.morphology.russian import forms, is_known

    def borrowed(word: str) -> bool:
        if any(reading.stem in kyrgyz for reading in analyses(word) if reading.suffixes and not reading.verb):
            return True  # модели is a form of модель in Kyrgyz too
        if any(word + vowel in kyrgyz for vowel in "ая"):
            return True  # систем, форм: Kyrgyz drops the vowel now and then
        basic = any(form.lemma == word and form.kind in ("N", "P") for form, _ in forms(word))
        return not is_known(word) or (basic and not word.endswith(("ство", "ние", "тие", "ость")))

    found = [
        word
        for word, count in sorted(russian.items())
        if word not in KYRGYZ
        and count >= LEAST
        and len(word) > 2
        and not kyrgyz[word]
        and odds(word) < LEAST_ODDS
        and not borrowed(word)
    ]
    target = ROOT / "toolkit" / "checks" / "letters" / "russian.txt"
    target.write_text("# made by scripts/letters.py\n" + "\n".join(found) + "\n", "utf-8")
    print(f"{target}: {len(found)} words")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with the parallel text")
    main(parser.parse_args().data)
