"""Law 10: whatever a project or an exchange file from a stranger brings, nothing outside the project changes."""

import json
import os
import stat
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from toolkit.cli import run_command

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
OUTSIDE = {"precious.txt": "mine\n", "folder/other.txt": "mine too\n", "empty/keep": ""}
COMMANDS = (
    "run source --engine pseudo --to ru",
    "extract source",
    "update source --to ru",
    "translate source --engine pseudo --to ru",
    "build source --to ru --partial",
    "bundle source --to ru --zip --partial",
    "resegment source",
    "stats source",
    "check source",
    "approve locales/ru/LC_MESSAGES/a.po",
    "reject locales/ru/LC_MESSAGES/a.po",
    "compile -d locales",
    "export source/a.md --to ru",
    "import corrections.jsonl",
    "import corrections.json",
    "import build/a/index.html",
    "import build/a.zip",
    "merge -U -q locales/ru/LC_MESSAGES/a.po locales/a.pot",
    "merge --canonical -U -q --backup=simple locales/ru/LC_MESSAGES/a.po locales/a.pot",
    "compile locales/ru/LC_MESSAGES/a.po",
    "diff locales/ru/LC_MESSAGES/a.po locales/ru/LC_MESSAGES/a.po",
    "segment source",
    "triage source",
    "terms",
    "memory",
    "memory search dog --to ru",
    "evaluate build/a",
    "packages list",
    "packages install evil.argosmodel",
    "config",
    "doctor",
)


