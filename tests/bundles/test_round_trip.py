"""Laws 5 and 6 on generated bundles, and what `publish` may and may not do to a folder."""

import dataclasses
import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bundles.made import GENERATOR, MACHINE, NASTY, expected, made_bundles, small, tuples
from toolkit import bundles
from toolkit.bundles import html, progress
from toolkit.errors import BundleError, StorageError
from toolkit.exchange import digest, selected, tmx, tsv
from toolkit.units import STATUSES, Bundle

PARTIAL = bundles.Order(partial=True)
QUICK = tuple(name for name in bundles.FORMATS if name != "pdf")
"""A PDF takes a second to make: its laws are in test_pdf.py."""
FORMS = {f"{name} {layout}": form for name in QUICK for layout, form in bundles.LAYOUTS.get(name, {}).items()} | {
    name: bundles.FORMATS[name] for name in QUICK if name not in bundles.LAYOUTS
}
"""Every format in each of its layouts."""


@given(made_bundles(), st.sampled_from(list(FORMS)))
def test_law_5_every_format_in_every_layout_gives_back_the_same_set(bundle: Bundle, name: str) -> None:
    form = FORMS[name]
    codes = list(bundle.languages[1:])
    parts = [[code] for code in codes] if form.most == 1 else [codes]
    for part in parts:
        chosen = selected(bundle, languages=part, sparse=False)
        wanted = {row for row in expected(bundle) if row[1] in part and (row[3] or not form.pairs)}
        assert tuples(form.read(form.write(chosen, GENERATOR))) == wanted


@pytest.mark.parametrize("text", NASTY, ids=ascii)
@pytest.mark.parametrize("status", STATUSES)
def test_law_5_for_each_awkward_text(text: str, status: str) -> None:
    """Alone, and at both ends and in the middle of words, as source and as target."""
    for source in (text, f"a{text}b", f"{text}a{text}"):
        made = small(((source, f"{text}перевод{text}", status),))
        everything = bundles.Order(formats=QUICK)
        files, receipt = bundles.assemble(made, generator=GENERATOR, order=everything)
        assert set(files) - {"receipt.json", "receipt.html"} == set(receipt.files)
        wanted = expected(made)
        for name in receipt.held:
            if name != "parallel.zip" or status != "untranslated":
                assert tuples(bundles.READERS[Path(name).suffix](files[name])) == wanted, name
                assert receipt.held[name] == receipt.rows


@given(made_bundles())
def test_law_6_the_same_bundle_gives_the_same_bytes(bundle: Bundle) -> None:
    everything = bundles.Order(formats=QUICK, partial=True)
    first, _ = bundles.assemble(bundle, generator=GENERATOR, order=everything)
    again = Bundle(bundle.document, tuple(bundle.segments), tuple(bundle.catalogs))
    second, _ = bundles.assemble(again, generator=GENERATOR, order=everything)
    assert list(first.items()) == list(second.items())


@given(made_bundles())
def test_the_receipt_adds_up(bundle: Bundle) -> None:
    files, receipt = bundles.assemble(bundle, generator=GENERATOR, order=PARTIAL)
    assert list(files)[-1] == "receipt.json"
    made = {name: data for name, data in files.items() if not name.startswith("receipt.")}
    assert dict(receipt.files) == {name: hashlib.sha256(data).hexdigest() for name, data in made.items()}
    assert set(files) == {"index.html", "parallel.tmx", "parallel.tsv", "progress.svg", "receipt.html", "receipt.json"}
    assert set(receipt.read_back.values()) == {"complete"}
    assert receipt.segments == len(bundle.segments)
    wanted = expected(bundle)
    for code in bundle.languages[1:]:
        counts = {status: sum(row[1] == code and row[4] == status for row in wanted) for status in STATUSES}
        assert {status: receipt.counts[code].get(status, 0) for status in STATUSES} == counts
        assert receipt.signatures[code] == ((MACHINE.signature,) if counts["drafted"] else ())
    value = json.loads(files["receipt.json"])
    assert value["document"] == "made"
    # One hash, worked out anew from what each file gives back.
    hashes = {digest(bundles.READERS[Path(name).suffix](files[name])) for name in receipt.held}
    assert hashes == {receipt.rows} == {value["rows"]["sha256"]}
    assert {row["rows sha256"] for name, row in value["files"].items() if name != "progress.svg"} == {receipt.rows}


