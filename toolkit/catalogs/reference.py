"""A reference (.pot) into any gettext catalog, with the behaviour of GNU msgmerge and none of its losses.

Where it differs from msgmerge 0.21, on purpose: entries that do not change keep their bytes; flags that nobody knows
and `#=` lines stay; a plural message whose first form is empty, and the further forms of one that is no plural any
more, are not dropped; obsolete entries of the reference do not come alive; every translation is proved to be there
before anything is written.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from toolkit.catalogs.canonical import GRAM, alike, charset_named, header_entry, place_of, printed
from toolkit.catalogs.changes import change_between
from toolkit.catalogs.garbage import without_collection
from toolkit.catalogs.ledger import account
from toolkit.catalogs.neighbours import Identity, beside, stretches
from toolkit.catalogs.refreshing import refreshed
from toolkit.catalogs.similar import nearest
from toolkit.catalogs.states import machine, tidied, with_change, without_draft_comments
from toolkit.languages import code_of
from toolkit.po.charsets import AS_UTF_8, UTF_8
from toolkit.po.entries import Entry, Line, Part, Previous, flags_of, words_of
from toolkit.po.file import CatalogFile, read
from toolkit.po.formats import FORMATS, all_fit
from toolkit.po.header import fields_of, plural_examples, with_field
from toolkit.po.layout import (
    Layout,
    as_live,
    as_obsolete,
    flag_lines,
    message_lines,
    reference_words,
    with_fuzzy,
    with_previous,
)
from toolkit.po.linebreaks import COLUMNS
from toolkit.po.remarks import quotation_lines

LABELLED = ("negation", "number")
"""Changes (changes.py) that a `# Changed:` comment names: such a near match is offered, but never in silence."""
REFRESHED = ("Report-Msgid-Bugs-To", "POT-Creation-Date")
"""The header fields that come from the reference."""
_GIVEN = re.compile(r"(?:no-|possible-|impossible-)?[a-z0-9-]+-format|range:.*")
"""Flags that only the reference knows: what xgettext found out about the source."""
_RANGE = re.compile(r"range:\s*(\d+)\.\.(\d+)")
_ISOLATES = "\u2068\u2069"
"""Between them stand file names with spaces, whose lines are left alone."""
_FORMS = re.compile(r"nplurals\s*=\s*(\d+)")


@dataclass(frozen=True, slots=True)
class ReferenceOptions:
    """How a reference is merged; the names are msgmerge's."""

    compendia: tuple[tuple[bytes, str], ...] = ()
    """-C: further catalogs that translations are taken from, and how errors name them."""
    fuzzy_matching: bool = True
    """False with -N."""
    previous: bool = False
    """Whether `#| msgid` is written; what is there stays in any case."""
    wrap: bool = True
    """False lays every message out anew without breaking lines."""
    width: int = 0
    """-w: lays every message out anew in lines of so many columns; 0 leaves them as they are."""
    sort: bool = False
    """-s: messages in the order of their msgid, byte by byte."""
    language: str = ""
    """--lang: the header's field Language."""
    sort_by_file: bool = False
    """-F: messages in the order of their first reference."""
    location: str = "full"
    """--add-location: which references are written, one of canonical.LOCATIONS."""
    for_msgfmt: bool = False
    """Only what a program can use: what is translated and not fuzzy, without references."""
    to_utf8: bool = False
    """Whether the result is in UTF-8 whatever the catalog was in."""
    canonical: bool = False
    """Whether the result is printed as msgmerge prints it, and nothing is added or kept that it would not."""
    force_po: bool = False
    """Whether a canonical result without messages is written too; msgmerge writes an empty file."""
    update: bool = False
    """With -U a new POT-Creation-Date alone is no change."""


