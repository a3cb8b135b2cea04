"""Whether the names of the source are in the translation, and no others: Tashkent, Ташкент, 塔什干.

What a place, a people or many a person is called is known (gazetteer.py). Other names are looked for by
their sounds; what English also writes in small letters is never asked for (Culture, Governor), and what the lexicon
knows as a name may also be what it says (Germany, Германия).
"""

import functools
import re
from collections.abc import Iterator, Sequence

from toolkit import late
from toolkit.checks import acronyms, gazetteer, given, latin, mixups, nations, persons, surnames
from toolkit.checks.gazetteer import Known, Source
from toolkit.checks.hearing import CYRILLIC_WORD, IS, LEAST, heard, short_heard
from toolkit.checks.latin import HAS_LATIN, SOURCE_WORD
from toolkit.checks.mandarin import is_read, is_spelled
from toolkit.checks.occasions import Occasion
from toolkit.checks.pair import Fault, Pair, quoted
from toolkit.checks.presence import CAPITALISED, folded, is_present, lost_surname, stems, without_persons
from toolkit.checks.sounds import alike, cyrillic, skeleton, ways
from toolkit.checks.wordlists import is_ordinary, listed
from toolkit.engines import support
from toolkit.engines.scripts import SCRIPTS
from toolkit.morphology import english
from toolkit.signs import Sign
from toolkit.terms.lexicon import LANGUAGES, Entry, load

NAME = late.compile(
    r" (?:(?<=[a-z,] )|(?<=[DM]r\. )|(?<=Ms\. )|(?<=of\. ))"
    r"([A-Z][a-z]{3,})(?=['’]s?(?!\w)|(?<!o)-[A-Z](?![a-z]+al\b)|(?![\w'’-]))"
)
"""A capitalised word in the middle of a sentence."""
FIRST_NAME = late.compile(
    r"([A-Z][a-z]{3,})(?= [A-Z][a-z]{2,}| (?:has|had|will|may|must|says|said|wants|lives|plays)\b)"
)
"""The first word of a text, before another capitalised one or what somebody does: Marta Lindqvist, Leonie has."""
NAME_ALONE = late.compile(r"[A-Z][a-z]{3,}(?=['’]s?(?!\w)|(?<!o)-[A-Z](?![a-z]+al\b)|(?![\w'’-]))")
STRANGER = late.compile(r"(?<=[\w,;%)»”] )[А-ЯЁӨҮҢ][а-яёөүң]{3,}(?!\w|-[^А-ЯЁӨҮҢ])")
"""The same in Cyrillic."""
STRANGER_ALONE = late.compile(r"[А-ЯЁӨҮҢ][а-яёөүң]{3,}(?!\w|-[^А-ЯЁӨҮҢ])")
REGNAL = late.compile(r" ([IVX]+)\b")
"""What stands behind the name of a king or pope."""
LABEL_REACH = 30
LABEL = late.compile(
    r"(?<!\w)(?:окн|вкладк|пол[еяю](?!\w)|параметр|кнопк|пункт|меню|флаж|панел|опци|инструмент|диалог|фильтр|расширени|клавиш|"
    r"свойств|функци|терезе|талаа|баскыч|курал|чыпка)[а-яёөүң]*\s+[«\"“]?\Z|[→>]\s*[«\"“]?\Z",
    re.IGNORECASE,
)
"""Before the name of a part of a program, which any word may be: кнопка Обзор, Слой → Прозрачность."""
ENDINGS = ("s", "es", "ing", "ed", "er")
"""Of common words that stand with a capital letter in titles."""
SURNAME = late.compile(
    "..[её]в(?:а|[дт][аеиоуүыө]н?|г[ае]|к[ае]|[аыу]|ой|ым|е)?$|..ов(?:а|[дт][аоуы]н?|го|ко|[аыу]|ой|ым|е)?$"
)
"""What may begin like another word and is none of its forms: Карабалаев, in any case of Russian and Kyrgyz."""
OF_PLACES = late.compile("sk(?:aya|ii|iy|o[iy]?e|yi?)$")
"""What Russian adds to a name: Chuiskaya."""
LEAST_ASKED = 2
"""Consonants of the shortest name that is asked for."""
MAY_BE = 0.6
"""Share of the consonants of two writings of a name where it is enough that it may be one."""


def naming(source_language: str, target_language: str) -> Occasion:  # noqa: ARG001
    """A word that may be a name, on either side; in Chinese any character may be of one."""
    cyrillic = SCRIPTS.get(target_language) == "Cyrl"
    if target_language in gazetteer.LANGUAGES and target_language not in gazetteer.MAY_BE_MADE:
        return Occasion()
    made = [
        table[target_language] for table in (gazetteer.MAY_BE_MADE, acronyms.MAY_BE_MADE) if target_language in table
    ]
    return Occasion(
        (
            gazetteer.MAY_SAY,
            MAY_BE_UNHEARD,
            given.MAY_BE_GIVEN,
            surnames.MAY_BE_ONE,
            latin.MAY_BE_LABEL,
            acronyms.MAY_BE_SAID,
        ),
        (*made, HAS_LATIN, *([MAY_BE_STRANGE] if cyrillic else [])),
    )