@pytest.mark.parametrize(
    ("file", "module", "before", "after"),
    [
        ("index.html", html, "Перевод", "Перебор"),
        ("index.html", html, 'data-status="drafted"', 'data-status="reviewed"'),
        ("parallel.tmx", tmx, "Перевод", "Перебор"),
        ("parallel.tmx", tmx, "One.", "Won."),
        ("parallel.tsv", tsv, "drafted", "reviewed"),
        ("parallel.tsv", tsv, "p1s1", "p9s9"),
        ("progress.svg", progress, 'data-count="1"', 'data-count="2"'),
        ("progress.svg", progress, 'data-status="drafted"', 'data-status="reviewed"'),
    ],
)
def test_a_writer_that_alters_anything_is_found_out(
    file: str, module: Any, before: str, after: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control of the receipt: each writer is made to lie once."""
    made = small((("One.", "Перевод.", "drafted"),))

    def lie(*arguments: Any, write: Any = module.write) -> bytes:
        text = write(*arguments).decode()
        assert before in text
        return bytes(text.replace(before, after).encode())

    name = module.__name__.rpartition(".")[2]
    if module is progress:
        monkeypatch.setattr(progress, "write", lie)
    else:
        monkeypatch.setitem(bundles.FORMATS, name, dataclasses.replace(bundles.FORMATS[name], write=lie))
    with pytest.raises(BundleError, match=file):
        bundles.assemble(made, generator=GENERATOR)


def test_a_segment_that_a_catalog_lacks_is_refused_unless_the_bundle_is_asked_for_as_partial() -> None:
    whole = small((("One.", "Раз.", "reviewed"), ("Two.", "Два.", "drafted")), ("ru", "ky"))
    kyrgyz = dataclasses.replace(whole.catalogs[1], units=whole.catalogs[1].units[:1])
    gapped = dataclasses.replace(whole, catalogs=(whole.catalogs[0], kyrgyz))
    with pytest.raises(BundleError, match=r"1 in ky.*--partial"):
        bundles.assemble(gapped, generator=GENERATOR)
    files, receipt = bundles.assemble(gapped, generator=GENERATOR, order=PARTIAL)
    assert receipt.missing == {"ky": 1} == json.loads(files["receipt.json"])["partial"]
    assert b"This bundle is partial" in files["receipt.html"]
    assert b"partial" not in bundles.assemble(whole, generator=GENERATOR)[0]["receipt.json"]


def test_only_reviewed_leaves_the_rest_untranslated_and_says_so() -> None:
    made = small((("One.", "Раз.", "reviewed"), ("Two.", "Два.", "drafted")))
    files, receipt = bundles.assemble(made, generator=GENERATOR, order=bundles.Order(only=("reviewed",)))
    assert {(row.source, row.target) for row in tsv.read(files["parallel.tsv"])} == {("One.", "Раз."), ("Two.", "")}
    assert receipt.counts["ru"]["untranslated"] == 1
    assert "Два" not in "".join(data.decode() for data in files.values())


def assembled(target: str = "Раз.") -> dict[str, bytes]:
    return bundles.assemble(small((("One.", target, "reviewed"),)), generator=GENERATOR)[0]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_publish_writes_the_files_and_returns_their_paths_receipt_last(tmp_path: Path) -> None:
    files = assembled()
    paths = bundles.publish(tmp_path / "new", files)
    assert contents(tmp_path / "new") == files
    assert {path.name for path in paths} == set(files)
    assert paths[-1] == tmp_path / "new" / "receipt.json"


def test_publishing_again_touches_nothing(tmp_path: Path) -> None:
    files = assembled()
    bundles.publish(tmp_path, files)
    for path in tmp_path.iterdir():
        os.utime(path, (1, 1))
    before = {path.name: (path.stat().st_mtime, path.stat().st_ino) for path in tmp_path.iterdir()}
    bundles.publish(tmp_path, files)
    assert {path.name: (path.stat().st_mtime, path.stat().st_ino) for path in tmp_path.iterdir()} == before


def test_fewer_languages_take_their_files_away_and_nothing_else(tmp_path: Path) -> None:
    xliff = bundles.Order(formats=("html", "xliff"))
    made = (("One.", "Раз.", "reviewed"),)
    bundles.publish(tmp_path, bundles.assemble(small(made, ("ru", "ky")), generator=GENERATOR, order=xliff)[0])
    assert (tmp_path / "en-ky.xlf").exists()
    (tmp_path / "en-de.tmx").write_bytes(b"somebody's own")
    (tmp_path / "notes.txt").write_bytes(b"mine")
    fewer = bundles.assemble(small(made), generator=GENERATOR, order=xliff)[0]
    bundles.publish(tmp_path, fewer)
    assert contents(tmp_path) == {**fewer, "en-de.tmx": b"somebody's own", "notes.txt": b"mine"}


@pytest.mark.parametrize("names", [["../outside.txt"], ["{outside}"], ["sub/inside.txt"]])
def test_an_old_receipt_cannot_remove_files_elsewhere(tmp_path: Path, names: list[str]) -> None:
    folder, outside = tmp_path / "bundle", tmp_path / "outside.txt"
    (folder / "sub").mkdir(parents=True)
    outside.write_bytes(b"mine")
    (folder / "sub" / "inside.txt").write_bytes(b"mine")
    listed = {name.format(outside=outside): "0" for name in names}
    (folder / "receipt.json").write_text(json.dumps({"files": listed}))
    bundles.publish(folder, assembled())
    assert outside.read_bytes() == (folder / "sub" / "inside.txt").read_bytes() == b"mine"


@pytest.mark.parametrize("damaged", [b"", b"{", b"[]", b'{"files": 3}', b"\xff\xfe", b'{"files": ["en-ky.tmx"]}'])
def test_a_damaged_old_receipt_is_replaced(tmp_path: Path, damaged: bytes) -> None:
    (tmp_path / "receipt.json").write_bytes(damaged)
    files = assembled()
    bundles.publish(tmp_path, files)
    assert contents(tmp_path) == files


@pytest.mark.parametrize("victim", ["index.html", "parallel.tmx", "parallel.tsv", "receipt.json"])
def test_law_7_killed_at_any_file_leaves_no_false_receipt_and_the_next_run_finishes(
    tmp_path: Path, victim: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundles.publish(tmp_path, assembled("Раз."))
    changed = assembled("Один.")
    write = bundles.write_atomic  # type: ignore[attr-defined]

    def killed(path: Path, data: bytes) -> bool:
        if path.name == victim:
            raise StorageError("no space left", path=path)
        return bool(write(path, data))

    with monkeypatch.context() as patched:
        patched.setattr(bundles, "write_atomic", killed)
        with pytest.raises(StorageError):
            bundles.publish(tmp_path, changed)
    assert not (tmp_path / "receipt.json").exists()
    bundles.publish(tmp_path, changed)
    assert contents(tmp_path) == changed
