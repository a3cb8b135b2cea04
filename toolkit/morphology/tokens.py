"""English text -> tokens, each with the place where it stands; nothing is lost between them but white space."""

import re
from dataclasses import dataclass, field

CLITICS = re.compile(r"(?i)(?<=[^\W\d_])(n['’]t|['’](?:s|re|ve|ll|d|m))$")
"""What is written together with the word before it and is a word of its own."""
PATTERN = re.compile(
    r"""
      (?P<slot>\{[0-9]{1,6}\})
    | (?P<number>\d+(?:[.,]\d+)*(?:(?:st|nd|rd|th|s)\b)?)
    | (?P<short>\b(?:[A-Za-z]\.){2,}|\b(?:Mr|Mrs|Ms|Dr|St|Prof|Gen|No)\.(?=\s)
        |\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.(?:(?=\s+\d)|(?<=\d\s....)(?=\s)|(?<=\d\s.....)(?=\s)))
    | (?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*['’]?(?<!['’])|[^\W\d_]+)
    | (?P<mark>\.{3}|--|\S)
    """,
    re.VERBOSE,
)


@dataclass(slots=True)
class Token:
    """A word, number, slot or mark of an English sentence, with what the analysis says of it."""

    text: str
    """As it stands."""
    kind: str
    """word, number, slot (`{1}`: comes back exactly once) or mark."""
    start: int
    """Offset in the sentence, in characters."""
    space: bool
    """White space stands before it."""
    tag: str = ""
    """A part of speech of Universal Dependencies: NOUN, PROPN, VERB, AUX, ADJ, ADV, ADP, …"""
    form: str = ""
    """Of a noun `pl` or empty; of a verb `base`, `s`, `past`, `part` (third) or `ing`; of an adjective `er`, `est`."""
    lemma: str = ""
    """In small letters, but for names."""
    role: str = ""
    """Of a noun `mod` (stands before the noun it modifies), `subj`, `obj`, `of`, a preposition; of a verb `head`."""
    head: int = -1
    """Index of the token that this one depends on; -1 for none."""
    features: frozenset[str] = field(default_factory=frozenset)
    """Of a verb group: passive, perfect, progressive, future, negative, infinitive, and its modal verb."""


def tokenize(sentence: str) -> list[Token]:
    """The tokens of a sentence, in order."""
    tokens: list[Token] = []
    end = 0
    for match in PATTERN.finditer(sentence):
        kind = match.lastgroup or "mark"
        text, start = match.group(), match.start()
        space = start > end
        end = match.end()
        if kind == "short":
            kind = "word"
        clitic = CLITICS.search(text) if kind == "word" and len(text) > 2 else None
        if clitic and clitic.start():
            tokens.append(Token(text[: clitic.start()], kind, start, space))
            tokens.append(Token(clitic.group(), kind, start + clitic.start(), space=False))
        else:
            tokens.append(Token(text, kind, start, space))
    return tokens
