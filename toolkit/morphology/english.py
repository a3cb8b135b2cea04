"""English words: parts of speech, forms and lemmas, by a small perceptron and tables made from silver text."""

import gzip
from functools import lru_cache
from pathlib import Path

from toolkit.morphology import perceptron
from toolkit.morphology.tokens import Token, tokenize

DATA = Path(__file__).parent / "data"
BE = frozenset({"am", "is", "are", "was", "were", "be", "been", "being", "'m", "'re", "’m", "’re"})
HAVE = frozenset({"have", "has", "had", "having", "'ve", "’ve"})
DO = frozenset({"do", "does", "did"})
MODALS = {
    "will": "will", "'ll": "will", "’ll": "will", "wo": "will", "would": "would", "'d": "would", "’d": "would",
    "can": "can", "ca": "can", "could": "could", "may": "may", "might": "might", "shall": "shall",
    "should": "should", "must": "must",
}  # fmt: skip
CLOSED = {"n't": "not", "n’t": "not", "an": "a", "'s": "'s", "’s": "'s", "me": "i", "him": "he", "them": "they"}
"""Word -> lemma, where it is not the word itself."""
MONTHS = {
    "Jan": "January", "Feb": "February", "Mar": "March", "Apr": "April", "Jun": "June", "Jul": "July", "Aug": "August",
    "Sep": "September", "Sept": "September", "Oct": "October", "Nov": "November", "Dec": "December",
}  # fmt: skip
VOWELS = "aeiou"


def analyse(sentence: str) -> list[Token]:
    """The tokens of a sentence with tag, lemma and form."""
    tokens = tokenize(sentence)
    _spell_months(tokens)
    tag(tokens)
    title = is_title(tokens)
    for index, token in enumerate(tokens):
        _lemmatize(tokens, index, token, title)
    return tokens


def _spell_months(tokens: list[Token]) -> None:
    """`Nov. 12`, `12 Nov`: beside a number an abbreviated month is the month, and every table has that."""
    for place, token in enumerate(tokens):
        month = MONTHS.get(token.text.removesuffix("."))
        if month and any(one.kind == "number" for one in (*tokens[place + 1 : place + 2], *tokens[place - 1 : place])):
            token.text = month


def is_title(tokens: list[Token]) -> bool:
    """Whether a text has capitals as headlines in English have them, so that a capital tells no name."""
    words = [token.text for token in tokens if token.kind == "word" and len(token.text) > 3]
    return len(words) >= 4 and sum(word[0].isupper() for word in words) > 0.8 * len(words)


def tag(tokens: list[Token]) -> None:
    """Gives each token its part of speech."""
    weights = _weights()
    known = _known()
    title = is_title(tokens)
    words = [_shape(tokens, index, title) for index in range(len(tokens))]
    last, before = "<s>", "<s>"
    for index, token in enumerate(tokens):
        if token.kind == "mark":
            token.tag = "SYM" if token.text in "%$€£¥§№°+=&" else "PUNCT"
        elif token.kind in ("number", "slot"):
            token.tag = "ADJ" if token.text[-2:] in ("st", "nd", "rd", "th") else "NUM"
        elif words[index] in known:
            token.tag = known[words[index]]
        else:
            found = perceptron.scores(weights, features(words, index, last, before))
            token.tag = perceptron.best(found, "NOUN")
            if token.tag in ("NOUN", "ADJ") and _is_verb_in_list(tokens, index, found):
                token.tag = "VERB"
        before, last = last, token.tag


def _is_verb_in_list(tokens: list[Token], index: int, found: dict[str, float]) -> bool:
    """A word after a comma or `and`, before an article, possessive or noun phrase, that may well be a verb."""
    if not index or index + 1 >= len(tokens) or found.get("VERB", -9.0) < found.get("NOUN", 0.0) - 6:
        return False
    after = tokens[index + 1].text.lower()
    opened = tokens[index - 1].text in (",", "and", "or", "to") or tokens[index - 1].tag == "ADV"
    near = found.get("VERB", -9.0) > max(found.get("NOUN", 0.0), found.get("ADJ", 0.0)) - 1.0
    return opened and (near or after in ("the", "a", "an", "its", "their", "his", "her", "more"))


