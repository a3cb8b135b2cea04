"""What each bundle was made from, so that one whose inputs are all the same is left alone.

    .toolkit/builds/<document>.json     {"inputs": "<SHA-256>", "receipt": "<SHA-256>", "counts": {…}, …}

`inputs` is one hash over everything that a bundle depends on: source, catalogs, alignments, template, settings, what
was asked for, and the toolkit itself. The file can be thrown away: then the bundle is built again.
"""

import contextlib
import functools
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256 as hasher
from pathlib import Path

import toolkit
from toolkit import bundles, catalogs
from toolkit.errors import StorageError
from toolkit.project.settings import ProjectSettings
from toolkit.storage.files import read_bytes, sha256, sha256_of, write_atomic
from toolkit.storage.given import json_value
from toolkit.units import STATUSES, Receipt
from toolkit.workflow import GENERATOR


@dataclass(frozen=True, slots=True)
class Wish:
    """A bundle that somebody wants."""

    project: ProjectSettings
    path: Path
    """The source document."""
    within: Path | None
    """The folder that it was found in, where one was named."""
    encoding: str | None
    targets: tuple[str, ...]
    out: Path
    order: bundles.Order

    @property
    def document(self) -> str:
        """Its name."""
        return self.project.document_name(self.path, self.within)

    @property
    def record(self) -> Path:
        """Where it is kept what the bundle was made from."""
        return self.project.own_path(f"builds/{self.document}.json")

    def inputs(self, built: Receipt | None = None) -> str:
        """One hash over everything that the bundle depends on: as it is now, or as it was for `built`.

        What people change while that bundle is built is thus in the next one. Raises StorageError.
        """
        project, document = self.project, self.document
        known = {**built.catalogs, project.shown(self.path): built.source["sha256"]} if built else None
        people = [self.path, *(project.catalog_path(document, target) for target in self.targets)]
        ours = [
            project.template_path(document),
            project.locales / "glossary.csv",
            *(project.alignment_path(document, target) for target in self.targets),
        ]
        asked = replace(self.order, source={}, catalogs={}, judge=None)
        said = [
            _toolkit(),
            document,
            project.shown(self.path),
            self.encoding or project.encoding,
            project.source_language,
            repr(project.segmentation),
            repr(project.targets),
            repr(sorted(project.licences.items())),
            repr(self.targets),
            os.path.abspath(self.out),  # noqa: PTH100 - links are not followed
            repr(asked),
            str(self.order.judge is not None),
            *(_digest(path) if known is None else known.get(project.shown(path), "") for path in people),
            *map(_digest, ours),
        ]
        return sha256(json.dumps(said).encode("utf-8", "surrogatepass"))


@dataclass(frozen=True, slots=True)
class Kept:
    """A bundle that is as it would be if it were built now."""

    folder: Path
    receipt: Receipt
    counts: Mapping[str, Mapping[str, int]]
    """Target language -> status -> segments, as the catalogs have them."""
    coverage: Mapping[str, object]
    """What the reader found in the document, for programs."""
    ledgers: Mapping[str, catalogs.Ledger]
    """Target language -> where people's translations are; empty where catalogs were not brought up to date."""

    @property
    def finished(self) -> bool:
        """Whether a run has nothing to bring up to date and nothing to draft."""
        return self.ledgers.keys() == self.counts.keys() and not any(
            row["untranslated"] for row in self.counts.values()
        )


def kept(wish: Wish) -> Kept | None:
    """The bundle, if it was made from exactly this and nobody has touched a file of it since."""
    try:
        known = json_value(wish.record.read_bytes())
        if known["inputs"] != wish.inputs():
            return None
        folder = wish.out / wish.document
        proof = read_bytes(folder / bundles.RECEIPT)
        if known["receipt"] != sha256(proof):
            return None
        receipt = bundles.read_receipt(proof)
        if any(sha256_of(folder / name) != digest for name, digest in receipt.files.items()):
            return None
        if known["page"] != sha256_of(folder / bundles.RECEIPT_PAGE):
            return None
        counts = {code: {status: int(row[status]) for status in STATUSES} for code, row in known["counts"].items()}
        ledgers = {code: catalogs.Ledger(**row) for code, row in known["ledgers"].items()}
        return Kept(folder, receipt, counts, dict(known["coverage"]), ledgers)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, StorageError):
        return None  # whatever it is, building says it better


def remember(
    wish: Wish, folder: Path, receipt: Receipt, counts: Mapping[str, Mapping[str, int]], coverage: Mapping[str, object],
    ledgers: Mapping[str, catalogs.Ledger] | None = None,
) -> None:  # fmt: skip
    """Writes what the bundle in `folder` was made from; nothing where a file of it did not read back."""
    if any(verdict != "complete" for verdict in receipt.read_back.values()):
        return
    value = {
        "inputs": wish.inputs(receipt),
        "receipt": sha256_of(folder / bundles.RECEIPT),
        "page": sha256_of(folder / bundles.RECEIPT_PAGE),
        "counts": {code: dict(row) for code, row in counts.items()},
        "coverage": dict(coverage),
        "ledgers": {code: ledger.unchanged._asdict() for code, ledger in (ledgers or {}).items()},
    }
    with contextlib.suppress(StorageError):  # a project that may only be read: the next build makes it all again
        write_atomic(wish.record, (json.dumps(value, ensure_ascii=False) + "\n").encode("utf-8", "surrogatepass"))


def _digest(path: Path) -> str:
    """SHA-256 of a file; empty where it is not there."""
    return sha256_of(path) if path.is_file() else ""


@functools.cache
def _toolkit() -> str:
    """The toolkit that is at work: its version, and when its files were changed, for those who work on it."""
    digest = hasher(GENERATOR.encode())
    for file in sorted(Path(toolkit.__file__).parent.rglob("*")):
        if file.suffix != ".pyc" and file.is_file():
            state = file.stat()
            digest.update(f"{file.name} {state.st_size} {state.st_mtime_ns}".encode())
    return digest.hexdigest()
