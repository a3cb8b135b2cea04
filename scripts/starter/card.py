"""The model card (README.md) that travels inside every starter package, made from its metadata.json."""

from collections.abc import Mapping
from typing import Any

CARD = """# Starter package English → {name} ({version})

A *starter* package of the toolkit: a small Transformer trained on one ordinary two-core processor. It is good at short
software strings and weak at everything else. Every draft that it makes must be read by a person. Install the official
Argos package `translate-en_{language}` for real work.

| | |
|---|---|
| direction | English → {name} (`en` → `{language}`) |
| architecture | pre-norm Transformer, 4 encoder and 2 decoder layers, width 256; CTranslate2 int8 |
| tokeniser | sentencepiece unigram, identity normalisation, byte fallback |
| training | {minutes} minutes on two processor cores for three directions, {amount}, {script} |
| licence | Apache-2.0, as the rest of the toolkit |
{measured}
## What it is bad at

- News and any prose: it mistranslates, invents words, drops clauses. Its training text has no `president`, `war`,
  `government`.
- Names of persons and places that no software string has; numbers in sentences (a lost one is flagged).
- Sentences of more than about twenty words.

## Trained on

| what | rows | licence |
|---|---|---|
| Chromium interface strings (xtb), joined on the message id | about 23,500 | BSD-3-Clause, MPL-2.0 notices |
| Android interface strings, AOSP and LineageOS, 2020–2024 | about 15,300 | Apache-2.0 |
| Unicode CLDR names: countries, languages, units, emoji | about 7,200 | Unicode-3.0 |
| Universal Declaration of Human Rights and other small permissive texts | about 300 | free |
| Tatoeba English–Chinese sentences | 19,638 | CC-BY 2.0 FR, https://tatoeba.org |
{own}"""
OWN = "| the project's own sentences and lexicon, docs/corpus.md | 28,831 | Apache-2.0 |\n"
MEASURED = """
## Measured

chrF (sacrebleu, beam 4) on text that no training saw, beside that of the toolkit's gloss of the same text:

| text | rows | chrF | gloss |
|---|---|---|---|
{rows}

Floor: drafts of less confidence than this are worth less to a reader than the gloss, and the toolkit offers the gloss
instead: {floors}. They were chosen where software and news count alike.
"""
NAMES = {"zh": "Chinese", "ru": "Russian", "ky": "Kyrgyz"}
KINDS = {"strings": "short strings", "prose": "prose"}


def model_card(metadata: Mapping[str, Any]) -> str:
    """The card of a package with this metadata.json; without measurements it has no table of them."""
    told = metadata.get("toolkit", {})
    training = told.get("training", {})
    return CARD.format(
        name=NAMES[metadata["to_code"]],
        version=metadata["package_version"],
        language=metadata["to_code"],
        minutes=training.get("minutes", "?"),
        amount=f"{training['epochs']} epochs"
        if "epochs" in training
        else f"{training.get('tokens', 0):,} target pieces",
        script=training.get("script", "scripts/train_starter.py"),
        measured=_measured(told),
        own=OWN if training.get("script") == "scripts/tune_starter.py" else "",
    )


def _measured(told: Mapping[str, Any]) -> str:
    if not told.get("scores"):
        return ""
    rows = "\n".join(
        f"| {one['text']} | {one['rows']:,} | {one['chrf']:.1f} | "
        f"{'' if one.get('gloss') is None else format(one['gloss'], '.1f')} |"
        for one in told["scores"]
    )
    floors = ", ".join(f"{KINDS.get(kind, kind)}: {floor:.2f}" for kind, floor in told.get("floor", {}).items())
    return MEASURED.format(rows=rows, floors=floors)