def name(pair: Pair) -> Iterator[Fault]:
    """A name of the source is not in the translation, or another is in its place."""
    if pair.source_language != "en":
        return
    source: Source | None = None
    if HAS_LATIN(pair.target) and (kept := latin.stranger(pair)):
        place, one = kept
        yield Fault(f"The name {quoted(one)} is not in the source.", (place, place + len(one)))
        return
    if other := given.stranger(pair):
        place, one = other
        yield Fault(f"The name {quoted(one)} is not in the source.", (place, place + len(one)))
        return
    called = acronyms.called(pair)
    if stranger := (called and called.stranger()) or nations.stranger(pair.source, pair.target, pair.target_language):
        place, one = stranger
        yield Fault(f"The name {quoted(one)} is not in the source.", (place, place + len(one)))
        return
    pair = called.others() if called else pair
    if pair.target_language in gazetteer.LANGUAGES:
        for one, place, known in gazetteer.made(pair.target, pair.target_language):
            source = source or Source(pair.source)
            if any(each.supported(source) for each in known):
                rest = pair.target[:place] + " " * len(one) + pair.target[place + len(one) :]
                strange = mixups.is_of_another(pair.source, one, known, rest, pair.target_language)
            else:
                strange = one not in pair.source and not source.sounds(one)
                strange = strange and not (pair.target_language == "zh" and persons.is_within(one, place, *pair[:2]))
            if strange and _is_regnal(pair.target, place + len(one), pair.source):
                continue
            if strange and not _is_money(pair, place + len(one)):
                yield Fault(f"The name {quoted(one)} is not in the source.", (place, place + len(one)))
                return
    if pair.target_language == "zh":
        if person := persons.stranger(pair.source, pair.target):
            place, one, _ = person
            yield Fault(f"The name {quoted(one)} is not in the source.", (place, place + len(one)))
            return
        missing = _missing(pair) or (
            persons.missing(pair.source, pair.target)
            or persons.missing_place(pair.source, pair.target)
            or surnames.missing(pair.source, pair.target, chinese=True)
            if pair.prose
            else ""
        )
    elif SCRIPTS.get(pair.target_language) != "Cyrl":
        missing = _missing(pair)
    elif stranger := _stranger(pair):
        place, one = stranger
        yield Fault(f"The name {quoted(one)} is not in the source.", (place, place + len(one)))
        return
    elif beside := _beside_first_name(pair):
        place, one = beside
        yield Fault(f"The name {quoted(one)} is not in the source.", (place, place + len(one)))
        return
    else:
        missing = _missing(pair) or _unheard(pair) or surnames.missing(pair.source, pair.target, chinese=False)
    if missing := missing or (called.missing() if called and pair.prose else ""):
        yield Fault(f"The name {quoted(missing)} is not in the translation.")


WHOLE_NAME = late.compile(
    r"([A-Z](?<![\w'’-].)[a-z]{2,}) (?:(?:v[ao]n|der|den|del?|d[aiou]|dos|l[ae]) ){0,2}"
    r"([A-Z][a-z]{2,})(?![\w'’-])(?! [A-Z])"
)
WHOLE_CYRILLIC = late.compile(
    r"[А-ЯЁӨҮҢ](?<![\w-].)[а-яёөүң]{2,} (?=(?:(?:ван|фон|дер|ден|дель?|д[аиоу]|дос|л[ае]) ){0,2}"
    r"([А-ЯЁӨҮҢ][а-яёөүң]{2,})(?![\w-]))"
)
"""Two words of a name, on either side. What may not stand before a capital letter is asked behind it: most letters are
none, and such are passed over at once."""


MONEY = late.compile("[镑元盾]|克朗|法郎|卢布|卢比|比索|里拉|第纳尔|先令|马克|里亚尔|福林|列伊|兹罗提")


def _is_money(pair: Pair, end: int) -> bool:
    """Whether what ends there says whose currency something costs: guilders, 荷兰盾."""
    return pair.target_language == "zh" and MONEY.match(pair.target, end) is not None


