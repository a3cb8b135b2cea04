"""Verbs: the stem behind a dictionary form, voices, tenses, converbs and participles.

Dictionaries and this project's lexicon give the verbal noun (башкаруу, иштөө); the stem is what every form is built on.
"""

from collections.abc import Callable

from toolkit.morphology.kyrgyz.harmony import OPEN, VOICELESS, VOWELS, attach, harmony_of

CLOSE_STEMS = frozenset(
    {
        "оку",
        "тааны",
        "эри",
        "чири",
        "току",
        "үшү",
        "жиби",
        "кычы",
        "байы",
        "жылы",
        "кара",
        "кары",
        "ары",
        "үңү",
        "уки",
    }
)
"""Stems that end in a close vowel; their verbal noun (окуу, таануу) looks like that of a stem in a consonant."""
NOT_VERBS = frozenset(
    {
        "суу",
        "туу",
        "төө",
        "тоо",
        "аюу",
        "жөө",
        "боо",
        "доо",
        "дароо",
        "экөө",
        "үчөө",
        "бирөө",
        "төртөө",
        "бешөө",
        "сулуу",
        "элүү",
        "күү",
        "тирүү",
        "улуу",
        "чуу",
    }
)
"""Nouns, adjectives and collective numbers that end like a verbal noun."""
LIKE_ADJECTIVES = frozenset(
    {
        "алуу",
        "болуу",
        "калуу",
        "салуу",
        "чалуу",
        "кабылуу",
        "билүү",
        "келүү",
        "өлүү",
        "күлүү",
        "бөлүү",
        "жабдуу",
    }
)
"""Verbs that end as adjectives in -луу and -дуу do."""
LIKE_PASSIVES = frozenset(
    {
        "кайгылуу",
        "күлкүлүү",
        "үлгүлүү",
        "белгилүү",
        "уйкулуу",
        "улуу",
        "жылуу",
        "сулуу",
        "туруктуу",
    }
)
"""Adjectives that end as passives in -ылуу do."""

LONG = ("уу", "үү", "оо", "өө", "юу")
"""How every verbal noun ends, and no stem."""
NEGATION = "BA"
VERB_FORMS = {
    "past": "DI",
    "perfect": "GAн",
    "present": "",
    "converb": "",
    "imperfective converb": "",
    "participle": "GAн",
    "agent": "",
    "habitual": "чI",
    "future": "",
    "conditional": "сA",
    "optative": "сIн",
    "purpose": "GAнI",
    "until": "GIчA",
    "imperative": "",
    "verbal noun": "",
}
"""Form -> template where it is a plain suffix; the others are built below."""
PERSONAL = {
    "past": {"1": "м", "2": "ң", "2f": "ңIз", "3": "", "1p": "к", "2p": "ңAр", "3p": ""},
    "conditional": {"1": "м", "2": "ң", "2f": "ңIз", "3": "", "1p": "к", "2p": "ңAр", "3p": ""},
    "other": {"1": "мIн", "2": "сIң", "2f": "сIз", "3": "", "1p": "BIз", "2p": "сIңAр", "3p": ""},
}


def is_infinitive(word: str) -> bool:
    """Whether a word ends like the dictionary form of a verb (``кабыл алуу``) and is not a known noun or adjective."""
    last = word.rpartition(" ")[2].lower()
    if last in NOT_VERBS or len(last) < 3 or last[-2:] not in {"уу", "үү", "оо", "өө", "юу"}:
        return False
    if last in LIKE_ADJECTIVES:
        return True
    before = last[-4:-3]
    if last.endswith(("туу", "түү")):  # -туу is an adjective after a voiceless consonant: кооптуу, but кыскартуу
        return before not in VOICELESS
    if last.endswith(("луу", "лүү")):
        return before in {"ы", "и", "у", "ү"} and last not in LIKE_PASSIVES
    return not last.endswith(("дуу", "дүү"))


def verb_stem(noun: str) -> str:
    """The stem behind a verbal noun: ``баштоо`` is ``башта``, ``чыгуу`` is ``чык``; words before it stay.

    Raises:
        ValueError: if the word does not end like a verbal noun.
    """
    head, space, word = noun.rpartition(" ")
    base, ending = word[:-2], word[-2:].lower()
    if ending == "юу":
        return f"{head}{space}{base}й"
    if ending not in {"уу", "үү", "оо", "өө"} or not base:
        raise ValueError(noun)
    if ending in {"оо", "өө"}:
        vowel = next((letter for letter in reversed(base.lower()) if letter in VOWELS), "а" if ending == "оо" else "е")
        opened = OPEN[vowel]
        rounded, plain = ("о", "а") if ending == "оо" else ("ө", "е")
        return f"{head}{space}{base}{rounded if opened == rounded else plain}"
    for letter in "ыиуү":
        if (base + letter).lower() in CLOSE_STEMS:
            return f"{head}{space}{base}{letter}"
    if len(base) >= 2 and base[-2].lower() in VOWELS:
        base = base[:-1] + {"г": "к", "б": "п"}.get(base[-1], base[-1])
    return f"{head}{space}{base}"


