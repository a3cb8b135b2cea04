"""The starter model for glosses: what the decoder writes and what the encoder reads of a language is one table.

A gloss stands in the source in the very pieces that are to be written, so that copying is the easiest thing to learn.
One cross-attention head of the last layer is told which source word a target piece stands for (guided alignment,
Chen et al. 2016; Garg et al. 2019).
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from starter.data import PAD
from starter.model import Packing, Translator


class TiedTranslator(Translator):
    """Source ids: first the pieces of English, then all pieces of the language that is translated into."""

    def table(self, language: str) -> Tensor:
        """[English pieces + target pieces, width]."""
        return torch.cat([self.source.weight, self.target[language].weight])  # type: ignore[list-item]

    def encode_for(self, language: str, ids: Tensor) -> tuple[Tensor, Packing]:
        """As `encode`, for one language."""
        packing = Packing(ids)
        x = self.embed_by(self.table(language), ids, packing)
        for layer in self.encoder:
            x = layer(x, packing, None, packing, None)
        return self.encoder_norm(x), packing

    def embed_by(self, table: Tensor, ids: Tensor, packing: Packing) -> Tensor:
        """As `embed`, from a bare table."""
        places = torch.arange(ids.shape[1]).expand(ids.shape).flatten().index_select(0, packing.keep)
        flat = ids.flatten().index_select(0, packing.keep)
        x = F.embedding(flat, table) * self.width**0.5 + self.positions.index_select(0, places)
        return F.dropout(x, self.dropout, self.training)

    def loss_guided(
        self, language: str, source: Tensor, ids: Tensor, spans: Tensor, smoothing: float
    ) -> tuple[Tensor, Tensor, int]:
        """(summed cross entropy, summed alignment loss, aligned pieces).

        source [n, s]; ids [n, t] begin with the start token; spans [n, t - 1, 2] are the source positions (from,
        to) that a predicted piece stands for, from = to where nobody knows.
        """
        memory, there = self.encode_for(language, source)
        entered, gold = ids[:, :-1].clone(), ids[:, 1:]
        entered[gold == PAD] = PAD
        here = Packing(entered)
        x = self.embed(self.target[language], entered, here)  # type: ignore[arg-type]
        decoder = self.decoders[language]
        rows = torch.arange(len(source))
        layers: nn.ModuleList = decoder.layers  # type: ignore[assignment]
        for layer in layers[:-1]:
            x = layer(x, here, memory, there, rows)
        last = layers[-1]
        x = x + last.self_attention(x, here, True, None, here, None)  # type: ignore[operator]
        attention = last.cross_attention
        weights = self.first_head(attention, x, here, memory, there)  # type: ignore[arg-type]
        x = x + attention(x, here, False, memory, there, rows)  # type: ignore[operator, misc]
        x = x + F.dropout(last.ffn(x), self.dropout, self.training)  # type: ignore[operator]
        states = decoder.norm(x)  # type: ignore[operator]
        logits = F.linear(states, self.target[language].weight, self.bias[language])  # type: ignore[arg-type]
        wanted = gold.flatten().index_select(0, here.keep)
        entropy = F.cross_entropy(logits, wanted, label_smoothing=smoothing, reduction="sum")
        columns = torch.arange(source.shape[1])
        inside = (columns >= spans[..., :1]) & (columns < spans[..., 1:])
        told = inside.any(2)
        seen = (weights * inside).sum(2)[told]
        return entropy, -torch.log(seen + 1e-6).sum(), int(told.sum())

    def first_head(self, attention: nn.Module, x: Tensor, here: Packing, memory: Tensor, there: Packing) -> Tensor:
        """The probabilities [n, t, s] of the first head, computed a second time so that they can be taught."""
        size = self.width // self.heads
        norm, first, both = attention.norm, attention.first, attention.keys_values
        q = here.spread(F.linear(norm(x), first.weight[:size], first.bias[:size]))  # type: ignore[operator, index]
        k = there.spread(F.linear(memory, both.weight[:size], both.bias[:size]))  # type: ignore[union-attr, index]
        scores = q @ k.transpose(1, 2) / size**0.5
        return scores.masked_fill(~there.mask[:, 0], -1e9).softmax(2)
