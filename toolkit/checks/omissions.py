"""A part of a sentence that a translation says nothing of: until it turns green, because of a sore throat.

Told where the lexicon finds none of the words of a part, and the translation is short for its source, or has hardly a
word that nothing there supports: who says a thing in other words has some of those.
The limits find most clauses that are taken at their commas from own_sentences and own_dev (60, 60 and 69 in a hundred
of Chinese, Russian and Kyrgyz), and tell 21, 22 and 15 of 9,278 right ones of the former.
"""

import functools
import itertools
import re
from collections import Counter
from typing import NamedTuple

from toolkit import late, signs
from toolkit.checks import gazetteer, mandarin
from toolkit.engines.support import FUNCTION, GRAMMAR, HAN, OTHER, evidence, expected, translations, units
from toolkit.engines.tails import USUAL, size
from toolkit.languages import code_of
from toolkit.quantities.comparison import numbers_of
from toolkit.quantities.spelled import spelled
from toolkit.quantities.worded import MAY_COUNT
from toolkit.signs.words import OfWords
from toolkit.terms import lexicon

SHORT = {"zh": 0.43, "ru": 0.5, "ky": 0.51}
"""Language -> share of the usual words below which a translation is short that lacks a part."""
FAR_TOO_SHORT = 0.5
"""The same share of a Chinese translation in which a character of a part is that of another word."""
KNOWN, MOST_KNOWN = 0.07, 3
"""More of that share for each word of the part that the lexicon knows, of so many at most."""
CLAUSE, OTHERWISE = 0.09, 0.018
"""More for a clause; less for each word that nothing of the source supports."""
STRINGS = 0.6
"""Of a string of a program, the most of that share."""
WHOLE = {"zh": 0.95, "ru": 0.82, "ky": 0.85}
"""Language -> the same share where hardly a word of the translation is supported by nothing. With 1.0, 0.9 and 0.9
one of 870 written defects more is found, in Russian, and twice as many sentences are looked at."""
HARDLY = 0.35
"""How many of those words there may be, for each word of the part that the lexicon knows."""
ASKED = 2
"""Words of such a part that the lexicon knows, at least."""
CHARACTERS = {"zh": 0.36, "ru": 0.96, "ky": 0.97}
"""Of the source, that no such translation has more of: asked first, as counting words takes longer."""
LEAST = 40
"""Characters of a source that has parts."""
CLAUSES = frozenset(
    re.findall(
        r"\w+",
        "and or but because while until although though unless since if when where which who before after without",
    )
)
PHRASES = frozenset(
    re.findall(
        r"\w+",
        "because of to due despite during for in at on by with from into over near through than as within under above "
        "along across against about between among toward towards like that",
    )
)
"""Words between two clauses, and between two phrases of a clause."""
PART = late.compile(rf"[,;:.!?—–()“”\"]|\b(?:{'|'.join(sorted(CLAUSES))})\b")
PHRASE = late.compile(rf"\b(?:to(?= [a-z])|{'|'.join(sorted(PHRASES - {'because', 'to', 'due'}))}|because of|due to)\b")
SUBJECT = late.compile(r"\b(?:I|you|he|she|it|we|they|there)\b", re.IGNORECASE)
"""What is in no phrase, but in the rest of its clause: all of a sudden it began."""
POLITE = late.compile(
    r"(?:are you (?:really )?sure (?:that )?you|do you (?:really|still)?|would you) (?:want|wish|like)\b|"
    r"\b(?:click (?:here|on)|please|never mind|do not hesitate to|try again|allows? (?:you|the|for)|"
    r"more often than not|all of a sudden|once upon a time)\b|"
    r"\b(?:compared (?:with|to)|than(?: in)?) (?:the same|the previous|last) "
    r"(?:period|month|year|quarter)(?:\W+(?:of )?(?:the previous|last) year)?\b",
    re.IGNORECASE,
)
"""What others ask and beg in fewer words, and say in one (同比)."""
LEAST_WORD = 2
"""Letters of a word of the source that is asked for, at least, and one more."""
FEW = 4
"""Words of a part of which one may be said by a character that belongs to another: a ticket price, half price."""
FIGURE = late.compile(r"\d+")
AGES, YEARS = late.compile(r"\b(?:decade|centur(?:y|ie))s?\b"), late.compile(r"\d0 ?(?:лет|год|жыл|[多余]?年)")
"""The lowest in two decades: минимум за 20 лет."""
NAME = late.compile(r"(?<=[\w'’,] )(?!\w+ [A-Z](?!\w))[A-Z]\w")
LOWER = 0.3
"""What a word that nothing supports speaks against the source, if it is none of grammar (support.EVIDENCE)."""
FULL_NAME = late.compile(rf"{HAN.pattern}{{1,5}}·[\u4e00-\u9fff·]{{1,7}}")
LEAST_HEARD = 3
"""Characters in a row by which a name may be written."""


