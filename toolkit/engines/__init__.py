"""What drafts: the Engine protocol, and the table of the engines that there are."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from toolkit.engines import argos, pseudo
from toolkit.engines.settings import EngineSettings
from toolkit.errors import UnknownName
from toolkit.units import Content, Draft

__all__ = ["ENGINES", "Engine", "EngineSettings", "make"]


class Engine(Protocol):
    """Drafts texts from one language into another, offline."""

    signature: str
    """Everything that the drafts depend on, on one line; its first word is the name of the engine."""

    def translate(
        self, batch: Sequence[Content], source: str, target: str, progress: Callable[[int], None] | None = None
    ) -> list[Draft]:
        """One draft for each content, in order; `progress` is told how many texts are done.

        Every code of a content is in its draft exactly once, or the draft has the flag `lost-placeable` or `empty`.
        Raises ToolkitError.
        """
        ...


ENGINES: dict[str, Callable[[EngineSettings], Engine]] = {
    "argos": argos.make,
    "pseudo": pseudo.PseudoEngine,
}
"""Name of an engine -> what makes one."""


def make(name: str, **settings: Any) -> Engine:
    """The engine of that name; `settings` are the fields of EngineSettings, of which source and target are needed.

    Raises UnknownName, PackageError; TypeError for a setting that there is not.
    """
    if name not in ENGINES:
        raise UnknownName("engine", name, ENGINES)
    return ENGINES[name](EngineSettings(**settings))
