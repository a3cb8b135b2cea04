#!/usr/bin/env python3
"""Measures and prints ratios: `python scripts/bench.py [startup] [engine] [merge] [size]` (all where none is named).

Every figure is taken beside its peer or ceiling in the same run, the two in turns, and the median is printed. Nothing
here passes or fails; docs/benchmarks.md keeps what was seen.
"""

import argparse
import datetime
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def in_turns(one: Callable[[], object], other: Callable[[], object], rounds: int) -> tuple[float, float, float]:
    """Median seconds of each after one warm-up, and the median of the ratios one / other."""
    times: list[tuple[float, float]] = []
    for number in range(rounds + 1):
        pair = []
        for call in (one, other):
            started = time.perf_counter()
            call()
            pair.append(time.perf_counter() - started)
        if number:
            times.append((pair[0], pair[1]))
    return (
        statistics.median(a for a, _ in times),
        statistics.median(b for _, b in times),
        statistics.median(a / b for a, b in times),
    )


def startup() -> None:
    """`toolkit --help` beside `import click`, whole processes."""
    toolkit = [str(Path(sys.executable).with_name("toolkit")), "--help"]
    click = [sys.executable, "-c", "import click"]
    run = lambda command: subprocess.run(command, stdout=subprocess.DEVNULL, check=True)  # noqa: E731
    ours, theirs, ratio = in_turns(lambda: run(toolkit), lambda: run(click), 15)
    print(f"startup: toolkit --help {ours * 1000:.0f} ms, import click {theirs * 1000:.0f} ms, ratio {ratio:.2f}")


def engine() -> None:
    """The engine beside raw CTranslate2 on sorted input that is tokenised already, with a starter package."""
    import ctranslate2
    import sentencepiece

    from toolkit import engines, packages
    from toolkit.units import plain

    words = ["settings", "device", "account", "network", "message", "screen", "password", "file", "update", "page"]
    verbs = ["Open", "Close", "Save", "Check", "Send", "Remove", "Change", "Show"]
    texts = [
        f"{verbs[i % 8]} the {words[i % 10]} of {words[(i // 8) % 10]} {i} before you "
        f"{verbs[(i // 3) % 8].lower()} the {words[(i // 5) % 10]}." for i in range(500)
    ]  # fmt: skip
    package = packages.choose(packages.discover(()), "en", "ru")
    drafting = engines.make("argos", source="en", target="ru")
    processor = sentencepiece.SentencePieceProcessor(model_proto=package.tokenizer_model())
    raw = ctranslate2.Translator(
        "starter",
        files=package.model_files(),
        inter_threads=len(__import__("os").sched_getaffinity(0)),
        intra_threads=1,
    )
    pieces = sorted(processor.encode(texts, out_type=str), key=len, reverse=True)

    def ceiling() -> None:
        raw.translate_batch(
            pieces, beam_size=4, length_penalty=0.2, replace_unknowns=True, max_batch_size=256, batch_type="tokens"
        )

    ours, theirs, ratio = in_turns(lambda: drafting.translate([plain(t) for t in texts], "en", "ru"), ceiling, 3)
    print(f"engine: {500 / ours:.0f} segments/s, ceiling {500 / theirs:.0f} segments/s, share {1 / ratio:.2f}")


def merge() -> None:
    """`toolkit update`'s merge beside msgmerge on the same files: 2,000 entries, every tenth sentence changed."""
    from toolkit import catalogs, documents, segmentation
    from toolkit.languages import language

    if not shutil.which("msgmerge"):
        print("merge: msgmerge is not installed")
        return
    now = datetime.datetime(2024, 1, 1, tzinfo=datetime.timezone.utc)
    old = [f"Sentence number {i} says that thing {i * 7919 % 10007} is near place {i * 31 % 997}." for i in range(2000)]
    new = [text.replace("near", "far from") if i % 10 == 0 else text for i, text in enumerate(old)]
    made = []
    for lines in (old, new):
        document = documents.read("\n\n".join(lines).encode(), "bench.txt")
        made.append((document, segmentation.split(document)))
    catalog = catalogs.merge(None, *made[0], language("ru"), now, generator="bench").data
    catalog = catalog.replace(b'msgstr ""\n\n', 'msgstr "Перевод."\n\n'.encode())
    with tempfile.TemporaryDirectory() as folder:
        po, pot = Path(folder, "old.po"), Path(folder, "new.pot")
        po.write_bytes(catalog)
        pot.write_bytes(catalogs.template(*made[1], now, generator="bench"))
        command = ["msgmerge", "--quiet", "--previous", "-o", "/dev/null", str(po), str(pot)]
        ours, theirs, ratio = in_turns(
            lambda: catalogs.merge(catalog, *made[1], language("ru"), now, generator="bench"),
            lambda: subprocess.run(command, check=True),
            3,
        )
    print(f"merge: {ours:.2f} s, msgmerge {theirs:.2f} s, ratio {ratio:.2f}")


def size() -> None:
    """What the locked environment for the main job takes on disk, made in a temporary folder."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        lock = str(ROOT / "requirements" / "main.lock")
        pip = [
            str(Path(folder, "bin", "python")),
            "-m",
            "pip",
            "install",
            "-q",
            "--no-deps",
            "--require-hashes",
            "-r",
            lock,
        ]
        subprocess.run(pip, check=True)
        total = sum(
            path.lstat().st_size for path in Path(folder).rglob("*") if path.is_file() and not path.is_symlink()
        )
    print(f"size: the environment for the main job takes {total / 1e6:.0f} MB")


BENCHES: dict[str, Callable[[], None]] = {"startup": startup, "engine": engine, "merge": merge, "size": size}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHES))
    names = parser.parse_args().names or list(BENCHES)
    if unknown := [name for name in names if name not in BENCHES]:
        parser.error(f"unknown benchmark {unknown[0]}; known: {', '.join(BENCHES)}")
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}, {platform.system()}")
    for name in names:
        BENCHES[name]()


if __name__ == "__main__":
    main()
