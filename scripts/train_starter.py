#!/usr/bin/env python3
"""Trains the embedded starter packages (en→zh, en→ru, en→ky) from parallel software strings.

    pip install torch==2.13.0 ctranslate2 sentencepiece sacrebleu
    python scripts/train_starter.py --data ../shared/data/parallel --work /tmp/starter --minutes 120
    python scripts/train_starter.py --data ../shared/data/parallel --work /tmp/starter --package-only \
        --output toolkit/packages/starter

One English encoder serves three decoders, so a batch is encoded once and decoded into every language that its
rows have. The learning rate falls to zero over --minutes of wall time. A checkpoint is written every
--checkpoint-minutes and a killed run goes on from the last one. Needs PyTorch; nothing else in this project does.
"""

import argparse
import json
import random
import time
from pathlib import Path

import sentencepiece
import torch

from starter.cut import HAN_BYTES
from starter.data import (
    START,
    TARGETS,
    Vocabulary,
    batches,
    build_vocabulary,
    make_examples,
    read_rows,
    train_tokenizer,
)
from starter.model import Translator
from starter.optimizer import Optimizer


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with train.tsv.gz and dev.tsv.gz")
    parser.add_argument("--work", type=Path, required=True, help="folder for checkpoints, kept between runs")
    parser.add_argument("--output", type=Path, help="folder for the finished .argosmodel files")
    parser.add_argument("--package-only", action="store_true", help="do not train, only export the last checkpoint")
    parser.add_argument("--minutes", type=float, default=120, help="training time (wall clock)")
    parser.add_argument("--checkpoint-minutes", type=float, default=10)
    parser.add_argument("--fork-at", type=float, default=0.5, help="share of the time after which decoders part")
    parser.add_argument("--vocabulary", type=int, default=10000, help="sentencepiece pieces over all four languages")
    parser.add_argument("--width", type=int, default=256)
    parser.add_argument("--heads", type=int, default=4)
    parser.add_argument("--inner", type=int, default=1024)
    parser.add_argument("--encoder-layers", type=int, default=4)
    parser.add_argument("--decoder-layers", type=int, default=2)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--smoothing", type=float, default=0.1)
    parser.add_argument("--rate", type=float, default=3e-3, help="peak learning rate")
    parser.add_argument("--tokens", type=int, default=2048, help="target positions a language in one batch")
    parser.add_argument("--extra-share", type=float, default=0.3, help="share of extra_*.tsv.gz seen in one epoch")
    parser.add_argument("--limit", type=int, default=120, help="longest side, in tokens, that is trained on")
    parser.add_argument("--version", default="1.0", help="package version")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


