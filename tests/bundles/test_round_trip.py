"""Laws 5 and 6 on generated bundles, and what `publish` may and may not do to a folder."""

import hashlib
import json
import os
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import bundles
from toolkit.bundles import html, progress, tmx, tsv
from toolkit.errors import BundleError, StorageError
from toolkit.units import (
    STATUSES,
    Block,
    BlockKind,
    Bundle,
    Catalog,
    Code,
    Content,
    Document,
    Origin,
    Place,
    Segment,
    State,
    TranslationUnit,
    plain,
    segment_key,
)

GENERATOR = "toolkit 0.0"
LANGUAGES = ("zh", "ru", "ky")
MACHINE = Origin("engine", "argos", 0.5, 'argos en→xx starter <1.0> & "more", beam 4')
STATES = {
    "reviewed": (State.REVIEWED, Origin("person"), ""),
    "drafted": (State.INITIAL, MACHINE, ""),
    "fuzzy": (State.TRANSLATED, Origin("person"), ""),
    "stale": (State.TRANSLATED, Origin("person"), "what it was"),
    "untranslated": (State.INITIAL, None, ""),
}
NASTY = (
    "</span></p></div></main>", "<script>alert(1)</script>", "<!--", "-->", "]]>", "<![CDATA[", "<?x?>", "&amp;", "&lt",
    "&#0;", "&", "<", ">", '"', "'", "\\", "\\n", "\\t", "\\u0041", "\\\\", "\t", "\n", "\r", "\r\n", "\x00", "\x01",
    "\x0b", "\x0c", "\x1b", "\x1f", "\x7f", "\x80", "\x85", "\x9f", "\u2028", "\u2029", "\ufeff", "\ufffd", "\ufffe",
    "\uffff", "\ufdd0", "\U0001fffe", "\U0010ffff", "\u200b", "\u200f", "\u202e", "\u2066", "\xa0", " ", "  ", "\u3000",
    "😀", "中文", "Ң Ө Ү", "$title", "${css}", "{}", "%s", "=1+1", "M", "?",
)  # fmt: skip
"""Markup of every format, escapes of every format, what XML and HTML forbid, and what ends a line somewhere."""
TEXT = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    st.lists(st.sampled_from(NASTY), max_size=6).map("".join),
).filter(bool)
CODE = st.builds(
    Code, id=st.sampled_from(["1", "2", "a b"]), kind=st.sampled_from(["open", "close", "placeholder"]), raw=TEXT
)


def merged(parts: list[str | Code]) -> Content:
    """Content as units.py wants it: neighbouring strings are one string."""
    content: list[str | Code] = []
    for part in parts:
        if isinstance(part, str) and content and isinstance(content[-1], str):
            content[-1] += part
        else:
            content.append(part)
    return tuple(content)


CONTENT = st.lists(st.one_of(TEXT, TEXT, CODE), min_size=1, max_size=3).map(merged)
STATUS = st.sampled_from(STATUSES)


def unit(segment: Segment, target: Content, status: str) -> TranslationUnit:
    state, origin, previous = STATES[status]
    return TranslationUnit(segment, () if status == "untranslated" else target, state, origin, previous)


@st.composite
def made_bundles(draw: st.DrawFn) -> Bundle:
    """Any number of blocks and languages; repeated sentences share a unit, and catalogs may lack one."""
    blocks: list[Block] = []
    segments: list[Segment] = []
    for _ in range(draw(st.integers(0, 4))):
        kind = draw(st.sampled_from([kind for kind in BlockKind if kind is not BlockKind.FURNITURE]))
        sources = draw(st.lists(CONTENT, min_size=1, max_size=3))
        for number, source in enumerate(sources, start=1):
            place = Place(len(blocks), kind, number, len(sources), 0, 0, 1)
            segments.append(Segment(segment_key(source), source, note=draw(TEXT), place=place))
        blocks.append(Block(kind, merged([part for source in sources for part in source])))
    if draw(st.booleans()):
        blocks.append(Block(BlockKind.FURNITURE, draw(CONTENT), translatable=False))
    catalogs = []
    for code in draw(st.permutations(LANGUAGES))[: draw(st.integers(0, 3))]:
        by_key: dict[str, TranslationUnit] = {}
        for segment in segments:
            by_key[segment.key] = unit(segment, draw(CONTENT), draw(STATUS))
        lacking = draw(st.sampled_from(["", *sorted(by_key)]))
        by_key.pop(lacking, None)
        catalogs.append(Catalog("made", "en", code, tuple(by_key.values())))
    return Bundle(Document("made", "text", "en", tuple(blocks)), tuple(segments), tuple(catalogs))


