"""Weights -> CTranslate2 int8 model -> .argosmodel archive, in the layout that argostranslate installs."""

import json
import shutil
from pathlib import Path

import numpy as np
from ctranslate2.specs import TransformerSpec
from ctranslate2.specs.transformer_spec import TransformerDecoderSpec, TransformerEncoderSpec
from torch import Tensor, nn

from starter.archive import archive_of
from starter.card import model_card
from starter.data import START, Vocabulary
from starter.model import Attention, Layer, Translator

NAMES = {"en": "English", "zh": "Chinese", "ru": "Russian", "ky": "Kyrgyz"}


def array(parameter: Tensor) -> np.ndarray:
    return parameter.detach().numpy().astype(np.float32)


def copy_linear(spec: object, linear: nn.Linear) -> None:
    spec.weight, spec.bias = array(linear.weight), array(linear.bias)  # type: ignore[attr-defined]


def copy_norm(spec: object, norm: nn.LayerNorm) -> None:
    spec.gamma, spec.beta = array(norm.weight), array(norm.bias)  # type: ignore[attr-defined]


def copy_attention(spec: object, attention: Attention) -> None:
    copy_norm(spec.layer_norm, attention.norm)  # type: ignore[attr-defined]
    linear = spec.linear  # type: ignore[attr-defined]
    copy_linear(linear[0], attention.first)
    if attention.keys_values is not None:
        copy_linear(linear[1], attention.keys_values)
    copy_linear(linear[-1], attention.out)


def copy_layer(spec: object, layer: Layer) -> None:
    copy_attention(spec.self_attention, layer.self_attention)  # type: ignore[attr-defined]
    if layer.cross_attention is not None:
        copy_attention(spec.attention, layer.cross_attention)  # type: ignore[attr-defined]
    copy_norm(spec.ffn.layer_norm, layer.ffn.norm)  # type: ignore[attr-defined]
    copy_linear(spec.ffn.linear_0, layer.ffn.up)  # type: ignore[attr-defined]
    copy_linear(spec.ffn.linear_1, layer.ffn.down)  # type: ignore[attr-defined]


def save_model(
    model: Translator,
    language: str,
    source: Vocabulary,
    target: Vocabulary,
    keep: Vocabulary,
    folder: Path,
    table: Tensor | None = None,
) -> None:
    """Writes the CTranslate2 model of one direction, int8 weights, decoding starts at the language's own token.

    The pieces of `target` that `keep` lacks are cut out of the output, so that the model cannot write them. `table` is
    what the encoder reads, where that is more than the English table.
    """
    rows = [target.ids[piece] for piece in keep.pieces]
    decoder = model.decoders[language]
    spec = TransformerSpec(
        TransformerEncoderSpec(len(model.encoder), model.heads, pre_norm=True),
        TransformerDecoderSpec(len(decoder.layers), model.heads, pre_norm=True),  # type: ignore[arg-type]
    )
    spec.encoder.embeddings[0].weight = array(model.source.weight if table is None else table)
    spec.encoder.scale_embeddings = True
    copy_norm(spec.encoder.layer_norm, model.encoder_norm)
    for layer_spec, layer in zip(spec.encoder.layer, model.encoder, strict=True):
        copy_layer(layer_spec, layer)  # type: ignore[arg-type]
    embeddings = array(model.target[language].weight)[rows]  # type: ignore[arg-type]
    spec.decoder.embeddings.weight = embeddings
    spec.decoder.scale_embeddings = True
    copy_norm(spec.decoder.layer_norm, decoder.norm)  # type: ignore[arg-type]
    for layer_spec, layer in zip(spec.decoder.layer, decoder.layers, strict=True):  # type: ignore[arg-type]
        copy_layer(layer_spec, layer)
    spec.decoder.projection.weight = embeddings
    spec.decoder.projection.bias = array(model.bias[language])[rows]
    spec.config.decoder_start_token = START[language]
    spec.config.add_source_eos = True
    spec.register_source_vocabulary(source.pieces)
    spec.register_target_vocabulary(keep.pieces)
    spec.validate()
    spec.optimize(quantization="int8")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    spec.save(str(folder))


def write_package(
    model_folder: Path, tokenizer: Path, language: str, version: str, training: dict[str, object], output: Path
) -> Path:
    """Zips one direction as `translate-en_<language>-<version>.argosmodel`; `training` is told in its model card."""
    root = f"translate-en_{language}-{version.replace('.', '_')}"
    metadata = {
        "package_version": version,
        "argos_version": "1.9",
        "from_code": "en",
        "from_name": NAMES["en"],
        "to_code": language,
        "to_name": NAMES[language],
        "toolkit": {"training": training},
    }
    members: list[tuple[str, bytes]] = [
        ("metadata.json", (json.dumps(metadata, indent=4) + "\n").encode()),
        ("README.md", model_card(metadata).encode("utf-8")),
        ("sentencepiece.model", tokenizer.read_bytes()),
        *((f"model/{path.name}", path.read_bytes()) for path in sorted(model_folder.iterdir())),
    ]
    output.mkdir(parents=True, exist_ok=True)
    archive = output / f"{root}.argosmodel"
    archive.write_bytes(archive_of(root, members))
    return archive
