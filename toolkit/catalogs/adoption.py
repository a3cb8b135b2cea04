"""What a template takes over from a catalog and from compendia: each message, its translation, and what is left."""

import re
from collections import Counter, deque
from collections.abc import Collection, Sequence
from typing import NamedTuple

from toolkit.catalogs.changes import change_between
from toolkit.catalogs.neighbours import Identity, beside, stretches
from toolkit.catalogs.refreshing import GIVEN, refreshed, reworded
from toolkit.catalogs.similar import THRESHOLD, nearest
from toolkit.catalogs.states import machine, tidied, with_change, without_draft_comments
from toolkit.languages import code_of
from toolkit.po.charsets import UTF_8
from toolkit.po.entries import Entry, Line, Part, Previous, flags_of, place_of, words_of
from toolkit.po.file import CatalogFile
from toolkit.po.formats import FORMATS, all_fit
from toolkit.po.header import charset_named, fields_of, plural_examples
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
from toolkit.po.remarks import quotation_lines

LABELLED = ("negation", "number")
"""Changes (changes.py) that a `# Changed:` comment names: such a near match is offered, but never in silence."""
MOST_COMPARED = 40_000_000
"""Pairs of a new message and an old one up to which a canonical merge looks at all; each takes 0.1 microseconds."""
_RANGE = re.compile(r"range:\s*(\d{1,18})\.\.(\d{1,18})")
_ISOLATES = "\u2068\u2069"
"""Between them stand file names with spaces, whose lines are left alone."""
_FORMS = re.compile(r"nplurals\s*=\s*(\d{1,9})")


class ReferenceOptions(NamedTuple):
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
    """--add-location: which references are written: full, file or never."""
    for_msgfmt: bool = False
    """Only what a program can use: what is translated and not fuzzy, without references."""
    to_utf8: bool = False
    """Whether the result is in UTF-8 whatever the catalog was in."""
    canonical: bool = False
    """Whether the result is printed as msgmerge prints it, and nothing is added or kept that it would not."""
    force_po: bool = False
    """Whether a canonical result without messages is written too; msgmerge writes an empty file."""
    multi_domain: bool = False
    """-m: the first template is that of every domain of the catalog."""
    escape: bool = False
    """-E: nothing but ASCII, the other bytes as octal numbers."""
    indent: bool = False
    """-i: strings in columns."""
    strict: bool = False
    """--strict: the style of Uniforum."""
    input: str = "po"
    """The syntax of catalog, template and compendia: `po`, or one of gnu.READERS."""
    output: str = "po"
    """The syntax of the result."""
    update: bool = False
    """With -U a new POT-Creation-Date alone is no change."""


def place(entry: Entry) -> tuple[bool, str, int, bytes, bool, bytes]:
    """Where a message stands first; what stands nowhere comes before all else."""
    words = [] if entry.obsolete else words_of(entry.of(Part.REFERENCE), Part.REFERENCE)
    return (entry.obsolete, *min(map(place_of, words), default=("", -1)), *order(entry)[1:])


def _located(entry: Entry, location: str, layout: Layout) -> Entry:
    words = [] if location == "never" else words_of(entry.of(Part.REFERENCE), Part.REFERENCE)
    words = [*dict.fromkeys(re.sub(r":\d+$", "", word) for word in words)]
    return entry.with_part(Part.REFERENCE, reference_words(words, layout))


def order(entry: Entry) -> tuple[bool, bytes, bool, bytes]:
    """The place of a message among others with -s."""
    context = entry.msgctxt
    return entry.obsolete, entry.msgid.encode(), context is not None, (context or "").encode()


def fresh(entry: Entry, layout: Layout) -> Entry:
    """An entry of another file as one of this."""
    lines = tuple(Line(part, text.lstrip().rstrip("\r\n") + layout.newline) for part, text in entry.lines)
    return entry._replace(lines=lines, gap="", line=0)


def laid_out(entry: Entry, layout: Layout) -> Entry:
    """The entry with its references and its message in other lines."""
    words = words_of(entry.of(Part.REFERENCE), Part.REFERENCE)
    if words and not any(sign in word for word in words for sign in _ISOLATES):
        entry = entry.with_part(Part.REFERENCE, reference_words(words, layout))
    kept = tuple(line for line in entry.lines if line.part < Part.PREVIOUS)
    return entry._replace(lines=(*kept, *message_lines(entry, layout)))


def _wider(entry: Entry, wanted: Entry) -> bool:
    """Whether numbers may come that the translation was not made for."""
    before, after = _range(entry), _range(wanted)
    return before is not None and (after is None or after[0] < before[0] or after[1] > before[1])


def _range(entry: Entry) -> tuple[int, int] | None:
    found = [match for match in map(_RANGE.fullmatch, entry.flags) if match]
    return (int(found[0][1]), int(found[0][2])) if found else None


