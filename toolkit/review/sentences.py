"""What a window is told: an index of all sentences, light enough for a novel, and the cells of those in sight."""

from collections.abc import Iterable, Sequence
from typing import Any

from toolkit import catalogs
from toolkit.bundles.doubts import NO_DOUBTS, REASONS, UNKNOWN
from toolkit.catalogs import Entry, Part
from toolkit.checks.catalogs import limit_of
from toolkit.languages import Language, language
from toolkit.po.layout import unquoted
from toolkit.po.remarks import quotations
from toolkit.review import findings, pictures
from toolkit.review.overview import UNTRANSLATED
from toolkit.review.works import Row, Work, languages_of
from toolkit.units import STATUSES, Code, Content, Segment, plain

MOST_CELLS = 400
"""Sentences that are asked for at once."""
TOOLS = (
    "Draft", "Changed", "Split", "Joined", "Was", "Imported", "Aligned", "Memory", "Triage", "toolkit", "msgstr",
)  # fmt: skip
"""How the comments begin that are no note of a person."""

Json = dict[str, Any]


def language_row(one: Language) -> Json:
    """A language as scripts need it."""
    return {
        "code": one.code, "tag": one.tag, "name": one.english_name, "own": one.own_name, "dir": one.direction,
    }  # fmt: skip


def summary(work: Work) -> Json:
    """A work in the list of all."""
    return {
        "id": work.id,
        "title": work.title,
        "languages": [language_row(one) for one in languages_of(work)],
    }


def index(work: Work, targets: Sequence[str]) -> Json:
    """Every sentence in order, with its state in each language: what the page is laid out by.

    `rows` are [id, key, paragraph, number of its kind in `kinds`, a digit for the state in each target]; a digit is a
    place in STATUSES.
    """
    origin = work.source.document.language if work.source else work.settings.source_language
    kinds: dict[str, int] = {}
    rows = []
    overviews = [work.overviews[target] for target in targets]
    states = [overview.states() for overview in overviews]
    for row in work.rows:
        digits = "".join([str(found.get(row.key, UNTRANSLATED)) for found in states])
        rows.append([row.id, row.key, row.block, kinds.setdefault(row.kind, len(kinds)), digits])
    return {
        "work": summary(work),
        "prose": work.prose,
        "source_file": work.source is not None,
        "source": language_row(language(origin)),
        "targets": list(targets),
        "statuses": list(STATUSES),
        "kinds": list(kinds),
        "rows": rows,
        "progress": {target: progress(work, target) for target in targets},
        "behind": {target: work.behind(target) for target in targets},
        "aligned": {target: work.overviews[target].aligned() for target in targets},
    }


def progress(work: Work, target: str) -> Json:
    """Sentences by state, and the words of the source that nobody has approved yet."""
    work.desk(target)
    return work.overviews[target].progress(row.key for row in work.rows)


def cells(work: Work, targets: Sequence[str], rows: Iterable[Row]) -> list[Json]:
    """The sentences with their translations."""
    entries = {target: work.desk(target).entries() for target in targets}
    made = []
    for row in list(rows)[:MOST_CELLS]:
        any_entry = next((found[row.key] for found in entries.values() if row.key in found), None)
        made.append(
            {
                "id": row.id,
                "key": row.key,
                "source": shown(row.segment.source if row.segment else plain(any_entry.msgid if any_entry else "")),
                "text": row.segment.text if row.segment else any_entry.msgid if any_entry else "",
                "note": row.segment.note if row.segment else "",
                "pictures": list(pictures.of_work(work).of_rows.get(row.id, ())),
                "about": {} if any_entry is None else about(any_entry),
                "cells": {target: cell(work, target, found.get(row.key), row) for target, found in entries.items()},
            }
        )
    return made


def cell(work: Work, target: str, entry: Entry | None, row: Row | None = None) -> Json:
    """A translation with all that is known about it; `entry` is None where the catalog does not have the sentence."""
    if entry is None:
        return {"missing": True, "forms": [""], "status": "untranslated", "version": ""}
    origin = catalogs.machine(entry)
    segment = row.segment if row and row.segment else Segment(entry.key, plain(entry.msgid))
    unit = catalogs.unit(segment, entry)
    found = findings.of_entry(work, target, entry)
    made: Json = {
        "forms": list(entry.msgstr),
        "shown": shown(unit.target),
        "status": unit.status,
        "version": catalogs.entry_version(entry),
        "examples": findings.examples(work, target) if entry.msgid_plural is not None else [],
        "findings": [findings.row(one) for one in found.findings],
        "dismissed": [one.check for one in found.dismissed],
        "comments": notes(entry),
    }
    if origin is not None:
        made["origin"] = {
            "kind": origin.kind, "name": origin.name, "score": origin.score, "signature": origin.signature,
            "flags": [REASONS.get(flag, UNKNOWN) for flag in origin.flags if flag not in NO_DOUBTS],
        }  # fmt: skip
    if (pair := catalogs.doubtful_pair(entry)) is not None:
        made["aligned"] = {"place": pair[0], "margin": pair[1]}
    if aside := quoted_texts(entry, "Aligned"):
        made["aside"] = aside
    if entry.fuzzy and entry.previous is not None:
        made["change"] = [[mark, text] for mark, text in catalogs.marked(entry.previous.msgid, entry.msgid)]
        made["changed"] = catalogs.change_of(entry)
    return made


def brief(entry: Entry, row: Row | None) -> Json:
    """A translation to be read only."""
    segment = row.segment if row and row.segment else Segment(entry.key, plain(entry.msgid))
    unit = catalogs.unit(segment, entry)
    return {"shown": shown(unit.target), "text": unit.text, "status": unit.status}


def quoted_texts(entry: Entry, label: str) -> list[str]:
    """The texts that comments keep under this label, the newest first."""
    return [unquoted(text) for own, text in quotations(entry.comments) if own == label][::-1]


def about(entry: Entry) -> Json:
    """What a program's message has besides its text; {} for a sentence that has none of it."""
    made: Json = {}
    if entry.msgctxt is not None:
        made["context"] = entry.msgctxt
    if entry.msgid_plural is not None:
        made["plural"] = entry.msgid_plural
    if (limit := limit_of(entry)) is not None:
        made["limit"] = limit
    if flags := [flag for flag in entry.flags if flag != "fuzzy"]:
        made["flags"] = flags
    if extracted := [text.strip()[2:].strip() for text in entry.of(Part.EXTRACTED)]:
        made["extracted"] = extracted
    if references := [word for text in entry.of(Part.REFERENCE) for word in text.strip()[2:].split()]:
        made["references"] = references[:20]
    return made


def notes(entry: Entry) -> list[str]:
    """The comments that people left for each other."""
    texts = [comment.lstrip("#").strip() for comment in entry.comments]
    found, inside = [], False
    for text in texts:
        own = text.partition(":")[0].partition("[")[0] in TOOLS
        if own or (inside and (text.startswith('"') or text[:10].startswith("confidence"))):
            inside = True
            continue
        inside = False
        if text:
            found.append(text)
    return found


def shown(content: Content) -> list[Any]:
    """Content for a script: texts, and for each code what it is and what a reader sees of it."""
    return [
        {"id": part.id, "kind": part.kind, "raw": part.raw, "shown": part.shown} if isinstance(part, Code) else part
        for part in content
    ]
