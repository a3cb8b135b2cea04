"""Russian words taken apart and put together, by pymorphy3 and the OpenCorpora dictionary.

A form is a lemma, a class and a tag:

    N noun       `plur gent`; the lemma tells the gender
    A adjective, participle, ordinal, pronoun like an adjective: `femn gent`, `plur nomn`; `short masc` for short forms
    V verb       `inf`, `past femn`, `past plur`, `pres 3per sing`, `futr 1per plur`, `impr plur`, `ger`
    M numeral, R pronoun      `gent`
    O anything else           the empty tag
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
GENDERS = ("masc", "femn", "neut")
ODD_CASES = {
    "gen1": "gent", "gen2": "gent", "acc1": "accs", "acc2": "accs", "loc1": "loct", "loc2": "loct", "voct": "nomn",
}  # fmt: skip
CLASSES = {
    "NOUN": "N", "ADJF": "A", "ADJS": "A", "PRTF": "A", "PRTS": "A", "VERB": "V", "INFN": "V", "GRND": "V",
    "NUMR": "M", "NPRO": "R",
}  # fmt: skip
LEAST_SCORE = 0.002


@dataclass(frozen=True, slots=True)
class Form:
    """What a word may be."""

    lemma: str
    kind: str
    """One of N A V M R O."""
    tag: str


@lru_cache(None)
def _analyzer() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")


def _parses(word: str) -> list[Any]:
    """What the dictionary makes of a word; nothing where it has a letter that Unicode named later than this Python.

    pymorphy3 asks each letter's name whether it is Latin, and stumbles over one that has none.
    """
    try:
        return list(_analyzer().parse(word))
    except ValueError:
        return []


@lru_cache(100_000)
def forms(word: str) -> tuple[tuple[Form, float], ...]:
    """What a word may be, and how probable each is without its neighbours."""
    found: dict[Form, float] = {}
    for parse in _parses(word):
        form = _form(parse)
        if form is not None and parse.score >= LEAST_SCORE:
            found[form] = found.get(form, 0.0) + parse.score
    return tuple(found.items()) or ((Form(word.lower(), "O", ""), 1.0),)


def _form(parse: Any) -> Form | None:
    tag = parse.tag
    kind = CLASSES.get(tag.POS or "", "O")
    case = ODD_CASES.get(tag.case, tag.case)
    if kind == "N":
        return Form(parse.normal_form, kind, f"{tag.number or 'sing'} {case}")
    if kind in ("M", "R"):
        return Form(parse.normal_form, kind, str(case or "nomn"))
    if kind == "A":
        which = "plur" if tag.number == "plur" else str(tag.gender or "masc")
        if tag.POS in ("ADJS", "PRTS"):
            return Form(_full(parse), kind, f"short {which}")
        return Form(_full(parse), kind, f"{which} {case}")
    if kind == "V":
        return Form(parse.normal_form, kind, _verb_tag(tag))
    return Form(parse.word, "O", "")


def _full(parse: Any) -> str:
    """The lemma of an adjective, and for a participle its own, not that of the verb."""
    if parse.tag.POS in ("ADJF", "ADJS"):
        return str(parse.normal_form)
    wanted = {"PRTF", "masc", "nomn", parse.tag.voice, parse.tag.tense}
    for one in parse.lexeme:
        if wanted <= one.tag.grammemes:
            return str(one.word)
    return str(parse.normal_form)


def _verb_tag(tag: Any) -> str:
    if tag.POS == "INFN":
        return "inf"
    if tag.POS == "GRND":
        return "ger"
    if tag.mood == "impr":
        return f"impr {tag.number}"
    if tag.tense == "past":
        return f"past {tag.gender if tag.number == 'sing' else 'plur'}"
    return f"{tag.tense} {tag.person} {tag.number}"


@dataclass(frozen=True, slots=True)
class Nature:
    """What a lemma is whatever its form."""

    gender: str
    """Of a noun; `masc` where none is known."""
    animate: bool
    aspect: str
    """Of a verb: perf or impf."""
    fixed: bool
    """A noun that has one form, or one number: `plur` or `sing` in `number`."""
    number: str


@lru_cache(50_000)
def nature(lemma: str, kind: str) -> Nature:
    """What is known of a lemma."""
    parse = _lexeme(lemma, kind)
    if parse is None:
        return Nature("masc", animate=False, aspect="", fixed=True, number="")
    tag = parse.tag
    number = "plur" if "Pltm" in tag.grammemes else "sing" if "Sgtm" in tag.grammemes else ""
    return Nature(
        str(tag.gender or "masc"), tag.animacy == "anim", str(tag.aspect or ""), "Fixd" in tag.grammemes, number
    )


@lru_cache(50_000)
def _lexeme(lemma: str, kind: str) -> Any:
    """The parse of a lemma as a lemma of its class, or None."""
    parses = [one for one in _parses(lemma) if CLASSES.get(one.tag.POS or "", "O") == kind]
    exact = [one for one in parses if (form := _form(one)) is not None and form.lemma == lemma.lower()]
    first = [one for one in exact if one.word == lemma.lower() and (kind != "N" or "nomn" in one.tag.grammemes)]
    return next(iter(first or exact or parses), None)


@lru_cache(100_000)
def inflect(lemma: str, kind: str, tag: str, *, animate: bool = False) -> str:
    """The form of a lemma for a tag, in small letters; the lemma where there is no such form.

    `animate` says whether the noun that an adjective goes with is a living being: its accusative differs.
    """
    if kind == "O" or not tag:
        return lemma
    parse = _lexeme(lemma, kind)
    if parse is None:
        return lemma
    words = set(tag.split())
    if kind == "A":
        words = _adjective(parse, words, animate=animate)
    elif kind == "V":
        words = {"INFN"} if tag == "inf" else {"GRND"} if tag == "ger" else words
        if words & set(GENDERS):
            words = words | {"sing"}
        if "impr" in words:
            words = words | {"excl"}
        if "pres" in words and parse.tag.aspect == "perf":
            words = words - {"pres"} | {"futr"}
        if "futr" in words and parse.tag.aspect == "impf" and parse.normal_form != "быть":
            return f"{inflect('быть', 'V', tag)} {parse.normal_form}"
    elif kind == "M" and animate and "accs" in words:
        words = {"gent"}
    elif kind == "N" and "Pltm" in parse.tag.grammemes:
        words = words - {"sing"} | {"plur"}
    made = parse.inflect(frozenset(words))
    if made is None and kind == "A":
        made = parse.inflect(frozenset(words - {"ADJF", "PRTF"}))
    return str(made.word) if made is not None else lemma


def _adjective(parse: Any, words: set[str], *, animate: bool) -> set[str]:
    participle = "PRT" in str(parse.tag.POS)
    if "short" in words:
        words = words - {"short"} | {"PRTS" if participle else "ADJS"}
    else:
        words = words | {"PRTF" if participle else "ADJF"}
        if participle:
            words |= {parse.tag.voice, parse.tag.tense}
        if "accs" in words and words & {"masc", "plur"}:
            words |= {"anim" if animate else "inan"}
    if participle:
        words |= {parse.tag.voice, parse.tag.tense}
    return words | ({"sing"} if words & set(GENDERS) else set())


def lemmas(words: Sequence[str]) -> list[Form]:
    """The likeliest form of each word by itself."""
    return [max(forms(word), key=lambda one: one[1])[0] for word in words]


@lru_cache(20_000)
def is_known(word: str) -> bool:
    """Whether the dictionary has a word; others are guessed by their endings."""
    return bool(_analyzer().word_is_known(word.lower()))


@lru_cache(20_000)
def is_proper(lemma: str) -> bool:
    """Whether a noun is a name: the dictionary says so, or has never heard of it."""
    grammemes = {one for parse in _parses(lemma)[:1] for one in parse.tag.grammemes}
    return not is_known(lemma) or bool(grammemes & {"Name", "Surn", "Patr", "Geox", "Orgn"})


SIBILANTS = "жшчщц"
SURNAMES = ("ов", "ев", "ёв", "ин", "ын")
NAME_CASES = ("gent", "datv", "accs", "ablt", "loct")
NAME_ENDINGS = (
    # ending of the nominative, what is cut off, endings in the order of NAME_CASES
    (("ский", "цкий"), "ий", ("ого", "ому", "ого", "им", "ом")),
    (("ская", "цкая"), "ая", ("ой", "ой", "ую", "ой", "ой")),
    (SURNAMES, "", ("а", "у", "а", "ым", "е")),
    (tuple(one + "а" for one in SURNAMES), "а", ("ой", "ой", "у", "ой", "ой")),
    (("га", "ка", "ха", "жа", "ша", "ча", "ща"), "а", ("и", "е", "у", "ой", "е")),
    (("а",), "а", ("ы", "е", "у", "ой", "е")),
    (("ия",), "я", ("и", "и", "ю", "ей", "и")),
    (("я",), "я", ("и", "е", "ю", "ей", "е")),
    (("й",), "й", ("я", "ю", "я", "ем", "е")),
    (tuple(SIBILANTS), "", ("а", "у", "а", "ем", "е")),
    (tuple("бвгдзклмнпрстфх"), "", ("а", "у", "а", "ом", "е")),
)  # fmt: skip


def name_form(name: str, case: str, *, person: bool = True) -> str:
    """A name that no dictionary has, in a case; as it is where it does not decline."""
    if case == "nomn" or (case == "accs" and not person and name[-1] not in "ая"):
        return name
    for endings, cut, forms_of in NAME_ENDINGS:
        if name.endswith(endings):
            return name[: len(name) - len(cut)] + forms_of[NAME_CASES.index(case)]
    return name
