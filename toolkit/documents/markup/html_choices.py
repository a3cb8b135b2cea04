"""ICU plurals and selects in the text of a page: each branch is a text of its own, the choice a code of its sentence.

So Angular takes them out of a template (https://angular.dev/guide/i18n/prepare). A plural gets a branch for each
category that the languages of the project have besides, unless it has another choice in it; where none of it is
translated, programs take `other`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from toolkit.documents.markup.html_run import Mark, Run, Site, coded
from toolkit.documents.markup.tags import Token, tokenize
from toolkit.documents.strings.pieces import BRANCH, closing
from toolkit.documents.strings.plural_keys import CATEGORIES, context_of, needed, note_of
from toolkit.languages import Language, plural_categories
from toolkit.units import Block, BlockKind, Content

HEAD = re.compile(r"\{(?P<of>[^{},<>]{1,80}),\s*(?P<kind>plural|selectordinal|select)\s*,\s*(?:offset:\d+\s*)?")
END = re.compile(r"\s*\}")
SAME = "%s"
"""How a branch stands that the page has."""
LONGEST = 10_000
"""Characters of a choice."""
DEEPEST = 4
"""Choices in choices."""
INLINE_VOID = frozenset({"br", "img", "wbr", "input"})


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice, with what stands between the braces of its branches."""

    start: int
    end: int
    of: str
    kind: str
    branches: tuple[tuple[str, int, int], ...]
    """(its key, start, end)"""


def choices(text: str, start: int, end: int) -> Iterator[Choice]:
    """The choices that begin between two offsets, in order; of those in a branch of another, none."""
    place = start
    while found := HEAD.search(text, place, end):
        place = found.end()
        choice = _choice(text, found)
        if choice is not None:
            yield choice
            place = choice.end


def _choice(text: str, head: re.Match[str]) -> Choice | None:
    place, branches = head.end(), []
    while branch := BRANCH.match(text, place):
        stop = closing(text, branch.end(), head.start() + LONGEST)
        if stop < 0:
            return None
        branches.append((branch[1], branch.end(), stop))
        place = stop + 1
    end = END.match(text, place)
    if not branches or end is None or re.search(r"'[{}]", text[head.start() : end.end()]):
        return None
    return Choice(head.start(), end.end(), head["of"].strip(), head["kind"], tuple(branches))


def without_further_branches(text: str) -> str:
    """A page without what stands behind `other` in its plurals: there are those that only its language has."""
    parts, place = [], 0
    for choice in choices(text, 0, len(text)):
        other = next((end for key, _, end in choice.branches if key == "other"), choice.end)
        if choice.kind == "plural":
            parts.append(text[place : other + 1])
            place = choice.end
    return "".join([*parts, text[place:]])


def texts(
    text: str, choice: Choice, around: str, targets: Sequence[str], *, xml: bool, depth: int = 1
) -> Iterator[tuple[Block, Site]]:
    """The branches with words, in order; of a plural also the further ones, behind `other`.

    `around` is what translators are told of the sentence, with … for the choice.
    """
    for key, start, end in choice.branches:
        run = Run(kind=BlockKind.LABEL)
        for piece in _pieces(text, choice, start, end, xml=xml):
            run.add(piece)
        nested = list(choices(text, start, end)) if depth < DEEPEST else []
        for inner in nested:
            yield from texts(text, inner, around, targets, xml=xml, depth=depth + 1)
        made = run.block(text, xml=xml)
        if made is None:
            continue
        content, site = made
        remark = f"where {choice.of} is {key}" + f", in: {around}" * (around != "…")
        yield Block(BlockKind.LABEL, content, start=site.start, note=remark), site
        if choice.kind == "plural" and key == "other" and targets and not nested:
            present = {name for name, _, _ in choice.branches}
            wanted = {name for target in targets for name in plural_categories(target)} - present
            for name in [name for name in CATEGORIES if name in wanted]:
                block = Block(
                    BlockKind.LABEL, content, start=end + 1, context=context_of(name), note=f"{note_of(name)}; {remark}"
                )
                yield block, replace(site, start=end + 1, end=end + 1, branch=f" {name} {{%s}}")


def _pieces(text: str, choice: Choice, start: int, end: int, *, xml: bool) -> Iterator[Token | Mark]:
    """Texts and marks of a branch: its tags, variables, the number, and other choices as wholes."""
    place = start
    for inner in choices(text, start, end):
        yield from _tokens(text, choice, place, inner.start, xml=xml)
        yield Mark(inner.start, inner.end, "placeholder", "\ufffc")
        place = inner.end
    yield from _tokens(text, choice, place, end, xml=xml)


def _tokens(text: str, choice: Choice, start: int, end: int, *, xml: bool) -> Iterator[Token | Mark]:
    for token in tokenize(text[start:end], xml=xml):
        low, high = start + token.start, start + token.end
        if token.kind in ("start", "end"):
            void = token.empty or token.name in INLINE_VOID
            kind = "placeholder" if void else "open" if token.kind == "start" else "close"
            yield Mark(low, high, kind, "", token.name)
        elif token.kind != "text":
            yield Mark(low, high, "placeholder")
        elif choice.kind == "select":
            yield from (piece for piece, _ in coded(text, Token("text", low, high)))
        else:
            yield from _numbered(text, low, high)


def _numbered(text: str, start: int, end: int) -> Iterator[Token | Mark]:
    """A text of a plural, in which `#` is the number."""
    for piece, shown in coded(text, Token("text", start, end)):
        if isinstance(piece, Mark):
            yield replace(piece, shown=shown)
            continue
        place = piece.start
        for sign in re.compile("#").finditer(text, piece.start, piece.end):
            if sign.start() > place:
                yield Token("text", place, sign.start())
            yield Mark(sign.start(), sign.end(), "placeholder", "#", "", True)
            place = sign.end()
        if place < piece.end:
            yield Token("text", place, piece.end)


def written(
    blocks: Sequence[Block], sites: Sequence[Site], replacements: Mapping[int, Content], target: Language | None
) -> dict[int, Content]:
    """The replacements without branches that the target has no use for, and with those that nobody has translated."""
    made = dict(replacements)
    known = () if target is None else plural_categories(target.code)
    others = {sites[index].end + 1: content for index, content in replacements.items() if sites[index].branch == SAME}
    for index, site in enumerate(sites):
        if site.branch in ("", SAME):
            continue
        if not set(needed(blocks[index].context)) <= set(known):
            made.pop(index, None)
        elif index not in made and site.start in others:
            made[index] = others[site.start]
    return made
