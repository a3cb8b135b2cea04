"""A model for single sentences of limited length -> a model for any plain text."""

from collections.abc import Sequence
from dataclasses import replace

from toolkit import late
from toolkit.engines import alignment
from toolkit.engines.degeneration import flaws
from toolkit.engines.hypothesis import Hypothesis, has_letter, joined, unseen
from toolkit.engines.model import Model, Output
from toolkit.engines.numbers import wrong
from toolkit.engines.placeables import SLOT
from toolkit.engines.splitting import LIMIT, sentences, split
from toolkit.languages import UNSPACED

WILD = frozenset({"degenerate", "echo", "empty", "wrong-script"})
"""Flags for which a text is decoded a second time."""
MERITS = ("empty", "degenerate", "wrong-script", "echo")
"""What a better hypothesis lacks, the worst first."""
LINES = late.compile(
    r"(^(?:[-*•–]|\d{1,3}[.)])\s+|\s*(?:\n|\\[nr](?![a-z]))(?:\s|\\[nr](?![a-z]))*(?:(?:[-*•–]|\d{1,3}[.)])\s+)?)"
)
"""Between lines that stay lines, with the mark of a list item; where a line is only wrapped there is no line break."""
CONTROL = late.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What no draft may hold."""
WITHOUT_CASE = frozenset({"zh", "zt", "ja", "ko", "th"})


def translate_by(model: Model, texts: Sequence[str]) -> list[Hypothesis]:
    """Line by line and sentence by sentence, over-long ones in parts, each different one once."""
    lines = [LINES.split(text) for text in texts]
    made = iter(_translate_lines(model, [line for text in lines for line in text[::2]]))
    results = []
    for text in lines:
        parts = [next(made) if place % 2 == 0 else unseen(part) for place, part in enumerate(text)]
        results.append(joined("".join(part.text for part in parts), parts))
    return results


def _translate_lines(model: Model, texts: Sequence[str]) -> list[Hypothesis]:
    source, target = model.package.direction
    parts = [[_split(sentence, model) for sentence in sentences(text, source)] for text in texts]
    flat = [part for text in parts for sentence in text for part in sentence]
    wanted = list(dict.fromkeys(part for part in flat if has_letter(SLOT.sub("", part))))
    spoken = [_lowered(part) if is_shouted(part) else part for part in wanted]
    known = {
        part: replace(made, text=made.text.upper()) if said != part and target not in WITHOUT_CASE else made
        for part, said, made in zip(wanted, spoken, _with_second_try(model, spoken), strict=True)
    }
    joiner = "" if target in UNSPACED else " "
    results = []
    for text in parts:
        made = [known.get(part) or unseen(part) for sentence in text for part in sentence]
        cut = ("split",) if any(len(sentence) > 1 for sentence in text) else ()
        results.append(joined(joiner.join(one.text for one in made if one.text), made, *cut))
    return results


def is_shouted(text: str) -> bool:
    """Whether a text of several words is in capitals; a short word is taken for an abbreviation."""
    if text != text.upper():
        return False
    letters = [character for character in SLOT.sub("", text) if character.isalpha()]
    return len(letters) > 5 and len(text.split()) > 1 and all(not letter.islower() for letter in letters) and any(
        letter.isupper() for letter in letters
    )  # fmt: skip


def _lowered(text: str) -> str:
    """As a sentence: models have hardly seen texts in capitals."""
    first = next(index for index, character in enumerate(text) if character.isalpha())
    lowered = text[: first + 1] + text[first + 1 :].lower()
    return lowered if alignment.count(lowered) == alignment.count(text) else text


def _split(sentence: str, model: Model) -> list[str]:
    # A token is at least a byte long, and one more may begin the text: most sentences need no counting.
    return [sentence] if len(sentence.encode()) < LIMIT else split(sentence, model.length)


def _with_second_try(model: Model, texts: Sequence[str]) -> list[Hypothesis]:
    """What the decoder made of each text; what ran wild is decoded again with the reins on, and the better one kept."""
    results = [_best(model, text, output) for text, output in zip(texts, model.draft(texts), strict=True)]
    wild = [index for index, result in enumerate(results) if WILD.intersection(result.flags)]
    tamed = model.draft([texts[index] for index in wild], careful=True)
    for index, output in zip(wild, tamed, strict=True):
        second = _best(model, texts[index], output)
        # Of two equals the second: a loop may well be the more probable text, and it is the longer one to read.
        results[index] = max(second, results[index], key=_merit)
    return results


def _best(model: Model, text: str, output: Output) -> Hypothesis:
    """The likeliest of what the decoder held in the end that has lost nothing; the likeliest of all where none has."""
    first = _judged(model, text, output)
    worth = _worth(model, text, first)
    if all(worth):
        return first
    best = first
    for other in output.others():
        made = _judged(model, text, other)
        found = _worth(model, text, made)
        if found > worth:
            best, worth = made, found
    return best


def _worth(model: Model, text: str, made: Hypothesis) -> tuple[bool, ...]:
    """What a hypothesis has kept, the dearest first; a later one is asked for where all before it are there."""
    merit = _merit(made)
    if not all(merit):
        return merit
    said, drafted = text, made.text
    if "{" in said or "{" in drafted:
        if sorted(SLOT.findall(said)) != sorted(SLOT.findall(drafted)):
            return (*merit, False)
        said, drafted = SLOT.sub(" ", said), SLOT.sub(" ", drafted)
    source, target = model.package.direction
    return (*merit, True, not wrong(said, drafted, source, target))


def _judged(model: Model, text: str, output: Output) -> Hypothesis:
    source, target = model.package.direction
    # Byte pieces that make no character come out as U+FFFD; that is no text, and a sign that the model is lost.
    drafted = CONTROL.sub("", output.text) if "\ufffd" in text else CONTROL.sub("", output.text).replace("\ufffd", "")
    found = set(flaws(SLOT.sub("", text), SLOT.sub("", drafted), source, target, cut_off=output.cut_off))
    if drafted != output.text and "empty" not in found:
        found.add("degenerate")
    flags, said = tuple(sorted(found)), alignment.count(text)
    return Hypothesis(drafted, output.log_probability, output.length, flags, output.alignment, said)


def _merit(one: Hypothesis) -> tuple[bool, ...]:
    return tuple([flag not in one.flags for flag in MERITS])
