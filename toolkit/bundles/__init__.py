"""What is published: the reading page, files for other programs, the receipt that proves them, and the start page.

`assemble` is pure: the same bundle gives the same bytes. Every file is parsed again and must give back exactly the
rows (id, language, source, target, status) of the bundle before anything is written.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from toolkit import exchange
from toolkit.bundles import epub, html, interlinear, markdown, pdf, progress, receipt, typesetting
from toolkit.bundles.notices import notices
from toolkit.bundles.start import PAGE
from toolkit.bundles.start import publish as publish_start
from toolkit.bundles.validation import validate
from toolkit.errors import BundleError, UnknownName, UsageError
from toolkit.exchange import Row, rows, selected
from toolkit.storage.files import is_regular, read_bytes, remove, sha256, write_atomic
from toolkit.units import Bundle, Receipt

__all__ = [
    "FORMATS",
    "LAYOUTS",
    "PAGE",
    "READERS",
    "RECEIPT",
    "RECEIPT_PAGE",
    "STANDARD",
    "Order",
    "Row",
    "assemble",
    "checked",
    "format_list",
    "notices",
    "publish",
    "publish_start",
    "read_receipt",
    "rows",
    "validate",
]

RECEIPT, RECEIPT_PAGE = receipt.NAME, receipt.PAGE
read_receipt = receipt.read

FORMATS: dict[str, exchange.Format] = {
    "html": exchange.Format(".html", html.write, html.read, 0, False, "reading page"),
    "epub": exchange.Format(".epub", epub.write, epub.read, 0, False, "EPUB 3 book to reveal"),
    "pdf": exchange.Format(".pdf", pdf.columns, pdf.read, pdf.MOST_TARGETS, False, "PDF to print"),
    "md": exchange.Format(".md", markdown.interleaved, markdown.read, 0, False, "Markdown"),
    "txt": exchange.Format(".txt", interlinear.write, interlinear.read, 0, False, "plain interlinear text"),
    **exchange.FORMATS,
}
"""Name on the command line -> format."""
LAYOUTS: dict[str, dict[str, exchange.Format]] = {
    "epub": {"interleaved": FORMATS["epub"]},
    "pdf": {"columns": FORMATS["pdf"], "interleaved": replace(FORMATS["pdf"], write=pdf.interleaved, most=0)},
    "md": {"interleaved": FORMATS["md"], "columns": replace(FORMATS["md"], write=markdown.columns)},
    "txt": {"interleaved": FORMATS["txt"]},
    **exchange.LAYOUTS,
}
"""Format -> layout -> how it is written then; the first is what is written where no layout is asked for.

The reading page has none: it changes from columns to interleaved by itself where the screen is narrow."""
STANDARD = ("html", "tmx", "tsv")
"""What a bundle holds where nothing else is asked for."""
NAMES = {"html": PAGE.removesuffix(".html")}
"""Format -> stem of its file, where that is not `parallel`."""
READERS: dict[str, Callable[[bytes], list[Row]]] = {
    ".html": html.read,
    ".epub": epub.read,
    ".pdf": pdf.read,
    ".md": markdown.read,
    ".txt": interlinear.read,
    **{exchange.FORMATS[name].suffix: exchange.READERS[exchange.FORMATS[name].suffix] for name in exchange.FORMATS},
}
"""Ending of a file name -> how it is read back."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a bundle shall hold."""

    formats: tuple[str, ...] = STANDARD
    """Names of FORMATS."""
    layout: str = ""
    """`columns` or `interleaved`, for the formats of LAYOUTS; "" is what each has by default."""
    only: tuple[str, ...] = ()
    """The statuses that translations may have; everything else counts as untranslated. () is all."""
    partial: bool = False
    """Whether segments may be missing in the catalogs."""
    source: Mapping[str, str] = field(default_factory=dict)
    """For the receipt: path, sha256 and licence of the source document."""
    catalogs: Mapping[str, str] = field(default_factory=dict)
    """For the receipt: path -> SHA-256 of the catalogs."""
    judge: Callable[[Mapping[str, bytes]], Mapping[str, Mapping[str, str]]] | None = None
    """What other programs say of the files: file name -> validator -> verdict; None: nobody was asked."""

    def of(self, source: Mapping[str, str], catalogs: Mapping[str, str]) -> "Order":
        """The same order, of a bundle that is made from these inputs."""
        return replace(self, source=source, catalogs=catalogs)


def format_list(names: Sequence[str]) -> tuple[str, ...]:
    """The formats of `--format html,tmx --format docx`, each once. Raises UnknownName."""
    found = tuple(dict.fromkeys(name.strip() for given in names for name in given.split(",") if name.strip()))
    for name in found:
        if name not in FORMATS:
            raise UnknownName("format", name, FORMATS)
    return found


