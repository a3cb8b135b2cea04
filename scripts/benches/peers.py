"""The checks beside Weblate's and pofilter's on the same texts: time, findings on right ones, recall by kind of defect.

own_dev in Chinese, Russian and Kyrgyz as it is, and with one defect each (scripts/defects). A defect is found by what a
program says of the text with it and does not say of the text without it. Each peer runs in an environment of its own:
`node_modules/.judges` has translate-toolkit, and `node_modules/.weblate`, or what TOOLKIT_WEBLATE names, has Weblate
(`pip install weblate "psycopg[binary]"`); one that is not there is told and left out.
"""

import gzip
import json
import os
import random
import subprocess
import time
from collections import defaultdict
from pathlib import Path

from benches import rows
from defects import DEFECTS, Row
from toolkit.checks import Pair, check_pair

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "scripts" / "corpus" / "own_dev.tsv.gz"
JUDGES = {
    "pofilter": (ROOT / "node_modules" / ".judges" / "bin" / "python", "pofilter_checks.py"),
    "Weblate": (
        Path(os.environ.get("TOOLKIT_WEBLATE", ROOT / "node_modules" / ".weblate")) / "bin" / "python",
        "weblate_checks.py",
    ),
}
TARGETS = ("zh", "ru", "ky")
EACH = 12
"""Defects of a kind and language."""
Found = list[set[str]]


def pairs() -> tuple[list[Pair], list[tuple[str, str, Pair, Pair]]]:
    """Right translations; and (family, name, with a defect, without)."""
    with gzip.open(CORPUS, "rt", encoding="utf-8") as file:
        lines = [line.rstrip("\n").split("\t") for line in file][1:]
    clean: list[Pair] = []
    seeded: list[tuple[str, str, Pair, Pair]] = []
    for column, language in enumerate(TARGETS, 1):
        chance = random.Random(language)
        texts = [line for line in lines if line[0] and line[column]]
        clean += [Pair(line[0], line[column], "en", language) for line in texts]
        for one in DEFECTS:
            made = 0
            for line in chance.sample(texts, len(texts)):
                if language not in one.languages or made == EACH:
                    break
                other = chance.choice(texts)
                row = Row(
                    line[0], line[column], language, prose=True, sisters=dict(zip(TARGETS, line[1:], strict=True)),
                    other=Row(other[0], other[column], language, prose=True),
                )  # fmt: skip
                pair = one.seed(chance, row)
                if pair is not None and pair.score is None:
                    seeded.append((one.family, one.name, pair, Pair(row.source, row.target, "en", language)))
                    made += 1
    return clean, seeded


def flags(pair: Pair) -> str:
    """What a catalog would say of the message."""
    return ", ".join(([pair.format] if pair.format else []) + ([f"max-length:{pair.limit}"] if pair.limit else []))


def ours(texts: list[Pair]) -> tuple[Found, Found, float]:
    """(all findings, errors and warnings alone, seconds)."""
    start = time.perf_counter()
    found = [check_pair(pair) for pair in texts]
    seconds = time.perf_counter() - start
    return (
        [{one.check for one in each} for each in found],
        [{one.check for one in each if one.severity != "hint"} for each in found],
        seconds,
    )


def theirs(python: Path, script: str, texts: list[Pair]) -> tuple[Found, float]:
    """What a peer says, in its own process."""
    lines = "\n".join(json.dumps([pair.source, pair.target, pair.target_language, flags(pair)]) for pair in texts)
    command = [str(python), str(Path(__file__).with_name(script))]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    if told["broken"]:
        print(f"  {script}: {told['broken']}")
    return [set(each) for each in told["found"]], told["seconds"]


def run() -> None:
    """One table: family of defects, and the share that each program finds."""
    clean, seeded = pairs()
    texts = [*clean, *(pair for *_, pair, _ in seeded), *(pair for *_, pair in seeded)]
    everything, _, seconds = ours(texts)
    columns: dict[str, tuple[Found, float]] = {"toolkit": (everything, seconds)}
    for name, (python, script) in JUDGES.items():
        if python.exists():
            columns[name] = theirs(python, script, texts)
        else:
            print(f"checks: {name} IS NOT HERE and has been asked nothing ({python})")
    severe = ours(clean)[1]
    print(f"{len(clean):,} right translations, {len(seeded):,} with one defect; per cent found")
    print(f"{'':44s}" + "".join(f"{name:>10s}" for name in columns))
    table: dict[str, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for name, (found, _) in columns.items():
        damaged = found[len(clean) : len(clean) + len(seeded)]
        whole = found[len(clean) + len(seeded) :]
        for (family, kind, _, _), said, before in zip(seeded, damaged, whole, strict=True):
            for row in (f"{family}: {kind}", f"all of {family}"):
                table[row][name].append(bool(said - before))
    for row in sorted(table, key=lambda row: (row.startswith("all of"), row)):
        shown = "".join(f"{100 * sum(hits) / len(hits):10.1f}" for hits in (table[row][name] for name in columns))
        print(f"{row:44s}{shown}")
    false = {name: sum(map(bool, found[: len(clean)])) for name, (found, _) in columns.items()}
    findings = {name: sum(map(len, found[: len(clean)])) for name, (found, _) in columns.items()}
    print(
        f"{'right ones blamed, per cent':44s}" + "".join(f"{100 * false[name] / len(clean):10.1f}" for name in columns)
    )
    print(f"{'  of ours, by errors and warnings':44s}{100 * sum(map(bool, severe)) / len(clean):10.1f}")
    print(f"{'findings on right ones':44s}" + "".join(f"{findings[name]:10,d}" for name in columns))
    print(f"{'ms for a text':44s}" + "".join(f"{1000 * each / len(texts):10.2f}" for _, each in columns.values()))
    for name in list(columns)[1:]:
        rows.told(
            "checks",
            f"a text's checks; {name}",
            1000 * seconds / len(texts),
            1000 * columns[name][1] / len(texts),
            unit="ms",
        )
        rows.told(
            "checks",
            f"right texts blamed; {name}",
            100 * false["toolkit"] / len(clean),
            100 * false[name] / len(clean),
            unit="%",
        )
    for family in ("codes", "content", "model"):
        hits = table[f"all of {family}"]["toolkit"]
        best = max((sum(table[f"all of {family}"][name]) for name in list(columns)[1:]), default=None)
        rows.told(
            "checks", f"defects found: {family}; the better peer", 100 * sum(hits) / len(hits),
            None if best is None else 100 * best / len(hits), unit="%", more=True,
        )  # fmt: skip
