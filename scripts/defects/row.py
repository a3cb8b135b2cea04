"""What a defect is put into: a right translation, with its sister translations and another text of the same set."""

import random
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from toolkit.checks import Pair

HAN = re.compile(r"[\u4e00-\u9fff]")
GLUE = {"zh": "", "ru": " ", "ky": " "}
"""What stands between two words."""
STOP = re.compile(r"[.!?。！？…](?=[\"'”’»）)」』]*\s*$)")


@dataclass(frozen=True, slots=True)
class Row:
    """One right translation."""

    source: str
    target: str
    language: str
    prose: bool
    sisters: dict[str, str] = field(default_factory=dict)
    """The same text in the other languages."""
    other: "Row | None" = None
    """Another text of the set."""

    def made(self, target: str | None, source: str | None = None, **more: object) -> Pair | None:
        """The pair with other texts; None where nothing has changed or there is no target."""
        if not target or target == self.target:
            return None
        return Pair(source or self.source, target, "en", self.language, prose=self.prose, **more)  # type: ignore[arg-type]


Seeder = Callable[[random.Random, Row], "Pair | None"]


@dataclass(frozen=True, slots=True)
class Defect:
    """One way in which a translation can be wrong."""

    name: str
    family: str
    """codes, content, model or typography."""
    seed: Seeder
    checks: frozenset[str]
    """Those that are meant to find it."""
    languages: tuple[str, ...] = ("zh", "ru", "ky")


def defect(name: str, family: str, seed: Seeder, checks: str, languages: Iterable[str] = ("zh", "ru", "ky")) -> Defect:
    return Defect(name, family, seed, frozenset(checks.split()), tuple(languages))


def replaced(
    chance: random.Random, text: str, pattern: "re.Pattern[str]", by: Callable[["re.Match[str]"], str]
) -> str | None:
    """One of the places of a pattern, chosen by chance, with something else there; None where there is none."""
    found = list(pattern.finditer(text))
    if not found:
        return None
    one = chance.choice(found)
    return text[: one.start()] + by(one) + text[one.end() :]


def ends(text: str) -> bool:
    """Whether it is a sentence with a mark at its end."""
    return STOP.search(text) is not None
