"""An English sentence taken apart: clauses, noun phrases, what hangs on what. Rules over tagged tokens, one pass.

Not a full parser: it looks for what the word order of other languages needs (which noun phrase is the object, what a
preposition governs, where a relative clause ends), and where it is in doubt it keeps the order of the English text.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from toolkit.morphology.tokens import Token

TIMES = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "tomorrow",
     "year", "month", "week", "day", "morning", "evening", "night", "summer", "winter", "autumn", "spring", "time",
     "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
     "december", "weekend", "decade", "century", "hour", "minute", "season", "tonight", "afternoon"}
)  # fmt: skip


@dataclass(slots=True)
class NounPhrase:
    """``the five new agreements of both sides``: what stands before the head, the head, what stands after it."""

    before: list[Token | NounPhrase] = field(default_factory=list)
    """Determiners, numbers, adjectives, nouns as attributes, owners with 's (noun phrases), in English order."""
    head: Token | None = None
    after: list[PrepPhrase | Clause] = field(default_factory=list)
    """Prepositional phrases, relative clauses and participles that belong to it."""
    also: list[tuple[list[Token], NounPhrase]] = field(default_factory=list)
    """What is coordinated with it: the marks and conjunctions, and the next noun phrase."""

    @property
    def time(self) -> bool:
        """Whether it names a time, so that it needs no preposition to be an adverbial."""
        return self.head is not None and self.head.lemma.lower() in TIMES and not self.also


@dataclass(slots=True)
class PrepPhrase:
    """A preposition (or two: ``out of``) and what it governs."""

    prepositions: list[Token]
    governed: NounPhrase | Clause | PrepPhrase | None

    @property
    def word(self) -> str:
        """The preposition in small letters."""
        return " ".join(token.lemma.lower() for token in self.prepositions)


@dataclass(slots=True)
class Verb:
    """A verb with its auxiliaries, adverbs between them, and particles."""

    head: Token
    auxiliaries: list[Token] = field(default_factory=list)
    adverbs: list[Token] = field(default_factory=list)
    particles: list[Token] = field(default_factory=list)
    infinitive: bool = False

    @property
    def negative(self) -> bool:
        """Whether it is denied with not."""
        return any(token.lemma in {"not", "cannot"} for token in [*self.adverbs, *self.auxiliaries])

    @property
    def passive(self) -> bool:
        """Whether a form of be stands before a third form."""
        return self.head.form == "part" and any(token.lemma in {"be", "get"} for token in self.auxiliaries)

    @property
    def finite(self) -> bool:
        """Whether it can be the verb of a sentence."""
        if self.infinitive:
            return False
        if self.auxiliaries:
            return self.auxiliaries[0].form != "ing" and self.auxiliaries[0].text.lower() not in {
                "be",
                "been",
                "having",
            }
        return self.head.form in {"s", "past", "base"} or (self.head.form == "part" and self.head.lemma == "be")


@dataclass(slots=True)
class Clause:
    """One verb and what depends on it, in English order, each part with its role."""

    kind: str
    """main, that, rel (relative), part (participle after a noun or alone), inf (to …), ger (a governed -ing), sub."""
    opening: list[Token] = field(default_factory=list)
    """The conjunction or relative pronoun, which other languages may put elsewhere."""
    items: list[tuple[str, Token | NounPhrase | PrepPhrase | Clause | Verb]] = field(default_factory=list)
    """Roles: subj, verb, obj, pred, adv, pp, time, clause, conj, mark."""

    @property
    def verb(self) -> Verb | None:
        """The first verb."""
        return next((item for role, item in self.items if isinstance(item, Verb)), None)
