#!/usr/bin/env python3
"""The demonstration: `python scripts/demo.py SOURCE`.

Drafts the document anew with the offline model (into build/fresh), then assembles the reviewed edition (into build),
and measures the drafts against it. Uses the command line alone, as a person would.
"""

import subprocess
import sys
from pathlib import Path

STEPS = (
    ("The offline model drafts everything anew:", ["run", "{source}", "--fresh", "--out", "build/fresh"]),
    ("The reviewed edition, from the catalogs in locales/:", ["run", "{source}"]),
    ("How near the drafts come to the reviewed text:", ["evaluate", "{source}", "--drafts", "build/fresh"]),
)


def main(source: str) -> None:
    command = Path(sys.executable).with_name("toolkit")
    for title, arguments in STEPS:
        print(f"\n{title}\n$ toolkit {' '.join(arguments).format(source=source)}", flush=True)
        done = subprocess.run([command, *(a.format(source=source) for a in arguments)], check=False)
        if done.returncode:
            raise SystemExit(done.returncode)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(sys.argv[1])