class Run:
    """Everything a training run needs, rebuilt from the work folder on every start."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        options.work.mkdir(parents=True, exist_ok=True)
        rows = read_rows(options.data / "train.tsv.gz")
        extra = [row for path in sorted(options.data.glob("extra_*.tsv.gz")) for row in read_rows(path)]
        tokenizer_path = options.work / "sentencepiece.model"
        if not tokenizer_path.exists():
            train_tokenizer(rows, options.vocabulary, tokenizer_path.with_suffix(""))
        self.tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(tokenizer_path))
        text = {language: [row.texts[i] for row in rows + extra] for i, language in enumerate(("en", *TARGETS))}
        self.source = build_vocabulary(self.tokenizer, text["en"], None)
        self.targets: dict[str, Vocabulary] = {t: build_vocabulary(self.tokenizer, text[t], START[t]) for t in TARGETS}
        self.rows = rows
        self.examples = make_examples(rows, self.tokenizer, self.source, self.targets, options.limit)
        self.extra = make_examples(extra, self.tokenizer, self.source, self.targets, options.limit)
        sizes = {"en": len(self.source), **{t: len(v) for t, v in self.targets.items()}}
        torch.manual_seed(options.seed)
        self.model = Translator(
            sizes,
            options.width,
            options.heads,
            options.inner,
            options.encoder_layers,
            options.decoder_layers,
            options.dropout,
        )
        self.forked = False
        self.spent, self.step, self.epoch = 0.0, 0, 0
        weights = sum(p.numel() for p in self.model.parameters())
        print(
            f"rows {len(self.examples)} + {len(self.extra)} extra; vocabularies {sizes}; {weights / 1e6:.1f} M weights",
            flush=True,
        )

    @property
    def checkpoint(self) -> Path:
        return Path(self.options.work / "checkpoint.pt")

    def fork(self) -> None:
        self.model.fork()
        self.forked = True

    def save(self) -> None:
        part = self.checkpoint.with_suffix(".part")
        state = {
            "model": self.model.state_dict(),
            "forked": self.forked,
            "spent": self.spent,
            "step": self.step,
            "epoch": self.epoch,
        }
        torch.save(state, part)
        part.replace(self.checkpoint)

    def load(self) -> None:
        if not self.checkpoint.exists():
            return
        state = torch.load(self.checkpoint, weights_only=True)
        if state["forked"]:
            self.fork()
        self.model.load_state_dict(state["model"])
        self.spent, self.step, self.epoch = state["spent"], state["step"], state["epoch"]
        print(f"resumed at step {self.step}, {self.spent / 60:.1f} minutes", flush=True)


def forked_optimizer(run: Run, old: Optimizer) -> Optimizer:
    shared = dict(run.model.decoders[TARGETS[0]].named_parameters())
    run.fork()
    origin = {p: shared[n] for t in TARGETS[1:] for n, p in run.model.decoders[t].named_parameters()}
    new = Optimizer(run.model, run.options.rate)
    new.inherit(old, origin)
    return new


def train(run: Run) -> None:
    options, model = run.options, run.model
    budget = options.minutes * 60
    optimizer = Optimizer(model, options.rate)
    model.train()
    last_save = started = time.monotonic()
    begin, window_loss, window_tokens, window_start = run.spent, 0.0, 0, time.monotonic()
    while run.spent < budget:
        run.epoch += 1
        generator = random.Random(options.seed * 1000 + run.epoch)
        sample = generator.sample(run.extra, int(len(run.extra) * options.extra_share))
        for source, sides in batches(run.examples + sample, options.tokens, generator):
            memory, packing = model.encode(source)
            total = sum(int((ids[:, 1:] != 0).sum()) for _, ids in sides)
            loss = torch.zeros(())
            for language, (rows, ids) in zip(TARGETS, sides, strict=True):
                if len(rows):
                    loss = loss + model.loss(language, ids, memory, packing, rows, options.smoothing)
            (loss / total).backward()
            for parameter in optimizer.parameters:  # a batch without some language leaves its parameters alone
                if parameter.grad is None:
                    parameter.grad = torch.zeros_like(parameter)
            optimizer.step(min(run.spent / budget, 1.0))
            run.step += 1
            run.spent = begin + time.monotonic() - started
            window_loss, window_tokens = window_loss + float(loss.detach()), window_tokens + total
            if run.step % 50 == 0:
                rate = window_tokens / (time.monotonic() - window_start)
                where = f"step {run.step} epoch {run.epoch} {run.spent / 60:.1f} min"
                print(f"{where} loss {window_loss / window_tokens:.3f} {rate:.0f} tok/s", flush=True)
                window_loss, window_tokens, window_start = 0.0, 0, time.monotonic()
            if not run.forked and run.spent > options.fork_at * budget:
                optimizer = forked_optimizer(run, optimizer)
                print("decoders parted", flush=True)
            if time.monotonic() - last_save > options.checkpoint_minutes * 60:
                run.save()
                last_save = time.monotonic()
            if run.spent >= budget:
                break
    run.save()


def package(run: Run, output: Path) -> dict[str, float]:
    """Exports every direction, scores it on dev.tsv.gz (beam 4, chrF) and writes the archives with a model card."""
    import ctranslate2
    import sacrebleu

    from starter.export import save_model, write_package

    run.model.eval()
    dev = read_rows(run.options.data / "dev.tsv.gz")
    scores: dict[str, float] = {}
    for position, language in enumerate(TARGETS, start=1):
        folder = run.options.work / f"model-{language}"
        # Only what the professional translations use: the extra sentences are partly in traditional characters.
        keep = build_vocabulary(run.tokenizer, [row.texts[position] for row in run.rows], START[language])
        if language == "zh":
            keep = Vocabulary([piece for piece in keep.pieces if piece not in HAN_BYTES])
        save_model(run.model, language, run.source, run.targets[language], keep, folder)
        engine = ctranslate2.Translator(str(folder), inter_threads=run.options.threads, intra_threads=1)
        pieces = run.tokenizer.encode([row.texts[0] for row in dev], out_type=str)
        results = engine.translate_batch(
            pieces, beam_size=4, length_penalty=0.2, replace_unknowns=True, max_batch_size=256, batch_type="tokens"
        )
        drafts = [run.tokenizer.decode(result.hypotheses[0]) for result in results]
        references = [row.texts[position] for row in dev]
        scores[language] = sacrebleu.corpus_chrf(drafts, [references]).score
        (run.options.work / f"dev.{language}.txt").write_text("\n".join(drafts) + "\n", encoding="utf-8")
        print(f"en→{language} chrF {scores[language]:.1f}", flush=True)
    training = {"minutes": round(run.spent / 60), "epochs": run.epoch, "script": "scripts/train_starter.py"}
    for language in TARGETS:
        path = write_package(
            run.options.work / f"model-{language}",
            run.options.work / "sentencepiece.model",
            language,
            run.options.version,
            training,
            output,
        )
        print(f"{path}  {path.stat().st_size / 1e6:.1f} MB", flush=True)
    (run.options.work / "scores.json").write_text(json.dumps(scores, indent=2) + "\n")
    return scores


def main() -> None:
    options = arguments()
    torch.set_num_threads(options.threads)
    run = Run(options)
    run.load()
    if not options.package_only:
        train(run)
    if options.output:
        package(run, options.output)


if __name__ == "__main__":
    main()
