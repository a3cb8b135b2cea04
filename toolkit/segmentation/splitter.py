"""Rules -> places where a text is cut.

A rule is a condition on a position: something that matches `before` ends here, and something that matches `after`
begins here. The first rule that fits decides whether the text is cut.

To try every rule at every position would be slow. Three things make it fast: only positions beside a character that
can stand next to a break (stops, closing quotes and so on, found out from the break rules) are looked at; the kinds of
the four characters around such a position are looked up in a table that remembers which rules can fit there at all; and
rules made from lists of abbreviations are tried only behind one of their words.
"""

import functools
import itertools
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from toolkit.errors import QUOTED, SegmentationError
from toolkit.segmentation.java import PatternError, translate
from toolkit.segmentation.pattern import Characters, Ends, Pattern, compiled, outermost, union
from toolkit.segmentation.ready import ASCII, BEYOND, PROBES, SAMPLE, ready
from toolkit.segmentation.srx import Rule

FLAT = re.compile(r"\[?(?!\^)(?:\\[\W]|\\[sdw]|\\x[0-9a-f]{2}|\\U0000[0-9a-f]{4}|\\u[0-9a-f]{4}|[^\\\[\]&])+\]?")
"""A class that `re` and `regex` write in the same way."""
WORD_BEFORE = re.compile(r"[A-Za-z\u00c0-\u024f]+|[^\W\d_A-Za-z\u00c0-\u024f]*")
"""Letters, of one script: hanzi may stand right before a Latin word."""
WORD_LENGTH = 24
"""Longest word before a stop, in characters, that is looked up among the abbreviations."""
PATIENCE = 1.5
"""Seconds that the rules of a user may spend on one block of text, for each quarter of a million characters."""
NOTHING = "\0"
"""Stands for a character that is not there."""
WINDOW = 1 << 18
"""Characters that are scanned at once."""
TABLE_SIZE = 20_000
"""Most characters, and most neighbourhoods, that are remembered."""


Scanner = tuple[re.Pattern[str], int]
"""Finds a character, and the offset from its beginning to the position beside it."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided at a position, and by which rule."""

    position: int
    """Offset in the text, in characters."""
    breaks: bool
    rule: Rule


WIDE = 24
"""Characters of what stands before a position, from which looking back at it costs more than looking ahead."""


class _Test:
    """A rule, ready to be tried at a position."""

    def __init__(self, rule: Rule, trusted: bool) -> None:
        self.rule = rule
        self.breaks = rule.breaks
        self.before = _translated(rule, "beforebreak", rule.before, trusted)
        self.after = _translated(rule, "afterbreak", rule.after, trusted)
        self.left = self.before.ends(backwards=True)
        self.right = self.after.ends(backwards=False)
        self.limit = self.before.width if self.before.at_start else sys.maxsize
        """The last position that it can fit at, in characters from the beginning of the text."""

    @functools.cached_property
    def by_last(self) -> bool:
        """Whether its positions are found by the character before them, or by the one after."""
        return _frequency(outermost(self.left)) <= _frequency(outermost(self.right))

    @functools.cached_property
    def fits(self) -> Callable[..., object]:
        """Called with (text, position); compiled when first needed."""
        tests = [
            f"(?<={self.before.source})" if self.before.source else "",
            f"(?={self.after.source})" if self.after.source else "",
        ]
        if not self.by_last or self.before.width > WIDE:
            tests.reverse()  # what fails more often, or sooner, is tested first
        fits: Callable[..., object] = compiled("".join(tests)).match
        return fits

    def possible(self, around: str) -> bool:
        """Whether the rule can fit between the second and the third of four characters, as far as they tell."""
        return _can_end(self.left, around[1], around[0]) and _can_end(self.right, around[2], around[3])

    def in_ascii(self) -> bool:
        """Whether the rule can fit in a text of ASCII characters."""
        return all(
            any(_ascii(end.outer) and (end.alone or _ascii(end.inner)) for end in ends)
            for ends in (self.left, self.right)
        )


def _can_end(ends: Ends, outer: str, inner: str) -> bool:
    return any(_has(end.outer, outer) and (end.alone or _has(end.inner, inner)) for end in ends)


