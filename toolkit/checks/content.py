"""Content: what a translation says, compared with its source: denials, sentences, words left, length."""

import operator
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice

from toolkit import late
from toolkit.checks import contraries, gazetteer, mandarin, opposites
from toolkit.checks.aligned import odd
from toolkit.checks.contraries import ANSWERED, MAY_BE_CONTRARY
from toolkit.checks.coverage import broken_off, uncovered
from toolkit.checks.excuses import allows, expressing
from toolkit.checks.items import shortened, uncounted
from toolkit.checks.lengths import bounds
from toolkit.checks.occasions import AGAIN, Occasion
from toolkit.checks.omissions import lost_part
from toolkit.checks.opposites import may_be_denied
from toolkit.checks.pair import UNSPACED, WORD, Fault, Pair, has_han, quoted
from toolkit.checks.polarity import HAN_DENIAL, MAY_DENY, STRONG, answers, denials
from toolkit.checks.programs import CHOICES, of_other_numbers
from toolkit.checks.qualifiers import unqualified
from toolkit.checks.wordlists import listed
from toolkit.documents import segment
from toolkit.engines import support, tails
from toolkit.engines.degeneration import again, tokens
from toolkit.languages import code_of
from toolkit.terms.lexicon import LANGUAGES

VALUE = late.compile(r"\bNone\b")
"""A value of Python, which denies nothing where the translation has it too."""
ZERO = late.compile(r"(?<![\w.,:/-])0(?![\w.,:/%-])")
NOTHING = late.compile(r"[没無无]|(?<!\w)(?:нет|ни|ничего|никого|эч|жок)(?!\w)", re.IGNORECASE)
"""0 results: there is nothing."""
ENDS = late.compile(r"[.!?。！？…\n]")
LEAST_SAID = 3
"""Characters besides codes without which a text is a code itself: its translation is compared as a whole."""
BEGINS_WITH_CODE = late.compile(r"([.!?])\s{2,}(?=[a-zа-яёөүң])")
"""Where a sentence begins with a placeable, which is spaces there."""
SENTENCES = 3
"""Of fewer than so many nothing is said."""
TELLING = "问诉给教求请跟"
"""Behind which one stands whom another one follows: 告诉我们我们想知道的."""
HAN_NOUNS = "狼羊猪鸭鹅蛇鼠狐猴桥湖岛镇桌椅床窗灯钟鞋帽裙饭肉酒盐兵贼匠"
"""Nouns of one character that no name and no child doubles."""
HAN_TWICE = late.compile(
    rf"((?<![一几每])[{HAN_NOUNS}]|(?<![现正存所实潜内])在|(?<![平温柔缓共总饱暖])和|(?<![{TELLING}])[我你您]|的(?!的(?:[喀黎里士]|确))|[是有将这把被与给它他她]|他们|她们|它们|"
    r"因为|所以|但是|可以|已经|以及|或者|如果|进行|(?<!不)了(?=了[^解之不望结])|"
    r"从(?=从[^事属容业前此头来])|而(?=而[^且已立])|但(?=但[^是])|都(?=都[^是有江柏灵])|并(?=并[^购列且入])|及(?=及[^时格])|"
    r"其(?=其[^他它余中实木])|已(?=已[^经婚故知有]))\1(?!确)|([\u4e00-\u9fff]{3,8})\2"
)
"""A word of grammar, or a stretch of three characters, twice in a row."""
HAN_WORD_TWICE = late.compile(r"([\u4e00-\u9fff])(?!\1)([\u4e00-\u9fff])\1\2")
PHRASE_TWICE = late.compile(
    r"(?<![^\W_])((?:на|в|во|с|со|к|по|о|об|у|из|за|от|до|для|при|эмне|ушул|ошол|бул|бир)\s+[^\W\d_]{3,}|"
    r"[^\W\d_]{3,}\s+[^\W\d_]{4,})\s+\1(?![^\W_])",
    re.IGNORECASE,
)
"""Two words, the first of grammar or both of some letters, twice in a row."""
SHORT_TWICE = {"ru": frozenset("вскоуи")}
"""Words of one letter that stand twice by a slip only; others may be points of a list."""
SAID_TWICE = late.compile(r"\b([^\W\d_]+)(?:\W+\1)+\b", re.IGNORECASE)
"""A word that a source says twice in a row, so that its translation may; figures between the two part them."""
HAN_SAID = late.compile(r"哈哈|呵呵|(.)\1\1")