def _beside_first_name(pair: Pair) -> tuple[int, str] | None:
    """What stands behind a first name of the source, and has no sound of the surname: Noor Haddad, Нур Насер."""
    for said in WHOLE_NAME.finditer(pair.source):
        first, last = (skeleton(one) for one in said.groups())
        if len(first) < LEAST_ASKED or not last or english.is_common(said[1].casefold()) or _is_known_word(said[2]):
            continue
        for made in WHOLE_CYRILLIC.finditer(pair.target):
            own = cyrillic(made[1])
            if cyrillic(made[0])[: len(first)] != first or not own:
                continue
            if is_spelled(said[1].casefold()) and is_spelled(said[2].casefold()):
                continue  # of China, whose names are written in many ways
            begins = own[0] == last[0] or any(alike(one, own, MAY_BE) for one in ways(said[2]))
            if begins and not set(own).isdisjoint(last):
                continue
            inside = (one[0] for one in CYRILLIC_WORD.finditer(pair.target, 1))  # the first word may be any
            capitalised = (cyrillic(word) for word in inside if word[0].isupper())
            if not any(word.startswith(last) for word in capitalised):
                return made.start(1), made[1]
    return None


def _is_known_word(word: str) -> bool:
    """Whether a capitalised word is a common one, or names a place."""
    return english.is_common(word.casefold()) or word in gazetteer.english_words()


def _may_be_strange(word: str) -> bool:
    match = STRANGER_ALONE.match(word)
    return match is not None and len(cyrillic(match[0])) >= LEAST


def _may_be_unheard(word: str) -> bool:
    return any(map(is_asked, NAME_ALONE.findall(persons.bare(word))))


@functools.lru_cache(1 << 15)
def is_asked(one: str) -> bool:
    """Whether a word is a name that has to be heard: a short one that is known, or Chinese, is written in many ways."""
    if one in listed("brand", "en"):
        return True
    if len(skeleton(OF_PLACES.sub("", one.removeprefix("H")))) < LEAST_ASKED or is_ordinary(one.casefold()):
        return False
    return len(skeleton(one)) >= LEAST or not (one in gazetteer.english_words() or persons.NO_PERSON.search(one))


MAY_BE_STRANGE = Sign(_may_be_strange, "Cyrl", "names", capital=True)
MAY_BE_UNHEARD = Sign(_may_be_unheard, "Latn", "names", capital=True)
"""Words that may be names that no known one is; `names` are asked for by these checks alone."""


@functools.lru_cache(1 << 16)
def _begins(word: str) -> frozenset[str]:
    """How an English word may begin by its sounds."""
    return frozenset([one[:LEAST] for one in ways(word)])


def _sounds(text: str) -> frozenset[str]:
    """What the words of an English text sound like."""
    return frozenset().union(*map(ways, SOURCE_WORD.findall(text)))


@functools.lru_cache(1 << 16)
def is_known(word: str, language: str) -> bool:
    """Whether a word is one that the language writes small, or a known name."""
    known = _small(language)
    if SURNAME.search(word):
        return word in known or bool(gazetteer.named(word.capitalize(), language))
    if not known.isdisjoint(word[:length] for length in range(_least(word) - 1, len(word))):
        return True
    return bool(gazetteer.named(word.capitalize(), language))


def _stranger(pair: Pair) -> tuple[int, str] | None:
    """A capitalised word in the middle of a Cyrillic sentence that is no name and no translation of the source."""
    if pair.target_language not in LANGUAGES:
        return None
    first = ""
    for start, _ in MAY_BE_STRANGE.places(pair.target):
        match = STRANGER.match(pair.target, start)
        if match is None or match[0] in pair.source:
            continue
        word = match[0]
        own = cyrillic(word)
        if len(own) < LEAST:
            continue
        if is_known(word.casefold(), pair.target_language):
            continue
        if _is_regnal(pair.target, match.end(), pair.source):
            continue
        if LABEL.search(pair.target, max(0, start - LABEL_REACH), start):
            continue
        if word.startswith("Авто") and "Auto" in pair.source:  # AutoCorrect, Автозамена
            continue
        first = first or word
        if any(own[:LEAST] in _begins(one) for one in SOURCE_WORD.findall(pair.source)):
            continue
        # Who is named so, is named in the source too.
        named = SURNAME.search(first.casefold()) is not None
        sounds = _sounds(" ".join(CAPITALISED.findall(pair.source)) if named else pair.source)
        if not any(
            alike(one, own, MAY_BE) for one in sounds - _said_by_others(pair.target, word, sounds)
        ) and not is_said(word.casefold(), pair):
            return start, word
    return None


def _said_by_others(target: str, word: str, sounds: frozenset[str]) -> frozenset[str]:
    """Those names of the source that another capitalised word of the target is: Ingrid is Ингрид, and no Инсбрук."""
    others = {cyrillic(one) for one in CYRILLIC_WORD.findall(target) if one[0].isupper() and one != word}
    own = cyrillic(word)
    return frozenset(
        one
        for one in sounds
        if len(one) >= LEAST and not alike(one, own, IS) and any(other.startswith(one) for other in others)
    )


