"""Where a new text stands between texts that stayed, and which old ones vanished from there."""

from collections.abc import Collection, Mapping, Sequence

Identity = tuple[str, str]
"""Context and source of a message."""
REACH = 8
"""How many vanished entries, before and after the same place, are looked at for one that is new there."""


def beside(
    old: Sequence[Identity], new: Sequence[Identity], candidates: Mapping[Identity, int], unknown: Collection[Identity]
) -> dict[Identity, list[int]]:
    """Each unknown message -> numbers of the candidates that stood in its place; in the order of `new`.

    What vanished after an entry that stayed is near to what is new after that entry.
    """
    stays = set(old) & set(new)
    vanished: dict[Identity | None, list[int]] = {}
    anchor: Identity | None = None
    for identity in old:
        if identity in stays:
            anchor = identity
        elif identity in candidates:
            vanished.setdefault(anchor, []).append(candidates[identity])
    appeared: dict[Identity | None, list[Identity]] = {}
    anchor = None
    for identity in new:
        if identity in stays:
            anchor = identity
        elif identity in unknown:
            appeared.setdefault(anchor, []).append(identity)
    near = {}
    for anchor, there in appeared.items():
        gone = vanished.get(anchor, [])
        for position, identity in enumerate(there):
            middle = position * len(gone) // len(there)
            near[identity] = gone[max(0, middle - REACH) : middle + REACH + 1]
    return near
