"""Whether a package can be drafted with: its files are those that were installed, and its models load and run."""

import re
from pathlib import Path
from typing import Any

from toolkit.errors import PackageError, ToolkitError, UnknownName
from toolkit.languages import known_code, language
from toolkit.packages import record
from toolkit.packages.package import Package, byte_pairs
from toolkit.recognition.statistics import SCRIPTS
from toolkit.storage.files import sha256_of

PROBE = "Hello."
"""What is translated to see whether the model runs; nobody looks at the result."""
AGAIN = "install the package again"
PROBES = {
    "en": ("open the file", "the cat sees the big house", "a good man reads the word"),
    "ru": ("открыть файл", "кот видит большой дом", "добрый человек читает слово"),
    "ky": ("файлды ач", "мышык чоң үйдү көрөт", "жакшы адам сөздү окуйт"),
    "zh": ("打开文件", "猫看见大房子", "好人读这个词"),
}
"""Language -> a few easy words, which tell whether a model writes its target."""
SCRIPT_NAMES = {"Hans": "Hani", "Hant": "Hani", "Jpan": "Kana", "Kore": "Hang"}


def problems(package: Package) -> list[str]:
    """One sentence for everything that is wrong with a package; none for a sound one.

    Every file is read once as a whole: against the note of the installation where there is one, against the checksums
    of the archive where the package is read from there.
    """
    found = [*_members(package)]
    if not found:
        try:
            direction(package, run_once(package))
        except ToolkitError as error:
            found.append(str(error))
    return found


def run_once(package: Package) -> Any:
    """Loads the tokenizer and the model and has them translate a word; the model. Raises PackageError.

    Its languages must be some that there are.
    """
    for code in package.direction:
        _known(package, code)
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
    return model


def direction(package: Package, model: Any) -> None:
    """Raises PackageError where what comes out is in the script of the source, and the target has another: such a
    package was labelled the wrong way round.
    """
    source, target = package.direction
    made = " ".join(text for _, text in probed(package, model))
    if made and _letters(made, source) > 2 * _letters(made, target) and not _letters(PROBES[source][0], target):
        raise PackageError(
            f"it says that it translates from {source} to {target}, and what it writes is not in the letters of "
            f"{target} ({made[:40]!r}): it may be labelled the wrong way round; {AGAIN}",
            path=package.path,
        )


def _known(package: Package, code: str) -> None:
    try:
        known_code(code)
    except UnknownName as error:
        raise PackageError(f"{code!r} is no language that is known; {AGAIN}", path=package.path) from error


def probed(package: Package, model: Any) -> tuple[tuple[str, str], ...]:
    """(probe, what the model makes of it) for the probes in its source language; () where there are none."""
    probes = PROBES.get(package.source, ()) if package.tokenizer == "sentencepiece" else ()
    if not probes:
        return ()
    import sentencepiece

    processor: Any = sentencepiece.SentencePieceProcessor(model_proto=package.tokenizer_model())
    prefix = [[package.target_prefix]] * len(probes) if package.target_prefix else None
    results = model.translate_batch(
        [processor.encode(probe, out_type=str) for probe in probes],
        target_prefix=prefix,
        beam_size=1,
        max_decoding_length=32,
    )
    texts = [
        processor.decode([one for one in result.hypotheses[0] if one != package.target_prefix]) for result in results
    ]
    return tuple(zip(probes, (text.replace("▁", " ").strip() for text in texts), strict=True))


def _letters(text: str, code: str) -> int:
    """Letters of a text in the script of a language."""
    script = SCRIPT_NAMES.get(language(code).script, language(code).script)
    return len(re.findall(f"[{dict(SCRIPTS)[script]}]", text)) if script in dict(SCRIPTS) else 0


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
