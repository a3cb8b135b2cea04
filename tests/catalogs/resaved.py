"""Run by the Python that has translate-toolkit (GPL: a judge, never imported by the toolkit): saves a .po as it does.

    python resaved.py < before.po > after.po

Every message is written anew, and the header as Weblate and Virtaal write it.
"""

import importlib
import sys


def main() -> None:
    """Reads standard input, writes standard output."""
    pypo = importlib.import_module("translate.storage.pypo")
    store = pypo.pofile.parsestring(sys.stdin.buffer.read())
    for unit in store.units:
        if not unit.isheader():
            unit.source, unit.target = unit.source, unit.target
            unit.addnote("", origin="translator")
    store.updateheader(add=True, X_Generator="Weblate 5.14")
    sys.stdout.buffer.write(bytes(store))


if __name__ == "__main__":
    main()
