import pytest

from toolkit.engines.degeneration import flaws

GOOD = [
    ("ru", "Hello", "Привет"),
    ("ru", "No, no, no, no!", "Нет, нет, нет, нет!"),
    ("ru", "ha ha ha ha ha", "ха ха ха ха ха"),
    ("zh", "Ha ha ha ha!", "哈哈哈哈！"),
    ("zh", "Thank you very much for your kind visit", "非常感谢您的光临"),
    ("zh", "Firefox", "Firefox"),
    ("ru", "LibreOffice Writer", "LibreOffice Writer"),
    ("ru", "Install Mozilla Firefox on Ubuntu Linux", "Установите Mozilla Firefox в Ubuntu Linux"),
    ("ky", "OK", "Жарайт"),
    ("ru", "0 0 0 0 0 items", "0 0 0 0 0 элементов"),
    ("ru", "A -------- line", "Линия --------"),
    ("ru", "1 billion", "1 000 000 000"),
    ("ru", "1000000000 so'm", "1000000000 сумов"),
    ("zh", "", ""),
    ("ru", "Wait", "Пожалуйста, подождите немного"),
    ("zh", "Look carefully, and think it over and over", "仔细看看，再好好考虑考虑"),
    ("de", "Hello my old friend", "Hallo mein alter Freund"),
    ("ru", "zzzzzzzz", "ззззззззз"),
    ("ky", "Install the ** program ** with  .", "**   ** колдонмосун орнотуу."),
]
BAD = [
    ("ru", "salad", "салат " * 20, "degenerate"),
    ("zh", "Hello", "你好" * 30, "degenerate"),
    ("ru", "no", "нет нет нет нет", "degenerate"),
    ("zh", "What It Is: Think of it this way", "(笑声)(掌声)(笑声)(掌声)(笑声)(掌声)", "degenerate"),
    ("ky", "mixed", "аралашаралашаралашаралаш", "degenerate"),
    ("ru", "no", "неееееееет", "degenerate"),
    ("ru", "The minister came", "Министр приехал в город и Министр приехал в город и уехал", "degenerate"),
    ("ru", "Notes", "Заметки " + "о том, как писать разные слова совсем без смысла и цели вообще", "degenerate"),
    ("zh", "OK", "这是一个完全没有任何意义并且比原文长得太多的翻译", "degenerate"),
    ("ru", "how to detect failure", "how to detect failure", "echo"),
    ("zh", "how to detect failure", "How to detect failure.", "echo"),
    ("ky", "please open the old file", "please open the old файлды", "echo"),
    ("de", "hello how are you", "Hello, how are you", "echo"),
    ("ru", "Hello", " ", "empty"),
    ("ru", "Open the old file of the user", "打开用户的旧文件", "wrong-script"),
    ("zh", "Open the old file of the user", "Откройте старый файл", "wrong-script"),
    ("ky", "Open the old file of the user", "abra el archivo viejo", "wrong-script"),
    ("ru", "You can unlock your phone using your fingerprint whenever you want to do it", "Да", "degenerate"),
]


@pytest.mark.parametrize(("language", "source", "target"), GOOD)
def test_good(language: str, source: str, target: str) -> None:
    assert flaws(source, target, "en", language) == []


@pytest.mark.parametrize(("language", "source", "target", "flag"), BAD)
def test_bad(language: str, source: str, target: str, flag: str) -> None:
    assert flaws(source, target, "en", language) == [flag]


def test_cut_off_is_degenerate() -> None:
    assert flaws("Hello", "Привет", "en", "ru", cut_off=True) == ["degenerate"]
    assert flaws("Привет как твои дела", "Привет как твои дела", "ru", "en") == ["echo"]
