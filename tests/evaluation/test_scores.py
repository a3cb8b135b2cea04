"""Scores and faults: sacrebleu's own command line is the judge of the scores."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from toolkit.engines import traditional
from toolkit.errors import BundleError
from toolkit.units import Catalog, Code, Draft, Segment, State, TranslationUnit, plain, segment_key
from toolkit.workflow import evaluation
from toolkit.workflow.evaluation import faults, metrics
from toolkit.workflow.evaluation.references import Pair, Reference
from toolkit.workflow.evaluation.results import Made

TEXTS = {
    "ru": (
        ["Президент прибыл в страну.", "Погода хорошая", "Да, 5 %."],
        ["В страну прибыл президент.", "Сегодня хорошая погода.", "Да: 5 %."],
    ),
    "zh": (["总统抵达了该国。", "天气不错。"], ["总统已抵达该国。", "今天天气很好。"]),
}
OPTIONS = {
    "chrF": ["-m", "chrf"],
    "chrF++": ["-m", "chrf", "--chrf-word-order", "2"],
    "BLEU": ["-m", "bleu", "--tokenize"],
    "TER": ["-m", "ter"],
}


@pytest.mark.parametrize("language", sorted(TEXTS))
@pytest.mark.parametrize("metric", metrics.METRICS)
def test_scores_and_signatures_are_those_of_sacrebleu(tmp_path: Path, language: str, metric: str) -> None:
    drafts, references = TEXTS[language]
    (tmp_path / "made").write_text("\n".join(drafts) + "\n", encoding="utf-8")
    (tmp_path / "people").write_text("\n".join(references) + "\n", encoding="utf-8")
    options = list(OPTIONS[metric])
    if metric == "BLEU":
        options.append({"zh": "zh"}.get(language, "13a"))
    if metric == "TER" and language == "zh":
        options += ["--ter-normalized", "--ter-asian-support"]
    done = subprocess.run(
        [sys.executable, "-m", "sacrebleu", "people", "-i", "made", *options, "-w", "4", "-f", "json"],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    told = json.loads(done.stdout)
    score = metrics.scores({"one": drafts}, references, language, samples=0)["one"][metric]
    assert score.value == pytest.approx(told["score"], abs=1e-3)
    assert told["signature"] == score.signature
    assert (score.interval, score.p) == (None, None)


def test_systems_are_tested_against_the_first() -> None:
    drafts, references = TEXTS["ru"][0] * 10, TEXTS["ru"][1] * 10
    found = metrics.scores({"a": drafts, "b": references}, references, "ru", samples=100)
    assert found["a"]["chrF"].p is None
    assert found["b"]["chrF"].value == pytest.approx(100)
    assert found["b"]["chrF"].p == pytest.approx(1 / 101)
    assert (found["a"]["chrF"].interval or 0) > 0
    assert found["a"]["chrF"].mean == pytest.approx(found["a"]["chrF"].value, abs=5)


SLOT = Code("1", "placeholder", "%s", "%s")
FAULTY = [
    ("ru", plain("The house is old."), "", ("empty",), [("nothing", True)]),
    ("ru", plain("The house is old."), "Дом старый.", (), []),
    ("ru", plain("The house is old."), "дом дом дом дом дом", ("degenerate",), [("loop", True)]),
    ("ru", plain("Open the old file of the user"), "Open the old file of the user", (), [("copy", False)]),
    ("ru", plain("Open the old file of the user"), "打开用户的旧文件", (), [("wrong script", False)]),
    ("zh", plain("The new president"), "新總統", (), [("traditional", False)]),
    ("zh", plain("The new president"), "新總統", (traditional.FLAG,), [("traditional", True)]),
    ("zh", plain("The new president"), "新总统", (), []),
    ("zt", plain("The new president"), "新總統", (), []),
    ("ru", plain("He paid 250 dollars."), "Он заплатил 25 долларов.", (), [("number", False)]),
    ("ru", plain("He paid 250 dollars."), "Он заплатил 25 долларов.", ("lost-number",), [("number", True)]),
    ("ru", plain("See https://example.org/a"), "Смотри там", (), [("placeable", False)]),
    ("ru", ("Open ", SLOT), "Открыть", (), [("placeable", False)]),
    ("ru", plain("iPhone 12"), "iPhone 12", ("copied",), []),
]


@pytest.mark.parametrize(("language", "source", "target", "flags", "wanted"), FAULTY)
def test_faults(
    language: str, source: tuple[str | Code, ...], target: str, flags: tuple[str, ...], wanted: list[tuple[str, bool]]
) -> None:
    found = faults.of(source, Draft(plain(target), 0.5, flags=flags), "en", language)
    assert [(fault.name, fault.flagged) for fault in found] == wanted


def test_traditional_characters_are_those_that_simplified_chinese_does_not_write() -> None:
    assert traditional.found("這個國家的總統說著，著名的乾坤", "zh") == "這個國總統說"
    assert traditional.found("這個國家", "zt") == ""
    assert traditional.found("《臺灣》", "zh", source="臺灣") == ""
    assert traditional.found("这个国家的总统在后来表示：发展、干部、里面、只有、系统。", "zh") == ""


def test_results_count_what_is_flagged_and_what_is_not() -> None:
    reference = Reference("x", "en", "ru", (Pair(plain("One house of 20."), "Один дом из 20."),) * 2)
    drafts = (Draft(plain("Дом."), 0.4), Draft(plain("Дом."), 0.2, flags=("lost-number",)))
    done = evaluation.compared(reference, [Made("m", "s", drafts, seconds=0.5)], samples=0)
    (result,) = done.results
    assert result.faults["number"] == (2, 1)
    assert (result.faulty, result.rate) == (2, 4.0)
    assert [one.confidence for one in result.sentences] == [0.4, 0.2]


def test_drafts_of_a_bundle(tmp_path: Path) -> None:
    def unit(text: str, target: str, state: State) -> TranslationUnit:
        return TranslationUnit(Segment(segment_key(plain(text)), plain(text)), plain(target), state)

    catalog = Catalog(
        "d", "en", "ru",
        (unit("A house.", "Дом.", State.REVIEWED), unit("A river.", "Река.", State.TRANSLATED)),
    )  # fmt: skip
    file = tmp_path / "parallel.tsv"
    with pytest.raises(BundleError, match="no such bundle"):
        evaluation.drafts_of_bundle(file, catalog)
    file.write_text(
        "id\tkind\ten\tru\tru:status\n1\tp\tA house.\tДомик.\tdrafted\n2\tp\tA river.\tРека\tdrafted\n",
        encoding="utf-8",
    )
    reference, made = evaluation.drafts_of_bundle(file, catalog)
    assert [(pair.shown, pair.text) for pair in reference.pairs] == [("A house.", "Дом.")]
    assert [draft.text for draft in made.drafts] == ["Домик."]
    assert reference.counts == {"compared": 1, "drafted": 2, "reviewed": 1}
    (result,) = evaluation.compared(reference, [made], samples=0).results
    assert result.sentences[0].confidence is None