def _worth(entry: Entry) -> int:
    """What msgmerge prefers where several files have a message: any but an empty msgstr without plural forms."""
    return 1 if entry.msgstr == ("",) else 2


class Adoption:
    """One merge: what the old catalog and the compendia offer, and what became of it."""

    def __init__(
        self, old: CatalogFile, new: CatalogFile, library: Sequence[Entry], options: ReferenceOptions, layout: Layout
    ) -> None:
        self.old, self.library, self.options, self.layout = old, library, options, layout
        self.wanted: Sequence[Entry] = new.live
        if options.canonical:
            self.wanted = [entry for entry in new.entries if not entry.header]
        location = "never" if options.for_msgfmt else options.location
        if options.sort_by_file:
            self.wanted = sorted(self.wanted, key=place)
        if location != "full" and not options.canonical:
            self.wanted = [_located(entry, location, layout) for entry in self.wanted]
        self.identities = [entry.identity for entry in self.wanted]
        self.counts: Counter[str] = Counter()
        # An identity is made anew whenever it is asked for.
        self.present = [(entry.identity, entry) for entry in old.entries if entry.msgid or not entry.header]
        self.live = [each for each in self.present if not each[1].obsolete]
        self.obsolete = [each for each in self.present if each[1].obsolete]
        self.own = dict((*self.obsolete, *self.live))
        self.offered: dict[Identity, Entry] = {}
        for entry in library:
            present = self.offered.get(entry.identity)
            if options.canonical:
                better = present is None or _worth(entry) > _worth(present)
            else:
                better = entry.translated and (present is None or present.fuzzy)
            if better:
                self.offered[entry.identity] = entry
        found = _FORMS.search(old.header.msgstr[0]) if old.header else None
        self.fields = fields_of(old.header) if old.header else {}
        self.language = code_of(self.fields.get("X-Source-Language") or "en")
        self.forms = int(found[1]) if found and 0 < int(found[1]) < 10 else 0

    def entries(self) -> list[Entry]:
        """Live ones in the order of the reference, then the obsolete."""
        similar = self._similar() if self.options.fuzzy_matching else {}
        made = []
        waiting, self.wanted = deque(self.wanted), ()  # what is done makes room for what comes of it
        merged = 0
        for identity in self.identities:
            wanted, own = waiting.popleft(), self.own.get(identity)
            offered = self.offered.get(identity) if self.offered else None
            if offered is not None and self._wins(offered, own):
                merged += 1
                made.append(self._joined(self._borrowed(offered, own), wanted))
            elif own is not None:
                merged += 1
                made.append(self._joined(own, wanted))
            elif identity in similar:
                self.counts["fuzzied"] += 1
                made.append(self._joined(similar[identity], wanted))
            else:
                self.counts["missing"] += 1
                made.append(self._with_forms(fresh(wanted, self.layout)))
            if wanted.obsolete and not made[-1].obsolete:
                made[-1] = as_obsolete(made[-1], self.layout)
        self.counts["merged"] = merged
        used = {*self.identities, *(entry.identity for entry in similar.values())}
        for identity, entry in self.present:
            if identity in used:
                continue
            if entry.obsolete:
                made.append(entry)
            elif entry.translated and (self.options.canonical or machine(entry) is None):
                self.counts["obsolete"] += 1
                made.append(as_obsolete(entry, self.layout))
        return made

    def _wins(self, offered: Entry, own: Entry | None) -> bool:
        """Whether a compendium's entry comes before that of the catalog."""
        if self.options.canonical:
            return own is None or _worth(offered) > _worth(own)
        return own is None or not own.translated

    def _similar(self) -> dict[Identity, Entry]:
        """A message that nobody has -> the most similar one that somebody translated."""
        wanted = {*self.identities}
        unknown = wanted - self.own.keys() - self.offered.keys()
        borrowed = [(entry.identity, fresh(entry, self.layout)) for entry in self.library]
        candidates = [
            each
            for each in (*self.live, *self.obsolete, *borrowed)
            if each[1].msgstr[0] and (self.options.canonical or not each[1].fuzzy or machine(each[1]) is None)
        ]
        if not unknown or not candidates:
            return {}
        if self.options.canonical and len(unknown) * len(candidates) < MOST_COMPARED:
            return self._as_msgmerge(unknown)
        own = [identity for identity, _ in candidates]
        numbers: dict[Identity, int] = {}
        for number, identity in enumerate(own):
            if identity not in wanted:
                numbers.setdefault(identity, number)
        near = beside(stretches([identity for identity, _ in self.live], self.identities, numbers, unknown))
        new = list(near)
        places: dict[int, list[int]] = {place: near[identity] for place, identity in enumerate(new)}
        found = nearest(
            [(msgid,) for _, msgid in own],
            [msgid for _, msgid in new],
            places,
            ([context for context, _ in own], [context for context, _ in new]),
        )
        return {new[position]: candidates[number][1] for position, number in found.items()}

    def _as_msgmerge(self, unknown: Collection[Identity]) -> dict[Identity, Entry]:
        """The same by the very measure of msgmerge: the catalog first, and compendia where they have a better one."""
        from toolkit.catalogs.grams import Candidates

        charset = charset_named(self.old.header)
        own = Candidates([entry for entry in self.old.entries if not entry.header], charset, few=False)
        library = [fresh(entry, self.layout) for entry in self.library]
        others = Candidates(library, charset if self.old.header else UTF_8, few=True) if library else None
        found: dict[Identity, Entry] = {}
        for wanted in self.wanted:
            if wanted.identity not in unknown or wanted.identity in found:
                continue
            best = own.best(wanted.msgctxt, wanted.msgid)
            if others is not None:
                best = others.best(wanted.msgctxt, wanted.msgid, best[0] if best else THRESHOLD) or best
            if best is not None:
                found[wanted.identity] = best[1]
        return found

    def _borrowed(self, offered: Entry, own: Entry | None) -> Entry:
        """A compendium's entry; what the catalog itself says of the message stays."""
        offered = fresh(as_live(offered, self.layout) if offered.obsolete else offered, self.layout)
        comments = own.of(Part.COMMENT) if own and not self.options.canonical else ()
        return offered.with_part(Part.COMMENT, comments) if comments else offered

    def _joined(self, entry: Entry, wanted: Entry) -> Entry:
        """The translation of `entry` under the message of `wanted`."""
        if not self.options.canonical and (made := refreshed(entry, wanted)) is not None:
            return made
        layout = self.layout
        if entry.obsolete:
            entry = as_live(entry, layout)
        same = (entry.identity, entry.msgid_plural) == (wanted.identity, wanted.msgid_plural)
        if not same and entry.identity != wanted.identity:
            if (made := self._reworded(entry, wanted)) is not None:
                return made
            entry = entry._replace(line=0, gap="")  # another place may take it as well
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

    def _reworded(self, entry: Entry, wanted: Entry) -> Entry | None:
        if self.options.canonical:
            return None

        def remark() -> str:
            change = change_between(entry.msgid, wanted.msgid, self.language, risks=True)
            return f"# Changed: {change}{self.layout.newline}" if change in LABELLED else ""

        return reworded(entry, wanted, remark, self.layout, previous=self.options.previous)

    def _unfit(self, entry: Entry, wanted: Entry) -> bool:
        """Whether the source is a format now, and the translation, which nobody checked as one, does not fit."""
        flags = wanted.flags
        if not flags or entry.fuzzy or not entry.translated:
            return False
        told, known = ({flag.removeprefix("possible-") for flag in each} for each in (flags, entry.flags))
        new = (told & FORMATS) - known
        if not new:
            return False
        examples = plural_examples(self.fields.get("Plural-Forms", ""))
        return any(not all_fit(wanted, entry.msgstr, form, examples) for form in new)

    def _changed(self, entry: Entry, wanted: Entry) -> Entry:
        previous = entry.previous if entry.fuzzy else Previous(entry.msgid, entry.msgctxt, entry.msgid_plural)
        if previous is not None and not (entry.fuzzy and not self.options.canonical) and not self.options.previous:
            previous = None
        if machine(entry) is not None and (entry.msgid_plural is None) != (wanted.msgid_plural is None):
            # With other forms the draft's comment would not fit any more, and the draft pass for a person's.
            entry = without_draft_comments(with_fuzzy(entry._replace(msgstr=("",)), False, self.layout))
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
        entry = entry._replace(
            msgid=wanted.msgid, msgctxt=wanted.msgctxt, msgid_plural=wanted.msgid_plural, msgstr=msgstr,
            previous=previous if translated else None,
        )  # fmt: skip
        if not translated:
            return self._with_forms(laid_out(entry, self.layout))
        if self.options.canonical:
            entry = with_change(entry, "", self.layout)
        else:
            change = change_between(source, wanted.msgid, self.language, risks=True)
            entry = with_change(entry, change if change in LABELLED else "", self.layout)
        return with_fuzzy(laid_out(entry, self.layout), True, self.layout)

    def _with_forms(self, entry: Entry) -> Entry:
        """An untranslated plural message with as many forms as the language has."""
        if entry.msgid_plural is None or entry.translated or self.forms in (0, len(entry.msgstr)):
            return entry
        return laid_out(entry._replace(msgstr=("",) * self.forms), self.layout)

    def _flagged(self, entry: Entry, wanted: Entry) -> Entry:
        """What xgettext found out comes from the reference; every other flag stays."""
        given, present = [flag for flag in wanted.flags if flag != "fuzzy"], entry.flags
        if not given and not present:
            return entry
        if self.options.canonical:
            flags = [*(["fuzzy"] if entry.fuzzy else []), *given]
            return entry.with_part(Part.STICKY, ()).with_part(Part.FLAGS, flag_lines(flags, self.layout))
        stale = {flag for flag in present if GIVEN.fullmatch(flag) and flag not in given}
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
