"""Catalogs: plural forms, consistency, dismissals that survive other tools, fixes that lose nobody's words."""

import json
import subprocess
from pathlib import Path

import jsonschema
import polib
import pytest

from tests.conftest import ROOT, Toolkit, judge
from toolkit import catalogs, checks
from toolkit.project.settings import load_settings
from toolkit.workflow import checking

HEADER = (
    'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && '
    '(n%100<10 || n%100>=20) ? 1 : 2);\\n"\n'
)
MONEY = '\n#. paragraph, sentence 1 of 1\nmsgid "Trade reached $24.7 million."\nmsgstr "Торговля составила 247 млн."\n'


def catalog(tmp_path: Path, body: str) -> Path:
    path = tmp_path / "locales" / "ru" / "LC_MESSAGES" / "app.po"
    path.parent.mkdir(parents=True)
    path.write_text(HEADER + body, encoding="utf-8")
    return path


def found(path: Path) -> list[tuple[str, str]]:
    file = catalogs.read(path.read_bytes())
    return [(one.check, one.severity) for row in checks.check_catalog(file, "en", "ru") for one in row.findings]


def test_plural_forms(tmp_path: Path) -> None:
    body = (
        '\n#, python-format\nmsgid "%d file"\nmsgid_plural "%d files"\n'
        'msgstr[0] "%d файл"\nmsgstr[1] "%d файл"\nmsgstr[2] "%d файл"\n'
        '\nmsgid "day"\nmsgid_plural "days"\nmsgstr[0] "день"\nmsgstr[1] "дня"\n'
        '\nmsgid "hour"\nmsgid_plural "hours"\nmsgstr[0] "час"\nmsgstr[1] "часа"\nmsgstr[2] ""\n'
    )
    assert found(catalog(tmp_path, body)) == [
        ("same-plurals", "hint"), ("plural-count", "error"), ("plural-gap", "error")
    ]  # fmt: skip


def test_one_source_in_two_ways_and_two_sources_in_one(tmp_path: Path) -> None:
    body = (
        '\nmsgid "Save"\nmsgstr "Сохранить"\n\nmsgid "save"\nmsgstr "запомнить"\n'
        '\nmsgctxt "bar"\nmsgid "Save"\nmsgstr "Сбережение"\n'
        '\nmsgid "The report was sent today"\nmsgstr "Отчёт отправлен"\n'
        '\nmsgid "The report was sent late"\nmsgstr "Отчёт отправлен"\n'
    )
    assert found(catalog(tmp_path, body)) == [("inconsistent", "hint"), ("reused", "hint"), ("reused", "hint")]


