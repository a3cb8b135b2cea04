"""`toolkit merge` as builds call it, again and again: without the library of commands, which takes as long to load as
hundreds of messages take to merge.

It knows the plainest options of that command and no other; whatever else is asked for, the command itself reads.
"""

import os
from collections.abc import Sequence
from typing import Any

FLAGS = {
    "-q": "quiet", "--quiet": "quiet", "--silent": "quiet", "-U": "update", "--update": "update",
    "--previous": "previous", "-N": "no_fuzzy_matching", "--no-fuzzy-matching": "no_fuzzy_matching",
    "--no-wrap": "no_wrap", "--no-location": "no_location", "-s": "sort_output", "--sort-output": "sort_output",
}  # fmt: skip
"""Option -> the parameter that it sets. Not --canonical: then variables of the environment say which backup is kept."""
FILES = {"-o": "out", "--out": "out", "--output-file": "out"}
"""The same of options that a path follows."""


def read(arguments: Sequence[str]) -> tuple[list[str], dict[str, Any]] | None:
    """DEF.po and REF.pot, and the parameters that are set; None where only the command itself can tell."""
    if list(arguments[:1]) != ["merge"] or os.name == "nt":
        return None
    paths: list[str] = []
    given: dict[str, Any] = {}
    rest = iter(arguments[1:])
    for word in rest:
        if word in FLAGS:
            given[FLAGS[word]] = True
        elif word in FILES:
            given[FILES[word]] = next(rest, "")
        else:
            paths.append(word)
    files = [*paths, *(given[name] for name in FILES.values() if name in given)]
    if (
        len(paths) != 2
        or not all(files)
        or any(path.startswith("-") for path in files)
        or {"update", "out"} <= {*given}
    ):
        return None
    return paths, given


def run(arguments: Sequence[str]) -> int | None:
    """The exit code; None where nothing was done, since the command itself must read these arguments."""
    found = read(arguments)
    if found is None:
        return None
    from toolkit.cli import merging

    paths, given = found
    return merging.merge(*paths, **given)
