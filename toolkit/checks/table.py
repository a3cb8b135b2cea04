"""The table of all checks, in the order in which they are run: errors first."""

import functools
import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from toolkit import late
from toolkit.checks import (
    codes,
    content,
    heads,
    leftovers,
    machine,
    names,
    numbers,
    poles,
    relation,
    reversals,
    typography,
)
from toolkit.checks import occasions as given
from toolkit.checks.aligned import also_by_sentence, only_by_sentence
from toolkit.checks.languages import NAMES
from toolkit.checks.occasions import Occasion, occasions
from toolkit.checks.pair import Fault, Pair
from toolkit.checks.programs import is_credit, is_key, is_list_of_keywords, without_context
from toolkit.engines.finish import FULL_WIDTH
from toolkit.engines.scripts import SCRIPTS
from toolkit.errors import UnknownName
from toolkit.signs import Sign, any_of
from toolkit.units import Finding

SEVERITIES = ("error", "warning", "hint")
"""Worst first. An error is wrong in any style; a warning is wrong more often than not; a hint is a matter of style."""


FORMS = late.compile(r"\w{1,3}=(?P<first>[^|=\n]+)(?:\|\w{1,3}=[^|=\n]+)+")
"""A table of a word's forms, of which a program takes one: И=нисан|Р=нисана."""
SCRIPTED = "|/|"
"""What follows in a translation of KDE is a program for its forms, no text."""
OF_TARGET = frozenset(("wrong-language", "junk", "traditional", "look-alike", "doubled"))
"""Checks that need no source text."""
EVERY_PAIR = Occasion()
MOST_OCCASIONS = 8192
"""What is remembered of which checks look where, until all is forgotten."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that can be wrong with a translation."""

    id: str
    family: str
    """codes, content, machine or typography; catalogs have `consistency`, languages beside each other `across`."""
    prose: str
    """Severity in sentences of documents, one of SEVERITIES; empty: not looked at there."""
    strings: str
    """Severity in strings of programs, likewise."""
    summary: str
    """What it finds, in one sentence for a person."""
    find: Callable[[Pair], Iterable[Fault]]
    languages: frozenset[str] = frozenset()
    """Codes of the targets that it is for; none: all."""
    occasion: Callable[[str, str], Occasion] = lambda *_: EVERY_PAIR
    """What it waits for, by the languages of source and target."""


def _check(
    id: str,  # noqa: A002
    family: str,
    prose: str,
    strings: str,
    find: Callable[[Pair], Iterable[Fault]],
    languages: Iterable[str] = (),
    occasion: Callable[[str, str], Occasion] = lambda *_: EVERY_PAIR,
    traits: int = 0,
    target: tuple[Sign, ...] = (),
) -> Check:
    """One with the first sentences of its function; `traits` and `target` are an occasion in any languages."""
    summary = " ".join((find.__doc__ or "").split())
    own = Occasion((), target, traits)
    if own != EVERY_PAIR:
        return Check(id, family, prose, strings, summary, find, frozenset(languages), lambda *_: own)
    return Check(id, family, prose, strings, summary, find, frozenset(languages), occasion)


CYRILLIC = tuple(code for code, script in SCRIPTS.items() if script == "Cyrl")


def asking(source_language: str, target_language: str) -> Occasion:  # noqa: ARG001
    """Another final mark, or a question mark behind a word of the source."""
    return Occasion((typography.MAY_ASK,), traits=given.OTHER_END)


def typing(source_language: str, target_language: str) -> Occasion:  # noqa: ARG001
    """A placeable, or a word by which another one is to be typed."""
    return Occasion((codes.MAY_BE_TYPED,), traits=given.PLACEABLE)


