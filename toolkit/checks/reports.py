"""Findings for other programs: SARIF 2.1.0 (OASIS) and the annotations of GitHub's workflow commands.

A fingerprint is made of check, context, source and translation, so that moved lines open nothing anew.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from toolkit.catalogs import Entry, Part
from toolkit.checks.catalogs import WHOLE
from toolkit.checks.table import BY_ID, CHECKS
from toolkit.units import Finding

LEVELS = {"error": "error", "warning": "warning", "hint": "note"}
COMMANDS = {"error": "error", "warning": "warning", "hint": "notice"}
MOST_ANNOTATIONS = 10
"""Annotations of one kind that GitHub shows of a step."""
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


@dataclass(frozen=True, slots=True)
class Reported:
    """A finding with the place of its translation."""

    path: str
    """Of the catalog, relative to the project, with forward slashes."""
    language: str
    entry: Entry
    finding: Finding
    place: str = ""
    """Id of the sentence (`p3s2`), where the document is known."""

    @property
    def line(self) -> int:
        """Line of the catalog where the translation begins, counted from 1."""
        before = 0
        for part, text in self.entry.lines:
            if part is Part.STRING:
                break
            before += text.count("\n") or 1
        return self.entry.line + before

    @property
    def fingerprint(self) -> str:
        """The identity of the finding, whatever line it is on."""
        entry = self.entry
        parts = (self.finding.check, entry.msgctxt or "", entry.msgid, entry.msgid_plural or "", *entry.msgstr)
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def row(self) -> dict[str, Any]:
        """For programs that read JSON."""
        finding = self.finding
        return {
            "check": finding.check, "severity": finding.severity, "message": finding.message,
            "catalog": self.path, "line": self.line, "language": self.language,
            "key": self.entry.key, "id": self.place or None,
            "source": self.entry.msgid, "target": list(self.entry.msgstr),
            "span": list(finding.span) if finding.span else None, "fix": finding.fix,
            "approved": not self.entry.fuzzy, "fingerprint": self.fingerprint,
        }  # fmt: skip


def sarif(found: Sequence[Reported], version: str) -> dict[str, Any]:
    """The findings as a SARIF log."""
    used = {one.finding.check for one in found}
    rules = [
        {
            "id": check.id,
            "shortDescription": {"text": check.summary},
            "defaultConfiguration": {"level": LEVELS[check.strings or check.prose]},
            "properties": {"family": check.family},
        }
        for check in CHECKS
    ]
    rules += [
        {"id": name, "shortDescription": {"text": summary}, "defaultConfiguration": {"level": LEVELS[severity]}}
        for name, (severity, summary) in WHOLE.items()
    ]
    known = [rule["id"] for rule in rules]
    rules += [{"id": name} for name in sorted(used - set(known))]
    places = {str(rule["id"]): index for index, rule in enumerate(rules)}
    results = [
        {
            "ruleId": one.finding.check,
            "ruleIndex": places[one.finding.check],
            "level": LEVELS[one.finding.severity],
            "message": {"text": one.finding.message},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": quote(one.path)},
                        "region": {"startLine": max(1, one.line)},
                    }
                }
            ],
            "partialFingerprints": {"toolkitFinding/v1": one.fingerprint},
        }
        for one in found
    ]
    driver = {"name": "toolkit", "version": version, "rules": rules}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}


def annotations(found: Iterable[Reported]) -> list[str]:
    """Workflow commands of GitHub, as many of each kind as it shows, and one line with the rest."""
    lines: list[str] = []
    counts = dict.fromkeys(COMMANDS, 0)
    for one in found:
        severity = one.finding.severity
        counts[severity] += 1
        if counts[severity] <= MOST_ANNOTATIONS:
            text = f"{one.finding.message} {one.entry.msgid[:80]} → {' | '.join(one.entry.msgstr)[:80]}"
            where = f"file={_property(one.path)},line={one.line},title={_property(one.finding.check)}"
            lines.append(f"::{COMMANDS[severity]} {where}::{_data(text)}")
    left = sum(max(0, count - MOST_ANNOTATIONS) for count in counts.values())
    if left:
        lines.append(f"::notice title=toolkit check::{left} more findings; toolkit check shows them all")
    return lines


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def is_check(name: str) -> bool:
    """Whether a check of this id exists, of pairs or of whole catalogs."""
    return name in BY_ID or name in WHOLE
