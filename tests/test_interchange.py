"""Corrected files come back into the catalogs: three-way, by sentence, and no word of a person is lost."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Toolkit
from toolkit import catalogs, exchange
from toolkit.errors import UsageError
from toolkit.exchange import Row, patch
from toolkit.project.settings import ProjectSettings, load_settings
from toolkit.units import Origin
from toolkit.workflow import interchange, pipeline

TEXT = "One sun. Two moons. Three stars.\n\nFour seas.\n"
MACHINE = Origin("engine", "argos", 0.5, "argos en→ru starter 1.0")
RUSSIAN = {"One sun.": "Одно солнце.", "Two moons.": "Две луны.", "Three stars.": "Три звезды."}


@pytest.fixture
def desk(tmp_path: Path) -> ProjectSettings:
    """A project with one document: two sentences reviewed, one drafted by a machine, one untranslated."""
    (tmp_path / "locales").mkdir()
    (tmp_path / "note.txt").write_text(TEXT, encoding="utf-8")
    found = load_settings(tmp_path)
    source = pipeline.read(found, tmp_path / "note.txt")
    pipeline.update(found, source, "ru")
    path = found.catalog_path("note", "ru")
    keys = {segment.text: segment.key for segment in source.segments}
    drafts = {keys["Three stars."]: (RUSSIAN["Three stars."], MACHINE)}
    data = catalogs.with_drafts(path.read_bytes(), drafts)
    reviewed = [catalogs.Correction(keys[text], RUSSIAN[text], True) for text in ("One sun.", "Two moons.")]
    path.write_bytes(catalogs.with_corrections(data, reviewed))
    return found


def po(desk: ProjectSettings) -> Path:
    return desk.catalog_path("note", "ru")


def exported(desk: ProjectSettings) -> list[Row]:
    return list(exchange.rows(interchange.of_document(desk, desk.root / "note.txt", ["ru"])))


def state(desk: ProjectSettings) -> dict[str, tuple[str, str]]:
    return {row.source: (row.target, row.status) for row in exported(desk)}


def outcomes(changes: list[interchange.Change]) -> dict[str, str]:
    return {change.row.source: change.outcome for change in changes}


def changed(rows: list[Row], source: str, target: str, status: str | None = None) -> list[Row]:
    return [
        Row(r.id, r.language, r.source, target if r.source == source else r.target,
            (status or r.status) if r.source == source else r.status, r.base, r.document)
        for r in rows
    ]  # fmt: skip


def test_nothing_edited_changes_no_byte(desk: ProjectSettings) -> None:
    before = po(desk).read_bytes()
    assert set(outcomes(interchange.import_rows(desk, exported(desk))).values()) == {"unchanged"}
    assert set(outcomes(interchange.import_rows(desk, exported(desk), approve=True)).values()) == {"unchanged"}
    assert po(desk).read_bytes() == before


@pytest.mark.parametrize(("approve", "status"), [(False, "fuzzy"), (True, "reviewed")])
@pytest.mark.parametrize("source", ["One sun.", "Three stars.", "Four seas."])
def test_a_correction_is_a_persons_words(desk: ProjectSettings, source: str, approve: bool, status: str) -> None:
    rows = changed(exported(desk), source, "Поправлено.")
    before = state(desk)
    assert outcomes(interchange.import_rows(desk, rows, approve=approve))[source] == "corrected"
    after = state(desk)
    assert after.pop(source) == ("Поправлено.", status)
    assert after == {key: value for key, value in before.items() if key != source}
    text = po(desk).read_text(encoding="utf-8")
    assert ("Draft:" in text) == (source != "Three stars.")
    assert (f'# Was: "{RUSSIAN.get(source)}"' in text) == (source == "One sun.")
    again = po(desk).read_bytes()
    assert outcomes(interchange.import_rows(desk, rows))[source] == "already there"
    assert po(desk).read_bytes() == again


def test_a_status_that_was_raised_to_reviewed_approves_the_draft(desk: ProjectSettings) -> None:
    rows = changed(exported(desk), "Three stars.", RUSSIAN["Three stars."], "reviewed")
    assert outcomes(interchange.import_rows(desk, rows))["Three stars."] == "approved"
    assert state(desk)["Three stars."] == (RUSSIAN["Three stars."], "reviewed")
    assert "Draft:" not in po(desk).read_text(encoding="utf-8")


def test_what_both_changed_is_a_conflict_and_neither_text_is_lost(desk: ProjectSettings) -> None:
    rows = changed(exported(desk), "One sun.", "Из файла.")
    text = po(desk).read_text(encoding="utf-8")
    po(desk).write_text(text.replace(RUSSIAN["One sun."], "Из каталога."), encoding="utf-8")
    found = interchange.import_rows(desk, rows)
    assert outcomes(found)["One sun."] == "conflict"
    assert state(desk)["One sun."] == ("Из каталога.", "reviewed")
    assert '# Imported: "Из файла."' in po(desk).read_text(encoding="utf-8")
    once = po(desk).read_bytes()
    interchange.import_rows(desk, rows)
    assert po(desk).read_bytes() == once


def test_what_only_the_catalog_changed_stays(desk: ProjectSettings) -> None:
    rows = exported(desk)
    text = po(desk).read_text(encoding="utf-8")
    po(desk).write_text(text.replace(RUSSIAN["One sun."], "Из каталога."), encoding="utf-8")
    assert outcomes(interchange.import_rows(desk, rows))["One sun."] == "unchanged"
    assert state(desk)["One sun."] == ("Из каталога.", "reviewed")


def test_a_correction_of_a_draft_is_taken_although_a_machine_drafted_anew(desk: ProjectSettings) -> None:
    rows = changed(exported(desk), "Three stars.", "Поправлено.")
    key = next(unit.segment.key for unit in catalogs.load(po(desk).read_bytes(), "note", "en", "ru").units
               if unit.segment.text == "Three stars.")  # fmt: skip
    po(desk).write_bytes(catalogs.with_drafts(po(desk).read_bytes(), {key: ("Новый черновик.", MACHINE)}))
    assert outcomes(interchange.import_rows(desk, rows))["Three stars."] == "corrected"
    assert state(desk)["Three stars."] == ("Поправлено.", "fuzzy")


def test_without_a_base_a_persons_translation_is_not_replaced(desk: ProjectSettings) -> None:
    rows = [Row(r.id, r.language, r.source, "Иначе.", "fuzzy") for r in exported(desk)]
    found = outcomes(interchange.import_rows(desk, rows))
    assert found == {
        "One sun.": "conflict", "Two moons.": "conflict", "Three stars.": "corrected", "Four seas.": "corrected"
    }  # fmt: skip
    assert state(desk)["One sun."] == (RUSSIAN["One sun."], "reviewed")


def test_a_source_that_has_moved_on_is_refused_in_a_sentence(desk: ProjectSettings) -> None:
    rows = changed(exported(desk), "Two moons.", "Две луны!")
    (desk.root / "note.txt").write_text(TEXT.replace("Two moons.", "Two red moons."), encoding="utf-8")
    pipeline.update(desk, pipeline.read(desk, desk.root / "note.txt"), "ru")
    before = po(desk).read_bytes()
    refused = [change for change in interchange.import_rows(desk, rows) if change.outcome == "refused"]
    assert [change.row.source for change in refused] == ["Two moons."]
    assert "moved on" in refused[0].reason and "'Two red moons.'" in refused[0].reason
    assert po(desk).read_bytes() == before


def test_a_sentence_with_another_number_is_still_the_same(desk: ProjectSettings) -> None:
    rows = changed(exported(desk), "Two moons.", "Две луны!")
    (desk.root / "note.txt").write_text("A new beginning.\n\n" + TEXT, encoding="utf-8")
    pipeline.update(desk, pipeline.read(desk, desk.root / "note.txt"), "ru")
    assert outcomes(interchange.import_rows(desk, rows))["Two moons."] == "corrected"
    assert state(desk)["Two moons."] == ("Две луны!", "fuzzy")


def test_an_emptied_translation_removes_nothing(desk: ProjectSettings) -> None:
    before = po(desk).read_bytes()
    interchange.import_rows(desk, changed(exported(desk), "One sun.", "", "untranslated"))
    assert po(desk).read_bytes() == before


def test_a_language_that_nobody_has_begun_comes_back_as_it_went(desk: ProjectSettings, command_line: Toolkit) -> None:
    """Without --to all languages of the project are exported; what is empty in all rows needs no catalog."""
    assert command_line(desk.root, "export", "note.txt", "--format", "xlsx", "-o", "all.xlsx").returncode == 0
    before = po(desk).read_bytes()
    done = command_line(desk.root, "import", "all.xlsx")
    assert (done.returncode, done.stderr) == (0, "")
    assert po(desk).read_bytes() == before
    assert not desk.catalog_path("note", "zh").exists()


def test_a_dry_run_writes_nothing(desk: ProjectSettings) -> None:
    before = po(desk).read_bytes()
    found = interchange.import_rows(desk, changed(exported(desk), "One sun.", "Иначе."), dry_run=True)
    assert outcomes(found)["One sun."] == "corrected"
    assert po(desk).read_bytes() == before


def test_a_file_that_names_no_document_needs_one(desk: ProjectSettings, tmp_path: Path) -> None:
    (po(desk).parent / "other.po").write_bytes(po(desk).read_bytes())
    rows = [Row(r.id, r.language, r.source, r.target, r.status, exchange.recalled(r.base)[0]) for r in exported(desk)]
    with pytest.raises(UsageError, match=r"--source.*note, other"):
        interchange.import_rows(desk, rows)
    assert interchange.import_rows(desk, rows, folder=tmp_path / "build" / "note")
    assert interchange.import_rows(desk, rows, source=desk.root / "note.txt")


def test_a_catalog_named_as_the_source_takes_the_rows_of_its_language_only(desk: ProjectSettings) -> None:
    other = desk.root / "po" / "ru.po"
    other.parent.mkdir()
    other.write_bytes(po(desk).read_bytes())
    row, chinese = (
        Row("", "ru", "Three stars.", "Три звезды!", "fuzzy"),
        Row("", "zh", "Three stars.", "三颗星。", "fuzzy"),
    )
    ours = po(desk).read_bytes()
    assert outcomes(interchange.import_rows(desk, [row], source=other)) == {"Three stars.": "corrected"}
    assert "Три звезды!" in other.read_text("utf-8")
    before = other.read_bytes()
    with pytest.raises(UsageError, match="no such catalog for what the file has in zh"):
        interchange.import_rows(desk, [row, chinese], source=other)
    assert (other.read_bytes(), po(desk).read_bytes()) == (before, ours)


@pytest.mark.parametrize(
    "table",
    [
        "en\tru\nThree stars.\tТри звезды!\n",
        "en,ru\nThree stars.,Три звезды!\n",
        'EN;RU;Note\nThree stars.;"Три звезды!";of the sky\n',
        "English,Russian\nThree stars.,Три звезды!\nTwo moons.,\n",
        "ID\tKind\tEN\tRU\tRU:Status\n\ttext\tThree stars.\tТри звезды!\tFuzzy\n",
    ],
)
def test_a_table_that_somebody_typed_is_taken_by_its_texts(desk: ProjectSettings, table: str) -> None:
    rows = exchange.read(table.encode(), "typed.csv")
    changes = interchange.import_rows(desk, rows, approve=True)
    found = [change.row for change in changes if change.outcome == "corrected"]
    assert [(row.source, row.id) for row in found] == [("Three stars.", "" if "ID" in table else "line 2")]
    assert state(desk)["Three stars."] == ("Три звезды!", "reviewed")
    assert state(desk)["Two moons."][0] == RUSSIAN["Two moons."]


@pytest.mark.parametrize("head", ["source,target", "Source text;Translation;Note", "ID,Original,Target"])
def test_a_table_that_names_no_languages_asks_for_one(desk: ProjectSettings, head: str) -> None:
    sign = ";" if ";" in head else ","
    cells = {"source,target": "Three stars.,Три звезды!", "ID,Original,Target": "7,Three stars.,Три звезды!"}
    rows = exchange.read(f"{head}\n{cells.get(head, f'Three stars.{sign}Три звезды!{sign}')}\n".encode(), "typed.csv")
    with pytest.raises(UsageError, match="name it with --to"):
        interchange.import_rows(replace(desk, targets=("ru", "zh")), rows)
    interchange.import_rows(replace(desk, targets=("ru", "zh")), rows, approve=True, language="ru")
    assert state(desk)["Three stars."] == ("Три звезды!", "reviewed")
    only = [change.outcome for change in interchange.import_rows(replace(desk, targets=("ru",)), rows)]
    assert only == ["unchanged"]


WORDS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=12)


@given(
    st.lists(st.tuples(st.sampled_from(["One sun.", "Two moons.", "Three stars.", "Four seas."]), WORDS), max_size=4),
    st.lists(st.tuples(st.sampled_from(["One sun.", "Two moons."]), WORDS), max_size=2),
    st.booleans(),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_no_word_of_a_person_is_ever_lost(
    desk: ProjectSettings, theirs: list[tuple[str, str]], ours: list[tuple[str, str]], approve: bool
) -> None:
    """Whatever both sides do, every text that a person wrote is live or in a comment of its entry afterwards."""
    original = po(desk).read_bytes()
    try:
        rows = exported(desk)
        keys = {u.segment.text: u.segment.key for u in catalogs.load(original, "note", "en", "ru").units}
        for source, text in theirs:
            rows = changed(rows, source, text)
        mine = [catalogs.Correction(keys[source], text, True) for source, text in ours]
        po(desk).write_bytes(catalogs.with_corrections(original, mine))
        before = {u.segment.key: u for u in catalogs.load(po(desk).read_bytes(), "note", "en", "ru").units}
        interchange.import_rows(desk, rows, approve=approve)
        file = catalogs.read(po(desk).read_bytes())
        for entry in file.live:
            kept = entry.msgstr[0] + "".join(entry.comments)
            was = before[entry.key]
            escaped = catalogs.quoted(was.text)
            assert was.status in ("drafted", "untranslated") or was.text == entry.msgstr[0] or escaped in kept
    finally:
        po(desk).write_bytes(original)


@pytest.fixture
def correct(desk: ProjectSettings) -> Callable[[str, bytes], bytes]:
    """Edits the bytes of a file as a person would edit its text."""

    def edit(name: str, data: bytes) -> bytes:
        old, new = RUSSIAN["One sun."], "Одно лишь солнце."
        if name in ("xlsx", "docx"):
            files = exchange.archives.unpack(data, name)
            edited = {part: content.replace(old.encode(), new.encode()) for part, content in files.items()}
            return exchange.archives.pack(edited)
        if name == "moses":
            files = exchange.archives.unpack(data, name)
            return exchange.archives.pack({part: c.replace(old.encode(), new.encode()) for part, c in files.items()})
        return data.replace(old.encode(), new.encode())

    return edit


@pytest.mark.parametrize("name", exchange.FORMATS)
def test_every_format_comes_back_corrected(
    desk: ProjectSettings, correct: Callable[[str, bytes], bytes], command_line: Toolkit, name: str
) -> None:
    form = exchange.FORMATS[name]
    path = desk.root / f"out{form.suffix}"
    made = command_line(desk.root, "export", "note.txt", "--format", name, "--languages", "ru", "-o", path)
    assert made.returncode == 0, made.stderr
    data = path.read_bytes()
    edited = correct(name, data)
    assert edited != data
    path.write_bytes(edited)
    shown = command_line(desk.root, "import", path, "--source", "note.txt", "--dry-run")
    assert (shown.returncode, "{+ лишь+}" in shown.stdout) == (0, True), shown.stdout + shown.stderr
    done = command_line(desk.root, "import", path, "--source", "note.txt", "--approve", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)[0]["counts"]["corrected"] == 1
    assert state(desk)["One sun."] == ("Одно лишь солнце.", "reviewed")


def test_a_patch_of_the_page_comes_back(desk: ProjectSettings, command_line: Toolkit) -> None:
    rows = exported(desk)
    (desk.root / "patch.json").write_bytes(patch.write([(rows[2], "Три звёздочки.")], "note", "en"))
    assert command_line(desk.root, "import", "patch.json").returncode == 0
    assert state(desk)["Three stars."] == ("Три звёздочки.", "fuzzy")


def test_a_conflict_is_exit_code_1_and_damage_is_one_sentence(desk: ProjectSettings, command_line: Toolkit) -> None:
    rows = exported(desk)
    (desk.root / "patch.json").write_bytes(patch.write([(rows[0], "Из файла.")], "note", "en"))
    text = po(desk).read_text(encoding="utf-8")
    po(desk).write_text(text.replace(RUSSIAN["One sun."], "Из каталога."), encoding="utf-8")
    done = command_line(desk.root, "import", "patch.json")
    assert done.returncode == 1
    assert "conflict: the catalog has changed since the export" in done.stdout
    (desk.root / "bad.tmx").write_bytes(b"<tmx>")
    done = command_line(desk.root, "import", "bad.tmx")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.startswith("toolkit: bad.tmx: this is no TMX file")
    assert command_line(desk.root, "import", "nothing.tsv").returncode == 1
    assert command_line(desk.root, "import", "x.pdf").returncode in (1, 2)


def test_catalogs_without_their_document_are_exported_by_key_and_come_back(
    desk: ProjectSettings, command_line: Toolkit
) -> None:
    done = command_line(desk.root, "export", po(desk), "--format", "tsv", "-o", "-")
    assert done.returncode == 0, done.stderr
    (desk.root / "note.tsv").write_text(done.stdout.replace("Две луны.", "Две луны!"), encoding="utf-8")
    assert command_line(desk.root, "import", "note.tsv").returncode == 0
    assert state(desk)["Two moons."] == ("Две луны!", "fuzzy")


def test_plural_messages_are_left_out_aloud(desk: ProjectSettings, command_line: Toolkit) -> None:
    with po(desk).open("a", encoding="utf-8") as file:
        file.write('\nmsgid "%d file"\nmsgid_plural "%d files"\nmsgstr[0] "a"\nmsgstr[1] "b"\nmsgstr[2] "c"\n')
    done = command_line(desk.root, "export", po(desk), "--format", "jsonl")
    assert "left out: 1 message with plural forms" in done.stderr
    assert "%d file" not in done.stdout


def test_only_reviewed_and_languages(desk: ProjectSettings, command_line: Toolkit) -> None:
    done = command_line(desk.root, "export", "note.txt", "--format", "tmx", "--languages", "ru", "--only", "reviewed")
    assert done.returncode == 0
    assert done.stdout.count("<tu ") == 2 and "Три" not in done.stdout
    refused = command_line(desk.root, "export", "note.txt", "--format", "xliff", "-o", "x.xlf")
    assert (refused.returncode, "--languages" in refused.stderr) == (2, True)
    assert command_line(desk.root, "export", "note.txt", "--format", "xliff", "-o", "all/").returncode == 0
    assert sorted(path.name for path in (desk.root / "all").iterdir()) == ["note.ky.xlf", "note.ru.xlf", "note.zh.xlf"]


def test_a_bundle_is_refused_where_the_catalog_does_not_know_the_document(
    desk: ProjectSettings, command_line: Toolkit
) -> None:
    (desk.root / "note.txt").write_text(TEXT + "\nFive more.\n", encoding="utf-8")
    done = command_line(desk.root, "build", "note.txt", "--to", "ru")
    assert (done.returncode, "1 in ru" in done.stderr, (desk.root / "build").exists()) == (1, True, False)
    assert command_line(desk.root, "build", "note.txt", "--to", "ru", "--partial", "--validate").returncode == 0
    receipt = json.loads((desk.root / "build" / "note" / "receipt.json").read_text(encoding="utf-8"))
    assert receipt["partial"] == {"ru": 1}
    assert set(receipt["files"]["parallel.tmx"]["validators"]) == {"xmllint"}