def said_twice(source_language: str, target_language: str) -> Occasion:  # noqa: ARG001
    """A token that stands beside itself; in a language without spaces anything."""
    return Occasion() if target_language in UNSPACED else Occasion(traits=AGAIN)


def doubled(pair: Pair) -> Iterator[Fault]:
    """A word stands twice in a row: the the."""
    if pair.target_language in UNSPACED:
        match = HAN_TWICE.search(pair.target)
        if match and match[0] not in pair.source and not HAN_SAID.search(match[0]) and not _is_part(match, pair.target):
            one = match[1] or match[2]
            fix = pair.target[: match.start()] + one + pair.target[match.end() :]
            yield Fault(f"{quoted(one)} stands twice.", match.span(), fix)
        elif (place := _han_word_twice(pair)) >= 0:
            one, fix = pair.target[place : place + 2], pair.target[: place + 2] + pair.target[place + 4 :]
            yield Fault(f"{quoted(one)} stands twice.", (place, place + 4), fix)
        return
    allowed = listed("doubled", pair.target_language)
    made = tokens(pair.target)
    # A phrase of two words has one pair of them again, as has a word that is several tokens (e-mail e-mail).
    if not any(map(operator.eq, made, made[1:])) and not again(pair.target):
        return
    repeats = SAID_TWICE.search(pair.source) is not None
    match = None if repeats else PHRASE_TWICE.search(pair.target)
    if match and match[1].casefold() not in allowed and not _is_said_again(pair, match[1]):
        fix = pair.target[: match.end(1)] + pair.target[match.end() :]
        yield Fault(f"{quoted(match[1])} stands twice.", match.span(), fix)
        return
    before = None
    for match in WORD.finditer(pair.target):
        word = match[0].casefold()
        if (
            before is not None
            and before[0].casefold() == word
            and (len(word) > 1 or word in SHORT_TWICE.get(pair.target_language, ()))
            and word not in allowed
            and not repeats
        ):
            between = pair.target[before.end() : match.start()]
            apart = len(between) > 1 or match[0].isupper() != before[0].isupper()  # ФАЙЛ   файл: a table
            said = between and not between.strip() and "\n" not in between
            if said and not apart and not _is_said_again(pair, match[0]):
                fix = pair.target[: before.end()] + pair.target[match.end() :]
                yield Fault(f"{quoted(match[0])} stands twice.", (before.start(), match.end()), fix)
                return
        before = match


def _is_part(match: "re.Match[str]", text: str) -> bool:
    """Whether a noun of one character is a part of a longer word before or behind it: 路灯灯光."""
    start, end = match.span()
    return match[0][0] in HAN_NOUNS and any(
        map(gazetteer.is_word, (text[start - 1 : start + 1], text[end - 1 : end + 1]))
    )


def _is_said_again(pair: Pair, words: str) -> bool:
    """Whether the source has what they translate twice, apart from each other: the Dead Sea lies below sea level."""
    if pair.source_language != "en" or pair.target_language not in LANGUAGES:
        return False
    counted = Counter(match[0] for match in WORD.finditer(pair.source.casefold()))
    made = words.casefold()
    again = (one for one, times in counted.items() if times > 1 and len(one) > 2)
    return any(made.startswith(tuple(support.translations(one, pair.target_language))) for one in again)


def _han_word_twice(pair: Pair) -> int:
    """Where a Chinese word of two characters stands twice in a row where English has no word twice; -1 for nowhere.

    Neither half may be a part of a longer word: 操作系统系统应用.
    """
    for match in HAN_WORD_TWICE.finditer(pair.target):
        word, (start, end) = match[0][:2], match.span()
        if word in listed("twice", "zh") or word[0] in "一整每几" or word[1] in "不没":
            continue
        if word[1] == "们" and start and pair.target[start - 1] in TELLING:
            continue
        if not gazetteer.is_word(word) and mandarin.runs(word) == [word]:
            continue  # within a name, as in 帕米尔吉尔吉斯
        text = f"\n\n{pair.target}"  # so that two characters stand before the first one
        cut, beside = ((text[start + 2 - one : start + 2 + one], pair.target[end - one : end + one]) for one in (1, 2))
        if any(map(gazetteer.is_word, beside if gazetteer.is_word(word) else (*cut, *beside))):
            continue
        return -1 if SAID_TWICE.search(pair.source) else start
    return -1


