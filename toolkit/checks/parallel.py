"""Large catalogs on all cores: the same findings in the same order, whatever number of processes looks for them.

What stands there twice, such as a message of two programs, is looked at once.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from toolkit.checks import crew
from toolkit.checks.crew import Crew

LEAST = 5_000
"""Entries below which the processes cost more than they bring."""
EACH = 1_000
"""Entries of a process at least."""
CHUNK = 500
"""Entries of one piece of work: what is found in them waits in memory until it is their turn."""
WARM = 100
"""Entries that are looked at before the first process is split, for what is loaded then."""
SMALL = 100
"""Bytes of an entry at least, as most are."""
_Entry = TypeVar("_Entry")


def crew_for(size: int, load: Callable[[], object]) -> Crew | None:
    """Processes for a catalog of so many bytes that is going to be read; None where it is small, or one has to do."""
    return _crew(size // SMALL, load)


def _crew(entries: int, load: Callable[[], object]) -> Crew | None:
    count = crew.hands(entries // EACH) if entries >= LEAST else 1
    return Crew(count, load) if count > 1 else None


def each(
    entries: Sequence[_Entry],
    ask: Callable[[_Entry], Any],
    answer: Callable[[Any], list[Any]],
    ready: Crew | None = None,
) -> Iterator[tuple[_Entry, list[Any]]]:
    """Each entry with what is answered to what is asked of it, in order; what is asked again is answered once.

    One process alone where there are few entries, one core, other threads, or no Linux, else those that are `ready`,
    which are ended then, or others: what they are asked is of values that `marshal` writes, can be hashed and is not
    None, `answer` can be pickled.
    """
    team = ready or _crew(len(entries), lambda: [answer(ask(entry)) for entry in entries[:WARM]])
    if team is not None and len(entries) < LEAST:
        team.stop()  # the catalog looked larger
        team = None
    firsts: dict[int, int] = {}
    same: dict[int, int] = {}

    def pieces(start: int) -> list[Any]:
        """What is asked there, None for what has been asked before."""
        asked = [ask(entry) for entry in entries[start : start + CHUNK]]
        for place, one in enumerate(asked, start):
            first = firsts.setdefault(hash(one), place)
            if first != place and ask(entries[first]) == one:
                same[place] = first
                asked[place - start] = None
        return asked

    starts = range(0, len(entries), CHUNK)
    answers: dict[int, list[Any]] = {}
    try:
        if team is not None:
            team.begin(starts, pieces, answer)
        for start in starts:
            found = crew.answered(pieces(start), answer) if team is None else team.found(start)
            answers.update((start + place, [*one]) for place, one in found.items())
            for place, entry in enumerate(entries[start : start + CHUNK], start):
                yield entry, [*answers.get(same.get(place, place), ())]
    finally:
        if team is not None:
            team.stop()
