"""What each exchange format says beside the text, what other programs make of it, and what is refused."""

import contextlib
import dataclasses
import json
import re
import xml.etree.ElementTree as ET
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bundles.made import GENERATOR, MACHINE, expected, made_bundles, small, tuples
from toolkit import exchange
from toolkit.errors import BundleError, UnknownName, UsageError
from toolkit.exchange import docx, inline, jsonl, moses, patch, table, tmx, tsv, xliff, xliff12, xliff21, xlsx
from toolkit.exchange.archives import pack, unpack
from toolkit.units import STATUSES, Bundle, Code, Content

FIVE = small(tuple((f"Sentence {status}.", f"Перевод {status}.", status) for status in STATUSES))
DAMAGED = [b"", b"\x00\xff", b"PK\x03\x04", b"{}", b"<a/>", b"<?xml version='1.0'?><tmx>", "id\tид".encode()]
XLIFF12, XLIFF21 = f"{{{xliff12.NAMESPACE}}}", f"{{{xliff21.NAMESPACE}}}"


def coded(source: Content, target: Content) -> Bundle:
    bundle = small((("placeholder", "перевод", "reviewed"),))
    segment = dataclasses.replace(bundle.segments[0], source=source)
    unit = dataclasses.replace(bundle.catalogs[0].units[0], segment=segment, target=target)
    return dataclasses.replace(
        bundle, segments=(segment,), catalogs=(dataclasses.replace(bundle.catalogs[0], units=(unit,)),)
    )


B, END_B = Code("1", "open", "<b>"), Code("1", "close", "</b>")
ITALIC, END_ITALIC = Code("2", "open", "<i>"), Code("2", "close", "</i>")
IMAGE = Code("3", "placeholder", '<img src="a.png"/>')


@pytest.mark.parametrize("name", exchange.FORMATS)
def test_every_row_remembers_what_was_exported_and_of_which_document(name: str) -> None:
    form = exchange.FORMATS[name]
    rows = form.read(form.write(FIVE, GENERATOR))
    assert all(row.base == exchange.base_of(row.target, row.status) for row in rows)
    if name != "tsv":
        assert {row.document for row in rows} == {"small"}


def test_tmx_says_what_a_machine_made_and_leaves_empty_what_nobody_made() -> None:
    root = ET.fromstring(tmx.write(FIVE, GENERATOR))
    found = {}
    for tu in root.iter("tu"):
        targets = [tuv for tuv in tu.findall("tuv") if tuv.get("{http://www.w3.org/XML/1998/namespace}lang") == "ru"]
        props = {prop.get("type"): prop.text for tuv in targets for prop in tuv.findall("prop")}
        found[tu.get("tuid")] = (props.get("x-status"), props.get("x-state"), [t.get("changeid") for t in targets])
    assert found == {
        "p1s1": ("reviewed", "reviewed", [None]),
        "p2s1": ("drafted", "initial", ["MT!"]),
        "p3s1": ("fuzzy", "translated", [None]),
        "p4s1": ("stale", "translated", [None]),
        "p5s1": (None, None, []),
    }
    assert MACHINE.signature in [prop.text for prop in root.iter("prop")]


def test_xliff_12_states() -> None:
    root = ET.fromstring(xliff12.write(FIVE, GENERATOR))
    found = [
        (unit.get("approved"), *((t.get("state"), t.get("state-qualifier")) for t in unit.iter(f"{XLIFF12}target")))
        for unit in root.iter(f"{XLIFF12}trans-unit")
    ]
    assert found == [
        ("yes", ("final", None)),
        ("no", ("needs-review-translation", "mt-suggestion")),
        ("no", ("needs-review-translation", None)),
        ("no", ("needs-review-translation", "fuzzy-match")),
        ("no",),
    ]


def test_xliff_21_states_and_paragraphs_as_units() -> None:
    root = ET.fromstring(xliff21.write(FIVE, GENERATOR))
    found = [(one.get("state"), one.get("subState")) for one in root.iter(f"{XLIFF21}segment")]
    assert found == [
        ("reviewed", None),
        ("initial", "toolkit:drafted"),
        ("translated", "toolkit:fuzzy"),
        ("translated", "toolkit:stale"),
        ("initial", None),
    ]
    assert [unit.get("id") for unit in root.iter(f"{XLIFF21}unit")] == ["p1", "p2", "p3", "p4", "p5"]


def test_xliff_21_holds_one_language_and_says_so() -> None:
    with pytest.raises(UsageError, match="--languages"):
        xliff21.write(small((("One.", "Раз.", "reviewed"),), ("ru", "ky")), GENERATOR)


