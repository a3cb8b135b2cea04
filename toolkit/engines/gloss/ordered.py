"""From an analysed sentence to the chosen units of the target language: what Kyrgyz and Chinese have in common."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from toolkit.engines.gloss.analysis import Sentence
from toolkit.engines.gloss.keys import Key, keys
from toolkit.engines.gloss.ordering import Order
from toolkit.engines.gloss.search import LONGEST, Option, Weights, best, listed, model
from toolkit.morphology.tokens import Token
from toolkit.terms.lexicon import Lexicon

SILENT = frozenset({"of", "be", "it", "that", "there", "do", "have", "to", "-", "so", "would", "its", "their"})
"""Words that another language may leave out; a word of content is never left out."""
LONGEST_OF_ONE = 3
"""Words that one English word may become; more come from a wrong alignment."""
SPOKEN = frozenset({"@not", "@fut"})
"""Markers that must be said where the language can."""
DENIALS = frozenset(
    {"@not", "no", "not", "never", "none", "neither", "nor", "nothing", "nobody", "without", "hardly", "cannot",
     "few", "little", "nowhere", "unless", "until", "lack", "fail", "refuse", "deny", "stop", "absent", "lose",
     "miss", "avoid", "ban", "only", "barely", "than", "but", "yet", "free", "despite"}
)  # fmt: skip
"""Keys beside which the target may deny something."""
MOST = 8
"""Phrases that are tried for some keys."""
LISTED = -1.5
"""Score of an entry of the lexicon that the phrases do not have."""

ToUnits = Callable[[str, Token], tuple[str, ...]]
"""A target of the lexicon, and the English token, as units."""
Unknown = Callable[[Token], str]
"""What is written for a word that nothing knows."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Units, and what they stand for."""

    units: tuple[str, ...]
    sources: tuple[int, ...]
    """Indices of tokens."""
    keys: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Language:
    """What differs between the languages."""

    name: str
    order: Order
    multiples: bool
    weights: Weights
    denials: frozenset[str]
    """Units that deny: no phrase may bring one in, or lose one."""
    units: ToUnits
    unknown: Unknown


def choose(sentence: Sentence, lexicon: Lexicon, language: Language) -> list[Chosen]:
    """The units of a sentence, in the order of the target language."""
    row = keys(language.order.sentence(sentence.tokens), multiples=language.multiples)
    if not row:
        return []
    index = {id(token): number for number, token in enumerate(sentence.tokens)}
    options = [options_at(row, place, lexicon, language) for place in range(len(row))]
    chosen = []
    for choice in best(options, model(language.name), language.weights):
        part = row[choice.start : choice.end]
        tokens = [symbol.token for key in part for symbol in key.symbols if symbol.token is not None]
        sources = tuple(sorted({index[id(token)] for token in tokens if id(token) in index}))
        chosen.append(Chosen(choice.units, sources, tuple(part)))
    return chosen


def options_at(row: Sequence[Key], place: int, lexicon: Lexicon, language: Language) -> list[Option]:
    """Every way to go on from a key."""
    weights = language.weights
    found: list[Option] = []
    for length in range(1, min(LONGEST, len(row) - place) + 1):
        texts = [key.text for key in row[place : place + length]]
        part = row[place : place + length]
        listed_here = [one for one in listed(language.name, texts)[:MOST] if faithful(part, one[1], language)]
        found += [Option(length, score + weights.phrase, units) for score, units in listed_here]
        if not listed_here and length == 1 and len(texts[0]) > 5 and texts[0].endswith("ly"):
            found += [
                Option(1, score + weights.phrase, units)
                for base in (texts[0][:-2], texts[0][:-3] + "y", texts[0][:-1] + "e")
                for score, units in listed(language.name, [base])[:MOST]
            ]
        elif not listed_here:
            found += from_lexicon(part, lexicon, language)
    key = row[place]
    token = key.symbols[0].token
    said = key.text in SPOKEN and any(option.length == 1 for option in found)
    silent = (key.text[0] == "@" and not said) or (
        key.text in SILENT and not (key.text == "to" and token and token.tag == "ADP")
    )
    if silent:
        found.append(Option(1, weights.dropped if len(key.text) > 1 else 0.0, ()))
    elif not any(option.length == 1 for option in found):
        found.append(Option(1, weights.phrase, (language.unknown(token) if token and not key.figures else key.text,)))
    return found


def faithful(part: Sequence[Key], units: Sequence[str], language: Language) -> bool:
    """Whether a phrase brings in no denial and no name that the English has not, and loses no denial."""
    if len(part) == 1 and sum(unit[0] != "+" and unit[0].isalpha() for unit in units) > LONGEST_OF_ONE:
        return False
    denied = any(unit in language.denials for unit in units)
    if any(key.text == "@not" for key in part):
        return denied
    if denied and not any(key.text in DENIALS or key.text.startswith(("un", "in", "im", "non")) for key in part):
        return False
    if any(unit[0].isupper() for unit in units):
        tokens = [symbol.token for key in part for symbol in key.symbols]
        return any(token is not None and (token.text[:1].isupper() or token.tag == "PROPN") for token in tokens)
    return True


def from_lexicon(part: Sequence[Key], lexicon: Lexicon, language: Language) -> list[Option]:
    """Entries for words that stand side by side."""
    tokens = [key.symbols[0].token for key in part]
    if any(token is None or token.kind != "word" for token in tokens):
        return []
    there = [token for token in tokens if token is not None]
    entries = lexicon.find(
        [key.text.partition("/")[0].lower() for key in part], there[0].tag if len(there) == 1 else ""
    )
    if len(there) > 1 and not entries:
        entries = lexicon.find([token.text.lower() for token in there])
    scored = [(entry.target, LISTED - 1.0 + max(entry.share, 0.05)) for entry in entries[:4]]
    return [
        Option(len(part), score + language.weights.phrase, units)
        for target, score in scored
        if (units := language.units(target, there[-1]))
    ]