def expected(bundle: Bundle) -> set[tuple[str, str, str, str, str]]:
    """The set of law 5, worked out here and not by the code that is tested."""
    found = set()
    for catalog in bundle.catalogs:
        by_key = {one.segment.key: one for one in catalog.units}
        for segment in bundle.segments:
            assert segment.place is not None
            one = by_key.get(segment.key)
            target, status = (one.text, one.status) if one else ("", "untranslated")
            found.add((segment.place.id, catalog.target_language, segment.text, target, status))
    return found


def tuples(rows: list[bundles.Row]) -> set[tuple[str, str, str, str, str]]:
    found = {(row.id, row.language, row.source, row.target, row.status) for row in rows}
    assert len(found) == len(rows), "a row came back twice"
    return found


@given(made_bundles())
def test_law_5_every_format_gives_back_the_same_set(bundle: Bundle) -> None:
    wanted = expected(bundle)
    assert tuples(html.read(html.write(bundle, GENERATOR))) == wanted
    assert tuples(tsv.read(tsv.write(bundle))) == wanted
    for code in bundle.languages[1:]:
        translated = {row for row in wanted if row[1] == code and row[4] != "untranslated"}
        assert tuples(tmx.read(tmx.write(bundle, code, GENERATOR))) == translated


@pytest.mark.parametrize("text", NASTY, ids=ascii)
@pytest.mark.parametrize("status", STATUSES)
def test_law_5_for_each_awkward_text(text: str, status: str) -> None:
    """Alone, and at both ends and in the middle of words, as source and as target."""
    for source in (text, f"a{text}b", f"{text}a{text}"):
        made = small(((source, f"{text}перевод{text}", status),))
        files, _ = bundles.assemble(made, generator=GENERATOR)
        assert tuples(html.read(files["index.html"])) == expected(made)
        assert tuples(tsv.read(files["parallel.tsv"])) == expected(made)


@given(made_bundles())
def test_law_6_the_same_bundle_gives_the_same_bytes(bundle: Bundle) -> None:
    first, _ = bundles.assemble(bundle, generator=GENERATOR)
    again = Bundle(bundle.document, tuple(bundle.segments), tuple(bundle.catalogs))
    second, _ = bundles.assemble(again, generator=GENERATOR)
    assert list(first.items()) == list(second.items())


@given(made_bundles())
def test_the_receipt_adds_up(bundle: Bundle) -> None:
    files, receipt = bundles.assemble(bundle, generator=GENERATOR)
    assert list(files)[-1] == "receipt.json"
    assert dict(receipt.files) == {n: hashlib.sha256(d).hexdigest() for n, d in files.items() if n != "receipt.json"}
    assert set(files) == {
        "index.html",
        "parallel.tsv",
        "progress.svg",
        "receipt.json",
        *(f"en-{code}.tmx" for code in bundle.languages[1:]),
    }
    assert set(receipt.read_back.values()) == {"complete"}
    assert receipt.segments == len(bundle.segments)
    wanted = expected(bundle)
    for code in bundle.languages[1:]:
        counts = {status: sum(row[1] == code and row[4] == status for row in wanted) for status in STATUSES}
        assert {status: receipt.counts[code].get(status, 0) for status in STATUSES} == counts
        assert receipt.signatures[code] == ((MACHINE.signature,) if counts["drafted"] else ())
    assert json.loads(files["receipt.json"])["document"] == "made"


