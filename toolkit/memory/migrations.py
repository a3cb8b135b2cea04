"""The schema versions in order. Data outlives code: a step that was published is never changed, only followed."""

import sqlite3
from collections.abc import Callable

from toolkit.memory import m001_entries, m002_similar, m003_checks

MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (
    m001_entries.apply,
    m002_similar.apply,
    m003_checks.apply,
)
"""The step at index n makes schema n + 1 out of schema n; each runs in a transaction of its own."""
VERSION = len(MIGRATIONS)
