"""No escape reaches the terminal, and no message repeats more than a little of the input, from whatever it comes."""

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.cli import printing, run_command

ESCAPE = "\x1b]0;x\x07\x1b[31m\x9b1m\u202eabc"
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
LONG = "y" * 5_000
LONG_WORDS = "a word or two " * 300
MOST = 700
"""Characters of one line on the terminal: a sentence with 200 of the input, and a path."""
HEAD = 'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
SRX = (
    '<srx version="2.0" xmlns="http://www.lisa.org/srx20"><header/><body><languagerules><languagerule '
    'languagerulename="x"><rule break="yes"><beforebreak>{0}(</beforebreak></rule></languagerule></languagerules>'
    '<maprules><languagemap languagepattern=".*" languagerulename="x"/></maprules></body></srx>'
)


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(text.encode("utf-8", "surrogatepass"))


def quoted(text: str) -> str:
    return json.dumps(text)[1:-1]


def _name(evil: str) -> list[str]:
    name = evil[:60].replace("/", "")
    write(f"source/{name}.txt", "A dog.\n")
    return ["segment source", f"stats source/{name}.gone", f"compile {name}.po"]


def _document(evil: str) -> list[str]:
    write("source/a.txt", f"A dog {evil} ran.\n\n{evil}\n")
    return ["segment source/a.txt", "run source/a.txt --engine pseudo --to ru", "check source/a.txt", "triage source"]


def _catalog(evil: str) -> list[str]:
    write("a.po", f'{HEAD}\n# {evil}\n#, fuzzy\nmsgid "{evil}"\nmsgstr "{evil} 1"\n')
    return ["stats a.po", "check a.po", "approve a.po --all", "triage a.po", "diff a.po a.po"]


def _damage(evil: str) -> list[str]:
    write("a.po", f'{HEAD}\nmsgid "x"\n{evil} {evil}\n')
    write("b.po", f'{HEAD}\nmsgid "{evil}"\nmsgstr "a"\n\nmsgid "{evil}"\nmsgstr "b"\n')
    return [f"{step} {name}" for name in ("a.po", "b.po") for step in ("stats", "compile", "merge -o x.po a.po")]


def _header(evil: str) -> list[str]:
    write("a.po", HEAD.replace("Language: ru", f"Language: {evil}").replace("UTF-8", evil) + '\nmsgid "a"\nmsgstr ""\n')
    return ["stats a.po", "translate a.po --engine pseudo", "merge -q -o x.po a.po a.po", "check a.po"]


def _setting(evil: str) -> list[str]:
    lines = f'"{quoted(evil)}" = 1\nlocales = "{quoted(evil)}"\ntargets = ["{quoted(evil)}"]\n'
    write("pyproject.toml", f"[tool.toolkit]\n{lines}")
    return ["stats", "config", "doctor", "init --dry-run"]


def _rule(evil: str) -> list[str]:
    write("rules.srx", SRX.format(evil.translate({27: None, 7: None}) or "("))
    write("pyproject.toml", '[tool.toolkit.segmentation]\nsrx = "rules.srx"\n')
    write("source/a.txt", "A dog. It ran.\n")
    return ["segment source/a.txt"]


def _rows(evil: str) -> list[str]:
    row = {
        "id": evil,
        "document": evil,
        "source": "en",
        "translation": {"en": evil, "ru": evil},
        "status": {"ru": evil},
    }
    write("c.jsonl", json.dumps(row) + "\n")
    write("c.tsv", f"id\tdocument\ten\tru\n{evil}\t{evil}\t{evil}\t{evil}\n")
    return ["import c.jsonl", "import c.tsv", "import --dry-run c.jsonl"]


def _memory(evil: str) -> list[str]:
    bare = re.sub("[\x00-\x1f]", "", evil)
    unit = f'<tu tuid="{bare}"><tuv xml:lang="{bare}"><seg>{bare}</seg></tuv><tuv xml:lang="ru"><seg>б</seg></tuv></tu>'
    write("c.tmx", f'<?xml version="1.0"?><tmx version="1.4"><header srclang="{bare}"/><body>{unit}</body></tmx>')
    return ["import c.tmx", "memory import c.tmx"]


