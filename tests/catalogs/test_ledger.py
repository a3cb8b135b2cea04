"""The proof refuses every step that loses people's work, approves for them, or lets a machine pass for a person."""

from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.catalogs import Correction, Ledger, Revision, account, draft_hash, read, revise, with_corrections
from toolkit.errors import CatalogError

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
WORK = f"""{HEAD}
msgid "live"
msgstr "жандуу"

#, fuzzy
msgid "waiting"
msgstr "күтөт"

#, fuzzy
#| msgid "was"
msgid "stale"
msgstr "эски"

# Draft: argos, confidence 0.50, {draft_hash("долбоор")}
#, fuzzy
msgid "drafted"
msgstr "долбоор"

msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d файл"
msgstr[1] "%d файлдар"

# Draft: argos, confidence 0.50, {draft_hash("%d үй", "%d үйлөр")}
#, fuzzy
msgid "%d house"
msgid_plural "%d houses"
msgstr[0] "%d үй"
msgstr[1] "%d үйлөр"

#~ msgid "gone"
#~ msgstr "кетти"
"""
WHOLE = Ledger(went_in=5, live=2, fuzzy=2, stale=1, obsolete=1)


def test_every_translation_is_in_one_place() -> None:
    assert account(WORK.encode(), WORK.encode()) == WHOLE
    assert WHOLE.counts == {"live": 2, "fuzzy": 2, "obsolete": 1}
    assert WHOLE.row == {"went in": 5, "live": 2, "fuzzy": 2, "obsolete": 1, "fuzzy with previous source": 1}
    assert str(WHOLE) == (
        "people's translations: 5 before, all kept: 2 live, 2 fuzzy (1 with the previous source), 1 obsolete"
    )
    assert account(None, WORK.encode()).went_in == 0
    assert Ledger(3, 3).then(Ledger(4, 2, 2)) == Ledger(3, 2, 2)


