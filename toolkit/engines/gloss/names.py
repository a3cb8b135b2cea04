"""Names in Latin letters -> Cyrillic, as the press writes them.

Chinese names in pinyin by the system of Palladius; Central Asian and Slavic names back from their English spelling
(`Jumagaziev`, Жумагазиев); other names by the practical transcription from English, roughly.
"""

import re

from toolkit import late

INITIALS = {
    "zh": "чж", "ch": "ч", "sh": "ш", "b": "б", "p": "п", "m": "м", "f": "ф", "d": "д", "t": "т", "n": "н",
    "l": "л", "g": "г", "k": "к", "h": "х", "j": "цз", "q": "ц", "x": "с", "r": "ж", "z": "цз", "c": "ц", "s": "с",
    "": "",
}  # fmt: skip
FINALS = {
    "a": "а", "o": "о", "e": "э", "ai": "ай", "ei": "эй", "ao": "ао", "ou": "оу", "an": "ань", "en": "энь",
    "ang": "ан", "eng": "эн", "ong": "ун", "i": "и", "ia": "я", "ie": "е", "iao": "яо", "iu": "ю", "ian": "янь",
    "in": "инь", "iang": "ян", "ing": "ин", "iong": "юн", "u": "у", "ua": "уа", "uo": "о", "uai": "уай", "ui": "уй",
    "uan": "уань", "un": "унь", "uang": "уан", "ue": "юэ", "ve": "юэ", "v": "юй", "er": "эр", "io": "ё",
}  # fmt: skip
WHOLE = {
    "yi": "и", "ya": "я", "yo": "ё", "ye": "е", "yao": "яо", "you": "ю", "yan": "янь", "yin": "инь", "yang": "ян",
    "ying": "ин", "yong": "юн", "yu": "юй", "yue": "юэ", "yuan": "юань", "yun": "юнь", "wu": "у", "wa": "ва",
    "wo": "во", "wai": "вай", "wei": "вэй", "wan": "вань", "wen": "вэнь", "wang": "ван", "weng": "вэн", "zi": "цзы",
    "ci": "цы", "si": "сы", "zhi": "чжи", "chi": "чи", "shi": "ши", "ri": "жи", "er": "эр", "hui": "хуэй",
    "ju": "цзюй", "qu": "цюй", "xu": "сюй", "juan": "цзюань", "quan": "цюань", "xuan": "сюань", "jun": "цзюнь",
    "qun": "цюнь", "xun": "сюнь", "jue": "цзюэ", "que": "цюэ", "xue": "сюэ", "lu": "лу", "lv": "люй", "nv": "нюй",
    "lo": "ло", "e": "э", "a": "а", "o": "о", "ai": "ай", "ei": "эй", "ao": "ао", "ou": "оу", "an": "ань",
    "en": "энь", "ang": "ан",
}  # fmt: skip
NEVER = frozenset({"me", "he", "she", "be", "the", "do", "so", "to", "go", "pe", "fe", "te"})
SLAVIC = (
    ("ayev", "аев"), ("eyev", "еев"), ("jee", "жээ"),
    ("aya", "ая"), ("iya", "ия"), ("oya", "оя"), ("eya", "ея"), ("uya", "уя"),
    ("shch", "щ"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш"), ("yu", "ю"), ("ya", "я"),
    ("yo", "ё"), ("ye", "е"), ("ay", "ай"), ("ey", "ей"), ("oy", "ой"), ("uy", "уй"), ("iy", "ий"), ("yy", "ый"),
    ("ai", "ай"), ("ei", "ей"), ("oi", "ой"), ("ui", "уй"), ("iia", "ия"), ("ia", "ия"), ("aa", "аа"), ("a", "а"),
    ("b", "б"), ("c", "к"), ("d", "д"), ("e", "е"), ("f", "ф"), ("g", "г"), ("h", "х"), ("i", "и"), ("j", "ж"),
    ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"), ("q", "к"), ("r", "р"), ("s", "с"),
    ("t", "т"), ("u", "у"), ("v", "в"), ("w", "в"), ("x", "кс"), ("y", "ы"), ("z", "з"),
)  # fmt: skip
ENGLISH = (
    ("tion", "шен"), ("sch", "ш"), ("tch", "ч"), ("ght", "т"), ("ough", "о"), ("eigh", "ей"), ("augh", "о"),
    ("sh", "ш"), ("ch", "ч"), ("th", "т"), ("ph", "ф"), ("ck", "к"), ("wh", "у"), ("kh", "х"), ("zh", "ж"),
    ("qu", "кв"), ("oo", "у"), ("ee", "и"), ("ea", "и"), ("ou", "у"), ("ow", "оу"), ("ai", "ей"), ("ay", "ей"),
    ("ey", "и"), ("oa", "оу"), ("ie", "и"), ("ll", "лл"), ("ce", "се"), ("ci", "си"), ("cy", "си"), ("ge", "дже"),
    ("gi", "джи"), ("j", "дж"), ("w", "у"), ("y", "и"), ("x", "кс"), ("c", "к"), ("h", "х"), ("q", "к"),
)  # fmt: skip
SLAVIC_END = late.compile(
    r"(?:ov|ev|ova|eva|in|ina|sky|skiy|skaya|enko|uk|bek|bekov|kul|gul|khan|bai|bay|zhan|jan|iev|aev)$"
)
SLAVIC_SIGN = late.compile(r"kh|zh|ul|bek|tegin|mir|ai|yr|ys|ur|ja|jo|ju|z[aeiou]|[aeou]y[aeou]")


def cyrillic(name: str, *, chinese: bool = False) -> str:
    """A name in Cyrillic letters; `chinese` where its neighbours are Chinese names. Not inflected."""
    if name.isupper() and len(name) > 1:
        return name
    syllables = [pinyin(part) for part in re.split("['’]", name.lower().replace("ü", "v"))]
    plain = name.lower().replace("'", "").replace("’", "").replace("ü", "ю").replace("ö", "ё")
    made = "".join(syllables) if all(syllables) and (chinese or len(plain) > 3) else ""
    if not made:
        made = _replaced(plain, SLAVIC if _is_eastern(plain) else ENGLISH + SLAVIC)
        made = _softened(made, plain)
    return made[:1].upper() + made[1:]


def pinyin(word: str) -> str:
    """A word of pinyin syllables by Palladius; empty where it is none."""
    place, made = 0, ""
    while place < len(word):
        for end in range(min(len(word), place + 6), place, -1):
            syllable = word[place:end]
            found = _syllable(syllable)
            ambiguous = end < len(word) and word[end] in "aeiou" and syllable[-1] in "ng"
            if found and not ambiguous:
                joint = made.endswith("н") and found[0] in "аоэ"
                made, place = made + ("ъ" if joint else "") + found, end
                break
        else:
            return ""
    return made


def is_pinyin(name: str) -> bool:
    """Whether a name may be a Chinese one."""
    return name.lower() not in NEVER and all(pinyin(part) for part in re.split("['’]", name.lower()))


def _syllable(text: str) -> str:
    if text in WHOLE:
        return WHOLE[text]
    for initial in (text[:2], text[:1]):
        final = text[len(initial) :]
        if initial in INITIALS and initial and final in FINALS and text[0] not in "yw":
            if initial in ("j", "q", "x") and final in (
                "a",
                "o",
                "e",
                "ai",
                "ei",
                "ao",
                "ou",
                "an",
                "en",
                "ang",
                "eng",
            ):
                return ""
            return INITIALS[initial] + FINALS[final]
    return ""


def _is_eastern(word: str) -> bool:
    return bool(SLAVIC_END.search(word) or SLAVIC_SIGN.search(word))


def _replaced(word: str, table: tuple[tuple[str, str], ...]) -> str:
    made, place = "", 0
    while place < len(word):
        for latin, letters in table:
            if word.startswith(latin, place):
                made, place = made + letters, place + len(latin)
                break
        else:
            made, place = made + word[place], place + 1
    return made


def _softened(made: str, word: str) -> str:
    if word.endswith(("sky", "skiy")):
        return re.sub(r"ск(?:ы|ий|и)$", "ский", made)
    if made.startswith("е"):
        made = "э" + made[1:]
    if not _is_eastern(word) and word.endswith("e") and len(word) > 3 and made.endswith("е"):
        made = made[:-1]
    return made
