"""A gloss: what a sentence says, word by word, put into order by rules and tables; never called a translation."""

from toolkit.engines.gloss.engine import GlossEngine, make
from toolkit.engines.gloss.text import REALISERS, gloss, pieces

__all__ = ["REALISERS", "GlossEngine", "gloss", "make", "pieces"]
