"""Kyrgyz: the gloss of an analysed English sentence, its words with their endings."""

import re
from dataclasses import dataclass

from toolkit import late
from toolkit.engines.gloss.analysis import Sentence
from toolkit.engines.gloss.keys import Key, take
from toolkit.engines.gloss.names import cyrillic, is_pinyin
from toolkit.engines.gloss.ordered import Chosen, Language, choose
from toolkit.engines.gloss.ordering import KYRGYZ
from toolkit.engines.gloss.pieces import Piece
from toolkit.engines.gloss.search import Weights
from toolkit.morphology.kyrgyz import CASES, PERSONS, analyses, verb_stem, with_ending
from toolkit.morphology.kyrgyz.chains import build
from toolkit.morphology.kyrgyz.nouns import UNCHANGING
from toolkit.morphology.kyrgyz.verbs import LONG
from toolkit.morphology.tokens import Token
from toolkit.terms.lexicon import Lexicon

WORDS = late.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+(?:[.,]\d+)*|[^\w\s]")
MARKS = {"“": "«", "”": "»", "„": "«", "’": "’"}


def realise(sentence: Sentence, lexicon: Lexicon) -> list[Piece]:
    """The pieces of the gloss, in order."""
    return pieces(choose(sentence, lexicon, LANGUAGE), lexicon)


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
    return cyrillic(token.text, chinese=is_pinyin(token.text)) if token.tag == "PROPN" else token.text


@dataclass(slots=True)
class Word:
    """A stem, the suffixes that came for it, and the tokens that both stand for."""

    stem: str
    suffixes: list[str]
    sources: set[int]


def pieces(chosen: list[Chosen], lexicon: Lexicon) -> list[Piece]:
    """Stems and their suffixes as words."""
    words: list[Word] = []
    for part in chosen:
        numbers = [key for key in part.keys if key.figures]
        for unit in part.units:
            if unit[0] == "+" and len(unit) > 1:
                add(words, unit[1:].replace("_", " "), part.sources)
                continue
            if unit[0] == "-" and len(unit) > 1 and words and words[-1].stem[-1:].isdigit():
                words[-1].stem += unit
                continue
            stem = MARKS.get(unit, unit)
            if unit[0] == "№":
                stem = figures(number) if (number := take(numbers, unit)) else ""
            if len(part.units) <= 2 and is_name(part, lexicon):
                stem = stem[:1].upper() + stem[1:]
            if stem:
                words.append(Word(stem, [], set(part.sources)))
    made = [Piece(written(word.stem, word.suffixes), tuple(sorted(word.sources))) for word in words]
    follows = [*(piece.text for piece in made[1:]), ""]
    made = [
        piece for piece, after in zip(made, follows, strict=False) if piece.text != "," or after not in {"жана", "же"}
    ]
    first = next((place for place, piece in enumerate(made) if piece.text[0].isalnum()), None)
    if first is not None and made[first].text[0].islower():
        piece = made[first]
        made[first] = Piece(piece.text[0].upper() + piece.text[1:], piece.sources, piece.tight)
    return made


def add(words: list[Word], name: str, sources: tuple[int, ...]) -> None:
    """Gives a suffix to the last word that can have it; a mark or a word like менен leaves it to the word before."""
    for word in words[:-4:-1]:
        bare = word.stem.rstrip("~")
        if not (bare[-1:].isalnum() or bare[-1:] in "»%") or written(word.stem, word.suffixes) in UNCHANGING:
            continue
        if len(bare) > 6 and bare.endswith(("нда", "нде", "ндо", "ндө")) and name in {*PERSONS, *CASES}:
            return  # алкагында has its possessor and its case already
        if fits(word.suffixes, name):
            word.suffixes.append(name)
            word.sources.update(sources)
        return


RANKS = {"plural": 1, **dict.fromkeys(PERSONS, 2), **dict.fromkeys(CASES, 3), "relative": 0}


def fits(suffixes: list[str], name: str) -> bool:
    """Whether a suffix may follow the others: plural, possessor and case come in this order, each once."""
    if name in suffixes and name != "3":
        return False
    ranks = [RANKS.get(suffix) for suffix in suffixes]
    last = next((rank for rank in reversed(ranks) if rank is not None), 0)
    rank = RANKS.get(name)
    return rank is None or rank == 0 or rank > last or suffixes[-1:] == ["past"]


def is_name(part: Chosen, lexicon: Lexicon) -> bool:
    """Whether units stand for one word that is a name: канат is a wing, Канат a man."""
    tokens = [symbol.token for key in part.keys for symbol in key.symbols if symbol.token is not None]
    if len(tokens) != 1 or tokens[0].tag != "PROPN" or not tokens[0].text[:1].isupper():
        return False
    entries = lexicon.find([tokens[0].text.lower()])
    return not entries or any(entry.target[:1].isupper() for entry in entries)


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
    name="ky",
    order=KYRGYZ,
    multiples=False,
    weights=Weights(model=0.65, unit=2.5, suffix=2.1, phrase=-0.5, dropped=-4.0),
    denials=frozenset({"эмес", "жок", "+negation", "+negative_future"}),
    units=units,
    unknown=unknown,
)
