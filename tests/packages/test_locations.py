import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from toolkit.packages import default_folders, index_address, index_copy

CASES: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "nothing set": ({}, {}),
    "ARGOS_PACKAGES_DIR": ({"ARGOS_PACKAGES_DIR": "{home}/mine"}, {}),
    "XDG_DATA_HOME": ({"XDG_DATA_HOME": "{home}/data"}, {}),
    "settings.json": ({}, {".config": '{"ARGOS_PACKAGES_DIR": "{home}/set"}'}),
    "settings.json elsewhere": ({"XDG_CONFIG_HOME": "{home}/conf"}, {"conf": '{"ARGOS_PACKAGES_DIR": "{home}/set"}'}),
    "environment before settings": (
        {"ARGOS_PACKAGES_DIR": "{home}/mine"},
        {".config": '{"ARGOS_PACKAGES_DIR": "{home}/set"}'},
    ),
    "broken settings": ({}, {".config": "{"}),
    "settings without it": ({}, {".config": '{"ARGOS_DEBUG": "0"}'}),
    "another index": ({"ARGOS_PACKAGE_INDEX": "http://mirror.example/argos/"}, {}),
    "another index in settings.json": ({}, {".config": '{"ARGOS_PACKAGE_INDEX": "http://mirror.example/"}'}),
    "snap": ({"SNAP": "{home}/snap", "SNAP_USER_DATA": "{home}/user"}, {}),
}


@pytest.mark.parametrize("name", CASES)
def test_the_same_folders_and_index_as_argostranslate(tmp_path: Path, name: str) -> None:
    variables, files = CASES[name]
    environment = {key: value.replace("{home}", str(tmp_path)) for key, value in variables.items()}
    for config, text in files.items():
        path = tmp_path / config / "argos-translate" / "settings.json"
        path.parent.mkdir(parents=True)
        path.write_text(text.replace("{home}", str(tmp_path)), encoding="utf-8")
    if "SNAP" in environment:
        (tmp_path / "snap" / "snap_custom" / "packages").mkdir(parents=True)
        (tmp_path / "snap" / "snap_custom" / "content_snap_packages" / "en").mkdir(parents=True)
    before = sorted(tmp_path.rglob("*"))
    ours = [
        [str(folder) for folder in default_folders(environment, tmp_path)],
        index_address(environment, tmp_path),
        str(index_copy(environment, tmp_path)),
    ]
    assert sorted(tmp_path.rglob("*")) == before
    script = (
        "import json; from argostranslate import settings as s; "
        "print(json.dumps([[str(p) for p in s.package_dirs], s.remote_package_index, str(s.local_package_index)]))"
    )
    kept = {key: os.environ[key] for key in ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT") if key in os.environ}
    printed = subprocess.run(
        [sys.executable, "-c", script],
        env={**kept, "HOME": str(tmp_path), **environment},
        capture_output=True,
        check=True,
    ).stdout
    theirs = json.loads(printed.decode().splitlines()[-1])
    assert ours == theirs


def test_a_variable_set_to_nothing_counts_as_unset(tmp_path: Path) -> None:
    environment = {"ARGOS_PACKAGES_DIR": "", "XDG_DATA_HOME": ""}
    assert default_folders(environment, tmp_path) == (tmp_path / ".local/share/argos-translate/packages",)


@pytest.mark.parametrize("address", ["http://a.example/x", "http://a.example/x/", "http://a.example/x/index.json"])
def test_the_address_of_an_index_is_forgiving(tmp_path: Path, address: str) -> None:
    assert index_address({"ARGOS_PACKAGE_INDEX": address}, tmp_path) == "http://a.example/x/index.json"
