"""What changed in a source text since its translation was made, as one of units.CHANGES: the riskiest that applies.

    negation         a word that denies was added, removed or moved (not, не, 不, -ба-): the sense may be the opposite
    number           a number, a number word, a unit sign or a date is another
    name             a name was added, taken away or replaced
    clause added     words were added and none taken away: with a comma, a joining word, or four and more
    clause removed   the reverse
    wording          anything else
    typo             a word or two respelt, capitals, or punctuation that is not only another form of the same sign
    typography       not a word, number or sign is different: quotation marks, dashes, spaces, forms of one sign

It is a label for a person, made from lists of words (words/) and from letters alone; where it is in doubt it names the
riskier kind. `typography` is exact: the texts are equal but for the form of signs and for white space.
"""

import functools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from toolkit.catalogs.wordlists import WordLists, wordlists

_FORMS = {
    **dict.fromkeys("“”„‟«»＂〝〞「」『』", '"'),
    **dict.fromkeys("‘’‚‛ʼ＇`´", "'"),
    **dict.fromkeys("–—―−‒", "-"),
    **dict.fromkeys("\u2010\u2011", "\u2010"),
    **dict.fromkeys("\u00a0\u202f\u2007\u2009\u200a\u2002\u2003\u3000\t\n\r", " "),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    "。": ".",
    "｡": ".",
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "＂＇｀"},
}
"""A sign -> the one of its forms that texts are compared by."""
FORM = str.maketrans(_FORMS)
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_SIGNS = "%‰$€£¥₽₸°"
_ASCII_TOKEN = re.compile(r"(?:(?<![\w)])-)?\d+(?:[.,:/]\d+)*|[%$]|[a-zA-Z]+(?:'[a-zA-Z]+)*", re.ASCII)
_ARGUMENT = re.compile(r"(?<![\w%])%L?(?:n\b|[1-9]\d?(?!\d))(?:\$[a-zA-Z]+)?")
"""What a program fills in, by its place or as the count: `%1`, `%2$s`, `%n`. The digit is no number of the text."""
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_WORD = re.compile(r"[a-z]+")
_COUNTING = re.compile(r"[0-9%$'`]")
"""What may be a number, an argument of a program, or a denial (`can't`)."""
_DIGIT = re.compile(r"\d")
_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?![\d])")
_COMMA_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d])")
_CONTRACTIONS = {"can't": "can", "won't": "will", "shan't": "shall", "cannot": "can"}
_SENTENCE_END = set(".!?…:\"'(")
_TYPO_LENGTH = 4
"""Letters of the shortest word that counts as respelt: of shorter ones, every change makes another word."""
_CONTEXT = 4
"""Words before and after a difference that tell what it is."""
_CLAUSE = 4
"""Words that are a clause without a sign of one; Chinese characters count half."""


class Token(NamedTuple):
    """A word, a Chinese character, a number or a sign of a unit."""

    folded: str
    text: str
    first: bool
    """Whether a sentence may begin with it."""
    parted: bool
    """Whether punctuation stands before it."""
    negates: bool


def change_between(before: str, after: str, language: str, *, risks: bool = False) -> str:
    """One of CHANGES for two versions of a text in a source language (the toolkit's code).

    Two equal texts differ in typography at most. With `risks` only negations and numbers are told apart, and anything
    else is "wording", which takes half the time.
    """
    lists = wordlists(language)
    if risks and _only_words(before, after, lists):
        return "wording"
    one, other = _normal(before, lists), _normal(after, lists)
    if one == other:
        return "typography"
    whole = one
    one, other, begins = _window(one, other)
    old, new = _tokens(one, lists, begins), _tokens(other, lists, begins)
    removed, added = _difference(old, new)
    if not removed and not added:
        loose = _loose()
        if loose.sub(r"\1", one) == loose.sub(r"\1", other):
            return "typography"
        return _punctuation(one, other, old, new, lists)
    gone, come = [old[place] for place in removed], [new[place] for place in added]
    if any(token.negates for token in (*gone, *come)) or _negated(gone, come, lists):
        return "negation"
    if _moved(gone, come) & lists.joining and any(token.negates for token in _tokens(whole, lists)):
        return "negation"  # a clause that was outside of it is inside now
    if _numbers(one, old, lists) != _numbers(other, new, lists) or _swapped(gone, come, lists):
        return "number"
    if risks:
        return "wording"
    if (not come and _doubled(old, removed)) or (not gone and _doubled(new, added)):
        return "typo"
    less, more = _only(gone, come), _only(come, gone)
    if not less and _clause(new, added, lists):
        return "clause added"
    if not more and _clause(old, removed, lists):
        return "clause removed"
    if _renamed(one, other, old, new, lists, less, more):
        return "name"
    return "typo" if _respelt(gone, come, lists) else "wording"


