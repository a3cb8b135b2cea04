"""The proof behind every catalog that is written: each translation that people made is found again in the new bytes.

    went in             people's translations in the file as it was
    live                approved, and in use
    fuzzy               in use and waiting for a person; `stale` of them with the source that they were made for
    obsolete            kept as `#~`
    replaced            by another person's correction, and kept beside it as `# Was: "…"`

Copies that an update made of a sentence which was split or joined (states.py) and that nobody has worked on may go with
their texts, as long as their words are found.

The proof reads the bytes themselves and knows nothing of the step that made them. It fails where a translation is
gone, where one counts as approved that nobody has approved, and where a machine's draft would pass for a person's.
"""

import contextlib
import functools
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from toolkit.catalogs.states import copied, human
from toolkit.errors import CatalogError
from toolkit.po.entries import Entry, shortened
from toolkit.po.file import read
from toolkit.po.layout import quoted
from toolkit.po.remarks import quotations
from toolkit.po.versions import Versions, versions

if TYPE_CHECKING:
    from pathlib import Path

Forms = tuple[str, ...]
"""A translation: one text, or one for each plural form."""


class Ledger(NamedTuple):
    """Where people's translations are now, in entries."""

    went_in: int = 0
    live: int = 0
    fuzzy: int = 0
    stale: int = 0
    """Those of `fuzzy` that stand beside their previous source."""
    obsolete: int = 0

    @property
    def counts(self) -> dict[str, int]:
        """Where each one is now; every one is in exactly one place."""
        return {"live": self.live, "fuzzy": self.fuzzy, "obsolete": self.obsolete}

    @property
    def row(self) -> dict[str, int]:
        """For programs: what went in, and where it is."""
        return {"went in": self.went_in, **self.counts, "fuzzy with previous source": self.stale}

    @property
    def unchanged(self) -> "Ledger":
        """That of the same file, written again as it is."""
        return self._replace(went_in=sum(self.counts.values()))

    def __str__(self) -> str:
        beside = f" ({self.stale} with the previous source)" if self.stale else ""
        if not self.went_in:
            return f"people's translations: {self.live} live, {self.fuzzy} fuzzy{beside}, {self.obsolete} obsolete"
        return (
            f"people's translations: {self.went_in} before, all kept: "
            f"{self.live} live, {self.fuzzy} fuzzy{beside}, {self.obsolete} obsolete"
        )

    @property
    def said(self) -> str:
        """The same for a person, with a semicolon before it; empty where nobody has translated anything yet."""
        return f"; {self}" if self.went_in or any(self.counts.values()) else ""

    def then(self, later: "Ledger") -> "Ledger":
        """One ledger for two writes of the same file, one after the other."""
        return Ledger(self.went_in, later.live, later.fuzzy, later.stale, later.obsolete)


def account(
    before: bytes | None,
    after: bytes,
    path: "str | Path" = "",
    *,
    approved: Collection[Forms] = (),
    given: Iterable[Forms] = (),
    partial: bool = False,
) -> Ledger:
    """Proves that `after` holds what people translated in `before`, and says where.

    `approved` are translations that a person has approved just now, `given` those that come from other catalogs. With
    `partial` the new bytes are no catalog that takes the place of the old, and may leave out translations.
    Raises CatalogError where the proof fails, or one of the two cannot be read.
    """
    return _proved(before or b"", after, str(path), frozenset(chain(approved, given)), partial)


def account_in_place(
    before: bytes,
    after: bytes,
    path: "str | Path" = "",
    *,
    given: Iterable[Forms] = (),
    withdrawn: Iterable[Forms] = (),
) -> None:
    """The same proof where one or a few entries of a file were changed and all others are the same to the byte.

    Only the blocks that differ are read; where that cannot be told, the whole files are. `given` is what a person has
    just typed or approved, `withdrawn` what the same person had typed a moment ago. Raises CatalogError.
    """
    allowed, gone = frozenset(given), frozenset(withdrawn)
    if differing := _differing(before, after):
        with contextlib.suppress(CatalogError):  # what the blocks alone do not prove, the whole files may
            _proved(*differing, str(path), allowed, False, gone)
            return
    _proved(before, after, str(path), allowed, False, gone)


def _differing(before: bytes, after: bytes) -> tuple[bytes, bytes] | None:
    """The blocks between blank lines that are not the same in both; None where they do not pair up."""
    if b"\r" in before or b"\r" in after:
        return None
    old, new = before.split(b"\n\n"), after.split(b"\n\n")
    if len(old) != len(new) or old[0].partition(b"charset=")[2][:5].lower() != b"utf-8":
        return None
    pairs = [(old[0], new[0]), *(pair for pair in zip(old[1:], new[1:], strict=True) if pair[0] != pair[1])]
    return b"\n\n".join(one for one, _ in pairs) + b"\n", b"\n\n".join(two for _, two in pairs) + b"\n"


