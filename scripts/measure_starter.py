#!/usr/bin/env python3
"""Measures the starter packages beside the gloss and writes what it finds into them: scores, floors, model card.

    python scripts/measure_starter.py --data ../shared/data/parallel
    python scripts/measure_starter.py --data ../shared/data/parallel --write

Three kinds of text: software strings (dev.tsv.gz of --data), the project's own sentences that no training sees
(scripts/corpus/own_dev.tsv.gz) and the reviewed article. The floor of a kind of text is the confidence from which on
drafts are kept so that the mean chrF of what a reader gets, drafts above it and glosses below, is highest; how much
that is worth is told from halves of the sentences, each with the floor of the other. --write puts all of it into
metadata.json and README.md of the archives; their models stay as they are, to the byte.
"""

import argparse
import json
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from starter.archive import archive_of  # noqa: E402
from starter.card import model_card  # noqa: E402
from toolkit import packages  # noqa: E402
from toolkit.engines import argos  # noqa: E402
from toolkit.workflow.evaluation import Reference, Result, measure, references, systems  # noqa: E402

ARTICLE = "lin-wu-visits-kyrgyzstan"
PROSE, STRINGS = "prose", "strings"


@dataclass(frozen=True)
class Text:
    """One kind of text that is measured."""

    name: str
    kind: str
    """That its floor is for; the article has no say in it."""
    reference: Reference
    sets_floor: bool


def texts(data: Path, target: str) -> list[Text]:
    """What is measured in one language."""
    article = references.of_messages(ROOT / "locales" / target / "LC_MESSAGES" / f"{ARTICLE}.po", "en")
    found = []
    for name, kind, file in (
        ("software strings", STRINGS, data / "dev.tsv.gz"),
        ("own news and prose", PROSE, ROOT / "scripts/corpus/own_dev.tsv.gz"),
    ):
        found.append(Text(name, kind, references.of_file(file, "en")[target], sets_floor=True))
    return [*found, Text("the reviewed article", PROSE, article, sets_floor=False)]


def best_floor(pairs: list[tuple[float, float, float]]) -> float:
    """The floor for (confidence, chrF of the draft, chrF of the gloss): the mean chrF above and below it is highest.

    1.0 where no draft is worth more than its gloss; 0.0 where all are.
    """
    ordered = sorted(pairs)
    gain = best = sum(draft - gloss for _, draft, gloss in ordered)
    floor = 0.0
    for at, (confidence, draft, gloss) in enumerate(ordered):
        gain -= draft - gloss
        following = ordered[at + 1][0] if at + 1 < len(ordered) else 1.0
        if gain > best and following > confidence:
            best, floor = gain, (confidence + following) / 2 if at + 1 < len(ordered) else 1.0
    return round(floor, 2)


def offered(pairs: list[tuple[float, float, float]], floor: float) -> float:
    """The mean chrF of what a reader gets with a floor."""
    return sum(draft if confidence >= floor else gloss for confidence, draft, gloss in pairs) / len(pairs)


def pairs_of(drafts: Result, glosses: Result) -> list[tuple[float, float, float]]:
    return [
        (one.confidence or 0.0, one.chrf, other.chrf)
        for one, other in zip(drafts.sentences, glosses.sentences, strict=True)
        if "copied" not in one.flags
    ]


def measured(package: packages.Package, data: Path) -> dict[str, Any]:
    """Scores and floors, as metadata.json has them under `toolkit`."""
    floors: dict[str, float] = {}
    scores = []
    for text in texts(data, package.target):
        drafting = systems.EngineSystem(package.name, "en", lambda: argos.ArgosEngine([package]))
        drafts, glosses = measure(text.reference, [drafting, systems.GlossSystem()], samples=0).results
        pairs = pairs_of(drafts, glosses)
        if text.sets_floor:
            floors[text.kind] = best_floor(pairs)
            halves = pairs[::2], pairs[1::2]
            fair = sum(offered(halves[n], best_floor(halves[1 - n])) * len(halves[n]) for n in (0, 1)) / len(pairs)
            alone = [offered(pairs, 0.0), offered(pairs, 2.0)]
            print(
                f"{package.target} {text.name}: floor {floors[text.kind]:.2f}; mean chrF of a sentence: drafts "
                f"{alone[0]:.1f}, gloss {alone[1]:.1f}, with the floor of the other half {fair:.1f}"
            )
        floor = floors[text.kind]
        kept = [one for one in drafts.sentences if (one.confidence or 0.0) >= floor or "copied" in one.flags]
        chrf, gloss = drafts.scores["chrF"].value, glosses.scores["chrF"].value
        scores.append(
            {"text": text.name, "rows": len(drafts.sentences), "chrf": round(chrf, 1), "gloss": round(gloss, 1)}
        )
        print(f"{package.target} {text.name}: chrF {chrf:.1f}, gloss {gloss:.1f}; {len(kept)} of "
              f"{len(drafts.sentences)} drafts kept, {drafts.rate:.0f} a second; faults among the kept: {faults(kept)}",
              flush=True)  # fmt: skip
    return {"floor": floors, "scores": scores}


def faults(kept: list[Any]) -> str:
    """Rates among the drafts that are left as drafts; those of numbers also unflagged."""
    wild = {"loop", "copy", "wrong script", "traditional"}
    size = max(1, len(kept))
    ran_wild = sum(any(fault.name in wild for fault in one.faults) for one in kept)
    lost = sum(any(fault.name == "number" and not fault.flagged for fault in one.faults) for one in kept)
    return f"wild {100 * ran_wild / size:.1f} %, numbers unflagged {100 * lost / size:.1f} %"


def write(package: packages.Package, found: dict[str, Any]) -> None:
    """Puts what was measured, and the card that tells it, into the archive."""
    with zipfile.ZipFile(package.path) as archive:
        members = {name.removeprefix(package.root): archive.read(name) for name in archive.namelist()}
    metadata = json.loads(members["metadata.json"])
    metadata["toolkit"] = {**metadata.get("toolkit", {}), **found}
    members["metadata.json"] = (json.dumps(metadata, indent=4) + "\n").encode()
    members["README.md"] = model_card(metadata).encode("utf-8")
    package.path.write_bytes(archive_of(package.root.rstrip("/"), list(members.items())))
    print(f"wrote {package.path.name}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with dev.tsv.gz")
    parser.add_argument("--packages", type=Path, default=packages.starter_folder(), help="folder of the archives")
    parser.add_argument("--to", nargs="+", default=["zh", "ru", "ky"])
    parser.add_argument("--write", action="store_true", help="put it into the archives")
    options = parser.parse_args()
    for target in options.to:
        (path,) = options.packages.glob(f"translate-en_{target}-*.argosmodel")
        package = packages.open_package(path, "starter")
        assert package is not None
        found = measured(package, options.data)
        if options.write:
            write(package, found)


if __name__ == "__main__":
    main()