@without_collection()
def with_reference(
    existing: bytes, reference: bytes, options: ReferenceOptions, *, path: str = "", reference_path: str = ""
) -> tuple[bytes, dict[str, int]]:
    """The catalog with the messages of the reference in its order,
    and how many were merged, fuzzied, missing and obsolete.

    Raises CatalogError if one of the files is damaged, the catalog has messages but no header, or a translation would
    be lost.
    """
    old, new = read(existing, path), read(reference, reference_path)
    if not options.canonical:
        old.checked()
    layout = old.layout if options.wrap else replace(old.layout, wrap=False)
    if options.width and options.wrap:
        layout = replace(layout, wrap=True, width=options.width)
    library = [entry for data, name in options.compendia for entry in read(data, name).entries if not entry.header]
    merged = _Merge(old, new, library, options, layout)
    entries = merged.entries()
    if options.for_msgfmt:
        entries = [entry for entry in entries if entry.msgstr[0] and not entry.fuzzy and not entry.obsolete]
    if options.sort_by_file and options.canonical:
        entries.sort(key=_place)
    if options.sort:
        entries.sort(key=_order)
    counts = {name: merged.counts[name] for name in ("merged", "fuzzied", "missing", "obsolete")}
    if options.canonical:
        data = _printed(old, new, entries, options)
        account(existing, data, path, given=[entry.msgstr for entry in library], partial=options.for_msgfmt)
        return data, counts
    header = _header(old.header, new.header, layout)
    if options.language:
        header = [with_field(entry, "Language", options.language, layout) for entry in header]
    if options.to_utf8:
        old = old.in_utf8()
        kind = "" if old.header is None else fields_of(old.header)["Content-Type"]
        header = [with_field(entry, "Content-Type", kind, layout) for entry in header]
    data = old.with_entries([*header, *entries]).encode()
    if options.update and data != existing and old.header is not None:
        undated = with_field(header[0], "POT-Creation-Date", fields_of(old.header).get("POT-Creation-Date", ""), layout)
        data = existing if old.with_entries([undated, *entries]).encode() == existing else data
    if not options.wrap or options.width:
        whole = read(data, path)
        data = replace(whole, entries=tuple(_laid_out(entry, layout) for entry in whole.entries)).encode()
    account(existing, data, path, given=[entry.msgstr for entry in library], partial=options.for_msgfmt)
    return data, counts


def _printed(old: CatalogFile, new: CatalogFile, entries: Sequence[Entry], options: ReferenceOptions) -> bytes:
    """The file as msgmerge writes it."""
    layout = Layout(wrap=options.wrap, width=options.width or COLUMNS)
    file = CatalogFile((), charset=old.charset)
    bare = options.for_msgfmt
    header = [] if old.header is None else [header_entry(old.header, new.header, options.language, layout, bare=bare)]
    location = "never" if options.for_msgfmt else options.location
    ready = [printed(entry, layout, location, by_file=options.sort_by_file, bare=bare) for entry in entries]
    made = sorted(ready, key=lambda entry: entry.obsolete)
    made = [entry for entry in made if entry.translated or not entry.obsolete]
    file = file.with_entries([*header, *made])
    template_utf8 = charset_named(new.header).upper() == UTF_8
    if header and (options.to_utf8 or (template_utf8 and charset_named(old.header).upper() != UTF_8)):
        file = file.in_utf8()
    nothing = not made and all(entry.header for entry in old.entries)
    return b"" if nothing and not (options.update or options.force_po or options.for_msgfmt) else file.encode()


def _place(entry: Entry) -> tuple[bool, str, int, bytes, bool, bytes]:
    """Where a message stands first; what stands nowhere comes before all else."""
    words = [] if entry.obsolete else words_of(entry.of(Part.REFERENCE), Part.REFERENCE)
    return (entry.obsolete, *min(map(place_of, words), default=("", -1)), *_order(entry)[1:])


def _located(entry: Entry, location: str, layout: Layout) -> Entry:
    words = [] if location == "never" else words_of(entry.of(Part.REFERENCE), Part.REFERENCE)
    words = [*dict.fromkeys(re.sub(r":\d+$", "", word) for word in words)]
    return entry.with_part(Part.REFERENCE, reference_words(words, layout))