def _only_words(one: str, other: str, lists: WordLists) -> bool:
    """Whether words were only added, or only taken away, and neither text has any that denies or counts.

    It tells that of most changes in a fifth of the time; of those that it does not know it says no.
    """
    if not (one.isascii() and other.isascii()) or _COUNTING.search(one) or _COUNTING.search(other):
        return False
    words, others = (_WORD.findall(text.casefold()) for text in (one, other))
    told = (*words, *others)
    if not lists.risky.isdisjoint(told) or "cannot" in told or lists.of("numeral"):
        return False
    less, more = (words, iter(others)) if len(words) < len(others) else (others, iter(words))
    return len(words) != len(others) and all(word in more for word in less)


def _normal(text: str, lists: WordLists) -> str:
    if "%" in text:
        text = _ARGUMENT.sub("\ufffc", text)
    if "`" in text or not text.isascii():  # other forms of signs are not ASCII, and white space is made even below
        text = text.translate(FORM)
    text = text.replace("...", "…").replace("……", "…")
    if "-" in text:
        text = _HYPHEN.sub("\u2010", text)
    text = " ".join(text.split())
    if not _DIGIT.search(text):
        return text
    text = _GROUPS.sub(lambda match: match[0].replace(" ", ""), text)
    if lists.ending or "," not in text:
        return text
    return _COMMA_GROUPS.sub(lambda match: match[0].replace(",", ""), text)


def _window(one: str, other: str) -> tuple[str, str, bool]:
    """Both texts without what they have in common far from the first and the last difference.

    And whether they still begin where the texts did. They are cut between two words in the middle of a sentence.
    """
    from rapidfuzz.distance import Postfix, Prefix

    start = _cut(one[: Prefix.similarity(one, other)])
    one, other = one[start:], other[start:]
    end = _cut(one[len(one) - Postfix.similarity(one, other) :][::-1])
    return (one[:-end], other[:-end], not start) if end else (one, other, not start)


@functools.cache  # compiled when it is needed: classes of Chinese characters take milliseconds
def _token(han: bool) -> "re.Pattern[str]":
    """A token of a text that is not ASCII; with `han` there may be Chinese characters in it."""
    number = r"(?:(?<![\w)])-)?\d+(?:[.,:/]\d+)*"
    if not han:
        return re.compile(rf"{number}|[{_SIGNS}]|[^\W\d_]+(?:'[^\W\d_]+)*")
    return re.compile(rf"{number}|[{_HAN}]|[{_SIGNS}]|(?:(?![{_HAN}])[^\W\d_])+(?:'[^\W\d_]+)*|\d")


@functools.cache
def _loose() -> "re.Pattern[str]":
    """White space around signs and Chinese characters."""
    return re.compile(rf" *([^\w ]|[{_HAN}]) *")


def _cut(shared: str) -> int:
    """How many characters of a common beginning may go: all but its last words."""
    head, *rest = shared.rsplit(" ", _CONTEXT)
    if len(rest) < _CONTEXT or not head or not (head[-1].isalpha() and rest[0][:1].isalpha()):
        return 0
    return len(head)


def _tokens(text: str, lists: WordLists, begins: bool = True) -> list[Token]:
    tokens: list[Token] = []
    end = 0
    pattern = _ASCII_TOKEN if text.isascii() else _token(max(text) >= _HAN[0])
    for match in pattern.finditer(text):
        word, between = match[0], text[end : match.start()].strip()
        first = (begins and end == 0) or (bool(between) and between[-1] in _SENTENCE_END)
        folded = word.casefold()
        negates = folded in lists.negations and not _harmless(text, match.start(), lists)
        if folded in _CONTRACTIONS or folded.endswith("n't"):
            tokens.append(Token(_CONTRACTIONS.get(folded, folded[:-3]), word, first, bool(between), False))
            word, folded, first, between, negates = "not", "not", False, "", True
        tokens.append(Token(folded, word, first, bool(between), negates))
        end = match.end()
    return tokens


