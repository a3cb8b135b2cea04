"""The start page: every bundle of an output folder, the same bytes in any order, and nobody else's page."""

import json
from pathlib import Path

import pytest

from tests.bundles.sentences import bundle, drafted, reviewed
from toolkit import bundles
from toolkit.units import Bundle

GENERATOR = "toolkit 0.0"


def put(out: Path, name: str, made: Bundle) -> None:
    bundles.publish(out / name, bundles.assemble(made, generator=GENERATOR)[0])
    bundles.publish_start(out, GENERATOR)


def test_it_lists_every_bundle_whatever_the_order(tmp_path: Path) -> None:
    one, two = bundle([reviewed("Cats & <dogs>", "Коты")]), bundle([drafted("Two", "Эки")], "ky")
    for out, order in ((tmp_path / "a", (("x", one), ("y & z", two))), (tmp_path / "b", (("y & z", two), ("x", one)))):
        for name, made in order:
            put(out, name, made)
    text = (tmp_path / "a" / "index.html").read_text(encoding="utf-8")
    assert text == (tmp_path / "b" / "index.html").read_text(encoding="utf-8")
    assert "Cats &amp; &lt;dogs&gt;" in text and 'href="y%20%26%20z/index.html"' in text
    assert 'href="x/index.html?l=en,ru"' in text
    assert "b-reviewed" in text and "b-drafted" in text


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
