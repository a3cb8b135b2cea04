"""Russian: the gloss of an analysed English sentence, from phrases that people wrote, put into the forms they need."""

from collections.abc import Sequence
from functools import lru_cache

from toolkit.engines.gloss import names, phrases
from toolkit.engines.gloss.analysis import Sentence
from toolkit.engines.gloss.decoder import Option, decode
from toolkit.engines.gloss.inflection import Unit, contexts, settle
from toolkit.engines.gloss.pieces import Piece
from toolkit.morphology import perceptron, russian
from toolkit.morphology.english import is_common
from toolkit.morphology.tokens import Token
from toolkit.terms.lexicon import Lexicon

MODEL_WEIGHT, PER_UNIT = 0.6, 0.6
UNKNOWN, NAMED, LISTED = -9.0, -6.0, -7.0
"""Scores of a word that nothing is known of, of a name put into Cyrillic, of a word from the lexicon alone."""
SINGLE, SEVERAL = 0.5, 2.0
"""How much the form counts that people gave a word by itself, and in a phrase."""
JOINTS = ("-", "/", ":")
"""Marks that join words without spaces."""


def realise(sentence: Sentence, lexicon: Lexicon) -> list[Piece]:
    """The pieces of the gloss, in order."""
    kept = phrases.spoken(sentence)
    if not kept:
        return []
    options = phrases.lattice(sentence, kept, phrases.load("ru"))
    for place, index in enumerate(kept):
        if not any(one.end == place + 1 for one in options[place]):
            options[place].append(_alone(sentence, index, place, lexicon))
        if sentence.tokens[index].lemma == "will":
            options[place] = [one for one in options[place] if one.end > place + 1]
        if (option := phrases.unsaid(sentence, kept, place)) is not None:
            options[place].append(option)
    for option in phrases.inversions(sentence, kept, options):
        options[option.start].append(option)
    path = decode(len(kept), options, phrases.language_model("ru"), MODEL_WEIGHT, PER_UNIT)
    units, sources = _units(sentence, kept, path)
    settle(units, contexts(sentence), _weights())
    return _pieces(sentence, units, sources)


@lru_cache(1)
def _weights() -> perceptron.Weights:
    return perceptron.read(phrases.DATA / "ru.forms.gz")


def _alone(sentence: Sentence, index: int, place: int, lexicon: Lexicon) -> Option:
    """What to say for a token that no phrase begins with."""
    token = sentence.tokens[index]
    unit, score = f"{token.text}/X", UNKNOWN
    if token.kind == "word":
        found = lexicon.find([token.text.lower()], token.tag) or lexicon.find([token.lemma.lower()], token.tag)
        if found and " " not in found[0].target:
            form = russian.lemmas([found[0].target])[0]
            named = found[0].target[:1].isupper() or token.tag == "PROPN"
            lemma = form.lemma.capitalize() if named else form.lemma
            unit, score = f"{lemma}/{form.kind}", LISTED
        elif token.tag == "ADV" and (adverb := _adverb(token.text.lower())):
            unit, score = f"{adverb}/O", LISTED
        elif token.text[:1].isupper() and token.text.isascii():
            chinese = _chinese(sentence, index)
            unit, score = f"{names.cyrillic(token.text, chinese=chinese)}/{'F' if chinese else 'N'}", NAMED
            if token.text.isupper() and len(token.text) > 1:
                unit = f"{token.text}/X"
    return Option(place, place + 1, (unit,), score, ("",), ((place,),))


def _adverb(word: str) -> str:
    """An adverb from the translation of its adjective; empty where there is none."""
    table = phrases.load("ru")
    for base in (word.removesuffix("ly"), word.removesuffix("ily") + "y", word.removesuffix("ly") + "le"):
        for units, _, _, _ in table.get(base) if base != word else ():
            lemma, _, kind = units[0].rpartition("/")
            if kind == "A" and len(units) == 1:
                for ending, other in (("ский", "ски"), ("ний", "не"), ("ый", "о"), ("ой", "о"), ("ий", "о")):
                    if lemma.endswith(ending):
                        return lemma.removesuffix(ending) + other
    return ""