def _order(entry: Entry) -> tuple[bool, bytes, bool, bytes]:
    context = entry.msgctxt
    return entry.obsolete, entry.msgid.encode(), context is not None, (context or "").encode()


def _header(old: Entry | None, new: Entry | None, layout: Layout) -> list[Entry]:
    if old is None and new is None:
        return []
    if old is None:
        assert new is not None
        header = _fresh(new, layout)
        unfilled = fields_of(header).get("Content-Type", "").endswith("=CHARSET")
        return [with_field(header, "Content-Type", "text/plain; charset=UTF-8", layout) if unfilled else header]
    given = {} if new is None else fields_of(new)
    kind = fields_of(old).get("Content-Type", "")
    if kind and kind.rpartition("charset=")[2].strip().upper() in AS_UTF_8[3:]:
        # ASCII says nothing of the letters that may come; what is written is UTF-8.
        old = with_field(old, "Content-Type", re.sub("charset=.*", f"charset={UTF_8}", kind), layout)
    for name in REFRESHED:
        if given.get(name):
            old = with_field(old, name, given[name], layout)
    return [old]


def _fresh(entry: Entry, layout: Layout) -> Entry:
    """An entry of another file as one of this."""
    lines = tuple(Line(part, text.lstrip().rstrip("\r\n") + layout.newline) for part, text in entry.lines)
    return replace(entry, lines=lines, gap="", line=0)


def _laid_out(entry: Entry, layout: Layout) -> Entry:
    words = words_of(entry.of(Part.REFERENCE), Part.REFERENCE)
    if words and not any(sign in word for word in words for sign in _ISOLATES):
        entry = entry.with_part(Part.REFERENCE, reference_words(words, layout))
    kept = tuple(line for line in entry.lines if line.part < Part.PREVIOUS)
    return replace(entry, lines=(*kept, *message_lines(entry, layout)))


def _wider(entry: Entry, wanted: Entry) -> bool:
    """Whether numbers may come that the translation was not made for."""
    before, after = _range(entry), _range(wanted)
    return before is not None and (after is None or after[0] < before[0] or after[1] > before[1])


def _range(entry: Entry) -> tuple[int, int] | None:
    found = [match for match in map(_RANGE.fullmatch, entry.flags) if match]
    return (int(found[0][1]), int(found[0][2])) if found else None


def _bytes(text: str) -> str:
    """The text with a character for each of its bytes, which msgmerge compares."""
    return text.encode("utf-8", "surrogatepass").decode("latin-1")