def features(words: list[str], index: int, last: str, before: str) -> list[str]:
    """What the tagger looks at: the word, its neighbours and the tags of the two before it."""
    word = words[index]
    previous = words[index - 1] if index else "<s>"
    following = words[index + 1] if index + 1 < len(words) else "</s>"
    second = words[index + 2] if index + 2 < len(words) else "</s>"
    kind = "A" if word.isupper() and len(word) > 1 else "C" if word[0].isupper() else "c"
    return [
        "b",
        "w" + word,
        "3" + word[-3:],
        "2" + word[-2:],
        "4" + word[-4:],
        "t" + last,
        "u" + before + " " + last,
        "v" + last + " " + word,
        "p" + previous,
        "n" + following,
        "m" + second,
        "s" + following[-3:],
        "k" + kind + last,
        "x" + word + " " + following,
        "y" + previous[-3:] + " " + word,
        "z" + word[-3:] + " " + last + " " + following[-3:],
    ]


def _shape(tokens: list[Token], index: int, title: bool = False) -> str:
    """The word as the tagger knows it: a sentence begins in a small letter unless it begins with a name."""
    token = tokens[index]
    if token.kind == "number":
        return "0"
    if token.kind == "slot":
        return "{}"
    opening = index == 0 or (index == 1 and tokens[0].kind == "mark") or tokens[index - 1].text in (":", ".", "!", "?")
    if (opening or title) and token.text[:1].isupper() and (len(token.text) == 1 or not token.text.isupper()):
        small = token.text.lower()
        if small in _vocabulary() or small in _known():
            return small
    return token.text


@lru_cache(None)
def _weights() -> perceptron.Weights:
    return perceptron.read(DATA / "english-tags.tsv.gz")


@lru_cache(None)
def _known() -> dict[str, str]:
    """Words that are always the same part of speech."""
    rows = _table("english-closed.tsv")
    return {row[0]: row[1] for row in rows}


@lru_cache(None)
def _vocabulary() -> frozenset[str]:
    """Words that are written in small letters."""
    return frozenset(gzip.decompress((DATA / "english-words.txt.gz").read_bytes()).decode().split("\n"))


def is_common(word: str) -> bool:
    """Whether a word (in small letters) is written in small letters somewhere: no name alone."""
    return word in _vocabulary()


PREFIXES = ("un", "re", "sub", "multi", "over", "inter", "hyper", "anti", "non", "pre", "de", "super", "mis", "auto")
HEADS = (
    "bar", "bars", "brush", "file", "files", "loader", "map", "maps", "menu", "menus", "name", "names", "path", "paths",
    "scale", "screen", "system", "systems", "window", "windows",
)  # fmt: skip
"""What compounds end with that are no names of people, places or firms: statusbar, filesystem."""
ABSTRACT = ("tion", "tions", "sion", "sions", "ability", "ibility", "graphy", "ology", "ical", "ious", "ments")
"""How words of eight letters and more end that are no names."""
LEAST_BASE, LEAST_STEM, LEAST_FIRST = 4, 6, 3
"""Letters of a word behind a prefix; of one before an ending, since shorter ones are surnames (Baker, Browning); and of
the first part of a compound."""


@lru_cache(1 << 14)
def is_formed(word: str) -> bool:
    """Whether a word (in small letters) that is none of the common ones is formed of such: resizing, submenu, bitmap.

    Titles have them with capital letters, and they are no names.
    """
    if len(word) >= 8 and word.endswith(ABSTRACT):
        return True
    singular = lemma(word, "NOUN")[0]
    stems = {lemma(word, "VERB")[0], singular, *(word.removesuffix(end) for end in ("er", "ers", "or", "ors", "able"))}
    stems |= {f"{stem}e" for stem in stems if stem != word}
    if any(stem != word and len(stem) >= LEAST_STEM and is_common(stem) for stem in stems):
        return True
    begun = (one.removeprefix(prefix) for prefix in PREFIXES for one in {word, *stems} if one.startswith(prefix))
    if any(len(rest) >= LEAST_BASE and is_common(rest) for rest in begun):
        return True
    firsts = (word.removesuffix(head) for head in HEADS if word.endswith(head))
    return any(len(first) >= LEAST_FIRST and is_common(first) for first in firsts)


@lru_cache(None)
def _irregular() -> dict[str, tuple[str, str]]:
    """Word and NOUN, VERB or ADJ -> lemma and form."""
    return {f"{row[0]} {row[1]}": (row[2], row[3]) for row in _table("english-irregular.tsv")}


