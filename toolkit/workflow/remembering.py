"""What goes into the memory from the files of other programs, and out of it into such."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from toolkit import __version__
from toolkit.errors import UnknownName, UsageError
from toolkit.exchange import foreign, tmx, xml
from toolkit.exchange.tsv import escape
from toolkit.languages import language
from toolkit.memory import TranslationMemory
from toolkit.project.settings import ProjectSettings
from toolkit.storage.files import write_parts
from toolkit.units import PERSON, Match, Segment, State, TranslationUnit, segment_key

IMPORTED = "imported/"
"""What the documents of foreign files are called by, so that none is a document of the project."""
FORMS = (".tmx", ".tsv", ".jsonl")


def imported(
    memory: TranslationMemory, project: ProjectSettings, path: Path, targets: Sequence[str]
) -> tuple[Counter[str], Counter[str]]:
    """Takes the approved translations of a file; (how many by language, how many were left out by reason).

    What the memory had of a file of this name is replaced. Without `targets`, any language. Raises BundleError.
    """
    skipped: Counter[str] = Counter()
    wish = foreign.Wish(project.source_language, tuple(targets))
    known: dict[str, bool] = {}

    def units() -> Iterator[tuple[str, TranslationUnit]]:
        for pair in foreign.pairs(path, wish, skipped):
            if pair.language not in known:
                known[pair.language] = _is_language(pair.language)
            if not known[pair.language]:
                skipped["another language"] += 1
                continue
            key = segment_key(pair.source, pair.context)
            segment = Segment(key, pair.source, pair.context, previous=pair.previous, following=pair.following)
            yield pair.language, TranslationUnit(segment, pair.target, State.REVIEWED, PERSON)

    counts = memory.fill(f"{IMPORTED}{path.resolve().name}", project.source_language, units())
    return counts, +skipped


def _is_language(code: str) -> bool:
    try:
        language(code)
    except UnknownName:
        return False
    return True


def exported(memory: TranslationMemory, source: str, path: Path, target: str = "", document: str = "") -> int:
    """Writes entries into a file by the ending of its name; how many. Raises UsageError, StorageError."""
    suffix = path.suffix.lower()
    if suffix not in FORMS:
        raise UsageError(f"{path}: a memory is written as {', '.join(FORMS)}")
    count = 0

    def parts() -> Iterator[bytes]:
        nonlocal count
        if suffix == ".tmx":
            yield _head(source)
        codes = [target] if target else sorted({row[2] for row in memory.statistics() if row[1] == source})
        if suffix == ".tsv":
            yield ("\t".join((language(source).tag, *(language(code).tag for code in codes))) + "\n").encode()
        for code, match in memory.every(source, target, document):
            count += 1
            yield _written(suffix, source, code, match, codes)
        if suffix == ".tmx":
            yield b"</body>\n</tmx>\n"

    write_parts(path, parts())
    return count


def _head(source: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
        f'<header creationtool="toolkit" creationtoolversion={xml.quoted(__version__)} segtype="sentence" '
        f'o-tmf="toolkit" adminlang="en" srclang={xml.quoted(language(source).tag)} datatype="plaintext"></header>\n'
        "<body>\n"
    ).encode()


def _written(suffix: str, source: str, code: str, match: Match, codes: Sequence[str]) -> bytes:
    unit = match.unit
    tags = language(source).tag, language(code).tag
    beside = {"context": unit.segment.context, "previous": unit.segment.previous, "following": unit.segment.following}
    if suffix == ".tmx":
        props = {"x-document": match.document} | {f"x-{name}": text for name, text in beside.items() if text}
        return tmx.unit(tags, unit.segment.source, unit.target, props).encode("utf-8")
    if suffix == ".tsv":
        cells = [unit.text if one == code else "" for one in codes]
        return ("\t".join(map(escape, (unit.segment.text, *cells))) + "\n").encode("utf-8", "surrogatepass")
    texts = {tags[0]: unit.segment.text, tags[1]: unit.text}
    value = {"document": match.document, "translation": texts} | {name: text for name, text in beside.items() if text}
    return (json.dumps(value) + "\n").encode()


def vanished(memory: TranslationMemory, project: ProjectSettings) -> list[tuple[str, str]]:
    """(document, target language) of what was read from a catalog that is not there any more."""
    found = []
    for name, _, target, _ in memory.statistics():
        elsewhere = name.startswith((IMPORTED, "aligned/")) or (project.root / name).is_file()
        if not elsewhere and not project.catalog_path(name, target).exists():
            found.append((name, target))
    return found
