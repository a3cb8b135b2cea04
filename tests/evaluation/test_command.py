"""`toolkit evaluate` as people and programs use it."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.conftest import ROOT
from toolkit.cli.evaluate import command

TABLE = (
    "en\tru\tky\n"
    "The president visited the country in 2023.\tПрезидент посетил страну в 2023 году.\t\n"
    "Open the file.\tОткройте файл.\tФайлды ачыңыз.\n"
    "<b>The weather</b> is good & warm.\t<b>Погода</b> хорошая и тёплая.\tАба ырайы жакшы.\n"
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "tests.tsv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command, [*map(str, arguments), "--project", str(ROOT)], standalone_mode=False)


def test_engines_side_by_side_for_programs_and_as_a_page(table: Path, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    done = run(table, "--to", "ru", "--engine", "gloss,pseudo", "--bootstrap", "20", "--page", page, "--json")
    assert (done.return_value, done.exception) == (0, None)
    (row,) = json.loads(done.output)
    assert (row["source"], row["language"], row["compared"]) == (str(table), "ru", 3)
    gloss, pseudo = row["systems"]
    assert (gloss["system"], pseudo["system"]) == ("gloss", "pseudo")
    assert gloss["scores"]["chrF"]["score"] > pseudo["scores"]["chrF"]["score"]
    assert gloss["scores"]["BLEU"]["signature"].startswith("nrefs:1|bs:20|seed:12345|case:mixed|eff:no|tok:13a")
    assert set(gloss["faults"]) == {"nothing", "loop", "copy", "wrong script", "traditional", "number", "placeable"}
    assert len(gloss["worst"]) == 3
    text = page.read_text(encoding="utf-8")
    assert "<script" not in text
    assert not re.search(r"""(?:src|href)=|url\(|https?://(?!www\.w3\.org)""", text), "the page needs the network"
    assert text.count("<svg") >= 5
    assert "&lt;b&gt;The weather&lt;/b&gt; is good &amp; warm." in text


def test_one_embedded_package_for_people(table: Path) -> None:
    done = run(table, "--to", "ru", "--package", "en-ru==1.0", "--bootstrap", "0", "--worst", "1")
    assert (done.return_value, done.exception) == (0, None)
    assert "translate-en_ru 1.0 (starter)" in done.output
    assert re.search(r"chrF +chrF\+\+ +BLEU +TER +faulty +seconds", done.output)
    assert done.output.count("people: ") == 1


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--to", "zh", "--engine", "gloss"), "nothing to compare: no sentence has both"),
        (("--to", "ru", "--package", "en-ky"), "nothing to compare: no sentence has both"),
        (("--to", "ru,zh", "--engine", "gloss", "--bootstrap", "0"), "nothing to compare in zh"),
    ],
)
def test_with_nothing_to_compare_it_says_so(table: Path, arguments: tuple[str, ...], complaint: str) -> None:
    done = run(table, *arguments)
    assert (done.return_value, done.exception) == (1, None)
    assert complaint in done.stderr


def test_drafts_are_not_drafted_again(table: Path) -> None:
    for arguments in ((table, "--drafts", "build"), ("x.txt", "--drafts", "build", "--engine", "argos")):
        assert "--drafts are" in str(run(*arguments).exception)


def test_the_reviewed_catalogs_of_a_document() -> None:
    done = run(ROOT / "source" / "lin-wu-visits-kyrgyzstan.txt", "--to", "zh", "--engine", "gloss", "--bootstrap", "0")
    assert (done.return_value, done.exception) == (0, None)
    assert "zh: 27 sentences" in done.output
