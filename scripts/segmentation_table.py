#!/usr/bin/env python3
"""Writes toolkit/segmentation/rules/ready.json: the toolkit's own rules of segmentation, read and translated.

    python scripts/segmentation_table.py            writes it
    python scripts/segmentation_table.py --check    exit code 1 where it is not what would be written

To be run after a change of toolkit.srx, of a list of abbreviations, or of how rules are translated.
"""

import argparse
import json
import sys
from typing import Any

from toolkit.segmentation import java, ready, rules, splitter, srx
from toolkit.segmentation.pattern import Characters, End, Pattern
from toolkit.segmentation.srx import SrxRules
from toolkit.storage.files import sha256, write_atomic


def made() -> bytes:
    """The file, worked out from the rules without looking at the one that is there."""
    data = (ready.FOLDER / "toolkit.srx").read_bytes()
    own = srx.load(data, "toolkit.srx")
    patterns: dict[tuple[str, bool], Pattern] = {}
    pieces: dict[str, str] = {}
    flat: dict[str, str] = {}
    for language in (*rules.LISTS, "de"):
        for rule in rules.STANDARD.rules(language):
            for text, backwards in ((rule.before, True), (rule.after, False)):
                found = patterns[text, backwards] = java.translated(text, backwards)
                for end in (*found.first, *found.last):
                    for piece in sorted((end.outer or frozenset()) | (end.inner or frozenset())):
                        if len(piece) > 1:
                            match = splitter.class_of(piece)
                            pieces[piece] = "".join(one for one in sorted(ready.PROBES) if match(one))
                        flat[piece] = splitter.flattened(piece)
    flat = {piece: text for piece, text in flat.items() if text != piece}
    return _written(_table(own, sha256(data), ready.Ready(patterns, pieces, flat)))


def _table(rules: SrxRules, sha256: str, made: ready.Ready) -> dict[str, Any]:
    """What `ready.json` holds of these."""
    sets: dict[Characters, int] = {}

    def number(characters: Characters) -> int:
        return sets.setdefault(characters, len(sets))

    def rows(ends: tuple[End, ...]) -> list[list[object]]:
        return [[number(end.outer), number(end.inner), end.alone] for end in ends]

    patterns = [
        [java, backwards, one.source, rows(one.first), rows(one.last), one.nullable, one.width, one.at_start]
        for (java, backwards), one in made.patterns.items()
    ]
    languages = {
        group: [[rule.breaks, rule.before, rule.after, rule.name, rule.line] for rule in found]
        for group, found in rules.languages.items()
    }
    return {
        "srx": {"sha256": sha256, "languages": languages, "maps": rules.maps},
        "sets": [None if members is None else sorted(members) for members in sets],
        "patterns": patterns,
        "pieces": made.pieces,
        "flat": made.flat,
    }


def _written(table: dict[str, object]) -> bytes:
    """A line for each row, so that changes can be read."""
    parts = []
    for name, value in table.items():
        rows = [json.dumps(row, ensure_ascii=False) for row in value] if isinstance(value, list) else None
        text = json.dumps(value, ensure_ascii=False) if rows is None else "[\n" + ",\n".join(rows) + "\n]"
        parts.append(f"{json.dumps(name)}: {text}")
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing")
    path, new = ready.FOLDER / "ready.json", made()
    if parser.parse_args().check:
        return int(not path.exists() or path.read_bytes() != new)
    write_atomic(path, new)
    return 0


if __name__ == "__main__":
    sys.exit(main())
