"""Which words of a translation stand for which of its source: offsets for the page, as the engine's attention had them.

They are known only for a text that an engine wrote and nobody has changed since; for all others there are none.
"""

import functools

from toolkit.bundles.ink import shown_offsets
from toolkit.engines import word_spans
from toolkit.units import Content, TranslationUnit

Range = tuple[int, int]


def attribute(unit: TranslationUnit) -> str:
    """`12+5=0+4 …`: offset and length in the source, then in the target, in UTF-16 units of what is shown; or "".

    Neighbouring target words with one partner are one range.
    """
    if not unit.alignment:
        return ""
    sources, targets = _ranges(unit.segment.source), _ranges(unit.target)
    if any(source >= len(sources) or target >= len(targets) for source, target in unit.alignment):
        return ""  # made for another way of counting words
    found: list[tuple[Range, Range]] = []
    last = -2
    for source, target in unit.alignment:
        a, b = sources[source], targets[target]
        if found and found[-1][0] == a and target == last + 1:
            b = (found.pop()[1][0], b[1])
        if a[0] < a[1] and b[0] < b[1]:
            found.append((a, b))
        last = target
    return " ".join(f"{a[0]}+{a[1] - a[0]}={b[0]}+{b[1] - b[0]}" for a, b in found)


@functools.lru_cache(maxsize=64)  # a source is asked for once a language
def _ranges(content: Content) -> list[Range]:
    if len(content) == 1 and isinstance(content[0], str) and max(content[0]) <= "\uffff":
        return word_spans(content)  # all of it is shown, one unit a character
    offsets = shown_offsets(content)
    return [(offsets[start], offsets[end]) for start, end in word_spans(content)]
