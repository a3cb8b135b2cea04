"""What others say of exchange files: the DTD of TMX, OASIS's schemas, OmegaT, translate-toolkit and LibreOffice.

A judge that is not installed is skipped aloud, and where CI is `true` its absence is a failure. Each judge must also
reject a broken file.
"""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.bundles.made import GENERATOR, expected, made_bundles, small, tuples
from tests.bundles.test_judges import BUNDLES
from tests.conftest import ROOT, judge
from toolkit.exchange import docx, rows, selected, tmx, xliff12, xliff21
from toolkit.exchange.archives import pack, unpack
from toolkit.languages import language
from toolkit.units import Bundle

DTD = ROOT.parent / "shared" / "data" / "schemas" / "tmx14.dtd"
SCHEMAS = "usr/share/php/Symfony/Component/Translation/Resources/schemas"
GLOSSED = small(
    tuple(
        (f'Sentence {number} of <5%, "AT&T" & all.', f"{number}-сүйлөм: <5%, «AT&T» ж.б. Ң Ө Ү", "reviewed")
        for number in range(6)
    ),
    ("ky",),
)


@pytest.fixture(scope="session")
def tmx_dtd() -> Any:
    if not DTD.is_file():
        pytest.skip(f"THE JUDGE tmx14.dtd IS MISSING at {DTD} and has judged nothing")
    return pytest.importorskip("lxml.etree").DTD(str(DTD))


@pytest.fixture(scope="session")
def oasis() -> Callable[[str], Any]:
    """The published schema of this file name; Debian's php-symfony-translation carries them."""
    etree = pytest.importorskip("lxml.etree")
    folders = [
        Path(os.environ.get("TOOLKIT_XLIFF_SCHEMAS") or ROOT / "node_modules" / ".xliff" / SCHEMAS),
        Path("/") / SCHEMAS,
    ]
    found = next((folder for folder in folders if (folder / "xliff-core-2.0.xsd").is_file()), None)
    folder = Path(judge("xliff-core-2.0.xsd", str(found) if found else None, "apt-get install php-symfony-translation"))

    class Local(etree.Resolver):  # type: ignore[misc,name-defined]
        def resolve(self, url: str, _: str, context: Any) -> Any:
            return self.resolve_filename(str(folder / "xml.xsd"), context) if url.endswith("xml.xsd") else None

    def schema(name: str) -> Any:
        parser = etree.XMLParser()
        parser.resolvers.add(Local())
        return etree.XMLSchema(etree.parse(str(folder / name), parser))

    return schema


@pytest.fixture(scope="session")
def translate_toolkit() -> Callable[[Path, str], list[list[Any]]]:
    """What translate-toolkit reads in a file: [id, source, target, unsure]; in an environment of its own (GPL)."""
    name = os.environ.get("TOOLKIT_TRANSLATE_PYTHON") or str(ROOT / "node_modules" / ".judges" / "bin" / "python")
    found = shutil.which(name) and subprocess.run([name, "-c", "import translate"], check=False).returncode == 0
    python = judge("translate-toolkit", name if found else None, "see .ci/run")

    def read(path: Path, target: str) -> list[list[Any]]:
        script = Path(__file__).parent / "translate_toolkit.py"
        done = subprocess.run([python, str(script), str(path), target], capture_output=True, text=True, check=True)
        return list(json.loads(done.stdout))

    return read


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, str], Path]:
    """LibreOffice, converting a file into another format beside it."""
    soffice = judge("soffice", shutil.which("soffice"), "apt-get install libreoffice-writer-nogui")
    profile = tmp_path_factory.mktemp("office")

    def convert(path: Path, ending: str) -> Path:
        folder = path.parent / f"as-{ending}"
        kind = "txt:Text (encoded):UTF8" if ending == "txt" else ending
        command = [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", kind]
        subprocess.run([*command, "--outdir", str(folder), str(path)], capture_output=True, check=True, timeout=120)
        return folder / path.with_suffix(f".{ending}").name

    return convert


def parsed(data: bytes) -> Any:
    from lxml import etree

    return etree.fromstring(data, etree.XMLParser(huge_tree=True))


@pytest.mark.parametrize("name", BUNDLES)
def test_tmx_is_valid_by_its_dtd(tmx_dtd: Any, name: str) -> None:
    assert tmx_dtd.validate(parsed(tmx.write(BUNDLES[name], GENERATOR))), tmx_dtd.error_log.filter_from_errors()


@given(bundle=made_bundles())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_tmx_with_any_text_and_codes_is_valid(tmx_dtd: Any, bundle: Bundle) -> None:
    assert tmx_dtd.validate(parsed(tmx.write(bundle, GENERATOR))), tmx_dtd.error_log.filter_from_errors()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (' o-tmf="gettext PO"', ""),
        ('xml:lang="ru"', ""),
        ("</seg></tuv>", '</seg><prop type="x-late">late</prop></tuv>'),
        ("<seg>", "<seg><b>bold</b>"),
    ],
)
def test_the_dtd_rejects_a_broken_tmx(tmx_dtd: Any, before: str, after: str) -> None:
    good = tmx.write(BUNDLES["article"], GENERATOR).decode()
    assert before in good
    assert not tmx_dtd.validate(parsed(good.replace(before, after).encode()))


