"""A whole catalog: its entries as pairs, what only a whole entry or file shows, what people have dismissed apart."""

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from toolkit import catalogs, late
from toolkit.catalogs import CatalogFile, Entry, Part
from toolkit.checks.across import CHECKS as ACROSS
from toolkit.checks.across import not_said
from toolkit.checks.crew import Crew
from toolkit.checks.dismissals import dismissals
from toolkit.checks.kept import KeptWords
from toolkit.checks.majority import LEAST, SAMPLE, majorities
from toolkit.checks.pair import Pair, quoted
from toolkit.checks.parallel import each
from toolkit.checks.table import SEVERITIES, check_pair
from toolkit.checks.terms import CHECKS as TERMS
from toolkit.checks.terms import terms
from toolkit.checks.wordlists import listed
from toolkit.placeables import find
from toolkit.po.formats import format_among
from toolkit.terms.glossary import Glossary
from toolkit.units import BlockKind, Finding

LIMIT = late.compile(r"max(?:imum)?[-_ ]?(?:length|len|size)\s*[:=]\s*(\d{1,6})", re.IGNORECASE)
UNDO = "(qtundo-format)"
"""In the context of a message of KDE that names what can be undone."""
MAY_LIMIT = late.compile("[:=]")
SAME_AFTER_NUMBER = frozenset(("az", "ba", "cv", "fa", "hu", "ka", "kk", "ku", "ky", "tk", "tr", "tt", "ug", "uz"))
"""Languages whose nouns stay in the singular behind a number: 5 файл."""
NEXT_WORD = late.compile(r"[\s\u00a0]*([^\W\d_]+)")
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
KINDS = "|".join(kind.value for kind in BlockKind if kind is not BlockKind.MESSAGE)
PROSE = late.compile(rf"#\.\s*(?:{KINDS})(?:, sentence \d+ of \d+)?(?::.*)?\s*")
"""The extracted comment of a document's sentence; that of a program may say anything (`label, accelerator`)."""
WHOLE = {
    "plural-count": ("error", "A plural message has not as many forms as its language."),
    "plural-gap": ("error", "Some plural forms are translated and others are empty."),
    "same-plurals": ("hint", "All plural forms are the same text, though the source's differ."),
    "inconsistent": ("hint", "One source text is translated in two ways."),
    **ACROSS,
    **TERMS,
    "reused": ("hint", "Two different source texts have the same translation."),
}
"""Check of a whole entry or catalog -> its severity and summary."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in one entry."""

    entry: Entry
    findings: tuple[Finding, ...]
    """Worst first, without those that were dismissed."""
    dismissed: tuple[Finding, ...] = ()
    """What a person has looked at and let stand."""


def pairs_of(
    entry: Entry, source_language: str, target_language: str, examples: Sequence[Sequence[int]] = ()
) -> list[Pair]:
    """The translations of an entry: one, or of a plural message one for each form that is not empty."""
    return _pairs_of(entry, source_language, target_language, examples, entry.key)


def _pairs_of(
    entry: Entry, source_language: str, target_language: str, examples: Sequence[Sequence[int]] = (), key: str = ""
) -> list[Pair]:
    """The same without the key, which is a digest: most translations have no finding that it would be for."""
    single = entry.msgid_plural is None
    if single and not entry.msgstr[0]:
        return []
    machine = catalogs.machine(entry)
    prose, flag, limit = _noted(entry.of(Part.EXTRACTED), entry.flags)
    base = Pair(
        entry.msgid, entry.msgstr[0] if single else "", source_language, target_language, key, prose, flag,
        score=None if machine is None else machine.score, flags=() if machine is None else machine.flags,
        limit=limit,
    )  # fmt: skip
    if single or entry.msgid_plural is None:
        return [_said_twice(base) if entry.msgctxt and UNDO in entry.msgctxt else base]
    made = []
    for form, text in enumerate(entry.msgstr):
        numbers = examples[form] if form < len(examples) else (0, 1, 2)
        alone = len(numbers) == 1
        one = 1 in numbers and 2 not in numbers
        single = one and alone and not _numbered(entry.msgid, entry.msgid_plural, text)
        source, other = (entry.msgid, entry.msgid_plural)[:: 1 if single else -1]
        if text:
            pair = base._replace(source=source, other=other, target=text, form=form, fewer=one or alone)
            made.append(_said_twice(pair) if entry.msgctxt and UNDO in entry.msgctxt else pair)
    return made


