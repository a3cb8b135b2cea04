"""An extra that is not installed: exit code 1, and the line that installs it, whatever asked for it."""

import sys
from pathlib import Path

import pytest

from toolkit.cli import run_command

BOOK = ["run", "letter.txt", "--to", "ru", "--fresh", "--engine", "pseudo", "--format", "pdf", "--out", "out"]
CORPUS = ["corpus", "translate", "--to", "ru", "--engine", "pseudo"]
CASES = {
    "a PDF to write, without its setter": ("typst", "pdf", BOOK),
    "a PDF to write, without its reader": ("pypdfium2", "pdf", BOOK),
    "a PDF to read": ("pypdfium2", "pdf", ["run", "scan.pdf", "--to", "ru"]),
    "the review page": ("starlette", "review", ["review", "letter.txt", "--no-browser"]),
    "a cluster": ("distributed", "cluster", [*CORPUS, "a.jsonl", "--out", "o", "--scheduler", "tcp://127.0.0.1:1"]),
    "Parquet to read": ("pyarrow", "corpus", [*CORPUS, "a.parquet", "--out", "o"]),
    "Parquet to write": ("pyarrow", "corpus", [*CORPUS, "a.jsonl", "--out", "o", "--format", "parquet"]),
    ".zst": ("zstandard", "corpus", [*CORPUS, "a.jsonl.zst", "--out", "o"]),
    "measures": ("sacrebleu", "evaluate", ["evaluate", "pairs.tsv", "--to", "ru", "--engine", "pseudo"]),
}


@pytest.mark.parametrize(("library", "extra", "call"), CASES.values(), ids=CASES.keys())
def test_a_missing_extra_is_one_sentence_and_exit_code_1(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    library: str,
    extra: str,
    call: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, data in {
        "letter.txt": b"Open the file.\n", "scan.pdf": b"%PDF-1.4\n", "a.parquet": b"PAR1", "a.jsonl": b'{"en": "A"}\n',
        "pairs.tsv": "en\tru\nOpen.\tОткройте.\n".encode(), "a.jsonl.zst": b"\x28\xb5\x2f\xfd\x00\x00",
    }.items():  # fmt: skip
        Path(name).write_bytes(data)
    for name in [name for name in sys.modules if name == library or name.startswith(f"{library}.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delitem(sys.modules, "toolkit.corpus.runners.cluster", raising=False)
    monkeypatch.setitem(sys.modules, library, None)
    code = run_command(call)
    said = capsys.readouterr().err
    lines = [line for line in said.splitlines() if "pip install" in line]
    assert (code, len(lines)) == (1, 1), said
    assert f'pip install "toolkit-translate[{extra}]", or in its source: pip install ".[{extra}]"' in lines[0]
