#!/usr/bin/env python3
"""Makes toolkit/checks/hanzi.tsv, how Chinese characters are read: `python scripts/hanzi_sounds.py pinyin_dict.json`.

The file is in the package pypinyin (`pip install pypinyin`, licence MIT): code point -> readings with marks of tone,
the usual one first. Of the characters of GB 2312, which are those that translations are written in, READINGS are kept,
without tones and with v for ü.
"""

import argparse
import json
import unicodedata
from collections import defaultdict
from pathlib import Path

TABLE = Path(__file__).resolve().parent.parent / "toolkit" / "checks" / "hanzi.tsv"
READINGS = 2
HEAD = (
    "# syllable\tcharacters that are usually read so\tsometimes; from pypinyin (MIT), made by scripts/hanzi_sounds.py"
)


def plain(reading: str) -> str:
    """lǜ as lv."""
    letters = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(one for one in letters if one.isalpha() and one.isascii())


def in_use(character: str) -> bool:
    """Whether GB 2312 has it."""
    try:
        return len(character.encode("gb2312")) > 1
    except UnicodeEncodeError:
        return False


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("readings", type=Path)
    found: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for code, readings in json.loads(parser.parse_args().readings.read_text(encoding="utf-8")).items():
        character = chr(int(code))
        if "\u4e00" <= character <= "\u9fff" and in_use(character):
            for place, syllable in enumerate(dict.fromkeys(map(plain, readings.split(",")))):
                if place < READINGS:
                    found[syllable][place].append(character)
    lines = [
        "\t".join((syllable, *map("".join, map(sorted, found[syllable])))) for syllable in sorted(found) if syllable
    ]
    TABLE.write_text("\n".join((HEAD, *lines)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
