#!/usr/bin/env python3
"""Goes on from the starter packages: teaches them words and sentences through glosses.

    pip install torch==2.13.0 ctranslate2 sentencepiece sacrebleu jieba pymorphy3 opencc-python-reimplemented
    python scripts/tune_starter.py --data ../shared/data/parallel --work /tmp/starter --minutes 600
    python scripts/tune_starter.py --data ../shared/data/parallel --work /tmp/starter --package-only --output /tmp/new

The rate stays level and the weights are averaged as they go, so that training can be stopped at any moment (Control-C,
SIGTERM, or by pulling the plug) and taken up again by the same command: a checkpoint holds weights, averages, momenta.
Learning curves go to curves.tsv in the work folder. Where the processor has bf16 (avx512_bf16, amx), one thread is as
fast as four without.
"""

import argparse
import copy
import random
import signal
import time
from pathlib import Path

import sentencepiece
import torch

from starter.curves import measure, package
from starter.data import START, TARGETS, Row, Vocabulary, build_vocabulary, read_rows, train_tokenizer
from starter.glossed import Glossed, Pieces, Teacher, example, glossed_batches
from starter.optimizer import Optimizer
from starter.tied import TiedTranslator
from starter.warm import fill_layers, grown, read_package

ROOT = Path(__file__).resolve().parent.parent
WIDTH, HEADS, INNER, ENCODER, DECODER = 256, 4, 1024, 4, 2
"""The shape of the packages that are gone on from."""
COLUMN = {"zh": 1, "ru": 2, "ky": 3}
WARMUP_STEPS = 60
AVERAGE = 0.99
"""What stays of the average at each step: a memory of about a hundred steps."""
GUIDANCE = 1.0
"""Weight of the alignment loss beside the cross entropy, for each aligned piece."""


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with train, dev, extra_en_zh_tatoeba.tsv.gz")
    parser.add_argument("--corpus", type=Path, default=ROOT / "scripts/corpus", help="folder with own_*.tsv.gz")
    parser.add_argument(
        "--from", dest="packages", type=Path, default=ROOT / "toolkit/packages/starter", help="packages to go on from"
    )
    parser.add_argument("--work", type=Path, required=True, help="folder for checkpoints and curves, kept between runs")
    parser.add_argument("--output", type=Path, help="folder for the finished .argosmodel files")
    parser.add_argument("--package-only", action="store_true", help="do not train, only export the averaged weights")
    parser.add_argument("--minutes", type=float, default=120, help="training time in all (wall clock)")
    parser.add_argument("--checkpoint-minutes", type=float, default=4)
    parser.add_argument("--measure-minutes", type=float, default=15, help="how often a point of the curve is taken")
    parser.add_argument("--languages", default="zh,ru,ky", help="those that are trained")
    parser.add_argument("--vocabulary", type=int, default=12000)
    parser.add_argument("--tokens", type=int, default=1600, help="target positions a language in one batch")
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--lexicon", type=int, default=4000, help="lexicon rows in a round")
    parser.add_argument("--software", type=int, default=5000, help="software strings in a round")
    parser.add_argument("--spoken", type=int, default=1500, help="Tatoeba rows in a round, Chinese only")
    parser.add_argument("--limit", type=int, default=110, help="longest side, in tokens, that is trained on")
    parser.add_argument("--version", default="1.1", help="package version")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.package_only and options.output is None:
        parser.error("--package-only needs --output")
    return options


def simplified(rows: list[Row]) -> list[Row]:
    """Tatoeba's rows with their traditional characters converted."""
    from opencc import OpenCC

    convert = OpenCC("t2s").convert
    return [Row((row.texts[0], convert(row.texts[1]), row.texts[2], row.texts[3])) for row in rows]


