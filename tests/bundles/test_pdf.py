"""The PDF: laws 5 and 6, what its pages prove, what poppler says of it, and what is said where it cannot be made."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.bundles.made import GENERATOR, NASTY, expected, made_bundles, small, tuples
from tests.bundles.test_judges import BUNDLES
from tests.conftest import judge
from toolkit import bundles
from toolkit.bundles import pdf, sheet, typesetting, visible
from toolkit.errors import BundleError, ToolkitError, UsageError
from toolkit.exchange import Format
from toolkit.languages import language
from toolkit.units import STATUSES, Block, BlockKind, Bundle, Catalog, Document, Place, Segment, plain, segment_key

LAYOUTS = bundles.LAYOUTS["pdf"]
BOTH = pytest.mark.parametrize("form", LAYOUTS.values(), ids=LAYOUTS)
FOUR = small(
    (
        ("He arrived on Friday.", "Ал келди: Ң ң Ө ө Ү ү.", "drafted"),
        ("The well-known, long-awaited and much-discussed agreement was signed.", "Ий, ёлка, 中文。", "reviewed"),
        ("Three.", "Үч.", "stale"),
    ),
    ("ky", "ru", "zh"),
)


@pytest.fixture(autouse=True, scope="module")
def typeset() -> None:
    """Every test here needs the extra `pdf`."""
    typesetting.require()


@given(bundle=made_bundles(), form=st.sampled_from(list(LAYOUTS.values())))
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
def test_laws_5_and_6_of_any_text(bundle: Bundle, form: Format) -> None:
    data = form.write(bundle, GENERATOR)
    assert tuples(form.read(data)) == expected(bundle)
    assert form.write(bundle, GENERATOR) == data


@BOTH
def test_law_5_of_every_awkward_text(form: Format) -> None:
    """Alone and at both ends of words, in every state, all in one file."""
    texts = [text for sign in NASTY for text in (sign, f"a{sign}b", f"{sign}a{sign}")]
    made = small(
        tuple((f"{number} {text}", text, STATUSES[number % len(STATUSES)]) for number, text in enumerate(texts))
    )
    assert tuples(form.read(form.write(made, GENERATOR))) == expected(made)


@BOTH
@pytest.mark.parametrize("name", ["article", "empty"])
def test_a_document_reads_back_and_each_language_is_tagged(form: Format, name: str) -> None:
    bundle = BUNDLES[name]
    data = form.write(bundle, GENERATOR)
    assert set(form.read(data)) == set(bundles.rows(bundle))
    found, attached = visible.cells(data)
    tags = {sheet.spoken(language(code).tag) for code in bundle.languages}
    assert {tag for cell in found for tag, _ in cell} == (tags if bundle.segments else set())
    assert list(attached) == ["parallel.html"]
    assert b"pdfuaid:part>1<" in data
    assert b"CreationDate" not in data


def test_a_letter_that_joins_what_no_font_has_with_it_costs_no_figure_of_the_page() -> None:
    """Thai and Lao AM belong to the sign before them, as marks do; it alone is shown by its number."""
    made = small((("5 kg", "5\u0eb3", "drafted"), ("Five.", "a\u0e33", "drafted")))
    data = pdf.columns(made, GENERATOR)
    assert tuples(pdf.read(data)) == expected(made)
    found, _ = visible.cells(data)
    said = "".join(text for cell in found for _, text in cell)
    assert "U+0EB3" in said
    assert "U+0035" not in said


def test_a_word_of_ten_thousand_letters_is_set() -> None:
    made = small((("W" * 10_000, "Ң" * 10_000, "drafted"),))
    assert tuples(pdf.read(pdf.columns(made, GENERATOR))) == expected(made)


@BOTH
@pytest.mark.parametrize(
    ("before", "after", "where"),
    [
        ("Үч.", "Уч.", "ky, p3s1"),
        ("Three.", "There.", "en, p3s1"),
        ("p2s1</b>", "p9s1</b>", "en, p2s1"),
        ("long-awaited and", "long-awaitedand", "en, p2s1"),
        ("Ал келди", "", "ky, p1s1"),
        (">M</sup>", "></sup>", "ky, p1s1"),
        (">↻</sup>", ">?</sup>", "ky, p3s1"),
        ('data-cell="ky" lang="ky"', 'data-cell="ky" lang="kk"', "ky, p1s1"),
        ('class="s" id="p3s1-ky"', 'class="s" lang="kk" id="p3s1-ky"', "ky, p3s1"),
    ],
)
def test_pages_that_show_anything_else_than_what_is_attached_are_found_out(
    form: Format, before: str, after: str, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: the attachment is as it should be, and one thing on the pages is not."""

    def lie(page: str) -> str:
        assert before in page
        return page.replace(before, after)

    monkeypatch.setattr(typesetting, "_breakable", lie)
    with pytest.raises(BundleError, match=where):
        pdf.read(form.write(FOUR, GENERATOR))


