"""Terms in any inflected form: precision and recall on the sentences of tests/cases/terms, 300 a language."""

from pathlib import Path

from benches.rows import told
from toolkit.terms.matching import places

CASES = Path(__file__).resolve().parents[2] / "tests" / "cases" / "terms"


def run() -> None:
    """Precision, recall and sentences of each language."""
    for path in sorted(CASES.glob("*.tsv")):
        rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
        found = [(truth == "yes", bool(places(term, text, path.stem))) for term, truth, text in rows]
        right = sum(truth and says for truth, says in found)
        precision = right / max(1, sum(says for _, says in found))
        recall = right / max(1, sum(truth for truth, _ in found))
        told("terms", f"{path.stem}, precision", 100 * precision, unit="%", asked=95, more=True)
        told("terms", f"{path.stem}, recall", 100 * recall, unit="%", asked=95, more=True)
        print(f"terms: {path.stem} precision {precision:.1%}, recall {recall:.1%} on {len(rows)} sentences")
