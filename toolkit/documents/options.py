"""What a reader may be told besides the bytes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """The same for every format; a format ignores what it has no use for."""

    language: str = "en"
    """Source language, as the toolkit's code."""
    encoding: str = "utf-8"
    """Of text formats; any name that Python knows."""
    path: str = ""
    """How messages and catalog references name the file; the plain name where empty."""
