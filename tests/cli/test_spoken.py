"""What commands say in Chinese, Russian and Kyrgyz; what programs read, and people's own texts, stay as they are."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import click
import polib
import pytest

from tests.conftest import ROOT, Toolkit, judge
from toolkit.cli import run_command, spoken
from toolkit.cli import toolkit as commands

LANGUAGES = ("zh", "ru", "ky")


@pytest.fixture
def in_language(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    def choose(code: str) -> None:
        monkeypatch.setenv("LANGUAGE", code)
        spoken._catalog.cache_clear()

    yield choose
    monkeypatch.undo()
    spoken._catalog.cache_clear()


CASES = {
    "ru": {
        "1 segment": "1 сегмент",
        "3 segments": "3 сегмента",
        "1,205 segments": "1,205 сегментов",
        "21 words": "21 слово",
        "a.txt: 2 segments, 5 words": "a.txt: 2 сегмента, 5 слов",
        "a.txt: 4 segments, 3 distinct segments": "a.txt: 4 сегмента, 3 разных сегмента",
        "b: there is no document in this folder; left out: 2 files, such as a.doc: why": (
            "b: в этой папке нет документов; пропущено: 2 файла, например a.doc: why"
        ),
        "16 blocks, 27 segments, 727 words; 99 % of the letters": "16 блоков, 27 сегментов, 727 слов; 99 % букв",
        "checks: ru 1 error (see toolkit check a)": "проверки: ru 1 ошибка (см. toolkit check a)",
        "1 sentence would gain": "стоит улучшить: 1 предложение",
        "  … and 3 more; --format json lists all": "  … и ещё 3; --format json показывает все",
    },
    "ky": {"2 letters": "2 тамга", "x.txt: there is no such file": "x.txt: мындай файл жок"},
    "zh": {"5 errors": "5 个错误", "x.txt: unchanged since the last run": "x.txt：上次运行以来没有变化"},
}


@pytest.mark.parametrize("code", LANGUAGES)
def test_messages_take_their_values_and_plural_forms_along(in_language, code: str) -> None:  # type: ignore[no-untyped-def]
    in_language(code)
    assert {text: spoken.spoken(text) for text in CASES[code]} == CASES[code]


def test_help_in_another_language_leaves_the_command_as_it_was(in_language) -> None:  # type: ignore[no-untyped-def]
    def group() -> click.Group:
        found = commands.get_command(click.Context(commands), "packages")
        assert isinstance(found, click.Group)
        return found

    command = group()
    before = command.help, command.commands["list"].help
    in_language("ru")
    assert "Пример" in str(group().commands["list"].help)
    assert (command.help, command.commands["list"].help) == before


@pytest.mark.parametrize("code", ["", "en", "C", "de", "xx_YY", "../../etc"])
def test_what_has_no_catalog_is_said_in_english(in_language, code: str) -> None:  # type: ignore[no-untyped-def]
    in_language(code)
    assert spoken.spoken("x.txt: there is no such file") == "x.txt: there is no such file"


def test_a_message_that_nobody_translated_stays_as_it_is(in_language) -> None:  # type: ignore[no-untyped-def]
    in_language("ru")
    for text in ("", " ", "{0}", "a sentence of somebody: 3 of 4, or so", "x" * 5000, "%s %d {} {1}"):
        assert spoken.spoken(text) == text


def test_a_persons_text_is_no_message_though_it_reads_like_one(tmp_path: Path, command_line: Toolkit) -> None:
    catalog = tmp_path / "ru.po"
    catalog.write_text(
        'msgid ""\nmsgstr "Language: ru\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "Commands"\nmsgstr "Commands %s"\n',
        encoding="utf-8",
    )
    shown = command_line(tmp_path, "check", catalog, LANGUAGE="ru")
    assert "    Commands\n" in shown.stdout and "1 каталог, 1 перевод" in shown.stdout


def test_programs_read_the_same_in_every_language(project: Path, command_line: Toolkit) -> None:
    article = "source/lin-wu-visits-kyrgyzstan.txt"
    told = {code: command_line(project, "stats", article, "--json", LANGUAGE=code).stdout for code in ("en", "ky")}
    assert json.loads(told["en"]) and told["en"] == told["ky"]


def test_help_usage_and_errors_are_translated_with_their_examples_kept(tmp_path: Path, command_line: Toolkit) -> None:
    shown = command_line(tmp_path, "run", "--help", LANGUAGE="ru").stdout
    assert "Использование:" in shown and "Прочитать каждый SOURCE" in shown
    assert "  toolkit run letter.txt --to ky --out /tmp/letter --fresh\n" in shown
    deep = command_line(tmp_path, "packages", "make", "--help", LANGUAGE="ru").stdout
    assert "Язык, который модель читает." in deep and "  Примеры:\n    toolkit packages make opus" in deep
    wrong = command_line(tmp_path, "run", "missing.txt", LANGUAGE="ky")
    assert wrong.returncode == 1 and wrong.stderr == "toolkit: missing.txt: мындай файл жок\n"
    usage = command_line(tmp_path, "stats", "--nothing", LANGUAGE="zh_CN")
    assert usage.returncode == 2 and "错误：没有选项 '--nothing'。" in usage.stderr


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_message_of_the_commands_is_translated(code: str) -> None:
    catalog = polib.pofile(str(ROOT / "locales" / code / "LC_MESSAGES" / "commands.po"))
    assert [entry.msgid for entry in (*catalog.untranslated_entries(), *catalog.fuzzy_entries())] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_catalogs_of_the_commands_pass_msgfmt_and_our_own_checks(
    code: str, tmp_path: Path, command_line: Toolkit
) -> None:
    msgfmt = judge("msgfmt", shutil.which("msgfmt"), "apt-get install gettext")
    catalog = ROOT / "locales" / code / "LC_MESSAGES" / "commands.po"
    done = subprocess.run([msgfmt, "--check", "-o", "/dev/null", catalog], capture_output=True, text=True, check=False)
    assert done.returncode == 0 and not done.stderr
    broken = tmp_path / f"{code}.po"
    text = catalog.read_text(encoding="utf-8")
    broken.write_text(text.replace("{option}", "{wrong}", 2).replace("{wrong}", "{option}", 1), encoding="utf-8")
    assert subprocess.run([msgfmt, "--check", "-o", "/dev/null", broken], capture_output=True, check=False).returncode
    in_use = ["msgattrib", "--translated", "--no-fuzzy", "--no-obsolete", "-o", str(tmp_path / "own.po"), str(catalog)]
    subprocess.run(in_use, check=True)
    found = command_line(tmp_path, "check", "own.po", "--to", code)
    assert found.returncode == 0, found.stdout


OURS = re.compile(
    r"`[^`]*`|“[^”]*”|'[^']*'|--?[a-z][a-z-]*|[\w.*-]*[./→_=][\w./*-]*|^  → .*|\[tool\.toolkit\]|<[a-z]+>|https?:\S+"
    r"|toolkit (?:run|packages|check|help|init|memory|config)(?: [a-z]+)*|известны: .*|белгилүүлөрү: .*"
    r"|белгилүү: .*|chrF|Python|Linux|TOPIC|Argos|CTranslate2|Parquet|PDF|msgfmt|git|vnu|epubcheck|xmllint|Bluetooth"
    r"|(?:дополнение|кошумча) [a-z]+|<\S+@\S+>|→ ⟦.*|(?:переводчик|котормочу).*"
    r"|имелось в виду run|балким, run|empty|toolkit|argostranslate|ctranslate2|sacrebleu|Noto \w+|DejaVu.*|soffice.*",
    re.MULTILINE,
)
"""What stays in Latin letters in every language: names, paths, options, what is typed."""
NAME = re.compile(r"^  \S+(?: = \S.*?)?(?=  )")
"""In the first column of a table: a command, a setting, a variable."""
TEXT = "Open the file. Turn on Bluetooth.\n\nPowered by MetInfo 7.2.0\n"
CALLS = (
    ("frob",), ("rnu", "x"), ("run", "letter.doc"), ("run", "letter.txt", "--to", "kxg"), ("config", "nix"),
    ("run", "letter.txt", "--engine", "foo"), ("help", "nix"), ("memory", "forget", "nix"),
    ("init", "--to", "{code}", "-y"),
    ("run", "letter.txt", "--engine", "pseudo"), ("run", "letter.txt", "--engine", "pseudo"), ("update", "letter.txt"),
    ("approve", "letter.txt", "--all"), ("update", "letter.txt"), ("stats", "letter.txt"), ("memory", "stats"),
    ("reject", "letter.txt", "--all", "--dry-run"), ("run", "https://example.org/"), ("run", "empty"), ("doctor",),
    ("help", "files"), ("help", "exit-codes"),
)  # fmt: skip


@pytest.mark.parametrize("code", ["ru", "ky"])
def test_no_line_is_half_in_english(  # type: ignore[no-untyped-def]
    in_language, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    in_language(code)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ARGOS_PACKAGES_DIR", str(tmp_path / "none"))
    (tmp_path / "letter.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "letter.doc").write_bytes(b"x")
    (tmp_path / "empty").mkdir()
    mixed = {}
    for call in CALLS:
        run_command([part.format(code=code) for part in call])
        shown = capsys.readouterr()
        lines = [line for line in (shown.out + shown.err).splitlines() if re.search("[а-я]", line)]
        left = {
            line: re.findall("[A-Za-z]{3,}", OURS.sub(" ", NAME.sub(" ", line)))
            for line in lines
            if "[OPTIONS]" not in line
        }
        mixed.update(
            {line: words for line, words in left.items() if words and "⟦" not in line and "Open the file" not in line}
        )
    assert mixed == {}