def test_the_habits_of_a_catalog_are_no_findings(tmp_path: Path) -> None:
    line = '\nmsgid "Line {n} is open."\nmsgstr "Строка {n} открыта"\n'
    body = "".join(line.replace("{n}", letter * 3) for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZАБВГДЕЖЗИКЛМНОП")
    assert found(catalog(tmp_path, body)) == []
    (tmp_path / "locales" / "ru" / "LC_MESSAGES" / "app.po").write_text(HEADER + line, encoding="utf-8")
    assert found(tmp_path / "locales" / "ru" / "LC_MESSAGES" / "app.po") == [("end-mark", "hint")]


def saved_by_polib(path: Path) -> None:
    polib.pofile(str(path), wrapwidth=40).save()


def saved_by_msgcat(path: Path) -> None:
    subprocess.run(["msgcat", "--width=50", "-o", str(path), str(path)], check=True)


def saved_by_msgmerge(path: Path) -> None:
    """Of a template of today, in which the sentence stands a line further down."""
    template = path.with_suffix(".pot")
    template.write_text(
        '\nmsgid "New"\nmsgstr ""\n\nmsgid "Trade reached $24.7 million."\nmsgstr ""\n', encoding="utf-8"
    )
    subprocess.run(["msgmerge", "--quiet", "--update", "--backup=none", str(path), str(template)], check=True)
    assert 'msgid "New"' in path.read_text(encoding="utf-8")


def saved_by_babel(path: Path) -> None:
    from babel.messages import pofile

    with path.open("rb") as file:
        read = pofile.read_po(file, "ru")
    with path.open("wb") as file:
        pofile.write_po(file, read, width=40)


@pytest.mark.parametrize("save", [saved_by_polib, saved_by_msgcat, saved_by_msgmerge, saved_by_babel])
def test_a_dismissal_survives_other_tools_and_falls_with_its_text(tmp_path: Path, save: object) -> None:
    path = catalog(tmp_path, MONEY)
    settings = load_settings(tmp_path)
    report = checking.check_file(settings, path)
    assert report is not None
    assert [one.finding.check for one in report.found] == ["number"]
    assert checking.dismiss(report, ["number"], "agreed with the author of this long and winding report in May") == 1
    save(path)  # type: ignore[operator]
    quiet = checking.check_file(settings, path)
    assert quiet is not None
    assert (quiet.found, quiet.dismissed) == ((), 1)
    path.write_text(path.read_text(encoding="utf-8").replace("247 млн", "248 млн"), encoding="utf-8")
    loud = checking.check_file(settings, path)
    assert loud is not None
    assert (len(loud.found), loud.dismissed) == (1, 0)


def test_a_safe_fix_leaves_approved_words_alone_unless_asked_and_loses_none(tmp_path: Path) -> None:
    path = catalog(
        tmp_path, '\nmsgid "Pay now"\nmsgstr "Опла\u00adтить"\n\n#, fuzzy\nmsgid "Go"\nmsgstr "Ид\u200bти"\n'
    )
    settings = load_settings(tmp_path)
    report = checking.check_file(settings, path)
    assert report is not None
    assert checking.fix(report) == 1
    text = path.read_text(encoding="utf-8")
    assert 'msgstr "Идти"' in text and 'msgstr "Опла\u00adтить"' in text
    assert '# Was: "Ид\u200bти"' in text
    again = checking.check_file(settings, path)
    assert again is not None
    assert checking.fix(again, approved=True) == 1
    assert 'msgstr "Оплатить"' in path.read_text(encoding="utf-8")


def test_a_fixed_draft_is_still_a_draft(tmp_path: Path) -> None:
    draft = "Ид\u200bти"
    comment = f"# Draft: argos en→ru starter 1.0, confidence 0.50, {catalogs.draft_hash(draft)}"
    path = catalog(tmp_path, f'\n{comment}\n#, fuzzy\nmsgid "Go"\nmsgstr "{draft}"\n')
    report = checking.check_file(load_settings(tmp_path), path)
    assert report is not None
    assert checking.fix(report) == 1
    entry = catalogs.read(path.read_bytes()).live[-1]
    assert (entry.msgstr, catalogs.human(entry)) == (("Идти",), False)


def test_the_command_finds_prints_and_fails(tmp_path: Path, command_line: Toolkit) -> None:
    path = catalog(tmp_path, MONEY)
    shown = command_line(tmp_path, "check")
    assert shown.returncode == 1, shown.stderr
    assert "error line" in shown.stdout and "number" in shown.stdout and "1 catalog, 1 translation: " in shown.stdout
    assert command_line(tmp_path, "check", "--fail-on", "never").returncode == 0
    rows = json.loads(command_line(tmp_path, "check", path, "--json").stdout)
    (finding,) = rows[0]["findings"]
    line = path.read_text(encoding="utf-8").splitlines()[finding["line"] - 1]
    assert (finding["check"], line) == ("number", 'msgstr "Торговля составила 247 млн."')
    github = command_line(tmp_path, "check", "--format", "github").stdout
    assert github.startswith(f"::error file=locales/ru/LC_MESSAGES/app.po,line={finding['line']},title=number::")
    done = command_line(tmp_path, "check", "--dismiss", finding["fingerprint"][:10], "--reason", "no slip")
    assert (done.returncode, "1 dismissed" in done.stdout) == (0, True), done.stderr
    assert command_line(tmp_path, "check", "--approved").returncode == 2


def test_settings_by_path_and_language(tmp_path: Path, command_line: Toolkit) -> None:
    catalog(tmp_path, MONEY)
    settings = tmp_path / "pyproject.toml"
    settings.write_text('[tool.toolkit.checks]\nnumber = "warning"\n', encoding="utf-8")
    assert command_line(tmp_path, "check").returncode == 0
    settings.write_text(
        '[[tool.toolkit.checks.only]]\npath = "*/app.po"\nlanguages = ["ky"]\nnumber = "off"\n', "utf-8"
    )
    assert command_line(tmp_path, "check").returncode == 1
    settings.write_text(
        '[[tool.toolkit.checks.only]]\npath = "*/app.po"\nlanguages = ["ru"]\nnumber = "off"\n', "utf-8"
    )
    assert command_line(tmp_path, "check").returncode == 0
    settings.write_text('[tool.toolkit.checks]\nnumbr = "off"\n', encoding="utf-8")
    refused = command_line(tmp_path, "check")
    assert (refused.returncode, "number" in refused.stderr) == (2, True)


def test_sarif_is_what_the_standard_asks_for(tmp_path: Path, command_line: Toolkit) -> None:
    path = catalog(tmp_path, MONEY)
    log = json.loads(command_line(tmp_path, "check", path, "--format", "sarif").stdout)
    run = log["runs"][0]
    (result,) = run["results"]
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert (log["version"], rule["id"], result["ruleId"]) == ("2.1.0", "number", "number")
    print_before = result["partialFingerprints"]
    path.write_text(HEADER + "\n# a line more\n" + MONEY, encoding="utf-8")
    moved = json.loads(command_line(tmp_path, "check", path, "--format", "sarif").stdout)["runs"][0]["results"][0]
    assert moved["partialFingerprints"] == print_before
    assert moved["locations"] != result["locations"]


def test_sarif_is_valid_against_its_schema(tmp_path: Path, command_line: Toolkit) -> None:
    schema = ROOT / "node_modules" / "@microsoft" / "jest-sarif" / "lib" / "schemas" / "sarif-2.1.0-rtm.5.json"
    judge("the SARIF schema", str(schema) if schema.is_file() else None, "npm install @microsoft/jest-sarif")
    folder = tmp_path / "папка с пробелом"
    folder.mkdir()
    every = MONEY + '\nmsgid "12 files"\nmsgstr "21 файл"\n\nmsgid "&Open:"\nmsgstr "Открыть"\n'
    log = json.loads(command_line(folder, "check", catalog(folder, every), "--format", "sarif").stdout)
    assert {one["level"] for one in log["runs"][0]["results"]} == {"error", "note"}
    checker = jsonschema.Draft4Validator(json.loads(schema.read_text()), format_checker=jsonschema.FormatChecker())
    assert [error.message for error in checker.iter_errors(log)] == []
    empty = json.loads(command_line(folder, "check", catalog(folder / "empty", ""), "--format", "sarif").stdout)
    assert [error.message for error in checker.iter_errors(empty)] == []


def test_stats_say_how_many_findings_stand(tmp_path: Path, command_line: Toolkit) -> None:
    path = catalog(tmp_path, MONEY)
    told = command_line(tmp_path, "stats", path)
    assert "findings: 1 error" in told.stdout
    (row,) = json.loads(command_line(tmp_path, "stats", path, "--json").stdout)
    assert row["findings"] == {"error": 1, "warning": 0, "hint": 0}
    command_line(tmp_path, "check", path, "--dismiss", "number", "--reason", "so it is in the source")
    assert "findings:" not in command_line(tmp_path, "stats", path).stdout


def test_an_error_is_not_approved_unless_somebody_insists(tmp_path: Path, command_line: Toolkit) -> None:
    body = MONEY.replace("#. paragraph", "#, fuzzy\n#. paragraph")
    body += '\n#, fuzzy\nmsgid "12 files"\nmsgstr "21 файл"\n\n#, fuzzy\nmsgid "Go"\nmsgstr "Идти"\n'
    path = catalog(tmp_path, body)
    told = command_line(tmp_path, "approve", path, "--all")
    assert "number: The number" in told.stdout and "--anyway" in told.stdout
    assert [entry.msgid for entry in polib.pofile(str(path)) if not entry.fuzzy] == ["Go"]
    assert command_line(tmp_path, "approve", path, "--all", "--anyway").returncode == 0
    assert all(not entry.fuzzy for entry in polib.pofile(str(path)))


def test_run_says_how_many_findings_stand(tmp_path: Path, command_line: Toolkit) -> None:
    (tmp_path / "a.txt").write_text("Trade reached $24.7 million.\n", encoding="utf-8")
    assert command_line(tmp_path, "update", "a.txt", "--to", "ru").returncode == 0
    path = tmp_path / "locales" / "ru" / "LC_MESSAGES" / "a.po"
    text = path.read_text(encoding="utf-8")
    assert text.endswith('msgstr ""\n')
    path.write_text(text[: -len('msgstr ""\n')] + 'msgstr "Торговля составила 247 млн."\n', encoding="utf-8")
    done = command_line(tmp_path, "run", "a.txt", "--to", "ru", "--engine", "pseudo")
    assert "checks: ru 1 error" in done.stdout, done.stdout + done.stderr


def test_what_is_left_is_told(tmp_path: Path, command_line: Toolkit) -> None:
    """A finding that there is not cannot be dismissed, and fixes of approved translations are left, which is said."""
    path = tmp_path / "ru.po"
    head = 'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    path.write_text(head + 'msgid "See the manual"\nmsgstr "Cм. руководство"\n', "utf-8")
    before = path.read_bytes()
    done = command_line(tmp_path, "check", str(path), "--fix", "--dismiss", "number")
    assert "approved translations with a fix: 1; --approved applies it" in done.stderr
    assert "no finding is called “number”" in done.stderr
    assert path.read_bytes() == before
    done = command_line(tmp_path, "check", str(path), "--fix", "--approved", "--dismiss", "look-alike")
    assert "--approved" not in done.stderr and "no finding" not in done.stderr
    assert done.returncode == 0
