"""Defects that were written one by one: kind, beginning of the source, and in each language what stands for what."""

import re
from collections.abc import Iterator
from pathlib import Path

from toolkit.checks import Pair

FOLDER = Path(__file__).parent
CHECKS = {
    "number": "number placeholder code-like", "numeral": "number", "date": "number", "weekday": "number",
    "time": "number opposite", "money": "number", "unit": "number", "magnitude": "number", "percent": "number",
    "place": "name", "person": "name", "organisation": "name opposite", "dropped": "negation opposite",
    "added": "negation", "opposite": "opposite", "words lost": "length sentences number name negation",
    "sentence lost": "sentences length", "sentence added": "sentences length tail", "word twice": "doubled",
    "half translated": "untranslated-words copy", "bracket": "brackets",
    "quote": "quotes", "question": "question end-mark", "cut short": "length sentences end-mark",
    "too long": "length tail", "another text": "unrelated tail length number name negation", "order": "opposite name",
    "street": "number name length", "another word": "opposite name length tail", "loop": "loop",
    "tail": "tail loop length junk", "copy": "copy untranslated-words",
    "script": "wrong-script", "Russian": "wrong-language", "look-alike": "look-alike code-like path mail name",
    "traditional": "traditional", "junk": "junk control", "term": "term",
    "code": "placeholder tag url mail path edge-space line-ends escaped control direction invisible code-like "
    "accelerator brackets",
}  # fmt: skip
"""Kind -> the checks that are meant to find it."""
OF_MODELS = ("loop", "tail", "copy", "script", "Russian", "look-alike", "traditional", "junk")
FAMILIES = ("content", "models", "codes")
TARGETS = ("zh", "ru", "ky")


def family_of(kind: str) -> str:
    """One of FAMILIES: what somebody says, what a model makes of it, or codes."""
    return "codes" if kind == "code" else "models" if kind in OF_MODELS else "content"


def written(table: str, rows: list[tuple[list[str], bool]]) -> Iterator[tuple[str, Pair, Pair]]:
    """(kind, right translation, wrong one) of each line and language; `rows` are right ones, and whether prose.

    A change is `right>wrong`, with spaces round the sign where the texts have such a sign; `*` is the whole text,
    `{source}` the source, `\\n` and `\\u200b` are escapes, `-` no defect in this language.
    Raises ValueError for a line whose source or text is in none of the rows.
    """
    for line in (FOLDER / table).read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        kind, begins, *changes = line.split("\t")
        found = [(cells, prose) for cells, prose in rows if cells[0].startswith(begins)]
        if len(found) != 1:
            raise ValueError(f"{table}: {begins}: {len(found)} sources begin so")
        (cells, prose), *_ = found
        for language, right, change in zip(TARGETS, cells[1:], changes, strict=True):
            if change == "-":
                continue
            before, after = change.split(" => " if " => " in change else ">")
            if before != "*" and before not in right:
                raise ValueError(f"{table}: {begins}: no {before} in {right}")
            after = ESCAPE.sub(_escaped, after.replace("{source}", cells[0]))
            wrong = after if before == "*" else right.replace(before, after)
            one, other = (Pair(cells[0], text, "en", language, prose=prose) for text in (right, wrong))
            yield kind, one, other


ESCAPE = re.compile(r"\\(?:n|u[0-9a-f]{4})")


def _escaped(found: "re.Match[str]") -> str:
    return "\n" if found[0] == "\\n" else chr(int(found[0].removeprefix("\\u"), 16))
