"""What is installed and what it is good for, for `toolkit doctor`: facts, each with what to do about it."""

import os
import platform
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from toolkit.errors import DISTRIBUTION, ToolkitError, install
from toolkit.languages import language
from toolkit.packages import Discovery, Package, discover, route
from toolkit.project.settings import ProjectSettings, translator
from toolkit.workflow import GENERATOR

EXTRAS = {
    "pdf": (("typst", "pypdfium2"), "books as PDF"),
    "evaluate": (("sacrebleu",), "chrF of drafts"),
    "review": (("starlette", "uvicorn", "jinja2"), "the review page"),
    "corpus": (("pyarrow", "zstandard"), "Parquet and .zst of corpora"),
    "cluster": (("distributed",), "corpora on many machines"),
}
"""Extra -> (its distributions, what for)."""
ARGOS = ("argostranslate", "argos-translate-lt")
"""Two distributions of one module; drafting needs neither."""
PROGRAMS = {"git": "says who approves translations", "msgfmt": "checks catalogs as other programs do"}
"""Program -> what it is good for here."""
LEAST_DISK = 500_000_000
"""Bytes: room for a large package and a run."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that was looked at."""

    topic: str
    name: str
    state: str
    """ok; note: nothing is broken, and it could be better; bad: something will fail."""
    said: str
    remedy: str = ""
    language: str = ""
    """Code of the language that `name` names in English."""


def facts(settings: ProjectSettings) -> tuple[Fact, ...]:
    """Everything, in the order that it is shown. Loads no model and opens no connection."""
    return (
        Fact("toolkit", GENERATOR, "ok", f"Python {platform.python_version()}, {platform.platform(terse=True)}"),
        *_libraries(),
        *_directions(settings),
        *_fonts(settings),
        *_programs(),
        *_places(settings),
        _person(settings),
    )


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _libraries() -> Iterator[Fact]:
    from packaging.requirements import Requirement

    try:
        needed = [Requirement(text) for text in requires(DISTRIBUTION) or ()]
    except PackageNotFoundError:
        yield Fact("libraries", DISTRIBUTION, "note", "runs from its source, not installed", "pip install .")
        needed = []
    for each in needed:
        if each.marker is not None and not each.marker.evaluate({"extra": ""}):
            continue
        have = _installed(each.name)
        if not have or not each.specifier.contains(have, prereleases=True):
            yield Fact("libraries", each.name, "bad", have or "missing", f'pip install "{each.name}{each.specifier}"')
    count = sum(each.marker is None or each.marker.evaluate({"extra": ""}) for each in needed)
    yield Fact("libraries", "needed", "ok", f"{count} looked at; ctranslate2 {_installed('ctranslate2')}")
    for extra, (names, purpose) in EXTRAS.items():
        missing = [name for name in names if not _installed(name)]
        said = f"{purpose}: no {', no '.join(missing)}" if missing else f"{purpose}: there"
        yield Fact("libraries", f"extra {extra}", "note" if missing else "ok", said, install(extra) if missing else "")
    both = [f"{name} {have}" for name in ARGOS if (have := _installed(name))]
    if len(both) > 1:
        remedy = f"pip uninstall {ARGOS[0]}, then install {ARGOS[1]} again"
        yield Fact("libraries", "argostranslate", "bad", f"two flavours of one module: {', '.join(both)}", remedy)
    else:
        yield Fact("libraries", "argostranslate", "ok", both[0] if both else "not installed, and not needed")


def _directions(settings: ProjectSettings) -> Iterator[Fact]:
    found = discover(settings.package_folders)
    for target in settings.targets:
        name = f"{settings.source_language}→{target} {language(target).english_name}"
        try:
            used = route(found, settings.source_language, target)
        except ToolkitError:
            wanted = f"{settings.source_language}-{target}"
            yield Fact("packages", name, "bad", "no package translates this", f"toolkit packages install {wanted}",
                       target)  # fmt: skip
            continue
        starter = any(package.kind == "starter" for package in used)
        remedy = f"toolkit packages install {target}" if starter else ""
        yield Fact("packages", name, "note" if starter else "ok", " and then ".join(map(_said, used)), remedy, target)
    yield from (Fact("packages", "damaged", "bad", problem, "remove or install it again") for problem in found.problems)
    yield _others(settings, found)


