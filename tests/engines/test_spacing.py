"""Around codes stand the spaces of the target language, not those of the source."""

import pytest

from toolkit.engines.finish import finish
from toolkit.engines.spacing import spaced
from toolkit.units import Code, Content, flatten

B, E = Code("1", "open", "<b>"), Code("2", "close", "</b>")
OPEN, SHUT = Code("3", "open", "<i>"), Code("4", "close", "</i>")
FILE = Code("5", "placeholder", "`config.toml`", shown="`config.toml`")
BREAK = Code("6", "placeholder", "<br>", shown="\n")


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (("点击 ", B, "保存", E, " 继续"), "点击<b>保存</b>继续"),
        (("点击", B, " 保存 ", E, "，继续"), "点击<b>保存</b>，继续"),
        (("点击 ", B, OPEN, "保存", SHUT, E, " 继续"), "点击<b><i>保存</i></b>继续"),
        (("点击 ", B, "Save", E, " 继续"), "点击 <b>Save</b> 继续"),
        (("打开", FILE, "文件"), "打开 `config.toml` 文件"),
        (("打开  ", FILE, "。"), "打开 `config.toml`。"),
        (("打开", FILE), "打开 `config.toml`"),
        (("使用`--force`删除",), "使用 `--force` 删除"),
        (("见https://example.org/a的说明",), "见 https://example.org/a 的说明"),
        (("一行", BREAK, "二行"), "一行<br>二行"),
        (("有{count}个文件",), "有{count}个文件"),
        (("打开文件",), "打开文件"),
    ],
)
def test_chinese(target: Content, expected: str) -> None:
    made = spaced(target, "zh")
    assert flatten(made) == expected
    assert spaced(made, "zh") == made
    assert spaced(target, "ru") == target


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("{1} is missing", "Не найден{1}", "Не найден {1}"),
        ("{1}s are missing", "Нет{1}", "Нет {1}"),
        ("Open the {1}file", "Откройте{1}файл", "Откройте {1}файл"),
    ],
)
def test_russian_and_kyrgyz_part_a_code_from_the_word_before_it(source: str, target: str, expected: str) -> None:
    for language in ("ru", "ky"):
        assert finish(source, target, language) == expected
