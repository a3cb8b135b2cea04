"""A package of the size of the official ones, with made-up weights: Transformer-base, 32,000 pieces, int8.

Speed does not depend on what a model has learnt, only on its shape and on how much it writes. This one writes Russian
looking syllables, as many tokens for every text, whatever the text is.
"""

import json
import struct
from pathlib import Path
from typing import Any

import numpy as np

LAYERS, WIDTH, INNER, HEADS = 6, 512, 2048, 8
PIECES = 32_000
DECODED = 26
"""Tokens that are written for every text, the end token not counted."""
SPECIALS = ["<unk>", "<s>", "</s>"]
LATIN = [c + v for c in "bcdfghklmnprstvz" for v in "aeiou"]
CYRILLIC = [c + v for c in "бвгджзклмнпрстфх" for v in "аеиоу"]


def vocabulary() -> list[str]:
    """Pieces: the specials, words and syllables in both alphabets."""
    words = []
    for syllables in (LATIN, CYRILLIC):
        words += [f"▁{a}" for a in syllables] + syllables
        words += [f"▁{a}{b}" for a in syllables for b in syllables]
        words += [f"▁{a}{b}{c}" for a in syllables[::4] for b in syllables[::3] for c in syllables[::5]]
    assert len(words) == len(set(words))
    return [*SPECIALS, *words, *(f"▁{number}" for number in range(PIECES))][:PIECES]


def tokenizer(pieces: list[str]) -> bytes:
    """A sentencepiece unigram model (sentencepiece_model.proto), longer pieces more probable than their parts."""

    def field(number: int, data: bytes) -> bytes:
        return varint(number << 3 | 2) + varint(len(data)) + data

    def varint(value: int) -> bytes:
        out = b""
        while value > 127:
            out += bytes([value & 127 | 128])
            value >>= 7
        return out + bytes([value])

    types = {"<unk>": 2, "<s>": 3, "</s>": 3}
    model = b""
    for piece in pieces:
        score = 0.0 if piece in types else -10.0 - 0.01 * len(piece)
        kind = bytes([3 << 3, types.get(piece, 1)])
        model += field(1, field(1, piece.encode()) + bytes([2 << 3 | 5]) + struct.pack("<f", score) + kind)
    trainer = bytes([3 << 3, 1]) + bytes([4 << 3]) + varint(len(pieces))  # unigram; vocab_size
    return model + field(2, trainer) + field(3, field(1, b"identity"))


def build(folder: Path) -> Path:
    """Writes `translate-en_ru-1_0/` into `folder`, about 80 MB, in some seconds."""
    from ctranslate2.specs import TransformerSpec
    from ctranslate2.specs.transformer_spec import TransformerDecoderSpec, TransformerEncoderSpec

    random = np.random.default_rng(7)
    pieces = vocabulary()
    spec: Any = TransformerSpec(
        TransformerEncoderSpec(LAYERS, HEADS, pre_norm=True), TransformerDecoderSpec(LAYERS, HEADS, pre_norm=True)
    )

    def matrix(rows: int, columns: int) -> Any:
        return random.normal(0, columns**-0.5, (rows, columns)).astype(np.float32)

    def linear(layer: Any, rows: int, columns: int) -> None:
        layer.weight, layer.bias = matrix(rows, columns) * 0.3, np.zeros(rows, np.float32)

    def norm(layer: Any) -> None:
        layer.gamma, layer.beta = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)

    def attention(layer: Any, *, own: bool) -> None:
        norm(layer.layer_norm)
        sizes = (3 * WIDTH, WIDTH) if own else (WIDTH, 2 * WIDTH, WIDTH)
        for part, rows in zip(layer.linear, sizes, strict=True):
            linear(part, rows, WIDTH)
        quiet(layer.linear[-1])

    def quiet(layer: Any) -> None:
        """The last number of every state is nobody's but the clock's."""
        layer.weight[-1] = 0

    def block(layer: Any, *, decoder: bool) -> None:
        attention(layer.self_attention, own=True)
        if decoder:
            attention(layer.attention, own=False)
        norm(layer.ffn.layer_norm)
        linear(layer.ffn.linear_0, INNER, WIDTH)
        linear(layer.ffn.linear_1, WIDTH, INNER)
        quiet(layer.ffn.linear_1)

    embeddings = matrix(PIECES, WIDTH)
    embeddings[:, -1] = 0
    embeddings[2, -1] = 1.0  # </s> listens to the clock alone
    embeddings[2, :-1] = 0
    places = random.normal(0, 1, (512, WIDTH)).astype(np.float32)
    clock = np.full(512, -30.0, np.float32)
    clock[DECODED] = 30.0
    places[:, -1] = 0
    spec.encoder.embeddings[0].weight = embeddings
    spec.decoder.embeddings.weight = embeddings
    spec.encoder.scale_embeddings = spec.decoder.scale_embeddings = True
    spec.encoder.position_encodings.encodings = places
    spec.decoder.position_encodings.encodings = np.column_stack([places[:, :-1] * 2, clock])
    norm(spec.encoder.layer_norm)
    norm(spec.decoder.layer_norm)
    for layer in spec.encoder.layer:
        block(layer, decoder=False)
    for layer in spec.decoder.layer:
        block(layer, decoder=True)
    weights = np.roll(embeddings, 1, axis=0) * 8  # after a piece comes the next one, so that there are no loops
    weights[2, -1] = 40.0
    spec.decoder.projection.weight = weights
    written = np.array([len(piece) == 3 and piece[1:] in CYRILLIC for piece in pieces])
    spec.decoder.projection.bias = np.where(written | (np.arange(PIECES) == 2), 0, -1e4).astype(np.float32)
    spec.config.add_source_eos = True
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.validate()
    spec.optimize(quantization="int8")
    root = folder / "translate-en_ru-1_0"
    (root / "model").mkdir(parents=True)
    spec.save(str(root / "model"))
    (root / "sentencepiece.model").write_bytes(tokenizer(pieces))
    described = {"package_version": "1.0", "argos_version": "1.9", "from_code": "en", "from_name": "English"}
    (root / "metadata.json").write_text(json.dumps({**described, "to_code": "ru", "to_name": "Russian"}))
    return root


def document(count: int, seed: int = 1) -> list[str]:
    """Sentences of 4 to 50 words, lengths spread as in a news text (log-normal, median 17 words)."""
    random = np.random.default_rng(seed)
    lengths = np.clip(np.round(random.lognormal(2.85, 0.5, count)), 4, 50).astype(int)
    return [
        " ".join(
            "".join(random.choice(LATIN, random.choice([1, 2, 2, 2, 2, 3]))) for _ in range(length)
        ).capitalize() + "."
        for length in lengths
    ]  # fmt: skip
