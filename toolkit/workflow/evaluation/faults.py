"""What is wrong with a draft that one can see without knowing the languages."""

from dataclasses import dataclass

from toolkit.engines import degeneration, numbers, placeables, traditional
from toolkit.units import Content, Draft, flatten

FAULTS = {
    "nothing": "empty",
    "loop": "degenerate",
    "copy": "echo",
    "wrong script": "wrong-script",
    "traditional": traditional.FLAG,
    "number": "lost-number",
    "placeable": "lost-placeable",
}
"""Name of a fault -> the flag by which an engine tells of it itself."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a draft."""

    name: str
    """A key of FAULTS."""
    flagged: bool
    """The engine has said so."""


def of(source: Content, draft: Draft, source_language: str, target_language: str) -> tuple[Fault, ...]:
    """The faults of a draft, in the order of FAULTS. A text that was copied since it has no words has none."""
    if "copied" in draft.flags:
        return ()
    said, made = placeables.mask(source), placeables.mask(draft.target)
    words, written = said.words, made.words
    languages = source_language, target_language
    found = {
        "nothing": not draft.text.strip() and bool(flatten(source).strip()),
        "loop": degeneration.loops(words, written),
        "copy": degeneration.echoes(words, written, *languages),
        "wrong script": degeneration.foreign(words, written, target_language),
        "traditional": bool(traditional.found(written, target_language, words)),
        "number": bool(written.strip()) and numbers.wrong(words, written, *languages),
        "placeable": bool(written.strip()) and not placeables.kept(source, draft.target),
    }
    return tuple(Fault(name, flag in draft.flags) for name, flag in FAULTS.items() if found[name])
