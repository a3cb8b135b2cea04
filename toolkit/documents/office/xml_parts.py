"""The XML parts of a document that is an archive: each parsed once, and written anew where it changed."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from toolkit.documents.office.archive import Archive
from toolkit.documents.office.xml_tree import Element, parse, serialised


@dataclass(slots=True)
class Parts:
    """An archive with the trees of its parts."""

    archive: Archive
    trees: dict[str, tuple[Element, bytes]] = field(default_factory=dict)
    """Name of a part that was read -> its root, and the bytes that it was read from."""

    def tree(self, part: str, *, doctype: bool = False) -> Element:
        """The root of a part; `doctype` allows a document type without entities. Raises DocumentError."""
        if part not in self.trees:
            data = self.archive.read(part)
            self.trees[part] = parse(data, part, self.archive.path, doctype=doctype), data
        return self.trees[part][0]

    def written(self, changed: Iterable[str]) -> dict[str, bytes]:
        """The bytes of the parts that changed."""
        return {part: serialised(*self.trees[part]) for part in changed}
