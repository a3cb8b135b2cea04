"""`toolkit update`'s merge beside `msgmerge --previous` on the same files, every tenth sentence changed.

Each size is merged in processes of its own, the two in turns; a size that msgmerge has not finished after LIMIT
seconds is measured once and told as a bound. Seconds are of the merge alone (read, merge, lay out, read again for the
ledger) here, and of the whole process there; memory is the peak of each whole process, the interpreter and the source
document included.
"""

import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

SIZES = {2_000: 5, 20_000: 1, 100_000: 1}
"""Entries -> rounds."""
LIMIT = 150.0
"""Seconds after which msgmerge is stopped: it compares every changed message with very many others."""


def run() -> None:
    """`toolkit update`'s merge beside msgmerge on the same files: every tenth sentence changed."""
    if not shutil.which("msgmerge"):
        print("merge: msgmerge is not installed")
        return
    for size, rounds in SIZES.items():
        with tempfile.TemporaryDirectory() as folder:
            po, pot = Path(folder, "old.po"), Path(folder, "new.pot")
            _write(size, po, pot)
            mine, theirs = [], []
            for _ in range(rounds):
                mine.append(_child([sys.executable, __file__, str(size), str(po)]))
                theirs.append(_child(["msgmerge", "--quiet", "--previous", "-o", os.devnull, str(po), str(pot)]))
            ours, ours_peak = statistics.median(float(said) for said, _, _ in mine), max(peak for *_, peak in mine)
            other, other_peak = statistics.median(took for _, took, _ in theirs), max(peak for *_, peak in theirs)
            least = "at least " if other >= LIMIT else ""
            print(
                f"merge of {size:,} entries: {ours:.2f} s and {ours_peak:.0f} MB, msgmerge {least}{other:.2f} s and "
                f"{other_peak:.0f} MB, ratio {'at most ' if least else ''}{ours / other:.3f}"
            )


def _child(command: list[str]) -> tuple[str, float, float]:
    """What a process prints, how many seconds it takes (LIMIT at most), and its peak in MB."""
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        timer = threading.Timer(LIMIT, os.kill, (process.pid, signal.SIGKILL))
        timer.start()
        assert process.stdout
        said = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        took = time.perf_counter() - started
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, -signal.SIGKILL):
        raise SystemExit(f"{command[0]} failed")
    return said, min(took, LIMIT) if process.returncode else took, usage.ru_maxrss / 1024


def _made(size: int, changed: bool):
    from toolkit.units import Block, BlockKind, Document, Place, Segment, plain, segment_key

    texts = [
        f"Sentence number {i} says that thing {i * 7919 % 10007} is near place {i * 31 % 997}." for i in range(size)
    ]
    if changed:
        texts = [text.replace("near", "far from") if i % 10 == 0 else text for i, text in enumerate(texts)]
    kind = BlockKind.PARAGRAPH
    blocks = tuple(Block(kind, plain(text), line=2 * i + 1) for i, text in enumerate(texts))
    segments = [
        Segment(
            segment_key(plain(text)), plain(text), note="paragraph", place=Place(i, kind, 1, 1, 0, len(text), 2 * i + 1)
        )
        for i, text in enumerate(texts)
    ]
    return Document("bench", "text", "en", blocks, path="bench.txt"), segments


def _now():
    import datetime

    return datetime.datetime(2024, 1, 1, tzinfo=datetime.timezone.utc)


def _write(size: int, po: Path, pot: Path) -> None:
    from toolkit import catalogs
    from toolkit.languages import language

    data = catalogs.merge(None, *_made(size, False), language("ru"), _now(), generator="bench").data
    po.write_bytes(data.replace(b'msgstr ""\n\n', 'msgstr "Перевод."\n\n'.encode()))
    pot.write_bytes(catalogs.template(*_made(size, True), _now(), generator="bench"))


def _merge(size: int, po: Path) -> None:
    """Prints the seconds that the merge takes in this process."""
    from toolkit import catalogs
    from toolkit.languages import language

    source, before = _made(size, True), po.read_bytes()
    started = time.perf_counter()
    result = catalogs.merge(before, *source, language("ru"), _now(), generator="bench")
    print(time.perf_counter() - started)
    assert result.report.changed == size // 10, result.report


if __name__ == "__main__":
    _merge(int(sys.argv[1]), Path(sys.argv[2]))