_Known = tuple[tuple[_Test, ...], tuple[_Test, ...]]
"""The rules that can fit at a position by the characters around it: without those of lists, and all."""


class _Kinds(dict[str, str]):
    """Character -> its kind: characters that all rules treat alike at their ends share one."""

    def __init__(self, tests: Sequence[_Test]) -> None:
        super().__init__()
        ends = [end for test in tests for end in (*test.left, *test.right)]
        sets = dict.fromkeys(characters for end in ends for characters in (end.outer, end.inner))
        self.sets = [characters for characters in sets if characters]
        self.pieces = sorted(frozenset[str]().union(*self.sets))
        self.numbers: dict[tuple[bool, ...], str] = {}

    def __missing__(self, character: str) -> str:
        own = {piece for piece in self.pieces if _matches(piece, character)}
        member = tuple(not characters.isdisjoint(own) for characters in self.sets)
        kind = self.numbers.setdefault(member, chr(len(self.numbers)))
        if len(self) < TABLE_SIZE:
            self[character] = kind
        return kind


class Splitter:
    """Cuts the text of one block. Making one reads the rules; using it from several threads is safe."""

    def __init__(self, rules: Sequence[Rule], *, trusted: bool = False) -> None:
        """`trusted` rules are known to be fast. Raises SegmentationError naming the rule that cannot be used."""
        self.rules = tuple(rules)
        self.tests = [_Test(rule, trusted) for rule in self.rules]
        self.words = frozenset[str]().union(*(rule.words for rule in self.rules))
        self.timed = not trusted
        self.kinds = _Kinds(self.tests)
        self.table: dict[str, _Known] = {}
        """The kinds of four characters -> what is known of positions between them."""
        self.near: dict[str, _Known] = {}
        """The same for some of the characters themselves, which saves looking up their kinds."""

    @functools.cached_property
    def scanners(self) -> list[Scanner]:
        """What finds the positions that are looked at; made when the first text beyond ASCII comes."""
        return _scanners([test for test in self.tests if test.breaks])

    @functools.cached_property
    def ascii_scanners(self) -> list[Scanner]:
        """The same for texts of ASCII characters, of which there are more, and which these find sooner."""
        return _scanners([test for test in self.tests if test.breaks and test.in_ascii()], ascii_only=True)

    def breaks(self, text: str) -> list[int]:
        """Offsets at which the text is cut, ascending, in characters; neither 0 nor the length is among them.

        Raises SegmentationError where a rule of a user takes too long.
        """
        if self.timed:
            return [decision.position for decision in self._decisions(text) if decision.breaks]
        found = []
        known = self.near.get
        for at in self._candidates(text):
            tests, listed = known(text[at - 2 : at + 2]) or self._known(text, at)
            if listed is not tests and self._after_word(text, at):
                tests = listed
            for test in tests:
                if at <= test.limit and test.fits(text, at):
                    if test.breaks:
                        found.append(at)
                    break
        return found

    def spans(self, text: str) -> list[tuple[int, int]]:
        """(start, end) of each sentence; only white space lies outside of them."""
        found = []
        start = 0
        for end in (*self.breaks(text), len(text)):
            piece = text[start:end]
            stripped = piece.strip()
            if stripped:
                begin = start + (len(piece) - len(piece.lstrip()) if piece[0] != stripped[0] else 0)
                found.append((begin, begin + len(stripped)))
            start = end
        return found

    def sentences(self, text: str) -> list[str]:
        """The sentences, without the white space around them."""
        ends = self.breaks(text)
        if not ends:
            stripped = text.strip()
            return [stripped] if stripped else []
        pieces = [text[start:end].strip() for start, end in zip([0, *ends], [*ends, None], strict=False)]
        return pieces if all(pieces) else [piece for piece in pieces if piece]

    def explain(self, text: str) -> list[Decision]:
        """Every position that some break rule fits, with the rule that decided there: a cut or an exception."""
        found = []
        for decision in self._decisions(text):
            at = decision.position
            if decision.breaks or any(test.rule.breaks and test.fits(text, at) for test in self._known(text, at)[1]):
                found.append(decision)
        return found

    def _candidates(self, text: str) -> Iterable[int]:
        """Positions beside a character that can stand next to a break, ascending."""
        scanners = self.ascii_scanners if text.isascii() else self.scanners
        if len(text) <= WINDOW:
            return _scanned(text, scanners, 1, len(text))
        starts = range(1, len(text), WINDOW)  # one after the other, so that a long text does not fill the memory
        return itertools.chain.from_iterable(
            _scanned(text, scanners, start, min(start + WINDOW, len(text))) for start in starts
        )

    def _known(self, text: str, at: int) -> _Known:
        around = text[at - 2 : at + 2] if 1 < at < len(text) - 1 else _padded(text, at)
        kinds = self.kinds
        key = kinds[around[0]] + kinds[around[1]] + kinds[around[2]] + kinds[around[3]]
        known = self.table.get(key)
        if known is None:
            every = tuple(test for test in self.tests if test.possible(around))
            if not any(test.rule.breaks for test in every):
                every = ()
            plain = tuple(test for test in every if not test.rule.words)
            known = self.table[key] = (plain, plain if len(plain) == len(every) else every)
        if len(self.near) < TABLE_SIZE:
            self.near[around] = known
        return known

    def _after_word(self, text: str, at: int) -> bool:
        """Whether a word of the lists stands right before the stop at this position."""
        backwards = text[at - 2 : at - 2 - WORD_LENGTH : -1] if at > 2 + WORD_LENGTH else text[: at - 1][::-1]
        word = WORD_BEFORE.match(backwards)
        return word is None or word[0][::-1].lower() in self.words

    def _decisions(self, text: str) -> Iterator[Decision]:
        """What the first fitting rule says wherever one fits, under a watch if rules are not trusted."""
        patience = PATIENCE * (1 + len(text) // 250_000)
        deadline = time.monotonic() + patience
        limit = {"timeout": patience} if self.timed else {}
        for at in self._candidates(text):
            tests, listed = self._known(text, at)
            for test in listed if listed is not tests and self._after_word(text, at) else tests:
                try:
                    fits = test.fits(text, at, **limit)
                except TimeoutError as error:
                    raise _too_slow(test.rule, len(text)) from error
                if self.timed and time.monotonic() > deadline:
                    raise _too_slow(test.rule, len(text))
                if fits:
                    yield Decision(at, test.rule.breaks, test.rule)
                    break


def _scanned(text: str, scanners: Sequence[Scanner], start: int, end: int) -> Sequence[int]:
    """The positions from `start` up to `end` that the scanners find, ascending."""
    together = []
    for scanner, offset in scanners:
        matches = scanner.finditer(text, start - offset, end - offset + 2)
        if positions := [match.start() + offset for match in matches]:
            while positions and positions[-1] >= end:  # found with a view to what follows
                positions.pop()
            together.append(positions)
    if len(together) < 2:
        return together[0] if together else ()
    return sorted(set().union(*together))


def _padded(text: str, at: int) -> str:
    """The four characters around a position near an end of the text."""
    return (NOTHING * 2 + text[max(0, at - 2) : at])[-2:] + (text[at : at + 2] + NOTHING * 2)[:2]


def _too_slow(rule: Rule, length: int) -> SegmentationError:
    return SegmentationError(
        f"this rule is too slow on a text of {length} characters; write it without repeats inside repeats",
        path=rule.path or rule.name,
        line=rule.line or None,
    )


def _translated(rule: Rule, side: str, java: str, trusted: bool) -> Pattern:
    try:
        return translate(java, backwards=side == "beforebreak", trusted=trusted)
    except (PatternError, RecursionError) as error:
        if isinstance(error, RecursionError):
            error = PatternError("it is nested too deep")
        message = f"<{side}>{java[:QUOTED]}</{side}> cannot be used: {error}"
        raise SegmentationError(message, path=rule.path or rule.name or "rule", line=rule.line or None) from error


def _scanners(tests: Sequence[_Test], *, ascii_only: bool = False) -> list[Scanner]:
    """What finds the positions of these rules: by the character before, or by the one after."""
    tables = _ascii_tables if ascii_only else _tables
    groups: dict[tuple[bool, bool], list[_Test]] = {}
    for test in tests:
        broad = _frequency(outermost(test.right)) > len(SAMPLE) / 2  # `。` before anything, `.` before white space only
        groups.setdefault((test.by_last, broad), []).append(test)
    made = []
    for (by_last, _), chosen in groups.items():
        last = functools.reduce(union, (outermost(test.left) for test in chosen))
        first = functools.reduce(union, (outermost(test.right) for test in chosen))
        if by_last:
            made += [(re.compile(f"{table}(?={_any_of(tables(first))})"), 1) for table in tables(last)]
            continue
        alone = any(end.alone for test in chosen for end in test.right)
        second = functools.reduce(union, (end.inner for test in chosen for end in test.right))
        beyond = "" if alone else f"(?={_any_of(tables(second))})"
        made += [(re.compile(f"{table}{beyond}(?<={_any_of(tables(last))}(?s:.))"), 0) for table in tables(first)]
    return made


def _tables(characters: Characters) -> list[str]:
    """Classes for the `re` library that together have all of these characters (and perhaps some rare ones more).

    `re` looks characters up in a table only as long as none of the class lies beyond the first plane.
    """
    if characters is None:
        return ["(?s:.)"]
    inside = "".join(map(_flat, sorted(characters)))
    tables = [f"[{inside}]"] if inside else []
    if any(_has(frozenset([piece]), sign) for piece in characters for sign in BEYOND):
        tables.append("[\U00010000-\U0010ffff]")
    return tables


def _ascii_tables(characters: Characters) -> list[str]:
    """The same for the ASCII characters among them."""
    inside = "".join(re.escape(character) for character in ASCII if _has(characters, character))
    return [f"[{inside}]"] if inside else []


def _any_of(tables: Sequence[str]) -> str:
    return f"(?:{'|'.join(tables) or '(?!)'})"


@functools.cache
def _flat(inside: str) -> str:
    """The inside of a class of the `regex` library, as far as it lies in the first plane, for the `re` library."""
    known = ready().flat.get(inside)
    return flattened(inside) if known is None else known


def flattened(inside: str) -> str:
    """The same without a look at the table of what is known."""
    if FLAT.fullmatch(inside) and not any(character > "\uffff" for character in inside):
        return inside[1:-1] if inside.startswith("[") else inside
    runs = compiled(f"[{inside}]+").finditer(_first_plane())
    return "".join(_range(run[0][0], run[0][-1]) for run in runs)


def _range(first: str, last: str) -> str:
    """The characters from one to another in a class; as they are where they mean nothing, which is read sooner."""
    first, last = (sign if sign.isalnum() else f"\\u{ord(sign):04x}" for sign in (first, last))
    return first if first == last else f"{first}-{last}"


@functools.cache
def _first_plane() -> str:
    return "".join(map(chr, [*range(0xD800), *range(0xE000, 0x10000)]))


@functools.lru_cache(maxsize=65536)
def _has(characters: Characters, character: str) -> bool:
    return characters is None or any(_matches(piece, character) for piece in characters)


@functools.lru_cache(maxsize=1024)
def _ascii(characters: Characters) -> bool:
    return characters is None or any(map(_in_ascii, characters))


@functools.lru_cache(maxsize=4096)
def _in_ascii(piece: str) -> bool:
    return any(_matches(piece, character) for character in ASCII)


def _matches(piece: str, character: str) -> bool:
    """Whether a character is one of those that the inside of a class stands for."""
    if len(piece) == 1:
        return piece == character
    if character in PROBES and (known := ready().pieces.get(piece)) is not None:
        return character in known
    return class_of(piece)(character) is not None


@functools.lru_cache(maxsize=4096)
def class_of(piece: str) -> Callable[[str], object]:
    """A class of its own for each piece: there are few, and sets of them are many."""
    match: Callable[[str], object] = compiled(f"[{piece}]").match
    return match


@functools.lru_cache(maxsize=1024)
def _frequency(characters: Characters) -> int:
    """How many characters of the sample are among these."""
    return sum(_has(characters, character) for character in SAMPLE)