@BOTH
@pytest.mark.parametrize(
    ("look", "where"),
    [
        ("", "ky, p3s1"),
        ("hide(it)", "ky, p3s1"),
        ("text(fill: white, it)", "ky, p3s1"),
        ("text(fill: black.transparentize(100%), it)", "ky, p3s1"),
        ("text(size: 0pt, it)", "ky, p3s1"),
        ("move(dx: -99cm, it)", "ky, p3s1"),
        ("it + [more]", "ky, p3s1"),
        ("pdf.artifact(it)", "ky, p3s1"),
    ],
)
def test_text_that_nobody_sees_is_found_out(
    form: Format, look: str, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = typesetting._template()
    monkeypatch.setattr(typesetting, "_template", lambda: f'#show "Үч.": it => {{ {look} }}\n{template}')
    with pytest.raises(BundleError, match=where):
        pdf.read(form.write(FOUR, GENERATOR))


@BOTH
def test_a_paragraph_too_many_is_found_out(form: Format, monkeypatch: pytest.MonkeyPatch) -> None:
    template = typesetting._template()
    monkeypatch.setattr(typesetting, "_template", lambda: template.replace("#v(2mm)\n#if page", "more\n#if page"))
    with pytest.raises(BundleError, match="no language, the end"):
        pdf.read(form.write(FOUR, GENERATOR))


CODE = (
    '#panic("read as code")', '#read("/etc/passwd")', "#sys.inputs", "$ 1/0 $", "@reference", "<label>", "= Heading",
    "*bold* _em_", "#let x = 1", "\\u{41}", "```raw```", "// comment", "/* comment", '"', '")', "]", "[", "#[", "~",
)  # fmt: skip


@given(
    text=st.lists(st.sampled_from(CODE) | st.text("#$[]{}()\"\\*_`<>@=-~/'. a", max_size=8), min_size=1).map(" ".join),
    form=st.sampled_from(list(LAYOUTS.values())),
)
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
def test_no_text_is_read_as_code(text: str, form: Format) -> None:
    """Law: whatever a text says to Typst stands on the page as it is, in the title of the file too."""
    made = small(((f"a {text}", f"б {text}", "drafted"),))
    assert tuples(form.read(form.write(made, GENERATOR))) == expected(made)


def test_a_bundle_with_a_pdf_has_it_in_its_receipt() -> None:
    files, receipt = bundles.assemble(FOUR, generator=GENERATOR, order=bundles.Order(formats=("pdf",)))
    assert receipt.read_back["parallel.pdf"] == "complete"
    assert receipt.held["parallel.pdf"] == receipt.rows
    assert files["parallel.pdf"].startswith(b"%PDF-")


def judged(data: bytes, folder: Path, *options: str) -> tuple[str, str]:
    """What pdftotext and pdffonts say; an error of theirs is raised."""
    path = folder / "judged.pdf"
    path.write_bytes(data)
    remedy = "apt-get install poppler-utils"
    text = judge("pdftotext", shutil.which("pdftotext"), remedy)
    fonts = judge("pdffonts", shutil.which("pdffonts"), remedy)
    done = [
        subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
        for command in ([text, "-raw", *options, str(path), "-"], [fonts, str(path)])
    ]
    for one in done:
        if "Error" in one.stderr:
            raise subprocess.CalledProcessError(1, one.args, stderr=one.stderr)
    return done[0].stdout, done[1].stdout


def missing(bundle: Bundle, text: str) -> list[str]:
    """The sentences that are not in the text, white space apart."""
    bare = re.sub(r"\s", "", text)
    every = [text for row in bundles.rows(bundle) for text in (row.source, row.target)]
    return [sentence for sentence in every if re.sub(r"\s", "", sentence) not in bare]


def not_embedded(fonts: str) -> list[str]:
    """The fonts that are not in the file, or whose glyphs nobody knows the letters of."""
    lines = [line for line in fonts.splitlines()[2:] if line]
    assert lines
    return [line for line in lines if line.split()[-5:-2] != ["yes", "yes", "yes"]]


def test_poppler_finds_every_sentence_and_every_font(tmp_path: Path) -> None:
    # Without the margins, since the number of a page may stand in the middle of a sentence.
    inner = ("-x", "0", "-y", "50", "-W", "595", "-H", "744")
    text, fonts = judged(pdf.interleaved(BUNDLES["article"], GENERATOR), tmp_path, *inner)
    assert missing(BUNDLES["article"], text) == []
    assert not_embedded(fonts) == []
    assert "CJK" in fonts
    text, fonts = judged(pdf.columns(FOUR, GENERATOR), tmp_path)
    assert missing(FOUR, text) == []
    assert not_embedded(fonts) == []


def test_poppler_rejects_broken_files(tmp_path: Path) -> None:
    good = pdf.columns(FOUR, GENERATOR)
    with pytest.raises(subprocess.CalledProcessError):
        judged(good[: len(good) // 2], tmp_path)
    fewer = pdf.columns(small((("He arrived on Friday.", "Ал.", "drafted"),)), GENERATOR)
    assert "Three." in missing(FOUR, judged(fewer, tmp_path)[0])
    bare = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 5 0 R/Resources<</Font<</F 4 0 R>>>>>>endobj "
        b"4 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj 5 0 obj<</Length 33>>stream\n"
        b"BT /F 9 Tf 9 9 Td (He came.) Tj ET\nendstream endobj\ntrailer<</Root 1 0 R>>\n"
    )
    path = tmp_path / "bare.pdf"
    path.write_bytes(bare)
    fonts = subprocess.run(["pdffonts", str(path)], capture_output=True, text=True, check=False).stdout
    assert not_embedded(fonts)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK", b"\x00\xff"])
def test_what_is_no_pdf_of_translations_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(BundleError, match="PDF"):
        pdf.read(data)


def test_a_pdf_of_somebody_else_is_refused() -> None:
    import typst

    with pytest.raises(BundleError, match=r"parallel\.html is not attached"):
        pdf.read(typst.compile(b"Hello", format="pdf"))


def test_nothing_is_fetched_and_no_file_is_read() -> None:
    """The template has what it needs in itself: no package, no picture, no other file."""
    template = typesetting._template()
    assert not re.findall(
        r"#?\b(import|include|read|image|csv|yaml|toml|xml|cbor|plugin|eval|link)\b\s*[(\"]", template
    )
    text = '<img src="https://example.org/x.png"> #import "@preview/x:1.0.0": y'
    made = small(((text, text, "drafted"),))
    assert tuples(pdf.read(pdf.columns(made, GENERATOR))) == expected(made)


def test_too_many_columns_are_refused_and_go_below_each_other() -> None:
    made = small((("One.", "Раз.", "reviewed"),), ("ru", "ky", "zh", "de"))
    with pytest.raises(UsageError, match="--layout interleaved"):
        pdf.columns(made, GENERATOR)
    assert tuples(pdf.read(pdf.interleaved(made, GENERATOR))) == expected(made)


def test_signs_that_no_font_has_are_shown_as_their_numbers_and_letters_are_not() -> None:
    data = pdf.columns(small((("One \ue123 sign.", "Раз \U0010fffd.", "reviewed"),)), GENERATOR)
    found, _ = visible.cells(data)
    source, target = ("".join(text for _, text in cell) for cell in found)
    assert "U+E123" in source and "U+10FFFD" in target
    with pytest.raises(ToolkitError, match=r"Ң ү.*fonts-dejavu-core"):
        typesetting._refuse_unreadable({"ү", "Ң", "\ue123"})
    with pytest.raises(ToolkitError, match="fonts-noto-cjk"):
        typesetting._refuse_unreadable({"的"})


def test_without_a_font_for_chinese_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import typst

    bare = typst.Fonts(include_system_fonts=False)
    monkeypatch.setattr(typesetting, "_faces", lambda: bare)
    monkeypatch.setattr(typesetting, "_families", typesetting._families.__wrapped__)
    with pytest.raises(ToolkitError, match=r"no font on this machine has .*中.*fonts-noto-cjk") as raised:
        pdf.columns(FOUR, GENERATOR)
    assert "\n" not in str(raised.value)
    kyrgyz = small((("Three.", "Үч: Ң ң Ө ө Ү ү.", "stale"),), ("ky",))
    assert tuples(pdf.read(pdf.columns(kyrgyz, GENERATOR))) == expected(kyrgyz)


def test_a_first_heading_of_the_second_level_is_set(tmp_path: Path) -> None:
    """PDF/UA takes no document whose headings begin lower than at the first level."""
    segments = [
        Segment(segment_key(plain(text)), plain(text), place=Place(index, kind, 1, 1, 0, len(text), 1))
        for index, (text, kind) in enumerate(
            [("Part", BlockKind.HEADING), ("Text.", BlockKind.PARAGRAPH), ("Title", BlockKind.TITLE)]
        )
    ]
    blocks = tuple(Block(one.place.kind, one.source) for one in segments if one.place)
    made = Bundle(Document("made", "text", "en", blocks), tuple(segments), (Catalog("made", "en", "ru", ()),))
    for form in LAYOUTS.values():
        assert tuples(form.read(form.write(made, GENERATOR))) == expected(made)


def test_what_is_not_installed_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    made: Callable[[], object] = lambda: bundles.checked(bundles.Order(formats=("html", "pdf")))  # noqa: E731
    made()
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(
        ToolkitError, match=r"pip install \"toolkit-translate\[pdf\]\", or in its source: pip install \"\.\[pdf\]\""
    ):
        made()
