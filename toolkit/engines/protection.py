"""Translation around placeables: each survives exactly once, or the draft says that it did not.

A translation model sees slots (`{1}` … `{9}`) in their place, and in that of numbers. What it loses or doubles is
translated again piece by piece around them. What is wrong even then is flagged `lost-placeable` and never mended, a
number that is lost or invented `lost-number`.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from toolkit.engines import enclosure, projection
from toolkit.engines.alignment import expanded, size, width
from toolkit.engines.choices import with_branches
from toolkit.engines.cutting import Cut, cut, number_of, parted, unwrapped, with_numbers_masked, wrapped
from toolkit.engines.hypothesis import Hypothesis, Translate, has_letter, joined, unseen
from toolkit.engines.judgement import lines, reading
from toolkit.engines.keys import with_keys
from toolkit.engines.numbers import percentage, wrong
from toolkit.engines.placeables import (
    SLOT,
    Masked,
    foreign_to,
    kept,
    kind_of,
    mask,
    unmask,
    with_tags,
    without_tags,
)
from toolkit.engines.spacing import spaced
from toolkit.units import Code, Content, Draft

SLOTS = 9
"""Slots that a model can be expected to know: one digit each."""

LONG_NUMBER = 3
"""Characters of a number that a model sees in a slot from the first: words agree with shorter ones, and are better for
it (`12 张照片`); longer ones, as years, are often lost."""

Finish = Callable[[str, str], str]
"""(source, target) -> target with its punctuation put right; it must leave slots alone."""


@dataclass(frozen=True, slots=True)
class _Task:
    """What drafts are made with."""

    model: Translate
    finish: Finish
    knows_slots: bool
    signature: str
    source: str
    target: str
    """Languages; "" where nobody said."""

    def number_lost(self, source: Content, draft: Draft) -> bool:
        """Whether a number of the source is missing in the draft, changed, or one was invented."""
        made = mask(draft.target).words if draft.target else ""
        return bool(made) and wrong(mask(source).words, made, self.source, self.target)


def translate(
    batch: Sequence[Content],
    model: Translate,
    finish: Finish,
    *,
    knows_slots: bool = True,
    signature: str = "",
    languages: tuple[str, str] = ("en", ""),
) -> list[Draft]:
    """Drafts contents with a model for plain text.

    Law: a draft has every code of its source exactly once and pairs in their order, or the flag `lost-placeable`.
    `knows_slots` says that the model was trained on slots; for others, those at the edges are not shown to it.
    Formatting is no slot: it is taken out, and put back by word alignment; tags in plain text are formatting too.
    """
    task = _Task(model, finish, knows_slots, signature, *languages)

    def branches(contents: Sequence[Content]) -> list[Draft]:
        return with_branches(contents, task.target or "en", lambda branch: _translate_all(branch, task))

    return with_keys(batch, task.target, branches)


def _translate_all(batch: Sequence[Content], task: _Task) -> list[Draft]:
    tagged = [with_tags(content) for content in batch]
    drafts = [
        draft if content is coded else replace(draft, target=without_tags(draft.target))
        for content, coded, draft in zip(batch, tagged, _translate_coded(tagged, task), strict=True)
    ]
    return [_read(content, draft, task) for content, draft in zip(batch, drafts, strict=True)]


def _read(source: Content, draft: Draft, task: _Task) -> Draft:
    """The draft with the flags of what only the whole of it shows."""
    if not draft.target or "copied" in draft.flags:
        return draft
    target = spaced(draft.target, task.target)
    found = set(draft.flags)
    if task.target:
        found.update(reading(mask(source).words, mask(target).words, task.source, task.target))
    if lines(source) != lines(target):
        found.add("lost-line-break")
    if target is draft.target and len(found) == len(draft.flags):
        return draft
    return replace(draft, target=target, flags=tuple(sorted(found)))


def _translate_coded(batch: Sequence[Content], task: _Task) -> list[Draft]:
    if not any(isinstance(part, Code) for content in batch for part in content):
        return _translate_masked(batch, task)
    bare = [projection.bare(content) for content in batch]
    drafts = _projected(batch, _translate_masked(bare, task), projection.FORMATTING)
    # A slot that was lost, and a piece that had to be translated by itself: the same with every code taken out.
    bad = [index for index, made in enumerate(drafts) if made is None or {"split", "lost-placeable"} & set(made.flags)]
    bad = [index for index in bad if projection.is_formatted(batch[index], projection.EVERY_KIND)]
    contents = [batch[index] for index in bad]
    bare = [projection.bare(one, projection.EVERY_KIND) for one in contents]
    second = _projected(contents, _translate_masked(bare, task), projection.EVERY_KIND)
    for index, made in zip(bad, second, strict=True):
        if made is not None and not {"split", "lost-placeable", "empty"} & set(made.flags):
            drafts[index] = made
    missing = [index for index, made in enumerate(drafts) if made is None]
    for index, made in zip(missing, _translate_masked([batch[index] for index in missing], task), strict=True):
        drafts[index] = made
    return [_settled(content, made) for content, made in zip(batch, drafts, strict=True) if made is not None]


def _settled(source: Content, draft: Draft) -> Draft:
    """The draft with no pair around nothing whose words it lost; where one was moved, it is flagged."""
    target = enclosure.settled(source, draft.target)
    if target is None or ("lost-placeable" not in draft.flags and not kept(source, target)):
        return draft
    return _with_flag(replace(draft, target=target, alignment=()), projection.UNSURE)


def _projected(batch: Sequence[Content], drafts: Sequence[Draft], kinds: Sequence[str]) -> list[Draft | None]:
    return [
        projection.projected(content, draft, kinds) if projection.is_formatted(content, kinds) else draft
        for content, draft in zip(batch, drafts, strict=True)
    ]


def _translate_masked(batch: Sequence[Content], task: _Task) -> list[Draft]:
    """Drafts contents with slots in the place of all their placeables."""
    cuts = [cut(_shown(content, task), task.knows_slots) for content in batch]
    drafts: list[Draft | None] = [
        None if has_letter(one.masked.words) else Draft(content, 1.0, signature=task.signature, flags=("copied",))
        for content, one in zip(batch, cuts, strict=True)
    ]
    _try([(index, one) for index, one in enumerate(cuts) if drafts[index] is None], batch, drafts, task)
    others = [(index, _shown_otherwise(content, drafts[index], task)) for index, content in enumerate(batch)]
    seconds = [
        (index, cut(one, task.knows_slots)) for index, one in others if one and one.text != cuts[index].masked.text
    ]
    _try(seconds, batch, drafts, task)
    # What was shown, and lost, is not shown again to one that knows no slots.
    lost = [index for index, draft in enumerate(drafts) if draft is None]
    again = [cut(_few_masked(batch[index], task, copied=True), task.knows_slots) for index in lost]
    for index, one, hypothesis in zip(lost, again, _translate_around(again, task.model), strict=True):
        draft = _draft(batch[index], one.masked, hypothesis, task)
        drafts[index] = draft or _flagged(one.masked, hypothesis, task)
    return [
        _with_flag(draft, "lost-number") if task.number_lost(source, draft) else draft
        for source, draft in zip(batch, drafts, strict=True)
        if draft is not None
    ]


def _try(tries: Sequence[tuple[int, "Cut"]], batch: Sequence[Content], drafts: list[Draft | None], task: _Task) -> None:
    """Puts what comes of each, by its index, in the place of a draft that is none yet or has numbers wrong."""
    tries = [(index, one) for index, one in tries if has_letter(SLOT.sub("", one.core)) and len(one.numbers) <= SLOTS]
    answers = task.model([one.core for _, one in tries]) if tries else ()
    for (index, one), answer in zip(tries, answers, strict=True):
        made = _draft(batch[index], one.masked, _restored(one, answer), task) if _same_slots(one, answer) else None
        if drafts[index] is None or (made and made.target and not task.number_lost(batch[index], made)):
            drafts[index] = made


def _shown(content: Content, task: _Task) -> Masked:
    """The text as a model sees it at first: long numbers in slots if it knows slots and has enough of them. One that
    knows none sees what is mostly copied."""
    few = _few_masked(content, task)
    if not task.knows_slots:
        return few
    masked = with_numbers_masked(few, task.target, least=LONG_NUMBER)
    return masked if len(masked.placeables) <= SLOTS else few


def _shown_otherwise(content: Content, draft: Draft | None, task: _Task) -> Masked | None:
    """As it sees the text once more: all numbers where slots were lost, none where a number is wrong."""
    if not task.knows_slots:
        return None
    few = _few_masked(content, task)
    if draft is None:
        return few
    return with_numbers_masked(few, task.target) if task.number_lost(content, draft) else None


def _few_masked(content: Content, task: _Task, *, copied: bool = False) -> Masked:
    """Without its bare numbers, and those with signs only if a model has slots enough."""
    foreign = foreign_to(task.source)
    if not task.knows_slots:
        return mask(content, copied=copied, foreign=foreign)
    masked = mask(content, numbers=True, foreign=foreign)
    return masked if len(masked.placeables) <= SLOTS else mask(content, foreign=foreign)


def _with_flag(draft: Draft, flag: str) -> Draft:
    return replace(draft, flags=tuple(sorted({*draft.flags, flag})))


def _written(masked: Masked, target: str) -> Masked:
    """The text with what stands in its slots as the target writes it."""
    made = tuple(one if isinstance(one, Code) else percentage(one, target) for one in masked.placeables)
    return masked if made == masked.placeables else replace(masked, placeables=made)


def _same_slots(one: Cut, answer: Hypothesis) -> bool:
    """Whether the answer has each slot of the core once; an empty answer has none to lose."""
    found = sorted(int(number) for number in SLOT.findall(answer.text))
    return found == list(range(1, len(one.numbers) + 1)) or not answer.text.strip()


def _restored(one: Cut, answer: Hypothesis) -> Hypothesis:
    """The answer with the numbers that slots have in the whole text, and with what was peeled off."""
    if one.core == one.masked.text and not one.numbers and answer.text and answer.text == answer.text.strip():
        return answer

    text = SLOT.sub(lambda match: f"{{{one.numbers[int(match.group(1)) - 1]}}}", answer.text.strip())
    if not text:
        return joined("", (answer,))
    if max(one.folds) > 1:
        text = wrapped(text, one.folds)
    return joined(one.before + text + one.after, (unseen(one.before), answer, unseen(one.after)))


def _translate_around(cuts: Sequence[Cut], model: Translate) -> list[Hypothesis]:
    """Each text between two placeables by itself; order and number of the placeables cannot change."""
    fragments = [parted(one.masked.text) for one in cuts]
    wanted = [piece for pieces in fragments for piece in pieces if not number_of(piece) and has_letter(piece)]
    answers = iter(model([unwrapped(piece.strip()) for piece in wanted]) if wanted else ())
    results = []
    for one, pieces in zip(cuts, fragments, strict=True):
        parts: list[Hypothesis] = []
        last = ""
        """What a reader sees before the next piece."""
        for piece in pieces:
            if number_of(piece) or not has_letter(piece):
                parts.append(unseen(piece))
                is_mark = number_of(piece) and kind_of(one.masked.placeables[number_of(piece) - 1]) != "placeholder"
                last = last if is_mark else piece[-1]
                continue
            answer = next(answers)
            bare = piece.strip()
            text = piece.replace(bare, _without_invented_codes(answer.text, one.masked).strip(), 1)
            if not text.strip():  # of a piece that is lost, a space stays where it parts two others
                text = " " if text and last.strip() else ""
            parts.append(replace(answer, text=text))
            last = text[-1:] or last
        spoken = [part for part, piece in zip(parts, pieces, strict=True) if not number_of(piece) and has_letter(piece)]
        text = "".join(part.text for part in parts) if any(part.text.strip() for part in spoken) else ""
        results.append(joined(text, parts, *(("split",) if len(pieces) > 1 else ())))
    return results


def _without_invented_codes(text: str, masked: Masked) -> str:
    """An answer about a text that showed no slot; what it invents would put a code of the document twice."""

    def known(match: "re.Match[str]") -> str:
        number = int(match.group(1)) - 1
        is_code = 0 <= number < len(masked.placeables) and isinstance(masked.placeables[number], Code)
        return "" if is_code else match.group()

    return SLOT.sub(known, text)


def _draft(source: Content, masked: Masked, answer: Hypothesis, task: _Task) -> Draft | None:
    """The draft, or None where a placeable is lost, doubled, invented, or closed before it is opened."""
    if not answer.text:
        return Draft((), 0.0, signature=task.signature, flags=tuple(sorted({*answer.flags, "empty"})))
    written = _written(masked, task.target).placeables
    target = unmask(task.finish(masked.text, answer.text), written)
    if not kept(source, target):
        return None
    words = expanded(answer.alignment, masked, Masked(answer.text, written))
    # A number that is a part of a word, as in `Gate5b`, was a word of its own in its slot.
    bare = not masked.placeables and masked.text == mask(source).text
    same = not words or (words[-1][1] < size(target) and (bare or width(masked) == size(source)))
    return Draft(target, answer.score, words if same else (), task.signature, _flags(answer))


def _flagged(masked: Masked, answer: Hypothesis, task: _Task) -> Draft:
    target = unmask(task.finish(masked.text, answer.text), masked.placeables)
    return Draft(target, answer.score, (), task.signature, _flags(answer, "lost-placeable"))


def _flags(answer: Hypothesis, *more: str) -> tuple[str, ...]:
    """`empty` is for a draft of nothing; where only a part is missing, the draft is degenerate."""
    return tuple(sorted({*("degenerate" if flag == "empty" else flag for flag in answer.flags), *more}))
