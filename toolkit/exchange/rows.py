"""What every output must carry: one row a segment and target language. Outputs are proved by reading rows back."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from json.encoder import encode_basestring_ascii as _json
from urllib.parse import quote, unquote

from toolkit.units import BlockKind, Bundle, Catalog, Segment, State, TranslationUnit

BASE_LENGTH = 12
"""Hexadecimal digits of the SHA-256 of a target in `base_of`."""


@dataclass(frozen=True, slots=True)
class Row:
    """One segment at one place in one target language."""

    id: str
    """`Place.id` of the segment, e.g. `p3s2`; its key where it has no place, as in a catalog without its document."""
    language: str
    """The toolkit's code of the target language."""
    source: str
    target: str
    """Empty where nothing is translated."""
    status: str
    """One of units.STATUSES."""
    base: str = field(default="", compare=False)
    """`base_of` the row when it was exported; empty where a file does not say."""
    document: str = field(default="", compare=False)
    """Name of the document that the file is of; empty where it does not say."""
    context: str = field(default="", compare=False)
    """The context of the source (msgctxt), which tells apart messages of one text; empty where the file says none."""
    damage: str = field(default="", compare=False)
    """What another program did to the translation, one sentence; empty where it is a text as somebody wrote it."""


def base_of(target: str, status: str) -> str:
    """What a file remembers of a translation as it was exported: `drafted:1f0c5ad27e41`.

    With it a file that comes back tells what was edited in it from what changed in the catalog meanwhile.
    """
    return f"{status}:{hashlib.sha256(target.encode('utf-8', 'surrogatepass')).hexdigest()[:BASE_LENGTH]}"


def remembered(catalog: Catalog, target: str, status: str) -> str:
    """`base_of`, and the path of the catalog that it came from, where it shall be named: `…@po/ru.po`."""
    base = base_of(target, status)
    return f"{base}@{quote(catalog.path)}" if catalog.path else base


def recalled(base: str) -> tuple[str, str]:
    """(`base_of` the translation when it was exported, path of its catalog); either may be empty."""
    known, _, path = base.partition("@")
    return known, unquote(path)


def id_of(segment: Segment) -> str:
    """How files call a segment: by its place in the document, else by its key."""
    return segment.place.id if segment.place else segment.key


def kind_of(segment: Segment) -> str:
    """What kind of block a segment stands in, as files say it."""
    return (segment.place.kind if segment.place else BlockKind.PARAGRAPH).value


def units_of(bundle: Bundle) -> dict[str, dict[str, TranslationUnit]]:
    """Target language -> segment key -> unit."""
    return {catalog.target_language: {unit.segment.key: unit for unit in catalog.units} for catalog in bundle.catalogs}


def catalogs_of(bundle: Bundle) -> dict[str, Catalog]:
    """Target language -> catalog."""
    return {catalog.target_language: catalog for catalog in bundle.catalogs}


def rows(bundle: Bundle) -> Iterator[Row]:
    """Every row of the bundle in document order, languages in the bundle's order within a segment."""
    units = units_of(bundle)
    found = catalogs_of(bundle)
    name = bundle.document.name
    for segment in bundle.segments:
        text, place = segment.text, id_of(segment)
        for code in bundle.languages[1:]:
            unit = units[code].get(segment.key)
            target, status = (unit.text, unit.status) if unit else ("", "untranslated")
            yield Row(place, code, text, target, status, remembered(found[code], target, status), name)


def bases(bundle: Bundle, code: str) -> list[tuple[str, str]]:
    """(id, `base_of` its translation into this language) of every segment."""
    return [(row.id, row.base) for row in rows(bundle) if row.language == code]


def paragraphs(bundle: Bundle) -> Iterator[tuple[str, tuple[Segment, ...]]]:
    """(id, segments) of each block in document order; a segment without a place is a paragraph of its own."""
    pending: list[Segment] = []
    for segment in bundle.segments:
        if pending and (segment.place is None or pending[0].place is None or _block(segment) != _block(pending[0])):
            yield _paragraph_id(pending[0]), tuple(pending)
            pending = []
        pending.append(segment)
    if pending:
        yield _paragraph_id(pending[0]), tuple(pending)


def gap_before(bundle: Bundle, before: Segment, segment: Segment) -> str:
    """What stands between two neighbouring segments of a block in the document, codes in their raw form."""
    if segment.place is None or before.place is None:
        return ""
    if segment.place.block >= len(bundle.document.blocks):
        return ""
    content = bundle.document.blocks[segment.place.block].content
    text = "".join(part if isinstance(part, str) else part.raw for part in content)
    return text[before.place.end : segment.place.start]


def selected(bundle: Bundle, *, languages: Sequence[str] = (), only: Sequence[str] = (), sparse: bool = True) -> Bundle:
    """The bundle with some of its target languages, and only the translations whose status is one of `only`.

    What is left out counts as untranslated; with `sparse`, a segment that then has no translation in any language is
    left out too.
    """
    catalogs = bundle.catalogs
    if languages:
        by_code = {catalog.target_language: catalog for catalog in catalogs}
        catalogs = tuple(by_code[code] for code in languages if code in by_code)
        findings = {code: found for code, found in bundle.findings.items() if code in languages}
        terms = {code: found for code, found in bundle.terms.items() if code in languages}
        bundle = replace(bundle, catalogs=catalogs, findings=findings, terms=terms)
    if not only:
        return bundle
    catalogs = tuple(
        replace(catalog, units=tuple(unit if unit.status in only else _emptied(unit) for unit in catalog.units))
        for catalog in catalogs
    )
    held = {unit.segment.key for catalog in catalogs for unit in catalog.units if unit.target}
    segments = tuple(segment for segment in bundle.segments if segment.key in held or not sparse)
    return replace(bundle, segments=segments, catalogs=catalogs)


def digest(found: Iterable[Row]) -> str:
    """One SHA-256 over the sorted set of (id, language, source, target, status): equal for equal sets, whatever the
    format that they were read from.
    """
    lines = sorted({
        f"[{_json(row.id)}, {_json(row.language)}, {_json(row.source)}, {_json(row.target)}, {_json(row.status)}]"
        for row in found
    })  # fmt: skip
    return hashlib.sha256("\n".join(lines).encode("ascii")).hexdigest()


def _emptied(unit: TranslationUnit) -> TranslationUnit:
    return TranslationUnit(unit.segment, (), State.INITIAL)


def _block(segment: Segment) -> int:
    return segment.place.block if segment.place else -1


def _paragraph_id(segment: Segment) -> str:
    return f"p{segment.place.block + 1}" if segment.place else segment.key