def _chinese(sentence: Sentence, index: int) -> bool:
    """Whether a name is pinyin, and so is a name beside it, or it is long enough to be no chance."""
    tokens = sentence.tokens
    beside = [tokens[place].text for place in (index - 1, index + 1) if 0 <= place < len(tokens)]
    near = any(text[:1].isupper() and names.is_pinyin(text) for text in beside)
    return names.is_pinyin(tokens[index].text) and (near or len(tokens[index].text) > 4)


def _units(sentence: Sentence, kept: Sequence[int], path: Sequence[Option]) -> tuple[list[Unit], list[tuple[int, ...]]]:
    units: list[Unit] = []
    sources: list[tuple[int, ...]] = []
    for option in path:
        tokens = [sentence.tokens[kept[place]] for place in range(option.start, option.end)]
        plain = [token.text for token in tokens if token.kind in ("number", "slot")]
        strength = SINGLE if option.end - option.start == 1 else SEVERAL
        for unit, tag, places in zip(option.units, option.tags, option.places, strict=True):
            lemma, _, kind = unit.rpartition("/")
            source = kept[places[-1]] if places else -1
            if kind in ("N", "A") and source >= 0 and sentence.tokens[source].tag in ("ADP", "PART", "DET"):
                source = _content(sentence, kept, option, source)
            if kind == "N" and source >= 0 and _is_name(sentence.tokens[source]) and russian.is_proper(lemma):
                lemma = lemma[:1].upper() + lemma[1:]
            if kind in ("#", "{}"):
                text = plain.pop(0) if plain else ""
                units.append(Unit(text, "#", source, text=text))
            elif kind == "X":
                units.append(Unit(lemma, "X", source, text=lemma))
            elif kind == "F":
                units.append(Unit(lemma, "N", source, fixed=True))
            else:
                units.append(Unit(lemma, kind, source, tag, strength, several=option.end - option.start > 1))
            sources.append(tuple(kept[place] for place in range(option.start, option.end)))
    return units, sources


def _is_name(token: Token) -> bool:
    return token.tag == "PROPN" and token.text[:1].isupper() and not is_common(token.text.lower())


def _content(sentence: Sentence, kept: Sequence[int], option: Option, otherwise: int) -> int:
    """The noun or adjective of a phrase that no unit stands for: `head of`, where the alignment took the `of`."""
    taken = {place for places in option.places for place in places}
    for place in range(option.start, option.end):
        if place not in taken and sentence.tokens[kept[place]].tag in ("NOUN", "ADJ", "PROPN"):
            return kept[place]
    return otherwise


def _pieces(sentence: Sentence, units: Sequence[Unit], sources: Sequence[tuple[int, ...]]) -> list[Piece]:
    pieces: list[Piece] = []
    for number, (unit, tokens) in enumerate(zip(units, sources, strict=True)):
        text = unit.text
        if unit.kind == "#":
            text = _number(text)
        elif unit.lemma[:1].isupper() and unit.lemma[1:2].isupper():
            text = unit.lemma
        elif unit.lemma[:1].isupper():
            text = "-".join(part[:1].upper() + part[1:] for part in text.split("-"))
        if not text or (
            text == "," and number + 1 < len(units) and units[number + 1].lemma == "и" and _is_list(units, number)
        ):
            continue
        joined = unit.source > 0 and not sentence.tokens[unit.source].space
        after = joined and bool(pieces) and pieces[-1].tight and pieces[-1].text in JOINTS
        if text == "-" and after:
            continue
        opened = bool(pieces) and pieces[-1].text == '"' and joined
        pieces.append(Piece(text, tokens, (joined and text in (*JOINTS, '"')) or after or opened))
    if pieces and sentence.text[:1].isupper():
        first = pieces[0]
        pieces[0] = Piece(first.text[:1].upper() + first.text[1:], first.sources, first.tight)
    return pieces


def _is_list(units: Sequence[Unit], comma: int) -> bool:
    """Whether `, и` closes a list rather than joins two clauses: no verb with a subject of its own comes after."""
    return not any(unit.kind == "V" and unit.tag not in ("inf", "ger") for unit in units[comma + 2 : comma + 5])


def _number(text: str) -> str:
    """10,900 -> 10 900; 2.4 -> 2,4."""
    whole, point, rest = text.partition(".")
    digits = whole.replace(",", "")
    if "," in whole and digits.isdigit() and len(digits) > 3:
        whole = f"{int(digits):,}".replace(",", "\u00a0" if len(digits) > 4 else "")
    return whole + ("," + rest if point and rest else point)
