"""Offline translation of documents through gettext catalogs into parallel bundles.

    toolkit.segment(text, language="en")              -> list[str]
    toolkit.translate(texts, source="en", target="ru") -> list[Draft]
    toolkit.Project.load(path)                         -> Project, with extract, update, translate, build and run

`import toolkit` loads nothing heavy; each name is fetched when it is first used.
"""

import importlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

__version__ = "1.0.0"
__all__ = ["Draft", "Project", "ToolkitError", "__version__", "segment", "translate"]

if TYPE_CHECKING:
    from toolkit.api import Project, translate
    from toolkit.documents import segment
    from toolkit.errors import ToolkitError
    from toolkit.units import Draft


def lazily(package: str, homes: Mapping[str, str]) -> Callable[[str], Any]:
    """`__getattr__` for a package whose names are fetched when they are first used, so that a command loads what it
    needs. `homes`: module -> the names that are taken from it, with spaces between; `a>b` is a as b.
    """
    places = {
        name.rpartition(">")[2]: (home, name.partition(">")[0])
        for home, names in homes.items()
        for name in names.split()
    }

    def fetch(name: str) -> Any:
        if name not in places:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        home, own = places[name]
        found = getattr(importlib.import_module(home), own)
        setattr(importlib.import_module(package), name, found)
        return found

    return fetch


_fetched = lazily(
    __name__,
    {
        "toolkit.api": "Project translate",
        "toolkit.documents": "segment",
        "toolkit.errors": "ToolkitError",
        "toolkit.units": "Draft",
    },
)


def __getattr__(name: str) -> Any:
    if name in __all__:
        return _fetched(name)
    try:  # toolkit.documents and the like, as attributes
        return importlib.import_module(f"toolkit.{name}")
    except ModuleNotFoundError as error:
        if error.name != f"toolkit.{name}":
            raise
        raise AttributeError(f"module 'toolkit' has no attribute {name!r}") from None


def __dir__() -> list[str]:
    return sorted(__all__)
