"""Pseudo-localisation: accented, longer text with every code in place, for tests and for a look at layouts."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from toolkit.engines.hypothesis import has_letter
from toolkit.engines.placeables import SLOT, mask, unmask
from toolkit.engines.settings import EngineSettings, refuse_other_direction
from toolkit.languages import code_of
from toolkit.units import Content, Draft

ACCENTS = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", "ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž"
)
LONGER = str.maketrans({vowel: vowel * 2 for vowel in "aeiou"})
"""Small vowels are doubled: about as much longer as a real translation of English."""
OPENING, CLOSING = "⟦", "⟧"
"""Round every text, so that one which is cut off on a page shows it."""


class PseudoEngine:
    """Works for every direction and needs no package."""

    signature = "pseudo accents 1"

    def __init__(self, settings: EngineSettings) -> None:
        self._direction = code_of(settings.source), code_of(settings.target)

    def floor(self, kind: str) -> None:
        """It has none: its drafts are not meant to be read as a translation."""

    def translate(
        self, batch: Sequence[Content], source: str, target: str, progress: Callable[[int], None] | None = None
    ) -> list[Draft]:
        """One draft for each content, in order, always the same. Raises UsageError for another direction."""
        refuse_other_direction(self._direction, (code_of(source), code_of(target)))
        drafts = []
        for done, content in enumerate(batch, 1):
            drafts.append(self._draft(content))
            if progress:
                progress(done)
        return drafts

    def stream(self, texts: Iterable[Content], source: str, target: str) -> Iterator[list[tuple[int, Draft]]]:
        """(number of the text, its draft), one at a time. Raises as `translate`."""
        refuse_other_direction(self._direction, (code_of(source), code_of(target)))
        for number, content in enumerate(texts):
            yield [(number, self._draft(content))]

    def _draft(self, content: Content) -> Draft:
        masked = mask(content)
        if not has_letter(masked.words):
            return Draft(content, 1.0, signature=self.signature, flags=("copied",))
        pieces = []
        end = 0
        for match in SLOT.finditer(masked.text):
            pieces += [pseudo(masked.text[end : match.start()]), match.group()]
            end = match.end()
        text = OPENING + "".join([*pieces, pseudo(masked.text[end:])]) + CLOSING
        return Draft(unmask(text, masked.placeables), 1.0, signature=self.signature)


def pseudo(text: str) -> str:
    """Text with accents and doubled vowels; letters of other scripts stay."""
    return text.translate(LONGER).translate(ACCENTS)
