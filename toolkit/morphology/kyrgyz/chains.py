"""A word as its stem and a chain of named suffixes, and back: the same names as ``stemming`` gives."""

from collections.abc import Iterable

from toolkit.morphology.kyrgyz.harmony import attach
from toolkit.morphology.kyrgyz.nouns import CASES, PERSONS, PLURAL, PRONOUNS, case_of
from toolkit.morphology.kyrgyz.stemming import SLOTS, VERBAL, Analysis
from toolkit.morphology.kyrgyz.verbs import conjugate, infinitive

PLAIN = {
    name: template
    for _, templates in (*SLOTS, *VERBAL[2:], *VERBAL[1:2])
    for name, template in templates.items()
    if name not in CASES
}
AFTER_TENSE = dict(VERBAL[0][1])
TENSES = frozenset({"past", "conditional"})
VOICES = frozenset({"", "passive", "reflexive", "together", "negation"})
"""After these (or after the bare stem) a verb is no word yet: it stands as its verbal noun."""
BUILT = frozenset({"converb", "imperfective converb", "present", "future", "agent", "verbal noun"})


def build(stem: str, suffixes: Iterable[str], *, verb: bool = False) -> str:
    """The form: ``build("китеп", ["3", "dative"])`` is ``китебине``, ``build("чык", ["past"], verb=True)`` ``чыкты``.

    What cannot follow is attached as it stands, since a gloss would rather have an odd form than none.

    Raises:
        KeyError: for a suffix that there is not.
    """
    word, before = stem, ""
    for name in suffixes:
        if verb and name in BUILT:
            word = conjugate(word, name)
            verb = False
        elif name in BUILT:
            continue  # only a verb has these
        elif name == "negative future":
            word = attach(word, "BAс")
        elif name in CASES:
            if not before and word.lower() in PRONOUNS:
                form = PRONOUNS[word.lower()][list(CASES).index(name)]
                word = form[0].upper() + form[1:] if word[:1].isupper() else form
            else:
                word = case_of(word, name, third=before == "3", first=before in {"1", "2"})
        elif before in TENSES and name in AFTER_TENSE:
            word = attach(word, AFTER_TENSE[name])
        elif name in PERSONS:
            word = attach(word, PERSONS[name])
        elif name == "plural":
            word = attach(word, PLURAL)
        else:
            word = attach(word, PLAIN[name] if name in PLAIN else AFTER_TENSE[name])
            verb = verb and name not in {"past", "perfect", "conditional", "optative", "habitual", "until"}
        before = name
    return infinitive(word) if verb and before in VOICES else word


def proved(analysis: Analysis, word: str) -> bool:
    """Whether an analysis builds exactly this word."""
    return build(analysis.stem, analysis.suffixes, verb=analysis.verb) == word.lower()
