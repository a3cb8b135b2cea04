"""Kyrgyz: the gloss of an analysed English sentence, its words with their endings."""

import re

from toolkit.engines.gloss.analysis import Sentence
from toolkit.engines.gloss.keys import Key
from toolkit.engines.gloss.ordered import Chosen, Language, choose
from toolkit.engines.gloss.ordering import KYRGYZ
from toolkit.engines.gloss.pieces import Piece
from toolkit.engines.gloss.search import Weights
from toolkit.morphology import cyrillic
from toolkit.morphology.kyrgyz import CASES, PERSONS, analyses, verb_stem, with_ending
from toolkit.morphology.kyrgyz.chains import build
from toolkit.morphology.kyrgyz.verbs import LONG
from toolkit.morphology.tokens import Token
from toolkit.terms.lexicon import Lexicon

WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+(?:[.,]\d+)*|[^\w\s]")
MARKS = {"“": "«", "”": "»", "„": "«", "’": "’"}


def realise(sentence: Sentence, lexicon: Lexicon) -> list[Piece]:
    """The pieces of the gloss, in order."""
    return pieces(choose(sentence, lexicon, LANGUAGE))


def units(target: str, token: Token) -> tuple[str, ...]:
    """An entry of the lexicon as units: a verb by its stem, a tied noun (``Улуттар Уюму``) by head and possessor."""
    words = WORDS.findall(target)
    if not words:
        return ()
    *before, last = words
    if token.tag == "VERB" and last.endswith(LONG):
        return (*before, verb_stem(last) + "~")
    if before:
        for reading in analyses(last):
            if not reading.verb and reading.suffixes in {("3",), ("plural", "3")}:
                stem = last[: len(reading.stem)] if last.lower().startswith(reading.stem) else reading.stem
                return (*before, stem, *("+" + name for name in reading.suffixes))
    return tuple(words)


def unknown(token: Token) -> str:
    """A name in Cyrillic as the press writes it; any other word stays English."""
    return cyrillic.name(token.text, kyrgyz=True) if token.tag == "PROPN" else token.text


def pieces(chosen: list[Chosen]) -> list[Piece]:
    """Stems and their suffixes as words."""
    made: list[Piece] = []
    stem: str | None = None
    suffixes: list[str] = []
    sources: tuple[int, ...] = ()
    quoted = False

    def finish() -> None:
        nonlocal stem
        if stem is None:
            return
        text = written(stem, suffixes)
        made.append(Piece(text, sources))
        stem = None

    for part in chosen:
        numbers = [key for key in part.keys if key.figures]
        for unit in part.units:
            if unit[0] == "+" and len(unit) > 1:
                if stem is not None and fits(suffixes, name := unit[1:].replace("_", " ")):
                    suffixes.append(name)
                    sources = tuple(sorted({*sources, *part.sources}))
                continue
            if unit[0] == "-" and len(unit) > 1 and stem is not None and stem[-1:].isdigit():
                stem += unit
                continue
            finish()
            suffixes, sources = [], part.sources
            stem = unit
            if unit[0] == "№":
                stem = figures(numbers.pop(0)) if numbers else ""
            elif unit == '"':
                quoted = not quoted
                stem = "«" if quoted else "»"
            stem = MARKS.get(stem, stem)
            if is_name(part) and len(part.units) <= 2:
                stem = stem[:1].upper() + stem[1:]
    finish()
    made = [piece for piece in made if piece.text]
    if made and made[0].text[0].islower():
        first = made[0]
        made[0] = Piece(first.text[0].upper() + first.text[1:], first.sources, first.tight)
    return made


RANKS = {"plural": 1, **dict.fromkeys(PERSONS, 2), **dict.fromkeys(CASES, 3), "relative": 0}


def fits(suffixes: list[str], name: str) -> bool:
    """Whether a suffix may follow the others: plural, possessor and case come in this order, each once."""
    if name in suffixes and name != "3":
        return False
    ranks = [RANKS.get(suffix) for suffix in suffixes]
    last = next((rank for rank in reversed(ranks) if rank is not None), 0)
    rank = RANKS.get(name)
    return rank is None or rank == 0 or rank > last or suffixes[-1:] == ["past"]


def is_name(part: Chosen) -> bool:
    """Whether units stand for one word that is a name: канат is a wing, Канат a man."""
    tokens = [symbol.token for key in part.keys for symbol in key.symbols if symbol.token is not None]
    return len(tokens) == 1 and tokens[0].tag == "PROPN" and tokens[0].text[:1].isupper()


def written(stem: str, suffixes: list[str]) -> str:
    """One word of its stem and the names of its suffixes."""
    if not suffixes and stem[-1:] != "~":
        return stem
    if stem[-1:].isdigit():
        return stem + "".join(with_ending(stem, CASES[name])[len(stem) :] for name in suffixes if CASES.get(name))
    head, dash, last = stem.rpartition("-")
    if dash and head[-1:].isdigit():
        return head + dash + build(last.rstrip("~"), suffixes, verb=stem[-1] == "~")
    return build(stem.rstrip("~"), suffixes, verb=stem[-1] == "~")


def figures(key: Key) -> str:
    """A number as Kyrgyz has it: 3500, 10 000, 3,5."""
    text = key.figures
    if key.value is None or not re.search(r"[.,]", text):
        return text
    whole, _, part = text.replace(",", "").partition(".")
    if len(whole) > 4:
        whole = f"{int(whole):,}".replace(",", "\u00a0")
    return whole + ("," + part if part else "")


LANGUAGE = Language(
    "ky", KYRGYZ, False, Weights(model=0.6, unit=2.5, suffix=2.2, phrase=-0.3, dropped=-4.0), units, unknown
)
