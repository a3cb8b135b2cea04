"""Weights of a finished starter package, back out of CTranslate2's int8 file, to go on training from."""

import json
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from starter.model import Translator
from starter.weights import read_model


@dataclass(frozen=True)
class Finished:
    """One package: its weights by CTranslate2's names, in float32, and the pieces of both sides."""

    weights: dict[str, np.ndarray]
    source: list[str]
    target: list[str]
    tokenizer: bytes


def read_package(path: Path) -> Finished:
    """Reads an .argosmodel whose model was saved with int8 weights."""
    with zipfile.ZipFile(path) as archive:
        names = {name.split("/", 1)[1]: name for name in archive.namelist()}
        data = archive.read(names["model/model.bin"])
        sides = [json.loads(archive.read(names[f"model/{side}_vocabulary.json"])) for side in ("source", "target")]
        tokenizer = archive.read(names["sentencepiece.model"])
    return Finished(read_model(data), sides[0], sides[1], tokenizer)


def fill_layers(model: Translator, language: str, weights: dict[str, np.ndarray]) -> None:
    """Copies the encoder, and the decoder of one language, into a model of the same shape."""
    named = dict(model.named_parameters())

    def put(name: str, source: str) -> None:
        with torch.no_grad():
            named[name].copy_(torch.from_numpy(weights[source].copy()))

    def norm(name: str, source: str) -> None:
        put(f"{name}.weight", f"{source}/gamma")
        put(f"{name}.bias", f"{source}/beta")

    def linear(name: str, source: str) -> None:
        put(f"{name}.weight", f"{source}/weight")
        put(f"{name}.bias", f"{source}/bias")

    def layer(name: str, source: str, cross: bool) -> None:
        norm(f"{name}.self_attention.norm", f"{source}/self_attention/layer_norm")
        linear(f"{name}.self_attention.first", f"{source}/self_attention/linear_0")
        linear(f"{name}.self_attention.out", f"{source}/self_attention/linear_1")
        if cross:
            norm(f"{name}.cross_attention.norm", f"{source}/attention/layer_norm")
            linear(f"{name}.cross_attention.first", f"{source}/attention/linear_0")
            linear(f"{name}.cross_attention.keys_values", f"{source}/attention/linear_1")
            linear(f"{name}.cross_attention.out", f"{source}/attention/linear_2")
        norm(f"{name}.ffn.norm", f"{source}/ffn/layer_norm")
        linear(f"{name}.ffn.up", f"{source}/ffn/linear_0")
        linear(f"{name}.ffn.down", f"{source}/ffn/linear_1")

    for number in range(len(model.encoder)):
        layer(f"encoder.{number}", f"encoder/layer_{number}", cross=False)
    norm("encoder_norm", "encoder/layer_norm")
    decoder = f"decoders.{language}"
    for number in range(len(model.decoders[language].layers)):  # type: ignore[arg-type]
        layer(f"{decoder}.layers.{number}", f"decoder/layer_{number}", cross=True)
    norm(f"{decoder}.norm", "decoder/layer_norm")


def grown(old: list[str], table: Tensor, pieces: list[str], split: dict[str, list[str]]) -> Tensor:
    """A table for other pieces: a piece that is new begins as the mean of the old ones it is made of."""
    place = {piece: number for number, piece in enumerate(old)}
    rows = []
    for piece in pieces:
        parts = [place[p] for p in ([piece] if piece in place else split.get(piece, [])) if p in place]
        rows.append(table[parts].mean(0) if parts else table.mean(0) + 0.02 * torch.randn(table.shape[1]))
    return torch.stack(rows)
