"""Nothing that came from outside reaches the terminal as a control: it can be seen, and it obeys nobody."""

import json

import pytest

from toolkit.cli import printing
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


def test_a_message_repeats_little_of_the_input() -> None:
    assert len(str(UnknownName("format", "x" * 100_000, ("html",)))) < 400
