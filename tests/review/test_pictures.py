"""Pictures of a document beside its sentences: those that it names, out of its project, and nothing else."""

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, expect

from tests.review.pixels import png
from tests.review.stage import Stage, failed, staged
from tests.review.windows import opened, window
from toolkit.review import pictures

ARTICLE = "source/a.md"
TEXT = """# A title

Look at ![A cat](cat.png "sleeping") here. No picture.

![A dog](pics/my%20dog.png)

<img src="../up.png" alt="From above"> and <img alt="Drawn" src='drawn.svg'> and ![Far](https://example.org/x.png) end.

![Out](../../secret.png) ![Root](/etc/passwd) ![Linked](linked.png) ![Lies](lies.png) ![Gone](gone.png)
![Pipe](pipe.png) stand here.
"""


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    folder = tmp_path / "project"
    (folder / "source/pics").mkdir(parents=True)
    (folder / "locales").mkdir()
    (folder / ARTICLE).write_text(TEXT, encoding="utf-8")
    for name in ("source/cat.png", "source/pics/my dog.png", "up.png", "source/unnamed.png"):
        (folder / name).write_bytes(png())
    (tmp_path / "secret.png").write_bytes(png())
    (folder / "source/linked.png").symlink_to(tmp_path / "secret.png")
    (folder / "source/lies.png").write_text("<script>alert(1)</script>", encoding="utf-8")
    (folder / "source/drawn.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    os.mkfifo(folder / "source/pipe.png")
    failed.clear()
    with staged(folder, ARTICLE, targets=("ky",)) as running:
        yield running
    assert failed == []


def asked(stage: Stage, name: str) -> tuple[int, str]:
    status, text, headers = stage.ask("GET", f"/picture?{urlencode({'work': ARTICLE, 'name': name})}")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"] == "default-src 'none'; sandbox" or status != 200
    return status, headers["content-type"] if status == 200 else text


@pytest.mark.parametrize("name", ["cat.png", "pics/my%20dog.png", "../up.png"])
def test_what_the_document_names_in_its_project_is_served(stage: Stage, name: str) -> None:
    assert asked(stage, name) == (200, "image/png")


@pytest.mark.parametrize(
    "name",
    [
        "../../secret.png", "linked.png", "pipe.png", "/etc/passwd", "lies.png", "drawn.svg", "gone.png", "unnamed.png",
        "", "https://example.org/x.png", "a.md", "../locales/ky/LC_MESSAGES/a.po",
    ],
)  # fmt: skip
def test_nothing_else_is(stage: Stage, name: str) -> None:
    status, said = asked(stage, name)
    assert status == 404 and "root:" not in said and "<script" not in said


def test_what_lies_elsewhere_is_not_even_offered(stage: Stage) -> None:
    offered = {name for one in stage.look(f"cells?work={ARTICLE}&to=ky&from=0&count=50") for name in one["pictures"]}
    assert offered >= {"cat.png", "gone.png", "../../secret.png"}
    assert not {"https://example.org/x.png", "/etc/passwd"} & offered


def test_a_picture_of_a_modest_size_alone_is_served(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked(stage, "cat.png")[0] == 200
    monkeypatch.setattr(pictures, "LARGEST", len(png()) - 1)
    assert asked(stage, "cat.png")[0] == 404


def test_a_picture_stands_beside_its_sentence_and_its_text(browser: Browser, stage: Stage) -> None:
    page = window(browser, stage)
    opened(page, "Look at")
    picture = page.locator("[data-part=pictures] img")
    expect(picture).to_have_count(1)
    expect(picture).to_have_js_property("naturalWidth", 1)
    opened(page, "A dog")
    expect(page.locator("[data-part=pictures] figcaption")).to_have_text("pics/my%20dog.png")
    opened(page, "No picture")
    expect(page.locator("#panel")).to_contain_text("Concordance")
    expect(picture).to_have_count(0)
    opened(page, "stand here")
    expect(page.locator("[data-part=pictures]")).to_contain_text("cannot be shown here")
    page.context.close()
