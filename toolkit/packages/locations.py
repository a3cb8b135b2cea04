"""Where packages lie: exactly the folders that argostranslate looks into, and the embedded starter packages."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

STARTER = Path(__file__).parent / "starter"


def starter_folder() -> Path:
    """The folder of the embedded `.argosmodel` archives; it may be empty or missing."""
    return STARTER


def default_folders(environment: Mapping[str, str], home: Path) -> tuple[Path, ...]:
    """The folders of installed packages, the main one first; creates nothing, and they need not exist.

    `ARGOS_PACKAGES_DIR` in the environment or in argos-translate's settings.json, else
    `$XDG_DATA_HOME/argos-translate/packages`, else `~/.local/share/argos-translate/packages`; inside a snap also the
    folders bundled there. A variable that is set to nothing counts as unset. An unreadable settings.json is passed
    over, as argostranslate does.
    """
    snap = environment.get("SNAP")
    if snap is not None:
        home = Path(environment.get("SNAP_USER_DATA", str(home)))
    data = Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share") / "argos-translate"
    config = Path(environment.get("XDG_CONFIG_HOME") or home / ".config") / "argos-translate"
    chosen = environment.get("ARGOS_PACKAGES_DIR") or _settings(config / "settings.json").get("ARGOS_PACKAGES_DIR")
    folders = [Path(chosen) if isinstance(chosen, str) and chosen else data / "packages"]
    if snap is not None:
        bundled = Path(snap) / "snap_custom"
        folders += [folder for folder in (bundled / "packages",) if folder.is_dir()]
        folders += _subfolders(bundled / "content_snap_packages")
    return tuple(dict.fromkeys(folders))


def _settings(path: Path) -> Mapping[str, Any]:
    try:
        settings = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return settings if isinstance(settings, dict) else {}


def _subfolders(folder: Path) -> list[Path]:
    try:
        return sorted(child for child in folder.iterdir() if child.is_dir())
    except OSError:
        return []
