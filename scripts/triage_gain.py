#!/usr/bin/env python3
"""What the order of `toolkit triage` is worth: `python scripts/triage_gain.py --data FOLDER`.

Drafts the sentences of own_dev.tsv.gz with the starter packages, has `triage` order them, and compares each draft with
the person's translation. What a draft lacks is 1 - chrF, times the words of its source; a sentence takes these words
and eight more of a person's time. Printed is which part of all that is lacking is reached within a tenth, a quarter and
half of the time that all take, by what order: that of `triage`, of the machine's confidence alone, of the document, and
the best there could be.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
LANGUAGES = ("zh", "ru", "ky")
SHARES = (0.1, 0.25, 0.5)


def orders(
    catalog: Path, language: str, wanted: dict[str, str]
) -> tuple[dict[str, list[int]], list[float], list[float]]:
    """Order -> places of sentences; what each lacks; the time that it takes."""
    from sacrebleu.metrics import CHRF

    from toolkit import catalogs
    from toolkit.project.settings import load_settings
    from toolkit.storage.files import read_bytes
    from toolkit.workflow import checking, triage

    metric = CHRF()
    entries = [one for one in catalogs.read(read_bytes(catalog), str(catalog)).live if one.msgid in wanted]
    lacks = [
        (1 - metric.sentence_score(one.msgstr[0], [wanted[one.msgid]]).score / 100) * len(one.msgid.split())
        for one in entries
    ]
    takes = [triage.OVERHEAD + len(one.msgid.split()) for one in entries]
    places = {one.identity: place for place, one in enumerate(entries)}
    report = checking.check_file(load_settings(catalog.parents[3]), catalog, (language,))
    assert report is not None
    ranked = [places[entry.identity] for _, entry, _ in triage.ranked(report, catalog) if entry.identity in places]
    ranked += sorted(set(range(len(entries))) - set(ranked))

    def doubt(place: int) -> float:
        machine = catalogs.machine(entries[place])
        return 0.0 if machine is None or machine.score is None else machine.score

    found = {
        "triage": ranked,
        "confidence": sorted(range(len(entries)), key=doubt),
        "document": list(range(len(entries))),
        "best": sorted(range(len(entries)), key=lambda place: -lacks[place] / takes[place]),
    }
    return found, lacks, takes


def reached(order: Sequence[int], lacks: Sequence[float], takes: Sequence[float], share: float) -> float:
    """The part of all that is lacking which is reached within a share of the time."""
    left, got = share * sum(takes), 0.0
    for place in order:
        part = min(1.0, left / takes[place])
        got += part * lacks[place]
        left -= part * takes[place]
        if left <= 0:
            break
    return got / sum(lacks)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of parallel text")
    given = parser.parse_args()
    from calibrate import rows_of
    from toolkit.cli import run_command

    rows = [row for row in rows_of(given.data / "own_dev.tsv.gz", "en") if all(row[code] for code in LANGUAGES)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "locales").mkdir()
        (folder / "news.txt").write_text("\n\n".join(row["en"] for row in rows) + "\n", encoding="utf-8")
        named = [word for code in LANGUAGES for word in ("--to", code)]
        assert run_command(["translate", str(folder / "news.txt"), "--project", name, "--quiet", *named]) == 0
        print(f"| language, order | {' | '.join(f'{share:.0%} of the time' for share in SHARES)} |")
        for language in LANGUAGES:
            catalog = folder / "locales" / language / "LC_MESSAGES" / "news.po"
            found, lacks, takes = orders(catalog, language, {row["en"]: row[language] for row in rows})
            for order, places in found.items():
                parts = " | ".join(f"{100 * reached(places, lacks, takes, share):.1f} %" for share in SHARES)
                print(f"| {language}, {order} | {parts} |")


if __name__ == "__main__":
    main()
