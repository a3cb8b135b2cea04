"""Subtitles: sentences that run over several cues, and translations laid back over the cues; SRT and WebVTT share this.

A cue is one or more speeches (lines that a dash begins). A sentence of one speech that goes on in the next cue is one
block; its translation is divided over the cues as its words were, then over the lines of each. What stands around all
of a speech (italics, a position, a speaker, a dash, a note of music) is no part of it.
"""

import bisect
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from toolkit.documents.options import ADDRESS, ReadOptions
from toolkit.documents.plain.layout import CLOSERS, ENDS, open_ended
from toolkit.documents.plain.lines import Word, columns, content_of_words, divided, shares, width, words, wrapped
from toolkit.documents.strings.values import Change
from toolkit.languages import UNSPACED, Language
from toolkit.segmentation import Ruler, is_unspaced, sliced
from toolkit.segmentation.inline import pairs, spread
from toolkit.units import Block, BlockKind, Code, Content, Document, content_of, flatten, plain, visible

NEWLINE = re.compile(r"\r\n|\r|\n")
HARD_BREAK = re.compile(r"\\N")
"""The line break of SubStation Alpha, which SRT has from there."""
DASH = re.compile(r"\s*(?:[-‐‑–—―](?:[ \t\xa0]+|(?=[^\W\d]|[\"'“«‘¿¡(\[…]))|(?:[♪♫#][ \t]*)+|>{2,3}[ \t]*)(?=\S)")
"""What begins a speech or a song; two angles are a change of speaker in captions of broadcasts."""
SPEAKER = re.compile(r"\s*([^\W\d_][\w .'’-]{1,30}?)(?:\s*\([^()\n]{1,40}\))?[:：](?=\s)")
"""A name before a speech, where it is in capitals."""
SOUND = re.compile(r"\s*(?:\[[^\[\]]+\]|\([^()]+\)|【[^【】]+】|（[^（）]+）)\s*")
"""What is heard, on a line of its own."""
TAIL = re.compile(r"(?:\s|[♪♫]|(?<=\s)#)*$")
PUNCTUATED = 0.4
"""Share of speeches that end with a stop, from which the lack of one says that a sentence goes on."""
PAUSE = 5000
"""Milliseconds without a subtitle over which no sentence goes on."""
LONGEST = 8
"""Speeches that a sentence runs over at most."""
LINE_COLUMNS = 42
"""Usual longest line, in columns."""
NARROWEST = 30
UNSPACED_COLUMNS = (32, 36)
"""The same for hanzi: 16 characters, 18 where that saves a line."""
SHORTER = 0.75
"""Share of the former length below which two lines become one, if they fit."""


class Atom(NamedTuple):
    """A piece of a cue: text, or a code."""

    start: int
    """Offset in the file, in characters."""
    raw: str
    value: str | Code


@dataclass(frozen=True, slots=True)
class Cue:
    """A subtitle."""

    begin: int
    """Milliseconds."""
    end: int
    start: int
    """Offset of its text in the file."""
    stop: int
    line: int
    """Of its text, counted from 1."""
    note: str = ""
    skip: bool = False
    voice: str = ""
    """Who speaks, where the format says it beside the text."""


@dataclass(slots=True)
class Speech:
    """What one speaker says in one cue, without what stands around all of it."""

    cue: Cue
    atoms: list[Atom]
    pieces: "list[tuple[int, int, Content]]" = field(default_factory=list)
    """Of the blocks: start and end in the flattened speech, and the new content."""
    starts: list[int] = field(default_factory=list)
    """Of each atom, its offset in the flattened speech."""
    dashed: bool = False
    """Whether a dash or a note of music stands before it."""
    ended: bool = False
    """Whether a note of music stands behind it."""
    voice: str = ""
    """The tag that names its speaker."""
    content: Content = field(init=False)
    """Text and codes."""
    shown: str = field(init=False)
    """What a viewer reads."""

    def __post_init__(self) -> None:
        """The atoms change no more."""
        one = self.atoms[0].value if len(self.atoms) == 1 else ""
        self.content = plain(one) if one and isinstance(one, str) else content_of(atom.value for atom in self.atoms)
        self.shown = visible(self.content)

    def place(self, offset: int) -> int:
        """Offset in the flattened speech -> offset in the file."""
        index = max(0, bisect.bisect_right(self.starts, offset) - 1)
        atom = self.atoms[index]
        inside = offset - self.starts[index]
        whole = atom.raw if isinstance(atom.value, Code) or atom.raw == atom.value else ""
        return atom.start + (min(inside, len(whole)) if whole else (len(atom.raw) if inside else 0))


