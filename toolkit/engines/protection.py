"""Translation around placeables: each survives exactly once, or the draft says that it did not.

A translation model sees slots (`{1}` … `{9}`) in their place. What it loses or doubles is translated again piece by
piece around them. What is wrong even then is flagged `lost-placeable` and never mended. Numbers are shown to the model
as they are, since words agree with them; where one is lost or invented, the text is translated again with its numbers
in slots, and flagged `lost-number` if that does not help.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from toolkit.engines import enclosure, projection
from toolkit.engines.alignment import expanded, spans, width
from toolkit.engines.choices import with_branches
from toolkit.engines.hypothesis import Hypothesis, Translate, has_letter, joined, unseen
from toolkit.engines.judgement import lines, reading
from toolkit.engines.numbers import NUMBER, wrong
from toolkit.engines.placeables import (
    SLOT,
    WHITE,
    Masked,
    foreign_to,
    kept,
    kind_of,
    mask,
    pairs,
    unmask,
    with_tags,
    without_tags,
)
from toolkit.units import Code, Content, Draft

SLOTS = 9
"""Slots that a model can be expected to know: one digit each."""

BREAK = re.compile(
    r"[^\S\n]*\n[^\S\n]*\n\s*|(?<=[.!?:;…。！？：；])[^\S\n]*\n\s*|[^\S\n]*\n[^\S\n]*(?=(?:[-*•–]|\d+[.)])\s)"
)
"""Between lines that were not merely wrapped."""

WRAPPED = 40
"""Characters of the shortest line that may have been wrapped."""

Finish = Callable[[str, str], str]
"""(source, target) -> target with its punctuation put right; it must leave slots alone."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A masked text, and the part of it that a model shall see."""

    masked: Masked
    before: str
    """Masked text that is kept as it is, white space included."""
    core: str
    """Masked text for the model: begins and ends without white space, slots numbered from 1."""
    numbers: tuple[int, ...]
    """Slot number in `core` -> slot number in the masked text, counted from 1."""
    after: str
    folds: tuple[int, ...] = (1,)
    """Of how many lines each line of `core` was wrapped."""


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
    return with_branches(batch, task.target or "en", lambda contents: _translate_all(contents, task))


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
    found = set(draft.flags)
    if task.target:
        found.update(reading(mask(source).words, mask(draft.target).words, task.source, task.target))
    if lines(source) != lines(draft.target):
        found.add("lost-line-break")
    return draft if found == set(draft.flags) else replace(draft, flags=tuple(sorted(found)))


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
    whole = [
        index for index, one in enumerate(cuts) if has_letter(SLOT.sub("", one.core)) and len(one.numbers) <= SLOTS
    ]
    answers = dict(zip(whole, task.model([cuts[index].core for index in whole]), strict=True)) if whole else {}
    drafts: list[Draft | None] = [None] * len(batch)
    again = []
    for index, (content, one) in enumerate(zip(batch, cuts, strict=True)):
        if not has_letter(one.masked.words):
            drafts[index] = Draft(content, 1.0, signature=task.signature, flags=("copied",))
        elif index in answers and _same_slots(one, answers[index]):
            drafts[index] = _draft(content, one.masked, _restored(one, answers[index]), task)
        if drafts[index] is None:
            again.append(index)
    _number_again(batch, cuts, drafts, task)
    if not task.knows_slots:  # what was shown, and lost, is not shown again
        cuts = [cut(mask(content, foreign=foreign_to(task.source)), task.knows_slots) for content in batch]
    around = _translate_around([cuts[index] for index in again], task.model)
    for index, hypothesis in zip(again, around, strict=True):
        source, masked = batch[index], cuts[index].masked
        draft = _draft(source, masked, hypothesis, task)
        drafts[index] = draft or _flagged(masked, hypothesis, task)
    return [
        _with_flag(draft, "lost-number") if task.number_lost(source, draft) else draft
        for source, draft in zip(batch, drafts, strict=True)
        if draft is not None
    ]


def _number_again(batch: Sequence[Content], cuts: Sequence["Cut"], drafts: list[Draft | None], task: _Task) -> None:
    """Puts a draft with all numbers, made with the numbers in slots, in the place of each that has them wrong."""
    tries = []
    for index, draft in enumerate(drafts):
        if task.knows_slots and draft is not None and task.number_lost(batch[index], draft):
            masked = with_numbers_masked(cuts[index].masked)
            one = cut(masked, task.knows_slots)
            if 0 < len(one.numbers) <= SLOTS and has_letter(SLOT.sub("", one.core)):
                tries.append((index, one))
    answers = task.model([one.core for _, one in tries]) if tries else ()
    for (index, one), answer in zip(tries, answers, strict=True):
        if _same_slots(one, answer):
            second = _draft(batch[index], one.masked, _restored(one, answer), task)
            if second is None or not second.target or task.number_lost(batch[index], second):
                continue
            drafts[index] = second


