"""A folder with somebody's translation model: what lies in it, taken for an attack until it is shown to be harmless.

Two kinds are known: a Marian download as OPUS-MT publishes them (`*.npz`, its vocabularies, `source.spm`,
`target.spm`), and a folder of CTranslate2 (`model.bin`) with the tokenizer that belongs to it.
"""

import re
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import PackageError
from toolkit.storage.files import storage_error

TOKENIZERS = (
    "source.spm",
    "sentencepiece.model",
    "sentencepiece.bpe.model",
    "spiece.model",
    "spm.128k.model",
    "tokenizer.model",
    "vocab.spm",
)
"""Names of the tokenizer of the source, as OPUS-MT, Argos, NLLB and mBART, T5 and MADLAD, M2M-100, others and Bergamot
have it; the first that is there counts."""
MODEL_BYTES = 32 << 30
SMALL = {".json": 96 << 20, ".yml": 96 << 20, ".yaml": 96 << 20, ".txt": 96 << 20, ".vocab": 96 << 20, ".spm": 96 << 20,
         ".model": 96 << 20, ".md": 4 << 20}  # fmt: skip
"""Ending -> the largest file that is read whole; the vocabularies of NLLB and MADLAD have 5 to 15 MB."""
MOST_FILES = 500
FOREIGN = {
    "pytorch_model.bin": "a PyTorch model",
    "model.safetensors": "a model in safetensors",
    "tf_model.h5": "a TensorFlow model",
    "model.intgemm.alphas.bin": "a model of Marian in its own binary form",
}
"""What people have and CTranslate2's own converters cannot read without the library it was made with."""
INSTEAD = (
    "take the Marian download of the model (its .npz with decoder.yml and source.spm), or a folder of CTranslate2 "
    "(model.bin), which `ct2-transformers-converter` makes where PyTorch is"
)


@dataclass(frozen=True, slots=True)
class Found:
    """What there is to make a package of."""

    folder: Path
    kind: str
    """marian | ctranslate2"""
    tokenizer: Path
    """A model of sentencepiece that takes the source apart."""
    model: Path
    """The .npz of Marian, or model.bin."""
    vocabularies: tuple[Path, ...] = ()
    """Of Marian: one, or that of the source and that of the target."""
    others: tuple[Path, ...] = ()
    """Of CTranslate2: what belongs into the folder of the model beside model.bin."""
    readme: Path | None = None
    licence: Path | None = None
    of_transformers: bool = False
    """Whether it was made of a model of the library `transformers`, whose sources all end in an end token."""


def recognised(folder: Path) -> Found:
    """What lies in `folder`. Raises PackageError where it is no model, or holds what no download holds."""
    files = _files(folder)
    tokenizer = next((files[name] for name in TOKENIZERS if name in files), None)
    marian = [path for name, path in files.items() if name.endswith(".npz")]
    readme = _one(files, ("readme.md", "readme", "readme.txt"))
    licence = next((path for name, path in files.items() if re.match(r"(?i)(licen[cs]e|copying)(\.|$)", name)), None)
    if "model.bin" not in files and not marian:
        foreign = next((what for name, what in FOREIGN.items() if name in files), "")
        what = (
            f"{foreign}, which is not read here" if foreign else "no model: neither an .npz of Marian nor a model.bin"
        )
        raise PackageError(f"this is {what}; {INSTEAD}", path=folder)
    if tokenizer is None:
        tokenizer = next((path for name, path in files.items() if name.endswith(".spm")), None)
    if tokenizer is None:
        words = "; its byte-pair codes need a truecaser that is not here" if "source.bpe" in files else ""
        raise PackageError(f"no tokenizer of sentencepiece ({', '.join(TOKENIZERS[:4])}){words}", path=folder)
    if "model.bin" in files:
        vocabularies = [path for name, path in files.items() if re.fullmatch(r"\w*vocabulary\.(json|txt)", name)]
        if not vocabularies:
            raise PackageError("model.bin has no shared_vocabulary or source_vocabulary beside it", path=folder)
        others = [*vocabularies, *(files[name] for name in ("config.json", "vmap.txt") if name in files)]
        hugging = any(name in files for name in ("tokenizer_config.json", "generation_config.json", "tokenizer.json"))
        hugging = hugging or tokenizer.name not in ("sentencepiece.model", "tokenizer.model")
        return Found(folder, "ctranslate2", tokenizer, files["model.bin"], others=tuple(others), readme=readme,
                     licence=licence, of_transformers=hugging)  # fmt: skip
    model, named = _decoder(files, marian, folder)
    return Found(folder, "marian", tokenizer, model, named, readme=readme, licence=licence)


