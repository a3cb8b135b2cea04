"""What is found when a document that was written is read again: `complete`, or the first thing that differs.

Law 9: the verdict sees what a reader sees. Block for block the words must be those that were meant, in their order, and
so must the codes between them, the blocks' kinds and levels, and what a program reads of the file beside its texts.
White space is compared as far as anybody sees it: a run of it is one space, and lines may be broken anew.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import NamedTuple

from toolkit.units import Block, BlockKind, Code, Content, content_of

SPACE = re.compile(r"[\s\u200b]+")
BESIDE_HANZI = re.compile(
    r"(?<=[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]) +(?=\ufffc)|(?<=\ufffc) +(?=[\u2e80-\u9fff\uf900-\ufaff])"
)
"""Spaces between hanzi and a code, which some codes need to be codes and nobody sees."""
BETWEEN_CODES = re.compile(r"(?<=\ufffc) +(?=\ufffc)")
HANZI = re.compile(r"[\u2e80-\u9fff]")
SPEECH = re.compile(r"[\s\-‐‑–—―♪♫]+")
"""In a subtitle also the marks of speech and song, which its writer sets where a line begins."""
SAID = re.compile(
    r"(<%[^%]*%>|<\?[^?]*\?>|\{\{[^{}]*\}\})|(\s(?:alt|alttext|title|placeholder|label|summary|abbr|value|content|lang|xml:lang|dir|aria-\w+|mattooltip"
    r"|data-(?:confirm|tooltip|bs-title|bs-content|original-title)))\s*=\s*"
    r"""("[^"]*"|'[^']*'|[^\s>]*)|(?<=[^%?]>)[^<]+(?=<)|(?<=<lang)\s[^<>]+""",
    re.IGNORECASE,
)
"""In a code, what is a text of its own, or says which language this is."""
CHOICE = re.compile(r"(?s)(\{[^{},<>]{1,80},\s*(?:plural|select(?:ordinal)?)\s*,).*")
"""An ICU choice in a page or a message: its branches are texts of their own."""
LETTER_FOR_LETTER = re.compile(
    r"(?s)<(?:code|kbd|samp|tt|pre|script|style)\b.*|<(\w+)\b[^<>]*\slang\s*=[^<>]*>[^<>]*</\1\s*>", re.IGNORECASE
)
"""A code with words in it that are no text of their own: a program's, or those of another language."""
TIMED = re.compile(r"<\d")
"""A moment within a cue, which has no place in a translation."""
GUESSED = frozenset({"text", "srt", "vtt", "ass"})
"""Formats in which nothing but its looks says that a line is a heading."""

WITH_CODES = frozenset({"markdown", "html", "text"})
"""Formats in which codes of template engines stand, some of which must not touch each other."""
MOST_BRANCHES = 24
"""That a string is looked at for."""
REPEATED = frozenset({"message", "branch", "label"})
"""Kinds of blocks that a plural category is in a file of strings, or in a page."""
IS_BRANCH = re.compile(r"\bchoice (?:\d+ of \d+|for \w+)")
"""In the note of a message: bars part it from others, and it may have none of its own."""
WHERE = re.compile(r"\bwhere \S.{0,200} is \S")
"""In the note of a message: it is a branch of a choice."""
LAID_OUT = frozenset({"yaml", "fluent"})
"""Formats with values of several lines that are laid out like plain text."""


class Seen(NamedTuple):
    """What a reader and a program see of a block."""

    words: str
    """Codes stand in it as U+FFFC."""
    codes: tuple[str, ...]
    kind: str
    chosen: bool = False
    """Whether it is said only where something is so: a branch of a choice in a string."""


def verdict(meant: Sequence[Seen], found: Sequence[Seen], lines: Sequence[int], own: Mapping[Seen, int]) -> str:
    """`complete`, or what differs, in a sentence with the line, of which there is one for each block of `found`.

    `own` counts what was in the target's language before, such as the name of a language in a menu: it is read as text
    only now, and nothing was meant for it.
    """
    read = list(_without_copies(meant, _without(list(zip(found, lines, strict=True)), meant, own)))
    read = _as_messages(meant, _with_links_joined(meant, read))
    for want, (have, line) in zip(meant, read, strict=False):
        if want != have and want != have._replace(words=_together(want.words, have.words)):
            return f"line {line}: {_difference(want, have)}"
    if len(meant) > len(read):
        return f"{_shown(meant[len(read)].words)} was written and is not read"
    if len(read) > len(meant):
        have, line = read[len(meant)]
        return f"line {line}: reads {_shown(have.words)} where nothing was written"
    return "complete"


def _together(want: str, have: str) -> str:
    """The words as they were meant, where they have nothing more than a space between two codes that touched."""
    return want if len(have) > len(want) and BETWEEN_CODES.sub("", have) == BETWEEN_CODES.sub("", want) else have


