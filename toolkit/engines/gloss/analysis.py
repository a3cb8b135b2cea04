"""An English sentence as a gloss sees it: tokens in chunks, each with its head and what it depends on.

What a realiser gets is a `Sentence`. Its tokens (toolkit/morphology/tokens.py) carry lemma, part of speech and form;
its chunks cover all tokens in order, without gaps:

    noun   determiner, numbers, adjectives and nouns up to the head noun; a pronoun; a name. `head` is the index of
           the head noun; the tokens before it have role `mod` and `head` set to it
    prep   a preposition (of several words too): `of`, `in`, `according to`; the noun chunk after it is governed by it
    verb   auxiliaries, `not`, `to` and adverbs between them, and the verb; `features` says passive, perfect,
           progressive, future, past, negative, infinitive, participle, and the modal verb
    word   anything else: conjunctions, adverbs, marks, quotation marks

`role` of a noun chunk: subj, obj, or the lemma of the preposition that governs it; `governor`: index of the chunk that
it depends on (for `of` the noun chunk before it, for other prepositions the verb chunk of the clause, or the noun chunk
before it where no verb came yet), -1 for none. `clause` counts clauses: a mark, a conjunction or a relative pronoun
before a new subject and verb begins one.
"""

from dataclasses import dataclass, field

from toolkit.morphology.english import analyse
from toolkit.morphology.tokens import Token

INSIDE = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN"})
"""Parts of speech of which noun chunks are made."""
POSSESSIVE = frozenset({"my", "your", "his", "her", "its", "our", "their", "whose"})
RELATIVE = frozenset(
    (
        "who",
        "which",
        "that",
        "where",
        "when",
        "whose",
        "whom",
        "because",
        "although",
        "if",
        "while",
        "as",
        "since",
        "until",
        "unless",
    )
)
REPORTING = frozenset(
    {"say", "hope", "expect", "tell", "note", "add", "promise", "believe", "state", "announce", "think", "stress"}
    | {"confirm", "warn", "declare", "predict", "assure", "explain", "report", "emphasize", "underline", "ask"}
)
PREPOSITIONS = (
    "according to", "because of", "due to", "in front of", "instead of", "as well as", "out of", "such as", "up to",
    "along with", "together with", "in addition to", "in accordance with", "ahead of", "as of", "next to", "thanks to",
)  # fmt: skip


@dataclass(slots=True)
class Chunk:
    """A part of a sentence, see the module."""

    kind: str
    start: int
    end: int
    """Tokens [start, end)."""
    head: int
    """Index of the token that the chunk is about."""
    role: str = ""
    governor: int = -1
    features: frozenset[str] = field(default_factory=frozenset)
    clause: int = 0


@dataclass(slots=True)
class Sentence:
    """Tokens and chunks of one sentence; `text` is what was analysed."""

    text: str
    tokens: list[Token]
    chunks: list[Chunk]

    def words(self, chunk: Chunk) -> list[Token]:
        """The tokens of a chunk."""
        return self.tokens[chunk.start : chunk.end]


def parse(text: str) -> Sentence:
    """The analysis of a sentence."""
    tokens = analyse(text)
    _future_in_the_past(tokens)
    chunks = _chunks(tokens)
    _relate(tokens, chunks)
    return Sentence(text, tokens, chunks)


def _future_in_the_past(tokens: list[Token]) -> None:
    """`said that they would come`: `would` is a future there, and its lemma `will`, unless there is a condition."""
    if any(token.lemma in ("if", "unless") for token in tokens):
        return
    reported = False
    for token in tokens:
        if token.tag == "VERB" and token.form in ("past", "part") and token.lemma in REPORTING:
            reported = True
        elif token.lemma == "would" and reported and token.tag == "AUX":
            token.lemma = "will"


def _chunks(tokens: list[Token]) -> list[Chunk]:
    chunks: list[Chunk] = []
    index = 0
    while index < len(tokens):
        chunk = _preposition(tokens, index) or _verb(tokens, index) or _noun(tokens, index)
        chunk = chunk or Chunk("word", index, index + 1, index)
        chunks.append(chunk)
        index = chunk.end
    return chunks


