"""Chinese: the gloss of an analysed English sentence, in Chinese order, without spaces, in simplified characters."""

from toolkit import late
from toolkit.engines.gloss import chinese_names
from toolkit.engines.gloss.analysis import Sentence
from toolkit.engines.gloss.keys import YEAR, Key, take
from toolkit.engines.gloss.ordered import Chosen, Language, choose
from toolkit.engines.gloss.ordering import CHINESE
from toolkit.engines.gloss.pieces import Piece
from toolkit.engines.gloss.search import Weights
from toolkit.morphology import chinese
from toolkit.morphology.tokens import Token
from toolkit.terms.lexicon import Lexicon

MARKS = {",": "，", ".": "。", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）", "-": "-"}
HAN = late.compile(r"[\u3400-\u9fff]")


def realise(sentence: Sentence, lexicon: Lexicon) -> list[Piece]:
    """The pieces of the gloss, in order."""
    return pieces(choose(sentence, lexicon, LANGUAGE))


def units(target: str, token: Token) -> tuple[str, ...]:
    """An entry of the lexicon as one unit; an adjective loses its 的 before the noun that follows."""
    del token
    return (target.removesuffix("的") or target,)


def unknown(token: Token) -> str:
    """A foreign name by its sounds; any other word stays as it is."""
    return chinese_names.name(token.text) if token.tag == "PROPN" else token.text


def pieces(chosen: list[Chosen]) -> list[Piece]:
    """The units as they are written; a number that lacks a measure word gets that of its noun."""
    made: list[Piece] = []
    for place, part in enumerate(chosen):
        numbers = [key for key in part.keys if key.figures]
        measure = missing_measure(part, chosen[place:])
        if measure and part.keys[0].text == "@cl":
            made.append(Piece(measure, ()))
            measure = ""
        for unit in part.units:
            text = MARKS.get(unit, unit)
            if unit[0] == "№":
                text = figures(number) if (number := take(numbers, unit)) else ""
            if text:
                made.append(Piece(text, part.sources))
        if measure:
            made.append(Piece(measure, ()))
    follows = [*(piece.text for piece in made[1:]), ""]
    return [
        piece for piece, after in zip(made, follows, strict=False) if piece.text != "，" or after not in {"和", "或"}
    ]


def missing_measure(part: Chosen, following: list[Chosen]) -> str:
    """The measure word that a phrase should have and has not."""
    texts = [key.text for key in part.keys]
    if "@cl" not in texts or any(unit in chinese.MEASURE_WORDS for unit in part.units):
        return ""
    if texts[0] != "@cl" and not (part.units and part.units[-1][0] == "№"):
        return ""
    noun = counted(following)
    return chinese.measure_word(noun) if noun else ""


def counted(following: list[Chosen]) -> str:
    """The noun that a number counts: the last word of the first phrase that has one; none behind a mark or number."""
    for number, part in enumerate(following[:4]):
        tokens = [symbol.token for key in part.keys for symbol in key.symbols if symbol.token is not None]
        words = [unit for unit in part.units if unit[0].isalpha()]
        if words and any(token.tag == "NOUN" for token in tokens):
            return words[-1]
        if number and any(token.kind != "word" for token in tokens):
            return ""
    return ""


def figures(key: Key) -> str:
    """A number as Chinese news has it: years bare, large round numbers in 万 and 亿."""
    if key.value is None or key.text == YEAR:
        return key.figures
    return chinese.number(key.value)


LANGUAGE = Language(
    name="zh",
    order=CHINESE,
    multiples=True,
    weights=Weights(model=0.75, unit=2.4, suffix=0.0, phrase=-1.0, dropped=-1.5),
    denials=frozenset(["不", "没", "没有", "未", "无", "别", "并未", "不是", "不能", "不会", "从未", "尚未", "无法"]),
    units=units,
    unknown=unknown,
)