class Sentence(NamedTuple):
    """A block: its content and where the speeches have it."""

    content: Content
    pieces: tuple[tuple[Speech, int, int], ...]
    """A speech, start and end in it flattened."""
    line: int


def document(
    form: str, cues: Sequence[Cue], atoms: Callable[[Cue], list[Atom]], name: str, options: ReadOptions,
    outside: int = 0,
) -> Document:  # fmt: skip
    """The document: a block a sentence, and one for each cue that is left out; `outside` letters are in no cue."""
    blocks = [
        Block(
            BlockKind.CUE, one.content, line=one.line, start=one.pieces[0][0].place(one.pieces[0][1]),
            note="skip" if one.pieces[0][0].cue.skip else one.pieces[0][0].cue.note,
            translatable=not one.pieces[0][0].cue.skip,
        )
        for one in sentences(cues, atoms, options)
    ]  # fmt: skip
    kept = {"text outside of subtitles": outside} if outside else {}
    return options.document(name, form, blocks, kept)


def changes(
    text: str,
    cues: Sequence[Cue],
    atoms: Callable[[Cue], list[Atom]],
    replacements: Mapping[int, Content],
    options: ReadOptions,
    target: Language | None,
    encode: Callable[[str, str], str],
    *,
    line_break: str = "",
) -> Iterator[Change]:
    """What to write for the speeches with replaced blocks; `encode(text, raw)` writes text as the raw speech does.

    `line_break` stands between the lines of a cue; "" is what does so in the speech, or else in the file.
    """
    touched: dict[int, Speech] = {}
    widest = 0
    for index, one in enumerate(sentences(cues, atoms, options)):
        for speech, _, _ in one.pieces:
            widest = max(widest, *map(columns, NEWLINE.split(speech.shown)))
        if index not in replacements:
            continue
        shown = [" ".join(visible(sliced(speech.content, start, end)).split()) for speech, start, end in one.pieces]
        parts = divided(words(replacements[index]), shares(shown))
        for (speech, start, end), part in zip(one.pieces, parts, strict=True):
            speech.pieces.append((start, end, content_of_words(part)))
            touched[id(speech)] = speech
    for speech in touched.values():
        first, last = speech.atoms[0].start, speech.atoms[-1].start + len(speech.atoms[-1].raw)
        raw = text[first:last]
        break_ = NEWLINE.search(raw) or HARD_BREAK.search(raw) or NEWLINE.search(text)
        lines = _lines(words(_rewritten(speech, target)), speech, widest, target)
        yield first, last, (line_break or (break_.group() if break_ else "\n")).join(
            "".join(
                encode(part, raw) if isinstance(part, str) else part.raw for part in content_of_words(line)
            )
            for line in lines
        )  # fmt: skip


def sentences(cues: Sequence[Cue], atoms: Callable[[Cue], list[Atom]], options: ReadOptions) -> Iterator[Sentence]:
    """Every sentence in order, with the places that it has in the speeches."""
    speeches = [speech for cue in cues for speech in _speeches(cue, atoms(cue))]
    whole = options.segmentation.mode == "sentence"
    stops = sum(_last(speech.shown) in ENDS for speech in speeches)
    punctuated = whole and bool(speeches) and stops >= PUNCTUATED * len(speeches)
    splitter = options.segmentation.splitter(options.language)
    chain: list[Speech] = []
    for speech in speeches:
        if chain and not (whole and _goes_on(chain[-1], speech, punctuated, splitter.breaks)):
            yield from _sentences(chain, splitter.spans)
            chain = []
        chain.append(speech)
    if chain:
        yield from _sentences(chain, splitter.spans)


def _sentences(chain: list[Speech], spans: Callable[[str], list[tuple[int, int]]]) -> Iterator[Sentence]:
    if len(chain) > LONGEST:  # no sentence, but a text without any stops
        for speech in chain:
            yield from _sentences([speech], spans)
        return
    speech = chain[0]
    if len(chain) == 1 and all(isinstance(part, str) for part in speech.content):  # as most are
        for start, end in spans(speech.shown):
            yield Sentence((speech.shown[start:end],), ((speech, start, end),), _line(speech, start))
        return
    joined: list[str | Code] = []
    begins: list[int] = []
    length = 0
    for speech in chain:
        begins.append(length)
        joined += [*speech.content, "\n"]
        length += len(flatten(speech.content)) + 1
    content = content_of(joined[:-1])
    ruler = Ruler(content)
    for start, end in spread(content, spans(visible(content))):
        pieces = []
        for number, speech in enumerate(chain):
            stop = begins[number + 1] - 1 if number + 1 < len(chain) else length - 1
            first, last = max(start, begins[number]), min(end, stop)
            if first < last:
                pieces.append((speech, first - begins[number], last - begins[number]))
        if pieces:
            speech, first, _ = pieces[0]
            yield Sentence(ruler.sliced(start, end), tuple(pieces), _line(speech, first))


