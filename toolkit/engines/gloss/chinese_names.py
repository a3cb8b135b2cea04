"""Foreign names in Chinese characters, sound by sound, as news writes names that no handbook lists."""

import re
from functools import cache

from toolkit import late
from toolkit.engines.gloss.names import is_pinyin
from toolkit.engines.gloss.tables import DATA

SPELLINGS = (
    ("sch", "sh"), ("tch", "ch"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dzh", "j"), ("dj", "j"),
    ("ck", "k"), ("qu", "kv"), ("tz", "ts"), ("x", "ks"), ("q", "k"), ("ce", "se"), ("ci", "si"), ("cy", "si"),
    ("oo", "u"), ("ou", "u"), ("ee", "i"), ("uu", "u"), ("aa", "a"), ("ei", "ai"), ("oh", "o"),
    ("'", ""), ("’", ""),
)  # fmt: skip
"""Letters -> the sounds of the table."""
SOUND = late.compile(r"(zh|ch|sh|ts|[bpdtgkvwfzsjhmnlry])?(ai(?![aeiou])|[aeiou]n(?![aeiouy])|[aeiou])?")


@cache
def table() -> dict[tuple[str, str], str]:
    """Consonant and vowel (either may be empty) -> characters."""
    path = DATA / "chinese-names.tsv"
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    vowels = lines[0][1:]
    return {(row[0], vowel): cell for row in lines[1:] for vowel, cell in zip(vowels, row[1:], strict=False) if cell}


def name(word: str) -> str:
    """A name in characters: ``Novopokrovka`` is 诺沃波克罗夫卡.

    A Chinese name in pinyin stays in Latin letters, since its characters cannot be known; so do abbreviations and
    names with letters beyond a to z.
    """
    small = word.lower()
    if not re.fullmatch(r"[a-z'’]{3,}", small) or word.isupper() or is_pinyin(small):
        return word
    for letters, sounds in SPELLINGS:
        small = small.replace(letters, sounds)
    small = re.sub(r"[ae]y(?![aeiou])", "ai", small)
    small = re.sub(r"c(?!h)", "k", small)
    small = re.sub(r"([bdfgklmnprstvz])\1", r"\1", small)
    small = re.sub(r"(?<![aeiou])y(?![aeiou])|y$", "i", small)
    written, place = "", 0
    while place < len(small):
        match = SOUND.match(small, place)
        consonant, vowel = (match.group(1) or "", match.group(2) or "") if match else ("", "")
        if not consonant and not vowel:
            place += 1
            continue
        cell = table().get((consonant, vowel)) or table().get((consonant, vowel[:1]), "")
        written += cell
        place += len(consonant) + len(vowel)
        if vowel.endswith("n") and small.startswith("g", place) and not re.match(r"g[aeiouy]", small[place:]):
            place += 1
    return written or word
