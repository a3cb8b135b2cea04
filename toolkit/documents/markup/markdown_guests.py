"""reStructuredText within Markdown, the body of MyST's directive `eval-rst`: its own reader and writer take it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from toolkit.documents.options import ReadOptions
from toolkit.units import Block, Content

NAME = "guest.rst"


@dataclass(frozen=True, slots=True)
class Guest:
    """A text of another format, and where it stands in the source; its lines end in LF."""

    text: str
    start: int
    line: int
    options: ReadOptions

    def blocks(self, kept: Counter[str], unknown: dict[str, int]) -> Iterator[Block]:
        """Its blocks, placed in the source; `kept` and `unknown` take what is in none. Raises DocumentError."""
        from toolkit.documents.markup import rst  # few texts have any

        document = rst.read(self.text.encode(), NAME, self.options)
        kept.update(document.kept)
        for sign, line in document.unknown.items():
            unknown.setdefault(sign, self.line + line - 1)
        yield from (
            replace(one, start=self.start + one.start, line=self.line + one.line - 1) for one in document.blocks
        )

    def rewritten(self, replacements: Mapping[int, Content]) -> str:
        """The text with blocks replaced, by their number in it. Raises DocumentError."""
        from toolkit.documents.markup import rst

        return rst.rewrite(self.text.encode(), NAME, replacements, self.options).decode()
