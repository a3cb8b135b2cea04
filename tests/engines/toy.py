"""Argos packages with models made by hand: they translate piece for piece, exactly, and need no training.

The decoder at position n attends to the encoder at position n and writes the partner of the piece it finds there. All
other weights are zero, so that the attention alone decides; the end token of the source ends the target.
"""

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

WORDS = {
    "open": "открыть", "file": "файл", "save": "сохранить", "the": "этот", "house": "дом", "big": "большой",
    "sees": "видит", "cat": "кот", "dog": "пёс", "city": "город", "river": "река", "goes": "идёт", "home": "домой",
    "new": "новый", "word": "слово", "reads": "читает", "and": "и", "man": "человек", "good": "добрый", "day": "день",
    "Open": "Открыть",
}  # fmt: skip
BACK = {russian: english for english, russian in WORDS.items()}
SLOTS = [f"{{{digit}}}" for digit in range(1, 10)]
SPECIALS = ["<unk>", "<s>", "</s>"]
WIDTH = 256
"""Half of it says which token, half of it at which position."""
POSITIONS = 640


def corpus() -> list[str]:
    """Sentences of both languages for the tokenizer, every word often enough to be a piece."""
    english, russian = list(WORDS), list(WORDS.values())
    lines = []
    for words in (english, russian):
        for shift in range(1, len(words)):
            turned = words[shift:] + words[:shift]
            lines += [" ".join([a, b, a]) + ", ." for a, b in zip(words, turned, strict=True)]
    return lines


def sentencepiece_model(folder: Path) -> bytes:
    import sentencepiece

    text = folder / "corpus.txt"
    text.write_text("\n".join(corpus()) + "\n", encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(text), model_prefix=str(folder / "sp"), vocab_size=420, hard_vocab_limit=False,
        byte_fallback=True, normalization_rule_name="identity", user_defined_symbols=[*SLOTS, "<keep_me>"],
        minloglevel=2, num_threads=1,
    )  # fmt: skip
    return (folder / "sp.model").read_bytes()


def pieces_of(model: bytes) -> list[str]:
    import sentencepiece

    processor = sentencepiece.SentencePieceProcessor(model_proto=model)
    pieces = [processor.id_to_piece(number) for number in range(processor.get_piece_size())]
    return [*SPECIALS, *(piece for piece in pieces if piece not in SPECIALS)]


def partners(pieces: list[str], words: Mapping[str, str]) -> dict[str, str]:
    """Source piece -> target piece; what is no word of the dictionary stands for itself."""
    table = {f"{mark}{word}": f"{mark}{other}" for word, other in words.items() for mark in ("▁", "")}
    return {piece: table[piece] if table.get(piece) in pieces else piece for piece in pieces}


def save_model(
    folder: Path,
    source: list[str],
    target: list[str],
    partner: dict[str, str],
    *,
    start: str = "<s>",
    prefixed: bool = False,
) -> None:
    """Writes a CTranslate2 model; `prefixed` models write one token before they begin with the source."""
    import numpy as np
    from ctranslate2.specs import TransformerSpec
    from ctranslate2.specs.transformer_spec import TransformerDecoderSpec, TransformerEncoderSpec

    half = WIDTH // 2
    random = np.random.default_rng(1)
    spec: Any = TransformerSpec(
        TransformerEncoderSpec(1, 1, pre_norm=True), TransformerDecoderSpec(1, 1, pre_norm=True)
    )
    meanings = {piece: random.choice([-1.0, 1.0], half) for piece in [*target, *source]}
    places = random.choice([-1.0, 1.0], (POSITIONS + 1, half))

    def embeddings(names: list[str]) -> Any:
        table = np.zeros((len(names), WIDTH), np.float32)
        table[:, :half] = [meanings[name] for name in names]
        return table

    def positions(shift: int) -> Any:
        table = np.zeros((POSITIONS, WIDTH), np.float32)
        table[:, half:] = np.roll(places, shift, axis=0)[:POSITIONS]
        return table

    def square(top: float, bottom: float, copies: int = 1) -> Any:
        blocks = [np.diag([top] * half + [bottom] * half) for _ in range(copies)]
        return np.concatenate(blocks).astype(np.float32)

    def linear(layer: Any, weight: Any) -> None:
        layer.weight, layer.bias = weight, np.zeros(weight.shape[0], np.float32)

    def norm(layer: Any) -> None:
        layer.gamma, layer.beta = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)

    def silent(layer: Any) -> None:
        norm(layer.self_attention.layer_norm)
        linear(layer.self_attention.linear[0], square(0, 0, 3))
        linear(layer.self_attention.linear[1], square(0, 0))
        norm(layer.ffn.layer_norm)
        linear(layer.ffn.linear_0, square(0, 0))
        linear(layer.ffn.linear_1, square(0, 0))

    spec.encoder.embeddings[0].weight = embeddings([partner[piece] for piece in source])
    spec.decoder.embeddings.weight = embeddings(target)
    spec.encoder.scale_embeddings = spec.decoder.scale_embeddings = False
    spec.encoder.position_encodings.encodings = positions(0)
    spec.decoder.position_encodings.encodings = positions(1 if prefixed else 0)
    norm(spec.encoder.layer_norm)
    norm(spec.decoder.layer_norm)
    silent(spec.encoder.layer[0])
    silent(spec.decoder.layer[0])
    attention = spec.decoder.layer[0].attention
    norm(attention.layer_norm)
    linear(attention.linear[0], square(0, 2))
    linear(attention.linear[1], np.concatenate([square(0, 2), square(1, 0)]))
    linear(attention.linear[2], square(10, 0))
    linear(spec.decoder.projection, embeddings(target) * 0.1)
    spec.config.decoder_start_token = start
    spec.config.add_source_eos = True
    spec.register_source_vocabulary(source)
    spec.register_target_vocabulary(target)
    spec.validate()
    spec.optimize(quantization="int8")
    folder.mkdir(parents=True)
    spec.save(str(folder))


def write_package(
    folder: Path,
    name: str,
    tokenizer: tuple[str, bytes],
    *,
    words: Mapping[str, str] = WORDS,
    source: list[str] | None = None,
    target: list[str] | None = None,
    start: str = "<s>",
    prefixed: bool = False,
    **metadata: str,
) -> Path:
    """Makes `<folder>/<name>/` in the layout of an installed package; the vocabularies are shared unless given."""
    file, data = tokenizer
    pieces = target or pieces_of(data)
    root = folder / name
    partner = partners(source or pieces, words)
    save_model(root / "model", source or pieces, pieces, partner, start=start, prefixed=prefixed)
    (root / file).write_bytes(data)
    described = {
        "package_version": "1.0", "argos_version": "1.9", "from_code": "en", "from_name": "English",
        "to_code": "ru", "to_name": "Russian",
    }  # fmt: skip
    (root / "metadata.json").write_text(json.dumps({**described, **metadata}), encoding="utf-8")
    return root


def pack(folder: Path, archive: Path) -> Path:
    """Makes an .argosmodel of an installed package."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                file.write(path, f"{folder.name}/{path.relative_to(folder).as_posix()}")
    return archive