def test_a_state_that_an_editor_sets_counts_more_than_our_own_word_for_it() -> None:
    data = xliff21.write(FIVE, GENERATOR)
    edited = data.replace(b'state="initial" subState="toolkit:drafted"', b'state="final" subState="toolkit:drafted"')
    assert [row.status for row in xliff21.read(edited)][1] == "reviewed"
    data = xliff12.write(FIVE, GENERATOR)
    edited = data.replace(b'approved="no"', b'approved="yes"', 1)
    assert [row.status for row in xliff12.read(edited)][1] == "reviewed"


def test_inline_codes_are_elements_and_pair_up() -> None:
    bundle = coded(("Press ", B, "Save", END_B, " ", IMAGE, "."), (IMAGE, " нажмите ", B, "Да", END_B))
    text = tmx.write(bundle, GENERATOR).decode()
    assert '<seg>Press <bpt i="1">&lt;b&gt;</bpt>Save<ept i="1">&lt;/b&gt;</ept> <ph x="2">' in text
    assert '<seg><ph x="2">' in text and text.count('<bpt i="1">') == 2
    text = xliff12.write(bundle, GENERATOR).decode()
    assert '<bpt id="1">&lt;b&gt;</bpt>Save<ept id="1">&lt;/b&gt;</ept>' in text
    text = xliff21.write(bundle, GENERATOR).decode()
    assert '<pc id="p1s1-1" dataRefStart="d1" dataRefEnd="d2">Save</pc> <ph id="p1s1-2" dataRef="d3"/>' in text
    assert '<data id="d1">&lt;b&gt;</data>' in text
    text = ZipFile(BytesIO(docx.write(bundle, GENERATOR))).read("word/document.xml").decode()
    assert '<w:rStyle w:val="Code"/>' in text


@pytest.mark.parametrize(
    ("content", "roles"),
    [
        ((B, "x", END_B), "open close"),
        ((B, ITALIC, "x", END_ITALIC, END_B), "open open close close"),
        ((B, ITALIC, "x", END_B, END_ITALIC), "open begin close end"),
        (("x", END_B), "end"),
        ((B, "x"), "begin"),
        ((Code("1", "open", "<b>"), "x", Code("2", "close", "</b>")), "open close"),
        ((IMAGE, IMAGE), "placeholder placeholder"),
    ],
)
def test_codes_are_paired_by_id_then_by_nesting(content: Content, roles: str) -> None:
    found = [part for part in inline.marked(content) if isinstance(part, inline.Mark)]
    assert [mark.role for mark in found] == roles.split()


@given(made_bundles())
def test_pairs_are_well_nested_whatever_the_codes(bundle: Bundle) -> None:
    for segment in bundle.segments:
        opened: list[int] = []
        for part in inline.marked(segment.source):
            if isinstance(part, inline.Mark) and part.role == "open":
                opened.append(part.number)
            elif isinstance(part, inline.Mark) and part.role == "close":
                assert opened.pop() == part.number
        assert not opened


def test_what_xml_cannot_hold_is_carried_visibly() -> None:
    bundle = small((("a\x1fb", "в\x00г", "reviewed"),))
    assert '<ph type="x-char">\\u001f</ph>' in tmx.write(bundle, GENERATOR).decode()
    assert '<ph id="u001f" ctype="x-char">\\u001f</ph>' in xliff12.write(bundle, GENERATOR).decode()
    assert '<cp hex="001F"/>' in xliff21.write(bundle, GENERATOR).decode()
    assert "a_x001F_b" in ZipFile(BytesIO(xlsx.write(bundle, GENERATOR))).read("xl/worksheets/sheet1.xml").decode()
    assert "\\u001f" in ZipFile(BytesIO(docx.write(bundle, GENERATOR))).read("word/document.xml").decode()


def test_a_cell_that_no_spreadsheet_can_hold_is_refused_by_name() -> None:
    bundle = small((("One.", "W" * 40_000, "reviewed"),))
    with pytest.raises(BundleError, match=r"p1s1 .* 40,000 characters"):
        xlsx.write(bundle, GENERATOR)
    for name in set(exchange.FORMATS) - {"xlsx"}:
        form = exchange.FORMATS[name]
        assert tuples(form.read(form.write(bundle, GENERATOR))) == expected(bundle)


def test_four_translations_fit_into_no_table() -> None:
    with pytest.raises(UsageError, match="up to three"):
        docx.write(small((("One.", "Раз.", "reviewed"),), ("ru", "ky", "zh", "de")), GENERATOR)


