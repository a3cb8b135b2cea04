"""The start page: every bundle of an output folder, the same bytes in any order, and nobody else's page."""

import json
import re
from pathlib import Path

import pytest

from tests.bundles.sentences import bundle, drafted, reviewed, titled
from toolkit import bundles
from toolkit.units import Bundle, Catalog, Document

GENERATOR = "toolkit 0.0"


def put(out: Path, name: str, made: Bundle) -> None:
    bundles.publish(out / name, bundles.assemble(made, generator=GENERATOR)[0])
    bundles.publish_start(out, GENERATOR)


def test_it_lists_every_bundle_whatever_the_order(tmp_path: Path) -> None:
    one, two = titled(bundle([reviewed("Cats & <dogs>", "Коты")])), bundle([drafted("Two", "Эки")], "ky")
    for out, order in ((tmp_path / "a", (("x", one), ("y & z", two))), (tmp_path / "b", (("y & z", two), ("x", one)))):
        for name, made in order:
            put(out, name, made)
    text = (tmp_path / "a" / "index.html").read_text(encoding="utf-8")
    assert text == (tmp_path / "b" / "index.html").read_text(encoding="utf-8")
    assert "Cats &amp; &lt;dogs&gt;" in text and 'href="y%20%26%20z/index.html"' in text
    assert 'href="x/index.html?l=en,ru"' in text
    assert "b-reviewed" in text and "b-drafted" in text


def test_titles_stand_in_the_language_of_the_reader_where_a_person_approved_them(tmp_path: Path) -> None:
    put(tmp_path, "letter", titled(bundle([reviewed("The letter", "Письмо"), reviewed("Dear sir", "Сударь", block=1)])))
    put(tmp_path, "draft", titled(bundle([drafted("The draft", "Черновик")])))
    put(tmp_path, "plain", bundle([reviewed("Once upon a time", "Однажды")]))
    text = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert '<span class="t" lang="ru">Письмо</span>' in text
    assert "Черновик" not in text, "a machine draft is no title"
    assert ">made</span>" in text and "Once upon a time" not in text, "a first sentence is no title either"
    page = (tmp_path / "letter" / "index.html").read_text(encoding="utf-8")
    assert re.search(r'<title data-en="The letter" [^>]*data-ru="Письмо"[^>]*>The letter</title>', page)


def test_what_a_machine_drafted_anew_stands_apart(tmp_path: Path) -> None:
    """A fresh edition has looked at no catalog; one that has, and holds drafts, is people's work in progress."""
    for name, catalogs in (("fresh", {}), ("work", {"locales/ru/LC_MESSAGES/made.po": "0" * 64})):
        order = bundles.Order(catalogs=catalogs)
        made = bundles.assemble(bundle([drafted("Two", "Два")]), generator=GENERATOR, order=order)[0]
        bundles.publish(tmp_path / name, made)
    bundles.publish_start(tmp_path, GENERATOR)
    text = (tmp_path / "index.html").read_text(encoding="utf-8")
    apart = text.index("Machine drafts, made anew")
    assert text.index('href="work/index.html"') < apart < text.index('href="fresh/index.html"')


@pytest.mark.parametrize(
    ("number", "russian", "kyrgyz"),
    [
        (1, "1 черновой машинный перевод", "1 машинанын"),
        (3, "3 черновых машинных перевода", "3 машинанын"),
        (25, "25 черновых машинных переводов", "25"),
    ],
)
def test_numbers_have_the_plural_of_each_language(number: int, russian: str, kyrgyz: str, tmp_path: Path) -> None:
    put(tmp_path, "x", bundle([drafted(f"Sentence {index}", "Эки", block=index) for index in range(number)]))
    for page in (tmp_path / "index.html", tmp_path / "x" / "index.html"):
        text = page.read_text(encoding="utf-8")
        assert f'<span class="t" lang="ru">{russian}</span>' in text
        assert f'<span class="t" lang="ky">{kyrgyz}' in text
        assert f'<span class="t" lang="en">{number} machine draft{"s" * (number > 1)}</span>' in text


def test_pages_lead_to_each_other(tmp_path: Path) -> None:
    put(tmp_path, "made", bundle([reviewed("One", "Раз")]))
    for page in tmp_path.rglob("*.html"):
        for target in re.findall(r'href="([^"#?]+)[^"]*"', page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), (page, target)
    names = {
        page.relative_to(tmp_path).as_posix(): page.read_text(encoding="utf-8") for page in tmp_path.rglob("*.html")
    }
    assert 'href="receipt.html"' in names["made/index.html"] and 'href="../index.html"' in names["made/index.html"]
    assert 'href="index.html"' in names["made/receipt.html"] and 'href="../index.html"' in names["made/receipt.html"]
    assert 'href="made/receipt.html"' in names["index.html"]


def test_nothing_to_show_is_said(tmp_path: Path) -> None:
    bundles.publish_start(tmp_path, GENERATOR)
    assert "There is no text here yet" in (tmp_path / "index.html").read_text(encoding="utf-8")
    empty = Bundle(Document("empty", "text", "en", ()), (), (Catalog("empty", "en", "ru", ()),))
    page = bundles.assemble(empty, generator=GENERATOR)[0]["index.html"].decode()
    assert "There is no text to translate in this document." in page


def test_a_document_without_sentences_has_no_bar(tmp_path: Path) -> None:
    """A bar of nothing looks like one of which nothing is done."""
    put(tmp_path, "empty", bundle([]))
    text = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert 'href="empty/index.html' in text
    assert 'class="share"' not in text


def test_the_receipt_speaks_four_languages(tmp_path: Path) -> None:
    put(tmp_path, "made", bundle([drafted("One", "Раз")]))
    text = (tmp_path / "made" / "receipt.html").read_text(encoding="utf-8")
    for words in ("Made from", "制作来源", "Из чего сделано", "Эмнеден түзүлгөн", "прочитано заново"):
        assert words in text
    assert 'data-ru="Паспорт издания: made"' in text


def test_a_page_that_is_somebody_elses_stays(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<h1>my site</h1>")
    assert bundles.publish_start(tmp_path, GENERATOR) is None
    assert (tmp_path / "index.html").read_text() == "<h1>my site</h1>"


@pytest.mark.parametrize(
    "damaged", ["", "{", "[]", '{"segments": 1, "languages": {"xx-unknown": {}}}', '{"languages": 3, "segments": 1}']
)
def test_a_damaged_receipt_leaves_the_others(tmp_path: Path, damaged: str) -> None:
    put(tmp_path, "good", bundle([reviewed("One", "Раз")]))
    put(tmp_path, "bad", bundle([reviewed("Two", "Два")]))
    (tmp_path / "bad" / "receipt.json").write_text(damaged)
    bundles.publish_start(tmp_path, GENERATOR)
    text = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "good/index.html" in text and "bad/index.html" not in text


def test_a_bundle_without_a_reading_page_is_led_to_by_its_receipt(tmp_path: Path) -> None:
    made, order = bundle([reviewed("One", "Раз")]), bundles.Order(formats=("tsv",))
    bundles.publish(tmp_path / "x", bundles.assemble(made, generator=GENERATOR, order=order)[0])
    bundles.publish_start(tmp_path, GENERATOR)
    text = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert 'href="x/receipt.html"' in text and "index.html" not in text and "?l=" not in text


def test_a_folder_without_bundles_has_an_empty_list(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "receipt.json").write_text(json.dumps({"segments": 1, "languages": {}}))
    bundles.publish_start(tmp_path, GENERATOR)
    assert "<h2>" not in (tmp_path / "index.html").read_text(encoding="utf-8")
