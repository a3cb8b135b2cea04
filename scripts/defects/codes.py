"""Defects of codes: each code is put into source and target alike, and the one in the target is then damaged."""

import random
import re
from collections.abc import Callable

from defects.row import Defect, Row, defect, replaced
from toolkit.checks import Pair

VARIABLES = ("{name}", "%(count)d", "%s", "${HOST}", "{{user}}", "%1$s", "%{total}", "$HOME", "{0}", "%@")
ADDRESSES = ("https://example.org/help?id=7", "http://www.example.kg/a/b.html", "https://docs.example.com/#part-2")
MAILS = ("office@example.kg", "j.smith@mail.example.org", "no-reply@example.com")
PATHS = ("docs/guide.html", "/etc/hosts.conf", "photo_12.jpg", "settings.json", "C:\\Temp\\log.txt")
OPTIONS = ("--dry-run", "--output", "&nbsp;", "&lt;")
TAGS = ("b", "i", "strong", "code", "span", "a", "em")
WIDE = str.maketrans("{}%@/$&-", "｛｝％＠／＄＆－")
LOOK = str.maketrans("aeocpxyHTBMK", "аеосрхуНТВМК")
INSERTED = {"zh": "名称", "ru": "имя", "ky": "аты"}
FORMATS = (
    ("c-format", ("%d", "%s", "%5.2f", "%lu", "%2$s")), ("python-format", ("%(n)d", "%s", "%(path)r", "%i")),
    ("python-brace-format", ("{n}", "{0}", "{size:.1f}", "{user.name}")), ("php-format", ("%1$s", "%d", "%'.10d")),
    ("java-printf-format", ("%1$s", "%d", "%tY")), ("javascript-format", ("%s", "%d")),
    ("ruby-format", ("%<n>d", "%s")), ("perl-brace-format", ("{n}", "{name}")), ("qt-format", ("%1", "%L1")),
    ("objc-format", ("%@", "%ld")),
)  # fmt: skip
"""Format flags of gettext, each with directives."""
SIGNS = "\x00\x0b\x1b\x7f\x85\x9d\ufffd"
TURNS = "\u200e\u200f\u202b\u202d\u2066\u2067\u2069"
UNSEEN = "\u200b\u2060\ufeff\u00ad"
Damage = Callable[[random.Random, str, str], "str | None"]
"""(chance, code, language) -> the code as it is after the damage."""


def lost(_: random.Random, __: str, ___: str) -> str | None:
    return ""


def cut(_: random.Random, code: str, __: str) -> str | None:
    return code[:-1]


def doubled(_: random.Random, code: str, __: str) -> str | None:
    return f"{code} {code}"


def wide(_: random.Random, code: str, __: str) -> str | None:
    return code.translate(WIDE)


def looks_alike(_: random.Random, code: str, __: str) -> str | None:
    return code.translate(LOOK)


def other_case(_: random.Random, code: str, __: str) -> str | None:
    return code.swapcase() if code.lower() != code or "/" not in code else code[:-3] + code[-3:].upper()


def spaced(chance: random.Random, code: str, _: str) -> str | None:
    return replaced(chance, code, re.compile(r"(?<=[^\w\s])(?=\w)"), lambda _: " ")


def translated(chance: random.Random, code: str, language: str) -> str | None:
    return replaced(chance, code, re.compile(r"[A-Za-z]{4,}"), lambda _: INSERTED[language])


def renumbered(chance: random.Random, code: str, _: str) -> str | None:
    return replaced(chance, code, re.compile(r"\d"), lambda one: str((int(one[0]) + 3) % 10))


def another_letter(chance: random.Random, code: str, _: str) -> str | None:
    return replaced(chance, code, re.compile(r"[a-z]"), lambda one: chance.choice("bdfgklmnprstz".replace(one[0], "")))


def set_in(chance: random.Random, row: Row, code: str, wrong: str) -> Pair | None:
    """The code in the source and the wrong one in the target, in one of four positions."""
    if any(sign in row.source for sign in "{%<&@/\\") or len(row.target) < 4:
        return None
    place = chance.randrange(4)
    frame = ("{text} ({code})", "{code}: {text}", "{text} {code}", "{code} — {text}")[place]
    source = frame.replace("{text}", row.source).replace("{code}", code)
    right = frame.replace("{text}", row.target).replace("{code}", code)
    target = frame.replace("{text}", row.target).replace("{code}", wrong).strip()
    return row.made(target, source) if target != right else None


def damaged(codes: tuple[str, ...], *ways: Damage) -> Callable[[random.Random, Row], "Pair | None"]:
    def seed(chance: random.Random, row: Row) -> Pair | None:
        code = chance.choice(codes)
        wrong = chance.choice(ways)(chance, code, row.language)
        return None if wrong is None or wrong == code else set_in(chance, row, code, wrong)

    return seed


def directive(chance: random.Random, row: Row) -> Pair | None:
    """A directive of a format: gone, one more, or of another type."""
    flag, some = chance.choice(FORMATS)
    code = chance.choice(some)
    others = [one for one in some if one != code]
    wrong = chance.choice(["", f"{code} {chance.choice(others)}", chance.choice(others)])
    if "%" in row.source or "{" in row.source:
        return None
    return row.made(f"{row.target} {wrong}".rstrip(), f"{row.source} {code}", format=flag)


def _wrapped(chance: random.Random, text: str, start: str, end: str) -> tuple[str, int, int] | None:
    found = list(re.finditer(r"[^\W\d_]{2,}", text))
    if not found:
        return None
    one = chance.choice(found)
    stop = min(one.end(), one.start() + 6)
    return text[: one.start()] + start + text[one.start() : stop] + end + text[stop:], one.start(), stop


