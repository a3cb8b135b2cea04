"""The document as readers will have it: a look at it from the catalogs of this moment, and the bundle for good."""

import base64
import hashlib
import re
from collections.abc import Sequence
from typing import Any

from toolkit import documents
from toolkit.errors import UsageError
from toolkit.project.settings import ProjectSettings
from toolkit.review.works import Work
from toolkit.storage.files import read_bytes
from toolkit.storage.places import inside
from toolkit.units import Bundle
from toolkit.workflow import GENERATOR, pipeline, terms

_SCRIPT = re.compile(rb"<script>(.*?)</script>", re.DOTALL)


def preview(work: Work, targets: Sequence[str]) -> bytes:
    """The reading page as it would be now; nothing is written. Raises UsageError, CatalogError."""
    from toolkit.bundles import html

    source = _source(work)
    loaded, _ = pipeline.loaded(work.settings, source, targets)
    found = terms.in_text(work.settings, source, targets)
    return html.write(Bundle(source.document, source.segments, tuple(loaded), terms=found), GENERATOR)


def translated(work: Work, target: str) -> tuple[str, bytes]:
    """(file name, bytes) of the document in another language, as the bundle would have it; nothing is written.

    Raises UsageError where nothing is translated yet, CatalogError, DocumentError.
    """
    source = _source(work)
    work.desk(target)
    loaded, _ = pipeline.loaded(work.settings, source, [target], filled=False)
    made = documents.translations(source.data, source.file, source.options, loaded)
    if not made:
        raise UsageError("nothing is translated yet")
    name, (data, _) = next(iter(made.items()))
    return name, data


def publish(work: Work, targets: Sequence[str]) -> dict[str, Any]:
    """Builds the bundle as `toolkit build` does; where it lies and what did not read back.

    Raises BundleError, CatalogError, StorageError, UsageError.
    """
    from toolkit import bundles

    source = _source(work)
    order = bundles.Order(formats=bundles.format_list(work.settings.formats) or bundles.STANDARD, partial=True)
    folder, receipt, _ = pipeline.build_from_catalogs(work.settings, source, targets, work.settings.build, order)
    return {
        "folder": work.settings.shown(folder),
        "files": sorted(receipt.files),
        "faults": {name: said for name, said in receipt.read_back.items() if said != "complete"},
    }


def published(work: Work) -> bytes:
    """The reading page that was published last. Raises UsageError where none was, StorageError."""
    from toolkit import bundles

    settings: ProjectSettings = work.settings
    page = inside(settings.root, settings.build / work.document / bundles.PAGE)
    if not page.is_file():
        raise UsageError("nothing has been published of this document yet")
    return read_bytes(page)


def policy(page: bytes) -> str:
    """The Content-Security-Policy of a reading page: the toolkit's script by its hash and no other, in a sandbox.

    A page that was published before may be anybody's, since projects are passed on.
    """
    from toolkit.bundles.script import script

    own = script("page.js").encode()
    scripts = [found for found in _SCRIPT.findall(page) if found.strip() == own.strip()]
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(one).digest()).decode()}'" for one in scripts)
    return (
        f"default-src 'none'; script-src {hashes or chr(39) + 'none' + chr(39)}; style-src 'unsafe-inline'; "
        "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        "sandbox allow-scripts allow-modals allow-downloads"
    )


def _source(work: Work) -> Any:
    work.open()
    if work.source is None:
        raise UsageError("these are catalogs without a document; `toolkit compile` makes the .mo files of them")
    return work.source