def _harmless(text: str, place: int, lists: WordLists) -> bool:
    """Whether the word at this place does not deny anything, as in `not only`."""
    return any(start <= place < stop for start, stop in _spans(text.casefold(), lists.of("not negation")))


def _spans(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    return [match.span() for word in words if word in text for match in re.finditer(re.escape(word), text)]


def _difference(old: Sequence[Token], new: Sequence[Token]) -> tuple[list[int], list[int]]:
    """Places of the tokens that are only in the old text, and of those only in the new one."""
    from rapidfuzz.distance import LCSseq

    removed: list[int] = []
    added: list[int] = []
    for edit in LCSseq.opcodes([token.folded for token in old], [token.folded for token in new]):
        if edit.tag != "equal":
            removed.extend(range(edit.src_start, edit.src_end))
            added.extend(range(edit.dest_start, edit.dest_end))
    return removed, added


def _only(these: Sequence[Token], those: Sequence[Token]) -> Counter[str]:
    if not these:
        return Counter()
    return Counter(token.folded for token in these) - Counter(token.folded for token in those)


def _moved(gone: Sequence[Token], come: Sequence[Token]) -> set[str]:
    return {token.folded for token in gone} & {token.folded for token in come}


def _punctuation(one: str, other: str, old: Sequence[Token], new: Sequence[Token], lists: WordLists) -> str:
    """The same words in the same order: other signs or capitals."""
    if any(one.count(sign) != other.count(sign) for sign in "?!؟"):
        return "wording"
    recased = [(was, now) for was, now in zip(old, new, strict=True) if was.text != now.text and not was.first]
    values = [(lists.values.get(was.text), lists.values.get(now.text)) for was, now in recased]
    if any(was != now for was, now in values):
        return "number"  # may, May
    return "name" if any(was.text.isupper() != now.text.isupper() for was, now in recased) else "typo"


def _negated(gone: Sequence[Token], come: Sequence[Token], lists: WordLists) -> bool:
    """Whether a word turned into its opposite: possible, impossible; келди, келбеди."""
    prefixes, suffixes = lists.of("negating prefix"), lists.of("negating suffix")
    infixes = lists.of("negating infix")
    if not (prefixes or suffixes or infixes):
        return False
    for was, now in ((a.folded, b.folded) for a in gone for b in come if a.folded != b.folded):
        for one, other in ((was, now), (now, was)):
            if len(one) > 2 and other.endswith(one) and other[: -len(one)] in prefixes:
                return True
            shared = _shared(one, other)
            if shared < 2:
                continue
            rest = other[shared:]
            if any(rest.startswith(infix) and not one[shared:].startswith(infix) for infix in infixes):
                return len(rest) > 2
            if any(rest.startswith(suffix) for suffix in suffixes) and shared > 2:
                return True
    return False


def _shared(one: str, other: str) -> int:
    """Letters that both words begin with."""
    from rapidfuzz.distance import Prefix

    return Prefix.similarity(one, other)


def _value(token: Token, lists: WordLists) -> str | None:
    """What a number, a number word, a date word or a sign stands for."""
    text = token.text
    if text[-1].isdigit() or text in _SIGNS:
        return text
    return lists.values.get(text) or lists.values.get(token.folded)


def _numbers(text: str, tokens: Sequence[Token], lists: WordLists) -> list[str]:
    """What all numbers and dates stand for, sorted."""
    found = [value for token in tokens if (value := _value(token, lists))]
    numerals = lists.characters("numeral")
    if numerals:
        units = lists.characters("unit")
        harmless = _spans(text, lists.of("not number"))
        for match in re.finditer(rf"第?[{numerals}]+", text):
            counted = len(match[0]) > 1 or text[match.end() : match.end() + 1] in (*units,)
            if counted and not any(start <= match.start() < stop for start, stop in harmless):
                found.append(match[0])
        found += [text[start:stop] for start, stop in _spans(text, lists.of("date"))]
    return sorted(found)


def _swapped(gone: Sequence[Token], come: Sequence[Token], lists: WordLists) -> bool:
    """Whether numbers alone changed places."""
    return bool(gone) and all(_value(token, lists) for token in (*gone, *come))


def _clause(tokens: Sequence[Token], places: Sequence[int], lists: WordLists) -> bool:
    """Whether the words at these places, which only this text has, are as much as a clause."""
    weight = sum([0.5 if _is_han(tokens[place].folded) else 1.0 for place in places])
    if weight < 1.5:
        return False
    first, last = places[0], places[-1]
    marked = tokens[first].parted or tokens[first].folded in lists.joining
    marked = marked or (last + 1 < len(tokens) and tokens[last + 1].parted)
    text = "".join([tokens[place].text for place in places])
    return weight >= _CLAUSE or marked or text.startswith(tuple(lists.joining) or ("\0",))


def _is_han(word: str) -> bool:
    return re.fullmatch(rf"[{_HAN}]", word) is not None


def _names(text: str, tokens: Sequence[Token], lists: WordLists) -> Counter[str]:
    found: Counter[str] = Counter()
    shouting = sum([token.text.isupper() for token in tokens]) > len(tokens) / 2
    for place, token in enumerate(tokens):
        if not token.text[0].isupper() or shouting:
            continue
        if token.first and not (len(token.text) > 1 and token.text.isupper()):
            following = tokens[place + 1] if place + 1 < len(tokens) else None
            beside = following is not None and following.text[0].isupper() and not following.parted
            if token.folded in lists.function or not beside:
                continue
        found[token.folded] += 1
    if lists.of("surname"):
        places = lists.of("place")
        title = "|".join(map(re.escape, lists.of("title")))
        surnames, sounds = lists.characters("surname"), lists.characters("sounds")
        given = f"(?![{lists.characters('no name')}])[{_HAN}]"
        named = rf"[{surnames}](?:{given}){{1,2}}?(?={title})|[{sounds}]{{3,}}(?:·[{sounds}]+)*"
        found.update(text[start:stop] for start, stop in _spans(text, places))
        found.update(match[0] for match in re.finditer(named, text))
    return found


def _renamed(
    one: str,
    other: str,
    old: Sequence[Token],
    new: Sequence[Token],
    lists: WordLists,
    less: Iterable[str],
    more: Iterable[str],
) -> bool:
    """Whether the texts name other persons, places or bodies; `less` and `more` are the words that only one has."""
    before, after = _names(one, old, lists), _names(other, new, lists)
    lost, found = before - after, after - before
    if not lost and not found:
        moved = [token.folded for token in old if token.folded in before]
        names = [token.folded for token in new if token.folded in after]
        words = Counter(token.folded for token in old) == Counter(token.folded for token in new)
        return words and moved != names
    # A word that the other text has as well, with a small letter or where a sentence begins, is no other name.
    here, there = {token.folded for token in old}, {token.folded for token in new}
    lost = Counter({name: number for name, number in lost.items() if name not in there})
    found = Counter({name: number for name, number in found.items() if name not in here})
    # Another ending of a name follows from another verb; where all else stays, it is another name (Иванов, Иванова).
    rest = [word for word in less if word not in lost]
    if lists.ending and any(not any(_inflected(word, mate, lists.ending) for mate in more) for word in rest):
        for name in list(lost):
            same = next((word for word in found if _inflected(name, word, lists.ending)), None)
            if same is not None:
                del lost[name], found[same]
    return bool(lost or found)


def _inflected(one: str, other: str, ending: int) -> bool:
    shared = _shared(one, other)
    return shared >= 3 and max(len(one), len(other)) - shared <= ending


def _respelt(gone: Sequence[Token], come: Sequence[Token], lists: WordLists) -> bool:
    """Whether one or two words are the same but for a letter or two."""
    from rapidfuzz.distance import OSA

    was, now = [token.folded for token in gone], [token.folded for token in come]
    if "".join(was) == "".join(now):
        return True  # al together
    if len(was) == len(now) <= 2:
        slips = lists.of("slip")
        return all(
            any(one in slip and other in slip for slip in slips)
            or (
                min(len(one), len(other)) >= _TYPO_LENGTH
                and OSA.distance(one, other) <= (1 if min(len(one), len(other)) < 7 else 2)
            )
            for one, other in zip(was, now, strict=True)
        )
    return False


def _doubled(tokens: Sequence[Token], places: Sequence[int]) -> bool:
    """Whether the only word that one text has and the other lacks stands there twice: the the."""
    if len(places) != 1:
        return False
    (place,) = places
    beside = [tokens[number].folded for number in (place - 1, place + 1) if 0 <= number < len(tokens)]
    return tokens[place].folded in beside and not _is_han(tokens[place].folded)
