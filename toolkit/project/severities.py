"""The table [tool.toolkit.checks]: other severities for checks, in all files or by path and language.

[tool.toolkit.checks]
end-mark = "warning"
name = "off"

[[tool.toolkit.checks.only]]
path = "locales/*/LC_MESSAGES/app.po"
languages = ["ru"]
quotes = "off"
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from toolkit.errors import ProjectError
from toolkit.languages import known_code


class Override(NamedTuple):
    """Severities for some files."""

    path: str
    """A pattern as a shell has it, for the path of the catalog in the project."""
    languages: tuple[str, ...]
    """Codes of the languages that are meant; () is all."""
    checks: Mapping[str, str]
    """Check -> severity, or `off`."""


def severities(table: Mapping[str, Any], settings: Path) -> tuple[dict[str, str], tuple[Override, ...]]:
    """Check -> severity for all files, and what differs in some. Raises ProjectError, UnknownName."""
    rows = table.get("only", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ProjectError(f"{settings}: write the rows of tool.toolkit.checks.only as [[tool.toolkit.checks.only]]")
    everywhere = _texts({key: value for key, value in table.items() if key != "only"}, settings)
    overrides = []
    for row in rows:
        languages = row.get("languages", [])
        if not isinstance(languages, list):
            raise ProjectError(f"{settings}: languages in tool.toolkit.checks.only must be a list")
        checks = _texts({key: value for key, value in row.items() if key not in ("path", "languages")}, settings)
        path = row.get("path", "*")
        overrides.append(Override(str(path), tuple(known_code(str(tag)) for tag in languages), checks))
    return everywhere, tuple(overrides)


def _texts(table: Mapping[str, Any], settings: Path) -> dict[str, str]:
    for key, value in table.items():
        if not isinstance(value, str):
            raise ProjectError(f'{settings}: the severity of the check {key} must be a text such as "warning" or "off"')
    return dict(table)
