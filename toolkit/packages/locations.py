"""Where packages lie and come from: the folders and the index of argostranslate, and the embedded starter packages."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from toolkit.storage.given import json_value

STARTER = Path(__file__).parent / "starter"
INDEX = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/"
"""Where argostranslate looks for its index; nothing is read from there unless a person asks for it."""


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
    chosen = _chosen("ARGOS_PACKAGES_DIR", environment, home)
    folders = [Path(chosen) if chosen else _data(environment, home) / "packages"]
    snap = environment.get("SNAP")
    if snap is not None:
        bundled = Path(snap) / "snap_custom"
        folders += [folder for folder in (bundled / "packages",) if folder.is_dir()]
        folders += _subfolders(bundled / "content_snap_packages")
    return tuple(dict.fromkeys(folders))


def index_address(environment: Mapping[str, str], home: Path) -> str:
    """The address of the package index, a JSON file.

    `ARGOS_PACKAGE_INDEX` in the environment or in argos-translate's settings.json, else INDEX; that is a folder, and
    `index.json` lies in it. A missing slash at the end is forgiven, and so is an address that names the file.
    """
    folder = _chosen("ARGOS_PACKAGE_INDEX", environment, home) or INDEX
    if folder.endswith(".json"):
        return folder
    return f"{folder}{'' if folder.endswith('/') else '/'}index.json"


def index_copy(environment: Mapping[str, str], home: Path) -> Path:
    """The file in which argostranslate keeps the index that was read last; it need not exist."""
    return _data(environment, home) / "index.json"


def _data(environment: Mapping[str, str], home: Path) -> Path:
    share = environment.get("XDG_DATA_HOME") or _home(environment, home) / ".local" / "share"
    return Path(share) / "argos-translate"


def _home(environment: Mapping[str, str], home: Path) -> Path:
    return Path(environment.get("SNAP_USER_DATA", str(home))) if "SNAP" in environment else home


def _chosen(name: str, environment: Mapping[str, str], home: Path) -> str:
    """A setting from the environment or from argos-translate's settings.json; empty where there is none."""
    config = Path(environment.get("XDG_CONFIG_HOME") or _home(environment, home) / ".config")
    value = environment.get(name) or _settings(config / "argos-translate" / "settings.json").get(name)
    return value if isinstance(value, str) else ""


def _settings(path: Path) -> Mapping[str, Any]:
    try:
        settings = json_value(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return settings if isinstance(settings, dict) else {}


def _subfolders(folder: Path) -> list[Path]:
    try:
        return sorted(child for child in folder.iterdir() if child.is_dir())
    except OSError:
        return []
