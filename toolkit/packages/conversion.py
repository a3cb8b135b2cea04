"""A Marian model -> a folder of CTranslate2, by CTranslate2's own converter: numpy, no torch."""

import json
import tokenize
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from toolkit.errors import PackageError
from toolkit.storage.archives import DAMAGE, ArchiveFault, Limits, opened

QUANTIZATION = "int8"
"""What runs fastest on a processor, a quarter of the size."""
LIMITS = Limits(members=5000, bytes=32 << 30)
CONFIG_BYTES = 1 << 20


def convert(model: Path, vocabularies: Sequence[Path], folder: Path) -> None:
    """Writes the model to `folder`, which must not exist. Raises PackageError for what cannot be converted."""
    judge_arrays(model)
    scratch = folder.with_name(f"{folder.name}-vocabularies")
    scratch.mkdir()
    lists = [_listed(path, scratch / f"{number}.yml") for number, path in enumerate(vocabularies)]
    import ctranslate2.converters

    try:
        converter: Any = ctranslate2.converters.MarianConverter(str(model), [str(path) for path in lists])
        converter.convert(str(folder), quantization=QUANTIZATION)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, RuntimeError, MemoryError) as error:
        raise PackageError(f"CTranslate2 cannot convert the model: {_reason(error)}", path=model) from error
    except Exception as error:  # yaml.YAMLError of the configuration inside; yaml is documents' to import
        if type(error).__module__.split(".")[0] != "yaml":
            raise
        raise PackageError(f"the configuration inside the model is damaged: {_reason(error)}", path=model) from error


def judge_arrays(path: Path) -> None:
    """Raises PackageError where an .npz is a bomb, damaged, or claims arrays that are not in it.

    numpy makes room for what the head of an array claims before it reads a byte of it, and loads no pickles.
    """
    import numpy

    try:
        with opened(path, LIMITS, named=False) as archive, warnings.catch_warnings():
            warnings.simplefilter("error", UserWarning)  # numpy warns of a head that it had to mend
            for info in archive.members:
                with archive.zip.open(info) as member:
                    version = numpy.lib.format.read_magic(member)
                    read = (
                        numpy.lib.format.read_array_header_1_0
                        if version == (1, 0)
                        else numpy.lib.format.read_array_header_2_0
                    )
                    shape, _, kind = read(member)
                    size = kind.itemsize
                    for number in shape:
                        size *= int(number)
                    if kind.hasobject or size + member.tell() != info.file_size:
                        raise ArchiveFault(f"{info.filename!r} has not the numbers that it claims")
                if info.filename.startswith("special:model.yml") and info.file_size > CONFIG_BYTES:
                    raise ArchiveFault("its configuration is larger than any")
    except (ArchiveFault, *DAMAGE, SyntaxError, tokenize.TokenError, TypeError, RecursionError, UserWarning) as error:
        raise PackageError(f"no model of Marian, or a damaged one: {_reason(error)}", path=path) from error


def _listed(path: Path, copy: Path) -> Path:
    """The vocabulary as the converter reads it: a line for each token with its number.

    A vocabulary of sentencepiece and a bare list of tokens are written so; `.yml` is left.
    """
    if path.suffix in (".yml", ".yaml"):
        return path
    if path.suffix == ".spm":
        tokens = pieces(path.read_bytes(), path)
    else:
        try:
            tokens = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError as error:
            raise PackageError("the vocabulary is no text", path=path) from error
        if all(line.rsplit(":", 1)[-1].strip().isdecimal() for line in tokens[:50]):
            return path
    lines = (f"{json.dumps(token, ensure_ascii=False)}: {number}\n" for number, token in enumerate(tokens))
    copy.write_text("".join(lines), encoding="utf-8")
    return copy


def pieces(data: bytes, path: Path) -> list[str]:
    """The pieces of a tokenizer in their order. Raises PackageError for what is no model of sentencepiece."""
    import sentencepiece

    try:
        processor: Any = sentencepiece.SentencePieceProcessor(model_proto=data)
        return [str(processor.id_to_piece(number)) for number in range(processor.get_piece_size())]
    except (RuntimeError, ValueError, OSError) as error:
        raise PackageError(f"no tokenizer of sentencepiece, or a damaged one ({_reason(error)})", path=path) from error


def _reason(error: Exception) -> str:
    text = " ".join(str(error).split()) or type(error).__name__
    return text if len(text) <= 240 else text[:239] + "…"
