#!/usr/bin/env python3
"""Writes a software bill of materials (CycloneDX 1.5, JSON) from a lock: every package with its version and hashes.

    python scripts/sbom.py [LOCK] > sbom.json

LOCK: requirements/main.lock by default. The same lock gives the same bytes: no time and no random number is in it.
"""

import argparse
import hashlib
import json
import re
import uuid
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)(?: *; *([^\\]*?))? *\\?$", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def bill(lock: str, version: str) -> dict[str, Any]:
    """The bill of a lock's text; `version` is the toolkit's own."""
    found = list(PACKAGE.finditer(lock))
    ends = [*(match.start() for match in found[1:]), len(lock)]
    components = []
    for match, end in zip(found, ends, strict=True):
        name, number, marker = match.groups()
        properties = [{"name": "marker", "value": marker}] if marker else []
        properties += [{"name": "sha256", "value": one} for one in HASH.findall(lock, match.end(), end)]
        address = f"pkg:pypi/{name.lower().replace('_', '-')}@{number}"
        components.append(
            {
                "type": "library",
                "bom-ref": f"{address}#{marker}" if marker else address,
                "name": name,
                "version": number,
                "purl": address,
                "properties": properties,
            }
        )
    number = uuid.UUID(bytes=hashlib.sha256(lock.encode()).digest()[:16], version=4)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{number}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "name": "toolkit-translate",
                "version": version,
                "licenses": [{"license": {"id": "Apache-2.0"}}],
            }
        },
        "components": components,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lock", nargs="?", type=Path, default=ROOT / "requirements" / "main.lock")
    lock = parser.parse_args().lock.read_text(encoding="utf-8")
    source = (ROOT / "toolkit" / "__init__.py").read_text(encoding="utf-8")
    version = re.search(r'^__version__ = "(.+)"$', source, re.MULTILINE)
    assert version
    print(json.dumps(bill(lock, version[1]), indent=1))


if __name__ == "__main__":
    main()
