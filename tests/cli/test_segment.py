"""`toolkit segment`: modes, rules of one's own, and why a text is cut where it is."""

import json
from pathlib import Path

import pytest

from toolkit.cli import run_command
from toolkit.segmentation.srx import load

TEXT = "Dr. Lee arrived. He left.\n\n- Prof. Roe stayed. Nobody\n  saw him.\n"
RULES = """<srx version="2.0"><body><languagerules><languagerule languagerulename="x">
<!-- a greeting -->
<rule break="no"><beforebreak>%s</beforebreak><afterbreak>\\s</afterbreak></rule>
</languagerule></languagerules>
<maprules><languagemap languagepattern="en" languagerulename="x"/></maprules></body></srx>"""


@pytest.fixture
def letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "letter.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def lines(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> list[str]:
    assert run_command(["segment", *arguments]) == code
    captured = capsys.readouterr()
    return captured.out.splitlines() if code == 0 else captured.err.splitlines()


def test_modes(letter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lines(capsys, "letter.txt") == ["Dr. Lee arrived.", "He left.", "- Prof. Roe stayed.", "Nobody saw him."]
    assert lines(capsys, "letter.txt", "--segment", "paragraph") == [
        "Dr. Lee arrived. He left.",
        "- Prof. Roe stayed. Nobody saw him.",
    ]
    assert lines(capsys, "letter.txt", "--segment", "line") == [
        "Dr. Lee arrived. He left.",
        "- Prof. Roe stayed. Nobody",
        "saw him.",
    ]


def test_every_place_where_one_could_cut_is_explained(letter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    explained = lines(capsys, "letter.txt", "--explain")[4:]
    assert [line.split("  [")[0].replace(" ", " ") for line in explained] == [
        "letter.txt:1: kept Dr.│ Lee arrived. He left.",
        "letter.txt:1: cut  Dr. Lee arrived.│ He left.",
        "letter.txt:3: kept - Prof.│ Roe stayed. Nobody⏎  sa",
        "letter.txt:3: cut  - Prof. Roe stayed.│ Nobody⏎  saw him.",
    ]
    assert explained[0].endswith("[an abbreviation that never ends a sentence; en.txt]")
    assert "toolkit.srx:" in explained[1]


def test_programs_get_the_places_too(letter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [json.loads(line) for line in lines(capsys, "letter.txt", "--explain", "--json")]
    assert [[(place["offset"], place["cut"]) for place in row["places"]] for row in rows] == [
        [(3, False), (16, True)],
        [],
        [(7, False), (19, True)],
        [],
    ]
    assert "places" not in json.loads(lines(capsys, "letter.txt", "--json")[0])


def test_headings_are_explained_by_layout(letter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter.write_text("2024-01-05 10:00 press\n\nWait. Go on\n\nSure? yes.\n", encoding="utf-8")
    assert lines(capsys, "letter.txt", "--language", "en") == [
        "2024-01-05 10:00 press",
        "Wait.",
        "Go on",
        "Sure?",
        "yes.",
    ]


def test_own_rules_come_first_or_alone(letter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("own.srx").write_text(RULES % "arrived\\.", encoding="utf-8")
    assert lines(capsys, "letter.txt", "--srx", "own.srx")[0] == "Dr. Lee arrived. He left."
    assert "[a greeting; own.srx:3]" in lines(capsys, "letter.txt", "--srx", "own.srx", "--explain")[4]
    assert lines(capsys, "letter.txt", "--srx", "own.srx", "--no-builtin-rules")[1:] == [
        "- Prof. Roe stayed. Nobody saw him."
    ]
    Path("locales").mkdir()
    Path("own.srx").rename("locales/segmentation.srx")
    assert lines(capsys, "letter.txt")[0] == "Dr. Lee arrived. He left."


def test_a_rule_that_cannot_be_used_is_one_sentence(letter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("own.srx").write_text(RULES % "(a)\\1", encoding="utf-8")
    (message,) = lines(capsys, "letter.txt", "--srx", "own.srx", code=1)
    assert message.startswith("toolkit: own.srx:3: <beforebreak>(a)\\1</beforebreak> cannot be used: ")
    (message,) = lines(capsys, "letter.txt", "--srx", "none.srx", code=1)
    assert message == "toolkit: none.srx: there is no such file; did you mean own.srx?"


def test_the_rules_can_be_written_and_used_elsewhere(letter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lines(capsys, "--write-srx", "english.srx") == []
    assert len(load(Path("english.srx").read_bytes(), "english.srx").for_language("en-GB")) > 50
    alone = lines(capsys, "letter.txt", "--srx", "english.srx", "--no-builtin-rules")
    assert alone == ["Dr. Lee arrived.", "He left.", "- Prof. Roe stayed.", "Nobody saw him."]


def test_a_document_is_wanted(capsys: pytest.CaptureFixture[str]) -> None:
    assert "name a document" in lines(capsys, code=2)[-1]
