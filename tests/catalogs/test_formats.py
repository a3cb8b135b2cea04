"""Placeholders against the judge that users have: msgfmt --check."""

import shutil
import subprocess

import pytest

from tests.conftest import judge
from toolkit.catalogs import counter, fits, format_content, format_text, in_order
from toolkit.units import Code, Content

CASES = [
    ("c-format", "Copied %s to %s", "%s ичине %s", True),
    ("c-format", "Copied %s to %d", "%2$d ичине %1$s", True),
    ("c-format", "Copied %s to %d", "%d ичине %s", False),
    ("c-format", "%d files", "файлдар", False),
    ("c-format", "%ld files", "%d файл", False),
    ("c-format", "%u files", "%x файл", True),
    ("c-format", "%5.2f %%", "%f %%", True),
    ("c-format", "%*d items", "%*d даана", True),
    ("c-format", "%*d items", "%d даана", False),
    ("c-format", "100%% of %s", "%s ичинен 100%%", True),
    ("c-format", "of %s", "%s ичинен 100%ы", False),
    ("python-format", "%(n)d of %(all)s", "%(all)s ичинен %(n)d", True),
    ("python-format", "%(n)d of %(all)s", "%(all)s ичинен", False),
    ("python-format", "%(n)d files", "%(n)s файл", False),
    ("python-format", "%s and %d", "%s жана %d", True),
    ("python-format", "%s and %d", "%d жана %s", False),
    ("python-format", "%s", "%(name)s", False),
    ("python-brace-format", "{n} of {all:5d}", "{all:5d} ичинен {n}", True),
    ("python-brace-format", "{n} of {all}", "{all} ичинен", False),
    ("python-brace-format", "{n}", "{m}", False),
    ("python-brace-format", "{{literal}} {n}", "{n} {{сөз}}", True),
    ("python-brace-format", "{n}", "{n", False),
    ("python-brace-format", "{user.name} {list[0]}", "{list[0]} {user.name}", True),
]


@pytest.mark.parametrize(("form", "source", "target", "expected"), CASES)
def test_what_msgfmt_takes(form: str, source: str, target: str, expected: bool) -> None:
    assert fits(source, target, form) == expected
    msgfmt = judge("msgfmt", shutil.which("msgfmt"), "install gettext")
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    data = f'{head}#, {form}\nmsgid "{source}"\nmsgstr "{target}"\n'.encode()
    done = subprocess.run(
        [msgfmt, "--check-format", "-o", "/dev/null", "-"], input=data, capture_output=True, check=False
    )
    assert (done.returncode == 0) == expected, done.stderr.decode()


def swapped(content: Content) -> Content:
    codes = [part for part in content if isinstance(part, Code)]
    return (codes[1], " ", codes[0])


def test_arguments_that_change_places_are_told_apart() -> None:
    source = "Copied %s to %s"
    content = format_content(source, "c-format")
    assert format_text(source, content, "c-format") == source
    assert format_text(source, swapped(content), "c-format") == "%2$s %1$s"
    assert in_order(source, swapped(content), "c-format")
    assert not in_order(source, swapped(format_content(source, "python-format")), "python-format")
    named = "%(a)s to %(b)s"
    assert in_order(named, swapped(format_content(named, "python-format")), "python-format")
    assert format_text(named, swapped(format_content(named, "python-format")), "python-format") == "%(b)s %(a)s"


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("c-format", "%d files", 0),
        ("c-format", "%s has %d files", 1),
        ("c-format", "%s files", 0),
        ("c-format", "%s of %s", None),
        ("python-format", "%(name)s has %(count)d files", 1),
        ("python-format", "%(name)s has %(num_files)s", 1),
        ("python-brace-format", "{user} has {n} files", 1),
        ("c-format", "No files", None),
        ("", "%d files", None),
    ],
)
def test_the_number_of_a_plural_message(form: str, text: str, expected: int | None) -> None:
    assert counter(text, form) == expected
