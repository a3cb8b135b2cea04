"""Settings and paths -> frozen ProjectSettings; the only reader of configuration and environment.

A project is a folder with a pyproject.toml that has a table `[tool.toolkit]`, or with a folder locales/, or, failing
both, the folder one is in. All settings have defaults, so that a lone text file is a project too.
"""

import datetime
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from toolkit.errors import ProjectError, nearest, quoted
from toolkit.languages import code_of, known_code
from toolkit.packages import default_folders, index_address, index_copy
from toolkit.project.severities import Override, severities
from toolkit.project.table import GENERAL, SEGMENTATION
from toolkit.segmentation import MODES, STANDARD, Segmentation
from toolkit.storage.files import read_bytes, sha256
from toolkit.storage.given import toml_value
from toolkit.storage.places import MOST_BYTES, checked_name, inside

SETTINGS = {setting.name: setting.kind for setting in GENERAL}
"""Keys of `[tool.toolkit]` and their types; any other key is an error."""
SEGMENTATION_SETTINGS = {setting.name: setting.kind for setting in SEGMENTATION}
"""The same for `[tool.toolkit.segmentation]`."""
KINDS = {str: "a text", list: "a list", int: "a whole number", dict: "a table", bool: "true or false"}
CONTEXT_MATCHES = ("draft", "approved")
DEVICES = ("cpu", "gpu")
"""Where drafts are made."""
MOST_THREADS = 1024


