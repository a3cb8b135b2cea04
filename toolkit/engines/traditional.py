"""Traditional Chinese characters where simplified ones are meant."""

from functools import cache
from importlib.resources import files

FLAG = "traditional"
"""Flag of a draft that has some."""


@cache
def characters() -> frozenset[str]:
    """Those that Simplified Chinese does not write; from traditional.txt, which says where they are from."""
    lines = (files("toolkit.engines") / "traditional.txt").read_text(encoding="utf-8").splitlines()
    return frozenset("".join(line for line in lines if not line.startswith("#")))


def found(target: str, language: str, source: str = "") -> str:
    """The traditional characters of a text in Simplified Chinese that its source does not have, each once."""
    if language != "zh" or target.isascii():
        return ""
    return "".join(dict.fromkeys(c for c in target if c in characters() and c not in source))
