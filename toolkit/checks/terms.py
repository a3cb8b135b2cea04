"""Whether a translation keeps to the glossary, in whatever form the words have."""

from collections.abc import Iterator

from toolkit.checks.pair import Pair, quoted
from toolkit.terms.glossary import Glossary
from toolkit.terms.use import kept, used, wrong
from toolkit.units import Finding

CHECKS = {
    "term": ("warning", "A term of the glossary is translated in another way."),
    "forbidden-term": ("error", "A translation that the glossary forbids stands for a term."),
}
"""Check -> its severity and summary."""


def terms(pair: Pair, glossary: Glossary) -> Iterator[Finding]:
    """The terms of the source that the translation has not as the glossary wants them."""
    if not pair.target.strip():
        return
    for term in used(glossary, pair.source, pair.source_language):
        right = term.translations(pair.source_language, pair.target_language)
        bad = wrong(term, pair.target, pair.target_language, right)
        for text, place in bad:
            message = f"{quoted(text)} must not stand for {quoted(term.source)}."
            if right:
                message = (
                    f"{quoted(text)} must not stand for {quoted(term.source)}; the glossary has {quoted(right[0])}."
                )
            yield Finding("forbidden-term", CHECKS["forbidden-term"][0], pair.key, message, (place.start, place.end))
        if not bad and not kept(term, pair.target, pair.source_language, pair.target_language):
            message = f"{quoted(term.source)} is {' / '.join(map(quoted, right))} in the glossary."
            yield Finding("term", CHECKS["term"][0], pair.key, message)
