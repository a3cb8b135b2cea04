"""Doubts: what a reader should know before believing a sentence, one line each.

They come from the engine or the memory (`Origin.flags`, `Origin.score`) and from checks (`Bundle.findings`); all feed
one mark, the dotted underline, so that a check needs nothing of its own here but its message.
"""

from collections.abc import Iterable

from toolkit.bundles.interface import N_
from toolkit.units import Finding, TranslationUnit

LOW_CONFIDENCE = 0.30
"""A draft of less confidence is marked: its kind was wont to share less than a third with a person's translation."""
REASONS = {
    "gloss": N_("A gloss: word by word from a lexicon, put into order by rules. It is no translation."),
    "degenerate": N_("It repeats itself, breaks off, or is far too short or too long."),
    "unrelated": N_("It says next to nothing of what the original says."),
    "lost-placeable": N_("A name, link or sign of the original is missing or was added."),
    "lost-number": N_("A number of the original is missing or another was added."),
    "fuzzy-match": N_("It is the translation of another sentence that is much like this one."),
    "agreement": N_("A word may not agree with the number beside it."),
    "numbers-adapted": N_("It is the translation of this sentence with other numbers; they were put right."),
    "echo": N_("It is mostly the original over again."),
    "wrong-script": N_("It has letters of neither language."),
    "traditional": N_("It has traditional characters among simplified ones."),
    "split": N_("It was translated in pieces, which may not fit together."),
    "low-confidence": N_("The machine itself was unsure of it."),
}
"""Flag -> the line for the reader; a msgid of the interface."""
NO_DOUBTS = frozenset({"copied", "empty"})
"""Flags that are no reason to doubt what is shown: nothing had to be translated, or nothing is shown."""
UNKNOWN = N_("The engine marked it as doubtful.")


def is_gloss(unit: TranslationUnit) -> bool:
    """Whether what stands there is a machine's gloss rather than a translation."""
    return unit.status == "drafted" and unit.origin is not None and unit.origin.name == "gloss"


def doubts(unit: TranslationUnit | None, findings: Iterable[Finding] = ()) -> dict[str, str]:
    """Name -> one line of why (a msgid of the interface, or the message of a finding); worst first, {} for none."""
    found: dict[str, str] = {}
    if unit is None or not unit.target:
        return found
    if unit.status == "drafted" and unit.origin is not None:
        flags = [flag for flag in unit.origin.flags if flag not in NO_DOUBTS]
        if is_gloss(unit):
            flags.append("gloss")
        if unit.origin.score is not None and unit.origin.score < LOW_CONFIDENCE:
            flags.append("low-confidence")
        known = [flag for flag in REASONS if flag in flags]
        found.update((flag, REASONS[flag]) for flag in known)
        found.update((flag, UNKNOWN) for flag in sorted(set(flags) - REASONS.keys()))
    found.update((finding.check, finding.message) for finding in findings if finding.check not in found)
    return found