def spoken(blocks: Iterable[Block], tag: str) -> list[Block]:
    """The blocks as they are read in a language: what stands in it within a code, as a quotation may, is text there."""
    own = re.compile(
        r"""(?s)(<(\w+)\b[^<>]*?\s(?:(?:xml:)?lang\s*=\s*["']?)?TAG(?=[\s"'>-])[^<>]*>)([^<>]*)(</\2\s*>)""".replace(
            "TAG", tag
        )
    )
    made = []
    for block in blocks:
        parts: list[str | Code] = []
        for part in block.content:
            match = own.fullmatch(part.raw) if isinstance(part, Code) and tag in part.raw else None
            if match is None or isinstance(part, str):
                parts.append(part)
            else:
                parts += [replace(part, raw=match[1]), match[3], replace(part, raw=match[4])]
        made.append(replace(block, content=content_of(parts)))
    return made


def sights(blocks: Sequence[Block], form: str) -> tuple[list[Seen], list[int]]:
    """What there is to see of the blocks of a document, and the line of each.

    Where blocks are guessed from looks they are looked at as one: a translation may well look otherwise.
    """
    found = [seen(block, form) for block in blocks]
    if form in LAID_OUT and any(block.kind is not BlockKind.MESSAGE for block in blocks):
        return _values(blocks, found)
    if form not in GUESSED or not found:
        return found, [block.line for block in blocks]
    words = BESIDE_HANZI.sub("", SPACE.sub(" ", " ".join(one.words for one in found if one.words)))
    if all(block.kind is BlockKind.CUE for block in blocks):
        words = words.replace(" ", "")
    return [Seen(words, tuple(code for one in found for code in one.codes), "")], [blocks[0].line]


def _values(blocks: Sequence[Block], found: Sequence[Seen]) -> tuple[list[Seen], list[int]]:
    """Those of string files, in which a long value is a text of its own: its lines are looked at as one.

    Its codes stand in it as they are written: a line of codes alone may be a paragraph of its own in one language only.
    """
    made: list[Seen] = []
    lines: list[int] = []
    before = False
    for block, one in zip(blocks, found, strict=True):
        inside = block.kind is not BlockKind.MESSAGE
        if inside and before:
            made[-1] = Seen(f"{made[-1].words} {_written(block)}".strip(), (), "")
        else:
            made.append(Seen(_written(block), (), "") if inside else one)
            lines.append(block.line)
        before = inside
    return made, lines


def seen(block: Block, form: str) -> Seen:
    """What there is to see of a block in a document of the format `form`."""
    kind = "" if form in GUESSED else f"{block.kind.value} {block.level}".removesuffix(" 0")
    if block.kind is BlockKind.MESSAGE:  # where a code ends is its program's matter
        words = _written(block)
        kind = "branch" if "|" in words and IS_BRANCH.search(block.note) else kind
        return Seen(words, (), kind, WHERE.search(block.note) is not None)
    content = block.content if form == "text" else _within(block.content)  # nothing of a text is beside its blocks
    codes = [part.raw for part in content if isinstance(part, Code) and not TIMED.match(part.raw)]
    words = "".join(part if isinstance(part, str) else _sign(part) for part in content)
    words = BESIDE_HANZI.sub("", words)
    words = BETWEEN_CODES.sub("", words) if form in WITH_CODES and HANZI.search(words) else words
    words = SPEECH.sub("", words) if block.kind is BlockKind.CUE else SPACE.sub(" ", words).strip()
    if form == "markdown":
        from toolkit.documents.markup.syntax import without_texts

        codes = [without_texts(raw) for raw in codes]
    elif form == "adoc":
        from toolkit.documents.markup.adoc_writing import without_texts as without_labels

        codes = [without_labels(raw) for raw in codes]
    elif form == "rst":
        from toolkit.documents.markup.rst_inline import without_name

        codes = [without_name(raw) for raw in codes]
    return Seen(words, tuple(map(_told, codes)), kind)


def _told(raw: str) -> str:
    """What a program reads of a code: without texts that are segments of their own."""
    choice = CHOICE.fullmatch(raw)
    if LETTER_FOR_LETTER.fullmatch(raw):
        return SPACE.sub(" ", raw).strip()
    return choice[1] if choice else SAID.sub(r"\1\2", SPACE.sub(" ", raw)).strip()


def _written(block: Block) -> str:
    """A message as it is written; of a choice in it, whose branches are messages of their own, what it begins with."""
    parts = (one if isinstance(one, str) else CHOICE.sub(r"\1", one.raw) for one in block.content)
    return SPACE.sub(" ", "".join(parts)).strip()


def _with_links_joined(meant: Sequence[Seen], read: list[tuple[Seen, int]]) -> list[tuple[Seen, int]]:
    """What was read, links that stand in a row as the paragraph that they were meant to be.

    A translation whose every word is in some link looks like a menu, and a menu is read link by link.
    """
    joined: list[tuple[Seen, int]] = []
    place = 0
    while place < len(read):
        have, line = read[place]
        want = meant[len(joined)] if len(joined) < len(meant) else None
        end = place + 1
        if want is not None and want.kind == "paragraph" and have.kind == "label":
            while end < len(read) and read[end][0].kind == "label" and len(have.codes) < len(want.codes):
                other = read[end][0]
                have = Seen(f"{have.words} {other.words}", have.codes + other.codes, "label")
                end += 1
            if have._replace(kind=want.kind) == want:
                joined.append((want, line))
                place = end
                continue
        joined.append(read[place])
        place += 1
    return joined


