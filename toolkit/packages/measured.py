"""What was measured of a package and stands in its metadata.json, under `toolkit`, which argostranslate passes over.

    "toolkit": {
        "floor": {"strings": 0.21, "prose": 0.93},
        "scores": [{"text": "software strings", "rows": 1000, "chrf": 57.4, "gloss": 24.9}]
    }

The floor is the confidence (docs/confidence.md) below which a draft of that kind of text is worth less than a gloss.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.errors import PackageError

KINDS = ("strings", "prose")
"""Kinds of text that are told apart: strings of programs, and what is read as sentences."""


@dataclass(frozen=True, slots=True)
class Score:
    """How near a package came to references of one kind of text."""

    text: str
    """Such as `software strings`."""
    rows: int
    chrf: float
    """Corpus chrF2 of sacrebleu, 0 to 100."""
    gloss: float | None = None
    """The same of the gloss of those texts."""


def floors(metadata: Mapping[str, Any], where: Path) -> tuple[tuple[str, float], ...]:
    """(kind of text, confidence), as the metadata have them. Raises PackageError where they are no numbers from 0 to 1.

    Kinds that this version does not know are kept: a newer package may tell more apart.
    """
    found = _part(metadata, "floor", dict, where)
    for kind, value in found.items():
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
            raise PackageError(f"metadata.json: the floor of {kind} must be a number from 0 to 1", path=where)
    return tuple((kind, float(value)) for kind, value in found.items())


def scores(metadata: Mapping[str, Any], where: Path) -> tuple[Score, ...]:
    """The scores, in the order of the metadata. Raises PackageError where one is none."""
    try:
        return tuple(
            Score(
                str(one["text"]),
                int(one["rows"]),
                float(one["chrf"]),
                None if one.get("gloss") is None else float(one["gloss"]),
            )
            for one in _part(metadata, "scores", list, where)
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise PackageError(
            "metadata.json: a score needs `text`, `rows` and `chrf`, and may have `gloss`", path=where
        ) from error


def _part(metadata: Mapping[str, Any], name: str, kind: type, where: Path) -> Any:
    table = metadata.get("toolkit", {})
    part = table.get(name, kind()) if isinstance(table, dict) else None
    if not isinstance(part, kind):
        raise PackageError(f"metadata.json: toolkit.{name} must be a {'list' if kind is list else 'table'}", path=where)
    return part