def _files(folder: Path) -> dict[str, Path]:
    """Name -> path of what lies at the top, every one a plain file of an honest size."""
    if not folder.is_dir():
        raise PackageError("there is no such folder; unpack the download first", path=folder)
    try:
        paths = sorted(folder.iterdir())
        if len(paths) > MOST_FILES:
            raise PackageError(f"{len(paths):,} files, a model has a few; name the model's own folder", path=folder)
        found = {}
        for path in paths:
            state = path.lstat()
            if stat.S_ISDIR(state.st_mode) or path.name.startswith("."):
                continue
            if stat.S_ISLNK(state.st_mode):
                raise PackageError("a link, which may lead anywhere; copy the folder with `cp -rL` first", path=path)
            if not stat.S_ISREG(state.st_mode):
                raise PackageError("neither a file nor a folder; a download has no such thing", path=path)
            most = SMALL.get(path.suffix, MODEL_BYTES)
            if state.st_size > most:
                raise PackageError(f"{state.st_size:,} bytes, where at most {most:,} are honest", path=path)
            found[path.name] = path
    except OSError as error:
        raise storage_error(folder, error) from error
    return found


def _one(files: Mapping[str, Path], names: Sequence[str]) -> Path | None:
    folded = {name.casefold(): path for name, path in files.items()}
    return next((folded[name] for name in names if name in folded), None)


def _decoder(files: Mapping[str, Path], marian: Sequence[Path], folder: Path) -> tuple[Path, tuple[Path, ...]]:
    """The model and the vocabularies: those that decoder.yml names, else those that lie there."""
    named = _lists(files["decoder.yml"]) if "decoder.yml" in files else {}
    for name in (*named.get("models", ()), *named.get("vocabs", ())):
        if name not in files:
            raise PackageError(f"decoder.yml names {name!r}, which does not lie in the folder", path=folder)
    models = [files[name] for name in named.get("models", ())] or list(marian)
    if len(models) != 1:
        raise PackageError(
            f"{len(models)} models ({', '.join(path.name for path in models)}); leave one, or name it in decoder.yml",
            path=folder,
        )
    vocabularies = [files[name] for name in named.get("vocabs", ())] or [
        path for name, path in files.items() if re.search(r"vocab\.ya?ml$|\.vocab$", name)
    ]
    if len(vocabularies) == 2 and not named.get("vocabs"):
        vocabularies.sort(key=lambda path: not re.search(r"src|source", path.name))
    if not vocabularies:
        vocabularies = [path for name, path in files.items() if re.fullmatch(r"vocab.*\.spm", name)]
    if len(vocabularies) not in (1, 2):
        raise PackageError("no vocabulary (*.vocab.yml), or more than two; name them in decoder.yml", path=folder)
    return models[0], tuple(vocabularies)


def _lists(path: Path) -> dict[str, list[str]]:
    """`models` and `vocabs` of a decoder.yml, which Marian writes as one name a line under each."""
    found: dict[str, list[str]] = {}
    key = ""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise PackageError("cannot be read as text", path=path) from error
    for line in lines:
        if head := re.match(r"(\w[\w-]*):", line):
            key = head[1]
        elif (item := re.match(r"\s*-\s+(.+?)\s*$", line)) and key in ("models", "vocabs"):
            found.setdefault(key, []).append(item[1].strip("'\""))
    return found
