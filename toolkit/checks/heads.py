"""Names at the head of a sentence, where any word has a capital letter: Harold still coughs, Геннадий всё ещё кашляет.

There a word is taken for a name only if both texts speak for it: it is none that English writes small and nothing in
the translation sounds like it, and a word at the head of a sentence of the translation is none of its language and
sounds like no word of the source.
"""

import re
from collections.abc import Iterator

from toolkit import late
from toolkit.checks import gazetteer, names
from toolkit.checks.hearing import IS, heard, short_heard
from toolkit.checks.pair import Fault, Pair, quoted
from toolkit.checks.presence import CAPITALISED, folded
from toolkit.checks.sounds import alike, cyrillic, ways
from toolkit.engines.scripts import SCRIPTS
from toolkit.engines.support import STEM, evidence
from toolkit.terms.lexicon import LANGUAGES

HEAD = r"(?:\A|(?<=[.!?;:] )|(?<=[.!?;:][\"”’»] )|(?<=[\"“«]))"
SAID = late.compile(HEAD + r"([A-Z][a-z]{3,})(?=[ ,]|['’]s)")
MADE = late.compile(HEAD + r"([А-ЯЁӨҮҢ][а-яёөүң]{3,})(?![\w-])(?<!ая)(?<!ое)(?<!ый)(?<!ые)(?<!ие)")
FORMED = late.compile(
    r"(?:s|ing|ed|er|ist|man|men|ly|ness|ity|ion|ment|[ai]l|ary|ship|hood|less|ful|age|ine|ium|ate|ite|ism|dom|ory)$"
)
"""How words of English end that are no names."""
LEAST = 2
"""Consonants of a name that can be told from others."""


def name(pair: Pair) -> Iterator[Fault]:
    """A name of the source is not in the translation, or another is in its place."""
    faults = [*names.name(pair)]
    if not faults and pair.prose and pair.source_language == "en" and (found := stranger(pair)):
        place, one = found
        faults = [Fault(f"The name {quoted(one)} is not in the source.", (place, place + len(one)))]
    yield from faults


def stranger(pair: Pair) -> tuple[int, str] | None:
    """A name at the head of a sentence of the translation, where one of the source is not heard."""
    if SCRIPTS.get(pair.target_language) != "Cyrl" or pair.target_language not in LANGUAGES:
        return None
    if not any(_is_unheard(match[1], pair) for match in _said(pair.source)):
        return None
    sounds = frozenset().union(*map(ways, CAPITALISED.findall(pair.source)))
    for match in MADE.finditer(pair.target):
        word, own = match[1], cyrillic(match[1])
        small = word.casefold()
        if len(own) < LEAST or word in pair.source or names.is_known(small, pair.target_language):
            continue
        if small[: STEM[1]] in evidence(pair.target_language) and not names.SURNAME.search(small):
            continue  # as a common word would have been seen
        if any(own.startswith(one[:3]) or alike(one, own, IS) for one in sounds):
            continue
        if not names.is_said(small, pair):
            return match.start(1), word
    return None


def _said(source: str) -> Iterator["re.Match[str]"]:
    """The words at the head of a sentence that may be names."""
    for start, _ in names.MAY_BE_UNHEARD.places(source):
        match = SAID.match(source, start)
        if match and FORMED.search(match[1]) is None and names.is_asked(match[1]):
            yield match


def _is_unheard(one: str, pair: Pair) -> bool:
    """Whether it is a name, and nothing in the translation sounds like it."""
    if one in gazetteer.english_words() or one in pair.target:
        return False
    known = names.known_as(one.casefold(), pair.target_language)
    if known is None or any(stem in folded(pair.target) for stem in known):
        return False
    return not heard(one, pair) and not short_heard(one, pair)
