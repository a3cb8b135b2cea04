"""Each check on at least ten right and ten wrong translations in Chinese, Russian and Kyrgyz.

The right ones were written by hand, and so were the wrong ones of checks that read what is said (wrong.tsv). Checks of
signs are shown the right ones with one defect put in.
"""

import re
from collections.abc import Callable, Iterator

import pytest

from tests.checks.test_cases import CASES
from toolkit.checks import CHECKS, Pair, check_pair

LANGUAGES = ("zh", "ru", "ky")
LEAST = 10


def table(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


PROSE = {language: [(row[0], row[1 + place]) for row in table("prose.tsv")] for place, language in enumerate(LANGUAGES)}
CARRIERS = {
    language: [(row[0], row[1 + place]) for row in table("carriers.tsv")] for place, language in enumerate(LANGUAGES)
}
CODES = {
    "placeholder": ("{name}", "%(n)s", "${count}", "{{user}}", "{0}", "%1$s", "$HOME", "%{id}", "&amp;", "--force"),
    "tag": ("<b>x</b>", "<i>x</i>", "<a href='#'>x</a>", "<code>x</code>", "<1>x</1>", "<br>", "<em>x</em>",
            "<kbd>x</kbd>", "<u>x</u>", "<span class='a'>x</span>"),
    "url": ("https://example.org/a", "http://example.com", "https://x.kg/b?c=1", "ftp://example.net/f", "example.org",
            "www.example.kg/q", "https://example.cn/z#t", "https://a.example.org:80/",
            "sub.example.com", "mailto:a@b.kg"),
    "mail": ("a@example.org", "help@example.kg", "x.y@mail.example.com", "info+1@example.ru", "no-reply@example.net",
             "z@a.example.cn", "office@osh.example.kg", "me@example.io", "team_b@example.org", "q1@example.com"),
    "path": ("config.toml", "/etc/hosts", "a.txt", "src/main.py", "~/notes/b.md", "C:\\Users\\me", "x.tar.gz",
             "data/list.csv", "report.docx", "photo.jpg"),
    "code-like": ("iPhone", "Ctrl+C", "GitHub", "→", "😊", "MP3", "F5", "UTF-8", "Alt+F4", "C++"),
}  # fmt: skip
"""Check -> codes that it keeps, one for each carrier."""
FORMATS = (("c-format", "%d"), ("c-format", "%s"), ("python-format", "%(n)d"), ("python-brace-format", "{n}"),
           ("java-printf-format", "%1$s"), ("php-format", "%1$d"), ("ruby-format", "%<n>d"), ("qt-format", "%1"),
           ("kde-format", "%1"), ("objc-format", "%@"))  # fmt: skip
JUNK = ("♪", "(笑声)", "[музыка]", "Subtitles by X", "субтитры сделал X", "字幕组", "⁇", "<unk>", "▁", "@-@")
RUSSIAN_LOOK = dict(zip("аеосрху", "aeocpxy", strict=True))
SIMPLE = dict(
    zip("国学会来对开门车东书长万与个们说时这还为发见过", "國學會來對開門車東書長萬與個們說時這還為發見過", strict=True)
)
OTHER = {"zh": "村民们今年收获了许多苹果和梨。", "ru": "Жители села собрали в этом году много яблок и груш.",
         "ky": "Айылдын тургундары быйыл көп алма жана алмурут чогултушту."}  # fmt: skip
FOREIGN = {"zh": "Министр встретил большую делегацию", "ru": "部长在机场会见了代表团", "ky": "部长在机场会见了代表团"}
Damage = Callable[[str, str, str, int], "str | None"]


def inside(sign: str) -> Damage:
    return lambda _, target, __, ___: target[: len(target) // 2] + sign + target[len(target) // 2 :]


def marked(source: str, target: str, _: str, __: int) -> str | None:
    return re.sub(r"[?？]$", "." if target.endswith("?") else "。", target) if source.endswith("?") else None


def doubled(_: str, target: str, language: str, place: int) -> str | None:
    words = list(re.finditer(r"[^\W\d_]{5,}", target))
    if language == "zh" or not words:
        return None
    word = words[place % len(words)]
    return target[: word.end()] + " " + word[0] + target[word.end() :]


def looped(_: str, target: str, language: str, __: int) -> str | None:
    part = target[1:4] if language == "zh" else target.split()[1]
    glue = "" if language == "zh" else " "
    return target + glue + glue.join([part] * 6)


def look_alike(_: str, target: str, language: str, __: int) -> str | None:
    match = re.search(r"(?<=[а-я]{2})[аеосрху](?=[а-я]{2})", target)
    return target[: match.start()] + RUSSIAN_LOOK[match[0]] + target[match.end() :] if match else None


def english(source: str, target: str, language: str, __: int) -> str | None:
    words = source.rstrip(".?!").split()
    return None if len(words) < 6 else f"{target.rstrip('.。?？')} {' '.join(words[-5:]).lower()}"


def traditional(_: str, target: str, language: str, __: int) -> str | None:
    made = "".join(SIMPLE.get(letter, letter) for letter in target)
    return made if language == "zh" and made != target else None


def quoted(_: str, target: str, language: str, place: int) -> str | None:
    words = target.split()
    if language == "zh" or len(words) < 3 or not re.fullmatch(r"[^\W\d_]+", words[1]) or "«" in target:
        return None
    return " ".join([words[0], f'"{words[1]}"', *words[2:]])


DAMAGES: dict[str, Damage] = {
    "control": inside("\x07"),
    "direction": inside("\u202e"),
    "invisible": inside("\u200b"),
    "edge-space": lambda _, target, __, ___: target + " ",
    "line-ends": lambda _, target, __, ___: target + "\n",
    "escaped": inside(r"\n"),
    "double-space": lambda _, target, language, __: None if language == "zh" else target.replace(" ", "  ", 1),
    "space-before-mark": lambda _, target, language, __: re.sub(r"(?<=[^\W\d_])\.$", " .", target),
    "half-width": lambda _, target, language, __: re.sub(r"(?<=[一-鿿]{2})(?=[一-鿿]{2})", ",", target, count=1),
    "start-case": lambda _, target, language, __: target[0].lower() + target[1:] if language != "zh" else None,
    "end-mark": lambda _, target, __, ___: re.sub(r"[.。]$", "", target),
    "question": marked,
    "brackets": lambda _, target, __, ___: re.sub(r"[)）]", "", target, count=1),
    "quotes": quoted,
    "doubled": doubled,
    "loop": looped,
    "look-alike": look_alike,
    "copy": lambda source, _, __, ___: source if not re.search(r"\d", source) and len(source.split()) > 5 else None,
    "wrong-script": lambda source, _, language, __: FOREIGN[language] if len(source) > 35 else None,
    "junk": lambda _, target, __, place: f"{JUNK[place % len(JUNK)]} {target}",
    "traditional": traditional,
    "tail": lambda _, target, language, __: target + ("" if language == "zh" else " ") + OTHER[language],
    "untranslated-words": english,
    "length": lambda source, target, __, ___: target[:2] if len(source) > 44 else None,
}
"""Check -> how a right translation becomes one that it finds; None where this one cannot."""
ONE_SCRIPT = {"look-alike": ("ru", "ky"), "traditional": ("zh",), "half-width": ("zh",), "start-case": ("ru", "ky"),
              "doubled": ("ru", "ky"), "quotes": ("ru", "ky"), "double-space": ("ru", "ky"), "name": ("ru", "ky"),
              "space-before-mark": ("ru", "ky"), "wrong-language": ("ru", "ky")}  # fmt: skip
"""Checks that look at some languages alone."""


def wrong(check: str, language: str) -> Iterator[Pair]:
    place = LANGUAGES.index(language)
    for row in table("wrong.tsv"):
        if row[0] == check and row[2 + place]:
            yield Pair(row[1], row[2 + place], "en", language)
    for number, (source, target) in enumerate(PROSE[language]):
        made = DAMAGES[check](source, target, language, number) if check in DAMAGES else None
        if made is not None and made != target:
            yield Pair(source, made, "en", language)
    for number, (source, target) in enumerate(CARRIERS[language]):
        if check in CODES:
            code = CODES[check][number]
            yield Pair(source.replace("X", code), re.sub(r" ?X", "", target), "en", language, prose=False)
        flag, code = FORMATS[number]
        if check == "format-spec":
            yield Pair(source.replace("X", code), target.replace(" X", ""), "en", language, prose=False, format=flag)
        if check == "accelerator":
            yield Pair(f"&{source.replace('X', 'it')}", target.replace("X", "это"), "en", language, prose=False)
        if check == "length-limit":
            yield Pair(source, target, "en", language, prose=False, limit=len(target) - 1)
        if check == "unsure":
            yield Pair(source, target, "en", language, score=0.1)
        if check == "markup":
            nested = target.replace("X", "<b><i>x</b></i>")
            yield Pair(source.replace("X", "<b><i>x</i></b>"), nested, "en", language, prose=False)


def right(check: str, language: str) -> Iterator[Pair]:
    for source, target in PROSE[language]:
        yield Pair(source, target, "en", language)
    for number, (source, target) in enumerate(CARRIERS[language]):
        for codes in CODES.values():
            code = codes[number]
            yield Pair(source.replace("X", code), target.replace("X", code), "en", language, prose=False)
        flag, code = FORMATS[number]
        yield Pair(source.replace("X", code), target.replace("X", code), "en", language, prose=False, format=flag)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("check", [one.id for one in CHECKS])
def test_ten_wrong_translations_of_each_check_are_found(check: str, language: str) -> None:
    if language not in ONE_SCRIPT.get(check, LANGUAGES):
        return
    pairs = list(wrong(check, language))
    assert len(pairs) >= LEAST, (check, language, len(pairs))
    missed = [pair.target for pair in pairs if check not in [one.check for one in check_pair(pair)]]
    assert len(missed) * 20 <= len(pairs), missed


@pytest.mark.parametrize("language", LANGUAGES)
def test_right_translations_are_left_in_peace(language: str) -> None:
    pairs = list(right("", language))
    blamed = [
        (pair.source, pair.target, one.check, one.message)
        for pair in pairs
        for one in check_pair(pair)
        if one.severity != "hint"
    ]
    assert blamed == []
    assert len(pairs) >= 10 * LEAST
