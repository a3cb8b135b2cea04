"""Machine drafts measured against what people approved: chrF (Popović 2015) through sacrebleu."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import BundleError, ToolkitError
from toolkit.exchange import tsv
from toolkit.storage.files import read_bytes
from toolkit.units import Catalog


@dataclass(frozen=True, slots=True)
class Comparison:
    """Drafts of one language beside the reviewed catalog."""

    chrf: float
    """Corpus chrF2 with sacrebleu's defaults, 0 to 100; 0.0 where nothing could be compared."""
    counts: Mapping[str, int]
    """compared: sentences with a machine draft and a reviewed translation; drafted; reviewed."""


def compare(file: Path, catalog: Catalog) -> Comparison:
    """Scores the machine drafts in a bundle's parallel.tsv. Raises BundleError, StorageError, ToolkitError."""
    try:
        from sacrebleu.metrics import CHRF
    except ImportError as error:
        raise ToolkitError('this needs sacrebleu: pip install "toolkit-translate[evaluate]"') from error
    if not file.is_file():
        raise BundleError("there is no such bundle; make it with `toolkit run SOURCE --fresh --out FOLDER`", path=file)
    reviewed = {unit.segment.text: unit.text for unit in catalog.units if unit.status == "reviewed"}
    drafted = {
        row.source: row.target
        for row in tsv.read(read_bytes(file))
        if row.language == catalog.target_language and row.status == "drafted"
    }
    pairs = [(draft, reviewed[source]) for source, draft in drafted.items() if source in reviewed]
    score = CHRF().corpus_score([d for d, _ in pairs], [[r for _, r in pairs]]).score if pairs else 0.0
    return Comparison(score, {"compared": len(pairs), "drafted": len(drafted), "reviewed": len(reviewed)})
