"""Pictures that Word, OpenDocument and EPUB documents hold inside: beside their sentences, served as pictures only."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, expect

from tests.documents.book import book
from tests.documents.word import HEAD, OFFICE, SPACES, body_document, paragraph, picture, relations, run, word_document
from tests.review.pixels import png
from tests.review.stage import Stage, staged
from tests.review.windows import opened, window
from toolkit.documents.office import pictures
from toolkit.documents.options import ReadOptions
from toolkit.review import pictures as served

ODT = (Path(__file__).parent.parent / "cases" / "office" / "guide.odt").read_bytes()
HORSE = "Pictures/10000001000000010000000164D0C044CCFD8B0C.png"
DOCUMENTS: dict[str, tuple[Callable[[], bytes], str, str, str]] = {
    "guide.docx": (word_document, "Look at", "A white horse", "word/media/image1.png"),
    "guide.odt": (lambda: ODT, "Look at", "A white horse", HORSE),
    "book.epub": (lambda: book(3), "A horse at the lake", "A white horse", "OEBPS/images/horse.png"),
    "old.epub": (lambda: book(2), "A white horse", "A white horse", "OEBPS/images/horse.png"),
}
"""File -> (its bytes, a sentence and an alternative text that have the picture, its part)."""


@contextmanager
def served_document(folder: Path, name: str, data: bytes) -> Iterator[Stage]:
    (folder / "source").mkdir()
    (folder / "locales").mkdir()
    (folder / "source" / name).write_bytes(data)
    with staged(folder, f"source/{name}", targets=("ky",)) as stage:
        yield stage


def rows(stage: Stage, name: str) -> dict[str, list[str]]:
    found: list[dict[str, Any]] = stage.look(f"cells?work=source/{name}&to=ky&from=0&count=200")
    return {one["text"]: one["pictures"] for one in found}


def asked(stage: Stage, name: str, part: str) -> tuple[int, str]:
    status, text, headers = stage.ask("GET", f"/picture?{urlencode({'work': f'source/{name}', 'name': part})}")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"] == "default-src 'none'; sandbox" or status != 200
    return status, headers["content-type"] if status == 200 else text


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_picture_is_found_by_its_sentence_and_by_its_text_and_nowhere_else(tmp_path: Path, name: str) -> None:
    made, sentence, alternative, part = DOCUMENTS[name]
    with served_document(tmp_path, name, made()) as stage:
        having = {text: found for text, found in rows(stage, name).items() if found}
        assert list(having.values()) == [[part]] * len(having)
        assert {sentence in text or text in (alternative, "Horse") for text in having} == {True}
        assert ("Horse" in having) == (name == "guide.odt")  # its title there
        assert any(sentence in text for text in having) and alternative in having
        assert asked(stage, name, part) == (200, "image/png")
        for other in ("word/document.xml", "content.xml", "OEBPS/c1.xhtml", "../guide.docx", "/etc/passwd", ""):
            status, said = asked(stage, name, other)
            assert status == 404 and "root:" not in said and "<" not in said


def test_a_picture_alone_in_its_paragraph_belongs_to_what_follows() -> None:
    data = body_document(
        paragraph(run("Before.")), paragraph(picture("")), paragraph(run("Figure 1"), style="Beschriftung"),
        paragraph(run("After.")), paragraph(picture("")),
    )  # fmt: skip
    found = pictures.of_blocks("docx", data, "a.docx", ReadOptions("en"))
    texts = [block.content for block in _blocks(data)]
    assert {texts[index] for index in found} == {("Figure 1",), ("After.",)}


def _blocks(data: bytes) -> Any:
    from toolkit import documents

    return documents.read(data, "a.docx", ReadOptions("en")).blocks


@pytest.mark.parametrize(
    ("target", "data", "said"),
    [
        ("media/drawn.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "no picture"),
        ("media/lies.png", b"<script>alert(1)</script>", "no picture"),
        ("document.xml", None, "no picture"),
        ("media/large.png", png() + bytes(5000), "too large"),
    ],
)
def test_only_what_is_a_picture_of_a_modest_size_is_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str, data: bytes | None, said: str
) -> None:
    monkeypatch.setattr(served, "LARGEST", 4000)
    links = relations(("rId6", f"{OFFICE}/image", target))
    body = f"{HEAD}<w:document {SPACES}><w:body>{paragraph(run('Look.'), picture(''))}</w:body></w:document>"
    parts: dict[str, str | bytes] = {"word/_rels/document.xml.rels": links, "word/document.xml": body}
    if data is not None:
        parts[f"word/{target}"] = data
    with served_document(tmp_path, "a.docx", word_document(parts)) as stage:
        assert [found for found in rows(stage, "a.docx").values() if found] == [[f"word/{target}"]]
        status, text = asked(stage, "a.docx", f"word/{target}")
        assert status == 404 and said in text and "<" not in text


def test_the_picture_of_a_word_document_and_its_translation_are_one_key_away(browser: Browser, tmp_path: Path) -> None:
    with served_document(tmp_path, "guide.docx", word_document()) as stage:
        page = window(browser, stage)
        opened(page, "Look at").fill("Карачы")
        expect(page.locator("[data-part=pictures] img")).to_have_js_property("naturalWidth", 1)
        expect(page.locator("#saved")).to_contain_text("saved")
        with page.expect_download() as kept:
            page.keyboard.press("Alt+o")
        assert kept.value.suggested_filename == "guide.ky.docx"
        assert "Карачы" in "".join(str(block.content) for block in _blocks(Path(kept.value.path()).read_bytes()))
        with page.context.expect_page() as preview:
            page.locator("#list").focus()
            page.keyboard.press("v")
        expect(preview.value.locator("main")).to_contain_text("Карачы")
        page.context.close()


def test_a_translated_document_is_a_file_and_no_page(tmp_path: Path) -> None:
    with served_document(tmp_path, "a.html", b"<p>One <script>alert(1)</script></p>") as stage:
        assert stage.ask("GET", "/translated?work=source/a.html&target=ky")[0] == 400
        key = stage.look("index?work=source/a.html")["rows"][0][1]
        stage.act("save", work="source/a.html", target="ky", key=key, forms=["Бир"])
        status, text, headers = stage.ask("GET", "/translated?work=source/a.html&target=ky")
        assert status == 200 and "Бир" in text
        assert headers["content-disposition"] == "attachment; filename*=UTF-8''a.ky.html"
        assert headers["content-type"] == "application/octet-stream"
        assert stage.ask("GET", "/translated?work=source/a.html&target=../x")[0] == 400
        assert stage.ask("GET", "/translated?work=/etc/passwd&target=ky")[0] == 400