@dataclass(frozen=True, slots=True)
class ProjectSettings:
    """Where a project keeps its files and how it translates."""

    root: Path
    source_language: str = "en"
    source_languages: Mapping[str, str] = field(default_factory=dict)
    """Folder or file, relative to the root -> the language of the documents there, where it is another."""
    targets: tuple[str, ...] = ("zh", "ru", "ky")
    """The toolkit's codes, in the order that readers are offered."""
    locales: Path = Path("locales")
    """Absolute; catalogs lie in <locales>/<lang>/LC_MESSAGES/<document>.po."""
    build: Path = Path("build")
    """Absolute; bundles lie in <build>/<document>/."""
    formats: tuple[str, ...] = ()
    """What bundles hold; () is what they hold by default."""
    encoding: str = "utf-8"
    """Of source documents in text formats."""
    threads: int = 0
    """Batches that are drafted at a time; 0 means as many as there are processor cores."""
    threads_each: int = 1
    """Threads that work on one batch."""
    device: str = "cpu"
    """cpu, or gpu where CTranslate2 sees one."""
    engine_url: str = ""
    """Address of a server that drafts; empty for the usual one on this machine."""
    engine_model: str = ""
    """Its model, where it has several."""
    allowed_hosts: tuple[str, ...] = ()
    """Hosts other than this machine that texts may go to: never from a file, always from a person's own command."""
    doubtful: str = "gloss"
    """What becomes of a draft below the floor of its package: gloss, empty, or keep."""
    translator: str = ""
    """Who approves translations here, `Name <address>`; empty where git knows it, or nobody."""
    memories: tuple[Path, ...] = ()
    """Translation memories that are only read, absolute."""
    context_matches: str = "draft"
    """What a match with the same neighbours becomes: draft, or approved."""
    segmentation: Segmentation = STANDARD
    """How documents are cut into segments."""
    checks: Mapping[str, str] = field(default_factory=dict)
    """Check -> severity where it is another than the standard one, or `off`."""
    check_overrides: tuple[Override, ...] = ()
    """The same for some paths and languages; later ones win."""
    front_matter_keys: tuple[str, ...] = ()
    """Keys of front matter that hold text for readers; empty where those of ReadOptions do."""
    sheets: tuple[str, ...] = ()
    """Sheets and columns of workbooks that are translated; all where empty."""
    licences: Mapping[str, str] = field(default_factory=dict)
    """Document name -> licence and origin of the source, for receipts; `*` is for every other document."""
    package_folders: tuple[Path, ...] = ()
    """Where installed Argos packages are looked for; new ones go into the first."""
    package_index: str = ""
    """Address of the index that `toolkit packages install` and `search` read."""
    package_index_copy: Path = Path("index.json")
    """Where the index is kept that was read last, for argostranslate and for a search without a network."""

    def source_language_of(self, path: Path) -> str:
        """The language of a document: of the nearest folder that has one, else that of the project."""
        shown = Path(self.shown(path)).as_posix()
        fitting = [folder for folder in self.source_languages if shown == folder or shown.startswith(f"{folder}/")]
        return self.source_languages[max(fitting, key=len)] if fitting else self.source_language

    def catalog_path(self, document: str, target: str) -> Path:
        """The .po file of a document in one language.

        Raises UsageError for a name that is none, StorageError where a link leads out of the project.
        """
        place = f"{checked_name(target, 'language')}/LC_MESSAGES/{checked_name(document, 'document')}.po"
        return inside(self._base(self.locales), self.locales / place)

    def template_path(self, document: str) -> Path:
        """The .pot file of a document. Raises UsageError, StorageError."""
        return inside(self._base(self.locales), self.locales / f"{checked_name(document, 'document')}.pot")

    def source_facts(self, document: str, path: str, data: bytes) -> dict[str, str]:
        """What a receipt says of the source: its path, sha256 and licence."""
        facts = {"path": path, "sha256": sha256(data)}
        if licence := self.licences.get(document, self.licences.get("*", "")):
            facts["licence"] = licence
        return facts

    def alignment_path(self, document: str, target: str) -> Path:
        """Which words of the drafts of a document stand for which; it can be thrown away."""
        return self.own_path(f"alignments/{target}/{document}.jsonl")

    @property
    def memory_path(self) -> Path:
        """The translation memory; it is made anew from the catalogs when it is missing."""
        return self.own_path("memory.sqlite")

    def own_path(self, name: str) -> Path:
        """A file of the toolkit's own, which can be thrown away. Raises UsageError, StorageError as `catalog_path`."""
        return inside(self.root, self.root / ".toolkit" / checked_name(name, "file"), "remove the link")

    def _base(self, folder: Path) -> Path:
        """What a place in `folder` may not lead out of: the project where the folder is in it, else the folder."""
        return self.root if folder.is_relative_to(self.root) else folder

    def document_name(self, path: Path, within: Path | None = None) -> str:
        """What a document is called by in catalogs and bundles: its place in source/, in locales/ (where templates of
        programs lie) or in the project, no ending.

        Outside of the project, its place in the folder `within` that it was found in, or the mere name. Raises
        UsageError for a name that no catalog can have.
        """
        absolute = Path(os.path.abspath(path))  # noqa: PTH100 - as below
        bases = [self.root / "source", self.locales, self.root]
        if within is not None:
            bases.append(Path(os.path.abspath(within)))  # noqa: PTH100 - as below
        for base in bases:
            if absolute.is_relative_to(base):
                return checked_name(absolute.relative_to(base).with_suffix("").as_posix(), "document")
        return checked_name(absolute.stem, "document")

    def shown(self, path: Path) -> str:
        """A path as messages and catalogs name it: relative to the project where it lies inside, forward slashes."""
        absolute = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links out of the project
        try:
            return absolute.relative_to(self.root).as_posix()
        except ValueError:
            return absolute.name


def debugging(environment: Mapping[str, str] | None = None) -> bool:
    """Whether TOOLKIT_DEBUG asks for the traceback of what went wrong unexpectedly."""
    return (os.environ if environment is None else environment).get("TOOLKIT_DEBUG", "") not in ("", "0")


def now(environment: Mapping[str, str] | None = None) -> datetime.datetime:
    """This minute, in UTC; or what SOURCE_DATE_EPOCH says, for catalogs that come out the same. Raises ProjectError."""
    given = source_date(environment) or datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
    return given.replace(second=0)