def test_an_xml_parser_rejects_unescaped_text() -> None:
    from lxml import etree

    good = tmx.write(BUNDLES["nasty"], GENERATOR).decode()
    parsed(good.encode())
    with pytest.raises(etree.XMLSyntaxError):
        parsed(good.replace("&amp;", "&").encode())


@given(bundle=made_bundles())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_xliff_of_any_text_and_codes_is_valid_by_the_schemas_of_oasis(
    oasis: Callable[[str], Any], bundle: Bundle
) -> None:
    if not bundle.catalogs:
        return
    strict = oasis("xliff-core-1.2-strict.xsd")
    assert strict.validate(parsed(xliff12.write(bundle, GENERATOR))), strict.error_log
    core = oasis("xliff-core-2.0.xsd")
    part = selected(bundle, languages=bundle.languages[1:2], sparse=False)
    assert core.validate(parsed(xliff21.write(part, GENERATOR))), core.error_log


@pytest.mark.parametrize("name", BUNDLES)
def test_xliff_of_a_document_is_valid_by_the_schemas_of_oasis(oasis: Callable[[str], Any], name: str) -> None:
    bundle = BUNDLES[name]
    strict, core = oasis("xliff-core-1.2-strict.xsd"), oasis("xliff-core-2.0.xsd")
    assert strict.validate(parsed(xliff12.write(bundle, GENERATOR))), strict.error_log
    for code in bundle.languages[1:]:
        part = selected(bundle, languages=[code], sparse=False)
        assert core.validate(parsed(xliff21.write(part, GENERATOR))), core.error_log


def test_the_schemas_reject_broken_xliff(oasis: Callable[[str], Any]) -> None:
    strict, core = oasis("xliff-core-1.2-strict.xsd"), oasis("xliff-core-2.0.xsd")
    article = selected(BUNDLES["article"], languages=["ky"], sparse=False)
    good = {
        strict: xliff12.write(article, GENERATOR).decode(),
        core: xliff21.write(article, GENERATOR).decode(),
    }
    breaks = [
        (strict, 'state="needs-review-translation"', 'state="drafted"'),
        (strict, ' original="', ' origin="'),
        (strict, "</trans-unit>", "<source>again</source></trans-unit>"),
        (core, 'state="initial"', 'state="drafted"'),
        (core, 'type="toolkit:', 'kind="toolkit:'),
        (core, ' srcLang="en"', ""),
        (core, "</segment>", "</segment><b/>"),
    ]
    for schema, before, after in breaks:
        assert schema.validate(parsed(good[schema].encode()))
        assert before in good[schema]
        assert not schema.validate(parsed(good[schema].replace(before, after).encode())), (before, after)


@pytest.mark.parametrize("name", ["a.tmx", "a12.xlf", "a21.xlf"])
def test_translate_toolkit_reads_the_same_units_and_states(
    translate_toolkit: Callable[[Path, str], list[list[Any]]], tmp_path: Path, name: str
) -> None:
    writers = {"a.tmx": tmx.write, "a12.xlf": xliff12.write, "a21.xlf": xliff21.write}
    unsure = {"a21.xlf": ("drafted", "untranslated")}.get(name, ("drafted", "untranslated", "fuzzy", "stale"))
    bundle = BUNDLES["article"]
    for code in bundle.languages[1:] if name == "a.tmx" else ("ky",):
        part = bundle if name == "a.tmx" else selected(bundle, languages=[code], sparse=False)
        path = tmp_path / name
        path.write_bytes(writers[name](part, GENERATOR))
        wanted = {
            (row.id, row.source, row.target, row.status in unsure) for row in rows(bundle) if row.language == code
        }
        found = {(re.split("::|\x04", unit[0])[-1], *unit[1:]) for unit in translate_toolkit(path, language(code).tag)}
        assert found == wanted


