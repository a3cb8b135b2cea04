"""Known names that are taken for each other, since they begin or sound alike: Austria, 澳大利亚; Slovenia, Словакия."""

import functools
import re
from collections.abc import Sequence

from toolkit.checks import gazetteer
from toolkit.checks.gazetteer import Known, Source
from toolkit.checks.sounds import cyrillic, skeleton, ways


def is_of_another(source: str, made: str, known: Sequence[Known], rest: str, language: str) -> bool:
    """Whether what a translation names is heard only in another name of an English source, which the `rest` has not."""
    if any(_names(each, source) for each in known):
        return False
    for name, _, own in gazetteer.said(source):
        if any(each in own for each in known):
            return False
        if not any(each.supported(Source(name)) for each in known):
            continue
        without = Source(source.replace(name, " "))
        if any(each.supported(without) for each in known):
            return False
        return not any(_is_whole(one, rest, language) or _is_same(one, made, known, language) for one in own)
    return False


def _is_same(said: Known, made: str, known: Sequence[Known], language: str) -> bool:
    """Whether a name of a translation may be what the source names too: Tien Shan and Tian Shan, 天山."""
    if language == "zh":
        forms = [one.lstrip(gazetteer.DOUBTFUL) for one in said.zh]
        return any(one in made or made in one for one in forms)
    own, others = ({skeleton(word) for name in names for word in name.split()} for names in (
        said.en, [name for each in known for name in each.en]))  # fmt: skip
    if not own.isdisjoint(others):
        return True
    if any(cyrillic(made).startswith(ways(word)) for word in (word for name in said.en for word in name.split())):
        return True
    stems = {*said.stems(language), *said.stems("ru")}
    return any(not stems.isdisjoint((*each.stems(language), *each.stems("ru"))) for each in known)


def _names(known: Known, source: str) -> bool:
    """Whether a source has one of its English names as it stands, with an ending of its people."""
    return _pattern(known).search(source) is not None


@functools.lru_cache(1 << 12)
def _pattern(known: Known) -> "re.Pattern[str]":
    every = (re.escape(one.lstrip(gazetteer.DOUBTFUL)) for one in known.en)
    return re.compile(rf"(?<!\w)(?:{'|'.join(every)})(?:s|n|ns)?(?!\w)")


def _is_whole(known: Known, text: str, language: str) -> bool:
    """Whether a text has a name in full, or the characters by which it is called in short."""
    if language == "zh":
        forms = [one.lstrip(gazetteer.DOUBTFUL) for one in known.zh]
        return any(one[:2] in text for one in forms) or any(one[0] in text for one in forms)
    small = text.casefold()
    return any(stem in small for stem in (*known.stems(language), *known.stems("ru")))
