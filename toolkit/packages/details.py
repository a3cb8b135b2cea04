"""What there is to know of one package beside its metadata: size, licence, model card, what lies in it unused."""

from collections.abc import Mapping
from dataclasses import dataclass

from toolkit.packages import record
from toolkit.packages.package import Package

SPLITTERS = ("stanza", "minisbd", "spacy")
"""Folders of sentence splitters; the toolkit splits sentences itself, argostranslate uses these."""
LICENCES = ("license", "licence", "copying", "notice")


@dataclass(frozen=True, slots=True)
class Details:
    """A package looked at more closely."""

    files: int
    size: int
    """Bytes; unpacked, also for an archive."""
    unused: tuple[str, ...]
    """Bundled folders that the toolkit passes over."""
    readme: str
    """Empty where there is none."""
    licences: Mapping[str, str]
    """Name of file -> text."""
    origin: str
    """The address or the file that it was installed from, where that was noted."""


def details(package: Package) -> Details:
    """Looks into a package. Raises PackageError."""
    members = {name: size for name, size in package.members().items() if name != record.NAME}
    top = {name.casefold(): name for name in members if "/" not in name}
    noted = None if package.is_archive else record.read(package.path)
    return Details(
        files=len(members),
        size=sum(members.values()),
        unused=tuple(name for name in SPLITTERS if any(member.startswith(f"{name}/") for member in members)),
        readme=_text(package, top.get("readme.md", top.get("readme", ""))),
        licences={name: _text(package, name) for key, name in top.items() if key.startswith(LICENCES)},
        origin=noted.origin if noted else "",
    )


def _text(package: Package, name: str) -> str:
    return package.read(name).decode("utf-8-sig", "replace").strip() if name else ""
