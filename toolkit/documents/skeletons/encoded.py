"""Texts as their encoding says, what was meant to change in them, and the words that all judges share."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from toolkit.units import Block

DECLARATION = re.compile(r"\A\ufeff?\s*(<\?xml[^>]*\?>)?\s*")
AGAIN = re.compile(r"<\?xml\s")
DOCTYPE = re.compile(r"<!DOCTYPE\b[^>]*>")
ENCODING = re.compile(r"\s+encoding\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_@][A-Za-z0-9]{2,8})*")
"""The name of a language."""
Judge = Callable[[bytes, bytes, str], str]
"""(before, after, encoding) -> one sentence on what programs read differently; "" for nothing."""
Blocks = Sequence[Block]


class Changes:
    """The texts for readers, before and after: what differs in a line or an attribute may be one of them."""

    def __init__(self, pairs: Sequence[tuple[str, str]], before: Blocks = (), after: Blocks = ()) -> None:
        """`pairs` are (text of the source, text that stands in its place); `before` and `after` what was read."""
        self.pairs = pairs
        self.blocks = before, after

    @cached_property
    def _olds(self) -> tuple[list[str], str]:
        return _joined(old for old, _ in self.pairs)

    @cached_property
    def _news(self) -> tuple[list[str], str]:
        return _joined(new for _, new in self.pairs)

    def was(self, text: str) -> bool:
        """Whether the text of the old file is a part of one that could change, or has one."""
        return _within(text, *self._olds)

    def is_now(self, text: str) -> bool:
        """Whether the text of the new file is a part of one that was meant, or has one."""
        return _within(text, *self._news)

    def unmeant(self, before: Iterable[str], after: Iterable[str]) -> str:
        """What stands in one of the two only, and is no part of what was meant to change; "" where nothing does."""
        old, new = Counter(before), Counter(after)
        lost = next((one for one in old - new if not self.was(one)), "")
        return lost or next((one for one in new - old if not self.is_now(one)), "")


def _joined(texts: Iterable[str]) -> tuple[list[str], str]:
    """The texts, and all of them as one, with one space for each run of white space."""
    found = list({" ".join(text.split()) for text in texts})
    return [text for text in found if len(text) > 1], "\0".join(found)


def _within(text: str, texts: list[str], joined: str) -> bool:
    text = " ".join(text.split())
    return text in joined or any(one in text for one in texts)


NOTHING = Changes(())


def text_of(data: bytes, encoding: str) -> str:
    """Raises UnicodeDecodeError."""
    return data.decode("utf-8-sig" if encoding in ("", "utf-8") else encoding).removeprefix("\ufeff")


def declared(before: str, after: str) -> str:
    """What is wrong with the declaration of XML: it is what it was, of an encoding that may be UTF-8 now."""
    old, new = (DECLARATION.match(text)[1] or "" for text in (before, after))  # type: ignore[index] # always matches
    for pattern, what in ((AGAIN, "declaration of XML"), (DOCTYPE, "document type")):
        there, here = pattern.findall(before), pattern.findall(after)
        if there != here:
            return f"the {what} stands in it {len(here)} times, and not {len(there)}"
    encodings = ["".join(match.groups("")) if (match := ENCODING.search(one)) else "" for one in (old, new)]
    same = ENCODING.sub("", old) == ENCODING.sub("", new)
    if same and (encodings[0] == encodings[1] or encodings[1].lower() == "utf-8"):
        return ""
    return f"the declaration {new or 'of XML is gone'} was {old}"
