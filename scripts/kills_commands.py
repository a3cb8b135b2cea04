#!/usr/bin/env python3
"""Kills (SIGKILL) commands that write, at random moments: `python scripts/kills_commands.py --kills 200`.

Each command is run once undisturbed over a copy of a small project. Then it is killed again and again: after each kill
every file is, to the byte, as it was before or as the undisturbed run left it (databases by what they say), and the
same command again leaves all of them so; whatever else lies about is a lock or a half-written file that belongs to
nobody. A command that stands still at a file is no exception. update, translate: scripts/kills.py; the review page:
scripts/kills_review.py; corpora: scripts/corpus_kills.py.
"""

import argparse
import contextlib
import importlib
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.packages import models  # noqa: E402 - the tree that the script lies in
from toolkit.cli import run_command  # noqa: E402

WORDS = ("open", "close", "save", "check", "send", "remove", "change", "show", "install", "device", "account", "screen")
RUSSIAN = ("открыть", "закрыть", "сохранить", "проверить", "послать", "убрать", "сменить", "показать", "экран", "дверь")
LITTER = (".part", ".lock", "-journal")
"""Endings of what a kill may leave: half a file under a name of its own, a lock, what SQLite goes back by."""
OWN = (".toolkit/memory.sqlite.index", ".packages.toolkit/")
"""What is made anew whenever it is wanted, and where packages are got ready."""
EMPTY = b"[]"
"""A memory without entries, which is none."""
ENTRIES = """
    SELECT source_language, target_language, text, target_text
    FROM entries JOIN documents ON documents.id = entries.document
"""


@dataclass(frozen=True)
class Killed:
    """A command that writes, and what has to be done before it."""

    line: str
    before: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    """Commands that do the first steps of it: what they leave is whole, too."""
    gets: Callable[[Path], object] | None = None
    """Puts what else it reads into the project."""


COMMANDS = {
    "run": Killed("run source --engine pseudo --to ru", between=("update source --to ru",)),
    "extract": Killed("extract source"),
    "build": Killed("build source --to ru --partial", ("run source --engine pseudo --to ru",)),
    "bundle": Killed("bundle source --to ru --partial --zip --format html,epub,tmx,docx", ("update source --to ru",)),
    "export": Killed("export source/a.txt --to ru --format xliff -o out.xlf", ("update source --to ru",)),
    "reject": Killed("reject locales/ru/LC_MESSAGES/a.po --all", ("run source --engine pseudo --to ru",)),
    "resegment": Killed("resegment source --segment paragraph --to ru", ("run source --engine pseudo --to ru",)),
    "check --fix": Killed("check po/ru.po --fix --approved"),
    "check --dismiss": Killed("check po/ru.po --dismiss number"),
    "triage --note": Killed("triage po/ru.po --note"),
    "memory import": Killed("memory import old.tsv --to ru"),
    "memory forget": Killed("memory forget imported/old.tsv", ("memory import old.tsv --to ru",)),
    "memory prune": Killed("memory prune --duplicates --conflicts", ("memory import old.tsv more.tsv --to ru",)),
    "memory export": Killed("memory export all.tmx --to ru", ("memory import old.tsv --to ru",)),
    "memory share": Killed("memory share all.sqlite", ("memory import old.tsv --to ru",)),
    "terms import": Killed("terms import terms.csv"),
    "terms export": Killed("terms export all.tbx", ("terms import terms.csv",)),
    "align": Killed("align source/a.txt old.txt --to ru"),
    "align --into memory": Killed("align source/a.txt old.txt --to ru --into memory"),
    "align --out": Killed("align source/a.txt old.txt --to ru --out pairs.tmx"),
    "corpus filter": Killed("corpus filter source/a.txt --out kept"),
    "corpus sample": Killed("corpus sample source/a.txt --rows 50 --out some.txt"),
    "corpus split": Killed("corpus split source/a.txt --out parts --parts train=0.8,dev=0.1,test=0.1"),
    "packages install": Killed("packages install starter.argosmodel"),
    "packages make": Killed(
        "packages make model --from en --to ru --out made.argosmodel", gets=lambda folder: models.opus(folder / "model")
    ),
    "packages remove": Killed("packages remove en-ky", ("packages install starter.argosmodel",)),
    "init": Killed("init new --from en --to ky,ru --yes --no-run"),
}
"""Name -> command."""


