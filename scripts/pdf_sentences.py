"""How many sentences of a book are segments of its PDF: `python scripts/pdf_sentences.py book.pdf book.epub --show 20`.

The other file is the same book in a format that says where its paragraphs are. Sentences of at least six words are
looked for, by their letters and digits alone; headings that the PDF numbers and addresses that only one of the two
prints count as missed.
"""

import argparse
from pathlib import Path

from toolkit import documents
from toolkit.segmentation import split
from toolkit.units import visible

LEAST = 6
"""Words of a sentence that is looked for."""


def sentences(path: Path) -> list[str]:
    """The texts of the segments of a document."""
    return [" ".join(visible(one.source).split()) for one in split(documents.read(path.read_bytes(), path.name))]


def bare(text: str) -> str:
    """Letters and digits alone, since signs and spaces are set otherwise on pages."""
    return "".join(filter(str.isalnum, text.lower()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pdf", type=Path)
    parser.add_argument("book", type=Path)
    parser.add_argument("--show", type=int, default=0, help="so many of the missed ones")
    given = parser.parse_args()
    found = [*map(bare, sentences(given.pdf))]
    whole, known = "".join(found), set(found)
    wanted = [one for one in sentences(given.book) if len(one.split()) >= LEAST]
    missed = [one for one in wanted if bare(one) not in known]
    cut = sum(bare(one) in whole for one in missed)
    share = 100 * (1 - len(missed) / max(len(wanted), 1))
    print(
        f"{len(wanted)} sentences: {share:.1f} % are segments; {cut} are cut otherwise, {len(missed) - cut} not found"
    )
    for one in missed[: given.show]:
        print(f"  {one}")


if __name__ == "__main__":
    main()
