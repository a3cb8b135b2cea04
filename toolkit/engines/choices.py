"""ICU plurals and selects as plain strings: their branches are drafted, what chooses between them stays.

A string that is one plural or select is taken apart as string files are; a plural gets the categories of its target.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from toolkit.documents.strings import messages
from toolkit.errors import UnknownName
from toolkit.languages import language, plural_categories
from toolkit.placeables import find
from toolkit.units import Content, Draft, plain

Drafter = Callable[[Sequence[Content]], list[Draft]]


def with_branches(batch: Sequence[Content], target: str, draft: Drafter) -> list[Draft]:
    """One draft for each content, in order, made by `draft` of those without choices and of the branches of the rest.

    A choice that is inside a longer text stays in the source language; the draft has the flag `echo`.
    """
    pieces = [_pieces(content, target) for content in batch]
    if not any(pieces):
        return [_flagged(content, made) for content, made in zip(batch, draft(batch), strict=True)]
    wanted: list[Content] = []
    for content, parts in zip(batch, pieces, strict=True):
        wanted += [part.content for part in parts if isinstance(part, messages.Message)] if parts else [content]
    made = iter(draft(wanted))
    return [
        _joined(parts, made, target) if parts else _flagged(content, next(made))
        for content, parts in zip(batch, pieces, strict=True)
    ]


def _pieces(content: Content, target: str) -> tuple[messages.Part, ...]:
    text = content[0] if len(content) == 1 and isinstance(content[0], str) else ""
    if "{" not in text or not messages.CHOOSES.search(text):
        return ()
    try:
        parts = messages.parts(text, plural_categories(target))
    except UnknownName:
        parts = messages.parts(text)
    if any(isinstance(part, messages.Whole) for part in parts):  # a placeable of its sentence, kept as it stands there
        return ()
    return parts if any(isinstance(part, messages.Message) for part in parts) and len(parts) > 1 else ()


def _joined(parts: Sequence[messages.Part], made: Iterator[Draft], target: str) -> Draft:
    drafts = [next(made) for part in parts if isinstance(part, messages.Message)]
    try:
        known = language(target)
    except UnknownName:
        return replace(drafts[0], target=(), flags=("empty",))
    text = messages.joined(parts, [one.target or None for one in drafts], known)
    flags = tuple(sorted({flag for one in drafts for flag in one.flags} - {"copied"}))
    worst = min(drafts, key=lambda one: one.score)
    return replace(worst, target=plain(text), flags=flags, alignment=())


def _flagged(content: Content, draft: Draft) -> Draft:
    """A draft in which the branches of a choice are left as they were is no whole translation."""
    inside = any(
        found.kind.name == "icu" and messages.CHOOSES.match(found.text)
        for part in content
        if isinstance(part, str) and "{" in part
        for found in find(part)
    )
    if not inside or not draft.target:
        return draft
    return replace(draft, flags=tuple(sorted({*draft.flags, "echo"} - {"copied"})))
