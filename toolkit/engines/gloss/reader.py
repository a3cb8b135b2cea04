"""The clauses of an English sentence, read from tagged tokens in one pass."""

from toolkit.engines.gloss.clauses import Clause, NounPhrase, Verb
from toolkit.engines.gloss.noun_phrases import CLOSING, NounReader
from toolkit.morphology.tokens import Token

SUBORDINATORS = frozenset(
    {"because", "if", "when", "while", "although", "though", "unless", "until", "since", "whereas", "whether", "as",
     "after", "before", "once", "so", "lest"}
)  # fmt: skip
PARTICLES = frozenset({"up", "out", "off", "down", "away", "back", "over", "on", "in"})


class Reader(NounReader):
    """Reads clauses; what no rule reads stands as it is."""

    width = 0
    """How many tokens the last verb group had."""

    def sentence(self) -> list[Clause | Token]:
        """All clauses of the text; what no rule reads stands as it is."""
        found: list[Clause | Token] = []
        while self.at < len(self.tokens):
            start = self.at
            clause = self.clause("main")
            if clause.items or clause.opening:
                found.append(clause)
            if self.at == start:
                found.append(self.tokens[self.at])
                self.at += 1
        return found

    def clause(self, kind: str, opening: list[Token] | None = None) -> Clause:
        """Reads until something that cannot belong to this clause."""
        clause = Clause(kind, opening or [])
        embedded = kind in {"rel", "part", "ger", "inf"}
        while (token := self.peek()) is not None:
            verb = clause.verb
            if token.tag == "PUNCT" or (token.kind == "mark" and token.tag != "SYM"):
                if token.text in CLOSING and embedded:
                    break
                if embedded and not self.list_goes_on(clause):
                    break
                if token.text in ".!?;:" and kind != "main":
                    break
                clause.items.append(("mark", token))
                self.at += 1
                if token.text in ".!?;:" and kind == "main":
                    break
                continue
            if token.tag == "CCONJ":
                if embedded and not self.same_kind_follows(clause):
                    break
                clause.items.append(("conj", token))
                self.at += 1
                continue
            if self.subordinate(clause, token):
                continue
            if self.starts_verb():
                found = self.verb_group()
                if verb is not None and found.finite and not self.joined(clause) and embedded:
                    self.at -= self.width
                    break
                if verb is not None and found.head.form == "ing" and not found.auxiliaries:
                    self.at -= self.width
                    clause.items.append(("clause", self.clause_from_verb("part")))
                    continue
                if verb is not None and found.infinitive:
                    self.at -= self.width
                    clause.items.append(("clause", self.clause_from_verb("inf")))
                    continue
                if verb is None and found.infinitive and kind == "main" and clause.items == []:
                    self.at -= self.width
                    clause.items.append(("clause", self.clause_from_verb("inf")))
                    continue
                self.name_subject(clause)
                clause.items.append(("verb", found))
                continue
            if token.tag == "ADP" or (token.tag in {"PART", "SCONJ"} and token.lemma in {"to", "than", "like"}):
                clause.items.append(("pp", self.prep_phrase()))
                continue
            if self.starts_noun():
                phrase = self.noun_phrase()
                clause.items.append(("time" if phrase.time and clause.items else "np", phrase))
                continue
            clause.items.append(("pred" if token.tag == "ADJ" else "adv", token))
            self.at += 1
        settle(clause)
        return clause

    def clause_from_verb(self, kind: str) -> Clause:
        """A clause whose first word is its verb."""
        clause = Clause(kind)
        found = self.verb_group()
        rest = self.clause_rest(kind)
        clause.items = [("verb", found), *rest.items]
        settle(clause)
        return clause

    def clause_rest(self, kind: str) -> Clause:
        """What follows a verb that was read already."""
        clause = Clause(kind)
        seen = False
        while (token := self.peek()) is not None:
            if token.kind == "mark" and token.tag != "SYM":
                if token.text == "," and self.list_goes_on(clause) and self.peek(1) is not None and kind == "inf":
                    clause.items.append(("mark", token))
                    self.at += 1
                    seen = True
                    continue
                break
            if token.tag == "CCONJ":
                if not self.same_kind_follows(Clause(kind, [], [("verb", Verb(token))]), kind):
                    break
                clause.items.append(("conj", token))
                self.at += 1
                seen = True
                continue
            if self.starts_verb():
                found = self.verb_group()
                if found.infinitive and not seen:
                    self.at -= self.width
                    clause.items.append(("clause", self.clause_from_verb("inf")))
                    continue
                if (seen and not found.finite) or (seen and kind == "inf" and found.head.form == "base"):
                    clause.items.append(("verb", found))
                    seen = False
                    continue
                if found.head.form in {"ing", "part"} and not found.auxiliaries and not seen:
                    self.at -= self.width
                    clause.items.append(("clause", self.clause_from_verb("part")))
                    continue
                self.at -= self.width
                break
            if self.subordinate(clause, token):
                continue
            if token.tag == "ADP" or (token.tag in {"PART", "SCONJ"} and token.lemma in {"to", "than", "like"}):
                clause.items.append(("pp", self.prep_phrase()))
                continue
            if self.starts_noun():
                phrase = self.noun_phrase()
                clause.items.append(("time" if phrase.time else "np", phrase))
                continue
            clause.items.append(("pred" if token.tag == "ADJ" else "adv", token))
            self.at += 1
        return clause

    def subordinate(self, clause: Clause, token: Token) -> bool:
        """Reads a clause with its conjunction; False if none begins here."""
        word = token.lemma.lower()
        if word == "that" and token.tag in {"SCONJ", "PRON"} and clause.verb is not None:
            self.at += 1
            clause.items.append(("clause", self.clause("that", [token])))
            return True
        if word in SUBORDINATORS and token.tag in {"SCONJ", "ADV", "ADP"} and self.clause_follows():
            self.at += 1
            clause.items.append(("clause", self.clause("sub", [token])))
            return True
        return False

    def clause_follows(self) -> bool:
        """Whether a finite verb comes before the next mark."""
        for token in self.tokens[self.at + 1 : self.at + 14]:
            if token.text in ",;:." and token.kind == "mark":
                return False
            if token.tag == "AUX" or (token.tag == "VERB" and token.form in {"s", "past", "base"}):
                return True
        return False

    def list_goes_on(self, clause: Clause) -> bool:
        """Whether a mark inside a clause is followed by another verb of the same form."""
        place = self.at + 1
        while place < len(self.tokens) and self.tokens[place].tag in {"ADV", "CCONJ"}:
            place += 1
        verb = clause.verb
        following = self.tokens[place] if place < len(self.tokens) else None
        return (
            verb is not None and following is not None and following.tag == "VERB" and following.form == verb.head.form
        )

    def same_kind_follows(self, clause: Clause, kind: str = "") -> bool:
        """Whether a conjunction inside a clause is followed by another verb that can belong to it."""
        place = self.at + 1
        while place < len(self.tokens) and self.tokens[place].tag in {"ADV", "PART"}:
            place += 1
        following = self.tokens[place] if place < len(self.tokens) else None
        if following is None or following.tag not in {"VERB", "AUX"}:
            return False
        if kind == "inf":
            return following.form == "base"
        verb = clause.verb
        return verb is not None and (following.form == verb.head.form or bool(verb.auxiliaries))

    def joined(self, clause: Clause) -> bool:
        """Whether the last thing read was a conjunction or a comma."""
        return bool(clause.items) and clause.items[-1][0] in {"conj", "mark"}

    def verb_group(self) -> Verb:
        """Auxiliaries, adverbs, the verb and its particles; ``width`` says how many tokens were read."""
        start = self.at
        auxiliaries: list[Token] = []
        adverbs: list[Token] = []
        infinitive = False
        while (token := self.peek()) is not None and token.tag != "VERB":
            if token.tag == "AUX":
                auxiliaries.append(token)
            elif token.lemma == "to" and token.tag == "PART":
                infinitive = True
            elif token.tag == "ADV" or token.lemma == "not":
                following = self.peek(1)
                if auxiliaries and (following is None or not self.verb_ahead()):
                    break
                adverbs.append(token)
            else:
                break
            self.at += 1
        token = self.peek()
        if (
            token is not None
            and token.tag == "VERB"
            and not ((auxiliaries and token.form == "s") or (auxiliaries and token.form == "past"))
        ):
            self.at += 1
            verb = Verb(token, auxiliaries, adverbs, [], infinitive)
            particle = self.peek()
            if particle is not None and particle.lemma in PARTICLES and particle.tag in {"ADV", "PART", "ADP"}:
                after = self.peek(1)
                if particle.tag != "ADP" or after is None or after.kind == "mark":
                    verb.particles.append(particle)
                    self.at += 1
        elif auxiliaries:
            verb = Verb(auxiliaries[-1], auxiliaries[:-1], adverbs, [], infinitive)
        else:  # adverbs alone: starts_verb promised a verb, so one must follow
            token = self.tokens[self.at]
            self.at += 1
            verb = Verb(token, auxiliaries, adverbs, [], infinitive)
        self.width = self.at - start
        return verb

    def verb_ahead(self) -> bool:
        """Whether after adverbs a verb comes."""
        place = 0
        while (token := self.peek(place)) is not None and (token.tag == "ADV" or token.lemma == "not"):
            place += 1
        return token is not None and token.tag in {"VERB", "AUX"}

    def name_subject(self, clause: Clause) -> None:
        """The last free noun phrase before a verb is its subject."""
        for index in range(len(clause.items) - 1, -1, -1):
            role, item = clause.items[index]
            if role == "verb" or (clause.verb is not None and role in {"conj", "mark"}):
                return
            if role in {"np", "time"} and isinstance(item, NounPhrase):
                opened = index == 0 or clause.items[index - 1][0] in {"conj", "mark"}
                if clause.verb is None or opened:
                    clause.items[index] = ("subj", item)
                return


def settle(clause: Clause) -> None:
    """Noun phrases after a verb are its objects, or what the subject is said to be; before it they are subjects."""
    verb: Verb | None = None
    for index, (role, item) in enumerate(clause.items):
        if isinstance(item, Verb):
            verb = item
        elif role == "np":
            copula = verb is not None and verb.head.lemma in {"be", "become", "remain"}
            clause.items[index] = ("subj" if verb is None else "pred" if copula else "obj", item)


def read(tokens: list[Token]) -> list[Clause | Token]:
    """The clauses of a sentence."""
    return Reader(tokens).sentence()
