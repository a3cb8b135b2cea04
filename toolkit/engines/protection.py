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
from toolkit.engines.alignment import count, spans
from toolkit.engines.hypothesis import Hypothesis, Translate, has_letter, joined, unseen
from toolkit.engines.numbers import NUMBER, wrong
from toolkit.engines.placeables import SLOT, WHITE, Masked, kept, kind_of, mask, pairs, unmask
from toolkit.units import Code, Content, Draft

SLOTS = 9
"""Slots that a model can be expected to know: one digit each."""

BREAK = re.compile(
    r"[^\S\n]*\n[^\S\n]*\n\s*|(?<=[.!?:;…。！？：；])[^\S\n]*\n\s*|[^\S\n]*\n[^\S\n]*(?=(?:[-*•–]|\d+[.)])\s)"
)
"""Between lines that were not merely wrapped."""

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
    Formatting is no slot: it is taken out, and put back by word alignment.
    """

    def draft(contents: Sequence[Content]) -> list[Draft]:
        return _translate_masked(
            contents, model, finish, knows_slots=knows_slots, signature=signature, languages=languages
        )

    if not any(isinstance(part, Code) for content in batch for part in content):
        return draft(batch)
    drafts = _projected(batch, draft([projection.bare(content) for content in batch]), projection.FORMATTING)
    # A slot that was lost, and a piece that had to be translated by itself: the same with every code taken out.
    bad = [index for index, made in enumerate(drafts) if made is None or {"split", "lost-placeable"} & set(made.flags)]
    bad = [index for index in bad if projection.is_formatted(batch[index], projection.EVERY_KIND)]
    contents = [batch[index] for index in bad]
    second = _projected(
        contents, draft([projection.bare(one, projection.EVERY_KIND) for one in contents]), projection.EVERY_KIND
    )
    for index, made in zip(bad, second, strict=True):
        if made is not None and not {"split", "lost-placeable", "empty"} & set(made.flags):
            drafts[index] = made
    missing = [index for index, made in enumerate(drafts) if made is None]
    for index, made in zip(missing, draft([batch[index] for index in missing]), strict=True):
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


def _translate_masked(
    batch: Sequence[Content],
    model: Translate,
    finish: Finish,
    *,
    knows_slots: bool,
    signature: str,
    languages: tuple[str, str],
) -> list[Draft]:
    """Drafts contents with slots in the place of all their placeables."""
    cuts = [cut(mask(content), knows_slots) for content in batch]
    whole = [
        index for index, one in enumerate(cuts) if has_letter(SLOT.sub("", one.core)) and len(one.numbers) <= SLOTS
    ]
    answers = dict(zip(whole, model([cuts[index].core for index in whole]), strict=True)) if whole else {}
    drafts: list[Draft | None] = [None] * len(batch)
    again = []
    for index, (content, one) in enumerate(zip(batch, cuts, strict=True)):
        if not has_letter(one.masked.words):
            drafts[index] = Draft(content, 1.0, signature=signature, flags=("copied",))
        elif index in answers and _same_slots(one, answers[index]):
            drafts[index] = _draft(content, one.masked, _restored(one, answers[index]), finish, signature)
        if drafts[index] is None:
            again.append(index)
    _number_again(batch, cuts, drafts, model, finish, signature, languages, knows_slots=knows_slots)
    around = _translate_around([cuts[index] for index in again], model)
    for index, hypothesis in zip(again, around, strict=True):
        source, masked = batch[index], cuts[index].masked
        draft = _draft(source, masked, hypothesis, finish, signature)
        drafts[index] = draft or _flagged(masked, hypothesis, finish, signature)
    return [
        _with_flag(draft, "lost-number") if _number_lost(source, draft, languages) else draft
        for source, draft in zip(batch, drafts, strict=True)
        if draft is not None
    ]


def _number_again(
    batch: Sequence[Content],
    cuts: Sequence["Cut"],
    drafts: list[Draft | None],
    model: Translate,
    finish: Finish,
    signature: str,
    languages: tuple[str, str],
    *,
    knows_slots: bool,
) -> None:
    """Puts a draft with all numbers, made with the numbers in slots, in the place of each that has them wrong."""
    tries = []
    for index, draft in enumerate(drafts):
        if knows_slots and draft is not None and _number_lost(batch[index], draft, languages):
            masked = with_numbers_masked(cuts[index].masked)
            one = cut(masked, knows_slots)
            if 0 < len(one.numbers) <= SLOTS and has_letter(SLOT.sub("", one.core)):
                tries.append((index, one))
    answers = model([one.core for _, one in tries]) if tries else ()
    for (index, one), answer in zip(tries, answers, strict=True):
        if _same_slots(one, answer):
            second = _draft(batch[index], one.masked, _restored(one, answer), finish, signature)
            if second is None or not second.target or _number_lost(batch[index], second, languages):
                continue
            # A number that is a part of a word, as in `Gate5b`, was a word of its own in its slot.
            same = count(one.masked.text) == count(cuts[index].masked.text)
            same = same and len(spans(second.target)) == count(_restored(one, answer).text)
            drafts[index] = second if same else replace(second, alignment=())


def _number_lost(source: Content, draft: Draft, languages: tuple[str, str]) -> bool:
    return bool(draft.target) and wrong(mask(source).words, mask(draft.target).words, *languages)


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
    return Cut(masked, before + lead, unwrapped(core), numbers, trail + after)


def unwrapped(text: str) -> str:
    """Lines that were only wrapped become one; those that end a sentence, begin an item or stand apart stay lines."""
    parts = []
    end = 0
    for match in BREAK.finditer(text):
        parts += [WHITE.sub(" ", text[end : match.start()]), match.group()]
        end = match.end()
    return "".join([*parts, WHITE.sub(" ", text[end:])])


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
            text = piece.replace(bare, answer.text.strip(), 1)
            if not text.strip():  # of a piece that is lost, a space stays where it parts two others
                text = " " if text and last.strip() else ""
            parts.append(replace(answer, text=text))
            last = text[-1:] or last
        spoken = [part for part, piece in zip(parts, pieces, strict=True) if not _number(piece) and has_letter(piece)]
        text = "".join(part.text for part in parts) if any(part.text.strip() for part in spoken) else ""
        results.append(joined(text, parts, *(("split",) if len(pieces) > 1 else ())))
    return results


def _draft(source: Content, masked: Masked, answer: Hypothesis, finish: Finish, signature: str) -> Draft | None:
    """The draft, or None where a placeable is lost, doubled, invented, or closed before it is opened."""
    if not answer.text:
        return Draft((), 0.0, signature=signature, flags=tuple(sorted({*answer.flags, "empty"})))
    target = unmask(finish(masked.text, answer.text), masked.placeables)
    if not kept(source, target):
        return None
    return Draft(target, answer.score, answer.alignment, signature, _flags(answer))


def _flagged(masked: Masked, answer: Hypothesis, finish: Finish, signature: str) -> Draft:
    target = unmask(finish(masked.text, answer.text), masked.placeables)
    return Draft(target, answer.score, (), signature, _flags(answer, "lost-placeable"))


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