def _others(settings: ProjectSettings, found: Discovery) -> Fact:
    wanted = {(settings.source_language, target) for target in settings.targets}
    more = sorted({"→".join(package.direction) for package in found.packages if package.direction not in wanted})
    return Fact("packages", "other directions", "ok", ", ".join(more) or "none")


def _said(package: Package) -> str:
    scores = "; ".join(f"chrF {score.chrf:.0f} on {score.text}" for score in package.scores)
    if package.kind != "starter":
        return f"{package.name}, {package.kind}" + (f" ({scores})" if scores else "")
    said = f"{package.name}: a starter package, good at short software strings, weak at news"
    return f"{said}; {scores}" if scores else said


def _fonts(settings: ProjectSettings) -> Iterator[Fact]:
    if not shutil.which("fc-list"):
        return
    for code in (settings.source_language, *settings.targets):
        tag = language(code).tag
        names = _run(["fc-list", f":lang={'zh-cn' if code == 'zh' else tag.lower()}", "family"])
        families = sorted({line.split(",")[0].replace("\\", "") for line in names.splitlines() if line.strip()})
        said = f"{len(families)} families, such as {families[0]}" if families else "none on this machine"
        remedy = "" if families else "PDFs need one: fonts-noto-cjk for Chinese, fonts-dejavu for the others"
        yield Fact("fonts", f"{tag} {language(code).english_name}", "ok" if families else "note", said, remedy, code)


def _run(command: Sequence[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=20, check=False)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout


def _programs() -> Iterator[Fact]:
    from toolkit.bundles.validation import VALIDATORS

    for name, purpose in PROGRAMS.items():
        where = shutil.which(name)
        yield Fact("other programs", name, "ok" if where else "note", where or f"not installed; {purpose}")
    for name, known in VALIDATORS.items():
        command = known.command()
        said = " ".join(command) if command else f"not installed; judges {', '.join(known.endings)} with --validate"
        yield Fact("other programs", name, "ok" if command else "note", said)


def _places(settings: ProjectSettings) -> Iterator[Fact]:
    places = {"project": settings.root, "catalogs": settings.locales, "bundles": settings.build}
    places |= {f"folder of packages {number}": folder for number, folder in enumerate(settings.package_folders, 1)}
    for name, folder in places.items():
        there = next(parent for parent in (folder, *folder.parents) if parent.exists())
        free = shutil.disk_usage(there).free
        room = f"{folder}, {free / 1e9:.1f} GB free"
        room = room if folder.exists() else f"{folder}, not made yet, {free / 1e9:.1f} GB free"
        if not os.access(there, os.W_OK | os.X_OK) or not there.is_dir():
            yield Fact("places", name, "bad", f"{folder} cannot be written", f"give yourself write permission: {there}")
        elif free < LEAST_DISK:
            yield Fact("places", name, "bad", room, f"make room on the disk of {there}")
        else:
            yield Fact("places", name, "ok", room)


def _person(settings: ProjectSettings) -> Fact:
    who = translator(settings)
    remedy = "" if who else 'translator = "Name <address>" in [tool.toolkit], or git config user.name'
    return Fact("people", "translator", "ok" if who else "note", who or "nobody is named in what is approved", remedy)


def worst(found: Sequence[Fact]) -> str:
    """bad, note or ok."""
    states = {fact.state for fact in found}
    return next(state for state in ("bad", "note", "ok") if state in states)


def existing(root: Path) -> Iterator[Path]:
    """The documents that lie in a folder and its source/, for the first run; nothing deeper is looked at."""
    from toolkit.project.sources import no_source

    for folder in (root, root / "source"):
        if folder.is_dir():
            files = (file for file in sorted(folder.iterdir()) if not file.name.startswith(".") and not file.is_dir())
            yield from (file for file in files if not no_source(file, folder, ()))
