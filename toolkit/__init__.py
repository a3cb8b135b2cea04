"""Offline translation of documents through gettext catalogs into parallel bundles.

    toolkit.segment(text, language="en")              -> list[str]
    toolkit.translate(texts, source="en", target="ru") -> list[Draft]
    toolkit.Project.load(path)                         -> Project, with extract, update, translate, build and run

`import toolkit` loads nothing heavy; each name is fetched when it is first used.
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Draft", "Project", "ToolkitError", "__version__", "segment", "translate"]

if TYPE_CHECKING:
    from toolkit.api import Project, translate
    from toolkit.documents import segment
    from toolkit.errors import ToolkitError
    from toolkit.units import Draft

_HOMES = {
    "Draft": "toolkit.units",
    "Project": "toolkit.api",
    "ToolkitError": "toolkit.errors",
    "segment": "toolkit.documents",
    "translate": "toolkit.api",
}


def __getattr__(name: str) -> Any:
    import importlib

    if name in _HOMES:
        globals()[name] = found = getattr(importlib.import_module(_HOMES[name]), name)
        return found
    try:  # toolkit.documents and the like, as attributes
        return importlib.import_module(f"toolkit.{name}")
    except ModuleNotFoundError as error:
        if error.name != f"toolkit.{name}":
            raise
        raise AttributeError(f"module 'toolkit' has no attribute {name!r}") from None


def __dir__() -> list[str]:
    return sorted(__all__)
