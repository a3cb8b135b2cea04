"""Chinese: the gloss of an analysed English sentence, in Chinese order, without spaces, in simplified characters."""

import re

from toolkit.engines.gloss.analysis import Sentence
from toolkit.engines.gloss.keys import YEAR, Key, take
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
    """The units as they are written; a number that lacks a measure word gets that of its noun."""
    made: list[Piece] = []
    for place, part in enumerate(chosen):
        numbers = [key for key in part.keys if key.figures]
        for unit in part.units:
            text = MARKS.get(unit, unit)
            if unit[0] == "№":
                text = figures(number) if (number := take(numbers, unit)) else ""
            if text:
                made.append(Piece(text, part.sources))
        if any(key.text == "@cl" for key in part.keys) and (not part.units or part.units[-1][0] == "№"):
            measure = chinese.measure_word(counted(chosen[place + 1 :]))
            made += [Piece(measure, ())] if measure else []
    return [
        piece
        for piece, after in zip(made, [*made[1:], None], strict=True)
        if not (piece.text == "，" and after is not None and after.text in {"和", "或"})
    ]


def counted(following: list[Chosen]) -> str:
    """The noun that a number counts: the last unit of the first phrase that has one."""
    for part in following:
        tokens = [symbol.token for key in part.keys for symbol in key.symbols if symbol.token is not None]
        if part.units and any(token.tag == "NOUN" for token in tokens):
            return part.units[-1]
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
    weights=Weights(model=0.65, unit=2.3, suffix=0.0, phrase=-0.8, dropped=-1.5),
    denials=frozenset(["不", "没", "没有", "未", "无", "别", "并未", "不是", "不能", "不会", "从未", "尚未", "无法"]),
    units=units,
    unknown=unknown,
)
