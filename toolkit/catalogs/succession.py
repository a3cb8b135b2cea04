"""Which entries of a catalog each new message comes after: a version of one, a part of one, or several joined."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from toolkit.catalogs.neighbours import Identity, Stretch, beside, stretches
from toolkit.catalogs.regrouping import exact, near
from toolkit.catalogs.similar import pairs
from toolkit.catalogs.states import human
from toolkit.catalogs.templates import Message
from toolkit.po.entries import Entry
from toolkit.po.file import CatalogFile


@dataclass(frozen=True, slots=True)
class Piece:
    """A new message that is a part of an old sentence."""

    entry: Entry
    part: int
    """Counted from 1."""
    parts: int
    together: str
    """The text of all parts."""
    exact: bool
    """Whether the parts together are the old sentence, but for white space."""


@dataclass(frozen=True, slots=True)
class Union:
    """The old sentences that one new message is made of, in its order."""

    entries: tuple[Entry, ...]
    exact: bool


@dataclass(frozen=True, slots=True)
class Move:
    """Sentences that were split or joined, for a person to read."""

    kind: str
    """split | joined"""
    before: tuple[str, ...]
    after: tuple[str, ...]
    exact: bool
    """Whether not a letter is different, as when other rules cut the same text."""
    approved: bool
    """Whether the translation needs no review: sentences joined to the letter, each of them approved."""


@dataclass(slots=True)
class Succession:
    """New message -> what it comes after; one that nothing fits is in none of the three."""

    versions: dict[Identity, Entry] = field(default_factory=dict)
    pieces: dict[Identity, Piece] = field(default_factory=dict)
    unions: dict[Identity, Union] = field(default_factory=dict)
    moves: list[Move] = field(default_factory=list)


def succession(old: CatalogFile, wanted: Sequence[Message], unknown: Collection[Identity], joiner: str) -> Succession:
    """Finds what became of the sentences that vanished; only what a person translated is worth carrying.

    `unknown` are the messages that the catalog does not have, live or obsolete; `joiner` stands between two sentences
    of the source language.
    """
    found = Succession()
    if not unknown:
        return found
    _Search(found, old, wanted, unknown, joiner).run()
    return found


class _Search:
    """One search: exact regroupings first, then near ones, then versions among what is left."""

    def __init__(
        self,
        found: Succession,
        old: CatalogFile,
        wanted: Sequence[Message],
        unknown: Collection[Identity],
        joiner: str,
    ) -> None:
        self.found, self.wanted, self.joiner = found, wanted, joiner
        self.live, self.obsolete = old.live, old.obsolete
        self.new = [message.identity for message in wanted]
        keys = set(self.new)
        gone = [entry for entry in (*self.live, *self.obsolete) if entry.identity not in keys]
        self.candidates = [entry for entry in gone if entry.msgid_plural is None and human(entry)]
        self.open = set(unknown)
        self.numbers = {entry.identity: number for number, entry in enumerate(self.candidates)}
        self.spent: set[int] = set()
        """Candidates that parts were made of."""

    def run(self) -> None:
        """Fills `found`."""
        self._exact()
        live = [entry.identity for entry in self.live]
        new = self.new
        left = {identity: number for identity, number in self.numbers.items() if number not in self.spent}
        if not left or not self.open:
            return
        around = stretches(live, new, left, self.open)
        if self._near(around):
            left = {identity: number for identity, number in left.items() if number not in self.spent}
            around = stretches(live, new, left, self.open)
        self._versions(around, left)

    def _exact(self) -> None:
        contexts = {context for context, _ in self.open}
        for context in sorted(contexts):
            own = [entry for entry in (*self.obsolete, *self.live) if (entry.msgctxt or "") == context]
            number_of = {entry.msgid: number for number, entry in enumerate(own) if entry.msgid_plural is None}
            wholes = {
                number: identity[1]
                for number, identity in enumerate(self.new)
                if identity in self.open and identity[0] == context
            }
            for whole, parts, _ in exact(wholes, number_of):
                entries = [own[part] for part in parts]
                if all(map(human, entries)):
                    self._join(self.wanted[whole], entries, certain=True)
            new = {msgid: number for number, (own_context, msgid) in enumerate(self.new) if own_context == context}
            gone = {
                number: entry.msgid
                for number, entry in enumerate(self.candidates)
                if (entry.msgctxt or "") == context and number not in self.spent
            }
            for whole, parts, _ in exact(gone, new):
                self._split(whole, [self.wanted[part] for part in parts], certain=True)

    def _near(self, around: Sequence[Stretch]) -> bool:
        places = {identity: number for number, identity in enumerate(self.new)}
        news = {identity: places[identity] for stretch in around for identity in stretch.new}

        def together(one: Identity, other: Identity) -> bool:
            first, second = places[one], places[other]
            return second == first + 1 and self.wanted[first].block == self.wanted[second].block

        splits, joins = near(around, [entry.msgid for entry in self.candidates], news, together, self.joiner)
        for whole, parts, _ in splits:
            self._split(whole, [self.wanted[part] for part in parts], certain=False)
        for whole, parts, _ in joins:
            self._join(self.wanted[whole], [self.candidates[part] for part in parts], certain=False)
        return bool(splits or joins)

    def _join(self, message: Message, entries: Sequence[Entry], *, certain: bool) -> None:
        self.found.unions[message.identity] = Union(tuple(entries), certain)
        self.open.discard(message.identity)
        self.spent.update(self.numbers[e.identity] for e in entries if e.identity in self.numbers)
        self.found.moves.append(
            Move(
                "joined",
                tuple(entry.msgid for entry in entries),
                (message.msgid,),
                certain,
                approved=certain and not any(entry.fuzzy for entry in entries),
            )
        )

    def _split(self, whole: int, messages: Sequence[Message], *, certain: bool) -> None:
        parts = [message for message in messages if message.identity in self.open]
        if not parts:
            return
        entry, together = self.candidates[whole], self.joiner.join(message.msgid for message in messages)
        for number, message in enumerate(messages, start=1):
            if message.identity in self.open:
                self.found.pieces[message.identity] = Piece(entry, number, len(messages), together, certain)
                self.open.discard(message.identity)
        self.spent.add(whole)
        self.found.moves.append(
            Move("split", (entry.msgid,), tuple(m.msgid for m in messages), certain, approved=False)
        )

    def _versions(self, around: Sequence[Stretch], left: Mapping[Identity, int]) -> None:
        candidates = [entry for entry in self.candidates if entry.identity in left]
        renumbered = {number: place for place, number in enumerate(sorted(left.values()))}
        texts = [
            (entry.msgid, entry.previous.msgid) if entry.fuzzy and entry.previous else (entry.msgid,)
            for entry in candidates
        ]
        near_by = {
            identity: [renumbered[number] for number in numbers if number in renumbered]
            for identity, numbers in beside(around).items()
        }
        new = list(near_by)
        chosen = pairs(texts, [msgid for _, msgid in new], {n: near_by[identity] for n, identity in enumerate(new)})
        for position, number in chosen.items():
            self.found.versions[new[position]] = candidates[number]
