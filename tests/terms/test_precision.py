"""Terms in any form: on 300 sentences a language, half of them with the term and half with words that are like it."""

import pytest

from tests.conftest import ROOT
from toolkit.terms.matching import places


@pytest.mark.parametrize("language", ["zh", "ru", "ky"])
def test_terms_are_found_and_nothing_else(language: str) -> None:
    """The sentences are of scripts/corpus; which have the term was written down by paradigms of each word, by hand."""
    lines = (ROOT / "tests" / "cases" / "terms" / f"{language}.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    found = [(truth == "yes", bool(places(term, text, language))) for term, truth, text in rows]
    right = sum(truth and says for truth, says in found)
    assert right / sum(says for _, says in found) >= 0.95
    assert right / sum(truth for truth, _ in found) >= 0.95
    assert min(sum(truth for truth, _ in found), sum(not truth for truth, _ in found)) > 100


@pytest.mark.parametrize(
    ("language", "term", "text"),
    [
        ("ru", "стол", "столь важный"),
        ("ru", "лёд", "леди и джентльмены"),
        ("ru", "село", "все сели на мель"),
        ("ru", "друг", "другой конец"),
        ("ru", "суд", "судья ушёл"),
        ("ky", "ат", "ата менен эне"),
        ("ky", "тоо", "топ ойнот"),
        ("ky", "баа", "бала менен баш"),
        ("ky", "суу", "сунуш кылды"),
        ("ky", "келишим", "анын келиши"),
        ("ky", "эл", "эле, элүү"),
        ("zh", "人民", "兑换人民币"),
        ("zh", "代表", "代表团抵达"),
        ("zh", "工人", "外来务工人员"),
        ("zh", "学校", "医科大学校长"),
        ("en", "meeting", "She meets them"),
    ],
)
def test_words_that_are_like_a_term(language: str, term: str, text: str) -> None:
    assert places(term, text, language) == []


@pytest.mark.parametrize(
    ("language", "term", "text"),
    [
        ("ru", "человек", "десять людей"),
        ("ru", "ребёнок", "детям"),
        ("ru", "Народная Республика", "Народной Республике"),
        ("ru", "лёд", "подо льдом"),
        ("ky", "бала", "балдарыбызга"),
        ("ky", "убакыт", "иш убактысы"),
        ("ky", "шаар", "шаардык кеңеш"),
        ("ky", "Чүй облусу", "Чүй облусундагы"),
        ("zh", "公路", "高速公路"),
        ("zh", "部长", "农业部长"),
        ("zh", "政府", "市政府"),
        ("en", "meeting", "two meetings"),
    ],
)
def test_forms_that_have_another_beginning_or_stand_in_a_compound(language: str, term: str, text: str) -> None:
    assert places(term, text, language)


CARRIERS = {
    "ru": ("Вчера упомянули слово «{}», и это важно.", "{} — об этом пишут газеты.", "Речь шла и про {}."),
    "ky": ("Кечээ кабарда «{}» айтылды.", "{} — бул жөнүндө гезиттер жазат.", "Биз {} жөнүндө да сүйлөштүк."),
    "zh": ("昨天的报告提到了{}，这很重要。", "{}：报纸都在报道。", "我们谈了很多，包括{}的情况。"),
}


@pytest.mark.parametrize("language", ["zh", "ru", "ky"])
def test_terms_in_every_form_of_theirs(language: str) -> None:
    """Forty terms and more, their cases, plurals and possessed forms written down one by one, and words like them."""
    lines = (ROOT / "tests" / "cases" / "terms" / "fresh.tsv").read_text(encoding="utf-8").splitlines()
    said, told, right = 0, 0, 0
    for _, term, good, bad in (row.split("\t") for row in lines if row.startswith(f"{language}\t")):
        for truth, forms in ((True, good), (False, bad)):
            for form in forms.split(";"):
                if form.endswith("-"):
                    continue  # not decided
                texts = [carrier.format(form) for carrier in CARRIERS[language]]
                found = [bool(places(term, text, language)) for text in texts]
                said += truth * len(texts)
                told += sum(found)
                right += truth * sum(found)
    assert said > 100
    assert right / told >= 0.95
    assert right / said >= 0.95