CHECKS: tuple[Check, ...] = (
    _check("placeholder", "codes", "error", "error", codes.placeholder, traits=given.PLACEABLE),
    _check("format-spec", "codes", "error", "error", codes.format_spec, traits=given.FORMAT),
    _check("tag", "codes", "error", "error", codes.tag, traits=given.PLACEABLE),
    _check("markup", "codes", "error", "error", codes.markup, traits=given.MARKUP),
    _check("url", "codes", "error", "error", codes.address, traits=given.PLACEABLE),
    _check("mail", "codes", "error", "error", codes.mail, traits=given.PLACEABLE),
    _check("path", "codes", "error", "error", codes.path, traits=given.PLACEABLE),
    _check("line-ends", "codes", "error", "error", codes.line_ends, traits=given.LINE_BREAK),
    _check("escaped", "codes", "error", "error", codes.escaped, traits=given.BACKSLASH),
    _check("control", "codes", "error", "error", codes.control, traits=given.HIDDEN),
    _check("direction", "codes", "error", "error", codes.direction, traits=given.HIDDEN),
    _check("length-limit", "codes", "error", "error", codes.length, traits=given.LIMIT),
    _check("edge-space", "codes", "warning", "warning", codes.edge_space, traits=given.EDGE),
    _check("invisible", "codes", "warning", "warning", codes.invisible, traits=given.HIDDEN),
    _check("accelerator", "codes", "", "hint", codes.accelerator, traits=given.SHORTCUT),
    _check("code-like", "codes", "warning", "warning", codes.code_like, occasion=typing),
    _check("number", "content", "error", "error", only_by_sentence(numbers.number), occasion=numbers.occasion),
    _check("loop", "machine", "error", "error", machine.loop, occasion=machine.looping),
    _check(
        "wrong-language",
        "machine",
        "error",
        "error",
        also_by_sentence(machine.wrong_language),
        NAMES,
        occasion=machine.sisterly,
    ),
    _check(
        "wrong-script", "machine", "error", "error", also_by_sentence(machine.wrong_script), occasion=machine.strange
    ),
    _check("junk", "machine", "error", "error", machine.junk, target=machine.JUNKY),
    _check("traditional", "machine", "warning", "warning", machine.traditional_characters, ("zh",)),
    _check("copy", "machine", "error", "warning", machine.copy, occasion=machine.copied),
    _check("unrelated", "machine", "error", "warning", relation.unrelated, ("zh", "ru", "ky")),
    _check("tail", "machine", "warning", "warning", only_by_sentence(relation.tail)),
    _check(
        "look-alike",
        "machine",
        "warning",
        "warning",
        machine.look_alike,
        target=machine.MIXED,
    ),
    _check(
        "negation",
        "content",
        "warning",
        "warning",
        also_by_sentence(only_by_sentence(content.negation), content.may_deny),
        occasion=content.denying,
    ),
    _check("name", "content", "warning", "hint", heads.name, (*CYRILLIC, "zh"), occasion=names.naming),
    _check(
        "opposite",
        "content",
        "warning",
        "warning",
        also_by_sentence(only_by_sentence(reversals.opposite)),
        poles.LANGUAGES,
        occasion=reversals.naming,
    ),
    _check("doubled", "content", "warning", "warning", content.doubled, occasion=content.said_twice),
    _check(
        "untranslated-words",
        "content",
        "warning",
        "warning",
        also_by_sentence(leftovers.untranslated_words),
        target=leftovers.LATIN,
    ),
    _check("sentences", "content", "warning", "warning", content.sentences, traits=given.SENTENCES),
    _check("length", "content", "warning", "warning", content.length_ratio),
    _check("brackets", "typography", "warning", "warning", typography.brackets, target=typography.BRACKETED),
    _check("question", "typography", "warning", "warning", typography.question, occasion=asking),
    _check("unsure", "machine", "hint", "hint", machine.unsure, traits=given.SCORE),
    _check("end-mark", "typography", "hint", "hint", typography.end_mark, traits=given.OTHER_END),
    _check("quotes", "typography", "hint", "hint", typography.quotes, target=typography.QUOTING),
    _check("half-width", "typography", "hint", "hint", typography.half_width, FULL_WIDTH),
    _check("double-space", "typography", "hint", "hint", typography.double_space, traits=given.TWO_SPACES),
    _check(
        "space-before-mark",
        "typography",
        "hint",
        "hint",
        typography.space_before_mark,
        target=typography.SPACED,
    ),
    _check("start-case", "typography", "hint", "hint", typography.start_case, traits=given.SMALL_START),
)
BY_ID = {check.id: check for check in CHECKS}


