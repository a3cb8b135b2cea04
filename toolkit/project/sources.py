"""Which documents are meant by files, folders and patterns, and what in a folder is left out and why."""

import glob
import os
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path, PurePath
from typing import NamedTuple

from toolkit.documents import FORMATS
from toolkit.documents.elsewhere import ELSEWHERE, advice
from toolkit.errors import DocumentError, UsageError
from toolkit.languages import code_of, counted
from toolkit.storage.files import absent

CONFIGURATION = frozenset({
    "package.json", "package-lock.json", "composer.json", "tsconfig.json", "jsconfig.json", "manifest.json",
    "docker-compose.yml", "docker-compose.yaml", "mkdocs.yml", "_config.yml", "requirements.txt", "robots.txt",
    "pyproject.toml", "cargo.toml", "ruff.toml", "netlify.toml", "book.toml", "pubspec.yaml", "pnpm-lock.yaml",
    "environment.yml", "cmakelists.txt", "pom.xml", "androidmanifest.xml", "openapi.yaml", "openapi.json",
})  # fmt: skip
"""Files that programs read and no person; a folder's are left out, one that is named is not."""
ADDRESS = re.compile(r"(https?|ftp|file):/+(.*)", re.IGNORECASE | re.DOTALL)
"""What people copy out of a browser."""
FOLDERS = frozenset({"node_modules", "__pycache__"})


class Selection(NamedTuple):
    """What a call means."""

    files: tuple[tuple[Path, Path | None], ...]
    """Each document once, in order, with the folder that it was found in; None where it was named itself."""
    left_out: tuple[tuple[Path, str], ...]
    """Files of the folders that are no sources, and why."""


def found(paths: Sequence[Path], *, excluded: Collection[Path] = (), languages: Collection[str] = ()) -> Selection:
    """What `paths` mean: files as they are, of folders every file of a known format, every hit of a pattern.

    In folders, hidden files, `excluded` folders, and files called by one of `languages` (`ru.json`, `app_ky.arb`) are
    no sources. Raises DocumentError for a path or pattern without any document, UsageError for an address.
    """
    files: dict[str, tuple[Path, Path | None]] = {}
    left_out: dict[str, tuple[Path, str]] = {}
    kept_out = {os.path.abspath(folder) for folder in excluded}  # noqa: PTH100 - links are not followed
    for path in paths:
        for hit in _hits(path):
            if not hit.is_dir():
                files.setdefault(os.path.abspath(hit), (hit, None))  # noqa: PTH100 - as above
                continue
            before = len(files)
            for file in _walk(hit, kept_out):
                absolute = os.path.abspath(file)  # noqa: PTH100 - as above
                if why := no_source(file, hit, languages):
                    left_out.setdefault(absolute, (file, why))
                else:
                    files.setdefault(absolute, (file, hit))
            if len(files) == before and not any(hit in file.parents for file, _ in files.values()):
                raise DocumentError("there is no document in this folder" + _instead(hit, left_out), path=hit)
    return Selection(tuple(files.values()), tuple(left_out.values()))


def _instead(folder: Path, left_out: Mapping[str, tuple[Path, str]]) -> str:
    """What is in a folder without documents, or where to see what a document is."""
    within = [(path, why) for path, why in left_out.values() if folder in path.parents]
    if not within:
        return "; `toolkit formats` lists what is one"
    path, why = within[0]
    if len(within) == 1:
        return f"; {path.relative_to(folder)}: {why}"
    return f"; left out: {counted(len(within), 'file')}, such as {path.relative_to(folder)}: {why}"


def refuse_same_names(paths: Mapping[Path, str]) -> list[str]:
    """Two documents of one name would share catalogs and bundle. Raises UsageError naming both.

    Names that differ in capital letters alone are one on the disks of Windows and macOS: refused there, else what to
    say of them is returned.
    """
    exactly, alike = dict[str, Path](), dict[str, Path]()
    said = []
    for path, name in paths.items():
        other = exactly.setdefault(name, path)
        if other != path:
            raise UsageError(f"{other} and {path} have the same name and would share their catalogs; rename one")
        other = alike.setdefault(unicodedata.normalize("NFC", name).casefold(), path)
        if other == path:
            continue
        told = f"{other} and {path} have names that are one where capital letters are not told apart"
        if not _tells_capitals(path):
            raise UsageError(f"{told}, as on this disk, and would share their catalogs; rename one")
        said.append(f"{told}, as on Windows and macOS: there they would share their catalogs; rename one")
    return said


def _tells_capitals(path: Path) -> bool:
    """Whether the file's disk tells its name from the same one in the other letter case."""
    turned = path.with_name(path.name.swapcase())
    try:
        return turned.name == path.name or not turned.samefile(path)
    except OSError:
        return True


def _hits(path: Path) -> list[Path]:
    if path.exists():
        return [path]
    if (address := ADDRESS.match(str(path))) is not None:  # a Path has made one slash of the two
        where = f"{address.group(1)}://{address.group(2)}"
        instead = "nothing is fetched from the network: save the page as .html and name that file"
        raise UsageError(f"{where}: this is an address, and {instead}")
    if not glob.has_magic(str(path)):
        raise DocumentError(absent(path), path=path)
    hits = sorted(glob.glob(str(path), recursive=True))  # noqa: PTH207 - the pattern may be absolute
    hits = [hit for hit in hits if "**" not in str(path) or Path(hit).is_file()]
    if not hits:
        raise DocumentError("no file fits this pattern", path=path)
    return [Path(hit) for hit in hits]


def _walk(folder: Path, excluded: Collection[str]) -> Iterator[Path]:
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".")
            and name not in FOLDERS
            and os.path.abspath(os.path.join(here, name)) not in excluded  # noqa: PTH100, PTH118 - as above
        )
        yield from (Path(here, name) for name in sorted(names) if not name.startswith("."))


def _is_xml(file: Path) -> bool:
    with file.open("rb") as data:
        return data.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def _is_export(file: Path, ending: str) -> bool:
    """Whether an office file or XLIFF has translations that were exported; of any other ending nothing is loaded."""
    if ending not in (".docx", ".xlsx", ".xlf", ".xliff"):
        return False
    from toolkit.exchange.own import is_export

    return is_export(file)


def no_source(file: Path, folder: Path, languages: Collection[str]) -> str:
    """Why a file of a folder is no source; empty where it is one."""
    ending = file.suffix.lower()
    if not ending or not any(ending in endings for _, endings in FORMATS.values()):
        if not ending:
            return "its name has no ending that says what it is"
        convertible = ELSEWHERE.get(ending, ("", ""))[1]  # a text all the same, which a picture beside it is not
        return advice(file.name) if convertible else f"no document format has the ending {ending}"
    if ending == ".po":
        return "a catalog, which `toolkit translate` drafts in place; name it if it is a source"
    if not file.is_file():
        return "no file but a link to nothing, a pipe or a device"
    if file.is_symlink() and not Path(os.path.realpath(file)).is_relative_to(os.path.realpath(folder)):
        return "a link that leads out of the folder; name it if it is a source"
    if ending == ".ts" and not _is_xml(file):
        return "TypeScript or a recording, and no translations of Qt"
    if _is_export(file, ending):
        return "translations that were exported, which `toolkit import` takes back; name it if it is a source"
    if file.name.lower() in CONFIGURATION:
        return "a configuration file; name it if it is a document"
    stem = PurePath(file.name).stem
    for tag in {stem, stem.rpartition(".")[2], stem.rpartition("_")[2], stem.partition("_")[2]}:
        if code_of(tag) in languages:
            return f"its name says that it is in {tag}"
    return ""
