"""Noun phrases and prepositional phrases, read from tagged tokens."""

from toolkit.engines.gloss.clauses import Clause, NounPhrase, PrepPhrase
from toolkit.morphology.tokens import Token

NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "SYM"})
RELATIVES = frozenset({"who", "which", "whom", "whose", "that", "where"})
OPENING, CLOSING = frozenset('«“"(‘['), frozenset('»”")’]')


class NounReader:
    """Goes once through the tokens of a sentence; the clauses are read by ``Reader``."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.at = 0

    def peek(self, ahead: int = 0) -> Token | None:
        """The token some places ahead, or None at the end."""
        place = self.at + ahead
        return self.tokens[place] if 0 <= place < len(self.tokens) else None

    def first_verb(self) -> Token:
        """The first verb or auxiliary from here on."""
        return next(token for token in self.tokens[self.at :] if token.tag in {"VERB", "AUX"})

    def starts_noun(self) -> bool:
        """Whether a noun phrase begins here."""
        place = 0
        while (token := self.peek(place)) is not None and place < 8:
            if token.tag in NOMINAL or (token.tag == "PRON" and token.lemma not in {"who", "which"}):
                return True
            if token.text in OPENING and place == 0 and token.text != "(":
                place += 1
                continue
            attribute = (
                token.tag == "ADJ"
                or token.tag == "DET"
                or (token.tag == "VERB" and token.form in {"part", "past", "ing"})
            )
            joins = token.tag == "CCONJ" and place == 1 and self.tokens[self.at].tag == "ADJ"
            if not attribute and not joins and not (token.tag == "ADV" and place > 0) and token.text not in {"-", "–"}:
                return token.tag == "DET" and place > 0
            if token.tag == "DET":
                return True
            place += 1
        return False

    def noun_phrase(self, *, attach: bool = True, commas: bool = True) -> NounPhrase:
        """A noun phrase with what is coordinated (``commas``: also by a comma alone) and what follows it."""
        first = self.simple_noun_phrase()
        self.owners(first)
        while (joint := self.coordination(first, commas=commas)) is not None:
            second = self.simple_noun_phrase()
            self.owners(second)
            first.also.append((joint, second))
        self.attachments(first, attach=attach)
        return first

    def owners(self, phrase: NounPhrase) -> None:
        """``the president's visit``: what was read becomes the owner of what follows."""
        while (token := self.peek()) is not None and token.lemma in {"'s", "’s", "'", "’"} and token.tag == "PART":
            self.at += 1
            owner = NounPhrase(list(phrase.before), phrase.head)
            rest = self.simple_noun_phrase()
            phrase.before = [owner, *rest.before]
            phrase.head = rest.head

    def coordination(self, phrase: NounPhrase, *, commas: bool) -> list[Token] | None:
        """The marks and conjunctions before another noun phrase of the same kind; None if it ends here."""
        token = self.peek()
        if token is None or phrase.head is None or phrase.head.tag == "PRON":
            return None
        joint: list[Token] = []
        place = 0
        if token.text == ",":
            if not commas:
                return None
            joint.append(token)
            place = 1
            token = self.peek(1)
        if token is not None and token.tag == "CCONJ" and token.lemma in {"and", "or"}:
            joint.append(token)
            place += 1
        elif not joint or not self.list_ahead(place):
            return None
        start = self.at
        self.at += place
        if self.starts_noun() and not self.starts_verb() and not self.subject_ahead():
            return joint
        self.at = start
        return None

    def list_ahead(self, place: int) -> bool:
        """Whether a comma is one of a list: another comma with and/or, or and/or, comes before a verb."""
        for ahead in range(place, place + 24):
            token = self.peek(ahead)
            if token is None or token.tag in {"VERB", "AUX"} or token.text in ";:.":
                return False
            if token.tag == "CCONJ" and token.lemma in {"and", "or"}:
                before = self.peek(ahead - 1)
                return before is not None and (before.text == "," or ahead - place <= 6)
        return False

    def subject_ahead(self) -> bool:
        """Whether the noun phrase that begins here is the subject of a verb of its own (so a new clause begins)."""
        place = 0
        while (token := self.peek(place)) is not None and place < 10:
            if token.tag == "AUX" or (token.tag == "VERB" and token.form in {"s", "past"} and place > 0):
                before = self.peek(place - 1)
                return (
                    self.at > 1 and before is not None and before.tag not in {"DET", "ADJ"} and not self.subject_here()
                )
            if token.tag not in NOMINAL | {"DET", "ADJ", "PRON"}:
                return False
            place += 1
        return False

    def subject_here(self) -> bool:
        """Whether no verb was read yet, so that what is coordinated is the subject."""
        return not any(token.tag in {"VERB", "AUX"} for token in self.tokens[: self.at])

    def simple_noun_phrase(self) -> NounPhrase:
        """Determiners, attributes and head; the last nominal in a row is the head."""
        parts: list[Token] = []
        while (token := self.peek()) is not None:
            if token.tag in NOMINAL or token.tag in {"DET", "ADJ"}:
                if parts and parts[-1].tag in NOMINAL and token.tag == "DET":
                    break
            elif token.tag == "PRON":
                if parts:
                    break
                if token.lemma not in {"his", "her", "its", "their", "our", "my", "your", "whose"}:
                    self.at += 1
                    return NounPhrase([], token)
            elif token.text in {"-", "–"} and parts and (after := self.peek(1)) is not None and not after.space:
                parts.append(token)  # what is joined by a hyphen is one word: people-to-people
                self.at += 1
                token = after
            elif (token.tag == "ADV" and (after := self.peek(1)) is not None and after.tag in {"ADJ", "NUM"}) or (
                token.tag == "VERB" and token.form in {"part", "past", "ing"} and self.attribute_follows(parts)
            ):
                pass
            elif token.text in OPENING and token.text != "(" and self.quoted():
                self.quotation(parts)
                continue
            elif token.tag == "CCONJ" and parts and parts[-1].tag == "ADJ" and self.adjective_follows():
                pass
            else:
                break
            parts.append(token)
            self.at += 1
        head = next((index for index in range(len(parts) - 1, -1, -1) if parts[index].tag in NOMINAL), None)
        if head is None:
            head = len(parts) - 1
        if head < 0:
            return NounPhrase()
        last = parts[head]
        if head + 1 < len(parts):
            self.at -= len(parts) - head - 1
        return NounPhrase(list(parts[:head]), last)

    def attribute_follows(self, parts: list[Token]) -> bool:
        """Whether a participle stands before a noun."""
        after = self.peek(1)
        return (
            after is not None and after.tag in {"NOUN", "PROPN", "ADJ"} and (not parts or parts[-1].tag not in NOMINAL)
        )

    def adjective_follows(self) -> bool:
        """``economic and trade parks``: the conjunction joins attributes."""
        one, two = self.peek(1), self.peek(2)
        return one is not None and two is not None and one.tag in {"ADJ", "NOUN"} and two.tag in {"NOUN", "ADJ"}

    def quoted(self) -> bool:
        """Whether a quotation mark opens a name of few words."""
        for ahead in range(1, 9):
            token = self.peek(ahead)
            if token is None:
                return False
            if token.text in CLOSING:
                return True
            if token.text in ".,;:!?":
                return False
        return False

    def quotation(self, parts: list[Token]) -> None:
        """Takes a name in quotation marks into a noun phrase."""
        parts.append(self.tokens[self.at])
        self.at += 1
        while (token := self.peek()) is not None:
            parts.append(token)
            self.at += 1
            if token.text in CLOSING:
                break

    def attachments(self, phrase: NounPhrase, *, attach: bool) -> None:
        """What hangs on a noun: of-phrases, other prepositional phrases by rule, relative clauses, participles."""
        while (token := self.peek()) is not None:
            if token.tag == "ADP" and (token.lemma in {"of", "between"} or (attach and self.noun_takes(token))):
                phrase.after.append(self.prep_phrase())
                continue
            after = self.peek(1)
            comma = token.text == "," and after is not None and after.lemma in {"who", "which", "whose", "where"}
            if comma or (
                token.lemma in RELATIVES and token.tag in {"PRON", "SCONJ", "ADV", "DET"} and self.relative_here()
            ):
                if comma:
                    self.at += 1
                opening = [self.tokens[self.at]]
                self.at += 1
                phrase.after.append(self.clause("rel", opening))
                continue
            participle = token.tag == "VERB" and (
                token.form == "ing"
                or (token.form == "part" and (self.verb_before() or self.verb_later()))
                or (token.form == "past" and self.verb_later() and after is not None and after.tag in {"ADP", "PART"})
            )
            if participle and phrase.head is not None and phrase.head.tag in {"NOUN", "PROPN"}:
                phrase.after.append(self.clause_from_verb("part"))
                continue
            break

    def relative_here(self) -> bool:
        """Whether a relative pronoun opens a clause: a verb comes soon."""
        token = self.peek()
        if token is not None and token.lemma == "that" and token.tag == "SCONJ":
            following = self.peek(1)
            return following is not None and following.tag in {"VERB", "AUX"}
        return any((ahead := self.peek(place)) is not None and ahead.tag in {"VERB", "AUX"} for place in range(1, 9))

    def verb_before(self) -> bool:
        """Whether this sentence has had a verb already."""
        return any(token.tag in {"AUX", "VERB"} for token in self.tokens[: self.at])

    def verb_later(self) -> bool:
        """Whether the finite verb of this sentence is still to come, so that a form in -ed here is a participle."""
        return not self.verb_before() and any(
            token.tag == "AUX" or (token.tag == "VERB" and token.form in {"s", "past"})
            for token in self.tokens[self.at + 1 :]
        )

    def noun_takes(self, preposition: Token) -> bool:
        """Whether a preposition after a noun belongs to the noun: it does before the first verb of the sentence."""
        if preposition.lemma in {"by", "as", "to", "than"}:
            return False
        return not self.verb_before() and self.at > 0

    def prep_phrase(self) -> PrepPhrase:
        """A preposition and the noun phrase, clause or second prepositional phrase that it governs."""
        token = self.peek()
        assert token is not None
        prepositions = [token]
        self.at += 1
        following = self.peek()
        if following is not None and following.tag == "ADP" and following.lemma in {"of", "to", "from"}:
            prepositions.append(following)
            self.at += 1
            following = self.peek()
        if following is not None and self.starts_verb() and self.first_verb().form == "ing":
            return PrepPhrase(prepositions, self.clause_from_verb("ger"))
        if following is not None and self.starts_noun():
            inner = prepositions[-1].lemma in {"of", "between"}
            return PrepPhrase(prepositions, self.noun_phrase(attach=inner, commas=self.verb_before()))
        return PrepPhrase(prepositions, None)

    def starts_verb(self) -> bool:
        """Whether a verb group begins here; a participle before a noun is an attribute."""
        token = self.peek()
        if token is None:
            return False
        place = 0
        while (next_token := self.peek(place)) is not None and (
            next_token.tag == "ADV"
            or next_token.lemma == "not"
            or (next_token.lemma == "to" and next_token.tag == "PART")
        ):
            place += 1
        following = self.peek(place)
        if following is None or following.tag not in {"VERB", "AUX"}:
            return False
        after = self.peek(place + 1)
        participle = following.tag == "VERB" and following.form in {"part", "past", "ing"} and place == 0
        previous = self.peek(-1)
        attribute = (
            participle
            and after is not None
            and after.tag in {"NOUN", "PROPN", "ADJ"}
            and following.form != "ing"
            and previous is not None
            and previous.tag in {"DET", "ADJ", "NUM", "ADP", "PRON"}
            and previous.lemma not in {"he", "she", "it", "they", "we", "i", "who", "which", "that", "you"}
        )
        return not attribute

    def clause(self, kind: str, opening: list[Token] | None = None) -> Clause:
        """Reads a clause (``Reader`` does)."""
        raise NotImplementedError

    def clause_from_verb(self, kind: str) -> Clause:
        """Reads a clause whose first word is its verb (``Reader`` does)."""
        raise NotImplementedError