def named(name: str) -> Check:
    """The check of that id. Raises UnknownName with the ids that are known."""
    if name not in BY_ID:
        raise UnknownName("check", name, tuple(BY_ID))
    return BY_ID[name]


def check_pair(pair: Pair, severities: Mapping[str, str] | None = None) -> list[Finding]:
    """Everything that the checks find in one translation, worst first; nothing where there is no translation.

    `severities` has other severities for checks by their id, `off` for none.
    """
    if not pair.target.strip() or not pair.source.strip():
        return []
    whole = True
    if not pair.prose:
        pair = without_context(pair)
        text, script, _ = pair.target.partition(SCRIPTED)
        if "|" in text and "=" in text and "=" not in pair.source and (table := FORMS.fullmatch(text)):
            text, script = table["first"], text
        whole = not script or SCRIPTED in pair.source
        if not whole:
            pair = pair._replace(target=text)
    found: list[Finding] = []
    wanted = _wanted(
        pair.prose, pair.source_language, pair.target_language, frozenset(severities.items()) if severities else NONE
    )
    said, made, traits = occasions(pair)
    credit = key = keywords = False
    if not pair.prose:
        credit, key, keywords = is_credit(pair), is_key(pair), is_list_of_keywords(pair)
    for of_both, check, severity in wanted.given(said, made, traits):
        if (credit and of_both != given.HIDDEN) or (keywords and check.family != "codes"):
            continue
        if key and of_both != given.HIDDEN and check.id not in OF_TARGET:
            continue
        for fault in check.find(pair):
            fix = fault.fix if fault.fix != pair.target and whole else None
            doubted = fault.doubtful and severity == "error" and not (severities and check.id in severities)
            found.append(
                Finding(check.id, "warning" if doubted else severity, pair.key, fault.message, fault.span, fix)
            )
    return sorted(found, key=lambda finding: SEVERITIES.index(finding.severity)) if len(found) > 1 else found


NONE: frozenset[tuple[str, str]] = frozenset()


class _Wanted:
    """The checks that look at some pairs, each with its severity, by what gives them occasion."""

    def __init__(self, checks: Sequence[tuple[int, int, int, Check, str]]) -> None:
        """Each has the bits of what it waits for in source, target and both before it."""
        self._checks = checks
        self._of_source, self._of_target, self._of_both = (
            functools.reduce(operator.or_, [one[place] for one in checks], 0) for place in range(3)
        )
        self._known: dict[tuple[int, int, int], list[tuple[int, Check, str]]] = {}

    def given(self, said: int, made: int, traits: int) -> list[tuple[int, Check, str]]:
        """Those that have occasion to look, behind the bits of what both sides have to have."""
        key = said & self._of_source, made & self._of_target, traits & self._of_both
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= MOST_OCCASIONS:
                self._known.clear()
            found = self._known[key] = [
                (of_both, check, severity)
                for of_source, of_target, of_both, check, severity in self._checks
                if said & of_source or made & of_target or traits & of_both
            ]
        return found


@functools.lru_cache(256)
def _wanted(prose: bool, source_language: str, target_language: str, severities: frozenset[tuple[str, str]]) -> _Wanted:
    """The checks that look at such pairs."""
    chosen = dict(severities)
    found = []
    for check in CHECKS:
        usual = check.prose if prose else check.strings
        severity = chosen.get(check.id, usual)
        if not usual or severity == "off" or (check.languages and target_language not in check.languages):
            continue
        found.append((check.occasion(source_language, target_language), check, severity))
    any_of(sign for waits, *_ in found for sign in waits.asks)  # begins them, before any word is asked
    return _Wanted([_bits(waits, check, severity) for waits, check, severity in found])


def begin(source_language: str, target_languages: Iterable[str]) -> None:
    """Begins what the checks of several targets ask of words: whenever more is begun, all words are asked anew."""
    for language in target_languages:
        _wanted(True, source_language, language, NONE)


def _bits(waits: Occasion, check: Check, severity: str) -> tuple[int, int, int, Check, str]:
    source, target = any_of(waits.source), any_of(waits.target)
    return source, target, waits.traits or (0 if source or target else given.EVER), check, severity