def _glossary(evil: str) -> list[str]:
    write("locales/glossary.csv", f'en,ru,forbidden\n"dog {evil}","пёс {evil}","{evil}"\n')
    write("source/a.txt", f"A dog {evil} ran.\n")
    return ["terms", "terms check source/a.txt", "run source/a.txt --engine pseudo --to ru", "check source/a.txt"]


def _patch(evil: str) -> list[str]:
    change = {"id": evil, "language": evil, "source": evil, "before": evil, "after": evil, "status": evil}
    head = {"format": "toolkit-patch", "version": 1, "document": evil, "source_language": evil}
    write("c.json", json.dumps({**head, "changes": [change]}))
    write("d.json", json.dumps({"format": evil}))
    return ["import c.json", "import d.json"]


def _receipt(evil: str) -> list[str]:
    write("source/a.txt", "A dog.\n")
    write("build/a/receipt.json", json.dumps({"files": {evil: {"sha256": evil}}, "document": evil, "generator": evil}))
    return ["build source --to ru --partial", "run source/a.txt --engine pseudo --to ru"]


def _strings(evil: str) -> list[str]:
    write("a.json", json.dumps({evil: evil, "b": {evil: f"A dog {evil}."}}))
    write("b.arb", json.dumps({"@@locale": evil, evil: "{" + evil}))
    return ["segment a.json", "extract a.json", "segment b.arb", "run a.json --engine pseudo --to ru"]


def _arguments(evil: str) -> list[str]:
    write("source/a.txt", "A dog.\n")
    return [f"run source/a.txt --to {evil}", f"{evil}", f"export source/a.txt --format {evil}", f"help {evil}",
            f"segment {evil}", f"run source/a.txt --engine {evil}", f"packages install {evil}"]  # fmt: skip


SOURCES: dict[str, Callable[[str], list[str]]] = {
    "names of files": _name, "texts of documents": _document, "texts of catalogs": _catalog, "damage": _damage,
    "headers of catalogs": _header, "settings": _setting, "rules": _rule, "rows": _rows, "memories": _memory,
    "glossaries": _glossary, "patches": _patch, "receipts": _receipt, "keys of strings": _strings,
    "arguments": _arguments,
}  # fmt: skip


@pytest.fixture
def told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[[list[str]], str]:
    """What commands print, colours of their own included if there are any."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "packages"))

    monkeypatch.setattr(printing, "on_terminal", lambda: True)
    monkeypatch.setenv("NO_COLOR", "1")

    def run(lines: list[str]) -> str:
        for line in lines:
            run_command(line.split(" "))
        said = capsys.readouterr()
        return said.out + said.err

    return run


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
@pytest.mark.parametrize("source", SOURCES)
def test_no_escape_reaches_the_terminal(source: str, told: Callable[[list[str]], str]) -> None:
    said = told(SOURCES[source](ESCAPE))
    assert said
    assert "Traceback" not in said and "defect of the toolkit" not in said
    assert not FORBIDDEN.findall(said), FORBIDDEN.findall(said)


@pytest.mark.parametrize("source", sorted({*SOURCES} - {"texts of documents", "names of files", "keys of strings"}))
@pytest.mark.parametrize("text", [LONG, LONG_WORDS], ids=["a word", "words"])
def test_messages_repeat_little_of_the_input(source: str, text: str, told: Callable[[list[str]], str]) -> None:
    if source == "arguments" and text == LONG_WORDS:
        pytest.skip("a line is cut at its spaces")
    said = told(SOURCES[source](text))
    assert "defect of the toolkit" not in said
    far = [line for line in said.split("\n") if len(line) > MOST]
    assert not far, f"{len(far[0])}: {far[0][:300]}"