def _shown(content: Content, task: _Task) -> Masked:
    """The text as a model sees it at first: numbers with signs in slots, too, if it knows slots and has enough of them.

    One that knows none sees what is mostly copied.
    """
    foreign = foreign_to(task.source)
    if not task.knows_slots:
        return mask(content, copied=False, foreign=foreign)
    masked = mask(content, numbers=True, foreign=foreign)
    return masked if len(masked.placeables) <= SLOTS else mask(content, foreign=foreign)


def _with_flag(draft: Draft, flag: str) -> Draft:
    return replace(draft, flags=tuple(sorted({*draft.flags, flag})))


def cut(masked: Masked, knows_slots: bool) -> Cut:
    """Peels white space and outer placeables off: enclosing pairs always, all others for a model without slots."""
    pieces = _pieces(masked.text)
    partners = {first + 1: last + 1 for first, last in pairs(masked.placeables)}
    start, end = 0, len(pieces)
    while start < end:
        first, last = pieces[start], pieces[end - 1]
        if not first.strip() or (not knows_slots and _number(first)):
            start += 1
        elif not last.strip() or (not knows_slots and _number(last)):
            end -= 1
        elif _number(first) and partners.get(_number(first)) == _number(last):
            start, end = start + 1, end - 1
        elif _number(first) and kind_of(masked.placeables[_number(first) - 1]) == "close":
            start += 1
        elif _number(last) and kind_of(masked.placeables[_number(last) - 1]) == "open":
            end -= 1
        else:
            break
    before, core, after = "".join(pieces[:start]), "".join(pieces[start:end]), "".join(pieces[end:])
    lead, trail = core[: len(core) - len(core.lstrip())], core[len(core.rstrip()) :]
    core = core.strip()
    numbers = tuple(int(number) for number in SLOT.findall(core))
    places = {number: place for place, number in enumerate(numbers, 1)}
    core = SLOT.sub(lambda match: f"{{{places[int(match.group(1))]}}}", core)
    folds = tuple(count for _, count in _lines(core)) if "\n" in core else (1,)
    return Cut(masked, before + lead, unwrapped(core), numbers, trail + after, folds)


def unwrapped(text: str) -> str:
    """Lines that were only wrapped become one; all others stay lines, with their indents."""
    return "\n".join(line for line, _ in _lines(text)) if "\n" in text else WHITE.sub(" ", text)


def _lines(text: str) -> list[tuple[str, int]]:
    """The lines of a text and of how many lines each was wrapped; a line is wrapped where it is long and goes on."""
    found: list[tuple[str, int]] = []
    kept = {place for match in BREAK.finditer(text) for place in range(match.start(), match.end())}
    place = last = 0
    for line in text.split("\n"):
        body = line.lstrip()
        indent = line[: len(line) - len(body)]
        body = WHITE.sub(" ", body)
        if found and last >= WRAPPED and body[:1].islower() and place - 1 not in kept:
            found[-1] = f"{found[-1][0].rstrip()} {body}", found[-1][1] + 1
        else:
            found.append((indent + body, 1))
        place += len(line) + 1
        last = len(body.strip())
    return found


def _wrapped(text: str, folds: Sequence[int]) -> str:
    """The text with each of its lines wrapped again into so many; as it is where it has other lines."""
    lines = text.split("\n")
    if len(lines) != len(folds):
        return text
    made = []
    for line, count in zip(lines, folds, strict=True):
        places = [match.start() for match in re.finditer(r"(?<=\S)[ ](?=\S)|(?<=[，。、；：])(?=\S)", line)]
        wanted = [round(len(line) * number / count) for number in range(1, count)]
        cuts = sorted({min(places, key=lambda place: abs(place - goal)) for goal in wanted} if places else ())
        pieces = [line[start:end].strip() for start, end in zip([0, *cuts], [*cuts, len(line)], strict=True)]
        made.append("\n".join(pieces))
    return "\n".join(made)


def with_numbers_masked(masked: Masked) -> Masked:
    """The text with slots in the place of its numbers too."""
    found: list[str | Code] = []

    def slot(placeable: str | Code) -> str:
        found.append(placeable)
        return f"{{{len(found)}}}"

    text = "".join(
        slot(masked.placeables[_number(piece) - 1])
        if _number(piece)
        else NUMBER.sub(lambda match: slot(match.group()), piece)
        for piece in _pieces(masked.text)
    )
    return Masked(text, tuple(found))


