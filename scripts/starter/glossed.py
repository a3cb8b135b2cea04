"""Training examples for the glossed model: sources in English, partly or mostly glossed, with their alignment."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import sentencepiece
import torch
from torch import Tensor

from starter.data import EOS, START, UNK, Row, Vocabulary, pad
from starter.glossary import HAN, Alignment, Glossary, Key, align, keys, lemmas, surfaces, words

COLUMN = {"en": 0, "zh": 1, "ru": 2, "ky": 3}
Segments = Sequence[tuple[str, int, int]]


class Pieces:
    """Texts and glosses into ids: English pieces first, then those of the language."""

    def __init__(
        self, tokenizer: sentencepiece.SentencePieceProcessor, source: Vocabulary, target: Vocabulary, language: str
    ) -> None:
        self.tokenizer, self.source, self.target = tokenizer, source, target
        self.start = target.ids[START[language]]
        self.lone = len(tokenizer.encode("1", out_type=str))

    def source_ids(self, pieces: Sequence[str]) -> list[int]:
        """English where English has the piece, else the language's own."""
        found = []
        for piece in pieces:
            number = self.source.ids.get(piece)
            if number is None and piece in self.target.ids:
                number = len(self.source) + self.target.ids[piece]
            found.append(UNK if number is None else number)
        return found

    def segment(self, text: str, attached: bool) -> list[str]:
        """The pieces of one segment of a gloss; `attached` to what stands before it, without a space."""
        if not attached:
            return list(self.tokenizer.encode(text, out_type=str))
        return list(self.tokenizer.encode("1" + text, out_type=str))[self.lone :]

    def glossed(self, segments: Segments) -> tuple[list[int], dict[int, tuple[int, int]]]:
        """Ids of a gloss with EOS, and for each English word the positions that stand for it."""
        made: list[str] = []
        places = {}
        for text, first, last in segments:
            attached = bool(made) and (first == last or bool(HAN.match(text)))
            pieces = self.segment(text, attached)
            for word in range(first, last):
                places[word] = (len(made), len(made) + len(pieces))
            made += pieces
        return [*self.source_ids(made), EOS], places

    def gloss_pieces(self, segments: Segments) -> list[str]:
        """The pieces of a gloss."""
        made: list[str] = []
        for text, first, last in segments:
            made += self.segment(text, bool(made) and (first == last or bool(HAN.match(text))))
        return made

    def plain(self, text: str) -> tuple[list[int], dict[int, tuple[int, int]]]:
        """As `glossed`, of English as it is."""
        pieces = self.tokenizer.encode(text, out_type=str)
        starts = piece_starts(pieces)
        places = {}
        for number, (word, begin) in enumerate(words(text, "en")):
            inside = [at for at, start in enumerate(starts) if begin <= start < begin + len(word)]
            if inside:
                places[number] = (inside[0], inside[-1] + 1)
        return [*self.source_ids(pieces), EOS], places

    def target_ids(self, text: str) -> tuple[list[int], list[int]]:
        """Ids from the start token to EOS, and where in the text each piece begins."""
        pieces = self.tokenizer.encode(text, out_type=str)
        return [self.start, *self.target.encode(list(pieces)), EOS], piece_starts(pieces)


def piece_starts(pieces: Sequence[str]) -> list[int]:
    """Where each piece of a text begins in it, white space left out (byte pieces put the rest a little off)."""
    starts, place = [], -1
    for piece in pieces:
        starts.append(max(place + (piece[0] == "▁"), 0))
        place += 1 if piece.startswith("<0x") else len(piece)
    return starts


@dataclass
class Teacher:
    """What one language's sentences are glossed and aligned with."""

    language: str
    key: Key = field(init=False)
    whole: Alignment = field(init=False)
    glossaries: list[Glossary] = field(default_factory=list)
    """For the even rows, for the odd rows (each learnt from the others), and for rows that were never seen."""

    def learn(self, sentences: Sequence[Row], lexicon: Sequence[Row], others: Sequence[Row]) -> None:
        column = COLUMN[self.language]
        self.key = keys(self.language)

        def pairs(rows: Sequence[Row]) -> tuple[list[tuple[list[str], list[str]]], dict[str, str]]:
            rows = [row for row in rows if row.texts[column]]
            target = [[word for word, _ in words(row.texts[column], self.language)] for row in rows]
            english = [[lemmas(word)[0] for word, _ in words(row.texts[0], "en")] for row in rows]
            keyed = [(e, [self.key(word) for word in t]) for e, t in zip(english, target, strict=True)]
            return keyed, surfaces(self.language, target, self.key)

        entries = [(row.texts[0], row.texts[column]) for row in lexicon if row.texts[column]]
        for rows in (sentences[1::2], sentences[::2], sentences):
            made, forms = pairs([*rows, *lexicon, *others])
            alignment = align(made)
            glossary = Glossary(self.language)
            glossary.add_lexicon(entries)
            glossary.add_alignment(alignment, forms)
            self.glossaries.append(glossary)
        self.whole = alignment

    def links(self, english: str, target: str) -> tuple[list[int], list[tuple[str, int]]]:
        """For each target word the number of its English word or -1; and the target words with their places."""
        target_words = words(target, self.language)
        english_words = [lemmas(word)[0] for word, _ in words(english, "en")]
        return self.whole.links(english_words, [self.key(word) for word, _ in target_words]), target_words


@dataclass(frozen=True)
class Glossed:
    """Source ids, target ids, and for each predicted piece the source positions it stands for."""

    source: list[int]
    target: list[int]
    spans: list[tuple[int, int]]


def example(
    row: Row, teacher: Teacher, pieces: Pieces, glossary: Glossary | None, keep: float, generator: random.Random
) -> Glossed:
    """One training example; without a glossary the source is plain English."""
    english, target = row.texts[0], row.texts[COLUMN[teacher.language]]
    ids, places = (
        pieces.plain(english) if glossary is None else pieces.glossed(glossary.gloss(english, keep, generator))
    )
    made, starts = pieces.target_ids(target)
    spans = [(0, 0)] * (len(made) - 1)
    links, target_words = teacher.links(english, target)
    for link, (word, begin) in zip(links, target_words, strict=True):
        if link in places:
            for number, start in enumerate(starts):
                if begin <= start < begin + len(word):
                    spans[number] = places[link]
    return Glossed(ids, made, spans)


def glossed_batches(
    examples: Sequence[Glossed], tokens: int, generator: random.Random
) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
    """One pass: (source [n, s], target [n, t], spans [n, t - 1, 2]), batches of like length in random order."""
    ordered = sorted(examples, key=lambda e: max(len(e.source), len(e.target)) + generator.random() * 4)
    groups: list[list[Glossed]] = [[]]
    for one in ordered:
        if groups[-1] and (len(groups[-1]) + 1) * max(len(one.source), len(one.target)) > tokens:
            groups.append([])
        groups[-1].append(one)
    generator.shuffle(groups)
    for group in groups:
        target = pad([one.target for one in group])
        spans = torch.zeros(len(group), target.shape[1] - 1, 2, dtype=torch.long)
        for number, one in enumerate(group):
            spans[number, : len(one.spans)] = torch.tensor(one.spans)
        yield pad([one.source for one in group]), target, spans
