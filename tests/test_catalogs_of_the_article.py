"""The shipped catalogs: complete, reviewed, accepted by msgfmt, and true to the glossary."""

import csv
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ARTICLE, ROOT, judge
from toolkit import catalogs, documents
from toolkit.checks.dismissals import IGNORED
from toolkit.project.settings import load_settings
from toolkit.segmentation import split
from toolkit.workflow import checking

LANGUAGES = ("zh", "ru", "ky")
KYRGYZ_LETTERS = set("ңөүҢӨҮ")


def catalog_path(language: str) -> Path:
    return ROOT / "locales" / language / "LC_MESSAGES" / f"{ARTICLE.stem}.po"


def translations(language: str) -> dict[str, str]:
    document = documents.read(ARTICLE.read_bytes(), ARTICLE.name)
    loaded = catalogs.load(catalog_path(language).read_bytes(), ARTICLE.stem, "en", language, split(document))
    assert {unit.status for unit in loaded.units} == {"reviewed"}
    assert len(loaded.units) == 27
    return {unit.segment.text: unit.text for unit in loaded.units}


def glossary() -> list[dict[str, str]]:
    with (ROOT / "locales" / "glossary.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("path", [*map(catalog_path, LANGUAGES), ROOT / "locales" / f"{ARTICLE.stem}.pot"])
def test_msgfmt_accepts_every_file_silently(path: Path, tmp_path: Path) -> None:
    msgfmt = judge("msgfmt", shutil.which("msgfmt"), "apt-get install gettext")
    done = subprocess.run([msgfmt, "--check", "-o", "/dev/null", path], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    broken = tmp_path / "broken.po"
    broken.write_text(path.read_text(encoding="utf-8").replace('msgid "', 'msgid " no end', 1), encoding="utf-8")
    broken.write_text(broken.read_text(encoding="utf-8") + '\nmsgid "open\n', encoding="utf-8")
    assert subprocess.run([msgfmt, "--check", "-o", "/dev/null", broken], capture_output=True, check=False).returncode


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_survive(language: str) -> None:
    months = {"September": "9", "2023-11-23": "2023 11 23"}
    for source, target in translations(language).items():
        for number in re.findall(r"\d+", source.replace("2023-11-23", "2023")):
            assert number in target, (number, source, target)
        if language == "zh" and "September" in source:
            assert months["September"] + "月" in target


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_three_keep_to_the_glossary(language: str) -> None:
    """Chinese to the letter; Russian and Kyrgyz by the stems of every word, since they inflect."""
    found = translations(language)
    used = 0
    terms = sorted(glossary(), key=lambda row: len(row["en"]), reverse=True)
    for row in terms:
        for source, target in found.items():
            rest = source
            for other in terms:  # the longest first: what is a part of a longer name is no name here
                if row["en"] in other["en"] and other["en"] != row["en"]:
                    rest = rest.replace(other["en"], "")
            if not re.search(rf"\b{re.escape(row['en'])}\b", rest):
                continue
            used += 1
            words = [row["zh"]] if language == "zh" else re.findall(r"\w+", row[language])
            for word in words:
                stem = word if language == "zh" else word[: max(2, len(word) * 2 // 3)].lower()
                if (language, row["en"]) == ("zh", "Kyrgyzstan") and "吉" in target:
                    continue
                assert stem in target.lower(), f"{row['en']}: {word} ({stem}) is not in {target}"
    assert used >= 30


def test_the_glossary_is_a_table_that_other_programs_read() -> None:
    """RFC 4180 as every spreadsheet reads it: a comma inside a name is quoted, and nothing stands for it."""
    with (ROOT / "locales" / "glossary.csv").open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file, strict=True)
    assert head == ["en", "zh", "ru", "ky", "note"]
    assert {len(row) for row in rows} == {len(head)}
    assert all(cell.strip() and cell == cell.strip() and ";" not in cell for row in rows for cell in row[:4])
    assert len({row[0] for row in rows}) == len(rows)
    assert next(row for row in rows if row[0] == "Belt and Road")[2:4] == [
        "«Один пояс, один путь»",
        "«Бир алкак, бир жол»",
    ]


def test_kyrgyz_is_kyrgyz() -> None:
    found = [target for source, target in translations("ky").items() if not source.startswith("2023")]
    assert sum(bool(KYRGYZ_LETTERS & set(target)) for target in found) >= len(found) - 1, "Russian has none of them"
    assert not re.search(r"[әғқұһі]", "".join(found)), "letters of Kazakh"


def test_chinese_has_chinese_punctuation_and_no_gaps() -> None:
    for target in translations("zh").values():
        assert not re.search(r"[\u4e00-\u9fff] +[\u4e00-\u9fff]", target)
        assert not re.search(r"[\u4e00-\u9fff][,.!?;:]", target)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_check_finds_an_error_or_a_warning_that_nobody_gave_a_reason_for(language: str) -> None:
    settings = load_settings(ROOT)
    report = checking.check_file(settings, catalog_path(language))
    assert report is not None
    assert [one.row for one in report.found if one.finding.severity != "hint"] == []
    text = catalog_path(language).read_text(encoding="utf-8")
    reasons = [match["reason"] for match in map(IGNORED.fullmatch, text.splitlines()) if match]
    assert len(reasons) == report.dismissed
    assert all(reasons)
