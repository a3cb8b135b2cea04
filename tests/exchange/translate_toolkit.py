"""Run by the Python that has translate-toolkit (GPL: a judge, never imported by the toolkit): what it reads in a file.

    python translate_toolkit.py FILE TARGET_LANGUAGE

prints a JSON list of [id, source, target, is fuzzy or untranslated].
"""

import importlib
import json
import sys
from collections.abc import Iterator
from typing import Any

XML = "http://www.w3.org/XML/1998/namespace"


def units(path: str, target: str) -> Iterator[list[Any]]:
    """Every unit with a source, as translate-toolkit sees it."""
    tmx, xliff, xliff2 = (importlib.import_module(f"translate.storage.{name}") for name in ("tmx", "xliff", "xliff2"))

    with open(path, "rb") as file:
        data = file.read()
    if path.endswith(".tmx"):
        store = tmx.tmxfile()
        store.settargetlanguage(target)
        store.parse(data)
    elif b'version="2.1"' in data[:500]:
        store = xliff2.Xliff2File.parsestring(data)
    else:
        store = xliff.xlifffile.parsestring(data)
    for unit in store.units:
        if path.endswith(".tmx"):
            mine = [tuv for tuv in unit.xmlelement if tuv.get(f"{{{XML}}}lang") == target]
            status = [prop.text for tuv in mine for prop in tuv if prop.get("type") == "x-status"]
            name, unsure = unit.xmlelement.get("tuid"), status != ["reviewed"]
        else:
            name, unsure = unit.getid(), unit.isfuzzy() or not unit.target
        yield [name, str(unit.source), str(unit.target or ""), bool(unsure)]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(list(units(sys.argv[1], sys.argv[2]))))
