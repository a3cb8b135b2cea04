"""Which form each Russian word of a gloss takes: case and number, tense and person, by a perceptron and agreement.

The units of a gloss come as lemma and class (toolkit/morphology/russian.py). Nouns, verbs, pronouns and numerals get
their tag from left to right, from what stands before them and from the English words that they come from; adjectives
agree with the noun after them, verbs with the noun or pronoun that is their subject (after Minkov, Toutanova and Suzuki
2007). Training (`scripts/lexicon/inflect.py`) and use share the features.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.engines.gloss.analysis import Chunk, Sentence
from toolkit.morphology import perceptron, russian
from toolkit.morphology.russian import GENDERS

SMALL_NUMBERS = frozenset({"два", "две", "три", "четыре", "оба"})
COMMAS = frozenset({",", "и", "или", "а", "«", "»", "а также", "—"})
NO_WORD = ("-",) * 7


@dataclass(slots=True)
class Unit:
    """A word to be inflected."""

    lemma: str
    kind: str
    """N A V M R O of toolkit/morphology/russian.py; `#` a number, X a word that has one form."""
    source: int = -1
    """Index of the English token that it comes from, -1 for none."""
    wish: str = ""
    """The tag that people gave it in the phrase that it was taken from."""
    strength: float = 0.0
    """How much the wish counts."""
    several: bool = False
    """The phrase had several words."""
    tag: str = ""
    fixed: bool = False
    """A name that has one form."""
    text: str = ""
    """As it is written: filled by `inflect`, but for X and `#`, which bring it."""


Context = tuple[str, ...]
"""Of an English token: lemma, tag and form, role, preposition, verb features, the word before it, the subject."""


def contexts(sentence: Sentence) -> list[Context]:
    """What each token of the sentence tells about the form of its translation."""
    found: list[Context] = [NO_WORD] * len(sentence.tokens)
    for chunk in sentence.chunks:
        subject = ""
        if chunk.kind == "verb" and 0 <= chunk.governor < len(sentence.chunks):
            head = sentence.tokens[sentence.chunks[chunk.governor].head]
            subject = head.lemma if head.tag == "PRON" else head.form or "sing"
            if _is_several(sentence, chunk.governor, chunk):
                subject = "and"
        for index in range(chunk.start, chunk.end):
            token = sentence.tokens[index]
            role = chunk.role or chunk.kind
            if chunk.kind == "noun" and index != chunk.head:
                after = sentence.tokens[index + 1] if index + 1 < chunk.end else None
                role = "'s" if after is not None and after.lemma == "'s" else "mod"
            before = sentence.tokens[index - 1].lemma.lower() if index else "<s>"
            features = ",".join(sorted(chunk.features))
            found[index] = (
                token.lemma.lower(),
                f"{token.tag}.{token.form}",
                role,
                chunk.role,
                features,
                before,
                subject,
            )
    return found


def _is_several(sentence: Sentence, first: int, verb: Chunk) -> bool:
    """Whether the subject that begins with a chunk is `one and another`."""
    chunks = sentence.chunks
    for index in range(first + 1, min(first + 4, len(chunks) - 1)):
        chunk = chunks[index]
        if chunk is verb or chunk.kind in ("prep", "verb"):
            return False
        if sentence.tokens[chunk.head].lemma == "and" and chunk.kind == "word":
            return chunks[index + 1].kind == "noun"
    return False


def settle(units: Sequence[Unit], english: Sequence[Context], weights: perceptron.Weights) -> None:
    """Gives every unit its tag and its text."""
    for index, unit in enumerate(units):
        if unit.kind in ("N", "M", "R", "V") or (unit.kind == "A" and head_of(units, index) < 0):
            found = perceptron.scores(weights, features(units, index, english))
            if unit.wish and not _contradicts(unit, english):
                wish = label(unit.kind, unit.wish)
                found[wish] = found.get(wish, 0.0) + unit.strength
            if unit.kind == "V" and unit.source >= 0:
                _prefer(found, english[unit.source], units[max(0, index - 2) : index])
            if unit.kind == "N" and unit.source >= 0:
                found = _of_number(found, units, index, english[unit.source])
            unit.tag = perceptron.best(found, {"N": "sing nomn", "V": "past", "A": "nomn"}.get(unit.kind, "nomn"))
    agree(units, english)
    for unit in units:
        if unit.kind in ("N", "A", "V", "M", "R"):
            unit.text = _formed(units, unit)
        elif unit.kind == "O":
            unit.text = unit.lemma


def _of_number(found: dict[str, float], units: Sequence[Unit], index: int, context: Context) -> dict[str, float]:
    """The labels that have the number of the English noun, unless a number or the noun itself asks for another."""
    tag, _, form = context[1].partition(".")
    unit = units[index]
    if tag != "NOUN" or unit.several or russian.nature(unit.lemma, "N").number:
        return found
    before = next((one for one in reversed(units[max(0, index - 4) : index]) if one.kind != "A"), None)
    if before is not None and before.kind in ("#", "M"):
        return found
    number = "plur" if form == "pl" else "sing"
    return {name: score for name, score in found.items() if name.startswith(number)} or found


def _prefer(found: dict[str, float], context: Context, before: Sequence[Unit]) -> None:
    """What the English verb group says plainly: a future is no past, an infinitive is one."""
    features = context[4].split(",")
    if not context[1].endswith(".base"):
        return
    if any(one.lemma == "быть" and one.tag.startswith("futr") for one in before):
        found["inf"] = max(found.values(), default=0.0) + 1
    elif "future" in features:
        person = {"i": "1per", "we": "1per", "you": "2per"}.get(context[6], "3per")
        found[f"futr {person}"] = max(found.values(), default=0.0) + 1
    elif "infinitive" in features:
        found["inf"] = max(found.values(), default=0.0) + 0.5


def _contradicts(unit: Unit, english: Sequence[Context]) -> bool:
    """Whether people wrote a noun by itself in the other number than the English noun has."""
    if unit.kind != "N" or unit.several or unit.source < 0:
        return False
    tag, _, form = english[unit.source][1].partition(".")
    return tag == "NOUN" and (form == "pl") != unit.wish.startswith("plur")


def _formed(units: Sequence[Unit], unit: Unit) -> str:
    if unit.fixed:
        return unit.lemma
    if (
        unit.kind == "N"
        and unit.lemma[:1].isupper()
        and not unit.lemma[1:2].isupper()
        and not russian.is_known(unit.lemma)
    ):
        place = next(number for number, one in enumerate(units) if one is unit)
        beside = [*units[max(0, place - 1) : place], *units[place + 1 : place + 2]]
        person = any(one.kind == "N" and one.lemma[:1].isupper() for one in beside)
        return russian.name_form(unit.lemma, unit.tag.split()[-1], person=person)
    return russian.inflect(unit.lemma, unit.kind, unit.tag, animate=unit.text == "anim")


def label(kind: str, tag: str) -> str:
    """What the perceptron decides of a tag: without what follows from agreement."""
    words = tag.split()
    if kind == "A":
        return "short" if words[0] == "short" else words[-1]
    if kind == "V" and words[0] in ("past", "pres", "futr"):
        return " ".join(words[:2]) if words[0] != "past" else "past"
    return tag


def head_of(units: Sequence[Unit], index: int) -> int:
    """The noun that an adjective before it agrees with; -1 for none."""
    place = index + 1
    while place < len(units) and place <= index + 6:
        unit = units[place]
        if unit.kind == "N":
            return place
        joins = unit.lemma in ("и", ",", "«", "или", "#") or unit.kind in ("#", "X") or unit.lemma == "не"
        if unit.kind != "A" and not joins:
            return -1
        place += 1
    return -1


def agree(units: Sequence[Unit], english: Sequence[Context]) -> None:
    """Completes the tags of adjectives, verbs and numerals from the nouns they go with."""
    for index, unit in enumerate(units):
        after = units[index + 1] if index + 1 < len(units) else None
        if unit.kind == "M" and after is not None and after.kind == "N" and after.tag == "plur gent":
            unit.tag = "gent" if unit.lemma in SMALL_NUMBERS else unit.tag
        if unit.kind == "A":
            head = head_of(units, index)
            if head >= 0:
                noun = units[head]
                number, case = noun.tag.split() if " " in noun.tag else ("sing", "nomn")
                nature = russian.nature(noun.lemma, "N")
                which = "plur" if number == "plur" or nature.number == "plur" else nature.gender
                unit.tag, unit.text = f"{which} {case}", "anim" if nature.animate else ""
            else:
                which = _of_verb(units, index, english) if unit.tag in ("short", "nomn") else nearest(units, index)
                unit.tag = f"short {which}" if unit.tag == "short" else f"{which} {unit.tag}"
        elif unit.kind == "V":
            if unit.tag == "past":
                unit.tag = f"past {_of_verb(units, index, english)}"
            elif unit.tag.startswith(("pres", "futr")):
                unit.tag += " plur" if _of_verb(units, index, english) == "plur" else " sing"


def _of_verb(units: Sequence[Unit], index: int, english: Sequence[Context]) -> str:
    """Gender or `plur` of the subject, of which the English sentence knows whether it is several."""
    source = units[index].source
    told = english[source][6] if source >= 0 else ""
    return "plur" if told in ("and", "they", "we", "pl") else subject(units, index)


def nearest(units: Sequence[Unit], index: int) -> str:
    """Gender or `plur` of the last noun before a place."""
    for place in range(index - 1, max(-1, index - 8), -1):
        if units[place].kind == "N":
            return gender(units[place])
    return "masc"


def gender(unit: Unit) -> str:
    """Gender of a noun or pronoun, or `plur`."""
    if unit.kind == "R":
        known = {"я": "masc", "он": "masc", "она": "femn", "оно": "neut", "мы": "plur", "вы": "plur", "они": "plur"}
        return known.get(unit.lemma, "neut" if unit.lemma in ("это", "что", "всё", "то") else "masc")
    if unit.tag.startswith("plur"):
        return "plur"
    found = russian.nature(unit.lemma, "N").gender
    return found if found in GENDERS else "masc"


def subject(units: Sequence[Unit], index: int) -> str:
    """Gender or `plur` of the subject of the verb at a place: the nearest nominative before it, else after it."""
    for place in range(index - 1, -1, -1):
        unit = units[place]
        if unit.kind in ("N", "R") and unit.tag.endswith("nomn"):
            before = units[place - 1].lemma if place else ""
            if unit.kind == "N" and before in ("и", ","):
                for other in range(place - 2, max(-1, place - 6), -1):
                    if units[other].kind == "N":
                        if units[other].tag.endswith("nomn") and before == "и":
                            return "plur"
                        break
            return gender(unit)
        if unit.lemma in (";", "что", ":") or (
            unit.kind == "V" and unit.tag not in ("inf", "ger") and place < index - 6
        ):
            break
    for place in range(index + 1, min(len(units), index + 7)):
        unit = units[place]
        if unit.kind in ("N", "R") and unit.tag.endswith("nomn"):
            return gender(unit)
        if unit.kind == "V" or unit.lemma in (",", "."):
            break
    return "masc"


def features(units: Sequence[Unit], index: int, english: Sequence[Context]) -> list[str]:
    """What the form of a unit may depend on."""
    unit = units[index]
    lemma, tag, role, prep, verb, before, subj = english[unit.source] if unit.source >= 0 else NO_WORD
    place, skipped = index - 1, 0
    while place >= 0 and (units[place].kind == "A" and head_of(units, place) >= 0) and skipped < 4:
        place, skipped = place - 1, skipped + 1
    governor = units[place] if place >= 0 else Unit("<s>", "<s>")
    gov, govk, govt = governor.lemma, governor.kind, governor.tag
    listed = "-"
    if gov in COMMAS:
        for other in range(place - 1, max(-1, place - 5), -1):
            if units[other].kind == unit.kind:
                listed = label(unit.kind, units[other].tag) if units[other].tag else "-"
                break
    number = _number(governor) if govk in ("#", "M") else ""
    following = units[index + 1] if index + 1 < len(units) else Unit("</s>", "</s>")
    verb_before = next((one for one in reversed(units[:place]) if one.kind == "V"), None)
    after = verb_before.lemma if verb_before is not None and govk != "O" else "-"
    kind = unit.kind
    aspect = russian.nature(unit.lemma, "V").aspect if kind == "V" else ""
    plural = tag.rpartition(".")[2]
    base = [
        "b",
        f"l {unit.lemma}",
        f"t {tag} {aspect}",
        f"r {role} {plural}",
        f"p {prep} {plural}",
        f"g {gov} {plural}",
        f"k {govk} {govt} {plural}",
        f"rk {role} {govk} {govt} {plural}",
        f"rg {role} {gov}",
        f"pg {prep} {gov}",
        f"c {gov} {listed} {plural}",
        f"n {following.lemma}",
        f"nk {following.kind}",
        f"e {lemma} {plural}",
        f"eb {before} {tag}",
        f"lg {unit.lemma} {gov}",
        f"# {number} {govk}",
        f"va {after} {role}",
        f"w {unit.lemma} {role} {plural}",
    ]
    if kind in ("V", "A", "R"):
        base += [
            f"v {verb} {tag}",
            f"va {verb} {aspect} {tag} {govk}",
            f"vs {subj} {tag} {verb}",
            f"vl {verb} {lemma}",
            f"vg {verb} {gov}",
            f"vr {unit.lemma} {verb}",
            f"vn {following.lemma} {verb}",
            f"vp {govt} {gov} {aspect}",
        ]
    return [f"{kind}{one}" for one in base]


def _number(unit: Unit) -> str:
    digits = "".join(character for character in unit.text if character.isdigit())
    if unit.kind == "M" or not digits:
        return unit.lemma
    if "," in unit.text or "." in unit.text:
        return "fraction"
    last, teens = int(digits[-1]), digits[-2:-1] == "1" and len(digits) > 1
    if len(digits) == 4 and digits[:2] in ("19", "20"):
        return "year"
    return "many" if teens or last in (0, 5, 6, 7, 8, 9) else "one" if last == 1 else "few"