def _line(speech: Speech, offset: int) -> int:
    """The line of the file that a place in a flattened speech is on."""
    if len(speech.atoms) == 1:
        return speech.cue.line
    before = (atom.raw for atom, at in zip(speech.atoms, speech.starts, strict=True) if at < offset)
    return speech.cue.line + sum(len(NEWLINE.findall(raw)) for raw in before)


def _goes_on(before: Speech, after: Speech, punctuated: bool, breaks: Callable[[str], list[int]]) -> bool:
    """Whether a sentence runs from one speech into the next."""
    if before.cue is after.cue or before.cue.skip or after.cue.skip:
        return False
    if not 0 <= after.cue.begin - before.cue.end + 1000 <= PAUSE + 1000:
        return False
    if before.ended or after.dashed or (after.voice and after.voice != before.voice):
        return False
    said, following = before.shown.rstrip(), after.shown.lstrip()
    last, first = _last(said), following.lstrip("\"'“‘«„(")[:1]
    if said[-1:] in ")]♪♫】）" or following[:1] in "([【（♪♫":
        return False
    if _speaker(following) or ADDRESS.fullmatch(said) or ADDRESS.fullmatch(following):
        return False
    dots = said.endswith(("...", "…"))
    if dots or following.startswith(("...", "…")):
        return first.islower() or (dots and following.startswith(("...", "…")))
    if last in ENDS:
        if not punctuated or not first.isalpha():
            return False
        said = said[-200:]
        return not {len(said), len(said) + 1} & set(breaks(f"{said}\n{following[:200]}"))
    if last in ",，、" or said.rpartition(" ")[2].lower() in open_ended():
        return True
    if last in ":：;；":
        return first.islower()
    return punctuated and (first.islower() or not said.isupper() or following.isupper())


def _speaker(text: str) -> bool:
    """Whether a text begins with the name of who speaks, in capitals."""
    match = SPEAKER.match(text)
    return match is not None and match[1].isupper()


def _last(text: str) -> str:
    return text.rstrip(CLOSERS)[-1:] or " "


def _rewritten(speech: Speech, target: Language | None) -> Content:
    """The content of a speech with its new pieces, on one line."""
    made: list[str | Code] = []
    ruler, end = Ruler(speech.content), 0
    for start, stop, new in speech.pieces:
        gap = ruler.sliced(end, start)
        if target is not None and end and not flatten(gap).strip():
            gap = plain(target.joiner)
        made += [*gap, *new]
        end = stop
    made += ruler.sliced(end, ruler.length)
    return content_of(NEWLINE.sub(" ", part) if isinstance(part, str) else part for part in made)


def _lines(line: list[Word], speech: Speech, widest: int, target: Language | None) -> list[list[Word]]:
    """The words of a speech on lines like those that it had."""
    before = [" ".join(one.split()) for one in NEWLINE.split(speech.shown)]
    limits = [max(widest if widest >= NARROWEST else LINE_COLUMNS, *map(columns, before))]
    own = speech.shown[:1]
    if target is not None and target.code in UNSPACED and not (own and is_unspaced(own)):
        limits = [round(limit * max(1.0, widest / LINE_COLUMNS)) for limit in UNSPACED_COLUMNS]
    total = width(line)
    for limit in limits:
        made = divided(line, shares(before))
        if len(before) > 1 and total <= limit and total < SHORTER * sum(map(columns, before)):
            made = [line]
        elif any(width(one) > limit for one in made):
            made = wrapped(line, limit)
        if len(made) <= len(before):
            break
    return [one for one in made if one]


