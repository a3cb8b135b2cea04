"""English text -> the pieces of its gloss, and the text that they make."""

import importlib
from functools import lru_cache

from toolkit.engines.finish import finish
from toolkit.engines.gloss.analysis import parse
from toolkit.engines.gloss.pieces import Piece, join
from toolkit.engines.splitting import sentences
from toolkit.errors import UnknownName
from toolkit.languages import UNSPACED
from toolkit.terms.lexicon import load

REALISERS = {"zh": "chinese", "ru": "russian", "ky": "kyrgyz"}
"""Target language -> the module that has `realise(Sentence, Lexicon) -> list[Piece]`; `analysis` says what it gets."""


def gloss(text: str, target: str) -> str:
    """The gloss of an English text, sentence by sentence. Raises UnknownName."""
    made = [finish(one, join(pieces(one, target), target), target) for one in sentences(text, "en")]
    return ("" if target in UNSPACED else " ").join(made)


@lru_cache(4096)
def pieces(sentence: str, target: str) -> tuple[Piece, ...]:
    """The pieces of the gloss of one sentence. Raises UnknownName."""
    if target not in REALISERS:
        raise UnknownName("language of the gloss", target, REALISERS)
    realiser = importlib.import_module(f"toolkit.engines.gloss.{REALISERS[target]}")
    return tuple(realiser.realise(parse(sentence), load(target)))
