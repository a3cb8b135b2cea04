"""Catalogs of 200,000 entries: `stats` beside msgattrib, `merge` beside its least, msgmerge -N, and `approve`.

Whole processes, a fifth of the entries fuzzy, a tenth of the template's changed. msgmerge with its own near matches
takes hours at this size, so that it is measured without them; the ratio of `merge`, which finds them, is to that.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from benches import rows
from benches.merge import _child

SIZE = 200_000
HEAD = 'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


ASKED = {"stats": 5, "merge": 25, "approve": 12}
"""Seconds on two quiet cores."""


def run(size: int = SIZE) -> None:
    """Seconds, MB and ratios of each step."""
    with tempfile.TemporaryDirectory() as folder:
        po, pot = Path(folder, "ru.po"), Path(folder, "new.pot")
        _write(size, po, pot)
        toolkit = [sys.executable, "-m", "toolkit"]
        steps = {
            "stats": ([*toolkit, "stats", str(po)], ["msgattrib", "-o", "/dev/null", str(po)]),
            "merge": (
                [*toolkit, "merge", "-q", "-o", "/dev/null", str(po), str(pot)],
                ["msgmerge", "-q", "-N", "-o", "/dev/null", str(po), str(pot)],
            ),
            "approve": ([*toolkit, "approve", "--all", "--quiet", str(po)], []),
        }
        for name, (own, judge) in steps.items():
            _, took, peak = _child(own)
            other = None
            told = f"{name} of {size:,} entries: {took:.1f} s and {peak:.0f} MB"
            if judge and shutil.which(judge[0]):
                _, other, other_peak = _child(judge)
                told += f", {judge[0]} {other:.1f} s and {other_peak:.0f} MB, ratio {took / other:.2f}"
            rows.told("large", name, took, asked=ASKED[name])
            rows.told("large", f"{name}, memory", peak, unit="MB", asked=600)
            rows.told("large", f"{name} of {size:,} entries{f'; {judge[0]}' if judge else ''}", took, other)
            print(told)


def _write(size: int, po: Path, pot: Path) -> None:
    old, new = [HEAD], [HEAD]
    for number in range(size):
        thing, place = number * 7919 % 10007, number * 31 % 997
        source = f"Sentence number {number} says that thing {thing} is near place {place}."
        target = f"Предложение номер {number} говорит, что вещь {thing} рядом с местом {place}."
        flag = "#, fuzzy\n" if number % 5 == 0 else ""
        old.append(f'\n#. paragraph\n#: a.c:{number + 1}\n{flag}msgid "{source}"\nmsgstr "{target}"\n')
        source = source.replace("near", "far from") if number % 10 == 0 else source
        new.append(f'\n#. paragraph\n#: a.c:{number + 8}\nmsgid "{source}"\nmsgstr ""\n')
    po.write_text("".join(old), encoding="utf-8")
    pot.write_text("".join(new), encoding="utf-8")
