"""Document -> Segments: sentence by sentence, no character lost, with place, kind and neighbours kept.

Where sentences end is decided by rules, which are data: the toolkit's own and those of a project, in the SRX format.
"""

from typing import TYPE_CHECKING

from toolkit import lazily

if TYPE_CHECKING:
    from toolkit.segmentation.collection import uncollected
    from toolkit.segmentation.explanation import Explanation, explain
    from toolkit.segmentation.inline import Ruler, restored, sliced
    from toolkit.segmentation.rules import MODES, STANDARD, Segmentation
    from toolkit.segmentation.segments import WHOLE, join, split
    from toolkit.segmentation.splitter import Splitter
    from toolkit.segmentation.wrapping import is_unspaced, unwrap

__getattr__ = lazily(
    __name__,
    {
        "toolkit.segmentation.collection": "uncollected",
        "toolkit.segmentation.explanation": "Explanation explain",
        "toolkit.segmentation.inline": "Ruler restored sliced",
        "toolkit.segmentation.rules": "MODES STANDARD Segmentation",
        "toolkit.segmentation.segments": "WHOLE join split",
        "toolkit.segmentation.splitter": "Splitter",
        "toolkit.segmentation.wrapping": "is_unspaced unwrap",
    },
)

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
