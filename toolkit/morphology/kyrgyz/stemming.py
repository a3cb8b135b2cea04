"""From a form back to its stem: suffixes are taken off by the same templates that put them on.

Each step is proved: a suffix comes off only where ``attach`` would have written exactly this form. So a Russian ending
or the end of a root is not mistaken for a suffix that breaks harmony; what remains ambiguous (``айылы``: his village?)
is decided by a set of known stems where one is given, and by caution where none is.
"""

from collections.abc import Container
from functools import cache
from typing import NamedTuple

from toolkit.morphology.kyrgyz.harmony import DROPPING, VOWELS, attach
from toolkit.morphology.kyrgyz.nouns import AFTER_FIRST, AFTER_THIRD, CASES, PERSONS, PLURAL, PRONOUNS
from toolkit.morphology.kyrgyz.verbs import infinitive

MINIMUM = 2
"""The shortest stem, in letters; it has a vowel."""


class Analysis(NamedTuple):
    """One way to read a form."""

    stem: str
    """What remains: a noun in the nominative singular, or the stem of a verb."""
    lemma: str
    """What a dictionary lists: the noun, or the verbal noun of the verb."""
    suffixes: tuple[str, ...]
    """Names in the order in which they stand: ``("plural", "3", "locative")``."""
    verb: bool


Slots = tuple[tuple[str, dict[str, str]], ...]
SLOTS: Slots = (
    ("predicate", {"1p predicate": "BIз", "1 predicate": "мIн", "copula": "DIр"}),
    ("relative", {"relative": "гI", "possession": "нIкI"}),
    ("case", {name: template for name, template in CASES.items() if template}),
    ("possessor", PERSONS),
    ("plural", {"plural": PLURAL}),
    ("ordinal", {"ordinal": "(I)нчI"}),
)
"""From the end of the word inwards; each slot is filled at most once; ``relative`` (-дагы) needs a locative before."""
VERBAL: Slots = (
    (
        "person",
        {"1": "м", "1p": "к", "2f": "ңIз", "2": "ң", "1p present": "BIз", "2f present": "сIз", "1 present": "мIн"},
    ),
    (
        "form",
        {"past": "DI", "perfect": "GAн", "conditional": "сA", "optative": "сIн", "habitual": "чI", "until": "GIчA"},
    ),
    ("negation", {"negation": "BA"}),
    ("together", {"together": "(I)ш"}),
    ("passive", {"passive": "(I)л", "reflexive": "(I)н"}),
)
UNMARKED = (
    ("converb", "(I)п"),
    ("present", "йт"),
    ("present", "Aт"),
    ("imperfective converb", "й"),
    ("imperfective converb", "A"),
    ("future", "(A)р"),
    ("negative future", "BAс"),
)
ALLOMORPHS = {"A": "аеоө", "I": "ыиуү", "D": "дт", "L": "лдт", "N": "ндт", "G": "гк", "B": "бп"}


@cache
def surfaces(template: str) -> tuple[str, ...]:
    """Every way in which a template can be written, longest first."""
    written = {""}
    position = 0
    while position < len(template):
        letter = template[position]
        optional = letter == "("
        if optional:
            letter = template[position + 1]
        options = ALLOMORPHS.get(letter, letter)
        if letter in "AI" and "" in written:  # after й, which it joins: кой-уп is коюп
            options += {"A": "яё", "I": "ю"}[letter]
        grown = {before + option for before in written for option in options}
        written = grown | written if optional else grown
        position += 3 if optional else 1
    return tuple(sorted(written - {""}, key=lambda text: (-len(text), text)))


def bases(word: str, template: str) -> list[str]:
    """Words that become this one by the suffix."""
    found: list[str] = []
    for surface in surfaces(template):
        if not word.endswith(surface) or len(word) - len(surface) < MINIMUM:
            continue
        rest = word[: -len(surface)]
        found += [
            candidate
            for candidate in restored(rest, surface)
            if not VOWELS.isdisjoint(candidate) and attach(candidate, template) == word
        ]
    return list(dict.fromkeys(found))


def restored(rest: str, surface: str) -> list[str]:
    """The rest of a word as it may have been before a suffix changed it."""
    options = [rest]
    if surface[0] in "яёю":
        return [rest + "й"]
    if surface[0] in VOWELS:
        options += [rest[:-1] + {"г": "к", "б": "п"}[rest[-1]]] if rest[-1] in "гб" else []
        options += [rest[: -len(short)] + full for full, short in DROPPING.items() if rest.endswith(short)]
    if rest[-1] in "лрнтд":
        options.append(rest + "ь")
    return options


def analyses(word: str) -> list[Analysis]:
    """All readings of a form, the plain word first; a hyphenated word (``7-сентябрында``) by its last part."""
    lowered = word.lower()
    prefix, hyphen, last = lowered.rpartition("-")
    found = [Analysis(lowered, lowered, (), verb=False)]
    for name, forms in PRONOUNS_BACK.items():
        if last == name:
            found.append(Analysis(prefix + hyphen + forms[0], prefix + hyphen + forms[0], (forms[1],), verb=False))
    for base, names in peeled(last, SLOTS, 0):
        if names and plausible(names):
            stem_found = prefix + hyphen + base
            found.append(Analysis(stem_found, stem_found, names, verb=False))
    for base, names in verbal(last):
        found.append(Analysis(prefix + hyphen + base, prefix + hyphen + infinitive(base), names, verb=True))
    return list(dict.fromkeys(found))


