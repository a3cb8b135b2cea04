"""One Argos package: the folder of an installed one, or an `.argosmodel` archive that is read in place."""

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.errors import PackageError, StorageError
from toolkit.languages import code_of
from toolkit.packages.measured import Score, floors, scores
from toolkit.storage.archives import ArchiveFault, Judged, Limits, NoArchive, opened
from toolkit.storage.files import sha256, sha256_of
from toolkit.storage.given import json_value

ARCHIVE_ENDING = ".argosmodel"
TOKENIZERS = {"sentencepiece": "sentencepiece.model", "bpe": "bpe.model"}
"""Kind of tokenizer -> its file; where a package has both, the first one counts, as in argostranslate."""
FINGERPRINT = 8
WAY_OUT = "delete it and install the package again"
UNTRUSTED = "do not trust it, and get the package again"
LIMITS = Limits(members=5000, bytes=32 << 30)
"""An official package with a bundled sentence splitter has about 20 files, and the largest models that CTranslate2 runs
on a processor are smaller."""
JUNK = ("__MACOSX",)
"""Folders that macOS adds to archives; they are left out, as are its .DS_Store files."""
CARRY = "carry the .argosmodel over and run `toolkit packages install FILE`"
"""What helps where the network does not."""


@dataclass(frozen=True, slots=True)
class Package:
    """A translation package whose metadata was read; its model is only read when a draft is wanted."""

    path: Path
    """The folder of an installed package, or an `.argosmodel` file."""
    source: str
    """The toolkit's code of the language it translates from."""
    target: str
    version: str
    """As the metadata have it, white space made single; may be empty."""
    argos_version: str
    kind: str
    """installed | starter (embedded in the toolkit)"""
    tokenizer: str
    """A key of TOKENIZERS."""
    target_prefix: str = ""
    """The token that every target begins with; empty for most packages."""
    root: str = ""
    """Folder inside the archive, with its final slash; empty for a folder on disk."""
    floors: tuple[tuple[str, float], ...] = ()
    """(kind of text, confidence), see `measured`; empty where nobody measured them."""
    scores: tuple[Score, ...] = ()

    def floor(self, kind: str) -> float | None:
        """The confidence below which its drafts of a kind of text (strings, prose) are worth less than a gloss."""
        return dict(self.floors).get(kind)

    @property
    def name(self) -> str:
        """How a signature calls it: `translate-en_ru 1.9`."""
        return f"translate-{self.source}_{self.target} {self.version}".rstrip()

    @property
    def direction(self) -> tuple[str, str]:
        """(source, target)"""
        return self.source, self.target

    @property
    def is_archive(self) -> bool:
        """Whether the package is read from an archive rather than from a folder."""
        return bool(self.root)

    def read(self, member: str) -> bytes:
        """One file of the package, named from its top: `model/model.bin`. Raises PackageError."""
        return _read_member(self.path, self.root, member)

    def fingerprint(self) -> str:
        """The first hexadecimal digits of the SHA-256 of the model: two packages of one name may differ.

        Raises PackageError.
        """
        if self.is_archive:
            return sha256(self.read("model/model.bin"))[:FINGERPRINT]
        model = self.path / "model" / "model.bin"
        try:
            return sha256_of(model)[:FINGERPRINT]  # piece by piece: a model may have some hundred megabytes
        except StorageError as error:
            raise PackageError(f"cannot be read; {WAY_OUT}", path=model) from error

    def tokenizer_model(self) -> bytes:
        """The file of the tokenizer. Raises PackageError."""
        return self.read(TOKENIZERS[self.tokenizer])

    def model_files(self) -> dict[str, bytes]:
        """File name -> contents of everything in `model/`, as CTranslate2 takes it. Raises PackageError."""
        if self.is_archive:
            folder = f"{self.root}model/"
            with open_archive(self.path) as archive:
                names = [one.filename for one in archive.members if one.filename.startswith(folder)]
                inner = {name: name[len(folder) :] for name in names}
                return {at: _read(archive, name, self.path) for name, at in inner.items() if at and "/" not in at}
        try:
            return {file.name: file.read_bytes() for file in sorted((self.path / "model").iterdir()) if file.is_file()}
        except OSError as error:
            raise _unreadable(self.path / "model", error) from error

    def members(self) -> dict[str, int]:
        """Name from the top of the package -> size in bytes, of all its files. Raises PackageError."""
        if self.is_archive:
            with open_archive(self.path) as archive:
                return {
                    info.filename[len(self.root) :]: info.file_size
                    for info in archive.members
                    if info.filename.startswith(self.root) and not info.is_dir()
                }
        try:
            files = sorted(file for file in self.path.rglob("*") if file.is_file())
            return {file.relative_to(self.path).as_posix(): file.stat().st_size for file in files}
        except OSError as error:
            raise _unreadable(self.path, error) from error


MOST_METADATA = 4 << 20
"""Bytes of metadata.json, which is read before anything else is known of a package."""


