"""receipt.json: what a bundle holds, and the proof that each of its files holds it."""

import json
from collections.abc import Mapping

from toolkit.bundles.rows import rows, units_of
from toolkit.units import STATUSES, Bundle, Receipt

NAME = "receipt.json"


def make(bundle: Bundle, hashes: Mapping[str, str], read_back: Mapping[str, str]) -> Receipt:
    """Counts the bundle; `hashes` and `read_back` are by file name."""
    counts = {code: dict.fromkeys(STATUSES, 0) for code in bundle.languages[1:]}
    for row in rows(bundle):
        counts[row.language][row.status] += 1
    signatures = {}
    for code, units in units_of(bundle).items():
        drafted = [unit.origin for unit in units.values() if unit.status == "drafted" and unit.origin]
        signatures[code] = tuple(sorted({origin.signature for origin in drafted if origin.kind == "engine"}))
    return Receipt(bundle.document.name, len(bundle.segments), counts, signatures, dict(hashes), dict(read_back))


def write(receipt: Receipt, generator: str) -> bytes:
    """The receipt as JSON, the same bytes for the same bundle."""
    value = {
        "document": receipt.document,
        "generator": generator,
        "segments": receipt.segments,
        "languages": receipt.counts,
        "engines": receipt.signatures,
        "files": {
            name: {"sha256": digest, "read back": receipt.read_back[name]} for name, digest in receipt.files.items()
        },
    }
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def listed_files(data: bytes) -> dict[str, str]:
    """Name -> SHA-256 of the files that a receipt vouches for; none where it cannot be read.

    Names that lead out of the bundle's folder are left out.
    """
    try:
        listed = json.loads(data)["files"]
        return {name: str(row["sha256"]) for name, row in listed.items() if name and not set(name) & {"/", "\\", "\0"}}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}