def plausible(names: tuple[str, ...]) -> bool:
    """Whether suffixes may stand together: -гы needs a case of place, other cases after a third person are short."""
    return "relative" not in names or "locative" in names


PRONOUNS_BACK = {
    form: (forms[0], case) for forms in PRONOUNS.values() for form, case in zip(forms[1:], list(CASES)[1:], strict=True)
}


def peeled(word: str, slots: Slots, start: int) -> list[tuple[str, tuple[str, ...]]]:
    """The word without endings of these slots, from the outermost inwards."""
    found: list[tuple[str, tuple[str, ...]]] = [(word, ())]
    for index in range(start, len(slots)):
        slot, templates = slots[index]
        for name, template in templates.items():
            for rest, inner in _step(word, slot, name, template, slots, index):
                found.append((rest, (*inner, name)))
    return found


def _step(
    word: str, slot: str, name: str, template: str, slots: Slots, index: int
) -> list[tuple[str, tuple[str, ...]]]:
    """Takes one suffix off, and all that may stand before it."""
    taken = [(rest, inner) for base in bases(word, template) for rest, inner in peeled(base, slots, index + 1)]
    if slot == "case":
        regular = [item for item in taken if not (name in AFTER_THIRD and item[1][-1:] == ("3",))]
        special = AFTER_THIRD.get(name)
        if special:
            regular += [
                (rest, inner)
                for base in bases(word, special)
                for rest, inner in peeled(base, slots, index + 1)
                if inner[-1:] == ("3",)
            ]
        if name in AFTER_FIRST:
            regular += [
                (rest, inner)
                for base in bases(word, AFTER_FIRST[name])
                for rest, inner in peeled(base, slots, index + 1)
                if inner[-1:] in {("1",), ("2",)}
            ]
        return regular
    return taken


def verbal(word: str) -> list[tuple[str, tuple[str, ...]]]:
    """Readings as a verb: tense, converb, participle or verbal noun, the last two with the endings of nouns."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for base, names in peeled(word, VERBAL, 0):
        if any(name in VERBAL[1][1] for name in names):
            found.append((base, names))
    for name, template in UNMARKED:
        for base in bases(word, template):
            found += [(rest, (*inner, name)) for rest, inner in peeled(base, VERBAL, 2)]
    for participle, nominal in peeled(word, SLOTS, 0):
        if not nominal and not participle.endswith(("ан", "ен", "он", "өн", "уу", "үү", "оо", "өө", "чу", "чү")):
            continue
        for base in bases(participle, "GAн"):
            found += [(rest, (*inner, "perfect", *nominal)) for rest, inner in peeled(base, VERBAL, 2)]
        agent = participle.endswith(("чу", "чү"))
        noun = participle[:-2] if agent else participle
        if noun.endswith(("уу", "үү", "оо", "өө")) and len(noun) > 3:
            for base in stems_of(noun):
                name = "agent" if agent else "verbal noun"
                found += [(rest, (*inner, name, *nominal)) for rest, inner in peeled(base, VERBAL, 2)]
    return list(dict.fromkeys(found))


def stems_of(noun: str) -> list[str]:
    """Every stem whose verbal noun is this word."""
    head, ending = noun[:-2], noun[-2:]
    options = {
        "оо": [head + "а", head + "о"],
        "өө": [head + "е", head + "ө"],
        "уу": [head, head + "у", head + "ы"],
        "үү": [head, head + "ү", head + "и"],
    }[ending]
    options += [head[:-1] + {"г": "к", "б": "п"}[head[-1]]] if head[-1:] in {"г", "б"} else []
    if noun.endswith("юу"):
        options.append(noun[:-2] + "й")
    return [stem_found for stem_found in options if len(stem_found) >= MINIMUM and infinitive(stem_found) == noun]


def stem(word: str, known: Container[str] | None = None) -> Analysis:
    """The likeliest reading of a form.

    With ``known`` (lemmas in small letters) the reading with a known lemma and the fewest suffixes wins, so that
    ``бала`` stays whole. Without, or where no lemma is known, only nominal endings of two letters and more come off,
    and only from stems of three letters and more.
    """
    readings = analyses(word)
    if known is not None:
        listed = [reading for reading in readings if reading.lemma in known]
        if listed:
            return min(listed, key=lambda reading: (len(reading.suffixes), reading.verb, reading.stem.endswith("ь")))
    cautious = [
        reading
        for reading in readings
        if not reading.verb and len(reading.stem) >= 3 and reading.suffixes and safe(word.lower(), reading)
    ]
    if not cautious:
        return readings[0]
    return max(cautious, key=lambda reading: (last_ending(reading.suffixes), len(word) - len(reading.stem)))


def last_ending(suffixes: tuple[str, ...]) -> int:
    """How long the last ending is written: a genitive (-нын) explains more than an accusative after -ы (-н)."""
    name = suffixes[-1]
    if suffixes[-2:-1] == ("3",) and name in AFTER_THIRD:
        return len(AFTER_THIRD[name])
    return next((len(templates[name].strip("()")) for _, templates in SLOTS if name in templates), 0)


def safe(word: str, reading: Analysis) -> bool:
    """Whether the endings are long enough to be endings also of a word that nobody knows."""
    if set(reading.suffixes) & {"1", "2", "1 predicate", "1p predicate", "copula", "ordinal", "possession", "2p", "2f"}:
        return False
    if reading.stem.endswith("ь") or (reading.stem[-1] in "гб" and reading.stem[-2] in VOWELS):
        return False
    return len(word) - len(reading.stem) >= 2 and reading.suffixes != ("3",)
