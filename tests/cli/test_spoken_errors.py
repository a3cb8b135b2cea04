"""What readers, writers, packages and engines refuse is said in the reader's language, whole."""

import io
import re
import zipfile
from pathlib import Path

import polib
import pytest

from tests.cli.test_spoken import LANGUAGES, OURS, in_language  # noqa: F401 - a fixture
from tests.conftest import ROOT
from toolkit.cli import run_command, spoken

VALUE = re.compile(r"\{(\d+)\}")


def catalog(code: str) -> polib.POFile:
    return polib.pofile(str(ROOT / "locales" / code / "LC_MESSAGES" / "errors.po"))


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_sentence_of_an_error_is_translated_with_its_values(code: str) -> None:
    here = [entry for entry in catalog(code) if not entry.obsolete]
    assert [entry.msgid for entry in here if entry.fuzzy or not entry.translated()] == []
    values = {entry.msgid: sorted(VALUE.findall(entry.msgstr)) for entry in here}
    assert {text: found for text, found in values.items() if found != sorted(VALUE.findall(text))} == {}


@pytest.mark.parametrize("code", LANGUAGES)
def test_behind_a_file_and_its_line_every_sentence_is_found_whole(in_language, code: str) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    in_language(code)
    place, wrong = "папка/a b.docx:3: ", {}
    here = {entry.msgid: entry for entry in catalog(code) if not entry.obsolete}
    for entry in here.values():
        if f"{{0}}: {entry.msgid}" in here:
            continue  # that one has the place for a value
        said = spoken.spoken(place + VALUE.sub(r"Ж\1", entry.msgid), errors=True)
        if said != place + VALUE.sub(r"Ж\1", entry.msgstr):
            wrong[entry.msgid] = said
    assert wrong == {}


FILES: dict[str, bytes] = {
    "latin.txt": b"Caf\xe9.\n",
    "nul.txt": b"A\0B\n",
    "old.docx": b"\xd0\xcf\x11\xe0" + bytes(600),
    "cut.docx": b"PK\x03\x04abc",
    "no.epub": b"",
    "no.docx": b"",
    "a.json": b'{"a": "Open",',
    "b.json": b'{"a": Open}',
    "a.toml": b"a = \n",
    "a.srt": b"1\nxx --> yy\nHello\n",
    "a.vtt": b"Hello\n",
    "a.xml": b"<a><b></a>",
    "a.resx": b"<html/>",
    "a.po": b'msgid ""\nmsgstr ""\n\nmsgid "A"\nmsgstr "b\n',
    "twice.po": b'msgid ""\nmsgstr "Language: ru\\n"\n\nmsgid "A"\nmsgstr "b"\n\nmsgid "A"\nmsgstr "c"\n',
    "scan.pdf": b"%PDF-1.4\n",
    "a.rtf": b"{\\rtf1 }",
    "a.pages": b"x",
    "a.tmx": b"<tmx><body>",
    "a.tsv": b"x\ty\n",
    "a.jsonl": b"{\n",
    "a.argosmodel": b"PK",
    "terms.csv": b"a;b\n",
}
IMPORTED = (".tmx", ".tsv", ".jsonl")
TYPED = (
    ("run", "letter.txt", "--engine", "libretranslate", "--to", "ky"), ("run", "nothing.txt"),
    ("import", "nothing.tmx"), ("run", "letter.txt", "--encoding", "klingon"),
    ("packages", "install", "a.argosmodel"), ("terms", "import", "terms.csv"), ("packages", "remove", "nothing"),
    ("review", "--host", "0.0.0.0"), ("run", "letter.txt", "--to", "ky", "--out", "letter.txt"), ("compile", "a.po"),
)  # fmt: skip
THEIRS = re.compile(
    r"'[^']*'|<[^>]*>|\b(?:UTF|utf|NUL|XML|JSON|TOML|PDF|TMX|WebVTT|WEBVTT|NET|CSV|EPUB|DOCX|Android|Word|docx|zip)\b"
    r"|\b(?:Pages|File, Export To|kind|source|note|mimetype|msgid|msgstr|cp1251|gb18030)\b"
    r"|(?:ky|en)→\S+|\S+/\S+|\d\S+:\d+"
)
"""Names of formats and of the fields in them, what was typed, addresses."""


@pytest.mark.parametrize("code", ["ru", "ky"])
def test_a_refusal_has_no_word_of_english(  # type: ignore[no-untyped-def]
    in_language,  # noqa: F811
    code: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    in_language(code)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TOOLKIT_ENGINE_URL", "http://127.0.0.1:1")
    (tmp_path / "letter.txt").write_text("Open the file.\n", encoding="utf-8")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a", "b")
    for name, data in FILES.items():
        (tmp_path / name).write_bytes(data or made.getvalue())
    read = [["import" if Path(name).suffix in IMPORTED else "run", name] for name in FILES if name != "terms.csv"]
    mixed = {}
    for call in (*read, *TYPED):
        assert run_command(list(call)) in (1, 2), call
        for line in capsys.readouterr().err.splitlines():
            left = re.findall("[A-Za-z]{3,}", OURS.sub(" ", THEIRS.sub(" ", line)))
            if left or not re.search("[а-я]", line):
                mixed[line] = left
    assert mixed == {}, "\n".join(map(str, mixed.items()))


def test_guesses_are_joined_and_languages_named_in_the_readers_language(in_language) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    in_language("ru")
    said = spoken.spoken("unknown language 'k'; did you mean ky (Kyrgyz) or zh (Chinese)? known: ky, zh", errors=True)
    assert "возможно, имелось в виду ky (киргизский) или zh (китайский)?" in said
    said = spoken.spoken("a.txt: there is no such file; did you mean b.txt or c.txt?", errors=True)
    assert said.endswith("возможно, имелось в виду b.txt или c.txt?")
