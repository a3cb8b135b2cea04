"""What platforms read in translated string files; each judge must find fault with a broken one."""

import json
import plistlib
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT, judge
from toolkit import documents
from toolkit.catalogs.states import with_codes
from toolkit.documents import ReadOptions
from toolkit.segmentation import split
from toolkit.units import Code

CASES = Path(__file__).parent.parent / "cases" / "strings"
TARGETS = ReadOptions(targets=("ru", "ky", "zh"))
JUDGES = ROOT / "node_modules" / ".judges" / "bin" / "python"


def translated(name: str, language: str = "ru") -> bytes:
    """The case in another language; of a plural, each category says its name."""
    data = (CASES / name).read_bytes()
    segments = split(documents.read(data, name, TARGETS))
    targets = {}
    for one in segments:
        codes = [part for part in one.source if isinstance(part, Code)]
        category = one.context.partition("plural: ")[2]
        said = f"{category} {''.join(code.raw for code in codes)}"
        shouted = tuple(part if isinstance(part, Code) else part.upper() for part in one.source)
        targets[one.key] = with_codes(said, codes) if category else shouted
    made, verdict = documents.translated(data, name, targets, TARGETS, language)
    assert verdict == "complete"
    return made


def judged(program: str, data: bytes, name: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Runs a few lines of Python in the environment of the judges on a file."""
    path = folder / name
    path.write_bytes(data)
    python = judge("translate-toolkit", str(JUDGES) if JUDGES.exists() else None, "run .ci/run, which installs it")
    return subprocess.run([python, "-c", program, str(path)], capture_output=True, text=True, timeout=60, check=False)


def test_foundation_reads_the_plurals_of_a_stringsdict() -> None:
    made = plistlib.loads(translated("Plurals.stringsdict"))
    files = made["%d files in %d folders"]["files"]
    assert list(files)[2:] == ["one", "few", "many", "other"]
    assert files["few"].split() == ["few", "%d"]
    assert made["Tap here"]["NSStringDeviceSpecificRuleType"]["mac"] == "CLICK HERE"
    with pytest.raises(Exception, match="mismatched tag"):
        plistlib.loads(translated("Plurals.stringsdict").replace(b"</dict>", b"", 1))


FLUENT = """
import json, sys
from fluent.runtime import FluentBundle, FluentResource
bundle = FluentBundle(["ru"], use_isolating=False)
resource = FluentResource(open(sys.argv[1], encoding="utf-8").read())
junk = [entry for entry in resource.body if type(entry).__name__ == "Junk"]
bundle.add_resource(resource)
said = {}
for number in (0, 1, 3, 5, 21):
    value, errors = bundle.format_pattern(bundle.get_message("emails").value, {"n": number})
    assert not errors
    said[number] = value
for kind in ("male", "other"):
    pattern = bundle.get_message("shared-photos").value
    said[kind], errors = bundle.format_pattern(pattern, {"userName": "N", "photoCount": 3, "userGender": kind})
    assert not errors
said["help"] = bundle.format_pattern(bundle.get_message("help").value, {"url": "U", "x": "X"})[0]
said["long"] = bundle.format_pattern(bundle.get_message("long").value, {"x": "X"})[0]
assert not junk and bundle.has_message("long"), junk
print(json.dumps(said))
"""


def test_fluent_says_each_plural_in_russian(tmp_path: Path) -> None:
    made = translated("menu.ftl")
    found = judged(FLUENT, made, "menu.ftl", tmp_path)
    assert found.returncode == 0, found.stderr
    said = json.loads(found.stdout)
    assert said["0"] == "NO MAILS." and said["1"] == said["21"] == "YOU HAVE ONE MAIL."
    assert said["3"].split()[0] == "few" and "3" in said["3"]
    assert said["5"].split()[0] == "many"
    assert said["male"].split()[0] == said["other"].split()[0] == "few"
    assert said["help"] == 'SEE <a data-l10n-name="x" href="U">THE PAGE OF X</a> NOW. BRACE: {OK} '
    assert said["long"].split("\n\n")[1] == "A SECOND PARAGRAPH X."
    assert judged(FLUENT, made.replace(b"\n}", b"\n"), "menu.ftl", tmp_path).returncode != 0


def test_qt_compiles_the_translation_with_its_forms(tmp_path: Path) -> None:
    release = judge("lrelease", _linguist("lrelease"), "install Debian's qt6-l10n-tools")
    made = tmp_path / "app_ru.ts"
    made.write_bytes(translated("app.ts"))
    told = subprocess.run(
        [release, made, "-qm", tmp_path / "app.qm"], capture_output=True, text=True, timeout=60, check=True
    )
    assert "Generated 5 translation(s) (0 finished and 5 unfinished)" in told.stdout
    command = [str(_linguist("lconvert")), "-i", str(tmp_path / "app.qm"), "-of", "po"]
    read = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout
    assert "nplurals=3" in read
    assert re.findall(r'msgstr\[\d\] "(\w+)', read) == ["one", "few", "many"]
    assert 'msgctxt "MainWindow|a state, not a command"\nmsgid "Open"\nmsgstr "OPEN"' in read
    made.write_bytes(translated("app.ts").replace(b"</context>", b""))
    assert subprocess.run([release, made], capture_output=True, timeout=60, check=False).returncode != 0


def _linguist(program: str) -> str | None:
    there = Path("/usr/lib/qt6/bin", program)
    return str(there) if there.exists() else shutil.which(program)


TOOLKIT = """
import json, sys
from translate.storage import factory, aresource, properties, resx, ts2, xliff
name = sys.argv[1]
kinds = {".xml": aresource.AndroidResourceFile, ".resx": resx.RESXFile, ".ts": ts2.tsfile, ".xlf": xliff.xlifffile,
         ".properties": properties.javautf8file, ".strings": properties.stringsutf8file}
store = kinds["." + name.rpartition(".")[2]]()
store.settargetlanguage("ru")
store.parse(open(name, "rb").read())
rows = []
for unit in store.units:
    if unit.isheader() or not unit.istranslatable():
        continue
    target = unit.target or unit.source
    rows.append([str(unit.source), [str(one) for one in getattr(target, "strings", [target])], bool(unit.isfuzzy())])
print(json.dumps(rows))
"""
SEEN = {
    "strings.xml": ["Файлы & «всё»", "Не 'здесь'", "%d файл", "%d файла", "%d файла"],
    "Texts.resx": ["Открыть <file> {0} & всё", "Две строки\nподряд"],
    "messages.properties": ["Привет, {0}: это ''вы''", "Путь C:\\x = y"],
    "Localizable.strings": ['Скажите "да"', "%d файлов %@\nпотом"],
}
"""File -> the texts that translate-toolkit reads in its translation."""


@pytest.mark.parametrize("name", SEEN)
def test_translate_toolkit_reads_what_was_written(name: str, tmp_path: Path) -> None:
    data = (CASES / name).read_bytes()
    segments = split(documents.read(data, name))
    rows = [
        line.replace("⏎", "\n").partition(" => ")[::2]
        for line in (CASES / name).with_suffix(".segments").read_text(encoding="utf-8").splitlines()
    ]
    targets = {one.key: with_codes(target, [part for part in one.source if isinstance(part, Code)])
               for one, (_, target) in zip(segments, rows, strict=True)}  # fmt: skip
    made, verdict = documents.translated(data, name, targets, ReadOptions(), "ru")
    assert verdict == "complete"
    found = judged(TOOLKIT, made, name, tmp_path)
    assert found.returncode == 0, found.stderr
    said = [text for _, texts, _ in json.loads(found.stdout) for text in texts]
    assert [text for text in said if re.search("[а-я]", text)] == SEEN[name]


@pytest.mark.parametrize(("name", "broken"), [("strings.xml", b"</resources>"), ("Texts.resx", b"</root>")])
def test_translate_toolkit_rejects_what_is_cut_off(name: str, broken: bytes, tmp_path: Path) -> None:
    data = (CASES / name).read_bytes().replace(broken, b"")
    assert judged(TOOLKIT, data, name, tmp_path).returncode != 0


@pytest.mark.parametrize("name", ["page.xlf", "app.ts"])
def test_translate_toolkit_sees_drafts_beside_their_sources(name: str, tmp_path: Path) -> None:
    found = judged(TOOLKIT, translated(name), name, tmp_path)
    assert found.returncode == 0, found.stderr
    rows = json.loads(found.stdout)
    known = {"page.xlf": ("Save it.", "SAVE IT."), "app.ts": ("Open", "OPEN")}[name]
    assert [known[0], [known[1]], True] in rows
    assert judged(TOOLKIT, translated(name).replace(b"</", b"<", 1), name, tmp_path).returncode != 0


def test_a_string_catalog_has_one_language_more() -> None:
    before, after = (
        json.loads(one) for one in ((CASES / "Catalog.xcstrings").read_bytes(), translated("Catalog.xcstrings"))
    )
    files = after["strings"]["%lld files"]["localizations"]
    assert list(files) == ["de", "en", "ru"]
    assert list(files["ru"]["variations"]["plural"]) == ["few", "many", "one", "other"]
    assert files["ru"]["variations"]["plural"]["few"]["stringUnit"] == {"state": "needs_review", "value": "few %lld"}
    assert after["strings"]["Done"] == before["strings"]["Done"]
    for key, entry in after["strings"].items():
        localizations = entry.get("localizations", {})
        if key != "Done":
            localizations.pop("ru", None)
        before_entry = before["strings"][key]
        assert {**entry, "localizations": localizations} == {"localizations": {}, **before_entry}, key
