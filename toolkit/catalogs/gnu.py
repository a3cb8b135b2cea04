"""One merge as GNU's msgmerge does it: domains, headers of compendia, character sets, other syntaxes, styles.

After merge, message_merge and main of gettext-tools (msgmerge.c), version 0.21; it is the judge in tests.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from toolkit.catalogs.adoption import Adoption, ReferenceOptions, order, place
from toolkit.catalogs.canonical import header_entry, printed
from toolkit.catalogs.ledger import account
from toolkit.errors import CatalogError
from toolkit.po import properties, stringtables
from toolkit.po.charsets import UTF_8, codec_of, encoded
from toolkit.po.domains import DEFAULT, sections
from toolkit.po.entries import Entry, Line, Part, flags_of, words_of
from toolkit.po.file import CatalogFile
from toolkit.po.header import charset_named
from toolkit.po.layout import Layout
from toolkit.po.linebreaks import COLUMNS

COUNTED = ("merged", "fuzzied", "missing", "obsolete")
READERS = {"properties": properties.read, "stringtable": stringtables.read}
"""Name of a syntax that is not PO -> bytes and path to messages."""
WRITERS = {"properties": properties.written, "stringtable": stringtables.written}
"""The same -> messages to bytes."""
_DATE = re.compile(r"^POT-Creation-Date:[^\n]*\n?", re.MULTILINE)


@dataclass(slots=True)
class _Section:
    """One domain: what was there, and what became of it."""

    old: CatalogFile
    header: Entry | None = None
    entries: list[Entry] = field(default_factory=list)

    @property
    def all(self) -> list[Entry]:
        """Header, live and obsolete messages, in the order in which they are written."""
        made = sorted(self.entries, key=lambda entry: entry.obsolete)
        return [*([] if self.header is None else [self.header]), *made]


def as_msgmerge(
    existing: bytes, reference: bytes, options: ReferenceOptions, path: str, reference_path: str
) -> tuple[bytes, dict[str, int]]:
    """The bytes that msgmerge writes, and how many messages were merged, fuzzied, missing and obsolete.

    Raises CatalogError for damage, for what the syntax of the output cannot hold, and if a translation would be lost.
    """
    old, new = _read(existing, path, options), _read(reference, reference_path, options)
    compendia = [file for data, name in options.compendia for file in _read(data, name, options).values()]
    library = [entry for file in compendia for entry in file.entries if not entry.header]
    charset = _charset(old, new, compendia)
    if charset and codec_of(charset) == "utf-8":
        old = {name: file.in_utf8() for name, file in old.items()}
        compendia = [file.in_utf8() for file in compendia]
    headers = [file.header for file in compendia if file.header is not None]
    counts: Counter[str] = Counter()
    results: dict[str, _Section] = {}
    for name, template in _pairs(old, new, options):
        file = old.get(name, CatalogFile((), charset=charset or UTF_8))
        results[name] = _merged(file, template, library, headers, options, counts)
    for name, file in old.items():
        if name not in results and file.entries:
            results[name] = _merged(file, CatalogFile(()), library, [], options, counts)
    told = {name: counts[name] for name in COUNTED}
    if options.update and _same(old, results):
        return existing, told
    return _written(existing, path, old, results, charset, library, options), told


def _read(data: bytes, path: str, options: ReferenceOptions) -> dict[str, CatalogFile]:
    if options.input == "po":
        return sections(data, path)
    return {DEFAULT: READERS[options.input](data, path)}


def _pairs(
    old: dict[str, CatalogFile], new: dict[str, CatalogFile], options: ReferenceOptions
) -> list[tuple[str, CatalogFile]]:
    """Each domain of the result, and its template: with -m that is the first one for every domain of the catalog."""
    if not options.multi_domain:
        return [*new.items()]
    template = new[DEFAULT]
    return [(name, template) for name, file in old.items() if name != DEFAULT or file.entries]


def _merged(
    old: CatalogFile, new: CatalogFile, library: Sequence[Entry], headers: Iterable[Entry], options: ReferenceOptions,
    counts: Counter[str],
) -> _Section:  # fmt: skip
    layout = old.layout._replace(newline="\n")
    found = [entry for entry in (old.header, *headers) if entry is not None]
    header = next((entry for entry in found if entry.translated), found[0] if found else None)
    merge = Adoption(old, new, library, options, layout)
    entries = merge.entries()
    if options.for_msgfmt:
        entries = [entry for entry in entries if entry.msgstr[0] and not entry.fuzzy and not entry.obsolete]
    if options.sort_by_file:
        entries.sort(key=place)
    if options.sort:
        entries.sort(key=order)
    counts.update(merge.counts)
    if header is not None:
        header = header_entry(header, new.header, options.language, layout, bare=options.for_msgfmt)
        counts["merged"] += 1
    return _Section(old, header, entries)


def _charset(old: dict[str, CatalogFile], new: dict[str, CatalogFile], compendia: Sequence[CatalogFile]) -> str:
    """The character set that everything has to be in; empty where the catalog stays in its own."""
    if any(charset_named(file.header).upper() == UTF_8 for file in new.values()):
        return UTF_8
    if not compendia:
        return ""
    named = next((name for file in old.values() if (name := charset_named(file.header))), "")
    if named and codec_of(named):
        held = all(encoded(entry.text, named) is not None for file in compendia for entry in file.entries)
        return named if held else UTF_8
    given = {file.charset.upper(): file.charset for file in compendia if file.header is not None}
    alone = len(given) == 1 and not any(file.entries for file in old.values())
    return next(iter(given.values())) if alone else UTF_8


def _written(
    existing: bytes, path: str, old: dict[str, CatalogFile], results: dict[str, _Section], charset: str,
    library: Sequence[Entry], options: ReferenceOptions,
) -> bytes:  # fmt: skip
    """The bytes of the whole, proved before."""
    told = [entry.msgstr for entry in library]
    bare = options.for_msgfmt
    location = "never" if bare else options.location
    other = WRITERS.get(options.output)
    texts: list[bytes] = []
    shown: list[Entry] = []
    for number, (name, section) in enumerate(results.items()):
        file = CatalogFile((), charset=section.old.charset if section.old.entries else charset or section.old.charset)
        layout = Layout(wrap=options.wrap, width=options.width or COLUMNS, indent=options.indent)
        if options.escape:
            layout = layout._replace(escape=codec_of(file.charset) or "utf-8")
        made = [printed(entry, layout, location, by_file=options.sort_by_file, bare=bare) for entry in section.all]
        made = [entry for entry in made if entry.translated or not entry.obsolete]
        file = file.with_entries(made)
        if options.to_utf8 and section.header is not None:
            file = file.in_utf8()
        data = file.encode()
        if section.old.entries:
            before = existing if len(old) == 1 and options.input == "po" else section.old.encode()
            account(before, data, path, given=told, partial=bare or (other is not None and not options.update))
        if options.strict:
            data = file._replace(entries=tuple(_strict(entry) for entry in file.entries)).encode()
        if name != DEFAULT or number:
            texts.append(f'domain "{name}"\n'.encode())
        shown += made
        texts += [data] if data else []
    nothing = not shown and all(entry.header for file in old.values() for entry in file.entries)
    if nothing and not (options.update or options.force_po or bare):
        return b""
    if other is None:
        return (b"#\n" if options.strict else b"\n").join(texts)
    _refuse(shown, results, path, options)
    return other(shown)


def _refuse(shown: Sequence[Entry], results: dict[str, _Section], path: str, options: ReferenceOptions) -> None:
    """Raises CatalogError for what the other syntax cannot hold."""
    reason = ""
    if len([section for section in results.values() if section.all]) > 1:
        reason = "several domains"
    elif any(entry.msgctxt is not None for entry in shown):
        reason = "contexts (msgctxt)"
    elif any(entry.msgid_plural is not None for entry in shown):
        reason = "plural forms"
    elif options.update and options.output == "properties" and any(entry.obsolete for entry in shown):
        reason = "messages that vanished from the template but are translated"
    if reason:
        raise CatalogError(f"there are {reason}, which this syntax cannot hold; write a .po file instead", path=path)


def _strict(entry: Entry) -> Entry:
    """The entry in the style of Uniforum: no blank lines, and places in the source as Solaris writes them."""
    lines = []
    for line in entry.lines:
        if line.part is Part.REFERENCE:
            for word in words_of([line.text], line.part):
                name, number = word.rpartition(":")[::2] if re.search(r":\d+$", word) else (word, "-1")
                lines.append(Line(Part.REFERENCE, f"# File: {name}, line: {number}\n"))
        else:
            lines.append(line)
    gap = entry.gap
    if gap:
        gap = "#\n"
        if lines and lines[0] == (Part.COMMENT, "#\n") and not entry.obsolete:
            lines = lines[1:]
    return entry._replace(lines=tuple(lines), gap=gap)


def _same(old: dict[str, CatalogFile], results: dict[str, _Section]) -> bool:
    """Whether nothing but the date of the template is new, so that -U leaves the file alone."""
    before = [(name, [_facts(entry) for entry in file.entries]) for name, file in old.items() if file.entries]
    after = [(name, [_facts(entry) for entry in section.all]) for name, section in results.items() if section.all]
    return before == after


def _facts(entry: Entry) -> tuple[object, ...]:
    """What msgmerge compares of a message (message_equal in msgl-equal.c)."""
    flags = {flag for text in entry.of(Part.FLAGS) for flag in flags_of(text)}
    flags = {flag for flag in flags if flag == "fuzzy" or flag.endswith("-format") or flag.startswith("range:")}
    if not any(entry.msgstr):
        flags.discard("fuzzy")
    comments = [
        [line[len(mark) :].removeprefix(" ") for text in entry.of(part) for line in text.rstrip("\r\n").split("\n")]
        for part, mark in ((Part.COMMENT, "#"), (Part.EXTRACTED, "#."))
    ]
    return (
        entry.msgctxt, entry.msgid, entry.msgid_plural, entry.obsolete, entry.previous, flags, comments,
        words_of(entry.of(Part.REFERENCE), Part.REFERENCE),
        [_DATE.sub("", form) if entry.header else form for form in entry.msgstr],
    )  # fmt: skip
