"""What platforms read in translated string files; each judge must find fault with a broken one."""

import json
import plistlib
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
        said = f"{one.context.removeprefix('plural: ')} {''.join(code.raw for code in codes)}"
        shouted = tuple(part if isinstance(part, Code) else part.upper() for part in one.source)
        targets[one.key] = with_codes(said, codes) if one.context else shouted
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
    made = plistlib.loads(translated("Localizable.stringsdict"))
    files = made["%d files in %d folders"]["files"]
    assert list(files)[2:] == ["one", "few", "many", "other"]
    assert files["few"].split() == ["few", "%d"]
    assert made["Tap here"]["NSStringDeviceSpecificRuleType"]["mac"] == "CLICK HERE"
    with pytest.raises(Exception, match="mismatched tag"):
        plistlib.loads(translated("Localizable.stringsdict").replace(b"</dict>", b"", 1))


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
