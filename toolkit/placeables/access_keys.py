"""The letter of a key in a string of a program: `&Save`, `_Save`, and as in Chinese, `保存(&S)`."""

import re
from dataclasses import dataclass

from toolkit.placeables.find import find

PATTERNS = {
    "&": re.compile(r"(?<![&\w])&(?=\w)(?!\w+;)|(?<=\w)&(?=\w)(?!\w+;)"),
    "_": re.compile(r"(?<![\w_])_(?=[^\W_])(?!\w*_)"),
}
"""Mark -> where it stands before the letter of a key; no entity, no `snake_case`."""
APART = re.compile(r"\s*[(（]([&_])(\w)[)）]")
"""The key behind the words."""
END = re.compile(r"[\s.…:：。]*\Z")
LONGEST = 8
"""Words of a string that may have a key: menus and buttons, no sentences."""


@dataclass(frozen=True, slots=True)
class AccessKey:
    """What marks the key in a string, and the string without it."""

    mark: str
    letter: str
    bare: str
    apart: bool
    """Whether it stands behind the words, in brackets."""

    def put(self, text: str, *, spaced: bool) -> str:
        """A translation with a key: before its first letter or, in writing that has other letters than keyboards,
        behind the words (`spaced` is False).
        """
        if self.apart or not spaced:
            end = END.search(text)
            at = end.start() if end else len(text)
            return f"{text[:at]}{'' if not spaced else ' '}({self.mark}{self.letter.upper()}){text[at:]}"
        first = next((place for place, sign in enumerate(text) if sign.isalpha()), None)
        return text if first is None else text[:first] + self.mark + text[first:]


def access_key(text: str) -> AccessKey | None:
    """The key of a string that has exactly one and no more than LONGEST words; None for any other."""
    if "\n" in text or len(text.split()) > LONGEST:
        return None
    places = [(mark, match) for mark, pattern in PATTERNS.items() for match in pattern.finditer(text)]
    kept = find(text) if places else ()  # in an address, such as `?a=1&b=2`, the sign is no mark
    if len(places) != 1 or any(one.start <= places[0][1].start() < one.end for one in kept):
        return None
    mark, match = places[0]
    apart = next((one for one in APART.finditer(text) if one.start(1) == match.start()), None)
    if apart is not None:
        return AccessKey(mark, apart[2], text[: apart.start()] + text[apart.end() :], True)
    return AccessKey(mark, text[match.end()], text[: match.start()] + text[match.end() :], False)