def denying(source_language: str, target_language: str) -> Occasion:
    """A word that may deny, on either side."""
    codes = [code for code in (source_language, target_language) if code in STRONG]
    if not MAY_DENY.keys() >= set(codes):
        return Occasion()
    said, made = ((MAY_DENY[code],) if code in MAY_DENY else () for code in (source_language, target_language))
    if source_language != "en":
        return Occasion(said, made)
    return Occasion((*said, ANSWERED, MAY_BE_CONTRARY), made, asks=(may_be_denied(), *expressing(target_language)))


def may_deny(pair: Pair) -> bool:
    """Whether either side has a word that denies."""
    made = MAY_DENY.get(pair.target_language, HAN_DENIAL.search)
    return bool(MAY_DENY["en"](pair.source) or made(pair.target))


def negation(pair: Pair) -> Iterator[Fault]:
    """The source denies something and the translation does not, or the reverse."""
    faults = list(_denied(pair))
    yield from faults
    if faults or not pair.prose or pair.source_language != "en" or not denies_twice(pair.source):
        return
    said, made = SEVERED.split(pair.source), SEVERED.split(pair.target)
    if 1 < len(said) == len(made):
        parts = (pair._replace(source=one, target=other) for one, other in zip(said, made, strict=True))
        yield from (replace(fault, span=None) for fault in islice(chain.from_iterable(map(_denied, parts)), 1))


def denies_twice(source: str) -> bool:
    """Whether an English text denies more than one thing; where it has no two words for it, nothing else is asked."""
    also = ANSWERED(source)
    return len(MAY_DENY["en"].words(source)) + also > 1 and len(denials(source, "en")) + also > 1


SEVERED = late.compile(r"[;:] |[：；。！？](?=\s?\S)|(?<=[^\W\d_]{3}[.!?])\s+")
"""Between parts of a text that follow each other in any translation: a denial of one answers none of another."""


def _denied(pair: Pair) -> Iterator[Fault]:
    """The same of one part of it, or of all."""
    bare = pair.bare()
    if not pair.prose and "|" in bare.source:
        bare = bare._replace(source=CHOICES.sub(" ", bare.source), target=CHOICES.sub(" ", bare.target))
    if not bare.target.strip():
        return
    if not bare.source.strip():
        bare = pair  # what looks like a code was translated: <unspecified>
    if "None" in bare.target and "None" in bare.source:
        bare = bare._replace(source=VALUE.sub(" ", bare.source), target=VALUE.sub(" ", bare.target))
    language = "zh" if pair.target_language == "zt" else pair.target_language
    strong = denials(bare.source, pair.source_language)
    if strong and pair.source_language == "en" and contraries.freed(bare.source, bare.target, language, len(strong)):
        yield Fault(f"The source denies with {quoted(strong[0])}; nothing in the translation does.")
        return
    if strong and not answers(bare.target, pair.target_language, bare.source, pair.source_language):
        if pair.source_language != "en" or not opposites.said_without_denial(bare.source, bare.target, language):
            yield Fault(f"The source denies with {quoted(strong[0])}; nothing in the translation does.")
        return
    if len(strong) > 1 and contraries.denies_once(bare.source, bare.target, pair.source_language, pair.target_language):
        yield Fault(f"The source denies with {quoted(strong[0])} and {quoted(strong[-1])}, the translation but once.")
        return
    if strong and pair.source_language == "en" and contraries.denied_alone(bare.source, bare.target, language):
        yield Fault(f"The source denies with {quoted(strong[0])}; nothing in the translation does.")
        return
    if pair.source_language == "en" and (limit := contraries.unbounded(bare.source, bare.target, language)):
        yield Fault(f"The source denies with {quoted(limit)}; nothing in the translation does.")
        return
    if pair.source_language == "en" and not strong:
        if lost := contraries.unanswered(bare.source, bare.target, language):
            yield Fault(f"The source denies with {quoted(lost)}; nothing in the translation does.")
            return
        if lost := contraries.denied_once(bare.source, bare.target, language):
            yield Fault(f"The source denies with {quoted(lost)}; nothing in the translation does.")
            return
        if found := contraries.contrary(bare.source, bare.target, language):
            yield Fault(f"{quoted(found[0])} denies what the source says.", _place(pair.target, found[0]))
            return
    here = denials(bare.target, pair.target_language)
    if here and not allows(bare.source, bare.target, pair.source_language, pair.target_language):
        if not strong and opposites.said_by_denial(bare.source, bare.target, language):
            return
        if ZERO.search(bare.source) and NOTHING.search(bare.target):
            return
        yield Fault(f"{quoted(here[0])} denies what the source says.", _place(pair.target, here[0]))


