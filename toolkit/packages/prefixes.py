"""The token that tells a model of many languages which one to write, or which one it reads.

OPUS-MT puts `>>kir_Cyrl<<` before the source, MADLAD `<2ky>`; NLLB wants `eng_Latn` before the source and begins what
it writes with `kir_Cyrl`, M2M-100 likewise with `__en__` and `__ky__`, mBART-50 with `en_XX` and `ru_RU`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from toolkit.errors import PackageError, nearest
from toolkit.languages import code_of, language

BEFORE_SOURCE = {
    "OPUS-MT": re.compile(r">>([A-Za-z]{2,3})(?:_([A-Z][a-z]{3}))?(?:_[A-Za-z]+)?<<"),
    "MADLAD": re.compile(r"<2([a-z]{2,3})(?:_([A-Z][a-z]{3}))?(?:_[A-Z]{2})?>"),
}
"""Family -> its tokens: language, and the script where it is said. They stand before the source alone."""
BEFORE_BOTH = {
    "NLLB": re.compile(r"([a-z]{3})_([A-Z][a-z]{3})"),
    "M2M-100": re.compile(r"__([a-z]{2,3})()__"),
    "mBART-50": re.compile(r"([a-z]{2})_([A-Z]{2})"),
}
"""Families that say both languages: the one that is read before the source, the one that is written as a beginning."""
LEAST = 2
"""Tokens of a family that a vocabulary must have to be of many languages."""
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Prefixes:
    """What is said to the model, empty where it needs no telling."""

    source: str = ""
    target: str = ""
    family: str = ""


def prefixes(tokens: Iterable[str], source: str, target: str, given: str = "", read: str = "") -> Prefixes:
    """The tokens for a direction; `given` is what a person named for the target, `read` for the source.

    Raises PackageError where the vocabulary has no such token, or where nobody can tell which one is meant.
    """
    known = set(tokens)
    for named in filter(None, (given, read)):
        if named not in known:
            near = ", ".join(nearest(named, [token for token in known if token[:1] == named[:1] and len(token) > 2]))
            raise PackageError(f"the model has no token {named!r}" + (f"; it has {near}" if near else ""))
    for family, pattern in BEFORE_SOURCE.items():
        there = _of(pattern, known)
        if (given and pattern.fullmatch(given)) or (not given and len(there) >= LEAST):
            return Prefixes(source=given or _chosen(there, target, "--prefix"), family=family)
    for family, pattern in BEFORE_BOTH.items():
        there = _of(pattern, known)
        if (given and pattern.fullmatch(given)) or (not given and len(there) >= LEAST):
            first = read or _chosen(there, source, "--source-prefix")
            return Prefixes(first, given or _chosen(there, target, "--prefix"), family)
    return Prefixes(source=given or read)


def _of(pattern: re.Pattern[str], tokens: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Token -> (the toolkit's code of its language, script or "")."""
    from babel.core import get_global

    aliases = get_global("language_aliases")
    found = {}
    for token in tokens:
        if match := pattern.fullmatch(token):
            base = match[1].lower()
            script = match[2] if match[2] and len(match[2]) == len("Cyrl") else ""
            code = str(aliases.get(base, base))
            found[token] = (code_of(f"{code}-{script}") if script and code == "zh" else code_of(code), script)
    return found


def _chosen(there: dict[str, tuple[str, str]], code: str, option: str) -> str:
    """The one token of a language, in the script that the language is written in."""
    script = language(code).script
    of_language = [token for token, (spoken, said) in there.items() if spoken == code and said in ("", script)]
    exact = [token for token in of_language if there[token][1]] or of_language
    if len(exact) == 1:
        return exact[0]
    few = sorted(exact or there)
    listed = ", ".join(few[:SHOWN]) + (f" and {len(few) - SHOWN} more" if len(few) > SHOWN else "")
    what = f"several tokens for {code}" if exact else f"no token that is surely {code}"
    raise PackageError(f"the model is of many languages and has {what}; name one by {option}: {listed}")
