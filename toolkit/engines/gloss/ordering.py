"""The words of an English sentence in the order of another language, and what its endings will say as words too.

What comes out is a row of symbols: lemmas in small letters, and markers that begin with @ and stand where Kyrgyz has a
suffix or Chinese a particle (after Yeniterzi and Oflazer 2010, who did so for Turkish): ``the agreements of both sides
were signed in Bishkek`` becomes ``both side @pl of agreement @pl @poss Bishkek in sign @pass @past``.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.engines.gloss.clauses import Clause, NounPhrase, PrepPhrase, Verb
from toolkit.engines.gloss.reader import read
from toolkit.morphology.tokens import Token

ARTICLES = frozenset({"a", "an", "the"})
OWNERS = {"his", "her", "its", "their", "our", "my", "your", "whose"}
FIRST = {"i": "@1", "we": "@1p", "you": "@2"}
HOMOGRAPHS = {
    ("like", "VERB"): "/v",
    ("may", "PROPN"): "/m",
    ("march", "PROPN"): "/m",
    ("well", "NOUN"): "/n",
    ("mine", "NOUN"): "/n",
    ("kind", "ADJ"): "/a",
    ("lead", "NOUN"): "/n",
    ("close", "ADJ"): "/a",
    ("present", "VERB"): "/v",
    ("fair", "NOUN"): "/n",
}
"""Words that are told from others of the same letters."""
FOLLOWS_IN_CHINESE = frozenset(
    {"between", "among", "amid", "during", "after", "before", "since", "within", "behind", "above", "below", "beyond"}
)
"""Prepositions that Chinese says after the noun: 访问期间, 双方之间."""
STAYS_AFTER_VERB = frozenset({"to", "into", "onto", "than", "as", "about", "of"})
"""Prepositions whose phrase follows the verb in Chinese too."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A lemma or a marker, and the token that it came from."""

    text: str
    token: Token | None = None


Row = list[Symbol]


