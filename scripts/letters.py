#!/usr/bin/env python3
"""Learns the letters that tell two sister languages apart: `python scripts/letters.py --data FOLDER`.

Reads the parallel text of FOLDER (own_sentences.tsv.gz, train.tsv.gz) and writes toolkit/checks/letters/ky-ru.tsv: a
trigram of letters and its log-odds in hundredths, positive where Kyrgyz has it more often. Words are compared one by
one, `^` and `$` stand at their ends. Then letters/russian.txt: Russian words that tell alone, since no Kyrgyz text has
them and their letters are Russian; most nouns in the nominative are left out, for Kyrgyz borrows those. The words of
everyday_russian.txt beside this script are among them in all their forms, since Kyrgyz has words of its own for them;
what toolkit/checks/languages.py tells by its ending is left out.
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
LONG = 5
"""Letters of a form of an everyday word that needs not be in the texts."""
SELDOM = frozenset(
    ("PRTF", "PRTS", "GRND", "Supr", "Arch", "Infr", "Erro", "Slng", "V-oy", "V-ey", "V-be", "V-en", "incl")
)
"""What pymorphy calls forms that nobody uses of such words, or that are told by their endings."""
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
    from toolkit.checks.languages import is_inflected, odds
    from toolkit.morphology.kyrgyz.stemming import analyses
    from toolkit.morphology.russian import forms, is_known

    def borrowed(word: str) -> bool:
        if any(reading.stem in kyrgyz for reading in analyses(word) if reading.suffixes and not reading.verb):
            return True  # модели is a form of модель in Kyrgyz too
        if any(word + vowel in kyrgyz for vowel in "ая"):
            return True  # систем, форм: Kyrgyz drops the vowel now and then
        basic = any(form.lemma == word and form.kind in ("N", "P") for form, _ in forms(word))
        return not is_known(word) or (basic and not word.endswith(("ство", "ние", "тие", "ость")))

    everyday = everyday_words()
    found = [
        word
        for word in sorted(russian.keys() | everyday)
        if word not in KYRGYZ
        and (russian[word] >= LEAST or (word in everyday and (russian[word] or len(word) >= LONG)))
        and len(word) > 2
        and not kyrgyz[word]
        and odds(word) < LEAST_ODDS
        and (word in everyday or not borrowed(word))
        and not is_inflected(word)
    ]
    target = ROOT / "toolkit" / "checks" / "letters" / "russian.txt"
    target.write_text("# made by scripts/letters.py\n" + "\n".join(found) + "\n", "utf-8")
    print(f"{target}: {len(found)} words")


def everyday_words() -> frozenset[str]:
    """All forms of the words of everyday_russian.txt that no reading makes forms of Kyrgyz words."""
    import pymorphy3

    from toolkit.morphology.kyrgyz.stemming import analyses
    from toolkit.terms.lexicon import load

    own = {word for entries in load("ky").entries.values() for one in entries for word in WORD.findall(one.target)}
    analyzer = pymorphy3.MorphAnalyzer(lang="ru")
    lines = (Path(__file__).parent / "everyday_russian.txt").read_text("utf-8").splitlines()
    words = [word for line in lines if not line.startswith("#") for word in line.split()]
    unknown = [word for word in words if not analyzer.word_is_known(word) and "-" not in word]
    assert not unknown, unknown
    found = set()
    for word in words:
        parses = [one for one in analyzer.parse(word) if one.normal_form == word and one.is_known]
        found |= {word, *(form.word for one in parses[:1] for form in one.lexeme if not SELDOM & form.tag.grammemes)}
    return frozenset(
        word
        for word in found
        if WORD.fullmatch(word)
        and word not in own
        and not any(one.stem in own for one in analyses(word) if one.suffixes)
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with the parallel text")
    main(parser.parse_args().data)
