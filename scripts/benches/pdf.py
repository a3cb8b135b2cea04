"""A book of 1,000 paragraphs of four sentences in three languages as PDF: setting it, proving it from its glyphs."""

import time

from benches.page import book
from benches.rows import told
from toolkit import bundles
from toolkit.units import Bundle

PARAGRAPHS, SENTENCES = 1000, 4
TARGETS = ("zh", "ky")


def paper() -> Bundle:
    """The first half of the page's book, beside its source in two languages."""
    made = book()
    segments = made.segments[: PARAGRAPHS * SENTENCES]
    catalogs = tuple(one for one in made.catalogs if one.target_language in TARGETS)
    return Bundle(made.document, segments, catalogs)


def run() -> None:
    """Each layout: wall seconds, and whether a second run gave the same bytes."""
    made = paper()
    for name, form in bundles.LAYOUTS["pdf"].items():
        started = time.monotonic()
        data = form.write(made, "toolkit 0")
        written = time.monotonic()
        rows = form.read(data)
        proved = time.monotonic()
        assert set(rows) == set(bundles.rows(made))
        same = form.write(made, "toolkit 0") == data
        again = "the same bytes" if same else "OTHER BYTES"
        told("pdf", f"{PARAGRAPHS:,} paragraphs, {name}, proved", proved - started, asked=15)
        told("pdf", f"{name}: two runs are equal", float(same), unit="", asked=1, more=True)
        print(
            f"pdf: {PARAGRAPHS:,} paragraphs in three languages, {name}: set in {written - started:.1f} s, proved in "
            f"{proved - written:.1f} s, {len(data) / 1e6:.1f} MB; a second run gives {again}"
        )
