"""One translation of a memory, and which are wanted."""

from collections import Counter
from dataclasses import dataclass

from toolkit.languages import code_of
from toolkit.units import Content, flatten


@dataclass(frozen=True, slots=True)
class Pair:
    """One approved translation."""

    language: str
    """The toolkit's code of the target language."""
    source: Content
    target: Content
    context: str = ""
    """msgctxt, where the memory has such a thing."""
    previous: str = ""
    following: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """Which pairs are wanted."""

    source: str
    """Code of the source language; `en` takes `en-GB` too."""
    targets: tuple[str, ...] = ()
    """Codes of the target languages; () is any."""

    def own(self, tag: str) -> bool:
        """Whether a tag is of the source language, in whatever country."""
        return _is(code_of(tag), self.source)

    def target(self, tag: str) -> str:
        """The code by which a tag is wanted, its country left out where that is not; "" where it is not wanted."""
        code = code_of(tag)
        if not self.targets:
            return code
        return next((one for one in (code, *self.targets) if one in self.targets and _is(code, one)), "")


def _is(code: str, wanted: str) -> bool:
    return code == wanted or code.partition("-")[0] == wanted


def kept(pair: Pair, skipped: Counter[str]) -> bool:
    """Whether a pair has words on both sides; else it is counted."""
    if flatten(pair.source).strip() and flatten(pair.target).strip():
        return True
    skipped["empty"] += 1
    return False