def _said_twice(pair: Pair) -> Pair:
    """The pair of what can be undone: a translation of two lines has it for the menu and for the list of actions."""
    if "\n" in pair.source or pair.target.count("\n") != 1:
        return pair
    return pair._replace(source=f"{pair.source}\n{pair.source}")


def _numbered(single: str, plural: str, target: str) -> bool:
    """Whether a form for one number alone names it where the source does not: 1 file, %d файл."""
    here = {one.text for one in find(target)}
    return not here <= {one.text for one in find(single)} and here <= {one.text for one in find(plural)}


@functools.lru_cache(1024)
def _noted(notes: tuple[str, ...], flags: tuple[str, ...]) -> tuple[bool, str, int | None]:
    """What an entry's notes and flags say, which many share: is it prose, its format, its limit."""
    prose = any(PROSE.fullmatch(text.strip()) for text in notes)
    said = " ".join((*(text.strip() for text in notes), *flags))
    found = LIMIT.search(said) if MAY_LIMIT.search(said) else None
    return prose, format_among(flags), None if found is None else int(found[1])


def limit_of(entry: Entry) -> int | None:
    """The most characters that its translation may have, as its comments or flags say it; None where they do not."""
    return _noted(entry.of(Part.EXTRACTED), entry.flags)[2]


