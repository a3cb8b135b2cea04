"""Parallel rows -> sentencepiece pieces -> batches of one English side and up to three target sides."""

import gzip
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import sentencepiece
import torch

TARGETS = ("zh", "ru", "ky")
COLUMNS = ("en", *TARGETS)
PAD, UNK, EOS = 0, 1, 3
SPECIALS = ("<blank>", "<unk>", "<s>", "</s>")
START = {language: f"<{language}>" for language in TARGETS}


@dataclass(frozen=True)
class Row:
    """One English text and its translations, as text; an empty string where a language is missing."""

    texts: tuple[str, str, str, str]


def read_rows(path: Path) -> list[Row]:
    """Reads a gzipped TSV with the columns en, zh, ru, ky; a header line that names them is passed over."""
    rows = []
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as file:
        for number, line in enumerate(file, start=1):
            cells = tuple(line.rstrip("\n").split("\t"))
            if len(cells) != len(COLUMNS):
                raise SystemExit(f"{path}:{number}: {len(cells)} columns, expected {len(COLUMNS)}")
            if cells != COLUMNS:
                rows.append(Row(cells))  # type: ignore[arg-type]
    return rows


def train_tokenizer(rows: list[Row], vocabulary_size: int, prefix: Path) -> Path:
    """Trains one sentencepiece model (unigram, identity normalisation, byte fallback) over all four languages."""
    corpus = prefix.with_suffix(".txt")
    corpus.write_text("\n".join(text for row in rows for text in row.texts if text) + "\n", encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(corpus),
        model_prefix=str(prefix),
        vocab_size=vocabulary_size,
        model_type="unigram",
        character_coverage=0.9998,
        byte_fallback=True,
        split_digits=True,
        normalization_rule_name="identity",
        user_defined_symbols=[f"{{{digit}}}" for digit in range(10)],
        input_sentence_size=0,
        max_sentence_length=8192,
        minloglevel=2,
    )
    corpus.unlink()
    return prefix.with_suffix(".model")


class Vocabulary:
    """The pieces that one language really uses; ids are positions in `pieces`."""

    def __init__(self, pieces: list[str]) -> None:
        self.pieces = pieces
        self.ids = {piece: index for index, piece in enumerate(pieces)}

    def encode(self, pieces: list[str]) -> list[int]:
        return [self.ids.get(piece, UNK) for piece in pieces]

    def __len__(self) -> int:
        return len(self.pieces)


def build_vocabulary(
    tokenizer: sentencepiece.SentencePieceProcessor, texts: list[str], start: str | None
) -> Vocabulary:
    """Specials, byte pieces (any character stays reachable), user symbols, then what the texts use, in model order."""
    used = {piece for pieces in tokenizer.encode(texts, out_type=str) for piece in pieces}
    always = {tokenizer.id_to_piece(i) for i in range(tokenizer.get_piece_size()) if tokenizer.is_byte(i)}
    always |= {f"{{{digit}}}" for digit in range(10)}
    specials = list(SPECIALS) + ([start] if start else [])
    ordered = [tokenizer.id_to_piece(i) for i in range(tokenizer.get_piece_size())]
    return Vocabulary(specials + [p for p in ordered if p in used | always and p not in specials])


@dataclass(frozen=True)
class Example:
    """Ids of the English side (ending in EOS) and of each target side (start token … EOS; empty when missing)."""

    source: list[int]
    targets: tuple[list[int], ...]
    longest: int


def make_examples(
    rows: list[Row],
    tokenizer: sentencepiece.SentencePieceProcessor,
    source: Vocabulary,
    targets: dict[str, Vocabulary],
    limit: int,
) -> list[Example]:
    """Encodes rows; a side of more than `limit` tokens is left out (a row without any side is dropped)."""
    columns = [tokenizer.encode([row.texts[i] for row in rows], out_type=str) for i in range(4)]
    examples = []
    for index in range(len(rows)):
        english = source.encode(columns[0][index])
        sides = []
        for position, language in enumerate(TARGETS, start=1):
            pieces = columns[position][index]
            vocabulary = targets[language]
            keep = 0 < len(pieces) <= limit
            sides.append([vocabulary.ids[START[language]], *vocabulary.encode(pieces), EOS] if keep else [])
        if english and len(english) <= limit and any(sides):
            examples.append(Example([*english, EOS], tuple(sides), max(len(english), *map(len, sides))))
    return examples


def pad(sequences: list[list[int]]) -> torch.Tensor:
    width = max(map(len, sequences))
    return torch.tensor([s + [PAD] * (width - len(s)) for s in sequences])


def batches(
    examples: list[Example], tokens: int, generator: random.Random
) -> Iterator[tuple[torch.Tensor, list[tuple[torch.Tensor, torch.Tensor]]]]:
    """One epoch: (source [n, s], for each target language the row numbers [m] and target ids [m, t]).

    Examples are sorted by length with a little noise, so that a batch holds about `tokens` padded target
    positions per language and little padding; the order of the batches is shuffled.
    """
    ordered = sorted(examples, key=lambda e: (e.longest + generator.random() * 3, len(e.source)))
    groups: list[list[Example]] = [[]]
    for example in ordered:
        if groups[-1] and (len(groups[-1]) + 1) * example.longest > tokens:
            groups.append([])
        groups[-1].append(example)
    generator.shuffle(groups)
    for group in groups:
        sides = []
        for position in range(len(TARGETS)):
            present = [i for i, e in enumerate(group) if e.targets[position]]
            if present:
                sides.append((torch.tensor(present), pad([group[i].targets[position] for i in present])))
            else:
                sides.append((torch.zeros(0, dtype=torch.long), torch.zeros(0, 1, dtype=torch.long)))
        yield pad([e.source for e in group]), sides