def _same_slots(one: Cut, answer: Hypothesis) -> bool:
    """Whether the answer has each slot of the core once; an empty answer has none to lose."""
    found = sorted(int(number) for number in SLOT.findall(answer.text))
    return found == list(range(1, len(one.numbers) + 1)) or not answer.text.strip()


def _restored(one: Cut, answer: Hypothesis) -> Hypothesis:
    """The answer with the numbers that slots have in the whole text, and with what was peeled off."""

    text = SLOT.sub(lambda match: f"{{{one.numbers[int(match.group(1)) - 1]}}}", answer.text.strip())
    if not text:
        return joined("", (answer,))
    if max(one.folds) > 1:
        text = _wrapped(text, one.folds)
    return joined(one.before + text + one.after, (unseen(one.before), answer, unseen(one.after)))


def _translate_around(cuts: Sequence[Cut], model: Translate) -> list[Hypothesis]:
    """Each text between two placeables by itself; order and number of the placeables cannot change."""
    fragments = [_pieces(one.masked.text) for one in cuts]
    wanted = [piece for pieces in fragments for piece in pieces if not _number(piece) and has_letter(piece)]
    answers = iter(model([unwrapped(piece.strip()) for piece in wanted]) if wanted else ())
    results = []
    for one, pieces in zip(cuts, fragments, strict=True):
        parts: list[Hypothesis] = []
        last = ""
        """What a reader sees before the next piece."""
        for piece in pieces:
            if _number(piece) or not has_letter(piece):
                parts.append(unseen(piece))
                is_mark = _number(piece) and kind_of(one.masked.placeables[_number(piece) - 1]) != "placeholder"
                last = last if is_mark else piece[-1]
                continue
            answer = next(answers)
            bare = piece.strip()
            text = piece.replace(bare, _without_invented_codes(answer.text, one.masked).strip(), 1)
            if not text.strip():  # of a piece that is lost, a space stays where it parts two others
                text = " " if text and last.strip() else ""
            parts.append(replace(answer, text=text))
            last = text[-1:] or last
        spoken = [part for part, piece in zip(parts, pieces, strict=True) if not _number(piece) and has_letter(piece)]
        text = "".join(part.text for part in parts) if any(part.text.strip() for part in spoken) else ""
        results.append(joined(text, parts, *(("split",) if len(pieces) > 1 else ())))
    return results


def _without_invented_codes(text: str, masked: Masked) -> str:
    """An answer about a text that showed no slot; what it invents would put a code of the document twice."""

    def known(match: "re.Match[str]") -> str:
        number = int(match.group(1)) - 1
        is_code = number < len(masked.placeables) and isinstance(masked.placeables[number], Code)
        return "" if is_code else match.group()

    return SLOT.sub(known, text)


def _draft(source: Content, masked: Masked, answer: Hypothesis, task: _Task) -> Draft | None:
    """The draft, or None where a placeable is lost, doubled, invented, or closed before it is opened."""
    if not answer.text:
        return Draft((), 0.0, signature=task.signature, flags=tuple(sorted({*answer.flags, "empty"})))
    target = unmask(task.finish(masked.text, answer.text), masked.placeables)
    if not kept(source, target):
        return None
    words = expanded(answer.alignment, masked, Masked(answer.text, masked.placeables))
    # A number that is a part of a word, as in `Gate5b`, was a word of its own in its slot.
    same = not words or (words[-1][1] < len(spans(target)) and width(masked) == len(spans(source)))
    return Draft(target, answer.score, words if same else (), task.signature, _flags(answer))


def _flagged(masked: Masked, answer: Hypothesis, task: _Task) -> Draft:
    target = unmask(task.finish(masked.text, answer.text), masked.placeables)
    return Draft(target, answer.score, (), task.signature, _flags(answer, "lost-placeable"))


def _flags(answer: Hypothesis, *more: str) -> tuple[str, ...]:
    """`empty` is for a draft of nothing; where only a part is missing, the draft is degenerate."""
    return tuple(sorted({*("degenerate" if flag == "empty" else flag for flag in answer.flags), *more}))


def _pieces(text: str) -> list[str]:
    """Slots and the texts between them, none empty."""
    pieces = []
    end = 0
    for match in SLOT.finditer(text):
        pieces += [text[end : match.start()], match.group()]
        end = match.end()
    return [piece for piece in [*pieces, text[end:]] if piece]


def _number(piece: str) -> int:
    """The number of a slot; 0 for a text."""
    match = SLOT.fullmatch(piece)
    return int(match.group(1)) if match else 0
