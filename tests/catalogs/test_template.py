import datetime
from collections.abc import Callable
from dataclasses import replace

import pytest

from toolkit.catalogs import load, merge, read, statistics, template, with_drafts
from toolkit.languages import language
from toolkit.po.entries import Part
from toolkit.po.layout import with_fuzzy
from toolkit.units import Document, Origin, Segment, plain, segment_key

Source = tuple[Document, tuple[Segment, ...]]
LATER = datetime.timedelta(days=3)
TARGETS = {
    "zh": "林武书记率山东省代表团访问吉尔吉斯斯坦，双方",
    "ru": "Линь У посетил Кыргызстан: ",
    "ky": "Линь У Кыргызстанга ",
}


def test_a_template(source: Callable[..., Source], now: datetime.datetime) -> None:
    long = "A sentence that is long enough to be understood alone."
    document, segments = source([long, "Home", long, "The end."], "my source/a.txt")
    text = template(document, segments, now, generator="toolkit 0.1.0").decode()
    header, *entries = text.split("\n\n")
    assert header.startswith('#, fuzzy\nmsgid ""\nmsgstr ""\n"Project-Id-Version: article\\n"\n')
    assert '"X-Source-Language: en\\n"' in header
    assert entries == [
        f'#. paragraph\n#: \u2068my source/a.txt\u2069:1 \u2068my source/a.txt\u2069:5\nmsgid "{long}"\nmsgstr ""',
        f'#. paragraph\n#. after: {long}\n#. before: {long}\n#: \u2068my source/a.txt\u2069:3\nmsgid "Home"\nmsgstr ""',
        f'#. paragraph\n#. after: {long}\n#: \u2068my source/a.txt\u2069:7\nmsgid "The end."\nmsgstr ""\n',
    ]


def test_the_date_alone_is_no_reason_to_write_a_template(source: Callable[..., Source], now: datetime.datetime) -> None:
    document, segments = source(["One.", "Two."])
    first = template(document, segments, now, generator="toolkit")
    assert template(document, segments, now + LATER, generator="toolkit", before=first) == first
    changed = template(document, segments[:1], now + LATER, generator="toolkit", before=first)
    assert b"2026-11-27" in changed
    assert changed.count(b"msgid") == 2
    assert template(document, segments, now, generator="toolkit", before=b"<<<<<<< damaged") == first


def test_a_long_neighbour_is_cut_and_a_note_of_two_lines_stays_one_of_two(
    source: Callable[..., Source], now: datetime.datetime
) -> None:
    document, segments = source(["x" * 70 + " y", "Home"])
    noted = (segments[0], replace(segments[1], note="list item\n  100 % of it"))
    entry = read(template(document, noted, now, generator="toolkit")).live[1]
    assert entry.of(Part.EXTRACTED) == ("#. list item\n", "#.  100 % of it\n", f"#. after: {'x' * 59}…\n")


def test_contexts_tell_equal_texts_apart(source: Callable[..., Source], now: datetime.datetime) -> None:
    document, segments = source(["Home"])
    other = replace(segments[0], key=segment_key(plain("Home"), "page"), context="page")
    entries = read(template(document, [*segments, other], now, generator="toolkit")).live
    assert [(entry.msgctxt, entry.key) for entry in entries] == [(None, segments[0].key), ("page", other.key)]


@pytest.mark.parametrize("target", TARGETS)
def test_gettext_takes_every_file_of_the_article_without_a_word(
    target: str, article: Source, now: datetime.datetime, gettext: Callable[..., str]
) -> None:
    document, segments = article
    files = [template(document, segments, now, generator="toolkit 0.1.0")]
    files.append(merge(None, document, segments, language(target), now, generator="toolkit 0.1.0").data)
    origin = Origin("engine", "argos", 0.5, "argos starter 1.0, beam 4")
    drafts = {segment.key: (f"{TARGETS[target] * 5}100 % {segment.text}", origin) for segment in segments}
    files.append(with_drafts(files[-1], drafts))
    drafted = read(files[-1])
    approved = drafted.with_entries(with_fuzzy(entry, False, drafted.layout) for entry in drafted.entries).encode()
    edited = [replace(segment, source=plain(segment.text.replace("Lin Wu", "Mr. Lin Wu"))) for segment in segments[3:]]
    moved = [replace(segment, key=segment_key(segment.source)) for segment in edited]
    result = merge(approved, document, moved, language(target), now + LATER, generator="toolkit 0.1.0")
    files.append(result.data)
    for data in files:
        assert gettext("msgfmt", data) == ""
        assert gettext("msgcat", data) == data.decode()
    assert result.report.changed >= 8
    assert result.report.ledger.obsolete >= 2
    assert statistics(load(files[2], "a", "en", target, segments))["drafted"] == len(segments)


def test_msgfmt_rejects_what_it_should(gettext: Callable[..., str]) -> None:
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    assert "do not both end with" in gettext("msgfmt", f'{header}msgid "a\\n"\nmsgstr "b"\n'.encode())
    assert "missing in header" in gettext("msgfmt", header.encode())
