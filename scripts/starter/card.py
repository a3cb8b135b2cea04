"""The model card (README.md) that travels inside every starter package."""

CARD = """# Starter package English → {name} ({version})

A *starter* package of the toolkit: a small Transformer trained on one ordinary two-core processor. It is good at short
software strings and weak at everything else. It will mistranslate news, invent words and drop clauses. Every draft
that it makes must be read by a person. Install the official Argos package `translate-en_{language}` for real work.

| | |
|---|---|
| direction | English → {name} (`en` → `{language}`) |
| architecture | pre-norm Transformer, shared English encoder, own decoder; CTranslate2 int8 |
| tokeniser | sentencepiece unigram, identity normalisation, byte fallback |
| training | {minutes:.0f} minutes on two processor cores, {epochs} epochs, scripts/train_starter.py |
| chrF on 1,000 unseen software strings | zh {zh:.1f} · ru {ru:.1f} · ky {ky:.1f} |

## Trained on

| what | rows | licence |
|---|---|---|
| Chromium interface strings (xtb), joined on the message id | about 23,500 | BSD-3-Clause, MPL-2.0 notices |
| Android interface strings, AOSP and LineageOS, 2020–2024 | about 15,300 | Apache-2.0 |
| Unicode CLDR names: countries, languages, units, emoji | about 7,200 | Unicode-3.0 |
| Universal Declaration of Human Rights and other small permissive texts | about 300 | free |
| Tatoeba English–Chinese sentences | 19,638 | CC-BY 2.0 FR, https://tatoeba.org |

The weights are published under Apache-2.0, as the rest of the toolkit.
"""

NAMES = {"zh": "Chinese", "ru": "Russian", "ky": "Kyrgyz"}


def model_card(language: str, version: str, scores: dict[str, float], minutes: float, epochs: int) -> str:
    return CARD.format(
        name=NAMES[language], version=version, language=language, minutes=minutes, epochs=epochs, **scores
    )
