"""A small pre-norm Transformer (Vaswani et al. 2017): one English encoder, a decoder and vocabulary per language.

The shape follows what CTranslate2's TransformerSpec can run, so that export.py only copies weights.
"""

import copy
import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from starter.data import PAD, TARGETS


def positions(length: int, width: int) -> Tensor:
    """Sinusoidal encodings in CTranslate2's own layout: sines then cosines, counted from 1."""
    rates = torch.exp(torch.arange(width // 2) * -(math.log(10000.0) / (width // 2 - 1)))
    angles = torch.arange(1, length + 1).unsqueeze(1) * rates.unsqueeze(0)
    return torch.cat([angles.sin(), angles.cos()], dim=1)


class Packing:
    """Where the real tokens of a padded batch [n, t] lie: linear layers see only those, attention sees the grid."""

    def __init__(self, ids: Tensor) -> None:
        self.grid = (int(ids.shape[0]), int(ids.shape[1]))
        self.keep = (ids != PAD).flatten().nonzero().squeeze(1)
        self.mask = (ids != PAD)[:, None, None, :]

    def spread(self, packed: Tensor) -> Tensor:
        """[tokens, w] -> [n, t, w], zeros at the padding."""
        n, t = self.grid
        full = packed.new_zeros(n * t, packed.shape[1]).index_copy(0, self.keep, packed)
        return full.view(n, t, -1)

    def pack(self, full: Tensor) -> Tensor:
        """[n, t, w] -> [tokens, w]."""
        return full.reshape(-1, full.shape[-1]).index_select(0, self.keep)


class Attention(nn.Module):
    """Self-attention, or attention over a memory; the projections of one input are one matrix."""

    def __init__(self, width: int, heads: int, cross: bool) -> None:
        super().__init__()
        self.heads, self.cross, self.width = heads, cross, width
        self.norm = nn.LayerNorm(width)
        self.first = nn.Linear(width, width if cross else 3 * width)
        self.keys_values = nn.Linear(width, 2 * width) if cross else None
        self.out = nn.Linear(width, width)

    def split(self, x: Tensor) -> Tensor:
        return x.view(x.shape[0], x.shape[1], self.heads, -1).transpose(1, 2)

    def forward(
        self, x: Tensor, here: Packing, causal: bool, memory: Tensor | None, there: Packing, rows: Tensor | None
    ) -> Tensor:
        """x [tokens, w] packed by `here`; memory [tokens, w] packed by `there`, of which `rows` are attended."""
        states = here.spread(self.first(self.norm(x)))
        if self.keys_values is None:
            q, k, v = states.split(self.width, dim=2)
            mask = None if causal else here.mask
        else:
            assert memory is not None and rows is not None
            q = states
            k, v = there.spread(self.keys_values(memory)).index_select(0, rows).split(self.width, dim=2)
            mask = there.mask.index_select(0, rows)
        y = F.scaled_dot_product_attention(
            self.split(q), self.split(k), self.split(v), attn_mask=mask, is_causal=causal
        )
        return self.out(here.pack(y.transpose(1, 2).reshape(*here.grid, self.width)))


class FeedForward(nn.Module):
    def __init__(self, width: int, inner: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)

    def forward(self, x: Tensor) -> Tensor:
        return self.down(F.relu(self.up(self.norm(x))))


class Layer(nn.Module):
    def __init__(self, width: int, heads: int, inner: int, cross: bool, dropout: float) -> None:
        super().__init__()
        self.self_attention = Attention(width, heads, cross=False)
        self.cross_attention = Attention(width, heads, cross=True) if cross else None
        self.ffn = FeedForward(width, inner)
        self.dropout = dropout

    def forward(self, x: Tensor, here: Packing, memory: Tensor | None, there: Packing, rows: Tensor | None) -> Tensor:
        causal = self.cross_attention is not None
        x = x + self.self_attention(x, here, causal, None, here, None)
        if self.cross_attention is not None:
            x = x + self.cross_attention(x, here, False, memory, there, rows)
        return x + F.dropout(self.ffn(x), self.dropout, self.training)  # here only: drawing the mask is dear on a CPU


class Decoder(nn.Module):
    def __init__(self, layers: int, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer(width, heads, inner, True, dropout) for _ in range(layers))
        self.norm = nn.LayerNorm(width)

    def forward(self, x: Tensor, here: Packing, memory: Tensor, there: Packing, rows: Tensor) -> Tensor:
        for layer in self.layers:
            x = layer(x, here, memory, there, rows)
        return self.norm(x)


class Translator(nn.Module):
    """Three directions that share the English encoder; the decoder is shared until `fork()`."""

    def __init__(
        self,
        sizes: dict[str, int],
        width: int,
        heads: int,
        inner: int,
        encoder_layers: int,
        decoder_layers: int,
        dropout: float,
    ) -> None:
        super().__init__()
        self.width, self.heads, self.dropout = width, heads, dropout
        self.source = nn.Embedding(sizes["en"], width)
        self.encoder = nn.ModuleList(Layer(width, heads, inner, False, dropout) for _ in range(encoder_layers))
        self.encoder_norm = nn.LayerNorm(width)
        self.target = nn.ModuleDict({language: nn.Embedding(sizes[language], width) for language in TARGETS})
        self.bias = nn.ParameterDict({language: nn.Parameter(torch.zeros(sizes[language])) for language in TARGETS})
        shared = Decoder(decoder_layers, width, heads, inner, dropout)
        self.decoders = nn.ModuleDict({language: shared for language in TARGETS})
        for module in self.modules():
            if isinstance(module, nn.Linear):
                nn.init.xavier_uniform_(module.weight)
                nn.init.zeros_(module.bias)
            elif isinstance(module, nn.Embedding):
                nn.init.normal_(module.weight, std=width**-0.5)
        self.register_buffer("positions", positions(1024, width), persistent=False)

    def fork(self) -> None:
        """From here on every language trains a decoder of its own, starting from the shared weights."""
        for language in TARGETS[1:]:
            self.decoders[language] = copy.deepcopy(self.decoders[language])

    def embed(self, table: nn.Embedding, ids: Tensor, packing: Packing) -> Tensor:
        """ids [n, t] -> packed [tokens, w]; embeddings are scaled by the root of the width, as CTranslate2 does."""
        places = torch.arange(ids.shape[1]).expand(ids.shape).flatten().index_select(0, packing.keep)
        flat = ids.flatten().index_select(0, packing.keep)
        x = table(flat) * math.sqrt(self.width) + self.positions.index_select(0, places)
        return F.dropout(x, self.dropout, self.training)

    def encode(self, ids: Tensor) -> tuple[Tensor, Packing]:
        """ids [n, s] -> memory [tokens, w] and how it is packed."""
        packing = Packing(ids)
        x = self.embed(self.source, ids, packing)
        for layer in self.encoder:
            x = layer(x, packing, None, packing, None)
        return self.encoder_norm(x), packing

    def loss(
        self, language: str, ids: Tensor, memory: Tensor, there: Packing, rows: Tensor, smoothing: float
    ) -> Tensor:
        """Summed label-smoothed cross entropy of target ids [n, t] that begin with the start token."""
        entered, gold = ids[:, :-1].clone(), ids[:, 1:]
        entered[gold == PAD] = PAD  # the end mark is predicted, never entered
        here = Packing(entered)
        x = self.embed(self.target[language], entered, here)  # type: ignore[arg-type]
        states = self.decoders[language](x, here, memory, there, rows)
        logits = F.linear(states, self.target[language].weight, self.bias[language])  # type: ignore[arg-type]
        wanted = gold.flatten().index_select(0, here.keep)
        return F.cross_entropy(logits, wanted, label_smoothing=smoothing, reduction="sum")
