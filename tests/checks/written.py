"""The pairs that were written by hand for each check: tests/cases/checks/pairs, one file a check.

A line is `good` or `bad`, what kind of text it is, the source, and a translation into each language or nothing. The
kind is `prose` or `string`, with what else is known of it: `string format=c-format`, `string limit=12`, `prose
score=0.1`. A `plural` has its forms one after the other, `messages` are several of one catalog, with their context in
brackets, both parted by ` // `. In an `across` file a bad text takes its language's place in the good line of the same
source.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from toolkit import catalogs, checks
from toolkit.checks import Pair, check_pair
from toolkit.checks.across import across
from toolkit.checks.terms import terms
from toolkit.languages import language as language_named
from toolkit.terms import glossary
from toolkit.units import Finding

CASES = Path(__file__).parent.parent / "cases" / "checks"
FOLDER = CASES / "pairs"
LANGUAGES = ("zh", "ru", "ky")
CODE = re.compile(r"\\(?:u([0-9a-f]{4})|([nt\\]))")
CONTEXT = re.compile(r"\[(\w+)\] ")
TERMS = glossary.read_csv((FOLDER / "glossary.csv").read_bytes())


@dataclass(frozen=True, slots=True)
class Written:
    """One translation and what a person says of it."""

    check: str
    good: bool
    kind: str
    source: str
    language: str
    target: str

    def found(self, severities: dict[str, str] | None = None) -> list[Finding]:
        """What is found in it; with `severities` as check_pair takes them."""
        kind, *more = self.kind.split()
        if kind in ("plural", "messages"):
            return _in_catalog(self)
        if kind == "across":
            others = {one.language: one.target for one in written(self.check) if one.good and one.source == self.source}
            told = across("key", {**others, self.language: self.target}, self.source)
            return [finding for language, finding in told if language == self.language]
        known = dict(one.split("=") for one in more)
        pair = Pair(
            self.source, self.target, "en", self.language, prose=kind == "prose", format=known.get("format", ""),
            limit=int(known["limit"]) if "limit" in known else None,
            score=float(known["score"]) if "score" in known else None,
        )  # fmt: skip
        return [
            *check_pair(pair, severities),
            *(terms(pair, TERMS) if self.check in ("term", "forbidden-term") else ()),
        ]


def lines(path: Path) -> list[list[str]]:
    """The cells of a table, line by line, without its remarks; `\\n`, `\\t` and `\\u200b` are the characters."""
    told = path.read_text(encoding="utf-8").splitlines()
    return [[unescaped(cell) for cell in line.split("\t")] for line in told if not line.startswith("#")]


def unescaped(cell: str) -> str:
    """The text that a cell stands for."""
    named = {"n": "\n", "t": "\t", "\\": "\\"}
    return CODE.sub(lambda found: chr(int(found[1], 16)) if found[1] else named[found[2]], cell)


def written(check: str) -> Iterator[Written]:
    """The pairs of one check, line by line; none where nobody has written any."""
    path = FOLDER / f"{check}.tsv"
    for verdict, kind, source, *targets in lines(path) if path.exists() else ():
        for language, target in zip(LANGUAGES, targets, strict=True):
            if target:
                yield Written(check, {"good": True, "bad": False}[verdict], kind, source, language, target)


def _in_catalog(case: Written) -> list[Finding]:
    """What is found in a catalog that has such entries and no others."""
    sources, targets = ([one.strip() for one in text.split("//")] for text in (case.source, case.target))
    head = (
        f'Language: {case.language}\nContent-Type: text/plain; charset=UTF-8\n'
        f'Plural-Forms: {language_named(case.language).plural_forms}\n'
    )  # fmt: skip
    made = f'msgid ""\nmsgstr {_quoted(head)}\n'
    if case.kind.startswith("plural"):
        flag = case.kind.partition("format=")[2]
        made += (
            f"\n#, {flag}" if flag else ""
        ) + f"\nmsgid {_quoted(sources[0])}\nmsgid_plural {_quoted(sources[1])}\n"
        made += "".join(f"msgstr[{number}] {_quoted(text)}\n" for number, text in enumerate(targets))
    else:
        for source, target in zip(sources, targets, strict=True):
            context = CONTEXT.match(source)
            made += f"\nmsgctxt {_quoted(context[1])}" if context else ""
            made += f"\nmsgid {_quoted(CONTEXT.sub('', source, count=1))}\nmsgstr {_quoted(target)}\n"
    file = catalogs.read(made.encode())
    return [one for row in checks.check_catalog(file, "en", case.language) for one in row.findings]


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'
