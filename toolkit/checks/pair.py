"""What a check looks at: one text and its translation, with all that is known about them."""

import functools
import re
from dataclasses import dataclass
from typing import NamedTuple

from toolkit import late
from toolkit.checks.keys import without_keys
from toolkit.engines.degeneration import LETTERS
from toolkit.engines.placeables import Masked, mask
from toolkit.engines.scripts import SCRIPTS
from toolkit.placeables import find
from toolkit.units import plain

WORD = late.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
HAN = late.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
KEPT_NAME = late.compile(
    r"(?<![A-Za-z])[A-Z][A-Za-z0-9'’.-]*"
    r"(?: (?:(?:of|the|and|in|for|on|at|to|with|a|de|la) ){0,3}[A-Z][A-Za-z0-9'’.-]*)+"
)
"""A name of several words, with words of grammar between them."""
UNSPACED = {"zh", "zt", "ja"}
"""Languages that write words without spaces between them."""


class Pair(NamedTuple):
    """One translation: of a plural message, one of its forms."""

    source: str
    """The text as catalogs have it, codes in their raw form; for a later plural form, the plural."""
    target: str
    source_language: str
    target_language: str
    key: str = ""
    """Key of the segment or message."""
    prose: bool = True
    """Whether it is a sentence of a document; False for a string of a program."""
    format: str = ""
    """Format flag of gettext, such as `python-format`; empty for none."""
    form: int = 0
    """Which plural form this is, counted from 0."""
    fewer: bool = False
    """Whether the form stands for one number alone, and so need not name it."""
    score: float | None = None
    """Confidence of a machine draft; None for a person's words."""
    flags: tuple[str, ...] = ()
    """What the engine noticed about its own draft."""
    limit: int | None = None
    """The most characters that the translation may have (`#. max-length: 30`); None for no limit."""
    other: str = ""
    """Of a plural message, its other source text: the one of this form is `source`."""

    def bare(self) -> "Pair":
        """The pair without placeables, which are other checks' concern: each is a space instead; no marks of keys."""
        global _last
        whole, bare = _last
        if whole is not self:  # each check of a pair asks for it
            bare = self._bare()
            _last = self, bare
        return bare

    def _bare(self) -> "Pair":
        source, target = (self.source, self.target) if self.prose else without_keys(self.source, self.target)
        if not find(source) and not find(target):
            return (
                self if target is self.target and source is self.source else self._replace(source=source, target=target)
            )
        said, made = masked(source), masked(target)
        return self._replace(
            source=said.words if said.placeables else source, target=made.words if made.placeables else target
        )


_last = (Pair("", "", "", ""),) * 2
"""The pair that was last asked for what it is without placeables, and that."""


@functools.lru_cache(64)
def masked(text: str) -> Masked:
    """The text with its placeables as slots."""
    return mask(plain(text)) if find(text) else Masked(text, ())


NOTE = late.compile(
    r"[(（\[【](?:译者?[注按]|(?:прим(?:ечани[ея])?\.? ?(?:перев(?:одчика)?|пер)?|котормочу\w* эскертүү\w*)[.:]? )"
    r"[^()（）\[\]【】]{1,200}[)）\]】]",
    re.IGNORECASE,
)
"""What a translator adds to explain, and says to be a note of theirs."""


def without_notes(pair: Pair) -> Pair:
    """The pair without notes of the translator in its target."""
    if NOTE.search(pair.target) is None:
        return pair
    return pair._replace(target=NOTE.sub("", pair.target))


@dataclass(frozen=True, slots=True)
class Fault:
    """What one check says of one pair."""

    message: str
    """One sentence in plain words."""
    span: tuple[int, int] | None = None
    """Offsets in the target, in characters."""
    fix: str | None = None
    """The whole target as it would be right, where that is safe to say."""
    doubtful: bool = False
    """Whether it is wrong more often than not, and no error in any style."""


def own_letter(pair: Pair) -> bool:
    """Whether any letter of the target is of its language's script, which is not the source's."""
    script = SCRIPTS.get(pair.target_language, "Latn")
    return script != SCRIPTS.get(pair.source_language, "Latn") and LETTERS[script].search(pair.target) is not None


def without_names(pair: Pair) -> str:
    """The target with spaces for names of several words that were kept, Bank of America, if any is translated."""
    if not own_letter(pair):
        return pair.target
    return KEPT_NAME.sub(lambda found: " " * len(found[0]) if found[0] in pair.source else found[0], pair.target)


@functools.lru_cache(64)
def has_han(text: str) -> bool:
    """Whether there is any Han character."""
    return not text.isascii() and HAN.search(text) is not None


def words(text: str) -> list[str]:
    """The words of a text in lower case; a Han character is a word of its own."""
    if not has_han(text):
        return WORD.findall(text.casefold())
    found: list[str] = []
    for match in WORD.finditer(text.casefold()):
        token = match[0]
        if HAN.search(token):
            found.extend(re.findall(rf"{HAN.pattern}|[^\W\d_{HAN.pattern[1:-1]}]+", token))
        else:
            found.append(token)
    return found


def span_of(text: str, part: str) -> tuple[int, int] | None:
    """Where `part` first stands in `text`."""
    place = text.find(part)
    return None if place < 0 or not part else (place, place + len(part))


def clause(text: str, start: int, end: int, mark: "re.Pattern[str]") -> tuple[str, str, str]:
    """What stands between two marks around a place: before it, there and behind."""
    before = max((one.end() for one in mark.finditer(text, 0, start)), default=0)
    after = mark.search(text, end)
    return text[before:start], text[start:end], text[end : after.start() if after else len(text)]


def quoted(text: str, most: int = 40) -> str:
    """A text as it stands in a message: short, in quotation marks."""
    text = " ".join(text.split())
    return f"“{text[: most - 1]}…”" if len(text) > most else f"“{text}”"
