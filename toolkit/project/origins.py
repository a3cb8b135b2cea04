"""Every setting of a project with its value and where that comes from, for `toolkit config` and `toolkit doctor`."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from toolkit.project.settings import ProjectSettings, read_table, translator
from toolkit.project.table import GENERAL, SEGMENTATION, VARIABLES, Setting
from toolkit.storage.given import toml_value


@dataclass(frozen=True, slots=True)
class Origin:
    """One setting as it counts."""

    name: str
    value: Any
    source: str
    """pyproject.toml, default, environment, git, or a file."""
    text: str
    """What the setting is for."""


def origins(settings: ProjectSettings, environment: Mapping[str, str] | None = None) -> tuple[Origin, ...]:
    """The settings in the order of their table, then the environment variables that are set. Raises ProjectError."""
    environment = os.environ if environment is None else environment
    given = read_table(settings.root / "pyproject.toml")
    cutting = given.get("segmentation", {})
    rows = [_row(settings, setting, given, "") for setting in GENERAL if setting.name != "segmentation"]
    rows += [_row(settings, setting, cutting, "segmentation.") for setting in SEGMENTATION]
    rows.append(
        Origin(
            "packages",
            [str(folder) for folder in settings.package_folders],
            "environment" if environment.get("ARGOS_PACKAGES_DIR") else "default",
            "Where installed Argos packages are looked for.",
        )
    )
    rows += [
        Origin(name, environment[name], "environment", VARIABLES[name]) for name in VARIABLES if name in environment
    ]
    return tuple(rows)


def _row(settings: ProjectSettings, setting: Setting, given: Mapping[str, Any], prefix: str) -> Origin:
    known = setting.name in given
    value = given[setting.name] if known else toml_value(f"value = {setting.default}")["value"]
    source = "pyproject.toml" if known else "default"
    if setting.name == "translator" and not known:
        value = translator(settings)
        source = "git" if value else "default"
    if setting.name == "srx" and not known and settings.segmentation.srx_path:
        value, source = settings.segmentation.srx_path, "file"
    return Origin(prefix + setting.name, value, source, setting.text)
