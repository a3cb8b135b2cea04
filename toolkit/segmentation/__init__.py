"""Document -> Segments: sentence by sentence, no character lost, with place, kind and neighbours kept."""

from toolkit.segmentation.segments import join, split
from toolkit.segmentation.sentences import is_unspaced, sentence_spans

__all__ = ["is_unspaced", "join", "sentence_spans", "split"]