def _speeches(cue: Cue, atoms: list[Atom]) -> Iterator[Speech]:
    """The speeches of a cue that have words, each without what stands around it."""
    if len(atoms) == 1 and atoms[0].raw == atoms[0].value and not NEWLINE.search(atoms[0].raw):
        if own := _bare_text(atoms[0]):
            raw = atoms[0].raw
            voice, dashed = cue.voice or (raw if raw[:2] == "<v" else ""), DASH.match(raw) is not None
            yield Speech(cue, own, starts=[0], dashed=dashed, ended=raw.rstrip()[-1:] in "♪♫", voice=voice)
        return
    lines: list[list[Atom]] = [[]]
    for atom in _split_lines(atoms):
        if isinstance(atom.value, str) and NEWLINE.fullmatch(atom.value):
            lines[-1].append(atom)
            lines.append([])
        else:
            lines[-1].append(atom)
    groups: list[list[Atom]] = []
    alone = False  # what stands behind an empty line, and what is heard, is laid out by itself
    for line in lines:
        shown = visible(tuple(atom.value for atom in line))
        begins = DASH.match(shown) or _speaker(shown) or SOUND.fullmatch(shown)
        if groups and not begins and (not alone or not shown.strip()):
            groups[-1] += line
        else:
            groups.append(list(line))
        alone = not shown.strip() or SOUND.fullmatch(shown) is not None
    for group in groups:
        own = _bare(group)
        if any(isinstance(atom.value, str) and atom.value.strip() for atom in own):
            starts, position = [], 0
            for atom in own:
                starts.append(position)
                position += len(atom.raw if isinstance(atom.value, Code) else atom.value)
            voice = cue.voice or next((atom.raw for atom in group if atom.raw[:2] == "<v"), "")
            dashed = DASH.match(visible(tuple(atom.value for atom in group))) is not None
            ended = visible(tuple(atom.value for atom in group)).rstrip()[-1:] in "♪♫"
            yield Speech(cue, own, starts=starts, dashed=dashed, ended=ended, voice=voice)


def _split_lines(atoms: list[Atom]) -> Iterator[Atom]:
    """Every line break is an atom of its own."""
    for atom in atoms:
        if isinstance(atom.value, Code) or atom.raw != atom.value:
            yield atom
            continue
        end = 0
        for match in NEWLINE.finditer(atom.raw):
            if match.start() > end:
                yield _cut(atom, end, match.start())
            yield _cut(atom, match.start(), match.end())
            end = match.end()
        if end < len(atom.raw):
            yield _cut(atom, end, len(atom.raw))


def _cut(atom: Atom, start: int, end: int) -> Atom:
    return Atom(atom.start + start, atom.raw[start:end], atom.raw[start:end])


def _bare_text(atom: Atom) -> list[Atom]:
    """What `_bare` makes of one text on one line."""
    raw, dash = atom.raw, DASH.match(atom.raw)
    start = dash.end() if dash else len(raw) - len(raw.lstrip())
    tail = TAIL.search(raw[start:])
    end = start + tail.start() if tail else len(raw)
    return [_cut(atom, start, end)] if start < end else []


def _bare(group: list[Atom]) -> list[Atom]:
    """A speech without the codes, dashes and spaces around all of it."""
    texts = [index for index, atom in enumerate(group) if isinstance(atom.value, str) and atom.value.strip()]
    if not texts:
        return []
    codes = [index for index, atom in enumerate(group) if isinstance(atom.value, Code)]
    partners = {
        codes[one]: codes[other]
        for one, other in pairs([atom.value for atom in group if isinstance(atom.value, Code)]).items()
    }
    first, last = texts[0], texts[-1]
    low = next(
        (index for index in codes if index < first and first <= partners.get(index, -1) <= last), first
    )  # an opening code that closes among the words is theirs
    high = max((index for index in codes if index > last and low <= partners.get(index, -1) <= last), default=last)
    said = [index for index in codes if any(map(str.isalnum, visible((group[index].value,))))]
    low, high = min([low, *said]), max([high, *said])  # words of another language, which are heard
    own = group[low : high + 1]
    if low == first and own[0].raw == own[0].value:
        dash = DASH.match(visible(tuple(atom.value for atom in own)))
        start = dash.end() if dash else len(own[0].raw) - len(own[0].raw.lstrip())
        if start >= len(own[0].raw):  # a code stands between the dash and the words
            return _bare(own[1:])
        own[0] = _cut(own[0], start, len(own[0].raw))
    if high == last and own[-1].raw == own[-1].value and (tail := TAIL.search(own[-1].raw)):
        if tail.start() == 0:
            return _bare(own[:-1])
        own[-1] = _cut(own[-1], 0, tail.start())
    return [atom for atom in own if atom.raw]
