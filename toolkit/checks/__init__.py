"""What can be wrong with a translation: one table of checks, on drafts, people's words and strings of programs alike.

check_pair(pair) -> Findings, worst first        table.CHECKS says which checks there are
check_catalog(file, "en", "ru") -> Checked       each entry with its findings, dismissed ones apart
"""

from toolkit.checks.catalogs import WHOLE, Checked, check_catalog, check_entry, pairs_of
from toolkit.checks.crew import Crew
from toolkit.checks.dismissals import dismissals, dismissed
from toolkit.checks.pair import Fault, Pair
from toolkit.checks.parallel import crew_for
from toolkit.checks.table import CHECKS, SEVERITIES, Check, begin, check_pair, named

__all__ = [
    "CHECKS",
    "SEVERITIES",
    "WHOLE",
    "Check",
    "Checked",
    "Crew",
    "Fault",
    "Pair",
    "begin",
    "check_catalog",
    "check_entry",
    "check_pair",
    "crew_for",
    "dismissals",
    "dismissed",
    "named",
    "pairs_of",
]
