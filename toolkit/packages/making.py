"""An `.argosmodel` of somebody's translation model: what argostranslate and the toolkit install, with licence and card.

A token that a model of many languages wants before the source becomes its `bos_token` with `add_source_bos`, which
CTranslate2 puts there by itself: so the package needs nobody who knows of it.
"""

import contextlib
import json
import os
import re
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.errors import PackageError, UsageError
from toolkit.languages import code_of, known_code, language
from toolkit.packages import conversion
from toolkit.packages.foreign import Found, recognised
from toolkit.packages.installation import folder_name
from toolkit.packages.package import ARCHIVE_ENDING, Package, open_package
from toolkit.packages.prefixes import Prefixes, prefixes
from toolkit.packages.verification import direction, probed, run_once
from toolkit.storage.files import storage_error
from toolkit.storage.given import json_value
from toolkit.storage.locks import locked

ARGOS_VERSION = "1.9"
"""The first version of argostranslate that reads all that is written here."""
KNOWN = 0.9
"""Of the tokens of the probes the model must know so many: else the tokenizer belongs to another model."""
OLDEST = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the archive: the same model gives the same bytes."""
NAMES = {"marian": "a Marian model, converted by CTranslate2", "ctranslate2": "a folder of CTranslate2"}
NOT_SAID = "The download does not say under which licence it may be used; ask before you pass it on."
END = "</s>"


@dataclass(frozen=True, slots=True)
class Order:
    """What a person wants made."""

    source: str
    target: str
    prefix: str = ""
    """The token for the target language in a model of many; empty: found, or not needed."""
    source_prefix: str = ""
    version: str = "1.0"
    licence: str = ""
    """Where the folder does not say."""


@dataclass(frozen=True, slots=True)
class Made:
    """A package that was made, verified, and what is to be said of it."""

    package: Package
    prefixes: Prefixes
    licence: str
    """As the card says it; empty where nobody does."""
    probes: tuple[tuple[str, str], ...]
    """(sentence, what the model made of it)"""


def make(folder: Path, order: Order, out: Path) -> Made:
    """Writes the package of the model in `folder` to the file `out`, or into the folder `out` under its usual name.

    Nothing is written where it does not load, run and write its language. Raises PackageError, StorageError,
    UsageError; UnknownName for a language that there is not.
    """
    source, target = known_code(code_of(order.source)), known_code(code_of(order.target))
    if source == target:
        raise UsageError("a package needs two languages; name them by --from and --to")
    name = folder_name(source, target, order.version)
    path = out / f"{name}{ARCHIVE_ENDING}" if out.is_dir() else out
    if path.suffix != ARCHIVE_ENDING:
        raise UsageError(f"{path.name}: a package ends in {ARCHIVE_ENDING}")
    try:
        with _scratch(path) as scratch:
            if path.exists():
                raise PackageError("there is such a file already; name another by -o, or remove it", path=path)
            found = recognised(folder)
            made = _staged(found, order, source, target, scratch / name)
            archive = scratch / "made"
            _zipped(made.package.path, archive)
            os.replace(archive, path)
    except OSError as error:
        raise storage_error(path, error) from error
    package = open_package(path, "file")
    assert package is not None
    return Made(package, made.prefixes, made.licence, made.probes)


@contextlib.contextmanager
def _scratch(path: Path) -> Iterator[Path]:
    """A hidden folder beside the package to come; what a killed run has left of it goes first."""
    place = path.with_name(f".{path.name}.part")
    with locked(path.with_name(f".{path.name}.lock"), remove=True):
        if os.path.lexists(place):
            shutil.rmtree(place)
        place.mkdir()
        try:
            yield place
        finally:
            shutil.rmtree(place, ignore_errors=True)


def _staged(found: Found, order: Order, source: str, target: str, root: Path) -> Made:
    """The folder of the package, tried out."""
    root.mkdir()
    model = root / "model"
    if found.kind == "marian":
        conversion.convert(found.model, found.vocabularies, model)
        shutil.rmtree(root / "model-vocabularies")
    else:
        model.mkdir()
        for path in (found.model, *found.others):
            _linked(path, model / path.name)
    tokenizer = found.tokenizer.read_bytes()
    conversion.pieces(tokenizer, found.tokenizer)
    (root / "sentencepiece.model").write_bytes(tokenizer)
    tokens = _vocabulary(model, "source")
    written = _vocabulary(model, "target")
    told = prefixes([*tokens, *written], source, target, order.prefix, order.source_prefix)
    _configured(model, told, found, tokens)
    _fits(tokenizer, tokens, found)
    described: dict[str, Any] = {
        "package_version": order.version,
        "argos_version": ARGOS_VERSION,
        "from_code": source,
        "from_name": language(source).english_name,
        "to_code": target,
        "to_name": language(target).english_name,
    }
    if told.target:
        described["target_prefix"] = told.target
    (root / "metadata.json").write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")
    package = open_package(root, "file")
    assert package is not None
    try:
        loaded = run_once(package)
        direction(package, loaded)
        probes = probed(package, loaded)
    except PackageError as error:
        again = re.sub(r"; install the package again$", "", str(error).replace(str(root), str(found.folder)))
        raise PackageError(again) from error
    if probes and not any(made.strip() for _, made in probes):
        raise PackageError("the model writes nothing for the simplest sentences", path=found.folder)
    licence = _licence(found, order)
    if found.licence:
        shutil.copyfile(found.licence, root / "LICENSE")
    (root / "README.md").write_text(_card(found, package, told, licence, probes), encoding="utf-8")
    return Made(package, told, licence, probes)


def _linked(path: Path, copy: Path) -> None:
    """The same file under another name, without the time and space of a copy where the system can."""
    try:
        os.link(path, copy)
    except OSError:
        shutil.copyfile(path, copy)


def _vocabulary(model: Path, side: str) -> list[str]:
    """The tokens that a model of CTranslate2 reads (source) or writes (target)."""
    for name in (f"{side}_vocabulary", "shared_vocabulary"):
        for ending in (".json", ".txt"):
            path = model / f"{name}{ending}"
            if path.is_file():
                try:
                    text = path.read_text(encoding="utf-8")
                    tokens = json_value(text) if ending == ".json" else text.split("\n")
                except ValueError as error:
                    raise PackageError(f"the vocabulary cannot be read ({error})", path=path) from error
                if not isinstance(tokens, list) or not all(isinstance(token, str) for token in tokens):
                    raise PackageError("the vocabulary is no list of tokens", path=path)
                return tokens
    raise PackageError(f"no {side}_vocabulary or shared_vocabulary beside the model", path=model.name)


def _configured(model: Path, told: Prefixes, found: Found, tokens: list[str]) -> None:
    """Has the model's configuration put what is wanted before and after each source."""
    path = model / "config.json"
    changes: dict[str, Any] = {}
    if told.source:
        changes = {"add_source_bos": True, "bos_token": told.source}
    if found.of_transformers and END in tokens:
        changes["add_source_eos"] = True
    if not changes:
        return
    try:
        table = json_value(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise PackageError(
            "no config.json that can be read beside the model; convert it with CTranslate2 3 or newer",
            path=found.folder,
        ) from error
    if not isinstance(table, Mapping):
        raise PackageError("config.json is not a table of names and values", path=found.folder)
    path.unlink()  # it may be the person's own file under a second name
    path.write_text(json.dumps({**table, **changes}, indent=2) + "\n", encoding="utf-8")


def _fits(tokenizer: bytes, tokens: list[str], found: Found) -> None:
    """Raises PackageError where the tokenizer makes tokens that the model does not know."""
    import sentencepiece

    known = set(tokens)
    processor: Any = sentencepiece.SentencePieceProcessor(model_proto=tokenizer)
    pieces = [str(processor.id_to_piece(number)) for number in range(min(processor.get_piece_size(), 2000))]
    usual = [
        piece
        for number, piece in enumerate(pieces)
        if not (processor.is_control(number) or processor.is_unknown(number) or processor.is_byte(number))
    ]
    share = sum(piece in known for piece in usual) / max(1, len(usual))
    if share < KNOWN:
        raise PackageError(
            f"of the commonest pieces of {found.tokenizer.name} the model knows {share:.0%}: "
            "the tokenizer belongs to another model",
            path=found.folder,
        )


def _licence(found: Found, order: Order) -> str:
    """What a person said, else the name of the file, else what the head of the model card says."""
    if order.licence:
        return order.licence
    if found.licence:
        first = found.licence.read_text(encoding="utf-8", errors="replace").strip().split("\n")[0]
        return " ".join(first.split())[:120] or found.licence.name
    match = re.search(r"(?im)^\W{0,3}licen[cs]e\W{1,4}(\w[\w .-]{1,60})$", _readme(found))
    return match[1].strip() if match else ""


def _readme(found: Found) -> str:
    return found.readme.read_text(encoding="utf-8-sig", errors="replace") if found.readme else ""


def _card(found: Found, package: Package, told: Prefixes, licence: str, probes: tuple[tuple[str, str], ...]) -> str:
    """README.md: what the package was made of and how, then what the download says of itself."""
    source, target = (language(code).english_name for code in package.direction)
    lines = [
        f"# {source} → {target}",
        "",
        f"Made with `toolkit packages make` of {NAMES[found.kind]}: {found.model.name}.",
        "",
        f"- Licence: {licence or NOT_SAID}",
        f"- Fingerprint of the model: {package.fingerprint()}",
    ]
    if told.family:
        lines.append(f"- A model of many languages ({told.family}), told which: "
                     + ", ".join(f"`{token}`" for token in (told.source, told.target) if token))  # fmt: skip
    elif told.source:
        lines.append(f"- Before each source it reads `{told.source}`")
    if probes:
        lines += ["", "What it made of a few easy words:", "", f"| {source} | {target} |", "|---|---|"]
        lines += [f"| {_cell(probe)} | {_cell(made)} |" for probe, made in probes]
    readme = _readme(found).strip()
    if readme:
        lines += ["", "## What the download says", "", readme]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")[:200]


def _zipped(root: Path, archive: Path) -> None:
    """One folder at the top; the weights are stored as they are, since they hardly shrink and are read in place."""
    with zipfile.ZipFile(archive, "w") as file:
        for path in sorted(path for path in root.rglob("*") if path.is_file()):
            info = zipfile.ZipInfo(f"{root.name}/{path.relative_to(root).as_posix()}", OLDEST)
            info.compress_type = zipfile.ZIP_STORED if path.name == "model.bin" else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            with path.open("rb") as data, file.open(info, "w", force_zip64=True) as member:
                shutil.copyfileobj(data, member, 1 << 20)
