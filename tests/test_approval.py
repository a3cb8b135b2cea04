"""One gate: whatever approves asks the same question about placeholders, formats, plural forms and numbers."""

from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit import catalogs
from toolkit.catalogs.inherited import Inherited, with_inherited
from toolkit.cli import run_command
from toolkit.project.settings import load_settings
from toolkit.review.saving import Refused, Wish, save
from toolkit.review.session import Session
from toolkit.workflow import checking

HEAD = """msgid ""
msgstr ""
"Language: ky\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""
LEFT = {
    "a directive of C": ("#, c-format", "%d files in %s", "%d файл"),
    "another directive": ("#, c-format", "Page %d", "Барак %s"),
    "a name of Python": ("#, python-format", "Hello %(name)s", "Салам %(ат)s"),
    "braces": ("#, python-brace-format", "Hello {name}", "Салам {ат}"),
    "a number": ("", "There are 15 pages here", "Бул жерде 16 барак бар"),
    "an address": ("", "See https://example.org/a for more", "https://example.org/b дарегин караңыз"),
}
"""Case -> flags, source, and a translation that nobody may approve without saying so."""
TAKEN = {
    "nothing special": ("", "Open the window", "Терезени ачуу"),
    "the same directives": ("#, c-format", "%d files in %s", "%2$s ичинде %1$d файл"),
    "the same number": ("", "There are 15 pages here", "Бул жерде 15 барак бар"),
}


BEFORE = "Буга чейин"


def by_command(po: Path, target: str) -> None:
    write(po, target)
    run_command(["approve", "--project", str(po.parent), "--all", str(po)])


def by_import(form: str, *more: str) -> Callable[[Path, str], None]:
    """Exports the catalog with another translation, and brings this one back as a correction."""

    def door(po: Path, target: str) -> None:
        table, project = po.with_suffix(f".{form}"), ["--project", str(po.parent)]
        run_command(["export", *project, "--format", form, "-o", str(table), str(po)])
        text = table.read_text(encoding="utf-8")
        assert BEFORE in text
        table.write_text(text.replace(BEFORE, target), encoding="utf-8")
        run_command(["import", *project, "--approve", *more, str(table)])

    return door


def by_page(po: Path, target: str) -> None:
    session = Session.of(load_settings(po.parent), [po], ("ky",), ())
    work = next(iter(session.works))
    entry = catalogs.read(po.read_bytes()).live[0]
    wish = Wish(work, "ky", entry.key, catalogs.entry_version(entry), (target,), "approve", "w")
    try:
        save(session, wish)
    except Refused:
        write(po, target)


def by_alignment(po: Path, target: str) -> None:
    """As `toolkit align` brings in what an old translation has, and a match of the memory in context comes."""
    bare = po.read_text(encoding="utf-8").replace("fuzzy, ", "").replace("#, fuzzy\n", "").replace(BEFORE, "")
    data = bare.encode()
    sure = Inherited(catalogs.read(data).live[0].key, target, 1.0, "old/letter.ky.docx", approved=True)
    objection = checking.objection(load_settings(po.parent), po, data)
    po.write_bytes(with_inherited(data, [sure], objection=objection)[0])


def write(po: Path, target: str) -> None:
    po.write_text(po.read_text(encoding="utf-8").replace(BEFORE, target), encoding="utf-8")


DOORS: dict[str, Callable[[Path, str], None]] = {
    "approve": by_command,
    **{f"import --approve of {form}": by_import(form) for form in ("tsv", "jsonl", "xliff")},
    "the review page": by_page,
    "align, and the memory in context": by_alignment,
}


def stands(folder: Path, case: tuple[str, str, str], door: Callable[[Path, str], None]) -> catalogs.Entry:
    """The entry of a case after somebody has tried to approve its translation."""
    flags, source, target = case
    po = folder / "ky.po"
    marked = f"#, fuzzy{flags[2:] and ', ' + flags[3:]}\n"
    po.write_text(f'{HEAD}\n{marked}msgid "{source}"\nmsgstr "{BEFORE}"\n', encoding="utf-8")
    door(po, target)
    (entry,) = catalogs.read(po.read_bytes()).live
    assert entry.msgstr == (target,)
    return entry


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("name", LEFT)
def test_no_door_approves_it(name: str, door: str, tmp_path: Path) -> None:
    assert stands(tmp_path, LEFT[name], DOORS[door]).fuzzy


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("name", TAKEN)
def test_every_door_approves_it(name: str, door: str, tmp_path: Path) -> None:
    assert not stands(tmp_path, TAKEN[name], DOORS[door]).fuzzy


def test_a_person_may_say_so(tmp_path: Path) -> None:
    assert not stands(tmp_path, LEFT["a number"], by_import("tsv", "--anyway")).fuzzy
    assert stands(tmp_path, LEFT["a directive of C"], by_import("tsv", "--anyway")).fuzzy
