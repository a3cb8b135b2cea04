"""What may help with one sentence: memory, terms, the other languages, and what it said before."""

import subprocess
import threading
import time
from pathlib import Path
from typing import Any

from toolkit import catalogs
from toolkit.catalogs import Entry
from toolkit.errors import CatalogError
from toolkit.memory import TranslationMemory
from toolkit.review import sentences
from toolkit.review.session import Session
from toolkit.review.works import Work
from toolkit.terms.matching import forms, places
from toolkit.terms.use import used
from toolkit.units import Match, Segment, plain
from toolkit.workflow import checking, leverage

LEAST, MOST = 0.6, 9
"""Likeness from which a match is shown, and how many: one for each digit."""
REMEMBER_EVERY = 20.0
"""Seconds after which the memory is brought up to date again; before, what was approved just now is not in it."""
MOST_FOUND = 40
MOST_COMMITS = 30

_REMEMBERED: dict[str, float] = {}
_LOCK = threading.Lock()

Json = dict[str, Any]


def around(session: Session, work: Work, target: str, key: str) -> Json:
    """Everything for the panel beside a sentence."""
    entry = work.desk(target).entry(key)
    if entry is None:
        return {"matches": [], "terms": [], "others": [], "history": []}
    return {
        "matches": matches(work, target, entry),
        "terms": terms(work, target, entry),
        "others": others(work, target, key),
        "history": history(session, work, target, entry),
    }


def origin_of(work: Work) -> str:
    """Code of the language that is translated from."""
    return work.source.document.language if work.source else work.settings.source_language


def matches(work: Work, target: str, entry: Entry) -> list[Json]:
    """Approved translations of like sentences, the likest first, with what differs."""
    row = work.first.get(entry.key)
    segment = row.segment if row and row.segment else Segment(entry.key, plain(entry.msgid), entry.msgctxt or "")
    with _memory(work, target) as memory:
        found = memory.similar([segment], origin_of(work), target, least=LEAST, most=MOST + 1)[segment.key]
    return [
        {
            **_match(match),
            "score": round(100 * match.score),
            "diff": catalogs.marked(match.unit.segment.text, segment.text),
        }
        for match in found
        if match.unit.text != "".join(entry.msgstr) or entry.fuzzy
    ][:MOST]


def concordance(work: Work, target: str, text: str) -> list[Json]:
    """Approved sentences that have these words in either language, in any inflected form."""
    if not text.strip():
        return []
    with _memory(work, target) as memory:
        return [
            _match(match)
            for match in memory.search(text.strip(), origin_of(work), target, most=MOST_FOUND, forms=forms)
        ]


def terms(work: Work, target: str, entry: Entry) -> list[Json]:
    """The glossary's terms in the source, where they stand, and whether the translation has them."""
    glossary = checking.glossary(work.settings)
    if glossary is None:
        return []
    origin, said = origin_of(work), " ".join(entry.msgstr)
    found = []
    for term in used(glossary, entry.msgid, origin):
        wanted = term.translations(origin, target)
        found.append(
            {
                "source": term.source,
                "places": [list(place) for place in term.places],
                "targets": wanted,
                "forbidden": term.forbidden,
                "note": " ".join(one.note for one in term.entries if one.note),
                "kept": any(places(text, said, target) for text in wanted),
            }
        )
    return sorted(found, key=lambda one: one["places"][0])


def others(work: Work, target: str, key: str) -> list[Json]:
    """The sentence in the other languages under review, those that people approved first."""
    found = []
    for code in work.catalogs:
        if code != target and (entry := work.desk(code).entry(key)) is not None and entry.translated:
            row = work.first.get(key)
            found.append({"language": code, **sentences.brief(entry, row)})
    return sorted(found, key=lambda one: one["status"] != "reviewed")


def history(session: Session, work: Work, target: str, entry: Entry) -> list[Json]:
    """What the sentence said before, the newest first: here, in comments, and in the commits of the project."""
    found: list[Json] = [
        {"when": step.time, "by": step.by, "action": step.action, "forms": list(step.before.msgstr)}
        for step in reversed(session.steps)
        if (step.work, step.target, step.key) == (work.id, target, entry.key)
    ]
    said = [text for row in found for text in row["forms"]]
    found += [
        {"when": None, "by": "", "action": "was", "forms": [text]}
        for text in sentences.quoted_texts(entry, "Was")
        if text not in said
    ]
    return [one for one in found if any(one["forms"])]


def committed(work: Work, target: str, key: str) -> list[Json]:
    """The translations of a sentence in the commits of git that changed its catalog, the newest first."""
    path = work.catalogs[target]
    listed = _git(path, "log", f"-{MOST_COMMITS}", "--format=%H%x00%an%x00%at", "--", path.name)
    found: list[Json] = []
    for line in listed.decode("utf-8", "replace").splitlines():
        commit, by, when = line.split("\0")
        data = _git(path, "show", f"{commit}:./{path.name}")
        try:
            entry = next((one for one in catalogs.read(data, path.name).live if one.key == key), None) if data else None
        except CatalogError:  # that commit had a damaged file
            continue
        forms = list(entry.msgstr) if entry else []
        said: Json = {"when": float(when), "by": by, "action": "committed", "forms": forms}
        if found and found[-1]["forms"] == said["forms"]:
            found[-1] = said  # the older of two equal ones is where it came from
        elif any(said["forms"]):
            found.append(said)
    return found


def _git(path: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", *arguments], cwd=path.parent, capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.SubprocessError):
        return b""
    return done.stdout if done.returncode == 0 else b""


def _match(match: Match) -> Json:
    return {
        "source": match.unit.segment.text,
        "target": match.unit.text,
        "document": match.document,
    }


def _memory(work: Work, target: str) -> TranslationMemory:
    """The project's memory, brought up to date now and then."""
    memory = TranslationMemory.open(work.settings.memory_path)
    name = f"{work.settings.memory_path} {target}"
    with _LOCK:
        if time.monotonic() - _REMEMBERED.get(name, -REMEMBER_EVERY) >= REMEMBER_EVERY:
            leverage.remember(memory, work.settings, target)
            _REMEMBERED[name] = time.monotonic()
    return memory
