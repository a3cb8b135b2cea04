"""Which sentence of a catalog to look at next: the one of which a minute of a person makes most."""

import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from toolkit import catalogs
from toolkit.checks import repairs
from toolkit.checks.reports import Reported
from toolkit.po.entries import Part, words_of
from toolkit.storage.files import read_bytes
from toolkit.workflow.checking import Report

WEIGHTS = {"error": 10.0, "warning": 3.0, "hint": 0.3}
"""What a finding is worth, by its severity."""
A_WORD = 0.5
"""What a word of a machine draft is worth, times what its confidence lacks of 1."""
UNTRANSLATED, UNREVIEWED = 6.0, 3.0
"""What a sentence is worth beside its words that says nothing yet; one that waits for a person, however many words."""
UNTOLD = 0.5
"""Confidence of a machine that tells none."""
OVERHEAD = 8
"""Words that could be read in the time which a sentence takes whatever its length."""


def ranked(report: Report, path: Path) -> Iterator[tuple[float, catalogs.Entry, list[str]]]:
    """The entries of a catalog by what a minute of a person would gain: (worth, entry, why), the most first.

    Findings count, and of what a machine wrote each word by how unsure it was; what stands in several places counts
    for more, and what takes longer to read for less. What is approved and clean is not offered.
    """
    by_entry = report.by_entry
    rows: list[tuple[float, catalogs.Entry, list[str]]] = []
    for entry in catalogs.read(read_bytes(path), str(path)).live:
        if entry.header:
            continue
        worth, why = _worth(entry, by_entry.get(entry.identity, []))
        if worth > 0 and why:
            if (places := reach(entry)) > 1:
                worth *= math.log2(1 + places)
                why.append(f"stands in {places:,} places")
            rows.append((10 * worth / (OVERHEAD + _words(entry)), entry, why))
    rows.sort(key=lambda row: (-row[0], row[1].line))
    yield from rows


def reach(entry: catalogs.Entry) -> int:
    """In how many places of the source the text stands, as the references of the entry say; at least 1."""
    return max(1, len(set(words_of(entry.of(Part.REFERENCE), Part.REFERENCE))))


def _words(entry: catalogs.Entry) -> int:
    return catalogs.count_words(entry.msgid)


def _worth(entry: catalogs.Entry, found: Sequence[Reported]) -> tuple[float, list[str]]:
    """What an entry would gain in one place, and why."""
    # The machine's own doubt is told with its confidence below.
    told = [one.finding for one in found if one.finding.check != "unsure"]
    why = [f"{finding.check}: {finding.message.removesuffix('.')}" for finding in told]
    worth = sum(WEIGHTS[one.finding.severity] for one in found)
    machine = catalogs.machine(entry)
    if not entry.translated:
        return worth + UNTRANSLATED + A_WORD * _words(entry), ["untranslated"]
    if machine is not None:
        worth += A_WORD * _words(entry) * (1.0 - (UNTOLD if machine.score is None else machine.score))
        kind = "a gloss, word by word" if machine.name == "gloss" else "a machine draft"
        why.append(kind + ("" if machine.score is None else f", confidence {machine.score:.2f}"))
    elif entry.fuzzy:
        worth += UNREVIEWED
        pair = catalogs.doubtful_pair(entry)
        if pair is not None:
            why.append(f"aligned with {pair[0]}, {100 * pair[1]:.0f} %")
        else:
            why.append("its source changed" if entry.previous is not None else "waits for review")
    return worth, why


def note(report: Report, why: Mapping[tuple[str, str], Sequence[str]]) -> None:
    """Has each entry of `why` say in a comment what there is to look at, and no other.

    Raises CatalogError, StorageError.
    """
    words = {identity: "; ".join(" ".join(one.split()) for one in reasons) for identity, reasons in why.items()}

    def change(before: bytes | None) -> tuple[bytes, None]:
        return repairs.with_reviews(before or b"", words, path=report.path), None

    catalogs.revise(report.path, change)