def prepared(folder: Path, sentences: int, chance: random.Random) -> None:
    """A project with two documents, tables, terms, an old translation and a package."""

    def text(words: Sequence[str], count: int) -> list[str]:
        return [f"{' '.join(chance.choices(words, k=7)).capitalize()} {number}." for number in range(count)]

    english, russian = text(WORDS, sentences), text(RUSSIAN, sentences)
    (folder / "source").mkdir(parents=True)
    (folder / "locales").mkdir()
    (folder / "source/a.txt").write_text("\n\n".join(english), encoding="utf-8")
    (folder / "source/b.md").write_text("# A title\n\n" + " ".join(english[: sentences // 4]), encoding="utf-8")
    (folder / "old.txt").write_text("\n\n".join(russian), encoding="utf-8")
    pairs = "".join(f"{one}\t{other}\n" for one, other in zip(english, russian, strict=True))
    (folder / "old.tsv").write_text(f"en\tru\n{pairs}", encoding="utf-8")
    (folder / "more.tsv").write_text(f"en\tru\n{pairs}{english[0]}\tдругое\n", encoding="utf-8")
    rows = "".join(f"a\t{one}\t {other}  \treviewed\n" for one, other in zip(english, russian, strict=True))
    (folder / "rows.tsv").write_text(f"document\ten\tru\tru:status\n{rows}", encoding="utf-8")
    terms = "".join(f"{word},{RUSSIAN[number % len(RUSSIAN)]}\n" for number, word in enumerate(WORDS))
    (folder / "terms.csv").write_text(f"en,ru\n{terms}", encoding="utf-8")
    entries = "".join(
        f'\nmsgid "Open {number} doors and {one}"\n'
        f'msgstr "Открыть {number + number % 3} дверей{" " * (number % 40 == 7)}, {other}"\n'
        for number, (one, other) in enumerate(zip(english, russian, strict=True))
    )
    head = 'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    (folder / "po").mkdir()
    (folder / "po/ru.po").write_text(head + entries, encoding="utf-8")
    starter = next((ROOT / "toolkit/packages/starter").glob("translate-en_ky-*.argosmodel"))
    shutil.copy(starter, folder / "starter.argosmodel")


def run(folder: Path, line: str) -> int:
    """The exit code of a command, which prints nothing, in that folder."""
    os.chdir(folder)
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
        code = run_command(line.split())
        sys.stdout.flush()
    return code


def child(work: Callable[[], object]) -> int:
    """The id of a process, leader of a group of its own, that does the work."""
    made = os.fork()
    if made == 0:
        os.setpgid(0, 0)
        code = 1
        try:
            code = int(work() or 0)  # type: ignore[call-overload]
        finally:
            os._exit(code)
    return made


def finished(folder: Path, line: str) -> float:
    """Runs a command to its end; how many seconds it took. Raises AssertionError where it did not do its work."""
    started = time.monotonic()
    _, status = os.waitpid(child(lambda: run(folder, line)), 0)
    assert status in (0, 1 << 8), f"{line}: {status}"  # 1: there are findings
    return time.monotonic() - started


def loaded(folder: Path, line: str, listed: Path) -> None:
    """Runs a command to its end and loads here what it has loaded: children are killed at their work, not before it."""

    def work() -> int:
        code = run(folder, line)
        listed.write_text("\n".join(sys.modules), encoding="utf-8")
        return code

    os.waitpid(child(work), 0)
    for name in listed.read_text(encoding="utf-8").splitlines():
        if name not in sys.modules:
            with contextlib.suppress(ImportError):  # names that a library gives to what is no file
                importlib.import_module(name)


def state(folder: Path) -> dict[str, bytes]:
    """Name -> bytes of every file, of a database what it says; litter and what is made anew left out."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not any(one.endswith(LITTER) for one in name.split("/")) and not name.startswith(OWN):
            found[name] = said(path) if name.endswith(".sqlite") else path.read_bytes()
    return {name: data for name, data in found.items() if data != EMPTY}


def said(path: Path) -> bytes:
    """What a database holds once SQLite has taken back what was half done, whatever its pages and its time."""
    with tempfile.TemporaryDirectory() as folder:
        for one in path.parent.glob(f"{path.name}*"):
            if one.is_file():
                shutil.copy(one, folder)
        with contextlib.closing(sqlite3.connect(Path(folder, path.name))) as connection:
            try:
                rows = connection.execute(ENTRIES).fetchall()
            except sqlite3.OperationalError as error:
                begun = "no such table", "no such column"  # between two migrations of a new memory
                return (
                    EMPTY
                    if any(one in str(error) for one in begun) and not _holds(connection)
                    else repr(error).encode()
                )
    return repr(sorted(rows)).encode()


def _holds(connection: sqlite3.Connection) -> bool:
    with contextlib.suppress(sqlite3.OperationalError):
        return connection.execute("SELECT count(*) FROM entries").fetchone() != (0,)
    return False


def stress(name: str, kills: int, sentences: int, seed: int = 0) -> str:
    """Raises AssertionError where a kill has left anything else than what was or what should be; says what was done."""
    command, chance = COMMANDS[name], random.Random(f"{seed}/{name}")
    with tempfile.TemporaryDirectory() as temporary:
        still, place = Path(temporary, "still"), Path(temporary, "project")
        os.environ.update(ARGOS_PACKAGES_DIR=str(place / "packages"), SOURCE_DATE_EPOCH="1767323045", HOME=temporary)
        prepared(place, sentences, chance)
        if command.gets is not None:
            command.gets(place)
        for line in command.before:
            finished(place, line)
        shutil.copytree(place, still, symlinks=True)
        versions = [old := state(place)]
        for line in command.between:
            finished(place, line)
            versions.append(state(place))
        shutil.rmtree(place)
        shutil.copytree(still, place, symlinks=True)
        loaded(place, command.line, Path(temporary, "modules"))
        versions.append(new := state(place))
        shutil.rmtree(place)
        shutil.copytree(still, place, symlinks=True)
        seconds = finished(place, command.line)
        assert old != new, f"{name} writes nothing"
        counts: Counter[str] = Counter()
        for number in range(kills):
            shutil.rmtree(place)
            shutil.copytree(still, place, symlinks=True)
            process = child(lambda: run(place, command.line))
            time.sleep(chance.uniform(0.02, 1.1) * seconds)
            try:
                os.killpg(process, signal.SIGKILL)
            except ProcessLookupError:
                os.kill(process, signal.SIGKILL)
            _, status = os.waitpid(process, 0)
            counts["in time"] += os.WIFSIGNALED(status)
            # On a busy machine what was measured is too long, or too short: about one kill in ten comes too late.
            seconds *= 1.08 if os.WIFSIGNALED(status) else 0.5
            left = state(place)
            strange = [one for one, data in left.items() if data not in [version.get(one) for version in versions]]
            gone = [one for one in old if one in new and one not in left]
            assert not strange and not gone, f"kill {number} of {name} left {strange[:5]}, and took {gone[:5]}"
            counts["begun"] += left not in (old, new)
            os.waitpid(child(lambda: run(place, command.line)), 0)  # which may refuse: all is done already
            again = state(place)
            differing = [one for one in {*again, *new} if again.get(one) != new.get(one)]
            assert not differing, f"after kill {number} of {name} a whole run leaves {differing[:5]}"
            half = [path.name for path in place.glob(".packages.toolkit/*-*")]
            half += [path.name for path in place.rglob(".*.part") if path.is_dir()]
            assert not half, f"after kill {number} of {name} a whole run leaves {half}"
    assert counts["in time"], f"every kill of {name} came too late"
    return f"{name}: {kills} kills, {counts['in time']} before its end, {counts['begun']} between two files"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200, help="of each command")
    parser.add_argument("--sentences", type=int, default=300)
    parser.add_argument("--only", choices=COMMANDS, action="append")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    sys.exit(sum(_failed(name, given) for name in given.only or COMMANDS) > 0)


def _failed(name: str, given: argparse.Namespace) -> bool:
    try:
        print(stress(name, given.kills, given.sentences, given.seed), flush=True)
    except AssertionError as error:
        print(f"FAILED {error}", flush=True)
        return True
    return False


if __name__ == "__main__":
    main()
