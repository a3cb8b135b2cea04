"""What drafts: the Engine protocol, and the table of the engines that there are."""

import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol, runtime_checkable

from toolkit.engines.settings import EngineSettings
from toolkit.errors import UnknownName
from toolkit.units import Content, Draft

__all__ = ["ENGINES", "GUIDED_BY_TERMS", "SERVED", "Engine", "EngineSettings", "Guided", "make", "word_spans"]


class Engine(Protocol):
    """Drafts texts from one language into another, offline."""

    @property
    def signature(self) -> str:
        """Everything that the drafts depend on, on one line; its first word is the name of the engine."""
        ...

    def floor(self, kind: str) -> float | None:
        """The confidence below which its drafts of `strings` or `prose` are worth less than a gloss; None: unknown."""
        ...

    def translate(
        self, batch: Sequence[Content], source: str, target: str, progress: Callable[[int], None] | None = None
    ) -> list[Draft]:
        """One draft for each content, in order; `progress` is told how many texts are done.

        Every code of a content is in its draft exactly once, or the draft has the flag `lost-placeable` or `empty`.
        Raises ToolkitError.
        """
        ...

    def stream(self, texts: Iterable[Content], source: str, target: str) -> Iterator[list[tuple[int, Draft]]]:
        """(number of the text, its draft) for every text, some at a time and not in order, as they are made."""
        ...


@runtime_checkable
class Guided(Protocol):
    """An engine that can use what people tell translators."""

    def guide(self, notes: Mapping[Content, str]) -> None:
        """Notes for the texts that come next."""
        ...


ENGINES = {"argos": "make", "gloss": "make", "pseudo": "PseudoEngine", "local": "make", "libretranslate": "make"}
"""Name of an engine, and of its module, which is loaded when somebody asks for it -> what makes one there."""
SERVED = frozenset(["local", "libretranslate"])
"""Those that ask a server."""
GUIDED_BY_TERMS = frozenset(["gloss", *SERVED])
"""Those that put the glossary's terms into their drafts; models of Argos cannot."""


def make(name: str, **settings: Any) -> Engine:
    """The engine of that name; `settings` are the fields of EngineSettings, of which source and target are needed.

    Raises UnknownName, PackageError; TypeError for a setting that there is not.
    """
    if name not in ENGINES:
        raise UnknownName("engine", name, ENGINES)
    module = importlib.import_module(f"toolkit.engines.{name}")
    engine: Engine = getattr(module, ENGINES[name])(EngineSettings(**settings))
    return engine


def word_spans(content: Content) -> list[tuple[int, int]]:
    """The spans of the words that a Draft's alignment counts, in the flattened content; a placeable is one word."""
    from toolkit.engines.alignment import spans

    return spans(content)