@pytest.mark.parametrize(
    ("file", "module", "before", "after"),
    [
        ("index.html", html, "Перевод", "Перебор"),
        ("index.html", html, 'data-status="drafted"', 'data-status="reviewed"'),
        ("en-ru.tmx", tmx, "Перевод", "Перебор"),
        ("en-ru.tmx", tmx, "One.", "Won."),
        ("parallel.tsv", tsv, "drafted", "reviewed"),
        ("parallel.tsv", tsv, "p1s1", "p9s9"),
        ("progress.svg", progress, 'data-count="1"', 'data-count="2"'),
        ("progress.svg", progress, 'data-status="drafted"', 'data-status="reviewed"'),
    ],
)
def test_a_writer_that_alters_anything_is_found_out(
    file: str, module: object, before: str, after: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control of the receipt: each writer is made to lie once."""
    made = small((("One.", "Перевод.", "drafted"),))
    write = module.write  # type: ignore[attr-defined]

    def lie(*arguments: object) -> bytes:
        text = bytes(write(*arguments)).decode()
        assert before in text
        return text.replace(before, after).encode()

    monkeypatch.setattr(module, "write", lie)
    with pytest.raises(BundleError, match=file):
        bundles.assemble(made, generator=GENERATOR)


def test_tmx_says_what_a_machine_made_and_leaves_out_what_nobody_made() -> None:
    made = small((("One.", "Раз.", "drafted"), ("Two.", "Два.", "reviewed"), ("Three.", "Три.", "untranslated")))
    root = ET.fromstring(tmx.write(made, "ru", GENERATOR))
    found = {tu.get("tuid"): {p.get("type"): p.text for p in tu.iter("prop")} for tu in root.iter("tu")}
    assert list(found) == ["p1s1", "p2s1"]
    assert (found["p1s1"]["x-status"], found["p1s1"]["x-state"]) == ("drafted", "initial")
    assert found["p1s1"]["x-origin"] == MACHINE.signature
    assert (found["p2s1"]["x-status"], found["p2s1"]["x-state"]) == ("reviewed", "reviewed")


def test_a_damaged_table_is_an_error_with_its_line() -> None:
    data = tsv.write(small((("One.", "Раз.", "reviewed"), ("Two.", "Два.", "reviewed"))))
    lines = data.decode().split("\n")
    lines[2] = lines[2].rsplit("\t", 1)[0]
    with pytest.raises(BundleError, match=r"parallel\.tsv:3"):
        tsv.read("\n".join(lines).encode())


def small(rows: tuple[tuple[str, str, str], ...], codes: tuple[str, ...] = ("ru",)) -> Bundle:
    """One paragraph a row; the rows are source, target, status."""
    segments = [
        Segment(
            segment_key(plain(source)), plain(source), place=Place(index, BlockKind.PARAGRAPH, 1, 1, 0, len(source), 1)
        )
        for index, (source, _, _) in enumerate(rows)
    ]
    units = tuple(
        unit(segment, plain(target), status) for segment, (_, target, status) in zip(segments, rows, strict=True)
    )
    document = Document(
        "small", "text", "en", tuple(Block(BlockKind.PARAGRAPH, plain(source)) for source, _, _ in rows)
    )
    return Bundle(document, tuple(segments), tuple(Catalog("small", "en", code, units) for code in codes))


def assembled(target: str = "Раз.", codes: tuple[str, ...] = ("ru",)) -> dict[str, bytes]:
    return bundles.assemble(small((("One.", target, "reviewed"),), codes), generator=GENERATOR)[0]


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
    bundles.publish(tmp_path, assembled(codes=("ru", "ky")))
    (tmp_path / "en-de.tmx").write_bytes(b"somebody's own")
    (tmp_path / "notes.txt").write_bytes(b"mine")
    fewer = assembled(codes=("ru",))
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


@pytest.mark.parametrize("victim", ["index.html", "en-ru.tmx", "parallel.tsv", "receipt.json"])
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
