import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.engines.finish import finish

TABLE = [
    ("zh", "Hello, world.", "你好,世界.", "你好，世界。"),
    ("zh", "Hello, world.", "你好 , 世界 .", "你好，世界。"),
    ("zh", "Open the file!", "打开 文件!", "打开文件！"),
    ("zh", "Ready?", "准备好了吗?", "准备好了吗？"),
    ("zh", "Note: read; write", "注意: 读;写", "注意：读；写"),
    ("zh", "File (damaged)", "文件(已损坏)", "文件（已损坏）"),
    ("zh", "File (PDF)", "文件 (PDF)", "文件 (PDF)"),
    ("zh", "Open notes.txt now.", "打开notes.txt", "打开notes.txt。"),
    ("zh", "Version 3.5, 1,000 files.", "版本 3.5,共1,000个文件.", "版本 3.5,共1,000个文件。"),
    ("zh", "Loading...", "正在加载...", "正在加载……"),
    ("zh", "Loading…", "正在加载…", "正在加载…"),
    ("zh", "Use {1}.", "使用 {1}.", "使用 {1}。"),
    ("zh", "Use Firefox! ", "使用 Firefox! ", "使用 Firefox！ "),
    ("zh", "Use notes.txt", "使用 notes.txt", "使用 notes.txt"),
    ("zh", "Hello. ", "你好。 ", "你好。 "),
    ("zh", "Use {1}.", "使用 {1}", "使用 {1}。"),
    ("zh", "Use Firefox on Linux", "在 Linux 上 使用 Firefox", "在 Linux 上使用 Firefox"),
    ("zh", "Open file", "打开文件。", "打开文件"),
    ("zh", "Open file.", "打开文件。", "打开文件。"),
    ("zh", "Name:", "名称", "名称："),
    ("zh", "He said “yes.”", "他说“是。”", "他说“是。”"),
    ("zh", "GNU GPL.", "GNU GPL.", "GNU GPL."),
    ("ru", "Hello.", "Привет", "Привет."),
    ("ru", "Hello.", "Привет.", "Привет."),
    ("ru", "Hello.", "Привет!", "Привет!"),
    ("ru", "Hello", "Привет", "Привет"),
    ("ru", "and so on", "и т. д.", "и т. д."),
    ("ru", "Loading…", "Загрузка", "Загрузка…"),
    ("ru", "Loading...", "Загрузка", "Загрузка..."),
    ("ru", "Who?", "Кто", "Кто?"),
    ("ru", "(See above.)", "(См. выше.)", "(См. выше.)"),
    ("ru", "Open.", "Открыть \n", "Открыть. \n"),
    ("ky", "Name:", "Аты", "Аты:"),
    ("ru", "你好。", "Привет", "Привет."),
    ("ru", "Hello.", "", ""),
    ("ru", "Open file", "Открыть файл.", "Открыть файл"),
    ("ru", 'Press "OK" now', 'Нажмите "ОК" сейчас', "Нажмите «ОК» сейчас"),
    ("ky", "Press “OK”", "“ОК” басыңыз", "«ОК» басыңыз"),
    ("ru", 'size 5"', 'размер 5"', 'размер 5"'),
    ("ru", "Moscow - the capital", "Москва - столица", "Москва — столица"),
    ("ky", "Bishkek – the capital", "Бишкек – борбор", "Бишкек — борбор"),
    ("ru", "5 - 3", "5 - 3", "5 - 3"),
    ("ru", "semi-final", "полу-финал", "полу-финал"),
    ("zh", 'He said "yes."', '他说"是的"', "他说“是的”"),
    ("zh", "the “Book”", "《 红楼梦 》 好", "《红楼梦》好"),
    ("zh", "the Book", "<<红楼梦>>", "《红楼梦》"),
    ("zh", "Beijing - the capital", "北京 - 首都", "北京 - 首都"),
    ("zh", "Beijing — the capital", "北京 — 首都", "北京——首都"),
]


@pytest.mark.parametrize(("language", "source", "target", "expected"), TABLE)
def test_finish(language: str, source: str, target: str, expected: str) -> None:
    assert finish(source, target, language) == expected


TEXT = st.text(st.sampled_from('你好aж1 ,.!?:;()…。，“”"«»-—{}<>《》'), max_size=14)


@given(st.sampled_from(["zh", "ru"]), TEXT, TEXT)
def test_law_a_second_time_changes_nothing(language: str, source: str, target: str) -> None:
    once = finish(source, target, language)
    assert finish(source, once, language) == once


@given(TEXT, st.lists(st.integers(1, 9), max_size=4))
def test_law_slots_stay(source: str, slots: list[int]) -> None:
    target = "你好 ,".join(f"{{{slot}}}" for slot in slots)
    assert [part for part in finish(source, target, "zh") if part in "{}123456789"] == [
        part for part in target if part in "{}123456789"
    ]


@pytest.mark.parametrize(
    ("source", "target", "language", "expected"),
    [
        ("Use {1} here", "Используйте{1}здесь", "ru", "Используйте {1} здесь"),
        ("Use {1} here", "在此使用{1}吧", "zh", "在此使用{1}吧"),
        ("pre{1}fix", "при{1}ставка", "ru", "при{1}ставка"),
        ("See {1}, please", "Смотрите {1}, пожалуйста", "ru", "Смотрите {1}, пожалуйста"),
    ],
)
def test_slots_stand_apart_as_the_language_writes(source: str, target: str, language: str, expected: str) -> None:
    made = finish(source, target, language)
    assert made == expected
    assert finish(source, made, language) == made