def check_catalog(
    file: CatalogFile,
    source_language: str,
    target_language: str,
    severities: Mapping[str, str] | None = None,
    glossary: Glossary | None = None,
    across: Mapping[str, Sequence[Finding]] | None = None,
    crew: Crew | None = None,
) -> Iterator[Checked]:
    """What is wrong with each entry of a catalog, in file order; entries without a finding are left out.

    With a `glossary` its terms are looked for too; `across` are findings by key that come from other languages; `crew`
    are processes that were begun before the catalog was read (parallel.crew_for), and are ended here.
    """
    severities = severities or {}
    live = [entry for entry in file.live if not entry.header and entry.translated]
    rule = catalogs.plural_rule(file.header) if file.header else ""
    examples = catalogs.plural_examples(rule) if rule else ()
    kept = KeptWords(live)
    habits: frozenset[str] = frozenset()
    consistency: dict[tuple[str, str], list[Finding]] | None = None

    def paired(entry: Entry) -> list[Pair]:
        return _pairs_of(entry, source_language, target_language, examples)

    def ask(entry: Entry) -> tuple[tuple[object, ...], ...]:
        return tuple([tuple(pair) for pair in paired(entry)])

    answer = functools.partial(_answered, severities=severities, glossary=glossary)
    for entry, own in each(live, ask, answer, crew):
        if consistency is None:  # meanwhile other processes look at the entries
            consistency = _consistency(live)
            sample = live[:: max(1, len(live) // SAMPLE)] if len(live) >= LEAST else []
            habits = majorities([pair for one in sample for pair in paired(one)])
        found = _of_entry(entry, own, len(examples), target_language, severities)
        found = [one for one in found if not kept.excuse(one, entry)]
        beside = across.get(entry.key, ()) if across else ()
        more = (*consistency.get(entry.identity, ()), *not_said(beside, found))
        if not found and not more:
            continue
        one = _judged(entry, [*found, *_severe(more, severities)], habits)
        if one.findings or one.dismissed:
            yield one


def check_entry(
    entry: Entry,
    source_language: str,
    target_language: str,
    examples: Sequence[Sequence[int]] = (),
    severities: Mapping[str, str] | None = None,
    glossary: Glossary | None = None,
) -> Checked:
    """What is wrong with one entry by itself; `examples` are the numbers of each plural form of the language."""
    pairs = _pairs_of(entry, source_language, target_language, examples)
    return _judged(entry, _found(entry, target_language, pairs, len(examples), severities or {}, glossary), frozenset())


def _found(
    entry: Entry,
    language: str,
    pairs: Sequence[Pair],
    forms: int,
    severities: Mapping[str, str],
    glossary: Glossary | None,
) -> list[Finding]:
    """What the entry shows by itself."""
    return _of_entry(entry, _of_pairs(pairs, severities, glossary), forms, language, severities)


def _of_entry(
    entry: Entry, own: Sequence[Finding], forms: int, language: str, severities: Mapping[str, str]
) -> list[Finding]:
    """What it shows as a whole, and what was found in its pairs."""
    found = _severe(_whole(entry, forms, language), severities)
    return [*found, *(replace(one, key=entry.key) for one in own)] if own else found


def _of_pairs(pairs: Iterable[Pair], severities: Mapping[str, str], glossary: Glossary | None) -> list[Finding]:
    own: list[Finding] = []
    for pair in pairs:
        own += check_pair(pair, severities)
        if glossary is not None:
            own += _severe(terms(pair, glossary), severities)
    return own


def _answered(
    asked: Iterable[tuple[Any, ...]], severities: Mapping[str, str], glossary: Glossary | None
) -> list[Finding]:
    """The same of pairs as they are told between processes."""
    return _of_pairs(map(Pair._make, asked), severities, glossary)


def _severe(found: Iterable[Finding], severities: Mapping[str, str]) -> list[Finding]:
    """The findings as severe as the project has them."""
    return [replace(one, severity=severities[one.check]) if one.check in severities else one for one in found]


def _judged(entry: Entry, findings: Sequence[Finding], habits: frozenset[str]) -> Checked:
    """The findings, each once and worst first, without those of the catalog's habits; the dismissed ones apart."""
    once = {(one.check, one.message): one for one in reversed(findings)}
    found = [one for one in findings if once[one.check, one.message] is one]
    found = [one for one in found if one.severity != "off" and one.check not in habits]
    found.sort(key=lambda one: SEVERITIES.index(one.severity))
    quiet = dismissals(entry) if found else frozenset()
    return Checked(
        entry,
        tuple(one for one in found if one.check not in quiet),
        tuple(one for one in found if one.check in quiet),
    )


def _whole(entry: Entry, forms: int, language: str) -> list[Finding]:
    """What only the entry as a whole shows."""
    if entry.msgid_plural is None:
        return []
    found = []
    texts = [text for text in entry.msgstr if text]
    if forms and len(entry.msgstr) != forms:
        found.append(
            _finding("plural-count", entry, f"There are {len(entry.msgstr)} plural forms, the language has {forms}.")
        )
    if len(texts) != len(entry.msgstr):
        found.append(_finding("plural-gap", entry, "Some of the plural forms are empty."))
    elif len(texts) > 1 and len(set(texts)) == 1 and entry.msgid != entry.msgid_plural and _counts(texts[0], language):
        found.append(_finding("same-plurals", entry, "All plural forms are the same text."))
    return found


def _counts(text: str, language: str) -> bool:
    """Whether the number decides what form its noun has, in a message whose forms are all the same text."""
    placeable = next(iter(find(text)), None)
    if placeable is None:
        return True
    if language in SAME_AFTER_NUMBER:
        return False
    noun = NEXT_WORD.match(text, placeable.end)
    return noun is not None and noun[1].casefold() not in listed("uncounted", language)


def _finding(check: str, entry: Entry, message: str) -> Finding:
    return Finding(check, WHOLE[check][0], entry.key, message)


def _consistency(entries: Sequence[Entry]) -> dict[tuple[str, str], list[Finding]]:
    """Sources that are translated in two ways, and translations that two sources share."""
    single = [entry for entry in entries if entry.msgid_plural is None and entry.msgstr[0]]
    # Their context is there to tell equal texts apart.
    said = [(entry.msgctxt or None, _folded(entry.msgid)) for entry in single]
    made = [entry.msgstr[0] for entry in single]
    best = {key: Counter(ways).most_common(1)[0][0] for key, ways in _of_the_same(said, made).items()}
    shared = {key: [*dict.fromkeys(text for _, text in texts)] for key, texts in _of_the_same(made, said).items()}
    found: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for entry, source, target in zip(single, said, made, strict=True) if best or shared else ():
        usual = best.get(source, target)
        if usual != target and _folded(usual) != _folded(target):
            message = f"The same text is {quoted(usual)} elsewhere in the catalog."
            found[entry.identity].append(_finding("inconsistent", entry, message))
        texts = shared.get(target, ())
        if len(texts) > 1 and len(entry.msgid.split()) > 3:
            other = next(text for text in texts if text != source[1])
            message = f"{quoted(other)} has the same translation."
            found[entry.identity].append(_finding("reused", entry, message))
    return found


def _of_the_same(keys: Sequence[_Key], values: Sequence[_Value]) -> dict[_Key, list[_Value]]:
    """Key -> the values beside it, of keys that are there more than once, which few are."""
    times = Counter(keys)
    found: dict[_Key, list[_Value]] = {}
    for key, value in zip(keys, values, strict=True) if len(times) < len(keys) else ():
        if times[key] > 1:
            found.setdefault(key, []).append(value)
    return found


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(".:…!。：！")
