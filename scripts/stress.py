#!/usr/bin/env python3
"""Kills a run again and again and compares: `python scripts/stress.py --segments 20000 --kills 10`.

One run of a made-up document is left alone. Another one is killed (SIGKILL) at random moments and started again until
it is done. Both must end with the same catalog, and no text may reach the model after its draft was saved.
"""

import argparse
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

VERBS = ["Open", "Close", "Save", "Check", "Send", "Remove", "Change", "Show", "Install", "Update"]
NOUNS = ["settings", "device", "account", "network", "message", "screen", "password", "file", "page", "user"]
RUN = """
import sys
from pathlib import Path
from toolkit.workflow import drafting, pipeline
from toolkit.engines import argos
from toolkit.engines.argos import ArgosEngine
from toolkit.project.settings import load_settings
import dataclasses

drafting.SAVE_EVERY, drafting.SAVE_SHARE = float(sys.argv[3]), 0
argos.WINDOW_TOKENS = int(sys.argv[5])
stream = ArgosEngine.stream
def noted(self, texts, source, target):
    with open(sys.argv[2], "w", encoding="utf-8") as offered:
        texts = list(texts)
        offered.writelines(text[0] + "\\n" for text in texts)
    return stream(self, texts, source, target)
ArgosEngine.stream = noted
settings = load_settings(sys.argv[1])
if sys.argv[4]:
    settings = dataclasses.replace(settings, package_folders=(Path(sys.argv[4]),))
source = pipeline.read(settings, Path(sys.argv[1], "long.txt"))
pipeline.update(settings, source, "ru")
pipeline.translate(settings, source, "ru", lambda: pipeline.make_engine(settings, "ru"))
"""


def sentences(count: int) -> list[str]:
    """So many different sentences, of 2 to 25 words."""
    chance = random.Random(1)
    made: dict[str, None] = {}
    while len(made) < count:
        parts = [f"{chance.choice(VERBS)} the {chance.choice(NOUNS)}"]
        parts += [
            f"{chance.choice(VERBS).lower()} the {chance.choice(NOUNS)} {chance.randrange(1000)}"
            for _ in range(chance.choice([0, 1, 1, 1, 2, 2, 3, 6]))
        ]
        made[" and ".join(parts) + "."] = None
    return list(made)


class Run:
    """A project with one long document, and the runs over it."""

    def __init__(self, folder: Path, texts: list[str], every: float, packages: str, window: int) -> None:
        self.folder, self.every, self.packages, self.window = folder, every, packages, window
        folder.mkdir(parents=True)
        (folder / "locales").mkdir()
        (folder / "long.txt").write_text("\n\n".join(texts), encoding="utf-8")
        self.catalog = folder / "locales" / "ru" / "LC_MESSAGES" / "long.po"
        self.offered = folder / "offered.txt"

    def start(self) -> "subprocess.Popen[bytes]":
        self.offered.write_text("", encoding="utf-8")
        arguments = [str(self.folder), str(self.offered), str(self.every), self.packages, str(self.window)]
        return subprocess.Popen([sys.executable, "-c", RUN, *arguments], cwd=ROOT)

    def drafts(self) -> dict[str, str]:
        """Source -> draft of every entry that has one."""
        from toolkit import catalogs

        if not self.catalog.exists():
            return {}
        entries = catalogs.read(self.catalog.read_bytes()).live
        return {entry.msgid: entry.msgstr[0] for entry in entries if entry.translated and not entry.header}


def stress(count: int, kills: int, every: float, packages: str = "", seed: int = 0, window: int = 8192) -> str:
    """Raises AssertionError where the law does not hold; otherwise says what was done."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        texts = sentences(count)
        whole = Run(Path(name, "whole"), texts, every, packages, window)
        started = time.monotonic()
        assert whole.start().wait() == 0
        length = time.monotonic() - started
        broken = Run(Path(name, "broken"), texts, every, packages, window)
        story = []
        for number in range(kills + 1):
            saved = broken.drafts()
            running = broken.start()
            if number < kills:
                time.sleep(chance.uniform(0, 2 * length / (kills + 1)))
                running.kill()
                running.wait()
            else:
                assert running.wait() == 0
            again = set(broken.offered.read_text(encoding="utf-8").splitlines()) & set(saved)
            assert not again, f"translated again although it was saved: {min(again)}"
            now = broken.drafts()
            assert {text: now.get(text) for text in saved} == saved, "a saved draft has changed"
            story.append(len(now))
        expected = re.sub(rb'"P[^"]*Date: .*"', b"", whole.catalog.read_bytes())
        found = re.sub(rb'"P[^"]*Date: .*"', b"", broken.catalog.read_bytes())
        different = sum(a != b for a, b in zip(expected.splitlines(), found.splitlines(), strict=False))
        assert expected == found, f"{different} lines differ from the undisturbed run"
    return (
        f"{count} segments, {length:.0f} s undisturbed, saved after each kill: {story}; the same catalog, byte for byte"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--segments", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--every", type=float, default=3.0, help="seconds between saves")
    parser.add_argument("--packages", default="", help="folder of packages; default: where argostranslate has them")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    print(stress(given.segments, given.kills, given.every, given.packages, given.seed))


if __name__ == "__main__":
    main()
