"""A package of the size of the official ones that writes what a starter writes: Transformer-base, 32,000 pieces, int8.

The starter's trained weights are widened: every feature stands in the states twice, and what reads features has half
the weight (Net2Wider, Chen et al. 2016), so that layer norms see the same mean and variance. Heads are copied whole,
which leaves their scores as they are. Before the trained layers stand others whose last projection is zero: with
pre-norm and residual connections they add nothing (Net2Deeper, same source), and take as long as any.
"""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from starter.weights import read_model

LAYERS, WIDTH, INNER, HEADS = 6, 512, 2048, 8
PIECES = 32_000
LATIN = [c + v for c in "bcdfghklmnprstvz" for v in "aeiou"]

Array = np.ndarray[Any, Any]


def build(folder: Path, target: str = "ru") -> Path:
    """Writes `translate-en_<target>-9_0/` into `folder`, about 80 MB, in some seconds: the starter, widened."""
    from toolkit import packages

    starter = packages.choose(packages.discover(()), "en", target)
    files = starter.model_files()
    root = folder / f"translate-en_{target}-9_0"
    (root / "model").mkdir(parents=True)
    sides = [
        padded(json.loads(files[f"{side}_vocabulary.json"]), json.loads(files["config.json"]))
        for side in ("source", "target")
    ]
    spec = widened(read_model(files["model.bin"]), *sides)
    spec.config.decoder_start_token = json.loads(files["config.json"])["decoder_start_token"]
    spec.config.add_source_eos = True
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(root / "model"))
    (root / "sentencepiece.model").write_bytes(starter.tokenizer_model())
    described = {"package_version": "9.0", "argos_version": "1.9", "from_code": "en", "from_name": "English"}
    (root / "metadata.json").write_text(json.dumps({**described, "to_code": target, "to_name": target}))
    return root


def padded(pieces: list[str], config: dict[str, Any]) -> list[str]:
    """The pieces and others that nothing is ever made of, so many that there are PIECES."""
    assert config["add_source_eos"], "as the starters are made"
    assert not config["add_source_bos"]
    return [*pieces, *(f"<none{number}>" for number in range(PIECES - len(pieces)))]