def files(folder: Path) -> dict[str, object]:
    """Everything outside the project: names, kinds, contents."""
    found: dict[str, object] = {}
    for path in sorted(folder.rglob("*")):
        if "project" in path.relative_to(folder).parts[:1]:
            continue
        kind = stat.S_IFMT(path.lstat().st_mode)
        found[path.relative_to(folder).as_posix()] = path.read_bytes() if kind == stat.S_IFREG else kind
    return found


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A project with a document and its catalog, and precious files beside it, which nothing may change."""
    for name, text in OUTSIDE.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    project = tmp_path / "project"
    (project / "source").mkdir(parents=True)
    (project / "source" / "a.md").write_text("# Title here\n\nA dog. It ran.\n", encoding="utf-8")
    (project / "locales").mkdir()
    monkeypatch.chdir(project)
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(project / "packages"))
    monkeypatch.setenv("HOME", str(project / "home"))
    before = files(tmp_path)
    yield tmp_path
    assert files(tmp_path) == before, "something outside the project has changed"


def ran(line: str) -> int:
    """The exit code of a command; an exception that nobody expected is a failure of its own."""
    return run_command(line.split())


NAMES = (
    "/tmp/outside/victim",
    "../../../../victim/v",
    "..",
    "a/../../x",
    "a\\..\\..\\x",
    "C:x",
    "a\0",
    "a\ud800",
    "a\nb",
    "x" * 300,
    "",
    "/",
    "a//b",
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", ["jsonl", "patch", "language"])
def test_an_import_writes_to_catalogs_of_the_project_alone(
    world: Path, name: str, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    project = world / "project"
    assert ran("update source --to ru") == 0
    code, document = ("ru", name) if form != "language" else (name, "a")
    row = {"id": "p1s1", "document": document, "source": "en",
           "translation": {"en": "Title here", code: "Worse"}, "status": {code: "reviewed"}}  # fmt: skip
    change = {"id": "p1s1", "language": code, "source": "Title here", "before": "", "after": "Worse",
              "status": "untranslated"}  # fmt: skip
    patch = {
        "format": "toolkit-patch",
        "version": 1,
        "document": document,
        "source_language": "en",
        "changes": [change],
    }
    (project / "c.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    (project / "c.json").write_text(json.dumps(patch), encoding="utf-8")
    result = ran("import c.json" if form == "patch" else "import c.jsonl")
    said = capsys.readouterr().err
    assert result in (1, 2) or name == ""
    assert len(said) < 700 and "Traceback" not in said


def _file_link(project: Path, place: str, target: str) -> None:
    (project / place).parent.mkdir(parents=True, exist_ok=True)
    (project / place).symlink_to(project.parent / target)


def _configured(project: Path, table: str) -> None:
    (project / "pyproject.toml").write_text(f"[tool.toolkit]\n{table}\n", encoding="utf-8")


TRAPS: dict[str, Callable[[Path], None]] = {
    "a translated document is a link": lambda project: _file_link(project, "build/a/a.ru.md", "precious.txt"),
    "the page is a link": lambda project: _file_link(project, "build/a/index.html", "precious.txt"),
    "the start page is a link to nothing": lambda project: _file_link(project, "build/index.html", "new.html"),
    "the bundle is a link": lambda project: _file_link(project, "build/a", "folder"),
    "the folder of bundles is a link": lambda project: _file_link(project, "build", "empty"),
    "the zip is a link": lambda project: _file_link(project, "build/a.zip", "precious.txt"),
    "the template is a link": lambda project: _file_link(project, "locales/a.pot", "precious.txt"),
    "the template is a link to nothing": lambda project: _file_link(project, "locales/a.pot", "new.pot"),
    "the catalog is a link": lambda project: _file_link(project, "locales/ru/LC_MESSAGES/a.po", "precious.txt"),
    "the catalog is a link to nothing": lambda project: _file_link(project, "locales/ru/LC_MESSAGES/a.po", "new.po"),
    "the compiled catalog is a link": lambda project: _file_link(project, "locales/ru/LC_MESSAGES/a.mo", "new.mo"),
    "a language is a link": lambda project: _file_link(project, "locales/ru", "empty"),
    "the lock is a link": lambda project: _file_link(project, "locales/ru/LC_MESSAGES/.a.po.lock", "new.lock"),
    "the toolkit's folder is a link": lambda project: _file_link(project, ".toolkit", "empty"),
    "the memory is a link": lambda project: _file_link(project, ".toolkit/memory.sqlite", "new.sqlite"),
    "the glossary is a link": lambda project: _file_link(project, "locales/glossary.csv", "precious.txt"),
    "the backup is a link": lambda project: _file_link(project, "locales/ru/LC_MESSAGES/a.po~", "precious.txt"),
    "the corrections are a link": lambda project: _file_link(project, "corrections.tmx", "precious.txt"),
    "a package leads out": lambda project: _package(project),
    "a zip of a bundle leads out": lambda project: _zip(project),
    "the settings are a link": lambda project: _file_link(project, "pyproject.toml", "precious.txt"),
    "the alignments are a link": lambda project: _file_link(project, ".toolkit/alignments", "empty"),
    "the records are a link": lambda project: _file_link(project, ".toolkit/builds", "empty"),
    "catalogs are to lie elsewhere": lambda project: _configured(project, 'locales = "../folder"'),
    "bundles are to lie elsewhere": lambda project: _configured(project, f'build = "{project.parent}/empty"'),
    "rules are to be read from elsewhere": lambda project: _configured(
        project, '[tool.toolkit.segmentation]\nsrx = "../precious.txt"'
    ),
    "a source is a link": lambda project: _file_link(project, "source/b.txt", "precious.txt"),
    "a source is a pipe": lambda project: os.mkfifo(project / "source" / "b.txt"),
    "a source is a device": lambda project: (project / "source" / "b.txt").symlink_to("/dev/zero"),
    "a receipt lists files elsewhere": lambda project: _receipt(project),
}


LEADS = ("../../../victim.txt", "/tmp/outside-victim", "..\\..\\victim.txt", "a/../../../../victim.txt")


def _package(project: Path) -> None:
    with zipfile.ZipFile(project / "evil.argosmodel", "w") as archive:
        archive.writestr(
            "en_ru/metadata.json", '{"from_code": "en", "to_code": "../../ru", "package_version": "1/../../9"}'
        )
        for name in LEADS:
            archive.writestr(name, "mine")
        link = zipfile.ZipInfo("en_ru/model")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "../../../../folder")
        archive.writestr("en_ru/model/model.bin", "x")


def _zip(project: Path) -> None:
    (project / "build").mkdir()
    with zipfile.ZipFile(project / "build" / "a.zip", "w") as archive:
        archive.writestr("receipt.json", '{"files": {"../../precious.txt": {"sha256": "0"}}}')
        for name in LEADS:
            archive.writestr(name, "x")


def _receipt(project: Path) -> None:
    from toolkit.storage.files import sha256

    (project / "build" / "a").mkdir(parents=True)
    digest = {"sha256": sha256(OUTSIDE["precious.txt"].encode())}
    names = ("../../../precious.txt", str(project.parent / "precious.txt"))
    (project / "build" / "a" / "receipt.json").write_text(json.dumps({"files": dict.fromkeys(names, digest)}))


@pytest.mark.parametrize("trap", TRAPS)
def test_no_command_writes_where_a_project_leads(world: Path, trap: str, capsys: pytest.CaptureFixture[str]) -> None:
    project = world / "project"
    row = {"id": "p1s1", "document": "a", "source": "en", "translation": {"en": "Title here", "ru": "Имя"}}
    (project / "corrections.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    (project / "corrections.json").write_text("[]", encoding="utf-8")
    TRAPS[trap](project)
    for line in COMMANDS:
        assert ran(line) in (0, 1, 2), line
    told = capsys.readouterr()
    assert "Traceback" not in told.err
    assert "mine" not in told.out, "a text from outside the project is shown"
    built = [path.read_bytes() for path in (project / "build").rglob("*") if path.is_file() and not path.is_symlink()]
    assert not any(b"mine" in data for data in built), "a text from outside the project is published"


@pytest.mark.parametrize("name", [b"a\nb.txt", b"caf\xe9.txt", b"\x1b[31m.txt", b"x" * 245 + b".txt"])
def test_a_name_that_no_catalog_can_have_stops_no_other(
    world: Path, name: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    source = world / "project" / "source"
    try:
        Path(os.fsdecode(os.fsencode(source) + b"/" + name)).write_text("A dog.\n", encoding="utf-8")
    except OSError:
        pytest.skip("this file system has no such names")
    assert ran("run source --engine pseudo --to ru") == 1
    told = capsys.readouterr()
    assert (world / "project" / "build" / "a" / "index.html").is_file()
    assert "rename the file" in told.err and "\x1b" not in told.err + told.out


def test_what_a_person_names_is_written_where_it_leads(world: Path) -> None:
    project = world / "project"
    assert ran("run source --engine pseudo --to ru") == 0
    (project / "elsewhere").mkdir()
    (project / "link.tsv").symlink_to(project / "elsewhere" / "out.tsv")
    assert ran("export source/a.md --to ru --format tsv -o link.tsv") == 0
    assert (project / "link.tsv").is_symlink() and (project / "elsewhere" / "out.tsv").stat().st_size
