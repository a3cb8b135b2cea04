"""Whether a package can be drafted with: its files are those that were installed, and its models load and run."""

from pathlib import Path
from typing import Any

from toolkit.errors import PackageError, ToolkitError
from toolkit.packages import record
from toolkit.packages.package import Package, byte_pairs
from toolkit.storage.files import sha256_of

PROBE = "Hello."
"""What is translated to see whether the model runs; nobody looks at the result."""
AGAIN = "install the package again"


def problems(package: Package) -> list[str]:
    """One sentence for everything that is wrong with a package; none for a sound one.

    Every file is read once as a whole: against the note of the installation where there is one, against the checksums
    of the archive where the package is read from there.
    """
    found = [*_members(package)]
    if not found:
        try:
            run_once(package)
        except ToolkitError as error:
            found.append(str(error))
    return found


def run_once(package: Package) -> None:
    """Loads the tokenizer and the model and has them translate a word. Raises PackageError."""
    tokens = _tokens(package)
    import ctranslate2

    try:
        if package.is_archive:
            model: Any = ctranslate2.Translator(str(package.path), files=package.model_files(), device="cpu")
        else:
            model = ctranslate2.Translator(str(package.path / "model"), device="cpu")
        prefix = [[package.target_prefix]] if package.target_prefix else None
        model.translate_batch([tokens], target_prefix=prefix, beam_size=1, max_decoding_length=4)
    except (RuntimeError, ValueError, MemoryError) as error:
        reason = " ".join(str(error).split())[:160] or type(error).__name__
        raise PackageError(
            f"the model is damaged, or made for a newer CTranslate2 ({reason}); {AGAIN}", path=package.path
        ) from error


def _tokens(package: Package) -> list[str]:
    data = package.tokenizer_model()
    try:
        if package.tokenizer == "bpe":
            return _first_pair(data)
        import sentencepiece

        processor: Any = sentencepiece.SentencePieceProcessor(model_proto=data)
        tokens: list[str] = processor.encode(PROBE, out_type=str)
        if not tokens:
            raise ValueError("it finds no token in a word")
    except (RuntimeError, ValueError, OSError) as error:
        reason = " ".join(str(error).split())[:80] or "unreadable"
        raise PackageError(f"the tokenizer is damaged ({reason}); {AGAIN}", path=package.path) from error
    return tokens


def _first_pair(data: bytes) -> list[str]:
    merges = [line for line in byte_pairs(data) if not line.startswith("#version:")]
    return merges[0].split(" ") if merges else ["a"]


def _members(package: Package) -> list[str]:
    noted = None if package.is_archive else record.read(package.path)
    found = []
    try:
        names = package.members()
        for name in names if package.is_archive else ():
            package.read(name)
    except PackageError as error:
        return [str(error)]
    for name, stored in noted.files.items() if noted else ():
        if name not in names:
            found.append(f"{package.path / name}: the file is missing; {AGAIN}")
        elif names[name] != stored.size or _hash(package.path / name) != stored.sha256:
            found.append(f"{package.path / name}: the file has changed since it was installed; {AGAIN}")
    return found


def _hash(path: Path) -> str:
    try:
        return sha256_of(path)
    except ToolkitError:
        return ""