class _Merge:
    """One merge: what the old catalog and the compendia offer, and what became of it."""

    def __init__(
        self, old: CatalogFile, new: CatalogFile, library: Sequence[Entry], options: ReferenceOptions, layout: Layout
    ) -> None:
        self.old, self.library, self.options, self.layout = old, library, options, layout
        self.wanted: Sequence[Entry] = new.live
        location = "never" if options.for_msgfmt else options.location
        if options.sort_by_file:
            self.wanted = sorted(self.wanted, key=_place)
        if location != "full" and not options.canonical:
            self.wanted = [_located(entry, location, layout) for entry in self.wanted]
        self.counts: Counter[str] = Counter()
        self.own = {entry.identity: entry for entry in (*old.obsolete, *old.live)}
        self.offered: dict[Identity, Entry] = {}
        for entry in library:
            if entry.translated and (entry.identity not in self.offered or self.offered[entry.identity].fuzzy):
                self.offered[entry.identity] = entry
        found = _FORMS.search(old.header.msgstr[0]) if old.header else None
        self.language = code_of(fields_of(old.header).get("X-Source-Language") or "en") if old.header else "en"
        self.examples = plural_examples(fields_of(old.header).get("Plural-Forms", "")) if old.header else ()
        self.forms = int(found[1]) if found and 0 < int(found[1]) < 10 else 0

    def entries(self) -> list[Entry]:
        """Live ones in the order of the reference, then the obsolete."""
        similar = self._similar() if self.options.fuzzy_matching else {}
        made = []
        for wanted in self.wanted:
            identity = wanted.identity
            own, offered = self.own.get(identity), self.offered.get(identity)
            if offered is not None and (own is None or not own.translated):
                self.counts["merged"] += 1
                made.append(self._joined(self._borrowed(offered, own), wanted))
            elif own is not None:
                self.counts["merged"] += 1
                made.append(self._joined(own, wanted))
            elif identity in similar:
                self.counts["fuzzied"] += 1
                made.append(self._joined(similar[identity], wanted))
            else:
                self.counts["missing"] += 1
                made.append(self._with_forms(_fresh(wanted, self.layout)))
        used = {wanted.identity for wanted in self.wanted} | {entry.identity for entry in similar.values()}
        for entry in self.old.entries:
            if entry.header or entry.identity in used:
                continue
            if entry.obsolete:
                made.append(entry)
            elif entry.translated and (self.options.canonical or machine(entry) is None):
                self.counts["obsolete"] += 1
                made.append(as_obsolete(entry, self.layout))
        return made

    def _similar(self) -> dict[Identity, Entry]:
        """A message that nobody has -> the most similar one that somebody translated."""
        unknown = {entry.identity for entry in self.wanted} - self.own.keys() - self.offered.keys()
        candidates = [
            entry
            for entry in (*self.old.live, *self.old.obsolete, *(_fresh(entry, self.layout) for entry in self.library))
            if entry.msgstr[0] and (self.options.canonical or machine(entry) is None)
        ]
        if not unknown or not candidates:
            return {}
        numbers: dict[Identity, int] = {}
        for number, entry in enumerate(candidates):
            numbers.setdefault(entry.identity, number)
        before, after = ([entry.identity for entry in entries] for entries in (self.old.live, self.wanted))
        near = beside(stretches(before, after, numbers, unknown))
        new = list(near)
        places: dict[int, list[int]] = {place: near[identity] for place, identity in enumerate(new)}
        shown = _bytes if self.options.canonical else str
        if self.options.canonical:
            short = [number for number, entry in enumerate(candidates) if len(_bytes(entry.msgid)) < GRAM]
            places = {place: short for place, (_, msgid) in enumerate(new) if len(_bytes(msgid)) < GRAM}
        found = nearest(
            [(shown(entry.msgid),) for entry in candidates],
            [shown(msgid) for _, msgid in new],
            places,
            ([entry.identity[0] for entry in candidates], [context for context, _ in new]),
            alike if self.options.canonical else None,
        )
        return {new[position]: candidates[number] for position, number in found.items()}

    def _borrowed(self, offered: Entry, own: Entry | None) -> Entry:
        """A compendium's entry; what the catalog itself says of the message stays."""
        offered = _fresh(as_live(offered, self.layout) if offered.obsolete else offered, self.layout)
        comments = own.of(Part.COMMENT) if own else ()
        return offered.with_part(Part.COMMENT, comments) if comments else offered

    def _joined(self, entry: Entry, wanted: Entry) -> Entry:
        """The translation of `entry` under the message of `wanted`."""
        layout = self.layout
        quick = None if self.options.canonical else refreshed(entry, wanted)
        if quick is not None:
            return quick
        if entry.obsolete:
            entry = as_live(entry, layout)
        same = (entry.identity, entry.msgid_plural) == (wanted.identity, wanted.msgid_plural)
        if not same and entry.identity != wanted.identity:
            entry = replace(entry, line=0, gap="")  # another place may take it as well
        changed = not same or _wider(entry, wanted) or self._unfit(entry, wanted)
        entry = self._flagged(entry, wanted)
        entry = self._changed(entry, wanted) if changed else tidied(entry, layout)
        if self.options.canonical and not self.options.previous:
            entry = with_previous(entry, None, layout)
        for part in (Part.EXTRACTED, Part.REFERENCE):
            lines = [text.lstrip().rstrip("\r\n") + layout.newline for text in wanted.of(part)]
            if entry.of(part) != tuple(lines) and words_of(entry.of(part), part) != words_of(lines, part):
                entry = entry.with_part(part, lines)
        return entry

    def _unfit(self, entry: Entry, wanted: Entry) -> bool:
        """Whether the source is a format now, and the translation, which nobody checked as one, does not fit."""
        flags = wanted.flags
        if not flags or entry.fuzzy or not entry.translated:
            return False
        told, known = ({flag.removeprefix("possible-") for flag in each} for each in (flags, entry.flags))
        new = (told & FORMATS) - known
        return any(not all_fit(wanted, entry.msgstr, form, self.examples) for form in new)

    def _changed(self, entry: Entry, wanted: Entry) -> Entry:
        previous = entry.previous if entry.fuzzy else Previous(entry.msgid, entry.msgctxt, entry.msgid_plural)
        if previous is not None and not (entry.fuzzy and not self.options.canonical) and not self.options.previous:
            previous = None
        if machine(entry) is not None and (entry.msgid_plural is None) != (wanted.msgid_plural is None):
            # With other forms the draft's comment would not fit any more, and the draft pass for a person's.
            entry = without_draft_comments(with_fuzzy(replace(entry, msgstr=("",)), False, self.layout))
        msgstr, translated = entry.msgstr, entry.translated
        source = entry.previous.msgid if entry.fuzzy and entry.previous else entry.msgid
        if entry.msgid_plural is None and wanted.msgid_plural is not None:
            msgstr = msgstr * (self.forms or max(1, len(wanted.msgstr)))
        elif entry.msgid_plural is not None and wanted.msgid_plural is None:
            # The first form that somebody translated stays, the others are kept beside it.
            forms = [(n, form) for n, form in enumerate(msgstr) if form] or [(0, "")]
            kept = [line for n, form in forms[1:] for line in quotation_lines(f"msgstr[{n}]", form, self.layout)]
            entry = entry.with_part(Part.COMMENT, [*entry.of(Part.COMMENT), *kept])
            msgstr = (forms[0][1],)
        entry = replace(
            entry, msgid=wanted.msgid, msgctxt=wanted.msgctxt, msgid_plural=wanted.msgid_plural, msgstr=msgstr,
            previous=previous if translated else None,
        )  # fmt: skip
        if not translated:
            return self._with_forms(_laid_out(entry, self.layout))
        change = change_between(source, wanted.msgid, self.language)
        labelled = change in LABELLED and not self.options.canonical
        entry = with_change(entry, change if labelled else "", self.layout)
        return with_fuzzy(_laid_out(entry, self.layout), True, self.layout)

    def _with_forms(self, entry: Entry) -> Entry:
        """An untranslated plural message with as many forms as the language has."""
        if entry.msgid_plural is None or entry.translated or self.forms in (0, len(entry.msgstr)):
            return entry
        return _laid_out(replace(entry, msgstr=("",) * self.forms), self.layout)

    def _flagged(self, entry: Entry, wanted: Entry) -> Entry:
        """What xgettext found out comes from the reference; every other flag stays."""
        given, present = [flag for flag in wanted.flags if flag != "fuzzy"], entry.flags
        if not given and not present:
            return entry
        if self.options.canonical:
            flags = [*(["fuzzy"] if entry.fuzzy else []), *given]
            return entry.with_part(Part.STICKY, ()).with_part(Part.FLAGS, flag_lines(flags, self.layout))
        stale = {flag for flag in present if _GIVEN.fullmatch(flag) and flag not in given}
        added = [flag for flag in given if flag not in present]
        if not stale and not added:
            return entry
        for part in (Part.FLAGS, Part.STICKY):
            texts: list[str] = []
            for text in entry.of(part):
                flags = [flag for flag in flags_of(text) if flag not in stale]
                if flags == flags_of(text):
                    texts.append(text)
                elif flags:
                    texts.append(f"{text[:2]} {', '.join(flags)}{self.layout.newline}")
            entry = entry.with_part(part, texts)
        flags = [flag for text in entry.of(Part.FLAGS) for flag in flags_of(text)]
        return entry.with_part(Part.FLAGS, flag_lines((*flags, *added), self.layout)) if added else entry