def is_said(word: str, pair: Pair) -> bool:
    """Whether a word is a translation of one of the source."""
    return not support.expected(pair.source, pair.target_language).isdisjoint(
        word[:length]
        for length in range(max(support.STEM[0], min(support.STEM[1], len(word) - 4)), support.STEM[1] + 1)
    )


@functools.cache
def _small(language: str) -> frozenset[str]:
    """The beginnings of words that the lexicon has in small letters."""
    entries = (
        one.target for found in load(language).entries.values() for one in found if one.share >= support.LEAST_SHARE
    )
    return frozenset(one[: _least(one)] for one in entries if one[:1].islower() and len(one) > 3)


def _least(word: str) -> int:
    """Letters of a word that its forms share."""
    return max(4, len(word) - 3)


def _is_regnal(text: str, end: int, other: str) -> bool:
    """Whether a name that ends there has the number of a king or pope, which the other text has too: custom calls them
    otherwise, Louis XIV, Людовик XIV.
    """
    number = REGNAL.match(text, end)
    return number is not None and re.search(rf"\b{number[1]}\b", other) is not None


def _missing(pair: Pair) -> str:
    """A known name of the source of which nothing is in the translation."""
    if pair.target_language not in gazetteer.LANGUAGES:
        return ""
    every = list(gazetteer.said(pair.source))
    if lost := lost_surname(pair, every):
        return lost
    for one, place, known in every:
        doubtful = english.is_common(one.casefold()) and not NAME.match(pair.source, place - 1)
        if doubtful or one in pair.target or one.isupper() or _is_regnal(pair.source, place + len(one), pair.target):
            continue
        if any(is_present(each, pair.target, pair.target_language) for each in known):
            continue
        if pair.target_language == "zh" and any(is_read(one.casefold(), form) for each in known for form in each.zh):
            return one  # a Chinese name has no other characters
        others = tuple(
            stem
            for other, _, named in every
            if other != one
            for each in named
            for stem in stems(each, pair.target_language)
        )
        rest = without_persons(one, pair)
        if not heard(one, rest, (*others, *_of_others(one, pair, known))):
            return one
    return ""


def _of_others(name: str, pair: Pair, known: Sequence[Known]) -> Iterator[str]:
    """How names of a translation in Cyrillic begin that are others and sound otherwise: Шанхай is not Singapore."""
    for word in CYRILLIC_WORD.findall(pair.target) if pair.target_language != "zh" else ():
        if not word[0].isupper() or cyrillic(word).startswith(ways(name)):
            continue
        for other in gazetteer.named(word, pair.target_language):
            if other not in known:
                yield from stems(other, pair.target_language)


def _unheard(pair: Pair) -> str:
    """An unknown name in the middle of a sentence that no word of the translation sounds like."""
    text, brands = "", listed("brand", "en")
    source = persons.bare(pair.source)
    whole = pair.source if len(pair.source) == len(source) else source
    for start, _ in MAY_BE_UNHEARD.places(source):
        match = NAME.match(source, start - 1) if start else FIRST_NAME.match(source)
        if match is None or match[1] in pair.target or not is_asked(match[1]):
            continue
        if _is_regnal(source, match.end(1), pair.target):
            continue
        one, text = match[1], text or folded(pair.target)
        if one in brands and not heard(one, pair):
            if _is_word_here(one, pair):
                continue
            return one
        if any(is_present(each, pair.target, pair.target_language) for each in gazetteer.called(one)):
            continue
        known = known_as(one.casefold(), pair.target_language)
        if known is None or any(stem in text for stem in known):
            continue
        marked = whole[match.start(1) : match.end(1)]  # some marks have a sound: Wałęsa, Валенса
        if not heard(marked, pair) and not short_heard(marked, pair):
            return marked
    return ""


def _is_word_here(brand: str, pair: Pair) -> bool:
    """Whether a brand is the common word that it is called by: Image Windows, окна изображений."""
    word, small = english.lemma(brand.casefold(), "NOUN")[0], pair.target.casefold()
    return english.is_common(word) and any(one in small for one in support.translations(word, pair.target_language))


@functools.lru_cache(4096)
def known_as(name: str, language: str) -> tuple[str, ...] | None:
    """The beginnings of what the lexicon has for a name; None for what it knows as a common word."""
    lexicon = load(language) if language in LANGUAGES else None
    entries: tuple[Entry, ...] = ()
    for form in (name, *(name.removesuffix(ending) for ending in ENDINGS if name.endswith(ending))):
        entries = entries or (lexicon.find((form,)) if lexicon else ())
    if entries and entries[0].tag != "PROPN" and not entries[0].target[:1].isupper():
        return None
    return tuple(entry.target[: max(4, len(entry.target) - 3)].casefold() for entry in entries)
