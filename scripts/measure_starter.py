#!/usr/bin/env python3
"""Measures the starter packages beside the gloss and writes what it finds into them: scores, floors, model card.

    python scripts/measure_starter.py --data ../shared/data/parallel
    python scripts/measure_starter.py --data ../shared/data/parallel --write

Measured are software strings (dev.tsv.gz of --data), the project's own sentences that no training sees
(scripts/corpus/own_dev.tsv.gz) and the reviewed article; the article has no say in the floors. The floor of a kind of
text (short strings, prose, as the engine tells them apart) is the confidence from which on drafts are kept so that the
mean chrF of what a reader gets, drafts above it and glosses below, is highest, where software and news count alike. How
much that is worth is told from halves of the texts, each with the floor of the other. --write puts all of it into
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
from toolkit import engines, packages  # noqa: E402
from toolkit.engines import argos  # noqa: E402
from toolkit.engines.doubting import kind_of  # noqa: E402
from toolkit.packages.measured import KINDS  # noqa: E402
from toolkit.workflow.evaluation import Reference, Result, measure, references, systems  # noqa: E402

ARTICLE = "lin-wu-visits-kyrgyzstan"
LEAST = 100
"""Texts of a kind in a set from which on the set counts as much as any other."""


@dataclass(frozen=True)
class Choice:
    """One text: what a reader may get, and how much it counts."""

    confidence: float
    draft: float
    """chrF"""
    gloss: float
    weight: float


def sets(data: Path, target: str) -> dict[str, Reference]:
    """Name -> what is measured in one language; the last has no say in the floors."""
    return {
        "software strings": references.of_file(data / "dev.tsv.gz", "en")[target],
        "own news and prose": references.of_file(ROOT / "scripts/corpus/own_dev.tsv.gz", "en")[target],
        "the reviewed article": references.of_messages(
            ROOT / "locales" / target / "LC_MESSAGES" / f"{ARTICLE}.po", "en"
        ),
    }


def best_floor(choices: list[Choice]) -> float:
    """The lowest hundredth that gives a reader most: just above the surest draft where none is worth its gloss."""
    return max((floor / 100 for floor in range(101)), key=lambda floor: (offered(choices, floor), -floor))


def offered(choices: list[Choice], floor: float) -> float:
    """The mean chrF of what a reader gets with a floor."""
    total = sum(one.weight * (one.draft if one.confidence >= floor else one.gloss) for one in choices)
    return total / sum(one.weight for one in choices)


def floors_of(found: dict[str, tuple[Reference, Result, Result]]) -> dict[str, float]:
    """The floor of each kind of text, from (texts, drafts, glosses) of every set but the article."""
    floors = {}
    for kind in KINDS:
        choices: list[Choice] = []
        for reference, drafts, glosses in list(found.values())[:-1]:
            own = [
                (one, other)
                for pair, one, other in zip(reference.pairs, drafts.sentences, glosses.sentences, strict=True)
                if "copied" not in one.flags and kind_of(pair.source) == kind
            ]
            weight = 1 / max(len(own), LEAST)
            choices += [Choice(one.confidence or 0.0, one.chrf, other.chrf, weight) for one, other in own]
        floors[kind] = best_floor(choices)
        halves = choices[::2], choices[1::2]
        fair = sum(offered(halves[n], best_floor(halves[1 - n])) for n in (0, 1)) / 2
        drafts_alone, gloss_alone = offered(choices, 0.0), offered(choices, 2.0)
        print(f"  {kind}: floor {floors[kind]:.2f} from {len(choices)} texts; mean chrF of a text: drafts "
              f"{drafts_alone:.1f}, gloss {gloss_alone:.1f}, with the floor of the other half {fair:.1f}")  # fmt: skip
    return floors


def measured(package: packages.Package, data: Path) -> dict[str, Any]:
    """Scores and floors, as metadata.json has them under `toolkit`."""
    print(f"{package.name}:")
    found = {}
    for name, reference in sets(data, package.target).items():
        drafting = systems.EngineSystem(package.name, "en", lambda: argos.ArgosEngine([package]))
        glossing = systems.EngineSystem(
            "gloss", "en", lambda: engines.make("gloss", source="en", target=package.target)
        )
        drafts, glosses = measure(reference, [drafting, glossing], samples=0).results
        found[name] = (reference, drafts, glosses)
    floors = floors_of(found)
    scores = []
    for name, (reference, drafts, glosses) in found.items():
        kept = [
            one
            for pair, one in zip(reference.pairs, drafts.sentences, strict=True)
            if "copied" in one.flags or (one.confidence or 0.0) >= floors[kind_of(pair.source)]
        ]
        chrf, gloss = drafts.scores["chrF"].value, glosses.scores["chrF"].value
        scores.append({"text": name, "rows": len(drafts.sentences), "chrf": round(chrf, 1), "gloss": round(gloss, 1)})
        print(f"  {name}: chrF {chrf:.1f}, gloss {gloss:.1f}; {len(kept)} of {len(drafts.sentences)} drafts kept, "
              f"{drafts.rate:.0f} a second; faults among the kept: {faults(kept)}", flush=True)  # fmt: skip
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
