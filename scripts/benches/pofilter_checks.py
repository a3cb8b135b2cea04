"""pofilter's checks over pairs, run by the Python of an environment with translate-toolkit: a judge beside.

    python pofilter_checks.py < pairs.jsonl > found.json

The same lines and answers as weblate_checks.py.
"""

import json
import sys
import time

from translate.filters import checks
from translate.storage import pypo

STATES = {"untranslated", "isfuzzy", "isreview", "hassuggestion", "nplurals", "spellcheck"}
"""Not findings but states, or what needs a dictionary."""


def main():
    rows = [json.loads(line) for line in sys.stdin]
    checkers = {}
    for language in {row[2] for row in rows}:
        config = checks.CheckerConfig(targetlanguage={"zh": "zh_CN"}.get(language, language))
        checkers[language] = checks.StandardChecker(checkerconfig=config)
    names = sorted(set(checks.StandardChecker().getfilters()) | set(checks.StandardUnitChecker().getfilters()))
    found, broken = [], {}
    start = time.perf_counter()
    for source, target, language, flags in rows:
        unit = pypo.pounit(source)
        unit.target = target
        if flags:
            unit.settypecomment(flags)
        try:
            found.append([name for name in checkers[language].run_filters(unit) if name not in STATES])
        except Exception as error:
            broken[language] = repr(error)
            found.append([])
    seconds = time.perf_counter() - start
    on = [name for name in names if name not in STATES]
    json.dump({"all": names, "on": on, "seconds": seconds, "found": found, "broken": broken}, sys.stdout)


main()
