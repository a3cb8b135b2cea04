"""Where a new text stands between texts that stayed, and which old ones vanished from there."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

Identity = tuple[str, str]
"""Context and source of a message."""
REACH = 8
"""How many vanished entries, before and after the same place, are looked at for one that is new there."""


class Stretch(NamedTuple):
    """What stands behind a message that stayed, up to the next one that did."""

    gone: list[int]
    """Numbers of the candidates that vanished from there, in their order."""
    new: list[Identity]
    """Unknown messages that appeared there, in their order; at least one."""

    def beside(self, position: int, reach: int = REACH) -> list[int]:
        """The candidates that stood about where the new message of this position stands."""
        middle = position * len(self.gone) // len(self.new)
        return self.gone[max(0, middle - reach) : middle + reach + 1]


def stretches(
    old: Sequence[Identity], new: Sequence[Identity], candidates: Mapping[Identity, int], unknown: Collection[Identity]
) -> list[Stretch]:
    """Every stretch with unknown messages, in the order of `new`."""
    stays = set(new).intersection(old)
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
    return [Stretch(vanished.get(anchor, []), there) for anchor, there in appeared.items()]


def beside(found: Sequence[Stretch]) -> dict[Identity, list[int]]:
    """Each unknown message -> numbers of the candidates that stood in its place; in the order of the document.

    What vanished after an entry that stayed is near to what is new after that entry.
    """
    return {
        identity: stretch.beside(position)
        for stretch in found
        for position, identity in enumerate(stretch.new)
    }  # fmt: skip
