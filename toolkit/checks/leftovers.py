"""Words of the source's language that are left in the middle of a translation into another script."""

import re
from collections.abc import Iterator

from toolkit import late
from toolkit.checks.pair import Fault, Pair, quoted, without_names
from toolkit.checks.programs import USAGE, without_codes
from toolkit.checks.wordlists import listed
from toolkit.engines import support
from toolkit.morphology import english
from toolkit.signs import Sign
from toolkit.terms.lexicon import LANGUAGES, load

MAY_BE_LEFT = late.compile("[A-Za-z][a-z]")
LATIN = (Sign("[a-z]", flags=0),)
FIRST_WORD = late.compile(r"\s*([A-Z][a-z]{2,})\s*(?=[^\x00-\x7f])")
"""A word in front of others that are translated; of a name there would be more."""
ENGLISH_RUN = late.compile(r"(?<![\w'’</-])[A-Za-z][a-z]+(?: [a-z]{2,})+(?![\w'’-])")
LATIN_WORD = late.compile(r"[A-Za-z][a-z]{2,}(?:['’][a-z]+)?")
SINGLE = late.compile(
    r"(?<![A-Za-z\d.@/\\_{<%$#:&'’=+\"“‘—]|(?<![а-яөүңё])-|«(?=\w+»))[a-z]{2,}(?![A-Za-z\d@/\\_}>%$#&'’=+(\"”»—-]|[.:]\w)"
)
"""A word in small Latin letters that is no part of an address, a code or a quotation."""
OPTION = late.compile(r"(?:^|\s)--?[a-z]|\w=\w|\[\w+\.\w|^Default: |[ .]Default: ")
"""Of help for a command, where words are also values."""
KEYWORD = late.compile(
    r" (?:attribute|clause|command|directive|extension|file format|function|instruction|keyword|method|module|option|"
    r"parameter|qualifier|section|statement)s?\b"
)
"""Behind a word that is its name: the section attribute, a return statement."""
BEFORE, BEHIND = late.compile(r"[A-Za-z][A-Za-z0-9_]* $"), late.compile(r" [A-Za-z][A-Za-z0-9_]*")
"""The Latin word beside it."""
JOINED = late.compile(r"(?<=[-_./])[a-z]+|(?<![A-Za-z])[a-z]+(?=[-_/.][a-z]|://)")
"""A word that is a part of a name of programs: max-width, a_b, http://."""
OF_ENGLISH = late.compile(
    r"\w{3}(?:tions?|ness|ments?|ous|[ai]ble|it(?:y|ies)|ships?|hood|ingly|edly|ings?|"
    r"[bcdfghklmpt]ed|(?:[bcdfgklmprtw]|[aio][nr])s)\Z"
)
"""How words end that are no names of commands: scions."""
LEAST_LEFT, LEAST_UNKNOWN = 3, 4
"""Letters of a word that may be left, but for the commonest; and of one that no list knows."""
COMPOUND = late.compile(
    r"(?<![A-Za-z\d_@/\\.<{%$#&='’\"“‘—-])[a-z]{3,}-(?:[a-z]{2,}-)*[a-z]{2,}(?![A-Za-z\d_@/\\>}%$#&=('’\"”—-]|[.:]\w)"
)
"""Words in small letters joined by hyphens."""
PAST = late.compile(r"\w{3}[bcdfghklmnpt]ed\Z")
"""A verb, which is a part of no name: Keller resigned."""
TWO = late.compile(
    r"(?<![A-Za-z\d_@/\\.<{%$#&=+\"“‘«—-])[A-Z][a-z]+ [a-z]{2,}(?![A-Za-z\d_@/\\>}%$#&'’=+(\"”»—-]|[.:]\w)"
)
ARTICLE = late.compile(r"\b(?:an?|the|your|this|these|those|each|every) \Z", re.IGNORECASE)
VOWEL = late.compile("[aeiouy]")
MENTIONED = late.compile(
    r"\b(?:words?|terms?|called|named|known|means?|meaning|spel(?:l|ls|led|ling)|letters?|prefix|suffix|verb|noun|syllables?|"
    r"Latin|Greek|Japanese|German|French|Italian|Spanish|Arabic|Hindi|Sanskrit|Welsh|Irish|Gaelic|type|typing|command|"
    r"file|server|script|package|program|library|tool|plugin|password|username|key)\b"
)
"""Where a word is spoken of, or a name of programs may stand: it may be left as it is."""


