"""What a release is made of: the same wheel twice, a bill of materials, and files for other programs."""

import json
import re
import subprocess
import sys
from pathlib import Path

import yaml

from tests.conftest import ROOT, Toolkit
from toolkit import __version__

BUILD = "import sys; from flit_core.buildapi import build_wheel; print(build_wheel(sys.argv[1]))"
INTEGRATION = ROOT / "docs" / "integration"
HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: ru\\n"\n\n'
CATALOG = HEAD + 'msgid "He has %d cats."\nmsgstr "%s"\n'


def test_the_wheel_is_the_same_twice(tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        done = subprocess.run(
            [sys.executable, "-c", BUILD, str(folder)],
            cwd=ROOT, capture_output=True, text=True, check=True, env={"SOURCE_DATE_EPOCH": "1700000000"},
        )  # fmt: skip
        made.append((folder / done.stdout.split()[-1]).read_bytes())
    assert made[0] == made[1]


def test_version_citation_and_changelog_say_the_same() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    newest = re.search(r"^## (\S+) – (\S+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest
    assert (cited["version"], str(cited["date-released"])) == (newest[1], newest[2]) and newest[1] == __version__


def test_the_bill_of_materials_has_every_package_of_the_lock() -> None:
    lock = (ROOT / "requirements" / "main.lock").read_text(encoding="utf-8")
    command = [sys.executable, str(ROOT / "scripts" / "sbom.py")]
    first, second = (subprocess.run(command, capture_output=True, check=True).stdout for _ in range(2))
    assert first == second
    bill = json.loads(first)
    assert bill["bomFormat"] == "CycloneDX"
    names = [one["name"] for one in bill["components"]]
    assert names == re.findall(r"^([A-Za-z0-9._-]+)==", lock, re.MULTILINE)
    refs = [one["bom-ref"] for one in bill["components"]]
    assert len(set(refs)) == len(refs)
    hashes = [one["value"] for part in bill["components"] for one in part["properties"] if one["name"] == "sha256"]
    assert len(hashes) == lock.count("--hash=sha256:")


def test_the_citation_says_what_the_project_says() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert {"cff-version", "message", "title", "authors"} <= cited.keys()
    assert f'name = "{cited["title"]}"' in project
    assert f'license = "{cited["license"]}"' in project


def test_the_hook_stops_a_commit_with_an_error_and_no_other(tmp_path: Path, command_line: Toolkit) -> None:
    (hook,) = yaml.safe_load((INTEGRATION / "pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"]
    program, *arguments = hook["entry"].split()
    assert program == "toolkit"
    assert re.search(hook["files"], "locales/ru/LC_MESSAGES/a.po")
    assert not re.search(hook["files"], "a.pot")
    catalog = tmp_path / "a.po"
    for target, code in (("%s", 1), ("У него %d кошек.", 0)):
        catalog.write_text(CATALOG.replace('"%s"', f'"{target}"'), encoding="utf-8")
        done = command_line(tmp_path, *arguments, "a.po")
        assert done.returncode == code, done.stdout + done.stderr


def test_the_action_runs_what_the_command_takes(tmp_path: Path, command_line: Toolkit) -> None:
    action = yaml.safe_load((INTEGRATION / "action.yml").read_text(encoding="utf-8"))
    step = action["runs"]["steps"][-1]
    given = {"PATHS": "a.po", "FAIL_ON": action["inputs"]["fail-on"]["default"]}
    assert step["env"].keys() == given.keys()
    words = [re.sub(r'^"?\$(\w+)"?$', lambda match: given[match[1]], word) for word in step["run"].split()]
    assert words[0] == "toolkit"
    (tmp_path / "a.po").write_text(CATALOG, encoding="utf-8")
    done = command_line(tmp_path, *words[1:])
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=a.po,line=")


def test_what_the_dockerfile_copies_is_there() -> None:
    text = (INTEGRATION / "Dockerfile").read_text(encoding="utf-8")
    copied = [name for line in re.findall(r"^COPY (.+)$", text, re.MULTILINE) for name in line.split()[:-1]]
    assert copied
    assert [name for name in copied if not (ROOT / name).exists()] == []
    assert "--require-hashes" in text
    assert text.index("ENTRYPOINT") > text.rindex("pip install")