@dataclass(slots=True)
class Order:
    """The habits of one language; ``kyrgyz`` and ``chinese`` below are the two that there are."""

    final_verb: bool
    prepositions_after: bool
    plural: bool
    measure: bool

    def sentence(self, tokens: list[Token]) -> Row:
        """All symbols of a sentence."""
        row: Row = []
        for part in read(tokens):
            row += self.clause(part) if isinstance(part, Clause) else word(part)
        return row

    def any(self, item: object) -> Row:
        """The symbols of a part of whatever kind."""
        if isinstance(item, NounPhrase):
            return self.noun(item)
        if isinstance(item, PrepPhrase):
            return self.prep(item)
        if isinstance(item, Clause):
            return self.clause(item)
        return word(item) if isinstance(item, Token) else []

    def noun(self, phrase: NounPhrase, role: str = "") -> Row:
        """Owners, then clauses and prepositional phrases, then attributes, then the head with its markers."""
        owners: Row = []
        attributes: Row = []
        for after in phrase.after:
            if isinstance(after, PrepPhrase):
                if after.word == "of":
                    owners += [*self.any(after.governed), Symbol("of", after.prepositions[0])]
                else:
                    attributes += self.prep(after, attribute=True)
            else:
                attributes += self.clause(after)
        owned = bool(owners) or any(isinstance(part, NounPhrase) or part.lemma in OWNERS for part in phrase.before)
        row = owners + attributes + self.simple(phrase, owned=owned and not phrase.also)
        for joint, other in phrase.also:
            for token in joint:
                row += word(token)
            row += self.noun(other)
        if owned and phrase.also and self.final_verb:
            row.append(Symbol("@poss"))
        if role == "obj" and self.final_verb:
            row.append(Symbol("@obj" if definite(phrase) else "@obji"))
        return row

    def simple(self, phrase: NounPhrase, *, owned: bool) -> Row:
        """A noun phrase without what is coordinated and what follows."""
        row: Row = []
        compound = False
        for part in phrase.before:
            if isinstance(part, NounPhrase):
                row += [*self.simple(part, owned=False), Symbol("of")]
                continue
            if part.lemma in ARTICLES:
                continue
            row += word(part)
            compound = part.tag == "NOUN" or (
                part.tag == "PROPN" and phrase.head is not None and phrase.head.tag == "NOUN"
            )
            if self.measure and part.tag == "NUM" and part is not phrase.head:
                row.append(Symbol("@cl"))
        head = phrase.head
        if head is None:
            return row
        row += word(head)
        counted = any(isinstance(part, Token) and part.tag == "NUM" for part in phrase.before)
        if self.plural and head.form == "pl" and not counted:  # эки өлкө, not эки өлкөлөр
            row.append(Symbol("@pl"))
        if self.final_verb and owned:
            row.append(Symbol("@poss"))
        elif self.final_verb and compound:
            row.append(Symbol("@comp"))
        return row

    def prep(self, phrase: PrepPhrase, *, attribute: bool = False) -> Row:
        """A prepositional phrase; ``attribute`` where it belongs to a noun."""
        marker = [Symbol("@att")] if attribute else []
        preposition = [Symbol(phrase.word, phrase.prepositions[0])]
        inner = self.any(phrase.governed)
        after = self.prepositions_after or phrase.word in FOLLOWS_IN_CHINESE
        return [*inner, *preposition, *marker] if after else [*preposition, *inner, *marker]

    def verb(self, verb: Verb, kind: str, subject: Sequence[Symbol]) -> Row:
        """A verb group: adverbs, the verb, particles, voice, denial, modal verb, tense."""
        row: Row = []
        for token in verb.adverbs:
            if token.lemma != "not":
                row += word(token)
        others = [token for token in verb.auxiliaries if token.lemma not in {"be", "have", "do", "get"}]
        modals = [Symbol(modal(token), token) for token in others if modal(token) not in {"will", "shall", "cannot"}]
        modals += [Symbol("can", token) for token in others if token.lemma == "cannot"]
        negative = [Symbol("@not")] if verb.negative else []
        passive = [Symbol("@pass")] if verb.passive else []
        head = [*word(verb.head), *[symbol for token in verb.particles for symbol in word(token)]]
        tense = tense_of(verb)
        tense_marker = Symbol("@" + tense + ("" if kind in {"main", tense} else "." + kind))
        person = [Symbol(FIRST[subject[-1].text])] if subject and subject[-1].text in FIRST and kind == "main" else []
        if self.final_verb:
            return [*row, *head, *passive, *modals, *negative, tense_marker, *person]
        return [*row, *negative, *modals, *passive, *head, tense_marker]

    def clause(self, clause: Clause) -> Row:
        """A clause in the order of the language, with its conjunction."""
        opening = [symbol for token in clause.opening for symbol in word(token)]
        body: Row = []
        for part in parts_of(clause):
            body += self.part(part, clause)
        if clause.kind == "rel":
            who = [symbol for symbol in opening if symbol.text in {"whose", "where"}]
            return [*who, *body, Symbol("@rel")]
        if clause.kind == "part" and not self.final_verb:
            return [*body, Symbol("@rel")]
        if clause.kind == "that":
            return body if self.final_verb else [*opening, *body]
        return [*body, *opening] if self.prepositions_after else [*opening, *body]

    def part(self, part: list[tuple[str, object]], clause: Clause) -> Row:
        """One verb with its subject and all that depends on it."""
        place = next((index for index, (_, item) in enumerate(part) if isinstance(item, Verb)), None)
        if place is None:
            return [symbol for role, item in part for symbol in self.role(role, item)]
        verb = part[place][1]
        assert isinstance(verb, Verb)
        subject: Row = []
        front: Row = []
        for role, item in part[:place]:
            made = self.role(role, item)
            if role == "subj":
                subject = made
            front += made
        kind = clause.kind
        if kind == "main" and part[-1][0] == "conj":
            kind = "co"
        verbal = self.verb(verb, kind, subject)
        meeting = verb.head.lemma == "meet" and not verb.passive
        after = part[place + 1 :]
        tail: Row = []
        while after and after[-1][0] in {"mark", "conj"}:
            tail = self.role(*after[-1]) + tail
            after = after[:-1]
        stays = STAYS_AFTER_VERB | ({"with"} if meeting else set())
        return self.arranged(front, verbal, after, tail, stays)

    def arranged(
        self, front: Row, verbal: Row, after: list[tuple[str, object]], tail: Row, stays: frozenset[str]
    ) -> Row:
        """Puts what followed the verb where the language has it; phrases of prepositions that stay are left."""
        chunks: list[list[tuple[str, object]]] = [[]]
        for role, item in after:
            chunks[-1].append((role, item))
            if role == "mark":
                chunks.append([])
        if self.final_verb:
            middle: Row = []
            for chunk in chunks:
                marks = [pair for pair in chunk if pair[0] == "mark"]
                others = [pair for pair in chunk if pair[0] != "mark"]
                others.reverse()
                others.sort(key=lambda pair: isinstance(pair[1], Clause) and pair[1].kind != "sub")
                for role, item in [*others, *marks]:
                    middle += self.role(role, item)
            return [*front, *middle, *verbal, *tail]
        before: Row = []
        behind: Row = []
        for number, chunk in enumerate(chunks):
            for role, item in chunk:
                made = self.role(role, item)
                moves = role in {"time", "adv"} or (isinstance(item, PrepPhrase) and item.word not in stays)
                if number == 0 and moves:
                    before = made + before
                else:
                    behind += made
        return [*front, *before, *verbal, *behind, *tail]

    def role(self, role: str, item: object) -> Row:
        """A part by its role."""
        return self.noun(item, role) if isinstance(item, NounPhrase) else self.any(item)


