"""Models as people share them, small and made here: they translate the words of the toy word for word.

A Marian model of its own numbers (.npz), as OPUS-MT publishes them, and folders of CTranslate2 in the layouts that
`ct2-transformers-converter` leaves for NLLB, MADLAD and OPUS-MT.
"""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.engines import toy

HEAD = {
    "type": "transformer", "transformer-decoder-autoreg": "self-attention", "transformer-no-projection": False,
    "transformer-ffn-activation": "relu", "transformer-postprocess-emb": "", "transformer-preprocess": "n",
    "transformer-postprocess": "da", "transformer-postprocess-top": "n", "transformer-guided-alignment-layer": "last",
    "enc-depth": 1, "dec-depth": 1, "transformer-heads": 1,
}  # fmt: skip
LICENSE = "Creative Commons Attribution 4.0 International\n\nYou are free to share.\n"


def tokenizer(folder: Path, words: list[str], symbols: Sequence[str] = ()) -> bytes:
    """A model of sentencepiece over some words."""
    import sentencepiece

    text = folder / "words.txt"
    text.write_text("\n".join(" ".join(words[n:] + words[:n]) for n in range(len(words))) + "\n", encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(text), model_prefix=str(folder / "made"), vocab_size=200, hard_vocab_limit=False,
        user_defined_symbols=list(symbols), minloglevel=2, num_threads=1,
    )  # fmt: skip
    return (folder / "made.model").read_bytes()


def marian(folder: Path, vocabulary: list[str], partner: dict[str, str], shift: int = 0) -> None:
    """Writes model.npz: the decoder at position n looks at position n + `shift` and writes its partner."""
    import numpy as np

    width = toy.WIDTH
    half = width // 2
    chance = np.random.default_rng(1)
    meanings = {token: chance.choice([-1.0, 1.0], half) for token in vocabulary}
    places = chance.choice([-1.0, 1.0], (toy.POSITIONS + 1, half))

    def table(names: Sequence[str], size: float = 1.0) -> Any:
        made = np.zeros((len(names), width), np.float32)
        made[:, :half] = [meanings[name] for name in names]
        return made * size

    def square(top: float, bottom: float) -> Any:
        return np.diag([top] * half + [bottom] * half).astype(np.float32)

    position = np.zeros((toy.POSITIONS, width), np.float32)
    position[:, half:] = places[: toy.POSITIONS]
    turned = np.zeros((width, width), np.float32)
    turned[half:, half:] = 2 * np.eye(half)
    scale = width**0.5  # Marian multiplies embeddings by it
    weights: dict[str, Any] = {
        "encoder_Wemb": table([partner.get(token, token) for token in vocabulary], 1 / scale),
        "decoder_Wemb": table(vocabulary, 1 / scale) * 0.01,
        "decoder_ff_logit_out_Wt": table(vocabulary, 0.1),
        "decoder_ff_logit_out_b": np.zeros((1, len(vocabulary)), np.float32),
        "Wpos": position,
    }
    if shift:  # the decoder's query turned to the place of the next token
        ahead, _, _, _ = np.linalg.lstsq(places[: half // 2], places[shift : half // 2 + shift], rcond=None)
        turned[half:, half:] = 2 * ahead
    for side, layers in (("encoder", ("self",)), ("decoder", ("self", "context"))):
        for layer in layers:
            scope = f"{side}_l1_{layer}"
            active = layer == "context"
            for letter, square_of in (
                ("q", turned if active else square(0, 0)),
                ("k", square(0, 2 if active else 0)),
                ("v", square(1 if active else 0, 0)),
                ("o", square(10 if active else 0, 0)),
            ):
                weights[f"{scope}_W{letter}"] = square_of
                weights[f"{scope}_b{letter}"] = np.zeros((1, width), np.float32)
            weights |= norm(f"{scope}_Wo", "_pre")
        weights |= norm(f"{side}_l1_ffn_ffn", "_pre") | norm(f"{side}_top", "")
        for number in "12":
            weights[f"{side}_l1_ffn_W{number}"] = square(0, 0)
            weights[f"{side}_l1_ffn_b{number}"] = np.zeros((1, width), np.float32)
    lines = "".join(f"{name}: {json.dumps(value)}\n" for name, value in HEAD.items())
    weights["special:model.yml"] = np.frombuffer(lines.encode() + b"\0", np.int8)
    np.savez(folder / "model.npz", **weights)


def norm(scope: str, suffix: str) -> dict[str, Any]:
    import numpy as np

    return {
        f"{scope}_ln_scale{suffix}": np.ones((1, toy.WIDTH), np.float32),
        f"{scope}_ln_bias{suffix}": np.zeros((1, toy.WIDTH), np.float32),
    }


def opus(folder: Path, *, prefixes: Sequence[str] = (), vocabulary: str = "yml", licence: str = LICENSE) -> Path:
    """A folder as an OPUS-MT zip unpacks to: en→ru, two tokenizers, one vocabulary."""
    folder.mkdir(parents=True)
    source = tokenizer(folder, list(toy.WORDS), prefixes)
    target = tokenizer(folder, list(toy.WORDS.values()))
    for name in ("words.txt", "made.model", "made.vocab"):
        (folder / name).unlink()
    (folder / "source.spm").write_bytes(source)
    (folder / "target.spm").write_bytes(target)
    tokens = [*dict.fromkeys(["</s>", "<unk>", *prefixes, *toy.pieces_of(source)[3:], *toy.pieces_of(target)[3:]])]
    marian(folder, tokens, toy.partners(tokens, toy.WORDS), shift=1 if prefixes else 0)
    name = f"opus.spm.vocab.{vocabulary}"
    lines = {
        "yml": "".join(f"{json.dumps(token, ensure_ascii=False)}: {n}\n" for n, token in enumerate(tokens)),
        "vocab": "".join(f"{token}\n" for token in tokens),
    }
    (folder / name).write_text(lines[vocabulary], encoding="utf-8")
    head = f"relative-paths: true\nmodels:\n  - model.npz\nvocabs:\n  - {name}\n  - {name}\nbeam-size: 6\n"
    (folder / "decoder.yml").write_text(head, encoding="utf-8")
    if licence:
        (folder / "LICENSE").write_text(licence, encoding="utf-8")
    (folder / "README.md").write_text("# opus-2026-01-01.zip\n\n* model: transformer-align\n", encoding="utf-8")
    return folder


def ctranslate2(
    folder: Path, name: str, *, codes: Sequence[str] = (), tail: Sequence[str] = (), prefixed: bool = False
) -> Path:
    """A folder of CTranslate2 with a shared tokenizer of that name; `codes` are the tokens of its languages."""
    folder.mkdir(parents=True)
    data = toy.sentencepiece_model(folder)
    pieces = [*toy.pieces_of(data), *codes]
    scratch = folder / "scratch"
    toy.save_model(scratch, pieces, pieces, toy.partners(pieces, toy.WORDS), prefixed=prefixed)
    for path in scratch.iterdir():
        shutil.move(path, folder / path.name)
    shutil.rmtree(scratch)
    for left in ("corpus.txt", "sp.model", "sp.vocab"):
        (folder / left).unlink()
    config = json.loads((folder / "config.json").read_text())
    if name != "sentencepiece.model":
        (folder / "config.json").write_text(json.dumps({**config, "add_source_eos": False}))
    (folder / name).write_bytes(data)
    for extra in tail:
        (folder / extra).write_text("{}", encoding="utf-8")
    return folder