def open_package(path: Path, kind: str = "installed") -> Package | None:
    """Reads what a package says of itself; None for one that is not for translating (a sentence splitter).

    Raises PackageError for one that is damaged or incomplete.
    """
    if path.is_dir():
        names = {child.name for child in path.iterdir()}
        if (path / "model" / "model.bin").is_file():
            names.add("model/model.bin")
        return _described(path, "", names, kind)
    with open_archive(path) as archive:
        members = [info.filename for info in archive.members]
        roots = {name[: -len("metadata.json")] for name in members if name.endswith("metadata.json")}
        root = min(roots, key=lambda name: name.count("/"), default="")
        if root.count("/") != 1:
            raise PackageError("no folder with a metadata.json in it: this is not an Argos package", path=path)
        names = {name[len(root) :] for name in members if name.startswith(root)}
    return _described(path, root, names, kind)


def _described(path: Path, root: str, names: set[str], kind: str) -> Package | None:
    if "metadata.json" not in names:
        raise PackageError("no metadata.json in this folder: it is not an Argos package, or half of one", path=path)
    where = path if root else path / "metadata.json"
    metadata = _metadata(_read_member(path, root, "metadata.json"), where)
    if metadata.get("type", "translate") != "translate":
        return None
    fields = {name: _text(metadata, name, where) for name in ("from_code", "to_code", "package_version")}
    for name in ("from_code", "to_code"):
        if not fields[name]:
            raise PackageError(f"metadata.json does not say {name}; {WAY_OUT}", path=where)
    if "model/model.bin" not in names:
        raise PackageError(f"the package has no model/model.bin; {WAY_OUT}", path=path)
    tokenizer = next((name for name, file in TOKENIZERS.items() if file in names), None)
    if tokenizer is None:
        raise PackageError(f"the package has no tokenizer ({' or '.join(TOKENIZERS.values())}); {WAY_OUT}", path=path)
    return Package(
        path=path,
        source=code_of(fields["from_code"]),
        target=code_of(fields["to_code"]),
        version=fields["package_version"],
        argos_version=_text(metadata, "argos_version", where),
        kind=kind,
        tokenizer=tokenizer,
        target_prefix=_text(metadata, "target_prefix", where),
        root=root,
        floors=floors(metadata, where),
        scores=scores(metadata, where),
    )


def _metadata(data: bytes, where: Path) -> Mapping[str, Any]:
    try:
        metadata = json_value(data.decode("utf-8-sig"))
    except ValueError as error:
        raise PackageError(f"metadata.json is not valid JSON ({error}); {WAY_OUT}", path=where) from error
    if not isinstance(metadata, dict):
        raise PackageError(f"metadata.json is not a table of names and values; {WAY_OUT}", path=where)
    return metadata


def _text(metadata: Mapping[str, Any], name: str, where: Path) -> str:
    value = metadata.get(name, "")
    if value is None:
        return ""
    if not isinstance(value, (str, int, float)):
        raise PackageError(f"metadata.json: {name} must be a text; {WAY_OUT}", path=where)
    return " ".join(str(value).split())


@contextlib.contextmanager
def open_archive(path: Path) -> Iterator[Judged]:
    """A package's archive, judged before anything in it is read. Raises PackageError, also for faults met within."""
    try:
        with opened(path, LIMITS, left_out=_is_junk) as archive:
            yield archive
    except NoArchive as fault:
        raise PackageError(f"damaged archive ({fault}); {WAY_OUT}", path=path) from fault
    except ArchiveFault as fault:
        raise PackageError(f"{fault}; {UNTRUSTED}", path=path) from fault
    except OSError as error:
        raise _unreadable(path, error) from error


def _is_junk(name: str) -> bool:
    names = name.split("/")
    return names[0] in JUNK or names[-1] == ".DS_Store"


def _read_member(path: Path, root: str, member: str) -> bytes:
    if root:
        with open_archive(path) as archive:
            return _read(archive, root + member, path)
    try:
        return (path / member).read_bytes()
    except OSError as error:
        raise _unreadable(path / member, error) from error


def _read(archive: Judged, name: str, path: Path) -> bytes:
    info = next((info for info in archive.members if info.filename == name), None)
    if info is None:
        raise PackageError(f"the archive has no {name}; {WAY_OUT}", path=path)
    if name.endswith("metadata.json") and info.file_size > MOST_METADATA:
        raise PackageError(f"{name} in the archive is larger than any package describes itself; {WAY_OUT}", path=path)
    return archive.read(info)


def _unreadable(path: Path, error: OSError) -> PackageError:
    return PackageError(f"cannot be read: {(error.strerror or str(error)).lower()}; {WAY_OUT}", path=path)


def byte_pairs(data: bytes) -> list[str]:
    """The lines of a bpe.model: a version perhaps, then two units a line, as subword-nmt writes them.

    Raises ValueError saying what is wrong: argostranslate's reader ends the whole process over it.
    """
    lines = data.decode("utf-8").rstrip("\n").split("\n")
    for number, line in enumerate(lines, 1):
        if not (number == 1 and line.startswith("#version:")) and len(line.strip("\r\n ").split(" ")) != 2:
            raise ValueError(f"line {number} of bpe.model is not a pair of units")
    return lines
