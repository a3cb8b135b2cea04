#!/usr/bin/env python3
"""Measures and prints ratios: `python scripts/bench.py [NAME…]` (all where none is named).

Every figure is taken beside its peer or ceiling in the same run, the two in turns, and the median is printed. Nothing
here passes or fails; docs/benchmarks.md keeps what was seen.
"""

import argparse
import importlib
import platform

BENCHES = {
    "startup": "`toolkit --help` beside `import click`",
    "segmentation": "sentences beside pysbd, razdel, sentencex, blingfire, syntok and regular expressions",
    "engine": "drafting beside argostranslate and raw CTranslate2",
    "documents": "a book read, segmented and written back, beside html2po",
    "markup": "how often a tag comes back around the right words",
    "office": "reading and rewriting 300 pages of DOCX, ODT and EPUB beside odf2xliff and xliff2odf",
    "merge": "updating a catalog beside msgmerge",
    "large": "catalogs of 200,000 entries: stats, merge and approve beside msgattrib and msgmerge",
    "strings": "subtitles and string files to catalogs beside translate-toolkit's converters",
    "page": "the reading page of a book: building it beside its bare texts, a browser beside bare markup",
    "pdf": "a book of 1,000 paragraphs in three languages as PDF, proved from its glyphs",
    "rebuild": "a project of 200 documents after one edit, beside one document alone",
    "checks": "100,000 entries checked, beside pofilter",
    "terms": "terms in any inflected form, 300 sentences a language",
    "review": "the review page over 20,000 sentences, beside the reading page",
    "memory": "like texts among a million, beside comparing everything",
    "align": "an old translation aligned: strict F1 on noised rows, time and memory of 20,000 sentences",
    "corpus": "short lines in shards by the pseudo engine; the starter as a corpus beside itself, one worker and two",
    "size": "what the environment takes on disk",
}
"""Name -> what is measured; the benchmark itself is `run` in the module benches.<name>."""


def main() -> None:
    listed = "\n".join(f"  {name:13}{what}" for name, what in BENCHES.items())
    parser = argparse.ArgumentParser(
        description=f"{__doc__}\n{listed}", formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHES))
    names = parser.parse_args().names or list(BENCHES)
    if unknown := [name for name in names if name not in BENCHES]:
        parser.error(f"unknown benchmark {unknown[0]}; known: {', '.join(BENCHES)}")
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}, {platform.system()}")
    for name in names:
        importlib.import_module(f"benches.{name}").run()


if __name__ == "__main__":
    main()
