"""Every format flag of gettext: what is drafted passes `msgfmt -c` once it is approved. The judge is gettext's own."""

import shutil
import subprocess
from pathlib import Path

import polib
import pytest

from toolkit.languages import language
from toolkit.project.settings import load_settings
from toolkit.workflow import pipeline, software

DIRECTIVES = {
    "c": ("%s", "%d"), "objc": ("%@", "%d"), "python": ("%(name)s", "%(n)d"), "python-brace": ("{name}", "{n}"),
    "java": ("{0}", "{1}"), "java-printf": ("%1$s", "%2$d"), "csharp": ("{0}", "{1:D}"), "javascript": ("%s", "%d"),
    "scheme": ("~a", "~s"), "lisp": ("~A", "~S"), "elisp": ("%s", "%d"), "librep": ("%s", "%d"),
    "ruby": ("%{name}", "%<n>d"), "sh": ("$name", "${n}"), "awk": ("%s", "%d"), "lua": ("%s", "%d"),
    "object-pascal": ("%0:s", "%1:d"), "smalltalk": ("%1", "%2"), "qt": ("%1", "%L2"), "qt-plural": ("%n", "%n"),
    "kde": ("%1", "%2"), "boost": ("%1%", "%2%"), "tcl": ("%s", "%d"), "perl": ("%s", "%d"),
    "perl-brace": ("{name}", "{n}"), "php": ("%1$s", "%2$d"), "gcc-internal": ("%qs", "%d"),
    "gfc-internal": ("%s", "%d"),
    "ycp": ("%1", "%2"),
}  # fmt: skip
"""Flag, without `-format` -> a directive for a name and one for a number."""
MESSAGES = (
    "Open {a} now", "Cannot find {a} in this folder", "{a} is missing", "Copied {a}, {b} left",
    'Click <a href="{a}">here</a> to continue.', "<b>{a}</b> files left in {b}",
    "{a}", "{a}: {b}", "Delete {a}?", "Page {b} of {a}", "Saved as {a}.", "Error {b} while reading {a}", "{a} ({b})",
    "Do you want to replace {a}?", "The file {a} was not found.\nPlease try again.", "Name: {a}\n", "New folder",
    "Line {b}: unexpected {a}", "Press Ctrl+C to stop {a}", "{b} of the files in {a} were skipped, see https://example.org/x.",
)  # fmt: skip


def catalog(tag: str) -> polib.POFile:
    file = polib.POFile()
    rules = {"zh": "nplurals=1; plural=0;", "ky": "nplurals=2; plural=(n != 1);"}
    file.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Language": tag, "MIME-Version": "1.0",
                     "Plural-Forms": rules.get(tag, language(tag).plural_forms)}  # fmt: skip
    for flag, (a, b) in DIRECTIVES.items():
        for number, message in enumerate(MESSAGES):
            text = message.replace("{a}", a).replace("{b}", b)
            file.append(polib.POEntry(msgid=text, msgctxt=f"{flag} {number}", flags=[f"{flag}-format"]))
    return file


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="gettext is not installed here; .ci/run installs it")
@pytest.mark.parametrize("tag", ["zh", "ru", "ky"])
def test_approved_drafts_pass_msgfmt(tag: str, tmp_path: Path) -> None:
    path = tmp_path / f"{tag}.po"
    catalog(tag).save(str(path))
    done = software.translate(load_settings(tmp_path), path, language(tag), pipeline.make_engine)
    assert done.drafted >= 0.95 * done.open  # two that only their order tells apart may have changed places
    file = polib.pofile(str(path))
    for entry in file:
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    file.save(str(path))
    judged = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", str(path)], capture_output=True, text=True, check=False)
    assert judged.returncode == 0, judged.stderr
    assert len(file.translated_entries()) == done.drafted
