"""chrF, chrF++, BLEU and TER as sacrebleu computes them (Post 2018), with its signatures.

chrF: Popović 2015; chrF++: Popović 2017; BLEU: Papineni et al. 2002; TER: Snover et al. 2006. Confidence intervals by
bootstrap resampling, differences by paired bootstrap (Koehn 2004).
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from toolkit.errors import MissingLibrary
from toolkit.workflow.evaluation.results import Score

METRICS = ("chrF", "chrF++", "BLEU", "TER")
LOWER_IS_BETTER = {"TER"}
UNSPACED = {"zh": "zh", "zt": "zh", "ja": "char", "th": "char", "ko": "char"}
"""Language -> tokenizer of BLEU where white space does not divide words as its own tokenizer expects."""
HANZI = {"zh", "zt", "ja"}
"""Languages whose characters TER counts one by one."""


def _sacrebleu() -> Any:
    try:
        import sacrebleu.metrics
        import sacrebleu.significance
    except ImportError as error:
        raise MissingLibrary("this needs sacrebleu", "evaluate") from error
    return sacrebleu


def made_for(language: str) -> dict[str, Any]:
    """Name -> metric, tokenized as the language needs it. Raises ToolkitError where sacrebleu is not installed."""
    metrics = _sacrebleu().metrics
    hanzi = language in HANZI
    return {
        "chrF": metrics.CHRF(),
        "chrF++": metrics.CHRF(word_order=2),
        "BLEU": metrics.BLEU(tokenize=UNSPACED.get(language, "13a")),
        "TER": metrics.TER(normalized=hanzi, asian_support=hanzi),
    }


def scores(
    systems: Mapping[str, Sequence[str]], references: Sequence[str], language: str, *, samples: int
) -> dict[str, dict[str, Score]]:
    """Name of a system -> metric -> score, of drafts in the order of the references.

    With `samples`, so many bootstrap samples say how far chance goes; each system is then tested against the first.
    """
    metrics = made_for(language)
    found: dict[str, dict[str, Score]] = {name: {} for name in systems}
    for metric, scorer in metrics.items():
        for name, texts in systems.items():
            score = scorer.corpus_score(texts, [references], n_bootstrap=samples or 1)
            told = json.loads(score.format(signature=str(scorer.get_signature()), is_json=True))
            drawn = (told.get("confidence_mean"), told.get("confidence_var")) if samples else (None, None)
            found[name][metric] = Score(float(score.score), told["signature"], *drawn)
    if samples and len(systems) > 1:
        _compare(systems, references, metrics, found, samples)
    return found


def _compare(
    systems: Mapping[str, Sequence[str]],
    references: Sequence[str],
    metrics: Mapping[str, Any],
    found: dict[str, dict[str, Score]],
    samples: int,
) -> None:
    """Adds to each score but those of the first system how likely its difference from that one is by chance."""
    test = _sacrebleu().significance.PairedTest(
        list(systems.items()), metrics, [references], test_type="bs", n_samples=samples
    )
    _, table = test()
    columns = [values for name, values in table.items() if name != "System"]
    for metric, values in zip(metrics, columns, strict=True):
        for name, result in zip(systems, values, strict=True):
            old = found[name][metric]
            chance = None if result.p_value is None else float(result.p_value)
            found[name][metric] = Score(old.value, old.signature, float(result.mean), float(result.ci), chance)


def sentence_scores(texts: Sequence[str], references: Sequence[str]) -> list[float]:
    """chrF of each draft by itself."""
    scorer = _sacrebleu().metrics.CHRF()
    return [
        float(scorer.sentence_score(text, [reference]).score) for text, reference in zip(texts, references, strict=True)
    ]
