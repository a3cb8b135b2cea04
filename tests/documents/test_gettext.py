"""Gettext templates and catalogs as documents, and what `msgfmt --check` says of what is written."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import judge
from toolkit import catalogs, documents
from toolkit.cli import run_command
from toolkit.documents import ReadOptions
from toolkit.segmentation import join, split
from toolkit.units import PERSON, BlockKind, Catalog, Code, Content, Document, State, TranslationUnit, flatten

TEMPLATE = (Path(__file__).parent.parent / "cases" / "po" / "app.pot").read_bytes()


def upper(content: Content) -> Content:
    return tuple(part if isinstance(part, Code) else part.upper() for part in content)


def all_upper(document: Document) -> dict[str, Content]:
    return {segment.key: upper(segment.source) for segment in split(document)}


def checked(data: bytes, path: Path) -> None:
    """Fails where msgfmt does not take the catalog, or has anything to say about it."""
    msgfmt = judge("msgfmt", shutil.which("msgfmt"), "apt-get install gettext")
    path.write_bytes(data)
    done = subprocess.run(
        [str(msgfmt), "--check", "--check-accelerators=_", "-o", "/dev/null", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_messages_are_blocks() -> None:
    document = documents.read(TEMPLATE, "app.pot")
    assert join(document, split(document)) == "".join(flatten(block.content) for block in document.blocks)
    assert {block.kind for block in document.blocks} == {BlockKind.MESSAGE}
    first, second, one, several = document.blocks[:4]
    assert (first.context, second.context) == ("menu", "door")
    assert first.note == "Shown in the window's title."
    assert (one.note, several.note) == ("where the number is one", "for other numbers")
    assert [part.raw for part in one.content if isinstance(part, Code)] == ["%d", "%s"]
    usage = document.blocks[4]
    assert [part.raw for part in usage.content if isinstance(part, Code)] == ["%s", "\n", "\n"]
    assert [segment.text for segment in split(document) if segment.place and segment.place.block in (4, 5)] == [
        "Usage: %s [FILE]\nOpens the file. Prints what is in it.",
        "of",
    ]


def test_nothing_changes_without_translations() -> None:
    for data in (TEMPLATE, TEMPLATE.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + TEMPLATE):
        assert documents.rewrite(data, "app.pot", {}) == data
        assert documents.rewrite(data, "app.pot", {"none": ("x",)}) == data


@pytest.mark.parametrize("language", ["ky", "ru", "zh", "ar", "fr"])
def test_a_catalog_of_the_target_language_in_which_everything_is_fuzzy(language: str, tmp_path: Path) -> None:
    document = documents.read(TEMPLATE, "app.pot")
    made, verdict = documents.translated(TEMPLATE, "app.pot", all_upper(document), ReadOptions(), language)
    assert verdict == "complete"
    checked(made, tmp_path / "app.po")
    file = catalogs.read(made)
    assert file.header is not None
    assert not file.header.fuzzy
    assert catalogs.fields_of(file.header)["Language"].startswith(language)
    forms = len(catalogs.plural_examples(catalogs.plural_rule(file.header)))
    for entry, before in zip(file.live, catalogs.read(TEMPLATE).live, strict=True):
        assert entry.fuzzy
        assert (entry.msgid, entry.msgctxt, entry.msgid_plural) == (before.msgid, before.msgctxt, before.msgid_plural)
        assert len(entry.msgstr) == (1 if entry.msgid_plural is None else forms)
        assert [flag for flag in entry.flags if flag != "fuzzy"] == list(before.flags)
        if entry.msgid_plural is None and "%" not in entry.msgid and "{" not in entry.msgid:
            assert entry.msgstr == (entry.msgid.upper(),)


def test_what_a_person_approved_is_not_fuzzy_and_the_rest_keeps_its_bytes() -> None:
    document = documents.read(TEMPLATE, "app.pot")
    wait = next(segment for segment in split(document) if segment.text == "Please wait")
    unit = TranslationUnit(wait, ("Күтүңүз",), State.REVIEWED, PERSON)
    name, (made, verdict) = next(
        iter(documents.translations(TEMPLATE, "app.pot", ReadOptions(), [Catalog("app", "en", "ky", (unit,))]).items())
    )
    assert (name, verdict) == ("app.ky.po", "complete")
    before, after = catalogs.read(TEMPLATE).live, catalogs.read(made).live
    for old, new in zip(before, after, strict=True):
        if old.msgid == "Please wait":
            assert new.msgstr == ("Күтүңүз",)
            assert not new.fuzzy
        elif old.msgid_plural is None:
            assert new.text == old.text
        else:
            assert not new.translated


def existing(language: str) -> bytes:
    made = documents.rewrite(TEMPLATE, "app.pot", {}, language=language).decode()
    made = made.replace('msgctxt "menu"\nmsgid "Open"\nmsgstr ""', 'msgctxt "menu"\nmsgid "Open"\nmsgstr "Ачуу"')
    return (made + '\n#~ msgid "Gone"\n#~ msgstr "Кетти"\n').encode()


def test_translations_that_a_catalog_has_are_kept_as_they_are() -> None:
    data = existing("ky")
    document = documents.read(data, "app.po")
    made = catalogs.read(documents.rewrite(data, "app.po", all_upper(document), language="ky"))
    assert 'msgstr "Ачуу"' in made.live[0].text
    assert not made.live[0].fuzzy
    assert made.live[1].msgstr == ("OPEN",)
    assert [entry.text for entry in made.obsolete] == ['#~ msgid "Gone"\n#~ msgstr "Кетти"\n']


def test_translations_into_another_language_do_not_stay() -> None:
    made = documents.rewrite(existing("ky"), "app.po", {}, language="ru").decode()
    assert "Ачуу" not in made
    assert "Кетти" not in made
    assert '"Language: ru\\n"' in made
    assert "nplurals=3" in made
    assert not any(entry.translated for entry in catalogs.read(made.encode()).live)


def test_a_plural_that_is_a_message_of_its_own_besides() -> None:
    more = TEMPLATE + b'\nmsgid "Many users"\nmsgstr ""\n'
    document = documents.read(more, "app.pot")
    first, second = [segment for segment in split(document) if segment.text == "Many users"]
    assert first.key != second.key
    made = documents.rewrite(more, "app.pot", {first.key: ("Эл",), second.key: ("Элдер",)}, language="zh")
    plural, single = [entry for entry in catalogs.read(made).live if "Many" in f"{entry.msgid}{entry.msgid_plural}"]
    assert (plural.msgstr, single.msgstr) == (("Эл",), ("Элдер",))


MESSAGES = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), min_size=1, max_size=40)


@given(st.lists(MESSAGES, unique=True, max_size=6), st.sampled_from(["", "c-format", "python-brace-format"]))
def test_laws_on_generated_messages(texts: list[str], form: str) -> None:
    """Law 1, law 2, and the same with every text in capitals: messages unchanged, their texts upper."""
    flag = f"#, {form}\n" if form else ""
    body = "".join(f'\n{flag}msgid "{catalogs.quoted(text)}"\nmsgstr ""\n' for text in texts)
    data = ('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n' + body).encode()
    document = documents.read(data, "x.pot")
    assert documents.rewrite(data, "x.pot", {}) == data
    assert join(document, split(document)) == "".join(flatten(block.content) for block in document.blocks)
    made = catalogs.read(documents.rewrite(data, "x.pot", all_upper(document)))
    for entry, block in zip(made.live, document.blocks, strict=True):
        assert entry.msgid == flatten(block.content)
        if entry.translated:
            assert entry.msgstr[0].strip() == flatten(upper(block.content)).strip()


def test_the_whole_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The catalogs of the project are the program's: every plural form, and msgfmt takes them."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "locales").mkdir()
    Path("app.pot").write_bytes(TEMPLATE)
    call = ["run", "app.pot", "--to", "ky", "--to", "ru", "--engine", "pseudo", "--format", "html,tmx,docx"]
    assert run_command(call) == 0, capsys.readouterr()
    assert Path("locales/app.pot").read_bytes() == TEMPLATE
    for language in ("ky", "ru"):
        path = Path("locales") / language / "LC_MESSAGES" / "app.po"
        checked(path.read_bytes(), tmp_path / "checked.po")
        assert all(entry.fuzzy for entry in catalogs.read(path.read_bytes()).live if entry.translated)
        assert Path("build/app", f"app.{language}.po").read_bytes() == path.read_bytes()
    russian = Path("locales/ru/LC_MESSAGES/app.po")
    assert [len(entry.msgstr) for entry in catalogs.read(russian.read_bytes()).live if entry.msgid_plural] == [3, 3]
    assert run_command(["approve", "app.pot", "--anyway", "--to", "ru", "-s", "p4s1", "-s", "p5s1"]) == 0
    approved = [entry for entry in catalogs.read(russian.read_bytes()).live if not entry.fuzzy]
    assert [entry.msgid[:6] for entry in approved] == ["Delete", "Usage:"]
    Path("app.pot").write_bytes(TEMPLATE.replace(b"Please wait", b"Please wait here").replace(b"%s [FILE]", b"%s FILE"))
    assert run_command(call) == 0
    again = catalogs.read(russian.read_bytes())
    usage = next(entry for entry in again.live if entry.msgid.startswith("Usage"))
    assert (usage.fuzzy, usage.msgstr) == (True, approved[1].msgstr)
    assert next(entry for entry in again.live if entry.msgid_plural).msgstr == approved[0].msgstr
    assert "Please wait here" in {entry.msgid for entry in again.live}
    product = catalogs.read(Path("build/app/app.ru.po").read_bytes())
    assert [entry.text for entry in product.live] == [entry.text for entry in again.live]
    checked(Path("build/app/app.ru.po").read_bytes(), tmp_path / "checked.po")
    assert run_command(call) == 0
    assert catalogs.read(russian.read_bytes()) == again


def test_corrections_of_the_bundle_come_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By id: two messages of the same words have two translations."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "locales").mkdir()
    Path("app.pot").write_bytes(TEMPLATE)
    assert run_command(["run", "app.pot", "--to", "ky", "--engine", "pseudo"]) == 0
    path = Path("build/app/parallel.tsv")
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    assert lines[2].startswith("p2s1\tmessage\tOpen\t")
    lines[2] = lines[2].replace(lines[2].split("\t")[3], "Ачык", 1)
    path.write_text("".join(lines), encoding="utf-8")
    assert run_command(["import", str(path)]) == 0
    menu, door = catalogs.read(Path("locales/ky/LC_MESSAGES/app.po").read_bytes()).live[:2]
    assert door.msgstr == ("Ачык",)
    assert menu.msgstr != door.msgstr


def test_a_catalog_as_a_source_brings_its_translations_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "locales").mkdir()
    Path("app.po").write_bytes(existing("ky"))
    assert run_command(["update", "app.po", "--to", "ky", "--to", "ru"]) == 0
    kept = catalogs.read(Path("locales/ky/LC_MESSAGES/app.po").read_bytes())
    assert kept.live[0].msgstr == ("Ачуу",)
    assert [entry.msgstr for entry in kept.obsolete] == [("Кетти",)]
    assert "Ачуу" not in Path("locales/ru/LC_MESSAGES/app.po").read_text(encoding="utf-8")
    assert "Ачуу" not in Path("locales/app.pot").read_text(encoding="utf-8")


def test_who_updates_a_catalog_with_translations_means_that_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("app.po").write_bytes(existing("ky"))
    assert run_command(["update", "app.po"]) == 1
    said = capsys.readouterr().err
    assert "`toolkit merge -U`" in said
    assert "--to" in said
    assert [path.name for path in tmp_path.iterdir()] == ["app.po"]
    assert Path("app.po").read_bytes() == existing("ky")


def test_a_template_among_other_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In folders templates are sources and catalogs are not; a template in locales/ has the name that gettext wants."""
    from toolkit.project import sources
    from toolkit.project.settings import load_settings
    from toolkit.workflow import pipeline

    monkeypatch.chdir(tmp_path)
    for name in ("texts/app.pot", "texts/sv.po", "locales/more.pot"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_bytes(TEMPLATE)
    found = sources.found([Path("texts")])
    assert [path.name for path, _ in found.files] == ["app.pot"]
    assert "toolkit translate" in dict(found.left_out)[Path("texts/sv.po")]
    source = pipeline.read(load_settings(tmp_path), Path("locales/more.pot"))
    assert source.document.name == "more"
    assert pipeline.extract(load_settings(tmp_path), replace(source)) == tmp_path / "locales" / "more.pot"
    assert Path("locales/more.pot").read_bytes() == TEMPLATE
