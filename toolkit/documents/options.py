"""What a reader may be told besides the bytes."""

import dataclasses
from dataclasses import dataclass

from toolkit.segmentation import STANDARD, Segmentation, Splitter


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """The same for every format; a format ignores what it has no use for."""

    language: str = "en"
    """Source language, as the toolkit's code."""
    encoding: str = "utf-8"
    """Of text formats; any name that Python knows."""
    path: str = ""
    """How messages and catalog references name the file; the plain name where empty."""
    segmentation: Segmentation = STANDARD
    """How the document is cut into segments."""
    plurals: tuple[str, ...] = ()
    """Plural categories of the languages that it is translated into: string files have a message for each."""

    @property
    def sentences(self) -> Splitter:
        """Cuts sentences, whatever the segments are: layout is told by them. Raises SegmentationError."""
        if self.segmentation.mode == "sentence":
            return self.segmentation.splitter(self.language)
        return dataclasses.replace(self.segmentation, mode="sentence").splitter(self.language)
