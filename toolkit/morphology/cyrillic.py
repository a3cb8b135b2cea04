"""Names in Latin letters as Russian and Kyrgyz newspapers write them: Chinese by Palladius, others by their letters."""

import itertools
import re
from functools import cache

INITIALS = {
    "zh": "чж", "ch": "ч", "sh": "ш", "b": "б", "p": "п", "m": "м", "f": "ф", "d": "д", "t": "т", "n": "н", "l": "л",
    "g": "г", "k": "к", "h": "х", "j": "цз", "q": "ц", "x": "с", "r": "ж", "z": "цз", "c": "ц", "s": "с",
}  # fmt: skip
FINALS = {
    "a": "а", "o": "о", "e": "э", "ai": "ай", "ei": "эй", "ao": "ао", "ou": "оу", "an": "ань", "en": "энь",
    "ang": "ан", "eng": "эн", "ong": "ун", "i": "и", "ia": "я", "ie": "е", "iao": "яо", "iu": "ю", "ian": "янь",
    "in": "инь", "iang": "ян", "ing": "ин", "iong": "юн", "u": "у", "ua": "уа", "uo": "о", "uai": "уай", "ui": "уй",
    "uan": "уань", "un": "унь", "uang": "уан", "ue": "юэ",
}  # fmt: skip
WHOLE = {
    "zhi": "чжи", "chi": "чи", "shi": "ши", "ri": "жи", "zi": "цзы", "ci": "цы", "si": "сы", "er": "эр", "a": "а",
    "ai": "ай", "an": "ань", "ang": "ан", "ao": "ао", "e": "э", "en": "энь", "ou": "оу", "wu": "у", "wa": "ва",
    "wo": "во", "wai": "вай", "wei": "вэй", "wan": "вань", "wen": "вэнь", "wang": "ван", "weng": "вэн", "yi": "и",
    "ya": "я", "ye": "е", "yao": "яо", "you": "ю", "yan": "янь", "yang": "ян", "yin": "инь", "ying": "ин",
    "yong": "юн", "yu": "юй", "yue": "юэ", "yuan": "юань", "yun": "юнь", "hui": "хуэй", "ju": "цзюй", "qu": "цюй",
    "xu": "сюй", "juan": "цзюань", "quan": "цюань", "xuan": "сюань", "jun": "цзюнь", "qun": "цюнь", "xun": "сюнь",
    "lv": "люй", "nv": "нюй", "lyu": "люй",
}  # fmt: skip
"""Syllables whose Cyrillic is not that of their parts (Palladius, as used by Russian and Kyrgyz news)."""
LETTERS = (
    ("john", "джон"), ("shch", "щ"), ("sch", "ш"), ("ayev", "аев"), ("eyev", "еев"), ("aya", "ая"), ("iya", "ия"),
    ("tch", "ч"), ("sh", "ш"), ("ch", "ч"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("tz", "ц"), ("uis", "уйс"),
    ("ph", "ф"), ("th", "т"), ("ck", "к"), ("gh", "г"), ("qu", "кв"), ("ya", "я"), ("yu", "ю"), ("yo", "ё"),
    ("ye", "е"), ("ia$", "ия"), ("iy$", "ий"), ("ay", "ай"), ("ey", "ей"), ("oy", "ой"), ("uy", "уй"), ("ai", "ай"),
    ("ei", "ей"), ("oi", "ой"), ("aiu", "аю"), ("ee", "и"), ("oo", "у"), ("ou", "у"), ("eu", "ев"), ("ce", "се"),
    ("ci", "си"), ("cy", "си"), ("x", "кс"), ("a", "а"), ("b", "б"), ("c", "к"), ("d", "д"), ("e", "е"), ("f", "ф"),
    ("g", "г"), ("h", "х"), ("i", "и"), ("j", "ж"), ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"),
    ("p", "п"), ("q", "к"), ("r", "р"), ("s", "с"), ("t", "т"), ("u", "у"), ("v", "в"), ("w", "у"), ("y$", "и"),
    ("y", "ы"), ("z", "з"), ("'", ""), ("’", ""),
)  # fmt: skip
"""Latin -> Cyrillic, the first that fits; $ marks the end of a name."""
TURKIC = {"oo": "оо", "uu": "уу", "ee": "ээ", "j": "ж", "y$": "ы"}
"""What differs where the name is Kyrgyz: vowels are doubled as they stand."""


@cache
def syllables() -> dict[str, str]:
    """Every syllable of pinyin, without tones -> its Cyrillic."""
    made = {one + two: INITIALS[one] + FINALS[two] for one in INITIALS for two in FINALS}
    return {**made, **WHOLE}


@cache
def pinyin(word: str) -> str | None:
    """A Chinese name in Cyrillic, in small letters; None for what is not pinyin throughout."""
    known = syllables()
    best: dict[int, list[str]] = {0: []}
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - 6), end):
            part = word[start:end]
            if start in best and part in known and (end not in best or len(best[start]) + 1 < len(best[end])):
                best[end] = [*best[start], part]
    parts = best.get(len(word))
    if not parts:
        return None
    text = known[parts[0]]
    for before, part in itertools.pairwise(parts):
        hard = before[-1] == "n" and part[0] in "aeo"
        text += ("ъ" if hard else "") + known[part]
    return text


def is_pinyin(word: str) -> bool:
    """Whether a word in small letters may be a Chinese name (``haibo``, ``xi'an``)."""
    return all(pinyin(part) for part in re.split("['’]", word))


def name(word: str, *, kyrgyz: bool = False) -> str:
    """A name in Cyrillic; abbreviations in capitals and words with figures stay as they are.

    Args:
        word: one word in Latin letters.
        kyrgyz: whether doubled vowels are long ones, as in Kyrgyz names.
    """
    small = word.lower()
    if not re.fullmatch(r"[a-z][a-z'’]*", small) or (word.isupper() and len(word) > 1):
        return word
    parts = [pinyin(part) for part in re.split("['’]", small)]
    read = [part for part in parts if part]
    text = "".join(read) if len(read) == len(parts) else spelled(small, kyrgyz=kyrgyz)
    return text[0].upper() + text[1:] if word[0].isupper() else text


def spelled(word: str, *, kyrgyz: bool) -> str:
    """A name by its letters."""
    text, place = "", 0
    while place < len(word):
        for latin, cyrillic in LETTERS:
            end = latin.endswith("$")
            letters = latin.rstrip("$")
            if word.startswith(letters, place) and (not end or place + len(letters) == len(word)):
                text += TURKIC.get(latin, cyrillic) if kyrgyz else cyrillic
                place += len(letters)
                break
        else:
            text += word[place]
            place += 1
    if text[:1] == "е" and word[0] == "e":
        text = "э" + text[1:]
    return text