@functools.lru_cache(maxsize=1)  # a merge proves what it made, and so does whatever writes it
def _proved(
    before: bytes,
    after: bytes,
    path: str,
    allowed: frozenset[Forms],
    partial: bool,
    withdrawn: frozenset[Forms] = frozenset(),
) -> Ledger:
    was = read(before, path)
    found = versions(was, before, after)
    if found is not None:
        with contextlib.suppress(CatalogError):  # what the differences alone do not prove, the whole files may
            return _judged(found, path, allowed, partial, withdrawn)
    return _judged(
        Versions([], [*was.entries], [*read(after, path, like=was).entries]), path, allowed, partial, withdrawn
    )


def _judged(
    found: Versions, path: str, allowed: frozenset[Forms], partial: bool, withdrawn: frozenset[Forms]
) -> Ledger:
    old = _told(found.old, {})
    new = _told(found.new, {id(one.entry): one for one in old})
    known = Counter(one.forms for one in old if one.persons)
    own = Counter(one.forms for one in old if one.persons and not one.copy and one.forms not in withdrawn)
    people = [one for one in new if one.persons]
    lost = _missing(own, [one for one in people if not one.copy], found.new)
    copies = [one.forms for one in old if one.copy]
    if unfound := _unfound(copies, new) if copies else []:
        beside = {text for entry in found.new for label, text in quotations(entry.comments) if label == "Was"}
        lost += [forms for forms in unfound if quoted(forms[0]) not in beside]
    _refuse([] if partial else lost, "would lose {} translation(s) that people made", path)
    may_be_approved = {one.forms for one in old if not one.fuzzy} | allowed
    waiting = {one.forms for one in old if one.fuzzy} - may_be_approved
    rash = [one.forms for one in new if not one.fuzzy and one.forms in waiting]
    _refuse(rash, "would approve {} translation(s) that nobody has approved", path)
    drafts = {one.forms for one in old if not one.persons} - known.keys() - may_be_approved
    passing = [one.forms for one in people if one.forms in drafts]
    _refuse(passing, "would let {} machine draft(s) pass for a person's", path)
    places = Counter("obsolete" if one.entry.obsolete else "fuzzy" if one.fuzzy else "live" for one in people)
    stale = sum(one.fuzzy and one.entry.previous is not None and not one.entry.obsolete for one in people)
    stay = [entry for entry in found.same if any(entry.msgstr) and not entry.header]
    gone = sum([entry.obsolete for entry in stay])
    went_in = known.total() + len(stay)
    return Ledger(went_in, places["live"] + len(stay) - gone, places["fuzzy"], stale, places["obsolete"] + gone)


def _unfound(copies: Iterable[Forms], new: Iterable["_Told"]) -> list[Forms]:
    """The copies whose words are in no translation."""
    from toolkit.catalogs.regrouping import Words  # few catalogs have any

    words = Words(one.entry for one in new)
    return [forms for forms in copies if not words.found(forms[0])]


class _Told(NamedTuple):
    """A translation and what is to be known of it, asked once."""

    forms: Forms
    fuzzy: bool
    persons: bool
    copy: bool
    """An update made it of another translation, and nobody has worked on it."""
    entry: Entry


def _told(entries: Iterable[Entry], known: Mapping[int, _Told]) -> list[_Told]:
    """`known` has what is told already of entries that are the very same in another file, by their id()."""
    told = []
    for entry in entries:
        same = known.get(id(entry))
        if same is not None:
            told.append(same)
        elif any(entry.msgstr) and not entry.header:
            fuzzy = entry.fuzzy
            noted = fuzzy and bool(entry.comments)  # which say what is a draft, and what a copy
            told.append(_Told(entry.msgstr, fuzzy, not noted or human(entry), noted and bool(copied(entry)), entry))
    return told


def _missing(known: Counter[Forms], people: Iterable[_Told], new: Iterable[Entry]) -> list[Forms]:
    """The translations that are in no entry, neither whole nor with every form of theirs in one or in a comment."""
    present = Counter(one.forms for one in people)
    lost, unused = known - present, present - known
    if not lost:
        return []
    firsts = Counter(next(form for form in forms if form) for forms in unused.elements())
    forms_left = set(chain.from_iterable(present))
    said = [quotation for entry in new for quotation in quotations(entry.comments)]
    kept = {text for label, text in said if label.startswith("msgstr[")}
    replaced = {text for label, text in said if label == "Was"}
    missing = []
    for forms in lost.elements():
        if len(forms) == 1 and quoted(forms[0]) in replaced:  # see corrections.py
            continue
        if any(quoted(form) in replaced for form in forms if form) and all(
            quoted(form) in replaced or form in forms_left for form in forms if form
        ):
            continue
        first, *rest = [form for form in forms if form]
        firsts[first] -= 1
        if firsts[first] < 0 or any(form not in forms_left and quoted(form) not in kept for form in rest):
            missing.append(forms)
    return missing


def _refuse(found: Collection[Forms], says: str, path: "str | Path") -> None:
    if found:
        shown = shortened(next(form for form in next(iter(found)) if form))
        raise CatalogError(f"this {says.format(len(found))}, the first is {shown}; nothing was written", path=path)
