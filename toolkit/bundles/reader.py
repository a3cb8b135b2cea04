"""Pages -> rows: the reading page or the book parsed again, as a stranger would, to prove that it holds everything."""

from collections.abc import Iterable
from html.parser import HTMLParser
from xml.parsers import expat

from toolkit.bundles.ink import raw_of
from toolkit.exchange import Row


def read(data: bytes) -> list[Row]:
    """The rows of a page that `html.write` made, also as a browser serialises it."""
    parser = _Reader()
    parser.feed(data.decode("utf-8"))
    parser.close()
    return parser.rows()


def read_xhtml(pages: Iterable[bytes]) -> list[Row]:
    """The rows of pages in XML, of which a sentence and its translations may stand in different ones.

    Raises ExpatError where one is not well-formed.
    """
    reader = _Reader()
    for page in pages:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = lambda name, given: reader.handle_starttag(name, list(given.items()))
        parser.CharacterDataHandler = reader.handle_data
        parser.EndElementHandler = reader.handle_endtag
        parser.Parse(page, True)
    return reader.rows()


class _Reader(HTMLParser):
    """Collects the sentences; of a code and of a forbidden character the attribute counts, not what is shown."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sources: dict[str, str] = {}
        self.targets: list[tuple[str, str, str, str]] = []
        self.parts: list[str] | None = None
        self.current: dict[str, str] = {}
        self.depth = 0
        """Spans open inside the sentence."""
        self.silent = 0
        """The depth at which what is shown does not count; 0 where it does."""

    def updatepos(self, i: int, j: int) -> int:  # noqa: ARG002 - signature of HTMLParser
        """Lines are not counted: nobody asks for them."""
        return j

    def rows(self) -> list[Row]:
        """What was found so far."""
        return [
            Row(seg, code, self.sources[seg], "" if status == "untranslated" else text, status)
            for seg, code, text, status in self.targets
        ]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "span":
            return
        given = {name: value or "" for name, value in attrs}
        if self.parts is None:
            if "data-seg" in given:
                self.parts, self.current, self.depth, self.silent = [], given, 0, 0
            return
        self.depth += 1
        if "data-code" in given:
            self._add(chr(int(given["data-code"])))
        elif "data-raw" in given:
            self._add(raw_of(given["data-raw"]))

    def handle_data(self, data: str) -> None:
        if self.parts is not None and not self.silent:
            self.parts.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag != "span" or self.parts is None:
            return
        if self.depth:
            if self.silent == self.depth:
                self.silent = 0
            self.depth -= 1
            return
        text, seg = "".join(self.parts), self.current["data-seg"]
        if "data-language" in self.current:
            self.targets.append((seg, self.current["data-language"], text, self.current["data-status"]))
        else:
            self.sources[seg] = text
        self.parts = None

    def _add(self, text: str) -> None:
        if self.parts is not None and not self.silent:
            self.parts.append(text)
            self.silent = self.depth
