"""Words of a translation that are its language's, written in Latin letters: santekhnik for сантехник, jiǎobàn."""

import re

from toolkit import late
from toolkit.checks.gazetteer import without_marks
from toolkit.checks.pair import Pair
from toolkit.checks.wordlists import listed
from toolkit.engines.scripts import SCRIPTS
from toolkit.signs import Sign

MAY_BE_ROMANISED = Sign(r"[a-z\u00df-\u00f6\u00f8-\u00ff]{2}", flags=0)
WORD = late.compile(
    r"[A-Za-z\u00c0-\u024f](?<![A-Za-z\d_\u00c0-\u052f./@:#%$&<{\\'’-].)[A-Za-z\u00c0-\u024f]*"
    r"(?:['’-][A-Za-z\u00c0-\u024f]+)*(?![\d_(=>}]|[./@:][\w/])"
)
"""A word that is no part of a code."""
OPEN = late.compile(r"[(（\[【][^()（）\[\]【】]*\Z")
"""What stands before a word in brackets: where a translator gives a name in its own letters, Ursus arctos."""
LEAST, SAME = 4, 4
"""Letters of a word that is no sign or unit; first letters by which a word of the source is known in another form."""


def romanised(pair: Pair) -> "re.Match[str] | None":
    """The first word in small Latin letters, or with one capital, of which the English source has nothing; None in
    strings of programs, which name what the source does not.
    """
    if not pair.prose or pair.source_language != "en" or SCRIPTS.get(pair.target_language, "Latn") == "Latn":
        return None
    said = without_marks(pair.source.casefold())
    for match in WORD.finditer(pair.target):
        word = without_marks(match[0].casefold())
        if len(word) < LEAST or match[0][1:].upper() == match[0][1:] or word[:SAME] in said:
            continue
        if match[0] in listed("brand", "en") or match[0] in listed("kept", "en"):
            continue
        if not OPEN.search(pair.target, 0, match.start()):
            return match
    return None
