"""Defects of models: loops of any period, tails and heads, copies, other scripts and languages, look-alikes, junk."""

import random
import re

from defects.row import GLUE, Defect, Row, defect, ends, replaced
from toolkit.checks import Pair

FOREIGN = {
    "zh": (
        "მინისტრი შეხვდა დელეგაციას",
        "министр принял делегацию",
        "장관이 대표단을 만났다",
        "وزیر با هیئت دیدار کرد",
    ),
    "ru": ("大臣は代表団と会見した", "장관이 대표단을 만났다", "მინისტრი შეხვდა დელეგაციას", "وزیر با هیئت دیدار کرد"),
    "ky": ("大臣は代表団と会見した", "장관이 대표단을 만났다", "მინისტრი შეხვდა დელეგაციას", "وزیر با هیئت دیدار کرد"),
}
LATIN = dict(zip("аеорсухАВЕКМНОРСТХіѕј", "aeopcyxABEKMHOPCTXisj", strict=True))
"""Cyrillic letter -> the Latin one that looks like it."""
GREEK = dict(zip("оОаАВЕКМНРТХ", "οΟαΑΒΕΚΜΗΡΤΧ", strict=True))
OTHER_LETTERS = {"ө": "ɵ", "ү": "γ", "ң": "ŋ", "һ": "h"}
TRADITIONAL = dict(zip("个们来过还进远边让说读谁课请调讨论议记", "個們來過還進遠邊讓說讀誰課請調討論議記", strict=True))
JUNK = (
    "♪♪", "(掌声)", "[Music]", "（笑声）", "&quot;", "&#39;", "▁", "⁇", "</s>", "<unk>", "<pad>", "@@", "@-@",
    "[аплодисменты]", "Субтитры делал DimaTorzok", "字幕由社区提供",
)  # fmt: skip


def cells(text: str, language: str) -> list[str]:
    """Words; of Chinese, characters."""
    return list(text) if language == "zh" else text.split()


def loop(chance: random.Random, row: Row) -> Pair | None:
    """A stretch of one to six words, or up to eight characters, three to nine times in a row."""
    found = cells(row.target, row.language)
    most = 8 if row.language == "zh" else 6
    size = chance.randint(1, most)
    if len(found) < size + 2:
        return None
    start = chance.randrange(len(found) - size)
    part = found[start : start + size]
    if not all(re.search(r"[^\W\d_]", one) for one in part) or (row.language == "zh" and size == 1):
        return None
    times = chance.randint(5, 9) if size == 1 else chance.randint(4, 6) if size == 2 else chance.randint(3, 5)
    return row.made(GLUE[row.language].join([*found[:start], *part * times, *found[start + size :]]))


def syllables(chance: random.Random, row: Row) -> Pair | None:
    """A loop inside a word: дададада, 的的的的的的."""
    size = chance.randint(1, 3)
    pattern = re.compile(
        r"[\u4e00-\u9fff]" if row.language == "zh" else rf"(?<=[а-яөүң])[а-яөүң]{{{size}}}(?=[а-яөүң]*)"
    )
    return row.made(replaced(chance, row.target, pattern, lambda one: one[0] * chance.randint(8, 14)))


def with_marks(chance: random.Random, row: Row) -> Pair | None:
    """A loop with commas between: да, да, да, да."""
    glue = "、" if row.language == "zh" else ", "
    pattern = re.compile(r"[\u4e00-\u9fff]{2}" if row.language == "zh" else r"\b[а-яөүң]{3,}\b")
    return row.made(replaced(chance, row.target, pattern, lambda one: glue.join([one[0]] * chance.randint(5, 8))))


def to_the_end(chance: random.Random, row: Row) -> Pair | None:
    """From the middle on one phrase again and again, and nothing of the rest."""
    found = cells(row.target, row.language)
    if len(found) < 8:
        return None
    half, size = len(found) // 2, chance.randint(2, 4)
    return row.made(GLUE[row.language].join([*found[:half], *found[half - size : half] * chance.randint(4, 9)]))


def tail(chance: random.Random, row: Row) -> Pair | None:
    """Another text behind: as a sentence, in small letters behind a comma, or in a new line of a longer text."""
    if row.other is None or len(row.source) < 25:
        return None
    other = row.other.target
    if len(other) * 3 < len(row.target) or len(other) < (8 if row.language == "zh" else 20):
        return None
    if not ends(row.target) or chance.random() < 0.4:
        comma = "，" if row.language == "zh" else ", "
        return row.made(row.target.rstrip(".。!！") + comma + other[:1].lower() + other[1:])
    return row.made(row.target + GLUE[row.language] + other)


def head(_: random.Random, row: Row) -> Pair | None:
    """Another text before."""
    if row.other is None or len(row.source) < 25:
        return None
    other = row.other.target
    if len(other) * 3 < len(row.target) or len(other) < (8 if row.language == "zh" else 20):
        return None
    return row.made(
        other + (GLUE[row.language] if ends(other) else ". " if row.language != "zh" else "。") + row.target
    )


def said_twice(_: random.Random, row: Row) -> Pair | None:
    """All of it, or its second half, twice."""
    if len(row.source) < 25 or (row.language != "zh" and len(row.target.split()) < 6):
        return None
    return row.made(row.target + GLUE[row.language] + row.target)


def copied(chance: random.Random, row: Row) -> Pair | None:
    """The source over again, in capitals, in small letters, without its marks, or with one word translated."""
    found = row.source.split()
    if len(found) < 5 or re.search(r"[{<]", row.source):
        return None
    last = [*found[:-1], cells(row.target, row.language)[-1]]
    made = chance.choice([row.source.upper(), row.source.lower(), re.sub(r"[^\w\s]", "", row.source), " ".join(last)])
    return row.made(made)


