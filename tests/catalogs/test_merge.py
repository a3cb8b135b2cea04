import datetime
import importlib
from collections.abc import Callable

import pytest

from toolkit.catalogs import draft_hash, load, merge, read
from toolkit.errors import CatalogError
from toolkit.languages import language
from toolkit.po.entries import Previous
from toolkit.po.layout import with_target
from toolkit.units import Document, Segment

Source = Callable[..., tuple[Document, tuple[Segment, ...]]]
HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: article\\n"
"POT-Creation-Date: 2026-01-01 00:00+0000\\n"
"PO-Revision-Date: 2026-01-02 00:00+0600\\n"
"Last-Translator: \\n"
"Language-Team: \\n"
"Language: ky\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"X-Custom: kept\\n"
"X-Source-Language: en\\n"
"""
A = "Lin Wu met with the President of Kyrgyzstan in Bishkek."
A2 = "Lin Wu met with the President of Kyrgyzstan in Osh."
B = "At the event, relevant agreements were signed."
C = "Heads of several departments accompanied the visit."


def entry(msgid: str, msgstr: str, line: int = 0, before: str = "") -> str:
    reference = f"#. paragraph\n#: source/article.txt:{line}\n" if line else ""
    return f'\n{before}{reference}msgid "{msgid}"\nmsgstr "{msgstr}"\n'


def draft(msgid: str, msgstr: str, line: int) -> str:
    comment = f"# Draft: argos, confidence 0.83, {draft_hash(msgstr)}\n"
    return entry(msgid, msgstr, line, comment).replace("\nmsgid", "\n#, fuzzy\nmsgid")


@pytest.fixture
def merged(source: Source, now: datetime.datetime) -> Callable[..., tuple[str, dict[str, int], dict[str, int]]]:
    """Merges texts into a catalog, twice; what it says then, the counts that are not 0, the ledger."""

    def run(before: str | None, *texts: str) -> tuple[str, dict[str, int], dict[str, int]]:
        document, segments = source(texts)
        existing = None if before is None else before.encode()
        result = merge(existing, document, segments, language("ky"), now, generator="toolkit 0.1.0", path="ky.po")
        later = now + datetime.timedelta(days=1)
        again = merge(result.data, document, segments, language("ky"), later, generator="toolkit 0.1.0")
        assert again.data == result.data
        counts = {name: number for name, number in result.report.counts.items() if number}
        return result.data.decode(), counts, result.report.ledger.counts

    return run


Merged = Callable[..., tuple[str, dict[str, int], dict[str, int]]]


def test_a_catalog_from_nothing(merged: Merged) -> None:
    text, counts, ledger = merged(None, A, B)
    assert counts == {"new": 2}
    assert ledger == {"live": 0, "fuzzy": 0, "obsolete": 0}
    header = text.partition("\n\n")[0]
    for field in (
        "Project-Id-Version: article",
        "POT-Creation-Date: 2026-11-24 06:30+0000",
        "Language: ky",
        "Content-Type: text/plain; charset=UTF-8",
        "Plural-Forms: nplurals=2; plural=(n != 1);",
        "X-Generator: toolkit 0.1.0",
        "X-Source-Language: en",
    ):
        assert f'"{field}\\n"' in header
    assert text.endswith(entry(A, "", 1) + entry(B, "", 3))


def test_nothing_changed_means_the_same_bytes(merged: Merged) -> None:
    before = HEADER + entry(A, "а", 1, "# mine\n") + draft(B, "б", 3) + entry("gone", "жок").replace("\nms", "\n#~ ms")
    assert merged(before, A, B)[:2] == (before, {"kept": 2})
    odd = before.replace("\n\n", "\n\n\n").replace("\n", "\r\n").replace('msgid "Lin', 'msgid  ""\r\n"Lin')
    assert merged("\ufeff" + odd, A, B)[0] == "\ufeff" + odd


def test_only_the_lines_that_say_something_new_change(merged: Merged) -> None:
    before = HEADER + entry(A, "а", 1, "# mine\n#, no-wrap\n") + entry(B, "б", 3)
    text, counts, _ = merged(before, C, A, B)
    assert counts == {"new": 1, "kept": 2}
    expected = before.replace("article.txt:3", "article.txt:5").replace("article.txt:1", "article.txt:3")
    assert text == expected.replace("2026-01-01 00:00", "2026-11-24 06:30").replace(
        "\n\n# mine", f"\n{entry(C, '', 1)}\n# mine"
    )


def test_a_changed_sentence_carries_its_translation(merged: Merged) -> None:
    text, counts, ledger = merged(HEADER + entry(A, "а", 1, "# mine\n") + entry(B, "б", 3), A2, B)
    assert counts == {"changed": 1, "kept": 1}
    assert ledger == {"live": 1, "fuzzy": 1, "obsolete": 0}
    assert (
        f"\n# mine\n# Changed: name\n#. paragraph\n#: source/article.txt:1\n#, fuzzy\n"
        f'#| msgid "{A}"\nmsgid "{A2}"\nmsgstr "а"\n' in text
    )
    # changed once more before anybody looked: still the text that the translation was made for
    text, _, _ = merged(text, A2.replace("Osh", "Naryn"), B)
    (unit, _) = load(text.encode(), "article", "en", "ky").units
    assert (unit.status, unit.previous_source, unit.text) == ("stale", A, "а")
    # and back: nothing to compare, but a person has to look
    text, _, _ = merged(text, A, B)
    assert read(text.encode()).live[0].previous is None
    assert load(text.encode(), "article", "en", "ky").units[0].status == "fuzzy"


def test_a_draft_of_a_changed_sentence_is_dropped(merged: Merged) -> None:
    text, counts, _ = merged(HEADER + draft(A, "а", 1), A2)
    assert counts == {"new": 1, "dropped": 1}
    assert text.endswith(entry(A2, "", 1))
    assert "Draft" not in text


def test_an_edited_draft_is_a_persons(merged: Merged) -> None:
    text, counts, ledger = merged(HEADER + draft(A, "а", 1).replace('"а"', '"а б"'), B)
    assert counts == {"new": 1, "obsolete": 1}
    assert ledger["obsolete"] == 1
    assert text.endswith(f'\n#, fuzzy\n#~ msgid "{A}"\n#~ msgstr "а б"\n')


def test_approving_a_draft_removes_what_called_it_one(merged: Merged) -> None:
    approved = draft(A, "а", 1).replace("#, fuzzy\n", "").replace("\n# Draft", "\n# mine\n# Draft")
    text, counts, _ = merged(HEADER + approved, A)
    assert counts == {"kept": 1}
    assert text.endswith(entry(A, "а", 1, "# mine\n"))


def test_approving_a_stale_translation_removes_the_older_source(merged: Merged) -> None:
    approved = entry(A2, "а", 1).replace("\nmsgid", f'\n#| msgid "{A}"\nmsgid')
    text, counts, _ = merged(HEADER + approved, A2)
    assert counts == {"kept": 1}
    assert text.endswith(entry(A2, "а", 1))
    assert "#|" not in text


def test_an_approved_draft_never_becomes_a_draft_again(merged: Merged) -> None:
    approved = HEADER + draft(A, "а", 1).replace("#, fuzzy\n", "")
    text, _, _ = merged(approved, A2)
    assert load(text.encode(), "article", "en", "ky").units[0].status == "stale"
    text, _, _ = merged(approved, B)
    assert "Draft" not in text
    text, _, _ = merged(text, A)
    assert load(text.encode(), "article", "en", "ky").units[0].status == "reviewed"


def test_a_vanished_sentence_becomes_obsolete_and_returns(merged: Merged) -> None:
    before = HEADER + entry(A, "а", 1, "# mine\n#, no-wrap\n") + entry(B, "б", 3) + entry(C, "", 5)
    text, counts, ledger = merged(before, B)
    assert counts == {"kept": 1, "obsolete": 1, "dropped": 1}
    assert ledger == {"live": 1, "fuzzy": 0, "obsolete": 1}
    assert text.endswith(f'\n# mine\n#, no-wrap\n#~ msgid "{A}"\n#~ msgstr "а"\n')
    text, counts, ledger = merged(text, A, B)
    assert counts == {"kept": 1, "revived": 1}
    assert ledger == {"live": 2, "fuzzy": 0, "obsolete": 0}
    assert text.replace("2026-11-24 06:30", "2026-01-01 00:00") == HEADER + entry(A, "а", 1, "# mine\n").replace(
        ":1\n", ":1\n#, no-wrap\n"
    ) + entry(B, "б", 3)


def test_moved_sentences_follow_the_document(merged: Merged) -> None:
    text, counts, _ = merged(HEADER + entry(A, "а", 1) + entry(B, "б", 3) + entry(C, "в", 5), C, A, B)
    assert counts == {"kept": 3}
    assert [e.msgstr[0] for e in read(text.encode()).live] == ["в", "а", "б"]


def test_every_version_is_paired_with_its_own_sentence(merged: Merged) -> None:
    many = [f"Delegation number {word} visited the city of {word}." for word in ("one", "two", "three", "four")]
    before = HEADER + "".join(entry(text, text[-6:-1], 1) for text in many)
    text, counts, _ = merged(before, *(old.replace("visited", "has visited") for old in many))
    assert counts == {"changed": 4}
    for found in read(text.encode()).live:
        assert isinstance(found.previous, Previous)
        assert found.previous.msgid == found.msgid.replace("has visited", "visited")
        assert found.msgid[-6:-1] == found.msgstr[0]


def test_a_sentence_unlike_all_others_carries_nothing(merged: Merged) -> None:
    _, counts, _ = merged(HEADER + entry(A, "а", 1), B)
    assert counts == {"new": 1, "obsolete": 1}


def test_plural_messages_of_software_are_kept_whole(merged: Merged) -> None:
    plural = '\nmsgid "%d file"\nmsgid_plural "%d files"\nmsgstr[0] "%d файл"\nmsgstr[1] "%d файлдар"\n'
    text, counts, _ = merged(HEADER + plural, A)
    assert counts == {"new": 1, "obsolete": 1}
    assert text.endswith(plural[1:].replace("msg", "#~ msg"))


def test_what_the_tool_does_not_know_survives(merged: Merged) -> None:
    before = "# Copyright\n" + HEADER + entry(A, "а", 1, "#= sticky\n#,  odd-flag\n") + "\n# the end\n"
    text, _, _ = merged(before, A, B)
    for kept in ("# Copyright\n", '"X-Custom: kept\\n"', "#= sticky\n#,  odd-flag\n", "\n# the end\n"):
        assert kept in text
    assert text.endswith("\n# the end\n")


def test_a_header_that_a_template_left_empty_is_filled_in(merged: Merged, gettext: Callable[..., str]) -> None:
    header = HEADER.replace("Language: ky", "Language: ").replace("2026-01-02 00:00+0600", "YEAR-MO-DA HO:MI+ZONE")
    text, _, _ = merged("#, fuzzy\n" + header + entry(A, "а", 1), A)
    assert text.startswith('msgid ""')
    assert '"Language: ky\\n"' in text
    assert gettext("msgfmt", text.encode()) == ""


def test_a_file_without_header_gets_one(merged: Merged, gettext: Callable[..., str]) -> None:
    text, _, _ = merged(entry(A, "а", 1).lstrip(), A)
    assert text.endswith(entry(A, "а", 1))
    assert gettext("msgfmt", text.encode()) == ""


def test_a_damaged_catalog_is_refused(source: Source, now: datetime.datetime) -> None:
    document, segments = source([A])
    with pytest.raises(CatalogError, match=r"ky\.po:2: "):
        merge(b'msgid "a"\nmsgstr "b\n', document, segments, language("ky"), now, generator="x", path="ky.po")


def test_a_loss_would_be_noticed(source: Source, now: datetime.datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    module = importlib.import_module("toolkit.catalogs.merging")
    monkeypatch.setattr(module, "as_obsolete", lambda entry, layout: with_target(entry, "", layout))
    document, segments = source([B])
    with pytest.raises(CatalogError, match=r"lose 1 translation.*'а'"):
        merge((HEADER + entry(A, "а", 1)).encode(), document, segments, language("ky"), now, generator="x")


@pytest.mark.parametrize("text", ["", "a\0b", "\ud800"])
def test_a_text_that_no_catalog_can_hold(text: str, source: Source, now: datetime.datetime) -> None:
    document, segments = source([text])
    with pytest.raises(CatalogError, match=r"source/article\.txt:1: "):
        merge(None, document, segments, language("ky"), now, generator="x")