def test_the_word_table_names_languages_repeats_its_header_and_splits_no_row() -> None:
    bundle = small((("One.", "一。", "drafted"), ("Two.", "二。", "reviewed")), ("zh", "ky"))
    text = ZipFile(BytesIO(docx.write(bundle, GENERATOR))).read("word/document.xml").decode()
    assert text.count("<w:tblHeader/>") == 1
    assert text.count("<w:cantSplit/>") == 3
    assert {'w:val="en-US"', 'w:eastAsia="zh-CN"', 'w:val="ky-KG"'} <= set(
        re.findall(r'w:(?:val|eastAsia)="\w\w-\w\w"', text)
    )
    assert text.count("FFF6DD") == 2  # the two drafts are tinted
    assert "zh: drafted" in text and "ky: reviewed" in text


def test_a_table_saved_again_by_a_spreadsheet_program_is_read() -> None:
    bundle = small((('He said "yes".', 'Он сказал: "да".', "drafted"), ("Two.", "Два.", "reviewed")))
    lines = [line.split("\t") for line in tsv.write(bundle).decode().splitlines()]
    quoted = [['"' + cell.replace('"', '""') + '"' if '"' in cell else cell for cell in line] for line in lines]
    saved = "\ufeff" + "".join("\t".join(line) + "\r\n" for line in quoted)
    assert tuples(tsv.read(saved.encode("utf-8"))) == expected(bundle)
    assert tuples(tsv.read(saved.removeprefix("\ufeff").encode("utf-16"))) == expected(bundle)
    every = "".join("\t".join('"' + cell.replace('"', '""') + '"' for cell in line) + "\n" for line in lines)
    assert tuples(tsv.read(every.encode())) == expected(bundle)


@given(st.lists(st.text('"a', min_size=1, max_size=6), min_size=1, max_size=4))
def test_quotes_of_our_own_are_never_taken_for_those_of_a_spreadsheet_program(texts: list[str]) -> None:
    bundle = small(tuple((f"{number}{text}", text, "reviewed") for number, text in enumerate(texts)))
    assert tuples(tsv.read(tsv.write(bundle))) == expected(bundle)


def test_jsonl_is_the_translation_convention() -> None:
    first = json.loads(jsonl.write(FIVE).splitlines()[0])
    assert first["translation"] == {"en": "Sentence reviewed.", "ru": "Перевод reviewed."}
    assert "Перевод" in jsonl.write(FIVE).decode()
    last = json.loads(jsonl.write(FIVE).splitlines()[-1])
    assert last["translation"] == {"en": "Sentence untranslated."}
    assert jsonl.read(b'{"id": "7", "translation": {"en": "One.", "ky": "Bir."}}')[0].status == "fuzzy"


def test_moses_pairs_have_as_many_lines_and_keep_line_breaks_beside_them() -> None:
    bundle = small((("One\ntwo.", "Раз\u2028два.", "reviewed"), ("Three.", "", "untranslated")))
    files = unpack(moses.write(bundle), "zip")
    assert files["small.en-ru.en"] == b"One two.\n"
    assert files["small.en-ru.ru"] == "Раз два.\n".encode()
    assert [(row.source, row.target) for row in moses.read(moses.write(bundle))] == [("One\ntwo.", "Раз\u2028два.")]
    files["small.en-ru.ru"] = b""
    with pytest.raises(BundleError, match="as many"):
        moses.read(pack(files))


def test_a_status_that_no_reader_knows_is_an_error_with_its_line() -> None:
    data = tsv.write(FIVE).replace(b"\tdrafted\t", b"\tfinished\t")
    with pytest.raises(BundleError, match=r"line 3: 'finished'.*known: reviewed"):
        tsv.read(data)
    assert table.known_status(" Reviewed ", "x", "") == "reviewed"
    assert table.known_status("untranslated", "now there is one", "") == "fuzzy"


@pytest.mark.parametrize("name", sorted(exchange.READERS))
@pytest.mark.parametrize("data", DAMAGED)
def test_damage_is_one_sentence_and_names_the_file(name: str, data: bytes) -> None:
    if name == ".jsonl" and not data:
        assert exchange.read(data, "x.jsonl") == []
        return
    with pytest.raises(BundleError, match=f"^x\\{name}: "):
        exchange.read(data, f"x{name}")


