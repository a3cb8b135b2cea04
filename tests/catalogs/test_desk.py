"""A catalog on the desk: one entry after the other is changed, and every other byte stays."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toolkit import catalogs
from toolkit.catalogs import Desk, Entry, Typed, with_typed
from toolkit.errors import CatalogError
from toolkit.po.layout import Layout

HEAD = (
    'msgid ""\nmsgstr ""\n"Language: ky\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
)
BODY = """
# a person's note
#. paragraph
#: source/a.txt:1
msgid "One."
msgstr "Бир."

#. paragraph
# Draft: argos en→ky starter 1.0, confidence 0.41, 0f8e2a1c9b7d
#, fuzzy
#| msgid "To."
msgid "Two."
msgstr "Эки."

msgid "Three."
msgstr ""

#, python-format
msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d файл"
msgstr[1] "%d файлдар"

#~ msgid "Gone."
#~ msgstr "Кетти."
"""


def desk(folder: Path, body: str = BODY) -> Desk:
    path = folder / "a.po"
    path.write_text(HEAD + body, encoding="utf-8")
    return Desk(path)


def key(of: Desk, source: str) -> str:
    return next(name for name, entry in of.entries().items() if entry.msgid == source)


def put(of: Desk, source: str, *forms: str, approved: bool = False, own: bool = False) -> Entry:
    name = key(of, source)
    before = of.entries()[name]

    def change(entry: Entry, layout: Layout) -> Entry:
        return with_typed(entry, Typed(forms, approved, own), layout)

    of.change({name: change}, given={forms}, withdrawn={before.msgstr} if own else ())
    return catalogs.read(of.path.read_bytes()).live[list(of.entries()).index(name)]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["One.", "Two.", "Three."]),
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=90),
            st.booleans(),
            st.booleans(),
        ),
        max_size=5,
    )
)
def test_whatever_is_typed_only_its_entry_changes_and_no_word_of_a_person_is_lost(
    tmp_path: Path, steps: list[tuple[str, str, bool, bool]]
) -> None:
    one = desk(tmp_path)
    for source, text, approved, own in steps:
        before = {name: entry.text for name, entry in one.entries().items()}
        was = one.path.read_bytes()
        forms = catalogs.forms_of(one.entries()[key(one, source)], [text])
        entry = put(one, source, *forms, approved=approved and bool(forms[0]), own=own)
        after = {name: entry.text for name, entry in Desk(one.path).entries().items()}
        assert {name for name in after if after[name] != before[name]} <= {key(one, source)}
        assert entry.msgstr == forms
        assert one.path.read_bytes() == one.file.encode()
        if not own:
            catalogs.account(was, one.path.read_bytes(), given=[forms])


def test_the_words_of_another_person_stay_beside_until_they_are_the_translation_again(tmp_path: Path) -> None:
    one = desk(tmp_path)
    changed = put(one, "One.", "Биринчи.")
    assert changed.fuzzy and changed.comments == ("# a person's note", '# Was: "Бир."')
    assert put(one, "One.", "Бир.", approved=True, own=True).comments == ("# a person's note",)
    assert one.path.read_text(encoding="utf-8") == HEAD + BODY


def test_every_form_of_a_plural_message_is_kept_and_none_is_lost(tmp_path: Path) -> None:
    one = desk(tmp_path)
    changed = put(one, "%d file", "%d иш", "%d иштер", approved=True)
    assert changed.msgstr == ("%d иш", "%d иштер")
    assert changed.comments == ('# Was: "%d файл"', '# Was: "%d файлдар"')


def test_an_emptied_entry_is_untranslated_and_what_a_person_had_is_beside(tmp_path: Path) -> None:
    one = desk(tmp_path)
    emptied = put(one, "One.", "")
    assert not emptied.translated and not emptied.fuzzy and '# Was: "Бир."' in emptied.comments


def test_a_change_that_would_lose_words_of_a_person_is_not_written(tmp_path: Path) -> None:

    one = desk(tmp_path)
    before = one.path.read_bytes()

    def rob(entry: Entry, layout: Layout) -> Entry:
        return catalogs.read((HEAD + '\nmsgid "One."\nmsgstr "x"\n').encode()).live[0]

    with pytest.raises(CatalogError, match="would lose"):
        one.change({key(one, "One."): rob}, given={("x",)})

    def approve(entry: Entry, layout: Layout) -> Entry:
        return entry.with_part(catalogs.Part.FLAGS, ())

    with pytest.raises(CatalogError, match="would approve"):
        one.change({key(one, "Two."): approve})
    assert one.path.read_bytes() == before


def test_what_others_save_is_news_once_also_when_a_save_of_ours_came_between(tmp_path: Path) -> None:
    one = desk(tmp_path)
    assert one.news() == frozenset()
    text = one.path.read_text(encoding="utf-8")
    one.path.write_text(text.replace('msgstr "Бир."', 'msgstr "Бирөө."'), encoding="utf-8")
    put(one, "Three.", "Үч.")
    assert one.news() == {key(one, "One.")}
    assert one.news() == frozenset()
    assert one.entries()[key(one, "One.")].msgstr == ("Бирөө.",)


def test_a_file_that_is_half_saved_is_as_it_was_and_nothing_is_written_into_it(tmp_path: Path) -> None:
    one = desk(tmp_path)
    assert one.entries()
    half = one.path.read_bytes()[:-5] + b'"\nmsgid "x'
    one.path.write_bytes(half)
    assert one.entries()[key(one, "One.")].msgstr == ("Бир.",)
    with pytest.raises(CatalogError):
        put(one, "Three.", "Үч.")
    assert one.path.read_bytes() == half


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("charset", ["UTF-8", "windows-1251"])
def test_line_ends_and_character_sets_stay(tmp_path: Path, newline: str, charset: str) -> None:
    path = tmp_path / "a.po"
    body = (HEAD + BODY).replace("UTF-8", charset).replace("→", "-").replace("\n", newline)
    path.write_bytes(body.replace("ө", "о").encode(charset))
    before = path.read_bytes()
    one = Desk(path)
    put(one, "Three.", "Три.")
    now = path.read_bytes()
    assert now == before.replace(f'#, fuzzy{newline}msgid "Three."'.encode(charset), b"", 0).replace(
        f'msgid "Three."{newline}msgstr ""'.encode(charset),
        f'#, fuzzy{newline}msgid "Three."{newline}msgstr "Три."'.encode(charset),
    )
