"""Catalogs of programs, drafted in place."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import judge
from toolkit import Project, catalogs
from toolkit.cli import run_command
from toolkit.engines import pseudo
from toolkit.errors import UsageError
from toolkit.languages import language
from toolkit.project.settings import ProjectSettings
from toolkit.units import Code, Content, Draft
from toolkit.workflow import software

RULES = {
    "ky": "nplurals=2; plural=(n != 1);",
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "zh_CN": "nplurals=1; plural=0;",
}
HEADER = """# Translators of django
msgid ""
msgstr ""
"Project-Id-Version: django\\n"
"PO-Revision-Date: 2020-02-02 00:00+0600\\n"
"Last-Translator: Somebody <a@example.org>\\n"
"Language-Team: team\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {rule}\\n"
"X-Style: formal\\n"
"""
MINE = '# by hand\n#: a.py:1\nmsgid   "Save"\nmsgstr   "Сактоо"\n'
PARTIAL = '#, c-format\nmsgid "%d apple"\nmsgid_plural "%d apples"\nmsgstr[0] "%d алма"\nmsgstr[1] ""\n'
OBSOLETE = '#~ msgid "old"\n#~ msgstr ""\n'
OPEN = """
#. a note
#: app/views.py:3
#, python-format
msgid "%(count)d file was removed"
msgid_plural "%(count)d files were removed"
msgstr[0] ""
msgstr[1] ""

#, python-brace-format
msgctxt "menu"
msgid "Open {name} on page {page:d}"
msgstr ""

msgctxt "door"
msgid "Open"
msgstr ""

#, c-format
msgid "Copied %s to %s in %d seconds"
msgstr ""

#, c-format
msgid "One user"
msgid_plural "%d users"
msgstr[0] ""
msgstr[1] ""