@pytest.mark.parametrize("name", exchange.FORMATS)
def test_a_file_cut_short_is_refused_or_gives_what_is_there(name: str) -> None:
    form = exchange.FORMATS[name]
    data = form.write(FIVE, GENERATOR)
    whole = set(form.read(data))
    for length in range(0, len(data), max(len(data) // 40, 1)):
        with contextlib.suppress(BundleError):
            assert set(form.read(data[:length])) <= whole or name == "tsv"


def test_entities_that_grow_without_end_are_refused() -> None:
    bomb = '<!DOCTYPE tmx [<!ENTITY a "' + "x" * 1000 + '">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 20}">' for i in range(8)
    )  # fmt: skip
    with pytest.raises(BundleError):
        tmx.read((bomb + "]><tmx><header/><body>&i;</body></tmx>").encode())


def test_external_entities_are_not_read() -> None:
    unit = b'<tu><tuv lang="en"><seg>&x;</seg></tuv></tu>'
    doctype = b'<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    data = doctype + b'<tmx><header srclang="en"/><body>' + unit + b"</body></tmx>"
    with pytest.raises(BundleError):
        tmx.read(data)


def test_unknown_names_say_which_are_known() -> None:
    with pytest.raises(UnknownName, match="tmx"):
        exchange.format_named("tbx")
    with pytest.raises(UnknownName, match=r"\.tmx"):
        exchange.read(b"", "x.pdf")


def test_a_patch_says_what_was_corrected() -> None:
    rows = [row for row in exchange.rows(FIVE) if row.status == "drafted"]
    data = patch.write([(rows[0], "Лучше.")], "small", "en")
    assert [(r.id, r.target, r.status, r.base, r.document) for r in patch.read(data)] == [
        ("p2s1", "Лучше.", "fuzzy", rows[0].base, "small")
    ]
    value = json.loads(data)
    value["changes"][0]["approve"] = True
    assert patch.read(json.dumps(value).encode())[0].status == "reviewed"
    number = {**value["changes"][0], "source": 7}
    for change in (
        {"format": "x"}, {"version": 2}, {"changes": [{"id": "p1s1"}]}, {"changes": [number]}, {"changes": 3},
        {"document": "../../etc/x"}, {"document": "/etc/x"}, {"document": ["small"]},
    ):  # fmt: skip
        broken = {**value, **change}
        with pytest.raises(BundleError, match="patch"):
            patch.read(json.dumps(broken).encode())


def test_tracked_changes_count_as_accepted() -> None:
    files = unpack(docx.write(small((("One.", "Раз.", "drafted"),)), GENERATOR), "DOCX")
    text = files["word/document.xml"].decode()
    run = re.search(r"<w:r>(?:(?!</w:r>).)*Раз\.</w:t></w:r>", text)
    assert run is not None
    deleted = run.group().replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    inserted = run.group().replace("Раз.", "Один.")
    files["word/document.xml"] = text.replace(
        run.group(), f"<w:del>{deleted}</w:del><w:ins>{inserted}</w:ins>"
    ).encode()
    assert [row.target for row in docx.read(pack(files))] == ["Один."]


def test_shared_strings_of_a_saved_spreadsheet_are_read() -> None:
    files = unpack(xlsx.write(small((("One.", "Раз.", "drafted"),)), GENERATOR), "XLSX")
    sheet = files["xl/worksheets/sheet1.xml"].decode()
    strings: list[str] = []

    def share(match: "re.Match[str]") -> str:
        strings.append(match.group(2))
        return f'{match.group(1)} t="s"><v>{len(strings) - 1}</v></c>'

    sheet = re.sub(r'(<c [^>]*?) t="inlineStr"><is><t[^>]*>(.*?)</t></is></c>', share, sheet)
    files["xl/worksheets/sheet1.xml"] = sheet.encode()
    items = "".join(f"<si><r><t>{text[:1]}</t></r><r><t>{text[1:]}</t></r></si>" for text in strings)
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    files["xl/sharedStrings.xml"] = f'<sst xmlns="{namespace}">{items}</sst>'.encode()
    assert [(row.source, row.target, row.status) for row in xlsx.read(pack(files))] == [("One.", "Раз.", "drafted")]


def test_selection_of_languages_and_statuses() -> None:
    bundle = small((("One.", "Раз.", "reviewed"), ("Two.", "Два.", "drafted")), ("ru", "ky"))
    assert exchange.selected(bundle, languages=["ky"]).languages == ("en", "ky")
    only = exchange.selected(bundle, only=["reviewed"])
    assert [segment.text for segment in only.segments] == ["One."]
    assert xliff.read(xliff12.write(only, GENERATOR))[0].target == "Раз."