def _preposition(tokens: list[Token], index: int) -> Chunk | None:
    for phrase in PREPOSITIONS:
        words = phrase.split()
        if [token.text.lower() for token in tokens[index : index + len(words)]] == words:
            return Chunk("prep", index, index + len(words), index)
    if tokens[index].tag == "ADP" and tokens[index].lemma not in RELATIVE - {"as", "since", "until"}:
        return Chunk("prep", index, index + 1, index)
    return None


def _noun(tokens: list[Token], index: int) -> Chunk | None:
    if tokens[index].tag == "PRON" and tokens[index].lemma not in POSSESSIVE:
        relative = tokens[index].lemma in RELATIVE
        return None if relative else Chunk("noun", index, index + 1, index)
    end, head = index, -1
    while end < len(tokens):
        token = tokens[end]
        if token.tag in ("NOUN", "PROPN", "NUM") or token.kind == "slot":
            head = end
        elif (token.tag in INSIDE and not (token.tag == "DET" and end > index)) or _inside(tokens, index, end, head):
            pass
        elif token.tag == "SYM" and token.text in "$€£%":
            head = end if token.text == "%" and head >= 0 else head
        else:
            break
        end += 1
    if head < 0:
        return None
    for place in range(index, head):
        tokens[place].role, tokens[place].head = "mod", head
    return Chunk("noun", index, head + 1, head)


def _inside(tokens: list[Token], start: int, index: int, head: int) -> bool:
    """A hyphen, a possessive, an adverb before an adjective, a participle before a noun, `and` between modifiers."""
    token = tokens[index]
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if after is None:
        return False
    if token.text == "-" and index > start:
        return not after.space
    if token.lemma in POSSESSIVE:
        return True
    if token.lemma == "'s" and token.tag == "PART":
        return index > start
    if token.tag == "ADV":
        return (after.tag == "ADJ" and index > start) or after.tag == "NUM"
    if token.tag == "VERB" and token.form in ("ing", "part", "past"):
        before = tokens[index - 1] if index > start else None
        return before is not None and before.tag in ("DET", "ADJ") and after.tag in ("NOUN", "ADJ", "PROPN")
    if token.lemma == "and" and head < 0 and index > start:
        follows = tokens[index + 2] if index + 2 < len(tokens) else None
        return after.tag == "ADJ" and follows is not None and follows.tag in ("NOUN", "ADJ")
    return False


def _verb(tokens: list[Token], index: int) -> Chunk | None:
    end, head = index, -1
    features: set[str] = set()
    if tokens[index].tag == "PART" and tokens[index].lemma == "to":
        features.add("infinitive")
        end += 1
    elif tokens[index].tag not in ("AUX", "VERB"):
        return None
    last = ""
    while end < len(tokens):
        token = tokens[end]
        if token.tag == "AUX" and (head < 0 or tokens[head].tag == "AUX"):
            _auxiliary(token, features)
            last, head = token.lemma, end
        elif token.tag == "VERB" and (head < 0 or tokens[head].tag == "AUX"):
            _main(token, last, features)
            head = end
            end += 1
            break
        elif token.lemma == "not" or (token.tag == "ADV" and _verb_follows(tokens, end)):
            if token.lemma == "not" or token.lemma == "never":
                features.add("negative")
        else:
            break
        end += 1
    if head < 0:
        return None
    end = head + 1
    while end < len(tokens) and tokens[end].lemma == "not":
        features.add("negative")
        end += 1
    for place in range(index, end):
        tokens[place].features = frozenset(features)
    return Chunk("verb", index, end, head, features=frozenset(features))


def _auxiliary(token: Token, features: set[str]) -> None:
    if token.lemma in ("will", "shall"):
        features.add("future")
    elif token.lemma in ("would", "can", "could", "may", "might", "should", "must"):
        features.add(token.lemma)
    elif token.form == "past":
        features.add("past")