COUNTED = late.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty)"
    "(?= [a-z]{3,})"
)
"""A number with what it counts, behind which or before which no other one belongs to it: five or six wolves."""
BEGUN = 0.06
"""More of the share of usual words for a clause that is lost with the word that begins it."""
BEGINS = {
    word: {language: late.compile(said, re.IGNORECASE) for language, said in ways.items()}
    for word, ways in {
        "before": {
            "zh": "[前先]",
            "ru": r"\b(?:до|перед|прежде|пока|ран|сначала|сперва|заранее|предварит|накануне)",
            "ky": r"мурун|мурда|чейин|алд|адегенде|оболу|электе|[бпм][аеоө]й|[гк][ыиуү]ч[аеоө]",
        },
        "if": {
            "zh": "[如若倘]|要是|假|一旦|的话|只要|是否|万一|除非|时",
            "ru": r"\b(?:если|бы|когда|при|в случае|ли|раз|пока|чтобы|условии)\b",
            "ky": r"эгер|[сш][аеоө]|учур|гүдөй|мы\b|би\b|бы\b",
        },
        "until": {"zh": "[前才到至]|为止", "ru": r"\b(?:до|пока|лишь|только)\b", "ky": "чейин|мурда|гана|[бпм][аеоө]й"},
        "unless": {
            "zh": "[除否不未没若如非]",
            "ru": r"\b(?:если|кроме|пока|разве|лишь|только|без|не)\b",
            "ky": r"эгер|[бмп][аеоө][йс]|гана|сыз\b",
        },
        "because": {
            "zh": "[因故为以]|由于|鉴于|既然|原",
            "ru": r"\b(?:потому|так как|поскольку|из-за|ведь|благодаря|ибо|причин|ввиду|из|за|от)",
            "ky": r"себе|анткени|үчүн|улам|[дт][ыиуү][гк]т[аеоө]н|[дт][аеоө]н|менен",
        },
    }.items()
}
"""Words that begin a clause, and what begins or ends one of the same kind."""


ABBREVIATION = late.compile(r"(?<![^\W\d_])[А-ЯЁӨҮҢ]{2,7}(?![а-яёөүң])")


class Part(NamedTuple):
    """One of a source of which a translation has nothing."""

    text: str
    known: frozenset[str]
    """Its words that the lexicon knows."""
    clause: bool
    """Whether it is a whole clause, or a phrase."""
    counted: bool = False
    """Whether it says a number, which the translation has in no way either."""
    begun: bool = False
    """Whether a word begins it for which the translation has none either: before, if."""


def lost_part(source: str, target: str, target_language: str, *, prose: bool) -> str:
    """The part of an English source of which a translation says nothing; empty for none."""
    language = code_of(target_language)
    if language not in SHORT or len(source) < LEAST or len(target) > CHARACTERS[language] * len(source):
        return ""
    share = size(target, language) / (USUAL[language] * size(source, "en") or 1.0)
    if share >= (WHOLE[language] if prose else STRINGS):
        return ""
    made, least = target.lower(), ASKED if not prose or share >= SHORT[language] + KNOWN + CLAUSE else 1
    if not _may_lack(source, made, language, least):
        return ""
    lost = [part for part in _lost(source, made, language) if len(part.known) >= least]
    if not lost:
        return ""
    if language == "zh":
        rest = _unsupported_hanzi(source, target)
        otherwise = size(rest, "zh") if rest else 0.0
        plain = share < FAR_TOO_SHORT  # of a clause, not of a compound
        lost = [
            one
            for one in lost
            if (plain and one.clause and len(one.known) >= MOST_KNOWN) or not _is_in(one.known, rest)
        ]
    else:
        otherwise = unsupported(source, target, language)
    for part in lost:
        if part.text.isupper() and ABBREVIATION.search(target):
            continue  # SCO, ШКУ
        known = min(len(part.known) + part.begun, MOST_KNOWN)
        more = CLAUSE * part.clause + BEGUN * part.begun
        if share < SHORT[language] + KNOWN * known + more - OTHERWISE * otherwise:
            return part.text
        if known >= ASKED and (part.counted or otherwise <= HARDLY * len(part.known)):
            return part.text
    return ""


def _may_lack(source: str, made: str, language: str, least: int) -> bool:
    """Whether a translation may have nothing of so many known words of clauses in a row, or of two of a phrase.

    Asked first, as looking at each part takes longer.
    """
    clause = phrase = 0  # words that it lacks; many less where it has any
    row = 0
    known = _ways[language]
    for ways in itertools.chain(*map(known.__getitem__, signs.pieces(source)), known["."]):
        if ways is END or ways is BETWEEN:
            if phrase >= ASKED:
                return True
            phrase = 0
            if ways is END:
                row = row + clause if clause >= 0 else 0
                if row >= least:
                    return True
                clause = 0
            continue
        for one in ways:
            if one in made:
                clause = phrase = -len(source)
                break
        else:
            if len(ways) > 1:
                clause, phrase = clause + 1, phrase + 1
    return False


END, BETWEEN = ("END",), ("BETWEEN",)
"""What stands between two clauses, and between two phrases."""


