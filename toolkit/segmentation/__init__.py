"""Document -> Segments: sentence by sentence, no character lost, with place, kind and neighbours kept.

Where sentences end is decided by rules, which are data: the toolkit's own and those of a project, in the SRX format.
"""

from toolkit.segmentation.collection import uncollected
from toolkit.segmentation.explanation import Explanation, explain
from toolkit.segmentation.inline import Ruler, restored, sliced
from toolkit.segmentation.rules import MODES, STANDARD, Segmentation
from toolkit.segmentation.segments import WHOLE, join, split
from toolkit.segmentation.splitter import Splitter
from toolkit.segmentation.wrapping import is_unspaced, unwrap

__all__ = [
    "MODES",
    "STANDARD",
    "WHOLE",
    "Explanation",
    "Ruler",
    "Segmentation",
    "Splitter",
    "explain",
    "is_unspaced",
    "join",
    "restored",
    "sliced",
    "split",
    "uncollected",
    "unwrap",
]
