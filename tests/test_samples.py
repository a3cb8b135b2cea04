"""The samples of the pages: every sh block is run or says why not, every command that is named exists."""

import contextlib
import gzip
import json
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import polib
import pytest

from tests.conftest import ROOT
from tests.nursery import Nursery
from toolkit.cli import run_command, toolkit
from toolkit.project.settings import load_settings

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
FOLLOWED = ("tutorials", "walkthroughs")
"""Folders of pages that begin in an empty folder: tests/test_site.py follows them."""
BLOCK = re.compile(
    r"(?:^<!-- not run: (?P<why>[^\n]+) -->\n+)?^```(?P<kind>\w+)\n(?P<code>.*?)^```", re.DOTALL | re.MULTILINE
)
NAMED = re.compile(r"`(toolkit [^`]+)`")
ARTICLE = "lin-wu-visits-kyrgyzstan"
APP = """msgid ""
msgstr ""
"Language: ky\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "We strengthen cooperation."
msgstr ""

msgid "Open file"
msgstr "Файлды ачуу"
"""


def blocks(path: Path) -> Iterator[tuple[str, str, str]]:
    """(kind, code, why it is not run) of each fenced block."""
    for found in BLOCK.finditer(path.read_text(encoding="utf-8")):
        yield found["kind"], found["code"], found["why"] or ""


@pytest.fixture
def stage(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """This project as the pages speak of it: its article is called `article`, and other people's files lie about."""
    for path in [*project.glob(f"source/{ARTICLE}.txt"), *project.glob(f"locales/**/{ARTICLE}.po*")]:
        shutil.copy(path, path.with_stem("article"))
    shutil.copy(ROOT / "pyproject.toml", project)
    for name in (
        "po/ky.po", "po/app.pot", "locales/ky/LC_MESSAGES/app.po", "path/to/ky/LC_MESSAGES/django.po",
        "locale/ky/LC_MESSAGES/django.po", "locale/ru/LC_MESSAGES/django.po",
    ):  # fmt: skip
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(APP.replace("Language: ky", f"Language: {'ru' if '/ru/' in name else 'ky'}"))
    for name in ("letter.txt", "article.md", "crawl/one.txt"):
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_text("The school is open.\nBring your documents.\n")
    (project / "news.en.gz").write_bytes(gzip.compress(b"The school is open.\nThe weather is cold today.\n"))
    entry = polib.pofile(str(project / "locales/ky/LC_MESSAGES/article.po"))[0]
    change = {"language": "ky", "source": entry.msgid, "before": entry.msgstr, "after": f"{entry.msgstr} "}
    patch = {"format": "toolkit-patch", "version": 1, "document": "article", "source_language": "en", "changes": []}
    (project / "article.patch.json").write_text(
        json.dumps(patch | {"changes": [change | {"id": "t", "status": "reviewed"}]})
    )
    shutil.copy(ROOT / "tests" / "cases" / "memories" / "omegat.tmx", project / "old-project.tmx")
    (project / "imported").mkdir()
    shutil.copy(project / "old-project.tmx", project / "imported" / "old-project.tmx")
    monkeypatch.chdir(project)
    for name in ("LC_ALL", "LANGUAGE", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(project.parent / "home"))
    return project


@pytest.mark.parametrize(
    "path",
    [page for page in PAGES if page.parent.name not in FOLLOWED],
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_the_commands_of_a_page_run(
    path: Path, stage: Path, capfd: pytest.CaptureFixture[str], nurseries: Iterator[Nursery]
) -> None:
    for kind, code, why in blocks(path):
        if kind != "sh" or why:
            continue
        for line in filter(None, code.replace("\\\n", " ").splitlines()):
            assert _run(line, stage, next(nurseries)) == 0, f"{line}\n{capfd.readouterr()}"


def _run(line: str, folder: Path, nursery: Nursery) -> int:
    """One line of a block: a plain `toolkit …` here, anything else by a shell."""
    words = shlex.split(line, comments=True)
    if words and words[0] == "toolkit" and not {"|", ">", "&&"} & set(words) and "*" not in line:
        return run_command(words[1:])
    program = folder.parent / "bin" / "toolkit"
    if not program.exists():
        program.parent.mkdir()
        nursery.program(program)
    environment = {**os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    return subprocess.run(["bash", "-o", "pipefail", "-c", line], cwd=folder, env=environment, check=False).returncode


def test_blocks_that_are_not_run_are_few_and_say_why() -> None:
    whys = [why for page in PAGES for _, _, why in blocks(page) if why]
    ran = sum(kind in {"sh", "python"} and not why for page in PAGES for kind, _, why in blocks(page))
    assert all(len(why.split()) > 2 for why in whys)
    assert 0 < len(whys) < ran


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_stands_as_a_table_of_settings_is_one(path: Path, tmp_path: Path) -> None:
    for kind, code, _ in blocks(path):
        if kind == "toml":
            (tmp_path / "pyproject.toml").write_text(code, encoding="utf-8")
            (tmp_path / "locales").mkdir(exist_ok=True)
            (tmp_path / "locales" / "segmentation.srx").touch()
            load_settings(tmp_path, {})


def commands() -> list[tuple[str, str]]:
    """Every command that a page names, in prose, in a table or in a block."""
    found = dict.fromkeys(
        (f"{page.relative_to(ROOT)}", line)
        for page in PAGES
        for text in [page.read_text(encoding="utf-8")]
        for line in [
            *NAMED.findall(text),
            *(
                line.strip()
                for _, code, _ in blocks(page)
                for line in code.splitlines()
                if line.strip().startswith("toolkit ")
            ),
        ]
    )
    return list(found)


def test_every_command_that_a_page_names_exists_with_its_options() -> None:
    unknown = []
    named = commands()
    assert len(named) > 200
    for page, line in named:
        with contextlib.suppress(ValueError):  # a quotation mark that is no shell's
            words = shlex.split(re.split(r"\s{2,}|[|>]| # ", line.replace("\\|", "/"))[0])
            if (wrong := _unknown(words[1:])) is not None:
                unknown.append(f"{page}: {line}: {wrong}")
    assert unknown == []


def _unknown(words: list[str]) -> str | None:
    """The first word that no command or option of the command line has; None where all are known."""
    command: click.Command = toolkit
    context = click.Context(toolkit)
    for word in words:
        if isinstance(command, click.Group) and not word.startswith("-"):
            names = word.split("/")
            found = [command.get_command(context, name) for name in names]
            if None in found:
                return word if word.isascii() and word[0].islower() else None
            command = found[-1] or command
        elif word.startswith("-") and word != "-" and not re.match(r"-\d", word):
            options = {name for param in command.get_params(context) for name in (*param.opts, *param.secondary_opts)}
            name = word.split("=")[0].rstrip(",.;")
            if name not in options and name[:2] not in options:
                return name
    return None