def untranslated_words(pair: Pair) -> Iterator[Fault]:
    """Words of the source's language are left in the middle of the translation."""
    if pair.source_language != "en" or pair.target_language in ("en", "fr", "de", "es", "it", "pt", "nl"):
        return
    if MAY_BE_LEFT.search(pair.target) is None:
        return
    if not pair.prose and USAGE.search(pair.source):
        return
    if pair.source.strip() == pair.target.strip():
        return  # a copy is another check's, or a code
    bare = without_codes(pair).bare()
    found = list(LATIN_WORD.finditer(without_names(bare)))
    common = listed("common", "en")
    left = [match for match in found if match[0] in common and len(_names_beside(bare, match)) < 2]
    first = FIRST_WORD.match(bare.target)
    if first and first[1].lower() in common and bare.source.lstrip().startswith(first[1]):
        left.insert(0, first)
    elif begun := _beginning(bare):
        left.insert(0, begun)
    elif (
        first
        and not left
        and re.search(rf"\b{first[1].lower()}\b", bare.source)
        and _ordinary(first[1].lower(), bare.target_language)
    ):
        left.insert(0, first)  # a word that the source writes small is no name
    run = re.search(r"(?:\b[a-z]{2,}\b[ ,]+){2,}[a-z]{2,}\b", bare.target) or _strange_run(bare)
    joined = {match.span() for match in JOINED.finditer(bare.target)}
    lower = [match[0] for match in found if match[0].islower() and match.span() not in joined]
    if found and found[0][0].istitle() and not bare.target[: found[0].start()].strip():
        lower.append(found[0][0].lower())
    copied = [word for word in lower if re.search(rf"\b{word}\b", bare.source)]
    if len(copied) > 1:  # what the lexicon does not know is a name: pip, git, npm
        lexicon = load(pair.target_language if pair.target_language in LANGUAGES else LANGUAGES[0])
        copied = [word for word in copied if lexicon.find((word,))]
    single = "" if left or run or len(copied) >= 2 else _word_left(bare) or _compound_left(bare)
    if left or run or len(copied) >= 2 or single:
        text = run[0] if run else left[0][0].strip() if left else single or copied[0]
        if bare.target.strip() == bare.source.strip():
            return  # a copy is another check's
        place = pair.target.find(text)
        yield Fault(f"{quoted(text)} is not translated.", None if place < 0 else (place, place + len(text)))


def _strange_run(pair: Pair) -> "re.Match[str] | None":
    """English words in a row of which the source has none: Translated by machine."""
    source = pair.source.lower()
    for run in ENGLISH_RUN.finditer(pair.target):
        words = run[0].lower().split()
        if not any(word in source for word in words) and all(map(english.is_common, words)):
            return run
    return None


def _word_left(pair: Pair) -> str:
    """An ordinary English word of the source that stands alone in a translation of another script."""
    if pair.target_language not in LANGUAGES or OPTION.search(pair.source):
        return ""
    kept, source = listed("kept", "en"), pair.source[:1].lower() + pair.source[1:]
    for match in SINGLE.finditer(pair.target):
        word = match[0]
        if word in kept or (len(word) < LEAST_LEFT and word not in listed("common", "en")):
            continue
        more = "s?" if pair.target[match.end() : match.end() + 1].isalpha() else ""  # screenди, of screens
        said = re.search(
            rf"(?<![\w@/\\.]){word}{more}(?![\w@/\\])(?!(?<=['\"“‘`]{word})['\"”’`])", source
        )  # not one that is quoted alone
        if said and KEYWORD.match(pair.source, said.end()) and not pair.prose:
            continue
        if not said or (not PAST.search(word) and _names_beside(pair, match)):
            continue
        if (
            _ordinary(word, pair.target_language)
            or (pair.prose and OF_ENGLISH.search(word))
            or ((pair.prose or ARTICLE.search(source, 0, said.start())) and _is_no_name(match, pair))
        ):
            return word
    return ""


def _beginning(pair: Pair) -> "re.Match[str] | None":
    """The first two words of the source, none of them a name: Write to."""
    for match in TWO.finditer(pair.target):
        first, second = match[0].lower().split(" ")
        if pair.source.startswith(match[0]) and second in listed("common", "en") and english.is_common(first):
            return None if match[0].split(" ")[0] in listed("brand", "en") or first in listed("kept", "en") else match
    return None


def _is_no_name(word: "re.Match[str]", pair: Pair) -> bool:
    """Whether a word that no list knows is no unit and none that is spoken of or names a program: mainsail."""
    if len(word[0]) < LEAST_UNKNOWN or VOWEL.search(word[0]) is None or MENTIONED.search(pair.source):
        return False
    return not pair.target[: word.start()].rstrip()[-1:].isdigit()


def _compound_left(pair: Pair) -> str:
    """An ordinary compound of the source: tumble-dry."""
    for match in COMPOUND.finditer(pair.target) if pair.prose and pair.target_language in LANGUAGES else ():
        parts = match[0].split("-")
        if f" {parts[0]}-" in pair.source and all(_ordinary(part, pair.target_language) for part in parts):
            return match[0]
    return ""


def _names_beside(pair: Pair, word: "re.Match[str]") -> list[str]:
    """The neighbours of a Latin word that make it a part of a name or command: Chrome for Testing, npm install."""
    near = (BEFORE.search(pair.target, 0, word.start()), BEHIND.match(pair.target, word.end()))
    beside = [one[0].strip() for one in near if one and one[0].casefold() in pair.source.casefold()]
    return [
        one
        for one in beside
        if not (one.islower() or _begins(one, pair)) or not _ordinary(one.lower(), pair.target_language)
    ]


def _begins(word: str, pair: Pair) -> bool:
    """Whether a word with a capital letter stands at the beginning of a sentence of the source, which gives it that."""
    if not pair.prose or word.lower() in listed("kept", "en") or word in listed("brand", "en"):
        return False
    return re.search(rf"(?:^|[.!?:]['\"”’»]?\s)['\"“‘«(]*{word} [a-z]", pair.source) is not None


def _ordinary(word: str, language: str) -> bool:
    """Whether English writes a word in small letters, or the lexicon has translations of what it is a form of."""
    if english.is_common(word):
        return True
    lexicon = load(language if language in LANGUAGES else LANGUAGES[0])
    return any(not MAY_BE_LEFT.search(entry.target) for form in support.forms(word) for entry in lexicon.find((form,)))