def widened(weights: dict[str, Array], source: list[str], target: list[str]) -> Any:
    """The specification of a model of the official size that computes what one with these weights computes."""
    from ctranslate2.specs import TransformerSpec
    from ctranslate2.specs.transformer_spec import TransformerDecoderSpec, TransformerEncoderSpec

    random = np.random.default_rng(7)
    width, heads = weights["decoder/layer_norm/gamma"].shape[0], int(weights["decoder/num_heads"])
    inner = weights["decoder/layer_0/ffn/linear_0/bias"].shape[0]
    times = WIDTH // width
    assert times * width == WIDTH
    assert times * heads == HEADS, "heads are as wide as those of the official models"
    assert INNER % inner == 0

    def table(key: str, rows: int, scale: float) -> Array:
        """Embeddings or a projection, with rows of nothing for the pieces that are none."""
        found = np.tile(weights[key], (1, times)) * scale
        return np.pad(found, ((0, rows - len(found)), (0, 0))).astype(np.float32)

    def norm(layer: Any, key: str) -> None:
        layer.gamma, layer.beta = (
            (np.tile(weights[f"{key}/{name}"], times) for name in ("gamma", "beta"))
            if key
            else (np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32))
        )

    def linear(layer: Any, key: str, rows: int, columns: int, parts: int = 1) -> None:
        """One that reads and writes repeated features; `parts` of its rows are repeated each by itself."""
        if not key:
            layer.weight = random.normal(0, columns**-0.5, (rows, columns)).astype(np.float32)
            layer.bias = np.zeros(rows, np.float32)
            return
        weight, bias = weights[f"{key}/weight"], weights[f"{key}/bias"]
        again, wide = rows // len(bias), columns // weight.shape[1]
        weight = np.tile(weight.reshape(parts, -1, weight.shape[1]), (1, again, wide)) / wide
        layer.weight = weight.reshape(rows, columns).astype(np.float32)
        layer.bias = np.tile(bias.reshape(parts, -1), (1, again)).reshape(rows)

    def silent(layer: Any) -> None:
        layer.weight = np.zeros_like(layer.weight)

    def attention(layer: Any, key: str, *, own: bool) -> None:
        norm(layer.layer_norm, key and f"{key}/layer_norm")
        for number, parts in enumerate((3, 1) if own else (1, 2, 1)):
            linear(layer.linear[number], key and f"{key}/linear_{number}", parts * WIDTH, WIDTH, parts)
        if not key:
            silent(layer.linear[-1])

    def block(layer: Any, key: str, *, decoder: bool) -> None:
        attention(layer.self_attention, key and f"{key}/self_attention", own=True)
        if decoder:
            attention(layer.attention, key and f"{key}/attention", own=False)
        norm(layer.ffn.layer_norm, key and f"{key}/ffn/layer_norm")
        linear(layer.ffn.linear_0, key and f"{key}/ffn/linear_0", INNER, WIDTH)
        linear(layer.ffn.linear_1, key and f"{key}/ffn/linear_1", WIDTH, INNER)
        if not key:
            silent(layer.ffn.linear_1)

    spec: Any = TransformerSpec(
        TransformerEncoderSpec(LAYERS, HEADS, pre_norm=True), TransformerDecoderSpec(LAYERS, HEADS, pre_norm=True)
    )
    # Embeddings are multiplied by the root of the width, which has grown; the sines of the positions are repeated, too.
    for side, embeddings, rows in (
        ("encoder", spec.encoder.embeddings[0], len(source)),
        ("decoder", spec.decoder.embeddings, len(target)),
    ):
        own = getattr(spec, side)
        key = "encoder/embeddings_0/weight" if side == "encoder" else "decoder/embeddings/weight"
        embeddings.weight = table(key, rows, times**-0.5)
        own.scale_embeddings = True
        own.position_encodings.encodings = np.tile(positions(512, width), (1, times))
        norm(own.layer_norm, f"{side}/layer_norm")
        trained = sum(f"{side}/layer_{number}/ffn/linear_0/bias" in weights for number in range(LAYERS))
        for number, layer in enumerate(own.layer):
            found = f"{side}/layer_{number - LAYERS + trained}" if number >= LAYERS - trained else ""
            block(layer, found, decoder=side == "decoder")
    spec.decoder.projection.weight = table("decoder/projection/weight", len(target), 1 / times)
    bias = weights["decoder/projection/bias"]
    spec.decoder.projection.bias = np.pad(bias, (0, len(target) - len(bias)), constant_values=-1e4)
    spec.register_source_vocabulary(source)
    spec.register_target_vocabulary(target)
    return spec


def positions(length: int, width: int) -> Array:
    """Sinusoidal encodings as CTranslate2 computes them: sines, then cosines, counted from 1."""
    rates = np.exp(np.arange(width // 2) * -(np.log(10000.0) / (width // 2 - 1)))
    angles = np.arange(1, length + 1)[:, None] * rates[None, :]
    return np.concatenate([np.sin(angles), np.cos(angles)], axis=1).astype(np.float32)


def document(count: int, seed: int = 1) -> list[str]:
    """Sentences of 4 to 50 words of no language, lengths spread as in a news text (log-normal, median 17 words)."""
    random = np.random.default_rng(seed)
    lengths = np.clip(np.round(random.lognormal(2.85, 0.5, count)), 4, 50).astype(int)
    return [
        " ".join(
            "".join(random.choice(LATIN, random.choice([1, 2, 2, 2, 2, 3]))) for _ in range(length)
        ).capitalize() + "."
        for length in lengths
    ]  # fmt: skip