def parts_of(clause: Clause) -> list[list[tuple[str, object]]]:
    """The items of a clause in stretches of one verb each; a conjunction ends the stretch before it."""
    parts: list[list[tuple[str, object]]] = [[]]
    for index, (role, item) in enumerate(clause.items):
        parts[-1].append((role, item))
        if role in {"conj", "mark"} and any(isinstance(done, Verb) for _, done in parts[-1]):
            following = clause.items[index + 1 :]
            if following and following[0][0] == "conj":
                continue
            verb = next((place for place, (_, later) in enumerate(following) if isinstance(later, Verb)), None)
            if verb is not None and all(role not in {"conj", "mark"} for role, _ in following[:verb]):
                parts.append([])
    return parts


def modal(token: Token) -> str:
    """The lemma of an auxiliary; would stays would also where it is a future in the past."""
    return "would" if token.text.lower() in {"would", "'d", "’d"} and token.lemma == "will" else token.lemma


def tense_of(verb: Verb) -> str:
    """past, pres, perf, fut, prog, inf or ing: what the auxiliaries and the form say."""
    lemmas = {modal(token): token for token in verb.auxiliaries}
    if verb.infinitive:
        return "inf"
    if "will" in lemmas or "shall" in lemmas:
        return "fut"
    if "would" in lemmas or "could" in lemmas:
        return "cond"
    if lemmas.keys() & {"can", "may", "must", "should", "might"}:
        return "pres"
    if "have" in lemmas:
        return "pperf" if lemmas["have"].form == "past" else "perf"
    first = verb.auxiliaries[0] if verb.auxiliaries else verb.head
    past = first.form == "past"
    if "be" in lemmas and verb.head.form == "ing":
        return "prog.past" if past else "prog"
    if not verb.auxiliaries and verb.head.form == "ing":
        return "ing"
    if not verb.auxiliaries and verb.head.form == "part":
        return "part"
    return "past" if past else "pres"


def definite(phrase: NounPhrase) -> bool:
    """Whether an object is a particular one, which Kyrgyz puts into the accusative."""
    first = phrase.before[0] if phrase.before else None
    if isinstance(first, NounPhrase) or phrase.head is None:
        return True
    if phrase.head.tag in {"PROPN", "PRON"} or any(
        isinstance(item, PrepPhrase) and item.word == "of" for item in phrase.after
    ):
        return True
    return isinstance(first, Token) and (
        first.lemma in {"the", "this", "that", "these", "those", "all", "both"} or first.lemma in OWNERS
    )


def word(token: Token) -> Row:
    """The symbol of one token."""
    if token.lemma in ARTICLES and token.tag == "DET":
        return []
    if token.text == '"':
        return [Symbol("“" if token.start == 0 or token.space else "”", token)]
    if token.kind != "word":
        return [Symbol(token.text, token)]
    if token.tag == "PROPN" and token.text.isupper() and len(token.text) > 1:
        return [Symbol(token.text, token)]  # US, WHO and IT are not us, who and it
    lemma = token.lemma.lower()
    if token.text in {"May", "March"} and token.start > 0:
        return [Symbol(lemma + "/m", token)]
    return [Symbol(lemma + HOMOGRAPHS.get((lemma, token.tag), ""), token)]


KYRGYZ = Order(final_verb=True, prepositions_after=True, plural=True, measure=False)
CHINESE = Order(final_verb=False, prepositions_after=False, plural=False, measure=True)