def _main(token: Token, last: str, features: set[str]) -> None:
    if last == "be" and token.form in ("part", "past"):
        features.add("passive")
    elif last == "be" and token.form == "ing":
        features.add("progressive")
    elif last == "have" and token.form in ("part", "past"):
        features.add("perfect")
    elif not last and "infinitive" not in features:
        if token.form == "past":
            features.add("past")
        elif token.form in ("part", "ing"):
            features.add("participle")


def _verb_follows(tokens: list[Token], index: int) -> bool:
    while index < len(tokens) and tokens[index].tag == "ADV":
        index += 1
    return index < len(tokens) and tokens[index].tag in ("VERB", "AUX")


def _relate(tokens: list[Token], chunks: list[Chunk]) -> None:
    clause, verb, noun, prep, subject = 0, -1, -1, -1, -1
    for index, chunk in enumerate(chunks):
        token = tokens[chunk.head]
        opens = token.lemma in RELATIVE or token.text in ";:—" or token.tag in ("SCONJ", "CCONJ")
        if chunk.kind == "word" and opens and _finite_follows(chunks, index):
            clause += 1
            verb = subject = -1
        chunk.clause = clause
        if chunk.kind == "prep":
            prep = index
            chunk.governor = noun if token.lemma == "of" or verb < 0 else verb
        elif chunk.kind == "verb":
            if not chunk.features & {"participle", "infinitive"}:
                subject = _subject(tokens, chunks, index, subject)
            _inherit(tokens, chunks, chunk, verb)
            verb, chunk.governor = index, subject
            if subject >= 0 and not chunk.features & {"participle", "infinitive"}:
                chunks[subject].role, chunks[subject].governor = "subj", index
            prep = -1
        elif chunk.kind == "noun":
            if prep >= 0:
                first = chunks[prep]
                chunk.role = " ".join(one.text.lower() for one in tokens[first.start : first.end])
                chunk.governor = first.governor
                prep = -1
            elif verb >= 0 and index and chunks[index - 1].kind == "verb":
                chunk.role, chunk.governor = "obj", verb
            elif noun >= 0 and index >= 2 and chunks[index - 1].kind == "word" and chunks[noun].clause == clause:
                chunk.role, chunk.governor = chunks[noun].role, chunks[noun].governor  # in a list, or in apposition
            if subject < 0 and not chunk.role:
                subject = index
            noun = index
        elif token.text in ",.":
            prep = -1


def _inherit(tokens: list[Token], chunks: list[Chunk], chunk: Chunk, last: int) -> None:
    """`would promote exchanges, establish relations and expand channels`: the later verbs are like the first."""
    if last < 0 or chunk.features or tokens[chunk.head].form != "base" or tokens[chunk.head].tag != "VERB":
        return
    before = tokens[chunk.start - 1] if chunk.start else None
    if before is not None and (before.text in (",", "and", "or") or before.tag == "ADV"):
        chunk.features = chunks[last].features - {"passive", "perfect", "progressive", "negative", "past"}


def _subject(tokens: list[Token], chunks: list[Chunk], verb: int, subject: int) -> int:
    """The noun chunk before a finite verb that is not governed by a preposition; the first one of a list of them."""
    index = verb - 1
    while index >= 0 and chunks[index].kind == "word" and tokens[chunks[index].head].tag in ("ADV", "PUNCT"):
        index -= 1
    found = subject
    while index >= 0 and chunks[index].kind in ("noun", "prep", "word"):
        chunk = chunks[index]
        if chunk.kind == "word" and tokens[chunk.head].text not in (",", "and", "or", "(", ")"):
            break
        governed = index and chunks[index - 1].kind in ("prep", "verb")
        if chunk.kind == "noun" and not governed:
            if found < 0 or found == subject or tokens[chunks[index + 1].head].text in (",", "and", "or"):
                found = index
            else:
                break
        index -= 1
    return found


def _finite_follows(chunks: list[Chunk], index: int) -> bool:
    """Whether a subject and its verb, or a verb at once, come after the word."""
    for chunk in chunks[index + 1 : index + 7]:
        if chunk.kind == "verb":
            return not chunk.features & {"infinitive", "participle"}
        if chunk.kind == "word":
            return False
    return False
