"""Kyrgyz words: vowel harmony, nouns, verbs, numbers with endings, and back from a form to its stem.

Everything follows the regular rules of the written language (the orthography of the Kyrgyz Republic; tables as in
any school grammar); what is irregular stands in small tables beside the rule that it breaks.
"""

from toolkit.morphology.kyrgyz.harmony import attach, harmony_of
from toolkit.morphology.kyrgyz.nouns import CASES, PERSONS, decline, izafet
from toolkit.morphology.kyrgyz.numbers import date_in, ordinal, with_ending
from toolkit.morphology.kyrgyz.stemming import Analysis, analyses, stem
from toolkit.morphology.kyrgyz.verbs import VERB_FORMS, conjugate, infinitive, is_infinitive, passive, verb_stem

__all__ = [
    "CASES",
    "PERSONS",
    "VERB_FORMS",
    "Analysis",
    "analyses",
    "attach",
    "conjugate",
    "date_in",
    "decline",
    "harmony_of",
    "infinitive",
    "is_infinitive",
    "izafet",
    "ordinal",
    "passive",
    "stem",
    "verb_stem",
    "with_ending",
]