class Run:
    """Everything a run needs, rebuilt from the work folder on every start."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        options.work.mkdir(parents=True, exist_ok=True)
        self.own = read_rows(options.corpus / "own_sentences.tsv.gz")
        self.lexicon = read_rows(options.corpus / "own_lexicon.tsv.gz")
        self.software = read_rows(options.data / "train.tsv.gz")
        self.spoken = simplified(read_rows(options.data / "extra_en_zh_tatoeba.tsv.gz"))
        self.languages = [language for language in TARGETS if language in options.languages.split(",")]
        path = options.work / "sentencepiece.model"
        if not path.exists():
            train_tokenizer(self.own * 2 + self.lexicon + self.software, options.vocabulary, path.with_suffix(""))
        self.tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(path))
        rows = self.own + self.lexicon + self.software
        self.source = build_vocabulary(self.tokenizer, [row.texts[0] for row in rows + self.spoken], None)
        self.targets: dict[str, Vocabulary] = {
            t: build_vocabulary(self.tokenizer, [row.texts[COLUMN[t]] for row in rows], START[t]) for t in TARGETS
        }
        sizes = {"en": len(self.source), **{t: len(v) for t, v in self.targets.items()}}
        torch.manual_seed(options.seed)
        self.model = TiedTranslator(sizes, WIDTH, HEADS, INNER, ENCODER, DECODER, 0.1)
        self.model.fork()
        self.warm_start()
        self.average = copy.deepcopy(self.model)
        self.optimizer = Optimizer(self.model, options.rate)
        self.spent, self.step, self.seen = 0.0, 0, 0
        self.stopped = False
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        self.teachers = {language: Teacher(language) for language in self.languages}
        for teacher in self.teachers.values():
            teacher.learn(self.own, self.lexicon, self.software[::4])
        self.pieces = {t: Pieces(self.tokenizer, self.source, self.targets[t], t) for t in self.languages}
        weights = sum(p.numel() for p in self.model.parameters())
        print(f"vocabularies {sizes}; {weights / 1e6:.1f} M weights", flush=True)

    def stop(self, *_: object) -> None:
        """After the batch that is being worked on: a checkpoint, and the end."""
        self.stopped = True

    def warm_start(self) -> None:
        for language in TARGETS:
            (path,) = self.options.packages.glob(f"translate-en_{language}-*.argosmodel")
            finished = read_package(path)
            fill_layers(self.model, language, finished.weights)
            old = sentencepiece.SentencePieceProcessor(model_proto=finished.tokenizer)
            text = {
                piece: piece.replace("▁", " ").strip()
                for v in (self.source, self.targets[language])
                for piece in v.pieces
            }
            split = {piece: old.encode(plain, out_type=str) for piece, plain in text.items()}
            weights = {key: torch.from_numpy(finished.weights[name].copy()) for key, name in (
                ("source", "encoder/embeddings_0/weight"), ("target", "decoder/embeddings/weight"),
                ("bias", "decoder/projection/bias"))}  # fmt: skip
            with torch.no_grad():
                self.model.source.weight.copy_(grown(finished.source, weights["source"], self.source.pieces, split))
                table = self.model.target[language]
                table.weight.copy_(  # type: ignore[operator, union-attr]
                    grown(finished.target, weights["target"], self.targets[language].pieces, split)
                )
                bias = grown(finished.target, weights["bias"][:, None], self.targets[language].pieces, {})
                self.model.bias[language].copy_(bias[:, 0])

    @property
    def checkpoint(self) -> Path:
        return Path(self.options.work / "checkpoint.pt")

    def save(self) -> None:
        part = self.checkpoint.with_suffix(".part")
        state = {"model": self.model.state_dict(), "average": self.average.state_dict(),
                 "optimizer": self.optimizer.state(), "spent": self.spent,
                 "step": self.step, "seen": self.seen}  # fmt: skip
        torch.save(state, part)
        part.replace(self.checkpoint)

    def load(self) -> None:
        if not self.checkpoint.exists():
            return
        state = torch.load(self.checkpoint, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.average.load_state_dict(state["average"])
        self.optimizer.restore(state["optimizer"])
        self.spent, self.step, self.seen = state["spent"], state["step"], state["seen"]
        print(f"resumed at step {self.step}, {self.spent / 60:.1f} minutes", flush=True)

    def round(self, language: str, generator: random.Random) -> list[Glossed]:
        """Fresh examples of one language: own sentences (two in three glossed), lexicon, software, spoken."""
        teacher, pieces = self.teachers[language], self.pieces[language]
        glossaries = teacher.glossaries
        jobs = []
        for number, row in enumerate(self.own):
            glossed = generator.random() < 0.7
            jobs.append((row, glossaries[number % 2] if glossed else None, generator.choice((0.0, 0.0, 0.1, 0.4))))
        jobs += [(row, None, 0.0) for row in generator.sample(self.lexicon, self.options.lexicon)]
        jobs += [(row, None, 0.0) for row in generator.sample(self.software, self.options.software)]
        if language == "zh":
            jobs += [(row, None, 0.0) for row in generator.sample(self.spoken, self.options.spoken)]
        made = (example(row, teacher, pieces, glossary, keep, generator) for row, glossary, keep in jobs
                if row.texts[COLUMN[language]])  # fmt: skip
        limit = self.options.limit
        return [one for one in made if len(one.source) <= limit and len(one.target) <= limit]


def train(run: Run) -> None:
    options, model = run.options, run.model
    budget, begin, started = options.minutes * 60, run.spent, time.monotonic()
    saved = measured = time.monotonic()
    window = [0.0, 0.0, 0, 0, time.monotonic()]  # entropy, guidance, pieces, aligned, since
    while run.spent < budget and not run.stopped:
        generator = random.Random(options.seed * 1000 + run.step)
        rounds = [
            glossed_batches(run.round(language, generator), options.tokens, generator) for language in run.languages
        ]
        for sides in zip(*rounds, strict=False):
            total = sum(int((target[:, 1:] != 0).sum()) for _, target, _ in sides)
            for language, (source, target, spans) in zip(run.languages, sides, strict=True):
                with torch.autocast("cpu", dtype=torch.bfloat16):
                    entropy, guidance, aligned = model.loss_guided(language, source, target, spans, 0.1)
                ((entropy.float() + GUIDANCE * guidance.float()) / total).backward()
                window = [
                    window[0] + float(entropy),
                    window[1] + float(guidance),
                    window[2],
                    window[3] + aligned,
                    window[4],
                ]
            for parameter in run.optimizer.parameters:
                if parameter.grad is None:
                    parameter.grad = torch.zeros_like(parameter)
            run.step += 1
            run.optimizer.step_at(options.rate * min(1.0, run.step / WARMUP_STEPS))
            decay = min(AVERAGE, run.step / (run.step + 10))
            with torch.no_grad():
                for mean, weight in zip(run.average.parameters(), model.parameters(), strict=True):
                    mean.lerp_(weight, 1 - decay)
            run.seen += total
            window[2] += total
            run.spent = begin + time.monotonic() - started
            if run.step % 20 == 0:
                speed = window[2] / (time.monotonic() - window[4])
                print(
                    f"step {run.step} {run.spent / 60:.1f} min loss {window[0] / window[2]:.3f} "
                    f"alignment {window[1] / max(1, window[3]):.3f} {speed:.0f} tok/s",
                    flush=True,
                )
                window = [0.0, 0.0, 0, 0, time.monotonic()]
            if time.monotonic() - saved > options.checkpoint_minutes * 60:
                run.save()
                saved = time.monotonic()
            if time.monotonic() - measured > options.measure_minutes * 60:
                measure(run)
                measured = time.monotonic()
            if run.spent >= budget or run.stopped:
                break
    run.save()
    if not run.stopped:
        measure(run)


def main() -> None:
    options = arguments()
    torch.set_num_threads(options.threads)
    run = Run(options)
    run.load()
    if options.package_only:
        package(run, options.output)
    else:
        if run.step == 0:
            measure(run)
        train(run)


if __name__ == "__main__":
    main()