def test_translate_toolkit_notices_a_broken_file(
    translate_toolkit: Callable[[Path, str], list[list[Any]]], tmp_path: Path
) -> None:
    part = selected(BUNDLES["article"], languages=["ky"], sparse=False)
    for name, data in {
        "a.tmx": tmx.write(part, GENERATOR).replace(b"</seg>", b"", 1),
        "a12.xlf": xliff12.write(part, GENERATOR).replace(b"</target>", b"", 1),
        "a21.xlf": xliff21.write(part, GENERATOR).replace(b"</segment>", b"", 1),
    }.items():
        (tmp_path / name).write_bytes(data)
        with pytest.raises(subprocess.CalledProcessError):
            translate_toolkit(tmp_path / name, "ky")


OMEGAT_PROJECT = """<?xml version="1.0" encoding="UTF-8"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file>
<dictionary_dir>__DEFAULT__</dictionary_dir><source_lang>EN</source_lang><target_lang>KY</target_lang>
<source_tok>org.omegat.tokenizer.DefaultTokenizer</source_tok>
<target_tok>org.omegat.tokenizer.DefaultTokenizer</target_tok>
<sentence_seg>false</sentence_seg><support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags></project></omegat>
"""


def omegat(folder: Path, memory: bytes, text: str) -> str:
    """What OmegaT makes of `text` with this memory in tm/auto."""
    program = judge("omegat", shutil.which("omegat"), "apt-get install omegat")
    for name in ("source", "target", "tm/auto", "glossary", "dictionary", "omegat"):
        (folder / name).mkdir(parents=True)
    (folder / "omegat.project").write_text(OMEGAT_PROJECT, encoding="utf-8")
    (folder / "source" / "text.utf8").write_text(text, encoding="utf-8")
    (folder / "tm" / "auto" / "ours.tmx").write_bytes(memory)
    environment = {**os.environ, "HOME": str(folder), "JAVA_TOOL_OPTIONS": f"-Duser.home={folder}"}
    subprocess.run(
        [program, str(folder), "--mode=console-translate"],
        capture_output=True, check=True, timeout=120, env=environment,
    )  # fmt: skip
    return (folder / "target" / "text.utf8").read_text(encoding="utf-8")


def test_omegat_fills_a_target_from_our_memory_equal_to_the_catalog(tmp_path: Path) -> None:
    every = small(tuple((s.text, "Нет.", "reviewed") for s in GLOSSED.segments), ("ru", "zh"))
    four = type(GLOSSED)(GLOSSED.document, GLOSSED.segments, (*every.catalogs, *GLOSSED.catalogs))
    text = "".join(f"{segment.text}\n\n" for segment in GLOSSED.segments)
    wanted = "".join(f"{row.target}\n\n" for row in rows(GLOSSED))
    assert omegat(tmp_path / "good", tmx.write(four, GENERATOR), text) == wanted
    broken = tmx.write(four, GENERATOR).replace(b"<seg>", b"<sg>")
    with pytest.raises((AssertionError, subprocess.CalledProcessError)):
        assert omegat(tmp_path / "broken", broken, text) == wanted


def test_libreoffice_opens_the_table_and_keeps_every_row_when_it_saves(
    office: Callable[[Path, str], Path], tmp_path: Path
) -> None:
    bundle = BUNDLES["article"]
    path = tmp_path / "table.docx"
    path.write_bytes(docx.write(bundle, GENERATOR))
    shown = office(path, "txt").read_text(encoding="utf-8-sig")
    for row in rows(bundle):
        assert row.source in shown and row.target in shown
    saved = office(path, "docx").read_bytes()
    assert tuples(docx.read(saved)) == expected(bundle)
    assert sorted(row.base for row in docx.read(saved)) == sorted(row.base for row in rows(bundle))


def test_libreoffice_shows_the_table_of_awkward_text(office: Callable[[Path, str], Path], tmp_path: Path) -> None:
    path = tmp_path / "nasty.docx"
    path.write_bytes(docx.write(BUNDLES["nasty"], GENERATOR))
    assert tuples(docx.read(office(path, "docx").read_bytes())) == expected(BUNDLES["nasty"])


def test_libreoffice_rejects_a_broken_document(office: Callable[[Path, str], Path], tmp_path: Path) -> None:
    files = unpack(docx.write(BUNDLES["article"], GENERATOR), "DOCX")
    files["word/document.xml"] = files["word/document.xml"].replace(b"</w:tbl>", b"")
    path = tmp_path / "broken.docx"
    path.write_bytes(pack(files))
    made = office(path, "txt")
    text = made.read_text(encoding="utf-8-sig") if made.is_file() else ""
    assert [row for row in rows(BUNDLES["article"]) if row.target not in text]
