"""Placeables in running text: what must come out of a translation as it went in, exactly once each.

A text with codes becomes a masked text, in which every placeable is a numbered slot (`{1}`), and back.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.units import Code, Content

IN_URL = r"""[^\s<>"'“”«»\u00a0\u3000-\u9fff\uff00-\uffef]"""
URL_END = r"""[^\s<>"'“”«»\u00a0\u3000-\u9fff\uff00-\uffef.,:;!?)\]]"""
"""A URL ends before white space, quotation marks, hanzi, and the punctuation of its sentence."""
EXTENSIONS = (
    "7z|apk|avi|bak|bat|bin|bmp|bz2|cfg|conf|cpp|css|csv|deb|dll|dmg|doc|docx|epub|exe|flac|gif|gz|htm|html|ico|ini|iso|"
    "jar|jpeg|jpg|js|json|jsonl|lock|log|md|mkv|mo|mov|mp3|mp4|mpeg|odp|ods|odt|ogg|pdf|php|png|po|pot|ppt|pptx|py|rar|"
    "rpm|rst|rtf|sh|sql|sqlite|srt|svg|tar|tgz|tiff?|tmx|toml|tsv|ttf|txt|wav|webm|webp|whl|xlf|xliff|xls|xlsx|xml|"
    "xz|ya?ml|zip"
)
"""Endings by which a file name is known; a dot alone is not enough (`e.g`, `example.org`)."""
PATTERN = re.compile(
    rf"""
      (?:https?|ftp)://{IN_URL}*{URL_END}
    | (?<![\w.])www\.[\w-]+(?:\.[\w-]+)+(?:/{IN_URL}*{URL_END})?
    | (?<![\w.+-])[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+
    | </?[A-Za-z][\w:.-]*(?:\s+[\w:.-]+(?:=(?:"[^"]*"|'[^']*'|[^\s<>"']+))?)*\s*/?>
    | (?<!\w)__\w{{1,60}}?__(?!\w)
    | (?<![\w/\\.-])(?:[A-Za-z]:\\|~/|\.{{0,2}}/)?(?:[\w.-]{{1,60}}[/\\]){{0,20}}[\w-]{{1,60}}(?:\.[\w-]{{1,60}}){{0,5}}
      \.(?:{EXTENSIONS})(?![\w/-])
    | (?<![\w/\\.<-])(?:[A-Za-z]:\\[\w.-]{{1,60}}|(?:~|\.{{1,2}})?/[\w.-]{{1,60}}[/\\][\w.-]{{0,60}})
      (?:[/\\][\w.-]{{1,60}}){{0,20}}[/\\]?(?<!\.)
    | &(?:\#\d+|\#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);
    | \{{\{{[^{{}}]*\}}\}} | \{{%[^{{}}]*%\}}
    | \$?\{{[\w.\-!:\[\]<>^+=\#%,]*\}}
    | \$[A-Za-z_]\w*
    | %%
    | (?<![\d%])%(?:\d+\$|\([^()\s]+\))?[-+0\#]?\d*(?:\.\d+)?(?:hh|h|ll|l|z|j|t)?[@sdiufFeEgGxXoc](?![a-z]{{3}})
    """,
    re.VERBOSE | re.ASCII,
)
"""URL, www address, e-mail, tag, `__id__`, file name, path, entity, mustache, {0} or ${NAME}, $NAME, printf."""
HINT = re.compile(r"[/@<_&{$%\\]|\.\w", re.ASCII)
"""A text without one of these has no placeable: looked for first, for it is many times as fast."""
SLOT = re.compile(r"\{([0-9]{1,6})\}")
WHITE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Masked:
    """A text whose placeables are slots."""

    text: str
    """Slot number n, counted from 1, stands for `placeables[n - 1]`; there is nothing else that looks like a slot."""
    placeables: tuple[str | Code, ...]
    """In the order of the source; a str is a placeable that was found by its pattern."""

    @property
    def words(self) -> str:
        """The text without its slots: what there is to translate."""
        return SLOT.sub(" ", self.text)


def mask(content: Content) -> Masked:
    """Replaces codes, and what looks like a placeable in the text between them, by slots."""
    placeables: list[str | Code] = []

    def slot(placeable: str | Code) -> str:
        placeables.append(placeable)
        return f"{{{len(placeables)}}}"

    pieces = [
        slot(part)
        if isinstance(part, Code)
        else PATTERN.sub(lambda match: slot(match.group()), part)
        if HINT.search(part)
        else part
        for part in content
    ]
    return Masked("".join(pieces), tuple(placeables))


def unmask(text: str, placeables: Sequence[str | Code]) -> Content:
    """The content with the placeables in their slots; slots that no placeable has stay as text."""
    parts: list[str | Code] = []
    end = 0

    def add(part: str | Code) -> None:
        if isinstance(part, str) and parts and isinstance(parts[-1], str):
            parts[-1] += part
        elif part:
            parts.append(part)

    for match in SLOT.finditer(text):
        number = int(match.group(1))
        if 1 <= number <= len(placeables):
            add(text[end : match.start()])
            add(placeables[number - 1])
            end = match.end()
    add(text[end:])
    return tuple(parts)


def placeables(content: Content) -> tuple[str | Code, ...]:
    """Every placeable of a content, in order."""
    return mask(content).placeables


def kept(source: Content, target: Content) -> bool:
    """Whether `target` has every placeable of `source` exactly once and no other, and the same pairs of them."""
    before, after = placeables(source), placeables(target)
    return Counter(before) == Counter(after) and _partners(before) == _partners(after)


def pairs(sequence: Sequence[str | Code]) -> list[tuple[int, int]]:
    """Indexes of the openings and closings that belong together; what has no partner is left out."""
    found = []
    waiting: list[int] = []
    for index, placeable in enumerate(sequence):
        kind = kind_of(placeable)
        if kind == "open":
            waiting.append(index)
        elif kind == "close" and waiting:
            found.append((waiting.pop(), index))
    return found


def kind_of(placeable: str | Code) -> str:
    """open, close or placeholder, as Code.kind."""
    if isinstance(placeable, Code):
        return placeable.kind
    if not (placeable.startswith("<") and placeable[-1:] == ">") or placeable.endswith("/>"):
        return "placeholder"
    return "close" if placeable.startswith("</") else "open"


def _partners(sequence: Sequence[str | Code]) -> Counter[tuple[str | Code, str | Code]]:
    return Counter((sequence[first], sequence[last]) for first, last in pairs(sequence))