def _place(text: str, word: str) -> tuple[int, int] | None:
    match = re.search(re.escape(word), text, re.IGNORECASE)
    return match.span() if match else None


def sentences(pair: Pair) -> Iterator[Fault]:
    """A sentence is missing, or a paragraph has far fewer or far more of them in the translation."""
    bare = pair.bare()
    whole = BEGINS_WITH_CODE.sub(r"\1 X", bare.target) if bare.target is not pair.target else bare.target
    if tails.omits(bare.source, whole, pair.source_language, pair.target_language, prose=pair.prose):
        yield Fault("It has fewer sentences than the source, and nothing of one of them.")
        return
    if not pair.prose:
        return
    more = _odd_sentence(bare) if pair.source_language == "en" else 0
    if more > 0:
        yield Fault("It has more sentences than the source, and one of them says nothing of it.")
        return
    if more < 0:
        yield Fault("It has fewer sentences than the source, and nothing of one of them.")
        return
    if max(len(ENDS.findall(pair.source)), len(ENDS.findall(pair.target))) < SENTENCES:
        return  # neither can have so many
    if tails.sentences(pair.source) == tails.sentences(pair.target):
        return
    said, made = (len(segment(text, code)) for text, code in
                  ((pair.source, pair.source_language), (pair.target, pair.target_language)))  # fmt: skip
    if (said >= SENTENCES and made * 2 <= said) or (made >= SENTENCES and said * 2 <= made):
        one, many = f"{said} sentence became {made}.", f"{said} sentences became {made}."
        yield Fault(one if said == 1 else many)


def _odd_sentence(pair: Pair) -> int:
    """1 where a sentence was put into a translation from English, -1 where one was left out."""
    source, target, language = pair.source, pair.target, code_of(pair.target_language)
    if tails.adds(source, target, language):
        return 1
    return odd(source, target, language) if language in LANGUAGES else 0


def length_ratio(pair: Pair) -> Iterator[Fault]:
    """Far shorter or longer than translations of such a length are wont to be, or short and without a part."""
    bare = pair.bare()
    said = len(bare.source.strip())
    if said < LEAST_SAID <= len(pair.source.strip()):
        bare = of_other_numbers(pair)  # what looks like a code was translated
        said = len(bare.source.strip())
    made = len(bare.target.strip())
    if not made or (pair.target_language in UNSPACED and not has_han(bare.target)):
        return
    least, most = bounds(said, pair.source_language, pair.target_language)
    if made < least:
        yield Fault(f"It is far shorter than such translations are: {made} characters for {said}.")
    elif made > most:
        yield Fault(f"It is far longer than such translations are: {made} characters for {said}.")
    elif pair.source_language == "en" and (
        lost := lost_part(bare.source, bare.target, pair.target_language, prose=pair.prose)
        or uncovered(bare.source, bare.target, pair.target_language, prose=pair.prose)
        or (shortened(bare.source, bare.target, pair.target_language) if pair.prose else "")
        or (uncounted(bare.source, bare.target, pair.target_language) if pair.prose else "")
        or (unqualified(bare.source, bare.target, pair.target_language) if pair.prose else "")
    ):
        yield Fault(f"It says nothing of {quoted(lost)}.")
    elif pair.source_language == "en" and (
        lost := broken_off(pair.source, pair.target, pair.target_language, prose=pair.prose)
    ):
        yield Fault(f"It seems to break off: it has no mark at its end and says nothing of {quoted(lost)}.")
