"""Chinese: the gloss of an analysed English sentence."""

from toolkit.engines.gloss.analysis import Sentence
from toolkit.engines.gloss.pieces import Piece, word_for_word
from toolkit.terms.lexicon import Lexicon


def realise(sentence: Sentence, lexicon: Lexicon) -> list[Piece]:
    """The pieces of the gloss, in order."""
    return word_for_word(sentence, lexicon)
