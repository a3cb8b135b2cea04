"""How often a tag comes back around the right words: pairs set around a word whose copy in the draft is known.

A number, a name or a word of Latin letters that stands once in the source and once in the draft is tagged. What the
toolkit knows of copies is switched off, so that only the model's attention places the tag. Three figures: tags around
that word alone that come back around that word alone; tags around it and its two neighbours that come back around it;
and the same placed by the share of the text where the word stands, which is what one does without an alignment.
"""

import csv
import gzip
import random
import re
from pathlib import Path

from benches.rows import told
from toolkit import engines
from toolkit.engines import alignment, projection
from toolkit.units import Code, Content, content_of, flatten

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "parallel" / "dev.tsv.gz"
SENTENCES = 1500
COPIED = re.compile(r"(?<![\w{])(?:[A-Z][A-Za-z]{2,}|[0-9]{2,})(?!\w)")
OPEN, CLOSE = Code("1", "open", "<1>"), Code("1", "close", "</1>")


def tagged(text: str, start: int, end: int) -> Content:
    return content_of([text[:start], OPEN, text[start:end], CLOSE, text[end:]])


def inside(content: Content) -> str:
    first = next(place for place, part in enumerate(content) if part == OPEN)
    last = next(place for place, part in enumerate(content) if part == CLOSE)
    return flatten(content[first + 1 : last])


def sentences() -> list[str]:
    with gzip.open(DATA, "rt", encoding="utf-8", newline="") as file:
        rows = {row[0] for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row}
    found = sorted(row for row in rows if len(row.split()) > 4 and COPIED.search(row))
    random.Random(1).shuffle(found)
    return found[:SENTENCES]


def run() -> None:
    """Prints the shares for each target language of the embedded starter packages."""
    texts = sentences()
    known, alignment._copies = alignment._copies, lambda _said, _made: {}  # type: ignore[assignment]
    try:
        for target in ("zh", "ru", "ky"):
            measure(texts, target)
    finally:
        alignment._copies = known


def measure(texts: list[str], target: str) -> None:
    engine = engines.make("argos", source="en", target=target)
    exact = wide = share = number = 0
    drafts = engine.translate([(text,) for text in texts], "en", target)
    for text, draft in zip(texts, drafts, strict=True):
        for match in COPIED.finditer(text):
            word = match.group()
            if text.count(word) != 1 or draft.text.count(word) != 1 or not draft.alignment:
                continue
            number += 1
            made = projection.projected(tagged(text, *match.span()), draft)
            exact += made is not None and inside(made.target).strip() == word
            start, end = neighbours(text, match.start())
            made = projection.projected(tagged(text, start, end), draft)
            wide += made is not None and word in inside(made.target)
            place = (match.start() + match.end()) / 2 / len(text) * len(draft.text)
            share += draft.text.find(word) <= place < draft.text.find(word) + len(word)
    told("markup", f"around the right word, {target}", exact / number, share / number, unit="")
    print(
        f"markup into {target}: {number} tags; around the right word alone {exact / number:.1%}; around three words "
        f"with the right one among them {wide / number:.1%}; by the share of the text {share / number:.1%}"
    )


def neighbours(text: str, start: int) -> tuple[int, int]:
    words = alignment.words(text)
    place = next(number for number, span in enumerate(words) if span[0] <= start < span[1])
    return words[max(0, place - 1)][0], words[min(len(words) - 1, place + 1)][1]