msgid "Settings\\n"
msgstr ""
"""


def make(folder: Path, tag: str = "ky", rule: str | None = None, body: str = OPEN) -> Path:
    path = folder / "locale" / tag / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    head = HEADER.format(language=tag, rule=RULES[tag] if rule is None else rule)
    path.write_text("\n".join([head, MINE, body.strip() + "\n", OBSOLETE]), encoding="utf-8")
    return path


def entries(path: Path) -> dict[str, catalogs.Entry]:
    return {entry.msgid: entry for entry in catalogs.read(path.read_bytes()).live}


def checked(path: Path) -> None:
    msgfmt = judge("msgfmt", shutil.which("msgfmt"), "install gettext")
    for more in ([], ["--use-fuzzy"]):
        done = subprocess.run(
            [msgfmt, "--check", *more, "-o", "/dev/null", str(path)], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("engine", ["argos", "pseudo"])
@pytest.mark.parametrize("tag", RULES)
def test_every_form_is_drafted_and_msgfmt_takes_the_file(tag: str, engine: str, tmp_path: Path) -> None:
    path = make(tmp_path, tag)
    before = path.read_text(encoding="utf-8")
    assert run_command(["translate", str(path), "--engine", engine]) == 0
    text = path.read_text(encoding="utf-8")
    checked(path)
    assert text.startswith(before[: before.index("\n#. a note")])
    assert text.endswith(OBSOLETE)
    found = entries(path)
    forms = {"ky": 2, "ru": 3, "zh_CN": 1}[tag]
    for msgid in ("%(count)d file was removed", "One user"):
        assert len(found[msgid].msgstr) == forms
        assert catalogs.machine(found[msgid]) is not None
    assert all("%(count)d" in form for form in found["%(count)d file was removed"].msgstr)
    assert [entry.msgid for entry in found.values() if catalogs.human(entry)] == ["Save"]
    assert found["Settings\n"].msgstr[0].endswith("\n")
    assert run_command(["translate", str(path), "--engine", engine]) == 0
    assert path.read_text(encoding="utf-8") == text, "a second run changed the file"


class Recorder(pseudo.PseudoEngine):
    """Notes what it is asked, and answers as it is told."""

    def __init__(self, answer: Callable[[str], Content | None]) -> None:
        self.asked: list[str] = []
        self.answer = answer

    def stream(self, texts: Iterable[Content], source: str, target: str) -> Iterator[list[tuple[int, Draft]]]:
        for number, content in enumerate(texts):
            text = "".join(part if isinstance(part, str) else part.raw for part in content)
            self.asked.append(text)
            answer = self.answer(text)
            yield [(number, Draft(content if answer is None else answer, 0.5, signature="x", flags=()))]


def drafted(path: Path, engine: Recorder, **options: Any) -> software.Translation:
    file = catalogs.read(path.read_bytes())
    target = software.language_of(file, path)
    return software.translate(
        ProjectSettings(path.parent, locales=path.parent / "locales"), path, target, lambda *_: engine, **options
    )


@pytest.mark.parametrize(
    ("tag", "files", "users"),
    [
        ("ky", ["1 file was removed", "2 files were removed"], ["One user", "2 users"]),
        (
            "ru",
            ["1 file was removed", "2 files were removed", "5 files were removed"],
            ["21 users", "2 users", "5 users"],
        ),
        ("zh_CN", ["2 files were removed"], ["2 users"]),
    ],
)
def test_a_model_sees_the_number_that_a_form_stands_for(
    tag: str, files: list[str], users: list[str], tmp_path: Path
) -> None:
    engine = Recorder(lambda text: None)
    drafted(make(tmp_path, tag), engine)
    assert [text for text in engine.asked if "removed" in text] == files
    assert [text for text in engine.asked if "user" in text] == users


def test_a_number_that_does_not_come_out_is_asked_for_again_with_its_placeholder(tmp_path: Path) -> None:
    engine = Recorder(lambda text: (re.sub(r"\d+", "many", text),) if re.search(r"^\d", text) else None)
    path = make(tmp_path)
    assert drafted(path, engine).left == 0
    assert engine.asked[-3:] == ["%(count)d file was removed", "%(count)d files were removed", "%d users"]
    assert entries(path)["%(count)d file was removed"].msgstr == (
        "%(count)d file was removed", "%(count)d files were removed",
    )  # fmt: skip


def test_a_draft_whose_placeholders_fail_is_not_written(tmp_path: Path) -> None:
    path = make(tmp_path)
    before = path.read_bytes()
    done = drafted(path, Recorder(lambda text: (re.sub(r"[%{\d]\S*", "", text).replace("Settings", ""),)))
    assert (done.open, done.drafted, done.left) == (6, 1, 5)
    assert {msgid for msgid, entry in entries(path).items() if entry.translated} == {"Save", "Open"}
    assert path.read_bytes().count(b"# Draft:") == 1
    assert before.startswith(path.read_bytes()[:200])


def test_c_arguments_that_change_places_are_numbered(tmp_path: Path) -> None:
    def turned(text: str) -> Content | None:
        if not text.startswith("Copied"):
            return None
        return tuple(Code(str(n), "placeholder", raw) for n, raw in ((2, "%d"), (1, "%s"), (0, "%s")))

    path = make(tmp_path)
    drafted(path, Recorder(turned))
    assert entries(path)["Copied %s to %s in %d seconds"].msgstr == ("%3$d%2$s%1$s",)


def test_redraft_replaces_untouched_drafts_only(tmp_path: Path) -> None:
    path = make(tmp_path, body=OPEN + "\n" + PARTIAL)
    drafted(path, Recorder(lambda text: None))
    text = path.read_text(encoding="utf-8")
    edited = text.replace('msgstr[1] "%d users"', 'msgstr[1] "%d колдонуучу"')
    assert edited != text
    path.write_text(edited, encoding="utf-8")
    again = Recorder(lambda text: None)
    assert drafted(path, again).open == 0
    assert not again.asked
    done = drafted(path, Recorder(lambda text: None), redraft=True)
    assert (done.open, done.drafted) == (5, 5)
    assert entries(path)["One user"].msgstr[1] == "%d колдонуучу"
    assert PARTIAL in path.read_text(encoding="utf-8"), "a plural that a person has begun is theirs"


def test_a_templates_header_is_filled_in(tmp_path: Path) -> None:
    path = make(tmp_path, "ru", "nplurals=INTEGER; plural=EXPRESSION;")
    text = (
        path.read_text(encoding="utf-8")
        .replace("charset=UTF-8", "charset=CHARSET")
        .replace("Language: ru", "Language: ")
    )
    path.write_text(text, encoding="utf-8")
    assert run_command(["translate", str(path), "--engine", "pseudo"]) == 0
    checked(path)
    header = catalogs.read(path.read_bytes()).header
    assert header is not None
    fields = catalogs.fields_of(header)
    assert (fields["Language"], fields["X-Style"]) == ("ru", "formal")
    assert fields["PO-Revision-Date"] == "2020-02-02 00:00+0600"
    assert fields["Last-Translator"] == "Somebody <a@example.org>"


def test_folders_patterns_and_languages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = {tag: make(tmp_path, tag) for tag in RULES}
    (tmp_path / "locale" / ".git").mkdir()
    (tmp_path / "locale" / ".git" / "x.po").write_text("no catalog", encoding="utf-8")
    before = {tag: path.read_bytes() for tag, path in paths.items()}
    assert run_command(["translate", str(tmp_path / "locale"), "--to", "ky", "--engine", "pseudo"]) == 0
    assert [tag for tag, path in paths.items() if path.read_bytes() != before[tag]] == ["ky"]
    pattern = str(tmp_path / "locale" / "*" / "LC_MESSAGES" / "django.po")
    assert run_command(["translate", pattern, "--engine", "pseudo", "--json"]) == 0
    assert all(path.read_bytes() != before[tag] for tag, path in paths.items())
    capsys.readouterr()
    assert run_command(["translate", str(tmp_path / "locale"), "--to", "de", "--engine", "pseudo"]) == 2
    assert "no catalog into de there, but into ky, ru, zh" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("header", "path", "named", "expected"),
    [
        ("ky", "x.po", (), "ky"),
        ("ky_KG", "x.po", (), "ky"),
        ("zh_Hans", "x.po", (), "zh"),
        ("de_DE", "x.po", (), "de"),
        ("sr@latin", "x.po", (), "sr"),
        ("", "ky/LC_MESSAGES/messages.po", (), "ky"),
        ("", "po/ru.po", (), "ru"),
        ("", "po/zh_CN/app.po", (), "zh"),
        ("", "po/messages.po", ("ky",), "ky"),
        ("", "po/messages.po", ("ky", "ru"), None),
        ("", "po/messages.po", (), None),
    ],
)
def test_the_language_of_a_catalog(
    header: str, path: str, named: Sequence[str], expected: str | None, tmp_path: Path
) -> None:
    file = catalogs.read(HEADER.format(language=header, rule="").encode())
    if expected is None:
        with pytest.raises(UsageError, match="--to"):
            software.language_of(file, tmp_path / path, named)
    else:
        assert software.language_of(file, tmp_path / path, named).code == expected


@pytest.mark.parametrize(
    "damaged", ["", "nplurals=0; plural=0;", "nplurals=2; plural=n.x;", "nplurals=2; plural=n;", "x"]
)
def test_a_plural_rule_that_makes_no_sense_is_none(damaged: str) -> None:
    assert catalogs.plural_examples(damaged) == ()


def test_the_numbers_of_each_form() -> None:
    assert [numbers[:3] for numbers in catalogs.plural_examples(RULES["ru"])] == [(1, 21, 31), (2, 3, 4), (0, 5, 6)]
    assert catalogs.plural_examples(language("ky").plural_forms)[0] == (1,)
    assert language("ky")._replace(code="x").plural_count == 2


def test_from_python(tmp_path: Path) -> None:
    path = make(tmp_path, "ru")
    done = Project.load(tmp_path).translate_catalog(path)
    assert (done.language, done.open, done.drafted, done.ledger.live) == ("ru", 6, 6, 1)
    checked(path)
