"""A translation of something else, or of more than its source: words that a model made up, another sentence."""

from collections.abc import Iterator

from toolkit import late
from toolkit.checks.inserted import inserted
from toolkit.checks.pair import Fault, Pair, has_han, quoted, span_of, without_notes
from toolkit.checks.programs import of_other_numbers
from toolkit.engines import tails
from toolkit.engines.degeneration import TOKEN, again, letters, tokens
from toolkit.engines.relation import SURELY, told
from toolkit.languages import code_of

LEAST, KNOWN = 24, 4
"""Characters of a source of which enough can be asked, and words of it that are known."""
WORDS = {"zh": 11, "ru": 8, "ky": 8}
"""Language -> words of a source in prose at least, where less is enough: programs and brief sentences say much in other
words."""
REPEATED = 5
"""Words in a row that are not said twice by chance; twice as many Han characters."""
SURER = 0.5
"""Log-odds above those of a flag on a draft, since people's words are looked at too."""
FREE = (1.1, 1.0)
"""They are asked for what stands behind or before them only if they have more than so many times the usual words and so
many more: one in twenty does, and of two hundred with a text too much one is missed by it (own_dev, dev)."""


def unrelated(pair: Pair) -> Iterator[Fault]:
    """It says next to nothing of what the source says: it is a translation of something else."""
    if pair.source_language != "en" or len(pair.source) < LEAST:
        return
    found = told(pair.source, pair.target, pair.target_language)
    if found is None:
        return
    hits, known, against = found
    language = code_of(pair.target_language)
    doubtful = against <= SURELY[language]
    if known >= KNOWN and (not doubtful or (pair.prose and len(pair.source.split()) >= WORDS[language])):
        yield Fault(
            f"It seems to translate something else: of {known} words of the source that are known, it has {hits}.",
            doubtful=doubtful,
        )


def tail(pair: Pair) -> Iterator[Fault]:
    """The translation says more than its source, before or behind it: a sentence more, or far too many words."""
    bare = without_notes(pair.bare())
    said = letters(bare.source)[0]
    if not said:
        bare = of_other_numbers(pair)  # what looks like a code was translated
        said = letters(bare.source)[0]
    made = letters(bare.target)[0]
    if made > said + 4:  # else it is no far longer one, whatever is written in hanzi
        made, said = (round(count / 1.6) if has_han(text) else count for count, text in
                      ((made, bare.target), (said, bare.source)))  # fmt: skip
    again = _said_again(bare.source, bare.target)
    if again:
        yield Fault(f"{quoted(again)} is said twice where the source says it once.")
    elif made > 2.2 * said + 6:
        yield Fault(f"It is far longer than the source: about {made} words for {said}.")
    elif (pair.target[-1:] in MARKS and _ends_in_marks(pair.source, pair.target)) or tails.tail(
        bare.source, bare.target, pair.source_language, pair.target_language, surer=SURER, free=FREE
    ):
        yield Fault("It seems to say more than the source: its first or last words say nothing of it.")
    elif (
        pair.prose
        and pair.source_language == "en"
        and (text := inserted(bare.source, bare.target, pair.target_language))
    ):
        span = span_of(pair.target, text)
        yield Fault("It seems to say more than the source: words in its middle say nothing of it.", span)


ROW = late.compile(r"(?:[.。,，、;；] ?){4,}\Z")
"""Marks of which no text has so many at its end."""
LONGEST_ROW = 16
MARKS, MARKS_AND_SPACE = ".。,，、;；", ".。,，、;； "


def _ends_in_marks(source: str, target: str) -> bool:
    """Whether different marks in a row end the translation and not the source: 。。、、。。"""
    if target[-2:-1] not in MARKS_AND_SPACE:
        return False
    row = ROW.search(target, max(0, len(target) - LONGEST_ROW))
    return row is not None and len(set(row[0]) - {" "}) > 1 and ROW.search(source[-LONGEST_ROW:]) is None


def _said_again(source: str, target: str) -> str:
    """A stretch of the target that stands there twice, far longer than any that the source repeats."""
    if again(target) < REPEATED - 1:
        return ""  # each two neighbours of the stretch come again
    made = tokens(target)
    least = 2 * REPEATED if has_han(target) else REPEATED
    if len(made) < 2 * least or again(target) < least - 1:
        return ""
    seen: dict[tuple[str, ...], int] = {}
    for place in range(len(made) - least + 1):
        key = made[place : place + least]
        if key in seen and place - seen[key] >= least:
            said = tokens(source)
            half = [said[index : index + REPEATED // 2] for index in range(len(said) - REPEATED // 2 + 1)]
            if len(set(half)) == len(half):
                spans = [match.span() for match in TOKEN.finditer(target)]
                return target[spans[place][0] : spans[place + least - 1][1]] if len(spans) == len(made) else ""
        seen.setdefault(key, place)
    return ""
