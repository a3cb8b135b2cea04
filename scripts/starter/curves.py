"""Points of the learning curve: the averaged weights as a package, measured on what was kept out of training."""

import random
from pathlib import Path
from typing import Any

import torch

from starter.cut import HAN_BYTES
from starter.data import Vocabulary, read_rows
from starter.export import save_model, write_package

SOME = 150
"""Rows of each kind in a point of the curve."""
COLUMN = {"zh": 1, "ru": 2, "ky": 3}


def export(run: Any, language: str, folder: Path) -> tuple[Vocabulary, Vocabulary]:
    """Writes the CTranslate2 model of one language; its source knows English and the language's own pieces."""
    model, source, target = run.average, run.source, run.targets[language]
    own = [piece for piece in target.pieces if piece not in source.ids and not piece.startswith("<")]
    both = Vocabulary([*source.pieces, *own])
    rows = [*range(len(source)), *(len(source) + target.ids[piece] for piece in own)]
    keep = Vocabulary([piece for piece in target.pieces if language != "zh" or piece not in HAN_BYTES])
    save_model(model, language, both, target, keep, folder, model.table(language)[rows])
    return both, target


def package(run: Any, output: Path) -> None:
    """Writes the averaged weights of every trained language as an .argosmodel; measure_starter.py scores it."""
    training = {"minutes": round(run.spent / 60), "tokens": run.seen, "script": "scripts/tune_starter.py"}
    for language in run.languages:
        folder = run.options.work / f"model-{language}"
        with torch.no_grad():
            export(run, language, folder)
        tokenizer = run.options.work / "sentencepiece.model"
        path = write_package(folder, tokenizer, language, run.options.version, training, output)
        print(f"{path}  {path.stat().st_size / 1e6:.1f} MB", flush=True)


def measure(run: Any) -> None:
    """chrF of plain English and of glosses, on some rows of own_dev and dev, beam 1; appends to curves.tsv."""
    import ctranslate2
    import sacrebleu

    work = run.options.work
    files = {"own_dev": run.options.corpus / "own_dev.tsv.gz", "dev": run.options.data / "dev.tsv.gz"}
    kinds = {name: random.Random(1).sample(read_rows(file), SOME) for name, file in files.items()}
    for language in run.languages:
        folder = work / f"model-{language}"
        with torch.no_grad():
            export(run, language, folder)
        engine = ctranslate2.Translator(str(folder), inter_threads=1, intra_threads=1)
        pieces, teacher = run.pieces[language], run.teachers[language]
        scores = {}
        for name, rows in kinds.items():
            rows = [row for row in rows if row.texts[COLUMN[language]]]
            references = [[row.texts[COLUMN[language]] for row in rows]]
            sources = {
                "plain": [run.tokenizer.encode(row.texts[0], out_type=str) for row in rows],
                "gloss": [pieces.gloss_pieces(teacher.glossaries[-1].gloss(row.texts[0])) for row in rows],
            }
            for kind, tokens in sources.items():
                results = engine.translate_batch(
                    tokens, beam_size=1, length_penalty=0.2, max_batch_size=1024,
                    batch_type="tokens", max_decoding_length=150, replace_unknowns=True,
                )  # fmt: skip
                drafts = [run.tokenizer.decode(result.hypotheses[0]) for result in results]
                scores[f"{name} {kind}"] = sacrebleu.corpus_chrf(drafts, references).score
                (work / f"{name}.{kind}.{language}.txt").write_text("\n".join(drafts) + "\n", encoding="utf-8")
        line = "\t".join(f"{name} {score:.1f}" for name, score in scores.items())
        print(f"curve {language} {run.spent / 60:.0f} min {line}", flush=True)
        with (work / "curves.tsv").open("a") as file:
            for name, score in scores.items():
                file.write(f"{language}\t{run.spent / 60:.1f}\t{run.seen}\t{name}\t{score:.2f}\t{len(rows)}\n")