def source_date(environment: Mapping[str, str] | None = None) -> datetime.datetime | None:
    """What SOURCE_DATE_EPOCH says, seconds since 1970 (https://reproducible-builds.org/specs/source-date-epoch/), in
    UTC; None where it is not set. Raises ProjectError where that is no number.
    """
    given = (os.environ if environment is None else environment).get("SOURCE_DATE_EPOCH", "")
    if not given:
        return None
    try:
        return datetime.datetime.fromtimestamp(int(given), datetime.timezone.utc)
    except (ValueError, OverflowError, OSError) as error:
        raise ProjectError(f"SOURCE_DATE_EPOCH must be seconds since 1970 as a whole number, not {given!r}") from error


def colourless(environment: Mapping[str, str] | None = None) -> bool:
    """Whether NO_COLOR asks for a terminal without colours (https://no-color.org: set, and not empty)."""
    return bool((os.environ if environment is None else environment).get("NO_COLOR"))


def translator(settings: ProjectSettings) -> str:
    """Who approves translations in this project: the setting, else git's user.name and user.email, else nobody ("")."""
    if settings.translator:
        return settings.translator
    import subprocess  # rarely wanted, and not loaded in a moment

    said = []
    for name in ("user.name", "user.email"):
        try:
            done = subprocess.run(
                ["git", "-C", str(settings.root), "config", "--get", name],
                capture_output=True, text=True, encoding="utf-8", errors="replace", timeout=10, check=False,
            )  # fmt: skip
        except (OSError, subprocess.SubprocessError):
            return ""
        said.append(done.stdout.strip())
    person, address = said
    return f"{person} <{address}>" if person and address else person


def load_settings(path: Path | str = ".", environment: Mapping[str, str] | None = None) -> ProjectSettings:
    """Finds the project that `path` (a folder, or a file in it) belongs to and reads its settings.

    Raises ProjectError for a missing path, a damaged pyproject.toml, an unknown key or a value of the wrong type;
    UnknownName for an unknown language.
    """
    environment = os.environ if environment is None else environment
    start = Path(os.path.abspath(path))  # noqa: PTH100 - as above
    if not start.exists():
        raise ProjectError(f"{path}: there is no such file or folder")
    root = _find_root(start if start.is_dir() else start.parent)
    table = read_table(root / "pyproject.toml")
    _check(table, SETTINGS, root / "pyproject.toml")
    for key in ("locales", "build"):
        said = table.get(key, key)
        try:
            leads_out = not (root / said).resolve().is_relative_to(root.resolve())
            leads_out = leads_out or any(len(os.fsencode(part)) > MOST_BYTES for part in Path(said).parts)
        except (OSError, ValueError, RuntimeError):  # too long, with a NUL, a circle of links
            leads_out = True
        if leads_out:
            raise ProjectError(f"{root / 'pyproject.toml'}: the setting {key} leads out of the project: {quoted(said)}")
    targets = tuple(known_code(str(tag)) for tag in table.get("targets", ProjectSettings(root).targets))
    locales = root / table.get("locales", "locales")
    everywhere, overrides = severities(table.get("checks", {}), root / "pyproject.toml")
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - no home: no error
    return ProjectSettings(
        root=root,
        source_language=known_code(code_of(table.get("source-language", "en"))),
        source_languages={
            str(folder).strip("/"): known_code(code_of(str(tag)))
            for folder, tag in table.get("source-languages", {}).items()
        },
        targets=targets,
        locales=locales,
        build=root / table.get("build", "build"),
        formats=tuple(str(name) for name in table.get("formats", ())),
        encoding=table.get("encoding", "utf-8"),
        engine_url=environment.get("TOOLKIT_ENGINE_URL", "") or table.get("engine-url", ""),
        engine_model=environment.get("TOOLKIT_ENGINE_MODEL", "") or table.get("engine-model", ""),
        translator=table.get("translator", ""),
        **_drafting(table, root / "pyproject.toml"),
        checks=everywhere,
        check_overrides=overrides,
        memories=tuple(root / os.path.expanduser(str(name)) for name in table.get("memories", ())),  # noqa: PTH111
        context_matches=_context_matches(table, root / "pyproject.toml"),
        segmentation=_segmentation(table.get("segmentation", {}), root, locales),
        front_matter_keys=tuple(str(key) for key in table.get("front-matter-keys", ())),
        sheets=tuple(str(name) for name in table.get("sheets", ())),
        licences={str(name): str(licence) for name, licence in table.get("licences", {}).items()},
        package_folders=default_folders(environment, home),
        package_index=index_address(environment, home),
        package_index_copy=index_copy(environment, home),
    )


