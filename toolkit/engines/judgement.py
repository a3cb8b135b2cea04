"""What can be told about a whole draft by reading it beside its source: the flags of drafts that are put together.

A part of a text may pass where the whole does not: parts that were joined are too short together, the model went on
after its text had ended, lines have run together.
"""

from collections import Counter

from toolkit import late
from toolkit.engines import relation, tails, traditional
from toolkit.engines.degeneration import loops
from toolkit.engines.numbers import wrong
from toolkit.engines.placeables import mask, placeables
from toolkit.languages import code_of
from toolkit.units import Code, Content, flatten

BRACKETED = late.compile(r"[(（\[][^()（）\[\]]{1,12}[)）\]]")
CHOICE = late.compile(r"\{\s*[\w.]+\s*,\s*(?:plural|select)")
MORE_PLACEABLES = -3.0
"""Log-odds that are enough for a tail where the draft has a placeable which its source has not."""
BREAK = late.compile(r"\r\n|\r|\n|\\[nr](?![a-z])")


def judged(source: Content, target: Content, source_language: str = "en", target_language: str = "") -> tuple[str, ...]:
    """Flags, sorted, of those in docs/confidence.md that need no engine; () for an empty target."""
    if not flatten(target).strip():
        return ()
    said, made = mask(source).words, mask(target).words
    here, there = Counter(placeables(source)), Counter(placeables(target))
    more = there - here
    found = set(reading(said, made, source_language, target_language, surer=MORE_PLACEABLES if more else 0.0))
    if _fixed(here) != _fixed(there):
        found.add("lost-placeable")
    if len(_fixed(here)) == len(here) and len(_fixed(more)) < len(more):
        found.add("degenerate")  # a plural is a text of its own
    if wrong(said, made, source_language, target_language):
        found.add("lost-number")
    if lines(source) != lines(target):
        found.add("lost-line-break")
    return tuple(sorted(found))


def _fixed(found: Counter[str | Code]) -> Counter[str | Code]:
    """Those that a person keeps as they are: the branches of a plural are translated."""
    return Counter({one: many for one, many in found.items() if isinstance(one, Code) or not CHOICE.match(one)})


def reading(said: str, made: str, source_language: str, target_language: str, *, surer: float = 0.0) -> list[str]:
    """What the words of both texts show, placeables left out: degenerate, traditional, unrelated."""
    found = []
    if loops(said, made) or runs_wild(said, made, source_language, target_language, surer):
        found.append("degenerate")
    if code_of(source_language) == "en" and relation.surely_another(said, made, target_language):
        found.append(relation.FLAG)
    if traditional.found(made, code_of(target_language), said):
        found.append(traditional.FLAG)
    return found


def lines(content: Content) -> int:
    """Line breaks in the text itself."""
    return sum(len(BREAK.findall(part)) for part in content if isinstance(part, str))


def runs_wild(said: str, made: str, source_language: str, target_language: str, surer: float = 0.0) -> bool:
    """Whether the draft goes on after its source has ended (`surer` by so much log-odds), breaks off long before, or is
    full of notes in brackets."""
    if tails.breaks_off(said, made, target_language):
        return True
    if tails.tail(said, made, source_language, target_language, surer=surer):
        return True
    return len(BRACKETED.findall(made)) - len(BRACKETED.findall(said)) > 1
