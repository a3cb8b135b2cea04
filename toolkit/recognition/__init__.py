"""Which language a text is in, by its script, its letters and the words that a language uses most; small and offline.

recognised("Бул китеп мага керек эмес.") -> "ky"        "" where the text does not say
"""

from toolkit.recognition.statistics import (
    LANGUAGES,
    MOST_LETTERS,
    disagreement,
    perhaps,
    recognised,
    strange_letters,
    strange_script,
)

__all__ = ["LANGUAGES", "MOST_LETTERS", "disagreement", "perhaps", "recognised", "strange_letters", "strange_script"]
