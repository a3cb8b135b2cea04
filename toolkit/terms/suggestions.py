"""Terms that a text might deserve: names, and phrases of nouns that come again."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from toolkit.morphology.english import analyse
from toolkit.morphology.tokens import Token

INNER = frozenset(("NOUN", "PROPN", "ADJ"))
LINKS = frozenset(("of", "the", "-"))
LONGEST = 6
"""Words of a phrase at most."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name or phrase, and how often it stands in the texts."""

    text: str
    count: int
    kind: str
    """name or phrase."""


def suggestions(texts: Iterable[str], *, least: int = 2) -> list[Suggestion]:
    """Names, and phrases that stand at least `least` times in English texts, the commonest first; a single word is only
    suggested where it is a name. A phrase that only ever stands inside a longer one is left out.
    """
    names: Counter[str] = Counter()
    phrases: Counter[str] = Counter()
    shown: dict[str, Counter[str]] = {}
    for text in texts:
        for run in _runs(analyse(text)):
            written = _written(run)
            proper = all(token.tag == "PROPN" or token.text.casefold() in LINKS for token in run)
            key = written if proper else " ".join(token.lemma or token.text.casefold() for token in run)
            shown.setdefault(key, Counter())[written] += 1
            (names if proper else phrases)[key] += 1
    found = [Suggestion(key, count, "name") for key, count in names.items() if len(key) > 2]
    for key, count in phrases.items():
        if count >= least and " " in key and not _inside(key, count, phrases):
            found.append(Suggestion(shown[key].most_common(1)[0][0], count, "phrase"))
    return sorted(found, key=lambda one: (-one.count, -len(one.text), one.text))


def _runs(tokens: list[Token]) -> Iterable[list[Token]]:
    """Stretches of nouns, names and adjectives that end in a noun or name; names may be linked: University of Osh."""
    run: list[Token] = []
    for token in [*tokens, Token(".", "mark", 0, space=False)]:
        linked = bool(run) and run[-1].tag == "PROPN" and token.text == "of" and token.kind == "word"
        if token.kind == "word" and (token.tag in INNER or linked):
            run.append(token)
            continue
        while run and (run[-1].tag not in ("NOUN", "PROPN")):
            run.pop()
        if run and len(run) <= LONGEST:
            names = [one for one in run if one.tag == "PROPN"]
            if names and len(names) < len(run) and run[-1].tag == "PROPN":
                yield names
            if len(run) > 1 or run[0].tag == "PROPN":
                yield run
        run = []


def _written(run: list[Token]) -> str:
    text = "".join((" " if token.space and place else "") + token.text for place, token in enumerate(run))
    return re.sub(r"\s+", " ", text).strip()


def _inside(key: str, count: int, phrases: Counter[str]) -> bool:
    return any(other != key and f" {key} " in f" {other} " and phrases[other] >= count for other in phrases)
