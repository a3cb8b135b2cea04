"""Of three languages, the one that says another thing than the others is told."""

import json
from pathlib import Path

import pytest

from tests.conftest import Toolkit
from toolkit.checks.across import across, not_said
from toolkit.units import Finding

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


def test_a_source_says_by_what_words_a_translation_may_deny() -> None:
    texts = {"zh": "消息不妙。", "ru": "Новости плохие.", "ky": "Кабар жаман."}
    told = [(language, one.check) for language, one in across("key", texts)]
    assert told == [("zh", "across-negation")]
    assert list(across("key", texts, "The news is bad.")) == []
    same = {"zh": "工资被拖欠了两个月。", "ru": "Зарплату не платили два месяца.", "ky": "Айлык эки ай төлөнгөн жок."}
    assert list(across("key", same, "The wages were not paid for two months.")) == []


def test_a_name_that_a_check_of_the_language_has_told_is_told_once() -> None:
    name = Finding("name", "warning", "key", "")
    two = [Finding("across-name", "warning", "key", ""), Finding("across-number", "warning", "key", "")]
    assert [one.check for one in not_said(two, [name])] == ["across-number"]
    assert not_said(two, []) == two


@pytest.mark.parametrize(
    ("source", "zh", "ru", "ky"),
    [
        ("He asked Li Wenhua.", "他问了李文华。", "Он спросил Ли Вэньхуа.", "Ал Ли Вэньхуадан сурады."),
        ("He lives near Ak-Suu.", "他住在阿克苏附近。", "Он живёт недалеко от Ак-Суу.", "Ал Ак-Суунун жанында жашайт."),
        (
            "He governs Chuiskaya Oblast.",
            "他管理楚河州。",
            "Он управляет Чуйской областью.",
            "Ал Чүй облусун башкарат.",
        ),
        ("Abu Dhabi agreed.", "阿布扎比同意了。", "Абу-Даби согласился.", "Абу-Даби макул болду."),
        ("From Dushanbe by bus.", "从杜尚别乘巴士。", "Из Душанбе на автобусе.", "Дүйшөмбүдөн автобус менен."),
        ("in Central Asia", "在中亚", "в Центральной Азии", "Борбор Азияда"),
        ("Hiroshi Nakata won.", "中田浩获胜。", "Победил Хироси Наката.", "Хироси Наката жеңди."),
        ("The mayor said so.", "市长这样说。", "Мэр сказал так.", "Мэр ушундай деди."),
    ],
)
def test_names_that_languages_write_in_their_own_ways(source: str, zh: str, ru: str, ky: str) -> None:
    assert list(across("key", {"zh": zh, "ru": ru, "ky": ky}, source)) == []


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
