"""XCES of OPUS: an alignment that names two documents (`.xml` or `.xml.gz` beside it) and links their sentences."""

import contextlib
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from toolkit.errors import BundleError, quoted
from toolkit.exchange import xml
from toolkit.exchange.foreign.pairs import Pair, Wish, kept
from toolkit.storage.archives import unpacked
from toolkit.units import plain

NO_SPACE_BEFORE = frozenset(".,;:!?)]}»”’%…。，；：！？）》、")
NO_SPACE_AFTER = frozenset("([{«“‘（《")


def read(path: Path, wish: Wish, skipped: Counter[str]) -> Iterator[Pair]:
    """The linked sentences. Raises BundleError where a document is missing."""
    sides: tuple[dict[str, str], dict[str, str]] = {}, {}
    code, swapped, group = "", False, None
    with unpacked(path) as file:
        for event, element in xml.events(file, "XCES"):
            name = xml.name(element)
            if event == "start" and name == "linkGrp":
                group = element
                names = element.get("fromDoc", ""), element.get("toDoc", "")
                tags = [_language(one) for one in names]
                swapped = wish.own(tags[1]) and not wish.own(tags[0])
                own, other = (tags[1], tags[0]) if swapped else (tags[0], tags[1])
                code = wish.target(other) if wish.own(own) else ""
                sides = (_sentences(path, names[0]), _sentences(path, names[1])) if code else ({}, {})
            elif event == "end" and name == "link":
                if not code:
                    skipped["another language"] += 1
                else:
                    yield from _linked(element, sides, code, swapped, skipped)
                if group is not None:
                    group.clear()
    if group is None:
        raise BundleError("this is no alignment in XCES: it has no <linkGrp>")


def _linked(
    link: ET.Element, sides: tuple[dict[str, str], dict[str, str]], code: str, swapped: bool, skipped: Counter[str]
) -> Iterator[Pair]:
    first, _, second = link.get("xtargets", "").partition(";")
    texts = [
        " ".join(side[number] for number in numbers.split() if number in side)
        for side, numbers in zip(sides, (first, second), strict=True)
    ]
    first, second = reversed(texts) if swapped else texts
    pair = Pair(code, plain(first), plain(second))
    if kept(pair, skipped):
        yield pair


def _language(name: str) -> str:
    """`en/books/one.xml.gz` is English."""
    parts = Path(name).parts
    return next((part for part in reversed(parts[:-1]) if 2 <= len(part.partition("_")[0]) <= 3), "")


def _sentences(path: Path, name: str) -> dict[str, str]:
    """Number -> text of each sentence of a document; it is looked for beside the alignment, unpacked or not."""
    file = _found(path.parent.resolve(), name)
    if file is None:
        raise BundleError(f"the document {quoted(name)} is not beside the alignment; unpack the archive that has it")
    made: dict[str, str] = {}
    with unpacked(file) as data:
        for event, element in xml.events(data, "XML"):
            if event == "end" and xml.name(element) == "s":
                words = ["".join(word.itertext()).strip() for word in element.iter() if xml.name(word) == "w"]
                made[element.get("id", "")] = _spaced(words) if words else " ".join("".join(element.itertext()).split())
                element.clear()
    return made


def _found(folder: Path, name: str) -> Path | None:
    """The document of that name in the folder, however it is spelt; None where no file can have the name."""
    for place in (name, name.removesuffix(".gz"), f"xml/{name}", f"xml/{name.removesuffix('.gz')}", f"{name}.gz"):
        with contextlib.suppress(OSError, ValueError):
            file = (folder / place).resolve()
            if file.is_relative_to(folder) and file.is_file():
                return file
    return None


def _spaced(words: list[str]) -> str:
    text = ""
    for word in words:
        tight = not text or word[:1] in NO_SPACE_BEFORE or text[-1] in NO_SPACE_AFTER
        text += word if tight else f" {word}"
    return text
