"""What a gloss is worth: its confidence tells better glosses from worse ones."""

import csv
import gzip
import itertools

import pytest
from sacrebleu.metrics import CHRF

from tests.conftest import ROOT
from toolkit.engines.gloss import GlossEngine
from toolkit.engines.gloss.worth import USUAL

SENTENCES = 90


@pytest.mark.parametrize("target", USUAL)
def test_glosses_that_are_surer_are_nearer_to_what_a_person_wrote(target: str) -> None:
    with gzip.open(ROOT / "scripts/corpus/own_dev.tsv.gz", "rt", encoding="utf-8", newline="") as lines:
        rows = list(itertools.islice(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE), SENTENCES))
    drafts = GlossEngine("en", target).translate([(row["en"],) for row in rows], "en", target)
    metric = CHRF()
    seen = [
        (draft.score, metric.sentence_score(draft.text, [row[target]]).score / 100)
        for draft, row in zip(drafts, rows, strict=True)
    ]
    seen.sort()
    third = len(seen) // 3
    worst, best = ([quality for _, quality in part] for part in (seen[:third], seen[-third:]))
    assert sum(best) / third > sum(worst) / third + 0.04
    said, true = (sum(column) / len(seen) for column in zip(*seen, strict=True))
    assert abs(said - true) < 0.04


@pytest.mark.parametrize("target", USUAL)
def test_a_word_that_nobody_knows_makes_a_gloss_less_sure(target: str) -> None:
    plain = "The minister opened a new school in the north of the country on Monday."
    odd = "The minister qworved a new blenkish in the north of the country on Monday."
    sure, unsure = GlossEngine("en", target).translate([(plain,), (odd,)], "en", target)
    assert 0 < unsure.score < sure.score < 1


@pytest.mark.parametrize("target", USUAL)
def test_a_short_text_is_worth_what_is_usual(target: str) -> None:
    (draft,) = GlossEngine("en", target).translate([("Open the door.",)], "en", target)
    assert draft.score == pytest.approx(USUAL[target])