def other_script(chance: random.Random, row: Row) -> Pair | None:
    """Some words in letters of neither language, in the place of the second half."""
    found = cells(row.target, row.language)
    if len(found) < 6:
        return None
    return row.made(GLUE[row.language].join(found[: len(found) // 2]) + " " + chance.choice(FOREIGN[row.language]))


def wrong_bytes(chance: random.Random, row: Row) -> Pair | None:
    """UTF-8 read as another encoding, all of it or the first half."""
    half = row.target[: max(6, len(row.target) // chance.choice([1, 2]))]
    made = half.encode().decode(chance.choice(["latin-1", "cp1252"]), "replace")
    return row.made(made + row.target[len(half) :])


def russian(chance: random.Random, row: Row) -> Pair | None:
    """The end, the beginning or the middle of the Russian translation in the place of the Kyrgyz."""
    said, made = row.sisters.get("ru", "").split(), row.target.split()
    if len(said) < 8 or len(made) < 8 or re.search(r"[{<A-Za-z«]", row.target + row.sisters["ru"]):
        return None
    size = chance.randint(4, max(4, len(said) // 2))
    way = chance.randrange(3)
    if way == 0:
        return row.made(" ".join([*made[: len(made) // 2], *said[-size:]]))
    if way == 1:
        return row.made(" ".join([*said[:size], *made[len(made) // 2 :]]))
    return row.made(" ".join([*made[: len(made) // 2], *said[2 : 2 + size], *made[len(made) // 2 :]]))


def all_russian(_: random.Random, row: Row) -> Pair | None:
    """The Russian translation as the Kyrgyz one, and the reverse."""
    other = row.sisters.get("ru" if row.language == "ky" else "ky", "")
    return row.made(other) if len(other.split()) >= 4 and not re.search(r"[A-Za-z{]", other) else None


def latin_letters(chance: random.Random, row: Row) -> Pair | None:
    """Letters of a word are Latin ones: one, or all that look like one."""
    words = [one for one in re.finditer(r"\b[А-Яа-яЁёӨөҮүҢң]{4,}\b", row.target) if any(c in LATIN for c in one[0][1:])]
    if not words:
        return None
    one = chance.choice(words)
    places = [place for place, letter in enumerate(one[0]) if letter in LATIN]
    chosen = places if chance.random() < 0.4 else [chance.choice(places)]
    made = "".join(LATIN[letter] if place in chosen else letter for place, letter in enumerate(one[0]))
    if not re.search(r"[\u0400-\u052f]", made):
        return None
    return row.made(row.target[: one.start()] + made + row.target[one.end() :])


def greek_letters(chance: random.Random, row: Row) -> Pair | None:
    """A Greek letter, or one of the phonetic alphabet, inside a word."""
    signs = {**GREEK, **OTHER_LETTERS}
    pattern = re.compile(rf"(?<=[а-яөүң])[{''.join(signs)}](?=[а-яөүң])")
    return row.made(replaced(chance, row.target, pattern, lambda one: signs[one[0]]))


def cyrillic_in_latin(chance: random.Random, row: Row) -> Pair | None:
    """A Cyrillic letter inside a Latin name of the text."""
    signs = {latin: cyrillic for cyrillic, latin in LATIN.items()}
    pattern = re.compile(rf"(?<=[A-Za-z])[{''.join(signs)}](?=[A-Za-z])")
    return row.made(replaced(chance, row.target, pattern, lambda one: signs[one[0]])) if "{" not in row.target else None


def traditional(chance: random.Random, row: Row) -> Pair | None:
    """One character in its traditional form."""
    return row.made(
        replaced(chance, row.target, re.compile(f"[{''.join(TRADITIONAL)}]"), lambda one: TRADITIONAL[one[0]])
    )


def junk(chance: random.Random, row: Row) -> Pair | None:
    """Something of a model's training text or alphabet, at the end, the beginning or between two words."""
    one = chance.choice(JUNK)
    place = chance.choice([0, len(row.target), *(match.start() for match in re.finditer(" ", row.target))])
    return row.made(row.target[:place] + f" {one} " + row.target[place:].lstrip())


def unsure(chance: random.Random, row: Row) -> Pair | None:
    return Pair(row.source, row.target, "en", row.language, prose=row.prose, score=chance.uniform(0.02, 0.29))


DEFECTS: tuple[Defect, ...] = (
    defect("loop of 1 to 8 words", "model", loop, "loop doubled tail"),
    defect("loop inside a word", "model", syllables, "loop"),
    defect("loop with commas", "model", with_marks, "loop"),
    defect("loop to the end", "model", to_the_end, "loop"),
    defect("tail", "model", tail, "tail length sentences"),
    defect("text before", "model", head, "tail length sentences"),
    defect("all said twice", "model", said_twice, "tail length loop"),
    defect("copy", "model", copied, "copy untranslated-words"),
    defect("other script", "model", other_script, "wrong-script"),
    defect("wrong encoding", "model", wrong_bytes, "junk wrong-script control"),
    defect("Russian in Kyrgyz", "model", russian, "wrong-language", ("ky",)),
    defect("the sister language", "model", all_russian, "wrong-language", ("ru", "ky")),
    defect("Latin letter in a word", "model", latin_letters, "look-alike", ("ru", "ky")),
    defect("Greek letter in a word", "model", greek_letters, "look-alike wrong-script", ("ru", "ky")),
    defect("Cyrillic letter in a name", "model", cyrillic_in_latin, "look-alike"),
    defect("traditional character", "model", traditional, "traditional", ("zh",)),
    defect("junk", "model", junk, "junk"),
    defect("low confidence", "model", unsure, "unsure"),
)