def checked(order: Order) -> Order:
    """The order, if it can be carried out: known before hours of drafting, not after them.

    Raises UsageError for a layout that a format has not, ToolkitError where a format needs what is not installed.
    """
    for name in order.formats:
        _format(name, order.layout)
    if order.layout and not LAYOUTS.keys() & set(order.formats):
        raise UsageError(
            f"--layout says nothing to {', '.join(order.formats)} (the reading page changes by itself with the width "
            f"of the screen); formats with layouts: {', '.join(LAYOUTS)}"
        )
    if "pdf" in order.formats:
        typesetting.require()
    return order


def assemble(
    bundle: Bundle,
    *,
    generator: str,
    order: Order | None = None,
    documents: Mapping[str, tuple[bytes, str]] | None = None,
) -> tuple[dict[str, bytes], Receipt]:
    """File name -> bytes, the receipt last, and the receipt itself.

    `documents` are the translated ones: file name -> (bytes, what was found when it was read again); the receipt has
    that as it is.
    Raises BundleError where a file loses something, or where a catalog lacks a segment and nobody asked for a partial
    bundle; UsageError for a format that cannot hold so many languages.
    """
    order = order or Order()
    missing = _missing(bundle)
    if missing and not order.partial:
        told = ", ".join(f"{number} in {code}" for code, number in missing.items())
        raise BundleError(
            f"the catalogs lack segments of the document ({told}); bring them up to date with `toolkit update`, "
            "name other languages with --to, or ask for a bundle with --partial",
            path=bundle.document.path or bundle.document.name,
        )
    if order.only:
        bundle = selected(bundle, only=order.only, sparse=False)
    files: dict[str, bytes] = {}
    read_back: dict[str, str] = {}
    held: dict[str, str] = {}
    every = set(rows(bundle))
    for name, form, part in _parts(bundle, order):
        files[name] = form.write(part, generator)
        expected = {row for row in every if row.language in part.languages[1:] and (row.target or not form.pairs)}
        read_back[name], held[name] = _proof(expected, form.read(files[name]))
        if read_back[name] != "complete":
            raise BundleError(f"does not read back as it was written: {read_back[name]}", path=name)
    files[progress.NAME] = progress.write(bundle)
    drawn = progress.read(files[progress.NAME]) == progress.counted(bundle)
    read_back[progress.NAME] = "complete" if drawn else "the bars are not those of the bundle"
    if not drawn:
        raise BundleError(f"does not read back as it was written: {read_back[progress.NAME]}", path=progress.NAME)
    for name, (data, verdict) in (documents or {}).items():
        files[name], read_back[name] = data, verdict
    made = receipt.make(
        bundle,
        hashes={name: sha256(data) for name, data in files.items()},
        read_back=read_back,
        rows=exchange.digest(every),
        held=held,
        missing=missing,
        source=order.source,
        catalogs=order.catalogs,
        validators=order.judge(files) if order.judge else {},
        only=order.only,
    )
    files[receipt.PAGE] = receipt.page(made, generator)
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
        if name not in files and is_regular(stale) and sha256(read_bytes(stale)) == digest:
            remove(stale)
    if before != files[receipt.NAME]:
        remove(proof)
    for name, data in files.items():
        write_atomic(folder / name, data)
    return tuple(folder / name for name in files)


def _format(name: str, layout: str) -> exchange.Format:
    return exchange.laid_out(LAYOUTS, name, layout) if layout and name in LAYOUTS else FORMATS[name]


def _parts(bundle: Bundle, order: Order) -> list[tuple[str, exchange.Format, Bundle]]:
    """(file name, format, what it holds); a format that cannot hold all languages gets a file for each."""
    source, *targets = bundle.languages
    found = []
    for name in order.formats:
        form = _format(name, order.layout)
        twins = [other for other in order.formats if FORMATS[other].suffix == form.suffix]
        suffix = form.suffix if len(twins) == 1 else f".{name}{form.suffix}"  # xliff beside xliff12
        if (form.most and len(targets) > form.most) or form.most == 1:
            found += [
                (f"{source}-{code}{suffix}", form, selected(bundle, languages=[code], sparse=False)) for code in targets
            ]
        else:
            found.append((f"{NAMES.get(name, 'parallel')}{suffix}", form, bundle))
    return found


def _missing(bundle: Bundle) -> dict[str, int]:
    units = exchange.units_of(bundle)
    counts = {code: sum(segment.key not in by_key for segment in bundle.segments) for code, by_key in units.items()}
    return {code: number for code, number in counts.items() if number}


def _proof(expected: set[Row], found: Sequence[Row]) -> tuple[str, str]:
    """(verdict, hash over what was found)."""
    given = set(found)
    missing, extra = expected - given, given - expected
    if not missing and not extra:
        return "complete", exchange.digest(found)
    example = min(missing or extra, key=lambda row: (row.id, row.language))
    told = f"{len(missing)} missing, {len(extra)} different, for example {example.id} in {example.language}"
    return told, exchange.digest(found)
