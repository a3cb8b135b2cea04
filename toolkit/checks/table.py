"""The table of all checks, in the order in which they are run: errors first."""

import functools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from toolkit.checks import codes, content, machine, names, numbers, typography
from toolkit.checks.languages import NAMES
from toolkit.checks.occasions import Occasions, occasions
from toolkit.checks.pair import Fault, Pair
from toolkit.engines.finish import FULL_WIDTH
from toolkit.engines.scripts import SCRIPTS
from toolkit.errors import UnknownName
from toolkit.units import Finding

SEVERITIES = ("error", "warning", "hint")
"""Worst first. An error is wrong in any style; a warning is wrong more often than not; a hint is a matter of style."""


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
    occasion: str = ""
    """The field of Occasions that it waits for; empty: it looks at every pair."""


def _check(
    id: str,  # noqa: A002
    family: str,
    prose: str,
    strings: str,
    find: Callable[[Pair], Iterable[Fault]],
    languages: Iterable[str] = (),
    occasion: str = "",
) -> Check:
    summary = " ".join((find.__doc__ or "").split())
    return Check(id, family, prose, strings, summary, find, frozenset(languages), occasion)


CYRILLIC = tuple(code for code, script in SCRIPTS.items() if script == "Cyrl")


CHECKS: tuple[Check, ...] = (
    _check("placeholder", "codes", "error", "error", codes.placeholder, occasion="placeable"),
    _check("format-spec", "codes", "error", "error", codes.format_spec, occasion="format"),
    _check("tag", "codes", "error", "error", codes.tag, occasion="placeable"),
    _check("markup", "codes", "error", "error", codes.markup, occasion="markup"),
    _check("url", "codes", "error", "error", codes.address, occasion="placeable"),
    _check("mail", "codes", "error", "error", codes.mail, occasion="placeable"),
    _check("path", "codes", "error", "error", codes.path, occasion="placeable"),
    _check("line-ends", "codes", "error", "error", codes.line_ends, occasion="line_break"),
    _check("escaped", "codes", "error", "error", codes.escaped, occasion="backslash"),
    _check("control", "codes", "error", "error", codes.control, occasion="hidden"),
    _check("direction", "codes", "error", "error", codes.direction, occasion="hidden"),
    _check("length-limit", "codes", "error", "error", codes.length, occasion="limit"),
    _check("edge-space", "codes", "warning", "warning", codes.edge_space, occasion="edge"),
    _check("invisible", "codes", "warning", "warning", codes.invisible, occasion="hidden"),
    _check("accelerator", "codes", "", "hint", codes.accelerator, occasion="shortcut"),
    _check("code-like", "codes", "warning", "warning", codes.code_like, occasion="placeable"),
    _check("number", "content", "error", "error", numbers.number),
    _check("loop", "machine", "error", "error", machine.loop),
    _check("wrong-language", "machine", "error", "error", machine.wrong_language, NAMES),
    _check("wrong-script", "machine", "error", "error", machine.wrong_script),
    _check("junk", "machine", "error", "error", machine.junk, occasion="junk"),
    _check("traditional", "machine", "warning", "warning", machine.traditional_characters, ("zh",)),
    _check("copy", "machine", "error", "warning", machine.copy),
    _check("tail", "machine", "warning", "warning", machine.tail),
    _check("look-alike", "machine", "warning", "warning", machine.look_alike, occasion="mixed"),
    _check("negation", "content", "warning", "warning", content.negation),
    _check("name", "content", "warning", "hint", names.name, (*CYRILLIC, "zh")),
    _check("doubled", "content", "warning", "warning", content.doubled),
    _check("untranslated-words", "content", "warning", "warning", content.untranslated_words, occasion="latin"),
    _check("sentences", "content", "warning", "warning", content.sentences),
    _check("length", "content", "warning", "warning", content.length_ratio),
    _check("brackets", "typography", "warning", "warning", typography.brackets, occasion="bracket"),
    _check("question", "typography", "warning", "", typography.question),
    _check("unsure", "machine", "hint", "hint", machine.unsure, occasion="score"),
    _check("end-mark", "typography", "hint", "hint", typography.end_mark),
    _check("quotes", "typography", "hint", "hint", typography.quotes, occasion="quote"),
    _check("half-width", "typography", "hint", "hint", typography.half_width, FULL_WIDTH),
    _check("double-space", "typography", "hint", "hint", typography.double_space, occasion="two_spaces"),
    _check("space-before-mark", "typography", "hint", "hint", typography.space_before_mark, occasion="before_mark"),
    _check("start-case", "typography", "hint", "hint", typography.start_case),
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
    found: list[Finding] = []
    chosen = frozenset(severities.items()) if severities else frozenset()
    for check, severity in _wanted(pair.prose, pair.target_language, chosen, occasions(pair)):
        for fault in check.find(pair):
            fix = fault.fix if fault.fix != pair.target else None
            found.append(Finding(check.id, severity, pair.key, fault.message, fault.span, fix))
    return sorted(found, key=lambda finding: SEVERITIES.index(finding.severity)) if len(found) > 1 else found


@functools.lru_cache(4096)
def _wanted(
    prose: bool, language: str, severities: frozenset[tuple[str, str]], given: Occasions
) -> tuple[tuple[Check, str], ...]:
    """The checks that look at such pairs, each with its severity."""
    chosen = dict(severities)
    own = (
        (check, check.prose if prose else check.strings)
        for check in CHECKS
        if (not check.languages or language in check.languages)
        and (not check.occasion or getattr(given, check.occasion))
    )
    ours = ((check, chosen.get(check.id, severity)) for check, severity in own if severity)
    return tuple((check, severity) for check, severity in ours if severity != "off")
