"""Chinese: the gloss of an analysed English sentence, in Chinese order, without spaces, in simplified characters."""

import re

from toolkit.engines.gloss.analysis import Sentence
from toolkit.engines.gloss.keys import YEAR, Key
from toolkit.engines.gloss.ordered import Chosen, Language, choose
from toolkit.engines.gloss.ordering import CHINESE
from toolkit.engines.gloss.pieces import Piece
from toolkit.engines.gloss.search import Weights
from toolkit.morphology import chinese, chinese_names
from toolkit.morphology.tokens import Token
from toolkit.terms.lexicon import Lexicon

MARKS = {",": "，", ".": "。", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）", "-": "-"}
HAN = re.compile(r"[\u3400-\u9fff]")


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
    """The units as they are written."""
    made: list[Piece] = []
    quoted = False
    for part in chosen:
        numbers = [key for key in part.keys if key.figures]
        for unit in part.units:
            text = unit
            if unit[0] == "№":
                text = figures(numbers.pop(0)) if numbers else ""
            elif unit == '"':
                quoted = not quoted
                text = "“" if quoted else "”"
            else:
                text = MARKS.get(unit, unit)
            if text:
                made.append(Piece(text, part.sources))
    return made


def figures(key: Key) -> str:
    """A number as Chinese news has it: years bare, large round numbers in 万 and 亿."""
    if key.value is None or key.text == YEAR:
        return key.figures
    return chinese.number(key.value)


LANGUAGE = Language(
    "zh", CHINESE, True, Weights(model=0.65, unit=2.3, suffix=0.0, phrase=-0.8, dropped=-1.5), units, unknown
)
