"""Nothing that came from outside reaches the terminal as a control: it can be seen, and it obeys nobody."""

import json
from pathlib import Path

import pytest

from toolkit.cli import printing, run_command
from toolkit.errors import DocumentError, UnknownName, harmless, one_line

EVIL = "a\x1b[2J\x9b31m\u202eb\x07\ud800\u2028c"


def test_controls_are_to_be_seen() -> None:
    assert harmless(EVIL) == "a\\x1b[2J\\x9b31m\\u202eb\\x07\\ud800\\u2028c"
    assert harmless("one\ttwo\nÖзгөчө 你好 😀") == "one\ttwo\nÖзгөчө 你好 😀"
    assert one_line("a\nb\tc") == "a\\nb\\tc"


def test_colours_are_ours_alone(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("click.utils.should_strip_ansi", lambda *_: False)
    printing.echo(f"{EVIL} {printing.style(EVIL, fg='red')}")
    shown = capsys.readouterr().out
    assert shown.count("\x1b") == 2 and shown.count("\\x1b[2J") == 2
    assert not {"\x9b", "\u202e", "\x07", "\u2028"} & set(shown)


def test_json_says_the_same_in_its_own_escapes(capsys: pytest.CaptureFixture[str]) -> None:
    printing.print_json({"text": EVIL})
    shown = capsys.readouterr().out
    assert json.loads(shown) == {"text": EVIL}
    assert not {"\x9b", "\u202e", "\u2028"} & set(shown)


def test_tables_and_errors_too(capsys: pytest.CaptureFixture[str]) -> None:
    printing.print_table(["name"], [[EVIL + "\nnext"]])
    assert "\x1b" not in (shown := capsys.readouterr().out) and len(shown.splitlines()) == 2
    assert "\x1b" not in str(DocumentError("damaged", path=EVIL + "\nb", line=2))
    assert "\n" not in str(DocumentError("damaged", path="a\nb", line=2))


@pytest.mark.parametrize("debug", ["", "1"])
def test_what_nobody_expected_is_one_sentence_and_a_traceback_for_a_report(
    debug: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise IndexError("no such place\x1b[31m")

    monkeypatch.setattr("toolkit.documents.plain.text.read", broken)
    monkeypatch.setenv("TOOLKIT_DEBUG", debug)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("A dog.", encoding="utf-8")
    assert run_command(["segment", "a.txt", "b.txt"]) == 1
    told = capsys.readouterr().err
    assert told.count("a defect of the toolkit") == (2 if not debug else 4)
    assert "\x1b" not in told
    reports = [path.read_text(encoding="utf-8") for path in tmp_path.glob("toolkit-*.txt")]
    assert len(reports) == (0 if debug else 2)
    assert ("Traceback" in told) == bool(debug) and all("IndexError" in report for report in reports)
    monkeypatch.setattr("toolkit.workflow.pipeline.read", broken)
    assert run_command(["segment", "a.txt", "b.txt"]) == 1
    assert "IndexError: no such place\\x1b[31m" in capsys.readouterr().err


def test_a_message_repeats_little_of_the_input() -> None:
    assert len(str(UnknownName("format", "x" * 100_000, ("html",)))) < 400