def infinitive(stem: str) -> str:
    """The verbal noun of a stem, as dictionaries give it: ``башта`` is ``баштоо``."""
    last = stem[-1].lower()
    if last in "ао":
        return stem[:-1] + "оо"
    if last in "еө":
        return stem[:-1] + "өө"
    if last in "ыу":
        return stem[:-1] + "уу"
    if last in "иү":
        return stem[:-1] + "үү"
    return attach(stem, "уу" if harmony_of(stem).open in "ао" else "үү")


def conjugate(noun: str, form: str, *, person: str = "3", negative: bool = False) -> str:
    """One form of a verb.

    Args:
        noun: the verbal noun (``жол ачуу``), or a stem; of several words only the last changes.
        form: a name of VERB_FORMS.
        person: ``1 2 2f 3 1p 2p 3p``; only finite forms have one.
        negative: whether it is denied.

    Raises:
        KeyError: for a form or a person that there is not.
    """
    stem = verb_stem(noun) if noun.endswith(LONG) else noun
    if form not in VERB_FORMS:
        raise KeyError(form)
    endings = PERSONAL.get(form, PERSONAL["other"])
    finite = endings[person]
    if person == "3p" and form in {"past", "present"}:
        stem = reciprocal(stem)
    if negative:
        stem = attach(stem, NEGATION)
    if form == "imperative":
        return imperative(stem, person)
    built = form_of(stem, form, negative=negative)
    if form == "present":
        return present(built, person)
    return attach(built, finite) if finite else built


def form_of(stem: str, form: str, *, negative: bool = False) -> str:
    """A form without its person."""
    vowel = stem[-1].lower() in VOWELS
    if VERB_FORMS[form]:
        return attach(stem, VERB_FORMS[form])
    if form == "converb":
        if negative:
            return attach(stem, "й")
        if not vowel and stem[-1] == "п" and stem[-2].lower() in VOWELS and len(stem.rpartition(" ")[2]) <= 3:
            return stem[:-2] + stem[-2].replace("е", "э") * 2 + "п"  # тап: таап, теп: тээп
        return attach(stem, "(I)п")
    if form in {"imperfective converb", "present"}:
        return stem + "й" if vowel else attach(stem, "A")
    if form == "future":
        return attach(stem, "с") if negative else attach(stem, "(A)р")
    if form == "agent":
        return infinitive(stem) + ("чу" if harmony_of(infinitive(stem)).open in "ао" else "чү")
    return infinitive(stem)


def present(converb: str, person: str) -> str:
    """The present and future in -а/-й and the personal ending: барам, барасың, барат."""
    endings = {"1": "мIн", "2": "сIң", "2f": "сIз", "3": "т", "1p": "бIз", "2p": "сIңAр", "3p": "т"}
    return attach(converb, endings[person])


def imperative(stem: str, person: str) -> str:
    """Orders: the stem alone to one friend, -ыңыз politely, -ыңыздар to many; -сын to others, -алы among us."""
    endings = {"2": "", "2f": "(I)ңIз", "2p": "(I)ңIздAр", "3": "сIн", "3p": "сIн", "1": "(A)йIн", "1p": "(A)лI"}
    if person in {"1", "1p"} and stem[-1].lower() in VOWELS:
        return attach(stem, {"1": "йIн", "1p": "йлI"}[person])
    return attach(stem, endings[person]) if endings[person] else stem


def passive(noun: str) -> str:
    """The passive, as a verbal noun if that was given: ``түзүү`` is ``түзүлүү``, ``белгилөө`` is ``белгиленүү``."""
    return voiced(noun, passive_stem)


def passive_stem(stem: str) -> str:
    """-л after a vowel, -ыл after a consonant; -н and -ын where the syllable has an л already."""
    if stem in {"де", "же"}:
        return stem + "л" if stem == "же" else "дел"
    if stem[-1].lower() in VOWELS:
        before = stem.rstrip("аеёиоуыэюяөү")[-1:].lower()
        return stem + ("н" if before == "л" else "л")
    return attach(stem, "Iн" if stem[-1].lower() == "л" else "Iл")


def reciprocal(noun: str) -> str:
    """-ыш: what several do together; also the plural of the third person (``билдиришти``)."""
    return voiced(noun, lambda stem: attach(stem, "(I)ш"))


def voiced(noun: str, build: Callable[[str], str]) -> str:
    """Builds a voice on the last word, from a verbal noun or from a stem."""
    head, space, word = noun.rpartition(" ")
    if noun.endswith(LONG):
        return f"{head}{space}{infinitive(build(verb_stem(word)))}"
    return f"{head}{space}{build(word)}"
