"""What is published: the reading page, TMX, TSV, and the receipt that proves them.

`assemble` is pure: the same bundle gives the same bytes. Every file is parsed again and must give back exactly the
rows (id, language, source, target, status) of the bundle before anything is written.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from toolkit.bundles import html, progress, receipt, tmx, tsv
from toolkit.bundles.rows import Row, rows
from toolkit.errors import BundleError
from toolkit.files import read_bytes, remove, sha256, write_atomic
from toolkit.units import Bundle, Receipt

__all__ = ["READERS", "Row", "assemble", "publish", "rows"]

READERS: dict[str, Callable[[bytes], list[Row]]] = {".html": html.read, ".tmx": tmx.read, ".tsv": tsv.read}
"""Ending of a file name -> how it is read back."""


def assemble(
    bundle: Bundle, *, generator: str, documents: Mapping[str, tuple[bytes, str]] | None = None
) -> tuple[dict[str, bytes], Receipt]:
    """File name -> bytes, the receipt last, and the receipt itself. Raises BundleError where a file loses something.

    `documents` are the translated ones: file name -> (bytes, what was found when it was read again); the receipt has
    that as it is.
    """
    source, *targets = bundle.languages
    files = {"index.html": html.write(bundle, generator)}
    files.update({tmx.name(source, target): tmx.write(bundle, target, generator) for target in targets})
    files[tsv.NAME] = tsv.write(bundle)
    files[progress.NAME] = progress.write(bundle)
    read_back = {name: _proof(bundle, name, data) for name, data in files.items()}
    for name, verdict in read_back.items():
        if verdict != "complete":
            raise BundleError(f"does not read back as it was written: {verdict}", path=name)
    for name, (data, verdict) in (documents or {}).items():
        files[name], read_back[name] = data, verdict
    made = receipt.make(bundle, {name: sha256(data) for name, data in files.items()}, read_back)
    files[receipt.NAME] = receipt.write(made, generator)
    return files, made


def publish(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Writes the files into `folder`, the receipt last, so that no receipt vouches for a file that is not there yet.

    Files of an earlier bundle that this one does not have are removed, if the earlier receipt names them; nothing
    else in the folder is touched. Raises StorageError.
    """
    proof = folder / receipt.NAME
    before = read_bytes(proof) if proof.is_file() else b""
    for name, digest in receipt.listed_files(before).items():
        stale = folder / name  # only as we wrote it: what somebody has edited since is theirs
        if name not in files and stale.is_file() and sha256(read_bytes(stale)) == digest:
            remove(stale)
    if before != files[receipt.NAME]:
        remove(proof)
    for name, data in files.items():
        write_atomic(folder / name, data)
    return tuple(folder / name for name in files)


def _proof(bundle: Bundle, name: str, data: bytes) -> str:
    if name == progress.NAME:
        return "complete" if progress.read(data) == progress.counted(bundle) else "the bars are not those of the bundle"
    expected = set(rows(bundle))
    if name.endswith(".tmx"):
        pair = Path(name).stem.split("-", 1)[1]
        expected = {row for row in expected if row.language == pair and row.target}
    found = set(READERS[Path(name).suffix](data))
    missing, extra = expected - found, found - expected
    if not missing and not extra:
        return "complete"
    example = min(missing or extra, key=lambda row: (row.id, row.language))
    return f"{len(missing)} missing, {len(extra)} different, for example {example.id} in {example.language}"