def _table(name: str) -> list[list[str]]:
    lines = (DATA / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def _lemmatize(tokens: list[Token], index: int, token: Token, title: bool) -> None:
    word = _shape(tokens, index, title) if token.kind == "word" else token.text
    small = word.lower().replace("’", "'")
    if token.kind != "word":
        token.lemma = token.text
    elif token.tag == "PROPN":
        token.lemma = word
    elif token.tag == "AUX":
        token.lemma = (
            "be" if small in BE else "have" if small in HAVE else "do" if small in DO else MODALS.get(small, small)
        )
        token.form = _aux_form(small)
    elif token.tag in ("NOUN", "VERB", "ADJ", "ADV"):
        token.lemma, token.form = lemma(small, token.tag)
        if token.tag == "VERB" and token.form == "past" and _is_participle(tokens, index):
            token.form = "part"
    else:
        token.lemma = CLOSED.get(small, small)


def _aux_form(word: str) -> str:
    if word in ("was", "were", "had", "did", "would", "could", "might"):
        return "past"
    if word in ("been", "being", "having"):
        return "part" if word == "been" else "ing"
    return "base" if word in ("be", "have", "do") else "s"


def _is_participle(tokens: list[Token], index: int) -> bool:
    """Whether a form in -ed is a third form: after `be`, `have`, `get` or an article, or before `by`."""
    place = index - 1
    while place >= 0 and (tokens[place].tag in ("ADV", "PART") or tokens[place].lemma in ("not", "both")):
        place -= 1
    if place >= 0 and tokens[place].lemma in ("be", "have", "get"):
        return True
    if place >= 0 and tokens[place].tag in ("DET", "ADJ", "ADP"):
        return True
    if place >= 1 and tokens[place].tag == "CCONJ" and tokens[place - 1].form == "part":
        return True
    return index + 1 < len(tokens) and tokens[index + 1].lemma == "by"


@lru_cache(20_000)
def lemma(word: str, part: str) -> tuple[str, str]:
    """The lemma and the form of a word that is a NOUN, VERB, ADJ or ADV."""
    known = _irregular().get(f"{word} {part}")
    if known:
        return known
    if part == "NOUN":
        return _noun(word)
    if part == "VERB":
        return _verb(word)
    for ending, form in (("est", "est"), ("er", "er")):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            base = _stem(word[: -len(ending)], "")
            if base:
                return base, form
    return word, ""


def _noun(word: str) -> tuple[str, str]:
    words = _vocabulary()
    if not word.endswith("s") or word.endswith(("ss", "us", "is")) or len(word) < 4:
        return word, ""
    if word.endswith("ies") and len(word) > 4:
        return (word[:-3] + "y", "pl") if word[:-1] not in words else (word[:-1], "pl")
    if word.endswith(("ses", "xes", "zes", "ches", "shes", "oes")):
        if word[:-1] in words and not (word[:-2] in words and word.endswith(("sses", "xes", "ches", "shes"))):
            return word[:-1], "pl"
        return word[:-2], "pl"
    return word[:-1], "pl"


def _verb(word: str) -> tuple[str, str]:
    if word.endswith("ing") and len(word) > 4:
        return _stem(word[:-3], "e") or word[:-3], "ing"
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y", "past"
    if word.endswith("ed") and len(word) > 3:
        return _stem(word[:-2], "e") or word[:-2], "past"
    if word.endswith("s") and not word.endswith(("ss", "us")) and len(word) > 2:
        if word.endswith("ies") and len(word) > 4:
            return word[:-3] + "y", "s"
        if word.endswith(("sses", "xes", "zes", "ches", "shes", "oes")) and word[:-1] not in _vocabulary():
            return word[:-2], "s"
        return word[:-1], "s"
    return word, "base"


def _stem(stem: str, silent: str) -> str:
    """The base that a stem stands for: itself, without a doubled letter, or with the `e` that it lost."""
    words = _vocabulary()
    doubled = len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "aeiou"
    if doubled and stem[:-1] in words and not (stem in words and stem[-1] in "lsz"):
        return stem[:-1]
    short = stem[-1:] not in VOWELS and stem[-2:-1] in VOWELS and stem[-3:-2] not in VOWELS
    order = (stem + "e", stem) if silent and (short or stem[-1:] in "csvzgu") else (stem, stem + "e")
    for candidate in order:
        if candidate in words:
            return candidate
    if stem.endswith("i") and stem[:-1] + "y" in words:
        return stem[:-1] + "y"
    return "" if not silent else (stem + "e" if stem[-1:] in "csvzgu" and not stem.endswith("ss") else stem)
