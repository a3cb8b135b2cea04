"""Parts of a text that are lost, stand in it too much, or were exchanged for parts of another text."""

import random
import re

from defects.row import GLUE, Defect, Pair, Row, defect, ends

CLAUSE = re.compile(r"[^,;，；]+[,;，；]?\s*")
MARKS = " ,;，；.。"
LEAST = {"zh": 8, "ru": 19, "ky": 19}
"""Characters of a clause that is lost or put in."""
WORDS, FEW = 8, {"zh": 5, "ru": 3, "ky": 3}
"""Words of a source, at least; words of a translation (of Chinese, characters) that are little of it."""
KEPT, MOST = 10, 0.6
"""Characters of what is left; the most of a translation that is put into it."""
BRIEF = {
    "zh": ("这一点非常重要。", "大家都很高兴。", "情况就是这样。", "价格还会上涨。"),
    "ru": ("Это очень важно.", "Все были довольны.", "Так обстоят дела.", "Цены ещё вырастут."),
    "ky": ("Бул абдан маанилүү.", "Баары кубанышты.", "Иш ушундай.", "Баалар дагы өсөт."),
}
ENGLISH = ("Translated by machine.", "Please review before publishing.", "End of text.")


def clause_lost(chance: random.Random, row: Row) -> Pair | None:
    """One of its clauses is gone."""
    every, long = _clauses(row)
    if len(every) < 2 or not long:
        return None
    one = chance.choice(long)
    return _left(row, row.target[: one.start()] + row.target[one.end() :])


def part_lost(chance: random.Random, row: Row) -> Pair | None:
    """Half of its words in a row, a third or a quarter, are gone, wherever they begin."""
    return _without(chance, row, len(_words(row)) // chance.choice((2, 3, 4)))


def few_lost(chance: random.Random, row: Row) -> Pair | None:
    """Three words in a row are gone, of Chinese five characters."""
    return _without(chance, row, FEW[row.language])


def late_end(chance: random.Random, row: Row) -> Pair | None:
    """It breaks off in its second half, within a word or behind one."""
    if len(row.source.split()) < WORDS or not ends(row.source) or not ends(row.target):
        return None
    return _left(row, row.target[: int(len(row.target) * chance.uniform(0.5, 0.92))].rstrip(MARKS))


def clause_more(chance: random.Random, row: Row) -> Pair | None:
    """A clause of another text in the middle of it, at a comma or at any word."""
    other = _of_another(chance, row)
    commas = [match.start() for match in re.finditer("[,，]", row.target)]
    if not other or len(_words(row)) < WORDS:
        return None
    if commas and chance.random() < 0.5:
        place = chance.choice(commas)
        comma = "，" if row.language == "zh" else ", "
        return row.made(row.target[:place] + comma + other + row.target[place:])
    words = _words(row)
    place = chance.randrange(2, len(words) - 2)
    return row.made(GLUE[row.language].join([*words[:place], other, *words[place:]]))


def another_text(_: random.Random, row: Row) -> Pair | None:
    """The translation of another text, about as long."""
    other = row.other
    if other is None or len(row.source.split()) < WORDS or not 0.6 < len(other.target) / len(row.target) < 1.6:
        return None
    return row.made(other.target)


def brief_sentence(chance: random.Random, row: Row) -> Pair | None:
    """A brief sentence behind it, as models like to add."""
    if not ends(row.source) or not ends(row.target) or len(row.source.split()) < WORDS:
        return None
    return row.made(row.target + GLUE[row.language] + chance.choice(BRIEF[row.language]))


def english_behind(chance: random.Random, row: Row) -> Pair | None:
    return row.made(f"{row.target} {chance.choice(ENGLISH)}") if len(row.source.split()) >= WORDS else None


def _words(row: Row) -> list[str]:
    return [*row.target] if row.language == "zh" else row.target.split()


def _clauses(row: Row) -> tuple[list["re.Match[str]"], list["re.Match[str]"]]:
    """(the clauses of a translation, those of them that are long)."""
    every = [*CLAUSE.finditer(row.target)] if len(row.source.split()) >= WORDS else []
    return every, [one for one in every if len(one[0]) >= LEAST[row.language]]


def _of_another(chance: random.Random, row: Row) -> str:
    """A clause of another text in small letters; empty where there is none that is short enough."""
    if row.other is None or len(row.source.split()) < WORDS:
        return ""
    long = [one[0].strip(MARKS) for one in CLAUSE.finditer(row.other.target)]
    long = [one for one in long if LEAST[row.language] <= len(one) <= MOST * len(row.target)]
    one = chance.choice(long) if long else ""
    return one[:1].lower() + one[1:]


def _without(chance: random.Random, row: Row, many: int) -> Pair | None:
    words = _words(row)
    if len(row.source.split()) < WORDS or len(words) < many + FEW[row.language]:
        return None
    start = chance.randrange(len(words) - many)
    return _left(row, GLUE[row.language].join(words[:start] + words[start + many :]))


def _left(row: Row, target: str) -> Pair | None:
    return row.made(target.strip()) if len(target.strip()) > KEPT else None


SHORTER = "length sentences number name negation"
DEFECTS: tuple[Defect, ...] = (
    defect("a clause lost", "content", clause_lost, SHORTER),
    defect("a quarter to a half lost", "content", part_lost, SHORTER),
    defect("broken off in the second half", "content", late_end, SHORTER),
    defect("a clause of another text in it", "model", clause_more, "tail length number name"),
    defect("another text", "model", another_text, "unrelated tail length number name negation"),
    defect("a brief sentence behind", "model", brief_sentence, "tail sentences"),
    defect("English behind", "model", english_behind, "untranslated-words tail"),
)
