"""`toolkit update`'s merge beside `msgmerge --previous` on the same files, every tenth sentence changed.

Before that, `toolkit merge --previous` beside `msgmerge --previous` as whole processes on real catalogs: Weblate's
Russian, and a union of the Russian catalogs in the wheels of WHEELS, each with a template in which every tenth message
is edited, one in seventy is gone, and every reference has another line. The wheels come by `pip download`.

Each size is merged in processes of its own, the two in turns; a size that msgmerge has not finished after LIMIT
seconds is measured once and told as a bound. Seconds are of the merge alone (read, merge, lay out, read again for the
ledger) here, and of the whole process there; memory is the peak of each whole process, the interpreter and the source
document included.
"""

import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from pathlib import Path

from benches.rows import told

RUSSIAN = re.compile(r"/ru/LC_MESSAGES/[^/]*\.po$")
SIZES = {2_000: 5, 20_000: 1, 100_000: 1}
"""Entries -> rounds."""
WHEELS = ("weblate==5.14.3", "django==5.2.19", "wagtail==8.0.1", "sphinx==9.0.4", "django-oscar==4.2.1")
LIMIT = 150.0
"""Seconds after which msgmerge is stopped: it compares every changed message with very many others."""


def run() -> None:
    """`toolkit update`'s merge beside msgmerge on the same files: every tenth sentence changed."""
    if not shutil.which("msgmerge"):
        print("merge: msgmerge is not installed")
        return
    _run_real()
    beside = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1])}
    for size, rounds in SIZES.items():
        with tempfile.TemporaryDirectory() as folder:
            po, pot = Path(folder, "old.po"), Path(folder, "new.pot")
            _write(size, po, pot)
            mine, theirs = [], []
            for _ in range(rounds):
                mine.append(_child([sys.executable, __file__, str(size), str(po)], beside))
                theirs.append(_child(["msgmerge", "--quiet", "--previous", "-o", os.devnull, str(po), str(pot)]))
            ours, ours_peak = statistics.median(float(said) for said, _, _ in mine), max(peak for *_, peak in mine)
            other, other_peak = statistics.median(took for _, took, _ in theirs), max(peak for *_, peak in theirs)
            least = "at least " if other >= LIMIT else ""
            told("merge", f"{size:,} made entries; msgmerge", ours, other, asked=0.1 if size >= 100_000 else None)
            told("merge", "the same, memory", ours_peak, other_peak, unit="MB", asked=2)
            print(
                f"merge of {size:,} entries: {ours:.2f} s and {ours_peak:.0f} MB, msgmerge {least}{other:.2f} s and "
                f"{other_peak:.0f} MB, ratio {'at most ' if least else ''}{ours / other:.3f}"
            )


def _run_real() -> None:
    folder = Path(tempfile.gettempdir(), "toolkit-bench-wheels")
    if len(list(folder.glob("*.whl"))) < len(WHEELS):
        folder.mkdir(exist_ok=True)
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), *WHEELS]
        if subprocess.run(command, check=False, capture_output=True).returncode:
            print("merge of real catalogs: the wheels are not to be had")
            return
    found = {}
    for wheel in sorted(folder.glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            found.update({f"{wheel.stem}/{n}": archive.read(n) for n in archive.namelist() if RUSSIAN.search(n)})
    weblate = next(data for name, data in found.items() if "weblate" in name and name.endswith("django.po"))
    for data in (weblate, _union(found.values())):
        po, pot = folder / "real.po", folder / "real.pot"
        po.write_bytes(data)
        entries = _template(data, pot)
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = str(folder / "pyc")  # as an installed program has it
        ours = [sys.executable, "-m", "toolkit", "merge", "--quiet", "--previous", "-o", os.devnull, str(po), str(pot)]
        theirs = ["msgmerge", "--quiet", "--previous", "-o", os.devnull, str(po), str(pot)]
        _child(ours, environment)
        runs = [(_child(ours, environment), _child(theirs, environment)) for _ in range(5)]
        mine, other = (statistics.median(pair[which][1] for pair in runs) for which in (0, 1))
        peak, other_peak = (max(pair[which][2] for pair in runs) for which in (0, 1))
        told("merge", f"{entries:,} real entries, whole processes; msgmerge", mine, other, asked=1)
        told("merge", "the same, memory", peak, other_peak, unit="MB", asked=2)
        print(
            f"merge of {entries:,} real entries: {mine:.2f} s and {peak:.0f} MB, msgmerge {other:.2f} s and "
            f"{other_peak:.0f} MB, ratio {mine / other:.2f}"
        )


def _union(files) -> bytes:
    """One catalog of many, each message once."""
    from toolkit.po.file import read

    seen: dict = {}
    for data in files:
        file = read(data)
        first = seen.setdefault("file", file)
        for entry in file.live:
            if entry.msgid_plural is None or len(entry.msgstr) == 4:
                seen.setdefault(entry.identity, entry)
    first = seen.pop("file")
    return first.with_entries([first.header, *(entry._replace(line=0) for entry in seen.values())]).encode()


def _template(data: bytes, pot: Path) -> int:
    """Writes the template that the catalog is merged with; returns how many messages it has."""
    from toolkit.po.file import CatalogFile, read
    from toolkit.po.layout import Layout, message_lines

    file, layout, entries = read(data), Layout(), []
    for number, entry in enumerate(file.live):
        if number % 70 == 1:
            continue
        msgid = entry.msgid if number % 10 or entry.msgid.endswith("\n") else f"{entry.msgid} now"
        forms = ("",) if entry.msgid_plural is None else ("", "")
        kept = [line for line in entry.lines if line.part.name in ("EXTRACTED", "REFERENCE")]
        bare = entry._replace(msgid=msgid, msgstr=forms, previous=None, lines=tuple(kept), line=0)
        moved = [line._replace(text=re.sub(r":(\d+)", lambda m: f":{int(m[1]) + 7}", line.text)) for line in kept]
        entries.append(bare._replace(lines=(*moved, *message_lines(bare, layout))))
    pot.write_bytes(CatalogFile(()).with_entries([file.header, *entries]).encode())
    return len(entries)


def _child(command: list[str], environment: dict[str, str] | None = None) -> tuple[str, float, float]:
    """What a process prints, how many seconds it takes (LIMIT at most), and its peak in MB."""
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
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
