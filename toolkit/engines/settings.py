"""What an engine is made from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import UsageError


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """One direction and how to draft it."""

    source: str
    """The toolkit's code of the source language."""
    target: str
    folders: tuple[Path, ...] = ()
    """Where installed packages lie."""
    threads: int = 0
    """Batches drafted at a time; 0: as many as there are cores."""
    threads_each: int = 1
    """Threads that draft one batch; more than 1 only pays where a run has fewer batches than there are cores."""
    device: str = "cpu"
    """cpu, or gpu where CTranslate2 sees one."""
    fast: bool = False
    """Beam 1 instead of 4: about two and a half times as fast, a little worse."""
    starter: bool = True
    """Whether the embedded starter packages may be used."""
    version: str | None = None
    """The version of the package; None: the newest."""
    url: str = ""
    """Of a server that drafts; empty for where it usually listens on this machine."""
    model: str = ""
    """Of a server that has several."""
    allowed: tuple[str, ...] = ()
    """Hosts other than this machine that a person named."""
    deadline: float = 120.0
    """Seconds for one request to a server."""
    terms: Callable[[str], Sequence[tuple[str, str]]] | None = None
    """The glossary's terms in a text, each with its translation; None where there is no glossary."""


def refuse_other_direction(made_for: tuple[str, str], asked: tuple[str, str]) -> None:
    """Raises UsageError where an engine is asked for a direction that it was not made for."""
    if made_for != asked:
        raise UsageError(f"this engine was made for {'→'.join(made_for)}, not for {'→'.join(asked)}; make another one")