def _asked(word: str, language: str) -> tuple[str, ...]:
    """A word of the source in small letters and all that the lexicon has for it; () where it is not asked for."""
    if word in PHRASES:
        return BETWEEN
    if word in CLAUSES or not word[0].isalnum():
        return END
    return (word, *translations(word, language)) if len(word) > LEAST_WORD and word not in FUNCTION else ()


def _of_piece(piece: str, language: str) -> list[tuple[str, ...]]:
    """The same of each word of a piece of text without white space."""
    return [_asked(word, language) for word in lexicon.words(piece)]


_ways = {language: OfWords(functools.partial(_of_piece, language=language)) for language in SHORT}


def _lost(source: str, made: str, language: str) -> list[Part]:
    """The parts of which a translation in small letters has nothing; none where it says nothing of any: a proverb."""
    counts, heard = MAY_COUNT(source), False
    lost: list[Part] = []
    row: Part | None = None  # the clause before, if it is lost
    whole, begins = POLITE.sub(",", source), ""
    ends = [(one.start(), one.end(), one[0]) for one in PART.finditer(whole)] + [(len(whole), len(whole), "")]
    for (_, place, before), (end, _, _) in itertools.pairwise([(0, 0, ""), *ends]):
        clause = whole[place:end].strip()
        begins = before if before.isalpha() or clause else begins
        if not clause:
            continue
        known = _untold(clause, made, language, counts=counts, source=source)
        if known is None:
            heard, row = True, None
            for phrase in filter(None, map(str.strip, PHRASE.split(clause)[1:])):
                if SUBJECT.search(phrase) or (counts and MAY_COUNT(phrase)):
                    continue  # half past nine: 9:30
                known = _untold(phrase, made, language, counts=counts, source=source)
                if known and len(known) >= ASKED:
                    lost.append(Part(phrase, known, clause=False))
        elif known:
            begun = begins in BEGINS and BEGINS[begins][language].search(made) is None
            number = COUNTED.search(clause) if counts else None
            counted = number is not None and (number.start() > 0 or before not in ("and", "or"))
            if row:
                clause, known = f"{row.text}, {clause}", row.known | known
                counted, begun = counted or row.counted, begun or row.begun
            row = Part(clause, known, clause=True, counted=counted, begun=begun)
            lost.append(row)
    return lost if heard else []


def _single(word: str) -> str:
    """A word of English as it is said of one."""
    return word.removesuffix("s")


def _untold(part: str, made: str, language: str, *, counts: bool, source: str) -> frozenset[str] | None:
    """The words of a part that the lexicon knows, where a translation in small letters says none of it; None where it
    says any; none where nobody can tell.

    `counts`: whether there may be a number in words; of the `source` a word that stands in another part
    too tells nothing of this one.
    """
    if any(one in made for one in FIGURE.findall(part)) or (AGES.search(part) and YEARS.search(made)):
        return None
    every = lexicon.words(part)
    words = {word for word in every if len(word) > LEAST_WORD} - FUNCTION
    if COUNTED.search(part):
        own, often = (Counter(map(_single, one)) for one in (every, lexicon.words(source)))
        once = {word for word in words if often[_single(word)] <= own[_single(word)]}
        words = once if len(once) >= ASKED else words
    if any(word in made for word in words):
        return None  # a name
    known = frozenset(word for word in words if translations(word, language))
    if any(one in made for word in known for one in translations(word, language)):
        return None
    if not known or NAME.search(part):
        return frozenset()
    numbers = {one.value for one in spelled(part, "en")} if counts and MAY_COUNT(part) else set()
    return None if numbers and not numbers.isdisjoint(numbers_of(made, language)) else known


def _is_in(words: frozenset[str], characters: str) -> bool:
    """Whether Chinese characters may say some words of English by one of theirs: 洗, where the lexicon has 洗涤."""
    told = sum(any(not set(one).isdisjoint(characters) for one in translations(word, "zh")) for word in words)
    return told * FEW > len(words)


def unsupported(source: str, target: str, language: str) -> float:
    """How many words of a translation nothing of its source supports, of Chinese by what its characters come to; names
    left out.
    """
    if language == "zh":
        rest = _unsupported_hanzi(source, target)
        return size(rest, "zh") if rest else 0.0
    wanted, speaks = expected(source, language), evidence(language)
    return sum(
        (place == 0 or not target[place].isupper())
        and wanted.isdisjoint(forms)
        and speaks.get(forms[-1], speaks[OTHER])[1] > LOWER
        for place, forms in units(target, language)
    )


def _unsupported_hanzi(source: str, target: str) -> str:
    """The characters of a Chinese translation that nothing of its source supports; names left out."""
    wanted = expected(source, "zh")
    runs = (match.span() for match in mandarin.stretches(target) if len(match[0]) >= LEAST_HEARD)
    known = ((start, start + len(name)) for name, start, _ in gazetteer.made(target, "zh"))
    said = ((start, start + 2) for start, forms in units(target, "zh") if not wanted.isdisjoint(forms))
    spans = (*(match.span() for match in FULL_NAME.finditer(target)), *runs, *known, *said)
    told = {place for span in spans for place in range(*span)}
    return "".join(
        one for place, one in enumerate(target) if place not in told and one not in GRAMMAR and HAN.match(one)
    )
