"""The embedded packages: argostranslate takes them and says the same; what their cards tell is true."""

import json
from pathlib import Path

import pytest

from tests.engines.test_argos import ARGOSTRANSLATE, run
from toolkit import packages
from toolkit.engines import argos, traditional
from toolkit.engines.finish import finish
from toolkit.engines.model import Model
from toolkit.units import plain

STRINGS = [
    "Open the file",
    "Delete label",
    "Your password has been changed.",
    "Download suspicious file?",
    "No print services enabled",
    "Enter password for {1}",
    "{1} and more sites",
    "Unable to connect to the server.",
    "Turn on Bluetooth",
    "The identity of this website hasn't been verified.",
    "Save all 12 photos",
    "Sign in to continue",
    "Battery is low",
    "Share with {1} and {2}",
    "You can change this at any time in settings.",
    "Search results",
    "This page was translated from {1} to {2}.",
    "Kyrgyzstan",
    "Try again later",
    "Choose a language",
]


def starter(target: str) -> packages.Package:
    (path,) = packages.starter_folder().glob(f"translate-en_{target}-*.argosmodel")
    package = packages.open_package(path, "starter")
    assert package is not None
    return package


@pytest.mark.parametrize("target", ["zh", "ru", "ky"])
def test_argostranslate_installs_a_starter_and_says_the_same(target: str, tmp_path: Path) -> None:
    package = starter(target)
    theirs = json.loads(run(ARGOSTRANSLATE, str(package.path), json.dumps(STRINGS), target, home=tmp_path))
    ours = [output.text for output in Model(package, threads=1).draft(STRINGS)]
    assert ours == theirs
    assert len(set(ours)) == len(STRINGS)
    # The engine adds nothing to that but the punctuation of the language.
    drafts = argos.ArgosEngine([package], threads=1).translate([plain(text) for text in STRINGS], "en", target)
    finished = [finish(text, made, target) for text, made in zip(STRINGS, theirs, strict=True)]
    assert [draft.text for draft in drafts] == finished


@pytest.mark.parametrize("target", ["zh", "ru", "ky"])
def test_a_starter_has_floors_scores_and_a_card_that_tells_them(target: str) -> None:
    package = starter(target)
    strings, prose = package.floor("strings"), package.floor("prose")
    assert strings is not None
    assert prose is not None
    assert 0 < strings < prose <= 1, "sure of software strings, beyond its field in prose"
    card = package.read("README.md").decode("utf-8")
    for score in package.scores:
        assert f"| {score.text} | {score.rows:,} | {score.chrf:.1f} | {score.gloss:.1f} |" in card
    assert f"short strings: {strings:.2f}, prose: {prose:.2f}." in card
    for told in ("106 minutes", "BSD-3-Clause", "CC-BY 2.0 FR", "## What it is bad at", "| licence | Apache-2.0"):
        assert told in card


@pytest.mark.parametrize("target", ["zh", "ru", "ky"])
def test_short_strings_are_above_the_floor(target: str) -> None:
    """In its own field a starter package is offered as it is; a sentence of news is doubted."""
    engine = argos.ArgosEngine([starter(target)], threads=1)
    floor, high = engine.floor("strings"), engine.floor("prose")
    assert floor is not None
    assert high is not None
    drafts = engine.translate([plain(text) for text in STRINGS], "en", target)
    assert sum(draft.score >= floor for draft in drafts) >= 17
    news = "Lin Wu met with the governor of the province and praised the development of trade between the two sides."
    (draft,) = engine.translate([plain(news)], "en", target)
    assert draft.score < high


def test_the_chinese_package_cannot_write_traditional_characters() -> None:
    """Not one of its pieces has any, and what is no piece it cannot spell in bytes."""
    pieces = json.loads(starter("zh").read("model/target_vocabulary.json"))
    assert "你" in "".join(pieces)
    assert traditional.found("".join(pieces), "zh") == ""
    assert not {f"<0x{lead:02X}>" for lead in range(0xE3, 0xEA)} & set(pieces)


def test_the_embedded_packages_are_small() -> None:
    sizes = [path.stat().st_size for path in packages.starter_folder().glob("*.argosmodel")]
    assert len(sizes) == 3
    assert sum(sizes) <= 40_000_000
