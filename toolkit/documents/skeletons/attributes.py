"""Elements with their attributes beside each other: words for readers may change with a translation, no others."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable

from toolkit.documents.skeletons.encoded import Changes

Element = tuple[str, list[tuple[str, str]]]
"""(name, its attributes as (key, value)), without those that may be anything in a translation."""
_Worn = tuple[str, str, str]
"""(element, key, value)."""


def compared(gone: Iterable[Element], fresh: Iterable[Element], changes: Changes) -> tuple[Counter[str], Counter[str]]:
    """The elements that were and those that are, each as one line that is alike where only words differ."""
    old, new = list(gone), list(fresh)
    common = _worn(old) & _worn(new)
    return _lines(old, common, changes.was), _lines(new, common, changes.is_now)


def _lines(found: Iterable[Element], common: Collection[_Worn], changed: Callable[[str], bool]) -> Counter[str]:
    """Each with its attributes in order, and an ellipsis for words that changed; a number alone is no word."""
    counted: Counter[str] = Counter()
    for name, attributes in found:
        kept = []
        for key, value in attributes:
            moved = (name, key, value) not in common and any(map(str.isalpha, value)) and changed(value)
            kept.append(f'{key}="{"…" if moved else value}"')
        counted[" ".join([name, *sorted(kept)])] += 1
    return counted


def _worn(found: Iterable[Element]) -> set[_Worn]:
    return {(name, key, value) for name, attributes in found for key, value in attributes}
