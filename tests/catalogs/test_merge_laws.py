"""Over any history of source edits and any work of translators: nothing a person wrote disappears."""

import datetime
from collections import Counter
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.catalogs import CatalogFile, merge, read, with_drafts
from toolkit.catalogs.regrouping import Words
from toolkit.catalogs.states import copied, human
from toolkit.languages import language
from toolkit.po.entries import Entry
from toolkit.po.layout import Layout, with_fuzzy, with_target
from toolkit.units import Document, Origin, Segment

Source = tuple[Document, tuple[Segment, ...]]

WORDS = ("林武", "visited", "Bishkek", "on the 7th,", "and", "agreements", "were signed", "by both sides", "“today”")
sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
documents = st.lists(sentences, max_size=7)
ENGINE = Origin("engine", "argos", 0.5, "argos test 1.0")


@st.composite
def histories(draw: st.DrawFn) -> list[list[str]]:
    """Versions of a document: sentences inserted, deleted, changed, moved, or back from an earlier version."""
    versions = [draw(documents)]
    for _ in range(draw(st.integers(1, 4))):
        now = list(versions[-1])
        for _ in range(draw(st.integers(1, 3))):
            what = draw(st.sampled_from(["insert", "delete", "change", "move", "return"]))
            place = draw(st.integers(0, len(now)))
            if what == "insert":
                now.insert(place, draw(sentences))
            elif what == "return":
                earlier = [text for version in versions for text in version]
                now[place:place] = [draw(st.sampled_from(earlier))] if earlier else []
            elif place < len(now):
                text = now.pop(place)
                if what == "change":
                    now.insert(place, f"{text} {draw(st.sampled_from(WORDS))}")
                elif what == "move":
                    now.insert(draw(st.integers(0, len(now))), text)
        versions.append(now)
    return versions


def worked_on(file: CatalogFile, draw: Callable[..., str], number: int) -> bytes:
    """What translators do: approve, edit, translate, take an approval back, leave."""
    layout = Layout()

    def work(entry: Entry) -> Entry:
        if entry.obsolete or entry.header:
            return entry
        what = draw(st.sampled_from(["leave", "leave", "approve", "edit", "fuzzy"]))
        if what == "approve" and entry.translated:
            return with_fuzzy(entry, False, layout)
        if what == "edit":
            return with_target(entry, f"которулган {number} {entry.msgid[:5]}", layout)
        if what == "fuzzy" and entry.translated and not any("Draft" in comment for comment in entry.comments):
            return with_fuzzy(entry, True, layout)
        return entry

    return file._replace(entries=tuple(work(entry) for entry in file.entries)).encode()


def work_of_people(data: bytes) -> Counter[tuple[str, ...]]:
    return Counter(entry.msgstr for entry in read(data).entries if not entry.header and human(entry))


def copies(data: bytes) -> Counter[tuple[str, ...]]:
    return Counter(entry.msgstr for entry in read(data).entries if not entry.header and copied(entry))


@settings(max_examples=80)
@given(data=st.data(), history=histories())
def test_no_persons_translation_is_lost_and_merging_twice_changes_nothing(
    data: st.DataObject,
    history: list[list[str]],
    source: Callable[..., Source],
    now: datetime.datetime,
) -> None:
    catalog: bytes | None = None
    ky = language("ky")
    for number, texts in enumerate(history):
        document, segments = source(texts)
        result = merge(catalog, document, segments, ky, now, generator="toolkit")
        if catalog is not None:
            # A copy that nobody touched may go: its words are those of the originals, which stay.
            assert not work_of_people(catalog) - copies(catalog) - work_of_people(result.data)
            words = Words(entry for entry in read(result.data).entries if entry.translated)
            assert all(words.found(forms[0]) for forms in copies(catalog))
        later = now + datetime.timedelta(hours=number + 1)
        assert merge(result.data, document, segments, ky, later, generator="toolkit").data == result.data
        keys = list(dict.fromkeys(segment.key for segment in segments))
        assert [entry.key for entry in read(result.data).live] == keys
        assert sum(result.report.ledger.counts.values()) == work_of_people(result.data).total()

        drafted = with_drafts(result.data, {key: (f"черновик {key}", ENGINE) for key in keys[::2]})
        assert work_of_people(drafted) == work_of_people(result.data)
        catalog = worked_on(read(drafted), data.draw, number)
