"""Of three languages, the one that says another thing than the others is told."""

import json
from pathlib import Path

import pytest

from tests.conftest import Toolkit
from toolkit.checks.across import across

SAME = {"zh": "在9月开放了三座桥。", "ru": "В сентябре открыли три моста.", "ky": "Сентябрда үч көпүрө ачылды."}


def found(**texts: str) -> list[tuple[str, str]]:
    return [(language, finding.check) for language, finding in across("key", texts)]


@pytest.mark.parametrize(
    "texts",
    [
        SAME,
        {"zh": "50万人", "ru": "полмиллиона человек", "ky": "жарым миллион адам"},
        {"zh": "他没有来。", "ru": "Он не пришёл.", "ky": "Ал келген жок."},
        {"zh": "“好”", "ru": "«Да»", "ky": "«Ооба»"},
        {"zh": "12人", "ru": "12 человек", "ky": ""},
        {"zh": "第 %1$d 页，共 %2$d 页", "ru": "Страница %d из %d", "ky": "Барак %d / %d"},
        {"zh": "激活“%s”", "ru": "Активировать «%s»", "ky": "'%s' жандыруу"},
        {"zh": "他去了奥什。", "ru": "Он поехал в Ош.", "ky": "Ал Ошко барды."},
        {"zh": "中方同意。", "ru": "Китай согласен.", "ky": "Кытай макул."},
        {"zh": "12人", "ru": "21 человек"},
    ],
)
def test_languages_that_agree_and_too_few_to_tell(texts: dict[str, str]) -> None:
    assert found(**texts) == []


def test_the_odd_one_out() -> None:
    assert found(zh="12人", ru="12 человек", ky="21 адам") == [("ky", "across-number")]
    assert found(zh="12人", ru="человек", ky="12 адам") == [("ru", "across-number")]
    assert found(zh="他来了。", ru="Он не пришёл.", ky="Ал келген жок.") == [("zh", "across-negation")]
    assert found(zh="他没有来。", ru="Он пришёл.", ky="Ал келди.") == [("zh", "across-negation")]
    assert found(zh="“好”，他说", ru="Он сказал: «Да»", ky="Ал ооба деди") == [("ky", "across-quotes")]


def test_the_command_looks_at_the_neighbours(tmp_path: Path, command_line: Toolkit) -> None:
    for language, text in {"zh": "十二座桥", "ru": "Двадцать один мост", "ky": "21 көпүрө"}.items():
        path = tmp_path / "locales" / language / "LC_MESSAGES" / "a.po"
        path.parent.mkdir(parents=True)
        path.write_text(
            f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
            f'#. paragraph, sentence 1 of 1\nmsgid "Many bridges"\nmsgstr "{text.replace("十二", "12")}"\n',
            encoding="utf-8",
        )
    rows = json.loads(command_line(tmp_path, "check", "--json", "--fail-on", "never").stdout)
    checks = {row["language"]: [one["check"] for one in row["findings"]] for row in rows}
    assert "across-number" in checks["zh"]
    assert "across-number" not in checks["ky"]