BROKEN: dict[str, tuple[Callable[[str], str], str]] = {
    "empties a translation": (lambda text: text.replace('"жандуу"', '""'), "lose 1 translation.*жандуу"),
    "changes a word": (lambda text: text.replace('"эски"', '"жаңы"'), "lose 1 translation.*эски"),
    "empties one plural form": (lambda text: text.replace('"%d файлдар"', '""'), "lose 1 translation.*%d файл"),
    "drops an obsolete entry": (lambda text: text[: text.index("#~")], "lose 1 translation.*кетти"),
    "drops everything": (lambda text: HEAD, "lose 5 translation"),
    "approves what waits": (
        lambda text: text.replace('#, fuzzy\nmsgid "waiting"', 'msgid "waiting"'), "approve 1 .*күтөт",
    ),
    "approves a draft": (
        lambda text: text.replace('#, fuzzy\nmsgid "drafted"', 'msgid "drafted"'), "approve 1 .*долбоор",
    ),
    "loses a draft's comment": (
        lambda text: text.replace(f"# Draft: argos, confidence 0.50, {draft_hash('долбоор')}\n", ""),
        "machine draft.*долбоор",
    ),
    "loses a plural draft's comment": (
        lambda text: text.replace(f"# Draft: argos, confidence 0.50, {draft_hash('%d үй', '%d үйлөр')}\n", ""),
        "machine draft.*%d үй",
    ),
    "doubles one to hide another": (
        lambda text: text.replace('"күтөт"', '"жандуу"'), "lose 1 translation.*күтөт",
    ),
    "cuts the file off": (lambda text: text[: text.index('msgstr "эски"')], "cut off"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_step_is_refused_and_the_file_is_untouched(name: str, tmp_path: Path) -> None:
    step, says = BROKEN[name]
    path = tmp_path / "ky.po"
    path.write_bytes(WORK.encode())
    after = step(WORK)
    assert after != WORK
    with pytest.raises(CatalogError, match=says) as caught:
        revise(path, lambda before: (step((before or b"").decode()).encode(), None))
    assert str(path) in str(caught.value)
    assert path.read_bytes() == WORK.encode()
    assert [one.name for one in tmp_path.iterdir()] == ["ky.po"]


def test_what_a_person_approved_or_another_catalog_gave_may_be_live() -> None:
    approved = WORK.replace('#, fuzzy\nmsgid "waiting"', 'msgid "waiting"').encode()
    assert account(WORK.encode(), approved, approved=[("күтөт",)]).live == 3
    assert account(WORK.encode(), approved, given=[("күтөт",)]).live == 3
    with pytest.raises(CatalogError):
        account(WORK.encode(), approved, approved=[("башка",)])


def test_drafts_may_change_and_go() -> None:
    entries = [entry for entry in read(WORK.encode()).entries if entry.msgid not in ("drafted", "%d house")]
    without = read(WORK.encode()).with_entries(entries).encode()
    assert account(WORK.encode(), without) == WHOLE


def test_a_plural_that_becomes_singular_is_found_in_comments() -> None:
    one = WORK.replace(
        'msgid "%d file"\nmsgid_plural "%d files"\nmsgstr[0] "%d файл"\nmsgstr[1] "%d файлдар"\n',
        '# msgstr[1] "%d файлдар"\n#, fuzzy\nmsgid "%d file"\nmsgstr "%d файл"\n',
    )
    assert account(WORK.encode(), one.encode()).went_in == 5
    with pytest.raises(CatalogError, match="lose 1"):
        account(WORK.encode(), one.replace('# msgstr[1] "%d файлдар"\n', "").encode())


def test_what_somebody_saves_meanwhile_is_read_and_changed(tmp_path: Path) -> None:
    path = tmp_path / "ky.po"
    path.write_bytes(WORK.encode())
    saves = [WORK.replace("жандуу", "тирүү"), WORK.replace("жандуу", "тирүү бар")]

    def change(before: bytes | None) -> tuple[bytes, int]:
        assert before is not None
        if saves:
            path.write_bytes(saves.pop(0).encode())
        return before + b"\n# end\n", len(saves)

    revision = revise(path, change)
    assert isinstance(revision, Revision)
    assert revision.changed
    assert revision.ledger == WHOLE
    assert path.read_bytes() == WORK.replace("жандуу", "тирүү бар").encode() + b"\n# end\n"


def test_a_program_that_never_stops_saving_is_named(tmp_path: Path) -> None:
    path = tmp_path / "ky.po"
    path.write_bytes(WORK.encode())

    def change(before: bytes | None) -> tuple[bytes, None]:
        path.write_bytes((before or b"") + b"#\n")
        return (before or b"") + b"\n# mine\n", None

    with pytest.raises(CatalogError, match="another program keeps changing"):
        revise(path, change)
    assert b"mine" not in path.read_bytes()


def test_a_trial_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "none" / "ky.po"
    revision = revise(path, lambda _: (WORK.encode(), "done"), write=False)
    assert (revision.result, revision.changed, revision.ledger.went_in) == ("done", True, 0)
    assert list(tmp_path.iterdir()) == []


def test_a_copy_whose_words_stand_beside_a_correction_is_not_lost() -> None:
    text = "эки жарым сүйлөм"
    copies = "".join(
        f'\n# Split: part {part} of 2, {draft_hash(text)}\n#, fuzzy\nmsgid "part {part}"\nmsgstr "{text}"\n'
        for part in (1, 2)
    )
    before = (HEAD + copies).encode()
    wanted = [Correction(entry.key, f"бөлүк {entry.msgid[-1]}", approved=True) for entry in read(before).live]
    after = with_corrections(before, wanted)
    assert account(before, after, given=[(one.target,) for one in wanted]).live == 2
    assert after.decode().count(f'# Was: "{text}"') == 2
    assert "# Split:" not in after.decode()
    with pytest.raises(CatalogError, match="lose 2"):
        account(before, after.replace(b"# Was", b"# Is"), given=[(one.target,) for one in wanted])
