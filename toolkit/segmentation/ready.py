"""What the toolkit's own rules come to once they are read and translated: data beside them, rules/ready.json.

To read and translate them takes longer than to cut a short document. `scripts/segmentation_table.py` writes the file;
what it lacks (rules of a project, a list that was edited since) is worked out as ever; a test says when it is old.
"""

import functools
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.segmentation.pattern import End, Pattern
from toolkit.segmentation.srx import Rule, SrxRules

FOLDER = Path(__file__).parent / "rules"
SAMPLE = "The toolkit, made in 2024, cuts here. Он сказал: «Да, 5 г.» Ал айтты. 他说：“好。”"
"""Some text in which the characters that most texts are made of are frequent."""
BEYOND = "😀😁🏻🇦👍🔥🎉𠀀𝐀𐐀"
"""Characters beyond the first plane, some of every kind that rules speak of."""
ASCII = "".join(map(chr, range(128)))
PROBES = frozenset(ASCII + SAMPLE + BEYOND)
"""The characters of which the table says whether they are in a class."""


@dataclass(frozen=True, slots=True)
class Ready:
    """The table."""

    patterns: Mapping[tuple[str, bool], Pattern]
    """Java expression, and whether it is matched backwards -> its translation."""
    pieces: Mapping[str, str]
    """Inside of a class -> the PROBES that are in it."""
    flat: Mapping[str, str]
    """Inside of a class -> the same for the `re` library."""


@functools.cache
def _data() -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((FOLDER / "ready.json").read_bytes())
    except (OSError, ValueError):  # it is being written anew
        found = {"srx": {}, "sets": [], "patterns": [], "pieces": {}, "flat": {}}
    return found


def own_rules() -> SrxRules | None:
    """The rules of toolkit.srx; None where the file is another than the table was made from."""
    found = _data()["srx"]
    if found.get("sha256") != hashlib.sha256((FOLDER / "toolkit.srx").read_bytes()).hexdigest():
        return None
    languages = {
        group: tuple(
            [Rule(breaks, before, after, name, "toolkit.srx", line) for breaks, before, after, name, line in rows]
        )
        for group, rows in found["languages"].items()
    }
    return SrxRules(languages, tuple((pattern, name) for pattern, name in found["maps"]))


@functools.cache
def ready() -> Ready:
    """The table of translations."""
    data = _data()
    sets = [None if members is None else frozenset(members) for members in data["sets"]]

    def ends(rows: list[tuple[int, int, bool]]) -> tuple[End, ...]:
        return tuple([End(sets[outer], sets[inner], alone) for outer, inner, alone in rows])

    patterns = {
        (java, backwards): Pattern(source, ends(first), ends(last), nullable, width, at_start)
        for java, backwards, source, first, last, nullable, width, at_start in data["patterns"]
    }
    return Ready(patterns, data["pieces"], data["flat"])