def tag(chance: random.Random, row: Row) -> Pair | None:
    """An element around a word: one of its tags gone, the two in the wrong order, renamed, without a stroke."""
    if re.search(r"[<&{]", row.source):
        return None
    name = chance.choice(TAGS)
    start = f'<{name} href="https://example.org/{name}">' if name == "a" else f"<{name}>"
    end = f"</{name}>"
    said = _wrapped(chance, row.source, start, end)
    wrong = chance.choice(
        [
            (start, ""),
            ("", end),
            (end, start),
            (start, f"</{name}2>"),
            (start, start),
            ("", ""),
            (start, f"</ {name}"),
            (start.replace("<", "＜"), end),
            (start.replace(name, name + "x", 1), end),
        ]
    )
    made = _wrapped(chance, row.target, *wrong)
    return row.made(made[0], said[0]) if said and made else None


def nested(chance: random.Random, row: Row) -> Pair | None:
    """Two elements that overlap."""
    if re.search(r"[<&{]", row.source):
        return None
    said, made = _wrapped(chance, row.source, "<b><i>", "</i></b>"), _wrapped(chance, row.target, "<b><i>", "</b></i>")
    return row.made(made[0], said[0]) if said and made else None


def within(signs: str) -> Callable[[random.Random, Row], "Pair | None"]:
    def seed(chance: random.Random, row: Row) -> Pair | None:
        place = chance.choice([0, len(row.target) // 3, len(row.target)])
        return row.made(row.target[:place] + chance.choice(signs) + row.target[place:])

    return seed


def lines(chance: random.Random, row: Row) -> Pair | None:
    """A line break before, behind or between two texts, which the translation has not or has too many of."""
    if row.other is None or "\n" in row.source:
        return None
    two = f"{row.source}\n{row.other.source}", f"{row.target} {row.other.target}"
    source, target = chance.choice(
        [(f"\n{row.source}", row.target), (f"{row.source}\n", row.target + " "), (row.source, f"\n{row.target}"), two]
    )
    return (
        row.made(target if target != row.target else f"{row.target} ", source)
        if source != two[0]
        else row.made(*two[::-1])
    )


def written_out(chance: random.Random, row: Row) -> Pair | None:
    r"""`\n` or `\t` as two characters: gone, or with its stroke lost."""
    code = chance.choice([r"\n", r"\t"])
    if row.other is None:
        return None
    wrong = chance.choice([" ", code[1], "/" + code[1]])
    return row.made(f"{row.target}{wrong}{row.other.target}", f"{row.source}{code}{row.other.source}")


def edge(chance: random.Random, row: Row) -> Pair | None:
    """A space at an edge, on one side alone."""
    return chance.choice(
        [
            row.made(f" {row.target}"),
            row.made(f"{row.target}\u00a0"),
            row.made(f"{row.target}\t"),
            Pair(f"{row.source} ", row.target, "en", row.language, prose=row.prose),
            Pair(f" {row.source}", row.target, "en", row.language, prose=row.prose),
        ]
    )


def too_long(chance: random.Random, row: Row) -> Pair | None:
    return Pair(
        row.source, row.target, "en", row.language, prose=row.prose, limit=len(row.target) - chance.randint(1, 3)
    )


def plain_key(chance: random.Random, row: Row) -> Pair | None:
    """The mark of a shortcut is gone."""
    mark = chance.choice("&_")
    if row.prose or len(row.source.split()) > 6 or re.search(r"[&_{%]", row.source) or not row.source[0].isalpha():
        return None
    return Pair(mark + row.source, row.target, "en", row.language, prose=False)


ANY = "placeholder tag markup url mail path code-like format-spec"
DEFECTS: tuple[Defect, ...] = (
    defect("variable lost or doubled", "codes", damaged(VARIABLES, lost, doubled), ANY),
    defect("variable cut, spaced or wide", "codes", damaged(VARIABLES, cut, spaced, wide), ANY),
    defect(
        "variable translated or renamed",
        "codes",
        damaged(VARIABLES, translated, renumbered, another_letter, looks_alike),
        ANY,
    ),
    defect("variable in other letters", "codes", damaged(VARIABLES, other_case), ANY),
    defect("address changed", "codes", damaged(ADDRESSES, lost, cut, doubled, renumbered, another_letter, spaced), ANY),
    defect("mail changed", "codes", damaged(MAILS, lost, cut, doubled, wide, another_letter, looks_alike), ANY),
    defect("path changed", "codes", damaged(PATHS, lost, cut, doubled, renumbered, another_letter, looks_alike), ANY),
    defect("option or entity changed", "codes", damaged(OPTIONS, lost, doubled, spaced, another_letter), ANY),
    defect("directive of a format", "codes", directive, "format-spec placeholder"),
    defect("tag broken", "codes", tag, "tag markup"),
    defect("tags overlap", "codes", nested, "tag markup"),
    defect("control character", "codes", within(SIGNS), "control"),
    defect("sign of direction", "codes", within(TURNS), "direction"),
    defect("invisible character", "codes", within(UNSEEN), "invisible"),
    defect("line break", "codes", lines, "line-ends"),
    defect("escape lost", "codes", written_out, "escaped"),
    defect("space at an edge", "codes", edge, "edge-space"),
    defect("too long", "codes", too_long, "length-limit"),
    defect("shortcut lost", "codes", plain_key, "accelerator"),
)