def _as_messages(meant: Sequence[Seen], read: list[tuple[Seen, int]]) -> list[tuple[Seen, int]]:
    """What was read of a string file, as the messages that were meant where only their words tell what they are.

    A string without a letter may be a code, and a bar may part the branches of a choice or stand in a sentence: in the
    translation it may look otherwise than in the source, and programs go by the key of the string.
    """
    made: list[tuple[Seen, int]] = []
    place = 0
    while place < len(read) and len(made) < len(meant):
        have, line = read[place]
        want = meant[len(made)]
        end = place + 1
        if want == have or want.kind != BlockKind.MESSAGE.value:
            made.append(read[place])
        elif want == have._replace(kind=want.kind):
            made.append((want, line))
        elif "|" in have.words and (number := _branches(have, meant[len(made) : len(made) + MOST_BRANCHES])):
            made += [(one, line) for one in meant[len(made) : len(made) + number]]
        elif "|" in want.words and (number := _branches(want, [one for one, _ in read[place : place + MOST_BRANCHES]])):
            made.append((want, line))
            end = place + number
        else:
            break
        place = end
    return made + read[place:]


def _branches(whole: Seen, single: Sequence[Seen]) -> int:
    """How many of the single messages are the whole one in its pieces, which bars part; 0 where they are not.

    The last for which the target has a branch besides may say what the one before says.
    """
    from toolkit.documents.strings.choices import apart
    from toolkit.documents.strings.messages import is_code

    number = 0
    for words in apart(whole.words):
        if number < len(single) and single[number]._replace(kind=whole.kind) == whole._replace(words=words):
            number += 1
        elif not is_code(words) and not (number and single[number - 1].words == words):
            return 0
    return number


def _sign(code: Code) -> str:
    """What stands for a code among the words; the spaces around a line break are nothing that is seen."""
    if TIMED.match(code.raw):
        return ""
    return "\n\ufffc\n" if code.kind == "placeholder" and "\n" in code.shown else "\ufffc"


def _within(content: Content) -> Content:
    """The content without what nobody sees at its edges: a comment or line break there may stand beside the block."""
    parts = list(content)
    for place in (0, -1):
        while parts and _is_unseen(parts[place]):
            del parts[place]
    return tuple(parts)


def _is_unseen(part: str | Code) -> bool:
    if isinstance(part, str):
        return not part.strip()
    return part.kind == "placeholder" and not part.shown.strip()


def _without(
    found: Sequence[tuple[Seen, int]], meant: Sequence[Seen], own: Mapping[Seen, int]
) -> Iterator[tuple[Seen, int]]:
    """What was read, but for what was in that language before."""
    waiting = Counter(own)
    waiting.subtract(Counter(meant))
    for one, line in found:
        if waiting[one] > 0:
            waiting[one] -= 1
        else:
            yield one, line


def _without_copies(meant: Sequence[Seen], read: Iterator[tuple[Seen, int]]) -> Iterator[tuple[Seen, int]]:
    """What was read, less messages that say again what those right before said and for which nothing was meant.

    These are plural categories that the source language lacks; one may have some messages, of a choice in it, and is
    then said again from its first to its last.
    """
    place = done = 0
    for one, line in read:
        if place == len(meant) or one != meant[place]:
            back = place
            while back and place - back < MOST_BRANCHES and meant[back - 1].chosen:
                back -= 1
            back = min(back, place - (place > 0 and one.kind in REPEATED))
            place = next((start for start in range(place - 1, back - 1, -1) if meant[start] == one), done)
        if place == done:
            yield one, line
            done += done < len(meant) and one == meant[done]
            place = done
        else:
            place += 1
    if place < done:
        yield meant[place - 1], 0


def _difference(want: Seen, have: Seen) -> str:
    if want.words != have.words:
        pairs = enumerate(zip(want.words, have.words, strict=False))
        shorter = min(len(want.words), len(have.words))
        start = max(0, next((place for place, (one, other) in pairs if one != other), shorter) - 10)
        read, written = (_shown(text[start : start + 30]) for text in (have.words, want.words))
        return f"reads {read} where {written} was written"
    if want.codes != have.codes:
        one, other = next(pair for pair in zip_longest(want.codes, have.codes, fillvalue="") if pair[0] != pair[1])
        return f"the code {_shown(other)} is read where {_shown(one)} was written"
    return f"{_shown(have.words)} is read as {have.kind} and was written as {want.kind}"


def _shown(text: str) -> str:
    return repr(text if len(text) <= 40 else f"{text[:40]}…")