def _context_matches(table: dict[str, Any], path: Path) -> str:
    said = str(table.get("context-matches", "draft"))
    if said not in CONTEXT_MATCHES:
        raise ProjectError(f"{path}: the setting context-matches is {quoted(said)}, not {' or '.join(CONTEXT_MATCHES)}")
    return said


def _segmentation(table: dict[str, Any], root: Path, locales: Path) -> Segmentation:
    """The table [tool.toolkit.segmentation] and the file locales/segmentation.srx, where there is one."""
    settings = root / "pyproject.toml"
    _check(table, SEGMENTATION_SETTINGS, settings)
    path = root / table["srx"] if "srx" in table else locales / "segmentation.srx"
    if "srx" in table and not path.is_file():
        raise ProjectError(f"{settings}: the setting srx names {table['srx']}, and there is no such file")
    if (mode := table.get("segment", "sentence")) not in MODES:
        raise ProjectError(f"{settings}: the setting segment must be one of {', '.join(MODES)}, not {mode!r}")
    return Segmentation(
        mode=mode,
        abbreviations=tuple(str(entry) for entry in table.get("abbreviations", ())),
        srx=read_bytes(path) if path.is_file() else b"",
        srx_path=str(path) if path.is_file() else "",
        builtin=table.get("builtin-rules", True),
    )


def _check(table: dict[str, Any], known: Mapping[str, type], path: Path) -> None:
    for key, value in table.items():
        if key not in known:
            near = " or ".join(nearest(key, known))
            meant = f"did you mean {near}? " if near else ""
            raise ProjectError(f"{path}: unknown setting {quoted(str(key))}; {meant}known: {', '.join(known)}")
        if not isinstance(value, known[key]) or (known[key] is int and isinstance(value, bool)):
            raise ProjectError(f"{path}: the setting {key} must be {KINDS[known[key]]}, not {value!r}")


def _drafting(table: Mapping[str, Any], path: Path) -> dict[str, Any]:
    found = {
        "threads": table.get("threads", 0),
        "threads_each": table.get("threads-each", 1),
        "device": table.get("device", "cpu"),
    }
    if found["device"] not in DEVICES:
        raise ProjectError(f"{path}: the setting device must be {' or '.join(DEVICES)}, not {found['device']!r}")
    for name, least in (("threads", 0), ("threads_each", 1)):
        if not least <= found[name] <= MOST_THREADS:
            shown = name.replace("_", "-")
            raise ProjectError(f"{path}: the setting {shown} must be {least} to {MOST_THREADS}, not {found[name]}")
    return found


def _find_root(folder: Path) -> Path:
    for candidate in (folder, *folder.parents):
        if (candidate / "locales").is_dir() or "toolkit" in _tools(candidate / "pyproject.toml"):
            return candidate
    return folder


def read_table(path: Path) -> dict[str, Any]:
    """The table [tool.toolkit] of a pyproject.toml; empty where there is none. Raises ProjectError."""
    table = _tools(path).get("toolkit", {})
    if not isinstance(table, dict):
        raise ProjectError(f"{path}: [tool.toolkit] must be a table")
    return table


def _tools(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        tools = toml_value(path.read_text(encoding="utf-8")).get("tool", {})
    except (OSError, ValueError) as error:
        raise ProjectError(f"{path}: cannot be read: {error}") from error
    return tools if isinstance(tools, dict) else {}
